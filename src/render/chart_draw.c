/* SPDX-License-Identifier: MIT */
#include "render/chart.h"

#include "render/figures.h"

struct str draw_length(struct render *r, long tenths)
{
    return decimal_text(&r->scratch, decimal_trim((struct decimal){tenths, 1}));
}

void draw_label(struct drawing *g, long x, long y, enum anchor anchor,
                const char *kind, struct str text)
{
    static const char *const anchors[] = {[ANCHOR_START] = "start",
                                          [ANCHOR_MIDDLE] = "middle",
                                          [ANCHOR_END] = "end"};
    struct render *r = g->r;
    if (text.len == 0)
        return;
    struct dict *d = dict_add(g->d, M_CHART_LABELS);
    set(r, d, M_LABEL_X, draw_length(r, x));
    set(r, d, M_LABEL_Y, draw_length(r, y));
    if (anchor != ANCHOR_START)
        set(r, d, M_LABEL_ANCHOR, str_of(anchors[anchor]));
    set(r, d, M_LABEL_KIND, str_of(kind));
    set(r, d, M_LABEL_TEXT, text);
}

size_t draw_lines(struct drawing *g, long x, long y, long width, size_t max,
                  const char *kind, struct str text)
{
    struct str lines[LABEL_LINES_MAX];
    size_t n = label_wrap(&g->r->scratch, text, width, max, lines);
    for (size_t i = 0; i < n; i++)
        draw_label(g, x, y + (long)i * LABEL_LINE, ANCHOR_START, kind,
                   lines[i]);
    return n;
}

void draw_rule(struct drawing *g, long x1, long y1, long x2, long y2,
               const char *kind, const char *weight)
{
    struct render *r = g->r;
    struct dict *d = dict_add(g->d, M_CHART_RULES);
    set(r, d, M_RULE_X1, draw_length(r, x1));
    set(r, d, M_RULE_Y1, draw_length(r, y1));
    set(r, d, M_RULE_X2, draw_length(r, x2));
    set(r, d, M_RULE_Y2, draw_length(r, y2));
    set(r, d, M_RULE_KIND, str_of(kind));
    if (strcmp(weight, "1") != 0)
        set(r, d, M_RULE_WEIGHT, str_of(weight));
}

const char *draw_colour(size_t colour)
{
    static const char *const colours[CHART_SERIES_MAX] = {"s1", "s2", "s3",
                                                          "s4", "s5"};
    return colours[colour % CHART_SERIES_MAX];
}

struct str draw_kind(struct drawing *g, const struct cell *c, size_t colour)
{
    bool uncertain = c->qualifier != QUALIFIER_EXACT || c->symbol == SYMBOL_U;
    bool derived = c->status == STATUS_DERIVED;
    g->uncertain = g->uncertain || uncertain;
    g->planned = g->planned || cell_is_plan(c);
    g->derived = g->derived || derived;
    return arena_printf(&g->r->scratch, "%s%s%s%s", draw_colour(colour),
                        uncertain ? " hollow" : "",
                        cell_is_plan(c) ? " plan" : "",
                        derived ? " derived" : "");
}

void draw_point(struct drawing *g, long x, long y, const struct cell *c,
                size_t colour)
{
    struct dict *d = dict_add(g->d, M_CHART_POINTS);
    set(g->r, d, M_POINT_X, draw_length(g->r, x));
    set(g->r, d, M_POINT_Y, draw_length(g->r, y));
    set(g->r, d, M_POINT_KIND, draw_kind(g, c, colour));
}

struct str draw_value(struct drawing *g, const struct cell *c)
{
    struct render *r = g->r;
    if (!c->has_value)
        return cell_symbol(r, c);
    const struct figure f = cell_figure(c);
    bool percent = f.unit != NULL && f.unit->kind == UNIT_PERCENT;
    struct str text = figure_prose(&r->scratch, &f, r->words,
                                   percent ? FIGURE_FULL : FIGURE_NUMBER);
    if (c->symbol == SYMBOL_NONE)
        return text;
    return arena_printf(&r->scratch, STR_FMT " " STR_FMT, STR_ARG(text),
                        STR_ARG(cell_symbol(r, c)));
}

struct str draw_tick(struct drawing *g, struct decimal value,
                     const struct unit *unit)
{
    bool percent = unit != NULL && unit->kind == UNIT_PERCENT;
    const struct figure f = {
        .low = value, .high = value, .unit = percent ? unit : NULL};
    return figure_prose(&g->r->scratch, &f, g->r->words,
                        percent ? FIGURE_FULL : FIGURE_VALUE);
}

double cell_low(const struct cell *c)
{
    return decimal_double((struct decimal){c->coef, c->places});
}

double cell_high(const struct cell *c)
{
    return c->range && c->rare != NULL ? decimal_double(c->rare->high)
                                       : cell_low(c);
}
