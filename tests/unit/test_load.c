/* SPDX-License-Identifier: MIT */
#include "site_fixture.h"

#include <sys/stat.h>

/* For files that text cannot make. */
static void at(const struct site_run *r, const char *path, char out[96])
{
    snprintf(out, 96, "%s/%s", r->root, path);
}

static void an_empty_site_is_fine(void **state)
{
    (void)state;
    struct site_run r;
    static const struct site_file none[] = {
        {"data/districts.csv", NULL},   {"data/units.csv", NULL},
        {"data/topics.csv", NULL},      {"data/groups.csv", NULL},
        {"data/indicators.csv", NULL},  {"data/sources.csv", NULL},
        {"data/documents.csv", NULL},   {"data/events.csv", NULL},
        {"data/glossary.csv", NULL},    {"data/statistics/a.csv", NULL},
    };
    site_start(&r, none, sizeof none / sizeof *none);
    site_load(&r);
    assert_true(r.loaded);
    site_expect_silence(&r);
    assert_int_equal(r.site.n_entries + r.site.n_districts + r.site.n_cells, 0);
    site_end(&r);
}

static void nothing_without_a_configuration(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        enum diag_code code;
        unsigned line, col;
    } cases[] = {
        {NULL, DIAG_SITE_MISSING, 0, 0},
        {"", DIAG_FILE_EMPTY, 0, 0},
        {"  \n", DIAG_FILE_EMPTY, 0, 0},
        {"title: {zh: a\n", DIAG_YAML_SYNTAX, 1, 8},
        {"- a\n", DIAG_YAML_SYNTAX, 1, 1},
        {"title: \xC4\xE3\n", DIAG_ENCODING, 1, 8},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct site_run r;
        SITE_RUN(&r, {"site.yaml", cases[i].yaml},
                 {"content/pages/a.zh.md", "broken, but not looked at\n"});
        assert_false(r.loaded);
        site_expect(&r, cases[i].code, "site.yaml", cases[i].line,
                    cases[i].col, "");
        site_end(&r);
    }
    struct site_run r;
    site_start(&r, NULL, 0);
    r.options.site = "/nowhere/at/all";
    site_load(&r);
    assert_false(r.loaded);
    site_expect(&r, DIAG_READ, "/nowhere/at/all", 0, 0, "cannot read");
    site_end(&r);
}

static void files_of_other_kinds(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        char what;
        enum diag_code code;
        const char *part;
    } cases[] = {
        {"content/pages/b.zh.md", 'l', DIAG_FILE_KIND, "a link"},
        {"content/pages/b.zh.md", 'p', DIAG_FILE_KIND, "a device"},
        {"content/pages/b.gif", 'l', DIAG_FILE_KIND, "a link"},
        {"data/units2.csv", 'p', DIAG_FILE_KIND, "a device"},
        {"data/statistics/b.csv", 'l', DIAG_FILE_KIND, "a link"},
        {"layouts/home.html", 'l', DIAG_FILE_KIND, "a link"},
        {"layouts/assets/a.css", 'p', DIAG_FILE_KIND, "a device"},
        {"content/pages/b.zh.md", 'b', DIAG_FILE_SIZE, "2048 KiB"},
        {"content/pages/b.gif", 'B', DIAG_FILE_SIZE, "64 MiB"},
        {"layouts/home.html", 'b', DIAG_FILE_SIZE, "1024 KiB"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[96];
        struct site_run r;
        const struct site_file files[] = {
            {"content/pages/a.zh.md", "---\ntitle: a\n---\n[b](b.zh.md) "
                                      "![b](b.gif)\n[5](stat:990101/award)\n"},
            {"content/pages/b.zh.md", "---\ntitle: b\n---\n"},
            {"content/pages/b.gif", "GIF89a"},
            {"layouts/x.txt", ""},
            {"layouts/assets/x.txt", ""}};
        site_start(&r, files, 5);
        at(&r, cases[i].path, path);
        unlink(path);
        if (cases[i].what == 'l')
            assert_int_equal(symlink("somewhere", path), 0);
        else if (cases[i].what == 'p')
            assert_int_equal(mkfifo(path, 0600), 0);
        else {
            site_write(&r, cases[i].path, STR("x"));
            assert_int_equal(truncate(path, cases[i].what == 'b' ? 3 << 20
                                                                 : 65 << 20),
                             0);
        }
        site_load(&r);
        assert_true(r.loaded);
        site_expect(&r, cases[i].code, cases[i].path, 0, 0, cases[i].part);
        site_end(&r);
    }
}

/* Nothing in an unreadable folder is missed. */
static void unreadable_folders(void **state)
{
    (void)state;
    static const char *const folders[] = {"data", "content", "layouts"};
    for (size_t i = 0; i < 3; i++) {
        char path[96];
        struct site_run r;
        const struct site_file files[] = {
            {"content/articles/2024/a.zh.md",
             ARTICLE("2024", "[5](stat:990101/award/2023)[p](doc:plan)\n")},
            {"layouts/assets/a.css", ""},
            {"site.yaml", "title: a\nbase_url: https://e.org\n"
                          "languages: [{id: zh}]\nmenu: [about]\n"
                          "home: {lead: 2024/a}\n"},
            {"content/pages/about.zh.md", "---\ntitle: a\n---\n"}};
        site_start(&r, files, 4);
        at(&r, folders[i], path);
        assert_true(fs_remove_tree(AT_FDCWD, path));
        site_write(&r, folders[i], STR("no folder"));
        site_load(&r);
        site_expect(&r, DIAG_READ, folders[i], 0, 0, "cannot read this");
        site_end(&r);
        site_start(&r, files, 4);
        at(&r, folders[i], path);
        assert_true(fs_remove_tree(AT_FDCWD, path));
        assert_int_equal(symlink(folders[i], path), 0);
        site_load(&r);
        site_expect(&r, DIAG_FILE_KIND, folders[i], 0, 0, "this is a link");
        site_end(&r);
    }
}

