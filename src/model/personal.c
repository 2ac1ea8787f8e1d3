/* SPDX-License-Identifier: MIT */
#include "model/personal.h"

#include "base/unicode.h"

enum { MOBILE = 11, MOBILE_HEAD = 3, COUNTRY = 2, IDENTITY = 18 };

static bool is_digit(struct str s, size_t at)
{
    return at < s.len && s.at[at] >= '0' && s.at[at] <= '9';
}

/* Signs that make digits part of a longer number, name or address. */
static bool joins(struct str s, size_t at)
{
    if (at >= s.len)
        return false;
    char c = s.at[at];
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z') || (c != '\0' && strchr("_/=#&%@\\", c));
}

/* `.5`, `-12`: the sign belongs to the number when a digit is behind it. */
static bool joins_behind(struct str s, size_t at)
{
    if (at < s.len && strchr(".-,", s.at[at]) != NULL && s.at[at] != '\0')
        return s.at[at] != ',' && joins(s, at + 1);
    return joins(s, at);
}

static bool joins_before(struct str s, size_t at)
{
    if (at == 0)
        return false;
    if (strchr(".-+", s.at[at - 1]) != NULL && s.at[at - 1] != '\0')
        return at >= 2 && joins(s, at - 2);
    return joins(s, at - 1);
}

static bool starts_one(struct str s, const char *const *words)
{
    for (; *words != NULL; words++)
        if (str_starts(s, str_of(*words)))
            return true;
    return false;
}

static bool ends_one(struct str s, const char *const *words)
{
    for (; *words != NULL; words++)
        if (str_ends(s, str_of(*words)))
            return true;
    return false;
}

/* 13800138000元, CNY 13800138000 */
static bool is_amount(struct str s, size_t at, size_t end)
{
    static const char *const units[] = {
        "元", "人", "名", "万", "亿", "％", "%", "个", "次", "册", "平方", "吨",
        "yuan", "people", "pupils", "students", NULL};
    static const char *const currencies[] = {"CNY", "RMB", "¥", "￥", "$", "€",
                                             "£", NULL};
    struct str before = str_head(s, at), behind = str_from(s, end);
    while (str_ends(before, STR(" ")))
        before.len--;
    while (str_starts(behind, STR(" ")))
        behind = str_from(behind, 1);
    return starts_one(behind, units) || ends_one(before, currencies);
}

/* The end of 11 digits, written 3-4-4 or in one piece; 0: not so. */
static size_t mobile_end(struct str s, size_t at)
{
    size_t digits = 0, i = at;
    char gap = '\0';
    while (digits < MOBILE) {
        bool may_gap = digits == MOBILE_HEAD || (digits == 7 && gap != '\0');
        if (may_gap && i < s.len && (s.at[i] == ' ' || s.at[i] == '-') &&
            (gap == '\0' || s.at[i] == gap))
            gap = s.at[i++];
        else if (may_gap && gap != '\0')
            return 0;
        if (!is_digit(s, i))
            return 0;
        i++;
        digits++;
    }
    return s.at[at] == '1' && s.at[at + 1] >= '3' ? i : 0;
}

static bool is_mobile(struct str s, size_t at, struct personal *out)
{
    struct str before = str_head(s, at);
    size_t from = at;
    if (str_ends(before, STR("+")) && str_starts(str_from(s, at), STR("86"))) {
        at += 2;
        before = str_head(s, at);
    }
    size_t end = mobile_end(s, at);
    if (end == 0)
        return false;
    while (str_ends(before, STR(" ")) || str_ends(before, STR("-")))
        before.len--;
    if (str_ends(before, STR("+86")))
        from = before.len - 3;
    if (joins_before(s, from) || joins_behind(s, end) ||
        is_amount(s, from, end))
        return false;
    *out = (struct personal){from, end - from, PERSONAL_MOBILE};
    return true;
}

/* GB 11643-1999: eight digits from the seventh on are the date of birth. */
static bool is_birthday(const char *digits)
{
    static const unsigned days[] = {31, 29, 31, 30, 31, 30,
                                    31, 31, 30, 31, 30, 31};
    unsigned n[8];
    for (size_t i = 0; i < 8; i++)
        n[i] = (unsigned)(digits[i] - '0');
    unsigned century = n[0] * 10 + n[1], month = n[4] * 10 + n[5],
             day = n[6] * 10 + n[7];
    return (century == 19 || century == 20) && month >= 1 && month <= 12 &&
           day >= 1 && day <= days[month - 1];
}

/* ISO 7064, MOD 11-2: the weights are powers of 2 modulo 11. */
static bool is_checked(const char *digits)
{
    unsigned sum = 0, weight = 2;
    for (size_t i = IDENTITY - 1; i-- > 0; weight = weight * 2 % 11)
        sum += weight * (unsigned)(digits[i] - '0');
    unsigned check = (12 - sum % 11) % 11;
    char last = digits[IDENTITY - 1];
    return check == 10 ? last == 'X' || last == 'x'
                       : last == (char)('0' + check);
}

