/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_VARINT_H
#define JB_BASE_VARINT_H

/* Numbers in few bytes: LEB128, seven bits a byte, the lowest first, the high
 * bit set in all bytes but the last (DWARF 5, section 7.6). At most ten bytes,
 * and only the shortest form of a number: bytes have one reading and numbers
 * one spelling. */

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

enum { VARINT_MAX = 10 }; /* bytes */

void varint_put(struct buf *b, uint64_t n);

/* The same where there is room for VARINT_MAX bytes; where the next one goes. */
static inline char *varint_write(char *at, uint64_t n)
{
    while (n >= 0x80) {
        *at++ = (char)(n | 0x80);
        n >>= 7;
    }
    *at++ = (char)n;
    return at;
}

/* Takes a number off the front; false, and *rest anywhere, where none is. */
bool varint_take(struct str *rest, uint64_t *n);

/* Small negative numbers stay short: 0, -1, 1, -2 … are 0, 1, 2, 3 … */
static inline uint64_t varint_folded(int64_t n)
{
    return (uint64_t)n << 1 ^ (n < 0 ? UINT64_MAX : 0);
}

static inline int64_t varint_unfolded(uint64_t n)
{
    return (int64_t)(n >> 1 ^ (n & 1 ? UINT64_MAX : 0));
}

#endif
