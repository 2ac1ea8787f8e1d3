/* SPDX-License-Identifier: MIT */
#ifndef JB_STATE_PAST_H
#define JB_STATE_PAST_H

/* What is known from the last build when a build begins: the inputs then and
 * now, and what the state file says. Looking at the files takes time linear in
 * their number (sorting apart), reading the state in its bytes. */

#include "model/site.h"
#include "state/state.h"

struct past {
    struct arena arena;
    const struct options *options;
    int site; /* descriptor of the site's folder; -1: nothing is known */
    struct inputs inputs; /* now */
    bool scanned;         /* the inputs are known, and hashed when `hashed` */
    bool hashed;
    struct state state;   /* of the last build */
    bool known;           /* there was one, by this very program */
    struct hash program, options_hash;

    /* For the next state: what comparing the languages found now, see
     * checks.h. */
    struct state_check *check;
    struct message *found;
    size_t n_checks, n_found;
};

/* Looks at the inputs and reads the state. Nothing that fails here is an error:
 * then nothing is known. */
void past_open(struct past *p, const struct options *options);

/* Hashes the inputs, once. */
void past_hash(struct past *p);

/* What reading texts and statistics told, before past_hash. */
void past_learn(struct past *p, const struct site *s);

/* Whether a build as of `as_of` into the folder `output` would give what the
 * last one gave. Whether the output still is what that one left is not asked. */
bool past_holds(struct past *p, const char *output, int64_t as_of);

/* Stands for an existing folder, however it is named; else zero. */
struct hash past_path(const char *path);

/* Saves the state again where only times of change differ. */
void past_refresh(struct past *p);

/* The same site.yaml, registers, program and options: traces count. */
bool past_rules_hold(struct past *p);

void past_close(struct past *p);

#endif
