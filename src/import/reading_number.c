/* SPDX-License-Identifier: MIT */
#include "base/unicode.h"
#include "import/reading.h"
#include "model/data_mend.h"

enum { NUMBER_MAX = 96, TAIL_MIN = 6 };

/* As keys: see reading_key. A lone 无 or 0 may mean "none", so it is not here.
 */
static const char *const signs[] = {
    "-",      "--",   "---",    "—",    "——",   "–",    "―",    "…",    "……",
    "...",    "....", "......", "/",    "\\",   "n/a",  "na",   "n.a.", "n.d.",
    "无数据", "缺",   "缺失",   "暂无", "暂缺", "不详", "null", "none", "nil"};

static bool is_missing(struct str s)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_is(s, signs[i]))
            return true;
    return false;
}

static enum number_kind doubt(struct arena *a, enum speech speech,
                              struct reading_number *out, struct str text,
                              const char *says)
{
    out->why = speech_say(a, speech, "'" STR_FMT "' %s", STR_ARG(text), says);
    return NUMBER_DOUBT;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool has_scale(struct str s)
{
    return str_ends(s, STR("万")) || str_ends(s, STR("亿"));
}

/* 54.019999999999996 and 0.30000000000000004 were other numbers before a
 * program counted them in twos. */
static bool is_binary_remainder(struct str s)
{
    size_t point = str_find_byte(s, '.'), run = 0;
    for (size_t i = point == SIZE_MAX ? s.len : point + 1; i < s.len; i++) {
        bool nine = s.at[i] == '9', end = nine || s.at[i] == '0';
        run = !end ? 0 : s.at[i] == s.at[i - 1] ? run + 1 : 1;
        bool over = i + 1 < s.len && s.at[i + 1] != s.at[i];
        if (run >= TAIL_MIN && (nine || over))
            return true;
    }
    return false;
}

/* 007 is a code or a number that lost its point. */
static bool is_zero_led(struct str s)
{
    struct str n = str_from(s, str_starts(s, STR("-")) ? 1 : 0);
    return n.len > 1 && n.at[0] == '0' && is_digit(n.at[1]);
}

static enum number_kind settle(struct arena *a, enum speech speech, struct str text,
                               struct str value, struct reading_number *out)
{
    struct figure f;
    if (is_binary_remainder(value))
        return doubt(a, speech, out, text,
                     "has digits of binary arithmetic; round it as the source "
                     "does");
    if (is_zero_led(value))
        return doubt(a, speech, out, text, "begins with 0 like a code");
    if (!figure_parse_value(value, &f))
        return NUMBER_NO;
    out->value = arena_copy(a, value);
    out->scaled = has_scale(value);
    return NUMBER_VALUE;
}

/* 1 924 600: groups of three digits between single spaces. */
static bool without_spaces(struct arena *a, struct str s, struct str *out)
{
    char *at = arena_alloc(a, s.len + 1, 1);
    size_t n = 0, group = 0;
    bool any = false;
    for (size_t i = 0; i <= s.len; i++) {
        bool end = i == s.len || s.at[i] == ' ' || s.at[i] == '.';
        if (!end) {
            group++;
        } else {
            if (any ? group != 3 : (group < 1 || group > 3))
                return false;
            group = 0;
            any = any || (i < s.len && s.at[i] == ' ');
        }
        if (i < s.len && s.at[i] == '.') {
            memcpy(at + n, s.at + i, s.len - i);
            n += s.len - i;
            break;
        }
        if (i < s.len && s.at[i] != ' ')
            at[n++] = s.at[i];
    }
    *out = (struct str){at, n};
    return any;
}

/* ---- words around the number ---- */

static const struct {
    const char *sign;
    uint8_t qualifier;
} comparisons[] = {{">=", QUALIFIER_AT_LEAST}, {"≥", QUALIFIER_AT_LEAST},
                   {"≧", QUALIFIER_AT_LEAST},  {"<=", QUALIFIER_AT_MOST},
                   {"≤", QUALIFIER_AT_MOST},   {"≦", QUALIFIER_AT_MOST},
                   {">", QUALIFIER_OVER},      {"<", QUALIFIER_UNDER},
                   {"≈", QUALIFIER_ABOUT}};

static enum number_kind plain(struct arena *a, enum speech speech, struct str text, struct str s,
                              bool decimal_comma, struct reading_number *out);

static enum number_kind compared(struct arena *a, enum speech speech, struct str text, struct str s,
                                 bool decimal_comma, struct reading_number *out)
{
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++) {
        struct str sign = str_of(comparisons[i].sign);
        if (!str_starts(s, sign))
            continue;
        out->qualifier = comparisons[i].qualifier;
        out->worded = out->compared = true;
        return plain(a, speech, text, str_trim(str_from(s, sign.len)), decimal_comma,
                     out);
    }
    return NUMBER_NO;
}

