/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_COMPARE_H
#define JB_MODEL_COMPARE_H

/* The two languages of every text against each other, behind link_site: what
 * pair.h and agree.h check, entry by entry, on all threads. An entry
 * marked `compared` is passed over. The blocks of an entry's texts are read for this and let go of behind it, so that memory does
 * not grow with the number of texts. Linear in the length of all texts. */

#include "model/site.h"

void compare_texts(struct site *s, struct diag *d);

#endif
