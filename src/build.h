/* SPDX-License-Identifier: MIT */
#ifndef JB_BUILD_H
#define JB_BUILD_H

/* The pipeline: load, index, plan, link, freeze, render, publish.
 *
 * Up to freeze everything runs even where records are broken, so that one run
 * reports every mistake; a site with mistakes is never rendered and the output
 * folder stays as it was. Returns the exit status: 0 clean, 1 mistakes in the
 * site, 2 a system failure. */

#include "model/site.h"

int build_site(struct options *options);
int check_site(struct options *options);

#endif
