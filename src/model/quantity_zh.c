/* SPDX-License-Identifier: MIT */
#include "model/quantity.h"

#include "base/unicode.h"

enum { HAN = 3 }; /* bytes of every numeral below in UTF-8 */

enum { NOT_NUMERAL = -1, TEN = 10, NUMERALS_MAX = 24 };

/* 0..9 for digits, TEN + power for 十 百 千 万 亿. */
static int numeral(struct str s, size_t at)
{
    static const struct {
        const char *text;
        int value;
    } numerals[] = {
        {"一", 1},       {"二", 2},       {"三", 3},       {"四", 4},
        {"五", 5},       {"六", 6},       {"七", 7},       {"八", 8},
        {"九", 9},       {"十", TEN + 1}, {"两", 2},       {"百", TEN + 2},
        {"千", TEN + 3}, {"万", TEN + 4}, {"亿", TEN + 8}, {"零", 0},
        {"〇", 0},
    };
    if (at + HAN > s.len || (unsigned char)s.at[at] < 0xE3 ||
        (unsigned char)s.at[at] > 0xE9)
        return NOT_NUMERAL;
    for (size_t i = 0; i < sizeof numerals / sizeof numerals[0]; i++)
        if (memcmp(s.at + at, numerals[i].text, HAN) == 0)
            return numerals[i].value;
    return NOT_NUMERAL;
}

struct han {
    int at[NUMERALS_MAX]; /* values as above */
    size_t len;
    bool too_long, has_unit, has_zero, has_digit;
};

static size_t read_run(struct str s, size_t at, struct han *run)
{
    for (int value; (value = numeral(s, at)) != NOT_NUMERAL; at += HAN) {
        if (run->len == NUMERALS_MAX) {
            run->too_long = true;
            continue;
        }
        run->at[run->len++] = value;
        run->has_unit |= value > TEN;
        run->has_zero |= value == 0;
        run->has_digit |= value <= 9;
    }
    return at;
}

static int64_t power_of_ten(int power)
{
    struct decimal d = {1, 0};
    decimal_shift(d, power, &d);
    return d.coef;
}

struct sum {
    int64_t total, section;
    int digit;      /* waiting for its unit, or -1 */
    int last_power; /* of the unit before */
};

static bool add_unit(struct sum *n, int power)
{
    if (power < 4) {
        if (n->digit < 0 &&
            !(power == 1 && (n->last_power == 0 || n->last_power > 1)))
            return false;
        if (n->last_power != 0 && power >= n->last_power && n->section > 0)
            return false;
        n->section += (n->digit < 0 ? 1 : n->digit) * power_of_ten(power);
    } else {
        int64_t below = n->section + (n->digit < 0 ? 0 : n->digit);
        if (power == 8)
            below += n->total;
        if (below == 0 || below >= power_of_ten(9))
            return false;
        int64_t above = power == 8 ? 0 : n->total;
        n->total = above + below * power_of_ten(power);
        n->section = 0;
    }
    n->digit = -1;
    n->last_power = power;
    return true;
}

/* 二十二, 三千五百, 一万零二十; 三千五 is 3500. False for 十四五 and the like.
 */
static bool evaluate(const struct han *run, int64_t *out, int *precision)
{
    struct sum n = {.digit = -1};
    bool zero = false;
    for (size_t i = 0; i < run->len; i++) {
        int value = run->at[i];
        if (value > TEN) {
            if (!add_unit(&n, value - TEN))
                return false;
            zero = false;
        } else if (value == 0) {
            zero = true;
        } else {
            if (n.digit >= 0)
                return false;
            n.digit = value;
        }
    }
    *precision = n.digit >= 0 ? 0 : n.last_power;
    if (n.digit >= 0 && n.last_power > 1 && !zero) {
        *precision = n.last_power - 1;
        n.section += n.digit * power_of_ten(n.last_power - 1);
        n.digit = -1;
    }
    *out = n.total + n.section + (n.digit < 0 ? 0 : n.digit);
    return true;
}

/* 二〇二一: digit by digit. */
static int64_t positional(const struct han *run)
{
    int64_t value = 0;
    for (size_t i = 0; i < run->len && i < 18; i++)
        value = value * 10 + run->at[i];
    return value;
}

