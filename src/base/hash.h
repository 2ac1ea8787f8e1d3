/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_HASH_H
#define JB_BASE_HASH_H

/* Content hashes: XXH3 128 bits (libxxhash). Not for secrets. */

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct hash {
    uint64_t low, high;
};
struct hasher;

struct hash hash_of(struct str bytes);

/* The same of bytes that come in pieces. */
struct hasher *hasher_new(void);
void hasher_add(struct hasher *h, struct str bytes);
struct hash hasher_end(struct hasher *h); /* frees it */

uint64_t hash_key(struct str key); /* XXH3 64 bits, for tables in memory */

static inline bool hash_eq(struct hash a, struct hash b)
{
    return a.low == b.low && a.high == b.high;
}

/* Stands for "none" or "not known" wherever a hash may be missing. */
static inline bool hash_is_zero(struct hash h)
{
    return h.low == 0 && h.high == 0;
}

enum { HASH_HEX = 32 };

/* 32 lower-case hexadecimal digits, high half first, and a NUL. */
void hash_hex(struct hash h, char out[HASH_HEX + 1]);
bool hash_from_hex(struct str hex, struct hash *out);

#endif
