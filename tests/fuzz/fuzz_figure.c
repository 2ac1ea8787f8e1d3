/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "model/figure.h"

/* First byte: bit 0 Chinese, bits 1 and 2 the unit. First line: a value as in
 * the statistics, the rest: words that cite it. */

static const struct unit units[] = {
    {.id = STR_INIT("pupil"), .kind = UNIT_COUNT, .zh = STR_INIT("{n}名"),
     .en_one = STR_INIT("{n} pupil"), .en_other = STR_INIT("{n} pupils")},
    {.id = STR_INIT("percent"), .kind = UNIT_PERCENT, .zh = STR_INIT("{n}%"),
     .en_one = STR_INIT("{n}%"), .en_other = STR_INIT("{n}%")},
    {.id = STR_INIT("cny"), .kind = UNIT_MONEY, .zh = STR_INIT("{n}元"),
     .en_one = STR_INIT("CNY {n}"), .en_other = STR_INIT("CNY {n}")},
    {.id = STR_INIT("times"), .kind = UNIT_RATIO, .zh = STR_INIT("{n}倍"),
     .en_one = STR_INIT("{n} times"), .en_other = STR_INIT("{n} times")},
};

/* Plain digits say the same value. */
static void round_trip(struct arena *a, const struct figure *f)
{
    struct figure g = {0};
    struct str plain = figure_plain(a, f);
    REQUIRE(figure_parse_value(plain, &g));
    REQUIRE(f->range == g.range && decimal_eq(f->low, g.low));
    REQUIRE(!f->range || decimal_eq(f->high, g.high));
    REQUIRE(f->scale == 0 || f->scale == 4 || f->scale == 8);
    REQUIRE_SAME(figure_plain(a, &g), plain);
}

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    unsigned options = fuzz_byte(&input);
    struct figure f = {0};
    struct str value, words, why = {0};
    (void)d;
    if (utf8_invalid_at(input) != SIZE_MAX)
        return;
    str_cut(input, '\n', &value, &words);
    if (!figure_parse_value(value, &f))
        return;
    f.unit = &units[options >> 1 & 3];
    f.qualifier = (uint8_t)((options >> 3) % (QUALIFIER_ABOUT + 1));
    round_trip(a, &f);
    enum figure_match m =
        figure_check(a, &f, words, options & 1 ? NUMERALS_ZH : NUMERALS_EN,
                     NULL, 0, &why);
    REQUIRE(m <= FIGURE_UNIT_DIFFERS);
    REQUIRE(m < FIGURE_VALUE_DIFFERS || why.len > 0);
    REQUIRE_UTF8(why);
}
