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

/* The same of a place in a table, which is looked for only where the text is
 * new. */
struct cells;
void note_cell(struct notes *n, const struct cells *cells, size_t row,
               size_t column, enum diag_code code, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* True when new texts are only counted. */
static inline bool notes_full(const struct notes *n)
{
    return n->all.len >= NOTES_MAX;
}

/* Hands everything to the sink. */
void notes_close(struct notes *n);

#endif
