/* SPDX-License-Identifier: MIT */
#include "site_fixture.h"

#include "model/content.h"

/* ---- names of files ---- */

static struct language languages[] = {{.id = STR_INIT("zh")},
                                      {.id = STR_INIT("en")}};

static void names(void **state)
{
    (void)state;
    static const struct {
        const char *path, *slug, *fault;
        int kind, lang, year;
    } cases[] = {
        {"content/articles/2021/a-b.zh.md", "2021/a-b", NULL, ENTRY_ARTICLE, 0,
         2021},
        {"content/pages/about.en.md", "about", NULL, ENTRY_PAGE, 1, 0},
        {"content/districts/410305.zh.md", "410305", NULL, ENTRY_DISTRICT, 0,
         0},
        {"content/articles/a.zh.md", NULL, "content/articles/<year>/", 0, 0, 0},
        {"content/articles/21/a.zh.md", NULL, "<year>/", 0, 0, 0},
        {"content/articles/year/a.zh.md", NULL, "<year>/", 0, 0, 0},
        {"content/articles/2021/x/a.zh.md", NULL, "<year>/", 0, 0, 0},
        {"content/pages/about.md", NULL, "such as about.zh.md", 0, 0, 0},
        {"content/pages/about.fr.md", NULL, "such as about.zh.md", 0, 0, 0},
        {"content/pages/About.zh.md", NULL, "'About' may hold only", 0, 0, 0},
        {"content/pages/a b.zh.md", NULL, "may hold only", 0, 0, 0},
        {"content/pages/关于.zh.md", NULL, "may hold only", 0, 0, 0},
        {"content/pages/.zh.md", NULL, "may hold only", 0, 0, 0},
        {"content/pages/a.b.zh.md", NULL, "'a.b' may hold only", 0, 0, 0},
        {"content/pages/x/a.zh.md", NULL, "may hold only", 0, 0, 0},
        {"content/about.zh.md", NULL, "texts lie in", 0, 0, 0},
        {"content/posts/a.zh.md", NULL, "texts lie in", 0, 0, 0},
    };
    const struct config c = {.language = languages, .n_languages = 2};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct content_file f = {.path = str_of(cases[i].path)};
        struct diag d = {0};
        struct arena a = {0};
        bool good = content_name(&f, &a, &c, &d);
        if (good != (cases[i].fault == NULL) || d.messages.len != !good)
            fail_msg("%s", cases[i].path);
        if (good) {
            assert_str(f.slug, cases[i].slug);
            assert_int_equal(f.kind, cases[i].kind);
            assert_int_equal(f.lang, cases[i].lang);
            assert_int_equal(f.year, cases[i].year);
        } else if (str_find(d.messages.at[0].text, str_of(cases[i].fault)) ==
                   SIZE_MAX)
            fail_msg("%s: " STR_FMT, cases[i].path,
                     STR_ARG(d.messages.at[0].text));
        arena_release(&a);
        diag_release(&d);
    }
}

/* ---- fields ---- */

static const char full_zh[] =
    "---\n"
    "title: 标题\n"
    "subtitle: 副题\n"
    "kicker: 眉题\n"
    "summary: '[4万多名](stat:990101/pupils/2023)'\n"
    "date: 2024-03-01T08:30\n"
    "date_inferred: true\n"
    "updated: 2024-03-05\n"
    "publish_at: 2024-03-02\n"
    "districts: ['990101', '990102']\n"
    "topics: care\n"
    "genre: brief\n"
    "source: news\n"
    "repost: true\n"
    "editor: {zh: 李四, en: Li Si}\n"
    "byline:\n"
    "  - {role: reporter, name: 张三, org: 日报}\n"
    "image: {src: gate.gif, alt: 校门, caption: '校门', credit: 王五}\n"
    "attachments: [{file: plan.pdf, title: 规划}]\n"
    "key_figures: [stat:990101/pupils/2023]\n"
    "corrections: [{date: 2024-03-04, text: 改为4万}]\n"
    "aliases: [/old/name/]\n"
    "related: 2024/b\n"
    "extra: {phone: '12345'}\n"
    "---\n\n正文。\n";

