/* SPDX-License-Identifier: MIT */
#include "render/chart.h"

#include <stdlib.h>

#include "render/figures.h"
#include "render/reads.h"

/* The first cell of a district that is not of an indicator before this one. */
static size_t first_of(const struct district *d, const struct indicator *n)
{
    size_t at = 0, len = d->n_cells;
    while (len > 0) {
        size_t half = len / 2;
        if (d->cell[at + half].indicator->index < n->index) {
            at += half + 1;
            len -= half + 1;
        } else
            len = half;
    }
    return at;
}

static bool selected(const struct selection *s, const struct cell *c)
{
    return !cell_is_broken(c) && cell_is_plan(c) == s->plan &&
           (s->group == 0 || c->group == s->group) &&
           (s->period.kind == PERIOD_NONE || period_eq(s->period, c->period));
}

struct list {
    vec_of(struct chart_series) series;
    vec_of(const struct cell *) cell; /* of all series, one after another */
};

static void add_cells(struct render *r, const struct selection *s,
                      const struct district *d, const struct indicator *n,
                      struct list *list)
{
    read_series(r, d, n);
    for (size_t i = first_of(d, n); i < d->n_cells; i++) {
        const struct cell *c = &d->cell[i];
        if (c->indicator != n)
            break;
        if (!selected(s, c))
            continue;
        struct chart_series *last = list->series.len > 0
                                        ? &list->series.at[list->series.len - 1]
                                        : NULL;
        if (last == NULL || last->district != d || last->indicator != n ||
            last->group != c->group) {
            last = vec_push(&r->scratch, &list->series);
            last->district = d;
            last->indicator = n;
            last->group = c->group;
        }
        *vec_push(&r->scratch, &list->cell) = c;
        last->n++;
    }
}

static int by_period(const void *a, const void *b)
{
    return period_compare(*(const struct period *)a, *(const struct period *)b);
}

static void list_periods(struct render *r, const struct list *list,
                         struct chart *out)
{
    size_t n = list->cell.len, kept = 0;
    struct period *p = arena_array(&r->scratch, n + 1, struct period);
    for (size_t i = 0; i < n; i++)
        p[i] = list->cell.at[i]->period;
    qsort(p, n, sizeof *p, by_period);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || !period_eq(p[kept - 1], p[i]))
            p[kept++] = p[i];
    out->period = p;
    out->n[DIM_PERIOD] = kept;
}

static size_t number_indicator(struct chart *c, const struct indicator *what)
{
    size_t *n = &c->n[DIM_INDICATOR], i = 0;
    while (i < *n && c->indicator[i] != what)
        i++;
    if (i == *n)
        c->indicator[(*n)++] = what;
    return i;
}

/* Series come by indicator, so that districts are numbered in the order of the
 * selection by asking for each in turn. */
static void number_districts(struct chart *c, const struct selection *s)
{
    size_t *n = &c->n[DIM_DISTRICT];
    for (size_t i = 0; i < s->n_districts; i++) {
        bool found = false;
        for (size_t k = 0; k < c->n_series; k++)
            if (c->series[k].district == s->district[i]) {
                c->series[k].key[DIM_DISTRICT] = *n;
                found = true;
            }
        if (found)
            c->district[(*n)++] = s->district[i];
    }
}

/* Cells of no group, then groups in their file order. */
static void number_groups(struct render *r, struct chart *c)
{
    size_t max = r->site->n_groups;
    bool *used = arena_array(&r->scratch, max + 1, bool);
    size_t *key = arena_array(&r->scratch, max + 1, size_t), n = 0;
    for (size_t i = 0; i < c->n_series; i++)
        used[c->series[i].group] = true;
    for (size_t i = 0; i <= max; i++) {
        key[i] = n;
        n += used[i];
    }
    for (size_t i = 0; i < c->n_series; i++)
        c->series[i].key[DIM_GROUP] = key[c->series[i].group];
    c->n[DIM_GROUP] = n;
}

static int by_key(const void *a, const void *b)
{
    const struct chart_series *x = a, *y = b;
    for (size_t i = 0; i < DIM_PERIOD; i++)
        if (x->key[i] != y->key[i])
            return x->key[i] < y->key[i] ? -1 : 1;
    return 0;
}

/* The series of no group stand before those of the same place with one. */
static void find_totals(struct chart *c)
{
    for (size_t i = 0; i + 1 < c->n_series; i++) {
        struct chart_series *s = &c->series[i];
        s->total = s->group == 0 && s[1].district == s->district &&
                   s[1].indicator == s->indicator;
    }
}

