/* SPDX-License-Identifier: MIT */
#include "model/period.h"

/* One end, canonically spelt: `2021`, `2021-06` or `2021-06-18`. */
static bool parse_end(struct str text, struct date *out)
{
    return (text.len == 4 || text.len == 7 || text.len == 10) &&
           date_parse(text, out) && out->precision <= DATE_DAY;
}

static struct period of_date(struct date d)
{
    static const enum period_kind kinds[] = {
        [DATE_YEAR] = PERIOD_YEAR,
        [DATE_MONTH] = PERIOD_MONTH,
        [DATE_DAY] = PERIOD_DAY,
    };
    return (struct period){.first = date_first_day(d),
                           .last = date_last_day(d),
                           .kind = (uint8_t)kinds[d.precision],
                           .from = (uint8_t)d.precision,
                           .to = (uint8_t)d.precision};
}

static bool parse_school_year(struct str year, struct period *out)
{
    struct date d;
    if (!parse_end(year, &d) || d.precision != DATE_YEAR || d.year == 9999)
        return false;
    struct date begin = {
        .year = d.year, .month = 9, .day = 1, .precision = DATE_DAY};
    struct date end = {.year = (int16_t)(d.year + 1),
                       .month = 8,
                       .day = 31,
                       .precision = DATE_DAY};
    *out = (struct period){.first = date_first_day(begin),
                           .last = date_last_day(end),
                           .kind = PERIOD_SCHOOL_YEAR,
                           .from = DATE_YEAR,
                           .to = DATE_YEAR};
    return true;
}

static bool parse_range(struct str from, struct str to, struct period *out)
{
    struct date a, b;
    struct period p = {.first = INT32_MIN, .last = INT32_MAX};
    if ((from.len > 0 && !parse_end(from, &a)) ||
        (to.len > 0 && !parse_end(to, &b)) || from.len + to.len == 0)
        return false;
    p.kind = from.len == 0 ? PERIOD_UNTIL
             : to.len == 0 ? PERIOD_SINCE
                           : PERIOD_RANGE;
    if (from.len > 0) {
        p.first = date_first_day(a);
        p.from = (uint8_t)a.precision;
    }
    if (to.len > 0) {
        p.last = date_last_day(b);
        p.to = (uint8_t)b.precision;
    }
    if (p.first > p.last || (p.kind == PERIOD_RANGE && str_eq(from, to)))
        return false;
    *out = p;
    return true;
}

bool period_parse(struct str text, struct period *out)
{
    if (str_is(text, "undated")) {
        *out = (struct period){INT32_MIN, INT32_MIN, PERIOD_UNDATED,
                               DATE_NONE, DATE_NONE, false};
        return true;
    }
    bool inferred = str_ends(text, STR("~"));
    text.len -= inferred;
    struct period p;
    struct date d;
    size_t dots = str_find(text, STR(".."));
    bool good;
    if (dots != SIZE_MAX)
        good = parse_range(str_head(text, dots), str_from(text, dots + 2), &p);
    else if (str_starts(text, STR("AY")))
        good = parse_school_year(str_from(text, 2), &p);
    else if ((good = parse_end(text, &d)))
        p = of_date(d);
    if (!good)
        return false;
    p.inferred = inferred;
    *out = p;
    return true;
}

static struct date end_date(int32_t day, uint8_t precision)
{
    struct date d = date_of_day(day);
    d.precision = precision;
    if (precision < DATE_DAY)
        d.day = 1;
    if (precision < DATE_MONTH)
        d.month = 1;
    return d;
}

static struct date begin_of(struct period p)
{
    return end_date(p.first, p.from);
}

static struct date end_of(struct period p)
{
    return end_date(p.last, p.to);
}

static struct str join(struct arena *a, struct period p)
{
    struct str from = {0}, to = {0};
    if (p.kind != PERIOD_UNTIL)
        from = date_iso(a, begin_of(p));
    if (p.kind != PERIOD_SINCE)
        to = date_iso(a, end_of(p));
    return arena_printf(a, STR_FMT ".." STR_FMT, STR_ARG(from), STR_ARG(to));
}

