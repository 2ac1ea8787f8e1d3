/* SPDX-License-Identifier: MIT */

/* Pairs of languages: normal forms, records, what differs, terms, and the
 * place of the record in front matter. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "model/pair_parts.h"

enum { N_TERMS_MAX = 16 };

/* A site of one text in two languages. */
struct fixture {
    struct arena a;
    struct site site;
    struct options options;
    struct language language[2];
    struct district district[2];
    struct district *of[1];
    struct entry entry, *entries[1];
    struct version version[2];
    struct term term[N_TERMS_MAX], *terms[N_TERMS_MAX];
    struct diag d;
};

static void pair_check(struct site *s, struct diag *d)
{
    struct arena a = {0};
    const struct terms *terms = pair_terms_new(&a, s);
    for (size_t i = 0; i < s->n_entries; i++)
        pair_entry(s, terms, s->entry[i], &a, d);
    arena_release(&a);
}

static enum link_kind kind_of(struct str url)
{
    if (str_starts(url, STR("http")))
        return LINK_EXTERNAL;
    if (str_starts(url, STR("chart:")))
        return LINK_CHART;
    if (str_starts(url, STR("broken:")))
        return LINK_BROKEN;
    return LINK_PAGE;
}

static void put_version(struct fixture *f, int lang, const char *path,
                        const char *title, const char *body)
{
    struct version *v = &f->version[lang];
    *v = (struct version){.lang = lang, .entry = &f->entry, .original = !lang};
    v->path = str_of(path);
    v->loc = v->title_loc = (struct loc){v->path, 1, 1};
    v->title = str_of(title);
    struct body *b = v->body = arena_new(&f->a, struct body);
    assert_true(markdown_scan(&f->a, v->path, str_of(body), 5, NULL, &b->scan,
                              &f->d));
    b->link = arena_array(&f->a, b->scan.references.len + 1, struct link);
    for (size_t i = 0; i < b->scan.references.len; i++)
        b->link[i].kind = kind_of(b->scan.references.at[i].url);
    f->entry.in[lang] = v;
}

static void set_up(struct fixture *f)
{
    *f = (struct fixture){0};
    f->language[0] = (struct language){STR("zh"), STR("zh-Hans"), STR("中文")};
    f->language[1] = (struct language){STR("en"), STR("en-GB"), STR("English")};
    f->site.config.language = f->language;
    f->site.config.n_languages = 2;
    f->options.threads = 1;
    f->site.options = &f->options;
    f->district[0].code = STR("410300");
    f->district[1].code = STR("410305");
    f->district[1].parent = &f->district[0];
    f->of[0] = &f->district[1];
    f->entry.district = f->of;
    f->entry.n_districts = 1;
    f->entries[0] = &f->entry;
    f->site.entry = f->entries;
    f->site.n_entries = 1;
    f->site.term = f->terms;
}

static void add_term(struct fixture *f, const char *zh, const char *en,
                     const char *kind, const char *scope)
{
    struct term *t = &f->term[f->site.n_terms];
    struct str rest = str_of(en), head;
    *t = (struct term){.zh = str_of(zh), .kind = str_of(kind),
                       .scope = str_of(scope)};
    for (bool more = rest.len > 0; more;) {
        more = str_cut(rest, '|', &head, &rest);
        *vec_push(&f->a, &t->en) = head;
    }
    f->terms[f->site.n_terms++] = t;
}

/* As if it stood in the translation's file. */
static void set_record(struct fixture *f, struct str record)
{
    struct version *v = &f->version[1];
    v->has_record = record.len > 0;
    v->record = hash_of(record);
    struct buf b = {0};
    buf_text(&b, "translation: {of: \"");
    for (size_t i = 0; i < record.len; i++)
        if (record.at[i] == '\n' || record.at[i] == '\t')
            buf_text(&b, record.at[i] == '\n' ? "\\n" : "\\t");
        else
            buf_byte(&b, record.at[i]);
    buf_text(&b, "\"}\n");
    v->body->meta = arena_copy(&f->a, buf_view(&b));
    buf_release(&b);
    v->body->meta_line = 2;
}

