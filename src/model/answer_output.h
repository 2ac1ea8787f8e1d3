/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_ANSWER_OUTPUT_H
#define JB_MODEL_ANSWER_OUTPUT_H

/* The part of answer.h that is about outputs and what the theme gives them.
 * Each appends to `b`; nothing for a subject that does not exist. */

#include "base/buf.h"
#include "model/answer.h"

/* Rows of the plan and sizes: PAGE, URL, SIZE, PLAN. */
void answer_output(struct buf *b, const struct answers *q,
                   const struct query *query);
/* A layout with all that it includes. */
void answer_layout(struct buf *b, const struct site *s, struct str name);
/* The words of a language id. */
void answer_words(struct buf *b, const struct site *s, struct str id);
/* An asset or a file of content/. */
void answer_file(struct buf *b, const struct site *s, struct str path);

#endif
