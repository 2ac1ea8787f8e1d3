/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/plural.h"
#include "model/words.h"

static struct value scalar(const char *key, const char *text)
{
    return (struct value){.kind = VALUE_SCALAR,
                          .key = str_of(key),
                          .text = str_of(text),
                          .loc = {STR("strings.en.yaml"), 3, 5}};
}

static struct words open_words(struct arena *a, const char *tag)
{
    struct words w = {.lang = str_of(tag), .tag = str_of(tag)};
    struct diag d = {0};
    assert_true(words_load(&w, a, NULL, &d));
    diag_release(&d);
    return w;
}

/* Loads one pattern; NULL or the message. */
static struct str load(struct words *w, struct arena *a, struct value *v)
{
    struct value file = {.kind = VALUE_MAP, .first = v, .len = 1};
    struct diag d = {0};
    bool good = words_load(w, a, &file, &d);
    assert_int_equal(good, d.messages.len == 0);
    struct str text = {0};
    if (!good) {
        text = arena_copy(a, d.messages.at[0].text);
        assert_int_equal(d.messages.at[0].code, DIAG_WORD_PATTERN);
    }
    diag_release(&d);
    return text;
}

static void patterns_are_filled(void **state)
{
    (void)state;
    static const struct {
        const char *tag, *pattern, *n, *expected;
    } rows[] = {
        {"en", "plain", "1", "plain"},
        {"en", "", "1", ""},
        {"en", "don't", "1", "don't"},
        {"en", "it''s", "1", "it's"},
        {"en", "a '{'n'}' b", "1", "a {n} b"},
        {"en", "a '{n}' b", "1", "a {n} b"},
        {"en", "page {n} of {total}", "2", "page 2 of {total}"},
        {"en", "{ n }", "2", "2"},
        {"en", "{n}{n}", "12", "1212"},
        {"en", "{n, plural, one {# article} other {# articles}}", "1",
         "1 article"},
        {"en", "{n, plural, one {# article} other {# articles}}", "2",
         "2 articles"},
        {"en", "{n, plural, one {# article} other {# articles}}", "0",
         "0 articles"},
        {"en", "{n, plural, one {# article} other {# articles}}", "1.0",
         "1.0 articles"},
        {"en", "{n, plural, one {# article} other {# articles}}", "1,001",
         "1,001 articles"},
        {"en", "{n, plural, one {# article} other {# articles}}", "many",
         "many articles"},
        {"en", "{n,plural,=0{none}one{one}other{#}}", "0", "none"},
        {"en", "{n,plural,=1{exactly}one{one}other{#}}", "1", "exactly"},
        {"en", "{n,plural,one{one}=1{exactly}other{#}}", "1", "exactly"},
        {"en", "{n, plural, one {'#' #} other {}}", "1", "# 1"},
        {"en", "# {n, plural, one {a} other {b}} #", "5", "# b #"},
        {"en", "{kind, select, city {the city} other {the place}}", "1",
         "the city"},
        {"en", "{x, select, a {1} other {2}}", "1", "{x}"},
        {"en", "{kind, select, other {x} city {y}}", "", "y"},
        {"en",
         "{n, plural, one {{kind, select, city {# city} other {#}}} other "
         "{{kind, select, city {# cities} other {#}}}}",
         "7", "7 cities"},
        {"en", "{m, plural, one {x} other {y}} tail", "1", "{m} tail"},
        {"zh-Hans", "{n, plural, other {#篇}}", "1", "1篇"},
        {"zh-Hans", "{n, plural, =0 {没有} other {#篇}}", "0", "没有"},
        {"zh-Hans", "{y}年{m}月", "1", "{y}年{m}月"},
        {"ru", "{n, plural, one{a} few{b} many{c} other{d}}", "1", "a"},
        {"ru", "{n, plural, one{a} few{b} many{c} other{d}}", "22", "b"},
        {"ru", "{n, plural, one{a} few{b} many{c} other{d}}", "25", "c"},
        {"ru", "{n, plural, one{a} few{b} many{c} other{d}}", "1.5", "d"},
        {"xx-unknown", "{n, plural, other{x}}", "1", "x"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena a = {0};
        struct words w = open_words(&a, rows[i].tag);
        struct value v = scalar("key", rows[i].pattern);
        assert_int_equal(load(&w, &a, &v).len, 0);
        struct str text =
            words_fill(&w, &a, "key",
                       WORDS({"n", str_of(rows[i].n)}, {"kind", STR("city")}));
        assert_string_equal(arena_copy(&a, text).at, rows[i].expected);
        words_release(&w);
        arena_release(&a);
    }
}

static void faults_are_reported(void **state)
{
    (void)state;
    static const struct {
        const char *tag, *pattern, *part;
    } rows[] = {
        {"en", "{n", "not closed"},
        {"en", "{", "no name"},
        {"en", "{}", "no name"},
        {"en", "{N}", "no name"},
        {"en", "{a b}", "no name"},
        {"en", "a } b", "too many"},
        {"en", "{n} }", "too many"},
        {"en", "it '{ is", "quote is not closed"},
        {"en", "{n, number}", "only `plural`"},
        {"en", "{n, plural}", "only `plural`"},
        {"en", "{n, plural, }", "no form 'one'"},
        {"en", "{n, plural, one {a}}", "no form 'other'"},
        {"en", "{n, plural, other {a}}", "no form 'one'"},
        {"ru", "{n, plural, one{a} few{b} other{d}}", "no form 'many'"},
        {"en", "{n, select, a {a}}", "no form 'other'"},
        {"en", "{n, plural, one {a} other {b}", "not closed"},
        {"en", "{n, plural, one {a} other {b", "not closed"},
        {"en", "{n, plural, one a other {b}}", "not followed"},
        {"en", "{n, plural, one {{} other {b}}", "no name"},
        {"en",
         "{n, select, other {{n, select, other {{n, select, other {{n, "
         "select, other {{n, select, other {{n, select, other {{n, select, "
         "other {{n, select, other {{n, select, other {x}}}}}}}}}}}}}}}}}}}",
         "too deeply"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena a = {0};
        struct words w = open_words(&a, rows[i].tag);
        struct value v = scalar("key", rows[i].pattern);
        struct str text = load(&w, &a, &v);
        if (str_find(text, str_of(rows[i].part)) == SIZE_MAX)
            fail_msg("'%s' gave '%.*s'", rows[i].pattern, STR_ARG(text));
        assert_false(words_has(&w, "key"));
        assert_false(words_lack(&w, STR("key")));
        assert_true(words_lack(&w, STR("other")));
        words_release(&w);
        arena_release(&a);
    }
}

static void later_files_replace(void **state)
{
    (void)state;
    struct arena a = {0};
    struct words w = open_words(&a, "en");
    struct value v = scalar("home", "Home");
    struct value again = scalar("home", "Front page");
    struct value bad = scalar("home", "{");
    struct value list = {.kind = VALUE_LIST, .key = STR("home")};
    struct value null = {.kind = VALUE_NULL, .key = STR("home")};
    assert_int_equal(load(&w, &a, &v).len, 0);
    assert_string_equal(words_get(&w, "home").at, "Home");
    assert_int_equal(load(&w, &a, &again).len, 0);
    assert_true(load(&w, &a, &bad).len > 0);
    assert_true(load(&w, &a, &list).len > 0);
    assert_true(load(&w, &a, &null).len > 0);
    assert_string_equal(words_get(&w, "home").at, "Front page");
    assert_int_equal(map_len(&w.byname), 1);
    assert_int_equal(words_get(&w, "absent").len, 0);
    assert_false(words_has(&w, "absent"));
    assert_int_equal(words_fill(&w, &a, "absent", NULL, 0).len, 0);
    words_release(&w);
    arena_release(&a);
}

static void plural_forms_of_languages(void **state)
{
    (void)state;
    static const struct {
        const char *tag, *number, *form;
        size_t n_forms;
    } rows[] = {
        {"en", "1", "one", 2},      {"en", "0", "other", 2},
        {"en", "1.00", "other", 2}, {"en", "-1", "one", 2},
        {"en-GB", "1", "one", 2},   {"zh-Hans", "1", "other", 1},
        {"zh", "", "other", 1},     {"fr", "0", "one", 3},
        {"fr", "1.5", "one", 3},    {"fr", "1000000", "many", 3},
        {"ar", "0", "zero", 6},     {"ar", "2", "two", 6},
        {"ar", "11", "many", 6},    {"pl", "1,002", "few", 4},
        {"cs", "1.5", "many", 4},   {"en", "1 million", "other", 2},
        {"", "1", "other", 1},      {"en", "1,", "one", 2},
        {"lv", "0.1", "one", 3},    {"en", "x", "other", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct plural *p = plural_open(rows[i].tag);
        const char *forms[PLURAL_FORMS_MAX];
        assert_string_equal(plural_form(p, str_of(rows[i].number)),
                            rows[i].form);
        assert_int_equal(plural_forms(p, forms), rows[i].n_forms);
        plural_close(p);
    }
    assert_string_equal(plural_form(NULL, STR("1")), "other");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_are_filled),
        cmocka_unit_test(faults_are_reported),
        cmocka_unit_test(later_files_replace),
        cmocka_unit_test(plural_forms_of_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
