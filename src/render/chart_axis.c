/* SPDX-License-Identifier: MIT */
#include "render/chart_axis.h"

#include <stdlib.h>

enum { POWER_MIN = -DECIMAL_PLACES_MAX, POWER_MAX = 18 };

/* Beyond this a double has no digits left for ticks. */
static const double TICK_MAX = 1e15;
static const double SLACK = 1e-9; /* of a step: 0.3 / 0.1 is 3 */

static double power_of_ten(int power)
{
    double p = 1;
    for (int i = 0; i < power; i++)
        p *= 10;
    return p;
}

static double step_of(int unit, int power)
{
    return power < 0 ? unit / power_of_ten(-power) : unit * power_of_ten(power);
}

static int64_t floor_of(double x)
{
    int64_t n = (int64_t)x;
    return (double)n > x ? n - 1 : n;
}

static long round_of(double x)
{
    return (long)floor_of(x + 0.5);
}

static bool fits(struct axis *a, double low, double high, unsigned most)
{
    double step = step_of(a->unit, a->power);
    if ((high - low) / step > most || low / step < -TICK_MAX ||
        high / step > TICK_MAX)
        return false;
    int64_t last = -floor_of(-(high / step) + SLACK);
    a->first = floor_of(low / step + SLACK);
    if (last == a->first)
        last++;
    a->n = (unsigned)(last - a->first) + 1;
    a->low = (double)a->first * step;
    a->high = (double)last * step;
    return a->n <= most;
}

struct axis axis_fit(double low, double high, bool zero, unsigned most)
{
    static const int units[] = {1, 2, 5};
    struct axis a = {.unit = 1};
    if (zero || low == high) {
        low = low < 0 ? low : 0;
        high = high > 0 ? high : 0;
    }
    if (low == high)
        high = 1;
    for (a.power = POWER_MIN; a.power <= POWER_MAX; a.power++)
        for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
            a.unit = units[i];
            if (fits(&a, low, high, most))
                return a;
        }
    return (struct axis){.low = low, .high = high, .unit = 1, .n = 2};
}

bool axis_tick(const struct axis *a, unsigned i, struct decimal *out)
{
    struct decimal d = {(a->first + (int64_t)i) * a->unit, 0};
    if (!decimal_shift(d, a->power, out))
        return false;
    *out = decimal_trim(*out);
    return true;
}

long axis_between(double value, double low, double high, long from, long to)
{
    if (high <= low)
        return from + (to - from) / 2;
    double part = (value - low) / (high - low);
    part = part < 0 ? 0 : part > 1 ? 1 : part;
    return from + round_of(part * (double)(to - from));
}

long axis_place(const struct axis *a, double value, long from, long to)
{
    return axis_between(value, a->low, a->high, from, to);
}

static int by_wish(const void *a, const void *b)
{
    const struct axis_label *const *x = a, *const *y = b;
    if ((*x)->want != (*y)->want)
        return (*x)->want < (*y)->want ? -1 : 1;
    return (*x > *y) - (*x < *y);
}

enum { SPREAD_MAX = 64 };

void axis_spread(struct axis_label *labels, size_t n, long top, long bottom)
{
    struct axis_label *order[SPREAD_MAX];
    if (n > SPREAD_MAX)
        n = SPREAD_MAX;
    for (size_t i = 0; i < n; i++)
        order[i] = &labels[i];
    qsort(order, n, sizeof *order, by_wish);
    for (size_t i = n; i-- > 0;) {
        struct axis_label *l = order[i];
        l->at = l->want - l->height / 2;
        if (l->at + l->height > bottom)
            l->at = bottom - l->height;
        bottom = l->at;
    }
    for (size_t i = 0; i < n; i++) {
        if (order[i]->at < top)
            order[i]->at = top;
        top = order[i]->at + order[i]->height;
    }
}

static int by_value(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

double axis_usual_step(const double *values, size_t n, double *work)
{
    if (n < 2)
        return 0;
    for (size_t i = 0; i + 1 < n; i++)
        work[i] = values[i + 1] - values[i];
    qsort(work, n - 1, sizeof *work, by_value);
    return work[(n - 2) / 2];
}
