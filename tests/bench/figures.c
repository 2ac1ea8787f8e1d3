/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "generate.h"

enum { COUNT, SHARE, MONEY, CLASS_SIZE };

const struct indicator indicators[N_INDICATORS] = {
    {"kg_children", {"在园幼儿", "Children in kindergartens"}, "pupil", "stock",
     "none", "pre-school", COUNT, 32000,
     {"%s在园幼儿%s", "kindergartens in %s had %s"}},
    {"kindergartens", {"幼儿园", "Kindergartens"}, "kindergarten", "stock",
     "higher", "pre-school", COUNT, 200,
     {"%s有幼儿园%s", "there were in %s %s"}},
    {"kg_places_added", {"新增幼儿园学位", "New kindergarten places"}, "place",
     "flow", "higher", "pre-school", COUNT, 900,
     {"%s新增幼儿园学位%s", "%s added %s"}},
    {"kg_public_share", {"公办园在园幼儿占比",
                         "Share of children in public kindergartens"},
     "percent", "share", "higher", "pre-school", SHARE, 4200,
     {"%s公办园在园幼儿占比%s", "public kindergartens in %s took %s of children"}},
    {"kg_inclusive_share",
     {"普惠性幼儿园占比", "Share of children in public-interest kindergartens"},
     "percent", "share", "higher", "pre-school", SHARE, 6500,
     {"%s普惠性幼儿园占比%s",
      "public-interest kindergartens in %s took %s of children"}},
    {"pupils_primary", {"小学在校生", "Primary pupils"}, "pupil", "stock",
     "none", "compulsory", COUNT, 76000,
     {"%s小学在校生%s", "primary schools in %s had %s"}},
    {"pupils_junior", {"初中在校生", "Junior secondary pupils"}, "pupil",
     "stock", "none", "compulsory", COUNT, 35000,
     {"%s初中在校生%s", "junior secondary schools in %s had %s"}},
    {"schools_primary", {"小学", "Primary schools"}, "school", "stock", "none",
     "compulsory", COUNT, 110, {"%s有小学%s", "primary education in %s had %s"}},
    {"schools_junior", {"初中", "Junior secondary schools"}, "school", "stock",
     "none", "compulsory", COUNT, 37,
     {"%s有初中%s", "junior secondary education in %s had %s"}},
    {"boarding_schools", {"寄宿制学校", "Boarding schools"}, "school", "stock",
     "none", "compulsory", COUNT, 30,
     {"%s寄宿制学校有%s", "boarding in %s was offered by %s"}},
    {"oversized_classes", {"大班额", "Oversized classes"}, "class", "stock",
     "lower", "compulsory", COUNT, 20,
     {"%s大班额还有%s", "oversized classes in %s came to %s"}},
    {"avg_class_size", {"平均班额", "Average class size"}, "pupils_per_class",
     "average", "lower", "compulsory", CLASS_SIZE, 0,
     {"%s平均班额为%s", "the average class in %s had %s"}},
    {"pupils_senior", {"高中在校生", "Senior secondary pupils"}, "pupil",
     "stock", "none", "senior-secondary", COUNT, 18000,
     {"%s高中在校生%s", "senior secondary schools in %s had %s"}},
    {"teachers_primary", {"小学专任教师", "Primary teachers"}, "teacher",
     "stock", "higher", "teachers", COUNT, 4600,
     {"%s小学专任教师%s", "primary schools in %s employed %s"}},
    {"teachers_junior", {"初中专任教师", "Junior secondary teachers"},
     "teacher", "stock", "higher", "teachers", COUNT, 2800,
     {"%s初中专任教师%s", "junior secondary schools in %s employed %s"}},
    {"teachers_senior", {"高中专任教师", "Senior secondary teachers"},
     "teacher", "stock", "higher", "teachers", COUNT, 1500,
     {"%s高中专任教师%s", "senior secondary schools in %s employed %s"}},
    {"teacher_training", {"教师培训人次", "Attendances at teacher training"},
     "attendance", "flow", "higher", "teachers", COUNT, 7000,
     {"%s教师参训%s", "teacher training in %s counted %s"}},
    {"after_school_share", {"参加课后服务学生占比",
                            "Share of pupils in after-school services"},
     "percent", "share", "higher", "after-school", SHARE, 5100,
     {"%s参加课后服务的学生占%s", "after-school services in %s reached %s"}},
    {"aid_instances", {"资助学生人次", "Grants to pupils"}, "person_time",
     "flow", "none", "funding", COUNT, 20000,
     {"%s资助学生%s", "aid in %s came to %s"}},
    {"education_spending", {"教育经费", "Spending on education"}, "cny", "flow",
     "higher", "funding", MONEY, 0,
     {"%s教育经费达到%s", "spending on education in %s reached %s"}},
};

