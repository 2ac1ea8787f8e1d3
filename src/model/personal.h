/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_PERSONAL_H
#define JB_MODEL_PERSONAL_H

/* Personal data that slipped into a text or a table: numbers of mobile phones
 * and of resident identity cards of mainland China (warning `personal-data`).
 *
 * A mobile number is 1, 3 to 9, and nine more digits, in one piece or as 3-4-4
 * with spaces or hyphens, perhaps behind +86. An identity number is 17 digits
 * and a digit or X with a possible date of birth and the check character of GB
 * 11643 (ISO 7064, MOD 11-2). Both stand alone: no letter, digit or sign of an
 * address, number or name on either side, no currency before and no unit of
 * money, people or scale behind. So figures, hotlines (12345), landlines and
 * numbers in addresses are none. */

#include "base/diag.h"

struct personal {
    size_t at, len; /* bytes in the text */
    enum { PERSONAL_MOBILE, PERSONAL_IDENTITY } kind;
};

/* The first at or behind `from`; false when there is none. Linear. */
bool personal_find(struct str text, size_t from, struct personal *out);

/* Reports those of a file. Not reported: what stands in one of `ignore`; in a
 * text (.md) the paragraph that has the comment <!-- numbers: ok -->; in a
 * table of figures (below data/statistics/) a mobile number that fills a field.
 * The message shows the first and last digits only. */
void personal_check(struct str path, struct str text, const struct str *ignore,
                    size_t n_ignore, struct diag *d);

#endif
