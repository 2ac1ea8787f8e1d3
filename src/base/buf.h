/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_BUF_H
#define JB_BASE_BUF_H

/* Output under construction: bytes that grow at the end.
 *
 * A zeroed struct buf is empty and ready; it owns its bytes (malloc) until
 * buf_release. buf_reset keeps the memory for the next page. One thread. */

#include <stdarg.h>
#include <stddef.h>

#include "base/str.h"

struct buf {
    char *at;
    size_t len, cap;
};

void buf_reserve(struct buf *b, size_t more);
void buf_printf(struct buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buf_release(struct buf *b);
/* At least `least` digits (20 at most), and a point before the last `places` of
 * them: where printf would be much of the time. */
void buf_digits(struct buf *b, uint64_t n, unsigned least, unsigned places);

static inline void buf_bytes(struct buf *b, const char *at, size_t len)
{
    if (len == 0)
        return;
    if (b->cap - b->len < len)
        buf_reserve(b, len);
    memcpy(b->at + b->len, at, len);
    b->len += len;
}

static inline void buf_str(struct buf *b, struct str s)
{
    buf_bytes(b, s.at, s.len);
}

static inline void buf_text(struct buf *b, const char *c_string)
{
    buf_bytes(b, c_string, strlen(c_string));
}

static inline void buf_byte(struct buf *b, char c)
{
    buf_bytes(b, &c, 1);
}

static inline void buf_reset(struct buf *b)
{
    b->len = 0;
}

/* The bytes so far, borrowed: valid until the next append. */
static inline struct str buf_view(const struct buf *b)
{
    return (struct str){b->at, b->len};
}

#endif
