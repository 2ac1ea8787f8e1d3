/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_RECOMPUTE_H
#define JB_MODEL_RECOMPUTE_H

/* Figures that follow from others, worked out again and compared.
 *
 *   growth    an indicator of growth with a `base`: the base's values of the
 *             year and of the year before, for school years likewise. Of months,
 *             and of months to months of one length (2021-01..2021-06), the same
 *             months of the year before where its name or definition says 同比
 *             or year on year, the month before where it says 环比 or month on
 *             month. Where it says neither, or both, a month's growth is wrong
 *             only if it fits neither of two values that are there
 *   ratio     a share or average with `base` and `numerator`
 *   parts     a count or an amount and its groups: none is more than the whole;
 *             groups of one `split` are together no more than it, and as much
 *             where all of them are there; the same for the indicators that
 *             `parts` names
 *   children  a count or an amount of a place, and that of the places within
 *             it: together no more. Left out: plans, one-off facts, zones
 *             (which lie across districts), places that lay elsewhere in the
 *             period, and below the nation the regions that national figures
 *             leave out (codes 7 and 8)
 *
 * A claim is made only where no number fits what all cells involved say, with
 * their qualifiers, ranges and rounding (model/bounds.h). Times that are
 * inferred are compared with one another only. Everything is linear in the
 * cells but for binary searches; the warnings of one kind and indicator are
 * counted from the RECOMPUTE_MAX-th on. */

#include "model/statistics.h"

enum { RECOMPUTE_MAX = 20 };

/* Behind statistics_index. */
void recompute_check(const struct site *s, struct diag *d);

#endif
