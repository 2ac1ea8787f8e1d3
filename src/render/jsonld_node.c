/* SPDX-License-Identifier: MIT */
#include "render/jsonld_node.h"

void nodes_begin(struct node *n)
{
    *n = (struct node){0};
    n->j.out = &n->bytes;
    json_array(&n->j, NULL);
}

/* Without the brackets of the list that holds them. */
struct str nodes_end(struct node *n, struct render *r)
{
    struct str all = arena_copy(&r->scratch,
                                str_from(buf_view(&n->bytes), 1));
    buf_release(&n->bytes);
    return all;
}

static struct str id_at(struct render *r, struct str url, const char *fragment)
{
    return ARENA_JOIN(&r->scratch, render_href(r, url), STR("#"),
                      str_of(fragment));
}

static struct str first_url(struct render *r, enum page_kind kind,
                            const void *subject)
{
    const struct page *page = plan_find(r->plan, kind, subject,
                                        r->site->config.language[0].id);
    return page != NULL ? page->url : (struct str){0};
}

static struct str lasting_id(struct render *r, enum page_kind kind,
                             const void *subject, const char *fragment)
{
    struct str url = first_url(r, kind, subject);
    return url.len > 0 ? id_at(r, url, fragment) : url;
}

struct str site_id(struct render *r)
{
    return id_at(r, STR("/"), "website");
}

struct str publisher_id(struct render *r)
{
    return id_at(r, STR("/"), "publisher");
}

struct str catalog_id(struct render *r)
{
    return lasting_id(r, PAGE_DATA, NULL, "catalog");
}

struct str place_id(struct render *r, const struct district *d)
{
    return lasting_id(r, PAGE_DISTRICT, d, "place");
}

struct str variable_id(struct render *r, const struct indicator *n)
{
    return lasting_id(r, PAGE_INDICATOR, n, "variable");
}

struct str dataset_id(struct render *r, enum page_kind kind,
                      const void *subject)
{
    return lasting_id(r, kind, subject, "dataset");
}

struct str page_url(struct render *r)
{
    return render_absolute(r, r->page->url);
}

void json_ref(struct json *j, const char *name, struct str id)
{
    if (id.len == 0)
        return;
    json_object(j, name);
    json_str(j, "@id", id);
    json_end(j);
}

void json_thing(struct json *j, const char *name, const char *type,
                struct str title)
{
    json_object(j, name);
    json_str(j, "@type", str_of(type));
    json_str(j, "name", title);
    json_end(j);
}

void json_names(struct json *j, const char *name, const struct site *s,
                const struct text *t)
{
    const struct config *c = &s->config;
    if (site_text_lang(s, t, 0) < 0)
        return;
    json_array(j, name);
    for (size_t i = 0; i < c->n_languages; i++) {
        if (t->in[i].len == 0)
            continue;
        json_object(j, NULL);
        json_str(j, "@language", c->language[i].tag);
        json_str(j, "@value", t->in[i]);
        json_end(j);
    }
    json_end(j);
}

void json_date(struct json *j, const char *name, struct render *r,
               struct date d)
{
    json_opt(j, name,
             d.precision == DATE_MINUTE
                 ? date_rfc3339(&r->scratch, d, r->site->config.zone)
                 : date_iso(&r->scratch, d));
}
