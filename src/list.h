/* SPDX-License-Identifier: MIT */
#ifndef JB_LIST_H
#define JB_LIST_H

/* `jianbao list WHAT`: rows about the site, as an aligned table, CSV or JSON on
 * standard output. The order of the rows depends on nothing but the site.
 * Mistakes are not reported; the exit status is 1 only where the site cannot be
 * read at all. */

#include "model/site.h"

enum list_kind {
    LIST_ARTICLES,
    LIST_DISTRICTS,
    LIST_INDICATORS,
    LIST_UNTRANSLATED,
    LIST_STALE,
    LIST_REVISED,
    LIST_PARITY,
    LIST_UNUSED,
    LIST_DUE,
    N_LIST_KINDS
};

#define LIST_WORDS                                                             \
    "articles, districts, indicators, untranslated, stale, revised, parity, "  \
    "unused, due"

enum list_format { LIST_TABLE, LIST_CSV, LIST_JSON };

extern const char *const list_kind_names[]; /* ends with NULL */
bool list_kind_find(const char *word, enum list_kind *out);
int list_site(struct options *options, enum list_kind kind);

#endif
