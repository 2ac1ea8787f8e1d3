/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_PERIOD_SETS_H
#define JB_MODEL_PERIOD_SETS_H

/* The times that the figures of a district or an indicator are about: the
 * columns of its wide table.
 *
 * Districts with the same times share one set. A table of more than PERIODS_MAX
 * columns serves nobody, and one column for each of very many rows would grow
 * with their product: such a subject has no set, and so no wide table. For each
 * cell a set of at most PERIODS_MAX times is searched, and the sets are
 * compared by their spelling: linear in the cells. */

#include "model/site.h"

enum { PERIODS_MAX = 400 };

struct period_set {
    struct period *at; /* by time, `undated` last; none is inferred */
    size_t len;
    unsigned users;  /* districts and indicators that have it */
    struct str name; /* digits and letters, the same for the same times */
};

/* Sets `periods` of all districts and indicators; after statistics_index. A
 * cell costs a comparison or two where series have much the same times, at most
 * as many as halving PERIODS_MAX takes, and a new time the moving of others. */
void period_sets_index(struct site *s);

/* The column of a time that is in the set. */
size_t period_set_find(const struct period_set *set, struct period p);

#endif
