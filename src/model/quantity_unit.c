/* SPDX-License-Identifier: MIT */
#include "model/quantity.h"

#include "base/unicode.h"

enum { HAN_UNIT_MAX = 8, WORD_UNIT_MAX = 3 };

struct unit_word {
    const char *text;
    enum quantity_kind kind;
};

static const struct unit_word unit_words[] = {
    {"个百分点", QUANTITY_POINTS}, {"百分点", QUANTITY_POINTS},
    {"个点", QUANTITY_POINTS},     {"percentage point", QUANTITY_POINTS},
    {"pp", QUANTITY_POINTS},       {"of a percentage point", QUANTITY_POINTS},
    {"of a point", QUANTITY_POINTS},
    {"%", QUANTITY_PERCENT},
    {"％", QUANTITY_PERCENT},      {"per cent", QUANTITY_PERCENT},
    {"percent", QUANTITY_PERCENT}, {"元", QUANTITY_MONEY},
    {"美元", QUANTITY_MONEY},      {"港元", QUANTITY_MONEY},
    {"欧元", QUANTITY_MONEY},      {"日元", QUANTITY_MONEY},
    {"人民币", QUANTITY_MONEY},    {"块钱", QUANTITY_MONEY},
    {"yuan", QUANTITY_MONEY},      {"renminbi", QUANTITY_MONEY},
    {"RMB", QUANTITY_MONEY},       {"CNY", QUANTITY_MONEY},
    {"dollar", QUANTITY_MONEY},    {"euro", QUANTITY_MONEY},
    {"倍", QUANTITY_TIMES},        {"times", QUANTITY_TIMES},
    {"fold", QUANTITY_TIMES},
};

bool quantity_is_yuan(struct str s, size_t at)
{
    static const char *const joints[] = {"'", "’", "-"};
    if (!quantity_word_is(quantity_word(s, at), "yuan"))
        return false;
    size_t end = at + strlen("yuan");
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++)
        if (quantity_is(s, end, joints[i]) && s.at[at] == 'Y')
            return false;
    struct str next = quantity_word(s, quantity_skip_spaces(s, end));
    return s.at[at] == 'y' || next.len == 0 || next.at[0] >= 'a' ||
           quantity_is_month_name(next);
}

static const struct unit_word *unit_word_at(struct str s, size_t at)
{
    static const struct unit_word yuan = {"Yuan", QUANTITY_MONEY};
    if (at < s.len && s.at[at] == 'Y' && quantity_is_yuan(s, at))
        return &yuan;
    for (size_t i = 0; i < sizeof unit_words / sizeof unit_words[0]; i++) {
        struct str text = str_of(unit_words[i].text);
        if (!quantity_is(s, at, unit_words[i].text))
            continue;
        if (!quantity_is_letter((unsigned char)text.at[0]))
            return &unit_words[i];
        size_t end = at + text.len;
        if (end < s.len && s.at[end] == 's')
            end++;
        if (end >= s.len || !quantity_is_letter((unsigned char)s.at[end]))
            return &unit_words[i];
    }
    return NULL;
}

static bool is_tenths(struct str s, const struct item *it)
{
    struct decimal ten = {10, 0};
    return quantity_is_tenths(s, it->end) &&
           decimal_compare(it->q.high, ten) <= 0;
}

/* 九成七 is 97%. */
static void add_hundredths(struct str s, struct item *it)
{
    static const char *const digits[] = {"一", "二", "三", "四", "五",
                                         "六", "七", "八", "九"};
    for (int i = 0; i < 9; i++) {
        size_t end = it->end + strlen(digits[i]);
        struct decimal part = {i + 1, 0};
        if (!quantity_is(s, it->end, digits[i]) || it->q.range ||
            quantity_measure(s, end) > 0)
            continue;
        decimal_add(it->q.low, part, &it->q.low);
        it->q.high = it->q.low;
        it->q.precision = 0;
        it->end = end;
        return;
    }
}

static void as_tenths(struct str s, struct item *it)
{
    decimal_shift(it->q.low, 1, &it->q.low);
    decimal_shift(it->q.high, 1, &it->q.high);
    it->q.precision += 1;
    it->q.kind = QUANTITY_PERCENT;
    it->end += strlen("成");
    add_hundredths(s, it);
}

