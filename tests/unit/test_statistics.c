/* SPDX-License-Identifier: MIT */
#include "data_fixture.h"

#define HEADER "district,indicator,period,group,value,qualifier,status,symbol\n"

static void cells_are_sorted_into_slices(void **state)
{
    (void)state;
    struct fixture f;
    fixture_statistics(&f, HEADER "410311,pupils,2021,,1,,,\n"
                                  "410305,share,2021,,2,,,\n"
                                  "410305,pupils,2021,,3,,plan,\n"
                                  "410305,pupils,2021,public,4,,,\n"
                                  "410305,pupils,2022,,5,,,\n"
                                  "410305,pupils,2021,,6,,,\n"
                                  "410305,pupils,undated,,7,,plan,\n"
                                  "410305,large,2021,,8,,,\n");
    static const int order[] = {8, 6, 5, 7, 3, 4, 2, 1};
    assert_int_equal(f.diag.messages.len, 0);
    assert_int_equal(f.site.n_cells, 8);
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(f.site.cell[i].coef, order[i]);

    const struct district *d = site_district(&f.site, STR("410305"));
    assert_ptr_equal(d->cell, f.site.cell);
    assert_int_equal(d->n_cells, 7);
    assert_int_equal(site_district(&f.site, STR("410311"))->n_cells, 1);
    assert_int_equal(site_district(&f.site, STR("410302"))->n_cells, 0);

    const struct indicator *pupils = site_indicator(&f.site, STR("pupils"));
    static const int pupils_order[] = {6, 5, 7, 3, 4, 1};
    assert_int_equal(pupils->n_cells, 6);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(pupils->cell[i]->coef, pupils_order[i]);
    assert_int_equal(site_indicator(&f.site, STR("aid"))->n_cells, 0);

    static const size_t lengths[] = {1, 2, 2, 1, 1};
    struct series it = {0};
    for (size_t i = 0; i < 5; i++) {
        assert_true(series_next(d, &it));
        assert_int_equal(it.len, lengths[i]);
        for (size_t j = 0; j < it.len; j++) {
            struct series own = series_of(&it.first[j]);
            assert_ptr_equal(own.first, it.first);
            assert_int_equal(own.len, it.len);
        }
    }
    assert_false(series_next(d, &it));
    it = (struct series){0};
    assert_false(series_next(site_district(&f.site, STR("410302")), &it));
    fixture_release(&f);
}

/* A pseudo-random order of many cells, against a plain search. */
static void many_cells_are_found(void **state)
{
    (void)state;
    enum { DISTRICTS = 60, YEARS = 40, LINE = 64 };
    static const char *const indicators[] = {"share", "pupils", "large"};
    enum { N = DISTRICTS * YEARS * 3 };
    char *csv = malloc((N + 1) * LINE), *districts = malloc(DISTRICTS * LINE);
    assert_non_null(csv);
    assert_non_null(districts);
    size_t len = (size_t)snprintf(districts, LINE, "code,name_zh\n");
    for (int i = 0; i < DISTRICTS - 1; i++)
        len += (size_t)snprintf(districts + len, LINE, "41%04d,x\n", 101 + i);
    len = (size_t)snprintf(csv, LINE, "district,indicator,period,value\n");
    for (int i = 0; i < N; i++) {
        int at = (int)((i * 7919L) % N);
        int d = at / (YEARS * 3) % (DISTRICTS - 1);
        len += (size_t)snprintf(csv + len, LINE, "41%04d,%s,%d,%d\n", 101 + d,
                                indicators[at % 3], 1900 + at / 3 % YEARS,
                                at % 100);
    }
    const struct csv_text files[] = {
        {"data/districts.csv", districts},
        {"data/indicators.csv", fixture_indicators},
        {"data/statistics/a.csv", csv},
        {"data/topics.csv", fixture_topics},
        {"data/units.csv", fixture_units}};
    struct fixture f;
    fixture_init(&f);
    fixture_load(&f, files, 5);
    /* the last 120 stand twice: 60 districts were asked for, 59 exist */
    assert_int_equal(f.diag.messages.len, YEARS * 3);
    assert_int_equal(f.site.n_cells, N - YEARS * 3);
    for (size_t i = 0; i < f.site.n_cells; i++) {
        const struct cell *c = &f.site.cell[i];
        struct cell_key key = {.district = c->district,
                               .indicator = c->indicator,
                               .period = c->period};
        assert_ptr_equal(cell_find(&f.site, &key), c);
        if (i > 0)
            assert_true(c[-1].district->index <= c->district->index);
    }
    fixture_release(&f);
    free(csv);
    free(districts);
}

