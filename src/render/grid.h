/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_GRID_H
#define JB_RENDER_GRID_H

/* Cells as a table of rows and columns.
 *
 * Sources are named once where one covers the whole table, else once for each
 * column or row where that is possible, and only else at every cell. */

#include "model/site.h"
#include "render/render.h"

struct grid_head {
    struct str title;
    struct str href, note, kind; /* may be empty */
};

struct grid {
    struct str caption, corner;
    struct str note; /* may be empty */
    struct str csv;  /* address of a file that has these cells; may be empty */
    struct str cut;  /* that the file has more; may be empty */
    struct grid_head *row, *col;
    size_t n_rows, n_cols;
    const struct cell **at; /* n_rows x n_cols; NULL: no data */
    bool anchors;           /* the cells live on this page */
};

/* An empty table with room for its heads and cells. */
struct grid grid_new(struct render *r, size_t n_rows, size_t n_cols);

/* Adds it as a TABLE item. */
void add_grid(struct render *r, struct dict *d, enum marker list,
              const struct grid *g);

#endif
