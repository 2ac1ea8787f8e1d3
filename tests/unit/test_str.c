/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct str empty;

static void compares(void **state)
{
    static const struct {
        struct str a, b;
        int order;
    } rows[] = {
        {STR_INIT(""), STR_INIT(""), 0},
        {STR_INIT("a"), STR_INIT("a"), 0},
        {STR_INIT(""), STR_INIT("a"), -1},
        {STR_INIT("a"), STR_INIT("ab"), -1},
        {STR_INIT("b"), STR_INIT("ab"), 1},
        {STR_INIT("a"), STR_INIT("B"), 1},
        {STR_INIT("\xE4"), STR_INIT("z"), 1}, /* bytes are unsigned */
        {STR_INIT("a\0b"), STR_INIT("a\0c"), -1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int there = str_compare(rows[i].a, rows[i].b);
        int back = str_compare(rows[i].b, rows[i].a);
        assert_int_equal((there > 0) - (there < 0), rows[i].order);
        assert_int_equal((back > 0) - (back < 0), -rows[i].order);
        assert_int_equal(str_eq(rows[i].a, rows[i].b), rows[i].order == 0);
    }
    assert_true(str_eq(empty, STR("")));
    assert_int_equal(str_compare(empty, STR("")), 0);
}

static void takes_parts(void **state)
{
    struct str s = STR("abc");
    (void)state;
    assert_true(str_is(str_from(s, 1), "bc"));
    assert_true(str_is(str_from(s, 3), ""));
    assert_true(str_is(str_from(s, SIZE_MAX), ""));
    assert_true(str_is(str_head(s, 2), "ab"));
    assert_true(str_is(str_head(s, 9), "abc"));
    assert_true(str_starts(s, STR("ab")) && str_starts(s, empty));
    assert_false(str_starts(s, STR("abcd")) || str_starts(s, STR("b")));
    assert_true(str_ends(s, STR("bc")) && str_ends(s, empty));
    assert_false(str_ends(s, STR("zabc")) || str_ends(s, STR("b")));
}

static void finds(void **state)
{
    static const struct {
        struct str s, needle;
        size_t at;
    } rows[] = {
        {STR_INIT("abcabd"), STR_INIT("abd"), 3},
        {STR_INIT("aaab"), STR_INIT("aab"), 1},
        {STR_INIT("abc"), STR_INIT("abc"), 0},
        {STR_INIT("abc"), STR_INIT("c"), 2},
        {STR_INIT("abc"), STR_INIT("abcd"), SIZE_MAX},
        {STR_INIT("abc"), STR_INIT("x"), SIZE_MAX},
        {STR_INIT("abab"), STR_INIT("bb"), SIZE_MAX},
        {STR_INIT(""), STR_INIT("a"), SIZE_MAX},
        {STR_INIT("abc"), STR_INIT(""), 0},
        {STR_INIT("a\0b"), STR_INIT("\0b"), 1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(str_find(rows[i].s, rows[i].needle), rows[i].at);
    assert_int_equal(str_find(empty, empty), 0);
    assert_int_equal(str_find_byte(STR("abcb"), 'b'), 1);
    assert_int_equal(str_find_byte(empty, 'b'), SIZE_MAX);
    /* a slice must not be searched beyond its end */
    assert_int_equal(str_find(str_head(STR("abcdef"), 3), STR("cd")), SIZE_MAX);
}

static void cuts(void **state)
{
    static const struct {
        const char *text, *head, *tail;
        bool found;
    } rows[] = {
        {"a=b", "a", "b", true}, {"a=b=c", "a", "b=c", true},
        {"=b", "", "b", true},   {"a=", "a", "", true},
        {"ab", "ab", "", false}, {"", "", "", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str head, tail;
        assert_int_equal(str_cut(str_of(rows[i].text), '=', &head, &tail),
                         rows[i].found);
        assert_true(str_is(head, rows[i].head));
        assert_true(str_is(tail, rows[i].tail));
    }
}

static void trims(void **state)
{
    static const char *const rows[][2] = {
        {"", ""},   {" \t\r\n\v\f", ""},      {" a b\n", "a b"},
        {"a", "a"}, {"\xC2\xA0", "\xC2\xA0"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_true(str_is(str_trim(str_of(rows[i][0])), rows[i][1]));
}

static void takes_lines(void **state)
{
    struct str rest = STR("a\r\n\nb\rc\n\r\nlast"), line;
    static const char *const lines[] = {"a", "", "b\rc", "", "last"};
    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        assert_true(str_line(&rest, &line));
        assert_true(str_is(line, lines[i]));
    }
    assert_false(str_line(&rest, &line));
    rest = STR("a\n");
    assert_true(str_line(&rest, &line));
    assert_false(str_line(&rest, &line));
}

static void reads_integers(void **state)
{
    static const struct {
        const char *text;
        bool good;
        int64_t value;
    } rows[] = {
        {"0", true, 0},
        {"007", true, 7},
        {"410305", true, 410305},
        {"999999999999999999", true, INT64_C(999999999999999999)},
        {"1000000000000000000", false, 0},
        {"", false, 0},
        {"-1", false, 0},
        {"+1", false, 0},
        {" 1", false, 0},
        {"1a", false, 0},
        {"1.0", false, 0},
        {"１", false, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t n = -5;
        assert_int_equal(str_to_int(str_of(rows[i].text), &n), rows[i].good);
        assert_int_equal(n, rows[i].good ? rows[i].value : -5);
    }
}

static void measures_distance(void **state)
{
    static const struct {
        const char *a, *b;
        size_t limit, distance;
    } rows[] = {
        {"", "", 3, 0},
        {"abc", "abc", 3, 0},
        {"abc", "abd", 3, 1},
        {"abc", "ab", 3, 1},
        {"abc", "xabc", 3, 1},
        {"abcd", "abdc", 3, 1}, /* swap */
        {"", "abc", 3, 3},
        {"abcd", "", 3, 4}, /* limit + 1 */
        {"kitten", "sitting", 5, 3},
        {"kitten", "sitting", 2, 3},
        {"kitten", "sitting", 1, 2},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str a = str_of(rows[i].a), b = str_of(rows[i].b);
        assert_int_equal(str_distance(a, b, rows[i].limit), rows[i].distance);
        assert_int_equal(str_distance(b, a, rows[i].limit), rows[i].distance);
    }
    char longer[200], other[200];
    memset(longer, 'x', sizeof longer);
    memset(other, 'x', sizeof other);
    struct str l = {longer, sizeof longer}, o = {other, sizeof other};
    assert_int_equal(str_distance(l, l, 3), 0);
    assert_int_equal(str_distance(l, str_head(l, 199), 3), 1);
    other[100] = 'y'; /* what they share may be long */
    assert_int_equal(str_distance(l, o, 3), 1);
    other[0] = other[199] = 'y'; /* what differs may not */
    assert_int_equal(str_distance(l, o, 3), 4);
}

static void searches(void **state)
{
    struct row {
        int value;
        struct str key;
    } rows[40];
    char names[40][3];
    (void)state;
    for (int i = 0; i < 40; i++) {
        names[i][0] = (char)('a' + i / 10);
        names[i][1] = (char)('a' + i % 10);
        names[i][2] = '\0';
        rows[i] = (struct row){i, str_of(names[i])};
    }
    for (size_t n = 0; n <= 40; n++)
        for (size_t i = 0; i < 40; i++) {
            const struct row *found = str_search(
                rows, n, sizeof *rows, offsetof(struct row, key), rows[i].key);
            assert_true(found == (i < n ? &rows[i] : NULL));
        }
    assert_null(str_search(rows, 40, sizeof *rows, offsetof(struct row, key),
                           STR("")));
    assert_null(str_search(rows, 40, sizeof *rows, offsetof(struct row, key),
                           STR("aaa")));
    assert_null(str_search(NULL, 0, sizeof *rows, offsetof(struct row, key),
                           STR("a")));
    const struct str sorted[] = {STR_INIT("a"), STR_INIT("b/c"), STR_INIT("d")};
    assert_true(str_in(sorted, 3, STR("b/c")));
    assert_true(str_in(sorted, 3, STR("a")));
    assert_true(str_in(sorted, 3, STR("d")));
    assert_false(str_in(sorted, 3, STR("b")));
    assert_false(str_in(sorted, 0, STR("a")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares),       cmocka_unit_test(takes_parts),
        cmocka_unit_test(finds),          cmocka_unit_test(cuts),
        cmocka_unit_test(trims),          cmocka_unit_test(takes_lines),
        cmocka_unit_test(reads_integers), cmocka_unit_test(measures_distance),
        cmocka_unit_test(searches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
