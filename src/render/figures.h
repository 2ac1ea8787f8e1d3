/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_FIGURES_H
#define JB_RENDER_FIGURES_H

/* Cells as tiles, table rows and tables; numbered sources. */

#include "model/statistics.h"
#include "render/render.h"

/* Sources get numbers in the order in which marks to them are added. The
 * symbols and qualifiers of cells shown are kept for set_symbols. */
struct marks {
    const struct source **source;
    size_t len, cap;
    unsigned symbols;    /* bit 1 << enum symbol; SYMBOL_NONE: the dash */
    unsigned qualifiers; /* bit 1 << enum qualifier */
};

/* Adds a MARK item for the source; nothing for NULL. */
void add_mark(struct render *r, struct dict *d, enum marker list,
              const struct source *s);
/* The number that a mark to the source shows; it is listed from now on. */
size_t mark_number(struct render *r, const struct source *s);
const struct source *cell_source(const struct site *s, const struct cell *c);
/* Fills SOURCES from the marks given so far: call last. */
void set_sources(struct render *r);

/* A figure cut in three that read as one phrase: "more than ", "40,000",
 * " pupils" in running form. */
struct figure_words {
    struct str before, number, after;
    struct str plain; /* for <data value> */
};
struct figure_words figure_words(struct render *r, const struct cell *c);
/* The same with all digits of the number, for rows of tables. */
struct figure_words figure_words_full(struct render *r, const struct cell *c);

/* "54.02%", "more than 40,000 pupils", or the symbol of a missing figure. */
struct str cell_words(struct render *r, const struct cell *c);
/* The mark of a missing figure; NULL: the dash of no data. */
struct str cell_symbol(struct render *r, const struct cell *c);
struct str cell_period(struct render *r, const struct cell *c);
struct str cell_group(struct render *r, const struct cell *c);
/* "up 12 schools (5.3%) since 2020"; empty when nothing can be compared. */
struct str change_words(struct render *r, const struct change *change,
                        const struct cell *c);
/* The indicator's name, with the group in parentheses where there is one. */
struct str cell_title(struct render *r, const struct cell *c);
/* What a reader should know of the figure, in sentences: the steward's note, how
 * it was worked out, that it was restated, when it was revised and why. */
struct str cell_note(struct render *r, const struct cell *c);
/* The place's name at the time of the figure, and the present one where it is
 * another. */
struct str cell_place(struct render *r, const struct cell *c);
/* Where the indicator is described; empty for one-off facts. */
struct str indicator_href(struct render *r, const struct indicator *n);

/* Adds a TILE; with_place on pages that are not about one district. */
void add_tile(struct render *r, struct dict *d, enum marker list,
              const struct cell *c, bool with_place);

/* Adds a FIG row; flags say what the table shows. */
enum fig_flags {
    FIG_WITH_PLACE = 1,
    FIG_WITH_ANCHOR = 2, /* the cell lives on this page */
    FIG_LINK_CELL = 4,   /* link to the cell, not to its indicator */
    FIG_PART = 8 /* of the same indicator as the row above: its group only */
};
void add_fig(struct render *r, struct dict *d, enum marker list,
             const struct cell *c, unsigned flags);

/* FIG rows of cells that live on this page; groups that follow their whole are
 * shown as parts of it. */
void add_figs(struct render *r, struct dict *d, enum marker list,
              const struct cell *const *at, size_t n);

/* Adds a TCELL for a cell (NULL: the dash of no data), without marks; gives it
 * back, so that the caller can add them. */
struct dict *add_tcell(struct render *r, struct dict *d, const struct cell *c,
                       bool with_anchor);

/* Page and anchor of a cell; the anchor alone on its own page. */
struct str cell_href(struct render *r, const struct cell *c);

/* SYMBOLS used by the cells shown so far (or all of them). */
void set_symbols(struct render *r, bool all);

/* chart: and table: references, and charts of district and indicator pages: a
 * complete <figure> with drawing, caption and data table; NULL caption: one is
 * made. Empty when nothing can be drawn. */
struct str chart_html(struct render *r, const struct selection *s,
                      struct str caption_html);
struct str table_html(struct render *r, const struct selection *s,
                      struct str caption_html);
/* The chart without its table, where that stands beneath. */
struct str chart_alone_html(struct render *r, const struct selection *s);

/* A figure of a district and the same of its parent, where that has one, and of
 * all places within that. */
struct figure_peers {
    const struct cell *own;
    struct cell_list peers; /* its own too */
};
/* Where a district stands among many: a strip for each figure, without a table;
 * counts are left out behind what is_comparable. Empty for none. */
struct str strip_html(struct render *r, const struct figure_peers *c, size_t n);

/* How the values of many districts are spread; a ranking of one period. Empty
 * where they do not differ. */
struct ranking;
struct str histogram_html(struct render *r, const struct ranking *all);

/* A small drawing of the series of a cell, empty below three values. */
struct str sparkline_html(struct render *r, const struct cell *c);

#endif
