/* SPDX-License-Identifier: MIT */
#include "data_fixture.h"

#include "render/cell_text.h"
#include "render/columns.h"

#define HEADER                                                                \
    "district,indicator,period,group,value,qualifier,status,symbol,source,"   \
    "quote,note_zh,note_en,revised,revision_note_en,unit,zone\n"
#define COLUMNS                                                               \
    "\xEF\xBB\xBF"                                                            \
    "district,district_name_zh,district_name_en,indicator,indicator_name_zh," \
    "indicator_name_en,period,period_start,period_end,period_inferred,group," \
    "value,value_high,unit,qualifier,status,symbol,source,quote,note_zh,"     \
    "note_en,revised,revision_note_zh,revision_note_en,extra_unit,zone\r\n"

struct made {
    struct fixture f;
    struct plan plan;
    struct render r;
    struct page page;
};

static void begin(struct made *m, const char *rows)
{
    *m = (struct made){0};
    fixture_statistics(&m->f, rows);
    m->f.site.config.base_url = STR("https://x.org");
    m->f.site.config.license_url = STR("https://l.org/by");
    m->r.site = &m->f.site;
    m->r.plan = &m->plan;
    m->r.page = &m->page;
}

static void end(struct made *m)
{
    arena_release(&m->r.scratch);
    buf_release(&m->r.out);
    fixture_release(&m->f);
}

static void assert_out(struct made *m, const char *expected)
{
    if (!str_is(buf_view(&m->r.out), expected))
        fail_msg("'" STR_FMT "', expected '%s'", STR_ARG(buf_view(&m->r.out)),
                 expected);
    buf_reset(&m->r.out);
}

/* ---- text of cells ---- */

static void decimals_are_plain(void **state)
{
    (void)state;
    static const struct {
        struct decimal d;
        const char *expected;
    } rows[] = {
        {{0, 0}, "0"},
        {{0, 2}, "0.00"},
        {{5, 2}, "0.05"},
        {{-5, 2}, "-0.05"},
        {{5402, 2}, "54.02"},
        {{5420, 2}, "54.20"},
        {{-3, 0}, "-3"},
        {{1924600, 0}, "1924600"},
        {{1, 12}, "0.000000000001"},
        {{999999999999999999, 0}, "999999999999999999"},
        {{-999999999999999999, 12}, "-999999.999999999999"},
        {{INT64_MIN, 0}, "-9223372036854775808"},
    };
    struct buf b = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf_reset(&b);
        put_decimal(&b, rows[i].d);
        assert_str(buf_view(&b), rows[i].expected);
    }
    buf_release(&b);
}

static void periods_are_as_in_references(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        {"2021", "2021-01-01", "2021-12-31"},
        {"2020-02", "2020-02-01", "2020-02-29"},
        {"2021-06-18", "2021-06-18", "2021-06-18"},
        {"AY2021", "2021-09-01", "2022-08-31"},
        {"2016..2020", "2016-01-01", "2020-12-31"},
        {"2016-09..2020-10-30", "2016-09-01", "2020-10-30"},
        {"2016..", "2016-01-01", ""},
        {"..2021-10", "", "2021-10-31"},
        {"0987", "0987-01-01", "0987-12-31"},
        {"undated", "", ""},
    };
    struct arena a = {0};
    struct buf b = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct period p;
        assert_true(period_parse(str_of(rows[i][0]), &p));
        buf_reset(&b);
        put_period(&b, p);
        assert_str(buf_view(&b), rows[i][0]);
        assert_true(str_eq(buf_view(&b), period_text(&a, p)));
        buf_reset(&b);
        put_first_day(&b, p);
        assert_str(buf_view(&b), rows[i][1]);
        assert_int_equal(period_has_start(p), b.len > 0);
        buf_reset(&b);
        put_last_day(&b, p);
        assert_str(buf_view(&b), rows[i][2]);
        assert_int_equal(period_has_end(p), b.len > 0);
    }
    buf_release(&b);
    arena_release(&a);
}

static void languages_are_ordered_by_id(void **state)
{
    (void)state;
    struct language language[] = {{.id = STR("zh")},
                                  {.id = STR("en")},
                                  {.id = STR("ug")},
                                  {.id = STR("bo")}};
    struct config c = {.language = language, .n_languages = 4};
    static const size_t expected[] = {3, 1, 2, 0};
    size_t order[LANG_MAX];
    languages_by_id(&c, order);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(order[i], expected[i]);
}

/* ---- CSV ---- */

