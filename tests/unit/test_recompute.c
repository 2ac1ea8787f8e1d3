/* SPDX-License-Identifier: MIT */
#include "data_fixture.h"
#include "model/recompute.h"

static const char districts[] =
    "code,name_zh,name_en,parent,kind,valid_from,valid_to,successor\n"
    "100000,全国,China,,,,,\n"
    "410000,河南省,Henan,,,,,\n"
    "410300,洛阳市,Luoyang,,,,,\n"
    "410301,甲区,A,,,,,\n"
    "410302,乙区,B,,,,,\n"
    "410303,丙区,C,410000,,2010,2019,\n"
    "410303,丙区,C,,,2020,,\n"
    "410300-zone,高新区,Zone,,zone,,,\n"
    "810000,香港,Hong Kong,,,,,\n";

static const char units[] = "id,kind,en_one\n"
                            "pupil,count,pupil\n"
                            "cny,money,yuan\n"
                            "percent,percent,%\n"
                            "point,points,point\n"
                            "ratio,ratio,pupils\n";

static const char indicators[] =
    "id,name_zh,unit,measure,base,numerator,parts,scope\n"
    "pupils,学生,pupil,stock,,,,\n"
    "boys,男生,pupil,stock,,,,\n"
    "classes,班级,pupil,stock,,,,\n"
    "models,模式,pupil,level,,,,\n"
    "fact,事实,pupil,stock,,,,fact\n"
    "money,经费,cny,flow,,,,\n"
    "pay,工资,cny,flow,,,,\n"
    "other,其他,cny,flow,,,,\n"
    "sum,合计,cny,flow,,,pay|other,\n"
    "share,占比,percent,share,pupils,boys,,\n"
    "size,班额,ratio,average,classes,pupils,,\n"
    "growth,增长,percent,growth,pupils,,,\n"
    "more,增幅,percent,growth,share,,,\n"
    "points,增点,point,growth,share,,,\n"
    "words,文字,percent,growth,上年,,,\n"
    "yoy,学生同比增长,percent,growth,pupils,,,\n"
    "mom,学生环比增长,percent,growth,pupils,,,\n";

static const char groups[] = "id,name_zh,split\n"
                             "male,男,sex\n"
                             "female,女,sex\n"
                             "town,镇,\n"
                             "rural,乡,\n";

static void run(struct fixture *f, const char *rows)
{
    char text[4096];
    snprintf(text, sizeof text,
             "district,indicator,period,group,value,qualifier,status,symbol\n"
             "%s",
             rows);
    const struct csv_text csv[] = {
        {"data/districts.csv", districts}, {"data/groups.csv", groups},
        {"data/indicators.csv", indicators}, {"data/statistics/a.csv", text},
        {"data/units.csv", units},
    };
    fixture_init(f);
    fixture_load(f, csv, sizeof csv / sizeof csv[0]);
    recompute_check(&f->site, &f->diag);
}

/* The rows give one warning of the code, which says `part`; without `part`
 * nothing at all. */
static void expect(int line, const char *rows, enum diag_code code,
                   const char *part)
{
    struct fixture f;
    run(&f, rows);
    size_t n = f.diag.messages.len;
    const struct message *m = n > 0 ? &f.diag.messages.at[0] : NULL;
    bool right = part == NULL ? n == 0
                              : n == 1 && m->code == code &&
                                    str_find(m->text, str_of(part)) != SIZE_MAX;
    if (!right) {
        fixture_show(&f);
        fail_msg("line %d: %zu messages, expected %s", line, n,
                 part != NULL ? part : "none");
    }
    fixture_release(&f);
}

#define WARNS(rows, code, part) expect(__LINE__, rows, code, part)
#define SILENT(rows) expect(__LINE__, rows, DIAG_READ, NULL)

#define TWO_YEARS "410301,pupils,2020,,1389,,,\n410301,pupils,2021,,1609,,,\n"

