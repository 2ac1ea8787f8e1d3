/* SPDX-License-Identifier: MIT */
#include "model/quantity.h"

#include "base/unicode.h"

enum { DIGITS_MAX = 18, GROUP = 3 };

struct run {
    int64_t coef;
    unsigned count;  /* all digits */
    unsigned places; /* of them behind the point */
    unsigned lead;   /* in the first group */
    bool grouped, too_long;
};

static void add_digit(struct run *run, uint32_t c)
{
    if (run->coef >= 100000000000000000)
        run->too_long = true;
    else
        run->coef = run->coef * 10 + (int64_t)(c - '0');
    run->count++;
}

static size_t read_run(struct str s, size_t at, struct run *run)
{
    size_t next;
    for (uint32_t c; quantity_is_digit(c = quantity_char(s, at, &next));
         at = next)
        add_digit(run, c);
    return at;
}

static bool is_group_mark(struct str s, size_t at, size_t *next)
{
    size_t after = at;
    uint32_t c = at < s.len ? utf8_next(s, &after) : 0;
    *next = after;
    return c == ',' || c == 0xA0 || c == 0x2009 || c == 0x202F;
}

/* 1,234,567: a mark followed by exactly three digits, after one to three. */
static size_t read_groups(struct str s, size_t at, struct run *run)
{
    size_t digits;
    while (run->lead >= 1 && run->lead <= GROUP &&
           is_group_mark(s, at, &digits)) {
        struct run group = {0};
        size_t end = read_run(s, digits, &group);
        if (group.count != GROUP)
            break;
        read_run(s, digits, run);
        run->grouped = true;
        at = end;
    }
    return at;
}

static size_t read_fraction(struct str s, size_t at, struct run *run)
{
    size_t next, digits;
    if (quantity_char(s, at, &next) != '.' ||
        !quantity_is_digit(quantity_char(s, next, &digits)))
        return at;
    unsigned whole = run->count;
    size_t end = read_run(s, next, run);
    run->places = run->count - whole;
    run->too_long = run->too_long || run->places > DECIMAL_PLACES_MAX;
    return end;
}

static size_t skip_code(struct str s, size_t at)
{
    size_t next;
    for (uint32_t c = quantity_char(s, at, &next);
         quantity_is_digit(c) || quantity_is_letter(c) || c == '+' ||
         c == '.' || c == '_';
         c = quantity_char(s, at, &next))
        at = next;
    return at;
}

static bool is_currency(struct str word)
{
    return quantity_word_in(word, "cny rmb usd eur gbp hkd") >= 0;
}

static bool is_money(const struct reader *r, size_t at)
{
    size_t start;
    uint32_t sign = quantity_before(r->text, 0, at, &start);
    return is_currency(quantity_word_before(r, at)) || sign == 0xA5 ||
           sign == '$' || sign == 0xFFE5;
}

/* K12, COVID-19, A+1: a letter stands before, with or without a sign. */
static bool in_code(const struct reader *r, size_t at)
{
    size_t start, earlier;
    uint32_t c = quantity_before(r->text, 0, at, &start);
    if (quantity_is_letter(c) || c == '_')
        return !is_currency(quantity_word_before(r, at));
    if (c != '-' && c != '+' && c != '.')
        return false;
    uint32_t before = quantity_before(r->text, 0, start, &earlier);
    return quantity_is_letter(before) ||
           (c != '-' && quantity_is_digit(before));
}

/* Letters and signs that may stick to a number without making it a code. */
static bool may_follow(struct str s, size_t at, unsigned digits)
{
    size_t next, after;
    uint32_t c = quantity_char(s, at, &next);
    if (c == '+') {
        uint32_t d = quantity_char(s, next, &after);
        return !quantity_is_digit(d) && !quantity_is_letter(d);
    }
    if (!quantity_is_letter(c))
        return true;
    struct str word = quantity_word(s, at);
    if (word.len == 1 && word.at[0] == 's')
        return digits == 4 || digits == 2;
    if (word.at[0] < 'a')
        return is_currency(word) || quantity_word_in(word, "gb tb mb") >= 0;
    return quantity_word_in(word, "bn m mn k tn km kg cm mm g ml am pm st nd "
                                  "rd th x pp h min per yuan percent") >= 0;
}

