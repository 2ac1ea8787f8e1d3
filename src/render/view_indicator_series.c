/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "render/compare.h"
#include "render/figures.h"
#include "render/grid.h"
#include "render/view_indicator.h"

enum {
    CELLS_MAX = 300,  /* of all tables; provinces are shown whole */
    ROWS_WHOLE = 40,
    ROWS_MIN = 10,
    ROWS_MAX = 60,
    ROWS_PART = 4, /* a table of fewer than one row in four shows nothing */
    COLUMNS_MAX = 12, /* the latest */
    LINES_MAX = 5,
    BARS_MAX = CHART_DISTRICTS_MAX
};

/* ---- charts ---- */

static size_t count_values(const struct place *place)
{
    size_t n = 0;
    for (size_t k = 0; k < place->len; k++)
        n += place->cell[k]->has_value &&
             period_comparable(place->cell[k]->period, place->latest->period);
    return n;
}

static bool has_series(const struct indicator_page *p, const struct place *x)
{
    return x->group == p->ranking->group && x->latest != NULL &&
           count_values(x) >= 3;
}

/* The series of the highest level that has one; none where they are too many
 * for a drawing, since no place stands for the others. */
static void chart_of_series(struct indicator_page *p)
{
    const struct place *best = NULL;
    struct selection s = {.indicator = {p->n},
                          .n_indicators = 1,
                          .group = p->ranking->group,
                          .type = CHART_LINE};
    for (size_t i = 0; i < p->places.len; i++)
        if (has_series(p, &p->places.at[i]) &&
            (best == NULL || p->places.at[i].tier < best->tier))
            best = &p->places.at[i];
    for (size_t i = 0; best != NULL && i < p->places.len; i++) {
        const struct place *x = &p->places.at[i];
        if (x->tier != best->tier || !has_series(p, x))
            continue;
        if (s.n_districts == LINES_MAX)
            return;
        s.district[s.n_districts++] = x->latest->district;
    }
    if (best != NULL)
        (void)add_chart_item(p->r->dict, M_INDICATOR_CHARTS,
                             chart_html(p->r, &s, (struct str){0}));
}

/* Bars for a few, above the ranking that has the same figures; of many, how
 * they are spread. */
static void chart_of_ranking(struct indicator_page *p)
{
    const struct ranking *all = p->ranking;
    if (all->len < 2 || all->period.kind == PERIOD_NONE)
        return;
    if (all->len > BARS_MAX) {
        (void)add_chart_item(p->r->dict, M_INDICATOR_CHARTS,
                             histogram_html(p->r, all));
        return;
    }
    struct selection s = {.indicator = {p->n},
                          .n_indicators = 1,
                          .period = all->period,
                          .group = p->ranking->group,
                          .type = CHART_BAR};
    for (size_t i = 0; i < all->len; i++)
        s.district[s.n_districts++] = all->at[i].cell->district;
    (void)add_chart_item(p->r->dict, M_INDICATOR_CHARTS,
                         chart_alone_html(p->r, &s));
}

void indicator_charts(struct indicator_page *p)
{
    chart_of_series(p);
    chart_of_ranking(p);
}

/* ---- tables ---- */

static int by_time(const void *a, const void *b)
{
    const struct period *x = a, *y = b;
    return period_compare(*x, *y);
}

struct periods {
    struct period *at;
    size_t len, cap;
};

/* The latest COLUMNS_MAX of them; `total`: how many there are. */
static struct periods columns_of(struct indicator_page *p, enum tier tier,
                                 size_t *total)
{
    struct periods all = {0};
    size_t n = 0;
    for (size_t i = 0; i < p->places.len; i++)
        for (size_t k = 0; p->places.at[i].tier == tier && k < p->places.at[i].len; k++)
            *vec_push(&p->r->scratch, &all) = p->places.at[i].cell[k]->period;
    if (all.len > 1)
        qsort(all.at, all.len, sizeof *all.at, by_time);
    for (size_t i = 0; i < all.len; i++)
        if (n == 0 || !period_eq(all.at[n - 1], all.at[i]))
            all.at[n++] = all.at[i];
        else
            all.at[n - 1].inferred &= all.at[i].inferred;
    size_t cut = n > COLUMNS_MAX ? n - COLUMNS_MAX : 0;
    all.at += cut;
    all.len = n - cut;
    *total = n;
    return all;
}

