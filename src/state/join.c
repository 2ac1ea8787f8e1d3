/* SPDX-License-Identifier: MIT */
#include "state/join.h"

enum { UNUSED_PART = 8 }; /* one of so many may be asked by no page */

void join_seed(struct trace *first, const struct state *old)
{
    numbered_copy(&first->query, &old->query);
}

void join_note(struct asked *asked, const struct trace *t, size_t worker)
{
    asked->steps = t->page;
    asked->length = (uint32_t)(t->steps.len - t->page);
    asked->worker = (uint32_t)worker;
}

static struct numbered *all_of(const struct join *j)
{
    return &j->trace[0]->query;
}

static void add_all(struct join *j, size_t worker)
{
    const struct query_list list = numbered_list(&j->trace[worker]->query);
    struct numbered *all = all_of(j);
    j->number[worker] = arena_array(&j->arena, list.len + 1, uint32_t);
    for (size_t i = 0; i < list.len; i++) {
        buf_str(&all->text, query_text(&list, i));
        j->number[worker][i] = numbered_last(all);
    }
}

void join_open(struct join *j, struct trace *const *trace, size_t n,
               const struct state *old)
{
    *j = (struct join){.trace = trace, .n_traces = n, .old = old};
    j->number = arena_array(&j->arena, n + 1, uint32_t *);
    for (size_t i = 1; i < n; i++)
        add_all(j, i);
    j->n_known = old != NULL ? old->query.len : 0;
    trace_close(trace[0]);
}

struct query_list join_queries(const struct join *j)
{
    return numbered_list(all_of(j));
}

static struct steps steps_of(const struct join *j, const struct asked *asked)
{
    const struct trace *t = j->trace[asked->worker];
    return (struct steps){str_head(str_from(buf_view(&t->steps), asked->steps),
                                   asked->length),
                          0, t->query.len};
}

void join_page(const struct join *j, const struct asked *asked,
               struct state_page *page)
{
    const uint32_t *old_number = j->number[j->n_traces];
    if (asked->worker == ASKED_KEPT) {
        page->steps = j->old->page[asked->steps].steps;
        page->number = old_number;
    } else {
        page->steps = steps_of(j, asked).rest;
        page->number = j->number[asked->worker];
    }
    page->reason = asked->reason < STATE_REASONS && old_number != NULL
                       ? old_number[asked->reason]
                       : asked->reason;
}

/* ---- what nobody asks any more ---- */

static void mark(struct join *j, const struct asked *asked, size_t n_pages,
                 bool *used)
{
    for (size_t i = 0; i < n_pages; i++) {
        if (asked[i].reason < STATE_REASONS)
            used[asked[i].reason] = true;
        if (asked[i].worker == ASKED_KEPT)
            continue;
        const uint32_t *number = j->number[asked[i].worker];
        struct steps steps = steps_of(j, &asked[i]);
        for (uint32_t q; steps_next(&steps, &q);)
            used[number != NULL ? number[q] : q] = true;
    }
}

/* The texts move together; the new number of each. */
static uint32_t *take_out(struct join *j, const bool *used, struct hash *answer)
{
    struct numbered *all = all_of(j);
    const struct query_list list = numbered_list(all);
    uint32_t *number = arena_array(&j->arena, list.len + 1, uint32_t);
    uint32_t *end = (uint32_t *)(void *)all->end.at;
    size_t at = 0, from = 0, n_known = 0;
    uint32_t n = 0;
    for (size_t i = 0; i < list.len; i++) {
        size_t to = end[i], len = to - from;
        if (used[i]) {
            memmove(all->text.at + at, all->text.at + from, len);
            at += len;
            if (i < j->n_known)
                answer[n_known++] = answer[i];
            number[i] = n;
            end[n++] = (uint32_t)at;
        }
        from = to;
    }
    all->text.len = at;
    all->end.len = n * sizeof *end;
    all->len = n;
    j->n_known = n_known;
    return number;
}

static void renumber(struct join *j, uint32_t *number)
{
    for (size_t w = 1; w < j->n_traces; w++)
        for (size_t i = 0; i < j->trace[w]->query.len; i++)
            j->number[w][i] = number[j->number[w][i]];
    j->number[0] = j->number[j->n_traces] = number;
}

void join_prune(struct join *j, const struct asked *asked, size_t n_pages,
                const atomic_bool *used, struct hash *answer)
{
    struct arena scratch = {0};
    size_t n = all_of(j)->len, n_unused = 0;
    if (j->n_known == 0)
        return;
    bool *all_used = arena_array(&scratch, n + 1, bool);
    for (size_t i = 0; i < j->n_known; i++)
        all_used[i] = atomic_load_explicit(&used[i], memory_order_relaxed);
    mark(j, asked, n_pages, all_used);
    for (size_t i = 0; i < n; i++)
        n_unused += !all_used[i];
    if (n_unused > n / UNUSED_PART)
        renumber(j, take_out(j, all_used, answer));
    arena_release(&scratch);
}

void join_close(struct join *j)
{
    arena_release(&j->arena);
}
