/* SPDX-License-Identifier: MIT */
#include "site_fixture.h"
#include "model/freshness.h"

/* The fixture asks on 1 January 2025. `at`: the age in days, which is allowed,
 * and one day less is not; 0: no series is old, however few are allowed. */
static const struct {
    const char *name, *rows;
    int at;
    const char *day;
} cases[] = {
    {"the last day of a year", "990101,pupils,2024,38000,,,,\n", 1,
     "2024-12-31"},
    {"the last day of a month", "990101,pupils,2024-09,38000,,,,\n", 93,
     "2024-09-30"},
    {"a school year ends on 31 August", "990101,pupils,AY2023,38000,,,,\n", 123,
     "2024-08-31"},
    {"an open period counts from its start", "990101,pupils,2016..,38000,,,,\n",
     3288, "2016-01-01"},
    {"the date of the source goes before the period",
     "990101,pupils,2020,38000,,,news,\n", 185, "2024-06-30"},
    {"a source of a year is of its last day",
     "990101,pupils,2020,38000,,,year,\n", 367, "2023-12-31"},
    {"a source without a date says nothing",
     "990101,pupils,2024,38000,,,plain,\n", 1, "2024-12-31"},
    {"a revision goes before the source",
     "990101,pupils,2020,38000,,,news,2024-12-01\n", 31, "2024-12-01"},
    {"the newest cell of all districts counts",
     "990101,pupils,2020,38000,,,,\n990102,pupils,2022,38000,,,,\n"
     "990101,pupils,2021,38000,,,,\n", 732, "2022-12-31"},
    {"a plan is no figure",
     "990101,pupils,2020,38000,,,,\n990101,pupils,2024,39000,plan,,,\n", 1462,
     "2020-12-31"},
    {"a symbol is no figure",
     "990101,pupils,2020,38000,,,,\n990101,pupils,2024,,,x,,\n", 1462,
     "2020-12-31"},
    {"a one-off fact does not age", "990101,award,2010,5,,,,\n", 0, NULL},
    {"no figure at all", "990101,pupils,2025,5,plan,,,\n", 0, NULL},
};

static void run(struct site_run *r, const char *rows, int32_t days)
{
    char text[1024];
    snprintf(text, sizeof text,
             "district,indicator,period,value,status,symbol,source,revised\n%s",
             rows);
    SITE_RUN(r,
             {"data/sources.csv", "id,title_zh,date\nnews,新闻,2024-06-30\n"
                                  "year,年报,2023\nplain,旧闻,\n"},
             {"data/events.csv", NULL}, {"data/statistics/a.csv", text});
    assert_true(r->loaded);
    site_expect_silence(r);
    r->options.freshness = days;
    freshness_check(&r->site, &r->diag);
}

static void series_grow_old(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct site_run r;
        char part[128];
        print_message("%s\n", cases[i].name);
        snprintf(part, sizeof part, "of 'pupils' is of %s, %d days ago",
                 cases[i].day != NULL ? cases[i].day : "", cases[i].at);
        run(&r, cases[i].rows, cases[i].at > 1 ? cases[i].at - 1 : 0);
        if (cases[i].at > 0)
            site_expect(&r, DIAG_DATA_OLD, "data/indicators.csv", 2, 1, part);
        else
            site_expect_silence(&r);
        site_end(&r);
        run(&r, cases[i].rows, cases[i].at);
        site_expect_silence(&r);
        site_end(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(series_grow_old)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