/* `cells` is what the tables above have left. */
static size_t rows_shown(enum tier tier, size_t rows, size_t columns,
                         size_t cells)
{
    size_t max = columns > 0 ? cells / columns : 0;
    if (tier <= TIER_PROVINCE && max < ROWS_WHOLE)
        max = ROWS_WHOLE;
    if (max < ROWS_MIN)
        max = ROWS_MIN;
    if (max > ROWS_MAX)
        max = ROWS_MAX;
    return rows < max ? rows : max;
}

static void fill_row(struct render *r, struct grid *g, size_t row,
                     const struct place *place, const struct periods *columns)
{
    const struct district *d = place->cell[0]->district;
    g->row[row] = (struct grid_head){.title = render_text(r, &d->name),
                                     .href = render_link(r, PAGE_DISTRICT, d)};
    const struct str notes[] = {
        d->parent != NULL && place->tier != TIER_PROVINCE
            ? render_text(r, &d->parent->name)
            : (struct str){0},
        cell_group(r, place->cell[0])};
    g->row[row].note = joined_by(r, "detail_join", notes, 2);
    for (size_t k = 0, at = 0; k < place->len; k++) {
        struct period p = place->cell[k]->period;
        while (at < columns->len && period_compare(columns->at[at], p) < 0)
            at++;
        if (at < columns->len && period_eq(columns->at[at], p))
            g->at[row * g->n_cols + at] = place->cell[k];
    }
}

/* What the table leaves out. */
static struct str grid_cut(struct render *r, size_t shown, size_t rows,
                           size_t columns, size_t periods)
{
    const struct str cuts[] = {
        shown < rows
            ? RENDER_FILL(r, "list_cut", {"n", render_number(r, rows)},
                          {"shown", render_number(r, shown)})
            : (struct str){0},
        columns < periods
            ? RENDER_FILL(r, "periods_cut", {"n", render_number(r, periods)},
                          {"shown", render_number(r, columns)})
            : (struct str){0}};
    return joined_by(r, "sentence_join", cuts, 2);
}

/* False when too few of the level's districts would be shown. */
static bool show_tier(struct indicator_page *p, enum tier tier, size_t n_rows,
                      size_t *cells)
{
    struct render *r = p->r;
    size_t n_periods;
    struct periods columns = columns_of(p, tier, &n_periods);
    const struct figure f = {.unit = p->n->unit};
    size_t shown = rows_shown(tier, n_rows, columns.len, *cells), row = 0;
    size_t used = shown * columns.len;
    if (shown * ROWS_PART < n_rows)
        return false;
    struct grid g = grid_new(r, shown, columns.len);
    g.caption = RENDER_FILL(r, "table_of",
                            {"indicator", render_text(r, &p->n->name)},
                            {"places", tier_word(r, tier)});
    g.note =
        RENDER_FILL(r, "table_unit", {"unit", figure_unit_word(&f, r->words)});
    g.cut = grid_cut(r, shown, n_rows, columns.len, n_periods);
    g.csv = render_link(r, PAGE_DATA_INDICATOR_CSV, p->n);
    g.corner = render_word(r, "place");
    for (size_t k = 0; k < columns.len; k++)
        g.col[k].title = period_short(r, columns.at[k]);
    for (size_t i = 0; i < p->places.len && row < shown; i++)
        if (p->places.at[i].tier == tier)
            fill_row(r, &g, row++, &p->places.at[i], &columns);
    add_grid(r, r->dict, M_INDICATOR_SERIES, &g);
    *cells -= used < *cells ? used : *cells;
    return true;
}

void indicator_series(struct indicator_page *p)
{
    struct render *r = p->r;
    size_t rows[N_TIERS] = {0}, cells = CELLS_MAX, n_left = 0;
    struct str left[N_TIERS];
    for (size_t i = 0; i < p->places.len; i++)
        rows[p->places.at[i].tier]++;
    for (int t = 0; t < N_TIERS; t++)
        if (rows[t] > 0 && !show_tier(p, (enum tier)t, rows[t], &cells))
            left[n_left++] = tier_word(r, (enum tier)t);
    if (n_left > 0)
        set(r, r->dict, M_SERIES_NOTE,
            RENDER_FILL(r, "series_in_download",
                        {"levels", render_list(r, left, n_left)}));
    if (p->places.len == 0)
        return;
    dict_show(r->dict, M_SERIES_SHOWN);
    add_toc(r, render_word(r, "series"), STR("series"));
}
