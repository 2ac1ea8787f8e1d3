/* SPDX-License-Identifier: MIT */

/* The render pass: what Chinese text needs, the hooks, safety. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "input/markdown.h"

struct row {
    const char *markdown, *html;
};

#define ROWS(rows) (rows), sizeof(rows) / sizeof *(rows)

static void check_html(const struct row *rows, size_t n,
                       const struct markdown_options *options,
                       const struct markdown_hooks *hooks)
{
    size_t failed = 0;
    for (size_t i = 0; i < n; i++) {
        struct arena a = {0};
        struct buf out = {0};
        markdown_html(&a, str_of(rows[i].markdown), options, hooks, &out);
        if (!str_is(buf_view(&out), rows[i].html)) {
            print_error("%s\n--- got\n" STR_FMT "\n--- expected\n%s\n",
                        rows[i].markdown, STR_ARG(buf_view(&out)),
                        rows[i].html);
            failed++;
        }
        buf_release(&out);
        arena_release(&a);
    }
    assert_int_equal(failed, 0);
}

static const struct markdown_options inline_only = {.inline_only = true};
static const struct markdown_options raw = {.raw_html = true};

static void test_emphasis_beside_punctuation(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"**“强调”**后面", "<strong>“强调”</strong>后面"},
        {"**强调。**后面", "<strong>强调。</strong>后面"},
        {"前面**（强调）**后面", "前面<strong>（强调）</strong>后面"},
        {"**100%**的学校", "<strong>100%</strong>的学校"},
        {"达到**54.02%**后", "达到<strong>54.02%</strong>后"},
        {"**[链接](u)**后", "<strong><a href=\"u\">链接</a></strong>后"},
        {"前**[链接](u)**", "前<strong><a href=\"u\">链接</a></strong>"},
        {"**`码`**后", "<strong><code>码</code></strong>后"},
        {"前**`码`**后", "前<strong><code>码</code></strong>后"},
        {"*“强调”*后", "<em>“强调”</em>后"},
        {"***“强调”***后", "<em><strong>“强调”</strong></em>后"},
        {"前***《强调》***后", "前<em><strong>《强调》</strong></em>后"},
        {"这是**“甲”**和**“乙”**两个",
         "这是<strong>“甲”</strong>和<strong>“乙”</strong>两个"},
        {"**甲，**乙，**丙。**丁",
         "<strong>甲，</strong>乙，<strong>丙。</strong>丁"},
        {"他说。**重点**在此", "他说。<strong>重点</strong>在此"},
        {"**截至2021年，**10所", "<strong>截至2021年，</strong>10所"},
        {"**增长：**Ten", "<strong>增长：</strong>Ten"},
        {"**注意！**　后", "<strong>注意！</strong>　后"},
        {"**かな。**かな", "<strong>かな。</strong>かな"},
        {"**$5**元和**5$**元", "<strong>$5</strong>元和<strong>5$</strong>元"},
        {"**增长→**后", "<strong>增长→</strong>后"},
        {"**𠮷。**𠮷", "<strong>𠮷。</strong>𠮷"},
        {"**“外*内。*外”**后",
         "<strong>“外<em>内。</em>外”</strong>后"},
        {"**甲！**", "<strong>甲！</strong>"},
        /* as before: Western text, spaces, escapes, code */
        {"a**“b”**c", "a**“b”**c"},
        {"**b.**c", "**b.**c"},
        {"2*（3）", "2*（3）"},
        {"**强调。 **后", "**强调。 **后"},
        {"** 强调。**后", "** 强调。**后"},
        {"\\**强调。**后", "**强调。**后"},
        {"\\*\\*强调。\\*\\*后", "**强调。**后"},
        {"`**强调。**后`", "<code>**强调。**后</code>"},
        {"[甲](u**。**后)", "<a href=\"u**%E3%80%82**%E5%90%8E\">甲</a>"},
        {"[甲](u \"**。**后\")", "<a href=\"u\" title=\"**。**后\">甲</a>"},
        {"[**甲。**乙]\n\n[**甲。**乙]: u", "<a href=\"u\"><strong>甲。"
                                           "</strong>乙</a>"},
    };
    check_html(ROWS(rows), &inline_only, NULL);
    static const struct row blocks[] = {
        {"* **“甲”**后\n* 前**（乙）**\n",
         "<ul>\n<li><strong>“甲”</strong>后</li>\n"
         "<li>前<strong>（乙）</strong></li>\n</ul>\n"},
        {"> **甲。**后\n", "<blockquote>\n<p><strong>甲。</strong>后</p>\n"
                           "</blockquote>\n"},
        {"## 前**“甲”**\n", "<h2>前<strong>“甲”</strong></h2>\n"},
        {"```**。**后\n**甲。**后\n```\n",
         "<pre><code class=\"language-**。**后\">**甲。**后\n</code></pre>\n"},
        {"    **甲。**后\n", "<pre><code>**甲。**后\n</code></pre>\n"},
        {"* * *\n\n甲\n***\n", "<hr />\n<p>甲</p>\n<hr />\n"},
    };
    check_html(ROWS(blocks), NULL, NULL);
    static const struct row html[] = {
        {"<i title=\"甲**。\">**甲。**后</i>",
         "<p><i title=\"甲**。\"><strong>甲。</strong>后</i></p>\n"},
        {"<p>\n**甲。**后\n", "<p>\n**甲。**后\n"},
    };
    check_html(ROWS(html), &raw, NULL);
}

