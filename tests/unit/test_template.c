/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#include <pthread.h>

#include "render/template.h"

#define FILE_(path, text)                                                      \
    {                                                                          \
        STR_INIT(path), STR_INIT("layouts/" path), STR_INIT(text)              \
    }
enum { FILES_MAX = 5 };

/* "a=1;b=2" */
static struct str get_word(const void *words, struct str key, bool *found)
{
    struct str rest = str_of(words), pair, name, value;
    *found = false;
    while (rest.len > 0 && !*found) {
        str_cut(rest, ';', &pair, &rest);
        str_cut(pair, '=', &name, &value);
        *found = str_eq(name, key);
    }
    return *found ? value : (struct str){0};
}

static const struct template_words words[] = {
    {STR_INIT("zh"), get_word, "home=首页;more=更多 & 更多;tip=\"提示\"", NULL},
    {STR_INIT("en"), get_word, "home=Home;more=More;tip=Tip;only_en=x", NULL},
};

static size_t count_files(const struct template_file *files)
{
    size_t n = 0;
    while (n < FILES_MAX && files[n].path.len > 0)
        n++;
    return n;
}

static struct templates *load(const struct template_file *files, struct diag *d)
{
    return templates_new(files, count_files(files), words, 2, d);
}

static void print_messages(const struct diag *d, struct buf *out)
{
    for (size_t i = 0; i < d->messages.len; i++) {
        const struct message *m = &d->messages.at[i];
        struct str path = str_from(m->loc.path, strlen("layouts/"));
        buf_printf(out, STR_FMT ":%u:%u: " STR_FMT " [%s]\n", STR_ARG(path),
                   m->loc.line, m->loc.col, STR_ARG(m->text),
                   diag_kinds[m->code].code);
    }
    buf_byte(out, '\0');
}

/* The values that the rendering tests show. */
static struct dict *sample(struct arena *a)
{
    struct dict *page = dict_new(a);
    dict_set(page, M_PAGE_TITLE, STR("教育 & <b>\"新闻\"</b>"));
    dict_set(page, M_DESCRIPTION, STR(""));
    dict_set(page, M_CANONICAL, STR("https://example.org/a?b=1&c=2"));
    dict_set(page, M_HOME_URL, STR("javascript:alert(1)"));
    dict_markup(page, M_BODY, STR("<p class=\"x\">正文 &amp; 更多</p>"));
    dict_markup(page, M_CONTACT_LINK, STR("mailto:a@example.org"));
    dict_markup(page, M_JSON_LD, STR("{\"name\":\"新闻\"}"));
    dict_show(page, M_NOINDEX);
    dict_set(page, M_KICKER, STR("page"));
    for (int i = 0; i < 3; i++) {
        struct dict *item = dict_add(page, M_MENU);
        dict_set(item, M_MENUITEM_TITLE, i == 1 ? STR("乙") : STR("甲"));
        if (i == 1)
            dict_show(item, M_MENUITEM_CURRENT);
    }
    struct dict *card = dict_add(page, M_LATEST);
    dict_set(card, M_CARD_TITLE, STR("outer"));
    dict_set(card, M_CARD_NOTE, STR("note"));
    struct dict *ref = dict_add(card, M_CARD_DISTRICTS);
    dict_set(ref, M_REF_TITLE, STR("洛阳"));
    dict_set(dict_add(card, M_CARD_DISTRICTS), M_REF_NOTE, STR("n"));
    dict_set(dict_add(page, M_BRIEFS), M_CARD_TITLE, STR("brief"));
    return page;
}

struct render_case {
    const char *layout, *expected;
    struct template_file files[FILES_MAX];
};