static bool is_identity(struct str s, size_t at, struct personal *out)
{
    size_t digits = 0;
    while (digits < IDENTITY && is_digit(s, at + digits))
        digits++;
    bool x = digits == IDENTITY - 1 && at + digits < s.len &&
             (s.at[at + digits] == 'X' || s.at[at + digits] == 'x');
    if (digits + x != IDENTITY || s.at[at] == '0' || joins_before(s, at) ||
        joins_behind(s, at + IDENTITY) || !is_birthday(s.at + at + 6) ||
        !is_checked(s.at + at))
        return false;
    *out = (struct personal){at, IDENTITY, PERSONAL_IDENTITY};
    return true;
}

/* The next digit, or the end: a word of eight bytes without one is passed over
 * at once (bit 7 of 0x46 more is set from '9' + 1 on, of 0x50 more from '0'). */
static size_t next_digit(struct str s, size_t at)
{
    const uint64_t low = UINT64_C(0x7F7F7F7F7F7F7F7F);
    uint64_t eight;
    for (; at + sizeof eight <= s.len; at += sizeof eight) {
        memcpy(&eight, s.at + at, sizeof eight);
        uint64_t ascii = eight & low;
        uint64_t from_0 = ascii + UINT64_C(0x5050505050505050);
        uint64_t behind_9 = ascii + UINT64_C(0x4646464646464646);
        if (from_0 & ~behind_9 & ~eight & ~low)
            break;
    }
    while (at < s.len && !is_digit(s, at))
        at++;
    return at;
}

/* So many digits may be one, or the beginning of one written in pieces; perhaps
 * with 86 before them. Most numbers are out by this. */
static bool may_be_one(struct str s, size_t end, size_t digits)
{
    switch (digits) {
    case MOBILE_HEAD:
    case MOBILE_HEAD + COUNTRY:
        return end < s.len && (s.at[end] == ' ' || s.at[end] == '-');
    case MOBILE:
    case MOBILE + COUNTRY:
    case IDENTITY - 1:
    case IDENTITY: return true;
    default: return false;
    }
}

bool personal_find(struct str s, size_t from, struct personal *out)
{
    for (size_t at = next_digit(s, from), end; at < s.len;
         at = next_digit(s, end)) {
        for (end = at + 1; is_digit(s, end);)
            end++;
        if (may_be_one(s, end, end - at) &&
            (is_identity(s, at, out) || is_mobile(s, at, out)))
            return true;
    }
    return false;
}

/* ---- a file ---- */

static bool is_ignored(struct str found, const struct str *ignore, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_find(ignore[i], found) != SIZE_MAX)
            return true;
    return false;
}

/* The line end before an empty line. */
static bool is_gap(struct str s, size_t at)
{
    size_t next = at + 1 + (at + 1 < s.len && s.at[at + 1] == '\r');
    return s.at[at] == '\n' && (next >= s.len || s.at[next] == '\n');
}

/* The lines around a place up to blank ones. */
static struct str paragraph(struct str s, size_t at)
{
    size_t from = at, to = at;
    while (from > 0 && !is_gap(s, from - 1))
        from--;
    while (to < s.len && !is_gap(s, to))
        to++;
    return str_head(str_from(s, from), to - from);
}

static bool fills_field(struct str s, const struct personal *p)
{
    size_t end = p->at + p->len;
    return (p->at == 0 || strchr(",\n\"", s.at[p->at - 1]) != NULL) &&
           (end == s.len || strchr(",\r\n\"", s.at[end]) != NULL);
}

/* From place to place of a file: its line, and whether numbers are meant in the
 * paragraph that was looked at last. */
struct walk {
    size_t line_at;
    unsigned line;
    size_t looked_to; /* the end of that paragraph */
    bool ok;
};

static bool is_meant(struct walk *w, struct str path, struct str s,
                     const struct personal *p)
{
    if (!str_ends(path, STR(".md")))
        return p->kind == PERSONAL_MOBILE &&
               str_starts(path, STR("data/statistics/")) && fills_field(s, p);
    if (p->at >= w->looked_to) {
        struct str all = paragraph(s, p->at);
        w->looked_to = (size_t)(all.at - s.at) + all.len;
        w->ok = str_find(all, STR("<!-- numbers: ok -->")) != SIZE_MAX;
    }
    return w->ok;
}

static struct loc place(struct walk *w, struct str path, struct str s,
                        size_t at)
{
    for (size_t i = w->line_at; i < at; i++)
        if (s.at[i] == '\n') {
            w->line++;
            w->line_at = i + 1;
        }
    struct str line = str_head(str_from(s, w->line_at), at - w->line_at);
    return (struct loc){path, w->line, utf8_column(line, line.len)};
}

void personal_check(struct str path, struct str text, const struct str *ignore,
                    size_t n_ignore, struct diag *d)
{
    struct walk walk = {.line = 1};
    struct personal p;
    for (size_t at = 0; personal_find(text, at, &p); at = p.at + p.len) {
        struct str found = str_head(str_from(text, p.at), p.len);
        struct loc loc = place(&walk, path, text, p.at);
        if (is_ignored(found, ignore, n_ignore) ||
            is_meant(&walk, path, text, &p))
            continue;
        diag_add(d, loc, DIAG_PERSONAL_DATA,
                 "%s, " STR_FMT "…" STR_FMT "; leave it out, or enter it under "
                 "'numbers: ignore' in site.yaml",
                 p.kind == PERSONAL_MOBILE ? "the number of a mobile phone"
                                           : "the number of an identity card",
                 STR_ARG(str_head(found, 3)),
                 STR_ARG(str_from(found, found.len - 2)));
    }
}
