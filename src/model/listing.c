/* SPDX-License-Identifier: MIT */
#include "model/listing.h"

enum { YEARS = 10000 }; /* folders have four digits */

/* Each has a shelf for every language, one list behind the other. */
struct shelves {
    struct shelf *all, *year, *genre, *topic, *district;
    uint16_t *by_year; /* number of the year in site.year + 1 */
};

/* ---- the index ---- */

static void fill(struct site *s, struct shelf *shelf, struct entry *const *e,
                 size_t n)
{
    for (size_t lang = 0; lang < s->config.n_languages; lang++) {
        size_t shown = 0;
        for (size_t i = 0; i < n; i++)
            shown += entry_shown(s, e[i], lang);
        shelf[lang] = (struct shelf){e, n};
        if (shown == n)
            continue;
        struct entry **some = arena_array(&s->arena, shown, struct entry *);
        shelf[lang] = (struct shelf){some, shown};
        for (size_t i = 0; i < n; i++)
            if (entry_shown(s, e[i], lang))
                *some++ = e[i];
    }
}

static struct shelf *shelves_for(struct site *s, size_t n)
{
    return arena_array(&s->arena, n * s->config.n_languages + 1, struct shelf);
}

static size_t year_of(const struct site *s, const struct entry *e)
{
    return e->year >= 0 && e->year < YEARS
               ? (size_t)s->shelves->by_year[e->year]
               : 0;
}

static size_t genre_of(const struct site *s, const struct entry *e)
{
    return e->genre != NULL ? (size_t)(e->genre - s->config.genre) + 1 : 0;
}

/* The articles by a number from 1 to `n`; 0: in none of these lists. */
static struct shelf *sort_articles(struct site *s, size_t n,
                                   size_t (*number)(const struct site *s,
                                                    const struct entry *e))
{
    struct shelf *shelf = shelves_for(s, n);
    struct arena scratch = {0};
    size_t *end = arena_array(&scratch, n + 2, size_t);
    struct entry **at =
        arena_array(&s->arena, s->n_articles + 1, struct entry *);
    for (size_t i = 0; i < s->n_articles; i++)
        end[number(s, s->article[i]) + 1]++;
    for (size_t k = 1; k <= n; k++)
        end[k + 1] += end[k];
    for (size_t i = 0; i < s->n_articles; i++)
        at[end[number(s, s->article[i])]++] = s->article[i];
    for (size_t k = 1; k <= n; k++)
        fill(s, &shelf[(k - 1) * s->config.n_languages], at + end[k - 1],
             end[k] - end[k - 1]);
    arena_release(&scratch);
    return shelf;
}

void listings_index(struct site *s)
{
    size_t n_languages = s->config.n_languages;
    struct shelves *all = arena_new(&s->arena, struct shelves);
    s->shelves = all;
    all->all = shelves_for(s, 1);
    fill(s, all->all, s->article, s->n_articles);
    all->by_year = arena_array(&s->arena, YEARS, uint16_t);
    for (size_t i = 0; i < s->n_years; i++)
        if (*s->year[i] >= 0 && *s->year[i] < YEARS)
            all->by_year[*s->year[i]] = (uint16_t)(i + 1);
    all->year = sort_articles(s, s->n_years, year_of);
    all->genre = sort_articles(s, s->config.n_genres, genre_of);
    all->topic = shelves_for(s, s->n_topics);
    for (size_t i = 0; i < s->n_topics; i++)
        fill(s, &all->topic[i * n_languages], s->topic[i]->brief,
             s->topic[i]->n_briefs);
    all->district = shelves_for(s, s->n_districts);
    for (size_t i = 0; i < s->n_districts; i++)
        fill(s, &all->district[i * n_languages], s->district[i]->brief,
             s->district[i]->n_briefs);
}

/* ---- asking ---- */

static const struct genre *genre_named(const struct site *s, struct str id)
{
    for (size_t i = 0; i < s->config.n_genres; i++)
        if (str_eq(s->config.genre[i].id, id))
            return &s->config.genre[i];
    return NULL;
}

static const struct shelf *of(const struct site *s, const struct shelf *first,
                              size_t number)
{
    return first + number * s->config.n_languages;
}

static const struct shelf *of_year(const struct site *s, int64_t year)
{
    size_t number =
        year >= 0 && year < YEARS ? s->shelves->by_year[year] : 0;
    return number > 0 ? of(s, s->shelves->year, number - 1) : NULL;
}

static const struct shelf *named(const struct site *s, struct str kind,
                                 struct str id)
{
    const struct shelves *all = s->shelves;
    const struct topic *t = map_get(&s->by_topic, id);
    const struct district *d = site_district(s, id);
    const struct genre *g = genre_named(s, id);
    int64_t year;
    if (str_is(kind, "topic"))
        return t != NULL ? of(s, all->topic, t->index) : NULL;
    if (str_is(kind, "district"))
        return d != NULL ? of(s, all->district, d->index) : NULL;
    if (str_is(kind, "year"))
        return str_to_int(id, &year) ? of_year(s, year) : NULL;
    return str_is(kind, "genre") && g != NULL
               ? of(s, all->genre, (size_t)(g - s->config.genre))
               : NULL;
}

bool listing_named(const struct site *s, struct str name, struct listing *out)
{
    struct str kind, id;
    *out = listing_all(s);
    if (name.len == 0)
        return true;
    *out = (struct listing){.name = name};
    if (str_cut(name, ':', &kind, &id))
        out->in = named(s, kind, id);
    return out->in != NULL;
}

struct listing listing_all(const struct site *s)
{
    return (struct listing){.in = s->shelves->all};
}

struct listing listing_year(const struct site *s, struct arena *a,
                            const int *year)
{
    return (struct listing){of_year(s, *year),
                            arena_printf(a, "year:%d", *year)};
}

struct listing listing_topic(const struct site *s, struct arena *a,
                             const struct topic *t)
{
    return (struct listing){of(s, s->shelves->topic, t->index),
                            ARENA_JOIN(a, STR("topic:"), t->id)};
}

struct listing listing_genre(const struct site *s, struct arena *a,
                             const struct genre *g)
{
    return (struct listing){
        of(s, s->shelves->genre, (size_t)(g - s->config.genre)),
        ARENA_JOIN(a, STR("genre:"), g->id)};
}

struct listing listing_district(const struct site *s, struct arena *a,
                                const struct district *d)
{
    return (struct listing){of(s, s->shelves->district, d->index),
                            ARENA_JOIN(a, STR("district:"), d->code)};
}

size_t listing_slice(const struct listing *l, size_t lang, size_t from,
                     size_t max, const struct entry **out)
{
    const struct shelf *shelf = &l->in[lang];
    size_t n = from < shelf->n ? shelf->n - from : 0;
    if (n > max)
        n = max;
    for (size_t i = 0; i < n; i++)
        out[i] = shelf->entry[from + i];
    return n;
}

size_t listing_length(const struct listing *l, size_t lang)
{
    return l->in[lang].n;
}
