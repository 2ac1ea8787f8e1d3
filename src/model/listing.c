/* SPDX-License-Identifier: MIT */
#include "model/listing.h"

static const struct genre *genre_named(const struct site *s, struct str id)
{
    for (size_t i = 0; i < s->config.n_genres; i++)
        if (str_eq(s->config.genre[i].id, id))
            return &s->config.genre[i];
    return NULL;
}

static const int *year_named(const struct site *s, struct str text)
{
    int64_t year;
    for (size_t i = 0; str_to_int(text, &year) && i < s->n_years; i++)
        if (*s->year[i] == year)
            return s->year[i];
    return NULL;
}

bool listing_named(const struct site *s, struct str name, struct listing *out)
{
    struct str kind, id;
    if (name.len == 0) {
        *out = listing_all(s);
        return true;
    }
    if (!str_cut(name, ':', &kind, &id))
        return false;
    *out = (struct listing){.name = name};
    if (str_is(kind, "topic")) {
        const struct topic *t = map_get(&s->by_topic, id);
        if (t != NULL) {
            out->entry = t->brief;
            out->n = t->n_briefs;
        }
        return t != NULL;
    }
    if (str_is(kind, "district")) {
        const struct district *d = site_district(s, id);
        if (d != NULL) {
            out->entry = d->brief;
            out->n = d->n_briefs;
        }
        return d != NULL;
    }
    out->entry = s->article;
    out->n = s->n_articles;
    if (str_is(kind, "year"))
        return (out->year = year_named(s, id)) != NULL;
    return str_is(kind, "genre") &&
           (out->genre = genre_named(s, id)) != NULL;
}

struct listing listing_all(const struct site *s)
{
    return (struct listing){.entry = s->article, .n = s->n_articles};
}

struct listing listing_year(const struct site *s, struct arena *a,
                            const int *year)
{
    struct listing l = listing_all(s);
    l.year = year;
    l.name = arena_printf(a, "year:%d", *year);
    return l;
}

struct listing listing_topic(struct arena *a, const struct topic *t)
{
    return (struct listing){
        .entry = t->brief,
        .n = t->n_briefs,
        .name = arena_printf(a, "topic:" STR_FMT, STR_ARG(t->id))};
}

struct listing listing_genre(const struct site *s, struct arena *a,
                             const struct genre *g)
{
    struct listing l = listing_all(s);
    l.genre = g;
    l.name = arena_printf(a, "genre:" STR_FMT, STR_ARG(g->id));
    return l;
}

struct listing listing_district(struct arena *a, const struct district *d)
{
    return (struct listing){
        .entry = d->brief,
        .n = d->n_briefs,
        .name = arena_printf(a, "district:" STR_FMT, STR_ARG(d->code))};
}

static bool shows(const struct site *s, const struct listing *l, size_t lang,
                  const struct entry *e)
{
    return (l->year == NULL || e->year == *l->year) &&
           (l->genre == NULL || e->genre == l->genre) &&
           entry_shown(s, e, lang);
}

size_t listing_slice(const struct site *s, const struct listing *l, size_t lang,
                     size_t from, size_t max, const struct entry **out)
{
    size_t seen = 0, n = 0;
    for (size_t i = 0; i < l->n && n < max; i++)
        if (shows(s, l, lang, l->entry[i]) && seen++ >= from)
            out[n++] = l->entry[i];
    return n;
}

size_t listing_length(const struct site *s, const struct listing *l,
                      size_t lang)
{
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++)
        n += shows(s, l, lang, l->entry[i]);
    return n;
}
