/* SPDX-License-Identifier: MIT */
#include "model/bounds.h"

/* The power of ten of the last digit that was written. */
static int last_digit(const struct cell *c, struct decimal d)
{
    int power = -d.places;
    while (power >= 0 && power < c->scale &&
           (d.coef == 0 || d.coef % 10 == 0)) {
        d.coef /= 10;
        power++;
    }
    return power;
}

static bool slack_of(const struct cell *c, struct decimal d, enum slack slack,
                     struct decimal *out)
{
    int power = last_digit(c, d);
    if (c->scale == 0 && d.places == 0 && c->indicator->unit != NULL &&
        c->indicator->unit->kind == UNIT_COUNT) {
        *out = (struct decimal){0, 0};
        return true;
    }
    struct decimal unit = {slack == SLACK_CUT ? 10 : 5, 1};
    return decimal_shift(unit, power, out);
}

static bool widen(struct bounds *b, struct decimal low_by,
                  struct decimal high_by)
{
    return decimal_sub(b->low, low_by, &b->low) &&
           decimal_add(b->high, high_by, &b->high);
}

static bool magnitude(struct decimal d, struct decimal *fifth)
{
    const struct decimal share = {2, 1};
    d.coef = d.coef < 0 ? -d.coef : d.coef;
    return decimal_mul(d, share, fifth);
}

/* A count without 万 or a point, as most are. */
static bool is_exact(const struct cell *c)
{
    return c->qualifier == QUALIFIER_EXACT && c->scale == 0 && c->places == 0 &&
           !c->range && c->indicator->unit != NULL &&
           c->indicator->unit->kind == UNIT_COUNT;
}

bool bounds_of(const struct cell *c, enum slack slack, struct bounds *out)
{
    if (!c->has_value || c->symbol == SYMBOL_U)
        return false;
    if (is_exact(c)) {
        const struct decimal n = {c->coef, 0};
        *out = (struct bounds){n, n, true, true};
        return true;
    }
    const struct figure f = cell_figure(c);
    struct bounds b = {f.low, f.high, true, true};
    struct decimal low_by, high_by;
    switch ((enum qualifier)c->qualifier) {
    case QUALIFIER_OVER:
    case QUALIFIER_AT_LEAST: b.has_high = false; break;
    case QUALIFIER_NEARLY:
    case QUALIFIER_UNDER:
    case QUALIFIER_AT_MOST: b.has_low = false; break;
    case QUALIFIER_ABOUT:
        if (!magnitude(f.low, &low_by) || !magnitude(f.high, &high_by) ||
            !widen(&b, low_by, high_by))
            return false;
        break;
    case QUALIFIER_EXACT:
        if (!slack_of(c, f.low, slack, &low_by) ||
            !slack_of(c, f.high, slack, &high_by) ||
            !widen(&b, low_by, high_by))
            return false;
        break;
    }
    *out = b;
    return true;
}

void bounds_add(struct bounds *a, const struct bounds *b)
{
    a->has_low =
        a->has_low && b->has_low && decimal_add(a->low, b->low, &a->low);
    a->has_high =
        a->has_high && b->has_high && decimal_add(a->high, b->high, &a->high);
}

bool bounds_above(const struct bounds *a, const struct bounds *b)
{
    return a->has_low && b->has_high && decimal_compare(a->low, b->high) > 0;
}

bool bounds_disjoint(const struct bounds *a, const struct bounds *b)
{
    return bounds_above(a, b) || bounds_above(b, a);
}