static void record(struct fixture *f)
{
    set_record(f, pair_record(&f->a, &f->site, &f->version[0]));
}

static void tear_down(struct fixture *f)
{
    diag_release(&f->d);
    arena_release(&f->site.arena);
    arena_release(&f->a);
}

/* "code line" of each message. */
static struct str said(struct fixture *f)
{
    struct str all = {0};
    for (size_t i = 0; i < f->d.messages.len; i++) {
        const struct message *m = &f->d.messages.at[i];
        all = arena_printf(&f->a, STR_FMT "%s%s %u", STR_ARG(all),
                           i > 0 ? ", " : "", diag_kinds[m->code].code,
                           m->loc.line);
    }
    return all;
}

static void test_normal(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"", ""},
        {"  a \t b\n", "a b"},
        {"学校 25 所\n全部", "学校25所全部"},
        {"学　校", "学校"},
        {"“双减” 政策 and “five” x", "“双减”政策and “five” x"},
        {"《a》 b", "《a》b"},
        {"a\xC2\xA0 b", "a b"},
        {"e\xCC\x81t\xC3\xA9", "\xC3\xA9t\xC3\xA9"},    /* combining acute */
        {"\xE2\x84\xA6", "\xCE\xA9"},                   /* ohm sign */
        {"\xEF\xA4\x80x", "\xE8\xB1\x88x"},             /* U+F900 */
        {"が", "が"},
        {"\xE3\x81\x8B\xE3\x82\x99", "が"},
        {"㐀 x", "㐀x"},
        {"a\xE4", "a\xEF\xBF\xBD"},
        {"中\xE5\x9B", "中\xEF\xBF\xBD"},
    };
    struct arena a = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (utf8_invalid_at(str_of(rows[i].text)) != SIZE_MAX) {
            (void)pair_normal(&a, str_of(rows[i].text)); /* only survives */
            continue;
        }
        struct str got = pair_normal(&a, str_of(rows[i].text));
        assert_string_equal(arena_copy(&a, got).at, rows[i].want);
    }
    arena_release(&a);
}

static void test_record(void **state)
{
    (void)state;
    static const struct {
        const char *before, *after;
        const char *want; /* kinds of the changes */
    } rows[] = {
        {"一\n\n二", "一\n\n二", ""},
        {"一二", "一\n二", ""},
        {"一", "**一**", ""},
        {"一\\*b", "一&#42;b", ""},
        {"一", "# 一", ""}, /* parity's business */
        {"[一](a.zh.md)", "一", ""},
        {"一\n\n二", "一\n\n三", "block:7"},
        {"一", "一\n\n二", "new:7"},
        {"一\n\n二\n\n三", "一", "gone:2"},
        {"一\n\n二\n\n三", "四", "block:5 gone:2"},
        {"一\n\n二", "二\n\n一", "moved"},
        {"一\n\n一", "一\n\n一\n\n一", "new:9"},
        {"一\n\n一\n\n二", "二\n\n一", "gone:1"},
        {"", "一", "new:5"},
        {"一", "", "gone:1"},
        {"![a](b.jpg \"c\")", "![a](d.jpg \"c\")", ""},
        {"![a](b.jpg \"c\")", "![a](b.jpg \"d\")", "block:5"},
        {"- 一\n- 二", "- 一\n- 二\n- 三", "new:7"},
        {"一\n\n二", "一\n\n三\n\n四", "block:7 new:9"},
        {"一\n\n二\n\n三", "四\n\n二", "block:5 gone:1"},
        {"一\n\n二\n\n三", "二\n\n三\n\n四", "new:9 gone:1"},
    };
    static const char *const names[] = {"front", "block", "gone", "moved",
                                        "cell"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        struct pair_changes changes;
        set_up(&f);
        put_version(&f, 1, "a.en.md", "T", "x");
        put_version(&f, 0, "a.zh.md", "题", rows[i].before);
        record(&f);
        put_version(&f, 0, "a.zh.md", "题", rows[i].after);
        assert_true(pair_changes(&f.a, &f.site, &f.version[1], &changes));
        struct buf b = {0};
        size_t gone = 0;
        for (size_t k = 0; k < changes.len; k++) {
            const struct pair_change *c = &changes.at[k];
            gone += c->kind == PAIR_GONE;
            if (c->kind == PAIR_GONE)
                continue;
            buf_printf(&b, "%s%s", k > 0 ? " " : "",
                       c->kind == PAIR_BLOCK && c->hash.len == 0
                           ? "new"
                           : names[c->kind]);
            if (c->kind == PAIR_BLOCK)
                buf_printf(&b, ":%u", c->loc.line);
        }
        if (gone > 0)
            buf_printf(&b, "%sgone:%zu", changes.len > gone ? " " : "", gone);
        buf_byte(&b, '\0');
        assert_string_equal(b.at, rows[i].want);
        buf_release(&b);
        put_version(&f, 0, "a.zh.md", "别的题", rows[i].before);
        assert_true(pair_changes(&f.a, &f.site, &f.version[1], &changes));
        assert_int_equal(changes.len, 1);
        assert_int_equal(changes.at[0].kind, PAIR_FRONT);
        tear_down(&f);
    }
}

