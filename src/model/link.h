/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_LINK_H
#define JB_MODEL_LINK_H

/* The fourth stage: every reference of every text finds what it means, or is
 * reported. Fills inline_text.link, entry.key_figure, version.cited and
 * version.shown, the `citing` lists of documents and terms, and marks the media
 * that pages use. A reference to a broken record becomes LINK_BROKEN without a
 * message: its cause was reported where it lies. In parallel; linear in the
 * number of references. */

#include "model/plan.h"

void link_site(struct site *s, const struct plan *p, struct diag *d);

/* The same for a body that was read again, on `a`: b->link becomes what it was,
 * nothing is reported or noted in other records. From any thread. */
void link_body(struct arena *a, const struct site *s, const struct plan *p,
               const struct version *v, struct body *b);

/* The same for a version that is no part of the site, such as an older state of
 * a file, with its texts and its body. `v->entry` has nothing but its kind and
 * its texts. */
void link_apart(struct arena *a, const struct site *s, const struct plan *p,
                struct version *v);

/* Where readers of `lang` find this page: its own language, else any that has
 * it (*other is then that language's index, else -1). Empty: nowhere. Without
 * the base path. */
struct str link_to(const struct site *s, const struct plan *p,
                   enum page_kind kind, const void *subject, size_t lang,
                   int *other);

#endif
