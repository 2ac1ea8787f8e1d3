/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_STR_H
#define JB_BASE_STR_H

/* Borrowed text: a pointer and a length, by value.
 *
 * A str never owns its bytes and need not be NUL-terminated; zeroed, it is the
 * empty string. Content is UTF-8 bytes; lengths are bytes. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *at;
    size_t len;
};

#define STR(literal) ((struct str){"" literal "", sizeof(literal) - 1})
#define STR_INIT(literal) {"" literal "", sizeof(literal) - 1}
#define STR_ARG(s) ((int)(s).len), ((s).len ? (s).at : "")
#define STR_FMT "%.*s"

static inline struct str str_of(const char *c_string)
{
    return (struct str){c_string, strlen(c_string)};
}

static inline bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool str_is(struct str a, const char *c_string)
{
    return str_eq(a, str_of(c_string));
}

/* One byte tells most pairs apart without a call. */
static inline bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len &&
           (prefix.len == 0 || (s.at[0] == prefix.at[0] &&
                                memcmp(s.at, prefix.at, prefix.len) == 0));
}

static inline bool str_ends(struct str s, struct str suffix)
{
    return s.len >= suffix.len &&
           (suffix.len == 0 ||
            (s.at[s.len - 1] == suffix.at[suffix.len - 1] &&
             memcmp(s.at + s.len - suffix.len, suffix.at, suffix.len) == 0));
}

/* The part from `from`, and the first `len` bytes; both are clamped. */
static inline struct str str_from(struct str s, size_t from)
{
    if (from >= s.len)
        return (struct str){0};
    return (struct str){s.at + from, s.len - from};
}

static inline struct str str_head(struct str s, size_t len)
{
    return (struct str){s.at, len < s.len ? len : s.len};
}

/* Byte order, the shorter first: a total order that no locale changes. */
int str_compare(struct str a, struct str b);

/* Position of the first `needle`, or SIZE_MAX. */
size_t str_find(struct str s, struct str needle);
size_t str_find_byte(struct str s, char byte);

/* Splits at the first `separator`: true and both parts, or false and head =
 * all, tail = empty. */
bool str_cut(struct str s, char separator, struct str *head, struct str *tail);

/* Without ASCII white space at both ends. */
struct str str_trim(struct str s);

/* Takes the first line off `rest` (without its LF or CRLF); false at end. */
bool str_line(struct str *rest, struct str *line);

/* Decimal digits only, at most 18 of them; false otherwise. */
bool str_to_int(struct str s, int64_t *out);

/* Edit distance in bytes, insert, delete, replace, swap of neighbours; stops
 * above `limit` and then returns limit + 1. For "did you mean". */
size_t str_distance(struct str a, struct str b, size_t limit);
/* The nearest of `names` (ends with NULL), or empty where none is near: at most
 * a third of the letters of `key` differ, at least one. */
struct str str_nearest(struct str key, const char *const *names);

/* The same for candidates that come one by one; begins with the key alone. */
struct str_near {
    struct str key, found;
    size_t distance; /* of `found`, where there is one */
};
void str_near_try(struct str_near *n, struct str candidate);

/* The element of a sorted array whose key, a struct str at `offset` in each of
 * `n` elements of `size` bytes, is `key`; NULL: none. Logarithmic. */
const void *str_search(const void *at, size_t n, size_t size, size_t offset,
                       struct str key);

/* True when `s` is one of the sorted texts. */
static inline bool str_in(const struct str *sorted, size_t n, struct str s)
{
    return str_search(sorted, n, sizeof *sorted, 0, s) != NULL;
}

#endif
