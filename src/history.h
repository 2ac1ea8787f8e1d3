/* SPDX-License-Identifier: MIT */
#ifndef JB_HISTORY_H
#define JB_HISTORY_H

/* Older states of a file, newest first, as git has them. Only lists ask; no
 * build and no check depends on git. A file is followed under its present name
 * only. Without git, outside a repository and in a shallow clone there are few
 * states or none. */

#include "base/arena.h"
#include "base/vec.h"

enum {
    HISTORY_REVISIONS_MAX = 64, /* of one file */
    HISTORY_BYTES_MAX = 2 * 1024 * 1024
};

struct history {
    const char *folder; /* of the site */
    struct str path;    /* below it */
    struct strs revisions;
};

/* The commits that changed the file. */
void history_open(struct arena *a, const char *folder, struct str path,
                  struct history *out);

/* The file as the i-th of them left it; false where it was not there. */
bool history_read(struct arena *a, const struct history *h, size_t i,
                  struct str *bytes);

#endif
