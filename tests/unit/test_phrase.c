/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/phrase.h"

static struct decimal number(const char *text)
{
    struct decimal d = {0};
    assert_true(decimal_parse(str_of(text), &d));
    return d;
}

struct example {
    const char *value, *other, *key; /* NULL: no phrase */
};

static void check(const struct example *e, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *key = phrase_of_ratio(number(e[i].value),
                                          number(e[i].other));
        if (e[i].key == NULL)
            assert_null(key);
        else {
            assert_non_null(key);
            assert_string_equal(key, e[i].key);
        }
    }
}
#define CHECK(examples) \
    check(examples, sizeof(examples) / sizeof *(examples))

/* A phrase holds from its threshold on, and the one below up to it. */
static void holds_from_its_threshold(void **state)
{
    static const struct example examples[] = {
        {"206", "100", "cmp_206"},    {"205.99", "100", "cmp_195"},
        {"195", "100", "cmp_195"},    {"194.9", "100", "cmp_180"},
        {"161", "100", "cmp_161"},    {"160.999", "100", "cmp_145"},
        {"107", "100", "cmp_107"},    {"106.9", "100", "cmp_103"},
        {"103", "100", "cmp_103"},    {"102.9999", "100", "cmp_98"},
        {"98", "100", "cmp_98"},      {"97.99", "100", "cmp_94"},
        {"45", "100", "cmp_45"},      {"44.9", "100", "cmp_37"},
        {"8", "100", "cmp_8"},        {"7.99", "100", "cmp_0"},
    };
    (void)state;
    CHECK(examples);
}

static void compares_decimals_of_other_precision(void **state)
{
    static const struct example examples[] = {
        {"54.02", "54.02", "cmp_98"}, {"54.020", "54.02", "cmp_98"},
        {"1.5", "3", "cmp_45"},       {"0.2", "0.1", "cmp_195"},
        {"0.000001", "1", "cmp_0"},   {"1000000", "0.000001", "cmp_206"},
    };
    (void)state;
    CHECK(examples);
}

static void needs_a_positive_base(void **state)
{
    static const struct example examples[] = {
        {"5", "0", NULL},  {"5", "-2", NULL}, {"-1", "4", NULL},
        {"0", "0.0", NULL}, {"0", "3", "cmp_0"},
    };
    (void)state;
    CHECK(examples);
}

/* 18 digits times a threshold overflow; the answer must not. */
static void stays_right_near_the_limit(void **state)
{
    static const struct example examples[] = {
        {"999999999999999999", "999999999999999999", "cmp_98"},
        {"999999999999999999", "499999999999999999", "cmp_195"},
        {"999999999999999999", "1", "cmp_206"},
        {"1", "999999999999999999", "cmp_0"},
        {"999999999999999999", "0.000000000001", "cmp_206"},
        {"500000000000000000", "999999999999999999", "cmp_45"},
    };
    (void)state;
    CHECK(examples);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_from_its_threshold),
        cmocka_unit_test(compares_decimals_of_other_precision),
        cmocka_unit_test(needs_a_positive_base),
        cmocka_unit_test(stays_right_near_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
