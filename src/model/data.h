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
 * data_register, data_glossary, data_statistics, data_value and data_quote. */

#include "model/site.h"

/* A data file as loaded and checked for encoding: path below the site. */
struct data_file {
    struct str path, text;
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

/* Fills the site from all files (sorted by path); an absent register is an
 * empty one. Needs site.config, site.options (as_of, threads) and next_due
 * (INT64_MAX, lowered where figures await their release). Moves the files'
 * messages into `d` and the registers' arenas into the site; reads statistics
 * in parallel, copies what is needed of them and releases their arenas and
 * texts. */
void data_load(struct site *s, struct data_file *files, size_t n_files,
               struct diag *d);

#endif
