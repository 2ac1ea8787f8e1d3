/* SPDX-License-Identifier: MIT */
#include "model/address.h"
#include "model/config_read.h"
#include "model/ref.h"

/* Left empty where it is none. */
static bool read_address(struct reading *r, const struct value *v,
                         bool ok(struct str), const char *example,
                         struct str *out)
{
    struct str text;
    if (!field_str(&r->f, v, &text))
        return false;
    if (text.len > 0 && !ok(text))
        return diag_add(r->f.d, v->loc, DIAG_FIELD_VALUE,
                        "'" STR_FMT "' is no address such as %s",
                        STR_ARG(text), example);
    *out = text;
    return true;
}

#define A_PAGE address_ok, "https://example.org/page"

/* A text, or a map with it as `name`. `email` may be NULL. */
static void read_named(struct reading *r, const struct value *v,
                       const char *const *keys, struct text *name,
                       struct str *url, struct str *email)
{
    const struct value *m;
    if (v->kind != VALUE_MAP) {
        (void)field_text(&r->f, v, 0, name);
        return;
    }
    field_check_known(&r->f, v, keys);
    if ((m = value_get(v, "name")) != NULL)
        (void)field_text(&r->f, m, 0, name);
    if ((m = value_get(v, "url")) != NULL)
        (void)read_address(r, m, A_PAGE, url);
    if (email != NULL && (m = value_get(v, "email")) != NULL)
        (void)read_address(r, m, address_is_email, "editors@example.org",
                           email);
}

void config_publisher(struct reading *r, const struct value *v)
{
    static const char *const keys[] = {"name", "url", "email", NULL};
    struct config *c = r->c;
    read_named(r, v, keys, &c->publisher, &c->publisher_url,
               &c->publisher_email);
}

void config_license(struct reading *r, const struct value *v)
{
    static const char *const keys[] = {"name", "url", NULL};
    read_named(r, v, keys, &r->c->license, &r->c->license_url, NULL);
}

void config_genres(struct reading *r, const struct value *v)
{
    if (!field_is_map(&r->f, v))
        return;
    r->c->genre = arena_array(r->f.a, v->len, struct genre);
    for (const struct value *m = v->first; m != NULL; m = m->next) {
        struct genre *g = &r->c->genre[r->c->n_genres];
        *g = (struct genre){.loc = m->key_loc, .id = m->key};
        if (!ref_id_ok(m->key))
            diag_add(r->f.d, m->key_loc, DIAG_FIELD_VALUE,
                     "genre '" STR_FMT "' must be made of a-z, 0-9, - and _",
                     STR_ARG(m->key));
        else {
            (void)field_text(&r->f, m, 0, &g->name);
            r->c->n_genres++;
        }
    }
}

static const char *const menu_keys[] = {"to", "name", NULL};

void config_menu(struct reading *r, const struct value *v)
{
    if (!field_is_list(&r->f, v))
        return;
    r->c->menu = arena_array(r->f.a, v->len, struct menu_item);
    for (const struct value *m = v->first; m != NULL; m = m->next) {
        struct menu_item *item = &r->c->menu[r->c->n_menu];
        item->loc = m->loc;
        const struct value *to = m, *name = NULL;
        if (m->kind == VALUE_MAP) {
            field_check_known(&r->f, m, menu_keys);
            to = value_get(m, "to");
            name = value_get(m, "name");
        }
        if (to == NULL) {
            diag_add(r->f.d, m->loc, DIAG_FIELD_MISSING,
                     "a menu item needs 'to': a page's name");
            continue;
        }
        if (field_str(&r->f, to, &item->target) &&
            (name == NULL || field_text(&r->f, name, 0, &item->name)))
            r->c->n_menu++;
    }
}

static const char *const home_keys[] = {"lead", "key_figures", NULL};

void config_home(struct reading *r, const struct value *v)
{
    if (!field_is_map(&r->f, v))
        return;
    field_check_known(&r->f, v, home_keys);
    const struct value *lead = value_get(v, "lead");
    const struct value *figures = value_get(v, "key_figures");
    if (lead != NULL && field_str(&r->f, lead, &r->c->home_lead))
        r->c->home_lead_loc = lead->loc;
    struct strs refs = {0};
    if (figures != NULL &&
        field_strs(&r->f, figures, &refs, &r->c->home_figures_loc)) {
        r->c->home_figures = refs.at;
        r->c->n_home_figures = refs.len;
    }
}

static const char *const footer_keys[] = {"text", "url", NULL};

void config_footer(struct reading *r, const struct value *v)
{
    if (!field_is_list(&r->f, v))
        return;
    r->c->footer = arena_array(r->f.a, v->len, struct footer_item);
    for (const struct value *m = v->first; m != NULL; m = m->next) {
        struct footer_item *item = &r->c->footer[r->c->n_footer];
        if (!field_is_map(&r->f, m))
            continue;
        const struct value *text = value_get(m, "text");
        const struct value *url = value_get(m, "url");
        if (text == NULL) { /* the map itself is a text per language */
            if (field_text(&r->f, m, 0, &item->text))
                r->c->n_footer++;
            continue;
        }
        field_check_known(&r->f, m, footer_keys);
        if (field_text(&r->f, text, 0, &item->text) &&
            (url == NULL || read_address(r, url, A_PAGE, &item->url)))
            r->c->n_footer++;
    }
}
