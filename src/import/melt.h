/* SPDX-License-Identifier: MIT */
#ifndef JB_IMPORT_MELT_H
#define JB_IMPORT_MELT_H

/* Figures of a table's body to rows.
 *
 * Each figure takes together what its column's header, the texts of its row
 * and the options say. An empty text beside figures is the one above (a merged
 * cell) where another text stands in the row; a row with a single text and no
 * figures heads the rows below it. What is left out is counted and reported. */

#include "import/outline.h"
#include "import/spreadsheet.h"

struct import_row {
    const struct district *district;
    const struct indicator *indicator;
    const struct group *group; /* may be NULL */
    struct str period, value, symbol, quote;
    uint8_t qualifier;
    size_t row, column;        /* in the sheet */
    const struct str *carried; /* by melt.carry */
    bool out;                  /* left out after all: reported */
};

struct melt {
    struct arena *arena;
    struct outline *outline;
    const struct import_options *options;
    struct label given; /* by options */
    struct import_result *result;
    struct {
        struct import_row *at;
        size_t len, cap;
    } rows;
    struct strs carry;          /* columns that go through */
    const size_t *carried_from; /* their columns in the sheet */
};

void melt_table(struct melt *m);

#define MELT_SPEECH(m) ((m)->outline->notes->diag->speech)

/* The first arguments of note_cell, for the figure of a row. */
#define MELT_SPOT(m, of)                                                       \
    (m)->outline->notes, (m)->outline->cells, (of)->row, (of)->column

/* Reports a figure and leaves it out. */
void melt_refuse(struct melt *m, struct import_row *row, enum diag_code code,
                 const char *format, ...) __attribute__((format(printf, 4, 5)));

/* melt_value.c: reads the figure into the row; false: reported or no row. */
bool melt_value(struct melt *m, const struct label *said, struct str text,
                struct import_row *row);

const char *melt_qualifier(uint8_t qualifier); /* "" for exact */

#endif