/* A word that a version could be of, not one that says how exact it is. */
static bool is_named(const struct reader *r, size_t at)
{
    static const char *const exact[] = {"约", "近", "超", "过", "达", "足"};
    size_t start;
    struct str word = quantity_word_before(r, at);
    uint32_t c = quantity_before(r->text, 0, at, &start);
    if (word.len > 0)
        return quantity_word_in(word, "about nearly than least most") < 0;
    for (size_t i = 0; i < sizeof exact / sizeof exact[0]; i++)
        if (c != 0 && quantity_is(r->text, start, exact[i]))
            return false;
    return unicode_is_han(c);
}

/* 2.0 with nothing behind it is a version (信息化2.0示范区). */
static bool is_version(struct str s, size_t at, const struct run *run)
{
    if (run->places != 1 || run->coef % 10 != 0 || run->coef >= 100 ||
        run->coef == 0)
        return false;
    at = quantity_skip_spaces(s, at);
    size_t next;
    uint32_t c = quantity_char(s, at, &next);
    struct str word = quantity_word(s, at);
    bool unit = c == '%' || c == '-' || c == 0x2013 || c == 0x2014 ||
                c == '~' || quantity_measure(s, at) > 0 ||
                quantity_is(s, at, "万") || quantity_is(s, at, "亿") ||
                quantity_is(s, at, "余") || quantity_is(s, at, "多") ||
                quantity_is(s, at, "至") || quantity_is(s, at, "到") ||
                quantity_word_in(word, "per percent percentage times million "
                                       "billion trillion thousand bn m k "
                                       "hours years points yuan to") >= 0;
    return !unit;
}

/* A sign counts where nothing that could be subtracted from stands before. */
static bool is_negative(const struct reader *r, size_t at, size_t *sign)
{
    size_t earlier;
    uint32_t c = quantity_before(r->text, r->done, at, sign);
    if (c == 0x2212)
        return true;
    uint32_t before = quantity_before(r->text, 0, *sign, &earlier);
    return c == '-' && (before == 0 || before == ' ' || before == '(');
}

/* +86 379 1234, 0379-64912345, (0379) 6491 2345, 400-123-4567: counts by its
 * last digits, as the codes before them may be left out. */
static bool read_telephone(const struct reader *r, size_t at,
                           struct number *out)
{
    enum { LEAST = 7, MOST = 15, GROUPS_MIN = 2, SIGNS = 3, KEPT = 10000000 };
    struct str s = r->text;
    size_t start, end = at, next, digits = 0, groups = 0, first = 0;
    int64_t value = 0;
    uint32_t sign = quantity_before(s, 0, at, &start);
    for (;;) {
        size_t count = 0;
        for (uint32_t d; count <= MOST &&
                         quantity_is_digit(d = quantity_char(s, end, &next));
             end = next) {
            value = (value * 10 + (d - '0')) % KEPT;
            count++;
        }
        first = groups++ == 0 ? count : first;
        digits += count;
        size_t from = end;
        uint32_t c = quantity_char(s, end, &next);
        if (digits > MOST)
            return false; /* and no step that grows with the text */
        if (count == 0 || (c != ' ' && c != '-' && c != ')'))
            break;
        for (int signs = 0; signs < SIGNS && (c == ' ' || c == '-' || c == ')');
             signs++) {
            end = next;
            c = quantity_char(s, end, &next);
        }
        if (!quantity_is_digit(c)) {
            end = from;
            break;
        }
    }
    bool known = sign == '+' || quantity_char(s, at, &next) == '0' ||
                 (groups == 3 && first == 3);
    *out = (struct number){.at = at, .end = end, .value = {value, 0}};
    return known && digits >= LEAST && digits <= MOST && groups >= GROUPS_MIN;
}

