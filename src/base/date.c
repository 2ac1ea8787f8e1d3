/* SPDX-License-Identifier: MIT */
#include "base/date.h"

#include <stdio.h>

enum { MINUTES_PER_DAY = 24 * 60, OFFSET_MAX = 18 * 60 };

/* Takes exactly `n` digits off the front. */
static bool digits(struct str *rest, size_t n, int low, int high, int *out)
{
    int64_t value;
    if (rest->len < n || !str_to_int(str_head(*rest, n), &value) ||
        value < low || value > high)
        return false;
    *rest = str_from(*rest, n);
    *out = (int)value;
    return true;
}

static bool take(struct str *rest, char c)
{
    if (rest->len == 0 || rest->at[0] != c)
        return false;
    *rest = str_from(*rest, 1);
    return true;
}

static bool parse_offset(struct str rest, struct date *d)
{
    if (rest.len == 0)
        return true;
    d->has_offset = true;
    if (str_is(rest, "Z"))
        return true;
    bool west = rest.at[0] == '-';
    int hours, minutes;
    if ((!west && rest.at[0] != '+') || rest.len != strlen("+08:00"))
        return false;
    rest = str_from(rest, 1);
    if (!digits(&rest, 2, 0, 18, &hours) || !take(&rest, ':') ||
        !digits(&rest, 2, 0, 59, &minutes))
        return false;
    int offset = hours * 60 + minutes;
    d->offset = (int16_t)(west ? -offset : offset);
    return offset <= OFFSET_MAX;
}

/* A second of 60 is a leap second (RFC 3339, section 5.6); seconds do not
 * survive, our precision ends at the minute. */
static bool parse_time(struct str rest, struct date *d)
{
    int hour, minute, second;
    if (!digits(&rest, 2, 0, 23, &hour) || !take(&rest, ':') ||
        !digits(&rest, 2, 0, 59, &minute))
        return false;
    if (take(&rest, ':') && !digits(&rest, 2, 0, 60, &second))
        return false;
    d->hour = (int8_t)hour;
    d->minute = (int8_t)minute;
    d->precision = DATE_MINUTE;
    return parse_offset(rest, d);
}

bool date_parse(struct str text, struct date *out)
{
    struct date d = {.month = 1, .day = 1, .precision = DATE_YEAR};
    int year, month, day;
    if (!digits(&text, 4, 1, 9999, &year))
        return false;
    d.year = (int16_t)year;
    if (text.len > 0) {
        if (!take(&text, '-') || !digits(&text, 2, 1, 12, &month))
            return false;
        d.month = (int8_t)month;
        d.precision = DATE_MONTH;
    }
    if (text.len > 0) {
        if (!take(&text, '-') ||
            !digits(&text, 2, 1, date_days_in_month(year, d.month), &day))
            return false;
        d.day = (int8_t)day;
        d.precision = DATE_DAY;
    }
    if (text.len > 0 &&
        ((!take(&text, 'T') && !take(&text, ' ')) || !parse_time(text, &d)))
        return false;
    *out = d;
    return true;
}

/* "+08:00", or "Z" for no difference. */
static void print_offset(char out[8], int offset)
{
    unsigned minutes = (unsigned)(offset < 0 ? -offset : offset);
    if (minutes == 0)
        memcpy(out, "Z", 2);
    else
        snprintf(out, 8, "%c%02u:%02u", offset < 0 ? '-' : '+',
                 minutes / 60 % 100, minutes % 60);
}

struct str date_two_digits(int n)
{
    static const char pairs[] =
        "0001020304050607080910111213141516171819"
        "2021222324252627282930313233343536373839"
        "4041424344454647484950515253545556575859"
        "6061626364656667686970717273747576777879"
        "8081828384858687888990919293949596979899";
    return (struct str){pairs + (n > 0 ? n % 100 : 0) * 2, 2};
}

struct str date_digits(int n)
{
    struct str two = date_two_digits(n);
    return str_from(two, two.at[0] == '0');
}

static struct str day_text(struct arena *a, struct date d)
{
    char text[] = "yyyy-mm-dd";
    memcpy(text, date_two_digits(d.year / 100).at, 2);
    memcpy(text + 2, date_two_digits(d.year % 100).at, 2);
    memcpy(text + 5, date_two_digits(d.month).at, 2);
    memcpy(text + 8, date_two_digits(d.day).at, 2);
    size_t len = d.precision == DATE_YEAR    ? strlen("yyyy")
                 : d.precision == DATE_MONTH ? strlen("yyyy-mm")
                                             : strlen(text);
    return arena_copy(a, (struct str){text, len});
}

