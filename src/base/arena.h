/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_ARENA_H
#define JB_BASE_ARENA_H

/* Memory that is released together.
 *
 * A zeroed struct arena is ready for use. Everything handed out is zeroed and
 * aligned for any type (texts stand anywhere), and lives until arena_release or
 * arena_reset. There are two lifetimes: a parameter `struct arena *site` means that the result
 * lives as long as the site, `struct arena *scratch` that it does not outlive
 * the caller's present piece of work. Running out of memory ends the program
 * with a message and exit status 2, so no caller checks for NULL.
 *
 * Compiled with -DARENA_BLOCK=0 each piece is a malloc of its own, so that
 * AddressSanitizer sees overflows. An arena belongs to one thread at a time. */

#include <stdarg.h>
#include <stddef.h>

#include "base/str.h"

struct arena_block;

struct arena {
    struct arena_block *head; /* newest block */
    size_t total;             /* bytes held in blocks */
};

#define arena_new(a, T) ((T *)arena_alloc((a), 1, sizeof(T)))
#define arena_array(a, n, T) ((T *)arena_alloc((a), (n), sizeof(T)))

void *arena_alloc(struct arena *a, size_t n, size_t size);

/* A larger copy of an array of n_old elements; the old one stays valid until
 * release. Grows in place where the array was the last piece handed out. */
void *arena_grow(struct arena *a, void *old, size_t n_old, size_t n_new,
                 size_t size);

/* Copies are NUL-terminated behind their last byte. */
struct str arena_copy(struct arena *a, struct str s);
/* One text behind the other: cheaper than arena_printf where it is many.
 * ARENA_JOIN(a, x, STR("."), y) */
struct str arena_join(struct arena *a, const struct str *parts, size_t n);
#define ARENA_JOIN(a, ...)                                                    \
    arena_join((a), (const struct str[]){__VA_ARGS__},                         \
               sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str))
struct str arena_printf(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct str arena_vprintf(struct arena *a, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Forgets everything but keeps the newest block for reuse. */
void arena_reset(struct arena *a);
void arena_release(struct arena *a);

/* Moves all of `from` into `to`; `from` is empty afterwards. */
void arena_adopt(struct arena *to, struct arena *from);

#endif
