/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_DATA_STATISTICS_H
#define JB_MODEL_DATA_STATISTICS_H

/* Rows of one statistics file to cells. Files are read in parallel: the site's
 * registers are complete and only read. */

#include "model/data_row.h"

struct statistics_file {
    struct str path;
    uint16_t index;    /* in site.statistics_file */
    struct cell *cell; /* caller's, room for `cap` */
    size_t n_cells, cap;
    const struct str *extra; /* unknown columns, in the file's order */
    size_t n_extra;
    struct strs refused; /* of rows left out: "district/indicator", * for
                            what is unknown; see site_refuse */
    int64_t next_due;   /* of the cells with a release to come */
    struct arena arena; /* what the cells refer to */
};

/* Cells that a file of these bytes has at most: a row with a key has a
 * district, an indicator, a period of four characters, three commas and a line
 * end. */
size_t statistics_bound(struct str text);

/* All rows of a parsed table. A row without a usable key is left out; one with
 * another mistake becomes a cell without value and symbol. */
void statistics_read(struct statistics_file *out, struct row_file *f);

/* The value column: reports what is no number, or no share where the indicator
 * is one. */
bool row_value(struct row *r, int column, const struct indicator *i,
               struct figure *out) JB_MUST_USE;
uint8_t row_qualifier(struct row *r, int column);

/* Shares lie within 0 and 100. */
bool statistics_possible(const struct cell *c);

/* Notes when a cell with this release falls due. */
void statistics_release(struct statistics_file *out, const struct site *s,
                        struct date release);

/* Warns when a quote does not say the value and qualifier of its cell. */
void quote_check(struct row *r, int column, const struct cell *c,
                 struct str quote);

#endif
