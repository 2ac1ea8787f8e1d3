/* SPDX-License-Identifier: MIT */
#include "render/chart.h"

#include "base/buf.h"
#include "render/chart_axis.h"

/* Lines over time. Up to five series of one unit and of like size share a
 * panel; others get one of their own below, on the same time scale. A line is
 * broken where a period is missing and where periods cannot be compared. */

enum {
    HEIGHT = 1700,
    TOP = 240,     /* room for values above points */
    INSET = 90,    /* between the edges and the first and last point */
    NAME_MAX = 1250,
    TICKS = 5,
    LIKE_SIZE = 20, /* largest values of one panel differ at most so much */
    BOXES_MAX = 40
};

struct panel {
    const struct chart_series *series[CHART_SERIES_MAX];
    size_t n;
    double low, high, size; /* size: the largest value, without sign */
    bool any;
};

struct box {
    long left, right, y;
};

struct scale {
    double first, last; /* time */
    long left, right;
    struct axis axis;
    long top, bottom;
    struct box box[BOXES_MAX]; /* words at points */
    size_t n_boxes;
};

static bool has_time(const struct cell *c)
{
    return c->period.kind != PERIOD_UNDATED;
}

/* The middle of a period, or the end it has. */
static double time_of(struct period p)
{
    if (p.first == INT32_MIN)
        return p.last;
    if (p.last == INT32_MAX)
        return p.first;
    return ((double)p.first + (double)p.last) / 2;
}

static bool is_drawn(const struct cell *c)
{
    return c->has_value && has_time(c);
}

bool chart_has_line(const struct chart *c)
{
    for (size_t i = 0; i < c->n_series; i++) {
        const struct cell *last = NULL;
        size_t n = 0;
        for (size_t k = 0; k < c->series[i].n; k++) {
            const struct cell *now = c->series[i].cell[k];
            if (!is_drawn(now))
                continue;
            n = last != NULL && period_comparable(last->period, now->period)
                    ? n + 1
                    : 1;
            last = now;
            if (n >= 3)
                return true;
        }
    }
    return false;
}

/* ---- panels ---- */

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
        p->series[0]->indicator->unit != alone->series[0]->indicator->unit)
        return false;
    return p->size <= alone->size * LIKE_SIZE &&
           alone->size <= p->size * LIKE_SIZE;
}

static size_t make_panels(struct drawing *g, struct panel *panels)
{
    const struct chart *c = g->chart;
    size_t n = 0;
    for (size_t i = 0; i < c->n_series; i++) {
        struct panel alone = {.series = {&c->series[i]}, .n = 1};
        extend(&alone, &c->series[i]);
        if (!alone.any)
            continue;
        size_t k = 0;
        while (k < n && !is_like(&panels[k], &alone))
            k++;
        if (k == CHART_PANELS_MAX) {
            g->n_left += c->series[i].n;
        } else if (k == n) {
            panels[n++] = alone;
        } else {
            panels[k].series[panels[k].n++] = &c->series[i];
            extend(&panels[k], &c->series[i]);
        }
    }
    return n;
}

/* ---- time ---- */

static void set_time(const struct chart *c, struct scale *t)
{
    bool any = false;
    for (size_t i = 0; i < c->n[DIM_PERIOD]; i++) {
        if (c->period[i].kind == PERIOD_UNDATED)
            continue;
        double at = time_of(c->period[i]);
        t->first = !any || at < t->first ? at : t->first;
        t->last = !any || at > t->last ? at : t->last;
        any = true;
    }
}

static long place_time(const struct scale *t, struct period p)
{
    return axis_between(time_of(p), t->first, t->last, t->left + INSET,
                        t->right - INSET);
}

/* Room for words is taken, if there is any. */
static bool take(struct scale *t, long left, long right, long y)
{
    for (size_t i = 0; i < t->n_boxes; i++) {
        const struct box *b = &t->box[i];
        if (left < b->right && b->left < right &&
            (y > b->y ? y - b->y : b->y - y) < LABEL_LINE - 20)
            return false;
    }
    if (t->n_boxes == BOXES_MAX)
        return false;
    t->box[t->n_boxes++] = (struct box){left, right, y};
    return true;
}

