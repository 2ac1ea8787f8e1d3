/* SPDX-License-Identifier: MIT */
#include <stdarg.h>

#include "model/recompute_run.h"

/* ---- warnings ---- */

static const enum diag_code codes[N_RECOMPUTED] = {
    [RECOMPUTED_GROWTH] = DIAG_STAT_GROWTH,
    [RECOMPUTED_RATIO] = DIAG_STAT_RATIO,
    [RECOMPUTED_PARTS] = DIAG_STAT_PARTS,
    [RECOMPUTED_CHILDREN] = DIAG_STAT_CHILDREN,
};

void recompute_tell(struct recompute *g, enum recomputed kind,
                    const struct cell *c, const char *format, ...)
{
    if (g->told[kind][c->indicator->index]++ < RECOMPUTE_MAX) {
        va_list args;
        va_start(args, format);
        struct str text = speech_vsay(&g->scratch, g->diag->speech, format,
                                     args);
        va_end(args);
        struct str name = cell_reference(&g->scratch, g->site, c);
        diag_add(g->diag, cell_loc(g->site, c), codes[kind],
                 STR_FMT ": " STR_FMT, STR_ARG(str_from(name, 5)),
                 STR_ARG(text));
    }
    arena_reset(&g->scratch);
}

static void tell_rest(struct recompute *g, enum recomputed kind)
{
    for (size_t i = 0; i < g->site->n_indicators; i++) {
        const struct indicator *n = g->site->indicator[i];
        size_t told = g->told[kind][i];
        if (told > RECOMPUTE_MAX)
            diag_add(g->diag, n->loc, codes[kind],
                     "%zu more rows of '" STR_FMT "' have the same mistake",
                     told - RECOMPUTE_MAX, STR_ARG(n->id));
    }
}

struct str recompute_value(struct recompute *g, const struct cell *c)
{
    const struct figure f = cell_figure(c);
    return figure_plain(&g->scratch, &f);
}

struct str recompute_cell(struct recompute *g, const struct cell *c)
{
    struct loc loc = cell_loc(g->site, c);
    struct str value = recompute_value(g, c);
    return speech_say(&g->scratch, g->diag->speech, STR_FMT " (" STR_FMT ":%u)",
                      STR_ARG(value), STR_ARG(loc.path), loc.line);
}

/* ---- cells that belong together ---- */

const struct cell *recompute_same(const struct recompute *g,
                                  const struct cell *c,
                                  const struct indicator *n, uint16_t group)
{
    const struct cell_key key = {.district = c->district,
                                 .indicator = n,
                                 .period = c->period,
                                 .group = group,
                                 .plan = cell_is_plan(c)};
    const struct cell *found = cell_find(g->site, &key);
    return found != NULL && found->has_value &&
                   found->period.inferred == c->period.inferred
               ? found
               : NULL;
}

bool recompute_adds(const struct indicator *n)
{
    return n->unit != NULL &&
           (n->measure == MEASURE_STOCK || n->measure == MEASURE_FLOW) &&
           (n->unit->kind == UNIT_COUNT || n->unit->kind == UNIT_MONEY);
}

/* ---- ratios ---- */

static const struct decimal zero = {0, 0}, hundred = {100, 0};

static bool is_less(struct decimal a, struct decimal b, struct decimal c,
                    struct decimal d)
{
    struct decimal left, right;
    return decimal_mul(a, b, &left) && decimal_mul(c, d, &right) &&
           decimal_compare(left, right) < 0;
}

/* Nothing is divided: products are exact. */
bool recompute_no_ratio(const struct bounds *stated, struct decimal of,
                        const struct bounds *top, const struct bounds *bottom)
{
    if (!bottom->has_low || decimal_compare(bottom->low, zero) <= 0 ||
        !top->has_low || decimal_compare(top->low, zero) < 0)
        return false;
    return (stated->has_low && top->has_high &&
            is_less(of, top->high, stated->low, bottom->low)) ||
           (stated->has_high && bottom->has_high &&
            is_less(stated->high, bottom->high, of, top->low));
}

static struct decimal value_of(const struct cell *c)
{
    return (struct decimal){c->coef, c->places};
}

struct str recompute_result(struct recompute *g, const struct cell *stated,
                         struct decimal of, const struct cell *top,
                         const struct cell *bottom, struct decimal less)
{
    struct decimal all, ratio;
    int places = stated->places < DECIMAL_PLACES_MAX ? stated->places + 1
                                                     : DECIMAL_PLACES_MAX;
    if (!decimal_mul(value_of(top), of, &all) ||
        !decimal_div(all, value_of(bottom), places, &ratio) ||
        !decimal_sub(ratio, less, &ratio))
        return (struct str){0};
    struct str text = decimal_text(&g->scratch, decimal_trim(ratio));
    return speech_say(&g->scratch, g->diag->speech, ", which gives " STR_FMT,
                      STR_ARG(text));
}

static void check_ratio(struct recompute *g, const struct cell *c)
{
    const struct indicator *n = c->indicator;
    const struct cell *top = recompute_same(g, c, n->numerator, c->group);
    const struct cell *bottom = recompute_same(g, c, n->of, c->group);
    struct bounds stated, above, below;
    if (top == NULL || bottom == NULL ||
        !bounds_of(c, SLACK_CUT, &stated) ||
        !bounds_of(top, SLACK_ROUNDED, &above) ||
        !bounds_of(bottom, SLACK_ROUNDED, &below))
        return;
    bool percent = n->unit != NULL && n->unit->kind == UNIT_PERCENT;
    struct decimal of = percent ? hundred : (struct decimal){1, 0};
    if (!recompute_no_ratio(&stated, of, &above, &below))
        return;
    struct str own = recompute_value(g, c), a = recompute_cell(g, top);
    struct str b = recompute_cell(g, bottom);
    struct str gives = recompute_result(g, c, of, top, bottom, zero);
    recompute_tell(g, RECOMPUTED_RATIO, c,
                   "the value is " STR_FMT ", but '" STR_FMT "' is " STR_FMT
                   " and '" STR_FMT "' " STR_FMT STR_FMT
                   "; correct one of the three",
                   STR_ARG(own), STR_ARG(n->numerator->id), STR_ARG(a),
                   STR_ARG(n->of->id), STR_ARG(b), STR_ARG(gives));
}

/* ---- all ---- */

static void check_indicator(struct recompute *g, const struct indicator *n)
{
    bool ratio = n->of != NULL && n->numerator != NULL;
    for (size_t i = 0; ratio && i < n->n_cells; i++)
        if (n->cell[i]->has_value)
            check_ratio(g, n->cell[i]);
    if (!ratio)
        recompute_growth(g, n);
    recompute_parts(g, n);
}

void recompute_check(const struct site *s, struct diag *d)
{
    struct recompute g = {.site = s, .diag = d};
    for (int k = 0; k < N_RECOMPUTED; k++)
        g.told[k] = arena_array(&g.kept, s->n_indicators + 1, size_t);
    for (size_t i = 0; i < s->n_indicators; i++)
        if (!s->indicator[i]->broken)
            check_indicator(&g, s->indicator[i]);
    recompute_groups(&g);
    recompute_children(&g);
    for (int k = 0; k < N_RECOMPUTED; k++)
        tell_rest(&g, (enum recomputed)k);
    arena_release(&g.scratch);
    arena_release(&g.kept);
}
