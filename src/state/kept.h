/* SPDX-License-Identifier: MIT */
#ifndef JB_STATE_KEPT_H
#define JB_STATE_KEPT_H

/* Files of records beside build/state (base/record.h): build/NAME, a line
 * "jianbao-NAME N HASH", the hash that of the program, then records. They may
 * be removed at any time; one that cannot be written costs time, nothing else.
 */

#include "base/record.h"
#include "state/past.h"

enum { KEPT_VERSION = 1 };
#define KEPT_FOLDER "build/"

/* Whether anything may be kept from one build to the next. */
bool kept_possible(const struct past *past);

/* The first line of the file, whose path begins with KEPT_FOLDER. */
struct str kept_head(const struct past *past, struct arena *a,
                     const char *path);

/* Opens the records of the file; none where the file is not to be used.
 * Returns how many bytes of the file can be read. Texts live as long as `a`. */
size_t kept_open(const struct past *past, struct arena *a, const char *path,
                 struct records *out);

#endif