struct str date_iso(struct arena *a, struct date d)
{
    char offset[8] = "";
    if (d.precision == DATE_NONE)
        return (struct str){0};
    if (d.precision < DATE_MINUTE)
        return day_text(a, d);
    if (d.has_offset)
        print_offset(offset, d.offset);
    return arena_printf(a, "%04d-%02d-%02dT%02d:%02d%s", d.year, d.month, d.day,
                        d.hour, d.minute, offset);
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days since 1970-01-01 by the 400-year cycle of 146097 days, the year counted
 * from March so that the leap day comes last (H. Hinnant, days_from_civil). */
static int32_t day_of(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return (int32_t)(era * 146097 + days - 719468);
}

int32_t date_first_day(struct date d)
{
    if (d.precision == DATE_NONE)
        return 0;
    return day_of(d.year, d.precision >= DATE_MONTH ? d.month : 1,
                  d.precision >= DATE_DAY ? d.day : 1);
}

int32_t date_last_day(struct date d)
{
    switch (d.precision) {
    case DATE_YEAR: return day_of(d.year, 12, 31);
    case DATE_MONTH:
        return day_of(d.year, d.month, date_days_in_month(d.year, d.month));
    default: return date_first_day(d);
    }
}

struct date date_of_day(int32_t day)
{
    int32_t first = day_of(1, 1, 1), last = day_of(9999, 12, 31);
    day = day < first ? first : day > last ? last : day;
    int z = (int)day + 719468;
    int era = z / 146097, of_era = z % 146097;
    int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * y + y / 4 - y / 100);
    int m = (5 * of_year + 2) / 153;
    int month = m < 10 ? m + 3 : m - 9;
    return (struct date){
        .year = (int16_t)(y + era * 400 + (month <= 2 ? 1 : 0)),
        .month = (int8_t)month,
        .day = (int8_t)(of_year - (153 * m + 2) / 5 + 1),
        .precision = DATE_DAY,
    };
}

static int minutes_of(struct date d)
{
    return d.precision == DATE_MINUTE ? d.hour * 60 + d.minute : 0;
}

int64_t date_instant(struct date d, struct zone *z)
{
    int64_t local =
        ((int64_t)date_first_day(d) * MINUTES_PER_DAY + minutes_of(d)) * 60;
    int offset = d.has_offset ? d.offset : zone_offset_of_local(z, local);
    return local - offset * 60;
}

struct date date_in_zone(int64_t instant, struct zone *z)
{
    int offset = zone_offset(z, instant);
    int64_t local = instant + offset * 60, day = local / (MINUTES_PER_DAY * 60);
    int64_t second = local - day * MINUTES_PER_DAY * 60;
    if (second < 0) {
        day--;
        second += MINUTES_PER_DAY * 60;
    }
    day = day < INT32_MIN / 2 ? INT32_MIN / 2 : day;
    day = day > INT32_MAX / 2 ? INT32_MAX / 2 : day;
    struct date d = date_of_day((int32_t)day);
    d.hour = (int8_t)(second / 3600);
    d.minute = (int8_t)(second / 60 % 60);
    d.offset = (int16_t)offset;
    d.has_offset = true;
    d.precision = DATE_MINUTE;
    return d;
}

struct str date_rfc3339(struct arena *a, struct date d, struct zone *z)
{
    char offset[8];
    if (d.precision == DATE_NONE)
        return (struct str){0};
    int32_t day = date_first_day(d);
    int minutes = minutes_of(d);
    int64_t local = ((int64_t)day * MINUTES_PER_DAY + minutes) * 60;
    print_offset(offset,
                 d.has_offset ? d.offset : zone_offset_of_local(z, local));
    struct date at = date_of_day(day);
    return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:00%s", at.year, at.month,
                        at.day, minutes / 60, minutes % 60, offset);
}

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

int date_compare(struct date a, struct date b)
{
    if (a.precision == DATE_NONE || b.precision == DATE_NONE)
        return order(a.precision != DATE_NONE, b.precision != DATE_NONE);
    if (a.year != b.year)
        return order(a.year, b.year);
    bool both = a.precision >= DATE_DAY && b.precision >= DATE_DAY;
    int by_day = !both               ? order(date_first_day(a),
                                             date_first_day(b))
                 : a.month != b.month ? order(a.month, b.month)
                                      : order(a.day, b.day);
    if (by_day != 0)
        return by_day;
    int by_minute = order(minutes_of(a), minutes_of(b));
    return by_minute != 0 ? by_minute : order(a.precision, b.precision);
}
