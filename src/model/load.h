/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_LOAD_H
#define JB_MODEL_LOAD_H

/* The first stage: every file of a site is read once, in parallel, and becomes
 * records. Content and data that nobody understands yet (unknown ids, dead
 * links) is left to index and link. */

#include "model/site.h"

/* Sets options->as_of from as_of_date once the time zone is known. Reads site.yaml, strings, layouts, data/ and content/ below
 * options->site. False only when nothing else can be checked (no site.yaml, no
 * languages, or the system failed, so that what is missing may be there);
 * mistakes otherwise are in `d`. */
bool load_site(struct site *s, struct options *options,
               struct diag *d) JB_MUST_USE;

#endif
