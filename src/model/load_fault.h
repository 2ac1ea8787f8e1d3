/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_LOAD_FAULT_H
#define JB_MODEL_LOAD_FAULT_H

/* Inside of load: what is said of files and folders that cannot be read. */

#include "base/diag.h"
#include "base/fs.h"

struct loc load_whole(struct str path); /* the file, no place in it */

/* The name is one of a link, wherever it leads. */
bool load_is_link(int dir, const char *path);

/* Reports by errno that a file cannot be read, as the site's mistake or the
 * system's failure. False. */
bool load_fault(struct str path, struct diag *d);

/* A link or device where a file is expected. */
void load_refuse_kind(struct str path, enum fs_kind kind, struct diag *d);

/* By errno, right after the call that failed; `max` bytes were allowed. */
void load_refuse_unread(struct str path, size_t max, struct diag *d);

/* The same of fs_walk of what is called `shown` in messages; the folder where
 * it ended is named. */
void load_refuse_walk(const char *shown, const struct fs_entries *entries,
                      struct diag *d);

#endif