static void duplicates_name_the_first(void **state)
{
    (void)state;
    struct fixture f;
    fixture_statistics(&f, HEADER "410305,pupils,2022,,5,,,\n"
                                  "410305,pupils,2021,,6,,,\n"
                                  "410305,pupils,2021~,,7,,derived,\n"
                                  "410305,pupils,2021,,8,,plan,\n"
                                  "410305,pupils,2021,public,9,,,\n");
    assert_int_equal(f.diag.messages.len, 1);
    const struct message *m = f.diag.messages.at;
    assert_int_equal(m->code, DIAG_STAT_DUPLICATE);
    assert_int_equal(m->loc.line, 4);
    assert_int_equal(m->loc.col, 1);
    assert_str(m->text, "the cell 410305/pupils/2021 stands in "
                        "data/statistics/a.csv:3 already; keep one row, or "
                        "tell them apart by period or group");
    assert_int_equal(f.site.n_cells, 4);
    assert_int_equal(fixture_cell(&f, "410305", "pupils", "2021")->coef, 6);
    fixture_release(&f);
}

static void latest_is_the_greatest_end(void **state)
{
    (void)state;
    static const struct {
        const char *rows;
        int64_t latest; /* 0: none */
    } cases[] = {
        {"410305,pupils,2020,,1,,,\n410305,pupils,2021,,2,,,\n", 2},
        {"410305,pupils,2021,,2,,,\n410305,pupils,2020..2022,,3,,,\n", 3},
        {"410305,pupils,2021,,2,,,\n410305,pupils,2022,,,,,x\n", 2},
        {"410305,pupils,2021,,2,,derived,\n410305,pupils,2022,,3,,plan,\n", 2},
        {"410305,pupils,2021,public,2,,,\n", 0},
        {"410305,pupils,2021,,,,,x\n", 0},
        {"410305,pupils,2016..,,4,,,\n410305,pupils,2021,,2,,,\n", 4},
        {"410305,pupils,undated,,4,,,\n410305,pupils,2021,,2,,,\n", 2},
        {"410305,pupils,undated,,4,,,\n", 4},
        {"410305,share,2021,,4,,,\n410311,pupils,2021,,2,,,\n", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[256];
        struct fixture f;
        snprintf(text, sizeof text, HEADER "%s", cases[i].rows);
        fixture_statistics(&f, text);
        assert_int_equal(f.diag.messages.len, 0);
        const struct cell *c = fixture_cell(&f, "410305", "pupils", "");
        if ((c != NULL ? c->coef : 0) != cases[i].latest)
            fail_msg("%s", cases[i].rows);
        fixture_release(&f);
    }
}

static void changes_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *before, *now; /* period, group, value, qualifier … */
        const char *indicator;
        bool any;
        int direction;
        const char *by, *percent;
        bool good, bad;
    } cases[] = {
        {"2020,,100,,,", "2021,,125.5,,,", "pupils", true, 1, "25.5", "25.5",
         true, false},
        {"2020,,3,,,", "2021,,2,,,", "pupils", true, -1, "1", "33.3", false,
         true},
        {"2020,,3,,,", "2021,,2,,,", "large", true, -1, "1", "33.3", true,
         false},
        {"2020,,2,,,", "2021,,2,,,", "large", true, 0, "0", "0.0", false,
         false},
        {"2020,,0,,,", "2021,,2,,,", "large", true, 1, "2", NULL, false, true},
        {"2020,,85.76,,,", "2021,,54.02,,,", "share", true, -1, "31.74", NULL,
         false, true},
        {"2020,,-1.5,,,", "2021,,2,,,", "growth", true, 1, "3.5", NULL, false,
         false},
        {"2020,,1.2万,,,", "2021,,2.4万,,,", "aid", true, 1, "12000", "100.0",
         false, false},
        {"2018,,1,,derived,", "2021,,2,,,", "aid", true, 1, "1", "100.0", false,
         false},
        {"2020,,1,over,,", "2021,,2,,,", "pupils", false, 0, "", "", 0, 0},
        {"2020,,1,,,", "2021,,2,about,,", "pupils", false, 0, "", "", 0, 0},
        {"2020,,1,,,u", "2021,,2,,,", "pupils", false, 0, "", "", 0, 0},
        {"2020,,1..2,,,", "2021,,2,,,", "pupils", false, 0, "", "", 0, 0},
        {"2020,,,,,x", "2021,,2,,,", "pupils", false, 0, "", "", 0, 0},
        {"2020,,1,,,", "2021,,,,,x", "pupils", false, 0, "", "", 0, 0},
        {"2020,public,1,,,", "2021,,2,,,", "pupils", false, 0, "", "", 0, 0},
        {"2020,,1,,plan,", "2021,,2,,,", "pupils", false, 0, "", "", 0, 0},
        {"2020-12,,1,,,", "2021,,2,,,", "pupils", false, 0, "", "", 0, 0},
        {"2016..2019,,1,,,", "2016..2021,,2,,,", "pupils", false, 0, "", "", 0,
         0},
        {"2022,,1,,,", "2021,,2,,,", "pupils", false, 0, "", "", 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[256];
        struct fixture f;
        struct change change;
        snprintf(text, sizeof text,
                 HEADER "410305,%s,%s\n410305,%s,%s\n", cases[i].indicator,
                 cases[i].before, cases[i].indicator, cases[i].now);
        fixture_statistics(&f, text);
        assert_int_equal(f.diag.messages.len, 0);
        const struct cell *now = NULL;
        for (size_t k = 0; k < f.site.n_cells; k++)
            if (f.site.cell[k].line == 3)
                now = &f.site.cell[k];
        assert_non_null(now);
        bool any = cell_change(now, &change);
        bool good = any == cases[i].any;
        if (good && any) {
            struct arena *a = &f.site.arena;
            const char *percent = cases[i].percent;
            good = change.direction == cases[i].direction &&
                   change.good == cases[i].good && change.bad == cases[i].bad &&
                   change.before->line == 2 &&
                   change.has_percent == (percent != NULL) &&
                   str_is(decimal_text(a, change.by), cases[i].by) &&
                   (percent == NULL ||
                    str_is(decimal_text(a, change.percent), percent));
        }
        if (!good)
            fail_msg("%s | %s", cases[i].before, cases[i].now);
        fixture_release(&f);
    }
}

