/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/fs.h"

static struct loc at(const char *path, unsigned line, unsigned col)
{
    return (struct loc){str_of(path), line, col};
}

static void check_print(struct diag *d, const struct severities *s,
                        const char *root, enum diag_format format, bool quiet,
                        const char *expected)
{
    char *text = NULL;
    size_t len = 0;
    FILE *to = open_memstream(&text, &len);
    assert_non_null(to);
    diag_print(d, s, to, root, format, quiet);
    assert_int_equal(fclose(to), 0);
    assert_string_equal(text, expected);
    free(text);
}

static void adds(void **state)
{
    struct diag d = {0};
    char path[] = "a.md";
    (void)state;
    assert_false(diag_add(&d, at(path, 3, 4), DIAG_ENCODING, "%s %d", "x", 5));
    memset(path, '#', sizeof path); /* the sink keeps a copy */
    assert_int_equal(d.messages.len, 1);
    assert_true(str_is(d.messages.at[0].loc.path, "a.md"));
    assert_true(str_is(d.messages.at[0].text, "x 5"));
    diag_release(&d);
    assert_int_equal(d.messages.len, 0);
}

static void prints_sorted_and_once(void **state)
{
    static const struct {
        const char *path;
        unsigned line, col;
        enum diag_code code;
        const char *text;
    } rows[] = {
        {"b.md", 1, 1, DIAG_ENCODING, "one"},
        {"a.md", 10, 1, DIAG_ENCODING, "two"},
        {"a.md", 9, 2, DIAG_ENCODING, "three"},
        {"a.md", 9, 1, DIAG_ENCODING, "five"},
        {"a.md", 9, 1, DIAG_READ, "four"},
        {"a.md", 9, 2, DIAG_ENCODING, "three"},
        {"a.md", 9, 1, DIAG_ENCODING, "early"},
        {"", 0, 0, DIAG_READ, "nowhere"},
        {"a.md", 0, 0, DIAG_READ, "whole file"},
    };
    static const char *const expected = "jianbao: error: nowhere [file-read]\n"
                                        "a.md: error: whole file [file-read]\n"
                                        "a.md:9:1: error: four [file-read]\n"
                                        "a.md:9:1: error: early [encoding]\n"
                                        "a.md:9:1: error: five [encoding]\n"
                                        "a.md:9:2: error: three [encoding]\n"
                                        "a.md:10:1: error: two [encoding]\n"
                                        "b.md:1:1: error: one [encoding]\n";
    enum { N = sizeof rows / sizeof *rows };
    struct severities s;
    (void)state;
    severities_init(&s);
    /* however the messages are spread over sinks, and in whatever order */
    for (size_t turn = 0; turn < N; turn++) {
        struct diag d = {0}, sinks[3] = {0};
        for (size_t i = 0; i < N; i++) {
            size_t r = (i * 4 + turn) % N;
            diag_add(&sinks[i % 3], at(rows[r].path, rows[r].line, rows[r].col),
                     rows[r].code, "%s", rows[r].text);
        }
        for (size_t i = 0; i < 3; i++) {
            diag_merge(&d, &sinks[(i + turn) % 3]);
            assert_int_equal(sinks[(i + turn) % 3].messages.len, 0);
        }
        check_print(&d, &s, "/nonexistent", DIAG_TEXT, false, expected);
        check_print(&d, &s, "/nonexistent", DIAG_TEXT, false, expected);
        diag_release(&d);
    }
}

static void merges_empty_sinks(void **state)
{
    struct diag d = {0}, none = {0};
    struct severities s;
    (void)state;
    severities_init(&s);
    diag_merge(&d, &none);
    diag_add(&none, at("a", 1, 0), DIAG_READ, "x");
    diag_merge(&d, &none);
    diag_merge(&d, &none);
    check_print(&d, &s, "/nonexistent", DIAG_TEXT, false,
                "a:1: error: x [file-read]\n");
    diag_release(&d);
}

static void counts_by_severity(void **state)
{
    struct diag d = {0};
    struct severities s;
    (void)state;
    severities_init(&s);
    diag_add(&d, at("a", 1, 0), DIAG_READ, "x");
    diag_add(&d, at("b", 1, 0), DIAG_RAW_HTML, "x");
    diag_add(&d, at("c", 1, 0), DIAG_PIPE_TABLE, "x");
    struct diag_counts n = diag_count(&d, &s);
    assert_int_equal(n.errors, 1);
    assert_int_equal(n.warnings, 2);
    assert_int_equal(n.notices, 0);
    s.of[DIAG_READ] = SEVERITY_OFF;
    s.of[DIAG_RAW_HTML] = SEVERITY_NOTICE;
    n = diag_count(&d, &s);
    assert_int_equal(n.errors, 0);
    assert_int_equal(n.warnings, 1);
    assert_int_equal(n.notices, 1);
    check_print(&d, &s, "/", DIAG_TEXT, false,
                "b:1: notice: x [raw-html]\nc:1: warning: x [pipe-table]\n");
    check_print(&d, &s, "/", DIAG_TEXT, true, "c:1: warning: x [pipe-table]\n");
    diag_release(&d);
}

