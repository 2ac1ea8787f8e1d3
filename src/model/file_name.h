/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_FILE_NAME_H
#define JB_MODEL_FILE_NAME_H

/* What a file below a site's folders may be called at all: UTF-8 without
 * control characters, and not too long, so that its path can stand in messages,
 * addresses and lists of files. Each folder has rules of its own besides. */

#include "base/diag.h"

enum { FILE_PATH_MAX = 1000 }; /* bytes, from the site's folder */

/* Reports a path that cannot be used; the message shows U+FFFD for what cannot
 * be shown. */
bool file_name_check(struct arena *a, struct str path,
                     struct diag *d) JB_MUST_USE;

/* README.md, README.zh.md and so on explain a folder and are no content. */
bool file_is_readme(struct str path);

#endif
