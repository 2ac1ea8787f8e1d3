/* SPDX-License-Identifier: MIT */
#include "render/chart.h"

#include "render/chart_axis.h"
#include "render/figures.h"
#include "render/reads.h"

enum { WIDTH = 1200, HEIGHT = 240, INSET = 40, VALUES_MIN = 3 };

static bool is_shown(const struct cell *c, const struct cell *like)
{
    return c->has_value && c->status == STATUS_ACTUAL &&
           period_comparable(c->period, like->period);
}

struct track {
    struct series series;
    const struct cell *like, *first, *last;
    double low, high;
    size_t n;
};

static void measure(struct track *t)
{
    for (size_t i = 0; i < t->series.len; i++) {
        const struct cell *c = &t->series.first[i];
        if (!is_shown(c, t->like))
            continue;
        double value = cell_low(c);
        t->low = t->n == 0 || value < t->low ? value : t->low;
        t->high = t->n == 0 || value > t->high ? value : t->high;
        t->first = t->n == 0 ? c : t->first;
        t->last = c;
        t->n++;
    }
}

static struct str draw(struct render *r, struct dict *d, const struct track *t)
{
    struct buf b = {0};
    struct str x = {0}, y = {0}, out = {0};
    for (const struct cell *c = t->first; c <= t->last; c++) {
        if (!is_shown(c, t->like))
            continue;
        x = draw_length(r, axis_between(c->period.last, t->first->period.last,
                                        t->last->period.last, INSET / 10,
                                        (WIDTH - INSET) / 10) *
                               10);
        y = draw_length(r, axis_between(cell_low(c), t->low, t->high,
                                        HEIGHT - INSET, INSET));
        buf_printf(&b, "%c" STR_FMT " " STR_FMT, b.len > 0 ? 'L' : 'M',
                   STR_ARG(x), STR_ARG(y));
    }
    set(r, d, M_SPARK_LINE, buf_view(&b));
    set(r, d, M_SPARK_X, x);
    set(r, d, M_SPARK_Y, y);
    struct buf svg = {0};
    read_layout(r, "chart-spark.svg");
    if (templates_render(r->templates, "chart-spark.svg", r->lang, d, &svg))
        out = arena_copy(&r->scratch, str_trim(buf_view(&svg)));
    buf_release(&b);
    buf_release(&svg);
    return out;
}

struct str sparkline_html(struct render *r, const struct cell *c)
{
    struct track t = {.series = series_of(c), .like = c};
    if (!c->has_value || c->status != STATUS_ACTUAL ||
        c->period.last == INT32_MAX || c->period.kind == PERIOD_UNDATED)
        return (struct str){0};
    measure(&t);
    if (t.n < VALUES_MIN)
        return (struct str){0};
    return draw(r, dict_new(&r->scratch), &t);
}
