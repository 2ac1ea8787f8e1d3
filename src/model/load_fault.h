/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_LOAD_FAULT_H
#define JB_MODEL_LOAD_FAULT_H

/* Inside of load: what is said of files and folders that cannot be read. */

#include "base/diag.h"
#include "base/fs.h"

struct loc load_whole(struct str path); /* the file, no place in it */

/* A link or device where a file is expected. */
void load_refuse_kind(struct str path, enum fs_kind kind, struct diag *d);

/* By errno, right after the call that failed; `max` bytes were allowed. */
void load_refuse_unread(struct str path, size_t max, struct diag *d);

/* The same of fs_walk of `path` below `dir`, called `shown` in messages; the
 * first folder that lies too deep is named. */
void load_refuse_walk(int dir, const char *path, const char *shown,
                      struct diag *d);

#endif
