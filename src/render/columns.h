/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_COLUMNS_H
#define JB_RENDER_COLUMNS_H

/* The columns of all downloads in CSV, in their order: the header of the files
 * and what the two metadata files say about them cannot differ. */

#include "render/render.h"

enum column_type { COLUMN_TEXT, COLUMN_NUMBER, COLUMN_DATE, COLUMN_BOOL };

struct column {
    struct str name;      /* ASCII, as in the header */
    const char *key;      /* its title is the word column_<key>, what it holds
                             column_<key>_text where that exists; NULL: a
                             column of the site's own, without a word */
    int lang;             /* language of its texts, -1: none */
    enum column_type type;
    bool required;        /* no row leaves it empty */
    const char *choices;  /* `|`-separated values, or NULL */
};

struct columns {
    struct column *at;
    size_t len, cap;
};

/* On r->scratch. */
void columns_list(struct render *r, struct columns *out);

/* Title of a column, and what it holds (may be empty), in a language. */
struct str column_title(struct render *r, const struct column *c, size_t lang);
struct str column_text(struct render *r, const struct column *c, size_t lang);

/* What makes a row unique. */
extern const char *const columns_key[];
enum { COLUMNS_KEY = 5 };

#endif
