/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "input/csv.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A table as text: `line:field|field` and a line feed per row. */
static struct str flatten(struct arena *a, const struct csv_table *t)
{
    struct buf b = {0};
    for (size_t i = 0; i < t->n_rows; i++) {
        buf_printf(&b, "%u:", t->row[i].line);
        for (size_t j = 0; j < t->n_columns; j++) {
            buf_text(&b, j > 0 ? "|" : "");
            buf_str(&b, t->row[i].field[j]);
        }
        buf_byte(&b, '\n');
    }
    struct str s = arena_copy(a, buf_view(&b));
    buf_release(&b);
    return s;
}

/* Messages as `line:col code` and a line feed each. */
static struct str messages(struct arena *a, const struct diag *d)
{
    struct buf b = {0};
    for (size_t i = 0; i < d->messages.len; i++) {
        const struct message *m = &d->messages.at[i];
        buf_printf(&b, "%u:%u %s\n", m->loc.line, m->loc.col,
                   diag_kinds[m->code].code);
    }
    struct str s = arena_copy(a, buf_view(&b));
    buf_release(&b);
    return s;
}

static void assert_text(struct str got, const char *expected, const char *what)
{
    if (!str_is(got, expected))
        fail_msg("%s\ngot:\n" STR_FMT "\nexpected:\n%s", what, STR_ARG(got),
                 expected);
}

