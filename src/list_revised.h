/* SPDX-License-Identifier: MIT */
#ifndef JB_LIST_REVISED_H
#define JB_LIST_REVISED_H

/* `jianbao list revised`: texts to bring up to date, since they give the old
 * value of a figure that its source revised after they were written. One row
 * for each citation, by file and line. */

#include "model/plan.h"
#include "table.h"

void list_revised(const struct site *s, const struct plan *p, struct table *t,
                  struct diag *d);

#endif
