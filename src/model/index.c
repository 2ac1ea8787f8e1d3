/* SPDX-License-Identifier: MIT */
#include "model/index.h"

#include "model/dates.h"

#include <stdlib.h>

#include "model/field.h"
#include "model/listing.h"
#include "model/lists.h"
#include "model/ranking.h"
#include "model/recompute.h"
#include "model/statistics.h"

/* Newest first; one instant: by slug. */
static int newest_first(const void *a, const void *b)
{
    const struct entry *const *x = a, *const *y = b;
    if ((*x)->instant != (*y)->instant)
        return (*x)->instant > (*y)->instant ? -1 : 1;
    return str_compare((*x)->slug, (*y)->slug);
}

static bool is_listed(const struct entry *e)
{
    return e->kind == ENTRY_ARTICLE && e->published &&
           e->withdrawn.precision == DATE_NONE;
}

static void list_articles(struct site *s)
{
    s->article = arena_array(&s->arena, s->n_entries + 1, struct entry *);
    for (size_t i = 0; i < s->n_entries; i++)
        if (is_listed(s->entry[i]))
            s->article[s->n_articles++] = s->entry[i];
    qsort(s->article, s->n_articles, sizeof *s->article, newest_first);
    for (size_t i = 0; i < s->n_articles; i++) {
        s->article[i]->newer = i > 0 ? s->article[i - 1] : NULL;
        s->article[i]->older =
            i + 1 < s->n_articles ? s->article[i + 1] : NULL;
        int64_t old = s->article[i]->instant + NEWS_SECONDS + 1;
        if (site_is_news(s, s->article[i]) && old < s->next_old)
            s->next_old = old;
    }
}

static void list_years(struct site *s)
{
    vec_of(const int *) years = {0};
    bool known[10000] = {false}; /* folders have four digits */
    for (size_t i = 0; i < s->n_articles; i++) {
        const int *year = &s->article[i]->year;
        if (*year < 0 || *year >= 10000 || known[*year])
            continue;
        known[*year] = true;
        *vec_push(&s->arena, &years) = year;
    }
    s->year = years.at;
    s->n_years = years.len;
}

/* Articles come newest first, so that every list is in that order. */
static bool lies_within(const struct district *d, const struct district *above)
{
    while (d != NULL && d != above)
        d = d->parent;
    return d != NULL;
}

/* Counts the article for its k-th district and all above that, except where an
 * earlier district of the article lies: once for each. */
static void reach(const struct entry *e, size_t k)
{
    for (struct district *d = e->district[k]; d != NULL; d = d->parent) {
        size_t i = 0;
        while (i < k && !lies_within(e->district[i], d))
            i++;
        d->n_reached += i == k;
    }
}

static void list_by_district(struct site *s)
{
    for (size_t i = 0; i < s->n_articles; i++)
        for (size_t k = 0; k < s->article[i]->n_districts; k++)
            s->article[i]->district[k]->n_briefs++;
    for (size_t i = 0; i < s->n_districts; i++) {
        struct district *d = s->district[i];
        d->brief = arena_array(&s->arena, d->n_briefs, struct entry *);
        d->n_briefs = 0;
    }
    for (size_t i = 0; i < s->n_articles; i++)
        for (size_t k = 0; k < s->article[i]->n_districts; k++) {
            struct district *d = s->article[i]->district[k];
            d->brief[d->n_briefs++] = s->article[i];
        }
    for (size_t i = 0; i < s->n_articles; i++)
        for (size_t k = 0; k < s->article[i]->n_districts; k++)
            reach(s->article[i], k);
}

static int by_priority(const void *a, const void *b)
{
    const struct indicator *const *x = a, *const *y = b;
    if ((*x)->priority != (*y)->priority)
        return (*x)->priority < (*y)->priority ? -1 : 1;
    return str_compare((*x)->id, (*y)->id);
}

static void list_by_topic(struct site *s)
{
    for (size_t i = 0; i < s->n_articles; i++)
        for (size_t k = 0; k < s->article[i]->n_topics; k++)
            s->article[i]->topic[k]->n_briefs++;
    for (size_t i = 0; i < s->n_indicators; i++)
        if (s->indicator[i]->topic != NULL && !s->indicator[i]->is_fact)
            s->indicator[i]->topic->n_indicators++;
    for (size_t i = 0; i < s->n_topics; i++) {
        struct topic *t = s->topic[i];
        t->brief = arena_array(&s->arena, t->n_briefs, struct entry *);
        t->indicator =
            arena_array(&s->arena, t->n_indicators, struct indicator *);
        t->n_briefs = t->n_indicators = 0;
    }
    for (size_t i = 0; i < s->n_articles; i++)
        for (size_t k = 0; k < s->article[i]->n_topics; k++) {
            struct topic *t = s->article[i]->topic[k];
            t->brief[t->n_briefs++] = s->article[i];
        }
    for (size_t i = 0; i < s->n_indicators; i++) {
        struct indicator *n = s->indicator[i];
        if (n->topic != NULL && !n->is_fact)
            n->topic->indicator[n->topic->n_indicators++] = n;
    }
    for (size_t i = 0; i < s->n_topics; i++)
        if (s->topic[i]->n_indicators > 1)
            qsort(s->topic[i]->indicator, s->topic[i]->n_indicators,
                  sizeof(struct indicator *), by_priority);
}

