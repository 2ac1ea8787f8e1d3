/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/speech.h"

static void finds_languages(void **state)
{
    static const struct {
        const char *name;
        int speech; /* -1: none */
    } rows[] = {
        {"zh", SPEECH_ZH},          {"zh-Hans", SPEECH_ZH},
        {"zh_CN.UTF-8", SPEECH_ZH}, {"zh_TW@x", SPEECH_ZH},
        {"en", SPEECH_EN},          {"en_GB.UTF-8", SPEECH_EN},
        {"en.UTF-8", SPEECH_EN},    {"", -1},
        {"C", -1},                  {"POSIX", -1},
        {"de_DE", -1},              {"zha", -1},
        {"z", -1},                  {"ZH", -1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum speech speech = N_SPEECHES;
        bool found = speech_find(str_of(rows[i].name), &speech);
        assert_int_equal(found, rows[i].speech >= 0);
        assert_int_equal(speech, found ? (enum speech)rows[i].speech
                                       : N_SPEECHES);
    }
}

static const char *chinese_messages(const char *name)
{
    return strcmp(name, "LC_MESSAGES") == 0 ? "zh_CN.UTF-8"
           : strcmp(name, "LC_ALL") == 0    ? ""
                                            : "en_US.UTF-8";
}

static const char *all_plain(const char *name)
{
    return strcmp(name, "LC_ALL") == 0 ? "C.UTF-8" : "zh_CN.UTF-8";
}

static const char *only_lang(const char *name)
{
    return strcmp(name, "LANG") == 0 ? "zh_CN" : NULL;
}

static const char *unset(const char *name)
{
    (void)name;
    return NULL;
}

static void asks_the_locale(void **state)
{
    (void)state;
    assert_int_equal(speech_of_locale(chinese_messages), SPEECH_ZH);
    assert_int_equal(speech_of_locale(all_plain), SPEECH_EN); /* C wins */
    assert_int_equal(speech_of_locale(only_lang), SPEECH_ZH);
    assert_int_equal(speech_of_locale(unset), SPEECH_EN);
}

static void expect(struct str text, const char *expected)
{
    assert_int_equal(text.len, strlen(expected));
    assert_memory_equal(text.at, expected, text.len);
}

static void says(void **state)
{
    struct arena a = {0};
    const struct str bytes = {"未完成", 6}; /* not terminated where it ends */
    (void)state;
    expect(speech_say(&a, SPEECH_EN, "row has %zu %s, the header has %zu; %s",
                      (size_t)1, "field", (size_t)3,
                      "write a comma for every empty field"),
           "row has 1 field, the header has 3; write a comma for every empty "
           "field");
    /* in another order, one value left out, words looked up */
    expect(speech_say(&a, SPEECH_ZH, "row has %zu %s, the header has %zu; %s",
                      (size_t)1, "field", (size_t)3,
                      "write a comma for every empty field"),
           "这一行有 1 个字段，表头有 3 个；每个空字段也要写一个逗号");
    expect(speech_say(&a, SPEECH_ZH, "control character U+%04X at offset %zu; "
                                     "remove it",
                      0x1Fu, (size_t)7),
           "偏移 7 处有控制字符 U+001F；请删除");
    expect(speech_say(&a, SPEECH_ZH, "unknown field '" STR_FMT "'" STR_FMT,
                      STR_ARG(bytes), 0, ""),
           "未知的字段“未完”");
    /* what people wrote is never looked up: in quotes, or as a str */
    expect(speech_say(&a, SPEECH_ZH, "'%s' is missing; add %s", "title",
                      "a line of plain text"),
           "缺少“title”；请补上一行纯文字");
    expect(speech_say(&a, SPEECH_ZH, "; expected one of %s", "data/x.csv"),
           "；应为 data/x.csv 中的一个");
    expect(speech_say(&a, SPEECH_ZH, "genre '" STR_FMT "' must be made of a-z, "
                                     "0-9, - and _",
                      STR_ARG(STR("{1}%s{2}"))),
           "体裁“{1}%s{2}”只能用 a-z、0-9、- 和 _");
    /* what has no Chinese is said in English */
    expect(speech_say(&a, SPEECH_ZH, "no such text %d%%", 5),
           "no such text 5%");
    assert_string_equal(speech_word(SPEECH_ZH, "error"), "错误");
    assert_string_equal(speech_word(SPEECH_EN, "error"), "error");
    assert_string_equal(speech_word(SPEECH_ZH, "no such word"), "no such word");
    arena_release(&a);
}

static void says_lines(void **state)
{
    char *text = NULL;
    size_t len = 0;
    (void)state;
    FILE *to = open_memstream(&text, &len);
    speech_lines(to, SPEECH_ZH, "usage: jianbao explain CODE\n\n  as it is\n");
    speech_print(to, SPEECH_ZH, "%zu rendered\n", (size_t)5);
    fclose(to);
    assert_string_equal(text, "用法：jianbao explain CODE\n\n  as it is\n"
                              "渲染 5 个\n");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_languages),
        cmocka_unit_test(asks_the_locale),
        cmocka_unit_test(says),
        cmocka_unit_test(says_lines),
    };
    return cmocka_run_group_tests_name("speech", tests, NULL, NULL);
}
