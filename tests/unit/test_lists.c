/* SPDX-License-Identifier: MIT */
#include "data_fixture.h"

#include "model/comparison.h"
#include "model/ranking.h"

/* ---- pages ---- */

static void every_row_is_on_its_page(void **state)
{
    (void)state;
    static const struct cut cuts[] = {{10, 10}, {4, 7}, {0, 5}, {1, 1}};
    for (size_t k = 0; k < sizeof cuts / sizeof *cuts; k++)
        for (size_t n = 0; n < 60; n++) {
            unsigned pages = cut_pages(cuts[k], n);
            size_t next = 0;
            for (unsigned page = 1; page <= pages; page++) {
                struct slice rows = cut_rows(cuts[k], n, page);
                assert_int_equal(rows.from, next);
                assert_true(page == 1 || rows.to > rows.from);
                for (size_t i = rows.from; i < rows.to; i++)
                    assert_int_equal(cut_page(cuts[k], i), page);
                next = rows.to;
            }
            assert_int_equal(next, n);
        }
}

/* ---- ranking ---- */

static const char codes[][7] = {"410302", "410303", "410304", "410305",
                                "410311", "410312"};

static void index_lists(struct fixture *f, const char *rows)
{
    fixture_statistics(f, rows);
    lists_index(&f->site);
    rankings_index(&f->site);
}

static void assert_order(const struct ranking *r, const char *const *expected,
                         const size_t *ranks, size_t n)
{
    assert_int_equal(r->len, n);
    for (size_t i = 0; i < n; i++) {
        assert_str(r->at[i].cell->district->code, expected[i]);
        assert_int_equal(r->at[i].rank, ranks[i]);
    }
}

static void the_best_are_first_and_ties_share(void **state)
{
    (void)state;
    struct fixture f;
    index_lists(&f, "district,indicator,period,value\n"
                    "410302,large,2021,7\n410303,large,2021,3.0\n"
                    "410304,large,2021,12\n410305,large,2021,3\n"
                    "410311,large,2021,1..2\n410312,large,2021,9\n"
                    "410300,large,2021,50\n410302,large,2020,1\n");
    const struct ranking *r = site_indicator(&f.site, STR("large"))->ranking;
    static const char *const order[] = {"410311", "410303", "410305",
                                        "410302", "410312", "410304"};
    static const size_t ranks[] = {0, 1, 1, 3, 4, 5};
    assert_int_equal(r->tier, TIER_COUNTY);
    assert_int_equal(r->period.kind, PERIOD_YEAR);
    assert_order(r, order, ranks, 6);
    fixture_release(&f);
}

static void few_are_listed_without_ranks(void **state)
{
    (void)state;
    struct fixture f;
    index_lists(&f, "district,indicator,period,value,status\n"
                    "410302,pupils,2020,7,\n410303,pupils,2021,9,\n"
                    "410303,pupils,2025,90,plan\n");
    const struct ranking *r = site_indicator(&f.site, STR("pupils"))->ranking;
    static const char *const order[] = {"410303", "410302"};
    static const size_t ranks[] = {0, 0};
    assert_int_equal(r->period.kind, PERIOD_NONE);
    assert_order(r, order, ranks, 2);
    assert_int_equal(site_indicator(&f.site, STR("share"))->ranking->len, 0);
    assert_null(site_indicator(&f.site, STR("aid"))->ranking);
    fixture_release(&f);
}

static void names_have_an_order_in_each_language(void **state)
{
    (void)state;
    struct fixture f;
    struct buf rows = {0};
    buf_text(&rows, "district,indicator,period,value\n");
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        buf_printf(&rows, "%s,pupils,2021,%zu\n", codes[i], i);
    buf_byte(&rows, '\0');
    index_lists(&f, rows.at);
    const struct ranking *r = site_indicator(&f.site, STR("pupils"))->ranking;
    /* Chanhe, Jianxi, Laocheng, Luolong, Mengjin, Xigong in both. */
    static const char *const order[] = {"410304", "410305", "410302",
                                        "410311", "410312", "410303"};
    for (size_t lang = 0; lang < 2; lang++)
        for (size_t i = 0; i < 6; i++)
            assert_str(r->at[r->by_name[lang][i]].cell->district->code,
                       order[i]);
    assert_int_equal(district_initial(&f.site,
                                      site_district(&f.site, STR("410303")),
                                      1), 'X');
    buf_release(&rows);
    fixture_release(&f);
}

/* ---- lists ---- */

static void files_follow_the_tree(void **state)
{
    (void)state;
    struct fixture f;
    index_lists(&f, "district,indicator,period,value\n"
                    "410322,pupils,2020,1\n410305,pupils,2021,2\n"
                    "410300,share,2021,3\n410305,aid,2021,9\n");
    const struct lists *l = f.site.lists;
    assert_int_equal(l->n_files, 3);
    assert_str(l->file[0]->code, "410300");
    assert_str(l->file[1]->code, "410305");
    assert_str(l->file[2]->code, "410322"); /* no more a district */
    assert_int_equal(l->n_series, 2);
    assert_int_equal(l->n_indicators, 5);
    assert_str(l->indicator[0]->id, "pupils"); /* by priority */
    assert_str(l->indicator[1]->id, "share");
    assert_int_equal(l->n_letters, 9);
    fixture_release(&f);
}

static void comparisons_are_cut_between_topics(void **state)
{
    (void)state;
    struct fixture f;
    struct arena a = {0};
    struct comparison c;
    index_lists(&f, "district,indicator,period,value\n"
                    "410302,pupils,2021,7\n410303,pupils,2021,3\n"
                    "410303,pupils,2022,3\n410302,share,2020,1\n");
    struct indicator *of[] = {site_indicator(&f.site, STR("pupils")),
                              site_indicator(&f.site, STR("share"))};
    struct topic *topic = f.site.topic[0];
    topic->indicator = of;
    topic->n_indicators = 2;
    struct compared column[COMPARED_MAX];
    comparison_rows(&a, site_district(&f.site, STR("410300")), &c);
    assert_int_equal(c.n_rows, 3);
    assert_int_equal(comparison_topic(&f.site, &a, &c, topic, column), 1);
    assert_str(column[0].indicator->id, "pupils");
    assert_int_equal(column[0].n, 2);
    assert_int_equal(comparison_pages(&f.site, &a, &c), 1);
    /* As many rows and topics as make two pages. */
    const struct district *row[COMPARED_ON_PAGE];
    struct topic *topics[3] = {f.site.topic[0], f.site.topic[0],
                               f.site.topic[0]};
    for (size_t i = 0; i < COMPARED_ON_PAGE; i++)
        row[i] = c.row[i < 3 ? i : 0];
    c = (struct comparison){row, COMPARED_ON_PAGE / 3};
    f.site.topic = topics;
    f.site.n_topics = 3;
    assert_int_equal(comparison_pages(&f.site, &a, &c), 2);
    struct slice first = comparison_topics(&f.site, &a, &c, 1);
    struct slice second = comparison_topics(&f.site, &a, &c, 2);
    assert_int_equal(first.from, 0);
    assert_int_equal(first.to, 2);
    assert_int_equal(second.from, 2);
    assert_int_equal(second.to, 3);
    arena_release(&a);
    fixture_release(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_on_its_page),
        cmocka_unit_test(the_best_are_first_and_ties_share),
        cmocka_unit_test(few_are_listed_without_ranks),
        cmocka_unit_test(names_have_an_order_in_each_language),
        cmocka_unit_test(files_follow_the_tree),
        cmocka_unit_test(comparisons_are_cut_between_topics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
