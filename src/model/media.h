/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_MEDIA_H
#define JB_MODEL_MEDIA_H

/* What pages show about a file of content/ that they use: an image's size in
 * pixels, an attachment's size in bytes and its SHA-256. */

#include "model/site.h"

/* Reads the file and marks it as used; again for a used one does nothing.
 * Reports what a browser would run (input/active.h). */
bool media_use(struct site *s, struct media *m, struct diag *d);

/* "/" and the path as an address: all bytes but the unreserved characters (RFC
 * 3986 section 2.3) percent-encoded, so that a name may hold %, # and ? */
struct str media_url(struct arena *a, struct str path);

#endif