static const struct render_case render_cases[] = {
    {"a.html", "plain {text} }} {\n", {FILE_("a.html", "plain {text} }} {\n")}},
    {"a.html", "", {FILE_("a.html", "")}},
    {"a.html", " }}x\n", {FILE_("a.html", "{{! gone\n }} }}x\n")}},
    /* escaping by place */
    {"a.html",
     "<title>教育 &amp; &lt;b&gt;&quot;新闻&quot;&lt;/b&gt;</title>",
     {FILE_("a.html", "<title>{{PAGE_TITLE}}</title>")}},
    {"a.html",
     "<a href=\"https://example.org/a?b=1&amp;c=2\" title=\"教育 &amp; "
     "&lt;b&gt;&quot;新闻&quot;&lt;/b&gt;\">",
     {FILE_("a.html", "<a href=\"{{CANONICAL}}\" title=\"{{PAGE_TITLE}}\">")}},
    {"a.html",
     "<a href=\"#\">",
     {FILE_("a.html", "<a href=\"{{HOME_URL}}\">")}},
    {"a.html",
     "<p class=\"x\">正文 &amp; 更多</p>",
     {FILE_("a.html", "{{BODY:x-html}}")}},
    {"a.html",
     "<a href='mailto:a@example.org'>",
     {FILE_("a.html", "<a href='{{CONTACT_LINK:x-url}}'>")}},
    {"a.html",
     "<script type=\"application/ld+json\">{\"name\":\"新闻\"}</script>",
     {FILE_("a.html", "<script type=\"application/ld+json\">{{JSON_LD:x-json}}"
                      "</script>")}},
    {"page.svg",
     "<svg><text>教育 &amp; &lt;b&gt;&quot;新闻&quot;&lt;/b&gt;</text></svg>",
     {FILE_("page.svg", "<svg>{{>T}}</svg>"),
      FILE_("partials/t.svg", "<text>{{PAGE_TITLE}}</text>"),
      FILE_("partials/t.html", "wrong")}},
    /* white space */
    {"a.html",
     "<ul>\n<li>甲</li>\n<li>乙</li>\n<li>甲</li>\n</ul>\n",
     {FILE_("a.html", "{{! list }}\n<ul>\n  {{#MENU}}\n<li>{{MENUITEM_TITLE}}"
                      "</li>\n{{/MENU}}\n</ul>\n")}},
    {"a.html",
     "<p>\n甲乙甲</p>\n",
     {FILE_("a.html", "\xEF\xBB\xBF<p>\r\n{{#MENU}}{{MENUITEM_TITLE}}{{/MENU}}"
                      "</p>\r\n")}},
    /* sections */
    {"a.html",
     "甲, [乙], 甲",
     {FILE_("a.html",
            "{{#MENU}}{{#MENUITEM_CURRENT}}[{{/MENUITEM_CURRENT}}"
            "{{MENUITEM_TITLE}}{{#MENUITEM_CURRENT}}]{{/MENUITEM_CURRENT}}"
            "{{#MENU_separator}}, {{/MENU_separator}}{{/MENU}}")}},
    {"a.html", "shown", {FILE_("a.html", "{{#NOINDEX}}shown{{/NOINDEX}}")}},
    {"a.html", "", {FILE_("a.html", "{{#TILES}}hidden{{/TILES}}")}},
    /* HAS_ and NO_ follow from what they are named after: text, list, unset */
    {"a.html",
     "canonical latest no-url",
     {FILE_("a.html", "{{#HAS_CANONICAL}}canonical {{/HAS_CANONICAL}}"
                      "{{#HAS_DESCRIPTION}}description {{/HAS_DESCRIPTION}}"
                      "{{#HAS_LATEST}}latest {{/HAS_LATEST}}"
                      "{{#NO_LATEST}}no-latest {{/NO_LATEST}}"
                      "{{#HAS_TILES}}tiles {{/HAS_TILES}}"
                      "{{#HAS_LICENSE_URL}}url{{/HAS_LICENSE_URL}}"
                      "{{#NO_LICENSE_URL}}no-url{{/NO_LICENSE_URL}}")}},
    /* outer scopes are visible inside, inner items end at their own scope */
    {"a.html",
     "outer page note 洛阳() outer page note (n) ",
     {FILE_("a.html", "{{#LATEST}}{{#CARD_DISTRICTS}}{{CARD_TITLE}} {{KICKER}} "
                      "{{#HAS_CARD_NOTE}}{{CARD_NOTE}} {{/HAS_CARD_NOTE}}"
                      "{{REF_TITLE}}({{REF_NOTE}}) {{/CARD_DISTRICTS}}"
                      "{{/LATEST}}")}},
    {"a.html",
     "outer+note/brief+",
     {FILE_("a.html", "{{#LATEST}}{{CARD_TITLE}}+{{CARD_NOTE}}/{{#BRIEFS}}"
                      "{{CARD_TITLE}}+{{CARD_NOTE}}{{#HAS_CARD_NOTE}}!"
                      "{{/HAS_CARD_NOTE}}{{/BRIEFS}}{{/LATEST}}")}},
    /* includes: same ending, same scope, dashes, one in another */
    {"a.html",
     "<h1>教育 &amp; &lt;b&gt;&quot;新闻&quot;&lt;/b&gt;</h1>\n<li>甲</li>\n"
     "<li>乙</li>\n<li>甲</li>\n",
     {FILE_("a.html", "{{>TOP}}\n{{#MENU}}\n  {{>MENU_LINE}}\n{{/MENU}}\n"),
      FILE_("partials/top.html", "<h1>{{>NAME}}</h1>\n"),
      FILE_("partials/name.html", "{{PAGE_TITLE}}"),
      FILE_("partials/name.xml", "wrong"),
      FILE_("partials/menu-line.html", "<li>{{MENUITEM_TITLE}}</li>\n")}},
    {"a.html", "first", {FILE_("a.html", "first"), FILE_("a.html", "second")}},
    /* words */
    {"a.html",
     "<a title=\"&quot;提示&quot;\">更多 &amp; 更多</a>",
     {FILE_("a.html", "<a title=\"{{T_TIP}}\">{{T_MORE}}</a>")}},
    /* XML */
    {"feed.xml",
     "<?xml version=\"1.0\"?>\n<title>A &amp; B</title>\n",
     {FILE_("feed.xml", "{{! feed }}\n<?xml version=\"1.0\"?>\n"
                        "<title>{{FEED_TITLE}}</title>\n")}},
    /* what is not used is not checked */
    {"a.html",
     "x",
     {FILE_("a.html", "x"), FILE_("partials/no.html", "{{NOTHING}}{{>NO}}")}},
};

