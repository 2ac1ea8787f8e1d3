/* SPDX-License-Identifier: MIT */
#include "render/chart.h"

#include "render/chart_axis.h"

/* Bars and dots: one row for each cell, its name above, its value behind. Units
 * have a panel each, with a scale of its own. */

enum {
    BAR_GAP = 60, /* to the value */
    DOT_GAP = 100,
    VALUE_MAX = 1500, /* room kept for values; wider ones get their own line */
    MARK_GAP = 40,    /* from the name to the bar */
    THICKNESS = 160,
    ROW_GAP = 110,
    HEAD_GAP = 60,
    EDGE = 10,
    DOT_EDGE = 60,
    TICKS = 5,
    TICKS_FROM = 3 /* rows */
};

struct row {
    const struct chart_series *series;
    const struct cell *cell;
    size_t colour;
};

struct panel {
    const struct unit *unit;
    const struct row *row;
    size_t n;
    bool dots;
    struct axis axis;
    long left, right, zero, gap;
};

static unsigned lowest_dim(unsigned dims)
{
    unsigned i = N_DIMS;
    while (i-- > 0)
        if ((dims >> i & 1) != 0)
            return i;
    return DIM_PERIOD;
}

/* The dimension that names rows; those outside it name blocks of rows. Periods
 * that only differ between places stand beside the name. */
static unsigned label_dim(const struct chart *c)
{
    unsigned dims = chart_dims(c);
    if (!c->over_time && dims != 1u << DIM_PERIOD)
        dims &= ~(1u << DIM_PERIOD);
    return lowest_dim(dims);
}

static unsigned head_dims(const struct chart *c)
{
    return chart_dims(c) & ((1u << label_dim(c)) - 1);
}

static struct str row_label(struct render *r, const struct chart *c,
                            const struct row *row)
{
    unsigned dim = label_dim(c);
    struct str name =
        chart_name(r, row->series, row->cell, (enum chart_dim)dim);
    if (dim == DIM_PERIOD || c->over_time || c->n[DIM_PERIOD] < 2)
        return name;
    return ARENA_JOIN(
        &r->scratch, name,
        RENDER_FILL(r, "parenthesis",
                    {"text", period_short(r, row->cell->period)}));
}

/* Colours tell the rows of a block apart where there are several blocks. */
static size_t colour_of(const struct chart *c, const struct chart_series *s,
                        const struct cell *cell)
{
    unsigned dim = label_dim(c);
    if (head_dims(c) == 0 || c->n[dim] > CHART_SERIES_MAX ||
        (dim == DIM_GROUP && s->group == 0 && !s->total))
        return 0;
    return dim == DIM_PERIOD ? chart_period_key(c, cell->period) : s->key[dim];
}

static size_t list_rows(struct drawing *g, struct row *rows)
{
    const struct chart *c = g->chart;
    size_t n = 0;
    for (size_t k = 0; k < c->n[DIM_INDICATOR]; k++) {
        bool drawn = false;
        for (size_t i = 0; i < k && !drawn; i++)
            drawn = c->indicator[i]->unit == c->indicator[k]->unit;
        for (size_t i = 0; i < c->n_series && !drawn; i++) {
            const struct chart_series *s = &c->series[i];
            if (s->indicator->unit != c->indicator[k]->unit)
                continue;
            for (size_t j = 0; j < s->n && n < CHART_ROWS_MAX; j++)
                rows[n++] =
                    (struct row){s, s->cell[j], colour_of(c, s, s->cell[j])};
        }
    }
    g->n_left += c->n_cells - n;
    return n;
}

/* ---- scale ---- */

static void measure(struct drawing *g, struct panel *p)
{
    double low = 0, high = 0;
    long width = 0;
    bool any = false;
    for (size_t i = 0; i < p->n; i++) {
        const struct cell *c = p->row[i].cell;
        long w = label_width(draw_value(g, c));
        width = w > width ? w : width;
        if (!c->has_value)
            continue;
        low = !any || cell_low(c) < low ? cell_low(c) : low;
        high = !any || cell_high(c) > high ? cell_high(c) : high;
        any = true;
    }
    bool zero = !p->dots || (low >= 0 && low < high / 2);
    p->axis = axis_fit(low, high, zero, TICKS);
    long edge = p->dots ? DOT_EDGE : EDGE;
    p->left = edge;
    p->gap = p->dots ? DOT_GAP : BAR_GAP;
    p->right = CHART_WIDTH - p->gap - (width < VALUE_MAX ? width : VALUE_MAX);
    p->zero = axis_place(&p->axis, 0, p->left, p->right);
}

/* The n texts, `apart` from each other, do not touch when each `stride`-th is
 * shown. */
static bool has_room(const struct str *text, unsigned n, unsigned stride,
                     long apart)
{
    for (unsigned i = 0; i + stride < n; i += stride)
        if ((label_width(text[i]) + label_width(text[i + stride])) / 2 +
                LABEL_SIZE / 2 >
            apart * (long)stride)
            return false;
    return true;
}

