/* SPDX-License-Identifier: MIT */
#include "model/listing.h"
#include "model/lists.h"
#include "model/planner.h"
#include "model/ranking.h"

/* The pages of a list, the first at the list's own address. */
static void add_pages(struct planning *g, enum page_kind kind, size_t lang,
                      const void *subject, struct str under, unsigned of)
{
    for (unsigned i = 1; i <= of; i++) {
        struct page *page =
            i == 1
                ? plan_add_at(g, kind, lang, subject, STR_FMT, STR_ARG(under))
                : plan_add_at(g, kind, lang, subject, STR_FMT "page/%u/",
                              STR_ARG(under), i);
        page->number = i;
        page->of = of;
    }
}

/* A list of n articles. */
static void add_list(struct planning *g, enum page_kind kind, size_t lang,
                     const void *subject, struct str under, size_t n)
{
    size_t size = g->s->config.page_size;
    add_pages(g, kind, lang, subject, under,
              cut_pages((struct cut){size, size}, n));
}

static size_t length(const struct listing l, size_t lang)
{
    return listing_length(&l, lang);
}

static void plan_years(struct planning *g, size_t lang)
{
    struct site *s = g->s;
    for (size_t k = 0; k < s->n_years; k++) {
        size_t n = length(listing_year(s, &g->scratch, s->year[k]), lang);
        if (n > 0)
            add_list(g, PAGE_YEAR, lang, s->year[k],
                     arena_printf(&s->arena, "articles/%04d/", *s->year[k]), n);
    }
}

static void plan_articles(struct planning *g, size_t lang)
{
    struct site *s = g->s;
    add_list(g, PAGE_ARTICLES, lang, NULL, STR("articles/"),
             length(listing_all(s), lang));
    plan_years(g, lang);
    for (size_t i = 0; i < s->n_entries; i++) {
        struct entry *e = s->entry[i];
        if (!e->published || e->in[lang] == NULL || e->kind == ENTRY_DISTRICT)
            continue;
        bool article = e->kind == ENTRY_ARTICLE;
        bool gone = e->withdrawn.precision != DATE_NONE;
        struct page *page =
            plan_add_at(g,
                        gone      ? PAGE_NOTICE
                        : article ? PAGE_ARTICLE
                                  : PAGE_PAGE,
                        lang, e, "%s" STR_FMT "/", article ? "articles/" : "",
                        STR_ARG(e->slug));
        page->indexed = !gone;
    }
}

static void plan_topics(struct planning *g, size_t lang)
{
    const struct site *s = g->s;
    if (s->n_topics > 0)
        plan_add_at(g, PAGE_TOPICS, lang, NULL, "topics/");
    for (size_t i = 0; i < s->n_topics; i++) {
        const struct topic *t = s->topic[i];
        size_t n = length(listing_topic(s, &g->scratch, t), lang);
        add_list(
            g, PAGE_TOPIC, lang, t,
            arena_printf(&g->s->arena, "topics/" STR_FMT "/", STR_ARG(t->id)),
            n);
        if (n == 0 && t->n_indicators == 0)
            g->pages.at[g->pages.len - 1].indexed = false;
    }
    if (s->config.n_genres > 0)
        plan_add_at(g, PAGE_GENRES, lang, NULL, "genres/");
    for (size_t i = 0; i < s->config.n_genres; i++) {
        const struct genre *genre = &s->config.genre[i];
        size_t n = length(listing_genre(s, &g->scratch, genre), lang);
        add_list(g, PAGE_GENRE, lang, genre,
                 arena_printf(&g->s->arena, "genres/" STR_FMT "/",
                              STR_ARG(genre->id)),
                 n);
        if (n == 0)
            g->pages.at[g->pages.len - 1].indexed = false;
    }
}

/* Where two children at least have figures. */
static void plan_comparison(struct planning *g, size_t lang,
                            const struct district *parent)
{
    unsigned pages = g->compared[parent->index];
    if (pages > 0)
        add_pages(g, PAGE_COMPARE, lang, parent,
                  arena_printf(&g->s->arena, "districts/" STR_FMT "/compare/",
                               STR_ARG(parent->code)),
                  pages);
}

