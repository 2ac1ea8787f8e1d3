/* SPDX-License-Identifier: MIT */
#ifndef JB_OUTPUT_MANIFEST_H
#define JB_OUTPUT_MANIFEST_H

/* What we wrote, as text that travels with the tree:
 *
 *     jianbao-manifest 1 2
 *     0f3a…(32 hex digits) 4711 assets/style.css
 *     9c41…                 812 zh/index.html      (one blank between fields)
 *
 * that is the version and the number of lines, then hash, size and path of each
 * file, in byte order of the paths, each once. The text is untrusted: whatever
 * deviates in a single byte from what manifest_write would write is refused as
 * a whole, since a list that is wrong about one file may be so about others.
 * The marker of a running build has the same form and lists what it touches.
 * Everything takes time linear in what is listed, but for manifest_find, which
 * takes logarithmic time. */

#include "base/buf.h"
#include "base/hash.h"
#include "base/vec.h"

#define MANIFEST_NAME ".jianbao-manifest" /* of a shard: behind it ".2-7" */
#define MANIFEST_MARKER ".jianbao-building"
#define MANIFEST_PREFIX ".jianbao-" /* names at the top that are only ours */
#define MANIFEST_SIZE_MAX ((size_t)256 * 1024 * 1024)

enum { MANIFEST_PATH_MAX = 1024 };

struct listed {
    struct str path; /* below the output folder */
    uint64_t size;   /* bytes */
    struct hash hash;
};

struct manifest {
    struct listed *at; /* by path */
    size_t len;
};

/* True for a path that stays below the folder and is none of our own names: no
 * empty part, no `.` or `..`, no control character, not too long. */
bool manifest_path_good(struct str path);

/* The paths are slices of `text`. False, and *out untouched: do not trust it.
 */
bool manifest_parse(struct arena *a, struct str text, struct manifest *out);

/* The whole text; and the same of many in pieces. */
void manifest_write(struct buf *out, const struct manifest *m);

struct manifest_out {
    int fd; /* -1: only the hash is wanted */
    struct buf piece;
    struct hasher *hasher;
    int error; /* errno of the first write that failed; 0: none */
};
/* `n` calls of manifest_put must follow, by path. */
void manifest_begin(struct manifest_out *o, int fd, size_t n);
void manifest_put(struct manifest_out *o, const struct listed *l);
/* Frees all; `hash` gets that of the text. False with errno. */
bool manifest_end(struct manifest_out *o, struct hash *hash);

/* The entry, or NULL. */
const struct listed *manifest_find(const struct manifest *m, struct str path);

/* All entries of both; where both list a path, the one of `a`. */
struct manifest manifest_union(struct arena *arena, const struct manifest *a,
                               const struct manifest *b);

#endif
