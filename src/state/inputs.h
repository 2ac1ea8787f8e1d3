/* SPDX-License-Identifier: MIT */
#ifndef JB_STATE_INPUTS_H
#define JB_STATE_INPUTS_H

/* The files that a build may read, as they are now: site.yaml and everything
 * below content/, data/, layouts/ and the default theme. Times of change are a
 * shortcut; what decides is the hash of the bytes, so that a fresh clone with
 * other times is the same site. */

#include "base/fs.h"
#include "base/hash.h"

struct input {
    struct str path; /* below the site; of the default theme: "//share/…" */
    uint8_t kind;    /* enum fs_kind, no folder */
    uint64_t size;
    int64_t mtime;   /* 0: too young to be trusted */
    uint64_t inode;
    struct hash hash; /* of the bytes; zero: unknown, as for what is no file */
};

struct inputs {
    struct input *at; /* by path */
    size_t len, cap;
};

/* Looks at every file, in time linear in their number, and reads none. `share`
 * may be NULL. False with errno when a folder cannot be read. */
bool inputs_scan(struct arena *a, int site, const char *share,
                 struct inputs *out);

/* The hash of a file that somebody has read, so that it is read once. */
void inputs_learn(struct inputs *in, struct str path, struct hash bytes);

/* Fills in all hashes that are not known yet: those of `old` (may be empty)
 * where kind, size, time and inode are the same, else the file is read. A file
 * that changed since the scan keeps the hash zero. */
void inputs_hash(struct inputs *now, const struct inputs *old, int site,
                 const char *share, size_t threads);

/* The hash of a file, where it was filled in. */
bool inputs_known(const struct inputs *in, struct str path, struct hash *out);

/* The same paths, kinds and known hashes. */
bool inputs_same(const struct inputs *a, const struct inputs *b);

/* One hash for what has a part in every page: site.yaml and the registers of
 * data/ (all but data/statistics/). Zero when one is unknown. */
struct hash inputs_rules(const struct inputs *in);

#endif
