/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "input/frontmatter.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void splits(void **state)
{
    static const struct {
        const char *text, *meta, *body;
        unsigned body_line;
    } rows[] = {
        {"---\na: 1\n---\nbody\n", "a: 1\n", "body\n", 4},
        {"---\r\na: 1\r\n---\r\nbody\r\n", "a: 1\r\n", "body\r\n", 4},
        {"---\n---\n", "", "", 3},
        {"---\n---", "", "", 3},
        {"--- \t\na: 1\nb: 2\n---  \n\n# x\n", "a: 1\nb: 2\n", "\n# x\n", 5},
        /* only the first closing line counts; a rule in the body is a rule */
        {"---\na: 1\n---\nx\n\n---\n\ny\n", "a: 1\n", "x\n\n---\n\ny\n", 4},
        {"---\na: ---\nb: |\n  ---\n---\nx", "a: ---\nb: |\n  ---\n", "x", 6},
        {"---\na: 1\n----\n---\nx", "a: 1\n----\n", "x", 5},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct diag d = {0};
        struct frontmatter f;
        struct str text = str_of(rows[i].text);
        assert_true(frontmatter_split(STR("x.md"), text, &f, &d));
        if (!str_is(f.meta, rows[i].meta) || !str_is(f.body, rows[i].body))
            fail_msg("%s\nmeta '" STR_FMT "' body '" STR_FMT "'", rows[i].text,
                     STR_ARG(f.meta), STR_ARG(f.body));
        assert_int_equal(f.meta_line, 2);
        assert_int_equal(f.body_line, rows[i].body_line);
        assert_int_equal(d.messages.len, 0);
    }
}

static void reports(void **state)
{
    static const struct {
        const char *text;
        enum diag_code code;
        unsigned line;
        const char *part;
    } rows[] = {
        {"", DIAG_FILE_EMPTY, 1, "empty"},
        {" \n\r\n\t", DIAG_FILE_EMPTY, 1, "empty"},
        {"# Title\n", DIAG_FRONT_MISSING, 1, "no front matter"},
        {"title: x\n---\n", DIAG_FRONT_MISSING, 1, "no front matter"},
        {"----\na: 1\n----\n", DIAG_FRONT_MISSING, 1, "three hyphens"},
        {"———\na: 1\n———\n", DIAG_FRONT_MISSING, 1, "three hyphens"},
        {" ---\na: 1\n---\n", DIAG_FRONT_MISSING, 1, "three hyphens"},
        {"\n\n---\na: 1\n---\n", DIAG_FRONT_MISSING, 3, "the first line"},
        {"---", DIAG_FRONT_UNCLOSED, 1, "never closed"},
        {"---\na: 1\n", DIAG_FRONT_UNCLOSED, 1, "never closed"},
        {"---\na: 1\n ---\n--\n", DIAG_FRONT_UNCLOSED, 3, "write this line"},
        {"---\na: 1\n——\n\n文\n", DIAG_FRONT_UNCLOSED, 3, "write this line"},
        {"---\na:\n-\n\n文\n", DIAG_FRONT_UNCLOSED, 1, "below the fields"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct diag d = {0};
        struct frontmatter f;
        struct str text = str_of(rows[i].text);
        assert_false(frontmatter_split(STR("x.md"), text, &f, &d));
        assert_int_equal(d.messages.len, 1);
        const struct message *m = &d.messages.at[0];
        if (m->code != rows[i].code || m->loc.line != rows[i].line ||
            str_find(m->text, str_of(rows[i].part)) == SIZE_MAX)
            fail_msg("%s\nline %u: " STR_FMT, rows[i].text, m->loc.line,
                     STR_ARG(m->text));
        diag_release(&d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits),
        cmocka_unit_test(reports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
