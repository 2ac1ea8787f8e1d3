/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "render/json.h"

static void assert_bytes(const struct buf *b, const char *expected)
{
    if (!str_is(buf_view(b), expected))
        fail_msg("'" STR_FMT "', expected '%s'", STR_ARG(buf_view(b)),
                 expected);
}

static void values_are_separated(void **state)
{
    (void)state;
    struct buf b = {0};
    struct json j = {.out = &b};
    json_object(&j, NULL);
    json_array(&j, "a");
    json_end(&j);
    json_array(&j, "b");
    json_str(&j, NULL, STR("x"));
    json_object(&j, NULL);
    json_end(&j);
    json_uint(&j, NULL, 7);
    json_end(&j);
    json_bool(&j, "c", false);
    json_object(&j, "d");
    json_name(&j, STR("zh"));
    json_str(&j, NULL, STR(""));
    json_end(&j);
    json_opt(&j, "e", STR(""));
    json_opt(&j, "f", STR("y"));
    json_raw(&j, "g", STR("-0.50"));
    json_here(&j, "h");
    buf_text(&b, "null");
    json_end(&j);
    assert_bytes(&b, "{\"a\":[],\"b\":[\"x\",{},7],\"c\":false,"
                     "\"d\":{\"zh\":\"\"},\"f\":\"y\",\"g\":-0.50,"
                     "\"h\":null}");
    buf_release(&b);
}

static void outer_levels_have_lines(void **state)
{
    (void)state;
    struct buf b = {0};
    struct json j = {.out = &b, .lines = 2};
    json_object(&j, NULL);
    json_array(&j, "a");
    json_object(&j, NULL);
    json_uint(&j, "x", 1);
    json_uint(&j, "y", 2);
    json_end(&j);
    json_object(&j, NULL);
    json_end(&j);
    json_end(&j);
    json_array(&j, "b");
    json_end(&j);
    json_end(&j);
    assert_bytes(&b, "{\n\"a\":[\n{\"x\":1,\"y\":2},\n{}\n],\n\"b\":[]\n}");
    buf_release(&b);
}

static void texts_and_names_are_escaped(void **state)
{
    (void)state;
    struct buf b = {0};
    struct json j = {.out = &b};
    json_object(&j, NULL);
    json_name(&j, STR("</script>\""));
    json_str(&j, NULL, STR("a\\b\n\"c\" <!-- 中\xE2\x80\xA8"));
    json_end(&j);
    assert_bytes(&b, "{\"\\u003c/script>\\\"\":\"a\\\\b\\n\\\"c\\\" \\u003c!-- "
                     "中\\u2028\"}");
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_separated),
        cmocka_unit_test(outer_levels_have_lines),
        cmocka_unit_test(texts_and_names_are_escaped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