struct str period_text(struct arena *a, struct period p)
{
    switch ((enum period_kind)p.kind) {
    case PERIOD_NONE: return (struct str){0};
    case PERIOD_UNDATED: return STR("undated");
    case PERIOD_SCHOOL_YEAR: return arena_printf(a, "AY%04d", begin_of(p).year);
    case PERIOD_YEAR:
    case PERIOD_MONTH:
    case PERIOD_DAY: return date_iso(a, begin_of(p));
    case PERIOD_RANGE:
    case PERIOD_SINCE:
    case PERIOD_UNTIL: break;
    }
    return join(a, p);
}

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

int period_compare(struct period a, struct period b)
{
    if (a.last != b.last)
        return order(a.last, b.last);
    if (a.first != b.first)
        return order(a.first, b.first);
    if (a.kind != b.kind)
        return order(a.kind, b.kind);
    return a.to != b.to ? order(a.to, b.to) : order(a.from, b.from);
}

/* Length of a range in its own unit, so that leap days do not count. */
static int32_t length(struct period p)
{
    struct date from = date_of_day(p.first), to = date_of_day(p.last);
    if (p.from == DATE_DAY || p.to == DATE_DAY)
        return p.last - p.first;
    return (to.year - from.year) * 12 + to.month - from.month;
}

bool period_comparable(struct period a, struct period b)
{
    if (a.kind != b.kind || a.from != b.from || a.to != b.to)
        return false;
    return a.kind != PERIOD_RANGE || length(a) == length(b);
}

struct str period_date_words(struct arena *a, struct date date,
                             const struct words *w)
{
    static const char *const keys[] = {"", "date_year", "date_month",
                                       "date_day", "date_minute"};
    static const char *const months[] = {
        "",        "month_1", "month_2", "month_3",  "month_4",  "month_5",
        "month_6", "month_7", "month_8", "month_9",  "month_10", "month_11",
        "month_12"};
    if (date.precision == DATE_NONE)
        return (struct str){0};
    bool named = date.month > 0 && date.month <= 12;
    return words_fill(
        w, a, keys[date.precision],
        WORDS({"y", arena_printf(a, "%d", date.year)},
              {"m", date_digits(date.month)}, {"d", date_digits(date.day)},
              {"mm", date_two_digits(date.month)},
              {"dd", date_two_digits(date.day)},
              {"month", words_get(w, months[named ? date.month : 0])},
              {"hh", date_two_digits(date.hour)},
              {"min", date_two_digits(date.minute)}));
}

static struct str year_text(struct arena *a, struct date d)
{
    return arena_printf(a, "%d", d.year);
}

static struct str school_year(struct arena *a, int year, const struct words *w)
{
    return words_fill(
        w, a, "period_school_year",
        WORDS({"y", arena_printf(a, "%d", year)},
              {"y2", arena_printf(a, "%d", year + 1)},
              {"yy2", date_two_digits((year + 1) % 100)}));
}

static struct str plain_words(struct arena *a, struct period p,
                              const struct words *w)
{
    if (p.kind == PERIOD_UNDATED)
        return words_get(w, "period_undated");
    struct date begin = begin_of(p), end = end_of(p);
    if (p.kind == PERIOD_SCHOOL_YEAR)
        return school_year(a, begin.year, w);
    if (p.kind == PERIOD_RANGE && p.from == DATE_YEAR && p.to == DATE_YEAR)
        return words_fill(
            w, a, "period_range_years",
            WORDS({"a", year_text(a, begin)}, {"b", year_text(a, end)}));
    struct str from = {0}, to = {0};
    if (p.kind != PERIOD_UNTIL)
        from = period_date_words(a, begin, w);
    if (p.kind < PERIOD_RANGE)
        return from;
    if (p.kind != PERIOD_SINCE)
        to = period_date_words(a, end, w);
    const char *key = p.kind == PERIOD_RANGE   ? "period_range"
                      : p.kind == PERIOD_SINCE ? "period_since"
                                               : "period_until";
    if (p.kind == PERIOD_UNTIL)
        from = to;
    return words_fill(w, a, key, WORDS({"a", from}, {"b", to}));
}

struct str period_words(struct arena *a, struct period p, const struct words *w)
{
    if (p.kind == PERIOD_NONE)
        return (struct str){0};
    struct str text = plain_words(a, p, w);
    if (!p.inferred)
        return text;
    return words_fill(w, a, "inferred", WORDS({"date", text}));
}
