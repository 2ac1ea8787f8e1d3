/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_CHART_LINE_H
#define JB_RENDER_CHART_LINE_H

/* Series over time: chart_panel.c sorts out which are drawn together,
 * chart_line.c draws them, chart_line_words.c writes at them. */

#include "render/chart.h"
#include "render/chart_axis.h"

/* Series of one unit and of like size, which share a scale. */
struct panel {
    struct chart_series series[CHART_SERIES_MAX]; /* comparable cells only */
    size_t n;
    struct period *period; /* of all its series, in order */
    size_t n_periods;
    double low, high, size; /* size: the largest value, without sign */
    bool any;
};

/* Fills `panels` (of CHART_PANELS_MAX); counts in g->n_left what is left out.
 * Returns how many there are. */
size_t chart_panels(struct drawing *g, struct panel *panels);

/* The middle of a period, or the end it has. */
double chart_time(struct period p);

/* True for a cell with a value and a time. */
static inline bool is_drawn(const struct cell *c)
{
    return c->has_value && c->period.kind != PERIOD_UNDATED;
}

enum {
    LINE_BOXES_MAX = 40,
    LINE_TOP = 240 /* room for words above the highest value */
};

struct line_box {
    long left, right, y;
};

struct line_scale {
    double first, last; /* time */
    long left, right;
    struct axis axis;
    long top, bottom;
    struct line_box box[LINE_BOXES_MAX]; /* where words stand */
    size_t n_boxes;
};

long line_x(const struct line_scale *t, struct period p);
long line_y(const struct line_scale *t, double value);
/* Writes in the middle over x where nothing stands yet; false: no room. */
bool line_label(struct drawing *g, struct line_scale *t, long x, long y,
                const char *kind, struct str text);

/* The values of a lone series: the last, the first, then what has room. */
void line_values(struct drawing *g, struct line_scale *t,
                 const struct chart_series *s);

/* What tells a series of the chart from the others. */
struct str line_name(struct drawing *g, const struct chart_series *s);
/* Names with the last value, at the right of the lines. */
long line_names_width(struct drawing *g, const struct panel *p);
long line_names_height(struct drawing *g, const struct panel *p, long width);
void line_names(struct drawing *g, const struct line_scale *t,
                const struct panel *p, long width);

#endif
