/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "render/chart_axis.h"
#include "render/chart_label.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Ticks joined by spaces. */
static struct str ticks(struct arena *a, const struct axis *axis)
{
    struct str all = {0};
    for (unsigned i = 0; i < axis->n; i++) {
        struct decimal d;
        bool good = axis_tick(axis, i, &d);
        all = arena_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(all),
                           i > 0 ? " " : "",
                           STR_ARG(good ? decimal_text(a, d) : STR("-")));
    }
    return all;
}

static void ticks_are_round(void **state)
{
    (void)state;
    static const struct {
        double low, high;
        bool zero;
        unsigned most;
        const char *expected;
    } rows[] = {
        {0, 100, true, 5, "0 50 100"},
        {0, 100, true, 6, "0 20 40 60 80 100"},
        {3, 125, true, 5, "0 50 100 150"},
        {54.02, 85.76, false, 5, "50 60 70 80 90"},
        {54.02, 85.76, true, 5, "0 50 100"},
        {-7.2, 12.5, false, 5, "-10 0 10 20"},
        {-8, -3, true, 5, "-8 -6 -4 -2 0"},
        {0, 0.3, true, 5, "0 0.1 0.2 0.3"},
        {0.1, 0.3, false, 5, "0.1 0.15 0.2 0.25 0.3"},
        {0, 0, true, 5, "0 0.5 1"},
        {42, 42, false, 5, "0 20 40 60"},
        {-42, -42, false, 5, "-60 -40 -20 0"},
        {1, 3746835000000.0, true, 5,
         "0 1000000000000 2000000000000 3000000000000 4000000000000"},
        {0, 1e-12, true, 3, "0 0.000000000001"},
        {-999999999999999999.0, 999999999999999999.0, true, 3,
         "- 0 -"}, /* too many digits */
        {9500000014007.0, 9500000014021.0, false, 5,
         "9500000014005 9500000014010 9500000014015 9500000014020 "
         "9500000014025"},
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct axis axis =
            axis_fit(rows[i].low, rows[i].high, rows[i].zero, rows[i].most);
        assert_string_equal(ticks(&a, &axis).at, rows[i].expected);
    }
    arena_release(&a);
}

static void any_values_have_a_scale(void **state)
{
    (void)state;
    static const double values[] = {-1e18, -1e17 - 16, -1e9,      -1,  -1e-12,
                                    0,     1e-12,      0.1,       0.3, 7,
                                    1e9,   1e17,       1e17 + 16, 1e18};
    for (size_t i = 0; i < COUNT(values); i++)
        for (size_t k = i; k < COUNT(values); k++) {
            struct axis a = axis_fit(values[i], values[k], false, 5);
            assert_in_range(a.n, 2, 5);
            assert_true(a.high > a.low);
            assert_true(a.low <= values[i] + (a.high - a.low) / 1e9);
            assert_true(a.high >= values[k] - (a.high - a.low) / 1e9);
            assert_true(axis_place(&a, values[k], 0, 1000) >=
                        axis_place(&a, values[i], 0, 1000));
        }
}

static void places_lie_on_the_scale(void **state)
{
    (void)state;
    static const struct {
        double value;
        long from, to, expected;
    } rows[] = {
        {0, 10, 3600, 10},      {100, 10, 3600, 3600}, {50, 0, 1000, 500},
        {33.333, 0, 1000, 333}, {66.66, 0, 1000, 667}, {-5, 0, 1000, 0},
        {105, 0, 1000, 1000},   {25, 1000, 0, 750},    {99.95, 0, 1000, 1000},
        {0.04, 0, 1000, 0},
    };
    struct axis a = axis_fit(0, 100, true, 5);
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(
            axis_place(&a, rows[i].value, rows[i].from, rows[i].to),
            rows[i].expected);
    assert_int_equal(axis_between(7, 7, 7, 100, 300), 200);
}

static void labels_make_room(void **state)
{
    (void)state;
    static const struct {
        long want[4], expected[4];
        size_t n;
    } rows[] = {
        {{100, 300}, {50, 250}, 2},
        {{100, 110}, {0, 100}, 2}, /* pushed apart */
        {{110, 100}, {100, 0}, 2}, /* keeps the order of the wishes */
        {{990, 980, 100}, {900, 800, 50}, 3}, /* up from the lower end */
        {{0, 0}, {0, 100}, 2},                /* down from the upper end */
        {{500, 500, 500}, {450, 350, 250}, 3},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct axis_label label[4];
        for (size_t k = 0; k < rows[i].n; k++)
            label[k] =
                (struct axis_label){.want = rows[i].want[k], .height = 100};
        axis_spread(label, rows[i].n, 0, 1000);
        for (size_t k = 0; k < rows[i].n; k++) {
            for (size_t m = 0; m < k; m++)
                assert_true(label[k].at >= label[m].at + 100 ||
                            label[m].at >= label[k].at + 100);
            if (rows[i].want[0] != 500)
                assert_int_equal(label[k].at, rows[i].expected[k]);
        }
    }
}

