/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/personal.h"

/* Identity numbers here have right check characters and belong to areas that do
 * not exist (999999). */
static void finds(void **state)
{
    static const struct {
        const char *text, *found; /* NULL: nothing */
    } rows[] = {
        {"联系人王老师 13800138000。", "13800138000"},
        {"电话：13800138000", "13800138000"},
        {"(19912345678)", "19912345678"},
        {"138-0013-8000", "138-0013-8000"},
        {"138 0013 8000", "138 0013 8000"},
        {"+86 13800138000", "+86 13800138000"},
        {"+8613800138000", "+8613800138000"},
        {"13800138000,13900139000", "13800138000"},
        {"tel:13800138000", "13800138000"},
        {"身份证999999199001010016", "999999199001010016"},
        {"999999199001010139，", "999999199001010139"},
        {"999999200002290035", "999999200002290035"},
        {"身份证：99999919900101018X。", "99999919900101018X"},
        {"99999919900101002X", NULL}, /* the check says otherwise */
        /* phones that are no mobile ones */
        {"热线 12345", NULL},
        {"0379-64911800", NULL},
        {"037964911800", NULL},
        {"400-123-4567", NULL},
        {"12800138000", NULL},
        {"1380013800", NULL},
        {"138001380001", NULL},
        {"138 00138 000", NULL},
        {"138-0013 8000", NULL},
        /* figures, codes and addresses */
        {"投入13800138000元", NULL},
        {"13800138000 人次", NULL},
        {"CNY 13800138000", NULL},
        {"￥13800138000", NULL},
        {"13800138000.5", NULL},
        {"3.13800138000", NULL},
        {"13,800,138,000", NULL},
        {"x13800138000", NULL},
        {"13800138000x", NULL},
        {"https://example.org/13800138000", NULL},
        {"https://example.org/?id=13800138000&x", NULL},
        {"#13800138000", NULL},
        {"IMG_13800138000.jpg", NULL},
        {"999999199013010013", NULL}, /* a thirteenth month */
        {"999999179001010018", NULL},
        {"0999999199001010016", NULL},
        {"9999991990010100161", NULL},
        {"", NULL},
        {"1", NULL},
        {"99999919900101001", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str text = str_of(rows[i].text);
        struct personal p;
        bool found = personal_find(text, 0, &p);
        if (found != (rows[i].found != NULL))
            fail_msg("%s: %s", rows[i].text, found ? "found" : "not found");
        if (found && !str_is((struct str){text.at + p.at, p.len},
                             rows[i].found))
            fail_msg("%s: %.*s", rows[i].text, (int)p.len, text.at + p.at);
    }
}

static size_t reports(const char *path, const char *text)
{
    static const struct str ignore[] = {STR_INIT("热线 13700137000")};
    struct diag d = {0};
    personal_check(str_of(path), str_of(text), ignore, 1, &d);
    size_t n = d.messages.len;
    diag_release(&d);
    return n;
}

static void reports_files(void **state)
{
    (void)state;
    assert_int_equal(reports("a.md", "一 13800138000\n\n二 13900139000\n"), 2);
    assert_int_equal(reports("a.md", "一 13800138000\n<!-- numbers: ok -->\n\n"
                                     "二 13900139000\n"),
                     1);
    assert_int_equal(reports("a.md", "一 13800138000\r\n\r\n二 13900139000 "
                                     "<!-- numbers: ok -->\r\n"),
                     1);
    assert_int_equal(reports("a.md", "13700137000"), 0); /* ignored by name */
    assert_int_equal(reports("data/sources.csv", "a,13800138000\n"), 1);
    assert_int_equal(reports("data/statistics/a.csv", "a,13800138000,b\n"), 0);
    assert_int_equal(reports("data/statistics/a.csv", "a,见 13800138000,b\n"),
                     1);
    assert_int_equal(
        reports("data/statistics/a.csv", "a,999999199001010016,b\n"), 1);
}

static void tells_the_place(void **state)
{
    struct diag d = {0};
    (void)state;
    personal_check(STR("a.md"), STR("一\n电话 13800138000，13900139000"), NULL, 0,
                   &d);
    assert_int_equal(d.messages.len, 2);
    assert_int_equal(d.messages.at[0].loc.line, 2);
    assert_int_equal(d.messages.at[0].loc.col, 4);
    assert_int_equal(d.messages.at[1].loc.col, 16);
    /* and does not repeat the number */
    assert_true(str_find(d.messages.at[0].text, STR("13800138000")) ==
                SIZE_MAX);
    diag_release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds),
        cmocka_unit_test(reports_files),
        cmocka_unit_test(tells_the_place),
    };
    return cmocka_run_group_tests_name("personal", tests, NULL, NULL);
}
