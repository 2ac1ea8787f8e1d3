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

#include "base/buf.h"
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
        fs_create(dir, "wide.md",
                  STR("e\xCC\x81t\xCC\x84: x\n" /* two marks */
                      "a 👩‍👩‍👧 b 🇨🇳 c ❤️ d\n"
                      "\t一\tb\nｱ、ＡA한\n")) &&
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
        /* a mark has no column of its own: the caret stands below its letter */
        {"wide.md", 1, 1, "    e\xCC\x81t\xCC\x84: x\n    ^\n"},
        {"wide.md", 1, 2, "    e\xCC\x81t\xCC\x84: x\n    ^\n"},
        {"wide.md", 1, 3, "    e\xCC\x81t\xCC\x84: x\n     ^\n"},
        {"wide.md", 1, 7, "    e\xCC\x81t\xCC\x84: x\n        ^\n"},
        /* a family of five characters, a flag of two, a heart and its form */
        {"wide.md", 2, 3, "    a 👩‍👩‍👧 b 🇨🇳 c ❤️ d\n      ^\n"},
        {"wide.md", 2, 5, "    a 👩‍👩‍👧 b 🇨🇳 c ❤️ d\n      ^\n"},
        {"wide.md", 2, 9, "    a 👩‍👩‍👧 b 🇨🇳 c ❤️ d\n         ^\n"},
        {"wide.md", 2, 14, "    a 👩‍👩‍👧 b 🇨🇳 c ❤️ d\n              ^\n"},
        {"wide.md", 2, 19, "    a 👩‍👩‍👧 b 🇨🇳 c ❤️ d\n                   ^\n"},
        {"wide.md", 3, 3, "     一 b\n       ^\n"},
        {"wide.md", 3, 4, "     一 b\n        ^\n"},
        /* half-width, full-width and Hangul */
        {"wide.md", 4, 2, "    ｱ、ＡA한\n     ^\n"},
        {"wide.md", 4, 5, "    ｱ、ＡA한\n          ^\n"},
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

static struct str print_one(struct arena *a, const char *path, unsigned col)
{
    struct diag d = {0};
    struct severities s;
    char *text = NULL;
    size_t len = 0;
    severities_init(&s);
    diag_add(&d, at(path, 1, col), DIAG_READ, "x");
    FILE *to = open_memstream(&text, &len);
    diag_print(&d, &s, to, root, DIAG_TEXT, false);
    fclose(to);
    struct str all = arena_copy(a, (struct str){text, len});
    free(text);
    diag_release(&d);
    return all;
}

/* Of a long line only the part around the column is shown, whole characters,
 * and the caret below the right one: the line counts its characters. */
static void shortens_lines(void **state)
{
    static const char *const units[] = {"涧", "x", "e\xCC\x81", "👩‍👩‍👧"};
    static const size_t characters[] = {1, 1, 2, 5}, columns[] = {2, 1, 1, 2};
    enum { N = 3000 };
    (void)state;
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        struct arena a = {0};
        struct buf line = {0};
        size_t size = strlen(units[u]), marked = N / 2;
        for (size_t i = 0; i < N; i++)
            buf_text(&line, i == marked ? "!" : units[u]);
        int dir = open(root, O_RDONLY | O_DIRECTORY);
        assert_true(fs_replace(dir, "long.md", buf_view(&line)));
        close(dir);
        struct str rest = print_one(
            &a, "long.md", (unsigned)(marked * characters[u] + 1));
        struct str message, source, caret;
        assert_true(str_line(&rest, &message));
        assert_true(str_line(&rest, &source));
        assert_true(str_line(&rest, &caret));
        size_t mark = str_find(source, STR("!"));
        size_t n = (mark - STR("    …").len) / size;
        assert_true(str_starts(source, STR("    …")));
        assert_true(str_ends(source, STR("…")));
        assert_int_equal((mark - STR("    …").len) % size, 0);
        assert_int_equal((source.len - mark - 1 - STR("…").len) % size, 0);
        assert_int_equal(caret.len, 4 + 1 + n * columns[u] + 1);
        assert_true(caret.len > 50 && caret.len <= 4 + 1 + 100 + 1);
        buf_release(&line);
        arena_release(&a);
    }
}

