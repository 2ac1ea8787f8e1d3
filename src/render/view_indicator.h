/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_VIEW_INDICATOR_H
#define JB_RENDER_VIEW_INDICATOR_H

/* Inside of the indicator page: view_indicator.c says what is measured,
 * view_indicator_ranking.c lists the districts by value and by name,
 * view_indicator_series.c shows their figures over time. */

#include "model/ranking.h"
#include "render/data_page.h"

struct indicator_page {
    struct render *r;
    const struct indicator *n;
    const struct ranking *ranking;
    struct places places; /* on the first page only */
};

void indicator_charts(struct indicator_page *p);
/* Both lists of the ranking, as much of them as this page has. */
void indicator_ranking(struct indicator_page *p);
void indicator_series(struct indicator_page *p);

#endif
