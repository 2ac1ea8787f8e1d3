/* SPDX-License-Identifier: MIT */

/* What the scan tells about a text: headings, references and their places,
 * plain text, limits, warnings. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "input/markdown.h"

struct scanned {
    struct arena a;
    struct diag d;
    struct markdown_scan scan;
    bool good;
};

static struct scanned scan_text(struct str body,
                                const struct markdown_options *options)
{
    struct scanned s = {0};
    s.good = markdown_scan(&s.a, STR("a.md"), body, 10, options, &s.scan, &s.d);
    return s;
}

static void release(struct scanned *s)
{
    arena_release(&s->a);
    diag_release(&s->d);
}

static const struct markdown_options inline_only = {.inline_only = true};
static const struct markdown_options raw = {.raw_html = true};

/* "kind url|title|text|body line:col line:col" of each reference. */
static struct str describe(struct scanned *s)
{
    static const char *const kinds[] = {"link", "image", "block", "csv"};
    struct str all = {0};
    for (size_t i = 0; i < s->scan.references.len; i++) {
        const struct reference *r = &s->scan.references.at[i];
        assert_true(str_is(r->loc.path, "a.md"));
        all = arena_printf(&s->a, STR_FMT "%s%s " STR_FMT "|" STR_FMT "|"
                           STR_FMT "|" STR_FMT " %u:%u %u:%u", STR_ARG(all),
                           i > 0 ? "\n" : "", kinds[r->node], STR_ARG(r->url),
                           STR_ARG(r->title), STR_ARG(r->text),
                           STR_ARG(r->body), r->loc.line, r->loc.col,
                           r->text_loc.line, r->text_loc.col);
    }
    return all;
}

static void test_references(void **state)
{
    (void)state;
    static const struct {
        const char *markdown, *want;
    } rows[] = {
        {"共[4万](stat:a/b \"t\")名", "link stat:a/b|t|4万| 10:7 10:3"},
        {"[a **b** `c`](d)", "link d||a b c| 10:15 10:2"},
        {"[](stat:x)", "link stat:x||| 10:4 10:2"},
        {"<http://a&amp;b>", "link http://a&b||http://a&b| 10:2 10:2"},
        {"x <a@b.cn>", "link mailto:a@b.cn||a@b.cn| 10:4 10:4"},
        {"![图](chart:a \"标题\")\n", "block chart:a|标题|图| 10:6 10:3"},
        {"a ![图](b)", "image b||图| 10:8 10:5"},
        {"![图](b) ![图](c)", "image b||图| 10:6 10:3\nimage c||图| 10:14 10:11"},
        {"一\n二\n[三](四)", "link 四||三| 12:5 12:2"},
        {"> - 一\n>   [三](四)", "link 四||三| 11:9 11:6"},
        {"# [a](b)\n\nx\n===\n\n[c](d)",
         "link b||a| 10:7 10:4\nlink d||c| 15:5 15:2"},
        {"`[a](b)` [a](b)", "link b||a| 10:14 10:11"},
        {"`(b` b [a](b)", "link b||a| 10:12 10:9"},
        {"x\\\n[a](b)\n`c\nd` [e](f)",
         "link b||a| 11:5 11:2\nlink f||e| 13:8 13:5"},
        {"[a](b) [a](b)", "link b||a| 10:5 10:2\nlink b||a| 10:12 10:9"},
        {"[b](b)", "link b||b| 10:5 10:2"},
        {"[a](\n<b c>)", "link b c||a| 11:2 10:2"},
        {"[![a](b)](c)", "link c||a| 10:11 10:2\nimage b||a| 10:7 10:4"},
        {"![[a](b)](c) [d](e)",
         "image c||a| 10:11 10:3\nlink e||d| 10:18 10:15"},
        {"![a ![b](c)](d)", "block d||a b| 10:14 10:3"},
        {"[\\[a](b)", "link b||[a| 10:7 10:2"},
        {"x [文][r]\n\n[r]: stat:a", "link stat:a||文| 10:4 10:4"},
        {"[a](b&amp;c)", "link b&c||a| 10:5 10:2"},
        {"[a](b\\_c)", "link b_c||a| 10:2 10:2"},
        {"**[“甲”](stat:a)**后 [乙](b)",
         "link stat:a||“甲”| 10:9 10:4\nlink b||乙| 10:24 10:21"},
        {"[a](甲**。**乙)", "link 甲**。**乙||a| 10:5 10:2"},
        {"```csv 表 一\na,b\n1,2\n```\n",
         "csv ||表 一|a,b\n1,2\n 11:1 10:8"},
        {"- x\n\n  ~~~CSV\n  a\n  ~~~", "csv |||a\n 13:3 12:3"},
        {"```csv\n```", "csv ||| 11:1 10:1"},
        {"```csvs\n```\n\n    csv\n", ""},
        {"a [b] (c) `[d](e)` \\[f](g)", ""},
    };
    size_t failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scanned s = scan_text(str_of(rows[i].markdown), NULL);
        struct str got = describe(&s);
        if (!s.good || !str_is(got, rows[i].want)) {
            print_error("%s\n--- got\n" STR_FMT "\n--- expected\n%s\n",
                        rows[i].markdown, STR_ARG(got), rows[i].want);
            failed++;
        }
        release(&s);
    }
    assert_int_equal(failed, 0);
}