/* 余 and 多 between number and unit; 十多万: the scale follows. */
void quantity_surplus(struct reader *r, struct item *it)
{
    static const struct {
        const char *text;
        enum qualifier qualifier;
    } marks[] = {{"余", QUALIFIER_OVER},
                 {"多", QUALIFIER_OVER},
                 {"+", QUALIFIER_OVER},
                 {"-odd", QUALIFIER_OVER},
                 {"来", QUALIFIER_ABOUT}};
    struct str s = r->text;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t end = it->end + strlen(marks[i].text);
        if (!quantity_is(s, it->end, marks[i].text) ||
            (marks[i].qualifier == QUALIFIER_ABOUT &&
             quantity_measure(s, end) == 0))
            continue;
        it->q.qualifier = (uint8_t)marks[i].qualifier;
        struct number scaled = {.value = it->q.low,
                                .at = it->start,
                                .precision = it->q.precision,
                                .end = end};
        if (!it->q.range && quantity_scale(r, &scaled) && scaled.power >= 4) {
            it->q.low = it->q.high = scaled.value;
            it->q.precision = scaled.precision;
            end = scaled.end;
        }
        it->end = end;
        it->q.number_len = end - it->q.number_at;
        return;
    }
}

/* 增长一倍 doubles. */
static void count_increase(const struct reader *r, struct item *it)
{
    static const char *const verbs[] = {
        "增长",   "增加", "提高", "扩大", "上升", "增长了", "增加了", "提高了",
        "扩大了", "多了", "多出", "高出", "高了", "上涨",   "上涨了"};
    struct decimal one = {1, 0};
    size_t start = it->start;
    quantity_zh_before(r, &start); /* 增加近一倍 */
    struct str before = str_head(r->text, start);
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        if (str_ends(before, str_of(verbs[i]))) {
            decimal_add(it->q.low, one, &it->q.low);
            decimal_add(it->q.high, one, &it->q.high);
            return;
        }
}

static void add_half(struct item *it)
{
    struct decimal half = {5, 1};
    decimal_add(it->q.low, half, &it->q.low);
    decimal_add(it->q.high, half, &it->q.high);
    it->q.precision = -1;
    it->end += strlen("半");
}

static struct str han_unit(struct str s, size_t at)
{
    size_t end = at;
    for (int i = 0; i < HAN_UNIT_MAX && end < s.len; i++) {
        size_t next = end;
        uint32_t c = utf8_next(s, &next);
        if (!unicode_is_han(c))
            break;
        end = next;
    }
    return (struct str){s.at + at, end - at};
}

static struct str word_unit(struct str s, size_t at)
{
    size_t end = at, next = at;
    for (int i = 0; i < WORD_UNIT_MAX; i++) {
        size_t start = next;
        for (int parts = 0; parts < 4; parts++) {
            struct str word = quantity_word(s, next);
            next += word.len;
            bool more = word.len > 0 && next + 1 < s.len &&
                        (s.at[next] == '-' || s.at[next] == '\'') &&
                        quantity_is_letter((unsigned char)s.at[next + 1]);
            if (!more)
                break;
            next++;
        }
        if (next == start)
            break;
        end = next;
        if (next >= s.len || s.at[next] != ' ')
            break;
        next++;
    }
    return (struct str){s.at + at, end - at};
}

static bool is_joining(struct str s, size_t at)
{
    return quantity_word_in(quantity_word(s, at),
                            "to of in and or from by for at on with was were "
                            "is are had have has the so more fewer less") >= 0;
}

static size_t unit_start(struct str s, size_t at)
{
    bool hyphen = at + 1 < s.len && s.at[at] == '-' &&
                  quantity_is_letter((unsigned char)s.at[at + 1]);
    return hyphen ? at + 1 : quantity_skip_spaces(s, at);
}

static size_t known_len(const struct unit_word *known, struct str s, size_t at)
{
    size_t len = strlen(known->text);
    bool plural = quantity_is_letter((unsigned char)known->text[0]) &&
                  at + len < s.len && s.at[at + len] == 's';
    return len + plural;
}

/* What a caller may look at: the known unit, else the words that stand there.
 */
static struct str unit_text(struct str s, size_t at, size_t sure, bool known)
{
    struct str han = han_unit(s, at);
    if (known || (han.len > 0 && sure > han.len))
        return (struct str){s.at + at, sure};
    if (han.len > 0 || is_joining(s, at))
        return han;
    return word_unit(s, at);
}

