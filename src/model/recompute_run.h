/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_RECOMPUTE_RUN_H
#define JB_MODEL_RECOMPUTE_RUN_H

/* Inside of model/recompute.h. */

#include "model/bounds.h"
#include "model/recompute.h"

enum recomputed {
    RECOMPUTED_GROWTH,
    RECOMPUTED_RATIO,
    RECOMPUTED_PARTS,
    RECOMPUTED_CHILDREN,
    N_RECOMPUTED
};

struct recompute {
    const struct site *site;
    struct diag *diag;
    struct arena scratch; /* emptied after each warning */
    struct arena kept;
    size_t *told[N_RECOMPUTED]; /* warnings, by indicator */
};

/* A warning at the cell, or counted where there were many. */
void recompute_tell(struct recompute *g, enum recomputed kind,
                    const struct cell *c, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* "20", and "20 (data/statistics/a.csv:3)" */
struct str recompute_value(struct recompute *g, const struct cell *c);
struct str recompute_cell(struct recompute *g, const struct cell *c);

/* The cell of another indicator or group that is about the same, or NULL. */
const struct cell *recompute_same(const struct recompute *g,
                                  const struct cell *c,
                                  const struct indicator *n, uint16_t group);

/* What can be added up over parts: counts and amounts. */
bool recompute_adds(const struct indicator *n);

/* No numbers within the bounds make `stated` = `of` x top / bottom; `of` is 100
 * for percent, else 1. */
bool recompute_no_ratio(const struct bounds *stated, struct decimal of,
                        const struct bounds *top, const struct bounds *bottom);
/* ", which gives 26.3" for `of` x top / bottom - less, one digit finer than the
 * figure that it is compared with. */
struct str recompute_result(struct recompute *g, const struct cell *stated,
                            struct decimal of, const struct cell *top,
                            const struct cell *bottom, struct decimal less);

/* recompute_growth.c, recompute_parts.c, recompute_children.c */
void recompute_growth(struct recompute *g, const struct indicator *n);
void recompute_groups(struct recompute *g);
void recompute_parts(struct recompute *g, const struct indicator *n);
void recompute_children(struct recompute *g);

#endif
