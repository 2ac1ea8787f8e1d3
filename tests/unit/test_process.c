/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/process.h"

static const char *const no_settings[] = {NULL};

static bool run(struct arena *a, const char *script, const char *const *set,
                size_t max, struct str *out)
{
    const char *const arguments[] = {"sh", "-c", script, NULL};
    return process_output(a, arguments, set, max, out);
}

static void test_output(void **state)
{
    (void)state;
    struct arena a = {0};
    struct str out;
    static const char *const set[] = {"LANG=of the test", NULL};
    assert_true(run(&a, "printf 'a\\nb'; echo c >&2", no_settings, 100, &out));
    assert_string_equal(out.at, "a\nb");
    assert_true(run(&a, "echo $LANG", set, 100, &out));
    assert_string_equal(out.at, "of the test\n");
    assert_true(run(&a, "read line; echo \"<$line>\"", no_settings, 100, &out));
    assert_string_equal(out.at, "<>\n");
    assert_true(run(&a, "head -c 300000 /dev/zero", no_settings, 300000, &out));
    assert_int_equal(out.len, 300000);
    arena_release(&a);
}

static void test_failures(void **state)
{
    (void)state;
    struct arena a = {0};
    struct str out;
    static const char *const absent[] = {"no-such-program-here", NULL};
    assert_false(process_output(&a, absent, no_settings, 100, &out));
    assert_false(run(&a, "echo a; exit 1", no_settings, 100, &out));
    assert_false(run(&a, "kill -9 $$", no_settings, 100, &out));
    assert_false(run(&a, "yes", no_settings, 100, &out));
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_output),
        cmocka_unit_test(test_failures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
