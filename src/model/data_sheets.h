/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_DATA_SHEETS_H
#define JB_MODEL_DATA_SHEETS_H

/* The files of statistics to cells of the site: the second half of data_load;
 * only data*.c include this.
 *
 * A file that the last build kept (statistics_cache.h) is taken over, the
 * others are read, in parallel. Their texts are in memory until the cells are,
 * since together they say how much room all cells need. */

#include "model/data.h"

struct sheets {
    struct site *s;
    struct data_file **file;
    size_t n;
    const bool *incomplete;  /* see struct row_file */
    data_read_fn *read;
    const struct str *registers; /* texts of all other files of data/ */
    size_t n_registers;
};

/* Sets cell, statistics_file and extra_column of the site and lowers
 * next_due. */
void sheets_load(struct sheets *l);

/* Parses a file, unless it is broken or parsed. */
void data_parse_any(struct data_file *f);

#endif
