/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_COMPARE_H
#define JB_RENDER_COMPARE_H

/* One district beside others in words. */

#include "model/statistics.h"
#include "render/render.h"

/* Shares, averages, levels and growth say something beside those of a larger
 * or smaller place; counts and amounts only have a rank. */
bool is_comparable(const struct indicator *n);

/* "Share … (2021): 54.02%, 3.2 percentage points above the figure for
 * Luoyang; number 3 of the 12 districts with data."; markup. `above` may be
 * NULL. The distance is left out when either figure is uncertain, the rank when
 * there is none; empty when nothing is left. */
struct str compare_sentence(struct render *r, const struct cell *c,
                            const struct cell *above);

/* "…: highest in X (54%), lowest in Y (12%)."; empty when they do not differ
 * or one value is shared by several. */
struct str extremes_sentence(struct render *r, const struct cell *const *cells,
                             size_t n);

/* A chart of one value for each district, the first of them above the others,
 * without a table; empty when there are more than fit. */
struct str compare_chart(struct render *r, const struct cell *const *cells,
                         size_t n);

/* Adds a sentence as a RANKITEM; nothing when it is empty. */
void add_rank_item(struct dict *d, enum marker list, struct str sentence);
/* Adds a chart as a CHARTITEM; false when it is empty. */
bool add_chart_item(struct dict *d, enum marker list, struct str chart);

/* Note of a column: the unit and the period. */
struct str column_note(struct render *r, const struct cell *c);

#endif
