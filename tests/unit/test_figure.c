/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/figure.h"

#define PATTERN(kind_, zh_, one_, other_, zh_alt_, en_alt_)                    \
    {                                                                          \
        .kind = (kind_), .zh = STR_INIT(zh_), .en_one = STR_INIT(one_),          \
        .en_other = STR_INIT(other_), .zh_alt = STR_INIT(zh_alt_),             \
        .en_alt = STR_INIT(en_alt_)                                            \
    }

static const struct unit pupil =
    PATTERN(UNIT_COUNT, "{n}名", "{n} pupil", "{n} pupils", "人|位|名学生",
            "student|students|child|children");
static const struct unit expert =
    PATTERN(UNIT_COUNT, "{n}位", "{n} expert", "{n} experts", "名|人", "");
static const struct unit award =
    PATTERN(UNIT_COUNT, "{n}项", "{n} award", "{n} awards", "个", "prizes");
static const struct unit class_ =
    PATTERN(UNIT_COUNT, "{n}个班", "{n} class", "{n} classes", "个|个班级",
            "oversized class|oversized classes");
static const struct unit person_time =
    PATTERN(UNIT_COUNT, "{n}人次", "{n} person-time", "{n} person-times",
            "人（次）|人(次)", "grants|times");
static const struct unit cny =
    PATTERN(UNIT_MONEY, "{n}元", "CNY {n}", "CNY {n}", "", "{n} yuan");
static const struct unit percent =
    PATTERN(UNIT_PERCENT, "{n}%", "{n}%", "{n}%", "百分之{n}", "{n} per cent");
static const struct unit points =
    PATTERN(UNIT_POINTS, "{n}个百分点", "{n} percentage point",
            "{n} percentage points", "个点", "points");
static const struct unit year =
    PATTERN(UNIT_DURATION, "年", "year", "years", "", "");
static const struct unit day =
    PATTERN(UNIT_DURATION, "{n}天", "{n} day", "{n} days", "日", "");
static const struct unit per_class =
    PATTERN(UNIT_RATIO, "{n}人", "{n} pupil per class", "{n} pupils per class",
            "名", "pupils");

static struct figure figure(const char *value, enum qualifier qualifier,
                            const struct unit *unit)
{
    struct figure f = {.qualifier = (uint8_t)qualifier, .unit = unit};
    if (!figure_parse_value(str_of(value), &f))
        fail_msg("'%s' does not parse", value);
    return f;
}

static void values_are_parsed(void **state)
{
    (void)state;
    static const struct {
        const char *text, *plain;
        unsigned scale;
    } rows[] = {
        {"0", "0", 0},
        {"123", "123", 0},
        {"54.02", "54.02", 0},
        {"54.20", "54.20", 0},
        {"-3.5", "-3.5", 0},
        {"192.46万", "1924600", 4},
        {"4万", "40000", 4},
        {"35亿", "3500000000", 8},
        {"1.3亿", "130000000", 8},
        {"0.00001万", "0.1", 4},
        {"3..5", "3..5", 0},
        {"-5..-3", "-5..-3", 0},
        {"1万..2万", "10000..20000", 4},
        {"0.5..1.50", "0.5..1.50", 0},
        {"", NULL, 0},
        {"..", NULL, 0},
        {"3..", NULL, 0},
        {"..5", NULL, 0},
        {"5..3", NULL, 0},
        {"3..3", NULL, 0},
        {"1..2万", NULL, 0},
        {"1万..2", NULL, 0},
        {"3..5..7", NULL, 0},
        {"万", NULL, 0},
        {"4万万", NULL, 0},
        {"4 万", NULL, 0},
        {"1,000", NULL, 0},
        {"54.02%", NULL, 0},
        {"50余", NULL, 0},
        {"１２", NULL, 0},
        {"9999999999999999万", NULL, 0},
        {"1e5", NULL, 0},
    };
    struct arena a = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct figure f = {0};
        bool good = figure_parse_value(str_of(rows[i].text), &f);
        if (good != (rows[i].plain != NULL))
            fail_msg("'%s'", rows[i].text);
        if (!good)
            continue;
        assert_string_equal(figure_plain(&a, &f).at, rows[i].plain);
        assert_int_equal(f.scale, rows[i].scale);
        assert_int_equal(f.range,
                         str_find(str_of(rows[i].text), STR("..")) != SIZE_MAX);
        if (!f.range)
            assert_true(decimal_eq(f.low, f.high));
    }
    arena_release(&a);
}

