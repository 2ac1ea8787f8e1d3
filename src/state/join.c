/* SPDX-License-Identifier: MIT */
#include "state/join.h"

#include "base/parallel.h"

#define NO_NUMBER UINT32_MAX

void join_note(struct asked *asked, const struct trace *t, size_t worker)
{
    asked->steps = t->page;
    asked->length = (uint32_t)(t->steps.len - t->page);
    asked->n = t->n;
    asked->worker = (uint32_t)worker;
}

static uint32_t add(struct join *j, struct str query)
{
    buf_str(&j->all->text, query);
    return numbered_last(j->all);
}

static void add_all(struct join *j, size_t worker)
{
    const struct query_list list = numbered_list(&j->trace[worker]->query);
    j->number[worker] = arena_array(&j->arena, list.len + 1, uint32_t);
    for (size_t i = 0; i < list.len; i++)
        j->number[worker][i] = add(j, query_text(&list, i));
}

void join_open(struct join *j, struct trace *const *trace, size_t n,
               const struct state *old)
{
    *j = (struct join){.trace = trace, .n_traces = n, .old = old};
    j->all = &trace[0]->query;
    j->number = arena_array(&j->arena, n + 1, uint32_t *);
    for (size_t i = 1; i < n; i++)
        add_all(j, i);
    j->number[n] = arena_array(&j->arena, old->query.len + 1, uint32_t);
    for (size_t i = 0; i < old->query.len; i++)
        j->number[n][i] = NO_NUMBER;
}

/* Of the last build's queries, those that a page still has. */
static uint32_t old_number(struct join *j, uint32_t query)
{
    uint32_t *number = &j->number[j->n_traces][query];
    if (*number == NO_NUMBER)
        *number = add(j, query_text(&j->old->query, query));
    return *number;
}

static void take_kept(struct join *j, struct state_page *page)
{
    const struct state_page *old = state_page(j->old, page->path);
    struct steps steps = state_steps(old);
    page->steps = old->steps;
    page->n_queries = old->n_queries;
    page->number = j->number[j->n_traces];
    for (uint32_t query; steps_next(&steps, &query);)
        old_number(j, query);
}

void join_page(struct join *j, const struct asked *asked,
               struct state_page *page)
{
    if (asked->worker == ASKED_KEPT)
        take_kept(j, page);
    else {
        const struct buf *steps = &j->trace[asked->worker]->steps;
        page->steps = str_head(str_from(buf_view(steps), asked->steps),
                               asked->length);
        page->n_queries = asked->n;
        page->number = j->number[asked->worker];
    }
    page->reason = asked->reason < STATE_REASONS ? old_number(j, asked->reason)
                                                 : asked->reason;
}

struct answering {
    const struct answers *answers;
    struct state *next;
    bool *known;
};

static void answer_new(void *ctx, size_t worker, size_t i)
{
    struct answering *a = ctx;
    struct query q;
    (void)worker;
    if (!a->known[i] && query_at(&a->next->query, i, &q))
        a->next->answer[i] = answer_of(a->answers, &q);
}

void join_end(struct join *j, const struct answers *answers,
              const struct hash *answer, const bool *answered, size_t threads,
              struct state *next)
{
    next->query = numbered_list(j->all);
    size_t n = next->query.len;
    next->answer = arena_array(&j->arena, n + 1, struct hash);
    bool *known = arena_array(&j->arena, n + 1, bool);
    struct answering asking = {answers, next, known};
    for (size_t i = 0; answered != NULL && i < j->old->query.len; i++) {
        uint32_t number = j->number[j->n_traces][i];
        if (number == NO_NUMBER || !answered[i])
            continue;
        next->answer[number] = answer[i];
        known[number] = true;
    }
    parallel_for(n, threads, answer_new, &asking);
}

void join_close(struct join *j)
{
    arena_release(&j->arena);
}
