/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/unicode.h"
#include "render/compare.h"
#include "render/figures.h"
#include "render/grid.h"
#include "render/view_indicator.h"

enum {
    RANKED_MIN = 5,  /* fewer are listed without ranks */
    LISTED_MAX = 60, /* rows of a list; the download has all */
    ROWS_MIN = 10,
    CELLS_MAX = 300, /* of a table of series */
    COLUMNS_MAX = 12, /* the latest */
    BARS_MAX = CHART_DISTRICTS_MAX
};

/* ---- what is ranked ---- */

struct ranked {
    const struct cell *cell;
    size_t rank; /* 0: none */
    struct str key; /* by name */
};

struct ranking {
    enum tier tier;
    struct period period; /* PERIOD_NONE: the latest of each district */
    struct ranked *at;    /* in order of values */
    size_t len;
};

static enum tier largest_tier(const struct indicator_page *p)
{
    enum tier best = TIER_NATION;
    for (int t = 0; t < N_TIERS; t++)
        if (p->of_tier[t] > p->of_tier[best])
            best = (enum tier)t;
    return best;
}

static bool is_ranked(const struct indicator_page *p, const struct place *place,
                      enum tier tier)
{
    return place->tier == tier && place->group == p->group;
}

static int by_time(const void *a, const void *b)
{
    const struct period *x = a, *y = b;
    return period_compare(*x, *y);
}

/* The latest period for which enough districts of the level have a value:
 * ranks need five, and at least half as many as any period has. */
static struct period period_of_ranking(const struct indicator_page *p,
                                       enum tier tier)
{
    vec_of(struct period) all = {0};
    for (size_t i = 0; i < p->n_places; i++)
        for (size_t k = 0; k < p->place[i].len; k++)
            if (is_ranked(p, &p->place[i], tier) &&
                p->place[i].cell[k]->has_value)
                *vec_push(&p->r->scratch, &all) = p->place[i].cell[k]->period;
    if (all.len == 0)
        return (struct period){0};
    qsort(all.at, all.len, sizeof *all.at, by_time);
    size_t most = 0, enough = RANKED_MIN;
    struct period latest = {0};
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0, end; i < all.len; i = end) {
            for (end = i; end < all.len && period_eq(all.at[end], all.at[i]);)
                end++;
            if (end - i > most)
                most = end - i;
            if (pass == 1 && end - i >= enough)
                latest = all.at[i];
        }
        if (most / 2 > enough)
            enough = most / 2;
    }
    return latest;
}

static const struct cell *cell_at(const struct place *place, struct period p)
{
    if (p.kind == PERIOD_NONE)
        return place->latest;
    for (size_t k = 0; k < place->len; k++)
        if (place->cell[k]->has_value &&
            period_eq(place->cell[k]->period, p))
            return place->cell[k];
    return NULL;
}

static int compare_values(const struct cell *a, const struct cell *b)
{
    int by = decimal_compare((struct decimal){a->coef, a->places},
                             (struct decimal){b->coef, b->places});
    return a->indicator->polarity == POLARITY_LOWER ? by : -by;
}

static int by_value(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    int by = compare_values(x->cell, y->cell);
    return by != 0 ? by : (x->cell > y->cell) - (x->cell < y->cell);
}

static int by_name(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    int by = str_compare(x->key, y->key);
    return by != 0 ? by : (x->cell > y->cell) - (x->cell < y->cell);
}

/* Equal values share a rank; ranges have none. */
static void number_ranks(struct ranking *all)
{
    size_t place = 0;
    const struct ranked *last = NULL;
    for (size_t i = 0; i < all->len; i++) {
        struct ranked *x = &all->at[i];
        if (x->cell->range)
            continue;
        place++;
        x->rank = last != NULL && compare_values(last->cell, x->cell) == 0
                      ? last->rank
                      : place;
        last = x;
    }
}

