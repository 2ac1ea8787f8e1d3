/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_PACKING_H
#define JB_MODEL_PACKING_H

/* What a scan found, in few bytes: numbers as in base/varint.h, texts with
 * their length before and a NUL behind them. Between load and link memory has
 * all scans of a site in this form, and build/texts keeps them from one build to
 * the next (text_cache.h), so the bytes are untrusted: taking them back stops at
 * what was never put. Linear in the bytes. */

#include "base/buf.h"
#include "input/markdown.h"

void pack_str(struct buf *b, struct str s);
void pack_loc(struct buf *b, struct loc loc); /* without its path */

struct unpacking {
    struct str path; /* of the places that are taken */
    struct str rest;
    bool bad; /* whatever was taken since is of no use */
};

uint64_t unpack_number(struct unpacking *u, uint64_t max);
/* A number of things that take `least` bytes each. */
size_t unpack_count(struct unpacking *u, size_t least);
struct str unpack_str(struct unpacking *u); /* a slice of the bytes */
struct loc unpack_loc(struct unpacking *u);

/* Headings and references; neither blocks, nor raw HTML, nor the plain text. */
void pack_scan(struct buf *b, const struct markdown_scan *s);
/* Arrays lie on `a`, texts are slices. False: these are not ours. */
bool unpack_scan(struct arena *a, struct str path, struct str bytes,
                 struct markdown_scan *out) JB_MUST_USE;

#endif
