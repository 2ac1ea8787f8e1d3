/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/fs.h"
#include "base/vec.h"
#include "model/agree.h"

static const struct str names[] = {
    STR_INIT("十三五"), STR_INIT("13th Five-Year Plan"), STR_INIT("“双减”"),
    STR_INIT("“double reduction”")};

static const char *const faults[] = {"missing", "extra", "differs", "unit",
                                     "qualifier"};

static struct disagreements compare(struct arena *a, struct str zh,
                                    struct str en)
{
    struct agree_text *texts = arena_array(a, 2, struct agree_text);
    texts[0] = (struct agree_text){.text = zh, .numerals = NUMERALS_ZH};
    texts[1] = (struct agree_text){.text = en, .numerals = NUMERALS_EN};
    struct agree_unit unit = {.text = {&texts[0], &texts[1]}, .n = {1, 1}};
    const struct agree_options options = {
        .names = agree_names(a, names, sizeof names / sizeof names[0])};
    struct disagreements found = {0};
    agree_section(a, &unit, 1, &options, &found);
    return found;
}

/* ---- the labelled pairs ---- */

enum { KINDS_MAX = 24 };

struct kind {
    struct str name;
    size_t right, wrong;
};

struct table {
    size_t hits, misses, alarms, quiet;
    struct kind kind[KINDS_MAX];
    size_t n_kinds;
};

static void count(struct table *t, struct str name, bool right)
{
    size_t i = 0;
    while (i < t->n_kinds && !str_eq(t->kind[i].name, name))
        i++;
    assert_true(i < KINDS_MAX);
    if (i == t->n_kinds)
        t->kind[t->n_kinds++].name = name;
    if (right)
        t->kind[i].right++;
    else
        t->kind[i].wrong++;
}

static void print_wrong(struct arena *a, struct str kind, struct str zh,
                        struct str en, const struct disagreements *found)
{
    print_message("  %s: " STR_FMT " | " STR_FMT " | " STR_FMT "\n",
                  found->len > 0 ? "false alarm" : "missed", STR_ARG(kind),
                  STR_ARG(zh), STR_ARG(en));
    for (size_t i = 0; i < found->len; i++) {
        print_message("    %s", faults[found->at[i].fault]);
        for (int side = 0; side < 2; side++) {
            const struct agree_place *p = &found->at[i].in[side];
            if (p->text == NULL)
                continue;
            struct str q = {p->text->text.at + p->q.at, p->q.len};
            struct str low = decimal_text(a, p->q.low);
            print_message(" '" STR_FMT "' = " STR_FMT " (kind %d)", STR_ARG(q),
                          STR_ARG(low), p->q.kind);
        }
        print_message("\n");
    }
}

static void judge(struct str line, struct table *t)
{
    struct arena a = {0};
    struct str label, kind, zh, en;
    assert_true(str_cut(line, '\t', &label, &line));
    assert_true(str_cut(line, '\t', &kind, &line));
    assert_true(str_cut(line, '\t', &zh, &en));
    struct disagreements found = compare(&a, zh, en);
    bool differ = str_is(label, "differ");
    assert_true(differ || str_is(label, "agree"));
    bool right = differ == (found.len > 0);
    if (differ)
        *(right ? &t->hits : &t->misses) += 1;
    else
        *(right ? &t->quiet : &t->alarms) += 1;
    count(t, kind, right);
    if (!right)
        print_wrong(&a, kind, zh, en, &found);
    arena_release(&a);
}

static void print_table(const char *path, const struct table *t)
{
    double precision = (double)t->hits / (double)(t->hits + t->alarms);
    double recall = (double)t->hits / (double)(t->hits + t->misses);
    print_message("%s: precision %.3f, recall %.3f\n", path, precision, recall);
    print_message("            reported  silent\n"
                  "  differ    %8zu  %6zu\n"
                  "  agree     %8zu  %6zu\n",
                  t->hits, t->misses, t->alarms, t->quiet);
    for (size_t i = 0; i < t->n_kinds; i++)
        print_message("  %-13.*s %zu of %zu right\n", STR_ARG(t->kind[i].name),
                      t->kind[i].right, t->kind[i].right + t->kind[i].wrong);
}

static void judge_file(const char *path, struct table *t)
{
    struct arena a = {0};
    struct str text, line;
    assert_true(fs_read(&a, AT_FDCWD, path, 1024 * 1024, &text));
    while (str_line(&text, &line))
        judge(line, t);
    print_table(path, t);
    arena_release(&a);
}

