/* SPDX-License-Identifier: MIT */
#ifndef JB_OUTPUT_TREE_H
#define JB_OUTPUT_TREE_H

/* The tree that is there, as far as the plan and the lists know it: every
 * folder that holds a planned or a listed file, and the listed files that are
 * no longer planned. A link is never a folder; what lies behind it is foreign.
 *
 * Ours is a plain file that the manifest, or the marker of a killed run, lists.
 * All else is foreign and is only ever read. */

#include <stdatomic.h>

#include "base/map.h"
#include "output/manifest.h"
#include "output/place.h"

enum folder_kind {
    FOLDER_ABSENT,
    FOLDER_THERE,
    FOLDER_FILE,   /* one of our own files, to be removed, lies there */
    FOLDER_FOREIGN /* something else lies there, or above */
};

struct folder {
    struct str path;       /* NUL-terminated; the output itself: empty */
    struct folder *parent; /* NULL: the output itself */
    enum folder_kind kind;
    bool planned;
    bool emptied;     /* a listed file in it or below is no longer planned */
    atomic_bool made; /* in the new tree */
};

struct stale {
    const char *path;
    struct folder *folder;
    bool there; /* a plain file */
};

struct tree {
    struct arena arena;
    const struct place *place;
    struct manifest listed;
    struct str manifest; /* text of the manifest, empty: none to trust */
    bool bad;            /* there is a manifest that cannot be trusted */
    bool marked;         /* a marker was found: compare by bytes */
    atomic_bool clash;   /* something of ours lies in the way */
    struct map by_path;  /* struct folder */
    vec_of(struct folder *) folders; /* each behind its parent */
    vec_of(struct stale) stale;
};

/* Reads manifest and marker. */
bool tree_load(struct tree *t, const struct place *place,
               struct diag *d) JB_MUST_USE;

/* Learns the folders of the sorted planned paths (`of` gets that of each path)
 * and what is stale. False after a report of all that is in the way. */
bool tree_survey(struct tree *t, const struct str *paths, size_t n_paths,
                 struct folder **of, struct diag *d) JB_MUST_USE;

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
bool tree_make(struct folder *folder, int dir);

void tree_release(struct tree *t);

#endif
