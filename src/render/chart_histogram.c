/* SPDX-License-Identifier: MIT */
#include "render/chart.h"

#include <assert.h>

#include "model/ranking.h"
#include "render/chart_axis.h"
#include "render/figures.h"

/* How many districts lie between each two ticks of a scale: a column for each
 * step, its number above. Which step a value lies in is decided with exact
 * decimals. */

enum {
    TICKS = 11,
    HEIGHT = 1300,
    GAP = 20, /* between columns */
    LEAST = 10
};

struct histogram {
    struct axis axis;
    struct decimal tick[TICKS];
    size_t count[TICKS]; /* between a tick and the next; the last in the one
                            before it */
    const struct cell *low, *high;
    size_t most; /* index of the fullest step */
    struct str text[TICKS]; /* of the ticks */
    long widest, inset;     /* of them; room for half of one at either end */
};

static struct decimal value_of(const struct cell *c)
{
    return (struct decimal){c->coef, c->places};
}

static void find_ends(struct histogram *h, const struct ranking *all)
{
    h->low = h->high = all->at[0].cell;
    for (size_t i = 1; i < all->len; i++) {
        const struct cell *c = all->at[i].cell;
        if (decimal_compare(value_of(c), value_of(h->low)) < 0)
            h->low = c;
        if (decimal_compare(value_of(c), value_of(h->high)) > 0)
            h->high = c;
    }
}

/* False where the values do not differ, or have too many digits. */
static bool count(struct histogram *h, const struct ranking *all)
{
    find_ends(h, all);
    if (decimal_eq(value_of(h->low), value_of(h->high)))
        return false;
    h->axis = axis_fit(cell_low(h->low), cell_low(h->high), false, TICKS);
    for (unsigned i = 0; i < h->axis.n; i++)
        if (!axis_tick(&h->axis, i, &h->tick[i]))
            return false;
    for (size_t i = 0; i < all->len; i++) {
        unsigned k = h->axis.n - 2;
        while (k > 0 && decimal_compare(value_of(all->at[i].cell),
                                        h->tick[k]) < 0)
            k--;
        h->count[k]++;
        h->most = h->count[k] > h->count[h->most] ? k : h->most;
    }
    return true;
}

static long edge_of(const struct histogram *h, unsigned i)
{
    assert(h->axis.n > 1);
    return h->inset +
           (CHART_WIDTH - 2 * h->inset) * (long)i / (long)(h->axis.n - 1);
}

static void name_ticks(struct drawing *g, struct histogram *h,
                       const struct unit *unit)
{
    for (unsigned i = 0; i < h->axis.n; i++) {
        h->text[i] = draw_tick(g, h->tick[i], unit);
        long w = label_width(h->text[i]);
        h->widest = w > h->widest ? w : h->widest;
    }
    h->inset = h->widest / 2;
}

static void draw_columns(struct drawing *g, const struct histogram *h)
{
    struct render *r = g->r;
    long bottom = LABEL_LINE + HEIGHT;
    for (unsigned i = 0; i + 1 < h->axis.n; i++) {
        long left = edge_of(h, i) + GAP, right = edge_of(h, i + 1) - GAP;
        long height =
            (long)((double)HEIGHT * (double)h->count[i] /
                   (double)h->count[h->most]);
        if (h->count[i] == 0)
            continue;
        height = height < LEAST ? LEAST : height;
        draw_bar(g, left, bottom - height, right - left, height,
                 str_of(draw_colour(0)));
        draw_label(g, (left + right) / 2, bottom - height - 50, ANCHOR_MIDDLE,
                   "value", render_number(r, h->count[i]));
    }
    draw_grid(g, edge_of(h, 0), bottom, edge_of(h, h->axis.n - 1), bottom,
              "faint");
    g->y = bottom;
}

/* Each `stride`-th tick has room for its number. */
static void draw_ticks(struct drawing *g, const struct histogram *h)
{
    unsigned n = h->axis.n, stride = 1;
    long step = edge_of(h, 1) - edge_of(h, 0);
    while (stride < n && h->widest + LABEL_SIZE / 2 > step * (long)stride)
        stride++;
    for (unsigned i = 0; i < n; i++) {
        long x = edge_of(h, i);
        draw_grid(g, x, g->y, x, g->y + 50, "faint");
        if (i % stride == 0)
            draw_label(g, x, g->y + 50 + LABEL_LINE, ANCHOR_MIDDLE, "faint",
                       h->text[i]);
    }
    g->y += 50 + LABEL_LINE + 80;
}

static struct str words_of(struct drawing *g, const struct histogram *h,
                           const struct ranking *all)
{
    struct render *r = g->r;
    return RENDER_FILL(
        r, "histogram_desc", {"m", render_number(r, all->len)},
        {"low", cell_words(r, h->low)}, {"high", cell_words(r, h->high)},
        {"n", render_number(r, h->count[h->most])},
        {"a", h->text[h->most]}, {"b", h->text[h->most + 1]});
}

struct str histogram_html(struct render *r, const struct ranking *all)
{
    struct drawing g = {.r = r, .d = dict_new(&r->scratch)};
    struct histogram h = {.most = 0};
    if (all->len < 2 || !count(&h, all))
        return (struct str){0};
    const struct cell *c = all->at[0].cell;
    const struct unit *unit = c->indicator->unit;
    const struct str notes[] = {drawn_unit(r, unit),
                                render_word(r, "histogram_note")};
    name_ticks(&g, &h, unit);
    draw_columns(&g, &h);
    draw_ticks(&g, &h);
    return chart_figure(
        &g, true,
        RENDER_FILL(r, "histogram_title", {"indicator", cell_title(r, c)},
                    {"level", tier_word(r, all->tier)},
                    {"period", period_words(&r->scratch, all->period,
                                            r->words)}),
        words_of(&g, &h, all), joined_by(r, "clause_join", notes, 2));
}
