/* SPDX-License-Identifier: MIT */
#ifndef JB_STATE_JOIN_H
#define JB_STATE_JOIN_H

/* The traces of several workers and of the last build as those of one state.
 *
 * Nothing is copied where it can stay: all queries get numbers among those of
 * the first worker, whose list takes in what only others asked, and the pages
 * keep their steps, with a table that says what their numbers became. Time is
 * linear in the queries and in the steps of pages that were kept. */

#include "model/answer.h"
#include "state/state.h"

/* What one output asked: in the trace of the worker that rendered it, or in the
 * last state. */
struct asked {
    size_t steps;    /* where they begin in the worker's trace */
    uint32_t length; /* of them, in bytes */
    uint32_t n;      /* queries */
    uint32_t worker; /* ASKED_KEPT: as in the last state */
    uint32_t reason; /* as in struct state_page; a query's number is one of the
                        last state */
};
#define ASKED_KEPT UINT32_MAX

struct join {
    struct arena arena;
    struct trace *const *trace; /* of the workers, borrowed */
    size_t n_traces;
    const struct state *old;
    struct numbered *all;
    uint32_t **number; /* of the queries of each trace (the first: NULL), then
                          of the last state */
};

/* Notes what the page that was begun last asked. */
void join_note(struct asked *asked, const struct trace *t, size_t worker);

/* `old` may be zeroed. The first trace must not be closed. */
void join_open(struct join *j, struct trace *const *trace, size_t n,
               const struct state *old);

/* Fills in what the page asked; its path is set. All pages, then join_end. */
void join_page(struct join *j, const struct asked *asked,
               struct state_page *page);

/* The queries and their answers; those of the last state's queries are taken
 * from `answer` where `answered` says so. Both may be NULL. */
void join_end(struct join *j, const struct answers *answers,
              const struct hash *answer, const bool *answered, size_t threads,
              struct state *next);

void join_close(struct join *j);

#endif
