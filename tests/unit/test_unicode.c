/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/unicode.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void assert_text(struct str got, const char *expected, const char *what)
{
    if (!str_is(got, expected))
        fail_msg("%s: got '" STR_FMT "', expected '%s'", what, STR_ARG(got),
                 expected);
}

static void decodes(void **state)
{
    static const struct {
        struct str bytes;
        uint32_t c;
        size_t len;
    } rows[] = {
        {STR_INIT("A"), 'A', 1},
        {STR_INIT("\xC2\x80"), 0x80, 2},
        {STR_INIT("\xDF\xBF"), 0x7FF, 2},
        {STR_INIT("\xE0\xA0\x80"), 0x800, 3},
        {STR_INIT("\xE6\xB6\xA7"), 0x6DA7, 3},
        {STR_INIT("\xED\x9F\xBF"), 0xD7FF, 3},
        {STR_INIT("\xEF\xBF\xBF"), 0xFFFF, 3},
        {STR_INIT("\xF0\x90\x80\x80"), 0x10000, 4},
        {STR_INIT("\xF4\x8F\xBF\xBF"), 0x10FFFF, 4},
        {STR_INIT("\x80"), 0xFFFD, 1},     /* tail alone */
        {STR_INIT("\xC0\x80"), 0xFFFD, 1}, /* overlong */
        {STR_INIT("\xC1\xBF"), 0xFFFD, 1},
        {STR_INIT("\xE0\x9F\xBF"), 0xFFFD, 1},
        {STR_INIT("\xF0\x8F\xBF\xBF"), 0xFFFD, 1},
        {STR_INIT("\xED\xA0\x80"), 0xFFFD, 1},     /* surrogate */
        {STR_INIT("\xF4\x90\x80\x80"), 0xFFFD, 1}, /* above U+10FFFF */
        {STR_INIT("\xF5\x80\x80\x80"), 0xFFFD, 1},
        {STR_INIT("\xE6\xB6"), 0xFFFD, 1}, /* cut off */
        {STR_INIT("\xE6\xB6"
                  "A"),
         0xFFFD, 1},
        {STR_INIT("\xFF"), 0xFFFD, 1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t at = 0;
        uint32_t c = utf8_next(rows[i].bytes, &at);
        if (c != rows[i].c || at != rows[i].len)
            fail_msg("row %zu: U+%04X, %zu bytes", i, (unsigned)c, at);
        bool valid = rows[i].c != 0xFFFD;
        assert_int_equal(utf8_invalid_at(rows[i].bytes), valid ? SIZE_MAX : 0);
        if (valid) {
            char back[4];
            assert_int_equal(utf8_put(c, back), at);
            assert_memory_equal(back, rows[i].bytes.at, at);
        }
    }
}

static void puts_replacement(void **state)
{
    static const uint32_t bad[] = {0xD800, 0xDFFF, 0x110000, UINT32_MAX};
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        char out[4];
        assert_int_equal(utf8_put(bad[i], out), 3);
        assert_memory_equal(out, "\xEF\xBF\xBD", 3);
    }
}

/* The fast path takes eight bytes at a time: an invalid byte at every offset
 * around its steps must be found. */
static void finds_invalid_bytes(void **state)
{
    char text[40];
    (void)state;
    for (size_t len = 0; len <= sizeof text; len++)
        for (size_t bad = 0; bad < len; bad++) {
            memset(text, 'a', sizeof text);
            text[bad] = '\x80';
            assert_int_equal(utf8_invalid_at((struct str){text, len}), bad);
        }
    assert_int_equal(utf8_invalid_at(STR("")), SIZE_MAX);
    assert_int_equal(utf8_invalid_at(STR("涧西区2021年教育改革简报")),
                     SIZE_MAX);
    assert_int_equal(utf8_invalid_at(STR("涧西\xD6\xD0")), 6);
    assert_int_equal(utf8_invalid_at(STR("涧西\xE5\x8C")), 6);
}

