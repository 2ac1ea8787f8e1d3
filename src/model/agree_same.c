/* SPDX-License-Identifier: MIT */
#include "model/agree_claim.h"

/* ---- units ---- */

/* The unit may be said by another number of the text: "pays 5 and 3.50 yuan".
 */
static bool may_be_elided(const struct claim *a, const struct claim *b)
{
    return (a->elided && b->q.kind != QUANTITY_POINTS) ||
           (b->elided && a->q.kind != QUANTITY_POINTS);
}

int claim_units_fit(const struct claim *a, const struct claim *b)
{
    if (a->q.kind == b->q.kind) {
        if (a->counted == b->counted)
            return a->counted == COUNTED_ANY ? 1 : 2;
        bool places =
            (a->counted == COUNTED_PLACES && b->counted == COUNTED_PERSONS) ||
            (b->counted == COUNTED_PLACES && a->counted == COUNTED_PERSONS);
        return places || a->counted == COUNTED_ANY || b->counted == COUNTED_ANY;
    }
    const struct claim *plain = a->q.kind == QUANTITY_PLAIN ? a : b;
    const struct claim *other = plain == a ? b : a;
    if (plain->q.kind != QUANTITY_PLAIN)
        return 0;
    switch (other->q.kind) {
    case QUANTITY_TIMES:
        return plain->counted == COUNTED_ANY ||
               plain->counted == COUNTED_VISITS;
    case QUANTITY_ORDINAL: return 1;
    case QUANTITY_MONEY: return may_be_elided(a, b);
    default: return 0;
    }
}

/* ---- certainty ---- */

enum class { CLASS_EXACT, CLASS_ABOVE, CLASS_BELOW, CLASS_NEARLY, CLASS_ABOUT };

static enum class class_of(const struct claim *c) {
    static const enum class classes[] =
        {
            [QUALIFIER_EXACT] = CLASS_EXACT,
            [QUALIFIER_OVER] = CLASS_ABOVE,
            [QUALIFIER_AT_LEAST] = CLASS_ABOVE,
            [QUALIFIER_NEARLY] = CLASS_NEARLY,
            [QUALIFIER_UNDER] = CLASS_BELOW,
            [QUALIFIER_AT_MOST] = CLASS_BELOW,
            [QUALIFIER_ABOUT] = CLASS_ABOUT,
        };
    return classes[c->q.qualifier];
}

/* Words that say the certainty at some distance from the number. */
static const char *const said_zh[] = {
    [CLASS_EXACT] = "",
    [CLASS_ABOVE] = "超过|逾|多于|高于|突破|以上|至少|不少于|不低于|最少|最低",
    [CLASS_BELOW] = ("不足|不到|以内|以下|之内|不超过|不得超过|最多|最高|最长|"
                     "至多|上限|封顶|最大"),
    [CLASS_NEARLY] = "接近|将近",
    [CLASS_ABOUT] = "约|左右|大概|上下|前后",
};
static const char *const said_en[] = {
    [CLASS_EXACT] = "",
    [CLASS_ABOVE] = "more than|over|at least|above|exceed|or more|minimum|no "
                    "fewer|no less",
    [CLASS_BELOW] = "up to|at most|no more|not more|maximum|less than|fewer "
                    "than|within|below|as many as|as much as",
    [CLASS_NEARLY] = "nearly|almost|close to",
    [CLASS_ABOUT] = "about|around|approximately|roughly|estimated|or so",
};

enum { WINDOW = 48 };

static bool ends_clause(struct str s, size_t at)
{
    static const char *const marks[] = {"，", "。", "；", "：",
                                        "、", "（", ". ", "; "};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (str_starts(str_from(s, at), str_of(marks[i])))
            return true;
    return false;
}

/* The clause around the number, as far as no other number is in it. */
static struct str clause(const struct claim *c)
{
    struct str s = c->text->text;
    size_t start = c->q.number_at, end = start + c->q.number_len;
    size_t first = start > WINDOW ? start - WINDOW : 0;
    size_t last = end + WINDOW < s.len ? end + WINDOW : s.len;
    first = first > c->from ? first : c->from;
    last = last < c->to ? last : c->to;
    while (start > first && !ends_clause(s, start - 1))
        start--;
    while (end < last && !ends_clause(s, end))
        end++;
    return end > start ? (struct str){s.at + start, end - start}
                       : (struct str){0};
}

static bool says(const struct claim *c, enum class class)
{
    struct str around = clause(c), word;
    struct str rest = str_of(c->text->numerals == NUMERALS_ZH ? said_zh[class]
                                                              : said_en[class]);
    while (rest.len > 0 && around.at != NULL) {
        str_cut(rest, '|', &word, &rest);
        size_t at = str_find(around, word);
        bool inside = at != SIZE_MAX && at > 0 && word.len > 0 &&
                      (unsigned char)word.at[0] < 0x80 &&
                      quantity_is_letter((unsigned char)around.at[at - 1]);
        if (at != SIZE_MAX && !inside)
            return true;
    }
    return false;
}

