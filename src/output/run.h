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

/* One for every output, so small. */
struct item {
    struct hash hash;
    uint64_t size;
    union {
        char *held;  /* the bytes of what changed, or NULL */
        uint64_t at; /* where they begin in the spill file */
    };
    uint32_t listed; /* number in tree.listed + 1, as it was written last; 0:
                        never */
    uint32_t folder; /* number in tree.folder */
    enum item_state state : 8;
    bool shared;  /* the old file has other names: write another one */
    bool staged;  /* the bytes came in pieces: a file in the stage */
    bool spilled; /* the bytes are in the spill file */
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

static inline struct folder *item_folder(const struct publish *p,
                                         const struct item *it)
{
    return &p->tree.folder[it->folder];
}

/* As it was written last, or NULL. */
static inline const struct listed *item_listed(const struct publish *p,
                                               const struct item *it)
{
    return it->listed > 0 ? &p->tree.listed.at[it->listed - 1] : NULL;
}

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