static const struct unit {
    const char *id, *kind, *zh, *one, *other;
} units[] = {
    {"percent", "percent", "%", "%", "%"},
    {"cny", "money", "元", "CNY {n}", "CNY {n}"},
    {"pupils_per_class", "ratio", "人", "pupil per class", "pupils per class"},
    {"pupil", "count", "名", "pupil", "pupils"},
    {"teacher", "count", "名", "teacher", "teachers"},
    {"school", "count", "所", "school", "schools"},
    {"kindergarten", "count", "所", "kindergarten", "kindergartens"},
    {"class", "count", "个班", "class", "classes"},
    {"place", "count", "个学位", "place", "places"},
    {"person_time", "count", "人次", "person-time", "person-times"},
    {"attendance", "count", "人次", "attendance", "attendances"},
};
enum { N_UNITS = sizeof units / sizeof *units };

static const struct unit *unit_of(const char *id)
{
    size_t i = 0;
    while (i + 1 < N_UNITS && strcmp(units[i].id, id) != 0)
        i++;
    return &units[i];
}

/* ---- values ---- */

/* 41234 becomes 41000, 987 becomes 980: what "more than" is said of. */
static int64_t round_down(int64_t n)
{
    int64_t unit = 1;
    while (n / unit >= 100)
        unit *= 10;
    return n / unit * unit;
}

struct cell cell_at(const struct division *d, size_t indicator, int year)
{
    const struct indicator *x = &indicators[indicator];
    struct chance of_series = chance_of(3, d->number, indicator);
    int64_t level = 80 + (int64_t)chance_below(&of_series, 40);
    struct chance of_all = chance_of(3, 0, indicator);
    int64_t growth = (int64_t)chance_below(&of_all, 40) - 10; /* per mille */
    struct chance c = chance_of(4, d->number * 100 + indicator, (uint64_t)year);
    int64_t noise = 990 + (int64_t)chance_below(&c, 20);
    int64_t years = year - YEAR_FIRST;
    struct cell out = {.indicator = indicator, .year = year};
    /* Districts differ less than count_people leaves room for: together they are
     * never more than what they lie in. */
    int64_t n = d->people / 1000 * (90 + level / 10) / 100 *
                (1000 + growth * years) / 1000;
    switch (x->kind) {
    case COUNT: out.value = n * x->weight / 1000 * noise / 1000; break;
    case MONEY: out.value = n * noise * 3000; break;
    case SHARE:
        out.value = x->weight + level * 15 + growth * years + noise / 10;
        break;
    case CLASS_SIZE: out.value = 20 + level / 4 - years / 3; break;
    }
    if (out.value < 2)
        out.value = 2;
    if (x->kind == MONEY) /* to a hundred yuan, large sums to 万元 */
        out.value -= out.value % (out.value < 100000000 ? 100 : 10000);
    out.missing = chance_below(&c, 97) == 0;
    out.over = x->kind == COUNT && out.value >= 100 &&
               chance_below(&c, 32) == 0;
    if (out.over)
        out.value = round_down(out.value);
    return out;
}

/* ---- text ---- */

/* n / 10^places without trailing zeros. */
static void decimal(char *out, size_t size, int64_t n, int places)
{
    int64_t unit = 1;
    while (places > 0 && n % 10 == 0) {
        n /= 10;
        places--;
    }
    for (int i = 0; i < places; i++)
        unit *= 10;
    if (places == 0)
        snprintf(out, size, "%" PRId64, n);
    else
        snprintf(out, size, "%" PRId64 ".%0*" PRId64, n / unit, places,
                 n % unit);
}

