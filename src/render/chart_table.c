/* SPDX-License-Identifier: MIT */
#include "render/chart.h"

#include <stdlib.h>

/* The cells of a chart as a table. One dimension makes the columns, the others
 * the rows: the choice with the least room, or one value in each row where that
 * would leave mostly holes. */

struct entry_key {
    const struct chart_series *series;
    const struct cell *cell;
    size_t at[N_DIMS];
    unsigned column; /* the dimension that is left out of the row */
};

/* Wide tables scroll, indicators have long names, and single values in rows
 * repeat what they are of. */
enum { WIDE = 6, WIDE_COST = 3, NAME_COST = 2, LONG_COST = 3 };

static struct entry_key *list_keys(struct render *r, const struct chart *c)
{
    struct entry_key *keys =
        arena_array(&r->scratch, c->n_cells, struct entry_key);
    size_t n = 0;
    for (size_t i = 0; i < c->n_series; i++)
        for (size_t k = 0; k < c->series[i].n; k++) {
            struct entry_key *e = &keys[n++];
            e->series = &c->series[i];
            e->cell = c->series[i].cell[k];
            memcpy(e->at, c->series[i].key, sizeof e->at);
            e->at[DIM_PERIOD] = chart_period_key(c, e->cell->period);
        }
    return keys;
}

static int compare_rows(const struct entry_key *x, const struct entry_key *y)
{
    for (unsigned i = 0; i < N_DIMS; i++)
        if (i != x->column && x->at[i] != y->at[i])
            return x->at[i] < y->at[i] ? -1 : 1;
    return 0;
}

static int by_row(const void *a, const void *b)
{
    const struct entry_key *x = a, *y = b;
    int by = compare_rows(x, y);
    if (by == 0 && x->column < N_DIMS)
        by = (x->at[x->column] > y->at[x->column]) -
             (x->at[x->column] < y->at[x->column]);
    return by;
}

/* Sorts for rows without this dimension; N_DIMS: one row for each cell. Returns
 * the number of rows. */
static size_t arrange(const struct chart *c, struct entry_key *keys,
                      unsigned column)
{
    size_t n = 1;
    for (size_t i = 0; i < c->n_cells; i++)
        keys[i].column = column;
    qsort(keys, c->n_cells, sizeof *keys, by_row);
    for (size_t i = 1; i < c->n_cells; i++)
        n += compare_rows(&keys[i - 1], &keys[i]) != 0;
    return n;
}

static unsigned choose_column(const struct chart *c, struct entry_key *keys)
{
    static const unsigned order[] = {DIM_PERIOD, DIM_INDICATOR, DIM_DISTRICT,
                                     DIM_GROUP};
    unsigned best = N_DIMS;
    size_t least = c->n_cells * LONG_COST;
    for (size_t i = 0; i < N_DIMS; i++) {
        size_t cols = c->n[order[i]];
        if (cols < 2)
            continue;
        size_t cost = arrange(c, keys, order[i]) * (cols + 1) +
                      (cols > WIDE ? cols * WIDE_COST : 0) +
                      (order[i] == DIM_INDICATOR ? cols * NAME_COST : 0);
        if (cost < least) {
            least = cost;
            best = order[i];
        }
    }
    return best;
}

static struct str dim_word(struct render *r, unsigned dim)
{
    static const char *const keys[] = {
        [DIM_INDICATOR] = "indicator",
        [DIM_DISTRICT] = "place",
        [DIM_GROUP] = "chart_group",
        [DIM_PERIOD] = "period",
    };
    return render_word(r, keys[dim]);
}

static struct grid_head row_head(struct render *r, const struct chart *c,
                                 const struct entry_key *e, unsigned dims)
{
    struct grid_head head = {0};
    head.title = chart_names(r, e->series, e->cell, dims);
    if (dims == 1u << DIM_DISTRICT)
        head.href = render_link(r, PAGE_DISTRICT, e->series->district);
    if (c->n[DIM_INDICATOR] > 1 && (dims >> DIM_INDICATOR & 1) != 0 &&
        chart_common_unit(c) == NULL)
        head.note = chart_unit(r, e->series->indicator->unit);
    return head;
}

static void fill_heads(struct render *r, const struct chart *c,
                       const struct entry_key *keys, unsigned column,
                       struct grid *g)
{
    if (column == N_DIMS) {
        g->col[0].title = render_word(r, "value");
        return;
    }
    for (size_t i = 0; i < c->n_cells; i++) {
        struct grid_head *head = &g->col[keys[i].at[column]];
        if (head->title.len > 0)
            continue;
        head->title =
            chart_name(r, keys[i].series, keys[i].cell, (enum chart_dim)column);
        if (column == DIM_INDICATOR && chart_common_unit(c) == NULL)
            head->note = chart_unit(r, keys[i].series->indicator->unit);
    }
}

struct grid chart_grid(struct render *r, const struct chart *c,
                       struct str caption)
{
    struct entry_key *keys = list_keys(r, c);
    unsigned column = choose_column(c, keys), dims = chart_dims(c);
    size_t n_rows = arrange(c, keys, column), row = 0;
    struct grid g = grid_new(r, n_rows, column < N_DIMS ? c->n[column] : 1);
    if (column < N_DIMS)
        dims &= ~(1u << column);
    if (dims == 0)
        dims = 1u << (column == DIM_INDICATOR ? DIM_DISTRICT : DIM_INDICATOR);
    g.caption = caption;
    g.note = chart_unit(r, chart_common_unit(c));
    unsigned corner = 0;
    while ((dims >> corner & 1) == 0)
        corner++;
    g.corner = dim_word(r, corner);
    for (size_t i = 0; i < c->n_cells; i++) {
        const struct entry_key *e = &keys[i];
        if (i > 0 && compare_rows(&keys[i - 1], e) != 0)
            row++;
        if (g.row[row].title.len == 0)
            g.row[row] = row_head(r, c, e, dims);
        g.at[row * g.n_cols + (column < N_DIMS ? e->at[column] : 0)] = e->cell;
    }
    fill_heads(r, c, keys, column, &g);
    return g;
}
