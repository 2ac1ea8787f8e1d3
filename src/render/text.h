/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_TEXT_H
#define JB_RENDER_TEXT_H

/* Markdown texts to markup, their references already resolved. The markup lies
 * on the page's scratch arena. */

#include "render/render.h"

/* The open body of a version, the same for all calls of a page; empty, and
 * r->failed is set, where its file cannot be read any more. */
const struct body *text_open(struct render *r, const struct version *v);

/* The body of a version, headings shifted so that its first level is h2. */
struct str text_body(struct render *r, const struct version *v);

/* A summary, caption or cell, without <p>. */
struct str text_inline(struct render *r, const struct inline_text *t);

/* The same as plain text: references as their words (or values), no markup. */
struct str text_plain(struct render *r, const struct inline_text *t);
/* True when that is what the scan found: no reference shows a value. */
bool text_is_scanned(const struct inline_text *t);

/* Our own markup as plain text. */
struct str text_of_markup(struct render *r, struct str html);

/* <data value="…"><a href="…">words</a></data> around a figure's words. */
struct str text_figure_link(struct render *r, const struct cell *c,
                            struct str words);

/* Image dimensions, alt and caption for an IMAGE item. */
void text_image(struct render *r, struct dict *d, enum marker list,
                const struct figure_image *image);

#endif