static void join_districts(struct site *s)
{
    for (size_t i = 0; i < s->n_events; i++)
        if (s->event[i]->district != NULL)
            s->event[i]->district->n_events++;
    for (size_t i = 0; i < s->n_districts; i++) {
        struct district *d = s->district[i];
        struct str key = arena_printf(&s->arena, "districts/" STR_FMT,
                                      STR_ARG(d->code));
        struct entry *intro = site_entry(s, key);
        d->intro = intro != NULL && intro->published ? intro : NULL;
        d->event = arena_array(&s->arena, d->n_events, struct event *);
        d->n_events = 0;
    }
    for (size_t i = 0; i < s->n_events; i++) {
        struct district *d = s->event[i]->district;
        if (d != NULL)
            d->event[d->n_events++] = s->event[i];
    }
}

static void join_predecessors(struct site *s)
{
    for (size_t i = 0; i < s->n_districts; i++)
        for (size_t k = 0; k < s->district[i]->n_successors; k++)
            s->district[i]->successor[k]->n_predecessors++;
    for (size_t i = 0; i < s->n_districts; i++) {
        struct district *d = s->district[i];
        d->predecessor =
            arena_array(&s->arena, d->n_predecessors, struct district *);
        d->n_predecessors = 0;
    }
    for (size_t i = 0; i < s->n_districts; i++)
        for (size_t k = 0; k < s->district[i]->n_successors; k++) {
            struct district *d = s->district[i]->successor[k];
            d->predecessor[d->n_predecessors++] = s->district[i];
        }
}

/* ---- related articles ---- */

struct scored {
    struct entry *entry;
    int score;
};

struct candidates {
    struct scored at[RELATED_LOOKED * 8];
    size_t len;
};

static void add_candidate(struct candidates *c, struct entry *e, int score)
{
    for (size_t i = 0; i < c->len; i++)
        if (c->at[i].entry == e) {
            c->at[i].score += score;
            return;
        }
    if (c->len < sizeof c->at / sizeof *c->at)
        c->at[c->len++] = (struct scored){e, score};
}

static int best_first(const void *a, const void *b)
{
    const struct scored *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return newest_first(&x->entry, &y->entry);
}

static bool has_related(const struct entry *e, const struct entry *other)
{
    for (size_t i = 0; i < e->n_related; i++)
        if (e->related[i] == other)
            return true;
    return e == other;
}

void index_unknown(struct site *s, struct str slug, struct loc loc,
                   struct diag *d)
{
    const struct str folder = STR_INIT("articles/");
    struct str key = arena_printf(&s->arena, STR_FMT STR_FMT, STR_ARG(folder),
                                  STR_ARG(slug));
    struct str near = map_nearest(&s->by_entry, key);
    struct str hint = str_of(speech_word(
        d->speech, SPEECH("; expected year and slug, such as 2021/name")));
    if (str_starts(near, folder))
        hint = did_you_mean(&s->arena, d->speech, str_from(near, folder.len));
    if (!site_refused(s, STR("content")))
        diag_add(d, loc, DIAG_ID_UNKNOWN, "unknown article '" STR_FMT
                 "'" STR_FMT,
                 STR_ARG(slug), STR_ARG(hint));
}

static void named_related(struct site *s, struct entry *e, struct diag *d)
{
    for (size_t i = 0; i < e->related_slugs.len; i++) {
        struct str slug = e->related_slugs.at[i];
        struct str key =
            arena_printf(&s->arena, "articles/" STR_FMT, STR_ARG(slug));
        struct entry *other = site_entry(s, key);
        if (other == NULL)
            index_unknown(s, slug, e->related_loc[i], d);
        else if (e->n_related < RELATED_MAX && is_listed(other) &&
                 !has_related(e, other))
            e->related[e->n_related++] = other;
    }
}

static void relate(struct site *s, struct entry *e, struct diag *d)
{
    e->related = arena_array(&s->arena, RELATED_MAX, struct entry *);
    named_related(s, e, d);
    struct candidates c = {.len = 0};
    for (size_t i = 0; i < e->n_districts; i++)
        for (size_t k = 0;
             k < e->district[i]->n_briefs && k < RELATED_LOOKED; k++)
            add_candidate(&c, e->district[i]->brief[k], i == 0 ? 3 : 2);
    for (size_t i = 0; i < e->n_topics; i++)
        for (size_t k = 0; k < e->topic[i]->n_briefs && k < RELATED_LOOKED; k++)
            add_candidate(&c, e->topic[i]->brief[k], 2);
    qsort(c.at, c.len, sizeof *c.at, best_first);
    for (size_t i = 0; i < c.len && e->n_related < RELATED_MAX; i++)
        if (!has_related(e, c.at[i].entry))
            e->related[e->n_related++] = c.at[i].entry;
}

static void find_pages(struct site *s)
{
    size_t i = 0;
    while (i < s->n_entries && s->entry[i]->kind < ENTRY_PAGE)
        i++;
    s->page_entry = &s->entry[i];
    for (; i < s->n_entries && s->entry[i]->kind == ENTRY_PAGE; i++)
        s->n_page_entries++;
}

void index_site(struct site *s, struct diag *d)
{
    find_pages(s);
    statistics_index(s, d);
    recompute_check(s, d);
    list_articles(s);
    list_years(s);
    list_by_district(s);
    list_by_topic(s);
    listings_index(s);
    join_districts(s);
    join_predecessors(s);
    for (size_t i = 0; i < s->n_articles; i++)
        relate(s, s->article[i], d);
    lists_index(s);
    rankings_index(s);
    dates_index(s);
}
