/* SPDX-License-Identifier: MIT */
#ifndef JB_OUTPUT_PLACE_H
#define JB_OUTPUT_PLACE_H

/* Where the output lies: the folder itself, the folder above it, and our own
 * names beside it: `<output>.jianbao-lock` (held by flock while we write),
 * `.jianbao-new` (the stage: a whole new tree, or files on their way) and
 * `.jianbao-old` (the former tree, for the moment of the swap).
 *
 * Where the output is a mount point, or the folder above may not be written,
 * it cannot be renamed: the same names then lie `inside` it. An output that is
 * a link to a folder stands for that folder; below it no link is followed. Only
 * removing what a killed run left takes time that grows with the output. */

#include <sys/types.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/signals.h"

struct place {
    struct arena arena;
    const char *shown; /* the output as the user wrote it, for messages */
    const char *name;  /* of the output in `parent` */
    int parent;        /* descriptors, -1: none */
    int output;        /* -1: there is none, or an empty folder */
    int stage;
    int lock;
    mode_t mode; /* of the folder that is there; 0: none */
    bool inside;
    bool linked;   /* the output is a link */
    bool repaired; /* an interrupted swap was undone or ended */
    struct held_signals signals; /* from the lock on, see place_interrupted */
};

/* Takes the lock, ends what a killed run left half swapped and removes its
 * stage. With `make` the folders above are made; without, absent ones are fine
 * and leave `output` at -1. After a false: place_close all the same. */
bool place_open(struct place *p, const char *output, bool make,
                struct diag *d) JB_MUST_USE;

/* Whether something of ours lies beside the output: another run writes it, or
 * one that was killed has left something to clean away. */
bool place_is_untidy(const char *output);

/* Between place_open and place_close interruptions wait (base/signals.h): true
 * when one has come. What is begun then is given up before anything is put in
 * place, and ended afterwards; place_close does not return. */
bool place_interrupted(const struct place *p);

/* Makes and opens the stage. */
bool place_stage(struct place *p, struct diag *d) JB_MUST_USE;

/* Makes the stage the output. */
bool place_swap(struct place *p, struct diag *d) JB_MUST_USE;

/* Removes the stage, gives the lock back and releases all, at last the
 * interruptions. */
void place_close(struct place *p);

/* Reports "<output>/<path>: cannot <what>: <strerror(errno)>"; empty path: the
 * output itself. False. */
bool place_fail(const struct place *p, struct str path, const char *what,
                struct diag *d);

#endif