/* A file is gone through once, however many messages point into it: minutes
 * where it was read for each. */
static void prints_many(void **state)
{
    enum { N = 20000 };
    struct diag d = {0};
    struct severities s;
    struct buf lines = {0};
    char *text = NULL;
    size_t len = 0;
    (void)state;
    severities_init(&s);
    for (int i = 0; i < N; i++)
        buf_text(&lines, "某行: 有错\n");
    int dir = open(root, O_RDONLY | O_DIRECTORY);
    assert_true(fs_create(dir, "many.md", buf_view(&lines)));
    close(dir);
    for (unsigned i = 1; i <= N; i++)
        diag_add(&d, at("many.md", i, 3), DIAG_READ, "x");
    FILE *to = open_memstream(&text, &len);
    diag_print(&d, &s, to, root, DIAG_TEXT, false);
    fclose(to);
    assert_true(str_ends((struct str){text, len},
                         STR("    某行: 有错\n        ^\n")));
    free(text);
    buf_release(&lines);
    diag_release(&d);
}

static void stops_at_most(void **state)
{
    struct diag d = {.most = 2};
    struct severities s;
    struct diag_counts hidden;
    (void)state;
    severities_init(&s);
    for (unsigned i = 1; i <= 5; i++)
        diag_add(&d, at("a", i, 0), DIAG_READ, "e");
    for (unsigned i = 1; i <= 3; i++)
        diag_add(&d, at("b", i, 0), DIAG_RAW_HTML, "w");
    check_print(&d, &s, "/", DIAG_TEXT, false,
                "a:1: error: e [file-read]\na:2: error: e [file-read]\n"
                "b:1: warning: w [raw-html]\nb:2: warning: w [raw-html]\n");
    FILE *to = fopen("/dev/null", "w");
    hidden = diag_print(&d, &s, to, "/", DIAG_TEXT, false);
    fclose(to);
    assert_int_equal(hidden.errors, 3);
    assert_int_equal(hidden.warnings, 1);
    assert_int_equal(hidden.notices, 0);
    struct diag_counts all = diag_count(&d, &s); /* the exit status */
    assert_int_equal(all.errors, 5);
    assert_int_equal(all.warnings, 3);
    diag_release(&d);
}

static void speaks_chinese(void **state)
{
    struct diag d = {.speech = SPEECH_ZH}, other;
    struct severities s;
    (void)state;
    severities_init(&s);
    diag_like(&other, 1, &d);
    diag_add(&other, at("a", 1, 0), DIAG_READ, "cannot read this: %s",
             "Permission denied");
    diag_merge(&d, &other);
    check_print(&d, &s, "/", DIAG_TEXT, false,
                "a:1: 错误: 无法读取：权限不足 [file-read]\n");
    check_print(&d, &s, "/", DIAG_GITHUB, false,
                "::error file=a,line=1::无法读取：权限不足 [file-read]\n");
    diag_release(&d);
    assert_int_equal(d.speech, SPEECH_ZH); /* a sink keeps its language */
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
        " \"runs\":[{\"tool\":{\"driver\":{\"name\":\"jianbao\",\"rules\":["
        "\n    {\"id\":\"file-read\",\"shortDescription\":{\"text\":\"A file "
        "or folder of the site could not be read.\"},\"help\":{\"text\":"
        "\"Check that it exists and that its permissions allow reading.\"},"
        "\"defaultConfiguration\":{\"level\":\"error\"}},\n"
        "    {\"id\":\"raw-html\",\"shortDescription\":{\"text\":\"Raw HTML is "
        "left out.\"},\"help\":{\"text\":\"Write Markdown, or set raw_html in "
        "site.yaml.\"},\"defaultConfiguration\":{\"level\":\"note\"}}]}},\n"
        "  "
        "\"language\":\"en\",\"columnKind\":\"unicodeCodePoints\",\"results\":["
        "\n"
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
                "::error::nowhere [file-read]\n"
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
        cmocka_unit_test(prints_many),
        cmocka_unit_test(stops_at_most),
        cmocka_unit_test(speaks_chinese),
        cmocka_unit_test(prints_json),
        cmocka_unit_test(prints_sarif),
        cmocka_unit_test(prints_github),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
