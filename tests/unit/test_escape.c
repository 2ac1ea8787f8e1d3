/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/escape.h"

struct row {
    const char *in, *out;
};

static void compare(void (*escape)(struct buf *, struct str),
                    const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct buf b = {0};
        escape(&b, str_of(rows[i].in));
        buf_byte(&b, '\0');
        assert_string_equal(b.at, rows[i].out);
        buf_release(&b);
    }
}
#define COMPARE(escape, rows)                                                  \
    compare(escape, rows, sizeof(rows) / sizeof(rows)[0])

static void html(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"", ""},
        {"涧西区 & 达川区", "涧西区 &amp; 达川区"},
        {"<a href=\"x\">'", "&lt;a href=&quot;x&quot;&gt;&#39;"},
        {"&amp;", "&amp;amp;"},
        {"a\tb\nc", "a\tb\nc"},
        {"a\x01"
         "b\x1f",
         "a\xEF\xBF\xBD"
         "b\xEF\xBF\xBD"},
    };
    COMPARE(escape_html, rows);
}

static void json(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"说“是”", "说“是”"},
        {"a\"b\\c", "a\\\"b\\\\c"},
        {"</script>", "\\u003c/script>"},
        {"\n\r\t\x02", "\\n\\r\\t\\u0002"},
        {"x\xE2\x80\xA8y\xE2\x80\xA9", "x\\u2028y\\u2029"},
        {"\xE2\x80\x94", "\xE2\x80\x94"},
    };
    COMPARE(escape_json, rows);
}

static void url(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"/zh/a/?q=1&r=2#x", "/zh/a/?q=1&amp;r=2#x"},
        {"涧 a", "%E6%B6%A7%20a"},
        {"%41%4", "%41%254"},
        {"\"'<>", "%22&#39;%3C%3E"},
    };
    COMPARE(escape_url, rows);
}

static void percent(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"a/b c.md", "a/b%20c.md"},
        {"it's&co", "it%27s%26co"},
    };
    COMPARE(escape_percent, rows);
}

static void csv(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"plain", "plain"},
        {"a,b", "\"a,b\""},
        {"say \"no\"", "\"say \"\"no\"\"\""},
        {"two\nlines", "\"two\nlines\""},
        {"=1+1", "\"'=1+1\""},
        {"@sum", "\"'@sum\""},
        {"-3", "\"'-3\""},
        {"a=b", "a=b"},
        {"", ""},
    };
    COMPARE(escape_csv, rows);
}

static void buffers_grow(void **state)
{
    (void)state;
    struct buf b = {0};
    for (int i = 0; i < 10000; i++)
        buf_printf(&b, "%d,", i);
    assert_int_equal(b.len, 10 * 2 + 90 * 3 + 900 * 4 + 9000 * 5);
    assert_memory_equal(b.at + b.len - 5, "9999,", 5);
    buf_reset(&b);
    buf_str(&b, STR("x"));
    assert_int_equal(buf_view(&b).len, 1);
    buf_release(&b);
    assert_null(b.at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html),    cmocka_unit_test(json),
        cmocka_unit_test(url),     cmocka_unit_test(percent),
        cmocka_unit_test(csv),     cmocka_unit_test(buffers_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
