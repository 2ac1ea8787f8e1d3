/* SPDX-License-Identifier: MIT */
#include "model/planner.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/unicode.h"
#include "model/period_sets.h"

/* ---- aliases ---- */

enum { ALIAS_MAX = 200 };

/* What may stand in a path (RFC 3986 section 3.3) but for what hosts give a
 * meaning of its own in _redirects. */
static bool alias_byte_ok(char c)
{
    return c > ' ' && strchr("\"#%*:<>?[\\]^`{|}\x7F", c) == NULL;
}

static bool alias_ok(struct str alias)
{
    struct str part, rest = alias;
    if (alias.len > ALIAS_MAX)
        return false;
    for (bool more = true; more;) {
        more = str_cut(rest, '/', &part, &rest);
        if (part.len == 0 || part.at[0] == '.')
            return false;
    }
    for (size_t at = 0; at < alias.len;) {
        size_t from = at;
        uint32_t c = utf8_next(alias, &at);
        if (c < 0x80 ? !alias_byte_ok(alias.at[from])
                     : c < 0xA0 || unicode_is_space(c) || c == 0x2028 ||
                           c == 0x2029)
            return false;
    }
    return true;
}

static void plan_alias(struct planning *g, const struct entry *e, size_t i)
{
    struct site *s = g->s;
    struct str alias = e->aliases.at[i];
    if (str_starts(alias, STR("/")))
        alias = str_from(alias, 1);
    if (str_ends(alias, STR("/")))
        alias.len--;
    if (!alias_ok(alias)) {
        diag_add(g->d, e->alias_loc[i], DIAG_FIELD_VALUE,
                 "alias '" STR_FMT "' is no path; expected a former path "
                 "without the language, such as articles/2020/old-name",
                 STR_ARG(e->aliases.at[i]));
        return;
    }
    for (size_t lang = 0; lang < s->config.n_languages; lang++) {
        if (e->in[lang] == NULL)
            continue;
        struct str id = s->config.language[lang].id;
        plan_add_redirect(
            g,
            arena_printf(&s->arena, "/" STR_FMT "/" STR_FMT "/", STR_ARG(id),
                         STR_ARG(alias)),
            arena_printf(&s->arena, "/" STR_FMT "/%s" STR_FMT "/", STR_ARG(id),
                         e->kind == ENTRY_ARTICLE ? "articles/" : "",
                         STR_ARG(e->slug)),
            e->alias_loc[i]);
    }
}

static int by_from(const void *a, const void *b)
{
    const struct redirect *x = a, *y = b;
    return str_compare(x->from, y->from);
}

void plan_redirects(struct planning *g)
{
    struct site *s = g->s;
    for (size_t i = 0; i < s->n_entries; i++)
        for (size_t k = 0; k < s->entry[i]->aliases.len; k++)
            if (s->entry[i]->published)
                plan_alias(g, s->entry[i], k);
    struct plan *p = g->p;
    p->redirect = g->redirects.at;
    p->n_redirects = g->redirects.len;
    if (p->n_redirects > 0)
        qsort(p->redirect, p->n_redirects, sizeof *p->redirect, by_from);
    for (size_t i = 0; i < p->n_redirects; i++) {
        struct page *page = plan_add(g, PAGE_REDIRECT, -1, &p->redirect[i],
                                     p->redirect[i].from);
        page->indexed = false;
        for (size_t lang = 0; lang < s->config.n_languages; lang++) {
            struct str id = s->config.language[lang].id;
            struct str from = str_from(p->redirect[i].from, 1);
            if (str_starts(from, id) && from.len > id.len &&
                from.at[id.len] == '/')
                page->lang = (signed char)lang;
        }
    }
}

/* ---- files of the whole site ---- */

static struct page *plan_file(struct planning *g, enum page_kind kind,
                              const void *subject, const char *before,
                              struct str id, const char *after)
{
    return plan_add(g, kind, -1, subject,
                    arena_printf(&g->s->arena, "/data/%s" STR_FMT "%s", before,
                                 STR_ARG(id), after));
}

/* Columns that several files have are told once, in files of their own. */
static void plan_schemas(struct planning *g, const struct period_set *set)
{
    if (set == NULL || set->users < 2 ||
        map_get(&g->schemas, set->name) != NULL)
        return;
    map_put(&g->schemas, &g->s->arena, set->name, g);
    plan_file(g, PAGE_DATA_SCHEMA_CSVW, set, "schemas/", set->name,
              ".csvw.json");
    plan_file(g, PAGE_DATA_SCHEMA_PACKAGE, set, "schemas/", set->name,
              ".table.json");
}

static void plan_registers(struct planning *g)
{
    const struct site *s = g->s;
    plan_add(g, PAGE_DATA_DISTRICTS, -1, NULL, STR("/data/districts.csv"));
    plan_add(g, PAGE_DATA_INDICATORS, -1, NULL, STR("/data/indicators.csv"));
    if (s->n_groups > 0)
        plan_add(g, PAGE_DATA_GROUPS, -1, NULL, STR("/data/groups.csv"));
    if (s->n_sources > 0)
        plan_add(g, PAGE_DATA_SOURCES, -1, NULL, STR("/data/sources.csv"));
}

