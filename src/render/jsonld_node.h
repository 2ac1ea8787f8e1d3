/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_JSONLD_NODE_H
#define JB_RENDER_JSONLD_NODE_H

/* What the descriptions of jsonld.h are made of: lasting ids of things, and
 * nodes under construction. An id is the same on every page and in every
 * language: it is built on the address in the site's first language. It is
 * written without the host, since what describes a page is resolved against the
 * page's address (JSON-LD 1.1, 7.1); addresses of pages and files are whole. */

#include "render/json.h"
#include "render/render.h"

struct node {
    struct json j;
    struct buf bytes;
};

/* Nodes written between these two are members of one list: `{…},{…}`. */
void nodes_begin(struct node *n);
struct str nodes_end(struct node *n, struct render *r);

struct str site_id(struct render *r);
struct str publisher_id(struct render *r);
struct str catalog_id(struct render *r);
struct str place_id(struct render *r, const struct district *d);
/* Empty for one-off facts, which have no page. */
struct str variable_id(struct render *r, const struct indicator *n);
struct str dataset_id(struct render *r, enum page_kind kind,
                      const void *subject);
/* Absolute address of the page being made. */
struct str page_url(struct render *r);

/* {"@id": id} */
void json_ref(struct json *j, const char *name, struct str id);
/* {"@type": type, "name": name} */
void json_thing(struct json *j, const char *name, const char *type,
                struct str title);
/* [{"@language": …, "@value": …}, …] */
void json_names(struct json *j, const char *name, const struct site *s,
                const struct text *t);
/* RFC 3339 to the minute, less precise dates as they are; nothing without. */
void json_date(struct json *j, const char *name, struct render *r,
               struct date d);
/* An indicator by its id, where it has one, and name. */
void json_variable(struct json *j, struct render *r, const char *name,
                   const struct indicator *n);
/* A figure as an Observation; it must have a value. */
void json_observation(struct json *j, struct render *r, const struct cell *c);

#endif
