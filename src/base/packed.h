/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_PACKED_H
#define JB_BASE_PACKED_H

/* Values one behind the other in few bytes: numbers as in varint.h, texts with
 * their length before them, hashes in 16 bytes. What is read back is untrusted:
 * it stops at what was never put. */

#include "base/hash.h"
#include "base/varint.h"

void packed_str(struct buf *b, struct str s);
void packed_hash(struct buf *b, struct hash h);
static inline void packed_signed(struct buf *b, int64_t n)
{
    varint_put(b, varint_folded(n));
}

enum { HASH_BYTES = 2 * FIXED_BYTES };

struct unpacking {
    struct str rest;
    bool bad; /* whatever was taken since is of no use: 0, or empty */
};

uint64_t unpack_long(struct unpacking *u); /* any number */
/* A number up to `max`; most have one byte. */
static inline uint64_t unpack_number(struct unpacking *u, uint64_t max)
{
    uint64_t n;
    if (u->rest.len > 0 && (signed char)u->rest.at[0] >= 0) {
        n = (uint64_t)u->rest.at[0];
        u->rest = str_from(u->rest, 1);
    } else
        n = unpack_long(u);
    if (n <= max)
        return n;
    u->bad = true;
    return 0;
}

static inline int64_t unpack_signed(struct unpacking *u)
{
    return varint_unfolded(unpack_number(u, UINT64_MAX));
}

/* A number of things that take `least` bytes each: what is left bounds the
 * memory that a lie can cost. */
size_t unpack_count(struct unpacking *u, size_t least);
struct str unpack_str(struct unpacking *u); /* a slice of the bytes */
uint64_t unpack_fixed(struct unpacking *u);
struct hash unpack_hash(struct unpacking *u);

#endif
