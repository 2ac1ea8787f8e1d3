/* SPDX-License-Identifier: MIT */
#include "site_fixture.h"

static bool has(const struct site_run *r, const char *url)
{
    return plan_by_url(&r->plan, str_of(url)) != NULL;
}

static void need(const struct site_run *r, const char *const *urls, bool there)
{
    for (; *urls != NULL; urls++)
        if (has(r, *urls) != there)
            fail_msg("%s is %sthere", *urls, there ? "not " : "");
}

static void rows_of_a_small_site(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r, {"content/articles/2024/a.zh.md", ARTICLE("2024", "文\n")},
             {"content/pages/about.zh.md", "---\ntitle: a\n---\n"},
             {"content/pages/about.en.md", "---\ntitle: a\n---\n"});
    site_expect_silence(&r);
    static const char *const there[] = {
        "/", "/404.html", "/robots.txt", "/_headers", "/_redirects",
        "/sitemap.xml", "/sitemap-news.xml", "/sitemap-zh.txt",
        "/zh/", "/en/", "/zh/articles/", "/en/articles/", "/zh/articles/2024/",
        "/zh/articles/2024/a/", "/zh/about/", "/en/about/", "/zh/topics/",
        "/zh/topics/care/", "/zh/genres/", "/zh/genres/brief/",
        "/zh/districts/", "/zh/districts/990101/", "/en/districts/990102/",
        "/zh/districts/990100/", "/zh/districts/990100/compare/",
        "/zh/indicators/", "/zh/indicators/pupils/", "/zh/data/",
        "/zh/glossary/", "/zh/documents/", "/zh/feed.xml", "/zh/feed.json",
        "/zh/districts/990101/feed.xml", "/data/statistics.csv",
        "/data/csv-metadata.json", "/data/datapackage.json",
        "/data/districts/990101.csv", "/data/districts/990101.json",
        "/data/indicators/pupils.csv", NULL};
    static const char *const absent[] = {
        "/en/articles/2024/a/", "/zh/districts/990101/compare/",
        "/zh/indicators/award/", "/data/indicators/award.csv", "/zh/status/",
        "/zh/topics/care/feed.xml", "/zh/districts/990102/feed.xml",
        "/data/districts/990100.csv", "/zh/articles/page/2/", NULL};
    need(&r, there, true);
    need(&r, absent, false);
    for (size_t i = 1; i < r.plan.len; i++)
        assert_true(str_compare(page_path(&r.plan.page[i - 1]),
                                page_path(&r.plan.page[i])) < 0);
    site_end(&r);
}

static void rows_are_found_by_subject(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r, {"content/articles/2024/a.zh.md", ARTICLE("2024", "文\n")});
    const struct district *east = site_district(&r.site, STR("990101"));
    const struct entry *e = site_entry(&r.site, STR("articles/2024/a"));
    const struct page *page =
        plan_find(&r.plan, PAGE_DISTRICT, east, STR("en"));
    assert_str(page_path(page), "en/districts/990101/index.html");
    assert_str(page->url, "/en/districts/990101/");
    assert_ptr_equal(page->subject, east);
    assert_int_equal(page->lang, 1);
    assert_true(page->indexed);
    assert_str(page_origin(page).path, "data/districts.csv");
    assert_int_equal(page_origin(page).line, 4);
    assert_null(plan_find(&r.plan, PAGE_COMPARE, east, STR("zh")));
    assert_null(plan_find(&r.plan, PAGE_ARTICLE, e, STR("en")));
    assert_null(plan_find(&r.plan, PAGE_NOTICE, e, STR("zh")));
    page = plan_find(&r.plan, PAGE_DATA_ALL_CSV, NULL, STR("zh"));
    assert_str(page_path(page),
               "data/statistics.csv");
    int other = 0;
    assert_str(link_to(&r.site, &r.plan, PAGE_ARTICLE, e, 1, &other),
               "/zh/articles/2024/a/");
    assert_int_equal(other, 0);
    assert_str(link_to(&r.site, &r.plan, PAGE_ARTICLE, e, 0, &other),
               "/zh/articles/2024/a/");
    assert_int_equal(other, -1);
    site_end(&r);
}

