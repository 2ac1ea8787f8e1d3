/* SPDX-License-Identifier: MIT */
#ifndef JB_INPUT_CSV_READER_H
#define JB_INPUT_CSV_READER_H

/* How csv_read is put together; only csv*.c include this. csv.c feeds libcsv
 * and reports quotes, csv_rows.c makes rows of the fields that come out. */

#include "input/csv.h"

struct csv_parser; /* libcsv's */

struct csv_reader {
    struct arena *arena;
    struct diag *diag;
    struct csv_table *table;
    struct csv_parser *parser;
    struct str text;
    size_t at, end;  /* the present piece */
    unsigned line;   /* of `at` */
    size_t field_at; /* first byte of the present field */
    unsigned field_line;
    size_t row_at;
    unsigned row_line;
    size_t n_fields;
    size_t excess_at; /* first byte of the first field too many */
    unsigned excess_line;
    size_t max_rows;
    size_t reports;
    bool loose; /* no header, rows of any length */
    bool bad_row, stop;
    struct str field[CSV_COLUMNS_MAX];
};

/* True while there is room for a report; the last one says that it is. */
bool csv_may_report(struct csv_reader *r, struct loc loc);

/* The present field ends before `end`, where the next one begins. */
void csv_add_field(struct csv_reader *r, struct str field, size_t end);

/* The present row ends: it is taken or reported. */
void csv_end_row(struct csv_reader *r);

#endif
