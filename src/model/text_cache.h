/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_TEXT_CACHE_H
#define JB_MODEL_TEXT_CACHE_H

/* What reading a text gave, kept for the next build: the tree of its front
 * matter and the scan of its body, which cost most of what an unchanged text
 * costs. The key is a hash of the file's bytes and of all else that decides;
 * where they are the same, the results are.
 *
 * Only a text that gave no message is kept: what is restored has none to
 * repeat. Fields are read from the restored tree as from a fresh one, so
 * registers, settings and the language of messages do not matter here.
 *
 * Kept as records (base/record.h), the payload in the form of packing.h. The
 * bytes are untrusted: whatever text_cache_put would not have written is not
 * restored. */

#include "base/record.h"
#include "model/settings.h"
#include "model/texts.h"

struct text_cache {
    struct records records; /* of the last build */
    /* Takes records of texts that had none, from one thread; NULL: not any
     * more. */
    void (*keep)(void *ctx, struct str records);
    void *ctx;
};

/* Of a file with this hash that is read with these settings. */
struct hash text_cache_key(const struct config *c, int lang, struct hash text);

/* Sets front, scan, packed, plain, words and teaser of a version whose path is
 * known; the tree and the scan lie on `front`, texts are slices of the records.
 * False where nothing is known. */
bool text_cache_find(const struct text_cache *t, struct hash key,
                     struct arena *front, struct version *v);

/* Appends the record of a version as content_parse leaves it. */
void text_cache_put(struct buf *out, struct hash key, const struct version *v);

#endif