static void finds_codes(void **state)
{
    enum diag_code code;
    (void)state;
    for (int i = 0; i < N_DIAG_CODES; i++) {
        assert_true(diag_code_find(str_of(diag_kinds[i].code), &code));
        assert_int_equal(code, i); /* so no code stands twice */
        assert_true(strlen(diag_kinds[i].meaning) > 0);
        assert_true(strlen(diag_kinds[i].fix) > 0);
    }
    assert_false(diag_code_find(STR("no-such-code"), &code));
    assert_false(diag_code_find(STR(""), &code));
}

/* The source lines below messages, read from a folder of the test. */
static char root[256];

static int make_root(void **state)
{
    const char *tmp = getenv("TMPDIR");
    (void)state;
    snprintf(root, sizeof root, "%s/jianbao-diag-XXXXXX",
             tmp != NULL ? tmp : "/tmp");
    if (mkdtemp(root) == NULL)
        return -1;
    int dir = open(root, O_RDONLY | O_DIRECTORY);
    bool good =
        fs_create(
            dir, "a.md",
            STR("\xEF\xBB\xBFtitle: x\r\n标题：“双减” ok\n\tb: c\n\nend")) &&
        fs_create(dir, "bad.md", STR("first\n\xFF\xFE\n"));
    close(dir);
    return good ? 0 : -1;
}

static int remove_root(void **state)
{
    (void)state;
    return fs_remove_tree(AT_FDCWD, root) ? 0 : -1;
}

static void shows_carets(void **state)
{
    static const struct {
        const char *path;
        unsigned line, col;
        const char *below;
    } rows[] = {
        {"a.md", 1, 1, "    title: x\n    ^\n"},
        {"a.md", 1, 8, "    title: x\n           ^\n"},
        {"a.md", 1, 99, "    title: x\n            ^\n"},
        /* a Han character and ： take two columns, “ takes one */
        {"a.md", 2, 1, "    标题：“双减” ok\n    ^\n"},
        {"a.md", 2, 3, "    标题：“双减” ok\n        ^\n"},
        {"a.md", 2, 5, "    标题：“双减” ok\n           ^\n"},
        {"a.md", 2, 9, "    标题：“双减” ok\n                 ^\n"},
        {"a.md", 3, 2, "     b: c\n     ^\n"}, /* a tab is shown as a space */
        {"a.md", 5, 3, "    end\n      ^\n"},
        {"a.md", 4, 1, ""}, /* nothing to show */
        {"a.md", 6, 1, ""},
        {"a.md", 2, 0, ""},
        {"bad.md", 2, 1, ""}, /* no bytes that are not UTF-8 */
        {"absent.md", 1, 1, ""},
    };
    struct severities s;
    (void)state;
    severities_init(&s);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diag d = {0};
        struct arena a = {0};
        diag_add(&d, at(rows[i].path, rows[i].line, rows[i].col), DIAG_READ,
                 "x");
        struct str col =
            rows[i].col > 0 ? arena_printf(&a, "%u:", rows[i].col) : STR("");
        struct str expected = arena_printf(
            &a, "%s:%u:" STR_FMT " error: x [file-read]\n%s", rows[i].path,
            rows[i].line, STR_ARG(col), rows[i].below);
        check_print(&d, &s, root, DIAG_TEXT, false, expected.at);
        arena_release(&a);
        diag_release(&d);
    }
}

/* Of a long line only the part around the column is shown. */
static void shortens_lines(void **state)
{
    struct diag d = {0};
    struct severities s;
    char line[3 * 1000 + 1], *text = NULL;
    size_t len = 0;
    (void)state;
    severities_init(&s);
    for (size_t i = 0; i < 1000; i++)
        memcpy(line + 3 * i, "涧", 3);
    int dir = open(root, O_RDONLY | O_DIRECTORY);
    assert_true(fs_create(dir, "long.md", (struct str){line, 3000}));
    close(dir);
    diag_add(&d, at("long.md", 1, 500), DIAG_READ, "x");
    FILE *to = open_memstream(&text, &len);
    diag_print(&d, &s, to, root, DIAG_TEXT, false);
    fclose(to);
    struct str rest = {text, len}, message, source, caret;
    assert_true(str_line(&rest, &message));
    assert_true(str_line(&rest, &source));
    assert_true(str_line(&rest, &caret));
    assert_true(source.len > 100 && source.len < 250);
    assert_int_equal((source.len - 4) % 3, 0); /* whole characters */
    for (size_t i = 4; i < source.len; i += 3)
        assert_memory_equal(source.at + i, "涧", 3);
    assert_true((caret.len - 5) / 2 < (source.len - 4) / 3);
    free(text);
    diag_release(&d);
}

