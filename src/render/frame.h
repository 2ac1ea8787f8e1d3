/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_FRAME_H
#define JB_RENDER_FRAME_H

/* Head, masthead, breadcrumb and footer: what every HTML page has. */

#include "render/render.h"

struct crumb {
    struct str title, href;
};

enum { CRUMBS_MAX = 8 };

struct frame {
    struct str heading;     /* the h1 */
    struct str title;       /* for <title>, without the site; empty: heading */
    struct str description; /* plain text; cut to 120 graphemes */
    struct str column_type; /* public-sector column type; empty: no column page */
    struct str keywords, author, content_source;
    const struct date *published; /* content pages; else NULL */
    struct str og_image;    /* absolute; empty: none */
    struct str json_ld;     /* members of the page's own graph, see jsonld.h */
    struct crumb crumb[CRUMBS_MAX]; /* between home and this page */
    size_t n_crumbs;
    bool is_article;
    enum page_kind feed;    /* PAGE_FEED, FEED_DISTRICT, FEED_TOPIC with its */
    const void *feed_subject; /*  subject; feed = 0 (PAGE_CHOOSER): site feed */
};

/* Sets all PAGE markers of head, header, breadcrumb, footer. */
void frame_set(struct render *r, const struct frame *f);

/* Adds one step above the page. */
void frame_crumb(struct frame *f, struct str title, struct str href);

#endif