static void lists_have_pages(void **state)
{
    (void)state;
    static const struct {
        int n;
        unsigned pages;
    } cases[] = {{0, 1}, {1, 1}, {2, 1}, {3, 2}, {4, 2}, {5, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct site_run r;
        const struct site_file config = {
            "site.yaml", "title: a\nbase_url: https://e.org\npage_size: 2\n"
                         "languages: [{id: zh}]\n"};
        site_start(&r, &config, 1);
        for (int k = 0; k < cases[i].n; k++) {
            char path[64];
            snprintf(path, sizeof path, "content/articles/2024/a%d.zh.md", k);
            site_write(&r, path, STR(ARTICLE("2024-01-02", "文\n")));
        }
        site_load(&r);
        site_expect_silence(&r);
        for (unsigned k = 1; k <= 4; k++) {
            char url[64];
            snprintf(url, sizeof url, k == 1 ? "/zh/articles/"
                                             : "/zh/articles/page/%u/", k);
            const struct page *page = plan_by_url(&r.plan, str_of(url));
            if ((page != NULL) != (k <= cases[i].pages))
                fail_msg("%d articles: %s", cases[i].n, url);
            if (page != NULL) {
                assert_int_equal(page->number, k);
                assert_int_equal(page->of, cases[i].pages);
            }
        }
        assert_int_equal(has(&r, "/zh/districts/990101/feed.xml"),
                         cases[i].n > 0);
        site_end(&r);
    }
}

static void a_policy_decides_what_lists_hold(void **state)
{
    (void)state;
    for (int omit = 0; omit < 2; omit++) {
        struct site_run r;
        SITE_RUN(&r,
                 {"site.yaml", omit ? "title: a\nbase_url: https://e.org\n"
                                      "languages: [{id: zh}, {id: en}]\n"
                                      "missing_translation: omit\n"
                                    : site_base[0].text},
                 {"content/articles/2024/a.zh.md", ARTICLE("2024", "文\n")});
        site_expect_silence(&r);
        assert_true(has(&r, "/en/articles/"));
        assert_true(has(&r, "/zh/articles/2024/"));
        assert_int_equal(has(&r, "/en/articles/2024/"), !omit);
        assert_int_equal(has(&r, "/en/feed.xml"), !omit);
        site_end(&r);
    }
}

static void withdrawn_articles_leave_a_notice(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r, {"content/articles/2024/a.zh.md",
                  "---\ntitle: a\nsummary: b\ndate: 2024\n"
                  "districts: ['990101']\n"
                  "withdrawn: {date: 2024-02-01, reason: 有误}\n---\n"});
    site_expect_silence(&r);
    const struct page *page =
        plan_by_url(&r.plan, STR("/zh/articles/2024/a/"));
    assert_int_equal(page->kind, PAGE_NOTICE);
    assert_false(page->indexed);
    assert_int_equal(r.site.n_articles, 0);
    assert_false(has(&r, "/zh/feed.xml"));
    site_end(&r);
}

/* ---- redirects ---- */

#define ALIASED(aliases)                                                      \
    "---\ntitle: a\naliases: " aliases "\n---\n"

static void aliases_redirect(void **state)
{
    (void)state;
    static const struct {
        const char *alias, *from; /* NULL: refused */
    } cases[] = {
        {"old", "/zh/old/"},
        {"/old/", "/zh/old/"},
        {"articles/2020/x", "/zh/articles/2020/x/"},
        {"旧页", "/zh/旧页/"},
        {"", NULL},
        {"/", NULL},
        {"a b", NULL},
        {"a//b", NULL},
        {"../x", NULL},
        {"a/../../x", NULL},
        {"a?b", NULL},
        {"a#b", NULL},
        {"a\\b", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[128];
        struct site_run r;
        snprintf(text, sizeof text, ALIASED("['%s']"), cases[i].alias);
        SITE_RUN(&r, {"content/pages/a.zh.md", text});
        if (cases[i].from == NULL) {
            assert_int_equal(r.diag.messages.len, 1);
            assert_int_equal(r.plan.n_redirects, 0);
        } else {
            site_expect_silence(&r);
            assert_int_equal(r.plan.n_redirects, 1);
            assert_str(r.plan.redirect[0].from, cases[i].from);
            assert_str(r.plan.redirect[0].to, "/zh/a/");
            const struct page *page =
                plan_by_url(&r.plan, str_of(cases[i].from));
            assert_int_equal(page->kind, PAGE_REDIRECT);
            assert_int_equal(page->lang, 0);
            assert_false(page->indexed);
        }
        site_end(&r);
    }
}

static void successors_take_over_addresses(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r,
             {"data/districts.csv",
              "code,name_zh,valid_to,successor\n990101,东区,,\n990102,西区,,\n"
              "990103,旧区,2020,990101\n990104,分区,2020,990101|990102\n"});
    site_expect_silence(&r);
    const struct page *page =
        plan_by_url(&r.plan, STR("/zh/districts/990103/"));
    const struct redirect *redirect = page->subject;
    assert_int_equal(page->kind, PAGE_REDIRECT);
    assert_str(redirect->to, "/zh/districts/990101/");
    page = plan_by_url(&r.plan, STR("/zh/districts/990104/"));
    assert_int_equal(page->kind, PAGE_DISTRICT);
    site_end(&r);
}