static struct ranking make_ranking(struct indicator_page *p)
{
    struct ranking all = {.tier = largest_tier(p)};
    all.period = period_of_ranking(p, all.tier);
    all.at = arena_array(&p->r->scratch, p->n_places, struct ranked);
    for (size_t i = 0; i < p->n_places; i++) {
        const struct cell *c = is_ranked(p, &p->place[i], all.tier)
                                   ? cell_at(&p->place[i], all.period)
                                   : NULL;
        if (c != NULL)
            all.at[all.len++].cell = c;
    }
    if (all.len > 1)
        qsort(all.at, all.len, sizeof *all.at, by_value);
    if (all.period.kind != PERIOD_NONE && p->n->polarity != POLARITY_NONE)
        number_ranks(&all);
    return all;
}

/* ---- charts ---- */

static size_t count_values(const struct place *place)
{
    size_t n = 0;
    for (size_t k = 0; k < place->len; k++)
        n += place->cell[k]->has_value &&
             period_comparable(place->cell[k]->period, place->latest->period);
    return n;
}

/* The series of the highest level that has one. */
static void chart_of_series(struct indicator_page *p)
{
    const struct place *best = NULL;
    for (size_t i = 0; i < p->n_places; i++) {
        const struct place *x = &p->place[i];
        if (x->group == p->group && x->latest != NULL &&
            count_values(x) >= 3 &&
            (best == NULL || x->tier < best->tier))
            best = x;
    }
    if (best == NULL)
        return;
    const struct selection s = {.district = {best->latest->district},
                                .n_districts = 1,
                                .indicator = {p->n},
                                .n_indicators = 1,
                                .group = p->group,
                                .type = CHART_LINE};
    (void)add_chart_item(p->r->dict, M_INDICATOR_CHARTS,
                         chart_html(p->r, &s, (struct str){0}));
}

static void chart_of_ranking(struct indicator_page *p,
                             const struct ranking *all)
{
    if (all->len < 2 || all->period.kind == PERIOD_NONE)
        return;
    struct selection s = {.indicator = {p->n},
                          .n_indicators = 1,
                          .period = all->period,
                          .group = p->group,
                          .type = CHART_BAR};
    for (size_t i = 0; i < all->len && i < BARS_MAX; i++)
        s.district[s.n_districts++] = all->at[i].cell->district;
    (void)add_chart_item(p->r->dict, M_INDICATOR_CHARTS,
                         chart_html(p->r, &s, (struct str){0}));
}

/* ---- its lists ---- */

static struct str key_of_name(struct render *r, const struct district *d)
{
    const struct config *c = &r->site->config;
    struct str tag = c->language[r->lang].tag;
    bool zh = numerals_of(tag) == NUMERALS_ZH;
    if (zh && d->sort_zh.len > 0)
        return d->sort_zh;
    return unicode_sort_key(&r->scratch, zh ? "zh" : "en",
                            render_text(r, &d->name));
}

static void add_ranked(struct render *r, enum marker list,
                       const struct ranked *x)
{
    const struct cell *c = x->cell;
    const struct figure_words w = figure_words_full(r, c);
    struct dict *d = dict_add(r->dict, list);
    if (x->rank > 0)
        set(r, d, M_RROW_RANK, render_number(r, x->rank));
    set(r, d, M_RROW_NAME, cell_place(r, c));
    set(r, d, M_RROW_URL, cell_href(r, c));
    if (c->district->parent != NULL)
        set(r, d, M_RROW_PARENT, render_text(r, &c->district->parent->name));
    set(r, d, M_RROW_BEFORE, w.before);
    set(r, d, M_RROW_NUMBER, w.number);
    set(r, d, M_RROW_AFTER, w.after);
    set(r, d, M_RROW_PERIOD, cell_period(r, c));
    add_mark(r, d, M_RROW_MARKS, cell_source(r->site, c));
}

