/* SPDX-License-Identifier: MIT */
#ifndef JB_LIST_STALE_H
#define JB_LIST_STALE_H

/* `jianbao list stale`: what has changed in originals since their translations
 * were recorded: the old and the new text of each block and the old and the new
 * value of each figure.
 *
 * The record has hashes; a text comes from the newest state of the file in git
 * that has its hash (history.h). Where there is none, the field `was` is empty
 * and the table says so; at most STALE_READ_MAX older states are read in one
 * run. */

#include "model/plan.h"
#include "table.h"

enum { STALE_READ_MAX = 5000 };

void list_stale(struct site *s, const struct plan *p, struct table *t,
                struct diag *d);

#endif
