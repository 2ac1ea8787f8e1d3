/* SPDX-License-Identifier: MIT */
#include "model/quantity.h"

/* Kinds of unit words that exclude each other. */
enum group {
    GROUP_NONE, /* nothing named, or 个, or a word that is not known */
    GROUP_OTHER,
    GROUP_PERSONS,
    GROUP_PERSON_TIMES,
    GROUP_YUAN,
    GROUP_FOREIGN,
    GROUP_YEARS,
    GROUP_MONTHS,
    GROUP_WEEKS,
    GROUP_DAYS,
    GROUP_HOURS,
    GROUP_PERCENT,
    GROUP_POINTS,
    GROUP_TIMES
};

struct group_word {
    const char *text;
    enum group group;
};

static const struct group_word zh_groups[] = {
    {"人次", GROUP_PERSON_TIMES},
    {"人(次)", GROUP_PERSON_TIMES},
    {"人（次）", GROUP_PERSON_TIMES},
    {"人", GROUP_PERSONS},
    {"名", GROUP_PERSONS},
    {"位", GROUP_PERSONS},
    {"元", GROUP_YUAN},
    {"美元", GROUP_FOREIGN},
    {"欧元", GROUP_FOREIGN},
    {"港元", GROUP_FOREIGN},
    {"日元", GROUP_FOREIGN},
    {"年", GROUP_YEARS},
    {"学年", GROUP_YEARS},
    {"个学年", GROUP_YEARS},
    {"个月", GROUP_MONTHS},
    {"周", GROUP_WEEKS},
    {"天", GROUP_DAYS},
    {"日", GROUP_DAYS},
    {"小时", GROUP_HOURS},
    {"个小时", GROUP_HOURS},
    {"个百分点", GROUP_POINTS},
    {"百分点", GROUP_POINTS},
    {"倍", GROUP_TIMES},
    {"个", GROUP_NONE},
    {"%", GROUP_PERCENT},
};

static const struct group_word en_groups[] = {
    {"person-time person-times attendance attendances", GROUP_PERSON_TIMES},
    {"person persons people pupils students teachers children experts",
     GROUP_PERSONS},
    {"yuan rmb cny renminbi", GROUP_YUAN},
    {"dollar dollars euro euros pounds", GROUP_FOREIGN},
    {"year years", GROUP_YEARS},
    {"month months", GROUP_MONTHS},
    {"week weeks", GROUP_WEEKS},
    {"day days", GROUP_DAYS},
    {"hour hours", GROUP_HOURS},
    {"percent", GROUP_PERCENT},
};

static bool is_ascii(struct str s)
{
    return s.len > 0 && (unsigned char)s.at[0] < 0x80;
}

/* The first word with its hyphens, or the measure word. */
struct str quantity_unit_token(struct str unit)
{
    if (!is_ascii(unit) || unit.at[0] == '%') {
        size_t measure = quantity_measure(unit, 0);
        return str_head(unit, measure > 0                         ? measure
                              : unit.len > 0 && unit.at[0] == '%' ? 1
                                                                  : 0);
    }
    struct str head, tail;
    str_cut(unit, ' ', &head, &tail);
    return head;
}

static bool same_word(struct str a, struct str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if ((a.at[i] | 0x20) != (b.at[i] | 0x20))
            return false;
    return a.len > 0;
}

static enum group group_of_word(struct str token)
{
    if (token.len == 0)
        return GROUP_NONE;
    for (size_t i = 0; i < sizeof zh_groups / sizeof zh_groups[0]; i++)
        if (str_is(token, zh_groups[i].text))
            return zh_groups[i].group;
    for (size_t i = 0; i < sizeof en_groups / sizeof en_groups[0]; i++)
        if (quantity_word_in(token, en_groups[i].text) >= 0)
            return en_groups[i].group;
    return is_ascii(token) ? GROUP_NONE : GROUP_OTHER;
}

static enum group group_of_quantity(const struct quantity *q)
{
    switch ((enum quantity_kind)q->kind) {
    case QUANTITY_PERCENT: return GROUP_PERCENT;
    case QUANTITY_POINTS: return GROUP_POINTS;
    case QUANTITY_TIMES: return GROUP_TIMES;
    case QUANTITY_MONEY: {
        bool yuan = str_ends(q->unit, STR("¥")) ||
                    str_ends(q->unit, STR("￥")) || str_is(q->unit, "人民币") ||
                    str_is(q->unit, "块钱") ||
                    group_of_word(q->unit) == GROUP_YUAN;
        return yuan ? GROUP_YUAN : GROUP_FOREIGN;
    }
    case QUANTITY_PLAIN:
    case QUANTITY_DATE:
    case QUANTITY_ORDINAL: break;
    }
    return group_of_word(quantity_unit_token(q->unit));
}

/* A unit pattern without {n}: what stands behind it, else before. */
static struct str word_of_pattern(struct str pattern)
{
    size_t at = str_find(pattern, STR("{n}"));
    if (at == SIZE_MAX)
        return str_trim(pattern);
    struct str behind = str_trim(str_from(pattern, at + 3));
    return behind.len > 0 ? behind : str_trim(str_head(pattern, at));
}

static enum group group_of_unit(const struct unit *u)
{
    if (u->kind == UNIT_PERCENT)
        return GROUP_PERCENT;
    if (u->kind == UNIT_POINTS)
        return GROUP_POINTS;
    struct str word = word_of_pattern(u->zh.len > 0 ? u->zh : u->en_other);
    enum group group = group_of_word(quantity_unit_token(word));
    if (u->kind == UNIT_MONEY && group == GROUP_NONE)
        return GROUP_YUAN;
    return group == GROUP_NONE ? GROUP_OTHER : group;
}

/* The text names the unit with one of its own words. */
static bool names_word(struct str text, struct str pattern)
{
    struct str word = word_of_pattern(pattern);
    if (word.len == 0)
        return false;
    if (!is_ascii(word)) {
        struct str token = quantity_unit_token(text);
        return str_starts(text, word) && word.len >= token.len;
    }
    return text.len >= word.len && same_word(str_head(text, word.len), word) &&
           (text.len == word.len ||
            !quantity_is_letter((unsigned char)text.at[word.len]));
}

static bool names_unit(struct str text, const struct unit *u)
{
    if (names_word(text, u->zh) || names_word(text, u->en_one) ||
        names_word(text, u->en_other))
        return true;
    const struct str lists[] = {u->zh_alt, u->en_alt};
    for (size_t i = 0; i < 2; i++) {
        struct str word, rest = lists[i];
        while (rest.len > 0) {
            str_cut(rest, '|', &word, &rest);
            if (names_word(text, word))
                return true;
        }
    }
    return false;
}

bool quantity_same_unit(const struct unit *u, const struct quantity *q)
{
    if (u == NULL || names_unit(q->unit, u))
        return true;
    enum group said = group_of_quantity(q);
    return said == GROUP_NONE || said == group_of_unit(u);
}
