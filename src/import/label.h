/* SPDX-License-Identifier: MIT */
#ifndef JB_IMPORT_LABEL_H
#define JB_IMPORT_LABEL_H

/* What the words beside and above figures mean: districts, indicators,
 * periods, groups, units, totals, and what a column is for.
 *
 * A label is compared with the names and ids of the site as reading_key makes
 * them alike; nothing is compared approximately. Beyond whole names these forms
 * are understood: 河南省洛阳市涧西区 (names of the places above in front),
 * 在校生数（万人） or 在校生数/人 (unit or group behind), 2021年在校生数 (time
 * in front), 一、在校生数 and 其中：女 (a count or 其中 in front). What the
 * user said with --map is asked first. */

#include "import/reading.h"
#include "model/site.h"

/* What a column holds, where its header says so. */
enum role {
    ROLE_NONE,
    ROLE_DISTRICT,
    ROLE_INDICATOR,
    ROLE_PERIOD,
    ROLE_GROUP,
    ROLE_UNIT,
    ROLE_VALUE,
    ROLE_CARRY, /* copied into the column `carry` of the rows */
    ROLE_REMARK /* numbers of rows, remarks: not taken */
};

/* 万人, 所, %: every unit that has this wording. */
struct said_unit {
    struct str text; /* empty: none was said */
    const struct unit *const *unit;
    size_t n_units; /* 0: only a scale was said */
    uint8_t scale;  /* 4 万, 8 亿 */
    uint8_t shift;  /* 十, 百, 千: powers of ten below 万 */
    bool unknown;   /* it is no unit of the site */
};

struct label {
    struct str text;                  /* as it stands */
    const struct district **district; /* it may be any of these */
    size_t n_districts;
    const struct indicator *indicator, *other_indicator; /* two: ambiguous */
    const struct group *group;
    struct str period;
    struct said_unit unit;
    enum role role;
    struct str carry;
    struct str symbol; /* --map …=x */
    bool whole;        /* 合计, Total */
    bool ignored;      /* --map X=- */
    bool known;        /* any of the above */
    bool partly;       /* more than a whole name was read: worth saying */
    struct str why;    /* a doubt about it */
};

/* A meaning that --map gives: see labels_map. */
struct mapping {
    struct str key;
    struct label meaning;
    bool used;
};

struct labels {
    const struct site *site;
    struct arena arena;
    struct map by_key, units; /* reading_key of names and wordings */
    struct mapping *map;
    size_t n_map;
    const struct district *within; /* places are looked for below it */
    size_t n_hints;                /* searches for similar names so far */
    enum speech speech;            /* of what it says */
};

void labels_open(struct labels *l, const struct site *s, size_t n_map);
void labels_close(struct labels *l);

/* LABEL=MEANING: `-` (leave out), a role (district, indicator, period, group,
 * unit, value), a column of statistics (note_zh …), a district's code, a
 * period, an indicator's id with /group or without, /group, `symbol:x`,
 * `keep:NAME` (the column goes through under this name); district:, period:,
 * group: and indicator: in front say which is meant. False with `why`. */
bool labels_map(struct labels *l, struct str text, struct str *why);

/* `times`: it stands among times, so bare numbers are looked at as such. */
struct label label_read(struct labels *l, struct str text, bool times);

/* Adds what the other says; false with `why` where both say different
 * things. */
bool label_join(struct labels *l, struct label *into, const struct label *more,
                struct str *why);

/* The unit that a text such as 万人 or (万人) names; false: none. */
bool label_unit(struct labels *l, struct str text, struct said_unit *out);
bool unit_fits(const struct said_unit *said, const struct unit *unit);

/* "did you mean" with the nearest name of the kind, or empty. */
struct str label_hint(struct labels *l, struct str text, enum role role);
/* Names and codes of the districts that it may be, at most five. */
struct str label_candidates(struct labels *l, const struct label *label);

/* label_role.c: what a header's words make of its column. */
enum role role_of(struct str key, struct str *carry);

#endif
