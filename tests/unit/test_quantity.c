/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "model/figure.h"

/* `40000 over; 54.02% about; 3..5; date; #3` */
static void summarise(struct arena *a, const struct quantities *all,
                      struct buf *out)
{
    static const char *const kinds[] = {"", "%", "pp", "CNY", "x", "", ""};
    static const char *const qualifiers[] = {
        "", " over", " at least", " nearly", " under", " at most", " about"};
    for (size_t i = 0; i < all->len; i++) {
        const struct quantity *q = &all->at[i];
        if (i > 0)
            buf_text(out, "; ");
        if (q->kind == QUANTITY_DATE) {
            buf_text(out, "date");
            continue;
        }
        if (q->kind == QUANTITY_ORDINAL)
            buf_byte(out, '#');
        buf_str(out, decimal_text(a, q->low));
        if (q->range) {
            buf_text(out, "..");
            buf_str(out, decimal_text(a, q->high));
        }
        buf_text(out, kinds[q->kind]);
        buf_text(out, qualifiers[q->qualifier]);
    }
}

struct row {
    const char *text, *expected;
};

static bool check_row(const struct row *row, enum numerals numerals,
                      const struct str *ignore, size_t n_ignore)
{
    struct arena a = {0};
    struct quantities all = {0};
    struct buf out = {0};
    quantities_read(&a, str_of(row->text), numerals, ignore, n_ignore, &all);
    summarise(&a, &all, &out);
    buf_byte(&out, '\0');
    bool same = strcmp(out.at, row->expected) == 0;
    if (!same)
        print_error("'%s' gave '%s', expected '%s'\n", row->text, out.at,
                    row->expected);
    buf_release(&out);
    arena_release(&a);
    return same;
}

