/* SPDX-License-Identifier: MIT */
#include "model/quantity.h"

enum { YEAR_FIRST = 1800, YEAR_LAST = 2199 };

static bool between(const struct number *n, int64_t low, int64_t high)
{
    return n->value.places == 0 && n->power == 0 && n->value.coef >= low &&
           n->value.coef <= high;
}

bool quantity_is_year(const struct number *n)
{
    return n->digits == 4 && between(n, YEAR_FIRST, YEAR_LAST);
}

bool quantity_is_month_name(struct str word)
{
    return word.len > 0 && word.at[0] < 'a' &&
           quantity_word_in(word,
                            "january february march april may june july august "
                            "september october november december jan feb mar "
                            "apr jun jul aug sep sept oct nov dec") >= 0;
}

/* Digits without a meaning of their own: the rest of 2021-06-18, 16:20. */
static size_t digits_at(struct str s, size_t at, unsigned least, unsigned most)
{
    size_t next, end = at;
    unsigned count = 0;
    while (quantity_is_digit(quantity_char(s, end, &next))) {
        end = next;
        if (++count > most)
            return at;
    }
    return count >= least ? end : at;
}

static size_t joined(struct str s, size_t at, const char *signs)
{
    size_t next;
    uint32_t sign = quantity_char(s, at, &next);
    if (sign == 0 || sign >= 0x80 || strchr(signs, (int)sign) == NULL)
        return at;
    size_t end = digits_at(s, next, 1, 2);
    return end == next ? at : end;
}

/* 16:20, also behind a date. */
static size_t clock_at(struct str s, size_t at)
{
    size_t start = quantity_skip_spaces(s, at), next;
    if (start < s.len && s.at[start] == 'T')
        start++;
    size_t hours = digits_at(s, start, 1, 2);
    if (hours == start || quantity_char(s, hours, &next) != ':')
        return at;
    size_t end = digits_at(s, next, 2, 2);
    return end == next ? at : end;
}

static size_t clock_of(struct str s, const struct number *n)
{
    size_t next;
    if (n->digits == 0 || n->digits > 2 || !between(n, 0, 24) ||
        quantity_char(s, n->end, &next) != ':')
        return 0;
    size_t end = digits_at(s, next, 2, 2);
    if (end == next)
        return 0;
    size_t seconds = joined(s, end, ":");
    return seconds;
}

/* 2021-06-18, 2021/6/18, 2020/21. A hyphen needs two digits, so that
 * 2016-20 is left to ranges. */
static size_t numeric_date(struct str s, const struct number *n)
{
    size_t next;
    if (!quantity_is_year(n))
        return 0;
    uint32_t sign = quantity_char(s, n->end, &next);
    char signs[2] = {(char)(sign < 0x80 ? sign : 0), '\0'};
    if (signs[0] != '-' && signs[0] != '/')
        return 0;
    size_t month = joined(s, n->end, signs);
    if (month == n->end)
        return 0;
    size_t day = joined(s, month, signs);
    if (day != month)
        return clock_at(s, day);
    return signs[0] == '/' || (signs[0] == '-' && s.at[next] == '0') ? month
                                                                     : 0;
}

/* 7、8日: behind the first of two days that share their unit, or `at`. */
static size_t two_days(struct str s, size_t at)
{
    static const char *const joints[] = {"、", "和", "至", "—", "-", "～"};
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
        size_t next = at + strlen(joints[i]);
        size_t end = quantity_is(s, at, joints[i]) ? digits_at(s, next, 1, 2)
                                                   : next;
        if (end != next && quantity_is(s, end, "日"))
            return end + strlen("日");
    }
    return at;
}

/* What may follow in a Chinese date: 年6月18日 16:20. */
static size_t chain_zh(struct reader *r, size_t at)
{
    static const char *const parts[] = {"月", "日", "号"};
    struct str s = r->text;
    for (bool more = true; more;) {
        struct number n;
        more = false;
        enum read got = quantity_digits(r, quantity_skip_spaces(s, at), &n);
        if (got != READ_NUMBER || n.digits == 0 || n.digits > 2)
            break;
        for (size_t i = 0; i < 3 && !more; i++)
            if (quantity_is(s, n.end, parts[i]) &&
                !quantity_is(s, n.end, "号文")) {
                at = n.end + strlen(parts[i]);
                more = true;
            }
        size_t days = more ? n.end : two_days(s, n.end);
        if (days != n.end)
            at = days;
    }
    return clock_at(s, at);
}