static struct str note_of_ranking(struct indicator_page *p,
                                  const struct ranking *all, size_t shown)
{
    struct render *r = p->r;
    bool low = p->n->polarity == POLARITY_LOWER;
    const char *key = all->period.kind == PERIOD_NONE
                          ? (low ? "rank_note_latest_low" : "rank_note_latest")
                          : (low ? "rank_note_low" : "rank_note");
    const struct str parts[] = {
        p->group > 0 ? RENDER_FILL(r, "group_only",
                                   {"group", cell_group(r, all->at[0].cell)})
                     : (struct str){0},
        RENDER_FILL(r, key, {"level", tier_word(r, all->tier)},
                    {"period", period_words(&r->scratch, all->period,
                                            r->words)},
                    {"m", render_number(r, all->len)}),
        shown < all->len
            ? RENDER_FILL(r, "list_cut", {"n", render_number(r, all->len)},
                          {"shown", render_number(r, shown)})
            : (struct str){0}};
    return joined_by(r, "sentence_join", parts, 3);
}

void indicator_ranking(struct indicator_page *p)
{
    struct render *r = p->r;
    struct ranking all = make_ranking(p);
    chart_of_series(p);
    chart_of_ranking(p, &all);
    add_toc(r, render_word(r, "ranking"), STR("ranking"));
    if (all.len < 2)
        return;
    size_t shown = all.len < LISTED_MAX ? all.len : LISTED_MAX;
    for (size_t i = 0; i < shown; i++) {
        add_ranked(r, M_RANKING, &all.at[i]);
        all.at[i].key = key_of_name(r, all.at[i].cell->district);
    }
    qsort(all.at, shown, sizeof *all.at, by_name);
    for (size_t i = 0; i < shown; i++)
        add_ranked(r, M_RANKING_BY_NAME, &all.at[i]);
    set(r, r->dict, M_RANKING_NOTE, note_of_ranking(p, &all, shown));
}

/* ---- series ---- */

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
    for (size_t i = 0; i < p->n_places; i++)
        for (size_t k = 0; p->place[i].tier == tier && k < p->place[i].len; k++)
            *vec_push(&p->r->scratch, &all) = p->place[i].cell[k]->period;
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

static size_t rows_shown(size_t rows, size_t columns)
{
    size_t max = columns > 0 ? CELLS_MAX / columns : 0;
    if (max < ROWS_MIN)
        max = ROWS_MIN;
    if (max > LISTED_MAX)
        max = LISTED_MAX;
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

static void show_tier(struct indicator_page *p, enum tier tier, size_t n_rows)
{
    struct render *r = p->r;
    size_t n_periods;
    struct periods columns = columns_of(p, tier, &n_periods);
    size_t shown = rows_shown(n_rows, columns.len), row = 0;
    struct grid g = grid_new(r, shown, columns.len);
    const struct figure f = {.unit = p->n->unit};
    const struct str cuts[] = {
        shown < n_rows
            ? RENDER_FILL(r, "list_cut", {"n", render_number(r, n_rows)},
                          {"shown", render_number(r, shown)})
            : (struct str){0},
        columns.len < n_periods
            ? RENDER_FILL(r, "periods_cut", {"n", render_number(r, n_periods)},
                          {"shown", render_number(r, columns.len)})
            : (struct str){0}};
    g.caption = RENDER_FILL(r, "table_of",
                            {"indicator", render_text(r, &p->n->name)},
                            {"places", tier_word(r, tier)});
    g.note =
        RENDER_FILL(r, "table_unit", {"unit", figure_unit_word(&f, r->words)});
    g.cut = joined_by(r, "sentence_join", cuts, 2);
    g.corner = render_word(r, "place");
    g.csv = render_link(r, PAGE_DATA_INDICATOR_CSV, p->n);
    for (size_t k = 0; k < columns.len; k++)
        g.col[k].title = period_short(r, columns.at[k]);
    for (size_t i = 0; i < p->n_places && row < shown; i++)
        if (p->place[i].tier == tier)
            fill_row(r, &g, row++, &p->place[i], &columns);
    add_grid(r, r->dict, M_INDICATOR_SERIES, &g);
}

void indicator_series(struct indicator_page *p)
{
    size_t rows[N_TIERS] = {0};
    for (size_t i = 0; i < p->n_places; i++)
        rows[p->place[i].tier]++;
    for (int t = 0; t < N_TIERS; t++)
        if (rows[t] > 0)
            show_tier(p, (enum tier)t, rows[t]);
    if (p->n_places > 0)
        add_toc(p->r, render_word(p->r, "series"), STR("series"));
}
