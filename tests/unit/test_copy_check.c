/* SPDX-License-Identifier: MIT */

/* The typography of Chinese texts: what is mended, and what is left alone. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "model/copy_check.h"

/* The text with all mends, and "!" for each message without one. */
static struct str mended(struct arena *a, struct str text, bool lines)
{
    struct diag d = {0};
    struct buf out = {0};
    size_t done = 0, bare = 0;
    copy_check_text((struct loc){STR("a.md"), 1, 1}, text, lines, &d);
    for (;;) { /* in the order of places */
        const struct mend *next = NULL;
        size_t next_at = SIZE_MAX;
        for (size_t i = 0; i < d.messages.len; i++) {
            const struct mend *m = d.messages.at[i].mend;
            if (m == NULL)
                continue;
            size_t at = 0;
            for (unsigned line = 1; line < m->loc.line; line++)
                at += str_find_byte(str_from(text, at), '\n') + 1;
            for (unsigned col = 1; col < m->loc.col; col++)
                utf8_next(text, &at);
            if (at >= done && at < next_at) {
                next = m;
                next_at = at;
            }
        }
        if (next == NULL)
            break;
        assert_true(str_starts(str_from(text, next_at), next->was));
        assert_true(next->was.len > 0);
        buf_bytes(&out, text.at + done, next_at - done);
        buf_str(&out, next->now);
        done = next_at + next->was.len;
    }
    buf_str(&out, str_from(text, done));
    for (size_t i = 0; i < d.messages.len; i++)
        bare += d.messages.at[i].mend == NULL;
    for (; bare > 0; bare--)
        buf_byte(&out, '!');
    struct str all = arena_copy(a, buf_view(&out));
    buf_release(&out);
    diag_release(&d);
    return all;
}

static void test_mends(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want; /* NULL: stays */
    } rows[] = {
        {"你好,世界", "你好，世界"},
        {"你好, 世界", "你好，世界"},
        {"你好,", "你好，"},
        {"真的?真的!对;错:是", "真的？真的！对；错：是"},
        {"结束.\n开始", "结束。\n开始"},
        {"a,b", NULL},
        {"你好,world", NULL},
        {"3.5万,比2:1", "3.5万，比2:1"},
        {"时间12:30", NULL},
        {"等等...", "等等……"},
        {"等等......好", "等等……好"},
        {"wait... ok", NULL},
        {"学校--老师", "学校——老师"},
        {"a--b", NULL},
        {"(学校)", NULL}, /* no Han character before it */
        {"区(学校)里", "区（学校）里"},
        {"区(a)里", NULL},
        {"区(学校里", NULL},
        {"共 25 所", "共25所"},
        {"在 GitHub 上", "在GitHub上"},
        {"学 校", NULL},
        {"a b", NULL},
        {"　　学校", "学校"},
        {"学校 \n老师", "学校\n老师"},
        {"学校\t", "学校"},
        {"学校　", "学校"},
        {"学校  \n老师", NULL}, /* a hard break */
        {"说\"好\"", "说“好”"},
        {"\"a\"说\"b\"", "“a”说“b”"},
        {"a \"b\" c", NULL},
        {"说\"好", "说\"好!"},
        {"说\"好\"和\"", "说\"好\"和\"!!!"},
        {"`\"`说\"好\"", "`\"`说“好”"},
        {"《书", "《书!"},
        {"书》", "书》!"},
        {"《书》“话”（注）", NULL},
        {"“话《书”", "“话《书”!"},
        {"《书\n续》", NULL},
        {"《书\n\n续》", "《书\n\n续》!!"},
        /* what Markdown means */
        {"`你,好`", NULL},
        {"``你`,好``,好", NULL},
        {"[你好](a,b)", NULL},
        {"[你好](stat:a/b?x=1&y:2),好", "[你好](stat:a/b?x=1&y:2)，好"},
        {"**你好**,好", "**你好**，好"},
        {"你\\,好", NULL},
        {"<b 你,好>", NULL},
        {"<!-- 你,好 -->", NULL},
        {"见http://a/b,c:d好", NULL},
        {"## 你,好 {#你:好}", "## 你，好 {#你:好}"},
        {"1. 你,好", "1. 你，好"},
        {"- 你,好\n- 好", "- 你，好\n- 好"},
        {"你好\n--\n好", NULL},
        {"好\n\n---\n\n好", NULL},
        {"[好]: ./你,好", NULL},
        {"```csv 题\n你,好\n```\n\n你,好", "```csv 题\n你,好\n```\n\n你，好"},
        {"~~~\n你,好\n```\n你,好\n~~~\n你,好", "~~~\n你,好\n```\n你,好\n~~~\n你，好"},
        {"```\n你,好", NULL},
        {"    你,好", NULL},
        {"你\r\n好,好\r\n", "你\r\n好，好\r\n"},
        {"> 你,好", "> 你，好"},
        {"", NULL},
        {"\n\n", NULL},
    };
    struct arena a = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *want = rows[i].want != NULL ? rows[i].want : rows[i].text;
        struct str got = mended(&a, str_of(rows[i].text), true);
        assert_string_equal(got.at, want);
        got = mended(&a, str_of(want), true); /* nothing is mended twice */
        if (strchr(want, '!') == NULL)
            assert_string_equal(got.at, want);
    }
    assert_string_equal(mended(&a, STR("你,好 x"), false).at, "你，好x");
    arena_release(&a);
}

/* No text hangs it or breaks a character, and at most so many messages. */
static void test_damaged(void **state)
{
    (void)state;
    static const char *const pieces[] = {"你", ",", "(", ")", "[", "](", "`",
                                         "``", "\\", "<", ">", "\n", "《", "”",
                                         " ", "a", "1", "...", "--", "#", "{#",
                                         "```\n", "    ", "\xE4", "http://",
                                         "*", "　", "\r\n", "-", "."};
    unsigned seed = 7;
    for (int i = 0; i < 3000; i++) {
        struct buf b = {0};
        struct diag d = {0};
        for (int n = 0; n < 40; n++) {
            seed = seed * 1103515245u + 12345u;
            buf_text(&b, pieces[(seed >> 8) % (sizeof pieces / sizeof *pieces)]);
        }
        copy_check_text((struct loc){STR("a"), 1, 1}, buf_view(&b), true, &d);
        diag_release(&d);
        buf_release(&b);
    }
    static const char *const many[] = {"你,", "](", "<a", "`", "区(你", "《",
                                       "你...", "*", "``a`"};
    for (size_t k = 0; k < sizeof many / sizeof *many; k++) {
        struct buf b = {0};
        struct diag d = {0};
        for (int n = 0; n < 20000; n++)
            buf_text(&b, many[k]);
        copy_check_text((struct loc){STR("a"), 1, 1}, buf_view(&b), true, &d);
        assert_true(d.messages.len <= COPY_MESSAGES_MAX);
        diag_release(&d);
        buf_release(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mends),
        cmocka_unit_test(test_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
