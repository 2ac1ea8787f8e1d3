/* SPDX-License-Identifier: MIT */
#include "model/quantity.h"

/* ---- value and certainty ---- */

static int trailing_zeros(struct decimal d)
{
    int zeros = -(int)decimal_trim(d).places;
    for (int64_t v = decimal_trim(d).coef; v != 0 && v % 10 == 0; v /= 10)
        zeros++;
    return zeros;
}

static bool within(struct decimal distance, int power, int halves,
                   bool inclusive)
{
    struct decimal limit = {halves == 1 ? 5 : 10, 0};
    if (!decimal_shift(limit, power - 1, &limit))
        return false;
    int order = decimal_compare(distance, limit);
    return order < 0 || (inclusive && order == 0);
}

/* An order of magnitude that only zeros stand for ("about 100") must not be
 * stretched to half of it. */
static bool is_near(struct decimal distance, struct decimal value)
{
    struct decimal share;
    if (value.coef < 0)
        value.coef = -value.coef;
    return decimal_shift(value, -1, &share) &&
           decimal_compare(distance, share) <= 0;
}

bool quantity_holds(struct decimal value, const struct quantity *q,
                    enum qualifier how)
{
    struct decimal distance;
    if (!decimal_sub(value, q->low, &distance))
        return false;
    int side = (distance.coef > 0) - (distance.coef < 0);
    if (side < 0)
        distance.coef = -distance.coef;
    int zeros = trailing_zeros(q->low);
    int power = zeros > q->precision ? zeros : q->precision;
    bool stretched = power > q->precision && !is_near(distance, value);
    switch (how) {
    case QUALIFIER_EXACT: return side == 0;
    case QUALIFIER_OVER: return side > 0 && within(distance, power, 2, false);
    case QUALIFIER_AT_LEAST:
        return side >= 0 && within(distance, power, 2, false);
    case QUALIFIER_NEARLY:
        return side < 0 && within(distance, power, 1, true) && !stretched;
    case QUALIFIER_UNDER: return side < 0 && within(distance, power, 2, false);
    case QUALIFIER_AT_MOST:
        return side <= 0 && within(distance, power, 2, false);
    case QUALIFIER_ABOUT: return within(distance, power, 1, true) && !stretched;
    }
    return false;
}

static bool is_lower_bound(enum qualifier q)
{
    return q == QUALIFIER_OVER || q == QUALIFIER_AT_LEAST;
}

static bool is_upper_bound(enum qualifier q)
{
    return q == QUALIFIER_UNDER || q == QUALIFIER_AT_MOST;
}

static enum figure_match compare_range(const struct figure *f,
                                       const struct quantity *q)
{
    if (f->range != q->range || !decimal_eq(f->low, q->low) ||
        !decimal_eq(f->high, q->high))
        return FIGURE_VALUE_DIFFERS;
    return f->qualifier == q->qualifier ? FIGURE_SAME
                                        : FIGURE_QUALIFIER_DIFFERS;
}

static enum figure_match compare_value(const struct figure *f,
                                       const struct quantity *q)
{
    enum qualifier cell = f->qualifier, said = q->qualifier;
    if (f->range || q->range)
        return compare_range(f, q);
    if (decimal_eq(f->low, q->low)) {
        bool same = cell == said ||
                    (cell == QUALIFIER_EXACT && said == QUALIFIER_ABOUT);
        return same ? FIGURE_SAME : FIGURE_QUALIFIER_DIFFERS;
    }
    bool related = cell == QUALIFIER_EXACT || cell == said ||
                   (is_lower_bound(cell) && is_lower_bound(said)) ||
                   (is_upper_bound(cell) && is_upper_bound(said));
    if (said != QUALIFIER_EXACT && related && quantity_holds(f->low, q, said))
        return FIGURE_SAME;
    return FIGURE_VALUE_DIFFERS;
}

/* ---- the message ---- */

/* The number with its unit as a page in the reader's language has it. */
static struct str counted(struct arena *a, enum speech speech,
                          const struct figure *f, struct str number)
{
    static const struct str hole = STR_INIT("{n}");
    const struct unit *u = f->unit;
    if (u == NULL)
        return number;
    bool one = decimal_eq(f->high, (struct decimal){1, 0});
    struct str en = one && u->en_one.len > 0 ? u->en_one : u->en_other;
    bool zh = (speech == SPEECH_ZH && u->zh.len > 0) || en.len == 0;
    struct str pattern = zh ? u->zh : en;
    size_t at = str_find(pattern, hole);
    if (at == SIZE_MAX)
        return arena_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(number),
                            zh ? "" : " ", STR_ARG(pattern));
    struct str behind = str_from(pattern, at + hole.len);
    return arena_printf(a, STR_FMT STR_FMT STR_FMT,
                        STR_ARG(str_head(pattern, at)), STR_ARG(number),
                        STR_ARG(behind));
}

