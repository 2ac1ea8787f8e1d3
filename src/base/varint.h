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

/* The same in eight bytes, the lowest first, where a length that does not change
 * matters more than bytes: hashes, digests. */
enum { FIXED_BYTES = 8 };

static inline void fixed_put(struct buf *b, uint64_t n)
{
    const char bytes[FIXED_BYTES] = {
        (char)n,         (char)(n >> 8),  (char)(n >> 16), (char)(n >> 24),
        (char)(n >> 32), (char)(n >> 40), (char)(n >> 48), (char)(n >> 56)};
    buf_bytes(b, bytes, sizeof bytes);
}

static inline uint64_t fixed_at(const char *at)
{
    uint64_t n = 0;
    for (int i = 0; i < FIXED_BYTES; i++)
        n |= (uint64_t)(unsigned char)at[i] << 8 * i;
    return n;
}

#endif