static const char *const zh_words[][2] = {
    {"scale_4", "{n}万"},         {"scale_8", "{n}亿"},
    {"range", "{a}—{b}"},         {"minus", "−"},
    {"q_over", "{n}余{unit}"},    {"q_over_scaled", "{n}多{unit}"},
    {"q_over_amount", "超过{n}"}, {"q_at_least", "{n}以上"},
    {"q_nearly", "近{n}"},        {"q_under", "不足{n}"},
    {"q_at_most", "{n}以内"},     {"q_about", "{n}左右"},
    {"mark_over", ">{n}"},        {"mark_about", "≈{n}"},
};

static const char *const en_words[][2] = {
    {"scale_6", "{n} million"},     {"scale_9", "{n} billion"},
    {"range", "{a}–{b}"},           {"q_over", "more than {n}"},
    {"q_at_least", "at least {n}"}, {"q_nearly", "nearly {n}"},
    {"q_under", "fewer than {n}"},  {"q_under_amount", "less than {n}"},
    {"q_at_most", "at most {n}"},   {"q_about", "about {n}"},
    {"mark_over", ">{n}"},          {"mark_about", "≈{n}"},
};

static struct words load(struct arena *a, const char *lang,
                         const char *const (*pairs)[2], size_t n)
{
    struct value file = {.kind = VALUE_MAP, .len = n};
    for (size_t i = n; i > 0; i--) {
        struct value *v = arena_new(a, struct value);
        *v = (struct value){.kind = VALUE_SCALAR,
                            .loc = {STR("strings"), 1, 1},
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

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static void figures_read_well(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        enum qualifier qualifier;
        const struct unit *unit;
        uint8_t decimals;
        const char *zh, *en, *zh_cell, *en_cell;
    } rows[] = {
        {"4万", QUALIFIER_OVER, &pupil, 0, "4万多名", "more than 40,000 pupils",
         ">40,000", ">40,000"},
        {"50", QUALIFIER_OVER, &expert, 0, "50余位", "more than 50 experts",
         ">50", ">50"},
        {"50", QUALIFIER_NEARLY, &award, 0, "近50项", "nearly 50 awards", "50",
         "50"},
        {"75", QUALIFIER_ABOUT, &pupil, 0, "75名左右", "about 75 pupils", "≈75",
         "≈75"},
        {"50", QUALIFIER_UNDER, &pupil, 0, "不足50名", "fewer than 50 pupils",
         "50", "50"},
        {"5", QUALIFIER_UNDER, &percent, 0, "不足5%", "less than 5%", "5", "5"},
        {"80", QUALIFIER_AT_LEAST, &percent, 0, "80%以上", "at least 80%", "80",
         "80"},
        {"54", QUALIFIER_OVER, &percent, 0, "超过54%", "more than 54%", ">54",
         ">54"},
        {"1.3亿", QUALIFIER_OVER, &cny, 0, "1.3亿多元",
         "more than CNY 130 million", ">130,000,000", ">130,000,000"},
        {"3", QUALIFIER_AT_MOST, &day, 0, "3天以内", "at most 3 days", "3",
         "3"},
        {"192.46万", QUALIFIER_EXACT, &cny, 0, "192.46万元",
         "CNY 1.9246 million", "1,924,600", "1,924,600"},
        {"1924600", QUALIFIER_EXACT, &cny, 0, "192.46万元",
         "CNY 1.9246 million", "1,924,600", "1,924,600"},
        {"35亿", QUALIFIER_EXACT, &cny, 0, "35亿元", "CNY 3.5 billion",
         "3,500,000,000", "3,500,000,000"},
        {"1.3亿", QUALIFIER_EXACT, &cny, 0, "1.3亿元", "CNY 130 million",
         "130,000,000", "130,000,000"},
        {"123450000", QUALIFIER_EXACT, &cny, 0, "12345万元",
         "CNY 123.45 million", "123,450,000", "123,450,000"},
        {"1234567", QUALIFIER_EXACT, &cny, 0, "1234567元", "CNY 1,234,567",
         "1,234,567", "1,234,567"},
        {"12345", QUALIFIER_EXACT, &pupil, 0, "12345名", "12,345 pupils",
         "12,345", "12,345"},
        {"1.2345万", QUALIFIER_EXACT, &pupil, 0, "1.2345万名", "12,345 pupils",
         "12,345", "12,345"},
        {"40000", QUALIFIER_EXACT, &pupil, 0, "4万名", "40,000 pupils",
         "40,000", "40,000"},
        {"5747", QUALIFIER_EXACT, &person_time, 0, "5747人次",
         "5,747 person-times", "5,747", "5,747"},
        {"54.02", QUALIFIER_EXACT, &percent, 0, "54.02%", "54.02%", "54.02",
         "54.02"},
        {"54", QUALIFIER_EXACT, &percent, 2, "54.00%", "54.00%", "54.00",
         "54.00"},
        {"54.20", QUALIFIER_EXACT, &percent, 1, "54.20%", "54.20%", "54.20",
         "54.20"},
        {"2.3", QUALIFIER_EXACT, &points, 0, "2.3个百分点",
         "2.3 percentage points", "2.3", "2.3"},
        {"1", QUALIFIER_EXACT, &points, 0, "1个百分点", "1 percentage point",
         "1", "1"},
        {"1", QUALIFIER_EXACT, &points, 1, "1.0个百分点",
         "1.0 percentage points", "1.0", "1.0"},
        {"1", QUALIFIER_EXACT, &year, 0, "1年", "1 year", "1", "1"},
        {"0", QUALIFIER_EXACT, &class_, 0, "0个班", "0 classes", "0", "0"},
        {"3..5", QUALIFIER_EXACT, &year, 0, "3—5年", "3–5 years", "3—5", "3–5"},
        {"3..5", QUALIFIER_EXACT, &percent, 0, "3%—5%", "3–5%", "3—5", "3–5"},
        {"1万..2万", QUALIFIER_ABOUT, &pupil, 0, "1万—2万名左右",
         "about 10,000–20,000 pupils", "≈10,000—20,000", "≈10,000–20,000"},
        {"100万..200万", QUALIFIER_EXACT, &cny, 0, "100万—200万元",
         "CNY 1–2 million", "1,000,000—2,000,000", "1,000,000–2,000,000"},
        {"-3.5", QUALIFIER_EXACT, &percent, 0, "−3.5%", "−3.5%", "−3.5",
         "−3.5"},
        {"56", QUALIFIER_EXACT, &per_class, 0, "56人", "56 pupils per class",
         "56", "56"},
        {"7", QUALIFIER_EXACT, NULL, 0, "7", "7", "7", "7"},
    };
    struct arena a = {0};
    struct words zh = load(&a, "zh-Hans", zh_words, COUNT(zh_words));
    struct words en = load(&a, "en", en_words, COUNT(en_words));
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct figure f =
            figure(rows[i].value, rows[i].qualifier, rows[i].unit);
        f.decimals = rows[i].decimals;
        assert_string_equal(figure_prose(&a, &f, &zh, FIGURE_FULL).at,
                            rows[i].zh);
        assert_string_equal(figure_prose(&a, &f, &en, FIGURE_FULL).at,
                            rows[i].en);
        assert_string_equal(figure_cell(&a, &f, &zh).at, rows[i].zh_cell);
        assert_string_equal(figure_cell(&a, &f, &en).at, rows[i].en_cell);
    }
    words_release(&zh);
    words_release(&en);
    arena_release(&a);
}

static void forms_leave_out(void **state)
{
    (void)state;
    struct arena a = {0};
    struct words zh = load(&a, "zh", zh_words, COUNT(zh_words));
    struct words en = load(&a, "en", en_words, COUNT(en_words));
    struct figure f = figure("50", QUALIFIER_OVER, &expert);
    struct figure money = figure("35亿", QUALIFIER_ABOUT, &cny);
    const struct {
        struct str text;
        const char *expected;
    } rows[] = {
        {figure_prose(&a, &f, &zh, FIGURE_NUMBER), "50余"},
        {figure_prose(&a, &f, &en, FIGURE_NUMBER), "more than 50"},
        {figure_prose(&a, &f, &zh, FIGURE_VALUE), "50"},
        {figure_prose(&a, &f, &en, FIGURE_VALUE), "50"},
        {figure_prose(&a, &money, &zh, FIGURE_NUMBER), "35亿左右"},
        {figure_prose(&a, &money, &en, FIGURE_NUMBER), "about 3.5 billion"},
        {figure_prose(&a, &money, &zh, FIGURE_VALUE), "35亿"},
        {figure_unit_word(&f, &zh), "位"},
        {figure_unit_word(&f, &en), "experts"},
        {figure_unit_word(&money, &zh), "元"},
        {figure_unit_word(&money, &en), "CNY"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(arena_copy(&a, rows[i].text).at, rows[i].expected);
    struct figure share = figure("5", QUALIFIER_EXACT, &percent);
    struct figure bare = figure("5", QUALIFIER_EXACT, NULL);
    assert_true(str_is(figure_unit_word(&share, &en), "%"));
    assert_int_equal(figure_unit_word(&bare, &en).len, 0);
    words_release(&zh);
    words_release(&en);
    arena_release(&a);
}

enum {
    SAME = FIGURE_SAME,
    NONE = FIGURE_NO_NUMBER,
    MANY = FIGURE_MANY,
    VALUE = FIGURE_VALUE_DIFFERS,
    CERTAINTY = FIGURE_QUALIFIER_DIFFERS,
    UNIT = FIGURE_UNIT_DIFFERS
};

static void checks_agree(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        enum qualifier qualifier;
        const struct unit *unit;
        enum numerals numerals;
        const char *text;
        int expected;
    } rows[] = {
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_ZH, "4万多名", SAME},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_ZH, "四万余名学生", SAME},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_ZH, "超过40000人", SAME},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_ZH, "4万多", SAME},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_ZH, "4万名", CERTAINTY},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_ZH, "约4万名", CERTAINTY},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_ZH, "4万名以上", CERTAINTY},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_ZH, "近4万名", CERTAINTY},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_ZH, "5万多名", VALUE},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_ZH, "4千多名", VALUE},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_ZH, "4万多元", UNIT},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_ZH, "4万多所", UNIT},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_ZH, "4万多人次", UNIT},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_ZH, "2021年4万多名", SAME},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_ZH, "广大学生", NONE},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_ZH, "2021年", NONE},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_ZH, "45所学校4万多名", MANY},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_EN, "more than 40,000 pupils",
         SAME},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_EN, "over 40,000", SAME},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_EN, "more than forty thousand",
         SAME},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_EN, "40,000 pupils",
         CERTAINTY},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_EN, "more than 4,000", VALUE},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_EN, "more than 400,000",
         VALUE},
        {"4万", QUALIFIER_OVER, &pupil, NUMERALS_EN, "more than 40%", UNIT},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "54.02%", SAME},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "５４．０２％", SAME},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "百分之五十四点零二",
         SAME},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "占比54.02%", SAME},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "54.02", SAME},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "约54%", SAME},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "54%左右", SAME},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "54%以上", SAME},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "过半", SAME},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "五成以上", SAME},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "近55%", VALUE},
        {"54.62", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "近55%", SAME},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "不足55%", SAME},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "不足54%", VALUE},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "54%", VALUE},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "54.2%", VALUE},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "约55%", VALUE},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "超过54.02%",
         CERTAINTY},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "一半", VALUE},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "54.02个百分点",
         UNIT},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "54.02人", UNIT},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_EN, "54.02 per cent",
         SAME},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_EN, "54.02%", SAME},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_EN, "about 54 per cent",
         SAME},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_EN, "more than 54%",
         SAME},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_EN, "over half", SAME},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_EN, "half of them",
         VALUE},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_EN, "under half", VALUE},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_EN, "54%", VALUE},
        {"54.02", QUALIFIER_EXACT, &percent, NUMERALS_EN,
         "54.02 percentage points", UNIT},
        {"33.3", QUALIFIER_EXACT, &percent, NUMERALS_EN, "about a third", SAME},
        {"33.3", QUALIFIER_EXACT, &percent, NUMERALS_ZH, "约三分之一", SAME},
        {"33.3", QUALIFIER_EXACT, &percent, NUMERALS_EN, "two-thirds", VALUE},
        {"123", QUALIFIER_EXACT, &class_, NUMERALS_ZH, "123个", SAME},
        {"123", QUALIFIER_EXACT, &class_, NUMERALS_ZH, "123个大班额", SAME},
        {"123", QUALIFIER_EXACT, &class_, NUMERALS_ZH, "一百二十三个班", SAME},
        {"123", QUALIFIER_EXACT, &class_, NUMERALS_ZH, "123名", UNIT},
        {"123", QUALIFIER_EXACT, &class_, NUMERALS_ZH, "123元", UNIT},
        {"123", QUALIFIER_EXACT, &class_, NUMERALS_ZH, "123万", VALUE},
        {"123", QUALIFIER_EXACT, &class_, NUMERALS_EN, "123 oversized classes",
         SAME},
        {"123", QUALIFIER_EXACT, &class_, NUMERALS_EN, "123 rooms", SAME},
        {"123", QUALIFIER_EXACT, &class_, NUMERALS_EN, "123 pupils", UNIT},
        {"123", QUALIFIER_EXACT, &class_, NUMERALS_EN, "123 years", UNIT},
        {"123", QUALIFIER_EXACT, &class_, NUMERALS_EN, "CNY 123", UNIT},
        {"0", QUALIFIER_EXACT, &class_, NUMERALS_ZH, "控制到零", SAME},
        {"0", QUALIFIER_EXACT, &class_, NUMERALS_ZH, "消除最后一个", NONE},
        {"0", QUALIFIER_EXACT, &class_, NUMERALS_EN, "zero", SAME},
        {"0", QUALIFIER_EXACT, &class_, NUMERALS_EN, "the last one", NONE},
        {"1", QUALIFIER_EXACT, &class_, NUMERALS_ZH, "一个班", SAME},
        {"1", QUALIFIER_EXACT, &class_, NUMERALS_EN, "one class", SAME},
        {"8", QUALIFIER_EXACT, &class_, NUMERALS_ZH, "八", SAME},
        {"8", QUALIFIER_EXACT, &class_, NUMERALS_ZH, "第八", NONE},
        {"5747", QUALIFIER_EXACT, &person_time, NUMERALS_ZH, "5747人次", SAME},
        {"5747", QUALIFIER_EXACT, &person_time, NUMERALS_ZH, "5747人(次)",
         SAME},
        {"5747", QUALIFIER_EXACT, &person_time, NUMERALS_ZH, "5747人", UNIT},
        {"5747", QUALIFIER_EXACT, &person_time, NUMERALS_EN, "5,747 grants",
         SAME},
        {"5747", QUALIFIER_EXACT, &person_time, NUMERALS_EN, "5,747 times",
         SAME},
        {"5747", QUALIFIER_EXACT, &person_time, NUMERALS_EN, "5,747 people",
         UNIT},
        {"5747", QUALIFIER_EXACT, &person_time, NUMERALS_EN, "5,774", VALUE},
        {"192.46万", QUALIFIER_EXACT, &cny, NUMERALS_ZH, "192.46 万元", SAME},
        {"192.46万", QUALIFIER_EXACT, &cny, NUMERALS_ZH, "1924600元", SAME},
        {"192.46万", QUALIFIER_EXACT, &cny, NUMERALS_ZH, "192.46元", VALUE},
        {"192.46万", QUALIFIER_EXACT, &cny, NUMERALS_ZH, "192.46万美元", UNIT},
        {"192.46万", QUALIFIER_EXACT, &cny, NUMERALS_ZH, "190多万元", SAME},
        {"192.46万", QUALIFIER_EXACT, &cny, NUMERALS_EN, "CNY 1.9246 million",
         SAME},
        {"192.46万", QUALIFIER_EXACT, &cny, NUMERALS_EN, "1.9246 million yuan",
         SAME},
        {"192.46万", QUALIFIER_EXACT, &cny, NUMERALS_EN, "nearly CNY 2 million",
         SAME},
        {"192.46万", QUALIFIER_EXACT, &cny, NUMERALS_EN, "$1.9246 million",
         UNIT},
        {"192.46万", QUALIFIER_EXACT, &cny, NUMERALS_EN, "CNY 1.92 million",
         VALUE},
        {"2.3", QUALIFIER_EXACT, &points, NUMERALS_ZH, "2.3个百分点", SAME},
        {"2.3", QUALIFIER_EXACT, &points, NUMERALS_ZH, "2.3个点", SAME},
        {"2.3", QUALIFIER_EXACT, &points, NUMERALS_ZH, "2.3%", UNIT},
        {"2.3", QUALIFIER_EXACT, &points, NUMERALS_EN, "2.3 points", SAME},
        {"3..5", QUALIFIER_EXACT, &year, NUMERALS_ZH, "3—5年", SAME},
        {"3..5", QUALIFIER_EXACT, &year, NUMERALS_ZH, "三至五年", SAME},
        {"3..5", QUALIFIER_EXACT, &year, NUMERALS_EN, "three to five years",
         SAME},
        {"3..5", QUALIFIER_EXACT, &year, NUMERALS_EN, "3–6 years", VALUE},
        {"3..5", QUALIFIER_EXACT, &year, NUMERALS_EN, "5 years", VALUE},
        {"3", QUALIFIER_EXACT, &year, NUMERALS_EN, "a three-year plan", SAME},
        {"3", QUALIFIER_EXACT, &year, NUMERALS_EN, "3 months", UNIT},
        {"3", QUALIFIER_EXACT, &year, NUMERALS_ZH, "3个月", UNIT},
        {"1953", QUALIFIER_EXACT, &year, NUMERALS_ZH, "1953年", SAME},
        {"1953", QUALIFIER_EXACT, &year, NUMERALS_ZH, "1954年", NONE},
        {"4", QUALIFIER_EXACT, &day, NUMERALS_ZH, "4日", SAME},
        {"10", QUALIFIER_AT_LEAST, &year, NUMERALS_ZH, "10年以上", SAME},
        {"10", QUALIFIER_AT_LEAST, &year, NUMERALS_EN, "10 years or more",
         SAME},
        {"10", QUALIFIER_AT_LEAST, &year, NUMERALS_EN, "more than 10 years",
         CERTAINTY},
        {"75", QUALIFIER_ABOUT, &pupil, NUMERALS_ZH, "75名左右", SAME},
        {"75", QUALIFIER_ABOUT, &pupil, NUMERALS_EN, "around 75", SAME},
        {"75", QUALIFIER_ABOUT, &pupil, NUMERALS_EN, "75", CERTAINTY},
        {"1780", QUALIFIER_ABOUT, &pupil, NUMERALS_EN, "about 1,800", SAME},
        {"43210", QUALIFIER_EXACT, &pupil, NUMERALS_EN, "about 40,000", SAME},
        {"43210", QUALIFIER_EXACT, &pupil, NUMERALS_EN, "more than 40,000",
         SAME},
        {"43210", QUALIFIER_EXACT, &pupil, NUMERALS_EN, "more than 43,000",
         SAME},
        {"43210", QUALIFIER_EXACT, &pupil, NUMERALS_EN, "more than 50,000",
         VALUE},
        {"43210", QUALIFIER_EXACT, &pupil, NUMERALS_EN, "more than 30,000",
         VALUE},
        {"60", QUALIFIER_EXACT, &pupil, NUMERALS_EN, "about 100", VALUE},
        {"98", QUALIFIER_EXACT, &pupil, NUMERALS_EN, "about 100", SAME},
        {"98", QUALIFIER_EXACT, &pupil, NUMERALS_EN, "nearly 100", SAME},
        {"100", QUALIFIER_EXACT, &pupil, NUMERALS_EN, "about 100", SAME},
        {"100", QUALIFIER_EXACT, &pupil, NUMERALS_EN, "nearly 100", CERTAINTY},
        {"100", QUALIFIER_EXACT, &pupil, NUMERALS_EN, "100 pupils and 5", MANY},
        {"100", QUALIFIER_EXACT, &pupil, NUMERALS_EN, "", NONE},
        {"56", QUALIFIER_EXACT, &per_class, NUMERALS_ZH, "56人", SAME},
        {"56", QUALIFIER_EXACT, &per_class, NUMERALS_EN, "56 pupils", SAME},
        {"7", QUALIFIER_EXACT, NULL, NUMERALS_EN, "7 percent", SAME},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena a = {0};
        struct figure f =
            figure(rows[i].value, rows[i].qualifier, rows[i].unit);
        struct str why = STR("unset");
        int got = (int)figure_check(&a, &f, str_of(rows[i].text),
                                    rows[i].numerals, NULL, 0, &why);
        bool explained = got >= VALUE;
        if (got != rows[i].expected || (why.len > 0) != explained) {
            print_error("%s, '%s': %d, expected %d (%.*s)\n", rows[i].value,
                        rows[i].text, got, rows[i].expected, STR_ARG(why));
            wrong++;
        }
        arena_release(&a);
    }
    assert_int_equal(wrong, 0);
}

