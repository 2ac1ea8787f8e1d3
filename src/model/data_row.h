/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_DATA_ROW_H
#define JB_MODEL_DATA_ROW_H

/* A row of a data file being read, and typed readers of its fields.
 *
 * Readers take a column of the file (-1: the file has no such column, which is
 * read as empty), report what they cannot read at the field's place and mark
 * the row as broken. What they return lives as long as the table or its text;
 * mended texts live in `scratch`. */

#include "model/site.h"

enum data_kind {
    DATA_DISTRICTS,
    DATA_UNITS,
    DATA_TOPICS,
    DATA_GROUPS,
    DATA_SOURCES,
    DATA_INDICATORS,
    DATA_DOCUMENTS,
    DATA_EVENTS,
    DATA_GLOSSARY,
    DATA_STATISTICS, /* one of many files */
    N_DATA_KINDS
};

/* Columns of a kind of file: "!" before a name that is required, "_*" behind
 * one that stands once for each language. */
struct data_columns {
    const char *path; /* below the site; statistics: the folder */
    const char *const *name; /* ends with NULL */
};
extern const struct data_columns data_columns[N_DATA_KINDS];

/* "district" and the like, and the records by their names. */
const char *data_noun(enum data_kind kind);
const struct map *data_records(const struct site *s, enum data_kind kind);

/* A mistake that may stand in many rows and is reported once, with their
 * number. */
struct repeated {
    struct str text;
    struct loc loc;
    enum diag_code code;
    size_t n_rows;
};

struct row_file {
    const struct site *site;
    const struct csv_table *table;
    struct diag *diag;
    struct arena *kept;    /* for records and what belongs to them */
    struct arena *scratch; /* emptied after each row */
    const bool *incomplete; /* by data_kind: has rows that were not read, so
                               that unknown names may stand there */
    struct arena arena;     /* of the two maps */
    struct map keys;        /* of records with more than one key column */
    struct map repeated_by_key;
    vec_of(struct repeated *) repeated;
    size_t n_nearest; /* searches for similar names so far */
    int key_column;   /* of ids or codes */
    bool nameless;    /* messages do not begin with the column's name */
    bool bad_key;     /* one of them was reported: its name is unknown */
};

struct row {
    struct row_file *file;
    size_t at; /* in table.row */
    bool broken;
};

/* Reports missing columns and nearly known ones; false when rows cannot be
 * read without the missing ones. */
bool row_file_check(struct row_file *f, enum data_kind kind) JB_MUST_USE;
/* True for a column that the kind of file has, in any language of the site. */
bool row_file_knows(const struct row_file *f, enum data_kind kind,
                    struct str column);
/* Reports the repeated mistakes. */
void row_file_close(struct row_file *f);

/* Column `base`_<language>, or -1. */
int row_file_text_column(const struct row_file *f, const char *base,
                         size_t lang);

int row_column(const struct row *r, const char *name);
struct loc row_loc(const struct row *r, int column);

/* Reports at a field, "column 'x': " before the text, and breaks the row when
 * the code counts as an error by default. */
void row_report(struct row *r, int column, enum diag_code code,
                const char *format, ...) __attribute__((format(printf, 4, 5)));
/* A form that was understood; `check --fix` writes the mended one. */
void row_report_form(struct row *r, int column, struct str was,
                     struct str mended);
/* row_report once for each key and file, with the number of rows. */
void row_report_once(struct row *r, int column, enum diag_code code,
                     struct str key, struct str text);

struct str row_str(const struct row *r, int column);
struct str row_required(struct row *r, int column);
struct str row_id(struct row *r, int column);
struct str row_url(struct row *r, int column);
struct strs row_list(const struct row *r, int column);
struct text row_text(const struct row *r, const char *base);
/* The same; reports when there is none in any language. */
struct text row_text_required(struct row *r, const char *base);

/* `inferred` takes a trailing `~`; NULL: none is allowed. */
struct date row_date(struct row *r, int column, bool *inferred);
/* PERIOD_NONE when it was reported. */
struct period row_period(struct row *r, int column);
/* `fallback` for an empty field. */
int row_int(struct row *r, int column, int min, int max, int fallback);

struct choice {
    const char *name;
    int value;
};
/* One of `choices` (ends with a NULL name); an empty field is `fallback`, or
 * a mistake where that is negative. */
int row_choice(struct row *r, int column, const struct choice *choices,
               int fallback);

/* A code, in our form; copied to `kept` where a spreadsheet's was mended. */
struct str row_code(struct row *r, int column);

/* The record that the field names; NULL when it is empty, or unknown and
 * reported. */
void *row_ref(struct row *r, int column, enum data_kind kind);
/* The same for a name taken from a field. */
void *row_ref_to(struct row *r, int column, enum data_kind kind,
                 struct str name);

#endif
