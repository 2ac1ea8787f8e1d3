/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_PLURAL_H
#define JB_BASE_PLURAL_H

/* Which plural form of a word a number takes in a language (CLDR rules, by
 * ICU). Immutable once open: any number of threads may ask at once. */

#include "base/str.h"

enum { PLURAL_FORMS_MAX = 6 };

struct plural;

/* By BCP 47 tag; an unknown language has the one form "other". NULL only when
 * ICU has no data at all; the functions below accept it. */
struct plural *plural_open(const char *tag);
void plural_close(struct plural *p);

/* zero, one, two, few, many or other. `number` is as shown: thousands commas
 * are skipped, `1.0` differs from `1`; what is no number is "other". */
const char *plural_form(const struct plural *p, struct str number);

/* The forms that the language has; returns how many. */
size_t plural_forms(const struct plural *p,
                    const char *forms[PLURAL_FORMS_MAX]);

#endif