static void read_unit(struct reader *r, struct item *it)
{
    struct str s = r->text;
    if (is_tenths(s, it)) {
        as_tenths(s, it);
        return;
    }
    size_t at = unit_start(s, it->end), sure = 0;
    const struct unit_word *known = unit_word_at(s, at);
    if (it->q.kind == QUANTITY_PLAIN && known != NULL) {
        it->q.kind = (uint8_t)known->kind;
        sure = known_len(known, s, at);
    } else if (it->q.unit.len == 0) {
        known = NULL;
        sure = quantity_measure(s, at);
    }
    if (it->q.unit.len == 0)
        it->q.unit = unit_text(s, at, sure, known != NULL);
    if (sure == 0)
        return;
    it->end = at + sure;
    if (it->q.kind == QUANTITY_TIMES && !it->q.range)
        count_increase(r, it);
    if (quantity_is(s, it->end, "半") && !it->q.range &&
        !quantity_is(s, it->end + strlen("半"), "天")) {
        add_half(it);
        if (str_starts(it->q.unit, STR("个半"))) { /* 两个半小时 */
            it->q.unit = han_unit(s, it->end);
            it->end += quantity_measure(s, it->end);
        }
    }
}

/* CNY, ¥ and 人民币 stand before the number. */
static void read_currency(struct reader *r, struct item *it)
{
    static const char *const marks[] = {"人民币", "CNY", "RMB", "US$", "USD",
                                        "EUR",    "¥",   "￥",  "$",   "€"};
    struct str before = str_head(r->text, it->start);
    while (before.len > r->done && before.at[before.len - 1] == ' ')
        before.len--;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        struct str mark = str_of(marks[i]);
        if (!str_ends(before, mark) || before.len - mark.len < r->done)
            continue;
        it->start = before.len - mark.len;
        it->q.kind = QUANTITY_MONEY;
        it->q.unit = (struct str){before.at + it->start, mark.len};
        return;
    }
}

static void qualify(struct item *it, enum qualifier q)
{
    if (it->q.qualifier == QUALIFIER_EXACT)
        it->q.qualifier = (uint8_t)q;
}

/* 近三年 is the last three years. */
static void read_before(struct reader *r, struct item *it)
{
    size_t start = it->start;
    enum qualifier q = r->numerals == NUMERALS_ZH
                           ? quantity_zh_before(r, &start)
                           : quantity_en_before(r, &start);
    struct str measure = {it->q.unit.at, 0};
    if (it->q.unit.len > 0)
        measure.len = quantity_measure(it->q.unit, 0);
    struct str words = it->q.unit;
    size_t ago = words.len > 0 ? str_find(words, STR(" ago")) : SIZE_MAX;
    if (ago != SIZE_MAX && str_find_byte(words, ' ') == ago)
        return; /* "higher than five years ago" */
    if (q == QUALIFIER_NEARLY && quantity_is_time_measure(measure) &&
        str_starts(str_from(r->text, start), STR("近")))
        return;
    if (q != QUALIFIER_EXACT && it->q.qualifier == QUALIFIER_EXACT)
        it->start = start;
    qualify(it, q);
}

static void read_after(struct reader *r, struct item *it)
{
    struct str s = r->text;
    size_t end = it->end;
    enum qualifier q = quantity_zh_after(s, &end);
    for (int step = 0; q == QUALIFIER_EXACT && step <= WORD_UNIT_MAX; step++) {
        size_t at = end;
        q = quantity_en_after(s, &at);
        if (q != QUALIFIER_EXACT) {
            end = at;
            break;
        }
        at = quantity_skip_spaces(s, end);
        struct str word = quantity_word(s, at);
        if (word.len == 0)
            break;
        end = at + word.len;
    }
    if (q == QUALIFIER_EXACT)
        return;
    qualify(it, q);
    it->end = end;
}

void quantity_certainty(struct reader *r, struct item *it)
{
    read_before(r, it);
    read_after(r, it);
}

void quantity_unit(struct reader *r, struct item *it)
{
    read_currency(r, it);
    quantity_surplus(r, it);
    read_unit(r, it);
    quantity_certainty(r, it);
}
