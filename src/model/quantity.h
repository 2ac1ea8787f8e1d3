/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_QUANTITY_H
#define JB_MODEL_QUANTITY_H

/* How quantities_read and figure_check are put together; only quantity*.c,
 * figure_*.c and agree*.c include this.
 *
 * quantity.c walks the text and puts each quantity together: the numeral by
 * quantity_digits.c (Arabic digits), quantity_zh.c (Han) or quantity_en.c
 * (words; quantity_phrase.c reads "two hundred and five"), then
 * quantity_range.c, quantity_date.c, quantity_unit.c and quantity_mark.c
 * (qualifiers) around it; quantity_names.c skips names. All offsets are bytes
 * in reader.text. Every reader moves forward and looks back a bounded way,
 * so that the whole is linear. */

#include "model/figure.h"

struct reader {
    struct arena *arena;
    struct str text;
    enum numerals numerals;
    bool relaxed; /* a lone 一, one, or numeral without a measure counts too */
    size_t at;    /* where reading goes on */
    size_t done;  /* end of the last quantity: nothing looks back behind it */
    struct quantities *out;
};

enum read {
    READ_NOTHING,
    READ_SKIP, /* a name, code or vague number, up to .end */
    READ_NUMBER
};

struct number {
    struct decimal value;
    int precision; /* 10^precision is the last digit written */
    int power;     /* of the scale in it: 4 for 万 */
    size_t at, end;
    unsigned digits;     /* Arabic digits of a bare integer, else 0 */
    bool zero_led;       /* 0379 */
    uint8_t kind;        /* enum quantity_kind, where the numeral tells */
    uint8_t qualifier;   /* enum qualifier, where the numeral tells */
    struct str unit;     /* where it stands inside: an hour and a half */
    struct decimal high; /* 三四个: two numbers in one */
    bool range;
};

/* Like quantities_read; `relaxed` as above. */
void quantity_scan(struct arena *a, struct str text, enum numerals numerals,
                   bool relaxed, const struct str *ignore, size_t n_ignore,
                   struct quantities *out);

/* The same with names that were prepared once, or NULL. */
struct names;
void quantity_scan_named(struct arena *a, struct str text,
                         enum numerals numerals, bool relaxed,
                         const struct names *names, struct quantities *out);

/* The character at an offset, full-width ASCII as ASCII; 0 at the end. */
uint32_t quantity_char(struct str s, size_t at, size_t *next);
/* The character before an offset, not looking back behind `from`. */
uint32_t quantity_before(struct str s, size_t from, size_t at, size_t *start);
/* `text`, not empty, stands there. */
static inline bool quantity_is(struct str s, size_t at, const char *text)
{
    return at < s.len && s.at[at] == text[0] &&
           str_starts(str_from(s, at), str_of(text));
}
static inline bool quantity_is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}
static inline bool quantity_is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
size_t quantity_skip_spaces(struct str s, size_t at);

/* The word of ASCII letters at an offset or before one (spaces skipped). */
struct str quantity_word(struct str s, size_t at);
struct str quantity_word_before(const struct reader *r, size_t at);
bool quantity_word_is(struct str word, const char *lower); /* ignoring case */
/* Position in a table of words separated by single spaces, or -1. */
int quantity_word_in(struct str word, const char *words);

/* The number that begins at an offset, in any writing. */
enum read quantity_number(struct reader *r, size_t at, struct number *out);
enum read quantity_digits(struct reader *r, size_t at, struct number *out);
enum read quantity_han(struct reader *r, size_t at, struct number *out);
enum read quantity_words(struct reader *r, size_t at, struct number *out);

/* A number word: `one` to `nineteen` and the tens have power 0. */
struct number_word {
    int value, power;
};
bool quantity_term(struct str word, struct number_word *out);
/* The next word, behind one space or hyphen, and where it begins. */
struct str quantity_next_word(struct str s, size_t at, size_t *start);

/* Number words that make up one number; what quantity_phrase starts with may
 * have a part already: "per thousand" is a thousand. */