static void too_many_labels_go_below(void **state)
{
    (void)state;
    struct axis_label label[5];
    for (size_t i = 0; i < 5; i++)
        label[i] = (struct axis_label){.want = 50, .height = 100};
    axis_spread(label, 5, 0, 300);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(label[i].at, 100 * (long)i);
}

static void usual_step_is_the_lower_median(void **state)
{
    (void)state;
    static const struct {
        double values[5];
        size_t n;
        double expected;
    } rows[] = {
        {{2016}, 1, 0},
        {{2016, 2020}, 2, 4},
        {{2016, 2020, 2021}, 3, 1},
        {{2016, 2018, 2020, 2021}, 4, 2},
        {{2016, 2017, 2018, 2021, 2022}, 5, 1},
    };
    double work[5];
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_float_equal(axis_usual_step(rows[i].values, rows[i].n, work),
                           rows[i].expected, 0);
}

static void labels_break_where_they_may(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        long width;
        size_t max;
        const char *expected; /* lines joined by | */
    } rows[] = {
        {"", 1000, 2, ""},
        {"涧西区", 480, 2, "涧西区"},
        {"涧西区", 320, 2, "涧西|区"},
        {"普惠性幼儿园占比", 640, 2, "普惠性幼|儿园占比"},
        {"普惠性幼儿园占比很高", 640, 2, "普惠性幼|儿园占…"},
        {"公办园（新建）", 640, 2, "公办园|（新建）"},
        {"Jianxi District", 700, 2, "Jianxi|District"},
        {"Jianxi  District of Luoyang", 800, 2, "Jianxi|District…"},
        {"Llanfairpwllgwyngyll", 800, 3, "Llanfairp|wllgwyn|gyll"},
        {"ab", 1, 2, "a|b"},
        /* a cluster of several characters stays whole */
        {"e\xCC\x81"
         "e\xCC\x81"
         "e\xCC\x81"
         "e\xCC\x81",
         330, 2,
         "e\xCC\x81"
         "e\xCC\x81"
         "e\xCC\x81|e\xCC\x81"},
        {"e\xCC\x81"
         "e\xCC\x81"
         "e\xCC\x81"
         "e\xCC\x81",
         330, 1,
         "e\xCC\x81"
         "e\xCC\x81…"},
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str lines[LABEL_LINES_MAX], all = {"", 0};
        size_t n = label_wrap(&a, str_of(rows[i].text), rows[i].width,
                              rows[i].max, lines);
        for (size_t k = 0; k < n; k++)
            all = arena_printf(&a, STR_FMT "%s" STR_FMT, STR_ARG(all),
                               k > 0 ? "|" : "", STR_ARG(lines[k]));
        assert_string_equal(all.at, rows[i].expected);
    }
    arena_release(&a);
    unicode_release();
}

static void long_labels_cost_little(void **state)
{
    (void)state;
    enum { SIZE = 1 << 20 };
    struct arena a = {0};
    char *at = arena_alloc(&a, SIZE, 1);
    /* one cluster: a letter with half a million accents */
    memset(at, 'x', 1);
    for (size_t i = 1; i + 1 < SIZE; i += 2)
        memcpy(at + i, "\xCC\x81", 2);
    struct str lines[LABEL_LINES_MAX];
    size_t n = label_wrap(&a, (struct str){at, SIZE - 1}, 1000, 2, lines);
    assert_in_range(n, 1, 2);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(utf8_invalid_at(lines[i]), SIZE_MAX);
    arena_release(&a);
    unicode_release();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ticks_are_round),
        cmocka_unit_test(any_values_have_a_scale),
        cmocka_unit_test(places_lie_on_the_scale),
        cmocka_unit_test(labels_make_room),
        cmocka_unit_test(too_many_labels_go_below),
        cmocka_unit_test(usual_step_is_the_lower_median),
        cmocka_unit_test(labels_break_where_they_may),
        cmocka_unit_test(long_labels_cost_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