static void test_soft_breaks(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"教育\n改革", "教育改革"},
        {"教育，\n改革", "教育，改革"},
        {"教育\r\n改革", "教育改革"},
        {"教育\n（改革）", "教育（改革）"},
        {"他说\n“好”", "他说“好”"},
        {"“好。”\n“是。”", "“好。”“是。”"},
        {"改革……\n——他说", "改革……——他说"},
        {"“Yes.”\n“No.”", "“Yes.”\n“No.”"},
        {"He said\n“好”", "He said\n“好”"},
        {"教育\nreform", "教育\nreform"},
        {"reform\n教育", "reform\n教育"},
        {"共有\n50所", "共有\n50所"},
        {"**教育**\n**改革**", "<strong>教育</strong><strong>改革</strong>"},
        {"[教育](u)\n[改革](v)",
         "<a href=\"u\">教育</a><a href=\"v\">改革</a>"},
        {"共有\n[](u)所", "共有<a href=\"u\"></a>所"},
        {"`教`\n育", "<code>教</code>育"},
        {"教  \n育", "教<br />\n育"},
        {"教\\\n育", "教<br />\n育"},
        {"教\n![育](u)\n的", "教\n<img src=\"u\" alt=\"育\" />\n的"},
        {"甲![教\n育 a\nb](u)", "甲<img src=\"u\" alt=\"教育 a b\" />"},
        {"“\n”", "“\n”"},
        {"教**。**\n育", "教<strong>。</strong>育"},
    };
    check_html(ROWS(rows), &inline_only, NULL);
}

static void test_never_smart(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"他说\"你好\"...--'a'", "他说&quot;你好&quot;...--'a'"},
    };
    check_html(ROWS(rows), &inline_only, NULL);
}

static void test_safety(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"a <b>c</b>", "<p>a c</p>\n"},
        {"<script>\nalert(1)\n</script>\n\n甲", "<p>甲</p>\n"},
        {"<!-- a -->\n", ""},
        {"[x](javascript:alert)", "<p><a href=\"\">x</a></p>\n"},
        {"[x](JavaScript&#58;alert)", "<p><a href=\"\">x</a></p>\n"},
        {"<vbscript:x>", "<p><a href=\"\">vbscript:x</a></p>\n"},
        {"![x](data:text/html,x) b",
         "<p><img src=\"\" alt=\"x\" /> b</p>\n"},
        {"![x](data:image/PNG;base64,x) b",
         "<p><img src=\"data:image/PNG;base64,x\" alt=\"x\" /> b</p>\n"},
        {"![<b>\"](u) b", "<p><img src=\"u\" alt=\"&quot;\" /> b</p>\n"},
        {"[x](</a b\"'>)", "<p><a href=\"/a%20b%22&#x27;\">x</a></p>\n"},
        {"&lt;b&gt; `<b>`", "<p>&lt;b&gt; <code>&lt;b&gt;</code></p>\n"},
        {"a\xEF\xBF\xBD", "<p>a\xEF\xBF\xBD</p>\n"},
        {"", ""},
        {"\n\n", ""},
    };
    check_html(ROWS(rows), NULL, NULL);
    static const struct row kept[] = {
        {"a <b>c</b>", "<p>a <b>c</b></p>\n"},
        {"<div>\n甲\n</div>", "<div>\n甲\n</div>\n"},
        {"[x](javascript:alert)",
         "<p><a href=\"javascript:alert\">x</a></p>\n"},
    };
    check_html(ROWS(kept), &raw, NULL);
}

static struct markdown_answer answer(void *ctx, size_t index)
{
    const struct markdown_answer *answers = ctx;
    return answers[index];
}

static struct str heading_id(void *ctx, size_t index)
{
    static const struct str ids[] = {STR_INIT("first"), STR_INIT(""),
                                     STR_INIT("三\"")};
    (void)ctx;
    assert_true(index < 3);
    return ids[index];
}

