/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "input/yaml.h"
#include "model/config.h"

struct reading {
    struct arena a;
    struct diag d;
    struct config c;
    bool good;
};

static void read_with(struct reading *r, const char *yaml, const char *base_url)
{
    *r = (struct reading){0};
    const struct value *file =
        yaml_parse(&r->a, STR("site.yaml"), str_of(yaml), 1, &r->d);
    if (file == NULL)
        fail_msg("%s does not parse", yaml);
    r->good = config_load(&r->c, &r->a, file, str_of(base_url), &r->d);
}

static void end(struct reading *r)
{
    config_release(&r->c);
    diag_release(&r->d);
    arena_release(&r->a);
}

/* Lines 1 to 3; what a test adds begins on line 4. */
#define HEAD                                                                  \
    "title: {zh: 简报, en: Jianbao}\n"                                        \
    "base_url: https://example.org\n"                                         \
    "languages: [{id: zh, tag: zh-Hans, name: 中文}, {id: en}]\n"

static void defaults(void **state)
{
    (void)state;
    struct reading r;
    read_with(&r, HEAD, "");
    const struct config *c = &r.c;
    assert_true(r.good);
    assert_int_equal(r.d.messages.len, 0);
    assert_int_equal(c->n_languages, 2);
    assert_true(str_is(c->language[0].tag, "zh-Hans"));
    assert_true(str_is(c->language[1].tag, "en"));
    assert_true(str_is(c->language[1].name, "en"));
    assert_true(str_is(c->title.in[0], "简报"));
    assert_true(str_is(c->title.in[1], "Jianbao"));
    assert_true(str_is(c->timezone, "Asia/Shanghai"));
    assert_non_null(c->zone);
    assert_true(str_is(c->base_path, ""));
    assert_int_equal(c->page_size, 20);
    assert_int_equal(c->missing[ENTRY_PAGE], MISSING_FALLBACK);
    assert_false(c->raw_html);
    assert_false(c->status_page);
    assert_int_equal(c->n_genres + c->n_menu + c->n_home_figures + c->n_ignore +
                         c->n_extra + c->n_footer,
                     0);
    for (int i = 0; i < N_DIAG_CODES; i++)
        assert_int_equal(c->severities.of[i], diag_kinds[i].severity);
    end(&r);
}

static const char everything[] = HEAD
    "tagline: {zh: 一, en: One}\n"
    "timezone: Europe/Paris\n"
    "publisher: {name: {zh: 编辑部, en: Editors}, url: https://p.org,\n"
    "            email: e@p.org}\n"
    "license: {name: CC BY, url: https://cc.org}\n"
    "genres: {summary: {zh: 综述, en: Summaries}, brief: 简讯}\n"
    "menu: [articles, {to: about, name: {zh: 关于}}]\n"
    "home: {lead: 2021/a, key_figures: [stat:1/a, stat:1/b]}\n"
    "page_size: 500\n"
    "missing_translation: omit\n"
    "raw_html: true\n"
    "numbers: {ignore: [CC BY 4.0, 三里]}\n"
    "severity: {stat-quote: off, raw-html: error, stat-empty: warning}\n"
    "extra: {phone: {type: text}, seats: {type: number, shared: true}}\n"
    "status_page: true\n"
    "footer: [{zh: 备案, en: Filed}, {text: 号, url: https://b.org}]\n"
    "site_id_code: '4103000001'\n"
    "deploy: {host: example.org}\n";

