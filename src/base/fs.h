/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_FS_H
#define JB_BASE_FS_H

/* Files and folders. Paths are relative to an open folder (`dir`, a descriptor)
 * or to the current one with AT_FDCWD, NUL-terminated. Functions return false
 * with errno set; they never report and never retry but on EINTR. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"

/* Whether an errno says that the system failed, and not that there is nothing
 * or something else than expected. */
bool fs_is_fault(int error);

/* Reads a whole regular file. EFBIG above `max` bytes, ELOOP for a link, EISDIR
 * or EINVAL for what else is no regular file. The text is NUL-terminated behind its end. */
bool fs_read(struct arena *a, int dir, const char *path, size_t max,
             struct str *out);

enum fs_kind { FS_FILE, FS_FOLDER, FS_LINK, FS_OTHER };

struct fs_entry {
    struct str path; /* from the walk's root, "/" between, NUL-terminated */
    enum fs_kind kind;
    uint64_t size;
    int64_t mtime;  /* nanoseconds since 1970 */
    uint64_t inode;
};

/* Kind, size and times of one name, a link itself and not what it points at. */
bool fs_look(int dir, const char *path, struct fs_entry *out);

/* The names in a folder, in byte order; those that begin with a dot only with
 * `dotted` ("." and ".." never). Closes `fd`, good or not. */
bool fs_names(struct arena *a, int fd, bool dotted, struct strs *names);

struct fs_entries {
    struct fs_entry *at;
    size_t len, cap;
    struct str failed; /* from the walk's root: where it ended; empty: there */
};

enum { FS_DEPTH_MAX = 16 };

/* Everything below `path`, each folder's entries in byte order of their names, a
 * folder before what is in it; names that begin with a dot are left out, links
 * are listed and not followed (but `path` itself is). ELOOP below FS_DEPTH_MAX
 * levels. An absent folder is an empty one, and what is removed meanwhile is not
 * there. */
bool fs_walk(struct arena *a, int dir, const char *path,
             struct fs_entries *out);

/* Calls fn for everything below `path`, names that begin with a dot too, in no
 * order, a folder before what is in it (`path` given to fn is from the visit's
 * root). Links are not followed; fn returning false, or ELOOP below
 * FS_VISIT_MAX levels, ends the visit with false, and `ended` gets the path
 * where it did. */
enum { FS_VISIT_MAX = 128 };
typedef bool fs_visit_fn(void *ctx, struct str path, enum fs_kind kind);
bool fs_visit(int dir, const char *path, fs_visit_fn *fn, void *ctx,
              struct buf *ended);

/* Whether anything is in the folder. */
bool fs_is_empty(int dir, const char *path, bool *empty);

/* Makes the folders above `path`; those that exist are fine. */
bool fs_make_parents(int dir, const char *path);

/* Writes all bytes into a new file (O_EXCL) or an existing one from its start,
 * cut to length. Never follows a link. */
bool fs_create(int dir, const char *path, struct str bytes);
bool fs_overwrite(int dir, const char *path, struct str bytes);

/* A new file (O_EXCL) that is written in pieces: its descriptor or -1. fs_end
 * closes it, good or not; false where a byte may be missing. */
int fs_begin(int dir, const char *path);
bool fs_write(int fd, struct str bytes); /* all of them */
bool fs_end(int fd);

/* fs_create of what `write` writes; with `sync` it waits until the bytes are on
 * the disk. */
typedef bool fs_write_fn(void *ctx, int fd);
bool fs_create_with(int dir, const char *path, bool sync, fs_write_fn *write,
                    void *ctx);

/* Writes beside and renames into place; in pieces: `write` gets the descriptor
 * of the file beside. That is `path` with a dot before its name and
 * ".jianbao-new" behind it; it is locked, so that of two processes one waits for
 * the other, and one that a killed process left is written over. An
 * interruption waits for the end. */
bool fs_replace(int dir, const char *path, struct str bytes);
bool fs_replace_with(int dir, const char *path, fs_write_fn *write, void *ctx);

/* The same for a file that people have written: the new one has its
 * permissions, and its bytes are on the disk before it takes the name. */
bool fs_revise(int dir, const char *path, struct str bytes);

/* True when the file has just these bytes; else errno is 0 when it has others
 * or is no plain file. */
bool fs_same(int dir, const char *path, struct str bytes);

/* True when both files have the same bytes. */
bool fs_same_files(int dir, const char *path, int other, const char *as);

/* Removes a folder and all in it (links themselves, not what they point at). */
bool fs_remove_tree(int dir, const char *path);

#endif
