/* SPDX-License-Identifier: MIT */
#include "base/decimal.h"
#include "fuzz.h"
#include "model/period.h"

/* A text as a period, a date and a decimal: what is accepted is written and
 * read again; two lines are two decimals that are added and so on. */

static void period(struct arena *a, struct str s)
{
    struct period p, q;
    if (!period_parse(s, &p))
        return;
    REQUIRE(p.kind != PERIOD_NONE && p.first <= p.last);
    struct str text = period_text(a, p);
    REQUIRE(period_parse(text, &q) && period_eq(p, q));
    REQUIRE(period_compare(p, q) == 0 && period_comparable(p, p));
    REQUIRE_SAME(period_text(a, q), text);
}

static void date(struct arena *a, struct str s)
{
    struct date x, y;
    if (!date_parse(s, &x))
        return;
    struct str iso = date_iso(a, x);
    REQUIRE(date_parse(iso, &y) && date_compare(x, y) == 0);
    REQUIRE(x.precision == y.precision && x.precision != DATE_NONE);
    REQUIRE(date_instant(x, NULL) == date_instant(y, NULL));
    REQUIRE_SAME(date_iso(a, y), iso);
    REQUIRE(date_first_day(x) <= date_last_day(x));
    struct date day = date_of_day(date_first_day(x));
    REQUIRE(day.year == x.year && day.month == x.month && day.day == x.day);
    date_rfc3339(a, x, NULL);
}

static void arithmetic(struct decimal x, struct decimal y)
{
    struct decimal sum, back, product;
    if (decimal_add(x, y, &sum) && decimal_sub(sum, y, &back))
        REQUIRE(decimal_eq(back, x));
    if (decimal_mul(x, y, &product) && y.coef != 0 &&
        decimal_div(product, y, x.places, &back))
        REQUIRE(decimal_eq(back, x));
    REQUIRE(decimal_compare(x, y) == -decimal_compare(y, x));
    for (int power = -20; power <= 20; power++)
        if (decimal_shift(x, power, &sum) && decimal_shift(sum, -power, &back))
            REQUIRE(decimal_eq(back, x));
}

static void decimal(struct arena *a, struct str s, struct str other)
{
    struct decimal x, y;
    if (!decimal_parse(s, &x))
        return;
    struct str text = decimal_text(a, x);
    REQUIRE(decimal_parse(text, &y));
    REQUIRE(x.coef == y.coef && x.places == y.places);
    REQUIRE(decimal_eq(decimal_trim(x), x));
    if (decimal_parse(other, &y))
        arithmetic(x, y);
}

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    struct str first, second;
    (void)d;
    str_cut(input, '\n', &first, &second);
    period(a, first);
    date(a, first);
    decimal(a, first, second);
}