static void previous_skips_what_cannot_be_compared(void **state)
{
    (void)state;
    struct fixture f;
    fixture_statistics(&f, HEADER "410305,pupils,2018,,1,,,\n"
                                  "410305,pupils,2019,,,,,x\n"
                                  "410305,pupils,2019-12,,3,,,\n"
                                  "410305,pupils,2021,,4,,,\n"
                                  "410305,pupils,2021,,5,,plan,\n"
                                  "410305,pupils,2022,,6,,plan,\n");
    const struct cell *c = fixture_cell(&f, "410305", "pupils", "2021");
    assert_int_equal(cell_previous(c)->coef, 1);
    assert_null(cell_previous(fixture_cell(&f, "410305", "pupils", "2018")));
    struct cell_key key = {.district = c->district,
                           .indicator = c->indicator,
                           .plan = true};
    const struct cell *plan = cell_find(&f.site, &key);
    assert_int_equal(plan->coef, 6);
    assert_null(cell_previous(plan));
    fixture_release(&f);
}

/* Six current districts lie in Luoyang, and a county that has ended. */
static void ranks_share_places(void **state)
{
    (void)state;
    struct fixture f;
    fixture_statistics(&f, HEADER "410302,pupils,2021,,10,,,\n"
                                  "410303,pupils,2021,,30,,,\n"
                                  "410304,pupils,2021,,20,,derived,\n"
                                  "410305,pupils,2021,,20,,,\n"
                                  "410311,pupils,2021,,5,,,\n"
                                  "410312,pupils,2021,,,,,x\n"
                                  "410322,pupils,2021,,50,,,\n"
                                  "410300,pupils,2021,,500,,,\n"
                                  "410305,pupils,2020,,1,,,\n"
                                  "410302,large,2021,,10,,,\n"
                                  "410303,large,2021,,30,,,\n"
                                  "410304,large,2021,,20,,,\n"
                                  "410305,large,2021,,20,,,\n"
                                  "410311,large,2021,,5,,,\n"
                                  "410302,growth,2021,,10,,,\n"
                                  "410303,growth,2021,,30,,,\n"
                                  "410304,growth,2021,,20,,,\n"
                                  "410305,growth,2021,,20,,,\n"
                                  "410311,growth,2021,,5,,,\n");
    static const struct {
        const char *district, *indicator, *period;
        size_t place, of; /* of 0: no rank */
        bool tied;
    } cases[] = {
        {"410303", "pupils", "2021", 1, 5, false},
        {"410304", "pupils", "2021", 2, 5, true},
        {"410305", "pupils", "2021", 2, 5, true},
        {"410302", "pupils", "2021", 4, 5, false},
        {"410311", "pupils", "2021", 5, 5, false},
        {"410311", "large", "2021", 1, 5, false},
        {"410303", "large", "2021", 5, 5, false},
        {"410305", "pupils", "2020", 0, 0, false}, /* one has data */
        {"410312", "pupils", "2021", 0, 0, false}, /* has no value */
        {"410322", "pupils", "2021", 0, 0, false}, /* is no more */
        {"410300", "pupils", "2021", 0, 0, false},
        {"410303", "growth", "2021", 0, 0, false}, /* no polarity */
    };
    assert_int_equal(f.diag.messages.len, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rank rank = {0};
        const struct cell *c = fixture_cell(
            &f, cases[i].district, cases[i].indicator, cases[i].period);
        assert_non_null(c);
        assert_int_equal(cell_rank(&f.site, c, &rank), cases[i].of > 0);
        assert_int_equal(rank.place, cases[i].place);
        assert_int_equal(rank.of, cases[i].of);
        assert_int_equal(rank.tied, cases[i].tied);
    }
    struct cell_list peers = {0};
    cell_peers(&f.site, &f.site.arena,
               fixture_cell(&f, "410304", "pupils", "2021"), &peers);
    static const int values[] = {500, 10, 30, 20, 20, 5};
    assert_int_equal(peers.len, 6);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(peers.at[i]->coef, values[i]);
    peers = (struct cell_list){0};
    cell_peers(&f.site, &f.site.arena,
               fixture_cell(&f, "410300", "pupils", "2021"), &peers);
    assert_int_equal(peers.len, 1);
    fixture_release(&f);
}