static void chinese_is_read(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"", ""},
        {"受益学生4万多名", "40000 over"},
        {"四万余名学生", "40000 over"},
        {"50余位国内知名专家", "50 over"},
        {"参培教师7000余人次", "7000 over"},
        {"3千多人", "3000 over"},
        {"一百九十二点四六万元", "1924600CNY"},
        {"0.00000000000000001和0.1234567890123", ""},
        {"九成七", "97%"},
        {"近三成五", "35% nearly"},
        {"三成五个班", "30%; 5"},
        {"两个半小时", "2.5"},
        {"不得超过10%", "10% at most"},
        {"不得低于5%", "5% at least"},
        {"不足百人", "100 under"},
        {"每百名学生", "100"},
        {"比例为18.5:1", "18.5"},
        {"1∶1", "1"},
        {"7:10至8:05", "date; date"},
        {"2021级新生", "date"},
        {"三或四个", "3..4"},
        {"翻了一番多", "2x over"},
        {"十多万人", "100000 over"},
        {"40余万", "400000 over"},
        {"百余名", "100 over"},
        {"近千人", "1000 nearly"},
        {"市级奖励近50项", "50 nearly"},
        {"将近一百所", "100 nearly"},
        {"人员75名左右", "75 about"},
        {"大约三百人", "300 about"},
        {"十来个", "10 about"},
        {"80%以上的小学", "80% at least"},
        {"10年以上成熟教师", "10 at least"},
        {"至少20所", "20 at least"},
        {"不足50所", "50 under"},
        {"不到百分之五", "5% under"},
        {"50人以下", "50 under"},
        {"不超过3小时", "3 at most"},
        {"30分钟以内", "30 at most"},
        {"超过4万名", "40000 over"},
        {"逾4万名", "40000 over"},
        {"50+名", "50 over"},
        {"节约3亿元", "300000000CNY"},
        {"最近3年", "3"},
        {"近三年来", "3"},
        {"资助金额192.46 万元", "1924600CNY"},
        {"累计投入35亿元", "3500000000CNY"},
        {"总投资1.3亿元", "130000000CNY"},
        {"1924600元", "1924600CNY"},
        {"¥300", "300CNY"},
        {"人民币5000元", "5000CNY"},
        {"1万2千人", "12000"},
        {"3万亿元", "3000000000000CNY"},
        {"1,924,600人", "1924600"},
        {"１２３个，５４．０２％", "123; 54.02%"},
        {"占比54.02%，85.76%", "54.02%; 85.76%"},
        {"百分之五十四点零二", "54.02%"},
        {"百分之三十", "30%"},
        {"百分之百", "100%"},
        {"百分之一", "1%"},
        {"提高2.3个百分点", "2.3pp"},
        {"三分之一", "33.33%"},
        {"四分之三以上", "75% at least"},
        {"3/4", "75%"},
        {"一半", "50%"},
        {"超过一半", "50% over"},
        {"过半", "50% over"},
        {"半数以上", "50% at least"},
        {"半年", "0.5"},
        {"上半年，大半，折半", ""},
        {"一年半", "1.5"},
        {"两个半小时", "2.5"},
        {"五成", "50%"},
        {"三成以上", "30% at least"},
        {"成立，三成员", ""},
        {"两倍", "2x"},
        {"增长一倍", "2x"},
        {"增加了2倍", "3x"},
        {"翻一番", "2x"},
        {"翻了两番", "4x"},
        {"两百", "200"},
        {"二十二措施", "22"},
        {"三千五百人", "3500"},
        {"三千五", "3500"},
        {"一百零五", "105"},
        {"一万零二十", "10020"},
        {"三亿五千万", "350000000"},
        {"一十二", "12"},
        {"两所小学和两所公办幼儿园", "2; 2"},
        {"十项举措", "10"},
        {"四大类21条", "4; 21"},
        {"3—5年", "3..5"},
        {"2-3所", "2..3"},
        {"3～5个", "3..5"},
        {"三至五年", "3..5"},
        {"1—2万名", "10000..20000"},
        {"3%—5%", "3..5%"},
        {"10万元至20万元", "100000..200000CNY"},
        {"三四个", "3..4"},
        {"一两所", "1..2"},
        {"平均班额从56人下降到50人", "56; 50"},
        {"从3个到5个", "3; 5"},
        {"控制到零", "0"},
        {"零距离、零材料", ""},
        {"十几个，几十人，数百名，数十所", ""},
        {"一些，一个，一位，一所学校", ""},
        {"十分重要，十足", ""},
        {"千方百计，四通八达，四面八方", ""},
        {"三省四县，五育并举，一核两区六组团", ""},
        {"“五个一”，五位一体", ""},
        {"三抓两促六聚焦五同步一品牌", ""},
        {"十四五", ""},
        {"党的二十大", ""},
        {"“4+1”制度，“1+4+N”，A+1，“五+”", ""},
        {"教育信息化2.0示范区", ""},
        {"2.0余名教师", "2.0 over"},
        {"增长2.0%，2.0万人", "2.0%; 20000"},
        {"第三，第1名，第十二届", "#3; #1; #12"},
        {"十二届十次全会", "#12; #10"},
        {"三年级，7年级", "#3; #7"},
        {"2021年6月18日16:20", "date"},
        {"6月1日至4日", "date"},
        {"11月，十月，10月底", "date; date; date"},
        {"2016年至2020年", "date"},
        {"2016—2020年", "date"},
        {"2020-2021学年", "date"},
        {"2021-10-30 09:34", "date"},
        {"2021/6/18，2021.6.18", "date"},
        {"二〇二一年，一九四九年", "date; date"},
        {"21世纪，90年代，二十年代", "date; date; date"},
        {"2035远景目标", "date"},
        {"16时20分，8点半", "date; date"},
        {"2021年2155人", "date; 2155"},
        {"2020人", "2020"},
        {"从2016年的123个到2020年", "date; 123; date"},
        {"电话0379-64820836，+86 379 6482 0836", "4820836; 4820836"},
        {"15690666577", "15690666577"},
        {"1234567890123456789012", ""},
        {"5千米，5千克", "5; 5"},
        {"下降−3.5%", "-3.5%"},
        {"6个月", "6"},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        wrong += !check_row(&rows[i], NUMERALS_ZH, NULL, 0);
    assert_int_equal(wrong, 0);
}