/* What is named twice counts once. */
static bool indicator_again(const struct selection *s, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (s->indicator[k] == s->indicator[i])
            return true;
    return false;
}

static bool district_again(const struct selection *s, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (s->district[k] == s->district[i])
            return true;
    return false;
}

static struct selection without_repeats(const struct selection *s)
{
    struct selection once = *s;
    once.n_indicators = once.n_districts = 0;
    for (size_t i = 0; i < s->n_indicators; i++)
        if (!indicator_again(s, i))
            once.indicator[once.n_indicators++] = s->indicator[i];
    for (size_t i = 0; i < s->n_districts; i++)
        if (!district_again(s, i))
            once.district[once.n_districts++] = s->district[i];
    return once;
}

bool chart_collect(struct render *r, const struct selection *asked,
                   struct chart *out)
{
    const struct selection s = without_repeats(asked);
    struct list list = {0};
    *out = (struct chart){0};
    for (size_t k = 0; k < s.n_indicators; k++)
        for (size_t i = 0; i < s.n_districts; i++)
            add_cells(r, &s, s.district[i], s.indicator[k], &list);
    out->series = list.series.at;
    out->n_series = list.series.len;
    out->n_cells = list.cell.len;
    list_periods(r, &list, out);
    for (size_t i = 0, at = 0; i < out->n_series; at += out->series[i++].n) {
        struct chart_series *t = &out->series[i];
        t->cell = &list.cell.at[at];
        t->key[DIM_INDICATOR] = number_indicator(out, t->indicator);
        out->over_time = out->over_time || t->n > 1;
    }
    number_districts(out, &s);
    number_groups(r, out);
    if (out->n_series > 1)
        qsort(out->series, out->n_series, sizeof *out->series, by_key);
    find_totals(out);
    return out->n_cells > 0;
}

size_t chart_period_key(const struct chart *c, struct period p)
{
    size_t at = 0, len = c->n[DIM_PERIOD];
    while (len > 1) {
        size_t half = len / 2;
        if (period_compare(c->period[at + half], p) <= 0) {
            at += half;
            len -= half;
        } else
            len = half;
    }
    return at;
}

unsigned chart_dims(const struct chart *c)
{
    unsigned dims = 0;
    for (unsigned i = 0; i < N_DIMS; i++)
        if (c->n[i] > 1)
            dims |= 1u << i;
    return dims;
}

/* Counts add up to a total, shares and averages do not. */
static struct str total_word(struct render *r, const struct indicator *n)
{
    bool adds = n->unit != NULL &&
                (n->unit->kind == UNIT_COUNT || n->unit->kind == UNIT_MONEY) &&
                n->measure != MEASURE_AVERAGE;
    return render_word(r, adds ? "chart_total" : "chart_overall");
}

struct str chart_name(struct render *r, const struct chart_series *s,
                      const struct cell *cell, enum chart_dim dim)
{
    switch (dim) {
    case DIM_INDICATOR: return render_text(r, &s->indicator->name);
    case DIM_DISTRICT: return render_text(r, &s->district->name);
    case DIM_GROUP:
        return s->group != 0 ? cell_group(r, s->cell[0])
               : s->total    ? total_word(r, s->indicator)
                             : (struct str){0};
    case DIM_PERIOD: return period_short(r, cell->period);
    case N_DIMS: break;
    }
    return (struct str){0};
}

struct str chart_names(struct render *r, const struct chart_series *s,
                       const struct cell *cell, unsigned dims)
{
    struct str parts[N_DIMS] = {{0}};
    for (unsigned i = 0; i < N_DIMS; i++)
        if ((dims >> i & 1) != 0)
            parts[i] = chart_name(r, s, cell, (enum chart_dim)i);
    return joined_by(r, "detail_join", parts, N_DIMS);
}

struct str chart_unit(struct render *r, const struct unit *unit)
{
    const struct figure f = {.unit = unit};
    if (unit == NULL)
        return (struct str){0};
    return RENDER_FILL(r, "table_unit",
                       {"unit", figure_unit_word(&f, r->words)});
}

struct str drawn_unit(struct render *r, const struct unit *unit)
{
    if (unit != NULL && unit->kind == UNIT_PERCENT)
        return (struct str){0};
    return chart_unit(r, unit);
}

const struct unit *chart_common_unit(const struct chart *c)
{
    const struct unit *unit = c->indicator[0]->unit;
    for (size_t i = 1; i < c->n[DIM_INDICATOR]; i++)
        if (c->indicator[i]->unit != unit)
            return NULL;
    return unit;
}
