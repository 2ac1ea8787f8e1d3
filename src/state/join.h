/* SPDX-License-Identifier: MIT */
#ifndef JB_STATE_JOIN_H
#define JB_STATE_JOIN_H

/* The traces of several workers and of the last build as those of one state.
 *
 * Nothing is copied where it can stay: the first worker's queries begin with
 * those of the last state, so that pages which were kept have their numbers
 * still, and the steps of all pages stay as they are, with a table that says
 * what the numbers of other workers became. Only where many queries are asked
 * by no page any more, they are taken out and the rest numbered again. Time is
 * linear in the queries and in the steps of pages that were rendered; in those
 * of kept pages only where queries are taken out. */

#include <stdatomic.h>

#include "state/state.h"

/* What one output asked: in the trace of the worker that rendered it, or in the
 * last state. */
struct asked {
    size_t steps;    /* where they begin in the worker's trace; of a kept page:
                        its index in the last state */
    uint32_t length; /* of them, in bytes */
    uint32_t worker; /* ASKED_KEPT: as in the last state */
    uint32_t reason; /* as in struct state_page; a query's number is one of the
                        last state */
    struct hash bytes; /* of the output, for the caller */
};
#define ASKED_KEPT UINT32_MAX

struct join {
    struct arena arena;
    struct trace *const *trace; /* of the workers, borrowed */
    size_t n_traces;
    const struct state *old;
    uint32_t **number; /* of the queries of each trace, then of the last state;
                          NULL: as they are */
    size_t n_known;    /* queries of the last state that are still there: the
                          first ones */
};

/* Before anything is noted in the first trace. */
void join_seed(struct trace *first, const struct state *old);

/* Notes what the page that was begun last asked. */
void join_note(struct asked *asked, const struct trace *t, size_t worker);

/* After the last page. `old`: the state that the first trace was seeded with,
 * or NULL. The first trace must not be closed. */
void join_open(struct join *j, struct trace *const *trace, size_t n,
               const struct state *old);

/* Takes out what no page asks where that is a good part. `used`: the queries of
 * the last state that its kept pages ask; `answer`, of those queries, loses the
 * same ones. Before anything else is asked. */
void join_prune(struct join *j, const struct asked *asked, size_t n_pages,
                const atomic_bool *used, struct hash *answer);

/* All queries, until the first trace is released. */
struct query_list join_queries(const struct join *j);

/* Fills in steps, their numbers and the reason. */
void join_page(const struct join *j, const struct asked *asked,
               struct state_page *page);

void join_close(struct join *j);

#endif
