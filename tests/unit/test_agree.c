/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/fs.h"
#include "base/vec.h"
#include "model/agree.h"

#include <fcntl.h>

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
        .ignore = names, .n_ignore = sizeof names / sizeof names[0]};
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

static void run_pairs(const char *path)
{
    struct arena a = {0};
    struct str text, line;
    struct table t = {0};
    assert_true(fs_read(&a, AT_FDCWD, path, 1024 * 1024, &text));
    while (str_line(&text, &line))
        judge(line, &t);
    print_table(path, &t);
    assert_true(t.hits + t.misses + t.alarms + t.quiet >= 120);
    assert_true(t.hits * 100 >= (t.hits + t.alarms) * 98);
    assert_true(t.hits * 100 >= (t.hits + t.misses) * 95);
    arena_release(&a);
}

static void pairs_are_judged(void **state)
{
    (void)state;
    run_pairs("tests/agree/pairs.tsv");
}

static void held_out_pairs_are_judged(void **state)
{
    (void)state;
    run_pairs("tests/agree/held-out.tsv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_are_judged),
        cmocka_unit_test(held_out_pairs_are_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
