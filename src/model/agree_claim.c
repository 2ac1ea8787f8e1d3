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
    {"人（次）", COUNTED_VISITS, 1}, {"人(次)", COUNTED_VISITS, 1},
    {"人次", COUNTED_VISITS, 1},     {"人", COUNTED_PERSONS, 1},
    {"名额", COUNTED_ANY, 1},        {"名", COUNTED_PERSONS, 1},
    {"位数", COUNTED_ANY, 1},        {"位", COUNTED_PERSONS, 1},
    {"周年", COUNTED_ANY, 1},        {"周岁", COUNTED_ANY, 1},
    {"年级", COUNTED_ANY, 1},        {"年", COUNTED_MONTHS, 12},
    {"学年", COUNTED_MONTHS, 12},    {"个学年", COUNTED_MONTHS, 12},
    {"个月", COUNTED_MONTHS, 1},     {"周", COUNTED_DAYS, 7},
    {"天", COUNTED_DAYS, 1},         {"日", COUNTED_DAYS, 1},
    {"个小时", COUNTED_MINUTES, 60}, {"小时", COUNTED_MINUTES, 60},
    {"分钟", COUNTED_MINUTES, 1},    {"秒", COUNTED_SECONDS, 1},
    {"所", COUNTED_INSTITUTIONS, 1}, {"平方米", COUNTED_SQUARE_METRES, 1},
    {"公里", COUNTED_METRES, 1000},  {"千米", COUNTED_METRES, 1000},
    {"米", COUNTED_METRES, 1},       {"亩", COUNTED_MU, 1},
    {"公顷", COUNTED_HECTARES, 1},   {"吨", COUNTED_TONNES, 1},
    {"册", COUNTED_BOOKS, 1},        {"户", COUNTED_HOUSEHOLDS, 1},
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
                              "is are had have has the so more fewer less than "
                              "a an per each every";

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
    while (rest.len > 0) {
        str_cut(rest, ' ', &word, &rest);
        if (quantity_word_in(word, joining) >= 0)
            return 0;
        int factor = owns(c, word) ? 0 : noun_en(c, word);
        if (factor != 0)
            return factor;
    }
    return 0;
}

static void count_money(struct claim *c)
{
    static const char *const foreign[] = {"美元",   "欧元", "港元", "日元",
                                          "$",      "USD",  "EUR",  "€",
                                          "dollar", "euro"};
    c->counted = COUNTED_YUAN;
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++)
        if (str_find(c->q.unit, str_of(foreign[i])) != SIZE_MAX)
            c->counted = COUNTED_FOREIGN;
}

/* counted, low, high */
static void set_counted(struct claim *c)
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
    c->factor = factor;
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

static struct str between(const struct claim *a, const struct claim *b,
                          size_t from)
{
    size_t end = b->q.at > from ? b->q.at : from;
    return (struct str){a->text->text.at + from, end - from};
}

/* "from 1.2 to 0.3 per cent": the unit behind the second is that of both. */
static void share_units(struct claim *c, size_t n)
{
    static const char *const joints[] = {" to ", " and ", " or ", "–",
                                         "和",   "到",    "至",   "降至"};
    for (size_t i = n; i-- > 1;) {
        struct claim *one = &c[i - 1], *next = &c[i];
        struct str gap = between(one, next, one->q.at + one->q.len);
        bool joined = false;
        for (size_t k = 0; k < sizeof joints / sizeof joints[0]; k++)
            joined = joined || str_is(gap, joints[k]);
        if (!one->elided || !joined || next->q.kind == QUANTITY_ORDINAL)
            continue;
        one->q.kind = next->q.kind;
        one->q.unit = next->q.unit;
        set_counted(one);
    }
}

/* Two years and four months are one number: 28 months. */
static size_t join_spans(struct claim *c, size_t n)
{
    enum { GAP_MAX = 16 };
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        struct claim *one = kept > 0 ? &c[kept - 1] : NULL, *next = &c[i];
        size_t end = one != NULL ? one->q.number_at + one->q.number_len : 0;
        bool parts = one != NULL && one->counted == next->counted &&
                     (one->counted == COUNTED_MONTHS ||
                      one->counted == COUNTED_MINUTES) &&
                     one->factor > next->factor && !one->q.range &&
                     !next->q.range && next->q.number_at - end <= GAP_MAX;
        struct str gap = {next->text->text.at + end, 0};
        if (parts)
            gap.len = next->q.number_at - end;
        if (!parts || str_find_byte(gap, ',') != SIZE_MAX ||
            str_find(gap, STR("，")) != SIZE_MAX ||
            str_find(gap, STR("、")) != SIZE_MAX ||
            !decimal_add(one->low, next->low, &one->low)) {
            c[kept++] = *next;
            continue;
        }
        one->high = one->q.low = one->q.high = one->low;
        one->factor = next->factor;
        one->q.len = next->q.at + next->q.len - one->q.at;
        one->to = next->to;
    }
    return kept;
}

/* 每十名家长中有九名 is 90 per cent. */
static bool is_share_of(const struct claim *all, const struct claim *part)
{
    struct str s = all->text->text;
    size_t end = all->q.at + all->q.len;
    struct str gap = between(all, part, end);
    struct decimal share;
    return all->text->numerals == NUMERALS_ZH &&
           str_ends(str_head(s, all->q.at), STR("每")) && part->q.at >= end &&
           str_ends(gap, STR("有")) && str_find(gap, STR("中")) != SIZE_MAX &&
           gap.len < 64 && decimal_compare(part->q.low, all->q.low) < 0 &&
           decimal_shift(part->q.low, 2, &share) &&
           decimal_div(share, all->q.low, 2, &share);
}

static size_t join_shares(struct claim *c, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        c[kept] = c[i];
        if (i + 1 < n && is_share_of(&c[i], &c[i + 1])) {
            struct quantity *q = &c[kept].q;
            struct decimal hundreds;
            decimal_shift(c[i + 1].q.low, 2, &hundreds);
            decimal_div(hundreds, q->low, 2, &q->low);
            q->low = q->high = decimal_trim(q->low);
            q->kind = QUANTITY_PERCENT;
            q->precision = 1;
            q->len = c[i + 1].q.at + c[i + 1].q.len - q->at;
            set_counted(&c[kept]);
            i++;
        }
        kept++;
    }
    return kept;
}

static const void *cell_at(const struct agree_text *t, size_t at, size_t *next)
{
    while (*next < t->n_cited && t->cited[*next].at + t->cited[*next].len <= at)
        ++*next;
    if (*next == t->n_cited || t->cited[*next].at > at)
        return NULL;
    return t->cited[*next].cell;
}

void claims_read(struct arena *a, const struct agree_text *text, size_t unit,
                 const struct agree_options *options, struct side *out)
{
    struct quantities all = {0};
    quantity_scan_named(a, text->text, text->numerals, false, options->names,
                        &all);
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
            set_counted(c);
            c->elided = is_elided(c);
        }
        from = end;
    }
    if (out->claims.len > first) {
        share_units(&out->claims.at[first], out->claims.len - first);
        struct claim *claims = &out->claims.at[first];
        size_t n = join_spans(claims, out->claims.len - first);
        out->claims.len = first + join_shares(claims, n);
    }
    if (text->numerals == NUMERALS_EN)
        points_months(a, text, unit, &out->points);
}
