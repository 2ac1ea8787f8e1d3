/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "import/cells.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Cells as `line:text|text` and a line feed per row; messages by their codes
 * behind. */
static struct str flatten(struct arena *a, struct str bytes, char delimiter)
{
    struct diag d = {0};
    struct notes notes = {.diag = &d};
    struct cells cells;
    struct buf b = {0};
    bool good =
        cells_read(a, STR("x.csv"), bytes, delimiter, &cells, &notes);
    for (size_t row = 0; good && row < cells.n_rows; row++) {
        buf_printf(&b, "%u:", cells_loc(&cells, row, 0).line);
        for (size_t i = 0; i < cells.n_columns; i++) {
            buf_text(&b, i > 0 ? "|" : "");
            buf_str(&b, cells_at(&cells, row, i));
        }
        buf_byte(&b, '\n');
    }
    notes_close(&notes);
    for (size_t i = 0; i < d.messages.len; i++)
        if (d.messages.at[i].code != DIAG_IMPORT_READ)
            buf_printf(&b, "%s\n", diag_kinds[d.messages.at[i].code].code);
    struct str out = arena_copy(a, buf_view(&b));
    buf_release(&b);
    diag_release(&d);
    return out;
}

static void check(struct str bytes, const char *expected, size_t row)
{
    struct arena a = {0};
    struct str got = flatten(&a, bytes, '\0');
    if (!str_is(got, expected))
        fail_msg("row %zu\ngot:\n" STR_FMT "\nexpected:\n%s", row,
                 STR_ARG(got), expected);
    arena_release(&a);
}

static void reads(void **state)
{
    static const struct {
        struct str bytes;
        const char *expected;
    } rows[] = {
        {STR_INIT("a,b\n1,2\n"), "1:a|b\n2:1|2\n"},
        {STR_INIT("\xEF\xBB\xBF"
                  "a,b\r\n1,2\r\n"),
         "1:a|b\n2:1|2\n"},
        {STR_INIT("a,b\r1,\"x\ry\"\rz,2"), "1:a|b\n2:1|x\ny\n4:z|2\n"},
        {STR_INIT("a;b\n1,5;2,5\n"), "1:a|b\n2:1,5|2,5\n"},
        {STR_INIT("a\tb\n1,5\t2;5\n"), "1:a|b\n2:1,5|2;5\n"},
        {STR_INIT("a|b\n1|2\n"), "1:a|b\n2:1|2\n"},
        {STR_INIT("sep=;\na;b\n1;2"), "1:sep=|\n2:a|b\n3:1|2\n"},
        {STR_INIT("\"x;y;z\",b\n1,2\n"), "1:x;y;z|b\n2:1|2\n"},
        /* titles, short rows, empty rows and columns */
        {STR_INIT("title\na,b,,\n,,,\n1,2,,\n\nlong,3,4\n"),
         "1:title||\n2:a|b|\n4:1|2|\n6:long|3|4\n"},
        /* encodings */
        {STR_INIT("\xC7\xF8,\xCA\xFD\n1,2\n"), "1:区|数\n2:1|2\n"},
        {STR_INIT("\xFF\xFE"
                  "a\0,\0\x3A\x53\n\0"
                  "1\0,\0"
                  "2\0"),
         "1:a|区\n2:1|2\n"},
        {STR_INIT("\xFE\xFF\0a\0,\x53\x3A\0\n\0"
                  "1\0,\0"
                  "2"),
         "1:a|区\n2:1|2\n"},
        {STR_INIT("a\0,\0b\0\n\0"
                  "1\0,\0"
                  "2\0\n\0"),
         "1:a|b\n2:1|2\n"},
        {STR_INIT("a,\xFF\xFF\n"), "encoding\n"},
        {STR_INIT("a,\x01\n"), "encoding\n"},
        /* stray quotes cost their row only */
        {STR_INIT("a,b\n1,x\"y\n3,4\n"), "1:a|b\n3:3|4\ncsv-syntax\n"},
        /* what is no text */
        {STR_INIT("PK\x03\x04..."), "import-table\n"},
        {STR_INIT("\xD0\xCF\x11\xE0\xA1"), "import-table\n"},
        {STR_INIT("<table><tr>"), "import-table\n"},
        {STR_INIT("%PDF-1.7"), "import-table\n"},
        {STR_INIT(""), "file-empty\n"},
        {STR_INIT(",,\n,,\n"), "file-empty\n"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        check(rows[i].bytes, rows[i].expected, i);
}

static void takes_a_delimiter(void **state)
{
    struct arena a = {0};
    (void)state;
    assert_true(str_is(flatten(&a, STR("a;b,c\n1;2,3\n"), ','),
                       "1:a;b|c\n2:1;2|3\n"));
    arena_release(&a);
}

static void counts_what_repeats(void **state)
{
    struct diag d = {0};
    struct notes n = {.diag = &d};
    struct loc loc = {STR("x.csv"), 3, 1};
    (void)state;
    for (int i = 0; i < 3; i++, loc.line++)
        note_add(&n, loc, DIAG_IMPORT_READ, "the same\nagain");
    note_add(&n, loc, DIAG_IMPORT_DOUBT, "another");
    notes_close(&n);
    assert_int_equal(d.messages.len, 2);
    assert_int_equal(d.messages.at[0].loc.line, 3);
    assert_true(str_is(d.messages.at[0].text,
                       "the same again (and at 2 more places)"));
    diag_release(&d);
    for (int i = 0; i < NOTES_MAX + 5; i++)
        note_add(&n, loc, DIAG_IMPORT_DOUBT, "doubt %d", i);
    notes_close(&n);
    assert_int_equal(d.messages.len, NOTES_MAX + 1);
    diag_release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads),
        cmocka_unit_test(takes_a_delimiter),
        cmocka_unit_test(counts_what_repeats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