static void test_render(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof render_cases / sizeof *render_cases; i++) {
        const struct render_case *c = &render_cases[i];
        struct arena a = {0};
        struct diag d = {0};
        struct buf out = {0}, told = {0};
        buf_text(&out, "before ");
        struct templates *t = load(c->files, &d);
        print_messages(&d, &told);
        assert_string_equal(told.at, "");
        assert_non_null(t);
        struct dict *page = sample(&a);
        dict_set(page, M_FEED_TITLE, STR("A & B"));
        assert_true(templates_render(t, c->layout, 0, page, &out));
        buf_byte(&out, '\0');
        assert_string_equal(out.at + strlen("before "), c->expected);
        templates_free(t);
        buf_release(&out);
        buf_release(&told);
        diag_release(&d);
        arena_release(&a);
    }
}

static void test_words(void **state)
{
    static const char *const expected[] = {"首页 更多 &amp; 更多", "Home More",
                                           " "};
    static const struct template_file files[FILES_MAX] = {
        FILE_("a.html", "{{T_HOME}} {{T_MORE}}")};
    struct arena a = {0};
    struct diag d = {0};
    struct buf out = {0};
    struct templates *t = load(files, &d);
    (void)state;
    assert_non_null(t);
    for (size_t lang = 0; lang < 3; lang++) {
        buf_reset(&out);
        assert_true(templates_render(t, "a.html", lang, dict_new(&a), &out));
        buf_byte(&out, '\0');
        assert_string_equal(out.at, expected[lang]);
    }
    templates_free(t);
    buf_release(&out);
    diag_release(&d);
    arena_release(&a);
}

