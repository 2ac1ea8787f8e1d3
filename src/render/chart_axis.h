/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_CHART_AXIS_H
#define JB_RENDER_CHART_AXIS_H

/* Geometry of drawings, without any drawing: scales with round ticks, places
 * on them, labels that make room for each other.
 *
 * Lengths are whole tenths of a unit, so that what is printed is the same on
 * every machine. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"

struct axis {
    double low, high; /* its ends, which are ticks */
    int64_t first;    /* tick i is (first + i) * unit * 10^power */
    int unit, power;  /* unit: 1, 2 or 5 */
    unsigned n;       /* ticks, at least two */
};

/* The finest scale with at most `most` ticks (at least 3) that covers both
 * values, and zero too if asked. */
struct axis axis_fit(double low, double high, bool zero, unsigned most);

/* The value of a tick; false where it has too many digits. */
bool axis_tick(const struct axis *a, unsigned i, struct decimal *out);

/* Where a value lies when the scale reaches from `from` to `to`; values beyond
 * its ends lie at them. */
long axis_place(const struct axis *a, double value, long from, long to);
/* The same between any two values; halfway if they are one. */
long axis_between(double value, double low, double high, long from, long to);

/* Labels beside a drawing: each wants its middle at `want`. */
struct axis_label {
    long want, height;
    long at; /* result: its upper edge */
};

/* Moves labels apart, in the order of their wishes, within top..bottom as far
 * as there is room; what does not fit goes below. */
void axis_spread(struct axis_label *labels, size_t n, long top, long bottom);

/* The usual distance of ascending values (their lower median; sorts `work`,
 * which has room for n); 0 below two values. */
double axis_usual_step(const double *values, size_t n, double *work);

#endif