static void every_key(void **state)
{
    (void)state;
    struct reading r;
    enum diag_code code;
    read_with(&r, everything, "");
    const struct config *c = &r.c;
    assert_true(r.good);
    assert_int_equal(r.d.messages.len, 0);
    assert_true(str_is(c->tagline.in[1], "One"));
    assert_true(str_is(c->timezone, "Europe/Paris"));
    assert_true(str_is(c->publisher.in[1], "Editors"));
    assert_true(str_is(c->publisher_url, "https://p.org"));
    assert_true(str_is(c->publisher_email, "e@p.org"));
    assert_true(str_is(c->license.in[0], "CC BY"));
    assert_true(str_is(c->license_url, "https://cc.org"));
    assert_int_equal(c->n_genres, 2);
    assert_true(str_is(c->genre[0].id, "summary"));
    assert_true(str_is(c->genre[1].name.in[0], "简讯"));
    assert_int_equal(c->n_menu, 2);
    assert_true(str_is(c->menu[1].target, "about"));
    assert_true(str_is(c->menu[1].name.in[0], "关于"));
    assert_true(str_is(c->home_lead, "2021/a"));
    assert_int_equal(c->n_home_figures, 2);
    assert_true(str_is(c->home_figures[1], "stat:1/b"));
    assert_int_equal(c->home_figures_loc[1].col, 46);
    assert_int_equal(c->page_size, 500);
    assert_int_equal(c->missing[ENTRY_ARTICLE], MISSING_OMIT);
    assert_int_equal(c->missing[ENTRY_DISTRICT], MISSING_OMIT);
    assert_true(c->raw_html);
    assert_int_equal(c->n_ignore, 2);
    assert_true(str_is(c->ignore[1], "三里"));
    assert_int_equal(c->severities.of[DIAG_STAT_QUOTE], SEVERITY_OFF);
    assert_int_equal(c->severities.of[DIAG_RAW_HTML], SEVERITY_ERROR);
    assert_true(diag_code_find(STR("stat-empty"), &code));
    assert_int_equal(c->severities.of[code], SEVERITY_WARNING);
    assert_int_equal(c->n_extra, 2);
    assert_int_equal(c->extra[1].type, EXTRA_NUMBER);
    assert_true(c->extra[1].shared);
    assert_false(c->extra[0].shared);
    assert_true(c->status_page);
    assert_int_equal(c->n_footer, 2);
    assert_true(str_is(c->footer[0].text.in[1], "Filed"));
    assert_true(str_is(c->footer[1].url, "https://b.org"));
    assert_true(str_is(c->site_id_code, "4103000001"));
    assert_true(str_is(c->deploy_host, "example.org"));
    end(&r);
}

/* One mistake each. `fatal`: nothing else of the site can be read. */
static const struct {
    const char *yaml;
    bool fatal;
    enum diag_code code;
    unsigned line, col;
    const char *part;
} mistakes[] = {
    {HEAD "page_sise: 1\n", false, DIAG_FIELD_UNKNOWN, 4, 1, "'page_size'?"},
    {HEAD "page_size: 0\n", false, DIAG_FIELD_TYPE, 4, 12, "1 to 500"},
    {HEAD "page_size: 501\n", false, DIAG_FIELD_TYPE, 4, 12, "1 to 500"},
    {HEAD "raw_html: 1\n", false, DIAG_FIELD_TYPE, 4, 11, "true or false"},
    {HEAD "status_page: on\n", false, DIAG_FIELD_TYPE, 4, 14, "'on'"},
    {HEAD "missing_translation: {pages: no}\n", false, DIAG_FIELD_VALUE, 4, 30,
     "expected fallback, omit or error"},
    {HEAD "missing_translation: {page: omit}\n", false, DIAG_FIELD_UNKNOWN, 4,
     23, "unknown field 'page'; did you mean 'pages'?"},
    {HEAD "missing_translation: none\n", false, DIAG_FIELD_VALUE, 4, 22,
     "fallback, omit or error"},
    {HEAD "timezone: Mars/Base\n", true, DIAG_FIELD_VALUE, 4, 11,
     "no time zone"},
    {HEAD "timezone: GMT+8\n", true, DIAG_FIELD_VALUE, 4, 11, "no time zone"},
    {HEAD "tagline: [a]\n", false, DIAG_FIELD_TYPE, 4, 10, "a list"},
    {HEAD "tagline: {fr: a}\n", false, DIAG_FIELD_UNKNOWN, 4, 11,
     "no language"},
    {HEAD "publisher: {nam: a}\n", false, DIAG_FIELD_UNKNOWN, 4, 13, "'name'?"},
    {HEAD "license: {links: a}\n", false, DIAG_FIELD_UNKNOWN, 4, 11,
     "expected name or url"},
    {HEAD "genres: [brief]\n", false, DIAG_FIELD_TYPE, 4, 9, "map of fields"},
    {HEAD "genres: {A b: x}\n", false, DIAG_FIELD_VALUE, 4, 10,
     "must be made of"},
    {HEAD "menu: articles\n", false, DIAG_FIELD_TYPE, 4, 7, "expected a list"},
    {HEAD "menu: [{name: x}]\n", false, DIAG_FIELD_MISSING, 4, 8, "'to'"},
    {HEAD "menu: [{to: x, label: y}]\n", false, DIAG_FIELD_UNKNOWN, 4, 16,
     "'label'"},
    {HEAD "home: {led: 2021/a}\n", false, DIAG_FIELD_UNKNOWN, 4, 8, "'lead'?"},
    {HEAD "home: {key_figures: {a: b}}\n", false, DIAG_FIELD_TYPE, 4, 21,
     "list of texts"},
    {HEAD "numbers: {ignored: [a]}\n", false, DIAG_FIELD_UNKNOWN, 4, 11,
     "'ignore'?"},
    {HEAD "severity: {stat-quotes: off}\n", false, DIAG_FIELD_UNKNOWN, 4, 12,
     "did you mean 'stat-quote'?"},
    {HEAD "severity: {stat-mismatch: off}\n", false, DIAG_FIELD_VALUE, 4, 12,
     "always an error"},
    {HEAD "severity: {stat-quote: no}\n", false, DIAG_FIELD_VALUE, 4, 24,
     "off, notice, warning or error"},
    {HEAD "extra: {a: text}\n", false, DIAG_FIELD_TYPE, 4, 12,
     "map of fields"},
    {HEAD "extra: {a: {type: money}}\n", false, DIAG_FIELD_VALUE, 4, 19,
     "text, number, date, bool or list"},
    {HEAD "footer: a\n", false, DIAG_FIELD_TYPE, 4, 9, "a list"},
    {HEAD "footer: [{text: a, href: b}]\n", false, DIAG_FIELD_UNKNOWN, 4, 20,
     "expected text or url"},
    {HEAD "deploy: {hots: a}\n", false, DIAG_FIELD_UNKNOWN, 4, 10, "'host'?"},
    {HEAD "site_id_code: [1]\n", false, DIAG_FIELD_TYPE, 4, 15, "a text"},
    {"title: a\nlanguages: [{id: zh}]\n", true, DIAG_FIELD_MISSING, 1, 1,
     "'base_url' is missing"},
    {"title: a\nbase_url: https://e.org\n", true, DIAG_FIELD_MISSING, 1, 1,
     "'languages' is missing"},
    {"base_url: https://e.org\nlanguages: [{id: zh}]\n", false,
     DIAG_FIELD_MISSING, 1, 1, "'title' is missing"},
    {"title: a\nbase_url: https://e.org\nlanguages: []\n", true,
     DIAG_FIELD_VALUE, 3, 12, "0 languages, expected 1 to 8"},
    {"title: a\nbase_url: https://e.org\nlanguages: zh\n", true,
     DIAG_FIELD_TYPE, 3, 12, "a list"},
    {"title: a\nbase_url: https://e.org\nlanguages: [zh]\n", true,
     DIAG_FIELD_TYPE, 3, 13, "map of fields"},
    {"title: a\nbase_url: https://e.org\nlanguages: [{id: ZH}]\n", true,
     DIAG_FIELD_VALUE, 3, 13, "small letters"},
    {"title: a\nbase_url: https://e.org\nlanguages: [{tag: zh}]\n", true,
     DIAG_FIELD_VALUE, 3, 13, "small letters"},
    {"title: a\nbase_url: https://e.org\nlanguages: [{id: zh}, {id: zh}]\n",
     true, DIAG_KEY_DUPLICATE, 3, 23, "listed twice"},
};