struct number_phrase {
    int64_t total, part; /* part: below the next thousand */
    int last_power;
    bool any, open; /* open: the last word was 20 … 90 */
    bool one;       /* all of it is "one" or "a" */
};
/* Reads what begins at an offset: its end, `at` where nothing does. */
size_t quantity_phrase(struct str s, size_t at, struct number_phrase *p);

/* Multiplies by the scale behind the number, if one stands there. */
bool quantity_scale(struct reader *r, struct number *n);

/* A date or time that the number (or the range up to `last`) begins or belongs
 * to: its end, or 0. */
size_t quantity_date(struct reader *r, const struct number *n,
                     const struct number *last);
bool quantity_is_year(const struct number *n);
bool quantity_is_month_name(struct str word);
/* The currency, not a name such as Yuan'an County or Yuan Longping. */
bool quantity_is_yuan(struct str s, size_t at);

bool quantity_is_year_pair(const struct number *a, const struct number *b);

/* The other end behind a number, if the two are a range: 3—5, 3%—5%, 1—2万. */
bool quantity_range(struct reader *r, struct number *n, struct number *high);
/* 三分之一, 3/4: makes a percentage of the number. */
bool quantity_fraction(struct reader *r, struct number *n);

/* A quantity that is being put together. */
struct item {
    struct quantity q;
    size_t start, end; /* all of it, in the text */
};

/* Takes in the unit and the qualifier around a number. */
void quantity_unit(struct reader *r, struct item *it);
/* 余 and 多 alone, and the qualifiers before and behind alone. */
void quantity_surplus(struct reader *r, struct item *it);
void quantity_certainty(struct reader *r, struct item *it);

/* Bytes of the measure word at an offset (名, 人次, 个百分点), or 0. */
size_t quantity_measure(struct str s, size_t at);
/* 成 as in 三成, not as in 成立 or 成员. */
bool quantity_is_tenths(struct str s, size_t at);
bool quantity_is_time_measure(struct str measure);

/* The qualifier that ends just before, or begins at, an offset; moves it. */
enum qualifier quantity_zh_before(const struct reader *r, size_t *at);
enum qualifier quantity_zh_after(struct str s, size_t *at);
enum qualifier quantity_en_before(const struct reader *r, size_t *at);
enum qualifier quantity_en_after(struct str s, size_t *at);

/* Names in a text, by their first bytes. */
enum { QUANTITY_BUCKETS = 256 };

struct names {
    const struct str *at;
    uint32_t first[QUANTITY_BUCKETS],
        *next; /* position + 1, chained by bucket */
};

struct names quantity_names(struct arena *a, const struct str *ignore,
                            size_t n);

/* By three bytes, with upper-case letters as lower-case ones. */
static inline unsigned quantity_bucket(struct str s, size_t at)
{
    if (s.len - at < 3)
        return 0;
    unsigned a = (unsigned char)s.at[at] | 0x20U;
    unsigned b = (unsigned char)s.at[at + 1] | 0x20U;
    unsigned c = (unsigned char)s.at[at + 2] | 0x20U;
    return (a * 31 + b * 131 + c * 7) % QUANTITY_BUCKETS;
}

/* Length of the longest name at an offset, or 0; most have none in their
 * bucket. */
size_t quantity_name_of(const struct names *names, uint32_t first, struct str s,
                        size_t at);
static inline size_t quantity_name_at(const struct names *names, struct str s,
                                      size_t at)
{
    uint32_t first = names->first[quantity_bucket(s, at)];
    return first == 0 ? 0 : quantity_name_of(names, first, s, at);
}

/* figure_check.c: does "about `said`" and the like hold for the value? */
bool quantity_holds(struct decimal value, const struct quantity *q,
                    enum qualifier how);

/* figure_unit.c: does the number's unit fit the cell's? A unit that the text
 * does not name, or a noun that is no unit, fits. */
bool quantity_same_unit(const struct unit *u, const struct quantity *q);
/* The first word with its hyphens, or the measure word. */
struct str quantity_unit_token(struct str unit);

#endif
