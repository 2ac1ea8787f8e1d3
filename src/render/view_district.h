/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_VIEW_DISTRICT_H
#define JB_RENDER_VIEW_DISTRICT_H

/* Inside of the district page: view_district.c says what the district is and
 * sums it up, view_district_names.c has its names, codes and relatives,
 * view_district_topics.c shows its figures, view_district_parts.c all the rest.
 */

#include "render/data_page.h"
#include "render/frame.h"

/* One indicator and group, planned or not, of the district. */
struct track {
    struct series series;
    const struct indicator *indicator;
    bool plan;
    const struct cell *latest; /* with a value and not planned; may be NULL */
};

struct district_page {
    struct render *r;
    const struct district *d;
    struct track *track; /* by priority, indicator, group, plan */
    size_t n_tracks;
    const struct cell **tile; /* the key figures */
    size_t n_tiles;
    struct date updated;
    bool corrected; /* the editors' text has corrections */
};

/* Each fills its part of r->dict and adds its lines to the contents list. */
void district_names(struct district_page *p);
void district_family(struct district_page *p);
void district_topics(struct district_page *p);
void district_facts(struct district_page *p);
void district_comparison(struct district_page *p);
void district_events(struct district_page *p);
void district_briefs(struct district_page *p);

/* From the nation down to `d`, as crumbs and as links of the head. */
void district_ancestors(struct render *r, const struct district *d,
                        struct frame *f);

#endif
