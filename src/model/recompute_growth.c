/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <strings.h>

#include "model/recompute_run.h"

/* ---- which earlier value ---- */

enum since { SINCE_YEAR = 1, SINCE_MONTH = 2 };

static const struct {
    const char *word;
    enum since since;
} since_words[] = {
    {"同比", SINCE_YEAR},          {"上年同", SINCE_YEAR},
    {"去年同", SINCE_YEAR},        {"year on year", SINCE_YEAR},
    {"year-on-year", SINCE_YEAR},  {"year earlier", SINCE_YEAR},
    {"环比", SINCE_MONTH},         {"上月", SINCE_MONTH},
    {"month on month", SINCE_MONTH}, {"month-on-month", SINCE_MONTH},
    {"previous month", SINCE_MONTH}, {"month earlier", SINCE_MONTH},
};

static bool says(struct str text, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= text.len; i++)
        if (strncasecmp(text.at + i, word, n) == 0)
            return true;
    return false;
}

/* What its name and definition say; 0: nothing. */
static unsigned since_of(const struct indicator *n)
{
    unsigned since = 0;
    for (size_t i = 0; i < sizeof since_words / sizeof *since_words; i++)
        for (size_t lang = 0; lang < LANG_MAX; lang++)
            if (says(n->name.in[lang], since_words[i].word) ||
                says(n->definition.in[lang], since_words[i].word))
                since |= since_words[i].since;
    return since;
}

static bool is_year(struct period p)
{
    return p.kind == PERIOD_YEAR || p.kind == PERIOD_SCHOOL_YEAR;
}

/* A month, or months to months. */
static bool is_months(struct period p)
{
    return p.kind == PERIOD_MONTH ||
           (p.kind == PERIOD_RANGE && p.from == DATE_MONTH &&
            p.to == DATE_MONTH);
}

static bool months_before(struct period p, int n, struct period *out)
{
    struct date a = date_of_day(p.first), b = date_of_day(p.last);
    int from = a.year * 12 + a.month - 1 - n;
    int to = b.year * 12 + b.month - 1 - n;
    char text[64];
    snprintf(text, sizeof text, "%04d-%02d..%04d-%02d", from / 12,
             from % 12 + 1, to / 12, to % 12 + 1);
    struct str s = {text, p.kind == PERIOD_MONTH ? 7 : strlen(text)};
    if (from < 12 || !period_parse(s, out))
        return false;
    out->inferred = p.inferred;
    return true;
}

/* The value so many months earlier. */
static const struct cell *month_before(const struct recompute *g,
                                       const struct cell *now, int n)
{
    struct cell earlier = *now;
    return months_before(now->period, n, &earlier.period)
               ? recompute_same(g, &earlier, now->indicator, now->group)
               : NULL;
}

/* The value of the year that ends where this one begins. */
static const struct cell *year_before(const struct cell *now)
{
    const struct cell *c = cell_previous(now);
    return c != NULL && c->period.last + 1 == now->period.first &&
                   c->period.inferred == now->period.inferred
               ? c
               : NULL;
}

/* ---- what it would be ---- */

static bool shift(struct bounds *b, struct decimal by)
{
    return decimal_add(b->low, by, &b->low) &&
           decimal_add(b->high, by, &b->high);
}

static bool differs_in_points(const struct bounds *stated,
                              const struct bounds *now,
                              const struct bounds *then)
{
    const struct bounds less = {.has_low = then->has_high,
                                .has_high = then->has_low,
                                .low = {-then->high.coef, then->high.places},
                                .high = {-then->low.coef, then->low.places}};
    struct bounds change = *now;
    bounds_add(&change, &less);
    return bounds_disjoint(stated, &change);
}

/* In percent of the earlier value; a share may also grow in points, and is
 * wrong only when it is so both ways. */
