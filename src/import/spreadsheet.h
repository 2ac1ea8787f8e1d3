/* SPDX-License-Identifier: MIT */
#ifndef JB_IMPORT_SPREADSHEET_H
#define JB_IMPORT_SPREADSHEET_H

/* A spreadsheet's export to rows of statistics, with a report of every
 * decision and doubt.
 *
 *     cells   bytes -> a grid of texts (encoding, delimiter, quotes)
 *     outline where the header and the body are, what each column is for
 *     label   what words mean: districts, indicators, periods, groups, units
 *     reading what stands in a cell: times and numbers
 *     melt    every figure of the body -> one row
 *     rows_try every row read by the strict reader of data/, and compared with
 *             the cells that the site has
 *     rows    rows -> CSV in the form of data/statistics/
 *
 * A figure becomes a row only when its district, indicator, period, unit and
 * value are each said by exactly one reading of the file; else it is left out
 * and reported where it stands. Nothing is written here: see src/import.c. */

#include "base/diag.h"
#include "model/site.h"

enum { IMPORT_BYTES_MAX = 64 * 1024 * 1024 };

struct import_options {
    struct str path; /* for messages */
    /* For figures that the file itself says nothing about; or the name of the
     * column that does. Empty: not given. */
    struct str district, indicator, period, group;
    struct str within;         /* a code: names mean places below it */
    struct str source, status; /* of all rows */
    const struct str *map;     /* LABEL=MEANING, see labels_map */
    size_t n_map;
    char delimiter;      /* 0: found out */
    struct str replaces; /* the path below the site that the rows go to: what
                            stands there now does not count */
};

struct import_result {
    struct str csv;   /* with a header; empty without rows */
    size_t n_rows;    /* written */
    size_t n_figures; /* in the body */
    size_t n_left;    /* not written for a doubt */
    size_t n_told;    /* not written because --map says so */
    size_t n_known;   /* the site has them already */
    size_t n_missing; /* cells with a sign for "no figure", no row */
};

/* False with `why` for options that cannot be: an unknown source, a mapping
 * that means nothing. Otherwise true, and messages say the rest. `bytes` must
 * outlive the messages' printing. */
bool import_sheet(struct arena *a, const struct site *s,
                  const struct import_options *o, struct str bytes,
                  struct import_result *out, struct diag *d,
                  struct str *why) JB_MUST_USE;

#endif
