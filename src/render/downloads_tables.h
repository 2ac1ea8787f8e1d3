/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_DOWNLOADS_TABLES_H
#define JB_RENDER_DOWNLOADS_TABLES_H

/* Every download in CSV that is planned, for the two files that describe them:
 * all figures, the registers, then the files of districts and of indicators. */

#include "render/columns.h"

struct data_table {
    const struct page *page;
    struct text name;
    const char *prefix, *suffix; /* of its name in the Data Package, around */
    struct str id;               /* the code of its district or indicator */
    const struct period_set *set; /* wide tables; else NULL */
    bool is_register;
};

struct data_tables {
    struct data_table *at;
    size_t len, cap;
};

/* On r->scratch. */
void data_tables_list(struct render *r, struct data_tables *out);
void data_table_columns(struct render *r, const struct data_table *t,
                        struct columns *out);
/* What makes a row unique, NULL at the end. */
const char *const *data_table_key(const struct data_table *t);

/* The word in every language. */
struct text words_of(struct render *r, const char *key);

/* Calls for every column that holds the code of a planned register. */
struct json;
typedef void foreign_fn(struct json *j, const char *column, const char *code,
                        struct str file);
void data_table_foreign(struct render *r, const struct columns *columns,
                        struct json *j, foreign_fn *fn);

#endif
