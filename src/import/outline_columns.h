/* SPDX-License-Identifier: MIT */
#ifndef JB_IMPORT_OUTLINE_COLUMNS_H
#define JB_IMPORT_OUTLINE_COLUMNS_H

/* The second half of outline_find: what each column is for. */

#include "import/outline.h"

void outline_columns(struct outline *f);

#endif
