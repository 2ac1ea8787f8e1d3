/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_DECIMAL_H
#define JB_BASE_DECIMAL_H

/* Exact decimal numbers: coef / 10^places. No binary floating point anywhere.
 *
 * At most 18 significant digits, 0 <= places <= 12; what does not fit is
 * refused, never rounded. `places` keeps the digits as written (54.20 has 2);
 * equality and order ignore them. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct decimal {
    int64_t coef;
    uint8_t places;
};

enum { DECIMAL_PLACES_MAX = 12 };

/* `-12`, `54.02`, `0.5`; no sign but minus, no separators, no exponent. */
bool decimal_parse(struct str text, struct decimal *out);

int decimal_compare(struct decimal a, struct decimal b);
static inline bool decimal_eq(struct decimal a, struct decimal b)
{
    return decimal_compare(a, b) == 0;
}

/* times 10^power (power may be negative); false when it does not fit. */
bool decimal_shift(struct decimal d, int power, struct decimal *out);
bool decimal_add(struct decimal a, struct decimal b, struct decimal *out);
bool decimal_sub(struct decimal a, struct decimal b, struct decimal *out);
bool decimal_mul(struct decimal a, struct decimal b, struct decimal *out);

/* a / b rounded half away from zero to `places`; false for b = 0. */
bool decimal_div(struct decimal a, struct decimal b, int places,
                 struct decimal *out);

/* Without trailing zeros behind the point. */
struct decimal decimal_trim(struct decimal d);

/* Plain digits, `places` kept: `1924600`, `54.02`, `-3`. */
struct str decimal_text(struct arena *a, struct decimal d);

/* For axes and drawing only, never for a printed figure. */
double decimal_double(struct decimal d);

#endif
