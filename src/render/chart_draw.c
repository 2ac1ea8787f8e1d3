/* SPDX-License-Identifier: MIT */
#include "render/chart.h"

#include "render/figures.h"

struct str draw_length(struct render *r, long tenths)
{
    return decimal_text(&r->scratch, decimal_trim((struct decimal){tenths, 1}));
}

/* ---- strokes ---- */

/* The path of all strokes of a list that look alike. */
static struct buf *path_of(struct drawing *g, enum marker list, struct str kind,
                           const char *weight)
{
    for (size_t i = 0; i < g->strokes.len; i++) {
        struct stroke *s = &g->strokes.at[i];
        if (s->list == list && str_eq(s->kind, kind) &&
            strcmp(s->weight, weight) == 0)
            return &s->path;
    }
    struct stroke *s = vec_push(&g->r->scratch, &g->strokes);
    *s = (struct stroke){.list = list, .kind = kind, .weight = weight};
    return &s->path;
}

static void put(struct drawing *g, struct buf *b, char command, long tenths)
{
    struct str n = draw_length(g->r, tenths);
    buf_byte(b, command);
    buf_str(b, n);
}

static void put_move(struct drawing *g, struct buf *b, long x, long y)
{
    put(g, b, 'M', x);
    put(g, b, ' ', y);
}

static long whole(long tenths)
{
    return (tenths + 5) / 10 * 10;
}

void draw_rule(struct drawing *g, long x1, long y1, long x2, long y2,
               const char *kind, const char *weight)
{
    struct buf *b = path_of(g, M_CHART_RULES, str_of(kind), weight);
    put_move(g, b, x1, y1);
    if (y1 == y2) {
        put(g, b, 'H', x2);
    } else if (x1 == x2) {
        put(g, b, 'V', y2);
    } else {
        put(g, b, 'L', x2);
        put(g, b, ' ', y2);
    }
}

void draw_grid(struct drawing *g, long x1, long y1, long x2, long y2,
               const char *kind)
{
    draw_rule(g, whole(x1), whole(y1), whole(x2), whole(y2), kind, "");
}

void draw_line(struct drawing *g, long x, long y, struct str kind, bool first)
{
    struct buf *b = path_of(g, M_CHART_LINES, kind, "");
    put(g, b, first ? 'M' : 'L', x);
    put(g, b, ' ', y);
}

void draw_bar(struct drawing *g, long x, long y, long width, long height,
              struct str kind)
{
    struct buf *b = path_of(g, M_CHART_BARS, kind, "");
    put_move(g, b, x, y);
    put(g, b, 'h', width);
    put(g, b, 'v', height);
    put(g, b, 'H', x);
    buf_byte(b, 'z');
}

static void end_stroke(struct drawing *g, struct stroke *s)
{
    static const struct {
        enum marker list, path, kind;
    } markers[] = {{M_CHART_RULES, M_RULE_PATH, M_RULE_KIND},
                   {M_CHART_LINES, M_LINE_PATH, M_LINE_KIND},
                   {M_CHART_BARS, M_BAR_PATH, M_BAR_KIND},
                   {M_CHART_DOTS, M_DOT_PATH, M_DOT_KIND}};
    size_t i = 0;
    while (markers[i].list != s->list)
        i++;
    struct dict *d = dict_add(g->d, s->list);
    set(g->r, d, markers[i].path,
        arena_copy(&g->r->scratch, buf_view(&s->path)));
    set(g->r, d, markers[i].kind, s->kind);
    if (s->list == M_CHART_RULES)
        set(g->r, d, M_RULE_WEIGHT, str_of(s->weight));
    buf_release(&s->path);
}

void draw_end(struct drawing *g)
{
    for (size_t i = 0; i < g->strokes.len; i++)
        end_stroke(g, &g->strokes.at[i]);
    g->strokes.len = 0;
}

/* ---- words ---- */

/* The labels that begin, end or stand alike. */
static struct dict *words_of(struct drawing *g, enum anchor anchor,
                             const char *kind)
{
    static const char *const anchors[] = {[ANCHOR_START] = "",
                                          [ANCHOR_MIDDLE] = "middle",
                                          [ANCHOR_END] = "end"};
    for (size_t i = 0; i < g->words.len; i++)
        if (g->words.at[i].anchor == anchor &&
            strcmp(g->words.at[i].kind, kind) == 0)
            return g->words.at[i].d;
    struct dict *d = dict_add(g->d, M_CHART_WORDS);
    set(g->r, d, M_WORDS_ANCHOR, str_of(anchors[anchor]));
    set(g->r, d, M_WORDS_KIND, str_of(kind));
    *vec_push(&g->r->scratch, &g->words) =
        (struct words_drawn){anchor, kind, d};
    return d;
}

void draw_label(struct drawing *g, long x, long y, enum anchor anchor,
                const char *kind, struct str text)
{
    struct render *r = g->r;
    if (text.len == 0)
        return;
    struct dict *d = dict_add(words_of(g, anchor, kind), M_LABELS);
    set(r, d, M_LABEL_X, draw_length(r, whole(x)));
    set(r, d, M_LABEL_Y, draw_length(r, whole(y)));
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

/* ---- marks ---- */

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

/* A dot is a stroke of no length with round ends; what is drawn otherwise is a
 * circle. */
void draw_point(struct drawing *g, long x, long y, const struct cell *c,
                size_t colour)
{
    struct str kind = draw_kind(g, c, colour);
    if (str_is(kind, draw_colour(colour))) {
        struct buf *b = path_of(g, M_CHART_DOTS, kind, "");
        put_move(g, b, x, y);
        buf_text(b, "h0");
        return;
    }
    struct dict *d = dict_add(g->d, M_CHART_POINTS);
    set(g->r, d, M_POINT_X, draw_length(g->r, x));
    set(g->r, d, M_POINT_Y, draw_length(g->r, y));
    set(g->r, d, M_POINT_KIND, kind);
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
    return ARENA_JOIN(&r->scratch, text, STR(" "), cell_symbol(r, c));
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
