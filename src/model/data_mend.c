/* SPDX-License-Identifier: MIT */
#include "model/data_mend.h"

#include "base/unicode.h"

enum { FORM_MAX = 96 }; /* bytes; nothing longer is a date or number */

struct form {
    char at[FORM_MAX];
    size_t len;
};

static bool put(struct form *f, struct str s)
{
    if (s.len > sizeof f->at - f->len)
        return false;
    if (s.at != NULL)
        memcpy(f->at + f->len, s.at, s.len);
    f->len += s.len;
    return true;
}

/* Full-width forms U+FF01..FF5E are ASCII shifted; U+2212 is the minus sign. */
static bool narrow(struct str s, struct form *out)
{
    out->len = 0;
    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);
        char bytes[4];
        if (c >= 0xFF01 && c <= 0xFF5E)
            c -= 0xFF01 - '!';
        else if (c == 0x2212)
            c = '-';
        else if (c == 0x3000 || c == 0xA0)
            c = ' ';
        size_t len = utf8_put(c, bytes);
        if (!put(out, (struct str){bytes, len}))
            return false;
    }
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t take_digits(struct str *s)
{
    size_t n = 0;
    while (n < s->len && is_digit(s->at[n]))
        n++;
    *s = str_from(*s, n);
    return n;
}

static bool take(struct str *s, const char *word)
{
    if (!str_starts(*s, str_of(word)))
        return false;
    *s = str_from(*s, strlen(word));
    return true;
}

/* One or two digits with a leading zero where there is one. */
static bool take_part(struct str *s, struct form *out)
{
    struct str part = *s;
    part.len = take_digits(s);
    if (part.len < 1 || part.len > 2)
        return false;
    return put(out, STR("-")) && (part.len == 2 || put(out, STR("0"))) &&
           put(out, part);
}

static bool is_midnight(struct str s)
{
    return s.len == 0 || str_is(s, "0:00") || str_is(s, "00:00") ||
           str_is(s, "0:00:00") || str_is(s, "00:00:00");
}

/* Year, month and day between `/`, `-` or 年 月 日. */
static bool one_date(struct str s, struct form *out)
{
    struct str year = str_head(s, 4);
    if (take_digits(&s) != 4 || !put(out, year))
        return false;
    bool han = take(&s, "年");
    const char *sign = take(&s, "/") ? "/" : "-";
    if (han && s.len == 0)
        return true;
    if (!han && *sign == '-' && !take(&s, "-"))
        return false;
    if (!take_part(&s, out) || (han && !take(&s, "月")))
        return false;
    if (s.len == 0)
        return true;
    if (!han && !take(&s, sign))
        return false;
    if (!take_part(&s, out) || (han && !take(&s, "日") && !take(&s, "号")))
        return false;
    return is_midnight(str_trim(s));
}

static struct str view(const struct form *f)
{
    return (struct str){f->at, f->len};
}

/* An end of a range that is right already, or no date, stays as it is. */
static bool put_date(struct str s, struct form *out)
{
    struct form one = {0};
    return put(out, one_date(s, &one) ? view(&one) : s);
}

static bool finish(struct arena *a, const struct form *f, struct str was,
                   struct str *out)
{
    if (str_eq(view(f), was))
        return false;
    *out = arena_copy(a, view(f));
    return true;
}

/* Splits "a..b"; false when there is no range. */
static bool split(struct str s, struct str *from, struct str *to)
{
    size_t at = str_find(s, STR(".."));
    *from = str_head(s, at);
    *to = str_from(s, at == SIZE_MAX ? s.len : at + 2);
    return at != SIZE_MAX;
}

