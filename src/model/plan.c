/* SPDX-License-Identifier: MIT */
#include "model/plan.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "model/statistics.h"

struct planning {
    struct plan *p;
    struct site *s;
    struct diag *d;
    vec_of(struct page) pages;
    vec_of(struct redirect) redirects;
};

static const char *const layouts[] = {
#define KIND(id, layout) layout,
    PAGE_KINDS(KIND)
#undef KIND
};

static const char *const kind_names[] = {
#define KIND(id, layout) #id,
    PAGE_KINDS(KIND)
#undef KIND
};

const char *page_layout(enum page_kind kind)
{
    return layouts[kind];
}

const char *page_kind_name(enum page_kind kind)
{
    return kind_names[kind];
}

/* ---- adding rows ---- */

static struct page *add(struct planning *g, enum page_kind kind, int lang,
                        const void *subject, struct str url)
{
    struct page *page = vec_push(&g->s->arena, &g->pages);
    bool folder = str_ends(url, STR("/"));
    *page = (struct page){.kind = kind,
                          .lang = lang,
                          .number = 1,
                          .of = 1,
                          .subject = subject,
                          .url = url,
                          .indexed = folder};
    page->path = arena_printf(&g->s->arena, STR_FMT "%s",
                              STR_ARG(str_from(url, 1)),
                              folder ? "index.html" : "");
    return page;
}

