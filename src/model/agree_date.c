/* SPDX-License-Identifier: MIT */
#include "model/agree_claim.h"

#include "base/unicode.h"
#include "base/vec.h"

enum { UNSAID = -1 };

static const char month_names[] =
    "january february march april may june july august september october "
    "november december";
static const char month_shorts[] =
    "jan feb mar apr may jun jul aug sep oct nov dec";

static const struct point nothing = {.year = UNSAID,
                                     .month = UNSAID,
                                     .day = UNSAID,
                                     .hour = UNSAID,
                                     .minute = UNSAID};

static int month_of(struct str word)
{
    if (word.len < 3 || word.at[0] >= 'a' ||
        memchr("JFMASOND", word.at[0], 8) == NULL)
        return UNSAID;
    int month = quantity_word_in(word, month_names);
    if (month < 0)
        month = quantity_word_in(word, month_shorts);
    if (month < 0 && quantity_word_is(word, "sept"))
        month = 8;
    return month < 0 ? UNSAID : month + 1;
}

/* ---- numbers of a date ---- */

static int han_digit(struct str s, size_t at)
{
    static const char *const digits[] = {"〇", "一", "二", "三", "四", "五",
                                         "六", "七", "八", "九", "十", "零"};
    for (int i = 0; i < 12; i++)
        if (quantity_is(s, at, digits[i]))
            return i == 11 ? 0 : i;
    return UNSAID;
}

/* 二〇二一, 十五, 三十一. */
static int han_number(struct str s, size_t *at)
{
    int value = 0, digit = UNSAID;
    for (int d; (d = han_digit(s, *at)) != UNSAID && value < 10000;
         *at += strlen("一")) {
        if (d == 10)
            value = (digit == UNSAID ? 1 : value) * 10;
        else if (value % 10 == 0 && value > 0 && value < 100 && digit == 10)
            value += d;
        else
            value = value * 10 + d;
        digit = d;
    }
    return digit == UNSAID ? UNSAID : value;
}

static int read_number(struct str s, size_t *at, unsigned *digits)
{
    size_t next;
    int value = 0;
    *digits = 0;
    for (uint32_t c; quantity_is_digit(c = quantity_char(s, *at, &next));
         *at = next) {
        if (value < 100000)
            value = value * 10 + (int)(c - '0');
        ++*digits;
    }
    return *digits > 0 ? value : han_number(s, at);
}

/* ---- one date or span of dates ---- */

enum { SPAN_MAX = 4 };

struct span {
    struct point at[SPAN_MAX];
    size_t len; /* the last is being read */
};

static bool is_vague(const struct point *p)
{
    return p->year == UNSAID && p->month == UNSAID && p->day == UNSAID &&
           p->hour == UNSAID;
}

static struct point *last_of(struct span *s)
{
    return &s->at[s->len - 1];
}

static void split(struct span *s)
{
    if (s->len < SPAN_MAX && !is_vague(last_of(s)))
        s->at[s->len++] = nothing;
}

/* The unit behind a number says what it is: 年, 月, 日, 时. */
static bool set_zh(struct span *s, struct str text, size_t *at, int value)
{
    static const struct {
        const char *text;
        size_t part;
    } parts[] = {
        {"年代", offsetof(struct point, minute)},
        {"年", offsetof(struct point, year)},
        {"月", offsetof(struct point, month)},
        {"日", offsetof(struct point, day)},
        {"号", offsetof(struct point, day)},
        {"时", offsetof(struct point, hour)},
        {"点", offsetof(struct point, hour)},
        {"分", offsetof(struct point, minute)},
    };
    size_t behind = quantity_skip_spaces(text, *at);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (!quantity_is(text, behind, parts[i].text))
            continue;
        *at = behind + strlen(parts[i].text);
        if (i == 0)
            return true; /* 90年代 is left alone */
        int *part = (int *)(void *)((char *)last_of(s) + parts[i].part);
        if (*part != UNSAID) {
            split(s);
            part = (int *)(void *)((char *)last_of(s) + parts[i].part);
        }
        *part = value;
        return true;
    }
    return false;
}