static void test_headings_and_plain(void **state)
{
    (void)state;
    struct scanned s = scan_text(
        STR("# 一*二* `三` {#yi-er}\r\n\r\n教育，\r\n**改革**。[4](stat:a)\r\n"
            "\r\n![图](u)\r\n\r\n- 甲\r\n- 乙 ![x](y)\n\n> 四\n> ---\n\n"
            "    code\n\n[](stat:b)\n\n末\n"),
        NULL);
    assert_true(s.good);
    assert_int_equal(s.scan.headings.len, 2);
    const struct heading *h = s.scan.headings.at;
    assert_true(str_is(h[0].text, "一二 三"));
    assert_true(str_is(h[0].id, "yi-er"));
    assert_int_equal(h[0].level, 1);
    assert_int_equal(h[0].loc.line, 10);
    assert_int_equal(h[0].loc.col, 1);
    assert_true(str_is(h[1].text, "四"));
    assert_true(str_is(h[1].id, ""));
    assert_int_equal(h[1].level, 2);
    assert_int_equal(h[1].loc.line, 20);
    assert_int_equal(h[1].loc.col, 3);
    assert_true(str_is(s.scan.plain, "教育，改革。4\n甲\n乙 \n末"));
    release(&s);
}

struct report {
    const char *markdown, *code, *text;
    unsigned line, col;
};

/* One message each, with the code, the text somewhere in it, and the place. */
static void check_reports(const struct report *rows, size_t n,
                          const struct markdown_options *options)
{
    size_t failed = 0;
    for (size_t i = 0; i < n; i++) {
        struct scanned s = scan_text(str_of(rows[i].markdown), options);
        const struct message *m = s.d.messages.at;
        bool good = s.d.messages.len == 1;
        if (good) {
            const struct diag_kind *kind = &diag_kinds[m->code];
            good = strcmp(kind->code, rows[i].code) == 0 &&
                   str_find(m->text, str_of(rows[i].text)) != SIZE_MAX &&
                   m->loc.line == rows[i].line && m->loc.col == rows[i].col &&
                   s.good == (kind->severity != SEVERITY_ERROR);
        }
        if (!good) {
            print_error("%s\n--- gave %zu messages\n", rows[i].markdown,
                        s.d.messages.len);
            for (size_t j = 0; j < s.d.messages.len; j++)
                print_error("%u:%u " STR_FMT "\n", m[j].loc.line, m[j].loc.col,
                            STR_ARG(m[j].text));
            failed++;
        }
        release(&s);
    }
    assert_int_equal(failed, 0);
}

#define ROWS(rows) (rows), sizeof(rows) / sizeof *(rows)