static void plan_figures_of(struct planning *g, const struct district *d)
{
    static const struct {
        enum page_kind kind;
        const char *after;
    } files[] = {{PAGE_DATA_DISTRICT_CSV, ".csv"},
                 {PAGE_DATA_DISTRICT_JSON, ".json"},
                 {PAGE_DATA_DISTRICT_WIDE, "-wide.csv"}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (files[i].kind != PAGE_DATA_DISTRICT_WIDE || d->periods != NULL)
            plan_file(g, files[i].kind, d, "districts/", d->code,
                      files[i].after);
    plan_schemas(g, d->periods);
}

static void plan_downloads(struct planning *g)
{
    const struct site *s = g->s;
    if (s->n_cells == 0)
        return;
    plan_add(g, PAGE_DATA_ALL_CSV, -1, NULL, STR("/data/statistics.csv"));
    plan_add(g, PAGE_DATA_CSVW, -1, NULL, STR("/data/csv-metadata.json"));
    plan_add(g, PAGE_DATA_PACKAGE, -1, NULL, STR("/data/datapackage.json"));
    plan_file(g, PAGE_DATA_SCHEMA_PACKAGE, NULL, "schemas/", STR("tidy"),
              ".table.json");
    plan_registers(g);
    for (size_t i = 0; i < s->n_districts; i++)
        if (s->district[i]->n_cells > 0 &&
            site_district(s, s->district[i]->code) == s->district[i])
            plan_figures_of(g, s->district[i]);
    for (size_t i = 0; i < s->n_indicators; i++) {
        const struct indicator *n = s->indicator[i];
        if (n->n_cells == 0 || n->is_fact)
            continue;
        plan_file(g, PAGE_DATA_INDICATOR_CSV, n, "indicators/", n->id, ".csv");
        plan_schemas(g, n->periods);
        if (n->periods != NULL)
            plan_file(g, PAGE_DATA_INDICATOR_WIDE, n, "indicators/", n->id,
                      "-wide.csv");
    }
}

/* assets/site.css → /assets/site.<16 digits of its hash>.css */
static struct str asset_url(struct site *s, const struct layout_file *f)
{
    char hex[HASH_HEX + 1];
    hash_hex(hash_of(f->text), hex);
    size_t dot = f->path.len;
    for (size_t i = f->path.len; i > 0 && f->path.at[i - 1] != '/'; i--)
        if (f->path.at[i - 1] == '.')
            dot = i - 1;
    return arena_printf(&s->arena, "/" STR_FMT ".%.16s" STR_FMT,
                        STR_ARG(str_head(f->path, dot)), hex,
                        STR_ARG(str_from(f->path, dot)));
}

static void plan_sitemaps(struct planning *g)
{
    struct site *s = g->s;
    size_t indexed = 0;
    for (size_t i = 0; i < g->pages.len; i++)
        indexed += g->pages.at[i].indexed;
    size_t parts = (indexed + SITEMAP_URLS - 1) / SITEMAP_URLS;
    plan_add(g, parts > 1 ? PAGE_SITEMAP_INDEX : PAGE_SITEMAP, -1, NULL,
             STR("/sitemap.xml"));
    for (unsigned i = 1; parts > 1 && i <= parts; i++) {
        struct page *page =
            plan_add(g, PAGE_SITEMAP, -1, NULL,
                     arena_printf(&s->arena, "/sitemap-%u.xml", i));
        page->number = i;
        page->of = (unsigned)parts;
    }
    for (size_t lang = 0; lang < s->config.n_languages; lang++)
        plan_add(g, PAGE_SITEMAP_TEXT, (int)lang, NULL,
                 arena_printf(&s->arena, "/sitemap-" STR_FMT ".txt",
                              STR_ARG(s->config.language[lang].id)));
    plan_add(g, PAGE_SITEMAP_NEWS, -1, NULL, STR("/sitemap-news.xml"));
}

void plan_whole(struct planning *g)
{
    struct site *s = g->s;
    plan_add(g, PAGE_CHOOSER, -1, NULL, STR("/"));
    plan_add(g, PAGE_NOT_FOUND, -1, NULL, STR("/404.html"));
    plan_downloads(g);
    for (size_t i = 0; i < s->n_assets; i++) {
        struct str url = asset_url(s, &s->asset[i]);
        plan_add(g, PAGE_ASSET, -1, &s->asset[i], url);
        if (str_is(s->asset[i].path, "assets/site.css"))
            g->p->css_url = url;
        if (str_is(s->asset[i].path, "assets/icon.svg"))
            g->p->icon_url = url;
    }
    plan_sitemaps(g);
    plan_add(g, PAGE_ROBOTS, -1, NULL, STR("/robots.txt"));
    plan_add(g, PAGE_HEADERS, -1, NULL, STR("/_headers"));
    plan_add(g, PAGE_REDIRECTS, -1, NULL, STR("/_redirects"));
}
