/* SPDX-License-Identifier: MIT */
#include "model/quantity.h"

static const char ordinal_words[] =
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
    "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
    "nineteenth twentieth thirtieth";
/* From a half on; the second table has the plurals. */
static const char fraction_words[] =
    "half third quarter fifth sixth seventh eighth ninth tenth";
static const char fractions_words[] =
    "halves thirds quarters fifths sixths sevenths eighths ninths tenths";

static void set(struct number *n, int64_t value, size_t end)
{
    n->value = (struct decimal){value, 0};
    n->precision = 0;
    for (int64_t v = value; v != 0 && v % 10 == 0; v /= 10)
        n->precision++;
    n->end = end;
}

/* Behind "one", "two", "a": half, third, quarters … */
static bool share(struct str s, struct number *n, int64_t count)
{
    size_t start;
    struct str word = quantity_next_word(s, n->end, &start);
    int which =
        quantity_word_in(word, count == 1 ? fraction_words : fractions_words);
    if (which < 0 || count < 1)
        return false;
    struct decimal whole = {which + 2, 0};
    struct decimal part = {count * 100, 0};
    decimal_div(part, whole, 2, &n->value);
    n->value = decimal_trim(n->value);
    n->kind = QUANTITY_PERCENT;
    n->precision = 1;
    n->end = start + word.len;
    return true;
}

/* "and a half" behind two: 2.5, perhaps million. */
static void and_a_half(struct str s, struct number *n)
{
    size_t at = quantity_skip_spaces(s, n->end);
    struct decimal half = {5, 1};
    bool hyphens = quantity_is(s, n->end, "-and-a-half");
    if ((!hyphens && !quantity_is(s, at, "and a half")) ||
        !decimal_add(n->value, half, &n->value))
        return;
    n->precision = -1;
    n->end = (hyphens ? n->end + 1 : at) + strlen("and a half");
}

static bool is_time_word(struct str word)
{
    return quantity_word_in(word, "year month day hour week century decade "
                                  "term semester") >= 0;
}

/* half a million, half an hour, half the schools; not "first half". */
static enum read read_half(struct reader *r, struct number *n)
{
    struct str s = r->text;
    struct str before = quantity_word_before(r, n->at);
    if (quantity_word_in(before, ordinal_words) >= 0 ||
        quantity_word_in(before, "other latter upper lower last") >= 0 ||
        (n->end < s.len && s.at[n->end] == '-'))
        return READ_SKIP;
    size_t start, after;
    struct str article = quantity_next_word(s, n->end, &start);
    struct number_word t;
    n->value = (struct decimal){50, 0};
    n->kind = QUANTITY_PERCENT;
    n->precision = 1;
    if (quantity_word_in(article, "a an") < 0)
        return READ_NUMBER;
    struct str next = quantity_next_word(s, start + article.len, &after);
    if (!is_time_word(next) && !quantity_word_is(next, "dozen") &&
        !(quantity_term(next, &t) && t.power > 0))
        return READ_NUMBER;
    n->kind = QUANTITY_PLAIN;
    n->value = (struct decimal){5, 1};
    n->precision = -1;
    n->end = start + article.len;
    return quantity_scale(r, n) ? READ_NUMBER : READ_SKIP;
}

static bool read_times(struct str word, struct number *n)
{
    static const struct {
        const char *words;
        int value;
    } times[] = {
        {"twice doubled doubling twofold", 2},
        {"tripled trebled tripling threefold thrice", 3},
        {"quadrupled fourfold", 4},
        {"fivefold", 5},
        {"tenfold", 10},
    };
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++)
        if (quantity_word_in(word, times[i].words) >= 0) {
            n->value = (struct decimal){times[i].value, 0};
            n->kind = QUANTITY_TIMES;
            return true;
        }
    return false;
}

/* "nearly double", "less than triple"; the bare words are too often names. */
static bool read_multiple(struct reader *r, struct str word, struct number *n)
{
    int which = quantity_word_in(word, "double treble triple quadruple");
    size_t before = n->at;
    if (which < 0 || quantity_en_before(r, &before) == QUALIFIER_EXACT)
        return false;
    n->value = (struct decimal){which == 0 ? 2 : which == 3 ? 4 : 3, 0};
    n->kind = QUANTITY_TIMES;
    return true;
}

/* "per thousand", "every hundred" */
static void per_power(struct reader *r, struct str word, size_t at,
                      struct number_phrase *p)
{
    struct number_word t;
    if (quantity_term(word, &t) && t.power > 0 &&
        quantity_word_in(quantity_word_before(r, at), "per every each") >= 0) {
        p->part = 1;
        p->any = true;
    }
}

/* A dozen is a scale of twelve. */
static void dozen(struct str s, struct number *n)
{
    size_t start;
    struct str word = quantity_next_word(s, n->end, &start);
    struct decimal twelve = {12, 0};
    if (quantity_word_is(word, "dozen") &&
        decimal_mul(n->value, twelve, &n->value))
        n->end = start + word.len;
}