static bool take_label(struct drawing *g, struct scale *t, long x, long y,
                       const char *kind, struct str text, long right)
{
    long half = label_width(text) / 2 + 30;
    x = x + half > right ? right - half : x;
    x = x < half ? half : x;
    if (!take(t, x - half, x + half, y))
        return false;
    draw_label(g, x, y, ANCHOR_MIDDLE, kind, text);
    return true;
}

static void time_tick(struct drawing *g, struct scale *t, size_t i)
{
    struct period p = g->chart->period[i];
    if (p.kind == PERIOD_UNDATED)
        return;
    long x = place_time(t, p);
    if (take_label(g, t, x, t->bottom + 60 + LABEL_LINE, "faint",
                   period_short(g->r, p), CHART_WIDTH))
        draw_rule(g, x, t->bottom, x, t->bottom + 50, "axis", "1");
}

/* The last and the first are named, of the others those that have room. */
static void time_axis(struct drawing *g, struct scale *t)
{
    size_t n = g->chart->n[DIM_PERIOD], stride = n / 12 + 1;
    time_tick(g, t, n - 1);
    time_tick(g, t, 0);
    for (size_t i = n - 1; i > stride; i -= stride)
        time_tick(g, t, i - stride);
}

/* ---- values ---- */

static void value_axis(struct drawing *g, struct scale *t,
                       const struct unit *unit)
{
    struct str text[TICKS] = {{0}};
    struct decimal value;
    long width = 0;
    for (unsigned i = 0; i < t->axis.n && i < TICKS; i++) {
        if (axis_tick(&t->axis, i, &value))
            text[i] = draw_tick(g, value, unit);
        long w = label_width(text[i]);
        width = w > width ? w : width;
    }
    t->left = width + 60;
    for (unsigned i = 0; i < t->axis.n && i < TICKS; i++) {
        long y = t->bottom - (t->bottom - t->top) * (long)i /
                                 (long)(t->axis.n - 1);
        bool zero = t->axis.first + (int64_t)i == 0;
        draw_rule(g, t->left, y, t->right, y, zero ? "axis" : "tick", "1");
        draw_label(g, t->left - 60, y + 55, ANCHOR_END, "faint", text[i]);
    }
}

static long place_value(const struct scale *t, double value)
{
    return axis_place(&t->axis, value, t->bottom, t->top);
}

/* ---- lines ---- */

static void put_point(struct drawing *g, struct buf *b, long x, long y)
{
    struct str px = draw_length(g->r, x), py = draw_length(g->r, y);
    buf_printf(b, "%s" STR_FMT "," STR_FMT, b->len > 0 ? " " : "",
               STR_ARG(px), STR_ARG(py));
}

static void end_line(struct drawing *g, struct buf *b, size_t n, size_t colour,
                     bool plan)
{
    struct render *r = g->r;
    if (n > 1) {
        struct dict *d = dict_add(g->d, M_CHART_LINES);
        set(r, d, M_LINE_POINTS, arena_copy(&r->scratch, buf_view(b)));
        set(r, d, M_LINE_KIND,
            arena_printf(&r->scratch, "s%zu%s",
                         colour % CHART_SERIES_MAX + 1, plan ? " plan" : ""));
    }
    buf_reset(b);
}

static double usual_step(struct drawing *g, const struct chart_series *s)
{
    double *at = arena_array(&g->r->scratch, s->n * 2, double);
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        if (is_drawn(s->cell[i]))
            at[n++] = time_of(s->cell[i]->period);
    return axis_usual_step(at, n, at + s->n);
}

static bool joins(const struct cell *a, const struct cell *b, double step)
{
    return period_comparable(a->period, b->period) &&
           time_of(b->period) - time_of(a->period) < step * 1.5 + 3;
}

