/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_PHRASE_H
#define JB_RENDER_PHRASE_H

/* Which words compare two values. */

#include "base/decimal.h"

/* The key of the pattern for `value` beside `other` by their ratio: cmp_195,
 * "about double {other}", holds from 195 per cent up to the next threshold.
 * NULL: no ratio, since `other` is not positive or `value` is negative. */
const char *phrase_of_ratio(struct decimal value, struct decimal other);

#endif
