/* SPDX-License-Identifier: MIT */
#ifndef JB_IMPORT_OUTLINE_H
#define JB_IMPORT_OUTLINE_H

/* Where the table lies in a sheet, and what each column is for.
 *
 * From the top: titles (rows with one text, or texts with a colon such as
 * 单位：万人), one to OUTLINE_HEADERS_MAX header rows, the body, notes below. A
 * header cell left empty by a merge takes the text at its left where both have
 * a text of their own below. A column whose header says nothing is told by what
 * stands in it. Reports every decision that is more than a plain name.
 *
 * One table is read. Another one below it (a header row that differs, or a
 * title and a header row after an empty line) is reported with its line, and
 * nothing of it is read: its columns may mean something else. */

#include "import/label.h"
#include "import/cells.h"

enum { OUTLINE_HEADERS_MAX = 4 };

struct column {
    struct label label; /* what its header says of all its figures */
    struct str name;    /* the header's texts, joined; else its number */
    bool headed;
    enum role role;   /* ROLE_VALUE: holds figures */
    struct str carry; /* ROLE_CARRY: the column of the rows */
    bool lost;        /* its figures are left out: `why` */
    bool empty;       /* nothing stands below its header */
    struct str why;
    size_t header; /* a row for messages */
};

struct outline {
    const struct cells *cells;
    struct labels *labels;
    struct notes *notes;
    size_t top, body, foot; /* rows: header, figures, notes begin */
    struct column *column;  /* cells->n_columns */
    struct str title;
    struct {
        struct str text, period;
        struct loc loc;
        size_t n; /* different times in titles; 1: the time above */
    } timed;
    size_t end;      /* the row at which another table begins, or n_rows */
    size_t n_beyond; /* figures from there on */
    struct {
        struct said_unit *at;
        size_t len, cap;
    } units; /* of a line such as 单位：万人、% */
    bool decimal_comma;
    bool blocked; /* a column that nobody knows may say what all are of */
};

/* False: reported, there is no table. */
bool outline_find(struct outline *f, struct arena *a) JB_MUST_USE;

/* outline_time.c: notes the times that a title says, unless --map leaves it
 * out. */
void outline_time(struct outline *f, struct str title, struct loc loc);

/* outline_next.c: finds `end`, and reports what begins there. */
void outline_next(struct outline *f);

/* No figures in the row but times, such as years. */
bool outline_is_heading(struct outline *f, size_t row);
/* Titles and notes: one text in the first column, or texts with colons. */
bool outline_is_remark(struct outline *f, size_t row);
bool outline_same_row(const struct cells *s, size_t a, size_t b);

/* A text that is a figure or stands for one. */
bool outline_is_figure(struct arena *scratch, struct str text);

#endif
