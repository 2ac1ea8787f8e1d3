/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/parallel.h"

struct work {
    unsigned char *done;
    size_t threads;
    bool beyond[PARALLEL_MAX];
};

static void once(void *ctx, size_t worker, size_t i)
{
    struct work *w = ctx;
    if (worker >= w->threads)
        w->beyond[worker % PARALLEL_MAX] = true;
    w->done[i]++;
}

static void every_index_once(void **state)
{
    (void)state;
    static const struct {
        size_t n, threads;
    } rows[] = {{0, 1}, {1, 1}, {1, 8}, {31, 2}, {1000, 3}, {100000, 4}};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        struct work w = {.done = calloc(rows[k].n + 1, 1),
                         .threads = rows[k].threads};
        assert_non_null(w.done);
        parallel_for(rows[k].n, rows[k].threads, once, &w);
        for (size_t i = 0; i < rows[k].n; i++)
            assert_int_equal(w.done[i], 1);
        assert_int_equal(w.done[rows[k].n], 0);
        for (size_t i = 0; i < PARALLEL_MAX; i++)
            assert_false(w.beyond[i]);
        free(w.done);
    }
}

static void processors(void **state)
{
    (void)state;
    assert_in_range(parallel_default(), 1, PARALLEL_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_index_once),
        cmocka_unit_test(processors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
