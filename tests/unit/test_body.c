/* SPDX-License-Identifier: MIT */
#include "site_fixture.h"

#define A_ZH "content/articles/2024/a.zh.md"
#define TEXT                                                                   \
    ARTICLE("2024", "一[4万多名](stat:990101/pupils/2023)\n\n## 二 {#two}\n")

static struct version *text_of(struct site_run *r)
{
    return site_entry(&r->site, STR("articles/2024/a"))->in[0];
}

static struct body opened(struct site_run *r)
{
    struct body b;
    assert_true(body_read(&r->site.arena, &r->site, &r->plan, text_of(r), &b,
                          &r->diag));
    return b;
}

static void write_file(const struct site_run *r, const char *bytes)
{
    char path[128];
    snprintf(path, sizeof path, "%s/" A_ZH, r->root);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_true(fputs(bytes, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

/* Held in memory or read from the file, the body is the same. */
static void again(void **state)
{
    (void)state;
    static const char *const texts[] = {TEXT, "\xEF\xBB\xBF" TEXT};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct site_run r;
        SITE_RUN(&r, {A_ZH, texts[i]});
        site_expect_silence(&r);
        struct body held = opened(&r);
        assert_non_null(text_of(&r)->text.at);
        text_of(&r)->text = (struct str){0};
        struct body read = opened(&r);
        assert_true(str_eq(held.text, read.text));
        assert_true(str_eq(held.meta, read.meta));
        assert_int_equal(read.text_line, BODY_LINE - 1);
        assert_int_equal(read.scan.blocks.len, 2);
        assert_int_equal(read.scan.headings.len, text_of(&r)->n_headings);
        assert_int_equal(read.scan.references.len, 1);
        assert_int_equal(read.link[0].kind, LINK_STAT);
        assert_true(read.link[0].checked);
        assert_ptr_equal(read.link[0].cell, held.link[0].cell);
        site_expect_silence(&r);
        site_end(&r);
    }
}

/* What somebody saved since is not mixed with what was loaded. */
static void changed(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "", "---\ntitle: x\n---\n",
        ARTICLE("2024", "一[4万多名](stat:990101/pupils/2023)\n\n## 二 {#twp}\n")};
    for (size_t i = 0; i <= sizeof texts / sizeof *texts; i++) {
        struct site_run r;
        struct body b;
        SITE_RUN(&r, {A_ZH, TEXT});
        text_of(&r)->text = (struct str){0};
        if (i < sizeof texts / sizeof *texts)
            write_file(&r, texts[i]);
        else
            assert_int_equal(unlinkat(r.site.root, A_ZH, 0), 0);
        assert_false(body_read(&r.site.arena, &r.site, &r.plan, text_of(&r), &b,
                               &r.diag));
        site_expect(&r, DIAG_READ, A_ZH, 0, 0, "has changed");
        assert_true(diag_has_system(&r.diag));
        assert_true(body_open(&r.site.arena, &r.site, &r.plan, text_of(&r),
                              &r.diag) == false);
        assert_int_equal(text_of(&r)->body->scan.references.len, 0);
        site_end(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(again),
        cmocka_unit_test(changed),
    };
    return cmocka_run_group_tests_name("body", tests, NULL, NULL);
}
