/* SPDX-License-Identifier: MIT */
#include "site_fixture.h"

#include "model/content.h"
#include "model/text_cache.h"

static struct language languages[] = {
    {.id = STR_INIT("zh"), .tag = STR_INIT("zh-Hans")},
    {.id = STR_INIT("en"), .tag = STR_INIT("en")}};

static const struct config config = {.language = languages, .n_languages = 2};

static const char article[] =
    "---\ntitle: \"涧西区：'教育强区'\"\nsummary: "
    "到2021年有[](stat:410305/x/2021)。\n"
    "date: 2021-06-18\ndistricts: [410305, 410300]\n"
    "byline:\n  - {role: editor, name: 张三}\nextra: null\n---\n"
    "## 一 {#one}\n\n正文[学校](district:410305 \"题\")，*重点*。\n\n"
    "![图](chart:410305/x)\n\n```csv 表\na,b\n1,2\n```\n\n### 二\n\n第二段。\n";

static struct content_file parsed(const char *text, int lang,
                                  const struct text_cache *cache,
                                  struct buf *records, struct arena *a)
{
    struct content_file f = {.path = STR("content/articles/2021/a.zh.md"),
                             .text = arena_copy(a, str_of(text)),
                             .lang = lang,
                             .cache = cache,
                             .records = records};
    const struct content_memory memory = {a, a, a};
    content_parse(&f, &memory, &config);
    return f;
}

/* One text is read; its record is in `out`. */
static void record(const char *text, struct buf *out, struct arena *a)
{
    const struct text_cache none = {0};
    struct content_file f = parsed(text, 0, &none, out, a);
    assert_int_equal(f.diag.messages.len, 0);
    assert_true(out->len > 0);
}

static void restored(void **state)
{
    (void)state;
    struct arena a = {0};
    struct buf records = {0}, more = {0}, again = {0};
    struct text_cache cache = {0};
    record(article, &records, &a);
    assert_int_equal(records_open(&cache.records, &a, buf_view(&records)),
                     records.len);
    assert_int_equal(cache.records.n, 1);
    struct content_file f = parsed(article, 0, &cache, &more, &a);
    assert_int_equal(more.len, 0);
    const struct version *v = f.version;
    assert_str(v->title, "涧西区：'教育强区'");
    assert_int_equal(v->summary.scan.references.len, 1);
    assert_int_equal(v->scan->headings.len, 2);
    assert_str(v->scan->headings.at[0].id, "one");
    assert_int_equal(v->scan->references.len, 3);
    assert_str(v->scan->references.at[0].url, "district:410305");
    assert_str(v->scan->references.at[0].loc.path, f.path.at);
    assert_str(v->scan->references.at[2].body, "a,b\n1,2\n");
    assert_str(value_get(v->front, "districts")->first->next->text, "410300");
    text_cache_put(&again, cache.records.at[0].key, v);
    assert_int_equal(again.len, records.len);
    assert_memory_equal(again.at, records.at, again.len);
    buf_release(&records);
    buf_release(&again);
    arena_release(&a);
}

/* Other bytes, or the same ones read otherwise, are another text. */
static void others(void **state)
{
    (void)state;
    struct arena a = {0};
    struct buf records = {0}, more = {0};
    struct text_cache cache = {0};
    record(article, &records, &a);
    records_open(&cache.records, &a, buf_view(&records));
    parsed(article, 1, &cache, &more, &a);
    assert_true(more.len > 0);
    struct config raw = config;
    raw.raw_html = true;
    struct hash text = hash_of(STR("x"));
    assert_false(hash_eq(text_cache_key(&config, 0, text),
                         text_cache_key(&raw, 0, text)));
    assert_false(hash_eq(text_cache_key(&config, 0, text),
                         text_cache_key(&config, 0, hash_of(STR("y")))));
    buf_release(&records);
    buf_release(&more);
    arena_release(&a);
}

/* A text is not kept when reading what is kept gave a message, since that must
 * come again. */
static void with_messages(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "---\ntitle: x\nsummary: y\n---\n<b>raw</b>\n",
        "---\ntitle: x\ntitle: y\nsummary: y\n---\nz\n",
        "---\ntitle: x\nsummary: y\n---\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena a = {0};
        struct buf records = {0};
        const struct text_cache none = {0};
        struct content_file f = parsed(texts[i], 0, &none, &records, &a);
        assert_true(f.diag.messages.len > 0);
        assert_int_equal(records.len, 0);
        diag_release(&f.diag);
        arena_release(&a);
    }
}

/* Cut off anywhere, or with any byte changed, nothing wrong is restored. */
static void damaged(void **state)
{
    (void)state;
    struct arena a = {0};
    struct buf records = {0};
    record(article, &records, &a);
    struct hash key = text_cache_key(&config, 0, hash_of(str_of(article)));
    for (size_t i = 0; i < records.len; i++) {
        struct text_cache cache = {0};
        struct version v = {.path = STR("a.md")};
        struct str cut = arena_copy(&a, str_head(buf_view(&records), i));
        assert_int_equal(records_open(&cache.records, &a, cut), 0);
        assert_false(text_cache_find(&cache, key, &a, &v));
        records.at[i] ^= 0x11;
        records_open(&cache.records, &a, buf_view(&records));
        assert_false(text_cache_find(&cache, key, &a, &v));
        records.at[i] ^= 0x11;
    }
    buf_release(&records);
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(restored),
        cmocka_unit_test(others),
        cmocka_unit_test(with_messages),
        cmocka_unit_test(damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
