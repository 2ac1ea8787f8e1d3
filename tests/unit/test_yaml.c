/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "input/yaml.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A tree on one line: scalars as 'text', quoted ones as "text", null as ~. */
static void flatten(struct buf *b, const struct value *v)
{
    switch (v->kind) {
    case VALUE_NULL: buf_byte(b, '~'); return;
    case VALUE_SCALAR:
        buf_text(b, v->quoted ? "\"" : "'");
        buf_str(b, v->text);
        buf_text(b, v->quoted ? "\"" : "'");
        return;
    default: break;
    }
    buf_byte(b, v->kind == VALUE_LIST ? '[' : '{');
    size_t n = 0;
    for (const struct value *m = v->first; m != NULL; m = m->next, n++) {
        buf_text(b, n > 0 ? "," : "");
        if (v->kind == VALUE_MAP)
            buf_printf(b, STR_FMT "=", STR_ARG(m->key));
        flatten(b, m);
    }
    buf_byte(b, v->kind == VALUE_LIST ? ']' : '}');
    assert_int_equal(n, v->len);
}

static void reads(void **state)
{
    static const char *const rows[][2] = {
        {"", "{}"},
        {"\n# a comment\n", "{}"},
        {"~", "{}"},
        {"{}", "{}"},
        {"---\na: 1\n...\n", "{a='1'}"},
        {"title: 涧西区\n", "{title='涧西区'}"},
        {"\xEF\xBB\xBF"
         "a: 1",
         "{a='1'}"},
        /* nothing is resolved but null */
        {"a: 410305\nb: 2021-06-18\nc: yes\nd: 0x10\n",
         "{a='410305',b='2021-06-18',c='yes',d='0x10'}"},
        {"a:\nb: ~\nc: null\nd: Null\ne: ''\nf: \"~\"\n",
         "{a=~,b=~,c=~,d='Null',e=\"\",f=\"~\"}"},
        {"a: 'true'\nb: true\nc: \"x\\n\"\n",
         "{a=\"true\",b='true',c=\"x\n\"}"},
        {"a: [x, 'y', ~]\nb: []\n", "{a=['x',\"y\",~],b=[]}"},
        {"a:\n  - x\n  - b: 1\n    c: 2\n", "{a=['x',{b='1',c='2'}]}"},
        {"a:\n- x\nb: 2\n", "{a=['x'],b='2'}"},
        {"a: {b: {c: d}}\n", "{a={b={c='d'}}}"},
        {"a: one\n  two\n", "{a='one two'}"},
        {"a: |\n  one\n  two\n", "{a=\"one\ntwo\n\"}"},
        {"a: >-\n  one\n  two\n", "{a=\"one two\"}"},
        {"a: x # comment\nb: x#y\n", "{a='x',b='x#y'}"},
        {"url: https://example.org/a:b\n", "{url='https://example.org/a:b'}"},
        {"a: 标题：副题\n", "{a='标题：副题'}"},
        {"'1': 2\n\"k\": v\n", "{1='2',k='v'}"},
        {"a: 1\r\nb: 2\r\n", "{a='1',b='2'}"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena a = {0};
        struct diag d = {0};
        struct buf b = {0};
        struct value *v = yaml_parse(&a, STR("x"), str_of(rows[i][0]), 1, &d);
        if (v == NULL)
            fail_msg("%s\n" STR_FMT, rows[i][0],
                     STR_ARG(d.messages.at[0].text));
        flatten(&b, v);
        if (!str_is(buf_view(&b), rows[i][1]))
            fail_msg("%s\n" STR_FMT, rows[i][0], STR_ARG(buf_view(&b)));
        assert_int_equal(d.messages.len, 0);
        buf_release(&b);
        diag_release(&d);
        arena_release(&a);
    }
}

static void assert_loc(struct loc loc, unsigned line, unsigned col)
{
    if (loc.line != line || loc.col != col)
        fail_msg("at %u:%u, expected %u:%u", loc.line, loc.col, line, col);
    assert_true(str_is(loc.path, "x.md"));
}

static void has_places(void **state)
{
    struct arena a = {0};
    struct diag d = {0};
    struct str text = STR("标题: 涧西\n"
                          "list: [a, \"b\"]\n"
                          "map:\n"
                          "  内: 1\n"
                          "  none:\n"
                          "items:\n"
                          "  - x\n");
    (void)state;
    struct value *top = yaml_parse(&a, STR("x.md"), text, 2, &d);
    assert_non_null(top);
    assert_loc(top->loc, 2, 1);
    const struct value *v = value_get(top, "标题");
    assert_loc(v->key_loc, 2, 1);
    assert_loc(v->loc, 2, 5);
    v = value_get(top, "list");
    assert_loc(v->loc, 3, 7);
    assert_loc(v->first->loc, 3, 8);
    assert_loc(v->first->next->loc, 3, 11);
    v = value_get(top, "map");
    assert_loc(v->key_loc, 4, 1);
    assert_loc(v->loc, 5, 3);
    assert_loc(v->first->loc, 5, 6);
    assert_loc(v->first->next->key_loc, 6, 3);
    assert_loc(value_get(top, "items")->first->loc, 8, 5);
    assert_null(value_get(top, "nothing"));
    assert_null(value_get(v->first, "x"));
    arena_release(&a);
}

/* The tree must not point into the bytes. */
static void borrows_nothing(void **state)
{
    struct arena a = {0};
    struct diag d = {0};
    char text[] = "key: value\nlist: [one]\n";
    (void)state;
    struct value *v =
        yaml_parse(&a, STR("x"), (struct str){text, sizeof text - 1}, 1, &d);
    memset(text, '#', sizeof text);
    assert_true(str_is(v->first->key, "key"));
    assert_true(str_is(v->first->text, "value"));
    assert_true(str_is(v->first->next->first->text, "one"));
    arena_release(&a);
}

/* One message each: place, code, and a part of the text. */
static void reports(void **state)
{
    static const struct {
        const char *text;
        unsigned line, col;
        enum diag_code code;
        const char *part;
    } rows[] = {
        {"title: Reform: a start\n", 1, 14, DIAG_YAML_SYNTAX,
         "a colon followed by a space"},
        {"a: x\n题目: 双减: 起步\n", 2, 7, DIAG_YAML_SYNTAX,
         "a colon followed by a space"},
        {"a: x\n  b: y\n", 2, 4, DIAG_YAML_SYNTAX, "same column"},
        {"m:\n  a: 1\n b: 2\n", 3, 2, DIAG_YAML_SYNTAX, "indentation"},
        {"m:\n  - a\n - b\n", 3, 2, DIAG_YAML_SYNTAX, "indentation"},
        {"a: x\n\tb: y\n", 2, 1, DIAG_YAML_SYNTAX, "indent with spaces"},
        {"m:\n\tb: y\n", 2, 1, DIAG_YAML_SYNTAX, "indent with spaces"},
        {"a: \"x\nb: 2\n", 1, 4, DIAG_YAML_SYNTAX, "quote that is never"},
        {"a: 1\nb: 'x\n", 2, 4, DIAG_YAML_SYNTAX, "quote that is never"},
        {"a: 1\nb: [x, y\nc: 2\n", 2, 4, DIAG_YAML_SYNTAX, "bracket '['"},
        {"a: {x: y\nb: 2\n", 1, 4, DIAG_YAML_SYNTAX, "brace '{'"},
        {"a: [x,,y]\n", 1, 7, DIAG_YAML_SYNTAX, "missing text"},
        {"a: \"x\" y\n", 1, 8, DIAG_YAML_SYNTAX, "behind the closing quote"},
        {"a: 'it's'\n", 1, 8, DIAG_YAML_SYNTAX, "double a single quote"},
        {"a: \"\\d\"\n", 1, 5, DIAG_YAML_SYNTAX, "backslash"},
        {"标题：x", 1, 1, DIAG_YAML_SYNTAX, "full-width colon"},
        {"标题：x\n日期：y\n", 1, 1, DIAG_YAML_SYNTAX, "full-width colon"},
        {"a: x\n标题：x\nb: y\n", 2, 1, DIAG_YAML_SYNTAX, "full-width colon"},
        {"a: x\ntags:y\nb: y\n", 2, 1, DIAG_YAML_SYNTAX, "no space behind"},
        {"a: x\nhello\nb: y\n", 2, 1, DIAG_YAML_SYNTAX, "without a colon"},
        {"a: - x\n", 1, 4, DIAG_YAML_SYNTAX, "list beside its key"},
        {"a: @x\n", 1, 4, DIAG_YAML_SYNTAX, "must not begin with"},
        {"a: **x**\n", 1, 4, DIAG_YAML_SYNTAX, "must not begin with '*'"},
        {"a: |x\n", 1, 4, DIAG_YAML_SYNTAX, "behind '|'"},
        {"hello", 1, 1, DIAG_YAML_SYNTAX, "a text where"},
        {"'：'", 1, 1, DIAG_YAML_SYNTAX, "full-width colon"},
        {"- a\n", 1, 1, DIAG_YAML_SYNTAX, "a list where"},
        {"a: 1\nb: x\x01\n", 2, 5, DIAG_YAML_SYNTAX, "does not allow"},
        {"a: \xFF\n", 1, 4, DIAG_YAML_SYNTAX, "does not allow"},
        {"a: 1\n---\nb: 2\n", 2, 1, DIAG_YAML_KIND, "second document"},
        {"a: &x 1\n", 1, 4, DIAG_YAML_KIND, "anchor"},
        {"a: &x [1]\n", 1, 4, DIAG_YAML_KIND, "anchor"},
        {"a: *x\n", 1, 4, DIAG_YAML_KIND, "alias"},
        {"a: !x 1\n", 1, 4, DIAG_YAML_KIND, "tag"},
        {"a: !!map {}\n", 1, 4, DIAG_YAML_KIND, "tag"},
        {"[a]: 1\n", 1, 1, DIAG_YAML_KIND, "key that is no text"},
        {"? {a: b}\n: 1\n", 1, 3, DIAG_YAML_KIND, "key that is no text"},
        {"'': 1\n", 1, 1, DIAG_YAML_KIND, "without a key"},
        {"a: 1\nb: 2\na: 3\n", 3, 1, DIAG_KEY_DUPLICATE, "first on line 1"},
        {"m: {x: 1, 'x': 2}\n", 1, 11, DIAG_KEY_DUPLICATE,
         "'x' stands here again, first on line 1, column 5; remove one"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena a = {0};
        struct diag d = {0};
        if (yaml_parse(&a, STR("x"), str_of(rows[i].text), 1, &d) != NULL)
            fail_msg("accepted: %s", rows[i].text);
        assert_int_equal(d.messages.len, 1);
        const struct message *m = &d.messages.at[0];
        if (m->loc.line != rows[i].line || m->loc.col != rows[i].col ||
            m->code != rows[i].code ||
            str_find(m->text, str_of(rows[i].part)) == SIZE_MAX)
            fail_msg("%s\n%u:%u: " STR_FMT " [%s]", rows[i].text, m->loc.line,
                     m->loc.col, STR_ARG(m->text), diag_kinds[m->code].code);
        diag_release(&d);
        arena_release(&a);
    }
}

/* What does not end the reading is told all at once. */
static void goes_on(void **state)
{
    struct arena a = {0};
    struct diag d = {0};
    (void)state;
    assert_null(yaml_parse(&a, STR("x"),
                           STR("a: *x\nb: &y 1\nb: !t 2\nc: [*z]\n"), 5, &d));
    assert_int_equal(d.messages.len, 5);
    assert_int_equal(d.messages.at[4].loc.line, 8);
    diag_release(&d);
    arena_release(&a);
}

static void check_limit(struct str text, bool good)
{
    struct arena a = {0};
    struct diag d = {0};
    struct value *v = yaml_parse(&a, STR("x"), text, 1, &d);
    assert_int_equal(v != NULL, good);
    assert_int_equal(d.messages.len, good ? 0 : 1);
    if (!good)
        assert_int_equal(d.messages.at[0].code, DIAG_YAML_LIMIT);
    diag_release(&d);
    arena_release(&a);
}

static void repeat(struct buf *b, const char *part, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_text(b, part);
}

static void has_limits(void **state)
{
    struct buf b = {0};
    (void)state;
    for (size_t depth = YAML_DEPTH_MAX; depth <= YAML_DEPTH_MAX + 1; depth++) {
        buf_reset(&b);
        repeat(&b, "{a: ", depth);
        buf_byte(&b, 'x');
        repeat(&b, "}", depth);
        check_limit(buf_view(&b), depth == YAML_DEPTH_MAX);
    }
    for (size_t n = YAML_NODES_MAX - 2; n <= YAML_NODES_MAX - 1; n++) {
        buf_reset(&b);
        buf_text(&b, "a:\n");
        repeat(&b, "- x\n", n);
        check_limit(buf_view(&b), n == YAML_NODES_MAX - 2);
    }
    buf_reset(&b);
    buf_text(&b, "a: ");
    repeat(&b, "x", YAML_BYTES_MAX - 3);
    check_limit(buf_view(&b), true);
    buf_byte(&b, 'x');
    check_limit(buf_view(&b), false);
    buf_release(&b);
}

/* Inputs on which a parser may take quadratic time or its stack. */
static void survives(void **state)
{
    static const char *const parts[] = {
        "[",   "{",   "- ",        "? ",  "[[],",   "{a: ", "a: [",
        "\"",  "&a ", "*a ",       "!a ", "a: b\n", "|\n",  "%",
        "'\n", "\t",  "a: &a x\n", ": ",  "-\n",    "a\n",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(parts); i++) {
        struct arena a = {0};
        struct diag d = {0};
        struct buf b = {0};
        while (b.len < 60000)
            buf_text(&b, parts[i]);
        struct value *v = yaml_parse(&a, STR("x"), buf_view(&b), 1, &d);
        assert_int_equal(v == NULL, d.messages.len > 0);
        buf_release(&b);
        diag_release(&d);
        arena_release(&a);
    }
}

/* Many different keys in one mapping. */
static void takes_many_keys(void **state)
{
    struct arena a = {0};
    struct diag d = {0};
    struct buf b = {0};
    (void)state;
    for (int i = 0; i < 15000; i++)
        buf_printf(&b, "key%d: %d\n", i, i);
    buf_text(&b, "key7: again\n");
    assert_null(yaml_parse(&a, STR("x"), buf_view(&b), 1, &d));
    assert_int_equal(d.messages.len, 1);
    assert_int_equal(d.messages.at[0].loc.line, 15001);
    buf_release(&b);
    diag_release(&d);
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads),           cmocka_unit_test(has_places),
        cmocka_unit_test(borrows_nothing), cmocka_unit_test(reports),
        cmocka_unit_test(goes_on),         cmocka_unit_test(has_limits),
        cmocka_unit_test(survives),        cmocka_unit_test(takes_many_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
