/* SPDX-License-Identifier: MIT */
#ifndef JB_OUTPUT_TREE_H
#define JB_OUTPUT_TREE_H

/* The tree that is there, as far as the plan and the lists know it: every
 * folder that holds a planned or a listed file, and the listed files that are
 * no longer planned. A link is never a folder; what lies behind it is foreign.
 *
 * Ours is a plain file that the manifest, or the marker of a killed run, lists.
 * All else is foreign and is only ever read.
 *
 * Learning the tree takes time linear in the paths, planned and listed, but for
 * a search among the lists of each folder and stale file; a folder is then found
 * in constant time. There are as many folders as articles, so they are small and
 * know each other by number. */

#include <stdatomic.h>

#include "output/lists.h"
#include "output/place.h"

enum folder_kind {
    FOLDER_ABSENT,
    FOLDER_THERE,
    FOLDER_FILE,   /* one of our own files, to be removed, lies there */
    FOLDER_FOREIGN /* something else lies there, or above */
};

#define NO_FOLDER UINT32_MAX

struct folder {
    const char *at;     /* its path, part of that of a file */
    uint32_t len;       /* 0: the output itself, which is number 0 */
    uint32_t parent;    /* number */
    unsigned char kind; /* enum folder_kind */
    bool planned;
    bool emptied;     /* a listed file in it or below is no longer planned */
    atomic_bool made; /* in the new tree */
};

struct stale {
    const char *path;
    bool there; /* a plain file */
};

struct tree {
    struct arena arena;
    const struct place *place;
    struct shard shard;
    struct lists lists;
    struct manifest listed; /* by the lists and the marker, of this shard */
    struct manifest touched; /* by the marker, of other shards */
    struct manifest known;   /* where marked: both together */
    bool marked;         /* a marker was found: compare by bytes */
    atomic_bool clash;   /* something of ours lies in the way */
    struct folder *folder; /* each behind its parent */
    uint32_t n_folders, folder_room;
    uint32_t *slot; /* of each path: number + 1; open addressing */
    uint32_t n_slots; /* a power of two */
    vec_of(struct stale) stale;
};

/* A path for the system: ended by a NUL. */
struct path_text {
    char text[MANIFEST_PATH_MAX + 1];
};
static inline void path_put(struct path_text *to, struct str path)
{
    memcpy(to->text, path.at, path.len);
    to->text[path.len] = '\0';
}
static inline struct str folder_path(const struct folder *f)
{
    return (struct str){f->at, f->len};
}

/* Reads lists and marker. */
bool tree_load(struct tree *t, const struct place *place, struct shard shard,
               struct diag *d) JB_MUST_USE;

/* The number of a known folder, or NO_FOLDER. */
uint32_t tree_folder(const struct tree *t, struct str path);

/* Learns the folders of the sorted planned paths (`put` gets the number of that
 * of each path) and what is stale; the paths live as long as the tree. False
 * after a report of all that is in the way. */
typedef void folder_fn(void *ctx, size_t index, uint32_t folder);
bool tree_survey(struct tree *t, const struct str *paths, size_t n_paths,
                 folder_fn *put, void *ctx, struct diag *d) JB_MUST_USE;

/* A folder lies where the file `path` belongs: notes a clash when all in it
 * goes away, reports otherwise. */
bool tree_displace(struct tree *t, struct str path, struct diag *d) JB_MUST_USE;

bool tree_report_foreign(const struct tree *t, struct str path,
                         const char *what, struct diag *d);

/* Removes stale files and the folders that this empties. */
bool tree_sweep(struct tree *t, size_t *removed, struct diag *d) JB_MUST_USE;

/* Links or copies all that is foreign into the new tree at the stage. */
bool tree_carry(struct tree *t, const struct str *paths, size_t n_paths,
                struct diag *d) JB_MUST_USE;

/* Makes a planned folder below `dir`; by several threads at once. */
bool tree_make(struct tree *t, uint32_t folder, int dir);

void tree_release(struct tree *t);

#endif
