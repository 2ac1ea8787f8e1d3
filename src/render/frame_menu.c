/* SPDX-License-Identifier: MIT */
#include "render/frame_menu.h"

#include "base/escape.h"
#include "model/menu.h"
#include "render/reads.h"

static struct dict *menu_link(struct render *r, enum marker list,
                              struct str title, const struct page *page)
{
    if (page == NULL || title.len == 0)
        return NULL;
    struct dict *d = dict_add(r->dict, list);
    set(r, d, M_MENUITEM_TITLE, title);
    set(r, d, M_MENUITEM_URL, render_href(r, page->url));
    if (str_starts(r->page->url, page->url))
        dict_show(d, M_MENUITEM_CURRENT);
    return d;
}

/* A page of the editors; in another language where it has no own version. */
static void menu_entry(struct render *r, enum marker list, struct str own,
                       const struct entry *e)
{
    const struct config *c = &r->site->config;
    const struct version *v = entry_title(r->site, e, r->lang);
    if (v == NULL)
        return;
    bool other = (size_t)v->lang != r->lang;
    struct dict *d =
        menu_link(r, list, own.len > 0 && !other ? own : v->title,
                  plan_find(r->plan, PAGE_PAGE, e, c->language[v->lang].id));
    if (d != NULL && other)
        set(r, d, M_MENUITEM_TAG, c->language[v->lang].tag);
}

static void menu_item(struct render *r, const struct menu_item *item)
{
    struct str lang = r->site->config.language[r->lang].id;
    struct str own = render_text(r, &item->name);
    const struct menu_target *target = menu_target(item->target);
    if (target != NULL) {
        menu_link(r, M_MENU,
                  own.len > 0 ? own : render_word(r, target->name),
                  plan_find(r->plan, target->kind, NULL, lang));
        return;
    }
    struct str key =
        arena_printf(&r->scratch, "pages/" STR_FMT, STR_ARG(item->target));
    const struct entry *e = site_entry(r->site, key);
    if (e != NULL)
        menu_entry(r, M_MENU, own, e);
}

static bool in_menu(const struct config *c, struct str target)
{
    for (size_t i = 0; i < c->n_menu; i++)
        if (str_eq(c->menu[i].target, target))
            return true;
    return false;
}

/* What the menu leaves out stands in the footer: pages, glossary, documents. */
void frame_menus(struct render *r)
{
    const struct site *s = r->site;
    struct str lang = s->config.language[r->lang].id;
    for (size_t i = 0; i < s->config.n_menu; i++)
        menu_item(r, &s->config.menu[i]);
    for (size_t i = 0; i < N_MENU_TARGETS; i++) {
        const struct menu_target *t = &menu_targets[i];
        if (t->kind != PAGE_STATUS && !in_menu(&s->config, str_of(t->name)))
            menu_link(r, M_FOOTER_MENU, render_word(r, t->name),
                      plan_find(r->plan, t->kind, NULL, lang));
    }
    read_all(r, QUERY_PAGES);
    for (size_t i = 0; i < s->n_page_entries; i++) {
        const struct entry *e = s->page_entry[i];
        if (!in_menu(&s->config, e->slug))
            menu_entry(r, M_FOOTER_MENU, (struct str){0}, e);
    }
}

void frame_footer(struct render *r)
{
    const struct config *c = &r->site->config;
    struct dict *d = r->dict;
    set(r, d, M_PUBLISHER, render_text(r, &c->publisher));
    set(r, d, M_LICENSE, render_text(r, &c->license));
    set(r, d, M_LICENSE_URL, c->license_url);
    if (c->publisher_email.len > 0) {
        struct buf b = {0};
        buf_text(&b, "mailto:");
        escape_url(&b, c->publisher_email);
        set_markup(d, M_CONTACT_LINK, arena_copy(&r->scratch, buf_view(&b)));
        buf_release(&b);
        set(r, d, M_CONTACT_TEXT, c->publisher_email);
    }
    for (size_t i = 0; i < c->n_footer; i++) {
        struct dict *line = dict_add(d, M_FOOTER_LINES);
        set(r, line, M_FOOTERLINE_TEXT, render_text(r, &c->footer[i].text));
        set(r, line, M_FOOTERLINE_URL, c->footer[i].url);
    }
}