static bool before_is(const struct reader *r, size_t at, const char *chars)
{
    size_t start;
    if (quantity_before(r->text, 0, at, &start) == 0)
        return false;
    struct str c = {r->text.at + start, at - start};
    return c.len == HAN && str_find(str_of(chars), c) != SIZE_MAX;
}

static bool is_any(struct str s, size_t at, const char *chars)
{
    return at + HAN <= s.len &&
           str_find(str_of(chars), (struct str){s.at + at, HAN}) != SIZE_MAX;
}

/* 点零二 behind an integer, perhaps with its scale: 一点三亿. */
static void read_decimals(struct reader *r, struct number *n)
{
    struct str s = r->text;
    if (!quantity_is(s, n->end, "点"))
        return;
    struct han run = {0};
    size_t end = n->end + HAN;
    for (int d; (d = numeral(s, end)) >= 0 && d <= 9; end += HAN) {
        if (run.len == DECIMAL_PLACES_MAX)
            return;
        run.at[run.len++] = d;
    }
    if (run.len == 0)
        return;
    struct decimal part = {positional(&run), 0};
    if (!decimal_shift(part, -(int)run.len, &part) ||
        !decimal_add(n->value, part, &n->value))
        return;
    n->precision = -(int)run.len;
    n->end = end;
    quantity_scale(r, n);
}

bool quantity_is_tenths(struct str s, size_t at)
{
    return quantity_is(s, at, "成") &&
           !is_any(s, at + HAN, "立为功员果绩长效本人就才熟都份套品");
}

/* A lone numeral counts something only with a measure word behind it: 三个,
 * not 三省 or 五育. */
static bool is_counting(struct str s, const struct number *n)
{
    return quantity_measure(s, n->end) > 0 || is_any(s, n->end, "月日号余多") ||
           quantity_is(s, n->end, "分之") || quantity_is_tenths(s, n->end) ||
           quantity_is(s, n->end, "世纪") ||
           (is_any(s, n->end, "至到—或") && numeral(s, n->end + HAN) > 0) ||
           (quantity_is(s, n->end, "来") &&
            quantity_measure(s, n->end + HAN) > 0);
}

static bool is_lone_one(struct reader *r, const struct number *n)
{
    struct str s = r->text;
    if (quantity_is(s, n->end, "分之") || quantity_is(s, n->end, "倍") ||
        quantity_is(s, n->end, "月"))
        return false;
    size_t measure = quantity_measure(s, n->end);
    if (measure > 0 && quantity_is(s, n->end + measure, "半"))
        return false;
    return !before_is(r, n->at, "第");
}

static enum read read_digits_only(struct reader *r, const struct han *run,
                                  struct number *n)
{
    struct str s = r->text;
    int first = run->at[0], second = run->at[run->len > 1];
    if (run->len == 1) {
        n->value.coef = first;
        bool ordinal = before_is(r, n->at, "第");
        if (first == 1 && is_lone_one(r, n) && !r->relaxed)
            return READ_SKIP;
        if (first == 0 && !r->relaxed)
            return before_is(r, n->at, "到为至是") &&
                           !quantity_is(s, n->end, "距")
                       ? READ_NUMBER
                       : READ_SKIP;
        return r->relaxed || ordinal || is_counting(s, n) ? READ_NUMBER
                                                          : READ_SKIP;
    }
    if (run->len == 2 && first > 0 && second == first + 1 &&
        (quantity_measure(s, n->end) > 0 || quantity_is_tenths(s, n->end))) {
        n->value.coef = first;
        n->high.coef = second;
        n->range = true;
        return READ_NUMBER;
    }
    if (run->len > 4 || !(run->has_zero || run->len == 4) || first == 0)
        return READ_SKIP;
    n->value.coef = positional(run);
    n->digits = (unsigned)run->len;
    return READ_NUMBER;
}

/* 百余名, 近千人, 近千万元: bare units count when a qualifier stands by them.
 */
