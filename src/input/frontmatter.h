/* SPDX-License-Identifier: MIT */
#ifndef JB_INPUT_FRONTMATTER_H
#define JB_INPUT_FRONTMATTER_H

/* Splits a content file: a first line `---`, YAML, a line `---`, then the
 * Markdown body. Both parts are slices of the file. */

#include "base/diag.h"

struct frontmatter {
    struct str meta, body;
    unsigned meta_line; /* line of the first line of each part, from 1 */
    unsigned body_line;
};

/* Reports an empty file, missing front matter and front matter that is never
 * closed. */
bool frontmatter_split(struct str path, struct str text,
                       struct frontmatter *out, struct diag *d) JB_MUST_USE;

#endif
