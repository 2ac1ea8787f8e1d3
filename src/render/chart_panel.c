/* SPDX-License-Identifier: MIT */
#include "render/chart_line.h"

#include <stdlib.h>

enum {
    LIKE_SIZE = 20,  /* largest values of one panel differ at most so much */
    CLASSES_MAX = 8, /* kinds of periods looked at in one series */
    LINE_FROM = 3    /* values */
};

double chart_time(struct period p)
{
    if (p.first == INT32_MIN)
        return p.last;
    if (p.last == INT32_MAX)
        return p.first;
    return ((double)p.first + (double)p.last) / 2;
}

/* Of periods that cannot be compared (years, school years, spans of years) the
 * most frequent are drawn, of two equally frequent ones the later. */
static const struct cell *model_of(const struct chart_series *s, size_t *count)
{
    const struct cell *model[CLASSES_MAX], *best = NULL;
    size_t n[CLASSES_MAX], n_classes = 0, most = 0;
    for (size_t i = s->n; i-- > 0;) {
        if (!is_drawn(s->cell[i]))
            continue;
        size_t k = 0;
        while (k < n_classes &&
               !period_comparable(model[k]->period, s->cell[i]->period))
            k++;
        if (k == CLASSES_MAX)
            continue;
        if (k == n_classes) {
            model[n_classes] = s->cell[i];
            n[n_classes++] = 0;
        }
        n[k]++;
    }
    for (size_t k = 0; k < n_classes; k++)
        if (n[k] > most) {
            most = n[k];
            best = model[k];
        }
    *count = most;
    return best;
}

bool chart_has_line(const struct chart *c)
{
    size_t n;
    for (size_t i = 0; i < c->n_series; i++)
        if (model_of(&c->series[i], &n) != NULL && n >= LINE_FROM)
            return true;
    return false;
}

/* The series with only the cells that are drawn or stand for a gap. */
static struct chart_series comparable(struct drawing *g,
                                      const struct chart_series *s)
{
    struct chart_series kept = *s;
    const struct cell **cell =
        arena_array(&g->r->scratch, s->n, const struct cell *);
    const struct cell *model = model_of(s, &kept.n);
    kept.n = 0;
    for (size_t i = 0; i < s->n && model != NULL; i++)
        if (s->cell[i]->period.kind != PERIOD_UNDATED &&
            period_comparable(model->period, s->cell[i]->period))
            cell[kept.n++] = s->cell[i];
    kept.cell = cell;
    g->n_left += s->n - kept.n;
    return kept;
}

static void extend(struct panel *p, const struct chart_series *s)
{
    for (size_t i = 0; i < s->n; i++) {
        if (!is_drawn(s->cell[i]))
            continue;
        double low = cell_low(s->cell[i]), high = cell_high(s->cell[i]);
        p->low = !p->any || low < p->low ? low : p->low;
        p->high = !p->any || high > p->high ? high : p->high;
        p->any = true;
    }
    p->size = -p->low > p->high ? -p->low : p->high;
}

static bool is_like(const struct panel *p, const struct panel *alone)
{
    if (p->n == CHART_SERIES_MAX ||
        p->series[0].indicator->unit != alone->series[0].indicator->unit)
        return false;
    return p->size <= alone->size * LIKE_SIZE &&
           alone->size <= p->size * LIKE_SIZE;
}

static int by_period(const void *a, const void *b)
{
    return period_compare(*(const struct period *)a, *(const struct period *)b);
}

static void list_periods(struct drawing *g, struct panel *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++)
        n += p->series[i].n;
    p->period = arena_array(&g->r->scratch, n, struct period);
    n = 0;
    for (size_t i = 0; i < p->n; i++)
        for (size_t k = 0; k < p->series[i].n; k++)
            p->period[n++] = p->series[i].cell[k]->period;
    qsort(p->period, n, sizeof *p->period, by_period);
    for (size_t i = 0; i < n; i++)
        if (p->n_periods == 0 ||
            !period_eq(p->period[p->n_periods - 1], p->period[i]))
            p->period[p->n_periods++] = p->period[i];
}

size_t chart_panels(struct drawing *g, struct panel *panels)
{
    const struct chart *c = g->chart;
    size_t n = 0;
    for (size_t i = 0; i < c->n_series; i++) {
        struct panel alone = {.series = {comparable(g, &c->series[i])}, .n = 1};
        extend(&alone, &alone.series[0]);
        if (!alone.any)
            continue;
        size_t k = 0;
        while (k < n && !is_like(&panels[k], &alone))
            k++;
        if (k == CHART_PANELS_MAX) {
            g->n_left += alone.series[0].n;
        } else if (k == n) {
            panels[n++] = alone;
        } else {
            panels[k].series[panels[k].n++] = alone.series[0];
            extend(&panels[k], &alone.series[0]);
        }
    }
    for (size_t i = 0; i < n; i++)
        list_periods(g, &panels[i]);
    return n;
}