static void mistakes_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct reading r;
        read_with(&r, mistakes[i].yaml, "");
        const char *yaml = mistakes[i].yaml;
        if (r.d.messages.len != 1)
            fail_msg("%s: %zu messages", yaml, r.d.messages.len);
        const struct message *m = &r.d.messages.at[0];
        if (m->code != mistakes[i].code || m->loc.line != mistakes[i].line ||
            m->loc.col != mistakes[i].col || r.good == mistakes[i].fatal ||
            str_find(m->text, str_of(mistakes[i].part)) == SIZE_MAX)
            fail_msg("%s: %u:%u " STR_FMT " [%s]%s", yaml, m->loc.line,
                     m->loc.col, STR_ARG(m->text), diag_kinds[m->code].code,
                     r.good ? "" : " fatal");
        end(&r);
    }
}

static void addresses(void **state)
{
    (void)state;
    static const struct {
        const char *given, *url, *path; /* url NULL: refused */
    } cases[] = {
        {"https://example.org", "https://example.org", ""},
        {"https://example.org/", "https://example.org", ""},
        {"https://example.org/news", "https://example.org/news", "/news"},
        {"https://example.org/a/b//", "https://example.org/a/b", "/a/b"},
        {"http://127.0.0.1:8000", "http://127.0.0.1:8000", ""},
        {"example.org", NULL, NULL},
        {"https://", NULL, NULL},
        {"https:///news", NULL, NULL},
        {"ftp://example.org", NULL, NULL},
        {"https://example.org/?a", NULL, NULL},
        {"https://example.org/#a", NULL, NULL},
        {"https://exam ple.org", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool good = config_is_base_url(str_of(cases[i].given));
        if (good != (cases[i].url != NULL))
            fail_msg("%s", cases[i].given);
        if (!good)
            continue;
        struct reading r;
        read_with(&r, HEAD, cases[i].given);
        assert_true(r.good);
        assert_true(str_is(r.c.base_url, cases[i].url));
        assert_true(str_is(r.c.base_path, cases[i].path));
        end(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults),
        cmocka_unit_test(every_key),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(addresses),
    };
    return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
