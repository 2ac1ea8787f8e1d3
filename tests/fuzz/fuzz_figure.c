/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "input/yaml.h"
#include "model/figure.h"
#include "model/words.h"

/* First byte: bit 0 Chinese, bits 1 and 2 the unit, the rest the qualifier.
 * First line: a value as in the statistics, the rest: words that cite it. What
 * the program itself writes of the value must agree with it. */

static const char *const patterns[] = {
    "scale_6: '{n} million'\nscale_9: '{n} billion'\nrange: '{a}–{b}'\n"
    "decimal_mark: '.'\ngroup_mark: ','\nminus: '−'\n"
    "q_over: 'more than {n}'\nq_at_least: 'at least {n}'\n"
    "q_nearly: 'nearly {n}'\nq_under: 'fewer than {n}'\n"
    "q_under_amount: 'less than {n}'\nq_at_most: 'at most {n}'\n"
    "q_about: 'about {n}'\nmark_over: '>{n}'\n",
    "scale_4: '{n}万'\nscale_8: '{n}亿'\nrange: '{a}—{b}'\n"
    "decimal_mark: '.'\ngroup_mark: ','\nminus: '−'\n"
    "q_over: '{n}余{unit}'\nq_over_scaled: '{n}多{unit}'\n"
    "q_over_amount: '超过{n}'\nq_at_least: '{n}以上'\nq_nearly: '近{n}'\n"
    "q_under: '不足{n}'\nq_at_most: '{n}以内'\nq_about: '约{n}'\n"
    "mark_over: '>{n}'\n",
};

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

/* As strings.en.yaml and strings.zh.yaml of the default theme have them. */
static const struct words *words_of(bool zh, struct diag *d)
{
    static struct words both[2];
    static struct arena kept;
    struct words *w = &both[zh];
    if (w->lang.len > 0)
        return w;
    w->lang = w->tag = zh ? STR("zh") : STR("en");
    struct value *v = yaml_parse(&kept, STR("strings.yaml"),
                                 str_of(patterns[zh]), 1, d);
    REQUIRE(v != NULL && words_load(w, &kept, v, d));
    return w;
}

static void write_out(struct arena *a, const struct figure *f, bool zh,
                      struct diag *d)
{
    const struct words *w = words_of(zh, d);
    enum numerals how = zh ? NUMERALS_ZH : NUMERALS_EN;
    struct str why = {0};
    for (int form = FIGURE_FULL; form <= FIGURE_VALUE; form++)
        REQUIRE_UTF8(figure_prose(a, f, w, (enum figure_form)form));
    REQUIRE_UTF8(figure_cell(a, f, w));
    REQUIRE_UTF8(figure_unit_word(f, w));
    struct str full = figure_prose(a, f, w, FIGURE_FULL);
    enum figure_match m = figure_check(a, f, full, how, NULL, 0, &why);
    if (m != FIGURE_SAME)
        fprintf(stderr, STR_FMT ": " STR_FMT "\n", STR_ARG(full),
                STR_ARG(why));
    REQUIRE(m == FIGURE_SAME);
}

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
    if (utf8_invalid_at(input) != SIZE_MAX)
        return;
    str_cut(input, '\n', &value, &words);
    if (!figure_parse_value(value, &f))
        return;
    f.unit = &units[options >> 1 & 3];
    f.qualifier = (uint8_t)((options >> 3) % (QUALIFIER_ABOUT + 1));
    round_trip(a, &f);
    write_out(a, &f, options & 1, d);
    enum figure_match m =
        figure_check(a, &f, words, options & 1 ? NUMERALS_ZH : NUMERALS_EN,
                     NULL, 0, &why);
    REQUIRE(m <= FIGURE_UNIT_DIFFERS);
    REQUIRE(m < FIGURE_VALUE_DIFFERS || why.len > 0);
    REQUIRE_UTF8(why);
}