static void growth_follows_from_two_years(void **state)
{
    (void)state;
    SILENT(TWO_YEARS "410301,growth,2021,,15.84,,,\n");
    SILENT(TWO_YEARS "410301,growth,2021,,15.83,,,\n"); /* cut */
    WARNS(TWO_YEARS "410301,growth,2021,,15.80,,,\n", DIAG_STAT_GROWTH,
          "which gives 15.839");
    SILENT(TWO_YEARS "410301,growth,2021,,16,,,\n");
    SILENT(TWO_YEARS "410301,growth,2021,,15,over,,\n");
    WARNS(TWO_YEARS "410301,growth,2021,,16,over,,\n", DIAG_STAT_GROWTH,
          "410301/growth/2021");
    WARNS(TWO_YEARS "410301,growth,2021,,-15.84,,,\n", DIAG_STAT_GROWTH,
          "went from 1389 (data/statistics/a.csv:2) to 1609 "
          "(data/statistics/a.csv:3)");
    SILENT(TWO_YEARS "410301,growth,2021,,20,,plan,\n");
    SILENT(TWO_YEARS "410301,growth,2021,,20,,,u\n");
    SILENT(TWO_YEARS "410301,growth,2021~,,20,,,\n");
    SILENT(TWO_YEARS "410301,words,2021,,99,,,\n");
    SILENT("410301,pupils,2019,,10,,,\n410301,pupils,2021,,20,,,\n"
           "410301,growth,2021,,10,,,\n");
    SILENT("410301,pupils,2021-01,,10,,,\n410301,pupils,2021-02,,20,,,\n"
           "410301,growth,2021-02,,10,,,\n");
    WARNS("410301,pupils,AY2020,,10,,,\n410301,pupils,AY2021,,20,,,\n"
          "410301,growth,AY2021,,10,,,\n",
          DIAG_STAT_GROWTH, "which gives 100");
    SILENT("410301,pupils,2020,,0,,,\n410301,pupils,2021,,20,,,\n"
           "410301,growth,2021,,10,,,\n");
}

#define MONTHS                                                                \
    "410301,pupils,2020-02,,100,,,\n410301,pupils,2021-01,,120,,,\n"          \
    "410301,pupils,2021-02,,150,,,\n"

static void growth_of_months_is_what_is_said(void **state)
{
    (void)state;
    SILENT(MONTHS "410301,yoy,2021-02,,50,,,\n");
    WARNS(MONTHS "410301,yoy,2021-02,,25,,,\n", DIAG_STAT_GROWTH,
          "went from 100 (data/statistics/a.csv:2) to 150 "
          "(data/statistics/a.csv:4), which gives 50");
    SILENT(MONTHS "410301,mom,2021-02,,25,,,\n");
    WARNS(MONTHS "410301,mom,2021-02,,50,,,\n", DIAG_STAT_GROWTH,
          "went from 120 (data/statistics/a.csv:3) to 150");
    SILENT(MONTHS "410301,mom,2021-01,,50,,,\n"); /* no December */
    WARNS("410301,pupils,2020-12,,100,,,\n410301,pupils,2021-01,,120,,,\n"
          "410301,mom,2021-01,,30,,,\n",
          DIAG_STAT_GROWTH, "which gives 20");
    SILENT(MONTHS "410301,yoy,2021-02~,,25,,,\n");
    SILENT(MONTHS "410301,yoy,2021-02,,25,,plan,\n");
    WARNS("410301,pupils,2020-02~,,100,,,\n410301,pupils,2021-02~,,150,,,\n"
          "410301,yoy,2021-02~,,25,,,\n",
          DIAG_STAT_GROWTH, "which gives 50");
}

/* Where nothing says which month is meant, it must fit one of two. */
static void growth_of_months_may_be_either(void **state)
{
    (void)state;
    SILENT(MONTHS "410301,growth,2021-02,,50,,,\n");
    SILENT(MONTHS "410301,growth,2021-02,,25,,,\n");
    WARNS(MONTHS "410301,growth,2021-02,,30,,,\n", DIAG_STAT_GROWTH,
          "was 100 (data/statistics/a.csv:2) a year before, 120 "
          "(data/statistics/a.csv:3) a month before, and is 150");
    SILENT("410301,pupils,2020-02,,100,,,\n410301,pupils,2021-02,,150,,,\n"
           "410301,growth,2021-02,,30,,,\n");
}

#define HALVES                                                                \
    "410301,pupils,2019-01..2019-06,,50,,,\n"                                 \
    "410301,pupils,2020-01..2020-02,,40,,,\n"                                 \
    "410301,pupils,2020-01..2020-06,,100,,,\n"

static void growth_of_several_months(void **state)
{
    (void)state;
    SILENT(HALVES "410301,yoy,2020-01..2020-06,,100,,,\n");
    WARNS(HALVES "410301,yoy,2020-01..2020-06,,150,,,\n", DIAG_STAT_GROWTH,
          "went from 50 (data/statistics/a.csv:2) to 100");
    SILENT(HALVES "410301,growth,2020-01..2020-06,,150,,,\n");
    SILENT(HALVES "410301,mom,2020-01..2020-06,,150,,,\n");
    SILENT(HALVES "410301,yoy,2020-01..2020-02,,150,,,\n");
}

