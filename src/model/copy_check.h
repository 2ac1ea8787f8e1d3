/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_COPY_CHECK_H
#define JB_MODEL_COPY_CHECK_H

/* The typography of Chinese texts, as they stand in the files: bodies with
 * captions and tables, the texts of the front matter, and the columns of data/
 * that are Chinese (name_zh, note_zh, …), but never the quoted words of a source.
 * The files of data/ are read once more for it.
 *
 * Reported with a mend, for check --fix: , ; : ! ? . ( ) between Han
 * characters, `...` and `--` beside one, straight quotation marks of which a
 * paragraph has an even number, typed spaces between Han characters and letters
 * or digits, at the start and (but for a hard break) at the end of a line.
 * Reported only: other straight quotation marks, what stands in captions behind
 * an address, brackets and quotation marks 《》 “” （） and the like without
 * their other half in a paragraph. Code, HTML, links' targets, addresses, escapes
 * and Markdown's own marks are left alone. copy_check.c looks at one text,
 * copy_site.c finds them. */

#include "model/plan.h"

enum { COPY_MESSAGES_MAX = 100 }; /* of one text */

void copy_check(const struct site *s, const struct plan *p, struct diag *d);

/* One text: a body, or a single line of it with `lines` false; `first` is the
 * place of its first character. */
void copy_check_text(struct loc first, struct str text, bool lines,
                     struct diag *d);

#endif
