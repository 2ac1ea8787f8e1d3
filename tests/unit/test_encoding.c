/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "input/encoding.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void accepts(void **state)
{
    static const struct str rows[][2] = {
        {STR_INIT(""), STR_INIT("")},
        {STR_INIT("a\tb\r\nc\n"), STR_INIT("a\tb\r\nc\n")},
        {STR_INIT("\xEF\xBB\xBF"
                  "code,name"),
         STR_INIT("code,name")},
        {STR_INIT("\xEF\xBB\xBF"), STR_INIT("")},
        {STR_INIT("涧西区，2021年\n“双减”"),
         STR_INIT("涧西区，2021年\n“双减”")},
        {STR_INIT("\xC2\xA0\xC2\xB7\xF0\x9F\x98\x80 long enough for a step"),
         STR_INIT("\xC2\xA0\xC2\xB7\xF0\x9F\x98\x80 long enough for a step")},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct diag d = {0};
        struct str s = rows[i][0];
        assert_true(encoding_check(STR("x"), &s, &d));
        assert_true(str_eq(s, rows[i][1]));
        assert_int_equal(d.messages.len, 0);
    }
}

static void reports(void **state)
{
    static const struct {
        struct str bytes;
        unsigned line, col;
        const char *part;
    } rows[] = {
        {STR_INIT("a\n涧西\xBD\xA7\xCE\xF7"), 2, 3, "offset 8"},
        {STR_INIT("name\n\xBD\xA7\xCE\xF7\xC7\xF8\n"), 2, 1,
         "byte 0xBD at offset 5 is not UTF-8; looks like GB18030"},
        {STR_INIT("caf\xE9 au lait"), 1, 4, "save the file as UTF-8"},
        {STR_INIT("\xFF\xFE"
                  "a\0b\0"),
         1, 1, "UTF-16"},
        {STR_INIT("\xFE\xFF\0a\0b"), 1, 1, "UTF-16"},
        {STR_INIT("a\0b\0c\0d\0"), 1, 2, "UTF-16"},
        {STR_INIT("\xEF\xBB\xBF\xFF"), 1, 1, "offset 3"},
        {STR_INIT("one\0two three four"), 1, 4, "U+0000 at offset 3"},
        {STR_INIT("ok\n\nab\x1B[0m"), 3, 3, "U+001B"},
        {STR_INIT("\xEF\xBB\xBF"
                  "涧\x7F"),
         1, 2, "U+007F at offset 6"},
        {STR_INIT("a line of text \xC2\x85 and more"), 1, 16, "U+0085"},
        {STR_INIT("1234567\xC2\x9F"), 1, 8, "U+009F"},
        {STR_INIT("page\x0C"
                  "break"),
         1, 5, "U+000C"},
        {STR_INIT("\xED\xA0\x80"), 1, 1, "not UTF-8"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct diag d = {0};
        struct str s = rows[i].bytes;
        assert_false(encoding_check(STR("data/x.csv"), &s, &d));
        assert_ptr_equal(s.at, rows[i].bytes.at);
        assert_int_equal(d.messages.len, 1);
        const struct message *m = &d.messages.at[0];
        if (m->code != DIAG_ENCODING || m->loc.line != rows[i].line ||
            m->loc.col != rows[i].col ||
            str_find(m->text, str_of(rows[i].part)) == SIZE_MAX)
            fail_msg("row %zu: %u:%u " STR_FMT, i, m->loc.line, m->loc.col,
                     STR_ARG(m->text));
        diag_release(&d);
    }
}

/* The scan takes eight bytes at a time: try every place around its steps. */
static void finds_controls_anywhere(void **state)
{
    char text[27];
    (void)state;
    for (size_t len = 1; len <= sizeof text; len++)
        for (size_t bad = 0; bad < len; bad++) {
            struct diag d = {0};
            struct str s = {text, len};
            memset(text, '\n', sizeof text);
            text[bad] = '\x1F';
            assert_false(encoding_check(STR("x"), &s, &d));
            assert_int_equal(d.messages.at[0].loc.line, bad + 1);
            diag_release(&d);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts),
        cmocka_unit_test(reports),
        cmocka_unit_test(finds_controls_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
