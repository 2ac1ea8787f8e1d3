/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_COMPARISON_H
#define JB_MODEL_COMPARISON_H

/* The districts of one place side by side: which figures a comparison has, and
 * how its topics are cut into pages where there are many. */

#include "model/lists.h"

enum {
    COMPARED_MAX = 12,      /* indicators of one topic */
    COMPARED_ON_PAGE = 450, /* figures of a page; a topic is never cut */
    COMPARED_CHART = 60     /* a topic's chart weighs as much as so many */
};

struct comparison {
    const struct district **row; /* the parent, then the children with data */
    size_t n_rows;
};

void comparison_rows(struct arena *a, const struct district *parent,
                     struct comparison *out);

/* An indicator at the latest period that most of the districts have. */
struct compared {
    const struct indicator *indicator;
    const struct cell **at; /* by row */
    const struct cell *first;
    size_t n; /* children with a value */
};

/* Those of a topic that two children at least have; how many they are. */
size_t comparison_topic(const struct site *s, struct arena *a,
                        const struct comparison *c, const struct topic *topic,
                        struct compared out[COMPARED_MAX]);

/* How many pages the comparison needs. */
unsigned comparison_pages(const struct site *s, struct arena *a,
                          const struct comparison *c);
/* The same for every district, by its index; 0: fewer than two children have
 * figures. In parallel; not with a trace. Linear in the cells, each found by
 * halving its district's. */
unsigned *comparison_counts(const struct site *s, struct arena *a);
/* The topics of a page, by index in site.topic. */
struct slice comparison_topics(const struct site *s, struct arena *a,
                               const struct comparison *c, unsigned page);

#endif
