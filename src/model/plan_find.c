/* SPDX-License-Identifier: MIT */
#include "model/planner.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

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
    struct arena *a = &p->arena;
    size_t n_slots = 16;
    while (n_slots < g->pages.len * 2)
        n_slots *= 2;
    plan_release(p);
    p->by_url = (struct map){0};
    p->site = g->s;
    p->len = g->pages.len;
    p->page = arena_array(a, p->len + 1, struct page);
    if (p->len > 0)
        memcpy(p->page, g->pages.at, p->len * sizeof *p->page);
    arena_release(&g->scratch);
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

/* What stands between the parts of an address. */
enum subject { NOTHING, ENTRY, TOPIC, GENRE, DISTRICT, INDICATOR, YEAR };

static const struct address {
    const char *before; /* behind /L, or from the root */
    enum subject subject;
    const char *after;
    bool whole; /* belongs to no language */
} addresses[N_PAGE_KINDS] = {
    [PAGE_HOME] = {"/", NOTHING, "", false},
    [PAGE_ARTICLES] = {"/articles/", NOTHING, "", false},
    [PAGE_YEAR] = {"/articles/", YEAR, "/", false},
    [PAGE_ARTICLE] = {"/articles/", ENTRY, "/", false},
    [PAGE_PAGE] = {"/", ENTRY, "/", false},
    [PAGE_TOPICS] = {"/topics/", NOTHING, "", false},
    [PAGE_TOPIC] = {"/topics/", TOPIC, "/", false},
    [PAGE_FEED_TOPIC] = {"/topics/", TOPIC, "/feed.xml", false},
    [PAGE_GENRES] = {"/genres/", NOTHING, "", false},
    [PAGE_GENRE] = {"/genres/", GENRE, "/", false},
    [PAGE_DISTRICTS] = {"/districts/", NOTHING, "", false},
    [PAGE_DISTRICT] = {"/districts/", DISTRICT, "/", false},
    [PAGE_COMPARE] = {"/districts/", DISTRICT, "/compare/", false},
    [PAGE_FEED_DISTRICT] = {"/districts/", DISTRICT, "/feed.xml", false},
    [PAGE_INDICATORS] = {"/indicators/", NOTHING, "", false},
    [PAGE_INDICATOR] = {"/indicators/", INDICATOR, "/", false},
    [PAGE_DATA] = {"/data/", NOTHING, "", false},
    [PAGE_GLOSSARY] = {"/glossary/", NOTHING, "", false},
    [PAGE_DOCUMENTS] = {"/documents/", NOTHING, "", false},
    [PAGE_STATUS] = {"/status/", NOTHING, "", false},
    [PAGE_FEED] = {"/feed.xml", NOTHING, "", false},
    [PAGE_FEED_JSON] = {"/feed.json", NOTHING, "", false},
    [PAGE_FEED_JSON_TOPIC] = {"/topics/", TOPIC, "/feed.json", false},
    [PAGE_FEED_JSON_DISTRICT] = {"/districts/", DISTRICT, "/feed.json", false},
    [PAGE_DATA_ALL_CSV] = {"/data/statistics.csv", NOTHING, "", true},
    [PAGE_DATA_CSVW] = {"/data/csv-metadata.json", NOTHING, "", true},
    [PAGE_DATA_PACKAGE] = {"/data/datapackage.json", NOTHING, "", true},
    [PAGE_DATA_DISTRICT_CSV] = {"/data/districts/", DISTRICT, ".csv", true},
    [PAGE_DATA_DISTRICT_WIDE] = {"/data/districts/", DISTRICT, "-wide.csv",
                                 true},
    [PAGE_DATA_DISTRICT_JSON] = {"/data/districts/", DISTRICT, ".json", true},
    [PAGE_DATA_INDICATOR_CSV] = {"/data/indicators/", INDICATOR, ".csv", true},
    [PAGE_DATA_INDICATOR_WIDE] = {"/data/indicators/", INDICATOR, "-wide.csv",
                                  true},
    [PAGE_DATA_DISTRICTS] = {"/data/districts.csv", NOTHING, "", true},
    [PAGE_DATA_INDICATORS] = {"/data/indicators.csv", NOTHING, "", true},
    [PAGE_DATA_GROUPS] = {"/data/groups.csv", NOTHING, "", true},
    [PAGE_DATA_SOURCES] = {"/data/sources.csv", NOTHING, "", true},
};

static struct str subject_id(enum subject kind, const void *subject,
                             char year[5])
{
    int y;
    switch (kind) {
    case ENTRY: return ((const struct entry *)subject)->slug;
    case TOPIC: return ((const struct topic *)subject)->id;
    case GENRE: return ((const struct genre *)subject)->id;
    case DISTRICT: return ((const struct district *)subject)->code;
    case INDICATOR: return ((const struct indicator *)subject)->id;
    case YEAR:
        y = *(const int *)subject;
        for (int i = 3; i >= 0; i--, y /= 10)
            year[i] = (char)('0' + y % 10);
        return (struct str){year, 4};
    case NOTHING: break;
    }
    return (struct str){0};
}

/* Empty for a kind without an address of its own, or when `room` is too small.
 * Asked for every link of every page, so without printf. */
static struct str url_of(enum page_kind kind, struct str id, struct str lang,
                         char *room, size_t size)
{
    const struct address *at = &addresses[kind];
    if (at->before == NULL)
        return (struct str){0};
    const struct str parts[] = {at->whole ? STR("") : STR("/"),
                                at->whole ? STR("") : lang, str_of(at->before),
                                id,
                                str_of(at->after)};
    size_t len = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].len > size - len)
            return (struct str){0};
        memcpy(room + len, parts[i].len ? parts[i].at : "", parts[i].len);
        len += parts[i].len;
    }
    return (struct str){room, len};
}

const struct page *plan_named(const struct plan *p, enum page_kind kind,
                              struct str id, struct str lang)
{
    char room[512];
    if (addresses[kind].subject == DISTRICT) {
        const struct district *d = site_district(p->site, id);
        id = d != NULL ? district_shown(d)->code : id;
    }
    struct str url = url_of(kind, id, lang, room, sizeof room);
    const struct page *page = url.len > 0 ? map_get(&p->by_url, url) : NULL;
    return page != NULL && page->kind == kind ? page : NULL;
}

const struct page *plan_find(const struct plan *p, enum page_kind kind,
                             const void *subject, struct str lang)
{
    if (p->len == 0)
        return NULL;
    char year[5];
    struct str id = subject_id(addresses[kind].subject, subject, year);
    trace_note(p->trace,
               &(struct query){.kind = addresses[kind].before != NULL
                                           ? QUERY_PAGE
                                           : QUERY_PLAN,
                               .a = id,
                               .b = lang,
                               .m = kind});
    if (addresses[kind].subject == DISTRICT && subject != NULL)
        subject = district_shown(subject);
    const struct page *known =
        *slot_of(p, kind, subject, site_lang(p->site, lang));
    if (known == NULL)
        known = *slot_of(p, kind, subject, -1);
    return known != NULL ? known : plan_named(p, kind, id, lang);
}

const struct page *plan_by_url(const struct plan *p, struct str url)
{
    trace_note(p->trace, &(struct query){.kind = QUERY_URL, .a = url});
    return map_get(&p->by_url, url);
}

const struct page *plan_by_path(const struct plan *p, struct str path)
{
    return str_search(p->page, p->len, sizeof *p->page,
                      offsetof(struct page, path), path);
}
