/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_BOUNDS_H
#define JB_MODEL_BOUNDS_H

/* Between which numbers the true value lies that a cell states, and sums of
 * such. What was written is rounded: 54.02 may stand for 54.015 to 54.025, and
 * 192.46万 for 1,924,550 to 1,924,650 (zeros at the end of a scaled value count
 * as not measured). A count without 万 or a point is exact. "More than" and "at
 * least" give the lower bound only, "nearly", "under" and "at most" the upper
 * one, "about" a fifth to either side. */

#include "model/statistics.h"

struct bounds {
    struct decimal low, high;
    bool has_low, has_high;
};

enum slack {
    SLACK_ROUNDED, /* half a unit of the last digit */
    SLACK_CUT      /* a whole one: digits may have been cut off, too */
};

/* False when nothing can be said: no value, a value of low reliability, or
 * numbers that do not fit. */
bool bounds_of(const struct cell *c, enum slack slack, struct bounds *out);

/* Adds `b` to the sum in `a`; what one of them lacks the sum lacks. */
void bounds_add(struct bounds *a, const struct bounds *b);

/* No number lies within both. */
bool bounds_disjoint(const struct bounds *a, const struct bounds *b);
/* Every number of `a` is greater than every one of `b`. */
bool bounds_above(const struct bounds *a, const struct bounds *b);

#endif
