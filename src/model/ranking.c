/* SPDX-License-Identifier: MIT */
#include "model/ranking.h"

#include <stdlib.h>

#include "base/parallel.h"
#include "model/period_tally.h"

enum { RANKED_MIN = 5 /* fewer are listed without ranks */ };

/* ---- places ---- */

/* The end of the run of cells of one district, group and plan or not. */
static size_t end_of_run(const struct indicator *n, size_t i)
{
    const struct cell *c = n->cell[i];
    while (i < n->n_cells && n->cell[i]->district == c->district &&
           n->cell[i]->group == c->group &&
           cell_is_plan(n->cell[i]) == cell_is_plan(c))
        i++;
    return i;
}

void places_find(const struct indicator *n, struct arena *a,
                 struct places *out)
{
    *out = (struct places){.group = UINT16_MAX};
    for (size_t i = 0, end; i < n->n_cells; i = end) {
        const struct cell *c = n->cell[i];
        end = end_of_run(n, i);
        if (cell_is_plan(c) || !c->district->current)
            continue;
        struct place *place = vec_push(a, out);
        *place = (struct place){.cell = &n->cell[i],
                                .len = end - i,
                                .tier = district_tier(c->district),
                                .group = c->group};
        for (size_t k = i; k < end; k++)
            if (n->cell[k]->has_value)
                place->latest = n->cell[k];
        if (place->latest != NULL && c->group < out->group)
            out->group = c->group;
    }
}

/* ---- what is ranked ---- */

static bool is_ranked(const struct places *all, const struct place *place,
                      enum tier tier)
{
    return place->tier == tier && place->group == all->group;
}

static enum tier largest_tier(const struct places *all)
{
    size_t of_tier[N_TIERS] = {0};
    enum tier best = TIER_NATION;
    for (size_t i = 0; i < all->len; i++)
        of_tier[all->at[i].tier] +=
            all->at[i].latest != NULL && all->at[i].group == all->group;
    for (int t = 0; t < N_TIERS; t++)
        if (of_tier[t] > of_tier[best])
            best = (enum tier)t;
    return best;
}

static struct period period_of_ranking(const struct places *p, enum tier tier,
                                       struct arena *scratch)
{
    struct period_tally all = {0};
    for (size_t i = 0; i < p->len; i++) {
        const struct place *place = &p->at[i];
        for (size_t k = 0; is_ranked(p, place, tier) && k < place->len; k++)
            if (place->cell[k]->has_value)
                period_tally_add(&all, scratch, place->cell[k]->period);
    }
    period_tally_end(&all);
    size_t most = 0;
    for (size_t i = 0; i < all.len; i++)
        if (all.at[i].n > most)
            most = all.at[i].n;
    size_t enough = most / 2 > RANKED_MIN ? most / 2 : RANKED_MIN;
    struct period latest = {0};
    for (size_t i = 0; i < all.len; i++)
        if (all.at[i].n >= enough)
            latest = all.at[i].period;
    return latest;
}

static const struct cell *cell_at(const struct place *place, struct period p)
{
    if (p.kind == PERIOD_NONE)
        return place->latest;
    for (size_t k = 0; k < place->len; k++)
        if (place->cell[k]->has_value &&
            period_eq(place->cell[k]->period, p))
            return place->cell[k];
    return NULL;
}

/* ---- its order ---- */

static int compare_values(const struct cell *a, const struct cell *b)
{
    int by = decimal_compare((struct decimal){a->coef, a->places},
                             (struct decimal){b->coef, b->places});
    return a->indicator->polarity == POLARITY_LOWER ? by : -by;
}

static int by_value(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    int by = compare_values(x->cell, y->cell);
    return by != 0 ? by : (x->cell > y->cell) - (x->cell < y->cell);
}

/* Ranges have no rank. */
static void number_ranks(struct ranking *all)
{
    size_t place = 0;
    const struct ranked *last = NULL;
    for (size_t i = 0; i < all->len; i++) {
        struct ranked *x = &all->at[i];
        if (x->cell->range)
            continue;
        place++;
        x->rank = last != NULL && compare_values(last->cell, x->cell) == 0
                      ? last->rank
                      : place;
        last = x;
    }
}

struct named {
    uint32_t order, index;
};

static int by_order(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    return (x->order > y->order) - (x->order < y->order);
}

static void order_names(struct ranking *all, size_t lang, struct arena *a,
                        struct arena *scratch)
{
    struct named *named = arena_array(scratch, all->len, struct named);
    all->by_name[lang] = arena_array(a, all->len, uint32_t);
    for (size_t i = 0; i < all->len; i++)
        named[i] = (struct named){
            all->at[i].cell->district->name_order[lang], (uint32_t)i};
    qsort(named, all->len, sizeof *named, by_order);
    for (size_t i = 0; i < all->len; i++)
        all->by_name[lang][i] = named[i].index;
}

/* What one worker has: arenas belong to one thread. */
struct ranker {
    struct arena kept, scratch;
};

struct ranking_work {
    struct site *s;
    struct ranker ranker[PARALLEL_MAX];
};

static struct ranking *make(const struct site *s, const struct indicator *n,
                            struct ranker *r)
{
    struct places places;
    struct ranking *all = arena_new(&r->kept, struct ranking);
    places_find(n, &r->scratch, &places);
    all->tier = largest_tier(&places);
    all->group = places.group;
    all->period = period_of_ranking(&places, all->tier, &r->scratch);
    all->at = arena_array(&r->kept, places.len, struct ranked);
    for (size_t i = 0; i < places.len; i++) {
        const struct cell *c = is_ranked(&places, &places.at[i], all->tier)
                                   ? cell_at(&places.at[i], all->period)
                                   : NULL;
        if (c != NULL)
            all->at[all->len++].cell = c;
    }
    if (all->len > 1)
        qsort(all->at, all->len, sizeof *all->at, by_value);
    if (all->period.kind != PERIOD_NONE && n->polarity != POLARITY_NONE)
        number_ranks(all);
    for (size_t i = 0; all->len > 0 && i < s->config.n_languages; i++)
        order_names(all, i, &r->kept, &r->scratch);
    return all;
}

static void make_one(void *ctx, size_t worker, size_t i)
{
    struct ranking_work *w = ctx;
    struct indicator *n = w->s->indicator[i];
    if (n->is_fact)
        return;
    n->ranking = make(w->s, n, &w->ranker[worker]);
    arena_reset(&w->ranker[worker].scratch);
}

void rankings_index(struct site *s)
{
    struct arena scratch = {0};
    struct ranking_work *w = arena_new(&scratch, struct ranking_work);
    w->s = s;
    parallel_for(s->n_indicators, s->options->threads, make_one, w);
    for (size_t i = 0; i < PARALLEL_MAX; i++) {
        arena_adopt(&s->arena, &w->ranker[i].kept);
        arena_release(&w->ranker[i].scratch);
    }
    arena_release(&scratch);
}
