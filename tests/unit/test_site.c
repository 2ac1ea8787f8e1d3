/* SPDX-License-Identifier: MIT */
#include "data_fixture.h"

static void texts_fall_back(void **state)
{
    (void)state;
    struct fixture f;
    fixture_init(&f);
    static const struct {
        const char *zh, *en;
        size_t lang;
        int found;
        const char *text;
    } cases[] = {
        {"涧西", "Jianxi", 0, 0, "涧西"}, {"涧西", "Jianxi", 1, 1, "Jianxi"},
        {"涧西", "", 1, 0, "涧西"},       {"", "Jianxi", 0, 1, "Jianxi"},
        {"", "", 0, -1, ""},              {"涧西", "", LANG_MAX, 0, "涧西"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text t = {{str_of(cases[i].zh), str_of(cases[i].en)}};
        assert_int_equal(site_text_lang(&f.site, &t, cases[i].lang),
                         cases[i].found);
        assert_str(site_text(&f.site, &t, cases[i].lang), cases[i].text);
    }
    assert_int_equal(site_lang(&f.site, STR("en")), 1);
    assert_int_equal(site_lang(&f.site, STR("fr")), -1);
    assert_int_equal(site_lang(&f.site, STR("")), -1);
    fixture_release(&f);
}

static void versions_follow_the_policy(void **state)
{
    (void)state;
    struct fixture f;
    struct version zh = {.lang = 0}, en = {.lang = 1};
    struct entry both = {.in = {&zh, &en}, .original = 0};
    struct entry zh_only = {.in = {&zh, NULL}, .original = 0};
    struct entry en_only = {.in = {NULL, &en}, .original = 1};
    struct entry none = {.original = 0};
    static const enum missing_policy policies[] = {
        MISSING_FALLBACK, MISSING_OMIT, MISSING_ERROR};
    fixture_init(&f);
    for (size_t i = 0; i < 3; i++) {
        bool fallback = policies[i] == MISSING_FALLBACK;
        f.site.config.missing[ENTRY_ARTICLE] = policies[i];
        assert_ptr_equal(entry_version(&f.site, &both, 1), &en);
        assert_ptr_equal(entry_version(&f.site, &zh_only, 0), &zh);
        assert_ptr_equal(entry_version(&f.site, &zh_only, 1),
                         fallback ? &zh : NULL);
        assert_ptr_equal(entry_version(&f.site, &en_only, 0),
                         fallback ? &en : NULL);
        assert_null(entry_version(&f.site, &none, 0));
    }
    struct entry page = {.kind = ENTRY_PAGE, .in = {&zh, NULL}};
    f.site.config.missing[ENTRY_DISTRICT] = MISSING_OMIT;
    assert_ptr_equal(entry_version(&f.site, &page, 1), &zh);
    f.site.config.missing[ENTRY_PAGE] = MISSING_OMIT;
    assert_null(entry_version(&f.site, &page, 1));
    assert_true(entry_has(&zh_only, 0));
    assert_false(entry_has(&zh_only, 1));
    fixture_release(&f);
}

static void records_are_looked_up(void **state)
{
    (void)state;
    struct fixture f;
    struct entry about = {.slug = STR("about")};
    fixture_statistics(&f, "district,indicator,period,value\n");
    map_put(&f.site.by_entry, &f.site.arena, STR("pages/about"), &about);
    assert_ptr_equal(site_entry(&f.site, STR("pages/about")), &about);
    assert_null(site_entry(&f.site, STR("about")));
    assert_str(site_district(&f.site, STR("410305"))->name.in[1], "Jianxi");
    assert_null(site_district(&f.site, STR("41030")));
    assert_null(site_district(&f.site, STR("")));
    assert_str(site_indicator(&f.site, STR("share"))->unit->id, "percent");
    assert_null(site_indicator(&f.site, STR("Share")));
    fixture_release(&f);
    assert_null(f.site.district);
    site_release(&f.site); /* twice does no harm */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_fall_back),
        cmocka_unit_test(versions_follow_the_policy),
        cmocka_unit_test(records_are_looked_up),
    };
    return cmocka_run_group_tests_name("site", tests, NULL, NULL);
}
