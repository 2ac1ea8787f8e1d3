/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/period.h"

static struct period period(const char *text)
{
    struct period p;
    if (!period_parse(str_of(text), &p))
        fail_msg("'%s' does not parse", text);
    return p;
}

static void spelling_is_canonical(void **state)
{
    (void)state;
    static const struct {
        const char *text, *first, *last;
        enum period_kind kind;
    } rows[] = {
        {"2021", "2021-01-01", "2021-12-31", PERIOD_YEAR},
        {"2021-06", "2021-06-01", "2021-06-30", PERIOD_MONTH},
        {"2020-02", "2020-02-01", "2020-02-29", PERIOD_MONTH},
        {"1900-02", "1900-02-01", "1900-02-28", PERIOD_MONTH},
        {"2021-06-18", "2021-06-18", "2021-06-18", PERIOD_DAY},
        {"AY2021", "2021-09-01", "2022-08-31",
         PERIOD_SCHOOL_YEAR},
        {"2016..2020", "2016-01-01", "2020-12-31", PERIOD_RANGE},
        {"2016-09..2020", "2016-09-01", "2020-12-31",
         PERIOD_RANGE},
        {"2021-06-01..2021-06-04", "2021-06-01", "2021-06-04", PERIOD_RANGE},
        {"2021-06..2021", "2021-06-01", "2021-12-31",
         PERIOD_RANGE},
        {"2016..", "2016-01-01", NULL, PERIOD_SINCE},
        {"..2021-10-30", NULL, "2021-10-30", PERIOD_UNTIL},
        {"undated", NULL, NULL, PERIOD_UNDATED},
        {"0001", "0001-01-01", "0001-12-31", PERIOD_YEAR},
        {"9999-12-31", "9999-12-31", "9999-12-31", PERIOD_DAY},
    };
    struct arena a = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct period p = period(rows[i].text);
        struct date d;
        assert_int_equal(p.kind, rows[i].kind);
        assert_false(p.inferred);
        if (rows[i].first != NULL) {
            assert_true(date_parse(str_of(rows[i].first), &d));
            assert_int_equal(p.first, date_first_day(d));
        } else {
            assert_int_equal(p.first, INT32_MIN);
        }
        if (rows[i].last != NULL) {
            assert_true(date_parse(str_of(rows[i].last), &d));
            assert_int_equal(p.last, date_first_day(d));
        } else if (p.kind == PERIOD_SINCE) {
            assert_int_equal(p.last, INT32_MAX);
        }
        assert_string_equal(arena_copy(&a, period_text(&a, p)).at,
                            rows[i].text);
        if (p.kind != PERIOD_UNDATED) {
            struct period about =
                period(arena_printf(&a, "%s~", rows[i].text).at);
            assert_true(about.inferred);
            assert_true(period_eq(p, about));
            assert_string_equal(arena_copy(&a, period_text(&a, about)).at,
                                rows[i].text);
        }
    }
    arena_release(&a);
}

static void bad_spelling_is_refused(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "~",
        "21",
        "2021~~",
        "2021 ",
        " 2021",
        "2021-6",
        "2021-13",
        "2021-00",
        "2021-02-29",
        "2021-06-31",
        "2021/06",
        "..",
        "..~",
        "2020..2016",
        "2020..2020",
        "2016...2020",
        "2016..2018..2020",
        "AY",
        "AY21",
        "ay2021",
        "AY2021-09",
        "AY9999",
        "AY2016..2020",
        "0000",
        "2021-06-18T16:20",
        "undated~",
        "Undated",
        "-2021",
        "+2021",
        "2021年",
        "2021-12..2021-06",
        "20210618",
        "2021-06-1",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct period p = {.kind = PERIOD_NONE};
        if (period_parse(str_of(rows[i]), &p))
            fail_msg("'%s' parses", rows[i]);
        assert_int_equal(p.kind, PERIOD_NONE);
    }
}

static void order_is_by_end(void **state)
{
    (void)state;
    static const char *const ascending[] = {
        "undated",      "2016",    "..2020",        "2016..2020",
        "2020",         "2020-12", "2020-12-31",    "2021-05-11",
        "..2021-06-18", "2021-06", "2016-09..2021", "2021",
        "AY2021",       "..2022",  "2016..",        "2017..",
        "2017-01-02..",
    };
    size_t n = sizeof ascending / sizeof ascending[0];
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            int order =
                period_compare(period(ascending[i]), period(ascending[j]));
            if (order != (i > j) - (i < j))
                fail_msg("%s and %s: %d", ascending[i], ascending[j], order);
        }
    assert_false(period_eq(period("2021"), period("2021-01..2021-12")));
    assert_false(period_eq(period("2016.."), period("2016-01..")));
}

