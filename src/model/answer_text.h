/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_ANSWER_TEXT_H
#define JB_MODEL_ANSWER_TEXT_H

/* What answers are made of: everything that a page can show about a cell or a
 * text, as bytes behind one another. Each part ends where its length says, so
 * that two different things never give the same bytes. Registers' records
 * appear by their ids. */

#include "base/buf.h"
#include "model/site.h"

void digest_number(struct buf *b, uint64_t n);
void digest_str(struct buf *b, struct str s);

/* Between the parts of an answer that may have a million: a long digest so far
 * becomes its hash, so that it never takes much room. */
void digest_fold(struct buf *b);

void digest_cell(struct buf *b, const struct site *s, const struct cell *c);

/* What links and short lists show of a text in any language: title, kicker,
 * date, places, genre. */
void digest_title(struct buf *b, const struct entry *e);

/* What lists show of a text in any language: front matter, freshness, length,
 * and what its short texts link to. */
void digest_card(struct buf *b, const struct site *s, const struct entry *e);

/* Everything else of it: the bodies and what they link to, related texts. */
void digest_body(struct buf *b, const struct entry *e);

/* Of one version what stands behind version.shown: its bytes and what its
 * references became, but for digest_media of the files that it uses. */
void digest_opened(struct buf *b, const struct site *s,
                   const struct version *v, const struct body *body);
void digest_media(struct buf *b, const struct media *m);

#endif
