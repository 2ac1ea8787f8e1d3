/* SPDX-License-Identifier: MIT */
#ifndef JB_IMPORT_MELT_ROW_H
#define JB_IMPORT_MELT_ROW_H

/* What the texts of a row and those above it say of its figures; only melt*.c
 * include this. */

#include "import/melt.h"

enum { HEADINGS_MAX = 4 };

/* What the rows above say of the present one. */
struct above {
    struct str *text; /* by column: the last text, for merged cells */
    struct label heading[HEADINGS_MAX]; /* of the rows below, outermost first */
    size_t n_headings;
    bool figures;                      /* stood below the last of them */
    const struct indicator *indicator; /* of the last row that named one */
    bool lost;                         /* the heading is not understood */
    struct str why;
};

/* What the row's own texts say, and those above it in merged cells; false with
 * the column at fault and `why`. */
bool melt_read_row(struct melt *m, struct above *up, size_t row,
                   struct label *out, size_t *fault, struct str *why);

/* Takes a row with a single text and no figures for a heading of the rows
 * below; false where it is a row like the others. */
bool melt_take_heading(struct melt *m, struct above *up, size_t row);

#endif
