/* SPDX-License-Identifier: MIT */
#include "model/planner.h"

#include <stdint.h>
#include <string.h>

/* Where such a page lies in the table, or a free slot. */
static uint32_t *slot_of(const struct plan *p, enum page_kind kind,
                         const void *subject, int lang)
{
    uint64_t key = (uint64_t)(uintptr_t)subject + (uint64_t)kind * LANG_MAX +
                   (uint64_t)(lang + 1);
    key *= 0x9e3779b97f4a7c15;
    for (size_t at = (size_t)(key >> 32);; at++) {
        uint32_t *slot = &p->by_subject[at & p->slot_mask];
        const struct page *page = *slot != 0 ? &p->page[*slot - 1] : NULL;
        if (page == NULL || (page->kind == kind && page->lang == lang &&
                             page->subject == subject))
            return slot;
    }
}

static uint32_t *slot_of_url(const struct plan *p, struct str url)
{
    for (size_t at = (size_t)hash_key(url);; at++) {
        uint32_t *slot = &p->by_url[at & p->slot_mask];
        if (*slot == 0 || str_eq(p->page[*slot - 1].url, url))
            return slot;
    }
}

static const struct page *in_slot(const struct plan *p, const uint32_t *slot)
{
    return *slot != 0 ? &p->page[*slot - 1] : NULL;
}

static const struct page *at_url(const struct plan *p, struct str url)
{
    return p->len > 0 ? in_slot(p, slot_of_url(p, url)) : NULL;
}

static void find_parts(struct plan *p)
{
    size_t indexed = 0;
    for (size_t i = 0; i < p->len; i++)
        indexed += p->page[i].indexed;
    p->part = arena_array(&p->arena, indexed / SITEMAP_URLS + 2, uint32_t);
    p->n_parts = 1;
    indexed = 0;
    for (size_t i = 0; i < p->len; i++)
        if (p->page[i].indexed && indexed++ > 0 &&
            (indexed - 1) % SITEMAP_URLS == 0)
            p->part[p->n_parts++] = (uint32_t)i;
    p->part[p->n_parts] = (uint32_t)p->len;
}

void plan_keep(struct planning *g)
{
    struct plan *p = g->p;
    struct arena *a = &p->arena;
    size_t n_slots = 16;
    while (n_slots * 3 < g->pages.len * 4)
        n_slots *= 2;
    plan_release(p);
    p->site = g->s;
    p->len = g->pages.len;
    p->page = arena_array(a, p->len + 1, struct page);
    if (p->len > 0)
        memcpy(p->page, g->pages.at, p->len * sizeof *p->page);
    arena_release(&g->scratch);
    p->by_url = arena_array(a, n_slots, uint32_t);
    p->by_subject = arena_array(a, n_slots, uint32_t);
    p->slot_mask = n_slots - 1;
    for (size_t i = 0; i < p->len; i++) {
        const struct page *page = &p->page[i];
        uint32_t *slot = slot_of_url(p, page->url);
        if (*slot == 0)
            *slot = (uint32_t)i + 1;
        if (page->number != 1)
            continue;
        slot = slot_of(p, page->kind, page->subject, page->lang);
        if (*slot == 0)
            *slot = (uint32_t)i + 1;
    }
    find_parts(p);
}

/* What stands between the parts of an address. */
enum subject { NOTHING, ENTRY, TOPIC, GENRE, DISTRICT, INDICATOR, YEAR };

/* FIXED: whether it is there follows from site.yaml and the registers (for a
 * district that has ended also from what it left). */
enum reach {
    FREE,
    FIXED,
    WHOLE /* belongs to no language */
};

