/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/unicode.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void assert_text(struct str got, const char *expected, const char *what)
{
    if (!str_is(got, expected))
        fail_msg("%s: got '" STR_FMT "', expected '%s'", what, STR_ARG(got),
                 expected);
}

static void excerpts(void **state)
{
    static const struct {
        const char *text;
        size_t max;
        const char *expected;
    } rows[] = {
        {"", 10, ""},
        {"abc", 0, ""},
        {"abc", 3, "abc"},
        {"  two\n\nblocks  ", 20, "two blocks"},
        /* the end of a block behind Chinese punctuation makes no space */
        {"第一句。\n第二句", 20, "第一句。第二句"},
        {"标题\n正文", 20, "标题 正文"},
        /* a sentence that ends in the last third, with its closing quote */
        {"全区消除大班额。共有四万名学生", 10, "全区消除大班额。"},
        {"他说：“已经全部消除。”随后离开会场", 13, "他说：“已经全部消除。”"},
        {"It is done here. Next year more", 20, "It is done here."},
        /* no such sentence: at a word, dots by the script */
        {"共有四万多名学生参加课后服务", 10, "共有四万多名学生……"},
        {"The district has many schools", 20, "The district has…"},
        {"一，二，三，四，五，六，七", 8, "一，二，三……"},
        /* never inside a number or its unit */
        {"The rate is 54.02 percent", 16, "The rate is…"},
        {"The rate is 54.02 percent", 15, "The rate is…"},
        {"比例达到了百分之 54.02% 左右", 14, "比例达到了百分之……"},
        {"累计投入资金达 192万元左右", 13, "累计投入资金达……"},
        /* one word only: cut it */
        {"abcdefghijklmnop", 8, "abcdefg…"},
        /* 3.5 does not end a sentence */
        {"We spent about 3.5 million here", 18, "We spent about…"},
        /* clusters stay whole */
        {"e\xCC\x81"
         "e\xCC\x81"
         "e\xCC\x81"
         "e\xCC\x81",
         3,
         "e\xCC\x81"
         "e\xCC\x81…"},
        {"涧西区教育", 1, "…"},
        {"涧西区教育", 2, "……"},
    };
    struct arena a = {0};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str got = unicode_excerpt(&a, str_of(rows[i].text), rows[i].max);
        assert_text(got, rows[i].expected, rows[i].text);
        assert_true(unicode_graphemes(got) <= rows[i].max);
    }
    arena_release(&a);
}

/* One cluster of a million marks must not be walked for every excerpt. */
static void excerpts_of_nonsense(void **state)
{
    struct arena a = {0};
    size_t len = 1000001;
    char *text = arena_alloc(&a, len, 1);
    (void)state;
    text[0] = 'e';
    for (size_t i = 1; i + 1 < len; i += 2)
        memcpy(text + i, "\xCC\x81", 2);
    struct str got = unicode_excerpt(&a, (struct str){text, len}, 10);
    assert_true(got.len < 1000);
    assert_true(unicode_graphemes(got) <= 10);
    arena_release(&a);
}

static void counts_words(void **state)
{
    static const struct {
        const char *text;
        size_t han, words;
    } rows[] = {
        {"", 0, 0},
        {"涧西区有40,000名学生。", 7, 1},
        {"Don't count 3.5 twice, please.", 0, 5},
        {"well-known", 0, 2},
        {"AI赋能教育", 4, 1},
        {"www.example.org.", 0, 1},
        {"——，。！", 0, 0},
        {"école café", 0, 2},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct word_count n = unicode_words(str_of(rows[i].text));
        if (n.han != rows[i].han || n.words != rows[i].words)
            fail_msg("'%s': %zu, %zu", rows[i].text, n.han, n.words);
    }
}

static void slugs(void **state)
{
    static const char *const rows[][2] = {
        {"", "section"},
        {"！？ --", "section"},
        {"After-School Service", "after-school-service"},
        {"  It's  2021!  ", "its-2021"},
        {"课后服务", "课后服务"},
        {"一、课后服务（2021年）", "一-课后服务-2021年"},
        {"AI赋能", "ai赋能"},
        {"E\xCC\x81"
         "cole",
         "école"},
        {"a/b\\c\"d<e>", "a-b-c-d-e"},
        {"x\xFFy", "x-y"},
    };
    struct arena a = {0};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(unicode_slug(&a, str_of(rows[i][0])), rows[i][1],
                    rows[i][0]);
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(excerpts),
        cmocka_unit_test(excerpts_of_nonsense),
        cmocka_unit_test(counts_words),
        cmocka_unit_test(slugs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
