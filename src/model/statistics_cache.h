/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_STATISTICS_CACHE_H
#define JB_MODEL_STATISTICS_CACHE_H

/* What reading the files of statistics gave, kept for the next build: reading
 * them costs more than all else that is done for cells that did not change.
 * A file whose hash is known without reading it is not even opened.
 *
 * The key is a hash of the file's bytes and of what else decides: the registers
 * of data/, the languages and the names that hold numbers. Only a file that
 * gave no message and lost no row is kept: the others are read again, so that
 * messages repeat.
 *
 * Kept as records (base/record.h), the payload in the form of
 * statistics_pack.h. The bytes are untrusted. */

#include "base/fs.h"
#include "base/record.h"
#include "model/data_statistics.h"

struct statistics_cache {
    struct records records; /* of the last build */
    /* The hash of a file's bytes, as far as it is known without reading it. */
    bool (*look)(void *ctx, struct str path, struct hash *out);
    /* Replaces all that is kept by what `write` writes. */
    void (*replace)(void *ctx, fs_write_fn *write, void *what);
    void *ctx;
};

/* Of what decides beside a file's own bytes; `registers` are the texts of the
 * registers, an absent one empty. */
struct hash statistics_rules(const struct site *s, const struct str *registers,
                             size_t n);

/* Of a file with these bytes under these rules. */
struct hash statistics_key(struct hash rules, struct hash bytes);

/* Appends a record; false when the file's cells cannot be kept. */
bool statistics_cache_put(struct buf *out, struct hash key,
                          const struct site *s,
                          const struct statistics_file *f);

#endif