/* 2021-06-18, 2021/6/18, 16:20, 2020/21. */
static bool is_half_day(struct str text, size_t at)
{
    struct str word = quantity_word(text, quantity_skip_spaces(text, at));
    return quantity_word_in(word, "am pm a p") >= 0;
}

static bool set_numeric(struct span *s, struct str text, size_t *at, int value,
                        unsigned digits)
{
    size_t next, end;
    unsigned n;
    uint32_t sign = quantity_char(text, *at, &next);
    if (sign == ':' || (sign == '.' && is_half_day(text, next + 2))) {
        split(s);
        int minute = read_number(text, &next, &n);
        struct point *p = last_of(s);
        if (n == 2) {
            p->hour = value;
            p->minute = minute;
            *at = next;
        }
        return n == 2;
    }
    if (digits != 4 || (sign != '-' && sign != '/'))
        return false;
    int month = read_number(text, &next, &n);
    if (n == 0 || n > 2 || month > 12 || month == 0)
        return false;
    if (quantity_char(text, next, &end) != sign) {
        size_t digit = next - 2;
        if (n != 2 || text.at[digit] != '0')
            return false;
        split(s);
        last_of(s)->year = value;
        last_of(s)->month = month;
        *at = next;
        return true;
    }
    int day = read_number(text, &end, &n);
    if (n == 0 || n > 2)
        return false;
    split(s);
    *last_of(s) = nothing;
    last_of(s)->year = value;
    last_of(s)->month = month;
    last_of(s)->day = day;
    *at = end;
    return true;
}

/* 2016–20, 2020/21: the sign may have begun a new point. */
static bool is_short_year(const struct span *s, int value)
{
    const struct point *p = &s->at[s->len - 1];
    if (is_vague(p) && s->len > 1)
        p--;
    return p->year != UNSAID && p->month == UNSAID && p->day == UNSAID &&
           value > p->year % 100;
}

static void set_plain(struct span *s, int value, unsigned digits)
{
    struct point *p = last_of(s);
    if (digits == 4 && value >= 1800 && value < 2200) {
        if (p->year != UNSAID)
            split(s);
        last_of(s)->year = value;
    } else if (digits == 2 && is_short_year(s, value)) {
        split(s);
        last_of(s)->year = s->at[0].year / 100 * 100 + value;
    } else if (value >= 1 && value <= 31) {
        if (p->day != UNSAID)
            split(s);
        last_of(s)->day = value;
    }
}

static bool is_span_sign(struct str s, size_t at, size_t *next)
{
    static const char *const signs[] = {"至", "到", "—", "–", "-", "~", "～"};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (quantity_is(s, at, signs[i])) {
            *next = at + strlen(signs[i]);
            return true;
        }
    return false;
}

/* 3 p.m., 8 to 11.30 a.m.: the numbers before are hours. */
static void half_day(struct span *s, struct str word)
{
    struct point *p = last_of(s);
    if (quantity_word_in(word, "am pm a p") < 0)
        return;
    for (; p >= s->at; p--)
        if (p->hour == UNSAID && p->day != UNSAID && p->month == UNSAID) {
            p->hour = p->day;
            p->day = UNSAID;
        }
}

static void read_span(struct str text, struct span *s)
{
    for (size_t at = 0, next; at < text.len; at = next) {
        unsigned digits;
        next = at;
        int value = read_number(text, &next, &digits);
        if (value != UNSAID) {
            if (!set_zh(s, text, &next, value) &&
                !set_numeric(s, text, &next, value, digits))
                set_plain(s, value, digits);
            continue;
        }
        struct str word = quantity_word(text, at);
        if (word.len > 0) {
            next = at + word.len;
            int month = month_of(word);
            if (month != UNSAID && last_of(s)->month != UNSAID)
                split(s);
            if (month != UNSAID)
                last_of(s)->month = month;
            half_day(s, word);
            if (quantity_word_in(word, "to and until till") >= 0)
                split(s);
            continue;
        }
        if (is_span_sign(text, at, &next))
            split(s);
        else
            utf8_next(text, &next);
    }
}

static void inherit(const int *from, int *to)
{
    if (*to == UNSAID)
        *to = *from;
}