/* A successor's page takes over the addresses of the codes it replaced. */
static void plan_districts(struct planning *g, size_t lang)
{
    struct site *s = g->s;
    struct str id = s->config.language[lang].id;
    if (s->n_districts > 0)
        add_pages(g, PAGE_DISTRICTS, lang, NULL, STR("districts/"),
                  cut_pages(cut_letters(s->lists), s->lists->n_letters));
    for (size_t i = 0; i < s->n_districts; i++) {
        struct district *d = s->district[i];
        if (d->broken || site_district(s, d->code) != d)
            continue;
        const struct district *shown = district_shown(d);
        if (shown != d) {
            plan_add_redirect(
                g,
                arena_printf(&s->arena, "/" STR_FMT "/districts/" STR_FMT "/",
                             STR_ARG(id), STR_ARG(d->code)),
                arena_printf(&s->arena, "/" STR_FMT "/districts/" STR_FMT "/",
                             STR_ARG(id), STR_ARG(shown->code)),
                d->loc);
            continue;
        }
        struct page *page =
            plan_add_at(g, PAGE_DISTRICT, lang, d, "districts/" STR_FMT "/",
                        STR_ARG(d->code));
        page->indexed = d->n_cells > 0 || d->n_reached > 0;
        plan_comparison(g, lang, d);
    }
}

static void plan_indicators(struct planning *g, size_t lang)
{
    const struct site *s = g->s;
    if (s->n_indicators > 0)
        add_pages(g, PAGE_INDICATORS, lang, NULL, STR("indicators/"),
                  cut_pages(cut_indicators, s->lists->n_indicators));
    for (size_t i = 0; i < s->n_indicators; i++) {
        const struct indicator *n = s->indicator[i];
        if (n->is_fact || n->broken)
            continue;
        size_t from = g->pages.len;
        add_pages(g, PAGE_INDICATOR, lang, n,
                  arena_printf(&g->s->arena, "indicators/" STR_FMT "/",
                               STR_ARG(n->id)),
                  cut_pages(cut_ranking, n->ranking->len));
        for (; from < g->pages.len; from++)
            g->pages.at[from].indexed = n->n_cells > 0;
    }
}

static void plan_data(struct planning *g, size_t lang)
{
    const struct site *s = g->s;
    const struct lists *l = s->lists;
    if (s->n_cells > 0)
        add_pages(g, PAGE_DATA, lang, NULL, STR("data/"),
                  cut_pages(cut_files, l->n_series + l->n_files));
    if (s->n_terms > 0)
        add_pages(g, PAGE_GLOSSARY, lang, NULL, STR("glossary/"),
                  cut_pages(cut_terms, l->n_terms));
    if (s->n_papers > 0)
        add_pages(g, PAGE_DOCUMENTS, lang, NULL, STR("documents/"),
                  cut_pages(cut_papers, l->n_papers));
    if (s->config.status_page)
        plan_add_at(g, PAGE_STATUS, lang, NULL, "status/")->indexed = false;
}

static void plan_feeds(struct planning *g, size_t lang)
{
    const struct site *s = g->s;
    if (length(listing_all(s), lang) > 0) {
        plan_add_at(g, PAGE_FEED, lang, NULL, "feed.xml");
        plan_add_at(g, PAGE_FEED_JSON, lang, NULL, "feed.json");
    }
    for (size_t i = 0; i < s->n_districts; i++) {
        const struct district *d = s->district[i];
        if (length(listing_district(s, &g->scratch, d), lang) == 0)
            continue;
        plan_add_at(g, PAGE_FEED_DISTRICT, lang, d,
                    "districts/" STR_FMT "/feed.xml", STR_ARG(d->code));
        plan_add_at(g, PAGE_FEED_JSON_DISTRICT, lang, d,
                    "districts/" STR_FMT "/feed.json", STR_ARG(d->code));
    }
    for (size_t i = 0; i < s->n_topics; i++) {
        const struct topic *t = s->topic[i];
        if (length(listing_topic(s, &g->scratch, t), lang) == 0)
            continue;
        plan_add_at(g, PAGE_FEED_TOPIC, lang, t, "topics/" STR_FMT "/feed.xml",
                    STR_ARG(t->id));
        plan_add_at(g, PAGE_FEED_JSON_TOPIC, lang, t,
                    "topics/" STR_FMT "/feed.json", STR_ARG(t->id));
    }
}

void plan_language(struct planning *g, size_t lang)
{
    plan_add_at(g, PAGE_HOME, lang, NULL, "%s", "");
    plan_articles(g, lang);
    plan_topics(g, lang);
    plan_districts(g, lang);
    plan_indicators(g, lang);
    plan_data(g, lang);
    plan_feeds(g, lang);
}