static bool is_no_growth(const struct cell *c, const struct bounds *stated,
                         const struct bounds *now, const struct bounds *then)
{
    const struct unit *base = c->indicator->of->unit;
    bool percent = base != NULL && base->kind == UNIT_PERCENT;
    struct bounds factor = *stated;
    if (percent && !differs_in_points(stated, now, then))
        return false;
    if (c->indicator->unit->kind == UNIT_POINTS)
        return percent;
    return c->indicator->unit->kind == UNIT_PERCENT &&
           shift(&factor, (struct decimal){100, 0}) &&
           recompute_no_ratio(&factor, (struct decimal){100, 0}, now, then);
}

static bool contradicts(const struct cell *c, const struct cell *now,
                        const struct cell *then)
{
    struct bounds stated, after, before;
    return bounds_of(c, SLACK_CUT, &stated) &&
           bounds_of(now, SLACK_ROUNDED, &after) &&
           bounds_of(then, SLACK_ROUNDED, &before) &&
           is_no_growth(c, &stated, &after, &before);
}

/* ---- warnings ---- */

static void tell(struct recompute *g, const struct cell *c,
                 const struct cell *now, const struct cell *then)
{
    const struct indicator *n = c->indicator;
    const struct decimal hundred = {100, 0};
    struct str own = recompute_value(g, c), b = recompute_cell(g, now);
    struct str a = recompute_cell(g, then);
    struct str gives = {0};
    if (n->unit->kind == UNIT_PERCENT)
        gives = recompute_result(g, c, hundred, now, then, hundred);
    recompute_tell(g, RECOMPUTED_GROWTH, c,
                   "the growth is " STR_FMT ", but '" STR_FMT "' went from "
                   STR_FMT " to " STR_FMT STR_FMT "; correct one of the three",
                   STR_ARG(own), STR_ARG(n->of->id), STR_ARG(a), STR_ARG(b),
                   STR_ARG(gives));
}

static void tell_both(struct recompute *g, const struct cell *c,
                      const struct cell *now, const struct cell *year,
                      const struct cell *month)
{
    struct str own = recompute_value(g, c), b = recompute_cell(g, now);
    struct str y = recompute_cell(g, year), m = recompute_cell(g, month);
    recompute_tell(g, RECOMPUTED_GROWTH, c,
                   "the growth is " STR_FMT ", but '" STR_FMT "' was " STR_FMT
                   " a year before, " STR_FMT " a month before, and is " STR_FMT
                   "; correct one of them, and say year on year or month on "
                   "month in the definition",
                   STR_ARG(own), STR_ARG(c->indicator->of->id), STR_ARG(y),
                   STR_ARG(m), STR_ARG(b));
}

/* ---- one figure ---- */

static void check_months(struct recompute *g, const struct cell *c,
                         const struct cell *now, unsigned since)
{
    const struct cell *year = month_before(g, now, 12);
    const struct cell *month =
        now->period.kind == PERIOD_MONTH ? month_before(g, now, 1) : NULL;
    if (since == SINCE_YEAR || since == SINCE_MONTH) {
        const struct cell *then = since == SINCE_YEAR ? year : month;
        if (then != NULL && contradicts(c, now, then))
            tell(g, c, now, then);
    } else if (year != NULL && month != NULL && contradicts(c, now, year) &&
               contradicts(c, now, month)) {
        tell_both(g, c, now, year, month);
    }
}

static void check_growth(struct recompute *g, const struct cell *c,
                         unsigned since)
{
    const struct indicator *n = c->indicator;
    if (cell_is_plan(c) || (!is_year(c->period) && !is_months(c->period)))
        return;
    const struct cell *now = recompute_same(g, c, n->of, c->group);
    if (now == NULL)
        return;
    if (is_months(c->period)) {
        check_months(g, c, now, since);
        return;
    }
    const struct cell *then = year_before(now);
    if (then != NULL && contradicts(c, now, then))
        tell(g, c, now, then);
}

void recompute_growth(struct recompute *g, const struct indicator *n)
{
    if (n->of == NULL || n->unit == NULL || n->measure != MEASURE_GROWTH)
        return;
    unsigned since = since_of(n);
    for (size_t i = 0; i < n->n_cells; i++)
        if (n->cell[i]->has_value)
            check_growth(g, n->cell[i], since);
}
