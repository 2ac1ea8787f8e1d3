/* SPDX-License-Identifier: MIT */
#ifndef JB_IMPORT_NOTES_H
#define JB_IMPORT_NOTES_H

/* The report of an import. What is said in the same words of many places is
 * said once, at the first of them, with the number of the others. At most
 * NOTES_MAX different texts are kept; the last message then counts the rest. */

#include "base/diag.h"
#include "base/map.h"

enum { NOTES_MAX = 1000 };

struct note;

struct notes {
    struct diag *diag;
    struct arena arena;
    struct map by_text;
    vec_of(struct note *) all;
    size_t n_more; /* that found no room */
};

void note_add(struct notes *n, struct loc loc, enum diag_code code,
              const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Hands everything to the sink. */
void notes_close(struct notes *n);

#endif