bool mend_date(struct arena *a, struct str text, struct str *out)
{
    struct form plain, mended = {0};
    struct str from, to;
    if (!narrow(text, &plain))
        return false;
    struct str s = str_trim(view(&plain));
    bool inferred = str_ends(s, STR("~"));
    s.len -= inferred;
    bool range = split(s, &from, &to);
    if (!put_date(str_trim(from), &mended) ||
        (range && (!put(&mended, STR("..")) ||
                   !put_date(str_trim(to), &mended))) ||
        (inferred && !put(&mended, STR("~"))))
        return false;
    return finish(a, &mended, text, out);
}

/* Commas may only stand between whole groups of three digits. */
static bool put_number(struct str s, bool percent, struct form *out)
{
    if (str_starts(s, STR("-")) && !put(out, STR("-")))
        return false;
    s = str_from(s, str_starts(s, STR("-")));
    if (percent && str_ends(s, STR("%")))
        s.len--;
    struct str group = s;
    group.len = take_digits(&s);
    if (!put(out, group))
        return false;
    if (group.len < 1 || group.len > 3 || !str_starts(s, STR(",")))
        return put(out, s);
    while (take(&s, ",")) {
        group = s;
        group.len = take_digits(&s);
        if (group.len != 3 || !put(out, group))
            return false;
    }
    return put(out, s);
}

bool mend_number(struct arena *a, struct str text, bool percent,
                 struct str *out)
{
    struct form plain, mended = {0};
    struct str from, to;
    if (!narrow(text, &plain))
        return false;
    bool range = split(str_trim(view(&plain)), &from, &to);
    if (!put_number(from, percent, &mended) ||
        (range && (!put(&mended, STR("..")) ||
                   !put_number(to, percent, &mended))))
        return false;
    return finish(a, &mended, text, out);
}

bool mend_code(struct arena *a, struct str text, struct str *out)
{
    struct form plain;
    if (!narrow(text, &plain))
        return false;
    struct str s = str_trim(view(&plain)), rest = s;
    size_t n = take_digits(&rest);
    if (n > 0 && take(&rest, ".")) {
        while (take(&rest, "0"))
            ;
        s = rest.len == 0 ? str_head(s, n) : s;
    }
    if (str_eq(s, text))
        return false;
    *out = arena_copy(a, s);
    return true;
}

static bool is_scientific(struct str s)
{
    (void)take(&s, "-");
    if (take_digits(&s) == 0)
        return false;
    if (take(&s, "."))
        take_digits(&s);
    if (!take(&s, "E") && !take(&s, "e"))
        return false;
    if (!take(&s, "+"))
        (void)take(&s, "-");
    return take_digits(&s) > 0 && s.len == 0;
}

static bool take_month_name(struct str *s)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    char low[3];
    if (s->len < sizeof low)
        return false;
    for (size_t i = 0; i < sizeof low; i++)
        low[i] = (char)(s->at[i] | 0x20);
    for (size_t i = 0; i + sizeof low < sizeof names; i += sizeof low)
        if (memcmp(names + i, low, sizeof low) == 0) {
            *s = str_from(*s, sizeof low);
            return true;
        }
    return false;
}

static bool is_month_name(struct str s)
{
    bool day_first = take_digits(&s) > 0;
    if (day_first && !take(&s, "-"))
        return false;
    if (!take_month_name(&s))
        return false;
    return day_first ? s.len == 0
                     : take(&s, "-") && take_digits(&s) > 0 && s.len == 0;
}

static bool is_month_day(struct str s)
{
    size_t month = take_digits(&s);
    return month >= 1 && month <= 2 && take(&s, "月") &&
           take_digits(&s) > 0 && take(&s, "日") && s.len == 0;
}

bool mend_is_lossy(struct str text)
{
    struct form plain;
    if (!narrow(text, &plain))
        return false;
    struct str s = str_trim(view(&plain));
    return is_scientific(s) || is_month_name(s) || is_month_day(s) ||
           (s.len > 2 && s.at[0] == '#' &&
            (s.at[1] == '#' || (s.at[1] >= 'A' && s.at[1] <= 'Z')));
}