static const char full_en[] =
    "---\n"
    "title: Title\n"
    "summary: '[more than 40,000](stat:990101/pupils/2023)'\n"
    "translation: {status: reviewed, by: Ann, of: 'x'}\n"
    "date: 2024-03-01T08:30\n"
    "topics: [care]\n"
    "byline: [{name: Zhang San, org: Daily}]\n"
    "image: {src: gate.gif, alt: Gate, caption: 'The *gate*'}\n"
    "attachments: [{file: plan.pdf, title: Plan}]\n"
    "---\n\nText.\n";

static const char config_extra[] =
    "title: 示例\nbase_url: https://example.org\n"
    "languages: [{id: zh}, {id: en}]\n"
    "genres: {brief: 简讯}\nextra: {phone: {type: text}}\n";

static void check_shared(const struct entry *e)
{
    assert_int_equal(e->date.precision, DATE_MINUTE);
    assert_true(e->date_inferred);
    assert_int_equal(e->publish_at.precision, DATE_DAY);
    assert_int_equal(e->n_districts, 2);
    assert_str(e->district[0]->code, "990101");
    assert_int_equal(e->n_topics, 1);
    assert_str(e->genre->id, "brief");
    assert_str(e->source->id, "news");
    assert_true(e->repost);
    assert_str(e->editor->in[0], "李四");
    assert_str(e->editor->in[1], "Li Si");
    assert_int_equal(e->n_byline, 1);
    assert_str(e->byline[0].role.in[0], "reporter");
    assert_str(e->byline[0].name.in[1], "Zhang San");
    assert_str(e->byline[0].org.in[0], "日报");
    assert_str(e->image->alt.in[1], "Gate");
    assert_str(e->image->caption[0]->source, "校门");
    assert_str(e->image->caption[1]->source, "The *gate*");
    assert_non_null(e->image->media);
    assert_int_equal(e->n_attachments, 1);
    assert_str(e->attachment[0].title.in[1], "Plan");
    assert_int_equal(e->n_key_figures, 1);
    assert_int_equal(e->aliases.len, 1);
    assert_int_equal(e->related_slugs.len, 1);
}

static void every_field(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r, {"site.yaml", config_extra},
             {"content/articles/2024/a.zh.md", full_zh},
             {"content/articles/2024/a.en.md", full_en},
             {"content/articles/2024/b.zh.md", ARTICLE("2023", "文。\n")},
             {"content/articles/2024/gate.gif", "GIF89a"},
             {"content/articles/2024/plan.pdf", "%PDF"});
    site_expect_silence(&r);
    const struct entry *e = site_entry(&r.site, STR("articles/2024/a"));
    check_shared(e);
    const struct version *zh = e->in[0], *en = e->in[1];
    assert_true(zh->original && !en->original);
    assert_str(zh->title, "标题");
    assert_str(zh->subtitle, "副题");
    assert_str(zh->kicker, "眉题");
    assert_int_equal(zh->updated.precision, DATE_DAY);
    assert_int_equal(zh->n_corrections, 1);
    assert_str(zh->correction[0].text.source, "改为4万");
    assert_int_equal(en->n_corrections, 0);
    assert_int_equal(en->translation, TRANSLATION_REVIEWED);
    assert_str(en->translation_by, "Ann");
    assert_true(en->has_record);
    assert_true(hash_eq(en->record, hash_of(STR("x"))));
    assert_true(en->summary.link[0].checked);
    assert_int_equal(e->in[0]->summary.link[0].kind, LINK_STAT);
    site_end(&r);
}

