/* SPDX-License-Identifier: MIT */
#include "model/quantity.h"

struct mark {
    const char *text;
    enum qualifier qualifier;
    const char *not_after; /* characters that make another word of it */
};

static const struct mark zh_before[] = {
    {"不超过", QUALIFIER_AT_MOST, ""},
    {"不得超过", QUALIFIER_AT_MOST, ""},
    {"不能超过", QUALIFIER_AT_MOST, ""},
    {"不应超过", QUALIFIER_AT_MOST, ""},
    {"不得多于", QUALIFIER_AT_MOST, ""},
    {"不得高于", QUALIFIER_AT_MOST, ""},
    {"不能高于", QUALIFIER_AT_MOST, ""},
    {"不应高于", QUALIFIER_AT_MOST, ""},
    {"不得少于", QUALIFIER_AT_LEAST, ""},
    {"不得低于", QUALIFIER_AT_LEAST, ""},
    {"不应少于", QUALIFIER_AT_LEAST, ""},
    {"不多于", QUALIFIER_AT_MOST, ""},
    {"不高于", QUALIFIER_AT_MOST, ""},
    {"最多", QUALIFIER_AT_MOST, ""},
    {"至多", QUALIFIER_AT_MOST, ""},
    {"不少于", QUALIFIER_AT_LEAST, ""},
    {"不低于", QUALIFIER_AT_LEAST, ""},
    {"至少", QUALIFIER_AT_LEAST, ""},
    {"最少", QUALIFIER_AT_LEAST, ""},
    {"不足", QUALIFIER_UNDER, ""},
    {"不到", QUALIFIER_UNDER, ""},
    {"不满", QUALIFIER_UNDER, ""},
    {"低于", QUALIFIER_UNDER, ""},
    {"少于", QUALIFIER_UNDER, ""},
    {"超过了", QUALIFIER_OVER, ""},
    {"超过", QUALIFIER_OVER, ""},
    {"多于", QUALIFIER_OVER, ""},
    {"高于", QUALIFIER_OVER, ""},
    {"突破", QUALIFIER_OVER, ""},
    {"逾", QUALIFIER_OVER, ""},
    {"超", QUALIFIER_OVER, "赶反高"},
    {"将近", QUALIFIER_NEARLY, ""},
    {"接近", QUALIFIER_NEARLY, ""},
    {"近", QUALIFIER_NEARLY, "最附邻远"},
    {"大约", QUALIFIER_ABOUT, ""},
    {"大概", QUALIFIER_ABOUT, ""},
    {"约", QUALIFIER_ABOUT, "节签条集公预契合制违简"},
};

static bool follows(const struct reader *r, size_t at, const char *chars)
{
    size_t start;
    uint32_t c = quantity_before(r->text, r->done, at, &start);
    struct str text = {r->text.at + start, at - start};
    return c >= 0x80 && str_find(str_of(chars), text) != SIZE_MAX;
}

enum qualifier quantity_zh_before(const struct reader *r, size_t *at)
{
    struct str before = str_head(r->text, *at);
    while (before.len > r->done && before.at[before.len - 1] == ' ')
        before.len--;
    for (size_t i = 0; i < sizeof zh_before / sizeof zh_before[0]; i++) {
        struct mark m = zh_before[i];
        size_t len = strlen(m.text);
        if (!str_ends(before, str_of(m.text)) || before.len - len < r->done ||
            follows(r, before.len - len, m.not_after))
            continue;
        *at = before.len - len;
        return m.qualifier;
    }
    return QUALIFIER_EXACT;
}

enum qualifier quantity_zh_after(struct str s, size_t *at)
{
    static const struct mark marks[] = {
        {"左右", QUALIFIER_ABOUT, ""},    {"上下", QUALIFIER_ABOUT, ""},
        {"以上", QUALIFIER_AT_LEAST, ""}, {"及以上", QUALIFIER_AT_LEAST, ""},
        {"以内", QUALIFIER_AT_MOST, ""},  {"之内", QUALIFIER_AT_MOST, ""},
        {"以下", QUALIFIER_UNDER, ""},
    };
    size_t from = quantity_skip_spaces(s, *at);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (quantity_is(s, from, marks[i].text)) {
            *at = from + strlen(marks[i].text);
            return marks[i].qualifier;
        }
    return QUALIFIER_EXACT;
}

struct en_mark {
    const char *text;
    enum qualifier qualifier;
};

