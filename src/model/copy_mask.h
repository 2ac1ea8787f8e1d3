/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_COPY_MASK_H
#define JB_MODEL_COPY_MASK_H

/* Inside of copy_check: what of a Markdown source is text. */

#include "base/arena.h"

enum copy_mask {
    COPY_TEXT,
    COPY_UNSEEN, /* brackets and targets of links, emphasis: looked through */
    COPY_OTHER   /* code, HTML, addresses, escapes, marks of lists and the
                    like */
};

/* One enum copy_mask for each byte. */
const unsigned char *copy_mask(struct arena *a, struct str block);

/* Blocks between blank lines, code blocks left out. Start with the text and the
 * number of its first line. */
struct copy_blocks {
    struct str rest;
    unsigned line;
};
bool copy_next_block(struct copy_blocks *b, struct str *block, unsigned *line);

#endif
