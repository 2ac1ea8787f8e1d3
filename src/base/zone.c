/* SPDX-License-Identifier: MIT */
#include "base/date.h"

#include <stdlib.h>
#include <unicode/ucal.h>

#include "base/memory.h"

/* ICU knows the offsets; they are copied into a table when the zone is opened,
 * because a calendar of ICU's changes with every question and may not be shared
 * by threads. Dates are counted in date.c: ICU switches to the Julian calendar
 * before 1582. */
struct change {
    int64_t from; /* seconds since 1970 */
    int offset;   /* minutes, from then on */
};

struct zone {
    size_t len;
    struct change at[]; /* the first one counts for all time before, too */
};

enum { ZONE_NAME_MAX = 64, CHANGES_MAX = 1000 };

/* 1 January 1800: before any zone has changed. */
static const int64_t beginning = -5364662400;

static bool widen(struct str name, UChar out[ZONE_NAME_MAX])
{
    if (name.len == 0 || name.len >= ZONE_NAME_MAX)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        if ((unsigned char)name.at[i] >= 0x80 || name.at[i] == '\0')
            return false;
        out[i] = (UChar)name.at[i];
    }
    return true;
}

/* ICU takes an unknown name for GMT, and "GMT+8" for a zone of its own. */
static bool is_known(const UChar *name, int32_t len)
{
    UChar canonical[ZONE_NAME_MAX * 2];
    UBool system = false;
    UErrorCode status = U_ZERO_ERROR;
    ucal_getCanonicalTimeZoneID(name, len, canonical, ZONE_NAME_MAX * 2,
                                &system, &status);
    return U_SUCCESS(status) && system;
}

static int offset_now(const UCalendar *calendar, UErrorCode *status)
{
    int32_t zone = ucal_get(calendar, UCAL_ZONE_OFFSET, status);
    int32_t summer = ucal_get(calendar, UCAL_DST_OFFSET, status);
    return U_FAILURE(*status) ? 0 : (zone + summer) / 60000;
}

/* All changes up to the time when a table is full: for a zone that goes on
 * changing twice a year, some centuries ahead. */
static void read_changes(struct zone *z, UCalendar *calendar)
{
    UErrorCode status = U_ZERO_ERROR;
    UDate when = (UDate)beginning * 1000.0;
    do {
        ucal_setMillis(calendar, when, &status);
        z->at[z->len++] = (struct change){(int64_t)(when / 1000.0),
                                          offset_now(calendar, &status)};
    } while (z->len < CHANGES_MAX && U_SUCCESS(status) &&
             ucal_getTimeZoneTransitionDate(
                 calendar, UCAL_TZ_TRANSITION_NEXT, &when, &status));
}

struct zone *zone_open(struct str name)
{
    UChar wide[ZONE_NAME_MAX];
    int32_t len = (int32_t)name.len;
    if (!widen(name, wide) || !is_known(wide, len) ||
        str_is(name, "Etc/Unknown"))
        return NULL;
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *calendar = ucal_open(wide, len, "en", UCAL_GREGORIAN, &status);
    if (U_FAILURE(status))
        return NULL;
    struct zone *z =
        memory_zeroed(1, sizeof *z + CHANGES_MAX * sizeof(struct change));
    read_changes(z, calendar);
    ucal_close(calendar);
    return z;
}

void zone_close(struct zone *z)
{
    free(z);
}

struct str zone_near(struct arena *a, struct str name)
{
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration *all = ucal_openTimeZones(&status);
    int32_t len;
    size_t best = name.len / 3 + 1;
    struct str near = {0};
    for (const char *one;
         U_SUCCESS(status) && (one = uenum_next(all, &len, &status)) != NULL;) {
        struct str id = {one, (size_t)len};
        size_t distance = str_distance(id, name, best);
        if (distance < best) {
            best = distance;
            near = arena_copy(a, id);
        }
    }
    uenum_close(all);
    return near;
}

int zone_offset(struct zone *z, int64_t instant)
{
    if (z == NULL)
        return 0;
    size_t low = 0, high = z->len;
    while (high - low > 1) {
        size_t half = low + (high - low) / 2;
        if (z->at[half].from <= instant)
            low = half;
        else
            high = half;
    }
    return z->at[low].offset;
}

int zone_offset_of_local(struct zone *z, int64_t local)
{
    int guess = zone_offset(z, local);
    int offset = zone_offset(z, local - guess * 60);
    if (offset == guess)
        return offset;
    /* In the hour that spring skips the two never agree; the smaller offset is
     * the one before the change. */
    int again = zone_offset(z, local - offset * 60);
    return again < offset ? again : offset;
}