/* 1389 about may be 1112 to 1666; 4万 is 35000 to 45000. */
static void uncertain_values_say_less(void **state)
{
    (void)state;
    SILENT("410301,pupils,2020,,1389,about,,\n410301,pupils,2021,,1609,,,\n"
           "410301,growth,2021,,40,,,\n");
    WARNS("410301,pupils,2020,,1389,about,,\n410301,pupils,2021,,1609,,,\n"
          "410301,growth,2021,,50,,,\n",
          DIAG_STAT_GROWTH, "50");
    SILENT("410301,pupils,2020,,4万,,,\n410301,pupils,2021,,5万,,,\n"
           "410301,growth,2021,,50,,,\n");
    WARNS("410301,pupils,2020,,4.01万,,,\n410301,pupils,2021,,5.01万,,,\n"
          "410301,growth,2021,,20,,,\n",
          DIAG_STAT_GROWTH, "which gives");
    SILENT("410301,pupils,2020,,100..200,,,\n410301,pupils,2021,,200,,,\n"
           "410301,growth,2021,,60,,,\n");
    SILENT("410301,pupils,2020,,100,over,,\n410301,pupils,2021,,200,,,\n"
           "410301,growth,2021,,60,,,\n");
    WARNS("410301,pupils,2020,,100,over,,\n410301,pupils,2021,,200,,,\n"
          "410301,growth,2021,,160,,,\n",
          DIAG_STAT_GROWTH, "160");
}

static void shares_grow_in_points_or_percent(void **state)
{
    (void)state;
#define SHARES "410301,share,2020,,50,,,\n410301,share,2021,,60,,,\n"
    SILENT(SHARES "410301,more,2021,,20,,,\n");
    SILENT(SHARES "410301,more,2021,,10,,,\n");
    WARNS(SHARES "410301,more,2021,,15,,,\n", DIAG_STAT_GROWTH, "15");
    SILENT(SHARES "410301,points,2021,,10,,,\n");
    WARNS(SHARES "410301,points,2021,,20,,,\n", DIAG_STAT_GROWTH, "20");
}

static void ratios_follow_from_both_sides(void **state)
{
    (void)state;
#define SIDES "410301,pupils,2021,,3000,,,\n410301,boys,2021,,1571,,,\n"
    SILENT(SIDES "410301,share,2021,,52.37,,,\n");
    SILENT(SIDES "410301,share,2021,,52.36,,,\n"); /* cut */
    SILENT(SIDES "410301,share,2021,,52,,,\n");
    WARNS(SIDES "410301,share,2021,,54.37,,,\n", DIAG_STAT_RATIO,
          "'boys' is 1571 (data/statistics/a.csv:3) and 'pupils' 3000 "
          "(data/statistics/a.csv:2), which gives 52.367");
    SILENT(SIDES "410301,share,2021,,50,at_least,,\n");
    WARNS(SIDES "410301,share,2021,,50,at_most,,\n", DIAG_STAT_RATIO, "50");
    SILENT(SIDES "410301,share,2022,,10,,,\n");
    SILENT(SIDES "410302,share,2021,,10,,,\n");
#define CLASSES "410301,pupils,2021,,3000,,,\n410301,classes,2021,,61,,,\n"
    SILENT(CLASSES "410301,size,2021,,49.2,,,\n");
    WARNS(CLASSES "410301,size,2021,,56,,,\n", DIAG_STAT_RATIO,
          "which gives 49.2");
    SILENT("410301,pupils,2021,male,30,,,\n410301,classes,2021,,10,,,\n"
           "410301,size,2021,,9,,,\n");
}

static void groups_fit_into_the_whole(void **state)
{
    (void)state;
#define WHOLE "410301,pupils,2021,,100,,,\n"
    SILENT(WHOLE "410301,pupils,2021,male,60,,,\n"
                 "410301,pupils,2021,female,40,,,\n");
    SILENT(WHOLE "410301,pupils,2021,male,60,,,\n");
    WARNS(WHOLE "410301,pupils,2021,male,60,,,\n"
                "410301,pupils,2021,female,50,,,\n",
          DIAG_STAT_PARTS, "male 60 (data/statistics/a.csv:3), female 50");
    WARNS(WHOLE "410301,pupils,2021,male,60,,,\n"
                "410301,pupils,2021,female,30,,,\n",
          DIAG_STAT_PARTS, "its parts do not add up to that");
    WARNS(WHOLE "410301,pupils,2021,male,101,,,\n", DIAG_STAT_PARTS,
          "a part of it is male 101");
    /* without a split they may overlap */
    SILENT(WHOLE "410301,pupils,2021,town,80,,,\n"
                 "410301,pupils,2021,rural,80,,,\n");
    WARNS(WHOLE "410301,pupils,2021,rural,180,,,\n", DIAG_STAT_PARTS, "180");
    SILENT("410301,pupils,2021,,100,over,,\n"
           "410301,pupils,2021,male,600,,,\n");
    SILENT(WHOLE "410301,pupils,2021,male,50,over,,\n"
                 "410301,pupils,2021,female,40,,,\n");
    WARNS(WHOLE "410301,pupils,2021,male,50,nearly,,\n"
                "410301,pupils,2021,female,40,,,\n",
          DIAG_STAT_PARTS, "add up");
    SILENT("410301,pupils,2021,,100,,,\n410301,pupils,2022,male,600,,,\n");
    SILENT("410301,pupils,2021,,100,,,\n410301,pupils,2021,male,600,,plan,\n");
    SILENT("410301,share,2021,,50,,,\n410301,share,2021,male,60,,,\n");
    SILENT("410301,models,2021,,10,,,\n410301,models,2021,male,60,,,\n");
    SILENT("410301,money,2021,,1.00亿,,,\n410301,money,2021,male,4000万,,,\n"
           "410301,money,2021,female,6012万,,,\n");
}