static struct page *add_at(struct planning *g, enum page_kind kind, size_t lang,
                           const void *subject, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* A page of one language; the format is behind /L/. */
static struct page *add_at(struct planning *g, enum page_kind kind, size_t lang,
                           const void *subject, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct str rest = arena_vprintf(&g->s->arena, format, args);
    va_end(args);
    struct str url = arena_printf(&g->s->arena, "/" STR_FMT "/" STR_FMT,
                                  STR_ARG(g->s->config.language[lang].id),
                                  STR_ARG(rest));
    return add(g, kind, (int)lang, subject, url);
}

/* A list of n articles: its pages, the first at the list's own address. */
static void add_list(struct planning *g, enum page_kind kind, size_t lang,
                     const void *subject, struct str under, size_t n)
{
    size_t size = g->s->config.page_size;
    unsigned of = (unsigned)(n == 0 ? 1 : (n + size - 1) / size);
    for (unsigned i = 1; i <= of; i++) {
        struct page *page =
            i == 1 ? add_at(g, kind, lang, subject, STR_FMT, STR_ARG(under))
                   : add_at(g, kind, lang, subject, STR_FMT "page/%u/",
                            STR_ARG(under), i);
        page->number = i;
        page->of = of;
    }
}

/* How many of these readers of the language see. */
static size_t count_shown(const struct site *s, struct entry *const *e,
                          size_t n, size_t lang)
{
    size_t shown = 0;
    for (size_t i = 0; i < n; i++)
        shown += entry_version(s, e[i], lang) != NULL;
    return shown;
}

/* ---- what each language has ---- */

static void plan_years(struct planning *g, size_t lang)
{
    struct site *s = g->s;
    for (size_t k = 0; k < s->n_years; k++) {
        size_t n = 0;
        for (size_t i = 0; i < s->n_articles; i++)
            n += s->article[i]->year == *s->year[k] &&
                 entry_version(s, s->article[i], lang) != NULL;
        if (n > 0)
            add_list(g, PAGE_YEAR, lang, s->year[k],
                     arena_printf(&s->arena, "articles/%04d/", *s->year[k]),
                     n);
    }
}

static void plan_articles(struct planning *g, size_t lang)
{
    struct site *s = g->s;
    add_list(g, PAGE_ARTICLES, lang, NULL, STR("articles/"),
             count_shown(s, s->article, s->n_articles, lang));
    plan_years(g, lang);
    for (size_t i = 0; i < s->n_entries; i++) {
        struct entry *e = s->entry[i];
        if (!e->published || e->in[lang] == NULL || e->kind == ENTRY_DISTRICT)
            continue;
        bool article = e->kind == ENTRY_ARTICLE;
        bool gone = e->withdrawn.precision != DATE_NONE;
        struct page *page = add_at(
            g, gone ? PAGE_NOTICE : article ? PAGE_ARTICLE : PAGE_PAGE, lang, e,
            "%s" STR_FMT "/", article ? "articles/" : "", STR_ARG(e->slug));
        page->origin = e->in[lang]->loc;
        page->indexed = !gone;
    }
}

static void plan_topics(struct planning *g, size_t lang)
{
    const struct site *s = g->s;
    if (s->n_topics > 0)
        add_at(g, PAGE_TOPICS, lang, NULL, "topics/");
    for (size_t i = 0; i < s->n_topics; i++) {
        const struct topic *t = s->topic[i];
        size_t n = count_shown(s, t->brief, t->n_briefs, lang);
        add_list(g, PAGE_TOPIC, lang, t,
                 arena_printf(&g->s->arena, "topics/" STR_FMT "/",
                              STR_ARG(t->id)),
                 n);
        if (n == 0 && t->n_indicators == 0)
            g->pages.at[g->pages.len - 1].indexed = false;
    }
    if (s->config.n_genres > 0)
        add_at(g, PAGE_GENRES, lang, NULL, "genres/");
    for (size_t i = 0; i < s->config.n_genres; i++) {
        const struct genre *genre = &s->config.genre[i];
        size_t n = 0;
        for (size_t k = 0; k < s->n_articles; k++)
            n += s->article[k]->genre == genre &&
                 entry_version(s, s->article[k], lang) != NULL;
        add_list(g, PAGE_GENRE, lang, genre,
                 arena_printf(&g->s->arena, "genres/" STR_FMT "/",
                              STR_ARG(genre->id)),
                 n);
        if (n == 0)
            g->pages.at[g->pages.len - 1].indexed = false;
    }
}

static bool can_compare(const struct district *parent)
{
    size_t with_data = 0;
    for (size_t i = 0; i < parent->n_children; i++)
        with_data += parent->child[i]->n_cells > 0;
    return with_data >= 2;
}

/* A successor's page takes over the addresses of the codes it replaced. */
static void add_redirect(struct planning *g, struct str from, struct str to,
                         struct loc loc)
{
    *vec_push(&g->s->arena, &g->redirects) =
        (struct redirect){.loc = loc, .from = from, .to = to};
}

static void plan_districts(struct planning *g, size_t lang)
{
    struct site *s = g->s;
    struct str id = s->config.language[lang].id;
    if (s->n_districts > 0)
        add_at(g, PAGE_DISTRICTS, lang, NULL, "districts/");
    for (size_t i = 0; i < s->n_districts; i++) {
        struct district *d = s->district[i];
        if (d->broken || site_district(s, d->code) != d)
            continue;
        if (!d->current && d->n_cells == 0 && d->n_briefs == 0 &&
            d->n_successors == 1) {
            add_redirect(
                g,
                arena_printf(&s->arena, "/" STR_FMT "/districts/" STR_FMT "/",
                             STR_ARG(id), STR_ARG(d->code)),
                arena_printf(&s->arena, "/" STR_FMT "/districts/" STR_FMT "/",
                             STR_ARG(id), STR_ARG(d->successor[0]->code)),
                d->loc);
            continue;
        }
        struct page *page = add_at(g, PAGE_DISTRICT, lang, d,
                                   "districts/" STR_FMT "/", STR_ARG(d->code));
        page->origin = d->loc;
        page->indexed = d->n_cells > 0 || d->n_reached > 0;
        if (can_compare(d))
            add_at(g, PAGE_COMPARE, lang, d, "districts/" STR_FMT "/compare/",
                   STR_ARG(d->code));
    }
}

static void plan_data(struct planning *g, size_t lang)
{
    const struct site *s = g->s;
    if (s->n_indicators > 0)
        add_at(g, PAGE_INDICATORS, lang, NULL, "indicators/");
    for (size_t i = 0; i < s->n_indicators; i++) {
        const struct indicator *n = s->indicator[i];
        if (n->is_fact || n->broken)
            continue;
        struct page *page = add_at(g, PAGE_INDICATOR, lang, n,
                                   "indicators/" STR_FMT "/", STR_ARG(n->id));
        page->origin = n->loc;
        page->indexed = n->n_cells > 0;
    }
    if (s->n_cells > 0)
        add_at(g, PAGE_DATA, lang, NULL, "data/");
    if (s->n_terms > 0)
        add_at(g, PAGE_GLOSSARY, lang, NULL, "glossary/");
    if (s->n_papers > 0)
        add_at(g, PAGE_DOCUMENTS, lang, NULL, "documents/");
    if (s->config.status_page)
        add_at(g, PAGE_STATUS, lang, NULL, "status/")->indexed = false;
}

static void plan_feeds(struct planning *g, size_t lang)
{
    const struct site *s = g->s;
    if (count_shown(s, s->article, s->n_articles, lang) > 0) {
        add_at(g, PAGE_FEED, lang, NULL, "feed.xml");
        add_at(g, PAGE_FEED_JSON, lang, NULL, "feed.json");
    }
    for (size_t i = 0; i < s->n_districts; i++) {
        const struct district *d = s->district[i];
        if (count_shown(s, d->brief, d->n_briefs, lang) == 0)
            continue;
        add_at(g, PAGE_FEED_DISTRICT, lang, d, "districts/" STR_FMT "/feed.xml",
               STR_ARG(d->code));
        add_at(g, PAGE_FEED_JSON_DISTRICT, lang, d,
               "districts/" STR_FMT "/feed.json", STR_ARG(d->code));
    }
    for (size_t i = 0; i < s->n_topics; i++) {
        const struct topic *t = s->topic[i];
        if (count_shown(s, t->brief, t->n_briefs, lang) == 0)
            continue;
        add_at(g, PAGE_FEED_TOPIC, lang, t, "topics/" STR_FMT "/feed.xml",
               STR_ARG(t->id));
        add_at(g, PAGE_FEED_JSON_TOPIC, lang, t, "topics/" STR_FMT "/feed.json",
               STR_ARG(t->id));
    }
}

/* ---- aliases ---- */

static bool alias_ok(struct str alias)
{
    if (alias.len == 0 || str_find(alias, STR("//")) != SIZE_MAX ||
        str_find(alias, STR("..")) != SIZE_MAX)
        return false;
    for (size_t i = 0; i < alias.len; i++) {
        unsigned char c = (unsigned char)alias.at[i];
        if (c <= ' ' || c == '#' || c == '?' || c == '\\' || c == 0x7f)
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
        add_redirect(g,
                     arena_printf(&s->arena, "/" STR_FMT "/" STR_FMT "/",
                                  STR_ARG(id), STR_ARG(alias)),
                     arena_printf(&s->arena, "/" STR_FMT "/%s" STR_FMT "/",
                                  STR_ARG(id),
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

static void plan_redirects(struct planning *g)
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
        struct page *page = add(g, PAGE_REDIRECT, -1, &p->redirect[i],
                                p->redirect[i].from);
        page->origin = p->redirect[i].loc;
        page->indexed = false;
        for (size_t lang = 0; lang < s->config.n_languages; lang++) {
            struct str id = s->config.language[lang].id;
            struct str from = str_from(p->redirect[i].from, 1);
            if (str_starts(from, id) && from.len > id.len &&
                from.at[id.len] == '/')
                page->lang = (int)lang;
        }
    }
}

/* ---- files of the whole site ---- */

static void plan_downloads(struct planning *g)
{
    struct site *s = g->s;
    if (s->n_cells == 0)
        return;
    add(g, PAGE_DATA_ALL_CSV, -1, NULL, STR("/data/statistics.csv"));
    add(g, PAGE_DATA_CSVW, -1, NULL, STR("/data/csv-metadata.json"));
    add(g, PAGE_DATA_PACKAGE, -1, NULL, STR("/data/datapackage.json"));
    for (size_t i = 0; i < s->n_districts; i++) {
        const struct district *d = s->district[i];
        if (d->n_cells == 0 || site_district(s, d->code) != d)
            continue;
        add(g, PAGE_DATA_DISTRICT_CSV, -1, d,
            arena_printf(&s->arena, "/data/districts/" STR_FMT ".csv",
                         STR_ARG(d->code)));
        add(g, PAGE_DATA_DISTRICT_JSON, -1, d,
            arena_printf(&s->arena, "/data/districts/" STR_FMT ".json",
                         STR_ARG(d->code)));
    }
    for (size_t i = 0; i < s->n_indicators; i++) {
        const struct indicator *n = s->indicator[i];
        if (n->n_cells > 0 && !n->is_fact)
            add(g, PAGE_DATA_INDICATOR_CSV, -1, n,
                arena_printf(&s->arena, "/data/indicators/" STR_FMT ".csv",
                             STR_ARG(n->id)));
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

enum { SITEMAP_URLS = 40000 };

static void plan_sitemaps(struct planning *g)
{
    struct site *s = g->s;
    size_t indexed = 0;
    for (size_t i = 0; i < g->pages.len; i++)
        indexed += g->pages.at[i].indexed;
    size_t parts = (indexed + SITEMAP_URLS - 1) / SITEMAP_URLS;
    add(g, parts > 1 ? PAGE_SITEMAP_INDEX : PAGE_SITEMAP, -1, NULL,
        STR("/sitemap.xml"));
    for (unsigned i = 1; parts > 1 && i <= parts; i++) {
        struct page *page = add(g, PAGE_SITEMAP, -1, NULL,
                                arena_printf(&s->arena, "/sitemap-%u.xml", i));
        page->number = i;
        page->of = (unsigned)parts;
    }
    for (size_t lang = 0; lang < s->config.n_languages; lang++)
        add(g, PAGE_SITEMAP_TEXT, (int)lang, NULL,
            arena_printf(&s->arena, "/sitemap-" STR_FMT ".txt",
                         STR_ARG(s->config.language[lang].id)));
    add(g, PAGE_SITEMAP_NEWS, -1, NULL, STR("/sitemap-news.xml"));
}

static void plan_whole(struct planning *g)
{
    struct site *s = g->s;
    add(g, PAGE_CHOOSER, -1, NULL, STR("/"));
    add(g, PAGE_NOT_FOUND, -1, NULL, STR("/404.html"));
    plan_downloads(g);
    for (size_t i = 0; i < s->n_assets; i++) {
        struct str url = asset_url(s, &s->asset[i]);
        add(g, PAGE_ASSET, -1, &s->asset[i], url)->origin.path =
            s->asset[i].shown;
        if (str_is(s->asset[i].path, "assets/site.css"))
            g->p->css_url = url;
        if (str_is(s->asset[i].path, "assets/icon.svg"))
            g->p->icon_url = url;
    }
    plan_sitemaps(g);
    add(g, PAGE_ROBOTS, -1, NULL, STR("/robots.txt"));
    add(g, PAGE_HEADERS, -1, NULL, STR("/_headers"));
    add(g, PAGE_REDIRECTS, -1, NULL, STR("/_redirects"));
}

/* ---- the finished list ---- */

static int by_path(const void *a, const void *b)
{
    const struct page *x = a, *y = b;
    int order = str_compare(x->path, y->path);
    if (order != 0)
        return order;
    order = str_compare(x->origin.path, y->origin.path);
    return order != 0 ? order : (int)x->kind - (int)y->kind;
}

static struct str origin_words(struct arena *a, const struct page *page)
{
    if (page->origin.path.len > 0 && page->origin.line > 0)
        return arena_printf(a, STR_FMT ":%u", STR_ARG(page->origin.path),
                            page->origin.line);
    if (page->origin.path.len > 0)
        return page->origin.path;
    return STR("a page of the program's own");
}

/* Two sources collide once, not in every language and on every page of a
 * list. */
static void collide(struct planning *g, const struct page *a,
                    const struct page *b, struct map *told)
{
    const struct page *at = b->origin.path.len > 0 ? b : a;
    const struct page *other = at == b ? a : b;
    struct str words = origin_words(&g->s->arena, other);
    struct str key = arena_printf(
        &g->s->arena, STR_FMT ":%u:%u " STR_FMT, STR_ARG(at->origin.path),
        at->origin.line, at->origin.col, STR_ARG(words));
    if (map_get(told, key) != NULL)
        return;
    map_put(told, &g->s->arena, key, g);
    diag_add(g->d, at->origin, DIAG_OUTPUT_COLLISION,
             "this and " STR_FMT " would both write " STR_FMT
             "; rename one of them",
             STR_ARG(words), STR_ARG(at->path));
}

static void check_collisions(struct planning *g)
{
    struct map lower = {0}, told = {0};
    struct arena scratch = {0};
    struct page *page = g->pages.at;
    for (size_t i = 0; i < g->pages.len; i++) {
        if (i > 0 && str_eq(page[i - 1].path, page[i].path)) {
            collide(g, &page[i - 1], &page[i], &told);
            continue;
        }
        struct str key = unicode_lower(&scratch, page[i].path);
        const struct page *other = map_put(&lower, &scratch, key, &page[i]);
        if (other != &page[i])
            collide(g, other, &page[i], &told);
    }
    map_release(&lower);
    map_release(&told);
    arena_release(&scratch);
}

void plan_make(struct plan *p, struct site *s, struct diag *d)
{
    struct planning g = {.p = p, .s = s, .d = d};
    *p = (struct plan){0};
    for (size_t lang = 0; lang < s->config.n_languages; lang++) {
        add_at(&g, PAGE_HOME, lang, NULL, "%s", "");
        plan_articles(&g, lang);
        plan_topics(&g, lang);
        plan_districts(&g, lang);
        plan_data(&g, lang);
        plan_feeds(&g, lang);
    }
    plan_redirects(&g);
    plan_whole(&g);
    qsort(g.pages.at, g.pages.len, sizeof *g.pages.at, by_path);
    check_collisions(&g);
    p->page = g.pages.at;
    p->len = g.pages.len;
    for (size_t i = 0; i < p->len; i++)
        map_put(&p->by_url, &s->arena, p->page[i].url, &p->page[i]);
}

void plan_add_media(struct plan *p, struct site *s, struct diag *d)
{
    struct planning g = {.p = p, .s = s, .d = d};
    size_t n_used = 0;
    for (size_t i = 0; i < s->n_media; i++)
        n_used += s->media[i]->used;
    if (n_used == 0)
        return;
    map_release(&p->by_url);
    p->by_url = (struct map){0};
    for (size_t i = 0; i < p->len; i++)
        *vec_push(&s->arena, &g.pages) = p->page[i];
    for (size_t i = 0; i < s->n_media; i++)
        if (s->media[i]->used)
            add(&g, PAGE_MEDIA, -1, s->media[i],
                arena_printf(&s->arena, "/" STR_FMT,
                             STR_ARG(s->media[i]->url_path)))
                ->origin.path = s->media[i]->path;
    qsort(g.pages.at, g.pages.len, sizeof *g.pages.at, by_path);
    p->page = g.pages.at;
    p->len = g.pages.len;
    for (size_t i = 0; i < p->len; i++)
        map_put(&p->by_url, &s->arena, p->page[i].url, &p->page[i]);
}

/* The address a page of this kind has decides; asked through the map. */
static struct str url_of(enum page_kind kind, const void *subject,
                         struct str lang, char *room, size_t size)
{
    const struct entry *e = subject;
    const struct topic *t = subject;
    const struct genre *g = subject;
    const struct district *d = subject;
    const struct indicator *n = subject;
    int len = 0;
#define URL(...) len = snprintf(room, size, __VA_ARGS__)
    switch (kind) {
    case PAGE_HOME: URL("/" STR_FMT "/", STR_ARG(lang)); break;
    case PAGE_ARTICLES: URL("/" STR_FMT "/articles/", STR_ARG(lang)); break;
    case PAGE_YEAR:
        URL("/" STR_FMT "/articles/%04d/", STR_ARG(lang),
            *(const int *)subject);
        break;
    case PAGE_ARTICLE:
        URL("/" STR_FMT "/articles/" STR_FMT "/", STR_ARG(lang),
            STR_ARG(e->slug));
        break;
    case PAGE_PAGE:
        URL("/" STR_FMT "/" STR_FMT "/", STR_ARG(lang), STR_ARG(e->slug));
        break;
    case PAGE_TOPICS: URL("/" STR_FMT "/topics/", STR_ARG(lang)); break;
    case PAGE_TOPIC:
        URL("/" STR_FMT "/topics/" STR_FMT "/", STR_ARG(lang), STR_ARG(t->id));
        break;
    case PAGE_FEED_TOPIC:
        URL("/" STR_FMT "/topics/" STR_FMT "/feed.xml", STR_ARG(lang),
            STR_ARG(t->id));
        break;
    case PAGE_GENRES: URL("/" STR_FMT "/genres/", STR_ARG(lang)); break;
    case PAGE_GENRE:
        URL("/" STR_FMT "/genres/" STR_FMT "/", STR_ARG(lang), STR_ARG(g->id));
        break;
    case PAGE_DISTRICTS: URL("/" STR_FMT "/districts/", STR_ARG(lang)); break;
    case PAGE_DISTRICT:
        URL("/" STR_FMT "/districts/" STR_FMT "/", STR_ARG(lang),
            STR_ARG(d->code));
        break;
    case PAGE_COMPARE:
        URL("/" STR_FMT "/districts/" STR_FMT "/compare/", STR_ARG(lang),
            STR_ARG(d->code));
        break;
    case PAGE_FEED_DISTRICT:
        URL("/" STR_FMT "/districts/" STR_FMT "/feed.xml", STR_ARG(lang),
            STR_ARG(d->code));
        break;
    case PAGE_INDICATORS:
        URL("/" STR_FMT "/indicators/", STR_ARG(lang));
        break;
    case PAGE_INDICATOR:
        URL("/" STR_FMT "/indicators/" STR_FMT "/", STR_ARG(lang),
            STR_ARG(n->id));
        break;
    case PAGE_DATA: URL("/" STR_FMT "/data/", STR_ARG(lang)); break;
    case PAGE_GLOSSARY: URL("/" STR_FMT "/glossary/", STR_ARG(lang)); break;
    case PAGE_DOCUMENTS: URL("/" STR_FMT "/documents/", STR_ARG(lang)); break;
    case PAGE_STATUS: URL("/" STR_FMT "/status/", STR_ARG(lang)); break;
    case PAGE_FEED: URL("/" STR_FMT "/feed.xml", STR_ARG(lang)); break;
    case PAGE_OPENSEARCH:
        URL("/" STR_FMT "/opensearch.xml", STR_ARG(lang));
        break;
    case PAGE_DATA_ALL_CSV: URL("/data/statistics.csv"); break;
    case PAGE_DATA_CSVW: URL("/data/csv-metadata.json"); break;
    case PAGE_DATA_PACKAGE: URL("/data/datapackage.json"); break;
    case PAGE_DATA_DISTRICT_CSV:
        URL("/data/districts/" STR_FMT ".csv", STR_ARG(d->code));
        break;
    case PAGE_DATA_DISTRICT_JSON:
        URL("/data/districts/" STR_FMT ".json", STR_ARG(d->code));
        break;
    case PAGE_DATA_INDICATOR_CSV:
        URL("/data/indicators/" STR_FMT ".csv", STR_ARG(n->id));
        break;
    default: break;
    }
#undef URL
    if (len < 0 || (size_t)len >= size)
        len = 0;
    return (struct str){room, (size_t)len};
}

const struct page *plan_find(const struct plan *p, enum page_kind kind,
                             const void *subject, struct str lang)
{
    char room[512];
    struct str url = url_of(kind, subject, lang, room, sizeof room);
    const struct page *page = url.len > 0 ? map_get(&p->by_url, url) : NULL;
    return page != NULL && page->kind == kind ? page : NULL;
}

const struct page *plan_by_url(const struct plan *p, struct str url)
{
    return map_get(&p->by_url, url);
}

void plan_release(struct plan *p)
{
    map_release(&p->by_url);
}