/* ---- collisions ---- */

static void collisions_are_told_once(void **state)
{
    (void)state;
    static const struct {
        const char *a_zh, *a_en, *b_zh; /* pages a and b; NULL: none */
        const char *path, *part; /* NULL: none */
        unsigned line, col;
    } cases[] = {
        {ALIASED("[old]"), ALIASED("[old]"), NULL, "", NULL, 0, 0},
        {ALIASED("[b]"), NULL, ALIASED("[]"), "content/pages/b.zh.md",
         "this and content/pages/a.zh.md:3 would both write zh/b/index.html", 1,
         1},
        {ALIASED("[B]"), NULL, ALIASED("[]"), "content/pages/b.zh.md",
         "of content/pages/a.zh.md:3 differ only in capital letters or accents",
         1, 1},
        {ALIASED("[old]"), "---\ntitle: a\n---\n", ALIASED("[old]"),
         "content/pages/b.zh.md", "content/pages/a.zh.md:3 would both", 3, 11},
        {ALIASED("[districts]"), "---\ntitle: a\n---\n", NULL,
         "content/pages/a.zh.md", "this and a page of the program's own", 3,
         11},
        {ALIASED("[old, old]"), NULL, NULL, "content/pages/a.zh.md",
         "zh/old/index.html", 3, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct site_run r;
        SITE_RUN(&r, {"content/pages/a.zh.md", cases[i].a_zh},
                 {"content/pages/a.en.md", cases[i].a_en},
                 {"content/pages/b.zh.md", cases[i].b_zh});
        if (cases[i].part == NULL) {
            site_expect_silence(&r);
        } else {
            if (r.diag.messages.len != 1)
                site_show(&r);
            assert_int_equal(r.diag.messages.len, 1);
            const struct message *m = &r.diag.messages.at[0];
            assert_int_equal(m->code, DIAG_OUTPUT_COLLISION);
            if (!str_is(m->loc.path, cases[i].path) ||
                m->loc.line != cases[i].line ||
                (cases[i].col != 0 && m->loc.col != cases[i].col) ||
                str_find(m->text, str_of(cases[i].part)) == SIZE_MAX) {
                site_show(&r);
                fail_msg("case %zu: %s", i, cases[i].part);
            }
        }
        site_end(&r);
    }
}

static void a_page_may_not_take_a_generated_address(void **state)
{
    (void)state;
    static const char *const names[] = {"articles", "topics", "data",
                                        "glossary", "indicators"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[64];
        struct site_run r;
        snprintf(path, sizeof path, "content/pages/%s.zh.md", names[i]);
        SITE_RUN(&r, {path, "---\ntitle: a\n---\n"});
        site_expect(&r, DIAG_OUTPUT_COLLISION, path, 1, 1,
                    "a page of the program's own would both write");
        site_end(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_a_small_site),
        cmocka_unit_test(rows_are_found_by_subject),
        cmocka_unit_test(lists_have_pages),
        cmocka_unit_test(a_policy_decides_what_lists_hold),
        cmocka_unit_test(withdrawn_articles_leave_a_notice),
        cmocka_unit_test(aliases_redirect),
        cmocka_unit_test(successors_take_over_addresses),
        cmocka_unit_test(collisions_are_told_once),
        cmocka_unit_test(a_page_may_not_take_a_generated_address),
    };
    return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
