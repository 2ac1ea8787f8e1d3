/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/decimal.h"

static struct decimal number(const char *text)
{
    struct decimal d;
    if (!decimal_parse(str_of(text), &d))
        fail_msg("'%s' does not parse", text);
    return d;
}

static void assert_number(bool good, struct decimal d, const char *expected)
{
    struct arena a = {0};
    assert_string_equal(good ? decimal_text(&a, d).at : "-", expected);
    arena_release(&a);
}

static void text_is_kept(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"0", "0"},
        {"-0", "0"},
        {"7", "7"},
        {"-12", "-12"},
        {"54.02", "54.02"},
        {"54.20", "54.20"},
        {"0.5", "0.5"},
        {"-0.05", "-0.05"},
        {"0.000000000001", "0.000000000001"},
        {"007", "7"},
        {"1924600", "1924600"},
        {"999999999999999999", "999999999999999999"},
        {"-999999.999999999999", "-999999.999999999999"},
        {"0000000000000000000001", "1"},
        {"0.0", "0.0"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_number(true, number(rows[i][0]), rows[i][1]);
}

static void bad_text_is_refused(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "-",
        ".",
        ".5",
        "5.",
        "1.2.3",
        "+1",
        "1e5",
        " 1",
        "1 ",
        "1,000",
        "--1",
        "-.5",
        "１",
        "0x10",
        "nan",
        "1000000000000000000",
        "0.0000000000001",
        "99999999999999999.99",
        "1-",
        "1.-2",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct decimal d;
        if (decimal_parse(str_of(rows[i]), &d))
            fail_msg("'%s' parses", rows[i]);
    }
}

static void order_ignores_zeros(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        int order;
    } rows[] = {
        {"54.2", "54.20", 0},
        {"0", "-0.00", 0},
        {"1", "2", -1},
        {"-1", "1", -1},
        {"-1.5", "-1.25", -1},
        {"1.5", "1.25", 1},
        {"0.999999999999", "1", -1},
        {"999999999999999999", "999999.999999999999", 1},
        {"-0.1", "0", -1},
        {"100", "100.000000000001", -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct decimal a = number(rows[i].a), b = number(rows[i].b);
        assert_int_equal(decimal_compare(a, b), rows[i].order);
        assert_int_equal(decimal_compare(b, a), -rows[i].order);
        assert_int_equal(decimal_eq(a, b), rows[i].order == 0);
    }
}

static void shifts_are_exact(void **state)
{
    (void)state;
    static const struct {
        const char *number;
        int power;
        const char *expected;
    } rows[] = {
        {"192.46", 4, "1924600"},
        {"1.3", 8, "130000000"},
        {"35", 8, "3500000000"},
        {"1924600", -4, "192.4600"},
        {"0.5", 1, "5"},
        {"0.05", 1, "0.5"},
        {"-3", 2, "-300"},
        {"5", -12, "0.000000000005"},
        {"5", -13, "-"},
        {"50", -13, "0.000000000005"},
        {"0", -40, "0.000000000000"},
        {"0.00", 40, "0"},
        {"1", 17, "100000000000000000"},
        {"1", 18, "-"},
        {"9999999999", 9, "-"},
        {"1.20", -11, "0.000000000012"},
        {"7", 0, "7"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct decimal d = {0};
        bool good = decimal_shift(number(rows[i].number), rows[i].power, &d);
        assert_number(good, d, rows[i].expected);
    }
}

static void arithmetic_is_exact(void **state)
{
    (void)state;
    static const struct {
        const char *a;
        char how;
        const char *b, *expected;
    } rows[] = {
        {"33", '+', "178", "211"},
        {"0.1", '+', "0.2", "0.3"},
        {"1.10", '+', "2.2", "3.30"},
        {"-1", '+', "1", "0"},
        {"999999999999999999", '+', "1", "-"},
        {"999999999999999999", '+', "0.1", "-"},
        {"999999999999999990", '+', "9.00", "999999999999999999"},
        {"100", '-', "54.02", "45.98"},
        {"85.76", '-', "54.02", "31.74"},
        {"-999999999999999999", '-', "1", "-"},
        {"1.5", '*', "1.5", "2.25"},
        {"0.5", '*', "0.2", "0.10"},
        {"-3", '*', "4", "-12"},
        {"0", '*', "-3.75", "0"},
        {"1000000000", '*', "1000000000", "-"},
        {"0.0000001", '*', "0.000001", "-"},
        {"0.000005", '*', "0.0000002", "0.000000000001"},
        {"999999999999999999", '*', "999999999999999999", "-"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct decimal a = number(rows[i].a), b = number(rows[i].b), d = {0};
        bool good = rows[i].how == '+'   ? decimal_add(a, b, &d)
                    : rows[i].how == '-' ? decimal_sub(a, b, &d)
                                         : decimal_mul(a, b, &d);
        assert_number(good, d, rows[i].expected);
    }
}

static void quotients_round_half_away(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        int places;
        const char *expected;
    } rows[] = {
        {"100", "3", 2, "33.33"},
        {"200", "3", 2, "66.67"},
        {"1", "8", 2, "0.13"},
        {"-1", "8", 2, "-0.13"},
        {"1", "-8", 2, "-0.13"},
        {"-1", "-8", 3, "0.125"},
        {"1924600", "5747", 2, "334.89"},
        {"5", "2", 0, "3"},
        {"4.9", "2", 0, "2"},
        {"0.000000000001", "1", 0, "0"},
        {"0.5", "1", 0, "1"},
        {"0.499999999999", "1", 0, "0"},
        {"1", "0", 2, "-"},
        {"0", "7", 1, "0.0"},
        {"999999999999999999", "0.1", 0, "-"},
        {"999999999999999999", "1", 0, "999999999999999999"},
        {"1", "999999999999999999", 12, "0.000000000000"},
        {"999999999999999999", "999999999999999998", 0, "1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct decimal d = {0};
        bool good = decimal_div(number(rows[i].a), number(rows[i].b),
                                rows[i].places, &d);
        assert_number(good, d, rows[i].expected);
    }
}

static void zeros_are_trimmed(void **state)
{
    (void)state;
    assert_number(true, decimal_trim(number("54.20")), "54.2");
    assert_number(true, decimal_trim(number("100")), "100");
    assert_number(true, decimal_trim(number("0.00")), "0");
    assert_number(true, decimal_trim(number("-3.000")), "-3");
    assert_true(decimal_double(number("-54.25")) == -54.25);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_kept),
        cmocka_unit_test(bad_text_is_refused),
        cmocka_unit_test(order_ignores_zeros),
        cmocka_unit_test(shifts_are_exact),
        cmocka_unit_test(arithmetic_is_exact),
        cmocka_unit_test(quotients_round_half_away),
        cmocka_unit_test(zeros_are_trimmed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
