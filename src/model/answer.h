/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_ANSWER_H
#define JB_MODEL_ANSWER_H

/* Answers to the queries of query.h as hashes: two runs give one hash exactly
 * when a page that asked would be told the same. What lies in site.yaml and in
 * the registers of data/ (all of data/ but statistics/) is left out: whoever
 * compares answers of two runs first makes sure that those files are the same.
 *
 * answers_open takes time linear in the texts with their links and in the
 * cells; an answer then takes time logarithmic in the site and linear in what
 * the query is about, where a text, or all cells of a district, count as one. */

#include "model/plan.h"

struct answers {
    const struct site *site;
    const struct plan *plan;
    const size_t *sizes; /* bytes of each output, by index; NULL: unknown */
    struct hash *title, *card, *text; /* by index of site.entry */
    struct hash cards;        /* of all */
    struct hash *district;    /* of all cells, by index of site.district */
    struct arena arena;
};

/* Hashes all texts. `s` is frozen; nothing is noted in its trace. */
void answers_open(struct answers *q, const struct site *s,
                  const struct plan *p, size_t threads);

/* On any number of threads. Zero for a text that does not exist; other subjects
 * that do not exist have an answer, too. */
struct hash answer_of(const struct answers *q, const struct query *query);

/* What a page is told of itself by its row of the plan. */
uint64_t answer_row(const struct page *page);

void answers_close(struct answers *q);

/* Whether the layout is the file `path` below the layouts or includes it. */
bool layout_includes(const struct site *s, struct str layout, struct str path);

#endif
