/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_RANKING_H
#define JB_MODEL_RANKING_H

/* The districts of one level in the order of an indicator's values.
 *
 * Ranked is the level that has most figures, for the latest period that enough
 * of its districts have: five, and half as many as any period has. Where no
 * period has so many, the latest figure of each district is listed, without
 * ranks. Figures of a group are ranked only where no figure is without one. */

#include "model/statistics.h"
#include "model/tier.h"

/* The figures of one district and group that are no plans, a run of
 * indicator.cell. */
struct place {
    const struct cell *const *cell;
    size_t len;
    const struct cell *latest; /* with a value, or NULL */
    enum tier tier;
    uint16_t group;
};

struct places {
    struct place *at; /* in order of codes, then groups */
    size_t len, cap;
    uint16_t group; /* of the ranking: the lowest that has a value */
};

/* Current districts only. */
void places_find(const struct indicator *n, struct arena *a,
                 struct places *out);

struct ranked {
    const struct cell *cell;
    size_t rank; /* equal values share one; 0: none */
};

struct ranking {
    enum tier tier;
    uint16_t group;
    struct period period; /* PERIOD_NONE: the latest of each district */
    struct ranked *at;    /* the best first; without polarity the highest */
    size_t len;
    uint32_t *by_name[LANG_MAX]; /* indexes, in the order of names */
};

/* Sets `ranking` of the indicators that are no one-off facts; after
 * lists_index, which orders the names. Indicators are ranked in parallel, each
 * in n log n of its districts. */
void rankings_index(struct site *s);

#endif