static void test_unknown_layout(void **state)
{
    static const struct template_file files[FILES_MAX] = {
        FILE_("a.html", "{{>P}}"), FILE_("partials/p.html", "x")};
    static const char *const none[] = {"b.html", "partials/p.html", "", "a",
                                       "../a.html"};
    struct arena a = {0};
    struct diag d = {0};
    struct buf out = {0};
    struct templates *t = load(files, &d);
    (void)state;
    assert_non_null(t);
    assert_true(templates_has(t, "a.html"));
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_false(templates_has(t, none[i]));
        assert_false(templates_render(t, none[i], 0, dict_new(&a), &out));
        assert_int_equal(out.len, 0);
    }
    templates_free(t);
    diag_release(&d);
    arena_release(&a);
}

/* Every marker of the program in one dict, set twice, then read by a layout
 * that is made of all text markers of the page. */
static void test_many_markers(void **state)
{
    struct arena a = {0};
    struct diag d = {0};
    struct buf text = {0}, want = {0}, out = {0};
    struct dict *page = dict_new(&a);
    (void)state;
    for (int round = 0; round < 2; round++)
        for (int m = 0; m < N_MARKERS; m++)
            if (marker_infos[m].kind == MARKER_TEXT)
                dict_set(page, (enum marker)m,
                         arena_printf(&a, "%d.%d", m, round));
    for (int m = 0; m < N_MARKERS; m++)
        if (marker_infos[m].kind == MARKER_TEXT &&
            strcmp(marker_infos[m].scope, "PAGE") == 0) {
            buf_printf(&text, "{{%s}} ", marker_infos[m].name);
            buf_printf(&want, "%d.1 ", m);
        }
    struct template_file file = {STR("a.html"), STR("a.html"), {0}};
    file.text = buf_view(&text);
    struct templates *t = templates_new(&file, 1, NULL, 0, &d);
    assert_non_null(t);
    assert_true(templates_render(t, "a.html", 0, page, &out));
    assert_true(want.len > 100);
    assert_true(str_eq(buf_view(&out), buf_view(&want)));
    templates_free(t);
    buf_release(&text);
    buf_release(&want);
    buf_release(&out);
    diag_release(&d);
    arena_release(&a);
}

struct job {
    const struct templates *t;
    struct buf out;
    bool good;
};

static void *render_often(void *arg)
{
    struct job *job = arg;
    struct arena a = {0};
    job->good = true;
    for (int i = 0; i < 200; i++) {
        buf_reset(&job->out);
        job->good &=
            templates_render(job->t, "a.html", 1, sample(&a), &job->out);
        arena_reset(&a);
    }
    arena_release(&a);
    return NULL;
}

static void test_threads(void **state)
{
    static const struct template_file files[FILES_MAX] = {
        FILE_("a.html", "{{>TOP}}{{#MENU}}{{>LINE}}{{/MENU}}{{BODY:x-html}}"
                        "<a href=\"{{CANONICAL}}\">{{T_HOME}}</a>"),
        FILE_("partials/top.html", "<h1>{{PAGE_TITLE}}</h1>"),
        FILE_("partials/line.html", "<li>{{MENUITEM_TITLE}}")};
    struct diag d = {0};
    struct job jobs[2] = {{0}};
    pthread_t threads[2];
    (void)state;
    jobs[0].t = jobs[1].t = load(files, &d);
    assert_non_null(jobs[0].t);
    for (int i = 0; i < 2; i++)
        assert_int_equal(
            pthread_create(&threads[i], NULL, render_often, &jobs[i]), 0);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    assert_true(jobs[0].good && jobs[1].good && jobs[0].out.len > 100);
    assert_true(str_eq(buf_view(&jobs[0].out), buf_view(&jobs[1].out)));
    templates_free((struct templates *)jobs[0].t);
    buf_release(&jobs[0].out);
    buf_release(&jobs[1].out);
    diag_release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_render),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_unknown_layout),
        cmocka_unit_test(test_many_markers),
        cmocka_unit_test(test_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
