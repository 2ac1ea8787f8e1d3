/* SPDX-License-Identifier: MIT */
#ifndef JB_IMPORT_ROWS_H
#define JB_IMPORT_ROWS_H

/* Rows as CSV in the form of data/statistics/, and the trial that they pass
 * before: each is read as `jianbao check` would read it, and compared with the
 * others and with the cells of the site. */

#include "import/melt.h"

/* The file: only the columns that a row needs. `place[i]` is the row that
 * stands in line i + 2. */
struct str rows_write(struct melt *m, struct import_row **place);

/* Reports and leaves out what the strict reader refuses, cells that the site
 * has already, and cells that the file gives twice with two values. */
void rows_try(struct melt *m);

/* The text of a row in a column of statistics. */
struct str rows_field(const struct melt *m, const struct import_row *row,
                      struct str column);

#endif
