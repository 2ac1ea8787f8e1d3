/* SPDX-License-Identifier: MIT */
#include "model/period_tally.h"

#include <stdlib.h>

enum { FEW = 16 };

static int by_time(const void *a, const void *b)
{
    const struct tallied *x = a, *y = b;
    int by = period_compare(x->period, y->period);
    return by != 0 ? by : (x->first > y->first) - (x->first < y->first);
}

void period_tally_end(struct period_tally *t)
{
    if (t->sorted < t->len)
        qsort(t->at, t->len, sizeof *t->at, by_time);
    size_t n = 0;
    for (size_t i = 0; i < t->len; i++)
        if (n > 0 && period_eq(t->at[n - 1].period, t->at[i].period))
            t->at[n - 1].n += t->at[i].n;
        else
            t->at[n++] = t->at[i];
    t->len = t->sorted = n;
    t->next = 0;
}

/* The place of a time among those that are sorted, or their end. */
static size_t find(const struct period_tally *t, struct period p)
{
    size_t low = 0, high = t->sorted;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (period_compare(t->at[middle].period, p) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < t->sorted && period_eq(t->at[low].period, p) ? low
                                                              : t->sorted;
}

/* Those that came out of order are sorted in when they are as many as the
 * others: each is so a few times at most for each doubling. */
static void append(struct period_tally *t, struct arena *a, struct period p)
{
    bool behind = t->sorted == t->len &&
                  (t->len == 0 ||
                   period_compare(t->at[t->len - 1].period, p) < 0);
    if (!behind && t->len - t->sorted >= t->sorted + FEW) {
        period_tally_end(t);
        behind = period_compare(t->at[t->len - 1].period, p) < 0;
    }
    if (t->len == t->cap) {
        size_t cap = t->cap > 0 ? t->cap * 2 : FEW;
        t->at = arena_grow(a, t->at, t->cap, cap, sizeof *t->at);
        t->cap = cap;
    }
    t->at[t->len++] = (struct tallied){p, 1, t->added};
    t->sorted += behind;
}

void period_tally_add(struct period_tally *t, struct arena *a, struct period p)
{
    size_t i = t->next;
    t->added++;
    if (i >= t->sorted || !period_eq(t->at[i].period, p))
        i = find(t, p);
    if (i < t->sorted)
        t->at[i].n++;
    else
        append(t, a, p);
    t->next = i + 1;
}
