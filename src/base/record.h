/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_RECORD_H
#define JB_BASE_RECORD_H

/* What is kept by a hash: records one behind the other, each the key (16
 * bytes), the length of its payload (varint.h), a hash of the payload (8
 * bytes), the payload. The bytes are untrusted. */

#include "base/arena.h"
#include "base/packed.h"

struct record {
    struct hash key;
    const char *head; /* where it begins */
    struct str payload;
};

static inline struct str record_bytes(const struct record *r)
{
    return (struct str){r->head,
                        (size_t)(r->payload.at - r->head) + r->payload.len};
}

struct records { /* by key */
    struct record *at;
    size_t n;
};

void record_put(struct buf *out, struct hash key, struct str payload);

/* Finds the records of `bytes`, which must live as long as they. Returns how
 * many bytes they take: a broken one, and all behind it, is left out. Sorts
 * them: n log n. */
size_t records_open(struct records *r, struct arena *a, struct str bytes);

/* The record of this key when its payload is whole; else NULL. Logarithmic. */
const struct record *records_find(const struct records *r, struct hash key);

#endif
