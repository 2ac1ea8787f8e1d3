/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_CONTENT_OWN_H
#define JB_MODEL_CONTENT_OWN_H

/* Inside of content_parse: the table of all fields of front matter, and the
 * reading of those that each language has of its own. The rest waits for
 * content_join. */

#include "model/content.h"

/* From v->front into `v`; reports to `d` what is wrong, unknown or missing. */
void content_own(const struct content_memory *m, const struct config *c,
                 enum entry_kind kind, struct version *v, struct diag *d);

#endif