static bool bare_unit(struct reader *r, const struct han *run, struct number *n)
{
    int power = 0;
    for (size_t i = 0; i < run->len; i++)
        power += run->at[i] - TEN;
    if (run->has_digit || run->len > 2 || run->at[0] < TEN + 2 ||
        (run->len == 2 && run->at[1] < TEN + 4) || power > 12 ||
        !(is_any(r->text, n->end, "余多") ||
          before_is(r, n->at, "近超逾足到约过满每")))
        return false;
    n->value.coef = power_of_ten(power);
    n->precision = power;
    if (before_is(r, n->at, "过") && !before_is(r, n->at - HAN, "超不"))
        n->qualifier = QUALIFIER_OVER;
    return true;
}

/* 几百, 十几, 一+N, 五位一体, 五个一, 六组团. */
static bool is_part_of_name(const struct reader *r, const struct han *run,
                            const struct number *n)
{
    struct str s = r->text;
    size_t start;
    return (!run->has_digit && before_is(r, n->at, "几数")) ||
           is_any(s, n->end, "几") || quantity_is(s, n->end, "+") ||
           quantity_is(s, n->end, "位一体") ||
           quantity_is(s, n->end, "个一”") || quantity_is(s, n->end, "组团") ||
           quantity_before(s, 0, n->at, &start) == '+';
}

enum read quantity_han(struct reader *r, size_t at, struct number *out)
{
    struct str s = r->text;
    struct han run = {0};
    *out = (struct number){.at = at};
    out->end = read_run(s, at, &run);
    if (run.len == 0)
        return READ_NOTHING;
    if (run.too_long || is_part_of_name(r, &run, out))
        return READ_SKIP;
    if (!run.has_unit) {
        enum read result = read_digits_only(r, &run, out);
        if (result == READ_NUMBER && !out->range)
            read_decimals(r, out);
        return result;
    }
    if (bare_unit(r, &run, out))
        return READ_NUMBER;
    if (!evaluate(&run, &out->value.coef, &out->precision) ||
        run.at[0] > TEN + 1)
        return READ_SKIP;
    bool named = before_is(r, at, "党的") && quantity_is(s, out->end, "大");
    bool lone = run.len == 1 && !r->relaxed && !is_counting(s, out) &&
                !before_is(r, at, "第");
    if (named || lone ||
        (run.len == 1 && quantity_is(s, out->end, "分之") &&
         run.at[0] != TEN + 1))
        return READ_SKIP;
    read_decimals(r, out);
    return READ_NUMBER;
}

/* Longest first. 大 counts as one: 五大工程. */
static const char *const measures[] = {
    "个百分点", "平方米", "个小时", "人（次）", "人(次)", "百分点", "个学期",
    "个学年",   "个季度", "个月",   "个点",     "人次",   "小时",   "分钟",
    "学期",     "学年",   "季度",   "公里",     "千米",   "公顷",   "公斤",
    "年",       "天",     "日",     "周",       "秒",     "个",     "名",
    "位",       "人",     "所",     "家",       "项",     "条",     "种",
    "类",       "次",     "场",     "期",       "届",     "座",     "间",
    "套",       "栋",     "幢",     "处",       "块",     "片",     "件",
    "份",       "篇",     "本",     "册",       "部",     "台",     "辆",
    "张",       "把",     "支",     "棵",       "株",     "门",     "节",
    "堂",       "级",     "层",     "步",       "轮",     "批",     "组",
    "队",       "班",     "对",     "群",       "户",     "口",     "岁",
    "米",       "亩",     "吨",     "元",       "角",     "倍",     "番",
    "大",       "款",     "枚",     "颗",       "例",     "宗",     "则",
    "遍",       "字",     "句",     "排",       "股",     "笔",
};

size_t quantity_measure(struct str s, size_t at)
{
    if (at >= s.len || (unsigned char)s.at[at] < 0xE4)
        return 0;
    for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++)
        if (quantity_is(s, at, measures[i]))
            return strlen(measures[i]);
    return 0;
}

bool quantity_is_time_measure(struct str measure)
{
    static const char *const times[] = {"年",   "天",     "日",     "周",
                                        "个月", "小时",   "个小时", "分钟",
                                        "学期", "个学期", "学年",   "季度"};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++)
        if (str_is(measure, times[i]))
            return true;
    return false;
}