static void draw_axis(struct drawing *g, const struct panel *p)
{
    struct str text[TICKS] = {{0}};
    struct decimal value;
    unsigned n = p->axis.n < TICKS ? p->axis.n : TICKS, stride = 1;
    long apart = (p->right - p->left) / (long)(n - 1);
    if (p->n < TICKS_FROM)
        return;
    for (unsigned i = 0; i < n; i++)
        if (axis_tick(&p->axis, i, &value))
            text[i] = draw_tick(g, value, p->unit);
    while (stride < n && !has_room(text, n, stride, apart))
        stride++;
    if (p->dots)
        draw_grid(g, p->left, g->y, p->right, g->y, "faint");
    for (unsigned i = 0; i < n; i++) {
        long x = p->left + (p->right - p->left) * (long)i / (long)(n - 1);
        long half = label_width(text[i]) / 2;
        draw_grid(g, x, g->y, x, g->y + 50, "faint");
        if (i % stride == 0)
            draw_label(g, x < half ? half : x, g->y + 50 + LABEL_LINE,
                       ANCHOR_MIDDLE, "faint", text[i]);
    }
    g->y += 50 + LABEL_LINE + 80;
}

/* ---- rows ---- */

static void bar(struct drawing *g, long from, long to, struct str kind)
{
    long left = from < to ? from : to, right = from < to ? to : from;
    long width = right - left < EDGE ? EDGE : right - left;
    draw_bar(g, left, g->y, width, THICKNESS, kind);
}

/* Draws the mark of a value; returns where its words may begin. */
static long draw_mark(struct drawing *g, const struct panel *p,
                      const struct row *row)
{
    const struct cell *c = row->cell;
    long middle = g->y + THICKNESS / 2;
    long low = axis_place(&p->axis, cell_low(c), p->left, p->right);
    long high = axis_place(&p->axis, cell_high(c), p->left, p->right);
    if (!p->dots) {
        struct str kind = draw_kind(g, c, row->colour);
        if (c->coef != 0)
            bar(g, p->zero, low, kind);
        if (high != low)
            bar(g, low, high,
                arena_printf(&g->r->scratch, "%s hollow",
                             draw_colour(row->colour)));
        return (high > p->zero ? high : p->zero) + p->gap;
    }
    draw_grid(g, p->left, middle, p->right, middle, "tick");
    if (high != low)
        draw_rule(g, low, middle, high, middle, draw_colour(row->colour), "3");
    draw_point(g, low, middle, c, row->colour);
    if (high != low)
        draw_point(g, high, middle, c, row->colour);
    return high + p->gap;
}

static void draw_row(struct drawing *g, const struct panel *p,
                     const struct row *row)
{
    const struct cell *c = row->cell;
    struct str value = draw_value(g, c);
    bool total = row->series->total && label_dim(g->chart) == DIM_GROUP;
    g->y += LABEL_LINE * (long)draw_lines(g, 0, g->y + LABEL_SIZE, CHART_WIDTH,
                                          2, total ? "head" : "",
                                          row_label(g->r, g->chart, row));
    bool beside = label_width(value) <=
                  CHART_WIDTH - p->gap -
                      axis_place(&p->axis, cell_high(c), p->left, p->right);
    if (c->has_value && !beside)
        g->y += LABEL_LINE * (long)draw_lines(g, 0, g->y + LABEL_SIZE,
                                              CHART_WIDTH, 2, "value", value);
    g->y += MARK_GAP;
    if (!c->has_value) {
        draw_label(g, p->zero + p->gap, g->y + THICKNESS - 25, ANCHOR_START,
                   "faint", value);
        g->y += THICKNESS + ROW_GAP;
        return;
    }
    long x = draw_mark(g, p, row);
    if (!p->dots)
        draw_grid(g, p->zero, g->y - 20, p->zero, g->y + THICKNESS + 20,
                  "faint");
    if (beside)
        draw_label(g, x, g->y + THICKNESS - 25, ANCHOR_START, "value", value);
    g->y += THICKNESS + ROW_GAP;
}

static void draw_panel(struct drawing *g, struct panel *p, bool several)
{
    unsigned dims = head_dims(g->chart);
    struct str last = {0};
    measure(g, p);
    if (several && drawn_unit(g->r, p->unit).len > 0) {
        draw_label(g, 0, g->y + LABEL_SIZE, ANCHOR_START, "faint",
                   drawn_unit(g->r, p->unit));
        g->y += LABEL_LINE + HEAD_GAP;
    }
    for (size_t i = 0; i < p->n; i++) {
        const struct row *row = &p->row[i];
        struct str head = chart_names(g->r, row->series, row->cell, dims);
        if (!str_eq(head, last)) {
            g->y += i > 0 ? HEAD_GAP : 0;
            g->y += HEAD_GAP +
                    LABEL_LINE * (long)draw_lines(g, 0, g->y + LABEL_SIZE,
                                                  CHART_WIDTH, 3, "head", head);
            last = head;
        }
        draw_row(g, p, row);
    }
    g->y -= ROW_GAP / 2;
    draw_axis(g, p);
}

void draw_rows(struct drawing *g, bool dots)
{
    struct row *rows = arena_array(&g->r->scratch, CHART_ROWS_MAX, struct row);
    size_t n = list_rows(g, rows);
    bool several = chart_common_unit(g->chart) == NULL;
    for (size_t at = 0, end; at < n; at = end) {
        struct panel p = {.unit = rows[at].series->indicator->unit,
                          .row = &rows[at],
                          .dots = dots};
        for (end = at; end < n; end++)
            if (rows[end].series->indicator->unit != p.unit)
                break;
        p.n = end - at;
        g->y += at > 0 ? ROW_GAP * 2 : 0;
        draw_panel(g, &p, several);
    }
}
