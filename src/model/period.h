/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_PERIOD_H
#define JB_MODEL_PERIOD_H

/* The time a figure is about: a closed range of days.
 *
 * `2021`, `2021-06`, `2021-06-18`, `AY2021` (school year, 1 September 2021 to
 * 31 August 2022), `2016..2020`, `2016..`, `..2021-10-30`; a trailing `~` marks
 * it as inferred; `undated` for plans without a time. The ends of a range may
 * have any precision. Spelling is canonical: parsing what period_text wrote
 * gives an equal period. */

#include "base/date.h"
#include "model/words.h"

enum period_kind {
    PERIOD_NONE,
    PERIOD_YEAR,
    PERIOD_MONTH,
    PERIOD_DAY,
    PERIOD_SCHOOL_YEAR,
    PERIOD_RANGE, /* from..to */
    PERIOD_SINCE, /* from.. */
    PERIOD_UNTIL, /* ..to */
    PERIOD_UNDATED
};

struct period {
    int32_t first, last; /* days since 1970-01-01, inclusive; INT32_MIN and
                            INT32_MAX where open; undated: both INT32_MIN, so
                            that it is never the latest */
    uint8_t kind;        /* enum period_kind */
    uint8_t from, to;    /* enum date_precision of the ends */
    bool inferred;
};

/* Years have four digits; a range ends after it begins. */
bool period_parse(struct str text, struct period *out);
/* As in a reference and an anchor, without `~`. */
struct str period_text(struct arena *a, struct period p);

/* The same time, inferred or not. */
static inline bool period_eq(struct period a, struct period b)
{
    return a.last == b.last && a.first == b.first && a.kind == b.kind &&
           a.to == b.to && a.from == b.from;
}
/* By last day, then first day, then kind: "latest" is greatest. */
int period_compare(struct period a, struct period b);
/* Comparable in a series: same kind, and the same length for ranges (2016..2020
 * and 2011..2015 are five years each). */
bool period_comparable(struct period a, struct period b);

/* For readers, from the patterns period_range, period_since, period_until {a}
 * {b} (dates as below), period_range_years {a} {b} (bare years),
 * period_school_year {y} {y2} {yy2}, period_undated and inferred {date}. */
struct str period_words(struct arena *a, struct period p,
                        const struct words *w);
/* A date as precise as it is: date_year, date_month, date_day, date_minute with
 * {y}, {m} {d} plain, {mm} {dd} {hh} {min} two digits, {month} month_1 … */
struct str period_date_words(struct arena *a, struct date date,
                             const struct words *w);
#endif
