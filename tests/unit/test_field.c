/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "input/yaml.h"
#include "model/field.h"

struct reading {
    struct arena a;
    struct diag d;
    struct config config;
    struct fields f;
    const struct value *v; /* of the key k */
};

static struct language languages[] = {{.id = STR_INIT("zh")},
                                      {.id = STR_INIT("en")}};

static void start(struct reading *r, const char *yaml)
{
    *r = (struct reading){.config = {.language = languages, .n_languages = 2}};
    r->f = (struct fields){.a = &r->a, .d = &r->d, .config = &r->config};
    const struct value *file =
        yaml_parse(&r->a, STR("f.yaml"), str_of(yaml), 1, &r->d);
    if (file == NULL)
        fail_msg("%s does not parse", yaml);
    r->v = value_get(file, "k");
    assert_non_null(r->v);
}

static void end(struct reading *r)
{
    diag_release(&r->d);
    arena_release(&r->a);
}

/* Nothing when `fault` is NULL, else one message with that part, at `col`. */
static void expect(struct reading *r, const char *yaml, bool good,
                   const char *fault, unsigned col)
{
    bool right = good == (fault == NULL) &&
                 r->d.messages.len == (fault == NULL ? 0 : 1);
    if (right && fault != NULL) {
        const struct message *m = &r->d.messages.at[0];
        right = str_find(m->text, str_of(fault)) != SIZE_MAX &&
                m->loc.col == col;
        if (!right)
            fail_msg("%s: %u '" STR_FMT "', expected %u '%s'", yaml,
                     m->loc.col, STR_ARG(m->text), col, fault);
    }
    if (!right)
        fail_msg("%s: %s, %zu messages", yaml, good ? "taken" : "refused",
                 r->d.messages.len);
}

static void texts_and_flags(void **state)
{
    (void)state;
    static const struct {
        const char *yaml, *text, *fault;
    } texts[] = {
        {"k: a b", "a b", NULL},          {"k: 2021", "2021", NULL},
        {"k: ''", "", NULL},              {"k: true", "true", NULL},
        {"k: [a]", "x", "'k' is a list, expected a text"},
        {"k: {a: b}", "x", "'k' is a map of fields, expected a text"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct reading r;
        struct str out = STR("x");
        start(&r, texts[i].yaml);
        bool good = field_str(&r.f, r.v, &out);
        expect(&r, texts[i].yaml, good, texts[i].fault, 4);
        assert_true(str_is(out, texts[i].text));
        end(&r);
    }
    static const struct {
        const char *yaml;
        int value; /* -1: refused */
    } flags[] = {{"k: true", 1},    {"k: false", 0},  {"k: yes", -1},
                 {"k: True", -1},   {"k: 'true'", -1}, {"k: 1", -1},
                 {"k: [true]", -1}, {"k: on", -1}};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        struct reading r;
        bool out = flags[i].value != 1;
        start(&r, flags[i].yaml);
        bool good = field_bool(&r.f, r.v, &out);
        expect(&r, flags[i].yaml, good,
               flags[i].value < 0 ? "expected true or false" : NULL, 4);
        assert_int_equal(out, flags[i].value < 0 ? true : flags[i].value);
        end(&r);
    }
}

static void numbers(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        size_t value;
        const char *fault;
    } cases[] = {
        {"k: 1", 1, NULL},
        {"k: 500", 500, NULL},
        {"k: 0", 7, "'k' is '0', expected a whole number from 1 to 500"},
        {"k: 501", 7, "'k' is '501'"},
        {"k: -1", 7, "'k' is '-1'"},
        {"k: 20.0", 7, "'k' is '20.0'"},
        {"k: many", 7, "'k' is 'many'"},
        {"k: 99999999999999999999", 7, "whole number"},
        {"k: [20]", 7, "'k' is a list, expected a whole number"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading r;
        size_t out = 7;
        start(&r, cases[i].yaml);
        bool good = field_size(&r.f, r.v, 1, 500, &out);
        expect(&r, cases[i].yaml, good, cases[i].fault, 4);
        assert_int_equal(out, cases[i].value);
        end(&r);
    }
}

static void dates(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        int precision;
        const char *fault;
    } cases[] = {
        {"k: 2021", DATE_YEAR, NULL},
        {"k: 2021-06", DATE_MONTH, NULL},
        {"k: 2021-06-18", DATE_DAY, NULL},
        {"k: '2021-06-18'", DATE_DAY, NULL},
        {"k: 2021-06-18T16:20", DATE_MINUTE, NULL},
        {"k: 2021-02-29", DATE_NONE, "'k' is '2021-02-29', expected a date"},
        {"k: 2021年6月", DATE_NONE, "expected a date such as 2021,"},
        {"k: 2021/6/18", DATE_NONE, "'2021/6/18'"},
        {"k: {y: 2021}", DATE_NONE, "expected a date such as 2021-06-18"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading r;
        struct date out = {0};
        start(&r, cases[i].yaml);
        bool good = field_date(&r.f, r.v, &out);
        expect(&r, cases[i].yaml, good, cases[i].fault, 4);
        if (good)
            assert_int_equal(out.precision, cases[i].precision);
        end(&r);
    }
}

