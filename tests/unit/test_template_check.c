/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

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

struct error_case {
    const char *expected;
    struct template_file files[FILES_MAX];
};

static const struct error_case error_cases[] = {
    {"a.html:2:3: ' PAGE_TITLE' is no name of a marker; expected "
     "letters, digits and '_', without spaces [template-syntax]\n",
     {FILE_("a.html", "x\n教育{{ PAGE_TITLE}}")}},
    {"a.html:1:1: 'page.title' is no name of a marker; expected "
     "letters, digits and '_', without spaces [template-syntax]\n"
     "a.html:1:15: '' is no name of a marker; expected letters, digits "
     "and '_', without spaces [template-syntax]\n"
     "a.html:1:19: '' is no name of a marker; expected letters, digits "
     "and '_', without spaces [template-syntax]\n"
     "a.html:1:24: '' is no name of a marker; expected letters, digits "
     "and '_', without spaces [template-syntax]\n",
     {FILE_("a.html", "{{page.title}}{{}}{{#}}{{:h}}")}},
    {"a.html:1:2: {{ is never closed; expected }} on the same line "
     "[template-syntax]\n"
     "a.html:2:15: {{ is never closed; expected }} on the same line "
     "[template-syntax]\n"
     "a.html:2:3: 'NOINDEX' is a section; write {{#NOINDEX}} … "
     "{{/NOINDEX}} [template-marker]\n",
     {FILE_("a.html", "a{{PAGE_TITLE\n}}{{NOINDEX}} {{")}},
    {"a.html:1:1: {{! is never closed; expected }} [template-syntax]\n",
     {FILE_("a.html", "{{! comment")}},
    {"a.html:1:1: {{= changes the delimiters, which is not supported; "
     "write {{ and }} [template-syntax]\n"
     "a.html:2:1: {{% is a pragma; the file's ending decides how values "
     "are escaped, remove it [template-syntax]\n",
     {FILE_("a.html", "{{=<< >>=}}\n{{%AUTOESCAPE context=\"XML\"}}")}},
    {"a.html:1:2: byte 2 is not UTF-8; save the file as UTF-8 "
     "[encoding]\n",
     {FILE_("a.html", "x\xFFy")}},
    {"a.txt:0:0: 'a.txt' is no name of a template; expected small "
     "letters, digits and '-', then .html, .xml or .svg, in layouts or "
     "layouts/partials [file-name]\n"
     "A.html:0:0: 'A.html' is no name of a template; expected small "
     "letters, digits and '-', then .html, .xml or .svg, in layouts or "
     "layouts/partials [file-name]\n"
     "sub/a.html:0:0: 'sub/a.html' is no name of a template; expected "
     "small letters, digits and '-', then .html, .xml or .svg, in "
     "layouts or layouts/partials [file-name]\n"
     "partials/.html:0:0: 'partials/.html' is no name of a template; "
     "expected small letters, digits and '-', then .html, .xml or .svg, "
     "in layouts or layouts/partials [file-name]\n",
     {FILE_("a.txt", "x"), FILE_("A.html", ""), FILE_("sub/a.html", ""),
      FILE_("partials/.html", "")}},
    /* sections */
    {"a.html:2:1: {{#NOINDEX}} is never closed; expected {{/NOINDEX}} "
     "[template-section]\n"
     "a.html:1:1: {{#MENU}} is never closed; expected {{/MENU}} "
     "[template-section]\n",
     {FILE_("a.html", "{{#MENU}}\n{{#NOINDEX}}")}},
    {"a.html:1:1: {{/MENU}} closes nothing; no section is open here "
     "[template-section]\n",
     {FILE_("a.html", "{{/MENU}}")}},
    {"a.html:1:13: {{/MENU}} closes nothing; the open section is "
     "{{#NOINDEX}} [template-section]\n",
     {FILE_("a.html", "{{#NOINDEX}}{{/MENU}}{{/NOINDEX}}")}},
    {"a.html:1:10: {{#NOINDEX}} is never closed inside its section; "
     "expected {{/NOINDEX}} [template-section]\n"
     "a.html:1:31: {{/NOINDEX}} closes nothing; no section is open here "
     "[template-section]\n",
     {FILE_("a.html", "{{#MENU}}{{#NOINDEX}}{{/MENU}}{{/NOINDEX}}")}},
    {"a.html:1:7: {{/MENU}} closes nothing; no section is open here "
     "[template-section]\n"
     "partials/p.html:1:1: {{#MENU}} is never closed; expected "
     "{{/MENU}} [template-section]\n"
     "partials/unused.html:1:1: {{#MENU}} is never closed; expected "
     "{{/MENU}} [template-section]\n",
     {FILE_("a.html", "{{>P}}{{/MENU}}"), FILE_("partials/p.html", "{{#MENU}}"),
      FILE_("partials/unused.html", "{{#MENU}}")}},
    {"a.html:1:1: 'MENU' has a modifier; only values take one, remove "
     "it [template-modifier]\n"
     "a.html:1:12: 'P' has a modifier; only values take one, remove it "
     "[template-modifier]\n"
     "a.html:1:20: 'PAGE_TITLE:' names no modifier; remove the colon "
     "[template-modifier]\n",
     {FILE_("a.html", "{{#MENU:h}}{{>P:h}}{{PAGE_TITLE:}}")}},
    /* names */
    {"a.html:1:1: unknown marker 'PAGE_TITEL'; did you mean "
     "'PAGE_TITLE'? [template-marker]\n",
     {FILE_("a.html", "{{PAGE_TITEL}}")}},
    {"a.html:1:1: unknown marker 'page_title'; did you mean "
     "'PAGE_TITLE'? [template-marker]\n",
     {FILE_("a.html", "{{page_title}}")}},
    {"a.html:1:1: unknown marker 'XQZWVJ'; layouts/README.md lists them "
     "[template-marker]\n"
     "a.html:1:11: unknown marker 'BI_NEWLINE'; layouts/README.md lists them "
     "[template-marker]\n",
     {FILE_("a.html", "{{XQZWVJ}}{{BI_NEWLINE}}")}},
    {"a.html:1:1: unknown marker 'NOPE'; did you mean 'NOTE'? "
     "[template-marker]\n",
     {FILE_("a.html", "{{#NOPE}}{{CARD_URL}}{{/NOPE}}")}},
    {"a.html:1:10: unknown marker 'CARD_ITLE'; did you mean "
     "'CARD_TITLE'? [template-marker]\n"
     "a.html:1:23: unknown marker 'MENUTEM_URL'; did you mean "
     "'MENUITEM_URL'? [template-marker]\n",
     {FILE_("a.html", "{{#MENU}}{{CARD_ITLE}}{{MENUTEM_URL}}{{/MENU}}")}},
    {"a.html:1:1: 'MENU' is a list; write {{#MENU}} … {{/MENU}} "
     "[template-marker]\n"
     "a.html:1:9: 'NOINDEX' is a section; write {{#NOINDEX}} … "
     "{{/NOINDEX}} [template-marker]\n"
     "a.html:1:20: 'PAGE_TITLE' is plain text and no section; write "
     "{{PAGE_TITLE}} [template-marker]\n"
     "a.html:1:51: unknown marker 'MENU_separator'; layouts/README.md lists "
     "them [template-marker]\n",
     {FILE_("a.html", "{{MENU}}{{NOINDEX}}{{#PAGE_TITLE}}x{{/PAGE_TITLE}}"
                      "{{#MENU_separator}}{{/MENU_separator}}")}},
    /* scopes */
    {"article.html:1:1: 'MENUITEM_TITLE' is not available here: it "
     "belongs to scope MENUITEM; open scopes: PAGE, ARTICLE "
     "[template-marker]\n"
     "article.html:1:19: 'FEED_TITLE' is not available here: it belongs "
     "to scope FEED; open scopes: PAGE, ARTICLE [template-marker]\n",
     {FILE_("article.html", "{{MENUITEM_TITLE}}{{FEED_TITLE}}")}},
    {"feed.xml:1:1: 'PAGE_TITLE' is not available here: it belongs to "
     "scope PAGE; open scopes: FEED [template-marker]\n"
     "feed.xml:1:54: 'ENTRY_TITLE' is not available here: it belongs to "
     "scope ENTRY; open scopes: FEED [template-marker]\n",
     {FILE_("feed.xml", "{{PAGE_TITLE}}{{#ENTRIES}}{{ENTRY_TITLE}}"
                        "{{/ENTRIES}}{{ENTRY_TITLE}}")}},
    {"partials/card.html:1:1: 'CARD_TITLE' is not available here: it "
     "belongs to scope CARD; open scopes: PAGE, HOME; included from "
     "layouts/home.html [template-marker]\n"
     "home.html:2:19: 'CARDS' is not available here: it belongs to "
     "scope LIST; open scopes: PAGE, HOME [template-marker]\n",
     {FILE_("list.html", "{{#CARDS}}{{>CARD}}{{/CARDS}}"),
      FILE_("home.html", "\n{{>CARD}}{{>CARD}}{{#CARDS}}{{/CARDS}}"),
      FILE_("partials/card.html", "{{CARD_TITLE}}{{PAGE_TITLE}}")}},
    /* modifiers */
    {"a.html:1:1: 'BODY' is markup; write {{BODY:x-html}} "
     "[template-modifier]\n"
     "a.html:1:9: 'BODY' is markup; write {{BODY:x-html}} "
     "[template-modifier]\n"
     "a.html:1:19: 'BODY' is markup; write {{BODY:x-html}} "
     "[template-modifier]\n"
     "a.html:1:36: 'BODY' is markup; write {{BODY:x-html}} "
     "[template-modifier]\n"
     "a.html:1:50: 'PAGE_TITLE' is plain text and takes no ':none'; "
     "write {{PAGE_TITLE}} [template-modifier]\n"
     "a.html:1:69: 'PAGE_TITLE' is plain text and takes no ':x-html'; "
     "write {{PAGE_TITLE}} [template-modifier]\n"
     "a.html:1:90: 'PAGE_TITLE' is plain text and takes no ':h:nope'; "
     "write {{PAGE_TITLE}} [template-modifier]\n"
     "a.html:1:111: 'T_HOME' is plain text and takes no ':x-html'; "
     "write {{T_HOME}} [template-modifier]\n",
     {FILE_("a.html", "{{BODY}}{{BODY:h}}{{BODY:x-html:h}}"
                      "{{BODY:x-url}}{{PAGE_TITLE:none}}"
                      "{{PAGE_TITLE:x-html}}{{PAGE_TITLE:h:nope}}"
                      "{{T_HOME:x-html}}")}},
    {"a.html:1:10: 'CONTACT_LINK' is a checked address; write "
     "{{CONTACT_LINK:x-url}} [template-modifier]\n"
     "a.html:1:36: 'JSON_LD' is JSON; write {{JSON_LD:x-json}} "
     "[template-modifier]\n",
     {FILE_("a.html", "<a href=\"{{CONTACT_LINK}}\">"
                      "<script>{{JSON_LD}}</script>")}},
    /* places */
    {"a.html:1:11: 'BODY' is markup and stands in a tag, comment or "
     "script; put it between tags [template-syntax]\n"
     "a.html:2:4: 'PAGE_TITLE' stands in a tag outside quotes; write "
     "name=\"{{…}}\" [template-syntax]\n"
     "a.html:2:25: 'T_HOME' stands in a tag outside quotes; write "
     "name=\"{{…}}\" [template-syntax]\n"
     "a.html:3:1: 'CONTACT_LINK' is an address and stands outside "
     "quotes; put it into an attribute such as href=\"{{…}}\" "
     "[template-syntax]\n"
     "a.html:3:23: 'JSON_LD' is JSON and stands outside a script; put "
     "it into a script element [template-syntax]\n"
     "a.html:4:6: 'BODY' is markup and stands in a tag, comment or "
     "script; put it between tags [template-syntax]\n",
     {FILE_("a.html", "<p title=\"{{BODY:x-html}}\">\n"
                      "<p {{PAGE_TITLE}} class={{T_HOME}}>\n"
                      "{{CONTACT_LINK:x-url}}{{JSON_LD:x-json}}\n"
                      "<!-- {{BODY:x-html}} > -->{{BODY:x-html}}")}},
    {"a.html:1:11: {{>P}} stands in a tag, comment or script, but its "
     "file is escaped as text; put it between tags [template-include]\n"
     "a.html:1:20: 'PAGE_TITLE' stands in a tag outside quotes; write "
     "name=\"{{…}}\" [template-syntax]\n",
     {FILE_("a.html", "<p class=\"{{>P}}\"><{{PAGE_TITLE}}>"),
      FILE_("partials/p.html", "x")}},
    {"a.html:1:9: 'CANONICAL' stands in a tag outside quotes; write "
     "name=\"{{…}}\" [template-syntax]\n",
     {FILE_("a.html", "<a href={{CANONICAL}}>")}},
    /* includes */
    {"a.html:1:1: {{>HAEDER}} finds no file; did you mean {{>HEADER}}? "
     "[template-include]\n"
     "a.html:2:1: {{>XQZ_W}} finds no file; expected "
     "layouts/partials/xqz-w.html [template-include]\n"
     "a.html:2:11: {{>header}} finds no file; did you mean {{>HEADER}}? "
     "[template-include]\n",
     {FILE_("a.html", "{{>HAEDER}}\n{{>XQZ_W}}{{>header}}"),
      FILE_("partials/header.html", "x"), FILE_("partials/xqz-w.xml", "x")}},
    {"partials/two.html:1:1: {{>ONE}} includes itself: "
     "partials/one.html > partials/two.html > partials/one.html "
     "[template-include]\n",
     {FILE_("a.html", "{{>ONE}}"), FILE_("partials/one.html", "\n{{>TWO}}"),
      FILE_("partials/two.html", "{{>ONE}}")}},
    {"partials/one.html:1:1: {{>ONE}} includes itself: "
     "partials/one.html > partials/one.html [template-include]\n",
     {FILE_("a.html", "{{>ONE}}"), FILE_("partials/one.html", "{{>ONE}}")}},
    {"a.html:2:3: {{>P}} is indented, and so would be every line of its "
     "file; put it alone on its line or at the beginning of the line "
     "[template-include]\n"
     "a.html:3:14: {{>P}} is indented, and so would be every line of "
     "its file; put it alone on its line or at the beginning of the "
     "line [template-include]\n",
     {FILE_("a.html", "x\n  {{>P}} {{>P}}\n{{#NOINDEX}} {{>P}}"
                      "{{/NOINDEX}}\n  {{>P}}\t\nx {{>P}}\n{{>P}}"),
      FILE_("partials/p.html", "x")}},
    /* words: told where they first stand, for each language that lacks them */
    {"a.html:2:1: {{T_ONLY_EN}} has no word in language 'zh'; add "
     "'only_en' to strings.zh.yaml [word-missing]\n"
     "a.html:2:27: {{T_NONE}} has no word in language 'zh'; add 'none' "
     "to strings.zh.yaml [word-missing]\n"
     "a.html:2:27: {{T_NONE}} has no word in language 'en'; add 'none' "
     "to strings.en.yaml [word-missing]\n"
     "a.html:2:37: unknown marker 'T_'; layouts/README.md lists them "
     "[template-marker]\n",
     {FILE_("a.html", "{{T_HOME}}\n{{T_ONLY_EN}}{{T_ONLY_EN}}{{T_NONE}}"
                      "{{T_}}{{T_TIP}}")}},
    /* what ctemplate alone knows */
    {"a.html:2:13: the markup does not parse here; look for a stray "
     "quote, '<' or '=' in this tag or the one before "
     "[template-syntax]\n",
     {FILE_("a.html", "<p>教育</p>\n<a href=\"x\" \"y\">{{PAGE_TITLE}}")}},
    {"a.html:1:27: the markup does not parse here; look for a stray "
     "quote, '<' or '=' in this tag or the one before "
     "[template-syntax]\n",
     {FILE_("a.html", "{{#MENU}}{{! c }}<p a=b=c <<>\n{{/MENU}}")}},
    {"a.html:1:10: the modifier of 'CANONICAL' does not escape enough "
     "here; leave it out [template-modifier]\n",
     {FILE_("a.html", "<a href=\"{{CANONICAL:h}}\">{{CANONICAL}}")}},
    {"a.html:1:67: the markup does not parse here; look for a stray "
     "quote, '<' or '=' in this tag or the one before "
     "[template-syntax]\n",
     {FILE_("a.html", "<p style=\"{{PAGE_TITLE}}\" onclick=\""
                      "{{PAGE_TITLE}}\"><a onclick='x' = '{{PAGE_TITLE}}'"
                      ">")}},
};

