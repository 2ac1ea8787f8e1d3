/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "word_diff.h"

static void test_marks(void **state)
{
    (void)state;
    static const struct {
        const char *was, *now, *old, *new;
    } rows[] = {
        {"", "", "", ""},
        {"a", "a", "a", "a"},
        {"", "a", "", "{+a+}"},
        {"a", "", "[-a-]", ""},
        {"47 schools", "48 schools", "[-47-] schools", "{+48+} schools"},
        {"全区有学校", "全区现有学校", "全区有学校", "全区{+现+}有学校"},
        {"有47所", "有48所", "有[-47-]所", "有{+48+}所"},
        {"a b c d", "a x c y d", "a [-b-] c d", "a {+x+} c{+ y+} d"},
        {"b a", "a b", "[-b -]a", "a{+ b+}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena a = {0};
        struct word_diff d =
            word_diff(&a, str_of(rows[i].was), str_of(rows[i].now));
        assert_string_equal(arena_copy(&a, d.was).at, rows[i].old);
        assert_string_equal(arena_copy(&a, d.now).at, rows[i].new);
        arena_release(&a);
    }
}

/* Long stretches that agree lose their middle, from either side of a change. */
static void test_long(void **state)
{
    (void)state;
    struct arena a = {0};
    struct buf same = {0}, was = {0}, now = {0};
    for (int i = 0; i < 100; i++)
        buf_printf(&same, "w%d ", i);
    buf_printf(&was, "%.*sold %.*s", (int)same.len, same.at, (int)same.len,
               same.at);
    buf_printf(&now, "%.*snew %.*s", (int)same.len, same.at, (int)same.len,
               same.at);
    struct word_diff d = word_diff(&a, buf_view(&was), buf_view(&now));
    assert_string_equal(
        arena_copy(&a, d.was).at,
        "…w94 w95 w96 w97 w98 w99 [-old-] w0 w1 w2 w3 w4 w5…");
    buf_release(&was);
    /* Above the limit all of it counts as changed. */
    struct buf other = {0};
    for (int i = 0; i < 1000; i++)
        buf_printf(&other, "x%d ", i);
    d = word_diff(&a, buf_view(&now), buf_view(&other));
    assert_true(str_starts(d.was, STR("[-w0 w1")));
    assert_true(str_ends(d.now, STR("x999+} ")));
    buf_release(&same);
    buf_release(&now);
    buf_release(&other);
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
