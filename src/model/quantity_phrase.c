/* SPDX-License-Identifier: MIT */
#include "model/quantity.h"

static const char small_words[] =
    "zero one two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
static const char tens_words[] =
    "- - twenty thirty forty fifty sixty seventy eighty ninety";

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

bool quantity_term(struct str word, struct number_word *out)
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
            *out = (struct number_word){1, powers[i].power};
            return true;
        }
    int value = quantity_word_in(word, small_words);
    if (value < 0 && (value = quantity_word_in(word, tens_words)) > 0)
        value *= 10;
    *out = (struct number_word){value, 0};
    return value >= 0;
}

struct str quantity_next_word(struct str s, size_t at, size_t *start)
{
    *start = at;
    if (at < s.len && (s.at[at] == ' ' || s.at[at] == '-'))
        *start = at + 1;
    return quantity_word(s, *start);
}

static bool add_term(struct number_phrase *p, struct number_word t)
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
static bool joins(struct str s, const struct number_phrase *p, size_t *at)
{
    size_t start, after;
    struct str word = quantity_next_word(s, *at, &start);
    struct number_word t;
    if (!p->any || !quantity_word_is(word, "and") ||
        !(p->part % 100 == 0 && (p->part > 0 || p->total > 0)))
        return false;
    word = quantity_next_word(s, start + 3, &after);
    if (!quantity_term(word, &t) || t.power != 0)
        return false;
    *at = start + 3;
    return true;
}

size_t quantity_phrase(struct str s, size_t at, struct number_phrase *p)
{
    size_t end = at, start = at;
    struct str word = quantity_word(s, at);
    if (quantity_word_in(word, "a an") >= 0) {
        struct number_word t;
        struct str next = quantity_next_word(s, at + word.len, &start);
        if (!quantity_term(next, &t) || t.power == 0)
            return at;
        p->part = 1;
        p->any = true;
    }
    for (;;) {
        struct number_word t;
        word = quantity_word(s, start);
        if (!quantity_term(word, &t) || !add_term(p, t))
            break;
        end = start + word.len;
        size_t from = end;
        joins(s, p, &from);
        quantity_next_word(s, from, &start);
        if (start == from)
            break;
    }
    return end;
}
