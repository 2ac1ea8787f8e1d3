/* SPDX-License-Identifier: MIT */
#ifndef JB_INPUT_MARKDOWN_CHECK_H
#define JB_INPUT_MARKDOWN_CHECK_H

/* What a text probably meant otherwise: part of the markdown module. At most
 * CHECK_MESSAGES_MAX messages are given for one text. */

#include "input/markdown_place.h"

enum { CHECK_MESSAGES_MAX = 100 };

struct checks {
    struct diag *diag;
    struct arena *arena; /* for work */
    bool good;           /* no error so far */
    unsigned n_messages;
};

/* Text of a block that looks like a reference. `prose` is its text without
 * markup. */
void check_prose(struct checks *c, struct places *p, struct str prose);

/* A link or image that parsed, but with a url that only looks like one of
 * ours; `bang`: a full-width ！ stands before it. */
void check_reference(struct checks *c, struct reference *r, bool bang);

void check_pipe_table(struct checks *c, const struct places *p,
                      const struct markdown_node *paragraph);

/* Raw HTML that is left out. */
void check_html(struct checks *c, struct loc loc, struct str html);

#endif
