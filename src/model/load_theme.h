/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_LOAD_THEME_H
#define JB_MODEL_LOAD_THEME_H

/* Layouts, assets and words: of the site's own layouts/ and of the default
 * theme, file by file and word by word; the site's own come first. Files of the
 * site's layouts/ that are none of these are noted in site.stray. */

#include "model/site.h"

/* After config_load; mistakes are in `d`. */
void load_theme(struct site *s, struct diag *d);

/* The language of "strings.<language>.yaml", or empty. */
struct str words_language(struct str path);

#endif