static void counts_characters(void **state)
{
    static const struct {
        struct str text;
        size_t n;
    } rows[] = {
        {STR_INIT(""), 0},
        {STR_INIT("plain ASCII of some length"), 26},
        {STR_INIT("涧西区 2021"), 8},
        {STR_INIT("a\xF0\x9F\x98\x80z"), 3},
        {STR_INIT("\x80\x80"
                  "a"),
         3},
        {STR_INIT("\xE6\xB6"), 2},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(utf8_count(rows[i].text), rows[i].n);
}

static void cuts_between_characters(void **state)
{
    static const struct {
        struct str text;
        size_t most, n;
    } rows[] = {
        {STR_INIT(""), 4, 0},
        {STR_INIT("abc"), 2, 2},
        {STR_INIT("涧西区"), 9, 9},
        {STR_INIT("涧西区"), 8, 6},
        {STR_INIT("涧西区"), 6, 6},
        {STR_INIT("涧西区"), 4, 3},
        {STR_INIT("涧西区"), 2, 0},
        {STR_INIT("a\xF0\x9F\x98\x80z"), 4, 1},
        {STR_INIT("a\xF0\x9F\x98\x80z"), 5, 5},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(utf8_head(rows[i].text, rows[i].most).len, rows[i].n);
}

static void finds_columns(void **state)
{
    struct str line = STR("标题: x");
    static const unsigned columns[] = {1, 1, 1, 2, 2, 2, 3, 4, 5, 6};
    (void)state;
    for (size_t i = 0; i < COUNT(columns); i++)
        assert_int_equal(utf8_column(line, i), columns[i]);
    assert_int_equal(utf8_column(line, 1000), 6);
    assert_int_equal(utf8_column(STR(""), 0), 1);
}

enum { HAN = 1, CJK_PUNCT = 2, WIDE = 4, PUNCT = 8, SPACE = 16, ALNUM = 32 };

static void classifies(void **state)
{
    static const struct {
        uint32_t c;
        int classes;
    } rows[] = {
        {'a', ALNUM},
        {'7', ALNUM},
        {' ', SPACE},
        {'\n', SPACE},
        {'-', PUNCT},
        {'$', PUNCT},
        {'\x7F', 0},
        {0xA0, SPACE},
        {0x3000, SPACE | WIDE},
        {0x4E00, HAN | WIDE | ALNUM},
        {0x9FFF, HAN | WIDE | ALNUM},
        {0x3400, HAN | WIDE | ALNUM},
        {0x20000, HAN | WIDE | ALNUM},
        {0x30000, HAN | WIDE | ALNUM},
        {0xF900, HAN | WIDE | ALNUM},
        {0x3007, HAN | WIDE | ALNUM}, /* 〇 */
        {0x3005, HAN | WIDE | ALNUM}, /* 々 */
        {0x3042, HAN | WIDE | ALNUM}, /* あ */
        {0x30FC, HAN | WIDE | ALNUM}, /* ー */
        {0xAC00, WIDE | ALNUM},       /* 가: words with spaces */
        {0x3001, CJK_PUNCT | WIDE | PUNCT},
        {0x3002, CJK_PUNCT | WIDE | PUNCT},
        {0x300A, CJK_PUNCT | WIDE | PUNCT},
        {0xFF01, CJK_PUNCT | WIDE | PUNCT},
        {0xFF0C, CJK_PUNCT | WIDE | PUNCT},
        {0xFF1A, CJK_PUNCT | WIDE | PUNCT},
        {0x30FB, CJK_PUNCT | WIDE | PUNCT},
        {0xFF10, WIDE | ALNUM}, /* ０ */
        {0xFF21, WIDE | ALNUM}, /* Ａ */
        {0x201C, CJK_PUNCT | PUNCT},
        {0x2019, CJK_PUNCT | PUNCT},
        {0x2026, CJK_PUNCT | PUNCT},
        {0x2014, CJK_PUNCT | PUNCT},
        {0x00B7, CJK_PUNCT | PUNCT},
        {0x2013, PUNCT},
        {0x00E9, ALNUM},
        {0x0301, ALNUM},
        {0x2E40, PUNCT},
        {0x1F600, WIDE | PUNCT},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        uint32_t c = rows[i].c;
        int got = (unicode_is_han(c) ? HAN : 0) |
                  (unicode_is_cjk_punct(c) ? CJK_PUNCT : 0) |
                  (unicode_is_wide(c) ? WIDE : 0) |
                  (unicode_is_punct(c) ? PUNCT : 0) |
                  (unicode_is_space(c) ? SPACE : 0) |
                  (unicode_is_alnum(c) ? ALNUM : 0);
        if (c == 0x2E40)
            got &= ~WIDE;
        if (got != rows[i].classes)
            fail_msg("U+%04X: got %d, expected %d", (unsigned)c, got,
                     rows[i].classes);
    }
}

static void trims(void **state)
{
    static const char *const rows[][2] = {
        {"", ""},
        {" \t\r\n", ""},
        {"\xE3\x80\x80\xC2\xA0", ""},
        {"\xE3\x80\x80 涧西 \xC2\xA0", "涧西"},
        {"a\xC2\xA0"
         "b",
         "a\xC2\xA0"
         "b"},
        {"中", "中"},
        {"\x80", "\x80"},
        {" \x80 ", "\x80"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(unicode_trim(str_of(rows[i][0])), rows[i][1], rows[i][0]);
}

static void normalises(void **state)
{
    static const char *const rows[][2] = {
        {"", ""},
        {"plain", "plain"},
        {"涧西区，2021", "涧西区，2021"},
        {"e\xCC\x81", "\xC3\xA9"},
        {"\xEF\xA4\x80", "\xE8\xB1\x88"}, /* U+F900 豈 */
        {"か\xE3\x82\x99", "が"},
        {"\xE1\x84\x80\xE1\x85\xA1", "\xEA\xB0\x80"},
        {"a\xCC\xA3\xCC\x87", "\xE1\xBA\xA1\xCC\x87"},
        {"x\xFFy\xCC\x81", "x\xEF\xBF\xBD\xC3\xBD"},
    };
    struct arena a = {0};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(unicode_nfc(&a, str_of(rows[i][0])), rows[i][1],
                    rows[i][0]);
    arena_release(&a);
}

static void lowers(void **state)
{
    static const char *const rows[][2] = {
        {"", ""},           {"abc 1", "abc 1"},   {"ABC Xyz", "abc xyz"},
        {"ÉCOLE", "école"}, {"涧西AB", "涧西ab"}, {"İ", "i\xCC\x87"},
        {"ＡＢ", "ａｂ"},
    };
    struct arena a = {0};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(unicode_lower(&a, str_of(rows[i][0])), rows[i][1],
                    rows[i][0]);
    struct str same = STR("already lower");
    assert_ptr_equal(unicode_lower(&a, same).at, same.at);
    arena_release(&a);
}

/* Each name sorts before the next one of its language. */
static void collates(void **state)
{
    static const char *const rows[][3] = {
        {"zh", "北京", "上海"},
        {"zh", "上海", "天津"},
        {"zh", "安阳", "北京"},
        {"zh", "洛阳", "郑州"},
        {"en", "apple", "Banana"},
        {"en", "Banana", "cherry"},
        {"en", "resume", "résumé"},
        {"xx-unknown", "a", "B"},
        {"sv", "z", "ö"},
        {"de", "ö", "z"},
        {"en", "", "a"},
    };
    struct arena a = {0};
    (void)state;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < COUNT(rows); i++) {
            struct str x = unicode_sort_key(&a, rows[i][0], str_of(rows[i][1]));
            struct str y = unicode_sort_key(&a, rows[i][0], str_of(rows[i][2]));
            int order = str_compare(x, y);
            if (order >= 0)
                fail_msg("%s: '%s' not before '%s'", rows[i][0], rows[i][1],
                         rows[i][2]);
        }
    char name[1200];
    memset(name, 'x', sizeof name);
    struct str longer = unicode_sort_key(&a, "en", (struct str){name, 1200});
    struct str shorter = unicode_sort_key(&a, "en", (struct str){name, 1199});
    assert_true(str_compare(shorter, longer) < 0);
    arena_release(&a);
}

static void counts_graphemes(void **state)
{
    static const struct {
        const char *text;
        size_t n;
    } rows[] = {
        {"", 0},
        {"abc", 3},
        {"涧西区。", 4},
        {"e\xCC\x81x", 2},
        {"\r\n", 1},
        {"a\r\nb", 3},
        {"\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9", 1}, /* ZWJ pair */
        {"\xF0\x9F\x87\xA8\xF0\x9F\x87\xB3", 1},             /* flag */
        {"葛\xF3\xA0\x84\x80城", 2}, /* ideographic variation sequence */
        {"か\xE3\x82\x99", 1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t n = unicode_graphemes(str_of(rows[i].text));
        if (n != rows[i].n)
            fail_msg("'%s': %zu", rows[i].text, n);
    }
}

static void knows_gb18030(void **state)
{
    static const struct {
        struct str bytes;
        bool good;
    } rows[] = {
        {STR_INIT(""), true},
        {STR_INIT("ascii"), true},
        {STR_INIT("\xBD\xA7\xCE\xF7\xC7\xF8,410305\n"), true}, /* 涧西区 */
        {STR_INIT("\x81\x30\x81\x30"), true},                  /* four bytes */
        {STR_INIT("caf\xE9 au"), false},
        {STR_INIT("\xBD\xA7\xCE"), false}, /* cut off */
        {STR_INIT("\xFF\xFE"), false},
    };
    (void)state;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < COUNT(rows); i++)
            assert_int_equal(unicode_looks_like_gb18030(rows[i].bytes),
                             rows[i].good);
}

static void works_after_release(void **state)
{
    struct arena a = {0};
    (void)state;
    unicode_release();
    unicode_release();
    assert_int_equal(unicode_graphemes(STR("e\xCC\x81")), 1);
    assert_true(unicode_sort_key(&a, "zh", STR("中")).len > 0);
    assert_true(unicode_looks_like_gb18030(STR("\xD6\xD0")));
    assert_text(unicode_lower(&a, STR("É")), "é", "É");
    unicode_release();
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes),
        cmocka_unit_test(puts_replacement),
        cmocka_unit_test(finds_invalid_bytes),
        cmocka_unit_test(counts_characters),
        cmocka_unit_test(cuts_between_characters),
        cmocka_unit_test(finds_columns),
        cmocka_unit_test(classifies),
        cmocka_unit_test(trims),
        cmocka_unit_test(normalises),
        cmocka_unit_test(lowers),
        cmocka_unit_test(collates),
        cmocka_unit_test(counts_graphemes),
        cmocka_unit_test(knows_gb18030),
        cmocka_unit_test(works_after_release),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
