/* SPDX-License-Identifier: MIT */
#include "base/parallel.h"
#include "model/recompute_run.h"

enum { CODE_LEN = 6 };

/* Of the places within one, for each cell of its own. */
struct total {
    struct bounds bounds;
    size_t n;
    bool known;
};

/* Local codes are for zones, which lie across districts. */
static bool counts_within(const struct district *child,
                          const struct district *parent)
{
    bool abroad = str_is(parent->code, "100000") &&
                  (child->code.at[0] == '7' || child->code.at[0] == '8');
    return child->code.len == CODE_LEN && !abroad;
}

/* It was the same place, and lay there, in all of the period. */
static bool lay_within(const struct district *child,
                       const struct district *parent, struct period p)
{
    const struct district *d = district_at(child, p);
    return d != NULL && d->parent != NULL &&
           str_eq(d->parent->code, parent->code);
}

static int compare(const struct cell *a, const struct cell *b)
{
    if (a->indicator != b->indicator)
        return a->indicator->index < b->indicator->index ? -1 : 1;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (cell_is_plan(a) != cell_is_plan(b))
        return cell_is_plan(a) ? 1 : -1;
    return period_compare(a->period, b->period);
}

static void add(struct total *t, const struct cell *c)
{
    const struct decimal zero = {0, 0};
    struct bounds b;
    if (t->n++ == 0)
        *t = (struct total){{zero, zero, true, true}, 1, true};
    if (bounds_of(c, SLACK_ROUNDED, &b) && c->coef >= 0)
        bounds_add(&t->bounds, &b);
    else
        t->known = false;
}

/* The first of the cells from `from` on that does not lie before `c`; in time
 * logarithmic in how far it is. */
static size_t skip_to(const struct cell *cell, size_t from, size_t n,
                      const struct cell *c)
{
    size_t low = from, high = from;
    for (size_t step = 1; high < n && compare(&cell[high], c) < 0; step *= 2) {
        low = high + 1;
        high = n - high > step ? high + step : n;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(&cell[middle], c) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Cells of both lie in one order. A whole may have many more than each of
 * thousands of children, so they are not walked through for each. */
static void add_child(struct total *total, const struct district *parent,
                      const struct district *child)
{
    size_t i = 0, k = 0;
    while (i < parent->n_cells && k < child->n_cells) {
        const struct cell *whole = &parent->cell[i], *c = &child->cell[k];
        int order = compare(whole, c);
        if (order == 0 && whole->has_value && c->has_value &&
            !cell_is_plan(c) && !c->indicator->is_fact &&
            recompute_adds(c->indicator) &&
            whole->period.inferred == c->period.inferred &&
            lay_within(child, parent, c->period))
            add(&total[i], c);
        if (order < 0)
            i = skip_to(parent->cell, i + 1, parent->n_cells, c);
        else if (order > 0)
            k = skip_to(child->cell, k + 1, child->n_cells, whole);
        else
            i++, k++;
    }
}

static bool is_wrong(const struct cell *whole, const struct total *t)
{
    struct bounds b;
    return t->n > 0 && t->known && bounds_of(whole, SLACK_ROUNDED, &b) &&
           bounds_above(&t->bounds, &b);
}

static void tell(struct recompute *g, const struct cell *whole,
                 const struct total *t)
{
    struct str own = recompute_value(g, whole);
    struct decimal low = t->bounds.low;
    struct str sum = decimal_text(&g->scratch, decimal_trim(low));
    bool exact = t->bounds.has_high && decimal_eq(low, t->bounds.high);
    recompute_tell(g, RECOMPUTED_CHILDREN, whole,
                   t->n == 1
                       ? "the whole is " STR_FMT ", but %zu of the places "
                         "within it has %s" STR_FMT "; correct what is wrong"
                       : "the whole is " STR_FMT ", but %zu of the places "
                         "within it have %s" STR_FMT " together; correct what "
                         "is wrong",
                   STR_ARG(own), t->n, exact ? "" : "at least ", STR_ARG(sum));
}

/* Of each cell of the district. */
static struct total *add_up(struct arena *a, const struct district *d)
{
    struct total *total = arena_array(a, d->n_cells, struct total);
    for (size_t k = 0; k < d->n_children; k++)
        if (counts_within(d->child[k], d))
            add_child(total, d, d->child[k]);
    return total;
}

struct adding {
    const struct site *s;
    bool *wrong; /* by district: to be told */
    struct arena arena[PARALLEL_MAX];
};

static void look_at(void *ctx, size_t worker, size_t i)
{
    struct adding *g = ctx;
    const struct district *d = g->s->district[i];
    if (d->n_children == 0 || d->n_cells == 0)
        return;
    const struct total *total = add_up(&g->arena[worker], d);
    for (size_t k = 0; k < d->n_cells && !g->wrong[i]; k++)
        g->wrong[i] = is_wrong(&d->cell[k], &total[k]);
    arena_reset(&g->arena[worker]);
}

static void tell_all(struct recompute *g, const struct district *d)
{
    struct arena a = {0};
    const struct total *total = add_up(&a, d);
    for (size_t k = 0; k < d->n_cells; k++)
        if (is_wrong(&d->cell[k], &total[k]))
            tell(g, &d->cell[k], &total[k]);
    arena_release(&a);
}

/* Districts are looked at in parallel; what is wrong is added up once more, in
 * their order. */
void recompute_children(struct recompute *g)
{
    const struct site *s = g->site;
    struct arena a = {0};
    struct adding *all = arena_new(&a, struct adding);
    *all = (struct adding){.s = s};
    all->wrong = arena_array(&a, s->n_districts + 1, bool);
    parallel_for(s->n_districts, s->options->threads, look_at, all);
    for (size_t i = 0; i < s->n_districts; i++)
        if (all->wrong[i])
            tell_all(g, s->district[i]);
    for (size_t i = 0; i < PARALLEL_MAX; i++)
        arena_release(&all->arena[i]);
    arena_release(&a);
}
