/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_DATE_H
#define JB_BASE_DATE_H

/* ISO 8601 dates with the precision they were written in. No clock, no locale.
 * Years 1..9999, proleptic Gregorian calendar. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum date_precision { DATE_NONE, DATE_YEAR, DATE_MONTH, DATE_DAY, DATE_MINUTE };

struct date {
    int16_t year;
    int8_t month, day;   /* 1.. when the precision has them, else 1 */
    int8_t hour, minute; /* 0 when the precision has none */
    int16_t offset;      /* minutes east of UTC, where written */
    bool has_offset;
    enum date_precision precision; /* DATE_NONE: no date */
};

/* `2021`, `2021-06`, `2021-06-18`, `2021-06-18T16:20`, `2021-06-18 16:20`,
 * the last two with optional seconds and `Z` or `+08:00`. */
bool date_parse(struct str text, struct date *out);

/* As parsed, in canonical form with "T" and without seconds. */
struct str date_iso(struct arena *a, struct date d);

int date_days_in_month(int year, int month);

/* Days since 1970-01-01 of the first and the last day meant; 0 for no date. */
int32_t date_first_day(struct date d);
int32_t date_last_day(struct date d);
struct date date_of_day(int32_t day); /* precision DATE_DAY */

/* A time zone of the IANA data base (ICU), e.g. Asia/Shanghai: a table of its
 * changes, immutable, shared by threads. */
struct zone;
struct zone *zone_open(struct str name); /* NULL: unknown name */
struct str zone_near(struct arena *a, struct str name); /* or empty */
void zone_close(struct zone *z);

/* Minutes east of UTC (whole ones) at an instant, and at a local time given as
 * if it were UTC: of a time that spring skips the offset before the change.
 * Wherever a zone is taken, NULL is UTC. */
int zone_offset(struct zone *z, int64_t instant);
int zone_offset_of_local(struct zone *z, int64_t local);

/* Seconds since 1970-01-01T00:00Z of the date's first instant; its own offset
 * wins over the zone's. */
int64_t date_instant(struct date d, struct zone *z);
/* The same instant as a date of minute precision with the zone's offset. */
struct date date_in_zone(int64_t instant, struct zone *z);

/* RFC 3339 with seconds and offset, `2021-06-18T16:20:00+08:00`. */
struct str date_rfc3339(struct arena *a, struct date d, struct zone *z);

/* By first day, then minutes, then the coarser first; no date before any. */
int date_compare(struct date a, struct date b);

/* A number from 0 to 99 with two digits, and without a leading zero. Both are
 * constant texts. */
struct str date_two_digits(int n);
struct str date_digits(int n);

#endif
