/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "output/manifest.h"

#define H0 "000102030405060708090a0b0c0d0e0f"
#define H1 "ffeeddccbbaa99887766554433221100"

static void test_paths(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        bool good;
    } rows[] = {
        {"index.html", true},
        {"zh/index.html", true},
        {"zh/教育/简报.html", true},
        {".well-known/x", true},
        {"a/...", true},
        {"a/.jianbao-manifest", true},
        {"a b", true},
        {"", false},
        {"/", false},
        {"/a", false},
        {"a/", false},
        {"a//b", false},
        {".", false},
        {"..", false},
        {"../a", false},
        {"a/../b", false},
        {"a/..", false},
        {"./a", false},
        {"a/.", false},
        {"a\nb", false},
        {"a\tb", false},
        {"a\x7F", false},
        {".jianbao-manifest", false},
        {".jianbao-building", false},
        {".jianbao-new/a", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (manifest_path_good(str_of(rows[i].path)) != rows[i].good)
            fail_msg("`%s`: expected %d", rows[i].path, rows[i].good);
    assert_false(manifest_path_good((struct str){"a\0b", 3}));
    static char longest[MANIFEST_PATH_MAX + 1];
    memset(longest, 'x', sizeof longest);
    assert_true(manifest_path_good((struct str){longest, MANIFEST_PATH_MAX}));
    assert_false(
        manifest_path_good((struct str){longest, MANIFEST_PATH_MAX + 1}));
}

static void test_doubt(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "\n",
        "jianbao-manifest 1 0",
        "jianbao-manifest 2 0\n",
        "jianbao-manifest 1 \n",
        "jianbao-manifest 1 -1\n",
        "jianbao-manifest 1 00\n",
        "jianbao-manifest 1 0\r\n",
        "jianbao-manifest 1 0\n\n",
        " jianbao-manifest 1 0\n",
        "\xEF\xBB\xBFjianbao-manifest 1 0\n",
        "jianbao-manifest 1 1\n",
        "jianbao-manifest 1 999999999999999999\n" H0 " 1 a\n",
        "jianbao-manifest 1 9999999999999999999999\n" H0 " 1 a\n",
        "jianbao-manifest 1 0\n" H0 " 1 a\n",
        "jianbao-manifest 1 1\n" H0 " 1 a",
        "jianbao-manifest 1 1\n" H0 " 1 a\r\n",
        "jianbao-manifest 1 1\n" H0 " 1 a\n" H1 " 1 b\n",
        "jianbao-manifest 1 2\n" H0 " 1 a\n",
        "jianbao-manifest 1 2\n" H0 " 1 b\n" H1 " 1 a\n",
        "jianbao-manifest 1 2\n" H0 " 1 a\n" H0 " 1 a\n",
        "jianbao-manifest 1 1\n" H0 " 1 ../a\n",
        "jianbao-manifest 1 1\n" H0 " 1 /etc/passwd\n",
        "jianbao-manifest 1 1\n" H0 " 1 .jianbao-manifest\n",
        "jianbao-manifest 1 1\n" H0 " 1 \n",
        "jianbao-manifest 1 1\n" H0 "  1 a\n",
        "jianbao-manifest 1 1\n" H0 " 01 a\n",
        "jianbao-manifest 1 1\n" H0 " x a\n",
        "jianbao-manifest 1 1\n" H0 " 1\n",
        "jianbao-manifest 1 1\n0102 1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
        "jianbao-manifest 1 1\n000102030405060708090A0B0C0D0E0F 1 a\n",
        "jianbao-manifest 1 1\n000102030405060708090g0b0c0d0e0f 1 a\n",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena a = {0};
        struct manifest m = {NULL, 77};
        if (manifest_parse(&a, str_of(rows[i]), &m) || m.len != 77)
            fail_msg("taken, or written to: %s", rows[i]);
        arena_release(&a);
    }
}

/* Every text that is taken is just what would be written for it, so cutting or
 * changing any byte is either refused or means another, well-formed list. */
static void test_round_trip(void **state)
{
    (void)state;
    static const char text[] =
        "jianbao-manifest 1 4\n" H0 " 0 a\n" H1 " 4711 a-b/x\n" H0 " 1 a/x\n" H1
        " 999999999999999999 zh/简报 1.html\n";
    struct arena a = {0};
    struct manifest m;
    struct buf b = {0};
    assert_true(manifest_parse(&a, str_of(text), &m));
    assert_int_equal(m.len, 4);
    assert_int_equal(m.at[1].size, 4711);
    assert_true(str_is(m.at[3].path, "zh/简报 1.html"));
    assert_int_equal(m.at[0].hash.high, 0x0001020304050607);
    manifest_write(&b, &m);
    assert_true(str_eq(buf_view(&b), str_of(text)));
    for (size_t len = 0; len < sizeof text - 1; len++)
        assert_false(manifest_parse(&a, (struct str){text, len}, &m));
    char other[sizeof text];
    for (size_t i = 0; i < sizeof text - 1; i++)
        for (int bit = 0; bit < 8; bit++) {
            memcpy(other, text, sizeof text);
            other[i] = (char)(other[i] ^ 1 << bit);
            struct str changed = {other, sizeof text - 1};
            if (!manifest_parse(&a, changed, &m))
                continue;
            buf_reset(&b);
            manifest_write(&b, &m);
            assert_true(str_eq(buf_view(&b), changed));
        }
    buf_release(&b);
    arena_release(&a);
}

static void test_find_and_union(void **state)
{
    (void)state;
    struct listed left[] = {{STR_INIT("a"), 1, {0}},
                            {STR_INIT("c"), 1, {0}},
                            {STR_INIT("d"), 1, {0}}};
    struct listed right[] = {{STR_INIT("0"), 2, {0}},
                             {STR_INIT("c"), 2, {0}},
                             {STR_INIT("d/e"), 2, {0}}};
    struct manifest a = {left, 3}, b = {right, 3}, none = {NULL, 0};
    struct arena arena = {0};
    struct manifest all = manifest_union(&arena, &a, &b);
    static const struct {
        const char *path;
        uint64_t size; /* 0: absent */
    } rows[] = {{"0", 2}, {"a", 1},   {"b", 0},   {"c", 1},
                {"d", 1}, {"d/e", 2}, {"d/f", 0}, {"", 0}};
    assert_int_equal(all.len, 5);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct listed *l = manifest_find(&all, str_of(rows[i].path));
        assert_int_equal(l ? l->size : 0, rows[i].size);
    }
    assert_int_equal(manifest_union(&arena, &none, &b).len, 3);
    assert_int_equal(manifest_union(&arena, &a, &none).len, 3);
    assert_int_equal(manifest_union(&arena, &none, &none).len, 0);
    assert_null(manifest_find(&none, STR("a")));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_doubt),
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_find_and_union),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
