/* SPDX-License-Identifier: MIT */
#ifndef JB_IMPORT_CELLS_H
#define JB_IMPORT_CELLS_H

/* A spreadsheet's export as a grid of texts.
 *
 * Recognised: UTF-8 with and without a mark, UTF-16 of both orders with and
 * without a mark, else GB18030 (which holds GBK and GB 2312); commas,
 * semicolons, tabs and bars, also as the line `sep=;` says; LF, CRLF and CR.
 * What was recognised is reported unless it is UTF-8 with commas. Workbooks
 * (.xlsx, .xls, .ods), PDF and HTML are refused with what to do. Rows and
 * columns without any value are left out of the grid; places are those of the
 * file all the same. */

#include "import/notes.h"
#include "input/csv.h"

struct cells {
    struct str path;
    struct csv_table table;
    size_t *row; /* n_rows positions in table.row: those with a value */
    size_t n_rows, n_columns;
};

/* False: reported, nothing could be read. Rows that could not be read are
 * reported and missing. `delimiter` 0: found out. */
bool cells_read(struct arena *a, struct str path, struct str bytes,
                char delimiter, struct cells *out, struct notes *n) JB_MUST_USE;

/* The trimmed text; empty behind the end of a row. */
struct str cells_at(const struct cells *s, size_t row, size_t column);
struct loc cells_loc(const struct cells *s, size_t row, size_t column);
size_t cells_count(const struct cells *s, size_t row); /* cells with a text */

#endif