static void reasons_quote_both(void **state)
{
    (void)state;
    static const struct str names[] = {STR_INIT("“三名”工作室")};
    struct arena a = {0};
    struct str why;
    struct figure f = figure("4万", QUALIFIER_OVER, &pupil);
    figure_check(&a, &f, STR("受益学生5万多名"), NUMERALS_ZH, NULL, 0, &why);
    assert_string_equal(why.at,
                        "the cell has 'more than 40000 pupils', the text says "
                        "'5万多名', which is more than 50000");
    f = figure("54.02", QUALIFIER_EXACT, &percent);
    figure_check(&a, &f, STR("up 54.02 percentage points"), NUMERALS_EN, NULL,
                 0, &why);
    assert_string_equal(why.at,
                        "the cell has '54.02%', the text says '54.02 "
                        "percentage points', which is 54.02 percentage points");
    f = figure("3..5", QUALIFIER_EXACT, &year);
    figure_check(&a, &f, STR("2–6 years"), NUMERALS_EN, NULL, 0, &why);
    assert_string_equal(why.at, "the cell has '3 to 5 years', the text says "
                                "'2–6 years', which is 2 to 6");
    f = figure("8", QUALIFIER_EXACT, &pupil);
    assert_int_equal(figure_check(&a, &f, STR("“三名”工作室8人"), NUMERALS_ZH,
                                  names, 1, &why),
                     FIGURE_SAME);
    arena_release(&a);
}