/* The digits as written where they are ours, else what they stand for. */
static struct str digits_of(struct arena *a, struct str s,
                            const struct quantity *q)
{
    struct str part = str_head(str_from(s, q->number_at), q->number_len);
    struct str mended;
    struct figure f;
    size_t scale = str_find(part, STR("万"));
    scale = scale != SIZE_MAX ? scale : str_find(part, STR("亿"));
    if (scale != SIZE_MAX) /* 4万多 */
        part = str_head(part, scale + strlen("万"));
    if (mend_number(a, part, false, &mended))
        part = mended;
    if (figure_parse_value(part, &f) && decimal_eq(f.low, q->low) &&
        f.range == q->range && (!q->range || decimal_eq(f.high, q->high)))
        return part;
    struct str low = decimal_text(a, decimal_trim(q->low));
    if (!q->range)
        return low;
    return arena_printf(a, STR_FMT ".." STR_FMT, STR_ARG(low),
                        STR_ARG(decimal_text(a, decimal_trim(q->high))));
}

/* 近50, 50余, 约1.2万人, 4万多, 三成, 3-5: one quantity and nothing else. */
static enum number_kind in_words(struct arena *a, enum speech speech, struct str text, struct str s,
                                 struct reading_number *out)
{
    for (int numerals = NUMERALS_EN; numerals <= NUMERALS_ZH; numerals++) {
        struct quantities all = {0};
        quantities_read(a, s, (enum numerals)numerals, NULL, 0, &all);
        const struct quantity *q = all.at;
        if (all.len != 1 || q->at != 0 || q->len != s.len ||
            q->kind == QUANTITY_DATE || q->kind == QUANTITY_ORDINAL ||
            q->kind == QUANTITY_TIMES)
            continue;
        out->qualifier = q->qualifier;
        out->percent = q->kind == QUANTITY_PERCENT;
        out->worded = true;
        struct str part = str_head(str_from(s, q->number_at), q->number_len);
        enum number_kind kind = settle(a, speech, text, digits_of(a, s, q), out);
        out->scaled = out->scaled || str_find(part, STR("万")) != SIZE_MAX ||
                      str_find(part, STR("亿")) != SIZE_MAX;
        return kind;
    }
    return NUMBER_NO;
}

/* ---- digits ---- */

static bool is_comma_doubtful(struct str s)
{
    size_t comma = str_find_byte(s, ',');
    return comma != SIZE_MAX && str_find_byte(s, '.') == SIZE_MAX &&
           str_find_byte(str_from(s, comma + 1), ',') == SIZE_MAX;
}

static enum number_kind plain(struct arena *a, enum speech speech, struct str text, struct str s,
                              bool decimal_comma, struct reading_number *out)
{
    struct figure f;
    struct str mended;
    if (str_ends(s, STR("%"))) {
        s = str_trim(str_head(s, s.len - 1));
        out->percent = true;
    }
    if (s.len > 1 && s.at[0] == '+' && is_digit(s.at[1]))
        s = str_from(s, 1);
    if (s.len == 0)
        return NUMBER_NO;
    if (figure_parse_value(s, &f) || is_zero_led(s) || is_binary_remainder(s))
        return settle(a, speech, text, s, out);
    if (mend_number(a, s, false, &mended)) {
        if (decimal_comma && is_comma_doubtful(s))
            return doubt(a, speech, out, text,
                         "may have a decimal comma or one of thousands");
        return settle(a, speech, text, mended, out);
    }
    if (without_spaces(a, s, &mended))
        return settle(a, speech, text, mended, out);
    return NUMBER_NO;
}

static enum number_kind read_number(struct arena *a, enum speech speech, struct str text,
                                    struct str s, bool decimal_comma,
                                    struct reading_number *out)
{
    const struct reading_number none = {0};
    enum number_kind kind = plain(a, speech, text, s, decimal_comma, out);
    if (kind != NUMBER_NO)
        return kind;
    *out = none;
    kind = compared(a, speech, text, s, decimal_comma, out);
    if (kind != NUMBER_NO)
        return kind;
    *out = none;
    return in_words(a, speech, text, s, out);
}

enum number_kind reading_number(struct arena *a, enum speech speech, struct str text,
                                bool decimal_comma, struct reading_number *out)
{
    *out = (struct reading_number){0};
    if (is_missing(reading_key(a, text)))
        return NUMBER_MISSING;
    struct str s = reading_narrow(a, text);
    if (mend_is_lossy(s))
        return doubt(a, speech, out, text,
                     "is what a spreadsheet made of a number; "
                     "export it as text");
    enum number_kind kind = NUMBER_NO;
    if (s.len <= NUMBER_MAX)
        kind = read_number(a, speech, text, s, decimal_comma, out);
    if (kind == NUMBER_NO) {
        *out = (struct reading_number){0};
        out->why = speech_say(a, speech, "'" STR_FMT "' is no number",
                              STR_ARG(utf8_head(text, NUMBER_MAX)));
    }
    return kind;
}
