/* SPDX-License-Identifier: MIT */
#include "base/decimal.h"

#include <assert.h>

enum { DIGITS_MAX = 18 };

static const int64_t powers[DIGITS_MAX + 1] = {
    1,
    10,
    100,
    1000,
    10000,
    100000,
    1000000,
    10000000,
    100000000,
    1000000000,
    10000000000,
    100000000000,
    1000000000000,
    10000000000000,
    100000000000000,
    1000000000000000,
    10000000000000000,
    100000000000000000,
    1000000000000000000,
};

static bool fits(int64_t coef)
{
    return coef > -powers[DIGITS_MAX] && coef < powers[DIGITS_MAX];
}

static bool raise_by(int64_t coef, int power, int64_t *out)
{
    if (coef == 0) {
        *out = 0;
        return true;
    }
    return power <= DIGITS_MAX &&
           !__builtin_mul_overflow(coef, powers[power], out) && fits(*out);
}

bool decimal_parse(struct str text, struct decimal *out)
{
    bool negative = text.len > 0 && text.at[0] == '-';
    struct str whole, fraction;
    bool point = str_cut(str_from(text, negative), '.', &whole, &fraction);
    if (whole.len == 0 || (point && fraction.len == 0) ||
        fraction.len > DECIMAL_PLACES_MAX)
        return false;
    struct str parts[] = {whole, fraction};
    int64_t coef = 0;
    for (size_t part = 0; part < 2; part++)
        for (size_t i = 0; i < parts[part].len; i++) {
            char c = parts[part].at[i];
            if (c < '0' || c > '9' || !raise_by(coef, 1, &coef))
                return false;
            coef += c - '0';
        }
    *out = (struct decimal){negative ? -coef : coef, (uint8_t)fraction.len};
    return true;
}

static int order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

int decimal_compare(struct decimal a, struct decimal b)
{
    int64_t ua = powers[a.places], ub = powers[b.places];
    int whole = order(a.coef / ua, b.coef / ub);
    if (whole != 0)
        return whole;
    int64_t fa = a.coef % ua * powers[DECIMAL_PLACES_MAX - a.places];
    int64_t fb = b.coef % ub * powers[DECIMAL_PLACES_MAX - b.places];
    return order(fa, fb);
}

struct decimal decimal_trim(struct decimal d)
{
    while (d.places > 0 && d.coef % 10 == 0) {
        d.coef /= 10;
        d.places--;
    }
    return d;
}

bool decimal_shift(struct decimal d, int power, struct decimal *out)
{
    int places = d.places - power;
    if (places > DECIMAL_PLACES_MAX) {
        d = decimal_trim(d);
        places = d.places - power;
    }
    while (places > DECIMAL_PLACES_MAX && d.coef % 10 == 0) {
        d.coef /= 10;
        if (d.coef == 0)
            places = DECIMAL_PLACES_MAX;
        else
            places--;
    }
    if (places > DECIMAL_PLACES_MAX)
        return false;
    if (places < 0) {
        if (!raise_by(d.coef, -places, &d.coef))
            return false;
        places = 0;
    }
    *out = (struct decimal){d.coef, (uint8_t)places};
    return true;
}

static bool same_places(struct decimal *a, struct decimal *b)
{
    struct decimal *few = a->places < b->places ? a : b;
    struct decimal *many = few == a ? b : a;
    if (!raise_by(few->coef, many->places - few->places, &few->coef))
        return false;
    few->places = many->places;
    return true;
}

bool decimal_add(struct decimal a, struct decimal b, struct decimal *out)
{
    struct decimal x = a, y = b;
    if (a.places != b.places && !same_places(&x, &y)) {
        x = decimal_trim(a);
        y = decimal_trim(b);
        if (!same_places(&x, &y))
            return false;
    }
    if (!fits(x.coef + y.coef))
        return false;
    *out = (struct decimal){x.coef + y.coef, x.places};
    return true;
}

bool decimal_sub(struct decimal a, struct decimal b, struct decimal *out)
{
    b.coef = -b.coef;
    return decimal_add(a, b, out);
}

bool decimal_mul(struct decimal a, struct decimal b, struct decimal *out)
{
    a = decimal_trim(a);
    b = decimal_trim(b);
    int64_t coef;
    if (__builtin_mul_overflow(a.coef, b.coef, &coef))
        return false;
    int places = a.places + b.places;
    while (places > DECIMAL_PLACES_MAX && coef % 10 == 0 && coef != 0) {
        coef /= 10;
        places--;
    }
    if (coef == 0)
        places = 0;
    if (places > DECIMAL_PLACES_MAX || !fits(coef))
        return false;
    *out = (struct decimal){coef, (uint8_t)places};
    return true;
}

/* Digits of a / b, times 10^power. One more digit of the remainder always fits
 * an uint64_t because b < 10^18. */
static bool divide(uint64_t a, uint64_t b, int power, uint64_t *out)
{
    uint64_t quotient = a / b, rest = a % b;
    for (; power > 0; power--) {
        quotient = quotient * 10 + rest * 10 / b;
        rest = rest * 10 % b;
        if (quotient >= (uint64_t)powers[DIGITS_MAX])
            return false;
    }
    bool up = rest >= b - rest;
    if (power < 0) {
        uint64_t unit = (uint64_t)powers[-power];
        up = quotient % unit * 2 >= unit;
        quotient /= unit;
    }
    *out = quotient + (up ? 1 : 0);
    return *out < (uint64_t)powers[DIGITS_MAX];
}

bool decimal_div(struct decimal a, struct decimal b, int places,
                 struct decimal *out)
{
    assert(places >= 0 && places <= DECIMAL_PLACES_MAX);
    if (b.coef == 0)
        return false;
    bool negative = (a.coef < 0) != (b.coef < 0);
    uint64_t x = (uint64_t)(a.coef < 0 ? -a.coef : a.coef);
    uint64_t y = (uint64_t)(b.coef < 0 ? -b.coef : b.coef);
    uint64_t quotient;
    if (!divide(x, y, b.places - a.places + places, &quotient))
        return false;
    int64_t coef = (int64_t)quotient;
    *out = (struct decimal){negative ? -coef : coef, (uint8_t)places};
    return true;
}

struct str decimal_text(struct arena *a, struct decimal d)
{
    char text[2 * DIGITS_MAX + 4];
    size_t from = sizeof text;
    uint64_t n = d.coef < 0 ? 0 - (uint64_t)d.coef : (uint64_t)d.coef;
    assert(d.places <= DECIMAL_PLACES_MAX);
    for (unsigned i = 0; n > 0 || i <= d.places; i++, n /= 10) {
        if (i > 0 && i == d.places)
            text[--from] = '.';
        text[--from] = (char)('0' + n % 10);
    }
    if (d.coef < 0)
        text[--from] = '-';
    return arena_copy(a, (struct str){text + from, sizeof text - from});
}

double decimal_double(struct decimal d)
{
    return (double)d.coef / (double)powers[d.places];
}
