/* SPDX-License-Identifier: MIT */
#ifndef JB_OUTPUT_PUBLISH_H
#define JB_OUTPUT_PUBLISH_H

/* Bytes to disk: the only writer of the output folder.
 *
 * The manifest `.jianbao-manifest` (text, one line a file: hash, size, path;
 * first line a version; lists.h about shards) travels with the tree and lists
 * what we wrote. Rules:
 *  - no output folder yet, or an empty one, or `atomic`: a whole new tree is
 *    written beside it (`<output>.jianbao-new`) and renamed into place; foreign
 *    files of the old tree are carried over;
 *  - an existing tree: bytes that are the same are not touched (mtime kept); a
 *    few changed files (up to PUBLISH_FEW) are written beside, then renamed one
 *    by one; more are written in place; both under the marker file
 *    `.jianbao-building`;
 *  - files of the old manifest that are no longer planned are removed, and the
 *    folders this leaves empty; foreign files are never touched;
 *  - a planned path held by a file that the manifest does not list and whose
 *    bytes differ is an error before anything is written;
 *  - a marker found at the start means that a run was killed while it wrote:
 *    every file is then compared by its bytes, not by the manifest.
 * The manifest is written last, beside and by rename. Only one build at a time:
 * `<output>.jianbao-lock` is held by flock while publishing; a second one waits
 * a little, then says who holds it. The marker lists what is being written, so
 * that a half-written file is known to be ours.
 *
 * The output may be a link to a folder; inside it no link is followed, and one
 * that lies at a planned path or above it is foreign. Where the output cannot
 * be renamed (a mount point, or the folder above is read-only), our own names
 * lie inside it and `atomic` is refused.
 *
 * An interruption (SIGINT, SIGTERM, SIGHUP) during all of this ends the process
 * when the tree is as it was, or, once changes have begun, as it will be.
 *
 * All of it takes time linear in the planned and listed paths and their bytes,
 * and some 50 bytes of memory for each path, apart from what waits.
 *
 * Life: publish_open → publish_file (or publish_piece…, publish_end) once for
 * every planned path, from any worker, in any order → publish_finish or
 * publish_abandon. Nothing in the output folder changes before publish_finish:
 * changed bytes wait in memory, or above PUBLISH_HELD_MAX in a file beside the
 * output; what comes in pieces waits in a file of its own. */

#include "base/diag.h"
#include "base/hash.h"
#include "base/vec.h"
#include "output/lists.h"

#ifndef PUBLISH_FEW /* tests write in place with fewer */
#define PUBLISH_FEW 500
#endif
#define PUBLISH_HELD_MAX ((size_t)64 * 1024 * 1024)

struct publish;

/* What a publish did, by paths below the output, sorted. */
struct publish_changes {
    struct arena arena;
    struct strs written, removed;
};

struct publish_options {
    const char *output; /* folder */
    bool atomic;
    bool quiet;
    size_t threads; /* of publish_finish; 0 is 1 */
    struct publish_changes *changes; /* filled by publish_finish, or NULL */
    struct shard shard; /* all paths belong to it; what the output has of others
                           stays */
};

/* `paths` are all planned outputs, relative to the folder, sorted, unique;
 * borrowed until the end. NULL after a report (output-* codes). */
struct publish *publish_open(const struct publish_options *options,
                             const struct str *paths, size_t n_paths,
                             struct diag *d) JB_MUST_USE;

/* Takes the bytes of paths[index]; thread-safe for different indexes. `d` is
 * the worker's own sink. False after a report: call publish_abandon later. */
bool publish_file(struct publish *p, size_t index, struct str bytes,
                  struct diag *d) JB_MUST_USE;

/* The same for what is too long to be held: its bytes in pieces, which go into a
 * file beside the output at once. `s` is zeroed at first; one worker. After a
 * false nothing more is to be done with it. */
struct pieces {
    int fd;
    struct hasher *hasher; /* NULL: none came yet */
    uint64_t size;
};
bool publish_piece(struct publish *p, size_t index, struct pieces *s,
                   struct str bytes, struct diag *d) JB_MUST_USE;
bool publish_end(struct publish *p, size_t index, struct pieces *s,
                 struct diag *d) JB_MUST_USE;

/* Takes paths[index] as it is: true when the output folder has it with this
 * hash by the manifest, and a plain file of its size is there. Never for a
 * whole new tree or where a killed run may have left other bytes. Instead of
 * publish_file; thread-safe likewise. */
bool publish_keep(struct publish *p, size_t index, struct hash hash,
                  uint64_t *size) JB_MUST_USE;

/* The hash of paths[index], once taken. */
struct hash publish_hash(const struct publish *p, size_t index);

/* Whether the output is as the manifest says, by the files' sizes, no run was
 * killed and none is writing; `manifest` gets the hash of the manifest's text. */
bool publish_intact(const char *output, struct hash *manifest);

struct publish_counts {
    size_t written, unchanged, removed;
    struct hash manifest; /* of its text */
    uint64_t bytes; /* of all files */
};

/* Puts everything in place and frees `p`. */
bool publish_finish(struct publish *p, struct publish_counts *counts,
                    struct diag *d) JB_MUST_USE;

/* Gives up: removes what was written beside and frees `p`. */
void publish_abandon(struct publish *p);

/* `jianbao clean`: removes the files of all manifests, then these. */
bool publish_clean(const char *output, struct diag *d) JB_MUST_USE;

#endif
