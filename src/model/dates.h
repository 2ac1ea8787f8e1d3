/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_DATES_H
#define JB_MODEL_DATES_H

/* When what a page shows was last changed, as readers and search engines are
 * told: never the time of a build. A figure is of the day of its revision, else
 * of its source; a page of figures is of the day of its newest figure or brief;
 * a text is of its `updated`, else of its `date`. DATE_NONE: nobody says.
 *
 * dates_index takes time linear in the cells; page_date constant time, or, of a
 * comparison, linear in what it compares. */

#include "model/plan.h"
#include "model/statistics.h"

struct date cell_date(const struct site *s, const struct cell *c);

/* Sets `updated` of all districts and indicators; behind their cells and
 * briefs. */
void dates_index(struct site *s);

/* Of articles, pages, districts, comparisons and indicators. */
struct date page_date(const struct page *p);
/* The latest of a part of the sitemap, from 1; linear in that part. */
struct date plan_date(const struct plan *plan, unsigned part);

#endif
