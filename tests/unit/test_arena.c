/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/vec.h"

static bool all_zero(const char *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (at[i] != 0)
            return false;
    return true;
}

static void hands_out_zeroed_aligned_memory(void **state)
{
    static const size_t sizes[] = {1, 3, 16, 17, 1000, 65535, 65536, 300000};
    struct arena a = {0};
    (void)state;
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            char *at = arena_alloc(&a, sizes[i], 1);
            assert_int_equal((uintptr_t)at % _Alignof(max_align_t), 0);
            assert_true(all_zero(at, sizes[i]));
            memset(at, 0xAA, sizes[i]); /* the next round must not see it */
        }
        arena_reset(&a);
    }
    arena_release(&a);
    assert_null(a.head);
    assert_int_equal(a.total, 0);
}

static void pieces_do_not_overlap(void **state)
{
    struct arena a = {0};
    int *piece[5000];
    (void)state;
    for (int i = 0; i < 5000; i++) {
        piece[i] = arena_array(&a, (size_t)(i % 50 + 1), int);
        for (int j = 0; j <= i % 50; j++)
            piece[i][j] = i;
    }
    for (int i = 0; i < 5000; i++)
        for (int j = 0; j <= i % 50; j++)
            assert_int_equal(piece[i][j], i);
    arena_release(&a);
}

static void grows(void **state)
{
    struct arena a = {0};
    (void)state;
    for (int disturbed = 0; disturbed < 2; disturbed++) {
        vec_of(int) v = {0};
        for (int i = 0; i < 30000; i++) {
            *vec_push(&a, &v) = i;
            if (disturbed)
                memset(arena_alloc(&a, 5, 1), 0xFF, 5);
        }
        assert_int_equal(v.len, 30000);
        for (int i = 0; i < 30000; i++)
            assert_int_equal(v.at[i], i);
        assert_int_equal(*vec_push(&a, &v), 0);
        for (size_t i = v.len; i < v.cap; i++)
            assert_int_equal(v.at[i], 0);
    }
    arena_release(&a);
}

static void copies(void **state)
{
    struct arena a = {0};
    char text[] = "涧西区";
    struct str s = arena_copy(&a, (struct str){text, 6});
    (void)state;
    memset(text, 'x', sizeof text);
    assert_true(str_is(s, "涧西"));
    assert_int_equal(s.at[s.len], '\0');
    s = arena_copy(&a, (struct str){0});
    assert_int_equal(s.len, 0);
    assert_int_equal(s.at[0], '\0');
    s = arena_printf(&a, "%s-" STR_FMT "-%d", "a", STR_ARG(STR("bc")), 7);
    assert_true(str_is(s, "a-bc-7"));
    assert_int_equal(s.at[s.len], '\0');
    s = arena_printf(&a, "%0100000d", 1);
    assert_int_equal(s.len, 100000);
    assert_int_equal(s.at[99999], '1');
    arena_release(&a);
}

static void adopts(void **state)
{
    struct arena to = {0}, from = {0}, none = {0};
    (void)state;
    struct str old = arena_copy(&to, STR("old"));
    struct str fresh = arena_copy(&from, STR("fresh"));
    memset(arena_alloc(&from, 200000, 1), 1, 200000);
    size_t total = to.total + from.total;
    arena_adopt(&to, &from);
    assert_null(from.head);
    assert_int_equal(from.total, 0);
    assert_int_equal(to.total, total);
    struct str later = arena_copy(&to, STR("later"));
    assert_true(str_is(old, "old"));
    assert_true(str_is(fresh, "fresh"));
    assert_true(str_is(later, "later"));
    arena_adopt(&to, &none);
    assert_true(str_is(fresh, "fresh"));
    arena_adopt(&none, &to);
    assert_true(str_is(fresh, "fresh"));
    arena_release(&none);
    arena_release(&to);
}

static void resets(void **state)
{
    struct arena a = {0};
    (void)state;
    arena_reset(&a);
    for (int i = 0; i < 100; i++) {
        arena_alloc(&a, 10000, 1);
        arena_alloc(&a, 100000, 1);
        arena_reset(&a);
        assert_true(a.total <= 200000); /* does not pile up */
    }
    arena_release(&a);
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hands_out_zeroed_aligned_memory),
        cmocka_unit_test(pieces_do_not_overlap),
        cmocka_unit_test(grows),
        cmocka_unit_test(copies),
        cmocka_unit_test(adopts),
        cmocka_unit_test(resets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
