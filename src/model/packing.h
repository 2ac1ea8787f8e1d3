/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_PACKING_H
#define JB_MODEL_PACKING_H

/* What a scan found, in few bytes: numbers as in base/packed.h, texts with
 * their length before and a NUL behind them. Between load and link memory has
 * all scans of a site in this form, and build/texts keeps them from one build
 * to the next (text_cache.h), so the bytes are untrusted: taking them back
 * stops at what was never put. Linear in the bytes. */

#include "base/packed.h"
#include "input/markdown.h"

void pack_text(struct buf *b, struct str s);
struct str unpack_text(struct unpacking *u); /* a slice of the bytes */

/* Without its path. */
void pack_loc(struct buf *b, struct loc loc);
struct loc unpack_loc(struct unpacking *u, struct str path);

/* Headings and references; neither blocks, nor raw HTML, nor the plain text. */
void pack_scan(struct buf *b, const struct markdown_scan *s);
/* Arrays lie on `a`, texts are slices. False: these are not ours. */
bool unpack_scan(struct arena *a, struct str path, struct str bytes,
                 struct markdown_scan *out) JB_MUST_USE;

#endif
