/* SPDX-License-Identifier: MIT */
#include "model/agree_claim.h"

#include "base/vec.h"

struct noun {
    const char *text;
    enum counted counted;
    int factor; /* to the base unit */
};

/* Measure words, longest first. */
static const struct noun zh_measures[] = {
    {"人（次）", COUNTED_VISITS, 1},
    {"人(次)", COUNTED_VISITS, 1},
    {"人次", COUNTED_VISITS, 1},
    {"人", COUNTED_PERSONS, 1},
    {"名额", COUNTED_ANY, 1},
    {"名", COUNTED_PERSONS, 1},
    {"位数", COUNTED_ANY, 1},
    {"位", COUNTED_PERSONS, 1},
    {"周年", COUNTED_ANY, 1},
    {"周岁", COUNTED_ANY, 1},
    {"年级", COUNTED_ANY, 1},
    {"年", COUNTED_MONTHS, 12},
    {"学年", COUNTED_MONTHS, 12},
    {"个学年", COUNTED_MONTHS, 12},
    {"个月", COUNTED_MONTHS, 1},
    {"周", COUNTED_DAYS, 7},
    {"天", COUNTED_DAYS, 1},
    {"日", COUNTED_DAYS, 1},
    {"个小时", COUNTED_MINUTES, 60},
    {"小时", COUNTED_MINUTES, 60},
    {"分钟", COUNTED_MINUTES, 1},
    {"秒", COUNTED_SECONDS, 1},
    {"所", COUNTED_INSTITUTIONS, 1},
    {"平方米", COUNTED_SQUARE_METRES, 1},
    {"公里", COUNTED_METRES, 1000},
    {"千米", COUNTED_METRES, 1000},
    {"米", COUNTED_METRES, 1},
    {"亩", COUNTED_MU, 1},
    {"公顷", COUNTED_HECTARES, 1},
    {"吨", COUNTED_TONNES, 1},
    {"册", COUNTED_BOOKS, 1},
    {"户", COUNTED_HOUSEHOLDS, 1},
};

/* Nouns behind 个 or without a measure word. */
static const struct noun zh_nouns[] = {
    {"学校", COUNTED_INSTITUTIONS, 1}, {"幼儿园", COUNTED_INSTITUTIONS, 1},
    {"机构", COUNTED_INSTITUTIONS, 1}, {"班", COUNTED_CLASSES, 1},
    {"教学班", COUNTED_CLASSES, 1},    {"学位", COUNTED_PLACES, 1},
    {"家庭", COUNTED_HOUSEHOLDS, 1},   {"学生", COUNTED_PERSONS, 1},
    {"教师", COUNTED_PERSONS, 1},      {"孩子", COUNTED_PERSONS, 1},
};

static const struct {
    const char *words;
    enum counted counted;
    int factor;
} en_nouns[] = {
    {"persons people pupils students teachers children experts "
     "candidates principals graduates members parents staff players mentors "
     "counsellors doctors girls boys postgraduates",
     COUNTED_PERSONS, 1},
    {"person-time person-times attendance attendances", COUNTED_VISITS, 1},
    {"schools kindergartens campuses institutions colleges universities",
     COUNTED_INSTITUTIONS, 1},
    {"classes", COUNTED_CLASSES, 1},
    {"rooms classrooms dormitories", COUNTED_ROOMS, 1},
    {"places", COUNTED_PLACES, 1},
    {"families households", COUNTED_HOUSEHOLDS, 1},
    {"books volumes", COUNTED_BOOKS, 1},
    {"year years", COUNTED_MONTHS, 12},
    {"month months", COUNTED_MONTHS, 1},
    {"week weeks", COUNTED_DAYS, 7},
    {"day days", COUNTED_DAYS, 1},
    {"hour hours", COUNTED_MINUTES, 60},
    {"minute minutes", COUNTED_MINUTES, 1},
    {"second seconds", COUNTED_SECONDS, 1},
    {"kilometre kilometres kilometer kilometers km", COUNTED_METRES, 1000},
    {"metre metres meter meters m", COUNTED_METRES, 1},
    {"mu", COUNTED_MU, 1},
    {"hectare hectares", COUNTED_HECTARES, 1},
    {"tonne tonnes tons", COUNTED_TONNES, 1},
};

static const char joining[] = "to of in and or from by for at on with was were "
                              "is are had have has the so more fewer less than";

static int noun_zh(struct claim *c, const struct noun *nouns, size_t n,
                   struct str text)
{
    for (size_t i = 0; i < n; i++)
        if (str_starts(text, str_of(nouns[i].text))) {
            c->counted = nouns[i].counted;
            return nouns[i].factor;
        }
    return 0;
}

static int count_zh(struct claim *c)
{
    struct str unit = c->q.unit;
    int factor = noun_zh(c, zh_measures,
                         sizeof zh_measures / sizeof zh_measures[0], unit);
    if (factor != 0)
        return factor;
    if (str_starts(unit, STR("个")))
        unit = str_from(unit, strlen("个"));
    return noun_zh(c, zh_nouns, sizeof zh_nouns / sizeof zh_nouns[0], unit);
}

