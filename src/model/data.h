/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_DATA_H
#define JB_MODEL_DATA_H

/* The CSV files of data/ to records of the site.
 *
 * data_load fills the site: first the registers (districts, units, topics,
 * groups, sources, indicators, documents, events, glossary), then statistics,
 * every row of which refers to them. A row with a mistake is reported and left
 * out, or kept as `broken` where others refer to it (a cell as one that
 * cell_is_broken). Unknown columns are kept for downloads (statistics) or
 * ignored, with a warning when their name is nearly a known one.
 *
 * Behind it: data_row (a row and its columns), data_field (typed readers),
 * data_ref (references), data_mend (spreadsheet forms), data_district,
 * data_register, data_glossary, data_sheets, data_statistics, data_value and
 * data_quote. */

#include "base/hash.h"
#include "model/site.h"

/* A data file as loaded and checked for encoding: path below the site. */
struct data_file {
    struct str path, text;
    struct hash hash; /* of the bytes as they lie there; zero: unknown */
    bool broken;     /* reported: nothing of it was read */
    bool incomplete; /* reported: not all of it was */
    struct csv_table table;
    struct arena arena;
    struct diag diag;
};

/* Parses one file's CSV into its own arena and sink; for workers. Statistics
 * are left to data_load, so that their tables are never in memory all at once.
 */
void data_parse(struct data_file *f);

/* True for a path below data/statistics/. */
bool data_is_statistics(struct str path);

/* Reads one file and checks its encoding; for workers. */
typedef void data_read_fn(const struct site *s, struct data_file *f);

/* Fills the site from all files (sorted by path); an absent register is an
 * empty one. Needs site.config, site.options (as_of, threads) and next_due
 * (INT64_MAX, lowered where figures await their release). Moves the files'
 * messages into `d` and the registers' arenas into the site. Statistics without
 * a text are what site.statistics kept of them, or read by `read`, which may be
 * NULL when all have one; copies what is needed of them and releases their
 * arenas and texts. */
void data_load(struct site *s, struct data_file *files, size_t n_files,
               data_read_fn *read, struct diag *d);

#endif
