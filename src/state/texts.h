/* SPDX-License-Identifier: MIT */
#ifndef JB_STATE_TEXTS_H
#define JB_STATE_TEXTS_H

/* build/texts: what reading the texts gave (model/text_cache.h), for the next
 * build. Like build/state it may be removed at any time; it is not part of it,
 * since records are only added: a build that reads one text anew appends one
 * record. When more than half of the records belong to texts of the past, the
 * file begins anew.
 *
 * The file: a line "jianbao-texts N HASH", the hash that of the program, then
 * records. What a killed build left of one is cut off by the next. A file that
 * cannot be written costs time, nothing else. */

#include "model/text_cache.h"
#include "state/past.h"

struct texts {
    struct text_cache cache;
    struct past *past;
    int file;     /* -1: not open, or it failed */
    size_t known; /* bytes of the file that can be read */
};

/* For load_site: &t->cache, or NULL where nothing is kept. What was restored
 * lives as long as `past`, which may be NULL. */
struct text_cache *texts_open(struct texts *t, struct past *past);
void texts_close(struct texts *t);

#endif