static void test_blocks(void **state)
{
    (void)state;
    static const struct {
        const char *markdown, *want;
        bool raw;
    } rows[] = {
        {"# 一 {#a}\n\n二\n", "heading 10:1 一 0+0\nparagraph 12:1 二 0+0", false},
        {"共[4万](stat:a/b)名\n比[去年](c.md)多\n\n[d](e)",
         "paragraph 10:1 共4万名/比去年多 0+2@3,14\nparagraph 13:1 d 2+1@0", false},
        {"*a*\\\n b\nc", "paragraph 10:1 a/b/c 0+0", false},
        {"- 一\n  二\n- 三\n\n  四\n  1. 五\n\n六",
         "item 10:3 一/二 0+0\nitem 12:3 三 0+0\nitem 14:3 四 0+0\n"
         "item 15:6 五 0+0\nparagraph 17:1 六 0+0", false},
        {"> 一\n> - 二", "paragraph 10:3 一 0+0\nitem 11:5 二 0+0", false},
        {"![图](chart:a/b)\n\n![表](table:a/b \"t\")\n\n![x](y.jpg)",
         "image 10:1 图 0+1@0\ntable 12:1 表 1+1@0\nimage 14:1 x 2+1@0", false},
        {"看![图](b)", "paragraph 10:1 看图 0+1@3", false},
        {"```csv 题\na,b\n```\n\n```\n x\ny\n```\n\n    z\n",
         "table 10:1 题 0+1@0\ncode 14:1 x/y 1+0\ncode 19:5 z 1+0", false},
        {"[a][r]\n\n[r]: b\n\n---\n\nc", "paragraph 10:1 a 0+1@0\n"
         "paragraph 16:1 c 1+0", false},
        {"<div>x</div>\n\na <b>c</b>", "paragraph 12:1 a c 0+0", false},
        {"<div>x</div>\n\na", "code 10:1 <div>x</div> 0+0\n"
         "paragraph 12:1 a 0+0", true},
        {"a\\\n[ b [](c)](d)x", "paragraph 10:1 a/[ b ](d)x 0+1@6", false},
        {"[ b](d) [](e)", "paragraph 10:1 b 0+2@0,1", false},
        {"", "", false},
    };
    static const char *const kinds[] = {"heading", "paragraph", "item",
                                        "table",   "code",      "image"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scanned s =
            scan_text(str_of(rows[i].markdown), rows[i].raw ? &raw : NULL);
        struct buf all = {0};
        for (size_t k = 0; k < s.scan.blocks.len; k++) {
            const struct block *b = &s.scan.blocks.at[k];
            buf_printf(&all, "%s%s %u:%u ", k > 0 ? "\n" : "",
                       kinds[b->kind], b->loc.line, b->loc.col);
            for (size_t j = 0; j < b->text.len; j++)
                buf_byte(&all, b->text.at[j] == '\n' ? '/' : b->text.at[j]);
            buf_printf(&all, " %zu+%zu", b->reference, b->n_references);
            for (size_t j = 0; j < b->n_references; j++)
                buf_printf(&all, "%c%zu", j == 0 ? '@' : ',',
                           s.scan.references.at[b->reference + j].offset);
        }
        buf_byte(&all, '\0');
        assert_string_equal(all.at, rows[i].want);
        buf_release(&all);
        release(&s);
    }
}

