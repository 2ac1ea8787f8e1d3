/* SPDX-License-Identifier: MIT */
#include "model/dates.h"
#include "site_fixture.h"

#define SITE                                                                  \
    {"data/sources.csv", "id,title_zh,date\nnews,新闻,2023-10\nold,旧闻,2020\n"}, \
    {"data/statistics/a.csv",                                                 \
     "district,indicator,period,value,status,source,revised\n"                \
     "990101,pupils,2022,38000,,old,\n"                                       \
     "990101,award,2023,5,,news,\n"                                           \
     "990102,pupils,2023,31500,,old,2024-06-01\n"},                           \
    {"content/articles/2023/a.zh.md",                                         \
     "---\ntitle: 文\nsummary: 摘要\ndate: 2023-12-03\n"                      \
     "updated: 2023-12-05T09:30\ndistricts: \"990100\"\n---\n文\n"}

static void is(struct site_run *r, const char *url, const char *expected)
{
    const struct page *p = plan_by_url(&r->plan, str_of(url));
    assert_non_null(p);
    struct str date = date_iso(&r->site.arena, page_date(p));
    if (!str_is(date, expected))
        fail_msg("%s: " STR_FMT ", expected %s", url, STR_ARG(date), expected);
}

static void pages_are_as_old_as_what_they_show(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r, SITE);
    is(&r, "/zh/districts/990101/", "2023-10");
    is(&r, "/en/districts/990102/", "2024-06-01"); /* revised */
    is(&r, "/zh/districts/990100/", "2023-12-03"); /* its brief */
    is(&r, "/zh/districts/990100/compare/", "2024-06-01");
    is(&r, "/zh/districts/990000/", "");
    is(&r, "/zh/indicators/pupils/", "2024-06-01");
    is(&r, "/zh/articles/", "");
    const struct page *text =
        plan_by_url(&r.plan, STR("/zh/articles/2023/a/"));
    assert_int_equal(page_date(text).day, 5);
    site_end(&r);
}

static uint32_t row_of(const struct plan *plan, const char *url)
{
    return (uint32_t)(plan_by_url(plan, str_of(url)) - plan->page);
}

static void a_part_is_as_old_as_its_newest_page(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r, SITE);
    struct plan cut = r.plan;
    uint32_t east = row_of(&cut, "/en/districts/990101/");
    uint32_t west = row_of(&cut, "/en/districts/990102/");
    uint32_t part[] = {0, east, west, west + 1, (uint32_t)cut.len};
    assert_true(east < west);
    assert_int_equal(cut.n_parts, 1);
    assert_int_equal(plan_date(&cut, 1).year, 2024);
    assert_int_equal(plan_date(&cut, 2).precision, DATE_NONE);
    cut.part = part;
    cut.n_parts = 4;
    assert_int_equal(plan_date(&cut, 2).year, 2023);
    assert_int_equal(plan_date(&cut, 3).year, 2024);
    assert_int_equal(plan_date(&cut, 0).precision, DATE_NONE);
    assert_int_equal(plan_date(&cut, 5).precision, DATE_NONE);
    site_end(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_as_old_as_what_they_show),
        cmocka_unit_test(a_part_is_as_old_as_its_newest_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