static void fill(struct diag *d)
{
    diag_add(d, at("a b/标.md", 3, 5), DIAG_RAW_HTML, "a \"quoted\" <b>\n%%");
    diag_add(d, at("c,d:e.md", 2, 0), DIAG_READ, "100%%\r\nsure");
    diag_add(d, at("", 0, 0), DIAG_READ, "nowhere");
}

static void prints_json(void **state)
{
    struct diag d = {0}, none = {0};
    struct severities s;
    (void)state;
    severities_init(&s);
    fill(&d);
    check_print(
        &d, &s, "/", DIAG_JSON, false,
        "[\n  {\"path\":\"\",\"line\":0,\"column\":0,\"severity\":\"error\","
        "\"code\":\"file-read\",\"text\":\"nowhere\"},\n"
        "  {\"path\":\"a b/标.md\",\"line\":3,\"column\":5,"
        "\"severity\":\"warning\",\"code\":\"raw-html\","
        "\"text\":\"a \\\"quoted\\\" \\u003cb>\\n%\"},\n"
        "  {\"path\":\"c,d:e.md\",\"line\":2,\"column\":0,"
        "\"severity\":\"error\",\"code\":\"file-read\","
        "\"text\":\"100%\\r\\nsure\"}\n]\n");
    check_print(&none, &s, "/", DIAG_JSON, false, "[\n]\n");
    /* no comma before what is left out */
    s.of[DIAG_READ] = SEVERITY_OFF;
    s.of[DIAG_RAW_HTML] = SEVERITY_NOTICE;
    check_print(&d, &s, "/", DIAG_JSON, true, "[\n]\n");
    diag_release(&d);
}

static void prints_sarif(void **state)
{
    struct diag d = {0};
    struct severities s;
    (void)state;
    severities_init(&s);
    s.of[DIAG_RAW_HTML] = SEVERITY_NOTICE;
    fill(&d);
    check_print(
        &d, &s, "/", DIAG_SARIF, false,
        "{\"version\":\"2.1.0\",\"$schema\":"
        "\"https://json.schemastore.org/sarif-2.1.0.json\",\n"
        " \"runs\":[{\"tool\":{\"driver\":{\"name\":\"jianbao\"}},"
        "\"columnKind\":\"unicodeCodePoints\",\"results\":[\n"
        "    {\"ruleId\":\"file-read\",\"level\":\"error\","
        "\"message\":{\"text\":\"nowhere\"}},\n"
        "    {\"ruleId\":\"raw-html\",\"level\":\"note\",\"message\":{"
        "\"text\":\"a \\\"quoted\\\" \\u003cb>\\n%\"},\"locations\":[{"
        "\"physicalLocation\":{\"artifactLocation\":{"
        "\"uri\":\"a%20b/%E6%A0%87.md\"},"
        "\"region\":{\"startLine\":3,\"startColumn\":5}}}]},\n"
        "    {\"ruleId\":\"file-read\",\"level\":\"error\",\"message\":{"
        "\"text\":\"100%\\r\\nsure\"},\"locations\":[{\"physicalLocation\":{"
        "\"artifactLocation\":{\"uri\":\"c,d:e.md\"},"
        "\"region\":{\"startLine\":2}}}]}\n ]}]}\n");
    diag_release(&d);
}

static void prints_github(void **state)
{
    struct diag d = {0};
    struct severities s;
    (void)state;
    severities_init(&s);
    fill(&d);
    check_print(&d, &s, "/", DIAG_GITHUB, false,
                "::error file=::nowhere [file-read]\n"
                "::warning file=a b/标.md,line=3,col=5::"
                "a \"quoted\" <b>%0A%25 [raw-html]\n"
                "::error file=c%2Cd%3Ae.md,line=2::100%25%0D%0Asure "
                "[file-read]\n");
    diag_release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adds),
        cmocka_unit_test(prints_sorted_and_once),
        cmocka_unit_test(merges_empty_sinks),
        cmocka_unit_test(counts_by_severity),
        cmocka_unit_test(finds_codes),
        cmocka_unit_test(shows_carets),
        cmocka_unit_test(shortens_lines),
        cmocka_unit_test(prints_json),
        cmocka_unit_test(prints_sarif),
        cmocka_unit_test(prints_github),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