static void test_malformed(void **state)
{
    (void)state;
    static const struct report rows[] = {
        {"共［4万］（stat:a/b/2020）名", "ref-malformed",
         "write [4万](stat:a/b/2020)", 10, 5},
        {"共[4万](stat：a/b)名", "ref-malformed", "write [4万](stat:a/b)", 10, 7},
        {"[4万]（stat:a/b)", "ref-malformed", "write [4万](stat:a/b)", 10, 4},
        {"[x] (stat:a/b)", "ref-malformed", "write [x](stat:a/b)", 10, 3},
        {"【x】(stat:a/b)", "ref-malformed", "write [x](stat:a/b)", 10, 3},
        {"！［图］（chart:a，b／c）", "ref-malformed", "write ![图](chart:a,b/c)",
         10, 4},
        {"![图]（chart:a “题”）", "ref-malformed",
         "write ![图](chart:a \"题\")", 10, 4},
        {"！[图](chart:a/b)", "ref-malformed", "write ![图](chart:a/b)", 10, 6},
        {"[x](stat ：a/b)", "ref-malformed", "write [x](stat:a/b)", 10, 3},
        {"[x](stat:a/b 2020)", "ref-malformed", "write [x](stat:a/b2020)", 10,
         3},
        {"[x](stat:a/b", "ref-malformed", "write [x](stat:a/b)", 10, 3},
        {"[x](stat:a／b？group＝c)", "ref-malformed",
         "write [x](stat:a/b?group=c)", 10, 5},
        {"[x](Stat:a/b)", "ref-malformed", "write [x](stat:a/b)", 10, 5},
        {"![x](table：表（一）.csv)", "ref-malformed",
         "write ![x](table:表（一）.csv)", 10, 6},
        {"[**4**万](stat:a b)", "ref-malformed", "write [4万](stat:ab)", 10, 8},
        {"字\n\n- 字\n  [双减]（term：双减）", "ref-malformed",
         "write [双减](term:双减)", 13, 6},
        {"［x］（district:1)", "ref-malformed", "write [x](district:1)", 10, 3},
        {"［x］（doc:1)", "ref-malformed", "write [x](doc:1)", 10, 3},
        {"［x］（event:1)", "ref-malformed", "write [x](event:1)", 10, 3},
        {"［x］（indicator:1)", "ref-malformed", "write [x](indicator:1)", 10,
         3},
        {"［x］（table:1)", "ref-malformed", "write [x](table:1)", 10, 3},
    };
    check_reports(ROWS(rows), NULL);
    static const char *const fine[] = {
        "`［4万］（stat:a）`", "    [x](stat：a)\n", "（stat: 1）",
        "[x](term:双减（政策）)", "[x](https://a/：b)", "［x］（注：stat）",
        "see [x] (table 1: a)", "![x](table:表（一）.csv)",
    };
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        struct scanned s = scan_text(str_of(fine[i]), NULL);
        if (!s.good || s.d.messages.len > 0)
            fail_msg("%s is reported", fine[i]);
        release(&s);
    }
}

static void test_warnings(void **state)
{
    (void)state;
    static const struct report rows[] = {
        {"字<b>a</b>", "raw-html", "\"<b>\"", 10, 2},
        {"a\n\n> <div>\n> b\n> </div>", "raw-html", "\"<div>\"", 12, 3},
        {"| 区 | 数,字 |\n|---|:-:|\n| 甲 | 1 |\n", "pipe-table",
         "\n```csv\n区,\"数,字\"\n甲,1\n```", 10, 1},
        {"a|b\n-|-\n1|2\n3|4\n5|6\n7|8\n", "pipe-table",
         "\n```csv\na,b\n1,2\n3,4\n5,6\n…\n```", 10, 1},
        {"- x\n\n  > 表：\n  > |a \\| b||\n  > |--|--|\n", "pipe-table",
         "\n```csv\na | b,\n```", 13, 1},
    };
    check_reports(ROWS(rows), NULL);
    static const char *const fine[] = {
        "<!-- a note -->\n", "x <!-- a --> y", "a | b\n---\n",
        "a | b\n1 | 2", "    |a|b|\n    |-|-|\n", "a\n|-|-|",
    };
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        struct scanned s = scan_text(str_of(fine[i]), NULL);
        if (!s.good || s.d.messages.len > 0)
            fail_msg("%s is reported", fine[i]);
        assert_int_equal(s.scan.raw_html.len, 0);
        release(&s);
    }
    struct scanned s = scan_text(STR("<b>a</b>\n\n<hr>\n"), NULL);
    assert_int_equal(s.scan.raw_html.len, 2);
    assert_int_equal(s.scan.raw_html.at[1].line, 12);
    release(&s);
    s = scan_text(STR("<b>a</b>\n\n<hr>\n"), &raw);
    assert_int_equal(s.scan.raw_html.len, 0);
    assert_int_equal(s.d.messages.len, 0);
    release(&s);
}

static void test_inline_only(void **state)
{
    (void)state;
    static const struct report rows[] = {
        {"a\nb\n\nc", "markdown-inline", "second block", 13, 1},
        {"a\n- b", "markdown-inline", "second block", 11, 1},
        {"# a", "markdown-inline", "one plain paragraph", 10, 1},
        {"\n- a", "markdown-inline", "one plain paragraph", 11, 1},
    };
    check_reports(ROWS(rows), &inline_only);
    static const char *const fine[] = {"", "\n", "a\nb", "[r]\n\n[r]: u"};
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        struct scanned s = scan_text(str_of(fine[i]), &inline_only);
        assert_true(s.good);
        release(&s);
    }
}