enum read quantity_digits(struct reader *r, size_t at, struct number *out)
{
    struct run run = {0};
    struct str s = r->text;
    if (read_telephone(r, at, out))
        return READ_NUMBER;
    size_t end = read_run(s, at, &run);
    run.lead = run.count;
    end = read_groups(s, end, &run);
    end = read_fraction(s, end, &run);
    *out = (struct number){.at = at, .end = end};
    size_t dot, digit;
    bool dotted = run.places > 0 && quantity_char(s, end, &dot) == '.' &&
                  quantity_is_digit(quantity_char(s, dot, &digit));
    bool bare = run.places == 0 && !run.grouped;
    if (run.too_long || dotted || in_code(r, at) ||
        !may_follow(s, end, bare ? run.count : 0) ||
        (is_version(s, end, &run) && is_named(r, at) && !is_money(r, at))) {
        out->end = skip_code(s, end);
        return READ_SKIP;
    }
    size_t sign;
    if (is_negative(r, at, &sign)) {
        run.coef = -run.coef;
        out->at = sign;
    }
    out->value = (struct decimal){run.coef, (uint8_t)run.places};
    out->precision = -(int)run.places;
    out->digits = bare ? run.count : 0;
    out->zero_led = bare && run.count > 1 && s.at[at] == '0';
    return quantity_scale(r, out) ? READ_NUMBER : READ_SKIP;
}

static bool multiply(struct number *n, int power)
{
    if (!decimal_shift(n->value, power, &n->value))
        return false;
    n->precision += power;
    n->power += power;
    n->digits = 0;
    return true;
}

/* 2千 behind 1万: lower digits of the same number. */
static size_t add_lower(struct number *n, struct str s, size_t at)
{
    static const struct {
        const char *text;
        int power;
    } lower[] = {{"千", 3}, {"百", 2}};
    size_t next;
    uint32_t c = quantity_char(s, at, &next);
    for (size_t i = 0; i < 2 && quantity_is_digit(c); i++)
        if (quantity_is(s, next, lower[i].text)) {
            struct decimal part = {(int64_t)(c - '0'), 0};
            decimal_shift(part, lower[i].power, &part);
            decimal_add(n->value, part, &n->value);
            n->precision = lower[i].power;
            return next + strlen("千");
        }
    return at;
}

static bool scale_zh(struct number *n, struct str s)
{
    static const struct {
        const char *text;
        int power;
        const char *not_before; /* 千米, 百分之 */
    } scales[] = {
        {"万亿", 12, ""},        {"亿", 8, ""},   {"万", 4, ""},
        {"千", 3, "米克瓦卡伏"}, {"百", 2, "分"},
    };
    size_t at = quantity_skip_spaces(s, n->end);
    for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++) {
        size_t end = at + strlen(scales[i].text);
        if (!quantity_is(s, at, scales[i].text))
            continue;
        if (end + 3 <= s.len &&
            str_find(str_of(scales[i].not_before),
                     (struct str){s.at + end, 3}) != SIZE_MAX)
            return true;
        if (!multiply(n, scales[i].power))
            return false;
        n->end = scales[i].power == 4 ? add_lower(n, s, end) : end;
        return true;
    }
    return true;
}

static int english_power(struct reader *r, const struct number *n,
                         struct str word, bool glued)
{
    static const struct {
        const char *words;
        int power;
    } scales[] = {
        {"hundred", 2},    {"thousand", 3},     {"million mn", 6},
        {"billion bn", 9}, {"trillion tn", 12},
    };
    for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++)
        if (quantity_word_in(word, scales[i].words) >= 0)
            return scales[i].power;
    if (!glued || word.len != 1)
        return 0;
    if (word.at[0] == 'k')
        return 3;
    return word.at[0] == 'm' && is_money(r, n->at) ? 6 : 0;
}

bool quantity_scale(struct reader *r, struct number *n)
{
    struct str s = r->text;
    size_t at = quantity_skip_spaces(s, n->end);
    if (at == n->end && at < s.len && s.at[at] == '-')
        at++;
    struct str word = quantity_word(s, at);
    int power = english_power(r, n, word, at == n->end);
    if (power == 0)
        return scale_zh(n, s);
    n->end = at + word.len;
    return multiply(n, power);
}
