/* SPDX-License-Identifier: MIT */
#include "base/date.h"

#include <stdlib.h>
#include <unicode/ucal.h>

/* ICU's calendar serves as a clock of offsets only: dates are counted in
 * date.c, because ICU switches to the Julian calendar before 1582. */
struct zone {
    UCalendar *calendar;
};

enum { ZONE_NAME_MAX = 64 };

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
    struct zone *z = calloc(1, sizeof *z);
    if (z == NULL) {
        ucal_close(calendar);
        return NULL;
    }
    z->calendar = calendar;
    return z;
}

void zone_close(struct zone *z)
{
    if (z == NULL)
        return;
    ucal_close(z->calendar);
    free(z);
}

int zone_offset(struct zone *z, int64_t instant)
{
    if (z == NULL)
        return 0;
    UErrorCode status = U_ZERO_ERROR;
    ucal_setMillis(z->calendar, (UDate)instant * 1000.0, &status);
    int32_t zone = ucal_get(z->calendar, UCAL_ZONE_OFFSET, &status);
    int32_t summer = ucal_get(z->calendar, UCAL_DST_OFFSET, &status);
    return U_FAILURE(status) ? 0 : (zone + summer) / 60000;
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
