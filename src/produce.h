/* SPDX-License-Identifier: MIT */
#ifndef JB_PRODUCE_H
#define JB_PRODUCE_H

/* Freeze, render, publish: the outputs of a sound site.
 *
 * A page is rendered unless the last build left it in the output and every
 * query that it asked then has the same answer now. Downloads are made first,
 * since other pages show their sizes.
 *
 * Beside rendering, time is linear in the outputs, in what they ask and in the
 * answers (model/answer.h); so is memory, some 60 bytes for an output, and the
 * bytes of its queries. */

#include "model/plan.h"
#include "output/publish.h"
#include "render/template.h"
#include "state/past.h"

struct produce {
    const struct options *options;
    const struct site *site;
    const struct plan *plan;
    const struct templates *templates;
    struct past *past;
    struct diag *diag;
    const struct severities *severities;
    const char *output;
    struct publish_changes *changes; /* or NULL */
    size_t n_said; /* of diag's messages, those that the inputs alone gave: the
                      first ones */
    /* after a success */
    struct publish_counts counts;
    size_t n_files; /* of this shard */
    size_t rendered;
};

/* False after a report: a failure of the system. Leaves a new state behind. */
bool produce_site(struct produce *p) JB_MUST_USE;

#endif