/* The unit stands as a page in the language of the message has it. */
static void reasons_are_said_in_both_languages(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        enum qualifier qualifier;
        const struct unit *unit;
        const char *text, *en, *zh;
    } rows[] = {
        {"123", QUALIFIER_EXACT, &class_, "132 classes",
         "the cell has '123 classes', the text says '132 classes', which is "
         "132",
         "单元格是“123个班”，文字说“132 classes”，即 132"},
        {"1", QUALIFIER_EXACT, &class_, "2个",
         "the cell has '1 class', the text says '2个', which is 2",
         "单元格是“1个班”，文字说“2个”，即 2"},
        {"4万", QUALIFIER_OVER, &pupil, "5万多名",
         "the cell has 'more than 40000 pupils', the text says '5万多名', "
         "which is more than 50000",
         "单元格是“多于40000名”，文字说“5万多名”，即 多于50000"},
        {"192.46万", QUALIFIER_EXACT, &cny, "200万元",
         "the cell has 'CNY 1924600', the text says '200万元', which is "
         "2000000 of money",
         "单元格是“1924600元”，文字说“200万元”，即 2000000（金额）"},
        {"3..5", QUALIFIER_ABOUT, &year, "7年",
         "the cell has 'about 3 to 5 years', the text says '7年', which is 7",
         "单元格是“约3至5年”，文字说“7年”，即 7"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena a = {0};
        struct str why;
        struct figure f =
            figure(rows[i].value, rows[i].qualifier, rows[i].unit);
        figure_check_named(&a, SPEECH_EN, &f, str_of(rows[i].text),
                           NUMERALS_ZH, NULL, &why);
        assert_string_equal(why.at, rows[i].en);
        figure_check_named(&a, SPEECH_ZH, &f, str_of(rows[i].text),
                           NUMERALS_ZH, NULL, &why);
        assert_string_equal(why.at, rows[i].zh);
        arena_release(&a);
    }
}

static void languages_have_numerals(void **state)
{
    (void)state;
    assert_int_equal(numerals_of(STR("zh")), NUMERALS_ZH);
    assert_int_equal(numerals_of(STR("zh-Hans")), NUMERALS_ZH);
    assert_int_equal(numerals_of(STR("zh_CN")), NUMERALS_ZH);
    assert_int_equal(numerals_of(STR("zha")), NUMERALS_EN);
    assert_int_equal(numerals_of(STR("en")), NUMERALS_EN);
    assert_int_equal(numerals_of(STR("")), NUMERALS_EN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_parsed),
        cmocka_unit_test(figures_read_well),
        cmocka_unit_test(forms_leave_out),
        cmocka_unit_test(checks_agree),
        cmocka_unit_test(reasons_quote_both),
        cmocka_unit_test(reasons_are_said_in_both_languages),
        cmocka_unit_test(languages_have_numerals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
