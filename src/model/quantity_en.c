/* SPDX-License-Identifier: MIT */
#include "model/quantity.h"

/* A number word: `one` to `nineteen` and the tens have power 0. */
struct term {
    int value, power;
};

static const char small_words[] =
    "zero one two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
static const char tens_words[] =
    "- - twenty thirty forty fifty sixty seventy eighty ninety";
static const char ordinal_words[] =
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
    "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
    "nineteenth twentieth thirtieth";
/* From a half on; the second table has the plurals. */
static const char fraction_words[] =
    "half third quarter fifth sixth seventh eighth ninth tenth";
static const char fractions_words[] =
    "halves thirds quarters fifths sixths sevenths eighths ninths tenths";

/* By its first letters, as most words are none. */
static bool may_be_term(struct str word)
{
    static const char starts[][3] = {"bi", "ei", "el", "fi", "fo", "hu", "mi",
                                     "ni", "on", "se", "si", "te", "th", "tr",
                                     "tw", "ze"};
    if (word.len < 3 || (word.len < 5 && (word.at[1] | 0x20) == 'h'))
        return false;
    char a = (char)(word.at[0] | 0x20), b = (char)(word.at[1] | 0x20);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (starts[i][0] == a && starts[i][1] == b)
            return true;
    return false;
}

static bool term_of(struct str word, struct term *out)
{
    static const struct {
        const char *word;
        int power;
    } powers[] = {{"hundred", 2},
                  {"thousand", 3},
                  {"million", 6},
                  {"billion", 9},
                  {"trillion", 12}};
    if (!may_be_term(word))
        return false;
    for (size_t i = 0; i < sizeof powers / sizeof powers[0]; i++)
        if (quantity_word_is(word, powers[i].word)) {
            *out = (struct term){1, powers[i].power};
            return true;
        }
    int value = quantity_word_in(word, small_words);
    if (value < 0 && (value = quantity_word_in(word, tens_words)) > 0)
        value *= 10;
    *out = (struct term){value, 0};
    return value >= 0;
}

/* The next word, behind one space or hyphen. */
static struct str next_word(struct str s, size_t at, size_t *start)
{
    *start = at;
    if (at < s.len && (s.at[at] == ' ' || s.at[at] == '-'))
        *start = at + 1;
    return quantity_word(s, *start);
}

struct phrase {
    int64_t total, part; /* part: below the next thousand */
    int last_power;
    bool any, open; /* open: the last word was 20 … 90 */
    bool one;       /* all of it is "one" or "a" */
};

static bool add_term(struct phrase *p, struct term t)
{
    if (t.power == 0) {
        bool fits = p->part == 0 || (p->part % 100 == 0 && t.value > 0) ||
                    (p->open && t.value > 0 && t.value < 10);
        if (!fits || (p->any && t.value == 0) ||
            (p->total > 0 && p->part == 0 && t.value == 0))
            return false;
        p->part += t.value;
        p->open = t.value >= 20;
        p->one = !p->any && t.value == 1;
    } else {
        struct decimal scale = {1, 0};
        decimal_shift(scale, t.power, &scale);
        if (p->part == 0 || p->part >= 1000 ||
            (t.power == 2 && p->part >= 100) ||
            (t.power > 2 && p->total > 0 && t.power >= p->last_power))
            return false;
        p->one = p->open = false;
        if (t.power == 2) {
            p->part *= 100;
        } else {
            p->total += p->part * scale.coef;
            p->part = 0;
            p->last_power = t.power;
        }
    }
    p->any = true;
    return true;
}

/* "and" joins only what stands below a hundred to the rest. */
static bool joins(struct str s, const struct phrase *p, size_t *at)
{
    size_t start, after;
    struct str word = next_word(s, *at, &start);
    struct term t;
    if (!p->any || !quantity_word_is(word, "and") ||
        !(p->part % 100 == 0 && (p->part > 0 || p->total > 0)))
        return false;
    if (!term_of(next_word(s, start + 3, &after), &t) || t.power != 0)
        return false;
    *at = start + 3;
    return true;
}

static size_t read_phrase(struct str s, size_t at, struct phrase *p)
{
    size_t end = at, start = at;
    struct str word = quantity_word(s, at);
    if (quantity_word_in(word, "a an") >= 0) {
        struct term t;
        struct str next = next_word(s, at + word.len, &start);
        if (!term_of(next, &t) || t.power == 0)
            return at;
        p->part = 1;
        p->any = true;
    }
    for (;;) {
        struct term t;
        word = quantity_word(s, start);
        if (!term_of(word, &t) || !add_term(p, t))
            break;
        end = start + word.len;
        size_t from = end;
        joins(s, p, &from);
        next_word(s, from, &start);
        if (start == from)
            break;
    }
    return end;
}

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
    struct str word = next_word(s, n->end, &start);
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
    struct str article = next_word(s, n->end, &start);
    struct term t;
    n->value = (struct decimal){50, 0};
    n->kind = QUANTITY_PERCENT;
    n->precision = 1;
    if (quantity_word_in(article, "a an") < 0)
        return READ_NUMBER;
    struct str next = next_word(s, start + article.len, &after);
    if (!is_time_word(next) && !quantity_word_is(next, "dozen") &&
        !(term_of(next, &t) && t.power > 0))
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
                      struct phrase *p)
{
    struct term t;
    if (term_of(word, &t) && t.power > 0 &&
        quantity_word_in(quantity_word_before(r, at), "per every each") >= 0) {
        p->part = 1;
        p->any = true;
    }
}

/* A dozen is a scale of twelve. */
static void dozen(struct str s, struct number *n)
{
    size_t start;
    struct str word = next_word(s, n->end, &start);
    struct decimal twelve = {12, 0};
    if (quantity_word_is(word, "dozen") &&
        decimal_mul(n->value, twelve, &n->value))
        n->end = start + word.len;
}

/* Behind "an" or "two": hour and a half. */
static bool time_and_a_half(struct str s, struct number *n)
{
    size_t start;
    struct str word = next_word(s, n->end, &start);
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
    struct str next = next_word(s, n->end, &start);
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
    struct str of = next_word(s, n->end, &after);
    if (of.len == 0 || quantity_word_in(of, "of in") >= 0 ||
        quantity_en_before(r, &before) != QUALIFIER_EXACT)
        return READ_NUMBER;
    return READ_NOTHING;
}

/* "one" alone is mostly an article or a pronoun. */
static bool counts_as_one(struct reader *r, const struct number *n)
{
    size_t start;
    struct str next = next_word(r->text, n->end, &start);
    size_t end = start + next.len;
    if (quantity_word_in(next, "or to in out") >= 0) {
        struct term t;
        size_t of = quantity_is(r->text, end, " of ") ? end + 3 : end;
        struct str other = next_word(r->text, of, &start);
        if (term_of(other, &t) && t.power == 0 && t.value > 1)
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
    struct phrase p = {0};
    per_power(r, word, at, &p);
    size_t end = read_phrase(s, at, &p);
    if (!p.any || end == at) {
        if (quantity_word_in(word, "a an") >= 0)
            return read_article(r, out);
        return READ_NOTHING;
    }
    set(out, p.total + p.part, end);
    size_t start;
    struct str next = next_word(s, end, &start);
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