static struct str describe(struct arena *a, enum speech speech,
                           const struct figure *f)
{
    static const char *const words[] = {
        [QUALIFIER_OVER] = SPEECH("more than "),
        [QUALIFIER_AT_LEAST] = SPEECH("at least "),
        [QUALIFIER_NEARLY] = SPEECH("nearly "),
        [QUALIFIER_UNDER] = SPEECH("less than "),
        [QUALIFIER_AT_MOST] = SPEECH("at most "),
        [QUALIFIER_ABOUT] = SPEECH("about "),
    };
    struct str text = decimal_text(a, f->low);
    if (f->range) {
        struct str end = decimal_text(a, f->high);
        text = speech_say(a, speech, STR_FMT " to " STR_FMT, STR_ARG(text),
                          STR_ARG(end));
    }
    text = counted(a, speech, f, text);
    if (f->qualifier == QUALIFIER_EXACT)
        return text;
    return arena_printf(a, "%s" STR_FMT,
                        speech_word(speech, words[f->qualifier]),
                        STR_ARG(text));
}

static const char *kind_word(const struct quantity *q)
{
    static const char *const words[] = {
        [QUANTITY_PLAIN] = "",
        [QUANTITY_PERCENT] = SPEECH(" per cent"),
        [QUANTITY_POINTS] = SPEECH(" percentage points"),
        [QUANTITY_MONEY] = SPEECH(" of money"),
        [QUANTITY_TIMES] = SPEECH(" times"),
        [QUANTITY_DATE] = "",
        [QUANTITY_ORDINAL] = "",
    };
    return words[q->kind];
}

static struct str explain(struct arena *a, enum speech speech,
                          const struct figure *f, const struct quantity *q,
                          struct str text)
{
    const struct figure in_text = {.low = q->low,
                                   .high = q->high,
                                   .range = q->range,
                                   .qualifier = q->qualifier};
    struct str cell = describe(a, speech, f);
    struct str said = describe(a, speech, &in_text);
    size_t end = q->at + q->len;
    size_t unit_end = q->unit.len > 0 ? (size_t)(q->unit.at - text.at) +
                                            quantity_unit_token(q->unit).len
                                      : 0;
    if (unit_end > end)
        end = unit_end;
    struct str quote = {text.at + q->at, end - q->at};
    return speech_say(
        a, speech,
        "the cell has '" STR_FMT "', the text says '" STR_FMT "', which is "
        STR_FMT "%s",
        STR_ARG(cell), STR_ARG(quote), STR_ARG(said), kind_word(q));
}

/* ---- the check ---- */

static bool is_number(const struct quantity *q)
{
    return q->kind != QUANTITY_DATE && q->kind != QUANTITY_ORDINAL;
}

static size_t count_numbers(const struct quantities *all,
                            const struct quantity **one)
{
    size_t n = 0;
    for (size_t i = 0; i < all->len; i++)
        if (is_number(&all->at[i])) {
            *one = &all->at[i];
            n++;
        }
    return n;
}

static enum figure_match compare(const struct figure *f,
                                 const struct quantity *q)
{
    if (!quantity_same_unit(f->unit, q))
        return FIGURE_UNIT_DIFFERS;
    return compare_value(f, q);
}

/* "1年" as a lone 一年, "4日" for a number of days: words that may be no number
 * at all are taken as one only where they say what the cell says. */
static bool says_otherwise(const struct figure *f, struct quantities *strict,
                           struct quantities *relaxed)
{
    const struct quantity *one = NULL;
    if (count_numbers(relaxed, &one) == 1 && compare(f, one) == FIGURE_SAME)
        return true;
    if (strict->len != 1 || strict->at[0].kind != QUANTITY_DATE ||
        f->unit == NULL || f->unit->kind != UNIT_DURATION)
        return false;
    return compare_value(f, &strict->at[0]) == FIGURE_SAME;
}

enum figure_match figure_check_named(struct arena *a, enum speech speech,
                                     const struct figure *f, struct str text,
                                     enum numerals numerals,
                                     const struct names *names,
                                     struct str *why)
{
    struct quantities found = {0}, relaxed = {0};
    const struct quantity *one = NULL;
    *why = (struct str){0};
    quantity_scan_named(a, text, numerals, false, names, &found);
    size_t n = count_numbers(&found, &one);
    if (n == 0) {
        quantity_scan_named(a, text, numerals, true, names, &relaxed);
        return says_otherwise(f, &found, &relaxed) ? FIGURE_SAME
                                                   : FIGURE_NO_NUMBER;
    }
    if (n > 1)
        return FIGURE_MANY;
    enum figure_match match = compare(f, one);
    if (match != FIGURE_SAME)
        *why = explain(a, speech, f, one, text);
    return match;
}

enum figure_match figure_check(struct arena *a, const struct figure *f,
                               struct str text, enum numerals numerals,
                               const struct str *ignore, size_t n_ignore,
                               struct str *why)
{
    struct names names = {0};
    if (n_ignore > 0)
        names = quantity_names(a, ignore, n_ignore);
    return figure_check_named(a, SPEECH_EN, f, text, numerals,
                              n_ignore > 0 ? &names : NULL, why);
}