static void rows_are_complete(void **state)
{
    (void)state;
    struct made m;
    begin(&m, HEADER
          "410305,share,2021,,54.20,,,,news,,,,,,,\n"
          "410305,pupils,AY2021~,public,4万,over,plan,,,,,,,,,\n"
          "410311,growth,2021,,-2.5,,derived,,,,=1+1,\"a \"\"b\"\"\","
          "2022-03,\"why, then\",kg,east\n"
          "410311,pupils,..2021-10-30,,,,,x,,,,,,,,\n"
          "410311,pupils,2016..2020,,3..5,,,,,,,,,,,-west\n");
    write_data_all(&m.r);
    assert_out(
        &m,
        COLUMNS
        "410305,涧西区,Jianxi,pupils,学生,Pupils,AY2021,2021-09-01,2022-08-31,"
        "true,public,40000,,pupil,over,plan,,,,,,,,,,\r\n"
        "410305,涧西区,Jianxi,share,占比,Share,2021,2021-01-01,2021-12-31,"
        "false,,54.20,,percent,exact,actual,,news,,,,,,,,\r\n"
        "410311,洛龙区,Luolong,growth,增长,Growth,2021,2021-01-01,2021-12-31,"
        "false,,-2.5,,percent,exact,derived,,,,\"'=1+1\",\"a \"\"b\"\"\","
        "2022-03,,\"why, then\",kg,east\r\n"
        "410311,洛龙区,Luolong,pupils,学生,Pupils,2016..2020,2016-01-01,"
        "2020-12-31,false,,3,5,pupil,exact,actual,,,,,,,,,,\"'-west\"\r\n"
        "410311,洛龙区,Luolong,pupils,学生,Pupils,..2021-10-30,,2021-10-30,"
        "false,,,,pupil,,actual,x,,,,,,,,,\r\n");
    end(&m);
}

static void files_hold_their_own_rows(void **state)
{
    (void)state;
    struct made m;
    begin(&m, "district,indicator,period,value\n"
              "410305,share,2021,1\n410305,pupils,2021,2\n"
              "410311,share,2021,3\n");
    struct buf *out = &m.r.out;
    m.page.subject = site_district(&m.f.site, STR("410305"));
    write_data_district_csv(&m.r);
    assert_true(str_find(buf_view(out), STR("410305,")) != SIZE_MAX);
    assert_true(str_find(buf_view(out), STR("410311,")) == SIZE_MAX);
    buf_reset(out);
    m.page.subject = site_indicator(&m.f.site, STR("share"));
    write_data_indicator(&m.r);
    assert_true(str_find(buf_view(out), STR(",share,")) != SIZE_MAX);
    assert_true(str_find(buf_view(out), STR("410311,")) != SIZE_MAX);
    assert_true(str_find(buf_view(out), STR(",pupils,")) == SIZE_MAX);
    end(&m);
}

/* ---- wide tables ---- */

#define WIDE                                                                  \
    "\xEF\xBB\xBF"                                                            \
    "district,district_name_zh,district_name_en,indicator,indicator_name_zh," \
    "indicator_name_en,unit,group,status,qualifier,end,symbol,"               \
    "period_inferred,missing,"
#define PUPILS "410311,洛龙区,Luolong,pupils,学生,Pupils,pupil,"