static void series_have_one_length(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool expected;
    } rows[] = {
        {"2020", "2021", true},
        {"2020", "2021-06", false},
        {"2020-02", "2021-03", true},
        {"AY2020", "AY2021", true},
        {"AY2020", "2021", false},
        {"2016..2020", "2011..2015", true},
        {"2016..2020", "2011..2014", false},
        {"2016..2020", "2016-01..2020-12", false},
        {"2020-09..2021-08", "2021-09..2022-08", true},
        {"2020-09..2021-08", "2021-09..2022-09", false},
        {"2021-06-01..2021-06-04", "2021-07-05..2021-07-08", true},
        {"2021-06-01..2021-06-04", "2021-07-05..2021-07-09", false},
        {"..2020", "..2021", true},
        {"..2020", "..2021-10-30", false},
        {"2016..", "2017..", true},
        {"undated", "undated", true},
        {"undated", "2021", false},
        {"2020~", "2021", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (period_comparable(period(rows[i].a), period(rows[i].b)) !=
            rows[i].expected)
            fail_msg("%s and %s", rows[i].a, rows[i].b);
}

static struct words load(struct arena *a, const char *lang,
                         const char *const (*pairs)[2], size_t n)
{
    struct value file = {.kind = VALUE_MAP, .len = n};
    for (size_t i = n; i > 0; i--) {
        struct value *v = arena_new(a, struct value);
        *v = (struct value){.kind = VALUE_SCALAR,
                            .key = str_of(pairs[i - 1][0]),
                            .text = str_of(pairs[i - 1][1]),
                            .next = file.first};
        file.first = v;
    }
    struct words w = {.lang = str_of(lang), .tag = str_of(lang)};
    struct diag d = {0};
    assert_true(words_load(&w, a, &file, &d));
    diag_release(&d);
    return w;
}

static const char *const zh_words[][2] = {
    {"date_year", "{y}年"},
    {"date_month", "{y}年{m}月"},
    {"date_day", "{y}年{m}月{d}日"},
    {"date_minute", "{y}年{m}月{d}日 {hh}:{min}"},
    {"period_range", "{a}至{b}"},
    {"period_range_years", "{a}—{b}年"},
    {"period_since", "{a}以来"},
    {"period_until", "截至{b}"},
    {"period_school_year", "{y}—{y2}学年"},
    {"period_undated", "时间未定"},
    {"inferred", "约{date}"},
};

static const char *const en_words[][2] = {
    {"date_year", "{y}"},
    {"date_month", "{month} {y}"},
    {"date_day", "{d} {month} {y}"},
    {"date_minute", "{d} {month} {y}, {hh}:{min}"},
    {"month_6", "June"},
    {"month_10", "October"},
    {"period_range", "{a}–{b}"},
    {"period_range_years", "{a}–{b}"},
    {"period_since", "since {a}"},
    {"period_until", "up to {b}"},
    {"period_school_year", "school year {y}/{yy2}"},
    {"period_undated", "undated"},
    {"inferred", "c. {date}"},
};

static void periods_read_well(void **state)
{
    (void)state;
    static const struct {
        const char *text, *zh, *en;
    } rows[] = {
        {"2021", "2021年", "2021"},
        {"2021-06", "2021年6月", "June 2021"},
        {"2021-06-08", "2021年6月8日", "8 June 2021"},
        {"AY2021", "2021—2022学年", "school year 2021/22"},
        {"2016..2020", "2016—2020年", "2016–2020"},
        {"2016-10..2020", "2016年10月至2020年", "October 2016–2020"},
        {"2016..", "2016年以来", "since 2016"},
        {"..2021-10-30", "截至2021年10月30日", "up to 30 October 2021"},
        {"AY1999", "1999—2000学年", "school year 1999/00"},
        {"undated", "时间未定", "undated"},
        {"2021~", "约2021年", "c. 2021"},
        {"2016..2020~", "约2016—2020年", "c. 2016–2020"},
        {"0987", "987年", "987"},
    };
    struct arena a = {0};
    struct words zh =
        load(&a, "zh-Hans", zh_words, sizeof zh_words / sizeof zh_words[0]);
    struct words en =
        load(&a, "en", en_words, sizeof en_words / sizeof en_words[0]);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct period p = period(rows[i].text);
        assert_string_equal(arena_copy(&a, period_words(&a, p, &zh)).at,
                            rows[i].zh);
        assert_string_equal(arena_copy(&a, period_words(&a, p, &en)).at,
                            rows[i].en);
    }
    struct date d;
    assert_true(date_parse(STR("2021-06-18T08:05"), &d));
    assert_string_equal(period_date_words(&a, d, &zh).at,
                        "2021年6月18日 08:05");
    assert_string_equal(period_date_words(&a, d, &en).at,
                        "18 June 2021, 08:05");
    assert_int_equal(period_words(&a, (struct period){0}, &en).len, 0);
    words_release(&zh);
    words_release(&en);
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spelling_is_canonical),
        cmocka_unit_test(bad_spelling_is_refused),
        cmocka_unit_test(order_is_by_end),
        cmocka_unit_test(series_have_one_length),
        cmocka_unit_test(periods_read_well),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