static bool reaches(const struct table *t, size_t precision, size_t recall)
{
    return t->hits * 100 >= (t->hits + t->alarms) * precision &&
           t->hits * 100 >= (t->hits + t->misses) * recall;
}

static void pairs_are_judged(void **state)
{
    (void)state;
    struct table known = {0}, unknown = {0}, all = {0};
    judge_file("tests/agree/pairs.tsv", &known);
    judge_file("tests/agree/held-out.tsv", &unknown);
    size_t n = unknown.hits + unknown.misses + unknown.alarms + unknown.quiet;
    assert_true(n >= 100);
    all.hits = known.hits + unknown.hits;
    all.misses = known.misses + unknown.misses;
    all.alarms = known.alarms + unknown.alarms;
    assert_true(reaches(&all, 98, 95));
    assert_true(reaches(&known, 98, 95));
    assert_true(reaches(&unknown, 95, 95));
}

/* ---- rules, one by one ---- */

/* `missing 3; differs 10:100 (a factor of 10)` */
static struct str summary(struct arena *a, const struct disagreements *found)
{
    struct str all = {0};
    for (size_t i = 0; i < found->len; i++) {
        const struct disagreement *d = &found->at[i];
        struct str part = str_of(faults[d->fault]);
        for (int side = 0; side < 2; side++) {
            const struct agree_place *p = &d->in[side];
            if (p->text == NULL)
                continue;
            struct str number = {p->text->text.at + p->q.number_at,
                                 p->q.number_len};
            part = arena_printf(a, STR_FMT " " STR_FMT, STR_ARG(part),
                                STR_ARG(number));
        }
        if (d->slip.len > 0)
            part = arena_printf(a, STR_FMT " (" STR_FMT ")", STR_ARG(part),
                                STR_ARG(d->slip));
        all = arena_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(all),
                           i > 0 ? "; " : "", STR_ARG(part));
    }
    return all;
}

static void faults_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *zh, *en, *expected;
    } rows[] = {
        {"", "", ""},
        {"三个", "", "missing 三"},
        {"", "three", "extra three"},
        {"120名教师", "1,200 teachers", "differs 120 1,200 (a factor of 10)"},
        {"3.5万名", "3.5 million pupils",
         "differs 3.5万 3.5 million (万 read as million)"},
        {"35亿元", "CNY 35 billion",
         "differs 35亿 35 billion (亿 read as billion)"},
        {"1236人", "1,326 people", "differs 1236 1,326 (digits swapped)"},
        {"1236人", "1,226 people", "differs 1236 1,226 (one digit differs)"},
        {"12名教师", "21 schools", "missing 12; extra 21"},
        {"15%", "15 percentage points", "unit 15 15"},
        {"3年", "three months", "unit 3 three"},
        {"5747人次", "5,747 people", "unit 5747 5,747"},
        {"近50项", "more than 50 awards", "qualifier 50 50"},
        {"约50项", "50 awards", "qualifier 50 50"},
        /* not wrong */
        {"约占总数的45%", "about 45 per cent of all", ""},
        {"一名教师、第一次", "a teacher", ""},
        {"两所学校", "both schools", ""},
        {"半年", "six months", ""},
        {"两周", "14 days", ""},
        {"90分钟", "an hour and a half", ""},
        {"两年半", "two years and a half", ""},
        {"2021-06", "June 2021", ""},
        {"2020年9月和2021年9月", "September 2020 and November 2021",
         "differs 2021 2021"},
        {"2021年9月", "September and October 2021", "extra 2021"},
        {"6月18日", "on July 18", "differs 6 18"},
        {"2020—2021学年", "the 2020/21 school year", ""},
        {"三年间", "over three years", ""},
        {"依照四个原则", "under four principles", ""},
        {"增长100%", "doubled", ""},
        {"增长一倍", "doubled", ""},
        {"增长2倍", "doubled", "differs 2 doubled"},
        {"三分之一", "33 per cent", ""},
        {"3至5年", "between 3 and 5 years", ""},
        {"85.76%", "nearly 86 per cent", ""},
        {"85.76%", "more than 86 per cent", "differs 85.76 86"},
        {"5所学校，5名教师，5所学校", "5 schools and 5 teachers", ""},
        {"5所学校，5名教师", "5 schools", "missing 5"},
        {"“十三五”时期有“三名”工作室",
         "In the 13th Five-Year Plan period: “three masters” studios", ""},
        /* dates */
        {"2021年6月18日", "18 June 2021", ""},
        {"2021年6月18日", "on June 18", ""},
        {"2021年6月18日", "18 July 2021", "differs 2021 18"},
        {"2021-06-18", "18 June 2021", ""},
        {"6月1日至4日", "from 1 to 4 June", ""},
        {"6月1日至4日", "1–5 June", "differs 6 1"},
        {"8月25日至9月3日", "25 August to 3 September", ""},
        {"2016年至2020年", "2016–20", ""},
        {"2016年至2020年", "from 2016 to 2021", "differs 2016 2021"},
        {"二〇二一年", "in 2021", ""},
        {"2021年", "that year", ""},
        {"2021年", "then", "missing 2021"},
        {"10月底", "at the end of October", ""},
        {"10月有4200人", "4,200 pupils in October", ""},
        {"10月有4200人", "in October 4,200 pupils", ""},
        {"下午4:30", "at 4:30 p.m.", ""},
        {"下午4:30", "at 5:30 p.m.", "differs 4 5"},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena a = {0};
        struct disagreements found =
            compare(&a, str_of(rows[i].zh), str_of(rows[i].en));
        struct str got = summary(&a, &found);
        if (!str_is(got, rows[i].expected)) {
            print_error("'%s' | '%s' gave '" STR_FMT "', expected '%s'\n",
                        rows[i].zh, rows[i].en, STR_ARG(got), rows[i].expected);
            wrong++;
        }
        arena_release(&a);
    }
    assert_int_equal(wrong, 0);
}