static const struct address {
    const char *before; /* behind /L, or from the root */
    enum subject subject;
    const char *after;
    enum reach reach;
} addresses[N_PAGE_KINDS] = {
    [PAGE_HOME] = {"/", NOTHING, "", FIXED},
    [PAGE_ARTICLES] = {"/articles/", NOTHING, "", FIXED},
    [PAGE_YEAR] = {"/articles/", YEAR, "/", FREE},
    [PAGE_ARTICLE] = {"/articles/", ENTRY, "/", FREE},
    [PAGE_PAGE] = {"/", ENTRY, "/", FREE},
    [PAGE_TOPICS] = {"/topics/", NOTHING, "", FIXED},
    [PAGE_TOPIC] = {"/topics/", TOPIC, "/", FREE},
    [PAGE_FEED_TOPIC] = {"/topics/", TOPIC, "/feed.xml", FREE},
    [PAGE_GENRES] = {"/genres/", NOTHING, "", FIXED},
    [PAGE_GENRE] = {"/genres/", GENRE, "/", FREE},
    [PAGE_DISTRICTS] = {"/districts/", NOTHING, "", FIXED},
    [PAGE_DISTRICT] = {"/districts/", DISTRICT, "/", FIXED},
    [PAGE_COMPARE] = {"/districts/", DISTRICT, "/compare/", FREE},
    [PAGE_FEED_DISTRICT] = {"/districts/", DISTRICT, "/feed.xml", FREE},
    [PAGE_INDICATORS] = {"/indicators/", NOTHING, "", FIXED},
    [PAGE_INDICATOR] = {"/indicators/", INDICATOR, "/", FIXED},
    [PAGE_DATA] = {"/data/", NOTHING, "", FREE},
    [PAGE_GLOSSARY] = {"/glossary/", NOTHING, "", FIXED},
    [PAGE_DOCUMENTS] = {"/documents/", NOTHING, "", FIXED},
    [PAGE_STATUS] = {"/status/", NOTHING, "", FIXED},
    [PAGE_FEED] = {"/feed.xml", NOTHING, "", FREE},
    [PAGE_FEED_JSON] = {"/feed.json", NOTHING, "", FREE},
    [PAGE_FEED_JSON_TOPIC] = {"/topics/", TOPIC, "/feed.json", FREE},
    [PAGE_FEED_JSON_DISTRICT] = {"/districts/", DISTRICT, "/feed.json", FREE},
    [PAGE_DATA_ALL_CSV] = {"/data/statistics.csv", NOTHING, "", WHOLE},
    [PAGE_DATA_CSVW] = {"/data/csv-metadata.json", NOTHING, "", WHOLE},
    [PAGE_DATA_PACKAGE] = {"/data/datapackage.json", NOTHING, "", WHOLE},
    [PAGE_DATA_DISTRICT_CSV] = {"/data/districts/", DISTRICT, ".csv", WHOLE},
    [PAGE_DATA_DISTRICT_WIDE] = {"/data/districts/", DISTRICT, "-wide.csv",
                                 WHOLE},
    [PAGE_DATA_DISTRICT_JSON] = {"/data/districts/", DISTRICT, ".json", WHOLE},
    [PAGE_DATA_INDICATOR_CSV] = {"/data/indicators/", INDICATOR, ".csv", WHOLE},
    [PAGE_DATA_INDICATOR_WIDE] = {"/data/indicators/", INDICATOR, "-wide.csv",
                                  WHOLE},
    [PAGE_DATA_DISTRICTS] = {"/data/districts.csv", NOTHING, "", WHOLE},
    [PAGE_DATA_INDICATORS] = {"/data/indicators.csv", NOTHING, "", WHOLE},
    [PAGE_DATA_GROUPS] = {"/data/groups.csv", NOTHING, "", WHOLE},
    [PAGE_DATA_SOURCES] = {"/data/sources.csv", NOTHING, "", WHOLE},
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
    bool whole = at->reach == WHOLE;
    const struct str parts[] = {whole ? STR("") : STR("/"),
                                whole ? STR("") : lang, str_of(at->before), id,
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
    const struct page *page = url.len > 0 ? at_url(p, url) : NULL;
    return page != NULL && page->kind == kind ? page : NULL;
}

bool plan_is_implied(enum page_kind kind)
{
    return addresses[kind].reach == FIXED || addresses[kind].subject == ENTRY;
}

/* Its page may be another's, see district_shown. */
static bool has_ended(const struct district *d)
{
    return d != NULL && !d->current && d->n_successors == 1;
}

static void note(const struct plan *p, enum page_kind kind,
                 const void *subject, struct str id, struct str lang)
{
    const struct address *at = &addresses[kind];
    struct query q = {.kind = QUERY_PAGE, .a = id, .b = lang, .m = kind};
    if (at->before == NULL)
        q = (struct query){.kind = QUERY_PLAN};
    else if (at->subject == ENTRY)
        q = (struct query){.kind = QUERY_TITLE,
                           .a = id,
                           .m = ((const struct entry *)subject)->kind};
    else if (at->reach == FIXED &&
             (at->subject != DISTRICT || !has_ended(subject)))
        return;
    trace_note(p->trace, &q);
}

const struct page *plan_find(const struct plan *p, enum page_kind kind,
                             const void *subject, struct str lang)
{
    if (p->len == 0)
        return NULL;
    char year[5];
    struct str id = subject_id(addresses[kind].subject, subject, year);
    if (p->trace != NULL)
        note(p, kind, subject, id, lang);
    if (addresses[kind].subject == DISTRICT && subject != NULL)
        subject = district_shown(subject);
    const struct page *known =
        in_slot(p, slot_of(p, kind, subject, site_lang(p->site, lang)));
    if (known == NULL)
        known = in_slot(p, slot_of(p, kind, subject, -1));
    return known != NULL ? known : plan_named(p, kind, id, lang);
}

const struct page *plan_by_url(const struct plan *p, struct str url)
{
    trace_note(p->trace, &(struct query){.kind = QUERY_URL, .a = url});
    return at_url(p, url);
}

const struct page *plan_by_path(const struct plan *p, struct str path)
{
    size_t from = 0, to = p->len;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = str_compare(page_path(&p->page[middle]), path);
        if (order == 0)
            return &p->page[middle];
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

struct str plan_nearest(const struct plan *p, struct str url)
{
    size_t best = url.len / 3 + 1;
    struct str nearest = {0};
    for (size_t i = 0; i < p->len; i++) {
        struct str other = p->page[i].url;
        size_t distance = str_distance(other, url, best);
        if (distance < best || (distance == best && nearest.len > 0 &&
                                str_compare(other, nearest) < 0)) {
            best = distance;
            nearest = other;
        }
    }
    return nearest;
}
