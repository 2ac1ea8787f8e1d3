/* SPDX-License-Identifier: MIT */
#ifndef JB_IMPORT_READING_H
#define JB_IMPORT_READING_H

/* What stands in one cell of somebody's spreadsheet, by itself: a time, a
 * number, a sign for "no figure". Nothing is guessed: what could mean two
 * things, or lost something, is a doubt, with the reason in words of `speech`. Texts that
 * come out live on the arena or in the text given. */

#include "base/arena.h"
#include "base/speech.h"
#include "model/figure.h"

/* Full-width ASCII as ASCII, blanks of all kinds as single spaces, none beside
 * other than ASCII characters, ASCII letters in lower case: 合　计 is 合计,
 * （万人） is (万人). For comparing labels. */
struct str reading_key(struct arena *a, struct str text);

/* Full-width ASCII and blanks as ASCII, U+2212 as minus; trimmed. */
struct str reading_narrow(struct arena *a, struct str text);

enum reading {
    READING_NO, /* nothing of the kind */
    READING_YES,
    READING_DOUBT /* `why` says what it could be */
};

/* A time in our form (see model/period.h) from 2021, 2021年, 2021年6月,
 * 2021/6/18, 2021.06, 202106, 2021.0, 2021年1-6月, 上半年, 第一季度,
 * 2016-2020年, 2021-2022学年 and the like. In a column or header of times
 * (`times`) bare numbers are looked at more closely: 44365 is a day number of
 * a spreadsheet. */
enum reading reading_time(struct arena *a, enum speech speech, struct str text,
                          bool times, struct str *period, struct str *why);

struct reading_number {
    struct str value;  /* for the column value: 54.02, 192.46万, 2..3 */
    uint8_t qualifier; /* enum qualifier */
    bool percent;      /* a percent sign stood there */
    bool scaled;       /* 万 or 亿 stood there */
    bool worded;       /* more than digits and separators */
    bool compared;     /* by a sign such as ≥ */
    struct str why;
};

enum number_kind {
    NUMBER_NO, /* text that is no number; `why` says what to write */
    NUMBER_VALUE,
    NUMBER_MISSING, /* — … - / N/A 缺 and the like */
    NUMBER_DOUBT
};

/* `decimal_comma`: 1,234 may be one and a quarter (files with semicolons). */
enum number_kind reading_number(struct arena *a, enum speech speech,
                                struct str text, bool decimal_comma,
                                struct reading_number *out);

#endif
