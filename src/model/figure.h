/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_FIGURE_H
#define JB_MODEL_FIGURE_H

/* A published number: an exact value with its certainty and unit, how it is
 * written for readers of each language, and whether a writer's words say the
 * same. Nothing is ever rounded when it is written. */

#include "base/decimal.h"
#include "model/words.h"

enum qualifier {
    QUALIFIER_EXACT,
    QUALIFIER_OVER,     /* 余, 多; more than */
    QUALIFIER_AT_LEAST, /* 以上; at least */
    QUALIFIER_NEARLY,   /* 近; nearly */
    QUALIFIER_UNDER,    /* 不足; under */
    QUALIFIER_AT_MOST,  /* 以内; at most */
    QUALIFIER_ABOUT     /* 左右, 约; about */
};

enum unit_kind {
    UNIT_COUNT,
    UNIT_MONEY,
    UNIT_PERCENT,
    UNIT_POINTS,
    UNIT_RATIO,
    UNIT_DURATION
};

struct unit {
    struct loc loc;
    struct str id;
    enum unit_kind kind;
    struct str zh, en_one, en_other; /* patterns with {n}, else appended */
    struct str zh_alt, en_alt;       /* `|`-separated, accepted in checks */
};

/* Languages differ in how they count. */
enum numerals { NUMERALS_EN, NUMERALS_ZH };
enum numerals numerals_of(struct str lang_tag); /* zh* is ZH, all else EN */

struct figure {
    struct decimal low;
    struct decimal high; /* = low unless `range` */
    bool range;
    uint8_t scale;     /* 0, 4 (万) or 8 (亿): how the source wrote it */
    uint8_t qualifier; /* enum qualifier */
    uint8_t decimals;  /* at least so many are shown */
    const struct unit *unit;
};

/* The value column of statistics: digits, optional 万 or 亿, or `a..b`. Fills
 * low, high, range and scale; the numbers are full (4万 is 40000). */
bool figure_parse_value(struct str text, struct figure *out);

enum figure_form {
    FIGURE_FULL,   /* 50余名 · more than 50 experts */
    FIGURE_NUMBER, /* 50余 · more than 50 */
    FIGURE_VALUE   /* 50 · 50 */
};

/* In running text, all significant digits kept. zh scales at 10^4 and 10^8
 * where the source did or at most 2 decimals remain, en at 10^6 and 10^9 where
 * at most 4 remain; else the digits stand (grouped, but not in zh).
 *
 * Patterns: scale_4, scale_8 (zh), scale_6, scale_9 {n}; range {a} {b}; q_over,
 * q_at_least, q_nearly, q_under, q_at_most, q_about. A q_ pattern that has
 * {unit} gets number ({n}, with what stands before it, as CNY) and unit apart
 * ("{n}余{unit}"); one without gets both as {n} ("more than {n}"). Preferred
 * where they exist: q_…_scaled for a number with a scale word, q_…_amount for
 * units that are no counts. minus, group_mark and decimal_mark are words. */
struct str figure_prose(struct arena *a, const struct figure *f,
                        const struct words *w, enum figure_form form);

/* In tables: all digits grouped by thousands, the qualifier as a short mark
 * pattern (mark_over … {n}; without one the bare number), without the unit. */
struct str figure_cell(struct arena *a, const struct figure *f,
                       const struct words *w);

/* The unit's word for a column head ("pupils", "名"); "%" for percent. */
struct str figure_unit_word(const struct figure *f, const struct words *w);

/* Plain digits for downloads: 192.46万 is 1924600; `a..b` for a range. */
struct str figure_plain(struct arena *a, const struct figure *f);

/* A number found in a text. */
struct quantity {
    struct decimal low, high; /* full values */
    bool range;
    uint8_t qualifier; /* enum qualifier */
    uint8_t kind;      /* enum quantity_kind */
    int precision;     /* 10^precision is the last digit that was written */
    size_t at, len;    /* bytes in the text, qualifier and unit word included */
    size_t number_at, number_len; /* the digits or numerals and their scale */
    struct str unit; /* the words behind (or CNY, ¥ before) the number that
                        may name a unit: up to 3 words or 8 Han characters */
};

enum quantity_kind {
    QUANTITY_PLAIN,
    QUANTITY_PERCENT, /* %, ％, 百分之, per cent, percent */
    QUANTITY_POINTS,  /* 个百分点, percentage points */
    QUANTITY_MONEY,   /* 元, yuan, CNY, RMB, ¥ */
    QUANTITY_TIMES,   /* 倍, times, -fold, doubled */
    QUANTITY_DATE, /* 2021年6月18日, 18 June 2021: not compared as numbers */
    QUANTITY_ORDINAL /* 第三, third (of order), No. 3 */
};

struct quantities {
    struct quantity *at;
    size_t len, cap;
};

/* All quantities of a plain text, in order: digits (also full-width) with
 * separators and decimals, 万 亿 万亿 千 百, Chinese numerals (二十二, 两百,
 * 三分之一, 半), 成; thousand, million, billion, dozen, half, a third, numbers
 * in words; ranges (2-3, 3—5, 3～5, 2 to 3); 余 多 近 约 左右 以上 不足 以内,
 * more than, over, at least, nearly, about, under, up to. `ignore` holds texts
 * that are names (十四五, 双减, "double reduction"): what lies within one is
 * skipped. */
void quantities_read(struct arena *a, struct str text, enum numerals numerals,
                     const struct str *ignore, size_t n_ignore,
                     struct quantities *out);

enum figure_match {
    FIGURE_SAME,      /* the number says what the cell says */
    FIGURE_NO_NUMBER, /* a pointer: nothing to check */
    FIGURE_MANY,      /* more than one number */
    FIGURE_VALUE_DIFFERS,
    FIGURE_QUALIFIER_DIFFERS, /* the cell's certainty is not said, or another */
    FIGURE_UNIT_DIFFERS /* another kind or another unit word than its unit has
                         */
};

/* Compares a stat reference's text with its cell: equal, or equal after
 * rounding to the written precision when the text says so (about, nearly, more
 * than …) in the right direction. On FIGURE_*_DIFFERS, `why` says it in words
 * for the message: "the cell has 54.02, the text says 54.2". */
enum figure_match figure_check(struct arena *a, const struct figure *f,
                               struct str text, enum numerals numerals,
                               const struct str *ignore, size_t n_ignore,
                               struct str *why);

/* The same with the names prepared once for many checks (quantity_names of
 * model/quantity.h, which takes time and room for each of them); NULL: none. */
struct names;
enum figure_match figure_check_named(struct arena *a, enum speech speech,
                                     const struct figure *f, struct str text,
                                     enum numerals numerals,
                                     const struct names *names,
                                     struct str *why);

#endif