static void test_answers(void **state)
{
    (void)state;
    struct markdown_answer none[4] = {{.url = STR("")}};
    struct markdown_answer url[4] = {{.url = STR("/新/")}};
    struct markdown_answer marks[4] = {
        {.before = STR("<data>"), .after = STR("</data>")}};
    struct markdown_answer instead[4] = {
        {.instead = STR("<b>1</b>")}, {.instead = STR("<b>2</b>")}};
    struct markdown_hooks hooks = {none, answer, NULL, 0};

    static const struct row as_is[] = {
        {"[a](b \"c\")", "<p><a href=\"b\" title=\"c\">a</a></p>\n"},
        {"![a](b)", "<p><img src=\"b\" alt=\"a\" /></p>\n"},
        {"- ![a](b)\n- c", "<ul>\n<li><img src=\"b\" alt=\"a\" /></li>\n"
                           "<li>c</li>\n</ul>\n"},
        {"```csv 表\na,b\n```", "<pre><code class=\"language-csv\">a,b\n"
                                "</code></pre>\n"},
    };
    check_html(ROWS(as_is), NULL, &hooks);

    hooks.ctx = url;
    static const struct row urls[] = {
        {"[a](b \"c\") [d](e)",
         "<p><a href=\"/%E6%96%B0/\" title=\"c\">a</a> <a href=\"e\">d</a>"
         "</p>\n"},
        {"![a](b)", "<p><img src=\"/%E6%96%B0/\" alt=\"a\" /></p>\n"},
        {"<http://a>", "<p><a href=\"/%E6%96%B0/\">http://a</a></p>\n"},
    };
    check_html(ROWS(urls), NULL, &hooks);

    hooks.ctx = marks;
    static const struct row marked[] = {
        {"[4*万*](stat:x) [d](e)",
         "<p><data>4<em>万</em></data> <a href=\"e\">d</a></p>\n"},
        {"a ![b *c*](d)", "<p>a <data>b c</data></p>\n"},
        {"![a](b)", "<data>a</data>\n"},
        {"[![a](b)](c)", "<p><data><img src=\"b\" alt=\"a\" /></data></p>\n"},
        {"```csv\n<\n```", "<data>&lt;\n</data>\n"},
    };
    check_html(ROWS(marked), NULL, &hooks);

    hooks.ctx = instead;
    static const struct row replaced[] = {
        {"x [a](b) y", "<p>x <b>1</b> y</p>\n"},
        {"x\n\n![a](b)\n\ny", "<p>x</p>\n<b>1</b>\n<p>y</p>\n"},
        {"![a](b) y", "<p><b>1</b> y</p>\n"},
        {"- ![a](b)", "<ul>\n<li>\n<b>1</b>\n</li>\n</ul>\n"},
        {"[![a](b)](c) [d](e)", "<p><b>1</b> <a href=\"e\">d</a></p>\n"},
        {"![[a](b)](c) [d](e)", "<p><b>1</b> <b>2</b></p>\n"},
        {"```CSV\na\n```\n\n~~~ csv b\n~~~", "<b>1</b>\n<b>2</b>\n"},
        {"```csvx\na\n```\n[a](b)",
         "<pre><code class=\"language-csvx\">a\n</code></pre>\n"
         "<p><b>1</b></p>\n"},
        {"# [a](b)\n> [c](d)", "<h1><b>1</b></h1>\n<blockquote>\n<p><b>2</b>"
                               "</p>\n</blockquote>\n"},
        {"[r]\n\n[r]: stat:x", "<p><b>1</b></p>\n"},
    };
    check_html(ROWS(replaced), NULL, &hooks);
    static const struct row in_line[] = {{"![a](b)", "<b>1</b>"}};
    check_html(ROWS(in_line), &inline_only, &hooks);
}

static void test_headings(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"# 一 {#yi}\n\n## 二\n\n> 三 {#a b}\n> ===\n",
         "<h2 id=\"first\">一</h2>\n<h3>二</h3>\n<blockquote>\n"
         "<h2 id=\"三&quot;\">三 {#a b}</h2>\n</blockquote>\n"},
        {"###### 一{#a_b_c} ##", "<h6 id=\"first\">一</h6>\n"},
        {"# **一** {#a}", "<h2 id=\"first\"><strong>一</strong></h2>\n"},
        {"# `{#a}`", "<h2 id=\"first\"><code>{#a}</code></h2>\n"},
        {"# {#a} b", "<h2 id=\"first\">{#a} b</h2>\n"},
        {"# a {#}", "<h2 id=\"first\">a {#}</h2>\n"},
        {"#", "<h2 id=\"first\"></h2>\n"},
    };
    const struct markdown_hooks hooks = {NULL, NULL, heading_id, 1};
    check_html(ROWS(rows), NULL, &hooks);
    const struct markdown_hooks up = {NULL, NULL, NULL, -3};
    static const struct row lifted[] = {{"## a {#b}", "<h1>a</h1>\n"}};
    check_html(ROWS(lifted), NULL, &up);
}

/* What is in the buffer already is neither touched nor looked at. */
static void test_appends(void **state)
{
    (void)state;
    struct arena a = {0};
    struct buf out = {0};
    buf_text(&out, "<main>");
    markdown_html(&a, STR("a"), NULL, NULL, &out);
    assert_true(str_is(buf_view(&out), "<main><p>a</p>\n"));
    buf_release(&out);
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_emphasis_beside_punctuation),
        cmocka_unit_test(test_soft_breaks),
        cmocka_unit_test(test_never_smart),
        cmocka_unit_test(test_safety),
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_headings),
        cmocka_unit_test(test_appends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