static void english_is_read(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"eight in ten pupils", "80%"},
        {"one in five", "20%"},
        {"four out of five", "80%"},
        {"8 in 10 pupils", "8; 10"},
        {"one or two doctors", "1..2"},
        {"two or six", "2; 6"},
        {"two-and-a-half years", "2.5"},
        {"an hour and a half", "1.5"},
        {"two years and a half", "2.5"},
        {"nearly double the sum", "2x nearly"},
        {"double the sum", ""},
        {"for every hundred pupils", "100"},
        {"a hundred or hundreds", "100"},
        {"from 3 to 5 June", "date"},
        {"fell from 56 to 50 pupils", "56; 50"},
        {"from more than 400 to 652", "400 over; 652"},
        {"5,000 rooms and more than 30 halls", "5000; 30 over"},
        {"aged 50 or older", "50 at least"},
        {"higher than five years ago", "5"},
        {"a ratio of 18.5:1", "18.5"},
        {"more than 40,000 pupils", "40000 over"},
        {"Over 40,000 pupils", "40000 over"},
        {"in excess of\n300", "300 over"},
        {"at least 80%", "80% at least"},
        {"80% or more", "80% at least"},
        {"10 years or more", "10 at least"},
        {"no fewer than 20 schools", "20 at least"},
        {"nearly 50 awards", "50 nearly"},
        {"almost CNY 35 billion", "35000000000CNY nearly"},
        {"close to ten", "10 nearly"},
        {"fewer than 50 schools", "50 under"},
        {"under 5 per cent", "5% under"},
        {"no more than three hours", "3 at most"},
        {"up to 30", "30 at most"},
        {"30 minutes or less", "30 at most"},
        {"about 75 people", "75 about"},
        {"some 300 teachers", "300 about"},
        {"350 or so teachers", "350 about"},
        {"c. 300", "300 about"},
        {"50-odd teachers", "50 over"},
        {"50+ experts", "50 over"},
        {"whereabouts 7", "7"},
        {"moreover 7", "7"},
        {"54.02 per cent", "54.02%"},
        {"54.02 percent", "54.02%"},
        {"fifty per cent", "50%"},
        {"2.3 percentage points", "2.3pp"},
        {"one percentage point", "1pp"},
        {"CNY 1.9246 million", "1924600CNY"},
        {"CNY 3.5 billion", "3500000000CNY"},
        {"130 million yuan", "130000000CNY"},
        {"RMB500", "500CNY"},
        {"¥300", "300CNY"},
        {"CNY 3.5m", "3500000CNY"},
        {"3.5bn", "3500000000"},
        {"50k", "50000"},
        {"192.46万", "1924600"},
        {"1.2 trillion", "1200000000000"},
        {"5,747 person-times", "5747"},
        {"1,924,600", "1924600"},
        {"1,2,3", "1; 2; 3"},
        {"40\xC2\xA0"
         "000",
         "40000"},
        {"twenty-two", "22"},
        {"Twenty two", "22"},
        {"a hundred and five", "105"},
        {"one hundred and twenty-three", "123"},
        {"one thousand two hundred", "1200"},
        {"three hundred thousand", "300000"},
        {"two and a half million", "2500000"},
        {"two and a half years", "2.5"},
        {"half a million", "500000"},
        {"half an hour", "0.5"},
        {"half of the schools", "50%"},
        {"more than half", "50% over"},
        {"the first half of 2021", "#1; date"},
        {"half-day, half-yearly", ""},
        {"a third of pupils", "33.33%"},
        {"two-thirds", "66.67%"},
        {"three quarters", "75%"},
        {"nearly a quarter", "25% nearly"},
        {"the third quarter", "#3"},
        {"a third school", "#3"},
        {"a dozen, two dozen", "12; 24"},
        {"dozens of, hundreds of, tens of thousands", ""},
        {"one of them, one-on-one, no one", ""},
        {"one school", ""},
        {"five years and ten schools", "5; 10"},
        {"ten and twenty", "10; 20"},
        {"seven rules", "7"},
        {"zero", "0"},
        {"three-year plan", "3"},
        {"a 3-year plan", "3"},
        {"three-in-one", ""},
        {"twice as many", "2x"},
        {"doubled", "2x"},
        {"more than doubled", "2x over"},
        {"three times", "3x"},
        {"10-fold", "10x"},
        {"tenfold", "10x"},
        {"3–5 years", "3..5"},
        {"3 to 5 years", "3..5"},
        {"two to three schools", "2..3"},
        {"between 3 and 5 schools", "3..5"},
        {"fell from 56 to 50", "56; 50"},
        {"rose from 50 to 56", "50; 56"},
        {"3%-5%", "3..5%"},
        {"CNY 1–2 million", "1000000..2000000CNY"},
        {"56-50", "56; 50"},
        {"138-1234-5678, 400-123-4567", "2345678; 1234567"},
        {"18 June 2021", "date"},
        {"June 2021", "date"},
        {"June 18, 2021", "date"},
        {"1–4 June 2021", "date"},
        {"on 18th June", "date"},
        {"In May 30 schools", "date"},
        {"it may 30", "30"},
        {"2016–2020", "date"},
        {"2016-20", "date"},
        {"2020/21", "date"},
        {"the 2020s", "date"},
        {"in 2021", "date"},
        {"By 2022 schools", "date"},
        {"2035 pupils", "2035"},
        {"2155 candidates", "2155"},
        {"the 2021 results of 9 schools", "date; 9"},
        {"from 2016 to 2020", "date; date"},
        {"May 2021", "date"},
        {"5 km", "5"},
        {"it doubles as a hall", ""},
        {"A 2 m wall", "2"},
        {"2021-06-18, 16:20", "date; date"},
        {"5 p.m., 5pm", "date; date"},
        {"Grade 7, Phase Two, No. 3", "#7; #2; #3"},
        {"twenty-first, 14th, second", "#20; #14; #2"},
        {"K-12, COVID-19, A+1, 4+1, 5G, 3D", ""},
        {"version 1.2.3", ""},
        {"Informatisation 2.0", ""},
        {"2.0 teachers", "2.0"},
        {"CNY 2.0", "2.0CNY"},
        {"2.0 million", "2000000"},
        {"10km", "10"},
        {"-3.5%", "-3.5%"},
        {"123 oversized classes in 37 schools", "123; 37"},
        {"often, tender, tone, weight", ""},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        wrong += !check_row(&rows[i], NUMERALS_EN, NULL, 0);
    assert_int_equal(wrong, 0);
}

