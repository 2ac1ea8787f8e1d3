/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_PAIR_PARTS_H
#define JB_MODEL_PAIR_PARTS_H

/* Inside of pair: the texts of a pair, normalised, and which blocks of one
 * stand for which of the other. */

#include "model/pair.h"

/* NFC, white space collapsed and trimmed, none beside Han characters. */
struct str pair_normal(struct arena *a, struct str text);

/* The digits of a hash that the record has. */
enum { PAIR_DIGITS = 12 };
void pair_hash(struct str text, char digits[PAIR_DIGITS]);

/* pair_changes with the original's texts. */
bool pair_compare(struct arena *a, const struct site *s,
                  const struct version *translation,
                  const struct pair_texts *texts, struct pair_changes *out);

/* Blocks in groups, the same number in both texts: group i of one stands for
 * group i of the other. A group is one block where the kinds of the blocks
 * agree, else a section between headings, else the whole text. */
struct alignment {
    size_t *group[2];  /* of each block; 0: original, 1: translation */
    struct loc *first; /* of each group, in the translation */
    size_t n_groups;
    bool same_headings;
};

struct pair {
    const struct site *s;
    const struct version *o; /* original */
    struct version *t;       /* translation */
    struct arena *a;         /* for work */
    struct diag *d;
    struct pair_texts texts[2];
    struct alignment alignment;
};

void pair_align(struct pair *p);

/* Where to show what is missing: the group's place, else the title's. */
struct loc pair_place(const struct pair *p, size_t group);
struct loc pair_title(const struct version *v);

void pair_parity(struct pair *p);

/* Inside of pair_parity: which of the references differ. */
struct parity {
    struct pair *p;
    size_t n_messages;
};
bool pair_may_report(struct parity *c); /* counts; false at the limit */
void pair_references(struct parity *c);

#define PAIR_PLACE(loc) STR_ARG((loc).path), (loc).line /* STR_FMT ":%u" */

/* Glossary terms sorted for search. */
struct term_table {
    struct term_key {
        struct str text;
        const struct term *term;
    } * at; /* by text */
    size_t len;
    uint64_t first[64]; /* a bit for each hashed first character */
    bool words;         /* only whole words count */
};
struct terms {
    struct term_table zh; /* normalised */
    struct term_table en; /* the first forms, folded */
};

/* Where terms stand first in a text, each once. */
struct term_hit {
    const struct term_key *key;
    size_t group;
    struct loc loc;
    struct str text; /* the block, as the table's keys are */
};
struct term_hits {
    struct term_hit *at;
    size_t len, cap;
};

/* pair_terms_find.c. English text as terms.en has it: lower case, quotation
 * marks and dashes as in ASCII. */
struct str terms_folded(struct arena *a, struct str s);
void terms_find(struct pair *p, const struct term_table *table,
                struct term_hits *out);
/* The longest term of the table that stands at an offset, or NULL. */
const struct term_key *terms_at(const struct term_table *table,
                                struct str s, size_t at,
                                const struct entry *e);
/* An English form, its plural too, stands in a folded text. */
bool terms_has_form(struct arena *a, struct str folded, struct str form);
void pair_terms(struct pair *p, const struct terms *terms);

#endif
