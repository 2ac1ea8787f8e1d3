/* SPDX-License-Identifier: MIT */

/* Every example of the CommonMark 0.30 specification: our HTML is that of the
 * specification and that of cmark; random texts are compared with cmark's, too.
 * The examples come from the file named by the first argument or JB_SPEC, see
 * tests/tools/spec-examples. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmark.h>
#include <cmocka.h>

#include "input/markdown.h"

enum { N_EXAMPLES = 652 };

static const char *spec_path;

struct example {
    unsigned long number;
    struct str markdown, html;
};

static char *read_all(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return NULL;
    struct buf b = {0};
    char piece[4096];
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
        buf_bytes(&b, piece, n);
    fclose(f);
    *len = b.len;
    buf_byte(&b, '\0');
    return b.at;
}

static bool next_example(struct str *rest, struct example *e)
{
    struct str line;
    if (!str_line(rest, &line))
        return false;
    char *end;
    e->number = strtoul(line.at, &end, 10);
    size_t markdown = strtoul(end, &end, 10);
    size_t html = strtoul(end, &end, 10);
    assert_true(markdown + html <= rest->len);
    e->markdown = str_head(*rest, markdown);
    e->html = str_head(str_from(*rest, markdown), html);
    *rest = (struct str){rest->at + markdown + html,
                         rest->len - markdown - html};
    return true;
}

static struct markdown_answer no_answer(void *ctx, size_t index)
{
    size_t *n = ctx;
    assert_int_equal(index, *n);
    ++*n;
    return (struct markdown_answer){0};
}

static struct str no_id(void *ctx, size_t index)
{
    (void)ctx;
    (void)index;
    return (struct str){0};
}

static bool same(const struct example *e, const char *whose, struct str got,
                 struct str want)
{
    if (str_eq(got, want))
        return true;
    print_error("example %lu differs from %s:\n" STR_FMT "--- got\n" STR_FMT
                "--- expected\n" STR_FMT "\n",
                e->number, whose, STR_ARG(e->markdown), STR_ARG(got),
                STR_ARG(want));
    return false;
}

static bool passes(const struct example *e, bool raw_html)
{
    const struct markdown_options options = {.raw_html = raw_html};
    struct arena a = {0};
    struct buf out = {0};
    struct diag d = {0};
    struct markdown_scan scan;
    bool good = markdown_scan(&a, STR("spec.md"), e->markdown, 1, &options,
                              &scan, &d);
    size_t n_asked = 0;
    const struct markdown_hooks hooks = {&n_asked, no_answer, no_id, 0};
    markdown_html(&a, e->markdown, &options, &hooks, &out);
    char *theirs = cmark_markdown_to_html(
        e->markdown.at, e->markdown.len,
        raw_html ? CMARK_OPT_UNSAFE : CMARK_OPT_DEFAULT);
    if (!good)
        print_error("example %lu is refused\n", e->number);
    bool raw = raw_html || strstr(theirs, "raw HTML") == NULL;
    good &= !raw || same(e, "cmark", buf_view(&out), str_of(theirs));
    if (raw_html)
        good &= same(e, "the specification", buf_view(&out), e->html);
    good &= n_asked == scan.references.len;
    free(theirs);
    buf_release(&out);
    diag_release(&d);
    arena_release(&a);
    return good;
}

static void test_examples(void **state)
{
    (void)state;
    size_t len = 0;
    char *bytes = spec_path != NULL ? read_all(spec_path, &len) : NULL;
    if (bytes == NULL) {
        print_message("skipped: no file of examples\n");
        skip();
    }
    struct str rest = {bytes, len};
    struct example e;
    size_t n = 0, failed = 0;
    for (; next_example(&rest, &e); n++)
        if (!passes(&e, true) || !passes(&e, false))
            failed++;
    free(bytes);
    assert_int_equal(n, N_EXAMPLES);
    assert_int_equal(failed, 0);
}

/* A fixed sequence of pseudo-random numbers (xorshift). */
static uint32_t draw(uint32_t *state, uint32_t n)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state % n;
}

/* Texts without anything Chinese come out as cmark writes them. */
static void test_random_texts(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "*", "**", "_", "__", "`", "``", "```\n", "~~~ a b\n", "[", "](", ")",
        "![", "](u)", "(/a 't')", "<", ">", "<b c='d'>", "</b>", "<!--", "-->",
        "<http://a>", "<a@b.cn>", "&amp;", "&copy;", "&", "\\", "\n", "\n\n",
        "  \n", " ", "\t", "    ", "> ", "- ", "+ ", "2. ", "1) ", "# ", " ##",
        "===\n", "---\n", "[r]: /x 'y'\n", "[r]", "a", "bc", ".", "\"", "'",
        "<div>\n", "<?", "\r\n", "\xE2\x80\x9C", "\xC3\xA9", "javascript:",
    };
    uint32_t seed = 410305;
    size_t failed = 0;
    for (unsigned i = 0; i < 3000; i++) {
        struct buf b = {0};
        for (uint32_t n = draw(&seed, 50); n > 0; n--)
            buf_text(&b, pieces[draw(&seed, sizeof pieces / sizeof *pieces)]);
        buf_byte(&b, 'x');
        char *html = cmark_markdown_to_html(b.at, b.len, CMARK_OPT_UNSAFE);
        struct example e = {i, buf_view(&b), str_of(html)};
        failed += !passes(&e, true);
        free(html);
        buf_release(&b);
    }
    assert_int_equal(failed, 0);
}

int main(int argc, char **argv)
{
    spec_path = argc > 1 ? argv[1] : getenv("JB_SPEC");
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_examples),
                                       cmocka_unit_test(test_random_texts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