static struct str repeated(struct arena *a, const char *head, const char *piece,
                           size_t n, const char *tail)
{
    size_t len = strlen(piece);
    char *all = arena_alloc(a, n * len + 1, 1);
    for (size_t i = 0; i < n; i++)
        memcpy(all + i * len, piece, len);
    return arena_printf(a, "%s%s%s", head, all, tail);
}

static void test_limits(void **state)
{
    (void)state;
    static const struct {
        const char *head, *piece;
        size_t n;
        const char *tail;
        unsigned line; /* of the message; 0: none */
    } rows[] = {
        {"", "> ", 64, "a", 0},
        {"", "> ", 65, "a", 10},
        {"", "> > > > > > > > > > > > > > > > > > > > a\n", 100, "", 0},
        {"- - - - - - - - - - - - - - - - - - - - a", "\n", 250000, "", 200010},
        {"- - - - - - - - - - - - - - - - - - - - a\n\n", "b\n\n", 150000, "", 0},
        {"a\n\n", "- ", 65, "a", 12},
        {"", "1. ", 65, "a", 10},
        {"", "- ", 500, "\n\na", 0},      /* a thematic break */
        {"", "- a\n", 500, "", 0},
        {"", "> a\n>\n", 500, "", 0},
        {"> > - a\n", "> >\n", 500, "", 0},
        {"", "[a](b) ", 2000, "", 0},
        {"", "[a](b) ", 2001, "", 10},
        {"", "- [a](b)\n", 3000, "", 0},
        {"", "[a](b)\n\n", 3000, "", 0},
        {"", "> [a](b)\n", 2001, "", 2010},
        {"", "a", 1024 * 1024, "", 0},
        {"", "a", 1024 * 1024 + 1, "", 10},
        {"a\n字\xE2\xB9\x80", "", 0, "", 11},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena a = {0};
        struct str text = repeated(&a, rows[i].head, rows[i].piece, rows[i].n,
                                   rows[i].tail);
        struct scanned s = scan_text(text, NULL);
        if (s.good != (rows[i].line == 0))
            fail_msg("row %zu: %s x %zu", i, rows[i].piece, rows[i].n);
        if (!s.good) {
            assert_int_equal(s.d.messages.len, 1);
            assert_int_equal(s.d.messages.at[0].code, DIAG_MARKDOWN_LIMIT);
            assert_int_equal(s.d.messages.at[0].loc.line, rows[i].line);
        }
        release(&s);
        arena_release(&a);
    }
    /* items one inside the other, each on a line of its own */
    struct arena a = {0};
    struct str text = {0};
    for (int i = 0; i < 100; i++)
        text = arena_printf(&a, STR_FMT "%*s- a\n", STR_ARG(text), 2 * i, "");
    struct scanned s = scan_text(text, NULL);
    assert_false(s.good);
    release(&s);
    arena_release(&a);
}

/* Inputs that are known to make parsers slow: refused or done, whatever the
 * time, but a square of these sizes would not come to an end. */
static void test_pathological(void **state)
{
    (void)state;
    static const struct {
        const char *head, *piece, *tail;
    } rows[] = {
        {"", "![[]()", ""},    {"", "* ", "\n\n\n\n"}, {"", "> ", "a"},
        {"", "*a ", ""},       {"", "*a**", ""},       {"", "a*中，", ""},
        {"", "<http://a>", ""}, {"", "<a@b.cn>", ""},
        {"", "<http://a&amp;>", ""},
        {"", "`", ""},         {"", "`a``", ""},       {"", "<!--", ""},
        {"", "](stat:", ""},   {"", "】（stat：", ""},  {"", "［x］（stat:a）", ""},
        {"", "<b>", ""},       {"", "\r", ""},         {"", "\r\n- a", ""},
        {"", "a\n", ""},       {"", "中\n", ""},       {"", "“\n", ""},
        {"|a|b|\n|-|-|\n", "|c|d|\n", ""},             {"", "|-|-|\n", ""},
        {"", "\\*", ""},       {"", "\\", "*"},        {"# ", "{#", "}"},
        {"", "- [a](b)\n", ""}, {"[a]: ", "b", "\n\n[a] [a] [a]"},
        {"", "[a](b)\n\n[r]\n\n", "[r]: c"},
        {"", "&amp;", ""},     {"", "- a\n\n", ""},    {"", ">\n\n", ""},
    };
    enum { BYTES = 200 * 1000 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena a = {0};
        struct buf out = {0};
        struct str text =
            repeated(&a, rows[i].head, rows[i].piece,
                     BYTES / strlen(rows[i].piece), rows[i].tail);
        struct scanned s = scan_text(text, NULL);
        if (s.good)
            markdown_html(&a, text, NULL, NULL, &out);
        assert_true(s.d.messages.len <= 101);
        release(&s);
        buf_release(&out);
        arena_release(&a);
    }
}