/* What a number is stands before it in its row, and nowhere else. */
static void wide_rows_hold_one_kind_each(void **state)
{
    (void)state;
    struct made m;
    begin(&m, HEADER
          "410311,pupils,2019,,-12.50,,,,news,,,,,,,\n"
          "410311,pupils,2020,,4万,over,,,,,,,,,,\n"
          "410311,pupils,2021,,3..5,,,,,,,,,,,\n"
          "410311,pupils,2022,,7,,,,,,,,,,,\n"
          "410311,pupils,2023,,8,,derived,,,,,,,,,\n"
          "410311,pupils,2024~,,9,,,,,,,,,,,\n"
          "410311,pupils,2025,,10,,,u,,,,,,,,\n"
          "410311,pupils,2016,,,,,x,,,,,,,,\n"
          "410311,pupils,AY2017,,,,,x,,,,,,,,\n"
          "410311,pupils,2018,,,,,c,,,,,,,,\n"
          "410311,pupils,undated,,60,at_least,plan,,,,,,,,,\n"
          "410311,pupils,2022,public,6,,,,,,,,,,,\n");
    struct district *d = site_district(&m.f.site, STR("410311"));
    assert_int_equal(d->periods->len, 11);
    m.page.subject = d;
    write_data_district_wide(&m.r);
    assert_out(
        &m,
        WIDE "2016,AY2017,2018,2019,2020,2021,2022,2023,2024,2025,undated\r\n"
        PUPILS ",actual,exact,,,false,,,,,-12.50,,,7,,,,\r\n"
        PUPILS ",actual,exact,low,,false,,,,,,,3,,,,,\r\n"
        PUPILS ",actual,exact,high,,false,,,,,,,5,,,,,\r\n"
        PUPILS ",actual,exact,,,true,,,,,,,,,,9,,\r\n"
        PUPILS ",actual,exact,,u,false,,,,,,,,,,,10,\r\n"
        PUPILS ",actual,over,,,false,,,,,,40000,,,,,,\r\n"
        PUPILS ",derived,exact,,,false,,,,,,,,,8,,,\r\n"
        PUPILS ",actual,,,x,false,2016 AY2017,,,,,,,,,,,\r\n"
        PUPILS ",actual,,,c,false,2018,,,,,,,,,,,\r\n"
        PUPILS ",plan,at_least,,,false,,,,,,,,,,,,60\r\n"
        PUPILS "public,actual,exact,,,false,,,,,,,,6,,,,\r\n");
    end(&m);
}

static void wide_files_hold_their_own_rows(void **state)
{
    (void)state;
    struct made m;
    begin(&m, "district,indicator,period,value\n"
              "410305,share,2021,1\n410305,pupils,2021,2\n"
              "410305,aid,2021,9\n410311,share,2020,3\n");
    struct indicator *share = site_indicator(&m.f.site, STR("share"));
    assert_int_equal(share->periods->len, 2);
    assert_null(site_indicator(&m.f.site, STR("aid"))->periods);
    assert_null(site_district(&m.f.site, STR("410300"))->periods);
    m.page.subject = share;
    write_data_indicator_wide(&m.r);
    assert_out(&m,
               WIDE "2020,2021\r\n"
               "410305,涧西区,Jianxi,share,占比,Share,percent,,actual,exact,,,"
               "false,,,1\r\n"
               "410311,洛龙区,Luolong,share,占比,Share,percent,,actual,exact,,,"
               "false,,3,\r\n");
    end(&m);
}

/* A row of days, from 2000-01-01. */
static void days(struct buf *rows, const char *district, int32_t n)
{
    struct arena a = {0};
    struct period p;
    assert_true(period_parse(STR("2000-01-01"), &p));
    for (int32_t first = p.first; p.first < first + n;
         p.first++, p.last++)
        buf_printf(rows, "%s,pupils," STR_FMT ",1\n", district,
                   STR_ARG(period_text(&a, p)));
    arena_release(&a);
}

static void same_times_are_one_set(void **state)
{
    (void)state;
    struct made m;
    struct buf rows = {0};
    buf_text(&rows, "district,indicator,period,value\n"
                    "410303,share,2020,1\n410303,pupils,2021~,2\n"
                    "410305,pupils,2020~,1\n410305,pupils,2021,2\n"
                    "410311,pupils,2021,1\n");
    days(&rows, "410302", PERIODS_MAX);
    days(&rows, "410304", PERIODS_MAX + 1);
    buf_byte(&rows, '\0');
    begin(&m, rows.at);
    const struct site *s = &m.f.site;
    const struct district *a = site_district(s, STR("410303"));
    const struct district *b = site_district(s, STR("410305"));
    const struct district *c = site_district(s, STR("410311"));
    assert_non_null(a->periods);
    assert_ptr_equal(a->periods, b->periods);
    assert_ptr_not_equal(a->periods, c->periods);
    assert_false(str_eq(a->periods->name, c->periods->name));
    assert_int_equal(a->periods->users, 2);
    assert_int_equal(site_district(s, STR("410302"))->periods->len,
                     PERIODS_MAX);
    assert_null(site_district(s, STR("410304"))->periods);
    assert_null(site_indicator(s, STR("pupils"))->periods);
    buf_release(&rows);
    end(&m);
}

/* ---- registers ---- */

