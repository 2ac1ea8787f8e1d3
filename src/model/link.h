/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_LINK_H
#define JB_MODEL_LINK_H

/* The fourth stage: every reference of every text finds what it means, or is
 * reported. Fills version.link, inline_text.link, entry.key_figure,
 * version.cited, the `citing` lists of documents and terms, and marks the media
 * that pages use. A reference to a broken record becomes LINK_BROKEN without a
 * message: its cause was reported where it lies. Linear in the number of
 * references. */

#include "model/plan.h"

void link_site(struct site *s, const struct plan *p, struct diag *d);

/* The references of a version that is no part of the site, such as an older
 * state of a file: nothing is noted in other records. `v->entry` has nothing but
 * its kind and its texts. */
void link_apart(struct site *s, const struct plan *p, struct version *v,
                struct diag *d);

/* Where readers of `lang` find this page: its own language, else any that has
 * it (*other is then that language's index, else -1). Empty: nowhere. Without
 * the base path. */
struct str link_to(const struct site *s, const struct plan *p,
                   enum page_kind kind, const void *subject, size_t lang,
                   int *other);

#endif
