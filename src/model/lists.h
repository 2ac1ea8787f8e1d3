/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_LISTS_H
#define JB_MODEL_LISTS_H

/* Records in the order in which the site lists all of them, and how such a list
 * is cut into pages: the plan counts pages by it, views show the rows of
 * theirs, and a link to a record finds its page.
 *
 * lists_index sorts each of them, once a language; how they are cut takes
 * constant time.
 *
 * Names of districts sort by curated pinyin, then pinyin collation, in a Chinese
 * language; by collation in any other. */

#include "model/site.h"

struct lists {
    const struct term **term[LANG_MAX]; /* by kind, then name */
    size_t n_terms;
    const struct paper **paper; /* newest first */
    size_t n_papers;
    const struct indicator **indicator; /* by topic: series, then facts */
    size_t n_indicators;
    const struct district **letter; /* current ones by pinyin */
    size_t n_letters;
    const struct indicator **series; /* the series among them with figures */
    size_t n_series;
    const struct district **file; /* those with figures, each behind the one
                                     it belongs to */
    size_t n_files;
};

/* Sets site.lists, `place` of terms and papers, name_order of districts; after
 * everything is joined. */
void lists_index(struct site *s);

/* The letter that a district's name begins with, A to Z, or '#'. */
char district_initial(const struct site *s, const struct district *d,
                      size_t lang);

/* ---- pages ---- */

/* Rows on the first page, which has more on it, and on each of the others. */
struct cut {
    size_t first, rest;
};

extern const struct cut cut_terms, cut_papers, cut_indicators, cut_files,
    cut_ranking;
/* All on one page, or none on the first, which has the tree. */
struct cut cut_letters(const struct lists *l);

/* How many pages n rows need, one at least. */
unsigned cut_pages(struct cut cut, size_t n);
/* On which page a row is, from 1. */
unsigned cut_page(struct cut cut, size_t row);
/* The rows of a page. */
struct slice {
    size_t from, to;
};
struct slice cut_rows(struct cut cut, size_t n, unsigned page);

#endif
