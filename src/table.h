/* SPDX-License-Identifier: MIT */
#ifndef JB_TABLE_H
#define JB_TABLE_H

/* Rows of texts for people and programs: an aligned table (wide characters
 * count double), CSV with a header row, or a JSON list of objects. Headings and
 * words of the program are said in the reader's language in the table, in
 * English in CSV and JSON. */

#include <stdio.h>

#include "base/speech.h"
#include "base/vec.h"
#include "list.h"

enum { TABLE_COLUMNS_MAX = 12 };

struct table_field {
    struct str text;
    bool word; /* of the program: see table_add_word */
};

struct table {
    struct arena *arena;
    enum speech speech; /* of an aligned table */
    struct {
        const char *name;
        bool number; /* right-aligned, bare in JSON; empty: null */
        char below;  /* '-' or '+': in a table not a column but a line of its
                        own below the row, behind that sign; else '\0' */
    } column[TABLE_COLUMNS_MAX];
    size_t n_columns;
    vec_of(struct table_field) fields; /* row after row */
};

/* `names` separated by spaces; a number's begins with `#`, one for a line below
 * with `-` or `+` (such come last). */
void table_init(struct table *t, struct arena *a, const char *names);
/* The next field, from left to right, row after row. */
void table_add(struct table *t, struct str text);
/* The same for a word of ours, which has its Chinese in speech.zh.def; other
 * words stay as they are. */
void table_add_word(struct table *t, const char *word);
void table_add_number(struct table *t, size_t n);

void table_print(const struct table *t, enum list_format format, FILE *to);

#endif
