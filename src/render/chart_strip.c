/* SPDX-License-Identifier: MIT */
#include "render/chart.h"

#include "render/chart_axis.h"
#include "render/compare.h"
#include "render/figures.h"

/* One strip for each figure: a short stroke for each neighbour, a long one for
 * the parent, a dot for the district itself, from the least to the greatest
 * value. */

enum {
    EDGE = 60,
    REACH = 60,      /* of a neighbour's stroke, up and down */
    REACH_MORE = 110, /* of the parent's */
    ROW_GAP = 140
};

struct strip {
    struct drawing *g;
    const struct figure_peers *c;
    const struct cell *above; /* NULL: its value is none of this scale */
    const struct cell *low, *high;
};

static double middle_of(const struct cell *c)
{
    return (cell_low(c) + cell_high(c)) / 2;
}

static void measure(struct strip *s)
{
    const struct district *parent = s->c->own->district->parent;
    for (size_t i = 0; i < s->c->peers.len; i++) {
        const struct cell *c = s->c->peers.at[i];
        if (c->district == parent) {
            s->above = is_comparable(c->indicator) ? c : NULL;
            continue;
        }
        if (s->low == NULL || middle_of(c) < middle_of(s->low))
            s->low = c;
        if (s->high == NULL || middle_of(c) > middle_of(s->high))
            s->high = c;
    }
}

static long place(const struct strip *s, const struct cell *c)
{
    long x = axis_between(middle_of(c), middle_of(s->low), middle_of(s->high),
                          EDGE, CHART_WIDTH - EDGE);
    return x < EDGE                 ? EDGE
           : x > CHART_WIDTH - EDGE ? CHART_WIDTH - EDGE
                                    : x;
}

static void stroke(const struct strip *s, const struct cell *c, long y,
                   long reach, const char *kind, const char *weight)
{
    long x = (place(s, c) + 5) / 10 * 10;
    draw_rule(s->g, x, y - reach, x, y + reach, kind, weight);
}

/* What is measured, the district's own value at the right. */
static void draw_head(const struct strip *s)
{
    struct drawing *g = s->g;
    struct render *r = g->r;
    struct str value = draw_value(g, s->c->own);
    const struct str parts[] = {cell_title(r, s->c->own),
                                column_note(r, s->c->own)};
    long width = CHART_WIDTH - label_width(value) - LABEL_SIZE;
    draw_label(g, CHART_WIDTH, g->y + LABEL_SIZE, ANCHOR_END, "value", value);
    g->y += LABEL_LINE * (long)draw_lines(g, 0, g->y + LABEL_SIZE, width, 2, "",
                                          joined_by(r, "detail_join", parts,
                                                    2));
}

static void draw_strip(const struct strip *s)
{
    struct drawing *g = s->g;
    draw_head(s);
    long y = g->y + REACH_MORE + 30;
    draw_grid(g, EDGE, y, CHART_WIDTH - EDGE, y, "tick");
    for (size_t i = 0; i < s->c->peers.len; i++) {
        const struct cell *c = s->c->peers.at[i];
        if (c->district != s->c->own->district->parent && c != s->c->own)
            stroke(s, c, y, REACH, "faint", "2");
    }
    if (s->above != NULL)
        stroke(s, s->above, y, REACH_MORE, draw_colour(0), "3");
    draw_point(g, place(s, s->c->own), y, s->c->own, 1);
    g->y = y + REACH_MORE + LABEL_LINE;
    draw_label(g, 0, g->y, ANCHOR_START, "faint", draw_value(g, s->low));
    draw_label(g, CHART_WIDTH, g->y, ANCHOR_END, "faint",
               draw_value(g, s->high));
    g->y += ROW_GAP;
}

static struct str words_of(const struct strip *s)
{
    struct render *r = s->g->r;
    return RENDER_FILL(r, "strip_desc",
                       {"indicator", cell_title(r, s->c->own)},
                       {"value", cell_words(r, s->c->own)},
                       {"low", cell_words(r, s->low)},
                       {"high", cell_words(r, s->high)});
}

struct str strip_html(struct render *r, const struct figure_peers *c, size_t n)
{
    struct drawing g = {.r = r, .d = dict_new(&r->scratch)};
    struct str *parts = arena_array(&r->scratch, n + 1, struct str);
    if (n == 0)
        return (struct str){0};
    const struct district *d = c->own->district;
    /* those that say something beside others come first */
    for (size_t i = 1; i < n; i++)
        if (!is_comparable(c[i].own->indicator) &&
            is_comparable(c[0].own->indicator))
            n = i;
    for (size_t i = 0; i < n; i++) {
        struct strip s = {.g = &g, .c = &c[i]};
        measure(&s);
        draw_strip(&s);
        parts[i] = words_of(&s);
    }
    g.y -= ROW_GAP / 2;
    struct str name = render_text(r, &d->name);
    struct str parent = render_text(r, &d->parent->name);
    return chart_figure(&g, false,
                        RENDER_FILL(r, "strip_title", {"name", name},
                                    {"parent", parent}),
                        joined_by(r, "sentence_join", parts, n),
                        RENDER_FILL(r, "strip_note", {"name", name},
                                    {"parent", parent}));
}
