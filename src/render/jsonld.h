/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_JSONLD_H
#define JB_RENDER_JSONLD_H

/* schema.org descriptions (JSON-LD 1.1), serialised with sorted keys and `<`
 * escaped. Each returns one or several objects, joined by commas and without
 * the @context, to be put into the page's @graph by the frame. They describe
 * what the page shows, and of that no more than a reader of pages needs. */

#include "render/render.h"

struct str jsonld_article(struct render *r, const struct version *v);
struct str jsonld_district(struct render *r, const struct district *d);
struct str jsonld_indicator(struct render *r, const struct indicator *i);
struct str jsonld_catalog(struct render *r);
struct str jsonld_glossary(struct render *r);

/* The whole graph: the frame's json_ld (may be empty), breadcrumb, publisher
 * and site. Empty for pages that search engines are to leave out. */
struct frame;
struct str jsonld_graph(struct render *r, const struct frame *f);

#endif