static void names_of_cells(void **state)
{
    (void)state;
    struct fixture f;
    fixture_statistics(&f, HEADER "410305,pupils,2021~,,1,,,\n"
                                  "410305,pupils,2016..2020,public,2,,plan,\n"
                                  "410305,pupils,AY2021,other,3,,,\n"
                                  "410305,pupils,undated,,4,,plan,\n");
    static const char *const names[][3] = {
        {"2021", "pupils.2021", "stat:410305/pupils/2021"},
        {"2016..2020", "pupils.2016..2020.public.plan",
         "stat:410305/pupils/2016..2020?group=public&status=plan"},
        {"AY2021", "pupils.AY2021.other",
         "stat:410305/pupils/AY2021?group=other"},
        {"undated", "pupils.undated.plan",
         "stat:410305/pupils/undated?status=plan"},
    };
    assert_int_equal(f.site.n_cells, 4);
    for (size_t i = 0; i < 4; i++) {
        struct period period;
        const struct cell *c = f.site.cell;
        assert_true(period_parse(str_of(names[i][0]), &period));
        while (!period_eq(c->period, period))
            assert_true(++c < f.site.cell + f.site.n_cells);
        struct arena *a = &f.site.arena;
        assert_str(cell_anchor(a, &f.site, c), names[i][1]);
        assert_str(cell_reference(a, &f.site, c), names[i][2]);
    }
    fixture_release(&f);
}

static void figures_have_unit_and_decimals(void **state)
{
    (void)state;
    struct fixture f;
    fixture_statistics(&f, HEADER "410305,share,2021,,54.2,about,,\n"
                                  "410305,aid,2021,,1.2万..3万,,,\n");
    struct figure share =
        cell_figure(fixture_cell(&f, "410305", "share", "2021"));
    assert_int_equal(share.decimals, 2);
    assert_int_equal(share.qualifier, QUALIFIER_ABOUT);
    assert_int_equal(share.low.coef, 542);
    assert_int_equal(share.low.places, 1);
    assert_true(decimal_eq(share.low, share.high));
    assert_str(share.unit->id, "percent");
    struct figure aid = cell_figure(fixture_cell(&f, "410305", "aid", "2021"));
    assert_true(aid.range);
    assert_int_equal(aid.low.coef, 12000);
    assert_int_equal(aid.high.coef, 30000);
    fixture_release(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_sorted_into_slices),
        cmocka_unit_test(many_cells_are_found),
        cmocka_unit_test(duplicates_name_the_first),
        cmocka_unit_test(latest_is_the_greatest_end),
        cmocka_unit_test(changes_are_told),
        cmocka_unit_test(previous_skips_what_cannot_be_compared),
        cmocka_unit_test(ranks_share_places),
        cmocka_unit_test(names_of_cells),
        cmocka_unit_test(figures_have_unit_and_decimals),
    };
    return cmocka_run_group_tests_name("statistics", tests, NULL, NULL);
}
