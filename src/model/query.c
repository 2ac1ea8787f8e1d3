/* SPDX-License-Identifier: MIT */
#include "model/query.h"

#include <stdlib.h>

const char *const query_names[N_QUERY_KINDS] = {
#define QUERY(id, name) name,
    QUERIES(QUERY)
#undef QUERY
};

static uint64_t key_of(const struct query *q)
{
    uint64_t key = hash_key(q->a) * 0x9e3779b97f4a7c15 + hash_key(q->b) +
                   (uint64_t)q->kind;
    key += ((uint64_t)q->m << 32 | q->n) * 0xc2b2ae3d27d4eb4f;
    return key ^ key >> 29;
}

static bool same(const struct query *x, const struct query *y)
{
    return x->kind == y->kind && x->m == y->m && x->n == y->n &&
           str_eq(x->a, y->a) && str_eq(x->b, y->b);
}

/* The slot that holds the query, or the free one where it belongs. */
static uint32_t *slot_of(const struct trace *t, const struct query *q)
{
    for (size_t at = (size_t)key_of(q);; at++) {
        uint32_t *slot = &t->slot[at & (t->n_slots - 1)];
        if (*slot == 0 || same(&t->query.at[*slot - 1], q))
            return slot;
    }
}

static void grow(struct trace *t)
{
    t->n_slots = t->n_slots > 0 ? t->n_slots * 2 : 256;
    t->slot = arena_array(&t->arena, t->n_slots, uint32_t);
    for (size_t i = 0; i < t->query.len; i++)
        *slot_of(t, &t->query.at[i]) = (uint32_t)i + 1;
}

uint32_t trace_intern(struct trace *t, const struct query *q)
{
    if (t->query.len * 2 >= t->n_slots)
        grow(t);
    uint32_t *slot = slot_of(t, q);
    if (*slot == 0) {
        struct query *own = vec_push(&t->arena, &t->query);
        *own = *q;
        own->a = arena_copy(&t->arena, q->a);
        own->b = arena_copy(&t->arena, q->b);
        *vec_push(&t->arena, &t->seen) = 0;
        *slot = (uint32_t)t->query.len;
    }
    return *slot - 1;
}

void trace_begin(struct trace *t)
{
    t->page.len = 0;
    t->serial++;
}

void trace_note(struct trace *t, const struct query *q)
{
    if (t == NULL)
        return;
    uint32_t index = trace_intern(t, q);
    if (t->seen.at[index] == t->serial)
        return;
    t->seen.at[index] = t->serial;
    *vec_push(&t->arena, &t->page) = index;
}

void trace_release(struct trace *t)
{
    arena_release(&t->arena);
    *t = (struct trace){0};
}