/* Records that somebody wrote or damaged. */
static void test_odd_records(void **state)
{
    (void)state;
    static const struct {
        const char *of;
        bool known;
    } rows[] = {
        {"", false},
        {"v1", false},
        {"v2 000000000000", false},
        {"v1 000000000000", true},
        {"v1  000000000000\n\t111111111111 ", true},
        {"v1 00000000000", false},
        {"v1 00000000000G", false},
        {"v1 000000000000 a/b/c=1 000000000000", false},
        {"v1 000000000000 a/b/c=1 /d/e=2..3:over", true},
        {"v1 000000000000 /b/c=1", false},
        {"v1 000000000000 =", false},
        {"v1 000000000000 x=", true},
        {"v1 000000000000 '", false},
        {"000000000000", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        struct pair_changes changes;
        set_up(&f);
        put_version(&f, 0, "a.zh.md", "题", "一");
        put_version(&f, 1, "a.en.md", "T", "x");
        set_record(&f, str_of(rows[i].of));
        assert_int_equal(
            pair_changes(&f.a, &f.site, &f.version[1], &changes),
            rows[i].known);
        pair_check(&f.site, &f.d);
        assert_int_equal(f.version[1].recorded, rows[i].known);
        assert_string_equal(said(&f).at, rows[i].known
                                             ? "translation-stale 1"
                                             : "translation-unrecorded 1");
        tear_down(&f);
    }
}

static void test_parity(void **state)
{
    (void)state;
    static const struct {
        const char *zh, *en, *want;
    } rows[] = {
        {"一\n\n## 二\n\n三", "a\n\n## b\n\nc", ""},
        {"一\n\n二", "a b", ""}, /* paragraphs may be split */
        {"## 一", "### a", "parity 5"},
        {"## 一\n## 二", "## a", "parity 1"},
        {"## 一", "## a\n## b", "parity 6"},
        {"- 一\n- 二", "- a", "parity 5"},
        {"一", "1. a", "parity 5"},
        {"- 一\n\n## 二", "## a\n\n- b", "parity 1, parity 7"},
        {"[一](term:a)[二](doc:b)", "[b](doc:b) [a](term:a)", ""},
        {"[一](term:a)", "a", "parity 5"},
        {"[一](term:a)[一](term:a)", "[a](term:a)", "parity 5"},
        {"一", "[a](term:a)", "parity 5"},
        {"[一](term:a)\n\n二", "a\n\n[b](term:a)", "parity 7"},
        {"[一](term:a)\n\n二", "[a](term:a) b", ""},
        {"[一](term:a)\n\n二\n\n三", "a\n\nb [c](term:a)", ""},
        {"[一](b.zh.md)", "[a](b.en.md)", ""},
        {"[一](../2021/b.zh.md#x)", "[a](../2021/b.en.md#y)", ""},
        {"[一](b.zh.md)", "[a](c.en.md)", "parity 5, parity 5"},
        {"[一](http://a.cn/)", "[a](https://b.org/)", ""},
        {"[一](http://a.cn/)", "a", "parity 5"},
        {"![一](chart:a/b)", "![a](chart:a/b)", ""},
        {"![一](chart:a/b)", "![a](chart:a/c)", "parity 5, parity 5"},
        {"[一](#x)", "[a](#y)", ""},
        {"[一](broken:a)[二](term:b)", "a", ""}, /* reported already */
        {"[一](broken:a)\n\n[二](term:b)", "a\n\nb", "parity 7"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        set_up(&f);
        put_version(&f, 0, "a.zh.md", "题", rows[i].zh);
        put_version(&f, 1, "a.en.md", "T", rows[i].en);
        record(&f);
        pair_check(&f.site, &f.d);
        struct str got = said(&f);
        if (!str_is(got, rows[i].want))
            fail_msg("%s | %s: " STR_FMT ", not %s", rows[i].zh, rows[i].en,
                     STR_ARG(got), rows[i].want);
        tear_down(&f);
    }
}

/* A pair that differs everywhere is not reported without end. */
static void test_many_differences(void **state)
{
    (void)state;
    struct fixture f;
    struct buf b = {0};
    for (int i = 0; i < 2400; i++)
        buf_printf(&b, "[一](term:t%d)[](event:%d)\n\n", i, i % 7);
    buf_byte(&b, '\0');
    set_up(&f);
    put_version(&f, 0, "a.zh.md", "题", b.at);
    put_version(&f, 1, "a.en.md", "T", "x");
    record(&f);
    pair_check(&f.site, &f.d);
    assert_int_equal(f.d.messages.len, PAIR_MESSAGES_MAX);
    buf_release(&b);
    tear_down(&f);
}

static void test_terms(void **state)
{
    (void)state;
    static const struct {
        const char *zh, *en;
        bool missing;
    } rows[] = {
        {"课后服务", "After-school services.", false},
        {"课后\n服务", "after–school SERVICE", false},
        {"课 后 服务", "x", true},
        {"课后服务", "after-school serviced", true},
        {"课后服务", "thereafter-school service", true},
        {"课后服务", "the after‑school service’s", false},
        {"别的", "x", false},
        {"市政策", "two policies", false},
        {"市政策", "policie", true},
        {"“三名”工程", "the \"three masters\" project", false},
        {"“三名”工程", "the “Three\nMasters” projects", false},
        {"市教育局", "Municipal Education Bureau", false},
        {"市教育局", "bureau", true}, /* the longer one, and it only */
        {"教育局", "bureau", false},
        {"武琼", "x", true},     /* in scope by the city */
        {"侯俊杰", "x", false},  /* another district's */
        {"双减", "x", false},    /* kind ignore */
        {"学区长", "x", true},
        {"本市的大学区域规划", "x", false}, /* not a word */
        {"大学区域和各个学区都有规划", "x", true},
        {"大学区域\n\n本区有三个学区", "a\n\nx", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        set_up(&f);
        add_term(&f, "课后服务", "after-school service", "term", "");
        add_term(&f, "市政策", "policy|rule", "term", "");
        add_term(&f, "“三名”工程", "“three masters” project", "term", "");
        add_term(&f, "教育局", "bureau", "term", "");
        add_term(&f, "市教育局", "Municipal Education Bureau", "organisation",
                 "");
        add_term(&f, "武琼", "Wu Qiong", "person", "410300");
        add_term(&f, "侯俊杰", "Hou Junjie", "person", "511703");
        add_term(&f, "双减", "double reduction", "ignore", "");
        add_term(&f, "学区", "school zone", "term", "");
        put_version(&f, 0, "a.zh.md", "题", rows[i].zh);
        put_version(&f, 1, "a.en.md", "T", rows[i].en);
        record(&f);
        pair_check(&f.site, &f.d);
        struct str got = said(&f);
        if (!str_is(got, rows[i].missing
                             ? strstr(rows[i].zh, "\n\n") ? "term-missing 7"
                                                          : "term-missing 5"
                             : ""))
            fail_msg("%s | %s: " STR_FMT, rows[i].zh, rows[i].en,
                     STR_ARG(got));
        tear_down(&f);
    }
}

/* Whatever the front matter looks like: the file is refused, or only the record
 * is new in it. */
/* The first English form needs its Chinese term, or one of the terms that share
 * the form. */
static void test_terms_of_english(void **state)
{
    (void)state;
    static const struct {
        const char *en, *zh;
        bool missing;
    } rows[] = {
        {"The After-School services are free.", "课后服务免费。", false},
        {"The after-school service is free.", "延时服务免费。", false},
        {"The after-school service is free.", "放学后免费。", true},
        {"An extended after–school service.", "课后延时服务。", false},
        {"Serviced after school.", "x", false},
        {"rules", "x", false}, /* not the first form */
        {"policy", "政策", true},
        {"policyholder", "x", false},
        {"double reduction", "x", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        set_up(&f);
        f.language[0] = (struct language){STR("en"), STR("en"), STR("en")};
        f.language[1] = (struct language){STR("zh"), STR("zh-Hans"), STR("zh")};
        add_term(&f, "课后服务", "after-school service", "term", "");
        add_term(&f, "延时服务", "after-school service", "term", "");
        add_term(&f, "课后延时服务", "extended after-school service", "term",
                 "");
        add_term(&f, "市政策", "policy|rule", "term", "");
        add_term(&f, "双减", "double reduction", "ignore", "");
        put_version(&f, 0, "a.en.md", "T", rows[i].en);
        put_version(&f, 1, "a.zh.md", "题", rows[i].zh);
        record(&f);
        pair_check(&f.site, &f.d);
        struct str got = said(&f);
        if (!str_is(got, rows[i].missing ? "term-missing 5" : ""))
            fail_msg("%s | %s: " STR_FMT, rows[i].en, rows[i].zh,
                     STR_ARG(got));
        tear_down(&f);
    }
}

static void test_write_damaged(void **state)
{
    (void)state;
    static const char file[] =
        "---\ntitle: 'a: b' # c\r\ntranslation:\n  status: human\n"
        "  by: \"x \\\" y\"\nother: {of: 1, k: [a, 'b']}\n---\nbody\n";
    static const char marks[] = "'\"{}[]:,#\\|>-\n\r\t &*!%~ofx\xE5";
    const struct str text = {file, sizeof file - 1};
    unsigned seed = 1, written = 0;
    for (int i = 0; i < 20000; i++) {
        struct arena a = {0};
        struct str bytes = arena_copy(&a, text), out;
        char *at = (char *)bytes.at;
        const char *fault = NULL;
        for (int n = 1 + i % 3; n > 0; n--) {
            seed = seed * 1103515245u + 12345u;
            size_t where = (seed >> 8) % text.len;
            seed = seed * 1103515245u + 12345u;
            at[where] = marks[(seed >> 8) % (sizeof marks - 1)];
        }
        if (pair_write_record(&a, bytes, STR("v1 000000000000"), &out,
                              &fault)) {
            written++;
            assert_true(str_find(out, STR("v1 000000000000")) != SIZE_MAX);
        } else {
            assert_non_null(fault);
        }
        arena_release(&a);
    }
    assert_true(written > 5000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_normal),
        cmocka_unit_test(test_record),
        cmocka_unit_test(test_odd_records),
        cmocka_unit_test(test_parity),
        cmocka_unit_test(test_many_differences),
        cmocka_unit_test(test_terms),
        cmocka_unit_test(test_terms_of_english),
        cmocka_unit_test(test_write_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