/* One change of a sound article: its front matter, what is reported. */
static const struct {
    const char *front; /* below the title and the summary */
    enum diag_code code;
    unsigned line, col;
    const char *part;
} faults[] = {
    {"date: 2024-13-01\ndistricts: '990101'\n", DIAG_FIELD_TYPE, 4, 7,
     "'2024-13-01'"},
    {"date: 2024\n", DIAG_FIELD_MISSING, 1, 1, "'districts' is missing"},
    {"districts: '990101'\n", DIAG_FIELD_MISSING, 1, 1, "'date' is missing"},
    {"date: 2024\ndistrict: '990101'\n", DIAG_FIELD_UNKNOWN, 5, 1,
     "did you mean 'districts'?"},
    {"date: 2024\ndistricts: '990103'\n", DIAG_ID_UNKNOWN, 5, 12,
     "unknown district '990103'; did you mean '99010"},
    {"date: 2024\ndistricts: ['990101', '1']\n", DIAG_ID_UNKNOWN, 5, 23,
     "expected one of data/districts.csv"},
    {"date: 2024\ndistricts: 990101\ntopics: [care, exams]\n",
     DIAG_ID_UNKNOWN, 6, 16, "unknown topic 'exams'; did you mean 'exam'?"},
    {"date: 2024\ndistricts: 990101\ngenre: report\n", DIAG_ID_UNKNOWN, 6, 8,
     "unknown genre 'report'; expected brief"},
    {"date: 2024\ndistricts: 990101\nsource: new\n", DIAG_ID_UNKNOWN, 6, 9,
     "did you mean 'news'?"},
    {"date: 2024\ndistricts: 990101\nrelated: 2024/x\n", DIAG_ID_UNKNOWN, 6,
     10, "unknown article '2024/x'; did you mean '2024/a'?"},
    {"date: 2024\ndistricts: 990101\nrepost: true\neditor: a\n",
     DIAG_FIELD_MISSING, 6, 1, "a repost needs 'source'"},
    {"date: 2024\ndistricts: 990101\nrepost: true\nsource: news\n",
     DIAG_FIELD_MISSING, 6, 1, "a repost needs 'editor'"},
    {"date: 2024\ndistricts: 990101\nrepost: true\nsource: old\neditor: a\n",
     DIAG_FIELD_MISSING, 6, 1, "source 'old' has none"},
    {"date: 2024\ndistricts: 990101\nbyline: [a]\n", DIAG_FIELD_TYPE, 6, 10,
     "a map of fields"},
    {"date: 2024\ndistricts: 990101\nbyline: [{nam: a}]\n",
     DIAG_FIELD_UNKNOWN, 6, 11, "'name'?"},
    {"date: 2024\ndistricts: 990101\nimage: a.gif\n", DIAG_FIELD_TYPE, 6, 8,
     "a map of fields"},
    {"date: 2024\ndistricts: 990101\nimage: {alt: a}\n", DIAG_FIELD_MISSING, 6,
     8, "'image' needs 'src'"},
    {"date: 2024\ndistricts: 990101\nattachments: [{title: a}]\n",
     DIAG_FIELD_MISSING, 6, 15, "needs 'file'"},
    {"date: 2024\ndistricts: 990101\ncorrections: [{date: 2024}]\n",
     DIAG_FIELD_MISSING, 6, 15, "'date' and 'text'"},
    {"date: 2024\ndistricts: 990101\nwithdrawn: {reason: a}\n",
     DIAG_FIELD_MISSING, 6, 12, "'withdrawn' needs"},
    {"date: 2024\ndistricts: 990101\ntranslation: human\n", DIAG_FIELD_TYPE, 6,
     14, "a map of fields"},
    {"date: 2024\ndistricts: 990101\ndraft: 1\n", DIAG_FIELD_TYPE, 6, 8,
     "true or false"},
    {"date: 2024\ndistricts: 990101\nkey_figures: [pupils]\n",
     DIAG_REF_MALFORMED, 6, 15, "'pupils' is no key figure"},
    {"date: 2024\ndistricts: 990101\nkey_figures: [stat:990101/pupils]\n",
     DIAG_STAT_PERIOD, 6, 15, "names its period"},
    {"date: 2024\ndistricts: 990101\naliases: [a//b]\n", DIAG_FIELD_VALUE, 6,
     11, "alias 'a//b' is no path"},
    {"date: 2024\ndistricts: 990101\nextra: {a: b}\n", DIAG_FIELD_UNKNOWN, 6, 9,
     "'a' is not declared"},
    {"date: 2024\ndistricts: 990101\ndate: 2023\n", DIAG_KEY_DUPLICATE, 6, 1,
     "'date' stands here again"},
    {"date: 2024\ndistricts: 990101\ntitel: a\n", DIAG_FIELD_UNKNOWN, 6, 1,
     "did you mean 'title'?"},
};

