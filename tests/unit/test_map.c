/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/map.h"

static void stores(void **state)
{
    struct arena a = {0};
    struct map m = {0};
    int one = 1, two = 2;
    (void)state;
    assert_int_equal(map_len(&m), 0);
    assert_null(map_get(&m, STR("a")));
    assert_ptr_equal(map_put(&m, &a, STR("a"), &one), &one);
    /* the first value stays, and is what comes back */
    assert_ptr_equal(map_put(&m, &a, STR("a"), &two), &one);
    assert_ptr_equal(map_get(&m, STR("a")), &one);
    assert_int_equal(map_len(&m), 1);
    /* keys are bytes with a length */
    assert_ptr_equal(map_put(&m, &a, STR("a\0b"), &two), &two);
    assert_ptr_equal(map_get(&m, STR("a\0b")), &two);
    assert_null(map_get(&m, STR("a\0c")));
    assert_null(map_get(&m, str_head(STR("ab"), 0)));
    assert_ptr_equal(map_get(&m, str_head(STR("ab"), 1)), &one);
    assert_int_equal(map_len(&m), 2);
    map_release(&m);
    assert_int_equal(map_len(&m), 0);
    assert_null(map_get(&m, STR("a")));
    map_release(&m);
    arena_release(&a);
}

static void takes_no_empty_key(void **state)
{
    struct arena a = {0};
    struct map m = {0};
    int one = 1;
    (void)state;
    assert_null(map_put(&m, &a, STR(""), &one));
    assert_null(map_get(&m, (struct str){0}));
    assert_int_equal(map_len(&m), 0);
    map_release(&m);
    arena_release(&a);
}

static void holds_many(void **state)
{
    enum { N = 20000 };
    struct arena a = {0};
    struct map m = {0};
    int *values = arena_array(&a, N, int);
    (void)state;
    for (int i = 0; i < N; i++)
        map_put(&m, &a, arena_printf(&a, "key-%d", i), &values[i]);
    assert_int_equal(map_len(&m), N);
    for (int i = 0; i < N; i++)
        assert_ptr_equal(map_get(&m, arena_printf(&a, "key-%d", i)),
                         &values[i]);
    assert_null(map_get(&m, STR("key-20000")));
    map_release(&m);
    arena_release(&a);
}

static void suggests(void **state)
{
    static const char *const keys[] = {"oversized_classes", "title", "date",
                                       "dates", "id"};
    static const char *const rows[][2] = {
        {"oversize_classes", "oversized_classes"},
        {"oversizedclasses", "oversized_classes"},
        {"titel", "title"},
        {"tilte", "title"},
        {"date", "date"},
        {"datea", "date"}, /* as near as dates: the smaller in byte order */
        {"nothing", ""},
        {"x", ""},
        {"", ""},
    };
    (void)state;
    for (int backwards = 0; backwards < 2; backwards++) {
        struct arena a = {0};
        struct map m = {0};
        int value = 0;
        for (size_t i = 0; i < 5; i++)
            map_put(&m, &a, str_of(keys[backwards ? 4 - i : i]), &value);
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            struct str near = map_nearest(&m, str_of(rows[i][0]));
            if (!str_is(near, rows[i][1]))
                fail_msg("%s: " STR_FMT, rows[i][0], STR_ARG(near));
        }
        map_release(&m);
        arena_release(&a);
    }
    assert_int_equal(map_nearest(&(struct map){0}, STR("title")).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stores),
        cmocka_unit_test(takes_no_empty_key),
        cmocka_unit_test(holds_many),
        cmocka_unit_test(suggests),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