/* A fixed sequence of pseudo-random numbers (xorshift). */
static uint32_t draw(uint32_t *state, uint32_t n)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state % n;
}

static struct str random_text(struct arena *a, uint32_t *seed)
{
    static const char *const pieces[] = {
        "*", "**", "_", "`", "```csv 表\n", "[", "](", ")", "![", "](stat:a/b)",
        "“", "”", "。", "，", "（", "）", "：", "中", "文", "a", "1", " ", "  \n",
        "\n", "\n\n", "> ", "- ", "1. ", "# ", "{#id}", "<b>", "<!--", "-->",
        "&amp;", "\\", "|", "|-|-|\n", "\t", "    ", "\r\n", "<http://a>",
        "［x］（stat：", "\"", "~~~", "===\n", "[r]: u\n", "[r]", "！", "：", "𠮷",
    };
    struct buf b = {0};
    for (uint32_t n = draw(seed, 60); n > 0; n--)
        buf_text(&b, pieces[draw(seed, sizeof pieces / sizeof *pieces)]);
    if (draw(seed, 4) == 0)
        for (uint32_t n = draw(seed, 20); n > 0; n--)
            buf_byte(&b, (char)(1 + draw(seed, 127)));
    struct str text = arena_copy(a, buf_view(&b));
    buf_release(&b);
    return text;
}

struct asked {
    size_t references, headings;
};

static struct markdown_answer count_reference(void *ctx, size_t index)
{
    struct asked *asked = ctx;
    assert_int_equal(index, asked->references++);
    return (struct markdown_answer){0};
}

static struct str count_heading(void *ctx, size_t index)
{
    struct asked *asked = ctx;
    assert_int_equal(index, asked->headings++);
    return (struct str){0};
}

static void check_loc(struct loc loc, struct str text)
{
    size_t lines = 1;
    for (size_t i = 0; i < text.len; i++)
        lines += text.at[i] == '\n' || text.at[i] == '\r';
    assert_in_range(loc.line, 10, 10 + lines);
    assert_in_range(loc.col, 1, text.len + 1);
}

static void test_random_texts(void **state)
{
    (void)state;
    uint32_t seed = 2021;
    for (int i = 0; i < 4000; i++) {
        struct markdown_options options = {
            .raw_html = draw(&seed, 2), .inline_only = draw(&seed, 8) == 0};
        struct arena a = {0};
        struct buf out = {0};
        struct str text = random_text(&a, &seed);
        struct scanned s = scan_text(text, &options);
        struct asked asked = {0};
        const struct markdown_hooks hooks = {&asked, count_reference,
                                             count_heading, 1};
        markdown_html(&a, text, &options, &hooks, &out);
        assert_int_equal(asked.references, s.scan.references.len);
        assert_int_equal(asked.headings, s.scan.headings.len);
        assert_true(str_find(buf_view(&out), STR("\xE2\xB9\x80")) == SIZE_MAX);
        for (size_t j = 0; j < s.scan.references.len; j++) {
            check_loc(s.scan.references.at[j].loc, text);
            check_loc(s.scan.references.at[j].text_loc, text);
        }
        for (size_t j = 0; j < s.d.messages.len; j++)
            check_loc(s.d.messages.at[j].loc, text);
        release(&s);
        buf_release(&out);
        arena_release(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_headings_and_plain),
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_malformed),
        cmocka_unit_test(test_warnings),
        cmocka_unit_test(test_inline_only),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_pathological),
        cmocka_unit_test(test_random_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
