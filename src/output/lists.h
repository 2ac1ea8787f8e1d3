/* SPDX-License-Identifier: MIT */
#ifndef JB_OUTPUT_LISTS_H
#define JB_OUTPUT_LISTS_H

/* The manifests of an output folder. A whole build leaves one; of `--shard 2/7`
 * it is named ".jianbao-manifest.2-7" and lists that shard's files. So the
 * outputs of all shards can be copied into one folder, and each file there is
 * listed: the next whole build trusts the lists together and puts one in their
 * place, and `clean` removes what all of them name.
 *
 * Which shard a path belongs to follows from its bytes alone, so that a file
 * never moves to another one. A shard knows of its own files only: what the
 * lists name beside them is foreign to it and stays as it is, lists and all. */

#include "base/fs.h"
#include "output/manifest.h"

enum { SHARDS_MAX = 1000 };

struct shard {
    uint32_t number, of; /* 1 … of; zeroed: everything */
};

/* Whether the path belongs to it. */
bool shard_has(struct shard s, struct str path);

struct list_name {
    char text[48];
};
/* The name of its manifest. */
struct list_name list_name(struct shard s);

/* The names of all lists in the folder `path`, sorted: that of a whole build
 * comes first. False with errno. */
bool lists_names(struct arena *a, int dir, const char *path, struct strs *out);

struct lists {
    struct manifest all;  /* that belongs to the shard asked for; where lists
                             disagree about a file: with the hash zero */
    bool bad;             /* some list cannot be trusted */
    struct str bad_name;  /* the first of these */
    struct hash own;      /* of the text of the shard's own list; zero: none */
    struct strs others;   /* names of all other lists, whole or of shards, in
                             byte order */
};

/* Reads every list in the open folder. Sorts the files where there is more than
 * one list, else linear. False with errno, and `failed` says of what: then
 * nothing is known. */
bool lists_read(struct arena *a, int dir, struct shard shard, struct lists *out,
                struct str *failed);

#endif
