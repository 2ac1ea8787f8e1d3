/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_STATISTICS_H
#define JB_MODEL_STATISTICS_H

/* Questions about cells. All are read-only and take time proportional to what
 * they return, or to the number of peers asked about.
 *
 * site.cell is sorted by district code, indicator id, group, plan last, period;
 * a district's cells are one slice of it, and so is every series. */

#include "model/site.h"

/* The cell as a figure; has_value must hold. */
struct figure cell_figure(const struct cell *c);
struct loc cell_loc(const struct site *s, const struct cell *c);
static inline bool cell_is_plan(const struct cell *c)
{
    return c->status == STATUS_PLAN;
}

/* A row with a mistake in its value: reported, so references to it are
 * silent. It has neither a value nor a symbol, which no sound row lacks. */
static inline bool cell_is_broken(const struct cell *c)
{
    return !c->has_value && c->symbol == SYMBOL_NONE;
}

struct cell_key {
    const struct district *district;
    const struct indicator *indicator;
    struct period period; /* PERIOD_NONE: the latest */
    uint16_t group;
    bool plan;
};

/* The one cell, or NULL. With PERIOD_NONE: the greatest end among actual and
 * derived cells with a value (or among plans); a period without a time, or a
 * broken cell, where there is no other. */
const struct cell *cell_find(const struct site *s, const struct cell_key *key);

/* Notes in the trace of `s` that a page reads these cells. */
void series_note(const struct site *s, const struct district *d,
                 const struct indicator *i);

/* Neighbouring cells of one indicator, group and plan-or-not of a district. */
struct series {
    const struct cell *first;
    size_t len;
};
/* The series a cell belongs to. */
struct series series_of(const struct cell *c);
/* That of a district without a group and not of plans; len 0: there is none. */
struct series series_find(const struct site *s, const struct district *d,
                          const struct indicator *i);
/* Walks a district's cells series by series: start with {0}; false at the
 * end. */
bool series_next(const struct district *d, struct series *it);

/* The cell before `c` in its series with a comparable period, a value and no
 * plan; NULL: none. */
const struct cell *cell_previous(const struct cell *c);

struct change {
    const struct cell *before;
    int direction;          /* -1, 0, 1 */
    struct decimal by;      /* absolute difference, in the unit (points for
                               percent) */
    struct decimal percent; /* relative, one decimal, without sign; only when
                               has_percent */
    bool has_percent;       /* counts and money with a positive earlier value */
    bool good, bad;         /* by the indicator's polarity */
};
/* False when there is nothing to compare with, or either is uncertain (range,
 * qualifier other than exact). */
bool cell_change(const struct cell *c, struct change *out);

/* "3 of 12 with data" among the current siblings of the district (children of
 * one parent) with a cell of the same indicator, period, group and status. Ties
 * share a rank. False when fewer than five have data or the unit or polarity
 * gives no order. Higher is first unless the polarity says lower. */
struct rank {
    size_t place, of;
    bool tied;
};
bool cell_rank(const struct site *s, const struct cell *c, struct rank *out);

/* Cells comparable to `c` of the parent, then of the siblings in code order
 * (its own included); same indicator, period, group and status. */
struct cell_list {
    const struct cell **at;
    size_t len, cap;
};
void cell_peers(const struct site *s, struct arena *a, const struct cell *c,
                struct cell_list *out);

/* Anchor of a figure: <indicator>.<period>[.<group>][.plan] */
struct str cell_anchor(struct arena *a, const struct site *s,
                       const struct cell *c);
/* stat reference: stat:<district>/<indicator>/<period>[?…] */
struct str cell_reference(struct arena *a, const struct site *s,
                          const struct cell *c);

/* Index stage: sorts cells, gives districts and indicators their slices,
 * reports duplicate cells and leaves out those whose release lies after as_of.
 * (Quotes and bounds are checked when the rows are read, where their places are
 * known.) Linear in the cells times the logarithm of the number of files that a
 * district's cells come from; n log n where files are in no order. */
void statistics_index(struct site *s, struct diag *d);

#endif
