/* SPDX-License-Identifier: MIT */
#include "model/comparison.h"

#include "base/parallel.h"
#include "model/period_tally.h"
#include "model/statistics.h"

/* The latest time that two peers at least have figures for, and half as many as
 * any time has; PERIOD_NONE: there is none. */
static struct period common_period(struct arena *a, const struct series *row,
                                   size_t n_rows)
{
    struct period_tally all = {0};
    for (size_t i = 1; i < n_rows; i++)
        for (size_t k = 0; k < row[i].len; k++)
            if (row[i].first[k].has_value)
                period_tally_add(&all, a, row[i].first[k].period);
    period_tally_end(&all);
    struct period best = {0};
    size_t most = 0;
    for (size_t i = 0; i < all.len; i++)
        if (all.at[i].n > most)
            most = all.at[i].n;
    for (size_t i = 0; i < all.len; i++)
        if (all.at[i].n >= 2 && all.at[i].n * 2 >= most)
            best = all.at[i].period;
    return best;
}

static const struct cell *cell_at(const struct series *row, struct period p)
{
    for (size_t k = row->len; k-- > 0;)
        if (period_eq(row->first[k].period, p))
            return row->first[k].has_value ? &row->first[k] : NULL;
    return NULL;
}

static bool fill_column(const struct site *s, struct arena *a,
                        const struct comparison *c, const struct indicator *n,
                        struct compared *out)
{
    struct series *row = arena_array(a, c->n_rows, struct series);
    for (size_t i = 0; i < c->n_rows; i++)
        row[i] = series_find(s, c->row[i], n);
    const struct period period = common_period(a, row, c->n_rows);
    if (period.kind == PERIOD_NONE)
        return false;
    *out = (struct compared){.indicator = n};
    out->at = arena_array(a, c->n_rows, const struct cell *);
    for (size_t i = 0; i < c->n_rows; i++) {
        const struct cell *cell = cell_at(&row[i], period);
        if (cell == NULL)
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

struct counting {
    const struct site *s;
    unsigned *pages;
    struct arena scratch[PARALLEL_MAX];
};

static void count_one(void *ctx, size_t worker, size_t i)
{
    struct counting *g = ctx;
    struct arena *a = &g->scratch[worker];
    struct comparison all;
    if (g->s->district[i]->n_children < 2)
        return;
    comparison_rows(a, g->s->district[i], &all);
    if (all.n_rows > 2)
        g->pages[i] = comparison_pages(g->s, a, &all);
    arena_reset(a);
}

unsigned *comparison_counts(const struct site *s, struct arena *a)
{
    struct arena scratch = {0};
    struct counting *g = arena_new(&scratch, struct counting);
    g->s = s;
    g->pages = arena_array(a, s->n_districts + 1, unsigned);
    parallel_for(s->n_districts, s->options->threads, count_one, g);
    for (size_t i = 0; i < PARALLEL_MAX; i++)
        arena_release(&g->scratch[i]);
    unsigned *pages = g->pages;
    arena_release(&scratch);
    return pages;
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