static void draw_line(struct drawing *g, const struct scale *t,
                      const struct chart_series *s, size_t colour)
{
    struct buf b = {0};
    const struct cell *last = NULL;
    double step = usual_step(g, s);
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        const struct cell *c = s->cell[i];
        bool joined = last != NULL && is_drawn(c) && joins(last, c, step);
        if (!joined) {
            end_line(g, &b, n, colour, cell_is_plan(s->cell[0]));
            n = 0;
        }
        last = is_drawn(c) ? c : NULL;
        if (last == NULL)
            continue;
        put_point(g, &b, place_time(t, c->period),
                  (place_value(t, cell_low(c)) +
                   place_value(t, cell_high(c))) / 2);
        n++;
    }
    end_line(g, &b, n, colour, cell_is_plan(s->cell[0]));
    buf_release(&b);
}

static void draw_points(struct drawing *g, struct scale *t,
                        const struct chart_series *s, size_t colour)
{
    for (size_t i = 0; i < s->n; i++) {
        const struct cell *c = s->cell[i];
        if (!has_time(c))
            continue;
        long x = place_time(t, c->period);
        if (!c->has_value) {
            take_label(g, t, x, t->bottom - 50, "faint", draw_value(g, c),
                       t->right);
            continue;
        }
        long low = place_value(t, cell_low(c));
        long high = place_value(t, cell_high(c));
        if (low != high) {
            char kind[8] = {'s', (char)('1' + colour % CHART_SERIES_MAX)};
            draw_rule(g, x, low, x, high, kind, "3");
            draw_point(g, x, high, c, colour);
        }
        draw_point(g, x, low, c, colour);
    }
}

/* ---- words at the lines ---- */

static void value_label(struct drawing *g, struct scale *t,
                        const struct chart_series *s, size_t i)
{
    const struct cell *c = s->cell[i];
    if (!is_drawn(c))
        return;
    const struct cell *before = i > 0 ? s->cell[i - 1] : c;
    const struct cell *after = i + 1 < s->n ? s->cell[i + 1] : c;
    bool low = (before->has_value && cell_low(before) > cell_low(c)) ||
               (after->has_value && cell_low(after) > cell_low(c));
    bool peak = (before->has_value && cell_low(before) < cell_low(c)) ||
                (after->has_value && cell_low(after) < cell_low(c));
    long y = low && !peak ? place_value(t, cell_low(c)) + 80 + LABEL_SIZE
                          : place_value(t, cell_high(c)) - 110;
    if (y > t->bottom - 20)
        y = place_value(t, cell_high(c)) - 110;
    take_label(g, t, place_time(t, c->period), y, "value", draw_value(g, c),
               CHART_WIDTH);
}

/* The values of a lone series: the last, the first, then what has room. */
static void value_labels(struct drawing *g, struct scale *t,
                         const struct chart_series *s)
{
    size_t top = 0, bottom = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (!is_drawn(s->cell[i]))
            continue;
        if (!is_drawn(s->cell[top]) ||
            cell_low(s->cell[i]) > cell_low(s->cell[top]))
            top = i;
        if (!is_drawn(s->cell[bottom]) ||
            cell_low(s->cell[i]) < cell_low(s->cell[bottom]))
            bottom = i;
    }
    value_label(g, t, s, s->n - 1);
    value_label(g, t, s, 0);
    value_label(g, t, s, top);
    value_label(g, t, s, bottom);
    for (size_t i = 1; i + 1 < s->n && s->n <= BOXES_MAX / 2; i++)
        if (i != top && i != bottom)
            value_label(g, t, s, i);
}

static const struct cell *last_drawn(const struct chart_series *s)
{
    for (size_t i = s->n; i-- > 0;)
        if (is_drawn(s->cell[i]))
            return s->cell[i];
    return s->cell[0];
}

static unsigned name_dims(const struct drawing *g)
{
    return chart_dims(g->chart) & ~(1u << DIM_PERIOD);
}

static long name_width(struct drawing *g, const struct panel *p)
{
    long width = 0;
    for (size_t i = 0; i < p->n; i++) {
        const struct cell *c = last_drawn(p->series[i]);
        long w = label_width(chart_names(g->r, p->series[i], c, name_dims(g)));
        long v = label_width(draw_value(g, c));
        w = w > v ? w : v;
        width = w > width ? w : width;
    }
    return width < NAME_MAX ? width : NAME_MAX;
}

