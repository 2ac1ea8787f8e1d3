/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_CHART_H
#define JB_RENDER_CHART_H

/* How charts are put together; only chart*.c include this.
 *
 * chart_collect finds the cells of a selection and what varies among them;
 * chart_rows.c (bars and dots, one row for each cell) and chart_line.c draw
 * them; chart_table.c makes the table with the same cells; chart.c joins the
 * parts and describes them. Drawings are 360 units wide; all lengths are
 * tenths of a unit. */

#include "model/statistics.h"
#include "render/chart_label.h"
#include "render/data_page.h"
#include "render/grid.h"
#include "render/render.h"

enum {
    CHART_WIDTH = 3600,
    CHART_SERIES_MAX = 5, /* colours s1 to s5 */
    CHART_ROWS_MAX = 60,  /* what does not fit is in the table only */
    CHART_PANELS_MAX = 12
};

/* What a chart's cells differ in, from the outermost. */
enum chart_dim { DIM_INDICATOR, DIM_DISTRICT, DIM_GROUP, DIM_PERIOD, N_DIMS };

struct chart_series {
    const struct district *district;
    const struct indicator *indicator;
    uint16_t group;
    size_t key[N_DIMS]; /* places among those of the chart; the group-less
                           first, DIM_PERIOD not used */
    bool total;         /* of no group, but others of the same place have one */
    const struct cell *const *cell; /* by period */
    size_t n;                       /* at least 1 */
};

struct chart {
    struct chart_series *series; /* by key */
    size_t n_series, n_cells;
    struct period *period; /* distinct, in order */
    size_t n[N_DIMS];      /* how many of each */
    bool over_time;        /* some series has several cells */
    const struct district *district[CHART_DISTRICTS_MAX];
    const struct indicator *indicator[CHART_INDICATORS_MAX];
};

/* False when the selection has no cells. */
bool chart_collect(struct render *r, const struct selection *s,
                   struct chart *out);
size_t chart_period_key(const struct chart *c, struct period p);
/* How one cell is named in a dimension; empty for no group. */
struct str chart_name(struct render *r, const struct chart_series *s,
                      const struct cell *cell, enum chart_dim dim);
/* The names in these dimensions (bits 1 << dim), joined. */
struct str chart_names(struct render *r, const struct chart_series *s,
                       const struct cell *cell, unsigned dims);
/* The dimensions with more than one value. */
unsigned chart_dims(const struct chart *c);

/* "Unit: pupils" for tables; for drawings, where shares carry their sign at
 * each number, empty then. */
struct str chart_unit(struct render *r, const struct unit *unit);
struct str drawn_unit(struct render *r, const struct unit *unit);
/* The unit that all cells have, or NULL. */
const struct unit *chart_common_unit(const struct chart *c);

/* ---- drawing ---- */

/* Strokes that look alike are one path of the drawing, labels one group. */
struct stroke {
    enum marker list;
    struct str kind;
    const char *weight; /* empty: 1 */
    struct buf path;
};

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

struct words_drawn {
    enum anchor anchor;
    const char *kind;
    struct dict *d;
};

struct drawing {
    struct render *r;
    const struct chart *chart;
    struct dict *d;
    vec_of(struct stroke) strokes;
    vec_of(struct words_drawn) words;
    long y;                           /* how far down the drawing reaches */
    bool uncertain, planned, derived; /* such marks were drawn */
    size_t n_left;                    /* cells or series that found no room */
};

struct str draw_length(struct render *r, long tenths); /* "12.5" */
void draw_label(struct drawing *g, long x, long y, enum anchor anchor,
                const char *kind, struct str text);
/* Lines of one label from the base line y on; returns how many. */
size_t draw_lines(struct drawing *g, long x, long y, long width, size_t max,
                  const char *kind, struct str text);
/* A straight line; its weight is empty for 1. */
void draw_rule(struct drawing *g, long x1, long y1, long x2, long y2,
               const char *kind, const char *weight);
/* A line of the grid or of an axis, at whole units. */
void draw_grid(struct drawing *g, long x1, long y1, long x2, long y2,
               const char *kind);
/* The next point of a broken line; `first` begins one. */
void draw_line(struct drawing *g, long x, long y, struct str kind, bool first);
void draw_bar(struct drawing *g, long x, long y, long width, long height,
              struct str kind);
void draw_point(struct drawing *g, long x, long y, const struct cell *c,
                size_t colour);
/* Classes of a mark: its colour, hollow, planned, derived. */
struct str draw_kind(struct drawing *g, const struct cell *c, size_t colour);
/* "s1" to "s5" */
const char *draw_colour(size_t colour);

/* The words at a mark: number with qualifier, or the symbol. */
struct str draw_value(struct drawing *g, const struct cell *c);
struct str draw_tick(struct drawing *g, struct decimal value,
                     const struct unit *unit);

/* The ends of a cell's value for geometry. */
double cell_low(const struct cell *c);
double cell_high(const struct cell *c);

/* Each fills g->d for the layout of its kind. */
void draw_rows(struct drawing *g, bool dots);
void draw_series(struct drawing *g);
/* Behind all drawing: puts the strokes into g->d. */
void draw_end(struct drawing *g);
/* Some series can be drawn as a line. */
bool chart_has_line(const struct chart *c);

/* A figure element of what was drawn without a chart. */
struct str chart_figure(struct drawing *g, bool bars, struct str title,
                        struct str text, struct str note);

/* The cells as a table. */
struct grid chart_grid(struct render *r, const struct chart *c,
                       struct str caption);

#endif