/* Behind "an" or "two": hour and a half. */
static bool time_and_a_half(struct str s, struct number *n)
{
    size_t start;
    struct str word = quantity_next_word(s, n->end, &start);
    struct str rest = str_from(s, start + word.len);
    struct decimal half = {5, 1};
    bool plural = word.len > 0 && word.at[word.len - 1] == 's';
    if (!is_time_word(str_head(word, word.len - plural)) ||
        !str_starts(rest, STR(" and a half")) ||
        !decimal_add(n->value, half, &n->value))
        return false;
    n->unit = word;
    n->precision = -1;
    n->end = start + word.len + strlen(" and a half");
    return true;
}

static enum read read_article(struct reader *r, struct number *n)
{
    struct str s = r->text;
    size_t start, after;
    struct str next = quantity_next_word(s, n->end, &start);
    n->value = (struct decimal){1, 0};
    if (time_and_a_half(s, n))
        return READ_NUMBER;
    if (quantity_word_is(next, "dozen") || quantity_word_is(next, "half")) {
        n->value = (struct decimal){1, 0};
        dozen(s, n);
        return n->end > start || share(s, n, 1) ? READ_NUMBER : READ_NOTHING;
    }
    if (!share(s, n, 1))
        return READ_NOTHING;
    size_t before = n->at;
    struct str of = quantity_next_word(s, n->end, &after);
    if (of.len == 0 || quantity_word_in(of, "of in") >= 0 ||
        quantity_en_before(r, &before) != QUALIFIER_EXACT)
        return READ_NUMBER;
    return READ_NOTHING;
}

/* "one" alone is mostly an article or a pronoun. */
static bool counts_as_one(struct reader *r, const struct number *n)
{
    size_t start;
    struct str next = quantity_next_word(r->text, n->end, &start);
    size_t end = start + next.len;
    if (quantity_word_in(next, "or to in out") >= 0) {
        struct number_word t;
        size_t of = quantity_is(r->text, end, " of ") ? end + 3 : end;
        struct str other = quantity_next_word(r->text, of, &start);
        if (quantity_term(other, &t) && t.power == 0 && t.value > 1)
            return true;
    }
    size_t before = n->at; /* "at least one" */
    return r->relaxed ||
           quantity_word_in(next, "per percent percentage") >= 0 ||
           quantity_en_before(r, &before) != QUALIFIER_EXACT;
}

static bool read_ordinal(struct str word, struct number *n)
{
    int which = quantity_word_in(word, ordinal_words);
    if (which < 0)
        return false;
    n->kind = QUANTITY_ORDINAL;
    n->value = (struct decimal){which < 20 ? which + 1 : 30, 0};
    return true;
}

/* Whether a number word begins like this: most words are passed over by it. */
static bool begins_number(struct str word)
{
    /* by the first letter, two more each */
    static const char behind['z' - 'a' + 1][19] = {
        ['d' - 'a'] = "ou",         ['e' - 'a'] = "igle",
        ['f' - 'a'] = "ifirivorou", ['h' - 'a'] = "alun",
        ['m' - 'a'] = "il",         ['n' - 'a'] = "in",
        ['o' - 'a'] = "ne",         ['q' - 'a'] = "ua",
        ['s' - 'a'] = "ixevec",     ['t' - 'a'] = "woenhrhohirirewewi",
        ['z' - 'a'] = "er"};
    if (word.len < 3)
        return quantity_word_in(word, "a an") >= 0;
    char first = (char)(word.at[0] | 0x20);
    if (first < 'a' || first > 'z')
        return false;
    char second = (char)(word.at[1] | 0x20), third = (char)(word.at[2] | 0x20);
    for (const char *p = behind[first - 'a']; *p != '\0'; p += 2)
        if (p[0] == second && p[1] == third)
            return true;
    return false;
}

enum read quantity_words(struct reader *r, size_t at, struct number *out)
{
    struct str s = r->text, word = quantity_word(s, at);
    if (word.len == 0 || !begins_number(word))
        return READ_NOTHING;
    *out = (struct number){.at = at, .end = at + word.len};
    if (quantity_word_is(word, "half"))
        return read_half(r, out);
    if (read_times(word, out) || read_multiple(r, word, out) ||
        read_ordinal(word, out))
        return READ_NUMBER;
    struct number_phrase p = {0};
    per_power(r, word, at, &p);
    size_t end = quantity_phrase(s, at, &p);
    if (!p.any || end == at) {
        if (quantity_word_in(word, "a an") >= 0)
            return read_article(r, out);
        return READ_NOTHING;
    }
    set(out, p.total + p.part, end);
    size_t start;
    struct str next = quantity_next_word(s, end, &start);
    if (p.open && quantity_word_in(next, ordinal_words) >= 0) {
        out->kind = QUANTITY_ORDINAL;
        out->end = start + next.len;
        return READ_NUMBER;
    }
    bool in_phrase = end < s.len && s.at[end] == '-' &&
                     !quantity_is(s, end, "-and-a-half") &&
                     quantity_word_in(next, "in on to by and") >= 0;
    if (share(s, out, out->value.coef))
        return READ_NUMBER;
    if (in_phrase)
        return READ_SKIP;
    size_t number_end = out->end;
    and_a_half(s, out);
    if (out->end == number_end && time_and_a_half(s, out))
        return READ_NUMBER;
    dozen(s, out);
    if (out->end != number_end && !quantity_scale(r, out))
        return READ_SKIP;
    if (p.one && out->end == number_end && !counts_as_one(r, out))
        return READ_SKIP;
    return READ_NUMBER;
}
