/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "check/address.h"

struct row {
    const char *from, *text;
    enum address_kind kind;
    const char *path, *fragment;
};

static void check_rows(const struct config *c, const struct row *rows, size_t n)
{
    struct arena a = {0};
    for (size_t i = 0; i < n; i++) {
        const struct row *r = &rows[i];
        struct address got =
            address_parse(&a, c, str_of(r->from), str_of(r->text));
        bool path = r->path == NULL || str_is(got.path, r->path);
        bool fragment = r->fragment == NULL || str_is(got.fragment, r->fragment);
        if (got.kind != r->kind || !path || !fragment)
            fail_msg("'%s' from %s: kind %d, path '" STR_FMT "', fragment '"
                     STR_FMT "'",
                     r->text, r->from, (int)got.kind, STR_ARG(got.path),
                     STR_ARG(got.fragment));
    }
    arena_release(&a);
}

static void of_a_site_at_the_root(void **state)
{
    (void)state;
    const struct config c = {.base_url = STR_INIT("https://a.org"),
                             .base_path = STR_INIT("")};
    static const struct row rows[] = {
        {"/zh/", "/zh/x/", ADDRESS_OURS, "/zh/x/", ""},
        {"/zh/", "/zh/x/#y", ADDRESS_OURS, "/zh/x/", "y"},
        {"/zh/", "#y", ADDRESS_OURS, "", "y"},
        {"/zh/", "?q=1#y", ADDRESS_OURS, "/zh/", "y"},
        {"/zh/", "/zh/x/?q=/..", ADDRESS_OURS, "/zh/x/", ""},
        {"/zh/a/", "b/", ADDRESS_OURS, "/zh/a/b/", ""},
        {"/zh/a/", "../b/", ADDRESS_OURS, "/zh/b/", ""},
        {"/zh/a/", "..", ADDRESS_OURS, "/zh/", ""},
        {"/zh/a/", "./", ADDRESS_OURS, "/zh/a/", ""},
        {"/zh/a/", "../../../../b", ADDRESS_OURS, "/b", ""},
        {"/404.html", "b.png", ADDRESS_OURS, "/b.png", ""},
        {"/zh/", "/%E6%95%99/#%e8%82%b2", ADDRESS_OURS, "/教/", "育"},
        {"/zh/", "/100%", ADDRESS_OURS, "/100%", ""},
        {"/zh/", "/%4", ADDRESS_OURS, "/%4", ""},
        {"/zh/", "https://a.org", ADDRESS_OURS, "/", ""},
        {"/zh/", "https://a.org/x/#y", ADDRESS_OURS, "/x/", "y"},
        {"/zh/", "https://a.org#y", ADDRESS_OURS, "/", "y"},
        {"/zh/", "https://a.org.cn/x/", ADDRESS_OUTSIDE, NULL, NULL},
        {"/zh/", "https://b.org/x y", ADDRESS_BAD, NULL, NULL},
        {"/zh/", "//b.org/", ADDRESS_OUTSIDE, NULL, NULL},
        {"/zh/", "http://a.org/", ADDRESS_OUTSIDE, NULL, NULL},
        {"/zh/", "mailto:a@b.org", ADDRESS_OTHER, NULL, NULL},
        {"/zh/", "data:text/plain,a b", ADDRESS_OTHER, NULL, NULL},
        {"/zh/", "a:b", ADDRESS_OTHER, NULL, NULL},
        {"/zh/", "1:b", ADDRESS_OURS, "/zh/1:b", ""},
        {"/zh/", "", ADDRESS_BAD, NULL, NULL},
        {"/zh/", "a b", ADDRESS_BAD, NULL, NULL},
        {"/zh/", "a\nb", ADDRESS_BAD, NULL, NULL},
        {"/zh/", "{{X}}", ADDRESS_BAD, NULL, NULL},
    };
    check_rows(&c, rows, sizeof rows / sizeof *rows);
}

static void of_a_site_below_a_path(void **state)
{
    (void)state;
    const struct config c = {.base_url = STR_INIT("https://a.org/news"),
                             .base_path = STR_INIT("/news")};
    static const struct row rows[] = {
        {"/zh/", "/news/zh/x/", ADDRESS_OURS, "/zh/x/", ""},
        {"/zh/", "/news", ADDRESS_OURS, "/", ""},
        {"/zh/", "/newspaper/", ADDRESS_ABOVE, NULL, NULL},
        {"/zh/", "/zh/x/", ADDRESS_ABOVE, NULL, NULL},
        {"/zh/", "x/", ADDRESS_OURS, "/zh/x/", ""},
        {"/zh/", "../../", ADDRESS_ABOVE, NULL, NULL},
        {"/zh/", "https://a.org/news/x/", ADDRESS_OURS, "/x/", ""},
        {"/zh/", "https://a.org/", ADDRESS_OUTSIDE, NULL, NULL},
    };
    check_rows(&c, rows, sizeof rows / sizeof *rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_site_at_the_root),
        cmocka_unit_test(of_a_site_below_a_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
