/* SPDX-License-Identifier: MIT */
#include "model/quantity.h"

struct mark {
    struct str text;
    enum qualifier qualifier;
    const char *not_after; /* characters that make another word of it */
};

static const struct mark zh_before[] = {
    {STR_INIT("不超过"), QUALIFIER_AT_MOST, ""},
    {STR_INIT("不得超过"), QUALIFIER_AT_MOST, ""},
    {STR_INIT("不能超过"), QUALIFIER_AT_MOST, ""},
    {STR_INIT("不应超过"), QUALIFIER_AT_MOST, ""},
    {STR_INIT("不得多于"), QUALIFIER_AT_MOST, ""},
    {STR_INIT("不得高于"), QUALIFIER_AT_MOST, ""},
    {STR_INIT("不能高于"), QUALIFIER_AT_MOST, ""},
    {STR_INIT("不应高于"), QUALIFIER_AT_MOST, ""},
    {STR_INIT("不得少于"), QUALIFIER_AT_LEAST, ""},
    {STR_INIT("不得低于"), QUALIFIER_AT_LEAST, ""},
    {STR_INIT("不应少于"), QUALIFIER_AT_LEAST, ""},
    {STR_INIT("不多于"), QUALIFIER_AT_MOST, ""},
    {STR_INIT("不高于"), QUALIFIER_AT_MOST, ""},
    {STR_INIT("最多"), QUALIFIER_AT_MOST, ""},
    {STR_INIT("至多"), QUALIFIER_AT_MOST, ""},
    {STR_INIT("不少于"), QUALIFIER_AT_LEAST, ""},
    {STR_INIT("不低于"), QUALIFIER_AT_LEAST, ""},
    {STR_INIT("至少"), QUALIFIER_AT_LEAST, ""},
    {STR_INIT("最少"), QUALIFIER_AT_LEAST, ""},
    {STR_INIT("不足"), QUALIFIER_UNDER, ""},
    {STR_INIT("不到"), QUALIFIER_UNDER, ""},
    {STR_INIT("不满"), QUALIFIER_UNDER, ""},
    {STR_INIT("低于"), QUALIFIER_UNDER, ""},
    {STR_INIT("少于"), QUALIFIER_UNDER, ""},
    {STR_INIT("超过了"), QUALIFIER_OVER, ""},
    {STR_INIT("超过"), QUALIFIER_OVER, ""},
    {STR_INIT("多于"), QUALIFIER_OVER, ""},
    {STR_INIT("高于"), QUALIFIER_OVER, ""},
    {STR_INIT("突破"), QUALIFIER_OVER, ""},
    {STR_INIT("逾"), QUALIFIER_OVER, ""},
    {STR_INIT("超"), QUALIFIER_OVER, "赶反高"},
    {STR_INIT("将近"), QUALIFIER_NEARLY, ""},
    {STR_INIT("接近"), QUALIFIER_NEARLY, ""},
    {STR_INIT("近"), QUALIFIER_NEARLY, "最附邻远"},
    {STR_INIT("大约"), QUALIFIER_ABOUT, ""},
    {STR_INIT("大概"), QUALIFIER_ABOUT, ""},
    {STR_INIT("约"), QUALIFIER_ABOUT, "节签条集公预契合制违简"},
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
        const struct mark *m = &zh_before[i];
        size_t start = before.len - m->text.len;
        if (!str_ends(before, m->text) || start < r->done ||
            follows(r, start, m->not_after))
            continue;
        *at = start;
        return m->qualifier;
    }
    return QUALIFIER_EXACT;
}

enum qualifier quantity_zh_after(struct str s, size_t *at)
{
    static const struct mark marks[] = {
        {STR_INIT("左右"), QUALIFIER_ABOUT, ""},
        {STR_INIT("上下"), QUALIFIER_ABOUT, ""},
        {STR_INIT("以上"), QUALIFIER_AT_LEAST, ""},
        {STR_INIT("及以上"), QUALIFIER_AT_LEAST, ""},
        {STR_INIT("以内"), QUALIFIER_AT_MOST, ""},
        {STR_INIT("之内"), QUALIFIER_AT_MOST, ""},
        {STR_INIT("以下"), QUALIFIER_UNDER, ""},
    };
    size_t from = quantity_skip_spaces(s, *at);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (str_starts(str_from(s, from), marks[i].text)) {
            *at = from + marks[i].text.len;
            return marks[i].qualifier;
        }
    return QUALIFIER_EXACT;
}

struct en_mark {
    struct str text;
    enum qualifier qualifier;
};

