/* SPDX-License-Identifier: MIT */
#ifndef JB_STATE_CHECKS_H
#define JB_STATE_CHECKS_H

/* What comparing the languages of a text found, kept for the next build: the
 * comparison (model/compare.h) costs more than all else that is
 * done for a text that did not change. A text whose digest is the same under
 * the same rules is not compared again; its messages are repeated. Linear in
 * the texts and messages, but for sorting by name. */

#include "state/past.h"

struct checks {
    struct past *past;
    struct hash *key; /* by index of site.entry: what the comparison reads */
    size_t n_before;  /* of the messages, when the comparison began */
    struct map by_path; /* of a text -> index + 1 of its entry in `key` */
    struct arena arena;
};

/* After link, before compare_texts: marks what need not be compared
 * (entry.compared), gives it what the last build found, repeats its messages.
 * `past` may be NULL: everything is compared. */
void checks_begin(struct checks *c, struct site *s, struct past *past,
                  struct diag *d);

/* After compare_texts: takes what was found over into past.checked, for the next
 * state. */
void checks_end(struct checks *c, const struct site *s, const struct diag *d);

#endif
