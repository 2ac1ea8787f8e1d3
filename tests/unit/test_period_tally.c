/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "model/period_tally.h"

static struct period year(int n, bool inferred)
{
    char text[16];
    struct period p;
    snprintf(text, sizeof text, "%04d%s", n, inferred ? "~" : "");
    assert_true(period_parse(str_of(text), &p));
    return p;
}

static void check_order(const struct period_tally *t)
{
    for (size_t i = 1; i < t->len; i++)
        assert_true(
            period_compare(t->at[i - 1].period, t->at[i].period) < 0);
}

/* The same few years again and again, as series have them; one lacks some. */
static void series(void **state)
{
    (void)state;
    struct arena a = {0};
    struct period_tally t = {0};
    for (int s = 0; s < 100; s++)
        for (int y = 2015; y < 2025; y++)
            if (s != 7 || y % 2 == 0)
                period_tally_add(&t, &a, year(y, false));
    assert_int_equal(t.len, 10);
    period_tally_end(&t);
    assert_int_equal(t.len, 10);
    check_order(&t);
    for (size_t i = 0; i < t.len; i++)
        assert_int_equal(t.at[i].n, i % 2 == 0 ? 99 : 100);
    arena_release(&a);
}

/* In no order, against a plain count; few are kept at any time. */
static void disorder(void **state)
{
    (void)state;
    struct arena a = {0};
    struct period_tally t = {0};
    size_t count[1000] = {0};
    uint32_t seed = 1;
    for (int i = 0; i < 50000; i++) {
        seed = seed * 1664525 + 1013904223;
        size_t n = (seed >> 8) % 1000;
        count[n]++;
        period_tally_add(&t, &a, year(1000 + (int)n, false));
        assert_true(t.cap <= 4096);
    }
    period_tally_end(&t);
    assert_int_equal(t.len, 1000);
    check_order(&t);
    for (size_t i = 0; i < t.len; i++)
        assert_int_equal(t.at[i].n, count[i]);
    arena_release(&a);
}

/* Downwards is the worst order. */
static void downwards(void **state)
{
    (void)state;
    struct arena a = {0};
    struct period_tally t = {0};
    for (int y = 9000; y > 1000; y--)
        period_tally_add(&t, &a, year(y, false));
    period_tally_end(&t);
    assert_int_equal(t.len, 8000);
    check_order(&t);
    arena_release(&a);
}

/* One time, whether inferred or not; the first stands for it. */
static void inferred(void **state)
{
    (void)state;
    struct arena a = {0};
    struct period_tally t = {0};
    period_tally_add(&t, &a, year(2020, false));
    period_tally_add(&t, &a, year(2019, true));
    period_tally_add(&t, &a, year(2019, false));
    period_tally_add(&t, &a, year(2020, true));
    period_tally_end(&t);
    assert_int_equal(t.len, 2);
    assert_true(t.at[0].period.inferred);
    assert_false(t.at[1].period.inferred);
    assert_int_equal(t.at[0].n, 2);
    arena_release(&a);
}

static void none(void **state)
{
    (void)state;
    struct period_tally t = {0};
    period_tally_end(&t);
    assert_int_equal(t.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(series),    cmocka_unit_test(disorder),
        cmocka_unit_test(downwards), cmocka_unit_test(inferred),
        cmocka_unit_test(none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
