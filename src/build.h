/* SPDX-License-Identifier: MIT */
#ifndef JB_BUILD_H
#define JB_BUILD_H

/* The pipeline: load, index, plan, link, freeze, render, publish.
 *
 * Up to freeze everything runs even where records are broken, so that one run
 * reports every mistake; a site with mistakes is never rendered and the output
 * folder stays as it was. Returns the exit status: 0 clean, 1 mistakes in the
 * site, 2 a system failure. */

#include "model/plan.h"
#include "state/past.h"

/* Load, index, plan and link, and the checks of the pairs of languages: all
 * that other commands need to ask the site something. False where it cannot be
 * read at all. `past` may be NULL: nothing is known of an earlier build.
 * release_site ends both cases. `s` begins as {.root = -1}. */
bool prepare_site(struct site *s, struct plan *p, struct options *options,
                  struct past *past, struct diag *d);
void release_site(struct site *s, struct plan *p);

int build_site(struct options *options);
int check_site(struct options *options);

#endif
