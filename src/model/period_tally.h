/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_PERIOD_TALLY_H
#define JB_MODEL_PERIOD_TALLY_H

/* How many figures there are for each time. Linear where they come series by
 * series with much the same times, as the cells of a site do; else n log of the
 * number of times. */

#include "model/period.h"

struct tallied {
    struct period period; /* as in the first that was added */
    size_t n;
    size_t first; /* of the additions */
};

struct period_tally {
    struct tallied *at; /* by time, once period_tally_end was called */
    size_t len, cap;
    size_t sorted; /* of them, from the first on, none twice */
    size_t next;   /* where the next one of a series would be */
    size_t added;
};

/* `a` has the list. */
void period_tally_add(struct period_tally *t, struct arena *a, struct period p);
void period_tally_end(struct period_tally *t);

#endif
