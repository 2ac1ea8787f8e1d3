/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_BODY_H
#define JB_MODEL_BODY_H

/* The body of a text, its scan and its links, for as long as somebody needs
 * them: comparing languages, making its page, commands that list what texts
 * refer to. On a large site they would be most of the memory, so after link the
 * site knows only what others see of them; the first TEXTS_HELD_MAX bytes of
 * texts stay, so that files of a smaller site are read once.
 *
 * A file that is read again must have the bytes that were loaded (by their
 * hash); where an editor has saved it since, the run ends with a report and
 * leaves the output as it was. Linear in the text. */

#include "model/plan.h"

enum { TEXT_MAX = 2 * 1024 * 1024 };
#ifndef TEXTS_HELD_MAX /* tests read all again */
#define TEXTS_HELD_MAX ((size_t)8 * 1024 * 1024)
#endif

/* Behind link. The body, with blocks, on `a`; an unread version has an empty
 * one. From any thread. False after a report. */
bool body_read(struct arena *a, const struct site *s, const struct plan *p,
               const struct version *v, struct body *out,
               struct diag *d) JB_MUST_USE;

/* The same as v->body, which is nobody else's; on a false it is empty. */
bool body_open(struct arena *a, const struct site *s, const struct plan *p,
               struct version *v, struct diag *d);
void body_close(struct version *v);

#endif
