/* SPDX-License-Identifier: MIT */
#include "model/link.h"

#include <stdlib.h>

#include "model/field.h"
#include "model/index.h"
#include "model/linker.h"
#include "model/media.h"
#include "model/quantity.h"
#include "model/statistics.h"

struct str link_to(const struct site *s, const struct plan *p,
                   enum page_kind kind, const void *subject, size_t lang,
                   int *other)
{
    *other = -1;
    const struct page *page =
        plan_find(p, kind, subject, s->config.language[lang].id);
    for (size_t i = 0; page == NULL && i < s->config.n_languages; i++) {
        page = plan_find(p, kind, subject, s->config.language[i].id);
        if (page != NULL)
            *other = (int)i;
    }
    return page != NULL ? page->url : (struct str){0};
}

/* ---- entries ---- */

/* Where readers meet a term first, they get its meaning. */
static void note_first_terms(struct linker *l, struct version *v)
{
    struct map seen = {0};
    for (size_t i = 0; i < v->scan.references.len; i++) {
        const struct term *t = v->link[i].term;
        if (t == NULL || map_get(&seen, t->anchor) != NULL)
            continue;
        v->link[i].first = true;
        map_put(&seen, l->scratch, t->anchor, v);
    }
    map_release(&seen);
}

static void link_version(const struct linker *common, struct version *v)
{
    struct entry *e = v->entry;
    struct linker l = *common;
    l.path = v->path;
    l.lang = (size_t)v->lang;
    l.period_required = e->kind == ENTRY_ARTICLE;
    l.written = v->updated.precision != DATE_NONE ? v->updated : e->date;
    l.entry = e;
    l.version = v;
    link_inline(&l, &v->summary);
    v->link = link_scan(&l, &v->scan);
    note_first_terms(&l, v);
    for (size_t i = 0; i < v->n_corrections; i++)
        link_inline(&l, &v->correction[i].text);
    if (e->image != NULL)
        link_inline(&l, e->image->caption[v->lang]);
    v->cited = l.cited.at;
    v->n_cited = l.cited.len;
    for (size_t i = 0; i < v->n_cited; i++) {
        struct indicator *n = v->cited[i]->indicator;
        link_note_citing(&l, &n->citing, &n->n_citing);
    }
}

void link_apart(struct site *s, const struct plan *p, struct version *v,
                struct diag *d)
{
    struct entry *e = v->entry;
    struct arena scratch = {0};
    struct linker l = {.s = s,
                       .p = p,
                       .d = d,
                       .path = v->path,
                       .lang = (size_t)v->lang,
                       .scratch = &scratch};
    link_inline(&l, &v->summary);
    v->link = link_scan(&l, &v->scan);
    for (size_t i = 0; i < v->n_corrections; i++)
        link_inline(&l, &v->correction[i].text);
    if (e->image != NULL)
        link_inline(&l, e->image->caption[v->lang]);
    arena_release(&scratch);
}

static const struct cell *key_figure(struct linker *l, struct str text,
                                     struct loc loc)
{
    const struct reference r = {.node = REFERENCE_LINK,
                                .url = text,
                                .text = STR("."),
                                .loc = loc,
                                .text_loc = loc};
    struct link out = {.lang = -1};
    struct ref ref;
    const char *fault = NULL;
    if (!ref_parse(&l->s->arena, text, &ref, &fault) ||
        ref.scheme != REF_STAT) {
        diag_add(l->d, loc, DIAG_REF_MALFORMED,
                 "'" STR_FMT "' is no key figure; expected %s", STR_ARG(text),
                 fault != NULL ? fault
                               : "a reference such as "
                                 "stat:410305/oversized_classes/2016");
        return NULL;
    }
    link_stat(l, &r, &ref, &out);
    return out.cell;
}

