/* SPDX-License-Identifier: MIT */
#include "render/chart_line.h"

enum { NAME_MAX = 1250 };

/* -1, 0 or 1: the neighbour lies below, level (or is none), above. */
static int side_of(const struct chart_series *s, size_t i, size_t neighbour)
{
    if (neighbour >= s->n || !is_drawn(s->cell[neighbour]))
        return 0;
    double own = cell_low(s->cell[i]), other = cell_low(s->cell[neighbour]);
    return (other > own) - (other < own);
}

/* Above the point; below in a valley; aside where the line runs through. */
static void value_label(struct drawing *g, struct line_scale *t,
                        const struct chart_series *s, size_t i)
{
    const struct cell *c = s->cell[i];
    if (!is_drawn(c))
        return;
    struct str text = draw_value(g, c);
    int before = i > 0 ? side_of(s, i, i - 1) : 0;
    int after = side_of(s, i, i + 1);
    long x = line_x(t, c->period);
    long above = line_y(t, cell_high(c)) - 110;
    long below = line_y(t, cell_low(c)) + 80 + LABEL_SIZE;
    if (before > 0 && after < 0)
        x += label_width(text) * 3 / 10;
    else if (before < 0 && after > 0)
        x -= label_width(text) * 3 / 10;
    bool valley = before >= 0 && after >= 0 && before + after > 0 &&
                  below < t->bottom - 60;
    line_label(g, t, x, valley ? below : above, "value", text);
}

/* A longer one would lie on the line. */
static bool is_short(struct drawing *g, const struct line_scale *t,
                     const struct chart_series *s, size_t i)
{
    return label_width(draw_value(g, s->cell[i])) <
           line_x(t, s->cell[i + 1]->period) -
               line_x(t, s->cell[i - 1]->period) + LABEL_SIZE;
}

void line_values(struct drawing *g, struct line_scale *t,
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
    for (size_t i = 1; i + 1 < s->n && s->n <= LINE_BOXES_MAX / 2; i++)
        if (i != top && i != bottom && is_short(g, t, s, i))
            value_label(g, t, s, i);
}

static const struct cell *last_drawn(const struct chart_series *s)
{
    for (size_t i = s->n; i-- > 0;)
        if (is_drawn(s->cell[i]))
            return s->cell[i];
    return s->cell[0];
}

struct str line_name(struct drawing *g, const struct chart_series *s)
{
    return chart_names(g->r, s, s->cell[0],
                       chart_dims(g->chart) & ~(1u << DIM_PERIOD));
}

long line_names_width(struct drawing *g, const struct panel *p)
{
    long width = 0;
    for (size_t i = 0; i < p->n; i++) {
        const struct cell *c = last_drawn(&p->series[i]);
        long w = label_width(line_name(g, &p->series[i]));
        long v = label_width(draw_value(g, c));
        w = w > v ? w : v;
        width = w > width ? w : width;
    }
    return width < NAME_MAX ? width : NAME_MAX;
}

void line_names(struct drawing *g, const struct line_scale *t,
                const struct panel *p, long width)
{
    struct axis_label label[CHART_SERIES_MAX];
    struct str lines[CHART_SERIES_MAX][LABEL_LINES_MAX];
    size_t n[CHART_SERIES_MAX];
    long x = t->right + 140;
    for (size_t i = 0; i < p->n; i++) {
        const struct cell *c = last_drawn(&p->series[i]);
        struct str name = line_name(g, &p->series[i]);
        n[i] = label_wrap(&g->r->scratch, name, width, LABEL_LINES_MAX - 1,
                          lines[i]);
        label[i] =
            (struct axis_label){.want = line_y(t, cell_high(c)),
                                .height = (long)(n[i] + 1) * LABEL_LINE + 40};
    }
    axis_spread(label, p->n, t->top - LINE_TOP, t->bottom + LABEL_LINE);
    for (size_t i = 0; i < p->n; i++) {
        const struct cell *c = last_drawn(&p->series[i]);
        long y = label[i].at + LABEL_SIZE + 20;
        draw_rule(g, line_x(t, c->period), line_y(t, cell_high(c)), x - 40,
                  y - 50, draw_colour(i), "");
        for (size_t k = 0; k < n[i]; k++, y += LABEL_LINE)
            draw_label(g, x, y, ANCHOR_START, "", lines[i][k]);
        draw_label(g, x, y, ANCHOR_START, "value", draw_value(g, c));
        if (y + 60 > g->y)
            g->y = y + 60;
    }
}

long line_names_height(struct drawing *g, const struct panel *p, long width)
{
    struct str lines[LABEL_LINES_MAX];
    long height = 0;
    for (size_t i = 0; i < p->n && p->n > 1; i++) {
        struct str name = line_name(g, &p->series[i]);
        size_t n =
            label_wrap(&g->r->scratch, name, width, LABEL_LINES_MAX - 1, lines);
        height += (long)(n + 1) * LABEL_LINE + 40;
    }
    return height;
}