static size_t connector(struct str s, size_t at)
{
    static const char *const signs[] = {"至", "到", "—", "–", "-", "~", "～"};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (quantity_is(s, at, signs[i]))
            return at + strlen(signs[i]);
    return at;
}

static bool is_part_of_day(struct str before)
{
    static const char *const parts[] = {"上午", "下午", "早上", "晚上", "中午",
                                        "凌晨", "傍晚", "早晨", "当晚", "晚"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (str_ends(before, str_of(parts[i])))
            return true;
    return false;
}

/* 时 and 点 only where a clock time is likely. */
static size_t part_zh(struct str s, const struct number *n)
{
    static const struct {
        const char *text;
        int64_t low, high;
    } parts[] = {
        {"月份", 1, 12}, {"月", 1, 12},     {"日", 1, 31},   {"号", 1, 31},
        {"世纪", 1, 30}, {"年代", 0, 9999}, {"时许", 0, 24}, {"点钟", 0, 24},
        {"点半", 0, 24}, {"点整", 0, 24},   {"时整", 0, 24},
    };
    if (n->range && n->digits == 0)
        return 0;
    if (quantity_is(s, n->end, "号文"))
        return 0;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (quantity_is(s, n->end, parts[i].text) &&
            between(n, parts[i].low, parts[i].high))
            return n->end + strlen(parts[i].text);
    size_t unit = n->end + strlen("时");
    if (n->digits > 0 && between(n, 0, 24) &&
        (quantity_is(s, n->end, "时") || quantity_is(s, n->end, "点"))) {
        size_t minutes = digits_at(s, unit, 1, 2);
        if (minutes != unit && quantity_is(s, minutes, "分"))
            return minutes + strlen("分");
        if (is_part_of_day(str_head(s, n->at)))
            return quantity_is(s, unit, "半") ? unit + strlen("半") : unit;
    }
    return 0;
}

static bool is_measured(struct str s, size_t at)
{
    at = quantity_skip_spaces(s, at);
    return quantity_measure(s, at) > 0 || quantity_is(s, at, "余") ||
           quantity_is(s, at, "多") || quantity_is(s, at, "%");
}

static size_t date_zh(struct reader *r, const struct number *last)
{
    struct str s = r->text;
    size_t end = 0;
    size_t year = quantity_skip_spaces(s, last->end);
    if (quantity_is_year(last) && quantity_is(s, year, "年"))
        end = chain_zh(r, year + strlen("年"));
    else if (quantity_is_year(last) && quantity_is(s, year, "学年"))
        end = year + strlen("学年");
    else if (quantity_is_year(last) && (quantity_is(s, last->end, "级") ||
                                        quantity_is(s, last->end, "届")))
        end = last->end + strlen("级");
    else if (quantity_is_year(last) && !is_measured(s, last->end))
        end = last->end;
    else if ((end = part_zh(s, last)) != 0)
        end = chain_zh(r, end);
    return end;
}

/* 6月1日至4日, 2016年至2020年: the other end of a span. */
static size_t span_zh(struct reader *r, size_t at)
{
    struct str s = r->text;
    struct number n;
    size_t start = connector(s, at);
    if (start == at || quantity_number(r, start, &n) != READ_NUMBER)
        return at;
    size_t end = date_zh(r, &n);
    if (end == 0 || end == n.end)
        return at;
    return end;
}

static bool has_suffix(struct str s, size_t at, const char *words, size_t *end)
{
    struct str word = quantity_word(s, at);
    *end = at + word.len;
    return quantity_word_in(word, words) >= 0;
}

static size_t year_behind(struct str s, size_t at)
{
    size_t start = at;
    if (start < s.len && s.at[start] == ',')
        start++;
    start = quantity_skip_spaces(s, start);
    size_t end = digits_at(s, start, 4, 4);
    return end != start ? clock_at(s, end) : clock_at(s, at);
}

static bool is_plural_noun(struct str word)
{
    return quantity_word_in(word, "people children staff") >= 0 ||
           (word.len > 3 && word.at[0] >= 'a' && word.at[word.len - 1] == 's' &&
            quantity_word_in(word, "was has his its this as says shows gives "
                                   "lists puts states sees brings marks "
                                   "includes covers sets names remains stands "
                                   "comes goes does sets runs opens begins "
                                   "starts ends follows takes makes is "
                                   "thus plus across towards") < 0);
}

/* A bare 2021 is a year unless it counts something: "2035 pupils". */
static size_t year_en(struct reader *r, const struct number *n,
                      const struct number *last)
{
    struct str s = r->text;
    size_t next, decade;
    if (has_suffix(s, last->end, "s", &decade) && last->digits > 0)
        return decade;
    if (!quantity_is_year(last))
        return 0;
    uint32_t c = quantity_char(s, last->end, &next);
    size_t behind = quantity_skip_spaces(s, last->end);
    struct str noun = quantity_word(s, behind);
    struct str before = quantity_word_before(r, n->at);
    if (c == '%' || c == '+' ||
        quantity_word_in(noun, "per percent percentage") >= 0 ||
        quantity_is_yuan(s, behind) ||
        quantity_word_in(before, "cny rmb") >= 0)
        return 0;
    bool dated =
        quantity_word_in(before,
                         "the its their our in since from by of until till to "
                         "during before after "
                         "between and early late mid end year spring summer "
                         "autumn winter fall than") >= 0;
    return dated || !is_plural_noun(noun) ? last->end : 0;
}

/* "7, 8 and 9 June": behind the first day, the end of all of it, or 0. */
static size_t days_en(struct str s, size_t at)
{
    enum { DAYS_MAX = 8 };
    for (int i = 0; i < DAYS_MAX; i++) {
        size_t next = at;
        if (quantity_is(s, at, ", "))
            next = at + strlen(", ");
        if (quantity_is(s, next, "and ") || quantity_is(s, next, " and "))
            next = quantity_skip_spaces(s, next) + strlen("and ");
        size_t end = digits_at(s, next, 1, 2);
        if (next == at || end == next)
            return 0;
        size_t word = quantity_skip_spaces(s, end);
        struct str month = quantity_word(s, word);
        if (quantity_is_month_name(month))
            return year_behind(s, word + month.len);
        at = end;
    }
    return 0;
}

/* Behind a.m. or p.m., or `at`. */
static size_t half_day(struct str s, size_t at)
{
    size_t word = quantity_skip_spaces(s, at), after;
    if (quantity_is(s, word, "a.m.") || quantity_is(s, word, "p.m."))
        return word + strlen("a.m.");
    return has_suffix(s, word, "am pm", &after) ? after : at;
}

/* "8 to 11.30 a.m.": behind the first hour, the end of all of it, or 0. */
static size_t hours_en(struct str s, size_t at)
{
    size_t next = at, hours, minutes, sign;
    if (quantity_is(s, at, " to ") || quantity_is(s, at, "–"))
        next = at + (s.at[at] == ' ' ? strlen(" to ") : strlen("–"));
    hours = digits_at(s, next, 1, 2);
    if (next == at || hours == next)
        return 0;
    uint32_t c = quantity_char(s, hours, &sign);
    minutes = c == '.' || c == ':' ? digits_at(s, sign, 2, 2) : hours;
    size_t end = half_day(s, minutes);
    return end != minutes ? end : 0;
}

static size_t date_en(struct reader *r, const struct number *n,
                      const struct number *last)
{
    struct str s = r->text;
    size_t end = last->end, after;
    size_t noon = half_day(s, end);
    if (noon != end)
        return noon;
    bool day = last->digits > 0 && between(last, 1, 31);
    size_t hours = day ? hours_en(s, end) : 0;
    if (hours > 0)
        return hours;
    if (has_suffix(s, end, "st nd rd th", &after))
        end = after;
    struct str month = quantity_word(s, quantity_skip_spaces(s, end));
    size_t days = day ? days_en(s, end) : 0;
    if (days > 0)
        return days;
    if (day && quantity_is_month_name(month))
        return year_behind(s, quantity_skip_spaces(s, end) + month.len);
    if (quantity_is_month_name(quantity_word_before(r, n->at))) {
        if (day)
            return year_behind(s, end);
        if (quantity_is_year(last))
            return clock_at(s, end);
    }
    return year_en(r, n, last);
}

size_t quantity_date(struct reader *r, const struct number *n,
                     const struct number *last)
{
    size_t end = clock_of(r->text, n);
    if (end == 0)
        end = numeric_date(r->text, n);
    if (end != 0)
        return end;
    if (r->numerals == NUMERALS_ZH || quantity_is(r->text, last->end, "年") ||
        quantity_is(r->text, last->end, "月")) {
        end = date_zh(r, last);
        return end != 0 ? span_zh(r, end) : 0;
    }
    return date_en(r, n, last);
}
