/* SPDX-License-Identifier: MIT */
#include "model/planner.h"

#include <stdint.h>
#include <stdio.h>

/* Where such a page lies in a table with open addressing, or a free slot. */
static const struct page **slot_of(const struct plan *p, enum page_kind kind,
                                   const void *subject, int lang)
{
    uint64_t key = (uint64_t)(uintptr_t)subject + (uint64_t)kind * LANG_MAX +
                   (uint64_t)(lang + 1);
    key *= 0x9e3779b97f4a7c15;
    for (size_t at = (size_t)(key >> 32);; at++) {
        const struct page **slot = &p->slot[at & p->slot_mask];
        const struct page *page = *slot;
        if (page == NULL || (page->kind == kind && page->lang == lang &&
                             page->subject == subject))
            return slot;
    }
}

void plan_keep(struct planning *g)
{
    struct plan *p = g->p;
    struct arena *a = &g->s->arena;
    size_t n_slots = 16;
    while (n_slots < g->pages.len * 2)
        n_slots *= 2;
    p->site = g->s;
    p->page = g->pages.at;
    p->len = g->pages.len;
    p->slot = arena_array(a, n_slots, const struct page *);
    p->slot_mask = n_slots - 1;
    for (size_t i = 0; i < p->len; i++) {
        const struct page *page = &p->page[i];
        const struct page **slot =
            slot_of(p, page->kind, page->subject, page->lang);
        map_put(&p->by_url, a, page->url, &p->page[i]);
        if (page->number == 1 && *slot == NULL)
            *slot = page;
    }
}

/* The address that a page of this kind has, for subjects that are not the ones
 * the plan was made with: a year, or an older row of a district's code. */
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
    case PAGE_INDICATORS: URL("/" STR_FMT "/indicators/", STR_ARG(lang)); break;
    case PAGE_INDICATOR:
        URL("/" STR_FMT "/indicators/" STR_FMT "/", STR_ARG(lang),
            STR_ARG(n->id));
        break;
    case PAGE_DATA: URL("/" STR_FMT "/data/", STR_ARG(lang)); break;
    case PAGE_GLOSSARY: URL("/" STR_FMT "/glossary/", STR_ARG(lang)); break;
    case PAGE_DOCUMENTS: URL("/" STR_FMT "/documents/", STR_ARG(lang)); break;
    case PAGE_STATUS: URL("/" STR_FMT "/status/", STR_ARG(lang)); break;
    case PAGE_FEED: URL("/" STR_FMT "/feed.xml", STR_ARG(lang)); break;
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
    if (p->len == 0)
        return NULL;
    const struct page *known =
        *slot_of(p, kind, subject, site_lang(p->site, lang));
    if (known == NULL)
        known = *slot_of(p, kind, subject, -1);
    if (known != NULL)
        return known;
    char room[512];
    struct str url = url_of(kind, subject, lang, room, sizeof room);
    const struct page *page = url.len > 0 ? map_get(&p->by_url, url) : NULL;
    return page != NULL && page->kind == kind ? page : NULL;
}

const struct page *plan_by_url(const struct plan *p, struct str url)
{
    return map_get(&p->by_url, url);
}