/* "teachers" in "56 young teachers", but not in "56 teachers' homes". */
static bool owns(const struct claim *c, struct str word)
{
    size_t end = (size_t)(word.at - c->text->text.at) + word.len;
    struct str behind = str_from(c->text->text, end);
    return str_starts(behind, STR("’")) || str_starts(behind, STR("'"));
}

static int noun_en(struct claim *c, struct str word)
{
    for (size_t i = 0; i < sizeof en_nouns / sizeof en_nouns[0]; i++)
        if (quantity_word_in(word, en_nouns[i].words) >= 0) {
            c->counted = en_nouns[i].counted;
            return en_nouns[i].factor;
        }
    return 0;
}

static int count_en(struct claim *c)
{
    struct str rest = c->q.unit, word;
    if (str_starts(rest, STR("square ")) || str_starts(rest, STR("sq "))) {
        c->counted = COUNTED_SQUARE_METRES;
        return 1;
    }
    int factor = 0;
    while (rest.len > 0) {
        str_cut(rest, ' ', &word, &rest);
        if (quantity_word_in(word, joining) >= 0)
            break;
        if (owns(c, word))
            continue;
        int by = noun_en(c, word);
        factor = by != 0 ? by : factor;
    }
    return factor;
}

static void count_money(struct claim *c)
{
    static const char *const foreign[] = {"美元", "欧元", "港元", "日元", "$",
                                          "USD",  "EUR",  "€",    "dollar",
                                          "euro"};
    c->counted = COUNTED_YUAN;
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++)
        if (str_find(c->q.unit, str_of(foreign[i])) != SIZE_MAX)
            c->counted = COUNTED_FOREIGN;
}

void claim_count(struct claim *c)
{
    c->low = c->q.low;
    c->high = c->q.high;
    c->counted = COUNTED_ANY;
    if (c->q.kind == QUANTITY_MONEY)
        count_money(c);
    if (c->q.kind != QUANTITY_PLAIN)
        return;
    bool latin = c->q.unit.len > 0 && (unsigned char)c->q.unit.at[0] < 0x80;
    int factor = latin ? count_en(c) : count_zh(c);
    struct decimal by = {factor, 0};
    if (factor > 1 && (!decimal_mul(c->low, by, &c->low) ||
                       !decimal_mul(c->high, by, &c->high))) {
        c->low = c->q.low;
        c->high = c->q.high;
    }
}

static bool is_elided(const struct claim *c)
{
    struct str word;
    str_cut(c->q.unit, ' ', &word, &(struct str){0});
    return c->q.kind == QUANTITY_PLAIN &&
           (c->q.unit.len == 0 || quantity_word_in(word, joining) >= 0);
}

/* "from 1.2 to 0.3 per cent": the unit behind the second is that of both. */
static void share_units(struct claim *c, size_t n)
{
    enum { NEAR = 8 };
    for (size_t i = n; i-- > 1;) {
        struct claim *one = &c[i - 1], *next = &c[i];
        size_t end = one->q.at + one->q.len;
        if (!one->elided || next->q.at < end || next->q.at - end > NEAR ||
            next->q.kind == QUANTITY_ORDINAL)
            continue;
        one->q.kind = next->q.kind;
        one->q.unit = next->q.unit;
        claim_count(one);
    }
}

static const void *cell_at(const struct agree_text *t, size_t at, size_t *next)
{
    while (*next < t->n_cited &&
           t->cited[*next].at + t->cited[*next].len <= at)
        ++*next;
    const struct agree_cited *r = &t->cited[*next];
    return *next < t->n_cited && r->at <= at ? r->cell : NULL;
}

void claims_read(struct arena *a, const struct agree_text *text, size_t unit,
                 const struct agree_options *options, struct side *out)
{
    struct quantities all = {0};
    quantities_read(a, text->text, text->numerals, options->ignore,
                    options->n_ignore, &all);
    size_t first = out->claims.len, next = 0, from = 0;
    for (size_t i = 0; i < all.len; i++) {
        const struct quantity *q = &all.at[i];
        size_t end = q->at + q->len;
        size_t to = i + 1 < all.len ? all.at[i + 1].at : text->text.len;
        if (q->kind == QUANTITY_DATE) {
            points_read(a, text, q, unit, &out->points);
        } else {
            struct claim *c = vec_push(a, &out->claims);
            *c = (struct claim){.q = *q, .text = text, .unit = unit};
            c->cell = cell_at(text, q->number_at, &next);
            c->from = from;
            c->to = to > end ? to : end;
            claim_count(c);
            c->elided = is_elided(c);
        }
        from = end;
    }
    if (out->claims.len > first)
        share_units(&out->claims.at[first], out->claims.len - first);
    if (text->numerals == NUMERALS_EN)
        points_months(a, text, unit, &out->points);
}