static void test_errors(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof error_cases / sizeof *error_cases; i++) {
        struct diag d = {0};
        struct buf told = {0};
        struct templates *t = load(error_cases[i].files, &d);
        print_messages(&d, &told);
        assert_string_equal(told.at, error_cases[i].expected);
        assert_null(t);
        templates_free(t);
        buf_release(&told);
        diag_release(&d);
    }
}

static void repeat(struct buf *b, size_t n, const char *text)
{
    for (size_t i = 0; i < n; i++)
        buf_text(b, text);
}

/* Large and nasty files end in a few messages, and soon. */
static void test_limits(void **state)
{
    static const struct {
        size_t n;
        const char *text;
        size_t messages;
        enum diag_code code;
    } rows[] = {
        {1 << 18, "{{#M", 1, DIAG_TEMPLATE_SYNTAX},
        {(1 << 20) / 5, "{{{{\n", 50, DIAG_TEMPLATE_SYNTAX},
        {(1 << 20) / 5, "{{x}}", 50, DIAG_TEMPLATE_MARKER},
        {(1 << 20) / 5, "{{!\n<", 1, DIAG_TEMPLATE_SYNTAX},
        {(1 << 20) / 12, "{{#NOINDEX}}", 50, DIAG_TEMPLATE_SECTION},
        {(1 << 20) / 12, "{{/NOINDEX}}", 50, DIAG_TEMPLATE_SECTION},
        {(1 << 20) / 16, "{{#MENU}} {{>P}}", 50, DIAG_TEMPLATE_SECTION},
        {(1 << 20) / 8, "<a b='\n\"", 1, DIAG_TEMPLATE_SYNTAX},
        {(1 << 20) + 1, "x", 1, DIAG_FILE_SIZE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diag d = {0};
        struct buf b = {0};
        repeat(&b, rows[i].n, rows[i].text);
        struct template_file file = {STR("a.html"), STR("a.html"), {0}};
        file.text = buf_view(&b);
        assert_null(templates_new(&file, 1, words, 2, &d));
        assert_int_equal(d.messages.len, rows[i].messages);
        assert_int_equal(d.messages.at[0].code, rows[i].code);
        diag_release(&d);
        buf_release(&b);
    }
}

enum { CHAIN = 40 };

/* A chain of partials, each including the next by `link`, %s being its name. */
static bool load_chain(const char *link, size_t length, struct diag *d)
{
    struct arena a = {0};
    struct template_file *files =
        arena_array(&a, CHAIN + 1, struct template_file);
    for (size_t i = 0; i < length; i++) {
        struct str name = arena_printf(&a, "P%zu", i);
        struct str rest = str_of(link);
        struct buf text = {0};
        for (struct str head; rest.len > 0;) {
            bool more = str_cut(rest, '%', &head, &rest);
            buf_str(&text, head);
            if (more)
                buf_str(&text, name);
        }
        if (i + 1 == length)
            buf_reset(&text);
        files[i].path = i == 0 ? STR("a.html")
                               : arena_printf(&a, "partials/p%zu.html", i - 1);
        files[i].shown = files[i].path;
        files[i].text = arena_copy(&a, buf_view(&text));
        buf_release(&text);
    }
    struct templates *t = templates_new(files, length, NULL, 0, d);
    templates_free(t);
    arena_release(&a);
    return t != NULL;
}

static void test_chains(void **state)
{
    static const struct {
        const char *link;
        size_t length;
        const char *told; /* NULL: loads */
        size_t messages;
    } rows[] = {
        {"{{>%}}", 33, NULL, 0},
        {"{{>%}}", 34, "lies too deep", 1},
        {"x{{>%}}{{>%}}", 20, NULL, 0},
        {"x{{>%}}{{>%}}", 30, "more than 16 MiB", 1},
        {"{{#MENU}}{{>%}}{{/MENU}}", 4, NULL, 0},
        {"{{#MENU}}{{>%}}{{/MENU}}", 5, "stands in itself", 1},
        {"{{#MENU}}{{>%}}{{/MENU}}{{#FEEDS}}{{>%}}{{/FEEDS}}{{#TILES}}{{>%}}"
         "{{/TILES}}{{#TOC}}{{>%}}{{/TOC}}",
         9, "stands in itself", 20},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diag d = {0};
        assert_int_equal(load_chain(rows[i].link, rows[i].length, &d),
                         rows[i].told == NULL);
        if (rows[i].told != NULL) {
            assert_int_equal(d.messages.len, rows[i].messages);
            assert_int_not_equal(
                str_find(d.messages.at[0].text, str_of(rows[i].told)),
                SIZE_MAX);
        }
        diag_release(&d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_chains),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
