/* SPDX-License-Identifier: MIT */
#include "base/format.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { WIDTH_MAX = 32 };

struct writing {
    char *at;
    size_t room, len; /* len grows beyond room, as vsnprintf counts */
    va_list args;
};

struct conversion {
    bool zero;    /* filled up with 0 */
    bool limited; /* .* */
    int width;
    enum { SIZE_INT, SIZE_LONG, SIZE_LONG_LONG, SIZE_SIZE_T } size;
};

static void put(struct writing *w, const char *from, size_t len)
{
    if (w->len < w->room) {
        size_t fits = w->room - w->len < len ? w->room - w->len : len;
        if (fits > 0)
            memcpy(w->at + w->len, from, fits);
    }
    w->len += len;
}

static void put_byte(struct writing *w, char byte)
{
    put(w, &byte, 1);
}

static void put_digits(struct writing *w, const struct conversion *c,
                       unsigned long long n, bool negative)
{
    char digits[2 * WIDTH_MAX];
    size_t from = sizeof digits, width = (size_t)c->width;
    for (; n > UINT_MAX; n /= 10)
        digits[--from] = (char)('0' + n % 10);
    unsigned rest = (unsigned)n; /* divides faster */
    do
        digits[--from] = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    while (c->zero && sizeof digits - from + negative < width)
        digits[--from] = '0';
    if (negative)
        digits[--from] = '-';
    while (sizeof digits - from < width)
        digits[--from] = ' ';
    put(w, digits + from, sizeof digits - from);
}

static const char *read_conversion(const char *p, struct conversion *c)
{
    c->zero = *p == '0';
    for (; *p >= '0' && *p <= '9' && c->width <= WIDTH_MAX; p++)
        c->width = c->width * 10 + (*p - '0');
    if (p[0] == '.' && p[1] == '*') {
        c->limited = true;
        p += 2;
    }
    if (*p == 'z') {
        c->size = SIZE_SIZE_T;
        return p + 1;
    }
    for (; *p == 'l' && c->size < SIZE_LONG_LONG; p++)
        c->size++;
    return p;
}

static void put_signed(struct writing *w, const struct conversion *c)
{
    long long n = c->size == SIZE_INT    ? va_arg(w->args, int)
                  : c->size == SIZE_LONG ? va_arg(w->args, long)
                                         : va_arg(w->args, long long);
    unsigned long long size = (unsigned long long)n;
    put_digits(w, c, n < 0 ? 0 - size : size, n < 0);
}

static void put_unsigned(struct writing *w, const struct conversion *c)
{
    unsigned long long n = 0;
    switch (c->size) {
    /* NOLINTNEXTLINE(bugprone-branch-clone): it does not see the types */
    case SIZE_INT: n = va_arg(w->args, unsigned); break;
    case SIZE_LONG: n = va_arg(w->args, unsigned long); break;
    case SIZE_LONG_LONG: n = va_arg(w->args, unsigned long long); break;
    case SIZE_SIZE_T: n = va_arg(w->args, size_t); break;
    }
    put_digits(w, c, n, false);
}

static bool put_string(struct writing *w, const struct conversion *c)
{
    int limit = c->limited ? va_arg(w->args, int) : -1;
    const char *s = va_arg(w->args, const char *);
    if (s == NULL)
        return false;
    put(w, s, limit >= 0 ? strnlen(s, (size_t)limit) : strlen(s));
    return true;
}

/* False for what is not known here. */
static bool put_one(struct writing *w, const struct conversion *c, char letter)
{
    bool plain = c->width == 0 && !c->zero && c->size == SIZE_INT;
    if (letter == 's' && plain)
        return put_string(w, c);
    if (c->limited || c->width > WIDTH_MAX)
        return false;
    if (letter == 'd' && c->size != SIZE_SIZE_T)
        put_signed(w, c);
    else if (letter == 'u')
        put_unsigned(w, c);
    else if (letter == 'c' && plain)
        put_byte(w, (char)va_arg(w->args, int));
    else if (letter == '%' && plain)
        put_byte(w, '%');
    else
        return false;
    return true;
}

/* What stands between conversions is short: no library call pays. */
static const char *put_plain(struct writing *w, const char *format)
{
    for (; *format != '\0' && *format != '%'; format++, w->len++)
        if (w->len < w->room)
            w->at[w->len] = *format;
    return format;
}

static bool put_all(struct writing *w, const char *format)
{
    while (*(format = put_plain(w, format)) != '\0') {
        struct conversion c = {0};
        const char *letter = read_conversion(format + 1, &c);
        if (!put_one(w, &c, *letter))
            return false;
        format = letter + 1;
    }
    return true;
}

int format_text(char *at, size_t room, const char *format, va_list args)
{
    struct writing w = {.at = at, .room = room};
    va_copy(w.args, args);
    bool known = put_all(&w, format) && w.len <= INT_MAX;
    va_end(w.args);
    if (!known)
        return vsnprintf(at, room, format, args);
    if (room > 0)
        at[w.len < room ? w.len : room - 1] = '\0';
    return (int)w.len;
}