static void link_entry(const struct linker *common, struct entry *e)
{
    const struct version *o = e->in[e->original];
    struct site *s = common->s;
    struct linker l = *common;
    l.path = o->path;
    l.lang = (size_t)e->original;
    l.period_required = e->kind == ENTRY_ARTICLE;
    l.entry = e;
    e->key_figure = arena_array(&s->arena, e->key_figure_refs.len + 1,
                                const struct cell *);
    for (size_t i = 0; i < e->key_figure_refs.len; i++) {
        const struct cell *c =
            key_figure(&l, e->key_figure_refs.at[i], e->key_figure_loc[i]);
        if (c != NULL)
            e->key_figure[e->n_key_figures++] = c;
    }
    struct ref ref = {0};
    struct link out = {0};
    if (e->image != NULL && e->image->src.len > 0) {
        const struct reference r = {.node = REFERENCE_IMAGE,
                                    .url = e->image->src,
                                    .text = e->image->alt.in[e->original],
                                    .loc = e->image->loc};
        ref.target = e->image->src;
        link_media(&l, &r, &ref, &out);
        e->image->media = out.media != NULL
                              ? map_get(&s->by_media, out.media->path)
                              : NULL;
    }
    for (size_t i = 0; i < e->n_attachments; i++) {
        const struct reference r = {.node = REFERENCE_LINK,
                                    .url = e->attachment[i].file,
                                    .loc = e->attachment[i].loc};
        ref.target = e->attachment[i].file;
        out = (struct link){0};
        link_media(&l, &r, &ref, &out);
        e->attachment[i].media =
            out.media != NULL ? map_get(&s->by_media, out.media->path) : NULL;
    }
}

/* ---- site.yaml ---- */

static const char *const menu_targets[] = {
    "articles", "topics",   "genres",    "districts", "indicators",
    "data",     "glossary", "documents", "status",    NULL};

static struct str near_target(struct site *s, struct str target,
                              enum speech speech)
{
    size_t n = sizeof menu_targets / sizeof *menu_targets - 1;
    const char **names =
        arena_array(&s->arena, n + s->n_page_entries + 1, const char *);
    for (size_t i = 0; i < n; i++)
        names[i] = menu_targets[i];
    for (size_t i = 0; i < s->n_page_entries; i++)
        names[n + i] = arena_copy(&s->arena, s->page_entry[i]->slug).at;
    return did_you_mean(&s->arena, speech, str_nearest(target, names));
}

static void check_menu(struct site *s, struct diag *d)
{
    for (size_t i = 0; i < s->config.n_menu; i++) {
        struct str target = s->config.menu[i].target;
        size_t k = 0;
        while (menu_targets[k] != NULL && !str_is(target, menu_targets[k]))
            k++;
        struct str key =
            arena_printf(&s->arena, "pages/" STR_FMT, STR_ARG(target));
        if (menu_targets[k] != NULL || site_entry(s, key) != NULL ||
            site_refused(s, STR("content")))
            continue;
        struct str hint = near_target(s, target, d->speech);
        diag_add(d, s->config.menu[i].loc, DIAG_ID_UNKNOWN,
                 "unknown menu target '" STR_FMT
                 "'; expected articles, topics, genres, districts, "
                 "indicators, data, glossary, documents, or the name of a "
                 "page in content/pages" STR_FMT,
                 STR_ARG(target), STR_ARG(hint));
    }
}

static void link_config(const struct linker *common)
{
    struct site *s = common->s;
    struct linker l = *common;
    l.path = s->config.loc.path;
    s->home_figure = arena_array(&s->arena, s->config.n_home_figures + 1,
                                 const struct cell *);
    for (size_t i = 0; i < s->config.n_home_figures; i++) {
        const struct cell *c = key_figure(&l, s->config.home_figures[i],
                                          s->config.home_figures_loc[i]);
        if (c != NULL)
            s->home_figure[s->n_home_figures++] = c;
    }
    if (s->config.home_lead.len > 0) {
        struct str key = arena_printf(&s->arena, "articles/" STR_FMT,
                                      STR_ARG(s->config.home_lead));
        s->lead = site_entry(s, key);
        if (s->lead == NULL)
            index_unknown(s, s->config.home_lead, s->config.home_lead_loc,
                          l.d);
    }
    if (s->lead != NULL &&
        (!s->lead->published || s->lead->withdrawn.precision != DATE_NONE))
        s->lead = NULL;
    if (s->lead == NULL && s->n_articles > 0)
        s->lead = s->article[0];
    check_menu(s, l.d);
}

void link_site(struct site *s, const struct plan *p, struct diag *d)
{
    struct arena arena = {0}, scratch = {0};
    const struct names names =
        quantity_names(&arena, s->ignore, s->n_ignore);
    const struct linker common = {.s = s,
                                  .p = p,
                                  .d = d,
                                  .names = s->n_ignore > 0 ? &names : NULL,
                                  .scratch = &scratch};
    link_config(&common);
    for (size_t i = 0; i < s->n_entries; i++) {
        struct entry *e = s->entry[i];
        link_entry(&common, e);
        for (int lang = 0; lang < LANG_MAX; lang++)
            if (e->in[lang] != NULL)
                link_version(&common, e->in[lang]);
    }
    arena_release(&scratch);
    arena_release(&arena);
}
