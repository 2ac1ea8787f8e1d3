/* SPDX-License-Identifier: MIT */
#include "model/period_sets.h"

#include <string.h>

#include "base/buf.h"
#include "base/hash.h"

enum { NAME_LEN = 16 };

struct collected {
    struct period at[PERIODS_MAX];
    size_t len;
    size_t next; /* where the next cell of a series would have its time */
    bool too_many;
};

static int compare(struct period a, struct period b)
{
    bool x = a.kind == PERIOD_UNDATED, y = b.kind == PERIOD_UNDATED;
    return x != y ? x - y : period_compare(a, b);
}

/* Where the time stands, or would stand. */
static size_t place_of(const struct period *at, size_t len, struct period p)
{
    size_t low = 0, high = len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(at[middle], p) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void collect(struct collected *all, const struct cell *c)
{
    struct period p = c->period;
    size_t i = all->next;
    if (i >= all->len || !period_eq(all->at[i], p))
        i = all->len > 0 && period_eq(all->at[0], p)
                ? 0
                : place_of(all->at, all->len, p);
    all->next = i + 1;
    if (i < all->len && period_eq(all->at[i], p))
        return;
    all->too_many |= all->len == PERIODS_MAX;
    if (all->too_many)
        return;
    memmove(&all->at[i + 1], &all->at[i],
            (all->len - i) * sizeof *all->at);
    p.inferred = false;
    all->at[i] = p;
    all->len++;
}

/* Their spellings, one on a line: the same for the same times. */
static struct str spelled(struct arena *a, const struct collected *all)
{
    struct buf b = {0};
    for (size_t i = 0; i < all->len; i++) {
        buf_str(&b, period_text(a, all->at[i]));
        buf_byte(&b, '\n');
    }
    struct str text = arena_copy(a, buf_view(&b));
    buf_release(&b);
    return text;
}

static struct period_set *new_set(struct arena *a, const struct collected *all,
                                  struct str text)
{
    struct period_set *set = arena_new(a, struct period_set);
    char hex[HASH_HEX + 1];
    hash_hex(hash_of(text), hex);
    set->name = arena_copy(a, (struct str){hex, NAME_LEN});
    set->len = all->len;
    set->at = arena_array(a, all->len, struct period);
    memcpy(set->at, all->at, all->len * sizeof *set->at);
    return set;
}

static struct period_set *set_of(struct site *s, struct map *known,
                                 const struct collected *all)
{
    struct arena scratch = {0};
    struct period_set *set = NULL;
    if (all->len > 0 && !all->too_many) {
        struct str text = spelled(&scratch, all);
        set = map_get(known, text);
        if (set == NULL)
            set = map_put(known, &s->arena, arena_copy(&s->arena, text),
                          new_set(&s->arena, all, text));
        set->users++;
    }
    arena_release(&scratch);
    return set;
}

void period_sets_index(struct site *s)
{
    struct map known = {0};
    for (size_t i = 0; i < s->n_districts; i++) {
        struct district *d = s->district[i];
        struct collected all = {.len = 0};
        for (size_t k = 0; k < d->n_cells && !all.too_many; k++)
            collect(&all, &d->cell[k]);
        d->periods = set_of(s, &known, &all);
    }
    for (size_t i = 0; i < s->n_indicators; i++) {
        struct indicator *n = s->indicator[i];
        struct collected all = {.len = 0};
        for (size_t k = 0; k < n->n_cells && !all.too_many; k++)
            collect(&all, n->cell[k]);
        n->periods = n->is_fact ? NULL : set_of(s, &known, &all);
    }
    map_release(&known);
}

size_t period_set_find(const struct period_set *set, struct period p)
{
    return place_of(set->at, set->len, p);
}
