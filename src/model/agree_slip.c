/* SPDX-License-Identifier: MIT */
#include "model/agree_claim.h"

enum { DIGITS = 20 };

/* The significant digits, without zeros at both ends; the power of ten of the
 * last one. */
static size_t digits_of(struct decimal d, char out[DIGITS], int *power)
{
    struct decimal t = decimal_trim(d);
    int64_t v = t.coef < 0 ? -t.coef : t.coef;
    size_t n = 0;
    *power = -(int)t.places;
    for (; v != 0 && v % 10 == 0; v /= 10)
        ++*power;
    for (; v != 0 && n < DIGITS; v /= 10)
        out[n++] = (char)(v % 10);
    return n;
}

enum slip { SLIP_NONE, SLIP_POWER, SLIP_SWAP, SLIP_DIGIT, SLIP_LOST };

/* Digits stand from the last to the first. */
static enum slip compare_digits(const char *a, size_t n, const char *b,
                                size_t m)
{
    if (n == m) {
        size_t differ = 0, first = 0;
        for (size_t i = 0; i < n; i++)
            if (a[i] != b[i] && differ++ == 0)
                first = i;
        if (differ == 0)
            return SLIP_POWER;
        if (differ == 2 && a[first] == b[first + 1] && a[first + 1] == b[first])
            return SLIP_SWAP;
        return differ == 1 && n > 1 ? SLIP_DIGIT : SLIP_NONE;
    }
    if (n + 1 != m && m + 1 != n)
        return SLIP_NONE;
    const char *shorter = n < m ? a : b, *longer = n < m ? b : a;
    size_t len = n < m ? n : m, i = 0;
    while (i < len && shorter[i] == longer[i])
        i++;
    return len > 1 && memcmp(shorter + i, longer + i + 1, len - i) == 0
               ? SLIP_LOST
               : SLIP_NONE;
}

static enum slip slip_between(const struct claim *a, const struct claim *b,
                              int *power)
{
    char x[DIGITS], y[DIGITS];
    int px, py;
    size_t n = digits_of(a->q.high, x, &px), m = digits_of(b->q.high, y, &py);
    *power = py - px;
    return n > 0 && m > 0 ? compare_digits(x, n, y, m) : SLIP_NONE;
}

/* 高三 is Grade 12. */
static bool is_stage_grade(const struct claim *c)
{
    struct str before = str_head(c->text->text, c->q.at);
    return c->q.kind == QUANTITY_ORDINAL &&
           (str_ends(before, STR("高")) || str_ends(before, STR("初")));
}

int slip_score(const struct claim *ours, const struct claim *theirs)
{
    if (is_stage_grade(ours) || is_stage_grade(theirs))
        return 0;
    static const int scores[] = {[SLIP_NONE] = 0,
                                 [SLIP_POWER] = 8,
                                 [SLIP_SWAP] = 6,
                                 [SLIP_DIGIT] = 4,
                                 [SLIP_LOST] = 4};
    int power, fit = claim_units_fit(ours, theirs);
    int score = scores[slip_between(ours, theirs, &power)];
    return fit == 0 ? 0 : score + 2 * fit;
}

static bool has(const struct claim *c, const char *word)
{
    struct str number = {c->text->text.at + c->q.number_at, c->q.number_len};
    return str_find(number, str_of(word)) != SIZE_MAX;
}

/* A scale word of Chinese that was taken for one of English. */
static const char *misread(const struct claim *a, const struct claim *b,
                           int power)
{
    static const struct {
        const char *zh, *en;
        int power;
    } readings[] = {
        {"亿", "billion", 1},   {"亿", "million", -2}, {"万", "million", 2},
        {"万", "thousand", -1}, {"万", "hundred", -2},
    };
    bool turned = a->text->numerals != NUMERALS_ZH;
    const struct claim *zh = turned ? b : a, *en = turned ? a : b;
    for (size_t i = 0; i < sizeof readings / sizeof readings[0]; i++)
        if (has(zh, readings[i].zh) && has(en, readings[i].en) &&
            power == (turned ? -readings[i].power : readings[i].power))
            return readings[i].zh;
    return NULL;
}

static struct str power_slip(struct arena *a, enum speech speech,
                             const struct claim *ours,
                             const struct claim *theirs, int power)
{
    const char *zh = misread(ours, theirs, power);
    if (zh != NULL) {
        const struct claim *en =
            theirs->text->numerals == NUMERALS_ZH ? ours : theirs;
        const char *word = has(en, "billion")    ? "billion"
                           : has(en, "million")  ? "million"
                           : has(en, "thousand") ? "thousand"
                                                 : "hundred";
        return speech_say(a, speech, "%s read as %s", zh, word);
    }
    int factor = power < 0 ? -power : power;
    if (factor == 0 || factor > 12)
        return (struct str){0};
    struct decimal by = {1, 0};
    decimal_shift(by, factor, &by);
    struct str text = decimal_text(a, by);
    return speech_say(a, speech, "a factor of " STR_FMT, STR_ARG(text));
}

struct str slip_of(struct arena *a, enum speech speech,
                   const struct claim *ours, const struct claim *theirs)
{
    int power;
    switch (slip_between(ours, theirs, &power)) {
    case SLIP_POWER: return power_slip(a, speech, ours, theirs, power);
    case SLIP_SWAP: return speech_say(a, speech, "digits swapped");
    case SLIP_DIGIT: return speech_say(a, speech, "one digit differs");
    case SLIP_LOST: return speech_say(a, speech, "a digit too few or too many");
    case SLIP_NONE: break;
    }
    return (struct str){0};
}
