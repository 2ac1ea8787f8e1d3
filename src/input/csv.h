/* SPDX-License-Identifier: MIT */
#ifndef JB_INPUT_CSV_H
#define JB_INPUT_CSV_H

/* CSV bytes (RFC 4180) to rows, by libcsv in strict mode. (That library owns
 * the name csv_parse, so ours is csv_read.)
 *
 * Refused with a message: a stray or unclosed quote, a row with another number
 * of fields than the header (the expected and found numbers are told, and the
 * rows before and after are still read), an empty or repeated column name,
 * fields longer than CSV_FIELD_MAX, more than CSV_COLUMNS_MAX columns or
 * CSV_ROWS_MAX rows, a file without any row, a CR without LF, a header of a
 * file whose columns are separated by semicolons, tabs or bars. Lines are
 * physical lines, true also behind quoted line breaks. Empty lines are skipped.
 * Fields are trimmed of white space (U+00A0 and U+3000 too) unless they were
 * quoted. */

#include "base/diag.h"

enum {
    CSV_FIELD_MAX = 16 * 1024,
    CSV_COLUMNS_MAX = 256,
    CSV_ROWS_MAX = 4000000,
    CSV_REPORTS_MAX = 100 /* of one file; the last one says that it is */
};

struct csv_row {
    unsigned line;           /* of the row's first byte */
    unsigned offset;         /* of that byte in the table's text */
    const struct str *field; /* table.n_columns of them */
};

struct csv_table {
    struct str path;
    size_t n_columns;
    const struct str *column; /* the header's names, trimmed */
    struct csv_row *row;
    size_t n_rows;
    struct str text; /* the bytes given, for places */
    uint16_t *width; /* of each row, csv_read_loose only: else NULL */
    char delimiter;
};

/* Reads all rows that can be read; false when anything was reported. `bytes`
 * have no BOM, are valid UTF-8 and must outlive the table: fields are slices of
 * them, copies on the arena only where quotes were doubled. */
bool csv_read(struct arena *a, struct str path, struct str bytes,
              struct csv_table *out, struct diag *d) JB_MUST_USE;

/* The same for bytes that begin on a line of a larger file. */
bool csv_read_at(struct arena *a, struct loc first, struct str bytes,
                 struct csv_table *out, struct diag *d) JB_MUST_USE;

/* What a spreadsheet exported, with any delimiter: no header (column is NULL),
 * rows of any length up to CSV_COLUMNS_MAX fields (width tells; n_columns is
 * the longest). Strict about quotes all the same. */
bool csv_read_loose(struct arena *a, struct str path, struct str bytes,
                    char delimiter, struct csv_table *out,
                    struct diag *d) JB_MUST_USE;

/* Index of a column, or -1. */
int csv_column(const struct csv_table *t, const char *name);

/* Place of a field: its line and the column of its first character. Finds it by
 * reading the row again: for messages only. */
struct loc csv_loc(const struct csv_table *t, size_t row, size_t column);

/* Place of a byte of the text that lies on a known line. */
struct loc csv_place(const struct csv_table *t, size_t offset, unsigned line);

#endif
