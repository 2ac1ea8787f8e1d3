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
 * A record: the key (16 bytes), the length of its payload (varint.h), a hash of
 * it (8 bytes), the payload (statistics_pack.h). The bytes are untrusted. */

#include "base/fs.h"
#include "base/hash.h"
#include "base/map.h"
#include "model/data_statistics.h"

struct statistics_kept {
    struct str record, payload; /* the one with its head */
};

struct statistics_cache {
    struct map by_key; /* -> struct statistics_kept */
    size_t n;
    /* The hash of a file's bytes, as far as it is known without reading it. */
    bool (*look)(void *ctx, struct str path, struct hash *out);
    /* Replaces all that is kept by what `write` writes. */
    void (*replace)(void *ctx, fs_write_fn *write, void *what);
    void *ctx;
};

/* Finds the records of `bytes`, which must live as long as the cache; a broken
 * one, and all behind it, is left out. Linear. */
void statistics_cache_open(struct statistics_cache *t, struct arena *a,
                           struct str bytes);
void statistics_cache_close(struct statistics_cache *t);

/* Of what decides beside a file's own bytes; `registers` are the texts of the
 * registers, an absent one empty. */
struct hash statistics_rules(const struct site *s, const struct str *registers,
                             size_t n);

/* Of a file with these bytes under these rules. */
struct hash statistics_key(struct hash rules, struct hash bytes);

/* The record of a file when its payload is whole; else NULL. */
const struct statistics_kept *
statistics_cache_find(const struct statistics_cache *t, struct hash key);

/* Appends a record; false when the file's cells cannot be kept. */
bool statistics_cache_put(struct buf *out, struct hash key,
                          const struct site *s,
                          const struct statistics_file *f);

#endif
