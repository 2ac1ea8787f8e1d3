/* SPDX-License-Identifier: MIT */
#include "model/agree_claim.h"

#include "base/vec.h"

/* What stands in one text only without any drift of the facts. */

static bool contains(const struct agree_unit *unit, int side, const char *zh,
                     const char *en)
{
    for (size_t i = 0; i < unit->n[side]; i++) {
        const struct agree_text *t = &unit->text[side][i];
        bool is_zh = t->numerals == NUMERALS_ZH;
        struct str rest = str_of(is_zh ? zh : en), word;
        while (rest.len > 0) {
            str_cut(rest, '|', &word, &rest);
            if (str_find(t->text, word) != SIZE_MAX)
                return true;
        }
    }
    return false;
}

static bool is_int(const struct claim *c, int64_t value)
{
    return !c->q.range && decimal_eq(c->q.low, (struct decimal){value, 0});
}

static bool is_count(const struct claim *c)
{
    return c->q.kind == QUANTITY_PLAIN || c->q.kind == QUANTITY_ORDINAL;
}

/* 市、县两级 are "city and counties". */
bool slack_is_weak(const struct claim *c)
{
    return c->q.kind == QUANTITY_ORDINAL || is_int(c, 0) ||
           (is_count(c) && is_int(c, 1)) ||
           (is_count(c) && str_starts(c->q.unit, STR("级")));
}

/* Grades 7 to 12 have names of their own: 初一 to 高三. */
static bool is_grade(const struct claim *c)
{
    struct str before = str_head(c->text->text, c->q.at);
    return (str_ends(before, STR("rade ")) || str_ends(before, STR("rades "))) &&
           c->text->numerals == NUMERALS_EN;
}

/* “十四五” is the 14th Five-Year Plan. */
static bool is_plan(const struct claim *c)
{
    return is_int(c, 5) && str_starts(c->q.unit, STR("Year Plan"));
}

/* The words of a text that mean 2, all of it, or double; or it by a name. */
static bool has_words(const struct claim *c, const struct agree_unit *other,
                      int side)
{
    if (is_grade(c) && contains(other, side, "初一|初二|初三|高一|高二|高三", ""))
        return true;
    if (is_int(c, 9) && str_starts(c->q.unit, STR("year")) &&
        contains(other, side, "义务教育", ""))
        return true;
    if (is_plan(c) && contains(other, side,
                               "十一五|十二五|十三五|十四五|十五五", ""))
        return true;
    if (is_count(c) && is_int(c, 2))
        return contains(other, side, "双|两|二|俩|对",
                        "both|Both|pair|couple|twice|either|Either|neither|"
                        "dual|ouble|twin|each other|two-");
    if (c->q.kind == QUANTITY_TIMES && is_int(c, 2))
        return contains(other, side, "翻番|加倍|倍增|一倍",
                        "ouble|twice|Twice");
    if (c->q.kind == QUANTITY_PERCENT && is_int(c, 100))
        return contains(other, side, "全|所有|都|均|普及",
                        "all |All |every|Every|each|Each|full|Full|whole|"
                        "universal|entire|complete|total");
    if (c->q.kind == QUANTITY_PERCENT && is_int(c, 50))
        return contains(other, side, "半", "half|halv|Half");
    return false;
}

