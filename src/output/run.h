/* SPDX-License-Identifier: MIT */
#ifndef JB_OUTPUT_RUN_H
#define JB_OUTPUT_RUN_H

/* A publish in progress: shared by publish.c and pieces.c, which take the bytes
 * in, and settle.c, which puts them in place. */

#include "output/publish.h"
#include "output/tree.h"

enum item_state {
    ITEM_NONE, /* not taken in yet */
    ITEM_SAME, /* the bytes are there already */
    ITEM_NEW,
    ITEM_CHANGED
};

struct item {
    const struct listed *listed; /* as it was written last, or NULL */
    struct folder *folder;
    struct hash hash;
    uint64_t size;
    enum item_state state;
    bool shared;  /* the old file has other names: write another one */
    bool staged;  /* the bytes came in pieces: a file in the stage */
    bool spilled; /* the bytes are in the spill file from `at` on */
    uint64_t at;
    struct buf held; /* the bytes, where not spilled */
};

struct publish {
    struct arena arena; /* holds this struct and the items */
    struct publish_changes *changes;
    struct place place;
    struct tree tree;
    bool fresh; /* the stage becomes the whole new tree */
    size_t threads;
    const struct str *paths;
    struct item *item;
    size_t len; /* of both */
    int spill;  /* file for changed bytes above PUBLISH_HELD_MAX, or -1 */
    atomic_size_t n_held;
    _Atomic uint64_t n_spilled;
    atomic_bool failed;
    struct hash manifest; /* of the new manifest's text */
};

/* Where the bytes of paths[index] that come in pieces wait in the stage; no
 * output has such a name. */
struct piece_name {
    char text[48];
};
struct piece_name piece_name(size_t index);

/* With hash and size of the item set: decides what becomes of the file that is
 * at `path`. `bytes` is what shall be there, or NULL: it is in the stage under
 * `piece`. False after a report. */
bool publish_classify(struct publish *p, struct item *it, const char *path,
                      const struct str *bytes, const char *piece,
                      struct diag *d) JB_MUST_USE;

/* The two ends of publish_finish. */
bool settle_fresh(struct publish *p, size_t *removed,
                  struct diag *d) JB_MUST_USE;
bool settle_existing(struct publish *p, size_t *removed,
                     struct diag *d) JB_MUST_USE;

#endif