static void names_in_data(void **state)
{
    (void)state;
    static const struct {
        const char *path, *part;
    } cases[] = {
        {"data/notes.txt", "data/ holds only .csv files"},
        {"data/statistics/a.xlsx", "export this as CSV"},
        {"data/topic.csv", "did you mean 'data/topics.csv'?"},
        {"data/figures.csv", "figures belong into data/statistics/"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct site_run r;
        SITE_RUN(&r, {cases[i].path, "id\n"});
        site_expect(&r, DIAG_FILE_NAME, cases[i].path, 0, 0, cases[i].part);
        site_end(&r);
    }
    struct site_run r;
    SITE_RUN(&r, {"data/README.md", "x"}, {"content/README.zh.md", "x"},
             {"content/pages/README.md", "x"}, {"data/.hidden", "x"},
             {"content/pages/.draft.zh.md", "x"});
    site_expect_silence(&r);
    assert_int_equal(r.site.n_entries, 0);
    site_end(&r);
}

static void media_and_sheets(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r, {"content/pages/gate.gif", "GIF89a"},
             {"content/articles/2024/t.csv", "a,b\n1,2\n"},
             {"content/plan.pdf", "%PDF"});
    site_expect_silence(&r);
    assert_int_equal(r.site.n_media, 3);
    assert_int_equal(r.site.n_sheets, 1);
    const struct media *m =
        map_get(&r.site.by_media, STR("content/pages/gate.gif"));
    assert_str(m->url_path, "media/pages/gate.gif");
    assert_int_equal(m->size, 6);
    assert_false(m->used);
    const struct sheet *t =
        map_get(&r.site.by_sheet, STR("content/articles/2024/t.csv"));
    assert_int_equal(t->table.n_rows, 1);
    site_end(&r);
}

/* A site's layouts win over the default theme's; words merge. */
static void themes(void **state)
{
    (void)state;
    struct site_run share, r;
    char folder[96];
    const struct site_file theme[] = {
        {"layouts/home.html", "default"},
        {"layouts/page.html", "default"},
        {"layouts/assets/site.css", "a{}"},
        {"layouts/strings.zh.yaml", "one: 默认\ntwo: 默认\n"}};
    const struct site_file own[] = {
        {"layouts/home.html", "own"},
        {"layouts/partials/x.html", "own"},
        {"layouts/strings.zh.yaml", "two: 自己\n"},
        {"layouts/README.md", "not read"}};
    site_start(&share, theme, 4);
    site_start(&r, own, 4);
    at(&share, "layouts", folder);
    r.options.share = folder;
    site_load(&r);
    assert_true(r.loaded);
    assert_int_equal(r.diag.messages.len, 0);
    assert_int_equal(r.site.n_layouts, 3);
    assert_str(r.site.layout[0].path, "home.html");
    assert_str(r.site.layout[0].text, "own");
    assert_str(r.site.layout[0].shown, "layouts/home.html");
    assert_str(r.site.layout[1].text, "default");
    assert_str(r.site.layout[2].path, "partials/x.html");
    assert_int_equal(r.site.n_assets, 1);
    assert_str(words_get(&r.site.words[0], "one"), "默认");
    assert_str(words_get(&r.site.words[0], "two"), "自己");
    site_end(&r);
    site_end(&share);
}

static void options_win(void **state)
{
    (void)state;
    struct site_run r;
    site_start(&r, NULL, 0);
    r.options.base_url = STR("https://other.org/x/");
    assert_true(date_parse(STR("2024-03-01"), &r.options.as_of_date));
    site_load(&r);
    site_expect_silence(&r);
    assert_str(r.site.config.base_url, "https://other.org/x");
    assert_str(r.site.config.base_path, "/x");
    /* midnight in Shanghai */
    assert_int_equal(r.options.as_of, 1709222400);
    site_end(&r);
}

/* The same messages and records for every number of threads. */
static void threads_change_nothing(void **state)
{
    (void)state;
    static const size_t threads[] = {1, 4};
    struct site_run r[2];
    for (int k = 0; k < 2; k++) {
        site_start(&r[k], NULL, 0);
        r[k].options.threads = threads[k];
        for (int i = 0; i < 40; i++) {
            char path[64];
            snprintf(path, sizeof path, "content/articles/2024/a%02d.zh.md", i);
            site_write(&r[k], path,
                       i % 3 == 0 ? STR("nothing\n")
                                  : STR(ARTICLE("2024", "[x](doc:x)\n")));
        }
        site_load(&r[k]);
        diag_settle(&r[k].diag);
    }
    assert_int_equal(r[0].diag.messages.len, 40);
    assert_int_equal(r[1].diag.messages.len, 40);
    for (size_t i = 0; i < 40; i++) {
        const struct message *a = &r[0].diag.messages.at[i];
        const struct message *b = &r[1].diag.messages.at[i];
        assert_true(str_eq(a->loc.path, b->loc.path));
        assert_true(str_eq(a->text, b->text));
    }
    site_end(&r[0]);
    site_end(&r[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_site_is_fine),
        cmocka_unit_test(nothing_without_a_configuration),
        cmocka_unit_test(files_of_other_kinds),
        cmocka_unit_test(unreadable_folders),
        cmocka_unit_test(names_in_data),
        cmocka_unit_test(media_and_sheets),
        cmocka_unit_test(themes),
        cmocka_unit_test(options_win),
        cmocka_unit_test(threads_change_nothing),
    };
    return cmocka_run_group_tests_name("load", tests, NULL, NULL);
}
