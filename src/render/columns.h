/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_COLUMNS_H
#define JB_RENDER_COLUMNS_H

/* The columns of all downloads in CSV, in their order: the header of the files
 * and what the two metadata files say about them cannot differ.
 *
 * There are two forms of the figures, and the registers whose codes they use.
 * tidy: a row for each figure. wide: a column for each time, and in every row
 * figures of one kind only, told by the columns before them: a number is never
 * apart from its unit, group, status and qualifier. So a series with exact and
 * rounded figures takes two rows, a range takes one for its lower and one for
 * its upper ends, and what has no figure is a row of its own that names the
 * symbol and the times. Quotations, notes and sources are only in the tidy
 * form. */

#include "model/period_sets.h"
#include "render/render.h"

enum column_type { COLUMN_TEXT, COLUMN_NUMBER, COLUMN_DATE, COLUMN_BOOL };

struct column {
    struct str name;      /* ASCII, as in the header */
    const char *key;      /* its title is the word column_<key>, what it holds
                             column_<key>_text where that exists; NULL: a
                             column of the site's own, without a word */
    const struct period *period; /* a column for a time; else NULL */
    int lang;             /* language of its texts, -1: none */
    enum column_type type;
    bool required;        /* no row leaves it empty */
    bool is_list;         /* several values with spaces between */
    const char *choices;  /* `|`-separated values, or NULL */
};

struct columns {
    struct column *at;
    size_t len, cap;
};

/* On r->scratch. */
void columns_list(struct render *r, struct columns *out); /* tidy */
void columns_wide(struct render *r, const struct period_set *set,
                  struct columns *out);
/* The columns of a register; its kind is one of PAGE_DATA_DISTRICTS, _INDICATORS,
 * _GROUPS and _SOURCES. The first is its code, the key. */
void columns_register(struct render *r, enum page_kind kind,
                      struct columns *out);

/* Byte order mark, for spreadsheets, and the header row. */
void columns_head(struct buf *b, const struct columns *columns);

/* Title of a column, and what it holds (may be empty), in a language. */
struct str column_title(struct render *r, const struct column *c, size_t lang);
struct str column_text(struct render *r, const struct column *c, size_t lang);

/* What makes a row unique, NULL at the end. */
extern const char *const columns_key[], *const columns_wide_key[];

/* Columns that hold the code of a register: of the district, indicator, … */
struct column_foreign {
    const char *column, *code; /* here, and in the register */
    enum page_kind of;
};
extern const struct column_foreign columns_foreign[];
enum { COLUMNS_FOREIGN = 4 };

#endif
