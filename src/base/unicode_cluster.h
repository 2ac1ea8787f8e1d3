/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_UNICODE_CLUSTER_H
#define JB_BASE_UNICODE_CLUSTER_H

/* Grapheme clusters of a text, one after another (UAX 29); inside unicode_*.c.
 * One such walk at a time per thread.
 *
 *     for (cluster_start(&c, text); cluster_next(&c);) use(c.at); */

#include "base/unicode.h"

struct clusters {
    struct str text;
    size_t at;  /* behind the present cluster */
    bool plain; /* every character is a cluster */
    bool icu;
};

void cluster_start(struct clusters *c, struct str s);
bool cluster_next(struct clusters *c);

#endif
