/* SPDX-License-Identifier: MIT */
#include "render/chart_line.h"

#include <assert.h>

#include "render/chart_axis.h"

/* Lines over time. Up to five series of one unit and of like size share a
 * panel; others get one of their own below, on the same time scale. A line is
 * broken where a period is missing. */

enum {
    HEIGHT = 1700,
    INSET = 90, /* between the edges and the first and last point */
    TICKS = 5
};

/* ---- time ---- */

/* All panels have the same scale. */
static void set_time(const struct panel *panels, size_t n, struct line_scale *t)
{
    bool any = false;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < panels[i].n_periods; k++) {
            double at = chart_time(panels[i].period[k]);
            t->first = !any || at < t->first ? at : t->first;
            t->last = !any || at > t->last ? at : t->last;
            any = true;
        }
}

long line_x(const struct line_scale *t, struct period p)
{
    return axis_between(chart_time(p), t->first, t->last, t->left + INSET,
                        t->right - INSET);
}

/* Room for words is taken, if there is any. */
static bool take(struct line_scale *t, long left, long right, long y)
{
    for (size_t i = 0; i < t->n_boxes; i++) {
        const struct line_box *b = &t->box[i];
        if (left < b->right && b->left < right &&
            (y > b->y ? y - b->y : b->y - y) < LABEL_LINE - 20)
            return false;
    }
    if (t->n_boxes == LINE_BOXES_MAX)
        return false;
    t->box[t->n_boxes++] = (struct line_box){left, right, y};
    return true;
}

bool line_label(struct drawing *g, struct line_scale *t, long x, long y,
                const char *kind, struct str text)
{
    long half = label_width(text) / 2 + 30;
    x = x + half > CHART_WIDTH ? CHART_WIDTH - half : x;
    if (y < t->bottom && x - half < t->left - 30)
        x = t->left - 30 + half;
    x = x < half ? half : x;
    if (!take(t, x - half, x + half, y))
        return false;
    draw_label(g, x, y, ANCHOR_MIDDLE, kind, text);
    return true;
}

/* Every `stride`-th period, counted from the last, has room for its name. */
static bool has_room(struct drawing *g, const struct line_scale *t,
                     const struct panel *p, size_t stride)
{
    long right = 2L * CHART_WIDTH;
    for (size_t i = p->n_periods;; i -= stride) {
        struct period period = p->period[i - 1];
        long half = label_width(period_short(g->r, period)) / 2;
        long x = line_x(t, period);
        x = x + half > CHART_WIDTH ? CHART_WIDTH - half : x;
        if (x + half + LABEL_SIZE / 2 > right)
            return false;
        right = x - half;
        if (i <= stride)
            return true;
    }
}

static void time_tick(struct drawing *g, struct line_scale *t, struct period p)
{
    long x = line_x(t, p);
    if (line_label(g, t, x, t->bottom + 60 + LABEL_LINE, "faint",
                   period_short(g->r, p)))
        draw_grid(g, x, t->bottom, x, t->bottom + 50, "faint");
}

static void time_axis(struct drawing *g, struct line_scale *t,
                      const struct panel *p)
{
    size_t stride = p->n_periods / LINE_BOXES_MAX + 1;
    while (stride < p->n_periods && !has_room(g, t, p, stride))
        stride++;
    for (size_t i = p->n_periods; i > 0; i -= stride < i ? stride : i)
        time_tick(g, t, p->period[i - 1]);
}

/* ---- values ---- */

static void value_axis(struct drawing *g, struct line_scale *t,
                       const struct unit *unit)
{
    struct str text[TICKS] = {{0}};
    struct decimal value;
    long width = 0;
    assert(t->axis.n > 1);
    for (unsigned i = 0; i < t->axis.n && i < TICKS; i++) {
        if (axis_tick(&t->axis, i, &value))
            text[i] = draw_tick(g, value, unit);
        long w = label_width(text[i]);
        width = w > width ? w : width;
    }
    t->left = width + 60;
    for (unsigned i = 0; i < t->axis.n && i < TICKS; i++) {
        long y =
            t->bottom - (t->bottom - t->top) * (long)i / (long)(t->axis.n - 1);
        bool zero = t->axis.first + (int64_t)i == 0;
        draw_grid(g, t->left, y, t->right, y, zero ? "faint" : "tick");
        draw_label(g, t->left - 60, y + 55, ANCHOR_END, "faint", text[i]);
    }
}

long line_y(const struct line_scale *t, double value)
{
    return axis_place(&t->axis, value, t->bottom, t->top);
}

/* ---- lines ---- */

static double usual_step(struct drawing *g, const struct chart_series *s)
{
    double *at = arena_array(&g->r->scratch, s->n * 2, double);
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        if (is_drawn(s->cell[i]))
            at[n++] = chart_time(s->cell[i]->period);
    return axis_usual_step(at, n, at + s->n);
}

