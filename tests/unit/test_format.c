/* SPDX-License-Identifier: MIT */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/format.h"

/* Both write the same bytes, and return the same length, in any room. */
__attribute__((format(printf, 1, 2))) static void assert_same(
    const char *format, ...)
{
    for (size_t room = 0; room < 80; room++) {
        char ours[80], theirs[80];
        va_list args, again;
        memset(ours, '~', sizeof ours);
        memset(theirs, '~', sizeof theirs);
        va_start(args, format);
        va_copy(again, args);
        int a = format_text(ours, room, format, args);
        int b = vsnprintf(theirs, room, format, again);
        va_end(again);
        va_end(args);
        assert_int_equal(a, b);
        assert_memory_equal(ours, theirs, sizeof ours);
    }
}

static void text_is_written(void **state)
{
    (void)state;
    assert_same("no conversion");
    assert_same("%s", "");
    assert_same("/%.*s/%.*s#", 3, "zhx", 0, "");
    assert_same("%.*s", -1, "all of it");
    assert_same("%.*s|%c|100%%", 20, "short", 'x');
}

static void numbers_are_written(void **state)
{
    (void)state;
    assert_same("%d %d %d", 0, INT_MAX, INT_MIN);
    assert_same("%ld %lld", LONG_MIN, LLONG_MIN);
    assert_same("%u %lu %llu %zu", UINT_MAX, ULONG_MAX, ULLONG_MAX, SIZE_MAX);
    assert_same("%04d-%02d-%02dT%02u", 2021, 6, 18, 7u);
    assert_same("%02d %04d %4d %3d", -5, -5, -5, 12345);
    assert_same("%012lld|%1u|%32d", 42LL, 7u, 1);
}

static void anything_else_goes_to_vsnprintf(void **state)
{
    (void)state;
    assert_same("%s %5s|%-5d|%+d", "a", "b", 3, 4);
    assert_same("%d %02X %x", 1, 10u, 11u);
    assert_same("%.3f %s", 0.5, "behind");
    assert_same("%.16s %.2d %0*d", "a limit in the format", 3, 4, 5);
    assert_same("%40d", 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_written),
        cmocka_unit_test(numbers_are_written),
        cmocka_unit_test(anything_else_goes_to_vsnprintf),
    };
    return cmocka_run_group_tests_name("format", tests, NULL, NULL);
}