static bool is_span(const struct claim *c)
{
    return c->counted == COUNTED_MONTHS || c->counted == COUNTED_DAYS ||
           c->counted == COUNTED_MINUTES;
}

/* "Over three years", "under four headings": no certainty, but a place. */
static bool is_preposition(const struct claim *c)
{
    struct str mark = {c->text->text.at + c->q.at, c->q.number_at - c->q.at};
    struct decimal ten = {10, 0};
    mark = str_trim(mark);
    bool word = quantity_word_in(mark, "over under above below") >= 0;
    size_t next;
    uint32_t first = quantity_char(c->text->text, c->q.number_at, &next);
    return word && ((is_span(c) && quantity_word_in(mark, "over") >= 0) ||
                    (quantity_is_letter(first) &&
                     decimal_compare(c->q.high, ten) <= 0));
}

static bool certainty_fits(const struct claim *a, const struct claim *b)
{
    enum class of_a = class_of(a), of_b = class_of(b);
    if (of_a == of_b || a->q.range || b->q.range)
        return true;
    if (of_a != CLASS_EXACT && of_b != CLASS_EXACT)
        return false;
    const struct claim *said = of_a != CLASS_EXACT ? a : b;
    const struct claim *exact = said == a ? b : a;
    return says(exact, class_of(said)) || is_preposition(said);
}

/* ---- numbers ---- */

static bool is_raw_equal(const struct claim *a, const struct claim *b)
{
    return decimal_eq(a->q.low, b->q.low) && decimal_eq(a->q.high, b->q.high);
}

/* Where one side does not say months or days, as written. */
bool claim_equal(const struct claim *a, const struct claim *b)
{
    if (a->counted == COUNTED_ANY || b->counted == COUNTED_ANY)
        return is_raw_equal(a, b);
    return decimal_eq(a->low, b->low) && decimal_eq(a->high, b->high);
}

/* A third, 三分之一. */
static bool is_in_words(const struct claim *c)
{
    struct str number = {c->text->text.at + c->q.number_at, c->q.number_len};
    size_t next;
    return quantity_is_letter(quantity_char(number, 0, &next)) ||
           str_find(number, STR("分之")) != SIZE_MAX;
}

static bool rounds_to(const struct claim *exact, const struct claim *said)
{
    if (class_of(said) == CLASS_EXACT || class_of(exact) != CLASS_EXACT ||
        (said->q.kind == QUANTITY_PERCENT && is_in_words(exact) &&
         is_in_words(said)))
        return false;
    return quantity_holds(exact->q.low, &said->q,
                          (enum qualifier)said->q.qualifier);
}

/* A third is 33 per cent. */
static bool is_fraction(const struct claim *a, const struct claim *b)
{
    struct decimal distance, one = {1, 0};
    if (a->q.kind != QUANTITY_PERCENT || a->q.precision != 1 ||
        decimal_trim(a->low).places == 0 ||
        !decimal_sub(a->low, b->low, &distance))
        return false;
    if (distance.coef < 0)
        distance.coef = -distance.coef;
    return decimal_compare(distance, one) < 0;
}

bool claim_converts(const struct claim *a, const struct claim *b)
{
    const struct claim *mu = a->counted == COUNTED_MU ? a : b;
    const struct claim *hectares = mu == a ? b : a;
    struct decimal value, fifteen = {15, 0};
    return mu->counted == COUNTED_MU && hectares->counted == COUNTED_HECTARES &&
           !mu->q.range && !hectares->q.range &&
           decimal_div(mu->q.low, fifteen, 4, &value) &&
           quantity_holds(value, &hectares->q, QUALIFIER_ABOUT);
}

bool claim_rounds(const struct claim *a, const struct claim *b)
{
    if (claim_converts(a, b))
        return true;
    if (a->q.range || b->q.range || is_raw_equal(a, b) ||
        claim_units_fit(a, b) == 0 || a->q.kind == QUANTITY_ORDINAL ||
        b->q.kind == QUANTITY_ORDINAL)
        return false;
    return rounds_to(a, b) || rounds_to(b, a) || is_fraction(a, b) ||
           is_fraction(b, a);
}

/* Doubled is a rise of 100 per cent. */
static bool is_growth(const struct claim *times, const struct claim *percent)
{
    struct decimal rise;
    if (times->q.kind != QUANTITY_TIMES ||
        percent->q.kind != QUANTITY_PERCENT || times->q.range ||
        percent->q.range)
        return false;
    return decimal_sub(times->low, (struct decimal){1, 0}, &rise) &&
           decimal_shift(rise, 2, &rise) && decimal_eq(rise, percent->low);
}

enum relation claim_relation(const struct claim *a, const struct claim *b)
{
    if (is_growth(a, b) || is_growth(b, a))
        return RELATION_SAME;
    bool fit = claim_units_fit(a, b) > 0;
    if (fit && claim_equal(a, b))
        return certainty_fits(a, b) ? RELATION_SAME : RELATION_QUALIFIER;
    if (!is_raw_equal(a, b) || a->q.kind == QUANTITY_ORDINAL ||
        b->q.kind == QUANTITY_ORDINAL)
        return RELATION_NONE;
    return RELATION_UNIT;
}
