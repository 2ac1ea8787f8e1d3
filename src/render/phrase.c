/* SPDX-License-Identifier: MIT */
#include "render/phrase.h"

static const struct {
    int64_t percent;
    const char *key;
} phrases[] = {
    {206, "cmp_206"}, {195, "cmp_195"}, {180, "cmp_180"}, {161, "cmp_161"},
    {145, "cmp_145"}, {135, "cmp_135"}, {128, "cmp_128"}, {122, "cmp_122"},
    {115, "cmp_115"}, {107, "cmp_107"}, {103, "cmp_103"}, {98, "cmp_98"},
    {94, "cmp_94"},   {86, "cmp_86"},   {78, "cmp_78"},   {72, "cmp_72"},
    {64, "cmp_64"},   {56, "cmp_56"},   {45, "cmp_45"},   {37, "cmp_37"},
    {30, "cmp_30"},   {23, "cmp_23"},   {17, "cmp_17"},   {13, "cmp_13"},
    {8, "cmp_8"},     {0, "cmp_0"},
};
enum { N_PHRASES = sizeof phrases / sizeof *phrases };

/* The ratio is exact while its digits fit; otherwise the last of twelve places
 * is rounded, which no threshold notices. */
static bool is_at_least(struct decimal value, struct decimal other,
                        int64_t percent)
{
    struct decimal limit = {percent, 2}, product, ratio;
    if (decimal_mul(limit, other, &product))
        return decimal_compare(value, product) >= 0;
    for (int places = DECIMAL_PLACES_MAX; places >= 0; places--)
        if (decimal_div(value, other, places, &ratio))
            return decimal_compare(ratio, limit) >= 0;
    return true; /* too large for any number of places */
}

const char *phrase_of_ratio(struct decimal value, struct decimal other)
{
    if (other.coef <= 0 || value.coef < 0)
        return NULL;
    size_t i = 0;
    while (i + 1 < N_PHRASES && !is_at_least(value, other, phrases[i].percent))
        i++;
    return phrases[i].key;
}
