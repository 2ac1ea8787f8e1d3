/* SPDX-License-Identifier: MIT */
#ifndef JB_LIST_UNUSED_H
#define JB_LIST_UNUSED_H

/* `jianbao list unused`: files of content/ that no text shows, and records of
 * data/ that nothing refers to: sources, documents, topics, groups, units,
 * indicators without figures, genres of site.yaml. */

#include "model/site.h"
#include "table.h"

void list_unused(struct site *s, struct table *t);

/* For `check`: a notice for each file, source and indicator among them, which
 * somebody has gathered for a text, and for each file of layouts/ that nothing
 * reads. The other registers may well hold more than is used today. */
void report_unused(const struct site *s, struct diag *d);

#endif
