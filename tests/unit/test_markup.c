/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/buf.h"
#include "input/json_read.h"
#include "input/markup.h"

static void open_tag(void *ctx, const struct markup_tag *tag)
{
    buf_printf(ctx, "<%s", tag->name);
    for (const char **a = tag->attribute; a != NULL && *a != NULL; a += 2)
        buf_printf(ctx, " %s=%s", a[0], a[1] != NULL ? a[1] : "-");
    buf_byte(ctx, '>');
}

static void close_tag(void *ctx, const char *name)
{
    buf_printf(ctx, "</%s>", name);
}

static void take_text(void *ctx, struct str text)
{
    buf_str(ctx, text);
}

static void assert_html(const char *html, const char *expected)
{
    struct buf b = {0};
    const struct markup_handler h = {&b, open_tag, close_tag, take_text};
    assert_true(markup_html(str_of(html), &h));
    if (!str_is(buf_view(&b), expected))
        fail_msg("'%s' gives '" STR_FMT "'", html, STR_ARG(buf_view(&b)));
    buf_release(&b);
}

static void html_is_read_as_browsers_do(void **state)
{
    (void)state;
    assert_html("", "");
    assert_html("<!DOCTYPE html><html lang=zh><body><main id='a&amp;b'>教育"
                "&lt;</main></body></html>",
                "<html lang=zh><body><main id=a&b>教育<</main></body></html>");
    assert_html("<html><body><input checked><br/>x</body></html>",
                "<html><body><input checked=-></input><br></br>x</body></html>");
    assert_html("<html><body><script>if (a < b) '</' + '<b>'</script></body>",
                "<html><body><script>if (a < b) '</' + '<b>'</script></body>"
                "</html>");
    assert_html("<html><body><p><a href=/x>y", "<html><body><p><a href=/x>y</a>"
                                               "</p></body></html>");
}

/* A stray end tag is compared with every open element. */
static void html_has_a_depth(void **state)
{
    (void)state;
    struct buf b = {0};
    const struct markup_handler h = {0};
    for (int i = 0; i < MARKUP_DEPTH_MAX - 10; i++)
        buf_text(&b, "<b>");
    assert_true(markup_html(buf_view(&b), &h));
    for (int i = 0; i < 100000; i++)
        buf_text(&b, "<b>");
    for (int i = 0; i < 100000; i++)
        buf_text(&b, "</i>");
    assert_false(markup_html(buf_view(&b), &h));
    buf_reset(&b);
    for (int i = 0; i < 100000; i++)
        buf_text(&b, "<p>x<br></i>");
    assert_true(markup_html(buf_view(&b), &h));
    buf_release(&b);
}

static bool xml(const char *text, struct buf *b, struct markup_fault *fault)
{
    const struct markup_handler h = {b, open_tag, close_tag, take_text};
    return markup_xml(str_of(text), &h, fault);
}

static void xml_keeps_prefixes(void **state)
{
    (void)state;
    struct buf b = {0};
    struct markup_fault fault;
    assert_true(xml("<?xml version=\"1.0\"?><a xmlns:x=\"urn:x\"><x:b c=\"1&amp;"
                    "2\">t&#20013;<![CDATA[<d>]]></x:b></a>",
                    &b, &fault));
    assert_true(str_is(buf_view(&b), "<a xmlns:x=urn:x><x:b c=1&2>t中<d></x:b>"
                                     "</a>"));
    buf_release(&b);
}

static void xml_has_no_mercy(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned line;
    } bad[] = {
        {"", 1},
        {"text", 1},
        {"<a>\n<b>\n</a>", 3},
        {"<a>\n&nbsp;</a>", 2},
        {"<a b=1/>", 1},
        {"<a b='1' b='2'/>", 1},
        {"<a/><a/>", 1},
        {"<a>\xFF</a>", 1},
        {"<!DOCTYPE a [<!ENTITY x SYSTEM \"/etc/hostname\">]><a>&x;</a>", 1},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct buf b = {0};
        struct markup_fault fault = {0};
        if (xml(bad[i].text, &b, &fault))
            fail_msg("'%s' is taken for XML", bad[i].text);
        assert_int_equal(fault.line, bad[i].line);
        assert_true(fault.text[0] != '\0');
        assert_null(strchr(fault.text, '\n'));
        buf_release(&b);
    }
}

/* A billion laughs: each entity is ten of the one before. */
static void entities_do_not_multiply(void **state)
{
    (void)state;
    struct buf b = {0}, out = {0};
    struct markup_fault fault;
    buf_text(&b, "<!DOCTYPE a [<!ENTITY e0 \"ha\">");
    for (int i = 1; i < 10; i++) {
        buf_printf(&b, "<!ENTITY e%d \"", i);
        for (int k = 0; k < 10; k++)
            buf_printf(&b, "&e%d;", i - 1);
        buf_text(&b, "\">");
    }
    buf_text(&b, "]><a>&e9;</a>");
    buf_byte(&b, '\0');
    assert_false(xml(b.at, &out, &fault));
    assert_true(out.len < 1000);
    buf_release(&b);
    buf_release(&out);
}

static void take_string(void *ctx, struct str value)
{
    buf_printf(ctx, "[" STR_FMT "]", STR_ARG(value));
}

static void json_gives_its_texts(void **state)
{
    (void)state;
    struct buf b = {0};
    struct json_fault fault;
    assert_true(json_read(STR("{\"a\": [\"x\", 1, {\"b\": \"\\u6559\"}], \"c\": "
                              "null}"),
                          take_string, &b, &fault));
    assert_true(str_is(buf_view(&b), "[x][教]"));
    buf_release(&b);
    static const char *const bad[] = {"",      "{",         "{\"a\": 1,}",
                                      "{a: 1}", "[1] [2]",  "{\"a\":1,\"a\":2}",
                                      "\"\xFF\""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (json_read(str_of(bad[i]), take_string, &b, &fault))
            fail_msg("'%s' is taken for JSON", bad[i]);
    assert_int_equal(b.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html_is_read_as_browsers_do),
        cmocka_unit_test(html_has_a_depth),
        cmocka_unit_test(xml_keeps_prefixes),
        cmocka_unit_test(xml_has_no_mercy),
        cmocka_unit_test(entities_do_not_multiply),
        cmocka_unit_test(json_gives_its_texts),
    };
    markup_start();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    markup_end();
    return failed;
}
