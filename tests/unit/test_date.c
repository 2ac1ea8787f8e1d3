/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct date date_of(const char *text)
{
    struct date d;
    if (!date_parse(str_of(text), &d))
        fail_msg("'%s' does not parse", text);
    return d;
}

static void assert_text(struct str got, const char *expected, const char *what)
{
    if (!str_is(got, expected))
        fail_msg("%s: got '" STR_FMT "', expected '%s'", what, STR_ARG(got),
                 expected);
}

static void parses(void **state)
{
    static const struct {
        const char *text, *iso;
        enum date_precision precision;
    } rows[] = {
        {"2021", "2021", DATE_YEAR},
        {"0001", "0001", DATE_YEAR},
        {"9999-12-31", "9999-12-31", DATE_DAY},
        {"2021-06", "2021-06", DATE_MONTH},
        {"2021-06-18", "2021-06-18", DATE_DAY},
        {"2020-02-29", "2020-02-29", DATE_DAY},
        {"2000-02-29", "2000-02-29", DATE_DAY},
        {"2021-06-18T16:20", "2021-06-18T16:20", DATE_MINUTE},
        {"2021-06-18 16:20", "2021-06-18T16:20", DATE_MINUTE},
        {"2021-06-18T16:20:59", "2021-06-18T16:20", DATE_MINUTE},
        {"2016-12-31T23:59:60Z", "2016-12-31T23:59Z", DATE_MINUTE},
        {"2021-06-18T16:20Z", "2021-06-18T16:20Z", DATE_MINUTE},
        {"2021-06-18T16:20+08:00", "2021-06-18T16:20+08:00", DATE_MINUTE},
        {"2021-06-18 16:20:00-03:30", "2021-06-18T16:20-03:30", DATE_MINUTE},
        {"2021-06-18T16:20+00:00", "2021-06-18T16:20Z", DATE_MINUTE},
    };
    struct arena a = {0};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct date d = date_of(rows[i].text);
        assert_int_equal(d.precision, rows[i].precision);
        assert_text(date_iso(&a, d), rows[i].iso, rows[i].text);
        assert_int_equal(date_compare(d, date_of(rows[i].iso)), 0);
    }
    assert_int_equal(date_iso(&a, (struct date){0}).len, 0);
    arena_release(&a);
}

static void refuses(void **state)
{
    static const char *const rows[] = {
        "",
        "21",
        "0000",
        "20210",
        "-2021",
        "+2021",
        "2021-",
        "2021-6",
        "2021-00",
        "2021-13",
        "2021-06-",
        "2021-06-0",
        "2021-06-00",
        "2021-06-31",
        "2021-02-29",
        "1900-02-29",
        "2021/06/18",
        "2021-06-18 ",
        " 2021",
        "2021-06-18T",
        "2021-06-18T16",
        "2021-06-18T24:00",
        "2021-06-18T16:60",
        "2021-06-18T16:20:61",
        "2021-06-18T16:20:",
        "2021-06-18T16:20z",
        "2021-06-18T16:20+8:00",
        "2021-06-18T16:20+0800",
        "2021-06-18T16:20+18:01",
        "2021-06-18T16:20+08:60",
        "2021-06-18T16:20+08:00x",
        "2021-06-18t16:20",
        "2021-06T16:20",
        "２０２１",
        "2021年",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct date d = {.year = 77};
        if (date_parse(str_of(rows[i]), &d))
            fail_msg("'%s' parses", rows[i]);
        assert_int_equal(d.year, 77);
    }
}

static void counts_days(void **state)
{
    static const struct {
        const char *text;
        int32_t first, last;
    } rows[] = {
        {"1970", 0, 364},
        {"1970-01-01", 0, 0},
        {"1969-12-31", -1, -1},
        {"2000-02", 10988, 11016},
        {"2021-06-18", 18796, 18796},
        {"2021-06-18T23:59+08:00", 18796, 18796},
        {"0001-01-01", -719162, -719162},
        {"9999-12-31", 2932896, 2932896},
        {"1582-10-10", -141432, -141432}, /* no such day to the Julian side */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct date d = date_of(rows[i].text);
        assert_int_equal(date_first_day(d), rows[i].first);
        assert_int_equal(date_last_day(d), rows[i].last);
    }
    assert_int_equal(date_first_day((struct date){0}), 0);
}

/* Every day of five centuries, against counting one by one. */
static void days_are_dates(void **state)
{
    int year = 1599, month = 12, day = 31;
    (void)state;
    for (int32_t n = -135140; n < 47847; n++) {
        if (++day > date_days_in_month(year, month)) {
            day = 1;
            month = month % 12 + 1;
            year += month == 1 ? 1 : 0;
        }
        struct date d = date_of_day(n);
        if (d.year != year || d.month != month || d.day != day ||
            date_first_day(d) != n)
            fail_msg("day %d: %d-%d-%d, expected %d-%d-%d", n, d.year, d.month,
                     d.day, year, month, day);
    }
    assert_int_equal(date_of_day(INT32_MAX).year, 9999);
    assert_int_equal(date_of_day(INT32_MIN).year, 1);
}

static void months(void **state)
{
    (void)state;
    assert_int_equal(date_days_in_month(2021, 2), 28);
    assert_int_equal(date_days_in_month(2024, 2), 29);
    assert_int_equal(date_days_in_month(2100, 2), 28);
    assert_int_equal(date_days_in_month(2021, 12), 31);
    assert_int_equal(date_days_in_month(2021, 0), 0);
    assert_int_equal(date_days_in_month(2021, 13), 0);
}