static void named_parts_add_up(void **state)
{
    (void)state;
    SILENT("410301,sum,2021,,192.46万,,,\n410301,pay,2021,,100万,,,\n"
           "410301,other,2021,,92万,,,\n");
    WARNS("410301,sum,2021,,192.46万,,,\n410301,pay,2021,,100.11万,,,\n"
          "410301,other,2021,,92.11万,,,\n",
          DIAG_STAT_PARTS, "pay 1001100");
    SILENT("410301,sum,2021,,192.46万,,,\n410301,pay,2021,,100万,,,\n");
    WARNS("410301,sum,2021,,192.46万,,,\n410301,pay,2021,,200万,,,\n",
          DIAG_STAT_PARTS, "a part of it is pay");
}

static void places_within_are_no_more(void **state)
{
    (void)state;
#define CITY "410300,pupils,2021,,100,,,\n"
    SILENT(CITY "410301,pupils,2021,,60,,,\n410302,pupils,2021,,40,,,\n");
    SILENT(CITY "410301,pupils,2021,,60,,,\n");
    WARNS(CITY "410301,pupils,2021,,60,,,\n410302,pupils,2021,,41,,,\n",
          DIAG_STAT_CHILDREN, "2 of the places within it have 101 together");
    WARNS(CITY "410301,pupils,2021,,100,over,,\n410302,pupils,2021,,1,,,\n",
          DIAG_STAT_CHILDREN, "at least 101");
    SILENT(CITY "410300-zone,pupils,2021,,600,,,\n");
    SILENT(CITY "410301,pupils,2021,,600,,plan,\n");
    SILENT(CITY "410301,pupils,2021,,600,,,u\n");
    SILENT(CITY "410301,pupils,2020,,600,,,\n");
    SILENT("410300,models,2021,,10,,,\n410301,models,2021,,60,,,\n");
    SILENT("410300,fact,2021,,10,,,\n410301,fact,2021,,60,,,\n");
    SILENT("410300,share,2021,,10,,,\n410301,share,2021,,60,,,\n");
    SILENT("410300,pupils,2021,,100,over,,\n410301,pupils,2021,,600,,,\n");
    /* it lay elsewhere then */
    SILENT("410300,pupils,2018,,100,,,\n410303,pupils,2018,,600,,,\n");
    WARNS("410300,pupils,2021,,100,,,\n410303,pupils,2021,,600,,,\n",
          DIAG_STAT_CHILDREN, "410300/pupils/2021");
    SILENT("100000,pupils,2021,,100,,,\n810000,pupils,2021,,600,,,\n");
}

static void many_are_counted(void **state)
{
    (void)state;
    char rows[4096];
    size_t len = 0;
    enum { YEARS = 30 };
    for (int i = 0; i < YEARS; i++)
        len += (size_t)snprintf(rows + len, sizeof rows - len,
                                "410301,pupils,%d,,1,,,\n"
                                "410301,pupils,%d,male,2,,,\n",
                                1990 + i, 1990 + i);
    struct fixture f;
    run(&f, rows);
    assert_int_equal(f.diag.messages.len, RECOMPUTE_MAX + 1);
    const struct message *last = &f.diag.messages.at[RECOMPUTE_MAX];
    assert_str(last->text, "10 more rows of 'pupils' have the same mistake");
    assert_str(last->loc.path, "data/indicators.csv");
    fixture_release(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(growth_follows_from_two_years),
        cmocka_unit_test(growth_of_months_is_what_is_said),
        cmocka_unit_test(growth_of_months_may_be_either),
        cmocka_unit_test(growth_of_several_months),
        cmocka_unit_test(uncertain_values_say_less),
        cmocka_unit_test(shares_grow_in_points_or_percent),
        cmocka_unit_test(ratios_follow_from_both_sides),
        cmocka_unit_test(groups_fit_into_the_whole),
        cmocka_unit_test(named_parts_add_up),
        cmocka_unit_test(places_within_are_no_more),
        cmocka_unit_test(many_are_counted),
    };
    return cmocka_run_group_tests_name("recompute", tests, NULL, NULL);
}