static const struct en_mark en_before[] = {
    {STR_INIT("no more than"), QUALIFIER_AT_MOST},
    {STR_INIT("not more than"), QUALIFIER_AT_MOST},
    {STR_INIT("no fewer than"), QUALIFIER_AT_LEAST},
    {STR_INIT("not fewer than"), QUALIFIER_AT_LEAST},
    {STR_INIT("no less than"), QUALIFIER_AT_LEAST},
    {STR_INIT("not less than"), QUALIFIER_AT_LEAST},
    {STR_INIT("at least"), QUALIFIER_AT_LEAST},
    {STR_INIT("a minimum of"), QUALIFIER_AT_LEAST},
    {STR_INIT("at most"), QUALIFIER_AT_MOST},
    {STR_INIT("a maximum of"), QUALIFIER_AT_MOST},
    {STR_INIT("up to"), QUALIFIER_AT_MOST},
    {STR_INIT("more than"), QUALIFIER_OVER},
    {STR_INIT("greater than"), QUALIFIER_OVER},
    {STR_INIT("higher than"), QUALIFIER_OVER},
    {STR_INIT("in excess of"), QUALIFIER_OVER},
    {STR_INIT("upwards of"), QUALIFIER_OVER},
    {STR_INIT("over"), QUALIFIER_OVER},
    {STR_INIT("above"), QUALIFIER_OVER},
    {STR_INIT("exceeding"), QUALIFIER_OVER},
    {STR_INIT("exceeds"), QUALIFIER_OVER},
    {STR_INIT("exceeded"), QUALIFIER_OVER},
    {STR_INIT("nearly"), QUALIFIER_NEARLY},
    {STR_INIT("almost"), QUALIFIER_NEARLY},
    {STR_INIT("close to"), QUALIFIER_NEARLY},
    {STR_INIT("approaching"), QUALIFIER_NEARLY},
    {STR_INIT("less than"), QUALIFIER_UNDER},
    {STR_INIT("fewer than"), QUALIFIER_UNDER},
    {STR_INIT("lower than"), QUALIFIER_UNDER},
    {STR_INIT("under"), QUALIFIER_UNDER},
    {STR_INIT("below"), QUALIFIER_UNDER},
    {STR_INIT("about"), QUALIFIER_ABOUT},
    {STR_INIT("around"), QUALIFIER_ABOUT},
    {STR_INIT("approximately"), QUALIFIER_ABOUT},
    {STR_INIT("roughly"), QUALIFIER_ABOUT},
    {STR_INIT("some"), QUALIFIER_ABOUT},
    {STR_INIT("circa"), QUALIFIER_ABOUT},
    {STR_INIT("c."), QUALIFIER_ABOUT},
    {STR_INIT("an estimated"), QUALIFIER_ABOUT},
    {STR_INIT("~"), QUALIFIER_ABOUT},
    {STR_INIT("≈"), QUALIFIER_ABOUT},
    {STR_INIT("≥"), QUALIFIER_AT_LEAST},
    {STR_INIT("≤"), QUALIFIER_AT_MOST},
    {STR_INIT(">"), QUALIFIER_OVER},
    {STR_INIT("<"), QUALIFIER_UNDER},
};

/* `text` ends with the mark, words apart by one white space of any kind. */
static bool ends_with(struct str text, struct str mark, size_t *start)
{
    if (text.len < mark.len)
        return false;
    size_t from = text.len - mark.len;
    for (size_t i = mark.len; i-- > 0;) {
        char c = text.at[from + i];
        if (c == '\n')
            c = ' ';
        if (quantity_is_letter((unsigned char)c))
            c = (char)(c | 0x20);
        if (c != mark.at[i])
            return false;
    }
    if (from > 0 && quantity_is_letter((unsigned char)mark.at[0]) &&
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
        {STR_INIT("or more"), QUALIFIER_AT_LEAST},
        {STR_INIT("or above"), QUALIFIER_AT_LEAST},
        {STR_INIT("or over"), QUALIFIER_AT_LEAST},
        {STR_INIT("and above"), QUALIFIER_AT_LEAST},
        {STR_INIT("or older"), QUALIFIER_AT_LEAST},
        {STR_INIT("or higher"), QUALIFIER_AT_LEAST},
        {STR_INIT("or longer"), QUALIFIER_AT_LEAST},
        {STR_INIT("and more"), QUALIFIER_AT_LEAST},
        {STR_INIT("or fewer"), QUALIFIER_AT_MOST},
        {STR_INIT("or less"), QUALIFIER_AT_MOST},
        {STR_INIT("or below"), QUALIFIER_AT_MOST},
        {STR_INIT("or under"), QUALIFIER_AT_MOST},
        {STR_INIT("or so"), QUALIFIER_ABOUT},
        {STR_INIT("odd"), QUALIFIER_OVER},
    };
    size_t from = quantity_skip_spaces(s, *at);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t end = from + marks[i].text.len;
        if (str_starts(str_from(s, from), marks[i].text) &&
            (end >= s.len || !quantity_is_letter((unsigned char)s.at[end]))) {
            if (quantity_is(s, end, " than"))
                break; /* belongs to the next number */
            *at = end;
            return marks[i].qualifier;
        }
    }
    return QUALIFIER_EXACT;
}