static void choices(void **state)
{
    (void)state;
    static const char *const names[] = {"human", "machine", "reviewed", NULL};
    static const struct {
        const char *yaml;
        int value;
        const char *fault;
    } cases[] = {
        {"k: human", 0, NULL},
        {"k: reviewed", 2, NULL},
        {"k: humen", -1, "expected human, machine or reviewed; did you mean "
                         "'human'?"},
        {"k: Human", -1, "'k' is 'Human'"},
        {"k: nobody", -1, "expected human, machine or reviewed"},
        {"k: [human]", -1, "'k' is a list, expected a text"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading r;
        int out = -1;
        start(&r, cases[i].yaml);
        bool good = field_enum(&r.f, r.v, names, &out);
        expect(&r, cases[i].yaml, good, cases[i].fault, 4);
        assert_int_equal(out, cases[i].value);
        end(&r);
    }
}

static void lists(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        size_t n;
        unsigned col; /* of the last item, or of the message */
        const char *fault;
    } cases[] = {
        {"k: a", 1, 4, NULL},
        {"k: [a]", 1, 5, NULL},
        {"k: [a, \"b c\"]", 2, 8, NULL},
        {"k: []", 0, 0, NULL},
        {"k: [a, [b]]", 0, 8, "a list stands here, expected a text"},
        {"k: [a, '']", 0, 8, "expected a text"},
        {"k: [a, {b: c}]", 0, 8, "a map of fields stands here"},
        {"k: {a: b}", 0, 4, "expected a text or a list of texts"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading r;
        struct strs out = {0};
        struct loc *locs = NULL;
        start(&r, cases[i].yaml);
        bool good = field_strs(&r.f, r.v, &out, &locs);
        expect(&r, cases[i].yaml, good, cases[i].fault, cases[i].col);
        assert_int_equal(out.len, cases[i].n);
        if (out.len > 0)
            assert_int_equal(locs[out.len - 1].col, cases[i].col);
        end(&r);
    }
}

static void texts_by_language(void **state)
{
    (void)state;
    static const struct {
        const char *yaml, *zh, *en, *fault;
        unsigned col;
    } cases[] = {
        {"k: Li", "", "Li", NULL, 0},
        {"k: {zh: 李, en: Li}", "李", "Li", NULL, 0},
        {"k: {zh: 李}", "李", "", NULL, 0},
        {"k: {zh: 李, fr: Li}", "李", "",
         "'fr' is no language of this site, expected zh or en", 12},
        {"k: {zh: [李]}", "", "", "'zh' is a list, expected a text", 9},
        {"k: [Li]", "", "", "'k' is a list", 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading r;
        struct text out = {0};
        start(&r, cases[i].yaml);
        bool good = field_text(&r.f, r.v, 1, &out);
        expect(&r, cases[i].yaml, good, cases[i].fault, cases[i].col);
        assert_true(str_is(out.in[0], cases[i].zh));
        assert_true(str_is(out.in[1], cases[i].en));
        end(&r);
    }
}

static void unknown_names(void **state)
{
    (void)state;
    static const char *const few[] = {"src", "alt", "caption", NULL};
    static const char *const many[] = {"title", "a", "b", "c",
                                       "d",     "e", "f", NULL};
    static const struct {
        const char *yaml;
        const char *const *names;
        const char *fault;
        unsigned col;
    } cases[] = {
        {"k: {src: a, alt: b}", few, NULL, 0},
        {"k: {src: a, captoin: b}", few,
         "unknown field 'captoin'; did you mean 'caption'?", 13},
        {"k: {width: a}", few,
         "unknown field 'width', expected src, alt or caption", 5},
        {"k: {titel: a}", many, "did you mean 'title'?", 5},
        {"k: {width: a}", many, "unknown field 'width'", 5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading r;
        start(&r, cases[i].yaml);
        field_check_known(&r.f, r.v, cases[i].names);
        expect(&r, cases[i].yaml, r.d.messages.len == 0, cases[i].fault,
               cases[i].col);
        end(&r);
    }
    struct reading r;
    start(&r, "k: {titel: a, date: b}");
    assert_true(field_misspelt(r.v, "title"));
    assert_false(field_misspelt(r.v, "date")); /* it is there */
    assert_false(field_misspelt(r.v, "summary"));
    end(&r);
}

static void sameness(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        bool same;
    } cases[] = {
        {"k: [a, a]", true},
        {"k: [a, 'a']", true},
        {"k: [a, b]", false},
        {"k: [[a], a]", true},
        {"k: [a, [a]]", true},
        {"k: [[a], [a, b]]", false},
        {"k: [[a, b], [a, b]]", true},
        {"k: [[a, b], [b, a]]", false},
        {"k: [{x: 1, y: 2}, {x: 1, y: 2}]", true},
        {"k: [{x: 1}, {y: 1}]", false},
        {"k: [{x: 1}, {x: 2}]", false},
        {"k: [{x: 1}, [1]]", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading r;
        start(&r, cases[i].yaml);
        if (value_same(r.v->first, r.v->first->next) != cases[i].same)
            fail_msg("%s", cases[i].yaml);
        end(&r);
    }
    assert_true(value_same(NULL, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_and_flags),
        cmocka_unit_test(numbers),
        cmocka_unit_test(dates),
        cmocka_unit_test(choices),
        cmocka_unit_test(lists),
        cmocka_unit_test(texts_by_language),
        cmocka_unit_test(unknown_names),
        cmocka_unit_test(sameness),
    };
    return cmocka_run_group_tests_name("field", tests, NULL, NULL);
}
