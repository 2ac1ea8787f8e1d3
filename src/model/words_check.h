/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_WORDS_CHECK_H
#define JB_MODEL_WORDS_CHECK_H

/* The words of all languages of a site, compared: each exists in every one, in
 * layouts and in the program alike; a language whose file is there and did not
 * parse has had its message. A word of the site's own file that no layout uses
 * and that is nearly one of the default theme is most likely misspelt: it
 * changes nothing. */

#include "model/site.h"

void words_check(struct site *s, struct diag *d);

#endif