/* 十几, 数百, "dozens", "hundreds": an order of magnitude. */
static bool has_vague(const struct claim *c, const struct agree_unit *other,
                      int side)
{
    static const struct {
        int64_t low, high;
        const char *zh, *en;
    } words[] = {
        {10, 20, "十几|十来", "a dozen|A dozen|ten or so|a score"},
        {20, 100, "几十|数十", "ozens|scores of"},
        {100, 1000, "几百|数百|上百|成百", "undreds|a few hundred"},
        {1000, 10000, "几千|数千|上千|成千", "housands|few thousand"},
        {10000, 100000, "几万|数万|上万|成万", "tens of thousands"},
        {100000, 1000000, "几十万|数十万", "undreds of thousands"},
        {1000000, 10000000, "几百万|数百万|上百万", "millions"},
        {10000000, 100000000, "几千万|数千万|上千万", "ens of millions"},
        {100000000, 1000000000, "几亿|数亿|上亿", "undreds of millions"},
        {100, 101, "百名|百位|百所|百家|百个|百校|百人", ""},
        {1000, 1001, "千名|千位|千所|千家|千个|千师|千人", ""},
        {10000, 10001, "万名|万人|万家|万户|万师", ""},
    };
    if (c->q.range ||
        (c->q.kind != QUANTITY_PLAIN && c->q.kind != QUANTITY_MONEY))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        struct decimal low = {words[i].low, 0}, high = {words[i].high, 0};
        if (decimal_compare(c->q.low, low) >= 0 &&
            decimal_compare(c->q.low, high) < 0 &&
            contains(other, side, words[i].zh, words[i].en))
            return true;
    }
    return false;
}

/* A numeral of a name, or one without a measure word. */
static bool in_passing(const struct claim *c, const struct quantities *passing)
{
    for (size_t i = 0; i < passing->len; i++) {
        const struct quantity *q = &passing->at[i];
        if (decimal_eq(q->low, c->q.low) && decimal_eq(q->high, c->q.high))
            return true;
    }
    return false;
}

/* Said before in the same words, or in another unit. */
static bool is_repeated(const struct claim *c, const struct claims *own)
{
    enum { LOOK_BACK = 32 };
    size_t here = (size_t)(c - own->at);
    size_t first = here > LOOK_BACK ? here - LOOK_BACK : 0;
    for (size_t i = first; i < own->len && i < here + LOOK_BACK; i++) {
        const struct claim *o = &own->at[i];
        bool same = o->q.kind == c->q.kind && claim_equal(o, c) &&
                    str_eq(o->q.unit, c->q.unit);
        if (o != c && o->paired && (same || claim_converts(o, c)))
            return true;
    }
    return false;
}

static bool is_known(const struct claims *known, size_t i,
                     const struct agree_text *t, size_t at)
{
    return i < known->len && known->at[i].text == t &&
           known->at[i].q.number_at == at;
}

void slack_passing(struct arena *a, const struct agree_unit *unit, int side,
                   const struct claims *known, size_t first,
                   struct quantities *out)
{
    for (size_t i = 0; i < unit->n[side]; i++) {
        const struct agree_text *t = &unit->text[side][i];
        struct quantities all = {0};
        quantity_scan_named(a, t->text, t->numerals, true, NULL, &all);
        for (size_t k = 0; k < all.len; k++) {
            while (first < known->len &&
                   (known->at[first].text < t ||
                    (known->at[first].text == t &&
                     known->at[first].q.number_at < all.at[k].number_at)))
                first++;
            if (all.at[k].kind != QUANTITY_DATE &&
                !is_known(known, first, t, all.at[k].number_at))
                *vec_push(a, out) = all.at[k];
        }
    }
}

bool slack_allows(const struct claim *c, const struct claims *own,
                  const struct agree_unit *other, int side,
                  const struct quantities *passing)
{
    struct decimal most = {100, 0};
    bool small = decimal_compare(c->q.high, most) <= 0;
    return is_repeated(c, own) || has_words(c, other, side) ||
           has_vague(c, other, side) ||
           (small && is_count(c) && in_passing(c, passing));
}

bool slack_year(const struct agree_unit *unit, int side)
{
    return contains(unit, side,
                    "当年|同年|去年|上年|前年|今年|本年|次年|明年|翌年|年来|"
                    "同期|当时|目前",
                    "that year|That year|this year|This year|same year|last "
                    "year|year before|previous year|year earlier|next year|"
                    "following year|year after|a year|year on year|"
                    "year-on-year");
}
