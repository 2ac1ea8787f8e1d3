/* SPDX-License-Identifier: MIT */
#include "import/reading.h"
#include "base/unicode.h"
#include "model/data_mend.h"
#include "model/period.h"

enum { TIME_MAX = 64, YEAR_MIN = 1900, YEAR_MAX = 2100 };

struct scan {
    struct str rest;
};

static bool take(struct scan *s, const char *word)
{
    if (!str_starts(s->rest, str_of(word)))
        return false;
    s->rest = str_from(s->rest, strlen(word));
    return true;
}

static size_t take_number(struct scan *s, int *out)
{
    size_t n = 0;
    int value = 0;
    while (n < s->rest.len && n < 8 && s->rest.at[n] >= '0' &&
           s->rest.at[n] <= '9')
        value = value * 10 + (s->rest.at[n++] - '0');
    s->rest = str_from(s->rest, n);
    *out = value;
    return n;
}

static bool is_year(int n)
{
    return n >= YEAR_MIN && n <= YEAR_MAX;
}

/* The sign of a span: - ~ — – ― － 至 到, one or two of them. */
static bool take_dash(struct scan *s)
{
    static const char *const dashes[] = {"-",  "~",  "—",  "–", "―",
                                         "～", "至", "到", "/"};
    bool any = false;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        while (take(s, dashes[i]))
            any = true;
    return any;
}

static enum reading doubt(struct arena *a, enum speech speech, struct str *why,
                          struct str text, const char *says)
{
    *why = speech_say(a, speech, "'" STR_FMT "' %s", STR_ARG(text), says);
    return READING_DOUBT;
}

static enum reading settle(struct arena *a, struct str text, struct str *period)
{
    struct period p;
    struct str copy = arena_copy(a, text);
    if (!period_parse(copy, &p))
        return READING_NO;
    *period = copy;
    return READING_YES;
}

/* ---- school years ---- */

static bool take_school_year(struct scan *s)
{
    return (take(s, "学年度") || take(s, "学年")) && s->rest.len == 0;
}

/* 2021-2022学年, 2021-22学年, 2021学年, AY2021-22. */
static enum reading school_year(struct arena *a, struct str s,
                                struct str *period)
{
    struct scan c = {s};
    int first, second;
    bool marked = take(&c, "ay");
    if (take_number(&c, &first) != 4 || !is_year(first))
        return READING_NO;
    (void)take(&c, "年");
    if (take_dash(&c)) {
        size_t digits = take_number(&c, &second);
        int next = digits == 2 ? (first + 1) % 100 : first + 1;
        if ((digits != 2 && digits != 4) || second != next)
            return READING_NO;
    }
    if (!take_school_year(&c) && !(marked && c.rest.len == 0))
        return READING_NO;
    return settle(a, arena_printf(a, "AY%d", first), period);
}

/* ---- spans ---- */

/* 2016-2020年; two years in a row may be a school year. */
static enum reading years(struct arena *a, enum speech speech, struct str s, struct str *period,
                          struct str *why)
{
    struct scan c = {s};
    int first, last;
    if (take_number(&c, &first) != 4 || !is_year(first))
        return READING_NO;
    (void)take(&c, "年");
    if (!take_dash(&c) || take_number(&c, &last) != 4 || !is_year(last) ||
        last <= first)
        return READING_NO;
    (void)take(&c, "年");
    if (c.rest.len > 0)
        return READING_NO;
    if (last == first + 1) {
        *why = speech_say(a, speech,
                          "'" STR_FMT "' may be two years or a school year; "
                          "map it to %d..%d or to AY%d",
                          STR_ARG(s), first, last, first);
        return READING_DOUBT;
    }
    return settle(a, arena_printf(a, "%d..%d", first, last), period);
}

static const struct {
    const char *text;
    int from, to;
} parts[] = {
    {"上半年", 1, 6},   {"下半年", 7, 12},  {"第一季度", 1, 3},
    {"第二季度", 4, 6}, {"第三季度", 7, 9}, {"第四季度", 10, 12},
    {"一季度", 1, 3},   {"二季度", 4, 6},   {"三季度", 7, 9},
    {"四季度", 10, 12}, {"1季度", 1, 3},    {"2季度", 4, 6},
    {"3季度", 7, 9},    {"4季度", 10, 12},  {"q1", 1, 3},
    {"q2", 4, 6},       {"q3", 7, 9},       {"q4", 10, 12},
    {"前三季度", 1, 9},
};

