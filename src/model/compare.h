/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_COMPARE_H
#define JB_MODEL_COMPARE_H

/* The two languages of every text against each other, behind link_site: what
 * pair.h and agree.h check, entry by entry, on all threads. An entry
 * marked `compared` is passed over. The bodies
 * of an entry are open for this and let go of behind it, so that memory does not
 * grow with the number of texts. Linear in the length of all texts. */

#include "model/plan.h"

void compare_texts(struct site *s, const struct plan *p, struct diag *d);

#endif