static void reads(void **state)
{
    static const char *const rows[][2] = {
        {"a", ""},
        {"a\n", ""},
        {"a,b\n1,2\n", "2:1|2\n"},
        {"a,b\n1,2", "2:1|2\n"},
        {"a,b\n1,", "2:1|\n"},
        {"a,b\n,\n", "2:|\n"},
        {"a,b\r\n1,2\r\n3,4\r\n", "2:1|2\n3:3|4\n"},
        /* empty lines are no rows, but count as lines */
        {"\n\na,b\n\n  \n1,2\n\n\n3,4\n\n", "6:1|2\n9:3|4\n"},
        /* trimmed outside quotes only, and of wide blanks too */
        {"a,b\n 1 ,\t2\n", "2:1|2\n"},
        {"a,b\n\xE3\x80\x80涧西\xC2\xA0,\" 2 \"\n", "2:涧西| 2 \n"},
        {"a,b\n \"x\" ,\"y\"\n", "2:x|y\n"},
        {"a\n\"\"\n", "2:\n"},
        /* quotes and separators in quotes */
        {"a,b\n\"x,y\",\"say \"\"hi\"\"\"\n", "2:x,y|say \"hi\"\n"},
        {"a\n\"\"\"\"\n", "2:\"\n"},
        /* line breaks in quotes: lines stay physical lines */
        {"a,b\n\"x\ny\",1\nz,2\n", "2:x\ny|1\n4:z|2\n"},
        {"a,b\n1,\"x\r\n\r\ny\"\r\nz,2\r\n", "2:1|x\r\n\r\ny\n5:z|2\n"},
        {"a,b\n\"\n\",\"\n\n\"\nz,2", "2:\n|\n\n\n6:z|2\n"},
        /* Chinese quotes and commas are text */
        {"a\n“四，五”\n", "2:“四，五”\n"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena a = {0};
        struct diag d = {0};
        struct csv_table t;
        bool good = csv_read(&a, STR("x.csv"), str_of(rows[i][0]), &t, &d);
        assert_text(messages(&a, &d), "", rows[i][0]);
        assert_true(good);
        assert_text(flatten(&a, &t), rows[i][1], rows[i][0]);
        diag_release(&d);
        arena_release(&a);
    }
}

/* Faults, and the rows that are read all the same. */
static void reports(void **state)
{
    static const struct {
        const char *text, *messages, *rows;
    } rows[] = {
        {"", "1:0 file-empty\n", ""},
        {" \n\n", "1:0 file-empty\n", ""},
        {"a,b\n1,2\n3\n5,6\n", "3:1 csv-ragged\n", "2:1|2\n4:5|6\n"},
        {"a,b\n1,2\n3,4, 5,6\n7,8\n", "3:5 csv-ragged\n", "2:1|2\n4:7|8\n"},
        {"a,b\n\"x\ny\",1,2\n3,4\n", "3:6 csv-ragged\n", "4:3|4\n"},
        {"a,b\n\n1\n2,3", "3:1 csv-ragged\n", "4:2|3\n"},
        {"a,,b\n1,2,3\n", "1:3 csv-header\n", "2:1|2|3\n"},
        {"a,b, \n1,2,3\n", "1:5 csv-header\n", "2:1|2|3\n"},
        {"a,b,\"a\"\n1,2,3\n", "1:6 csv-header\n", "2:1|2|3\n"},
        {"标题,标题\n", "1:4 csv-header\n", ""},
        /* stray quotes: the line is lost, the next is not */
        {"a,b\nx\"y,1\n2,3\n", "2:2 csv-syntax\n", "3:2|3\n"},
        {"a,b\n中文\"y,1\n2,3\n", "2:3 csv-syntax\n", "3:2|3\n"},
        {"a,b\n\"x\"y,1\n2,3\n", "2:4 csv-syntax\n", "3:2|3\n"},
        {"a,b\n1,\"x\" \"y\"\n2,3\n", "2:7 csv-syntax\n", "3:2|3\n"},
        /* an unclosed quote: told where it opens, whatever ends it */
        {"a,b\n1,\"x\n2,3\n4,5\n", "2:3 csv-syntax\n", "3:2|3\n4:4|5\n"},
        {"a,b\n1,\"x\n2,\"y\"\n4,5\n", "2:3 csv-syntax\n", "3:2|y\n4:4|5\n"},
        {"a,b\n1,\"x", "2:3 csv-syntax\n", ""},
        {"a,b\n1,\"x\n1,\"\"y\n2,3", "2:3 csv-syntax\n3:5 csv-syntax\n",
         "4:2|3\n"},
        {"\"a,b\n1,2\n", "1:1 csv-syntax\n", ""},
        {"a\"b\n1\n", "1:2 csv-syntax\n", ""},
        {"a,b\r1,2\r", "1:4 csv-syntax\n", ""},
        {"a,b\n1,2\r3,4\n", "2:4 csv-syntax\n", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena a = {0};
        struct diag d = {0};
        struct csv_table t;
        bool good = csv_read(&a, STR("x.csv"), str_of(rows[i].text), &t, &d);
        assert_text(messages(&a, &d), rows[i].messages, rows[i].text);
        assert_false(good);
        assert_text(flatten(&a, &t), rows[i].rows, rows[i].text);
        diag_release(&d);
        arena_release(&a);
    }
}

static void finds_places(void **state)
{
    struct arena a = {0};
    struct diag d = {0};
    struct csv_table t;
    struct str text = STR("a,b,c\n"
                          "涧西,  2 ,\"x\"\n"
                          "\"p\nq\",,\"\"\"z\"\"\"\r\n"
                          "\"1,\"\"\n\n2\",\xE3\x80\x80三,");
    static const unsigned places[][2] = {{2, 1}, {2, 6}, {2, 10},
                                         {3, 2}, {4, 4}, {4, 6},
                                         {5, 2}, {7, 5}, {7, 7}};
    (void)state;
    assert_true(csv_read(&a, STR("x.csv"), text, &t, &d));
    assert_int_equal(t.n_rows, 3);
    assert_text(t.row[1].field[2], "\"z\"", "doubled quotes");
    for (size_t i = 0; i < COUNT(places); i++) {
        struct loc loc = csv_loc(&t, i / 3, i % 3);
        if (loc.line != places[i][0] || loc.col != places[i][1])
            fail_msg("field %zu: %u:%u", i, loc.line, loc.col);
    }
    arena_release(&a);
}

static void begins_on_a_line(void **state)
{
    struct arena a = {0};
    struct diag d = {0};
    struct csv_table t;
    struct loc first = {STR("x.md"), 12, 1};
    (void)state;
    assert_false(csv_read_at(&a, first, STR("a,b\n1,2\n3\n"), &t, &d));
    assert_text(messages(&a, &d), "14:1 csv-ragged\n", "block");
    assert_int_equal(t.row[0].line, 13);
    assert_int_equal(csv_loc(&t, 0, 1).line, 13);
    assert_int_equal(csv_loc(&t, 0, 1).col, 3);
    diag_release(&d);
    arena_release(&a);
}

static void finds_columns(void **state)
{
    struct arena a = {0};
    struct diag d = {0};
    struct csv_table t;
    (void)state;
    assert_true(csv_read(&a, STR("x"), STR(" code ,\"name\"\n"), &t, &d));
    assert_int_equal(csv_column(&t, "code"), 0);
    assert_int_equal(csv_column(&t, "name"), 1);
    assert_int_equal(csv_column(&t, "nam"), -1);
    arena_release(&a);
}

static void borrows_fields(void **state)
{
    struct arena a = {0};
    struct diag d = {0};
    struct csv_table t;
    struct str text = STR("a,b\nplain,\"quoted, too\"\n");
    (void)state;
    assert_true(csv_read(&a, STR("x"), text, &t, &d));
    assert_ptr_equal(t.row[0].field[0].at, text.at + 4);
    assert_ptr_equal(t.row[0].field[1].at, text.at + 11);
    arena_release(&a);
}

static void check_limit(struct str text, const char *expected, size_t n_rows)
{
    struct arena a = {0};
    struct diag d = {0};
    struct csv_table t;
    bool good = csv_read(&a, STR("x.csv"), text, &t, &d);
    assert_text(messages(&a, &d), expected, "limit");
    assert_int_equal(good, expected[0] == '\0');
    assert_int_equal(t.n_rows, n_rows);
    diag_release(&d);
    arena_release(&a);
}

static void has_limits(void **state)
{
    struct buf b = {0};
    (void)state;
    for (int i = 0; i < CSV_COLUMNS_MAX; i++)
        buf_printf(&b, "%sc%d", i > 0 ? "," : "", i);
    check_limit(buf_view(&b), "", 0);
    buf_text(&b, ",more\n1,2\n");
    check_limit(buf_view(&b), "1:0 csv-limit\n", 0);

    for (int over = 0; over < 2; over++) {
        buf_reset(&b);
        buf_text(&b, "a,b\n1,");
        for (int i = 0; i < CSV_FIELD_MAX + over; i++)
            buf_byte(&b, 'x');
        buf_text(&b, "\n3,4\n");
        check_limit(buf_view(&b), over ? "2:3 csv-limit\n" : "", over ? 1 : 2);
    }
    /* a row with ever so many fields is only ragged */
    buf_reset(&b);
    buf_text(&b, "a,b\n");
    for (int i = 0; i < 100000; i++)
        buf_byte(&b, ',');
    buf_text(&b, "\n3,4\n");
    check_limit(buf_view(&b), "2:3 csv-ragged\n", 1);
    /* reports end some time, reading does not */
    buf_reset(&b);
    buf_text(&b, "a,b\n");
    for (int i = 0; i < 5000; i++)
        buf_text(&b, "1\n");
    buf_text(&b, "3,4\n");
    struct arena a = {0};
    struct diag d = {0};
    struct csv_table t;
    assert_false(csv_read(&a, STR("x.csv"), buf_view(&b), &t, &d));
    assert_int_equal(d.messages.len, CSV_REPORTS_MAX);
    assert_int_equal(t.n_rows, 1);
    diag_release(&d);
    arena_release(&a);
    buf_release(&b);
}

/* Quotes that open again and again must not be read to the end each time. */
static void survives_quotes(void **state)
{
    static const char *const parts[] = {"\"\n",     "x,\"\n",   "\"a\n",
                                        "\"\"\"\n", "\"\"\n",   ",\"\"",
                                        "\"",       "\"a\"\"\n"};
    (void)state;
    for (size_t i = 0; i < COUNT(parts); i++) {
        struct arena a = {0};
        struct diag d = {0};
        struct csv_table t;
        struct buf b = {0};
        buf_text(&b, "a,b\n");
        while (b.len < 1000000)
            buf_text(&b, parts[i]);
        bool good = csv_read(&a, STR("x"), buf_view(&b), &t, &d);
        assert_int_equal(good, d.messages.len == 0);
        diag_release(&d);
        arena_release(&a);
        buf_release(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads),         cmocka_unit_test(reports),
        cmocka_unit_test(finds_places),  cmocka_unit_test(begins_on_a_line),
        cmocka_unit_test(finds_columns), cmocka_unit_test(borrows_fields),
        cmocka_unit_test(has_limits),    cmocka_unit_test(survives_quotes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
