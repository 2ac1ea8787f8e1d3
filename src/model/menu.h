/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_MENU_H
#define JB_MODEL_MENU_H

/* What `menu` of site.yaml may name beside the pages of the editors: pages of
 * which each language has one. */

#include "model/plan.h"

struct menu_target {
    const char *name; /* in site.yaml, and its word in layouts/strings.*.yaml */
    enum page_kind kind;
};

enum { N_MENU_TARGETS = 9 };
extern const struct menu_target menu_targets[N_MENU_TARGETS];

/* The one of this name, or NULL. */
const struct menu_target *menu_target(struct str name);

#endif