/* 2021年1-6月, 2021年上半年, 2021Q1. */
static enum reading months(struct arena *a, struct str s, struct str *period)
{
    struct scan c = {s};
    int year, from, to;
    if (take_number(&c, &year) != 4 || !is_year(year))
        return READING_NO;
    (void)(take(&c, "年") || take(&c, "-") || take(&c, " "));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (str_is(c.rest, parts[i].text))
            return settle(a,
                          arena_printf(a, "%d-%02d..%d-%02d", year,
                                       parts[i].from, year, parts[i].to),
                          period);
    if (take_number(&c, &from) == 0 || (take(&c, "月"), !take_dash(&c)) ||
        take_number(&c, &to) == 0 || !take(&c, "月") || c.rest.len > 0 ||
        from < 1 || to > 12 || from >= to)
        return READING_NO;
    return settle(a, arena_printf(a, "%d-%02d..%d-%02d", year, from, year, to),
                  period);
}

/* ---- dotted and run together ---- */

/* 2021.06, 2021.6.18; 2021.1 may have been 2021.10, 2021.0 is a number. */
static enum reading dotted(struct arena *a, enum speech speech, struct str s, struct str *period,
                           struct str *why)
{
    struct scan c = {s};
    int year, month, day;
    if (take_number(&c, &year) != 4 || !is_year(year) || !take(&c, "."))
        return READING_NO;
    size_t digits = take_number(&c, &month);
    if (c.rest.len == 0 && month == 0 && digits > 0)
        return settle(a, arena_printf(a, "%d", year), period);
    if (digits < 1 || digits > 2)
        return READING_NO;
    if (c.rest.len == 0 && digits == 1 && month == 1)
        return doubt(a, speech, why, s,
                     "may be January or October, whose 0 a spreadsheet took "
                     "away");
    if (c.rest.len == 0)
        return settle(a, arena_printf(a, "%d-%02d", year, month), period);
    if (!take(&c, ".") || take_number(&c, &day) == 0 || c.rest.len > 0)
        return READING_NO;
    return settle(a, arena_printf(a, "%d-%02d-%02d", year, month, day), period);
}

/* 202106, 20210618, and 44365 for a day counted from 1900. */
static enum reading digits(struct arena *a, enum speech speech, struct str s, struct str *period,
                           struct str *why)
{
    int64_t n;
    if (!str_to_int(s, &n))
        return READING_NO;
    if (s.len == 5 && n >= 20000 && n <= 60000)
        return doubt(a, speech, why, s,
                     "is the number that a spreadsheet has for a day; export "
                     "the dates as text");
    if (s.len == 6 && is_year((int)(n / 100)))
        return settle(
            a, arena_printf(a, "%d-%02d", (int)(n / 100), (int)(n % 100)),
            period);
    if (s.len == 8 && is_year((int)(n / 10000)))
        return settle(a,
                      arena_printf(a, "%d-%02d-%02d", (int)(n / 10000),
                                   (int)(n / 100 % 100), (int)(n % 100)),
                      period);
    return READING_NO;
}

/* ---- all of them ---- */

/* A year with words behind it that say more or less than a year. */
static bool has_year(struct str s)
{
    struct scan c = {s};
    int year;
    return take_number(&c, &year) == 4 && is_year(year) && take(&c, "年") &&
           c.rest.len > 0;
}

static bool is_plain_year(struct str s)
{
    int64_t n;
    return s.len == 4 && str_to_int(s, &n) && is_year((int)n);
}

static enum reading ours(struct arena *a, struct str text, struct str *period)
{
    struct period p;
    struct str mended;
    if (period_parse(text, &p) && (text.len != 4 || is_plain_year(text)))
        return settle(a, text, period);
    if (mend_date(a, text, &mended))
        return settle(a, mended, period);
    return READING_NO;
}

enum reading reading_time(struct arena *a, enum speech speech, struct str text, bool times,
                          struct str *period, struct str *why)
{
    struct str plain = reading_narrow(a, text);
    if (plain.len == 0 || plain.len > TIME_MAX)
        return READING_NO;
    struct str s = reading_key(a, plain);
    enum reading r = ours(a, plain, period);
    if (r == READING_NO)
        r = ours(a, s, period);
    if (r == READING_NO)
        r = school_year(a, s, period);
    if (r == READING_NO)
        r = years(a, speech, s, period, why);
    if (r == READING_NO)
        r = months(a, s, period);
    if (r == READING_NO && (str_ends(s, STR("年度"))))
        r = ours(a, str_head(s, s.len - strlen("度")), period);
    if (r == READING_NO && times)
        r = dotted(a, speech, s, period, why);
    if (r == READING_NO && times)
        r = digits(a, speech, s, period, why);
    if (r == READING_NO && mend_is_lossy(plain) && plain.at[0] != '#')
        return doubt(a, speech, why, plain,
                     "is what a spreadsheet made of a date: the year, or which "
                     "number is the day, is lost");
    if (r == READING_NO && times && has_year(s))
        return doubt(a, speech, why, plain, "is no time that can be told for certain");
    return r;
}