static void opens_zones(void **state)
{
    static const char *const known[] = {"Asia/Shanghai", "UTC", "Etc/UTC",
                                        "America/New_York", "Asia/Urumqi"};
    static const char *const unknown[] = {
        "",
        "Mars/Olympus",
        "asia",
        "GMT+8",
        "+08:00",
        "Etc/Unknown",
        "亚洲/上海",
        "a-name-that-is-far-too-long-for-any-zone-of-the-data-base-of-zones"};
    (void)state;
    for (size_t i = 0; i < COUNT(known); i++) {
        struct zone *z = zone_open(str_of(known[i]));
        if (z == NULL)
            fail_msg("%s is unknown", known[i]);
        zone_close(z);
    }
    for (size_t i = 0; i < COUNT(unknown); i++)
        if (zone_open(str_of(unknown[i])) != NULL)
            fail_msg("'%s' is known", unknown[i]);
    zone_close(NULL);
}

static void has_instants(void **state)
{
    static const struct {
        const char *zone, *text;
        int64_t instant;
        const char *rfc3339;
    } rows[] = {
        {"UTC", "1970", 0, "1970-01-01T00:00:00Z"},
        {"Asia/Shanghai", "1970-01-01", -28800, "1970-01-01T00:00:00+08:00"},
        {"Asia/Shanghai", "2021-06-18T16:20", 1624004400,
         "2021-06-18T16:20:00+08:00"},
        {"Asia/Shanghai", "2021", 1609430400, "2021-01-01T00:00:00+08:00"},
        {"Asia/Shanghai", "2021-06", 1622476800, "2021-06-01T00:00:00+08:00"},
        /* its own offset wins */
        {"Asia/Shanghai", "2021-06-18T16:20Z", 1624033200,
         "2021-06-18T16:20:00Z"},
        {"Asia/Shanghai", "2021-06-18T16:20-03:30", 1624045800,
         "2021-06-18T16:20:00-03:30"},
        /* China had summer time in 1988 */
        {"Asia/Shanghai", "1988-07-01", 583686000, "1988-07-01T00:00:00+09:00"},
        {"America/New_York", "2021-01-15T12:00", 1610730000,
         "2021-01-15T12:00:00-05:00"},
        {"America/New_York", "2021-07-15T12:00", 1626364800,
         "2021-07-15T12:00:00-04:00"},
        /* a time that does not exist, on either side of Greenwich */
        {"America/New_York", "2021-03-14T02:30", 1615707000,
         "2021-03-14T02:30:00-05:00"},
        {"Europe/Berlin", "2021-03-28T02:30", 1616895000,
         "2021-03-28T02:30:00+01:00"},
        {"Asia/Kathmandu", "2021-06-18", 1623953700,
         "2021-06-18T00:00:00+05:45"},
    };
    struct arena a = {0};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct zone *z = zone_open(str_of(rows[i].zone));
        struct date d = date_of(rows[i].text);
        assert_int_equal(date_instant(d, z), rows[i].instant);
        assert_text(date_rfc3339(&a, d, z), rows[i].rfc3339, rows[i].text);
        zone_close(z);
    }
    assert_int_equal(date_instant(date_of("1970"), NULL), 0);
    assert_int_equal(date_rfc3339(&a, (struct date){0}, NULL).len, 0);
    arena_release(&a);
}

static void shows_instants(void **state)
{
    static const struct {
        const char *zone;
        int64_t instant;
        const char *iso;
    } rows[] = {
        {"UTC", 0, "1970-01-01T00:00Z"},
        {"UTC", -1, "1969-12-31T23:59Z"},
        {"Asia/Shanghai", 1624004407, "2021-06-18T16:20+08:00"},
        {"Asia/Shanghai", 1609430399, "2020-12-31T23:59+08:00"},
        {"Asia/Shanghai", 1609430400, "2021-01-01T00:00+08:00"},
        {"America/New_York", 1610730000, "2021-01-15T12:00-05:00"},
    };
    struct arena a = {0};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct zone *z = zone_open(str_of(rows[i].zone));
        struct date d = date_in_zone(rows[i].instant, z);
        assert_text(date_iso(&a, d), rows[i].iso, rows[i].zone);
        assert_true(rows[i].instant - date_instant(d, z) < 60);
        zone_close(z);
    }
    assert_int_equal(date_in_zone(INT64_MAX / 2, NULL).year, 9999);
    assert_int_equal(date_in_zone(INT64_MIN / 2, NULL).year, 1);
    arena_release(&a);
}

/* Each comes before the next. */
static void compares(void **state)
{
    static const char *const rows[] = {
        "1999",
        "2020-12-31T23:59",
        "2021",
        "2021-01",
        "2021-01-01",
        "2021-01-01T00:00",
        "2021-01-01T00:01",
        "2021-01-01T13:00",
        "2021-01-02",
        "2021-02",
        "2022",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        for (size_t j = 0; j < COUNT(rows); j++) {
            int order = date_compare(date_of(rows[i]), date_of(rows[j]));
            if (order != (i > j) - (i < j))
                fail_msg("%s and %s: %d", rows[i], rows[j], order);
        }
    struct date none = {0};
    assert_int_equal(date_compare(none, none), 0);
    assert_int_equal(date_compare(none, date_of("0001")), -1);
    assert_int_equal(date_compare(date_of("0001"), none), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses),       cmocka_unit_test(refuses),
        cmocka_unit_test(counts_days),  cmocka_unit_test(days_are_dates),
        cmocka_unit_test(months),       cmocka_unit_test(opens_zones),
        cmocka_unit_test(has_instants), cmocka_unit_test(shows_instants),
        cmocka_unit_test(compares),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