static void names_are_skipped(void **state)
{
    (void)state;
    static const struct str names[] = {
        STR_INIT("“三名”工作室"),
        STR_INIT("三名"),
        STR_INIT("八项规定"),
        STR_INIT("365品牌工程"),
        STR_INIT("Five-Year Plan"),
        STR_INIT("three masters"),
        STR_INIT(""),
        STR_INIT("9"),
    };
    size_t n = sizeof names / sizeof names[0];
    static const struct row zh[] = {
        {"“三名”工作室8人", "8"},
        {"三名，八项规定，4名", "4"},
        {"“365品牌工程”9个", "9"},
        {"十三名", "13"},
    };
    static const struct row en[] = {
        {"the 14th Five-Year Plan", "#14"},
        {"the five-year plan", ""},
        {"five-year planning", "5"},
        {"“Three masters” studios: 8", "8"},
        {"9 and 19", "9; 19"},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof zh / sizeof zh[0]; i++)
        wrong += !check_row(&zh[i], NUMERALS_ZH, names, n);
    for (size_t i = 0; i < sizeof en / sizeof en[0]; i++)
        wrong += !check_row(&en[i], NUMERALS_EN, names, n);
    assert_int_equal(wrong, 0);
}

static void places_are_marked(void **state)
{
    (void)state;
    static const struct {
        enum numerals numerals;
        const char *text, *whole, *number, *unit;
        int precision;
    } rows[] = {
        {NUMERALS_ZH, "受益学生4万多名，", "4万多名", "4万多", "名", 4},
        {NUMERALS_ZH, "近50项", "近50项", "50", "项", 0},
        {NUMERALS_ZH, "192.46 万元", "192.46 万元", "192.46 万", "元", 2},
        {NUMERALS_ZH, "75名左右，", "75名左右", "75", "名左右", 0},
        {NUMERALS_ZH, "1680余人(次)获", "1680余人(次)", "1680余", "人(次)", 0},
        {NUMERALS_ZH, "百分之五十四点零二", "百分之五十四点零二",
         "百分之五十四点零二", "", -2},
        {NUMERALS_ZH, "过半", "过半", "过半", "", 1},
        {NUMERALS_EN, "with more than 40,000 pupils in", "more than 40,000",
         "40,000", "pupils in", 0},
        {NUMERALS_EN, "about CNY 1.9246 million.", "about CNY 1.9246 million",
         "1.9246 million", "CNY", 2},
        {NUMERALS_EN, "80% or more", "80% or more", "80", "%", 0},
        {NUMERALS_EN, "5,747 person-times", "5,747", "5,747", "person-times",
         0},
        {NUMERALS_EN, "54.02 per cent", "54.02 per cent", "54.02", "per cent",
         -2},
        {NUMERALS_EN, "a three-year training plan ran", "three", "three",
         "year training plan", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena a = {0};
        struct quantities all = {0};
        struct str text = str_of(rows[i].text);
        quantities_read(&a, text, rows[i].numerals, NULL, 0, &all);
        assert_int_equal(all.len, 1);
        const struct quantity *q = &all.at[0];
        struct str parts[] = {{text.at + q->at, q->len},
                              {text.at + q->number_at, q->number_len},
                              q->unit};
        const char *expected[] = {rows[i].whole, rows[i].number, rows[i].unit};
        for (size_t k = 0; k < 3; k++)
            assert_string_equal(arena_copy(&a, parts[k]).at, expected[k]);
        assert_int_equal(q->precision, rows[i].precision);
        arena_release(&a);
    }
}

/* Repeated pieces that could make a reader go back over the same text. */
static void long_texts_are_linear(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "1",        "1-",
        "1,",       "1.",
        "1+",       "1/",
        "一",       "一百",
        "十",       "百分之",
        "一亿",     "1月",
        "1月1日至", "2021-06-",
        "a ",       "one ",
        "hundred ", "and ",
        "twenty-",  "half ",
        "a",        "\xFF",
        "第",       "半",
        "1 to ",    "12:34",
        "三分之",   "1%—",
        "June 1, ", "or more ",
        "1万",      "五+",
        "\xE4\xB8", "9 ",
        "a-",       "一点",
        "翻一",     "no more than ",
        "1,111",    "\0",
    };
    enum { SIZE = 30000 };
    char *text = test_malloc(SIZE);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        size_t len = strlen(pieces[i]);
        for (size_t k = 0; k < SIZE; k++)
            text[k] = len > 0 ? pieces[i][k % len] : '\0';
        for (int numerals = 0; numerals < 2; numerals++) {
            struct arena a = {0};
            struct quantities all = {0};
            const struct str names[] = {STR_INIT("一一一"),
                                        STR_INIT("aaaaaaaaaaaab")};
            quantities_read(&a, (struct str){text, SIZE},
                            (enum numerals)numerals, names, 2, &all);
            for (size_t k = 0; k < all.len; k++) {
                const struct quantity *q = &all.at[k];
                assert_true(q->len > 0 && q->at + q->len <= SIZE);
                assert_true(q->number_at >= q->at &&
                            q->number_at + q->number_len <= q->at + q->len);
                assert_true(k == 0 ||
                            q->at >= all.at[k - 1].at + all.at[k - 1].len);
            }
            arena_release(&a);
        }
    }
    test_free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese_is_read),
        cmocka_unit_test(english_is_read),
        cmocka_unit_test(names_are_skipped),
        cmocka_unit_test(places_are_marked),
        cmocka_unit_test(long_texts_are_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
