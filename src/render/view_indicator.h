/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_VIEW_INDICATOR_H
#define JB_RENDER_VIEW_INDICATOR_H

/* Inside of the indicator page: view_indicator.c says what is measured,
 * view_indicator_tables.c ranks the districts and shows their series. */

#include "render/data_page.h"

/* The figures of one district and group that are no plans, a run of
 * indicator.cell. */
struct place {
    const struct cell *const *cell;
    size_t len;
    const struct cell *latest; /* with a value, or NULL */
    enum tier tier;
    uint16_t group;
};

struct indicator_page {
    struct render *r;
    const struct indicator *n;
    struct place *place; /* in order of codes, then groups */
    size_t n_places;
    uint16_t group; /* ranked and drawn: none, where any figure has none */
    size_t of_tier[N_TIERS]; /* places of that group with a value */
};

/* The lists of the ranking, and the charts. */
void indicator_ranking(struct indicator_page *p);
void indicator_series(struct indicator_page *p);

#endif