static void faults_are_told_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        char text[512];
        struct site_run r;
        snprintf(text, sizeof text, "---\ntitle: a\nsummary: b\n%s---\n\n文。\n",
                 faults[i].front);
        SITE_RUN(&r, {"content/articles/2024/a.zh.md", text});
        site_expect(&r, faults[i].code, "content/articles/2024/a.zh.md",
                    faults[i].line, faults[i].col, faults[i].part);
        site_end(&r);
    }
}

static const struct {
    const char *type, *value;
    const char *part; /* NULL: fits */
} extras[] = {
    {"text", "a", NULL},          {"text", "[a]", "expected a text"},
    {"number", "-1.5", NULL},     {"number", "a", "expected a number"},
    {"date", "2024-01", NULL},    {"date", "soon", "expected a date"},
    {"bool", "true", NULL},       {"bool", "yes", "expected true or false"},
    {"list", "[a, b]", NULL},     {"list", "{a: b}", "a list of texts"},
};

static void extra_fields_have_types(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof extras / sizeof *extras; i++) {
        char config[256], text[128];
        struct site_run r;
        snprintf(config, sizeof config,
                 "title: a\nbase_url: https://e.org\nlanguages: [{id: zh}]\n"
                 "extra: {x: {type: %s}}\n",
                 extras[i].type);
        snprintf(text, sizeof text, "---\ntitle: a\nextra: {x: %s}\n---\n",
                 extras[i].value);
        SITE_RUN(&r, {"site.yaml", config}, {"content/pages/a.zh.md", text});
        site_expect(&r, DIAG_FIELD_TYPE, "content/pages/a.zh.md", 3, 12,
                    extras[i].part);
        site_end(&r);
    }
}

/* ---- translations ---- */

#define ORIGINAL                                                              \
    "---\ntitle: 题\nsummary: 要\ndate: 2024\ndistricts: ['990101']\n"         \
    "byline: [{name: 张三}]\nimage: {src: a.gif, alt: 图}\n---\n"

static const struct {
    const char *front; /* of the translation */
    enum diag_code code;
    unsigned line, col;
    const char *part; /* NULL: agrees */
} repeats[] = {
    {"", 0, 0, 0, NULL},
    {"date: 2024\n", 0, 0, 0, NULL},
    {"districts: '990101'\n", 0, 0, 0, NULL},
    {"date: 2024-01\n", DIAG_SHARED_DIFFERS, 4, 7, "'date' differs"},
    {"districts: ['990101', '990102']\n", DIAG_SHARED_DIFFERS, 4, 12,
     "'districts' differs from the original, content/articles/2024/a.zh.md"},
    {"topics: [care]\n", DIAG_SHARED_DIFFERS, 4, 1,
     "'topics' is shared and stands only in the translation"},
    {"byline: [{name: Zhang San}]\n", 0, 0, 0, NULL},
    {"byline: [{name: A}, {name: B}]\n", DIAG_SHARED_DIFFERS, 4, 9,
     "'byline' differs"},
    {"image: {alt: Gate}\n", 0, 0, 0, NULL},
    {"image: {src: b.gif, alt: Gate}\n", DIAG_SHARED_DIFFERS, 4, 14,
     "'image.src' differs"},
    {"attachments: [{file: a.pdf}]\n", DIAG_SHARED_DIFFERS, 4, 1,
     "'attachments' is shared"},
};

static void shared_fields_agree(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof repeats / sizeof *repeats; i++) {
        char text[256];
        struct site_run r;
        snprintf(text, sizeof text, "---\ntitle: T\nsummary: S\n%s---\n",
                 repeats[i].front);
        SITE_RUN(&r, {"content/articles/2024/a.zh.md", ORIGINAL},
                 {"content/articles/2024/a.en.md", text},
                 {"content/articles/2024/a.gif", "GIF89a"});
        site_expect(&r, repeats[i].code, "content/articles/2024/a.en.md",
                    repeats[i].line, repeats[i].col, repeats[i].part);
        site_end(&r);
    }
}

#define PAGE(more) "---\ntitle: a\n" more "---\n"

