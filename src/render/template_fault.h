/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_TEMPLATE_FAULT_H
#define JB_RENDER_TEMPLATE_FAULT_H

/* Where in a file ctemplate found a fault.
 *
 * ctemplate names no place. It reads a file once, from beginning to end, so the
 * shortest part that does not parse ends at the fault; it is found by parsing
 * some twenty parts, which happens only when something is wrong. */

#include "base/buf.h"
#include "render/template_check.h"

/* Appends the first `len` bytes of a file as ctemplate shall get them: the
 * escaping context in front, no byte order mark, no CR, and closed the sections
 * that are open behind the first n_tokens markers. */
void template_prepare(const struct checked_file *f, size_t len, size_t n_tokens,
                      struct buf *out);

typedef bool template_parses(struct str prepared);

/* Report and return false. `complaint` is what ctemplate said. */
bool template_fault(struct checked_file *f, template_parses *parses,
                    struct str complaint, struct diag *d);
/* For a file that loads, with a modifier that does not escape enough. */
bool template_weak(struct checked_file *f, struct str complaint,
                   struct diag *d);

#endif
