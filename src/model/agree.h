/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_AGREE_H
#define JB_MODEL_AGREE_H

/* Do the two languages of a text give the same numbers?
 *
 * All quantities of an original are compared with those of its translation,
 * block by block: value, unit and certainty; dates as dates. Rounding that is
 * said is understood ("about 86 per cent" for 85.76%). What lies in stat:
 * references to one cell in both texts agrees, as each was checked against the
 * cell. Languages other than Chinese and English are not compared.
 *
 * Tolerated: one and a, 零 and none, ordinals that only one language has,
 * "both" for 两, years that the other text calls "that year", a number that
 * stands in a neighbouring block, numerals of names. Linear in the length of
 * the texts. */

#include "model/site.h"

struct names;

/* Warns about every pair of versions of an entry whose bodies are open; behind
 * link_site. Blocks with the comment <!-- numbers: ok --> in either language
 * are left out. `a` holds what is needed until the next reset. */
void agree_entry(const struct site *s, const struct names *names,
                 const struct entry *e, struct arena *a, struct diag *d);

/* ---- texts, for agree_entry and tests ---- */

struct agree_cited { /* a stat: reference within a text */
    size_t at, len;
    const void *cell;
};

struct agree_text { /* a block */
    struct str text;
    enum numerals numerals;
    const struct agree_cited *cited; /* in order */
    size_t n_cited;
    bool optional; /* its numbers may match, but are never reported */
};

/* Blocks that say the same, original [0] and translation [1]: mostly one of
 * each. */
struct agree_unit {
    const struct agree_text *text[2];
    size_t n[2];
};

enum agree_fault {
    AGREE_MISSING, /* only the original has it */
    AGREE_EXTRA,   /* only the translation has it */
    AGREE_DIFFERS,
    AGREE_UNIT,
    AGREE_QUALIFIER
};

struct agree_place {
    const struct agree_text *text; /* NULL: nowhere */
    struct quantity q;
};

struct disagreement {
    enum agree_fault fault;
    struct agree_place in[2];
    size_t unit;
    struct str slip; /* what probably happened, or empty */
};

struct disagreements {
    struct disagreement *at;
    size_t len, cap;
};

struct agree_options {
    const struct names *names; /* that hold numbers; NULL: none */
    bool loose; /* titles and the like: any unit may have the number */
    enum speech speech; /* of the slips' names */
};

/* The names of `ignore`, prepared once for all texts. */
const struct names *agree_names(struct arena *a, const struct str *ignore,
                                size_t n);

/* Compares the units of a section; a number may also stand in the unit before
 * or behind. */
void agree_section(struct arena *a, const struct agree_unit *units, size_t n,
                   const struct agree_options *options,
                   struct disagreements *out);

#endif