/* Names with the last value, at the right of the lines. */
static void draw_names(struct drawing *g, const struct scale *t,
                       const struct panel *p, long width)
{
    struct axis_label label[CHART_SERIES_MAX];
    struct str lines[CHART_SERIES_MAX][LABEL_LINES_MAX];
    size_t n[CHART_SERIES_MAX];
    long x = t->right + 140;
    for (size_t i = 0; i < p->n; i++) {
        const struct cell *c = last_drawn(p->series[i]);
        struct str name = chart_names(g->r, p->series[i], c, name_dims(g));
        n[i] = label_wrap(&g->r->scratch, name, width, LABEL_LINES_MAX - 1,
                          lines[i]);
        label[i] =
            (struct axis_label){.want = place_value(t, cell_high(c)),
                                .height = (long)(n[i] + 1) * LABEL_LINE + 40};
    }
    axis_spread(label, p->n, t->top - TOP, t->bottom + LABEL_LINE);
    for (size_t i = 0; i < p->n; i++) {
        const struct cell *c = last_drawn(p->series[i]);
        long y = label[i].at + LABEL_SIZE + 20;
        char kind[8] = {'s', (char)('1' + i)};
        draw_rule(g, place_time(t, c->period), place_value(t, cell_high(c)),
                  x - 40, y - 50, kind, "1");
        for (size_t k = 0; k < n[i]; k++, y += LABEL_LINE)
            draw_label(g, x, y, ANCHOR_START, "", lines[i][k]);
        draw_label(g, x, y, ANCHOR_START, "value", draw_value(g, c));
        if (y + 60 > g->y)
            g->y = y + 60;
    }
}

static long names_height(const struct panel *p)
{
    return p->n > 1 ? (long)p->n * (3 * LABEL_LINE + 40) : 0;
}

static void panel_title(struct drawing *g, const struct panel *p)
{
    const struct chart_series *s = p->series[0];
    struct str name = {0}, unit = chart_unit(g->r, s->indicator->unit);
    if (p->n == 1)
        name = chart_names(g->r, s, s->cell[0], name_dims(g));
    if (chart_common_unit(g->chart) != NULL)
        unit = (struct str){0};
    g->y += LABEL_LINE * (long)draw_lines(g, 0, g->y + LABEL_SIZE,
                                          CHART_WIDTH, 2, "head", name);
    g->y += LABEL_LINE * (long)draw_lines(g, 0, g->y + LABEL_SIZE,
                                          CHART_WIDTH, 1, "faint", unit);
}

static void draw_panel(struct drawing *g, const struct panel *p, bool several)
{
    struct scale t = {.right = CHART_WIDTH};
    long width = p->n > 1 ? name_width(g, p) : 0;
    long height = names_height(p);
    if (several)
        panel_title(g, p);
    set_time(g->chart, &t);
    if (width > 0)
        t.right -= width + 140;
    t.top = g->y + TOP;
    t.bottom = t.top + (height > HEIGHT ? height : HEIGHT);
    t.axis = axis_fit(p->low, p->high, p->low >= 0 && p->low < p->high / 2,
                      TICKS);
    g->y = t.bottom + LABEL_LINE + 130;
    value_axis(g, &t, p->series[0]->indicator->unit);
    time_axis(g, &t);
    for (size_t i = 0; i < p->n; i++)
        draw_line(g, &t, p->series[i], i);
    for (size_t i = 0; i < p->n; i++)
        draw_points(g, &t, p->series[i], i);
    if (p->n == 1)
        value_labels(g, &t, p->series[0]);
    else
        draw_names(g, &t, p, width);
}

void draw_series(struct drawing *g)
{
    struct panel panels[CHART_PANELS_MAX];
    size_t n = make_panels(g, panels);
    for (size_t i = 0; i < n; i++) {
        g->y += i > 0 ? LABEL_LINE : 0;
        draw_panel(g, &panels[i], n > 1);
    }
}