static void registers_name_the_codes(void **state)
{
    (void)state;
    struct made m;
    begin(&m, "district,indicator,period,value\n410305,share,2021,1\n");
    m.page.kind = PAGE_DATA_DISTRICTS;
    write_data_districts(&m.r);
    assert_true(str_find(buf_view(&m.r.out),
                         STR("\r\n410312,孟津区,Mengjin,410300,district,2021-03,"
                             "\r\n410322,孟津县,Mengjin County,410300,county,,"
                             "2021-03\r\n")) != SIZE_MAX);
    buf_reset(&m.r.out);
    m.page.kind = PAGE_DATA_GROUPS;
    write_data_groups(&m.r);
    assert_out(&m, "\xEF\xBB\xBFid,name_zh,name_en\r\npublic,公办,\r\n"
                   "other,其他,\r\n");
    m.page.kind = PAGE_DATA_SOURCES;
    write_data_sources(&m.r);
    assert_out(&m, "\xEF\xBB\xBFid,title_zh,title_en,publisher_zh,publisher_en,"
                   "author,date,url\r\nnews,新闻,,,,,2021-06-18,\r\n"
                   "paper,报,,,,,2022,\r\n");
    m.page.kind = PAGE_DATA_INDICATORS;
    write_data_indicators(&m.r);
    assert_true(str_find(buf_view(&m.r.out),
                         STR("\r\naid,资助,Aid,cny,flow,,fact,none,,,\r\n")) !=
                SIZE_MAX);
    end(&m);
}

/* ---- JSON ---- */

static void district_json_says_all(void **state)
{
    (void)state;
    struct made m;
    begin(&m, HEADER
          "410305,growth,2021,,-2.50,,,,news,增-2.50,,note,2022-03,why,kg,\n"
          "410305,pupils,2016..,public,3..5,over,plan,,,,说明,,,,,\n"
          "410305,pupils,undated,,,,plan,low,paper,<b>,,,,,,\n");
    m.page.subject = site_district(&m.f.site, STR("410305"));
    write_data_district_json(&m.r);
    assert_out(
        &m,
        "{\n\"code\":\"410305\",\n\"figures\":[\n"
        "{\"end\":\"2021-12-31\",\"extra\":{\"unit\":\"kg\"},"
        "\"indicator\":\"growth\",\"note\":{\"en\":\"note\"},"
        "\"period\":\"2021\",\"qualifier\":\"exact\","
        "\"quote\":\"增-2.50\",\"revised\":\"2022-03\","
        "\"revision_note\":{\"en\":\"why\"},\"source\":\"news\","
        "\"start\":\"2021-01-01\",\"status\":\"actual\","
        "\"unit\":\"percent\",\"value\":\"-2.50\"},\n"
        "{\"indicator\":\"pupils\",\"period\":\"undated\","
        "\"quote\":\"\\u003cb>\",\"source\":\"paper\","
        "\"status\":\"plan\",\"symbol\":\"low\",\"unit\":\"pupil\"},\n"
        "{\"group\":\"public\",\"indicator\":\"pupils\","
        "\"note\":{\"zh\":\"说明\"},\"period\":\"2016..\","
        "\"qualifier\":\"over\",\"start\":\"2016-01-01\","
        "\"status\":\"plan\",\"unit\":\"pupil\",\"value\":\"3\","
        "\"value_high\":\"5\"}\n"
        "],\n\"indicators\":{\n"
        "\"growth\":{\"names\":{\"en\":\"Growth\",\"zh\":\"增长\"},"
        "\"unit\":\"percent\"},\n"
        "\"pupils\":{\"names\":{\"en\":\"Pupils\",\"zh\":\"学生\"},"
        "\"unit\":\"pupil\"}\n"
        "},\n\"level\":\"district\",\n\"license\":\"https://l.org/by\",\n"
        "\"names\":{\n\"en\":\"Jianxi\",\n\"zh\":\"涧西区\"\n},\n"
        "\"parent\":\"410300\",\n\"sources\":{\n"
        "\"news\":{\"date\":\"2021-06-18\",\"title\":{\"zh\":\"新闻\"}},\n"
        "\"paper\":{\"date\":\"2022\",\"title\":{\"zh\":\"报\"}}\n"
        "},\n\"updated\":\"2022-03\",\n\"urls\":{}\n}\n");
    end(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_are_plain),
        cmocka_unit_test(periods_are_as_in_references),
        cmocka_unit_test(languages_are_ordered_by_id),
        cmocka_unit_test(rows_are_complete),
        cmocka_unit_test(files_hold_their_own_rows),
        cmocka_unit_test(wide_rows_hold_one_kind_each),
        cmocka_unit_test(wide_files_hold_their_own_rows),
        cmocka_unit_test(same_times_are_one_set),
        cmocka_unit_test(registers_name_the_codes),
        cmocka_unit_test(district_json_says_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
