/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_FORMAT_H
#define JB_BASE_FORMAT_H

/* vsnprintf, with a short way for the conversions that pages are made of.
 *
 * glibc sets up a stream for every call, which costs several hundred
 * instructions before the first byte; a site makes millions of addresses,
 * anchors and numbers. `%%`, `%c`, `%s`, `%.*s` and `%d` `%u`, with `0`, a
 * width and the sizes l, ll and z, are therefore written here; a format with
 * anything else goes to vsnprintf as a whole. The result is the same. */

#include <stdarg.h>
#include <stddef.h>

/* As vsnprintf: the length of the whole text, of which at most room - 1 bytes
 * and a NUL are written. */
int format_text(char *at, size_t room, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

#endif
