/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/data_page.h"

/* Kinds of all spellings have their level; a steward's own kind has none. */
static void kinds_have_levels(void **state)
{
    static const struct {
        const char *kind;
        enum tier tier;
    } examples[] = {
        {"nation", TIER_NATION},
        {"municipality", TIER_PROVINCE},
        {"autonomous_region", TIER_PROVINCE},
        {"autonomous-region", TIER_PROVINCE},
        {"autonomous-prefecture", TIER_CITY},
        {"league", TIER_CITY},
        {"county_city", TIER_COUNTY},
        {"county-city", TIER_COUNTY},
        {"county-", TIER_OTHER},
        {"zone", TIER_OTHER},
        {"", TIER_OTHER},
    };
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct district d = {.kind = str_of(examples[i].kind)};
        assert_int_equal(district_tier(&d), examples[i].tier);
    }
}

/* A span covers open and undated periods as far as they are known. */
static void spans_cover_periods(void **state)
{
    static const struct {
        const char *period[3];
        int first, last; /* years; 0: none */
    } examples[] = {
        {{"2021", "2016", "2018"}, 2016, 2021},
        {{"..2021-10-30"}, 2021, 2021},
        {{"2016.."}, 2016, 2016},
        {{"2016..2020", "2018"}, 2016, 2020},
        {{"AY2021"}, 2021, 2022},
        {{"undated"}, 0, 0},
        {{"undated", "1969"}, 1969, 1969},
    };
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct span span = {0};
        for (size_t k = 0; k < 3 && examples[i].period[k] != NULL; k++) {
            struct period p;
            assert_true(period_parse(str_of(examples[i].period[k]), &p));
            span_add(&span, p);
        }
        assert_int_equal(span.any, examples[i].first != 0);
        if (!span.any)
            continue;
        assert_int_equal(date_of_day(span.first).year, examples[i].first);
        assert_int_equal(date_of_day(span.last).year, examples[i].last);
    }
}

static void takes_the_later_date(void **state)
{
    struct date none = {0}, year, day;
    (void)state;
    assert_true(date_parse(STR("2022"), &year));
    assert_true(date_parse(STR("2021-06-18"), &day));
    assert_int_equal(later(none, day).year, 2021);
    assert_int_equal(later(day, none).year, 2021);
    assert_int_equal(later(day, year).year, 2022);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_have_levels),
        cmocka_unit_test(spans_cover_periods),
        cmocka_unit_test(takes_the_later_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
