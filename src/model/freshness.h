/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_FRESHNESS_H
#define JB_MODEL_FRESHNESS_H

/* `check --freshness DAYS`: series that nobody has brought up to date.
 *
 * A cell's day is the day of its revision, else the last day of its source's
 * date, else the last day of its period. A series (an indicator with the scope
 * series) is as fresh as the newest day among its cells that have a value and
 * are no plans. One whose newest day lies more than DAYS days before the day of
 * --as-of is reported at its row of data/indicators.csv (`data-old`); one
 * without such cells is not. Linear in the cells. */

#include "model/site.h"

void freshness_check(const struct site *s, struct diag *d);

#endif