/* 1至9月: the first number is a month, too. */
static void share_month(struct point *one, const struct point *next)
{
    if (one->day == UNSAID || one->day > 12 || one->month != UNSAID ||
        one->hour != UNSAID || next->month == UNSAID || next->day != UNSAID)
        return;
    one->month = one->day;
    one->day = UNSAID;
}

/* "1 to 4 June 2021", "6月1日至4日": what is said once is meant twice. */
static void share_parts(struct span *s)
{
    for (size_t i = 1; i < s->len; i++)
        share_month(&s->at[i - 1], &s->at[i]);
    for (size_t i = s->len; i-- > 1;) {
        struct point *one = &s->at[i - 1], *next = &s->at[i];
        if (one->day != UNSAID)
            inherit(&next->month, &one->month);
        if (one->month != UNSAID)
            inherit(&next->year, &one->year);
    }
    for (size_t i = 1; i < s->len; i++) {
        struct point *one = &s->at[i - 1], *next = &s->at[i];
        if (next->day != UNSAID)
            inherit(&one->month, &next->month);
        if (next->month != UNSAID)
            inherit(&one->year, &next->year);
    }
}

/* "November 2021", "June 18": the month stands before what was read. */
static size_t month_before(struct str s, size_t at)
{
    size_t end = at;
    while (end > 0 && (s.at[end - 1] == ' ' || s.at[end - 1] == '\n'))
        end--;
    size_t start = end;
    while (start > 0 && quantity_is_letter((unsigned char)s.at[start - 1]))
        start--;
    struct str word = {s.at + start, end - start};
    return end < at && month_of(word) != UNSAID ? start : at;
}

void points_read(struct arena *a, const struct agree_text *text,
                 const struct quantity *q, size_t unit, struct points *out)
{
    struct span s = {.at = {nothing}, .len = 1};
    size_t start = month_before(text->text, q->at);
    read_span((struct str){text->text.at + start, q->at + q->len - start}, &s);
    share_parts(&s);
    for (size_t i = 0; i < s.len; i++) {
        if (is_vague(&s.at[i]))
            continue;
        s.at[i].q = *q;
        s.at[i].text = text;
        s.at[i].unit = unit;
        *vec_push(a, out) = s.at[i];
    }
}

/* A day or year follows the month; not a number such as 118,000. */
static bool is_dated(struct str s, size_t at)
{
    size_t next = quantity_skip_spaces(s, at), after;
    unsigned digits;
    read_number(s, &next, &digits);
    bool grouped = quantity_char(s, next, &after) == ',' &&
                   quantity_is_digit(quantity_char(s, after, &after));
    return !grouped && (digits == 1 || digits == 2 || digits == 4);
}

void points_months(struct arena *a, const struct agree_text *text, size_t unit,
                   struct points *out)
{
    struct str s = text->text;
    for (size_t at = 0, next; at < s.len; at = next) {
        next = at + 1;
        if (s.at[at] < 'A' || s.at[at] > 'S')
            continue;
        struct str word = quantity_word(s, at);
        next = at + word.len;
        int month = month_of(word);
        if (month == UNSAID || is_dated(s, next))
            continue;
        struct point *p = vec_push(a, out);
        *p = nothing;
        p->month = month;
        p->unit = unit;
        p->text = text;
        p->bare_month = true;
    }
}

/* ---- comparison ---- */

static bool agrees(int a, int b)
{
    return a == UNSAID || b == UNSAID || a == b;
}

/* A day is not covered by its year alone. */
bool point_covered(const struct point *a, const struct point *b)
{
    bool hours = agrees(a->hour, b->hour) || a->hour % 12 == b->hour % 12;
    if (!agrees(a->year, b->year) || !agrees(a->month, b->month) ||
        !agrees(a->day, b->day) || !hours || !agrees(a->minute, b->minute))
        return false;
    if (a->day != UNSAID)
        return b->day != UNSAID &&
               (a->month == UNSAID || b->month != UNSAID || b->year == UNSAID);
    if (a->month != UNSAID)
        return b->month != UNSAID;
    if (a->hour != UNSAID)
        return b->hour != UNSAID;
    return b->year != UNSAID;
}
