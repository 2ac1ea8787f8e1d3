/* SPDX-License-Identifier: MIT */
#ifndef JB_DESTINATION_H
#define JB_DESTINATION_H

/* The folder that a build writes into, before anything is written: whether it
 * may be that one, and what readers would miss there. */

#include "model/plan.h"

/* False after a report: the output lies among the sources, which the next build
 * would read it as. */
bool destination_apart(const char *site, struct str output, struct diag *d);

/* Reports each page of the output that readers may have bookmarked and that the
 * plan no longer has; a list that cannot be read is a system failure. Linear in
 * the lists. */
void destination_vanished(const char *output, const struct plan *p,
                          struct diag *d);

#endif
