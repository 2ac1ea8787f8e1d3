/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "model/recompute_run.h"

enum { NAMED_MAX = 4 }; /* parts that a warning lists */

/* A sum being made of the parts of a whole. */
struct sum {
    struct bounds bounds;
    struct str shown; /* "public 20 (a.csv:3), other 10 (a.csv:4)" */
    size_t n, n_shown;
    bool known;    /* every part could be read */
    bool negative; /* one may be less than nothing: no sum is too large */
};

static void sum_add(struct sum *sum, const struct cell *c)
{
    const struct decimal zero = {0, 0};
    struct bounds b;
    if (sum->n++ == 0)
        *sum = (struct sum){.known = true,
                            .n = 1,
                            .bounds = {zero, zero, true, true}};
    if (!bounds_of(c, SLACK_ROUNDED, &b)) {
        sum->known = false;
        return;
    }
    sum->negative |= c->coef < 0;
    bounds_add(&sum->bounds, &b);
}

static void sum_show(struct recompute *g, struct sum *sum,
                     const struct cell *c, struct str name)
{
    struct str value = recompute_cell(g, c);
    if (sum->n_shown++ < NAMED_MAX)
        sum->shown = arena_printf(
            &g->scratch, STR_FMT "%s" STR_FMT " " STR_FMT, STR_ARG(sum->shown),
            sum->n_shown > 1 ? speech_word(g->diag->speech, SPEECH(", ")) : "",
            STR_ARG(name), STR_ARG(value));
    else if (sum->n_shown == NAMED_MAX + 1)
        sum->shown = arena_printf(&g->scratch, STR_FMT "%s…",
                                  STR_ARG(sum->shown),
                                  speech_word(g->diag->speech, ", "));
}

/* Parts that are all there make up the whole; some are no more than it. */
static bool contradicts(const struct sum *sum, const struct cell *whole,
                        bool complete)
{
    struct bounds b;
    if (!sum->known || !bounds_of(whole, SLACK_ROUNDED, &b))
        return false;
    if (complete)
        return bounds_disjoint(&sum->bounds, &b);
    return recompute_adds(whole->indicator) && !sum->negative &&
           bounds_above(&sum->bounds, &b);
}

static void tell(struct recompute *g, const struct cell *whole,
                 const struct sum *sum, bool complete)
{
    struct str own = recompute_value(g, whole);
    recompute_tell(g, RECOMPUTED_PARTS, whole,
                   "the whole is " STR_FMT ", but %s " STR_FMT
                   "; correct the one that is wrong",
                   STR_ARG(own),
                   sum->n == 1 ? "a part of it is"
                   : complete  ? "its parts do not add up to that:"
                               : "parts of it are more together:",
                   STR_ARG(sum->shown));
}

/* ---- indicators that others make up ---- */

static void check_whole(struct recompute *g, const struct cell *whole)
{
    const struct indicator *n = whole->indicator;
    struct sum sum = {.n = 0};
    for (size_t i = 0; i < n->n_parts; i++) {
        const struct cell *c =
            recompute_same(g, whole, n->part[i], whole->group);
        if (c != NULL)
            sum_add(&sum, c);
    }
    bool complete = sum.n == n->n_parts;
    if (sum.n == 0 || !contradicts(&sum, whole, complete))
        return;
    for (size_t i = 0; i < n->n_parts; i++) {
        const struct cell *c =
            recompute_same(g, whole, n->part[i], whole->group);
        if (c != NULL)
            sum_show(g, &sum, c, n->part[i]->id);
    }
    tell(g, whole, &sum, complete);
}

void recompute_parts(struct recompute *g, const struct indicator *n)
{
    for (size_t i = 0; n->n_parts > 0 && i < n->n_cells; i++)
        if (n->cell[i]->has_value)
            check_whole(g, n->cell[i]);
}

/* ---- groups ---- */

/* A group's cell beside that of the whole. */
struct share {
    const struct cell *whole, *c;
    const struct group *group;
};

struct shares {
    struct share *at;
    size_t len, cap;
};

static int by_whole(const void *a, const void *b)
{
    const struct share *x = a, *y = b;
    if (x->whole != y->whole)
        return x->whole < y->whole ? -1 : 1;
    if (x->group->split != y->group->split)
        return x->group->split < y->group->split ? -1 : 1;
    return (x->c > y->c) - (x->c < y->c);
}

static void find_shares(struct recompute *g, const struct district *d,
                        struct shares *out)
{
    for (size_t i = 0; i < d->n_cells; i++) {
        const struct cell *c = &d->cell[i];
        if (c->group == 0 || !c->has_value || !recompute_adds(c->indicator))
            continue;
        const struct cell *whole = recompute_same(g, c, c->indicator, 0);
        if (whole != NULL)
            *vec_push(&g->kept, out) =
                (struct share){whole, c, g->site->group[c->group - 1]};
    }
    if (out->len > 1)
        qsort(out->at, out->len, sizeof *out->at, by_whole);
}

static void check_shares(struct recompute *g, const struct share *at, size_t n)
{
    const struct site *s = g->site;
    uint16_t split = at->group->split;
    bool complete = split > 0 && n == s->group[split - 1]->n_split &&
                    !site_refused(s, STR("data/groups.csv"));
    struct sum sum = {.n = 0};
    for (size_t i = 0; i < n; i++)
        sum_add(&sum, at[i].c);
    if (!contradicts(&sum, at->whole, complete))
        return;
    for (size_t i = 0; i < n; i++)
        sum_show(g, &sum, at[i].c, at[i].group->id);
    tell(g, at->whole, &sum, complete);
}

static bool is_same_split(const struct share *a, const struct share *b)
{
    return a->whole == b->whole && a->group->split > 0 &&
           a->group->split == b->group->split;
}

void recompute_groups(struct recompute *g)
{
    struct shares shares = {0};
    for (size_t i = 0; i < g->site->n_districts; i++) {
        shares.len = 0;
        find_shares(g, g->site->district[i], &shares);
        for (size_t k = 0, end; k < shares.len; k = end) {
            end = k + 1;
            while (end < shares.len &&
                   is_same_split(&shares.at[k], &shares.at[end]))
                end++;
            check_shares(g, &shares.at[k], end - k);
        }
    }
}
