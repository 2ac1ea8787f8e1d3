/* SPDX-License-Identifier: MIT */
#include "model/comparison.h"

#include <stdlib.h>

#include "model/statistics.h"

static int by_time(const void *a, const void *b)
{
    const struct period *x = a, *y = b;
    return period_compare(*x, *y);
}

/* PERIOD_NONE when no two peers have figures for one time. */
static struct period common_period(const struct site *s, struct arena *a,
                                   const struct comparison *c,
                                   const struct indicator *n)
{
    vec_of(struct period) all = {0};
    for (size_t i = 1; i < c->n_rows; i++) {
        const struct cell *latest = cell_find(
            s, &(struct cell_key){.district = c->row[i], .indicator = n});
        if (latest == NULL)
            continue;
        struct series series = series_of(latest);
        for (size_t k = 0; k < series.len; k++)
            if (series.first[k].has_value)
                *vec_push(a, &all) = series.first[k].period;
    }
    struct period best = {0};
    size_t most = 0;
    if (all.len > 1)
        qsort(all.at, all.len, sizeof *all.at, by_time);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0, end; i < all.len; i = end) {
            for (end = i; end < all.len && period_eq(all.at[end], all.at[i]);)
                end++;
            if (pass == 0 && end - i > most)
                most = end - i;
            if (pass == 1 && end - i >= 2 && (end - i) * 2 >= most)
                best = all.at[i];
        }
    return best;
}

static bool fill_column(const struct site *s, struct arena *a,
                        const struct comparison *c, const struct indicator *n,
                        struct compared *out)
{
    struct cell_key key = {.indicator = n,
                           .period = common_period(s, a, c, n)};
    if (key.period.kind == PERIOD_NONE)
        return false;
    *out = (struct compared){.indicator = n};
    out->at = arena_array(a, c->n_rows, const struct cell *);
    for (size_t i = 0; i < c->n_rows; i++) {
        key.district = c->row[i];
        const struct cell *cell = cell_find(s, &key);
        if (cell == NULL || !cell->has_value)
            continue;
        out->at[i] = cell;
        out->n += i > 0;
        if (out->first == NULL)
            out->first = cell;
    }
    return out->n >= 2;
}

size_t comparison_topic(const struct site *s, struct arena *a,
                        const struct comparison *c, const struct topic *topic,
                        struct compared out[COMPARED_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < topic->n_indicators && n < COMPARED_MAX; i++)
        n += fill_column(s, a, c, topic->indicator[i], &out[n]);
    return n;
}

void comparison_rows(struct arena *a, const struct district *parent,
                     struct comparison *out)
{
    out->row = arena_array(a, parent->n_children + 1, const struct district *);
    out->n_rows = 0;
    out->row[out->n_rows++] = parent;
    for (size_t i = 0; i < parent->n_children; i++)
        if (parent->child[i]->n_cells > 0)
            out->row[out->n_rows++] = parent->child[i];
}

/* ---- pages ---- */

/* So few figures that one page holds them, whatever the data are. */
static bool fits(const struct site *s, const struct comparison *c)
{
    size_t columns = 0;
    for (size_t i = 0; i < s->n_topics; i++)
        columns += s->topic[i]->n_indicators < COMPARED_MAX
                       ? s->topic[i]->n_indicators
                       : COMPARED_MAX;
    return columns * c->n_rows + s->n_topics * COMPARED_CHART <=
           COMPARED_ON_PAGE;
}

struct page_cut {
    unsigned page;
    size_t used;
};

/* Takes the next topic; true when it begins a page. */
static bool next_topic(struct page_cut *cut, const struct site *s,
                       struct arena *a, const struct comparison *c,
                       const struct topic *topic)
{
    struct compared column[COMPARED_MAX];
    size_t n = comparison_topic(s, a, c, topic, column);
    size_t size = n == 0 ? 0 : n * c->n_rows + COMPARED_CHART;
    bool new = cut->used > 0 && cut->used + size > COMPARED_ON_PAGE;
    if (new) {
        cut->page++;
        cut->used = 0;
    }
    cut->used += size;
    return new;
}

unsigned comparison_pages(const struct site *s, struct arena *a,
                          const struct comparison *c)
{
    struct page_cut cut = {.page = 1};
    for (size_t i = 0; i < s->n_topics && !fits(s, c); i++)
        (void)next_topic(&cut, s, a, c, s->topic[i]);
    return cut.page;
}

struct slice comparison_topics(const struct site *s, struct arena *a,
                               const struct comparison *c, unsigned page)
{
    struct page_cut cut = {.page = 1};
    struct slice topics = {0, s->n_topics};
    for (size_t i = 0; i < s->n_topics && !fits(s, c); i++) {
        if (!next_topic(&cut, s, a, c, s->topic[i]))
            continue;
        if (cut.page == page)
            topics.from = i;
        if (cut.page == page + 1)
            topics.to = i;
    }
    return topics;
}
