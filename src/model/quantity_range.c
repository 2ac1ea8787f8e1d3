/* SPDX-License-Identifier: MIT */
#include "model/quantity.h"

/* "from 3 to 5 June" is a span, "from 56 to 50 pupils" a change. */
static bool is_day_of_month(struct str s, size_t at)
{
    size_t next;
    unsigned digits = 0;
    for (; quantity_is_digit(quantity_char(s, at, &next)); at = next)
        digits++;
    struct str word = quantity_word(s, quantity_skip_spaces(s, at));
    return digits > 0 && digits < 3 && quantity_is_month_name(word);
}

static bool is_behind_from(const struct reader *r, size_t at)
{
    if (r->numerals == NUMERALS_EN)
        quantity_en_before(r, &at);
    return quantity_word_is(quantity_word_before(r, at), "from");
}

static size_t range_sign(const struct reader *r, const struct number *n,
                         size_t at)
{
    static const char *const signs[] = {"-", "–", "—", "~", "～", "〜", "―"};
    static const char *const zh[] = {"至", "到"};
    struct str s = r->text;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t end = at + strlen(signs[i]);
        if (quantity_is(s, at, signs[i]))
            return quantity_is(s, end, signs[i]) ? at : end;
    }
    size_t start;
    quantity_before(s, r->done, n->at, &start);
    struct str from = {s.at + start, n->at - start};
    bool change = str_is(from, "从") || str_is(from, "由") ||
                  str_is(from, "自") || is_behind_from(r, n->at);
    for (size_t i = 0; i < 2 && !change; i++)
        if (quantity_is(s, at, zh[i]))
            return at + strlen(zh[i]);
    struct str word = quantity_word(s, quantity_skip_spaces(s, at));
    size_t end = quantity_skip_spaces(s, at) + word.len;
    bool both = quantity_word_is(word, "and") &&
                quantity_word_is(quantity_word_before(r, n->at), "between");
    size_t behind = quantity_skip_spaces(s, end);
    if (quantity_word_is(word, "to"))
        return !change || is_day_of_month(s, behind) ? behind : at;
    return both ? behind : at;
}

/* "two or three", 三或四: neighbours only. */
static bool read_or(struct reader *r, const struct number *n,
                    struct number *high)
{
    struct str s = r->text;
    size_t at = n->end;
    if (quantity_is(s, at, "或"))
        at += strlen("或");
    else if (quantity_is(s, at, " or "))
        at += strlen(" or ");
    else
        return false;
    struct decimal next;
    return n->kind == QUANTITY_PLAIN && n->power == 0 &&
           decimal_add(n->value, (struct decimal){1, 0}, &next) &&
           quantity_number(r, at, high) == READ_NUMBER &&
           high->kind == QUANTITY_PLAIN && decimal_eq(high->value, next);
}

/* A unit that may stand behind both ends: 3%—5%, 10名至20名. */
static struct str shared_unit(struct str s, size_t at)
{
    size_t next;
    if (quantity_char(s, at, &next) == '%')
        return (struct str){s.at + at, next - at};
    return (struct str){s.at + at, quantity_measure(s, at)};
}

static bool share_scale(struct number *low, const struct number *high)
{
    struct decimal bare;
    if (high->power == 0 || low->power != 0 ||
        !decimal_shift(high->value, -high->power, &bare) ||
        decimal_compare(low->value, bare) >= 0)
        return true;
    low->precision += high->power;
    return decimal_shift(low->value, high->power, &low->value);
}

bool quantity_is_year_pair(const struct number *a, const struct number *b)
{
    int64_t short_year = a->value.coef % 100;
    return quantity_is_year(a) && b->digits == 2 &&
           (b->value.coef > short_year || short_year == 99);
}

/* The other end behind a number, if the two are a range. */
bool quantity_range(struct reader *r, struct number *n, struct number *high)
{
    struct str s = r->text;
    if (read_or(r, n, high))
        return true;
    struct str unit = shared_unit(s, n->end);
    size_t start = n->end, sign = range_sign(r, n, start);
    if (sign == start && unit.len > 0) {
        start += unit.len;
        sign = range_sign(r, n, start);
    } else {
        unit.len = 0;
    }
    size_t done = r->done;
    r->done = sign; /* a hyphen is no minus here */
    bool good = sign != start && !n->zero_led && n->kind == QUANTITY_PLAIN &&
                quantity_number(r, sign, high) == READ_NUMBER &&
                high->kind == QUANTITY_PLAIN;
    r->done = done;
    if (!good || (unit.len > 0 && !str_eq(unit, shared_unit(s, high->end))) ||
        !share_scale(n, high))
        return false;
    return decimal_compare(n->value, high->value) < 0 ||
           quantity_is_year_pair(n, high);
}

/* "eight in ten", "two out of three". */
static bool in_so_many(struct reader *r, struct number *n)
{
    struct str s = r->text;
    size_t at = n->end;
    if (quantity_is(s, at, " in every "))
        at += strlen(" in every ");
    else if (quantity_is(s, at, " in "))
        at += strlen(" in ");
    else if (quantity_is(s, at, " out of "))
        at += strlen(" out of ");
    else
        return false;
    int of = quantity_word_in(quantity_word(s, at), "two three four five six "
                                                    "seven eight nine ten");
    struct decimal whole = {of + 2, 0}, part;
    size_t next;
    if (of < 0 || n->kind != QUANTITY_PLAIN ||
        !quantity_is_letter(quantity_char(s, n->at, &next)) ||
        decimal_compare(n->value, whole) >= 0 ||
        !decimal_shift(n->value, 2, &part) ||
        !decimal_div(part, whole, 2, &n->value))
        return false;
    n->value = decimal_trim(n->value);
    n->precision = 1;
    n->kind = QUANTITY_PERCENT;
    n->end = at + quantity_word(s, at).len;
    return true;
}

/* 三分之一, 3/4: the denominator stands first or behind a slash. */
bool quantity_fraction(struct reader *r, struct number *n)
{
    struct str s = r->text;
    struct number other;
    size_t next;
    if (r->numerals == NUMERALS_EN && in_so_many(r, n))
        return true;
    bool zh = quantity_is(s, n->end, "分之");
    size_t start = zh ? n->end + strlen("分之") : n->end + 1;
    if (!zh && (quantity_char(s, n->end, &next) != '/' || n->digits != 1))
        return false;
    bool relaxed = r->relaxed;
    r->relaxed = true;
    bool good = quantity_number(r, start, &other) == READ_NUMBER &&
                !other.range && other.value.coef > 0;
    r->relaxed = relaxed;
    if (!good || (!zh && (other.digits > 2 || other.value.coef > 10 ||
                          other.value.coef <= n->value.coef)))
        return false;
    struct decimal top = zh ? other.value : n->value;
    struct decimal bottom = zh ? n->value : other.value;
    if (!decimal_shift(top, 2, &top) || !decimal_div(top, bottom, 2, &n->value))
        return false;
    n->value = decimal_trim(n->value);
    n->precision = 1;
    n->kind = QUANTITY_PERCENT;
    n->end = other.end;
    n->digits = 0;
    return true;
}