static void the_original_is_chosen(void **state)
{
    (void)state;
    static const struct {
        const char *zh, *en;
        int original;
        bool twice;
    } cases[] = {
        {PAGE(""), PAGE(""), 0, false},
        {PAGE(""), NULL, 0, false},
        {NULL, PAGE(""), 1, false},
        {PAGE(""), PAGE("original: true\n"), 1, false},
        {PAGE("original: true\n"), PAGE("original: false\n"), 0, false},
        {PAGE("original: true\n"), PAGE("original: true\n"), 0, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct site_run r;
        SITE_RUN(&r, {"content/pages/a.zh.md", cases[i].zh},
                 {"content/pages/a.en.md", cases[i].en});
        const struct entry *e = site_entry(&r.site, STR("pages/a"));
        assert_int_equal(e->original, cases[i].original);
        for (int lang = 0; lang < 2; lang++)
            if (e->in[lang] != NULL)
                assert_int_equal(e->in[lang]->original, lang == e->original);
        site_expect(&r, DIAG_ORIGINAL_TWICE, "content/pages/a.en.md", 3, 11,
                    cases[i].twice ? "content/pages/a.zh.md says" : NULL);
        site_end(&r);
    }
}

static void heading_ids(void **state)
{
    (void)state;
    static const struct {
        const char *zh, *en; /* bodies */
        const char *ids[3];  /* of the translation */
        const char *part;
    } cases[] = {
        {"## 教师 {#teachers}\n\n## 学校\n", "## Teachers\n\n## Schools\n",
         {"teachers", "学校"}, NULL},
        {"## 一 {#a}\n\n### 二 {#b}\n", "## One\n\n### Two {#two}\n",
         {"a", "two"}, NULL},
        /* other trees: each by its own text */
        {"## 一 {#a}\n\n## 二 {#b}\n", "## One\n\n### Two\n",
         {"one", "two"}, NULL},
        {"## 一 {#a}\n", "## One\n\n## Two\n", {"one", "two"}, NULL},
        /* repeated */
        {"## 同\n\n## 同\n\n## 同\n", "## A\n\n## A\n\n## B\n",
         {"同", "同-2", "同-3"}, NULL},
        {"文\n", "## A\n\n## A\n\n## A-2\n", {"a", "a-2", "a-2-2"}, NULL},
        {"文\n", "## A {#x}\n\n## B {#x}\n", {"x", "x-2"},
         "heading id 'x' stands on line 5 already"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char zh[256], en[256];
        struct site_run r;
        snprintf(zh, sizeof zh, "---\ntitle: a\n---\n\n%s", cases[i].zh);
        snprintf(en, sizeof en, "---\ntitle: a\n---\n\n%s", cases[i].en);
        SITE_RUN(&r, {"content/pages/a.zh.md", zh},
                 {"content/pages/a.en.md", en});
        const struct version *v =
            site_entry(&r.site, STR("pages/a"))->in[1];
        for (size_t k = 0; k < 3 && cases[i].ids[k] != NULL; k++)
            assert_str(v->heading_id[k], cases[i].ids[k]);
        site_expect(&r, DIAG_HEADING_DUPLICATE, "content/pages/a.en.md", 7, 1,
                    cases[i].part);
        site_end(&r);
    }
}

/* ---- what is published ---- */

static void drafts_and_embargo(void **state)
{
    (void)state;
    static const struct {
        const char *zh, *en; /* front matter of an article */
        const char *as_of;
        bool drafts, published, has_en;
    } cases[] = {
        {"", "", "2024-03-01", false, true, true},
        {"", "", "2024-02-29T23:59", false, false, true},
        {"publish_at: 2024-03-01T08:00\n", "", "2024-03-01T07:59", false, false,
         true},
        {"publish_at: 2024-03-01T08:00\n", "", "2024-03-01T08:00", false, true,
         true},
        {"publish_at: 2024-02\n", "", "2024-02-01", false, true, true},
        {"draft: true\n", "", "2025-01-01", false, false, true},
        {"draft: true\n", "", "2025-01-01", true, true, true},
        {"", "draft: true\n", "2025-01-01", false, true, false},
        {"", "draft: true\n", "2025-01-01", true, true, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char zh[256], en[256];
        struct site_run r;
        snprintf(zh, sizeof zh, "---\ntitle: a\nsummary: b\ndate: 2024-03-01\n"
                 "districts: ['990101']\n%s---\n", cases[i].zh);
        snprintf(en, sizeof en, "---\ntitle: a\nsummary: b\n%s---\n",
                 cases[i].en);
        const struct site_file files[] = {
            {"content/articles/2024/a.zh.md", zh},
            {"content/articles/2024/a.en.md", en}};
        site_start(&r, files, 2);
        r.options.drafts = cases[i].drafts;
        assert_true(date_parse(str_of(cases[i].as_of), &r.options.as_of_date));
        site_load(&r);
        site_expect_silence(&r);
        const struct entry *e = site_entry(&r.site, STR("articles/2024/a"));
        if (e->published != cases[i].published ||
            (e->in[1] != NULL) != cases[i].has_en ||
            (r.site.n_articles == 1) != cases[i].published)
            fail_msg("case %zu: published %d, en %d, listed %zu", i,
                     e->published, e->in[1] != NULL, r.site.n_articles);
        /* a draft has no time, an embargo has */
        assert_int_equal(r.site.next_due != INT64_MAX,
                         !cases[i].published && *cases[i].zh != 'd');
        site_end(&r);
    }
}

/* Nothing but the file itself is reported: neither what its translation would
 * lack, nor links to it. */
static void unread_files(void **state)
{
    (void)state;
    static const struct {
        const char *zh;
        enum diag_code code;
        unsigned line, col;
        const char *part;
    } cases[] = {
        {"没有\n", DIAG_FRONT_MISSING, 1, 1, "no front matter"},
        {"---\ntitle: a\n", DIAG_FRONT_UNCLOSED, 1, 1, "never closed"},
        {"---\ntitle: a: b\n---\n", DIAG_YAML_SYNTAX, 2, 9, "in quotes"},
        {"", DIAG_FILE_EMPTY, 1, 0, "empty"},
        {"---\ntitle: \xC4\xE3\n---\n", DIAG_ENCODING, 2, 8, "not UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct site_run r;
        SITE_RUN(&r, {"content/articles/2024/a.zh.md", cases[i].zh},
                 {"content/articles/2024/a.en.md",
                  "---\ntitle: a\nsummary: b\nimage: {alt: c}\n---\n"},
                 {"content/articles/2024/b.zh.md",
                  "---\ntitle: a\nsummary: b\ndate: 2024\n"
                  "districts: '990101'\nrelated: 2024/a\n---\n\n"
                  "[甲](a.zh.md#x) [甲](a.en.md)\n"});
        site_expect(&r, cases[i].code, "content/articles/2024/a.zh.md",
                    cases[i].line, cases[i].col, cases[i].part);
        assert_true(site_entry(&r.site, STR("articles/2024/a"))->broken);
        site_end(&r);
    }
}

static void places_in_short_texts(void **state)
{
    (void)state;
    static const struct {
        const char *summary;
        unsigned line, col;
    } cases[] = {
        {"summary: a[5](stat:990101/award/2022)\n", 3, 15},
        {"summary: 'a[5](stat:990101/award/2022)'\n", 3, 16},
        {"summary: |\n  a\n  [5](stat:990101/award/2022)\n", 5, 0},
        {"summary: >\n  [5](stat:990101/award/2022)\n", 4, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[256];
        struct site_run r;
        snprintf(text, sizeof text, "---\ntitle: a\n%s---\n",
                 cases[i].summary);
        SITE_RUN(&r, {"content/pages/a.zh.md", text});
        site_expect(&r, DIAG_STAT_UNKNOWN, "content/pages/a.zh.md",
                    cases[i].line, cases[i].col, "there is no figure");
        site_end(&r);
    }
    struct site_run r;
    SITE_RUN(&r, {"content/pages/a.zh.md",
                  "---\ntitle: a\nsummary: 'a[5](stat：990101/award)'\n---\n"});
    site_expect(&r, DIAG_REF_MALFORMED, "content/pages/a.zh.md", 3, 16,
                "write [5](stat:990101/award)");
    site_end(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names),
        cmocka_unit_test(every_field),
        cmocka_unit_test(faults_are_told_once),
        cmocka_unit_test(extra_fields_have_types),
        cmocka_unit_test(shared_fields_agree),
        cmocka_unit_test(the_original_is_chosen),
        cmocka_unit_test(heading_ids),
        cmocka_unit_test(drafts_and_embargo),
        cmocka_unit_test(unread_files),
        cmocka_unit_test(places_in_short_texts),
    };
    return cmocka_run_group_tests_name("content", tests, NULL, NULL);
}
