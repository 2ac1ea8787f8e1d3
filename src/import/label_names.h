/* SPDX-License-Identifier: MIT */
#ifndef JB_IMPORT_LABEL_NAMES_H
#define JB_IMPORT_LABEL_NAMES_H

/* Whole names among those of the site; only label*.c include this. */

#include "import/label.h"

/* What the key names by itself: an indicator, a group, districts. */
void label_named(struct labels *l, struct str key, struct label *out);

/* The district, or one that it lies in. */
bool label_is_below(const struct district *d, const struct district *above);

#endif
