/* SPDX-License-Identifier: MIT */
#ifndef JB_WHY_H
#define JB_WHY_H

/* `jianbao why PATH`: what an output was made from, and why it was made last.
 * `jianbao impact FILE`: every sentence, chart and output that a file of the
 * site, or one figure (stat:…), reaches. Both read what the last build noted
 * (state/state.h); impact reads the site, too. Exit status 1 where the output
 * or the file is unknown, 2 where there was no build to ask. */

#include "model/site.h"
#include "state/state.h"

int why_output(const struct options *options, const char *path);
int impact_of(struct options *options, const char *what);

/* What the last build left; false after a message. */
bool why_state(struct arena *a, const struct options *options,
               struct state *out);

#endif
