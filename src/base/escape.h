/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_ESCAPE_H
#define JB_BASE_ESCAPE_H

/* Text made safe for one context, appended to a buffer. */

#include "base/buf.h"

/* HTML and XML text and quoted attributes (& < > " '); control characters that
 * XML 1.0 section 2.2 does not allow become U+FFFD. */
void escape_html(struct buf *b, struct str s);

/* Inside a JSON string (RFC 8259 section 7); `<` and U+2028/9 are written as
 * escapes, so that the text may stand inside a script element. */
void escape_json(struct buf *b, struct str s);

/* Bytes that RFC 3986 does not allow in a URL as %XX (existing %XX is kept), and
 * & and ' too, so that the result is safe in HTML and JSON as it is. */
void escape_percent(struct buf *b, struct str s);

/* A path or URL for an attribute: bytes that RFC 3986 does not allow are
 * percent-encoded (existing %XX is kept), then as escape_html. */
void escape_url(struct buf *b, struct str s);

/* One CSV field (RFC 4180): quoted where needed, also where white space at an
 * end could be trimmed; a leading = + - @ (full-width too), tab, CR or LF of
 * text is guarded by an apostrophe so that spreadsheets do not run it. */
void escape_csv(struct buf *b, struct str s);

#endif
