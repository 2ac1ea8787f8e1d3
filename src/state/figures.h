/* SPDX-License-Identifier: MIT */
#ifndef JB_STATE_FIGURES_H
#define JB_STATE_FIGURES_H

/* build/figures: what reading the files of statistics gave
 * (model/statistics_cache.h), for the next build. Like build/state it may be
 * removed at any time. It is written beside and renamed whenever a file of
 * statistics is new, another or gone; one that cannot be written costs time,
 * nothing else.
 *
 * The file: a line "jianbao-figures N HASH", the hash that of the program, then
 * records. */

#include "model/statistics_cache.h"
#include "state/past.h"

struct figures {
    struct statistics_cache cache;
    struct past *past;
    struct arena arena; /* of the records */
};

/* For load_site: &f->cache, or NULL where nothing is kept. What it gives lives
 * until figures_close. `past` may be NULL; its inputs are hashed, since that
 * tells which files need not be read. */
struct statistics_cache *figures_open(struct figures *f, struct past *past);
void figures_close(struct figures *f);

#endif
