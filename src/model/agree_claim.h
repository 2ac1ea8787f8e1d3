/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_AGREE_CLAIM_H
#define JB_MODEL_AGREE_CLAIM_H

/* Inside of agree: a claim is a number of a text with what it counts; only
 * agree*.c include this.
 *
 * agree.c matches the claims of both sides, agree_claim.c makes them,
 * agree_same.c says whether two say the same, agree_date.c does so for dates,
 * agree_slack.c knows what a translation may leave out, agree_slip.c guesses
 * how a number went wrong. agree_site.c walks the site, agree_read.c takes the
 * texts of a version, agree_report.c writes the messages. */

#include "model/agree.h"
#include "model/quantity.h"

enum counted {
    COUNTED_ANY, /* 个, or a word that is not known */
    COUNTED_PERSONS,
    COUNTED_VISITS, /* 人次, person-times */
    COUNTED_INSTITUTIONS,
    COUNTED_CLASSES,
    COUNTED_ROOMS,
    COUNTED_PLACES,
    COUNTED_HOUSEHOLDS,
    COUNTED_BOOKS,
    COUNTED_MONTHS, /* years too, as months */
    COUNTED_DAYS,   /* weeks too */
    COUNTED_MINUTES,
    COUNTED_SECONDS,
    COUNTED_METRES,
    COUNTED_SQUARE_METRES,
    COUNTED_MU,
    COUNTED_HECTARES,
    COUNTED_TONNES,
    COUNTED_YUAN,
    COUNTED_FOREIGN
};

struct claim {
    struct quantity q;
    struct decimal low, high; /* in the base unit: months, days, minutes */
    enum counted counted;
    int factor;  /* of the unit that was written: 12 for years; 0: none */
    bool elided; /* no unit stands behind it */
    bool done;   /* matched or reported */
    bool paired; /* matched */
    const struct agree_text *text;
    const void *cell; /* of the stat reference around it, or NULL */
    size_t unit;      /* index in the section */
    size_t from, to;  /* of the text between the claims before and behind */
};

struct claims {
    struct claim *at;
    size_t len, cap;
};

/* One moment or day; parts that are not said are -1. */
struct point {
    int year, month, day, hour, minute;
    struct quantity q;
    const struct agree_text *text;
    size_t unit;
    bool done;
    bool bare_month; /* read in addition: never reported */
};

struct points {
    struct point *at;
    size_t len, cap;
};

struct side {
    struct claims claims;
    struct points points;
};

/* Adds what a text says. */
void claims_read(struct arena *a, const struct agree_text *text, size_t unit,
                 const struct agree_options *options, struct side *out);

enum relation {
    RELATION_NONE,
    RELATION_SAME,
    RELATION_UNIT,
    RELATION_QUALIFIER
};
enum relation claim_relation(const struct claim *a, const struct claim *b);
/* 0 differ, 1 may be the same, 2 the same known unit. */
int claim_units_fit(const struct claim *a, const struct claim *b);
bool claim_rounds(const struct claim *a, const struct claim *b);
/* 50 mu and 3.3 hectares. */
bool claim_converts(const struct claim *a, const struct claim *b);
/* Is the number itself the same, whatever it counts? */
bool claim_equal(const struct claim *a, const struct claim *b);

/* Adds the points of time that a date names. */
void points_read(struct arena *a, const struct agree_text *text,
                 const struct quantity *q, size_t unit, struct points *out);
/* English months without a day or year. */
void points_months(struct arena *a, const struct agree_text *text, size_t unit,
                   struct points *out);
/* Does b say what a says? */
bool point_covered(const struct point *a, const struct point *b);
/* agree_points.c: reports the dates of a section that only one side has. */
void points_compare(struct arena *a, const struct agree_unit *units, size_t n,
                    const struct agree_options *options, struct side side[2],
                    struct disagreements *out);

/* May this number be missing in the other text? `passing` as below. */
bool slack_allows(const struct claim *c, const struct claims *own,
                  const struct agree_unit *other, int side,
                  const struct quantities *passing);
/* Numerals of the unit's texts that are no claims: of names, without a measure
 * word. `known` are the claims, from the unit's first one on. */
void slack_passing(struct arena *a, const struct agree_unit *unit, int side,
                   const struct claims *known, size_t first,
                   struct quantities *out);
/* Says little: one, none, first. */
bool slack_is_weak(const struct claim *c);
bool slack_year(const struct agree_unit *unit, int side);

struct str slip_of(struct arena *a, enum speech speech,
                   const struct claim *ours, const struct claim *theirs);
int slip_score(const struct claim *ours, const struct claim *theirs);

#endif