static void with_commas(char *out, size_t size, int64_t n)
{
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%" PRId64, n);
    size_t at = 0;
    for (int i = 0; i < len && at + 2 < size; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            out[at++] = ',';
        out[at++] = digits[i];
    }
    out[at] = '\0';
}

static void chinese_number(char *out, size_t size, const struct cell *c,
                           int kind)
{
    char n[40];
    bool large = c->value >= 100000000, scaled = kind == MONEY || c->over;
    if (kind == SHARE)
        decimal(out, size, c->value, 2);
    else if (!scaled || c->value < 10000)
        snprintf(out, size, "%" PRId64, c->value);
    else {
        decimal(n, sizeof n, c->value, large ? 8 : 4);
        snprintf(out, size, "%s%s", n, large ? "亿" : "万");
    }
}

static void english_number(char *out, size_t size, const struct cell *c,
                           int kind)
{
    char n[40];
    bool large = c->value >= 1000000000;
    if (kind == SHARE)
        decimal(out, size, c->value, 2);
    else if (kind != MONEY || c->value < 1000000)
        with_commas(out, size, c->value);
    else {
        decimal(n, sizeof n, c->value, large ? 9 : 6);
        snprintf(out, size, "%s %s", n, large ? "billion" : "million");
    }
}

const char *cell_text(const struct cell *c, int lang, char *out, size_t size)
{
    char n[64];
    const struct indicator *x = &indicators[c->indicator];
    const struct unit *u = unit_of(x->unit);
    if (lang == ZH) {
        chinese_number(n, sizeof n, c, x->kind);
        snprintf(out, size, "%s%s%s", n, c->over ? "多" : "", u->zh);
        return out;
    }
    english_number(n, sizeof n, c, x->kind);
    if (x->kind == MONEY)
        snprintf(out, size, "CNY %s", n);
    else
        snprintf(out, size, "%s%s%s%s", c->over ? "more than " : "", n,
                 x->kind == SHARE ? "" : " ", u->other);
    return out;
}

/* ---- tables ---- */

void write_units(FILE *f)
{
    fputs("id,kind,zh,en_one,en_other,zh_alt,en_alt\n", f);
    for (size_t i = 0; i < N_UNITS; i++)
        fprintf(f, "%s,%s,%s,%s,%s,,\n", units[i].id, units[i].kind,
                units[i].zh, units[i].one, units[i].other);
}

void write_indicators(FILE *f)
{
    fputs("id,name_zh,name_en,unit,measure,scope,polarity,topic,priority,"
          "decimals,definition_zh,definition_en\n",
          f);
    for (size_t i = 0; i < N_INDICATORS; i++) {
        const struct indicator *x = &indicators[i];
        fprintf(f, "%s,%s,%s,%s,%s,series,%s,%s,%zu,%s,%s，按统计年鉴的口径。,"
                   "%s as the yearbook defines it.\n",
                x->id, x->name[ZH], x->name[EN], x->unit, x->measure,
                x->polarity, x->topic, i + 1, x->kind == SHARE ? "2" : "",
                x->name[ZH], x->name[EN]);
    }
}

static void write_value(FILE *f, const struct cell *c)
{
    if (c->missing)
        fputs(",,x", f);
    else {
        char n[64];
        chinese_number(n, sizeof n, c, indicators[c->indicator].kind);
        fprintf(f, "%s,%s,", n, c->over ? "over" : "");
    }
}

void write_statistics(FILE *f, const struct world *w, int year)
{
    char text[80];
    fputs("district,indicator,period,value,qualifier,symbol,source,quote\n", f);
    for (size_t d = 0; d < w->len; d++)
        for (size_t i = 0; i < N_INDICATORS; i++) {
            struct cell c = cell_at(&w->at[d], i, year);
            fprintf(f, "%s,%s,%d,", w->at[d].code, indicators[i].id, year);
            write_value(f, &c);
            fprintf(f, ",yearbook-%d,", year);
            if (!c.missing && (w->at[d].number + i) % 50 == 0)
                fprintf(f, "%s%s", indicators[i].name[ZH],
                        cell_text(&c, ZH, text, sizeof text));
            fputc('\n', f);
        }
}