static bool joins(const struct cell *a, const struct cell *b, double step)
{
    return chart_time(b->period) - chart_time(a->period) < step * 1.5 + 3;
}

/* The cell of the line before this one; NULL where a new line begins. */
static const struct cell *joined_to(const struct chart_series *s, size_t i,
                                    double step)
{
    const struct cell *c = s->cell[i];
    if (i == 0 || !is_drawn(s->cell[i - 1]) || !joins(s->cell[i - 1], c, step))
        return NULL;
    return s->cell[i - 1];
}

static void line_point(struct drawing *g, const struct line_scale *t,
                       const struct cell *c, struct str kind, bool first)
{
    draw_line(g, line_x(t, c->period),
              (line_y(t, cell_low(c)) + line_y(t, cell_high(c))) / 2, kind,
              first);
}

/* A value without neighbours has a dot, but no line. */
static void connect(struct drawing *g, const struct line_scale *t,
                    const struct chart_series *s, size_t colour)
{
    struct str kind =
        arena_printf(&g->r->scratch, "%s%s", draw_colour(colour),
                     cell_is_plan(s->cell[0]) ? " dash" : "");
    double step = usual_step(g, s);
    const struct cell *last = NULL; /* that the line has reached */
    for (size_t i = 0; i < s->n; i++) {
        const struct cell *c = s->cell[i];
        const struct cell *before =
            is_drawn(c) ? joined_to(s, i, step) : NULL;
        if (before == NULL)
            continue;
        if (before != last)
            line_point(g, t, before, kind, true);
        line_point(g, t, c, kind, false);
        last = c;
    }
}

static void draw_points(struct drawing *g, struct line_scale *t,
                        const struct chart_series *s, size_t colour)
{
    long gap = t->bottom - 100; /* where a missing value is marked */
    for (size_t i = 0; i < s->n; i++) {
        const struct cell *c = s->cell[i];
        long x = line_x(t, c->period);
        if (!c->has_value) {
            line_label(g, t, x, gap + 50, "faint", draw_value(g, c));
            continue;
        }
        long low = line_y(t, cell_low(c));
        long high = line_y(t, cell_high(c));
        gap = low;
        if (low != high) {
            draw_rule(g, x, low, x, high, draw_colour(colour), "3");
            draw_point(g, x, high, c, colour);
        }
        draw_point(g, x, low, c, colour);
    }
}

/* ---- panels ---- */

static void panel_title(struct drawing *g, const struct panel *p)
{
    const struct chart_series *s = &p->series[0];
    struct str name = {0}, unit = drawn_unit(g->r, s->indicator->unit);
    if (p->n == 1)
        name = line_name(g, s);
    if (chart_common_unit(g->chart) != NULL)
        unit = (struct str){0};
    g->y += LABEL_LINE * (long)draw_lines(g, 0, g->y + LABEL_SIZE, CHART_WIDTH,
                                          2, "head", name);
    g->y += LABEL_LINE * (long)draw_lines(g, 0, g->y + LABEL_SIZE, CHART_WIDTH,
                                          1, "faint", unit);
}

static void draw_panel(struct drawing *g, const struct panel *p,
                       struct line_scale *t, bool several)
{
    long width = p->n > 1 ? line_names_width(g, p) : 0;
    long height = line_names_height(g, p, width);
    if (several)
        panel_title(g, p);
    t->right = width > 0 ? CHART_WIDTH - width - 140 : CHART_WIDTH;
    t->top = g->y + LINE_TOP;
    t->bottom = t->top + (height > HEIGHT ? height : HEIGHT);
    t->n_boxes = 0;
    t->axis =
        axis_fit(p->low, p->high, p->low >= 0 && p->low < p->high / 2, TICKS);
    g->y = t->bottom + LABEL_LINE + 130;
    value_axis(g, t, p->series[0].indicator->unit);
    time_axis(g, t, p);
    for (size_t i = 0; i < p->n; i++)
        connect(g, t, &p->series[i], i);
    for (size_t i = 0; i < p->n; i++)
        draw_points(g, t, &p->series[i], i);
    if (p->n == 1)
        line_values(g, t, &p->series[0]);
    else
        line_names(g, t, p, width);
}

void draw_series(struct drawing *g)
{
    struct panel panels[CHART_PANELS_MAX];
    struct line_scale scale = {0};
    size_t n = chart_panels(g, panels);
    set_time(panels, n, &scale);
    for (size_t i = 0; i < n; i++) {
        g->y += i > 0 ? LABEL_LINE : 0;
        draw_panel(g, &panels[i], &scale, n > 1);
    }
}
