/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/reading.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void makes_keys(void **state)
{
    static const char *const rows[][2] = {
        {"合　计", "合计"},
        {" 涧 西 区 ", "涧西区"},
        {"在校生数（万人）", "在校生数(万人)"},
        {"Jianxi  District", "jianxi district"},
        {"２０２１ 年", "2021年"},
        {"Ｎ／Ａ", "n/a"},
        {"A 类", "a类"},
        {"", ""},
        {"\xC2\xA0", ""},
    };
    (void)state;
    struct arena a = {0};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str got = reading_key(&a, str_of(rows[i][0]));
        if (!str_is(got, rows[i][1]))
            fail_msg("'%s' gives '" STR_FMT "'", rows[i][0], STR_ARG(got));
    }
    arena_release(&a);
}

/* A period, "" for no time, "?" for a doubt. */
static struct str time_of(struct arena *a, const char *text, bool times)
{
    struct str period = {0}, why = {0};
    switch (reading_time(a, SPEECH_EN, str_of(text), times, &period, &why)) {
    case READING_YES: return period;
    case READING_NO: return STR("");
    case READING_DOUBT: break;
    }
    assert_true(why.len > 0);
    return STR("?");
}

static void reads_times(void **state)
{
    static const struct {
        const char *text, *anywhere, *among_times;
    } rows[] = {
        {"2021", "2021", "2021"},
        {"2021年", "2021", "2021"},
        {"２０２１年度", "2021", "2021"},
        {"2021 年", "2021", "2021"},
        {"2021年6月", "2021-06", "2021-06"},
        {"2021年6月18日", "2021-06-18", "2021-06-18"},
        {"2021/6/18 0:00", "2021-06-18", "2021-06-18"},
        {"2021-06", "2021-06", "2021-06"},
        {"2021~", "2021~", "2021~"},
        {"AY2021", "AY2021", "AY2021"},
        {"2021-2022学年", "AY2021", "AY2021"},
        {"2021—2022学年度", "AY2021", "AY2021"},
        {"2021/22学年", "AY2021", "AY2021"},
        {"1999-00学年", "AY1999", "AY1999"},
        {"2021学年", "AY2021", "AY2021"},
        {"2021-2023学年", "", ""},
        {"2016-2020年", "2016..2020", "2016..2020"},
        {"2016～2020", "2016..2020", "2016..2020"},
        {"2016年至2020年", "2016..2020", "2016..2020"},
        {"2021-2022", "?", "?"},
        {"2020-2016", "", ""},
        {"2021年上半年", "2021-01..2021-06", "2021-01..2021-06"},
        {"2021年第三季度", "2021-07..2021-09", "2021-07..2021-09"},
        {"2021Q4", "2021-10..2021-12", "2021-10..2021-12"},
        {"2021年1-6月", "2021-01..2021-06", "2021-01..2021-06"},
        {"2021年9-6月", "", "?"},
        /* only among times */
        {"2021.06", "", "2021-06"},
        {"2021.6.18", "", "2021-06-18"},
        {"2021.0", "", "2021"},
        {"2021.1", "", "?"},
        {"2021.12", "", "2021-12"},
        {"202106", "", "2021-06"},
        {"202113", "", ""},
        {"20210618", "", "2021-06-18"},
        {"410305", "", ""},
        {"44365", "", "?"},
        {"2021年底", "", "?"},
        /* what a spreadsheet made of them */
        {"Jun-21", "?", "?"},
        {"2月3日", "?", "?"},
        {"#VALUE!", "", ""},
        /* no times */
        {"1234", "", ""},
        {"2035000", "", ""},
        {"涧西区", "", ""},
        {"年", "", ""},
        {"", "", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena a = {0};
        struct str any = time_of(&a, rows[i].text, false);
        struct str among = time_of(&a, rows[i].text, true);
        if (!str_is(any, rows[i].anywhere) ||
            !str_is(among, rows[i].among_times))
            fail_msg("'%s' gives '" STR_FMT "' and '" STR_FMT "'",
                     rows[i].text, STR_ARG(any), STR_ARG(among));
        arena_release(&a);
    }
}

/* Value and marks: q qualifier's number, %, w words, s scale; "-" no figure,
 * "?" a doubt, "" no number. */
static struct str number_of(struct arena *a, const char *text, bool comma)
{
    struct reading_number n;
    switch (reading_number(a, SPEECH_EN, str_of(text), comma, &n)) {
    case NUMBER_NO: assert_true(n.why.len > 0); return STR("");
    case NUMBER_MISSING: return STR("-");
    case NUMBER_DOUBT: assert_true(n.why.len > 0); return STR("?");
    case NUMBER_VALUE: break;
    }
    struct str q = n.qualifier > 0 ? arena_printf(a, " q%d", n.qualifier)
                                   : STR("");
    return arena_printf(a, STR_FMT STR_FMT "%s%s%s", STR_ARG(n.value),
                        STR_ARG(q), n.percent ? " %" : "",
                        n.scaled ? " s" : "", n.worded ? " w" : "");
}

static void reads_numbers(void **state)
{
    static const char *const rows[][2] = {
        {"5747", "5747"},
        {" 54.20 ", "54.20"},
        {"-3.2", "-3.2"},
        {"−3.2", "-3.2"},
        {"+3.2", "3.2"},
        {"０", "0"},
        {"1,924,600", "1924600"},
        {"1，924，600.5", "1924600.5"},
        {"1 924 600", "1924600"},
        {"1\xC2\xA0""924.25", "1924.25"},
        {"1,92,600", ""},
        {"1 92", ""},
        {"1234 567", ""},
        {"192.46万", "192.46万 s"},
        {"35亿", "35亿 s"},
        {"54.02%", "54.02 %"},
        {"54.02％", "54.02 %"},
        {"2..3", "2..3"},
        /* words */
        {"近50", "50 q3 w"},
        {"50余", "50 q1 w"},
        {"50余名", "50 q1 w"},
        {"约1.2万人", "1.2万 q6 s w"},
        {"4万多", "4万 q1 s w"},
        {"不足100", "100 q4 w"},
        {"100以上", "100 q2 w"},
        {"五十", "50 w"},
        {"3-5", "3..5 w"},
        {"3—5%", "3..5 % w"},
        {"about 50", "50 q6 w"},
        {"≥50", "50 q2 w"},
        {"<1,000", "1000 q4 w"},
        {"第三", ""},
        {"两倍", ""},
        {"50名教师和3名校长", ""},
        {"2021年6月", ""},
        /* signs */
        {"-", "-"},
        {"——", "-"},
        {"…", "-"},
        {"N/A", "-"},
        {"缺", "-"},
        {"／", "-"},
        {"无", ""},
        {"*", ""},
        {"x", ""},
        /* doubts */
        {"4.1E+05", "?"},
        {"Jun-21", "?"},
        {"#REF!", "?"},
        {"007", "?"},
        {"-01", "?"},
        {"54.019999999999996", "?"},
        {"0.30000000000000004", "?"},
        {"0.1000000", "0.1000000"},
        {"0.05", "0.05"},
        {"", ""},
        {"1200①", ""},
        {"１２３４５６７８９０１２３４５６７８９０", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena a = {0};
        struct str got = number_of(&a, rows[i][0], false);
        if (!str_is(got, rows[i][1]))
            fail_msg("'%s' gives '" STR_FMT "'", rows[i][0], STR_ARG(got));
        arena_release(&a);
    }
}

static void doubts_decimal_commas(void **state)
{
    static const char *const rows[][2] = {
        {"1,234", "?"},        {"1,234,567", "1234567"},
        {"1,234.5", "1234.5"}, {"54,02", ""},
        {"1234", "1234"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena a = {0};
        struct str got = number_of(&a, rows[i][0], true);
        if (!str_is(got, rows[i][1]))
            fail_msg("'%s' gives '" STR_FMT "'", rows[i][0], STR_ARG(got));
        arena_release(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_keys),
        cmocka_unit_test(reads_times),
        cmocka_unit_test(reads_numbers),
        cmocka_unit_test(doubts_decimal_commas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