static const struct en_mark en_before[] = {
    {"no more than", QUALIFIER_AT_MOST},
    {"not more than", QUALIFIER_AT_MOST},
    {"no fewer than", QUALIFIER_AT_LEAST},
    {"not fewer than", QUALIFIER_AT_LEAST},
    {"no less than", QUALIFIER_AT_LEAST},
    {"not less than", QUALIFIER_AT_LEAST},
    {"at least", QUALIFIER_AT_LEAST},
    {"a minimum of", QUALIFIER_AT_LEAST},
    {"at most", QUALIFIER_AT_MOST},
    {"a maximum of", QUALIFIER_AT_MOST},
    {"up to", QUALIFIER_AT_MOST},
    {"more than", QUALIFIER_OVER},
    {"greater than", QUALIFIER_OVER},
    {"higher than", QUALIFIER_OVER},
    {"in excess of", QUALIFIER_OVER},
    {"upwards of", QUALIFIER_OVER},
    {"over", QUALIFIER_OVER},
    {"above", QUALIFIER_OVER},
    {"exceeding", QUALIFIER_OVER},
    {"exceeds", QUALIFIER_OVER},
    {"exceeded", QUALIFIER_OVER},
    {"nearly", QUALIFIER_NEARLY},
    {"almost", QUALIFIER_NEARLY},
    {"close to", QUALIFIER_NEARLY},
    {"approaching", QUALIFIER_NEARLY},
    {"less than", QUALIFIER_UNDER},
    {"fewer than", QUALIFIER_UNDER},
    {"lower than", QUALIFIER_UNDER},
    {"under", QUALIFIER_UNDER},
    {"below", QUALIFIER_UNDER},
    {"about", QUALIFIER_ABOUT},
    {"around", QUALIFIER_ABOUT},
    {"approximately", QUALIFIER_ABOUT},
    {"roughly", QUALIFIER_ABOUT},
    {"some", QUALIFIER_ABOUT},
    {"circa", QUALIFIER_ABOUT},
    {"c.", QUALIFIER_ABOUT},
    {"an estimated", QUALIFIER_ABOUT},
    {"~", QUALIFIER_ABOUT},
    {"≈", QUALIFIER_ABOUT},
    {"≥", QUALIFIER_AT_LEAST},
    {"≤", QUALIFIER_AT_MOST},
    {">", QUALIFIER_OVER},
    {"<", QUALIFIER_UNDER},
};

/* `text` ends with the mark, words apart by one white space of any kind. */
static bool ends_with(struct str text, const char *mark, size_t *start)
{
    size_t len = strlen(mark);
    if (text.len < len)
        return false;
    size_t from = text.len - len;
    for (size_t i = 0; i < len; i++) {
        char c = text.at[from + i];
        if (c == '\n')
            c = ' ';
        if (quantity_is_letter((unsigned char)c))
            c = (char)(c | 0x20);
        if (c != mark[i])
            return false;
    }
    if (from > 0 && quantity_is_letter((unsigned char)mark[0]) &&
        quantity_is_letter((unsigned char)text.at[from - 1]))
        return false;
    *start = from;
    return true;
}

enum qualifier quantity_en_before(const struct reader *r, size_t *at)
{
    struct str before = {r->text.at + r->done, *at - r->done};
    while (before.len > 0 && (before.at[before.len - 1] == ' ' ||
                              before.at[before.len - 1] == '\n'))
        before.len--;
    for (size_t i = 0; i < sizeof en_before / sizeof en_before[0]; i++) {
        size_t start;
        if (ends_with(before, en_before[i].text, &start)) {
            *at = r->done + start;
            return en_before[i].qualifier;
        }
    }
    return QUALIFIER_EXACT;
}

enum qualifier quantity_en_after(struct str s, size_t *at)
{
    static const struct en_mark marks[] = {
        {"or more", QUALIFIER_AT_LEAST},   {"or above", QUALIFIER_AT_LEAST},
        {"or over", QUALIFIER_AT_LEAST},   {"and above", QUALIFIER_AT_LEAST},
        {"or older", QUALIFIER_AT_LEAST},  {"or higher", QUALIFIER_AT_LEAST},
        {"or longer", QUALIFIER_AT_LEAST}, {"and more", QUALIFIER_AT_LEAST},
        {"or fewer", QUALIFIER_AT_MOST},   {"or less", QUALIFIER_AT_MOST},
        {"or below", QUALIFIER_AT_MOST},   {"or under", QUALIFIER_AT_MOST},
        {"or so", QUALIFIER_ABOUT},        {"odd", QUALIFIER_OVER},
    };
    size_t from = quantity_skip_spaces(s, *at);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t end = from + strlen(marks[i].text);
        if (quantity_is(s, from, marks[i].text) &&
            (end >= s.len || !quantity_is_letter((unsigned char)s.at[end]))) {
            if (quantity_is(s, end, " than"))
                break; /* belongs to the next number */
            *at = end;
            return marks[i].qualifier;
        }
    }
    return QUALIFIER_EXACT;
}