/* ---- several blocks ---- */

struct sides {
    struct agree_text text[2][4];
    struct agree_unit unit[4];
};

static struct str compare_blocks(struct arena *a, struct sides *s, size_t n,
                                 const char *const zh[], const char *const en[],
                                 bool loose)
{
    const struct agree_options options = {.loose = loose};
    struct disagreements found = {0};
    for (size_t i = 0; i < n; i++) {
        s->text[0][i].text = str_of(zh[i]);
        s->text[0][i].numerals = NUMERALS_ZH;
        s->text[1][i].text = str_of(en[i]);
        s->text[1][i].numerals = NUMERALS_EN;
        s->unit[i] =
            (struct agree_unit){{&s->text[0][i], &s->text[1][i]}, {1, 1}};
    }
    agree_section(a, s->unit, n, &options, &found);
    return summary(a, &found);
}

static void neighbours_are_looked_at(void **state)
{
    (void)state;
    struct arena a = {0};
    struct sides s = {0};
    const char *zh[] = {"7所学校。", "30名教师。", "没有。", "没有。"};
    const char *beside[] = {"Schools.", "30 teachers in 7 schools.", "None.",
                            "None."};
    struct str got = compare_blocks(&a, &s, 4, zh, beside, false);
    assert_true(str_is(got, ""));
    const char *far[] = {"Schools.", "30 teachers.", "None.", "7 schools."};
    got = compare_blocks(&a, &s, 4, zh, far, false);
    assert_true(str_is(got, "missing 7; extra 7"));
    got = compare_blocks(&a, &s, 4, zh, far, true);
    assert_true(str_is(got, ""));
    arena_release(&a);
}

static void cited_and_optional_are_left_out(void **state)
{
    (void)state;
    struct arena a = {0};
    struct sides s = {0};
    static const char cell = 0, other = 0;
    const char *zh[] = {"有9个学区"}, *en[] = {"8 school zones"};
    assert_true(
        str_is(compare_blocks(&a, &s, 1, zh, en, false), "differs 9 8"));
    const struct agree_cited ours = {3, 7, &cell}, theirs = {0, 14, &cell},
                             wrong = {0, 14, &other};
    s.text[0][0].cited = &ours;
    s.text[0][0].n_cited = 1;
    s.text[1][0].cited = &theirs;
    s.text[1][0].n_cited = 1;
    assert_true(str_is(compare_blocks(&a, &s, 1, zh, en, false), ""));
    s.text[1][0].cited = &wrong;
    assert_true(
        str_is(compare_blocks(&a, &s, 1, zh, en, false), "differs 9 8"));
    s.text[1][0].optional = true;
    assert_true(str_is(compare_blocks(&a, &s, 1, zh, en, false), ""));
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_are_judged),
        cmocka_unit_test(faults_are_named),
        cmocka_unit_test(neighbours_are_looked_at),
        cmocka_unit_test(cited_and_optional_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
