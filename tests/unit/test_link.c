/* SPDX-License-Identifier: MIT */
#include "site_fixture.h"

#include "model/statistics.h"

/* ---- one reference in a body ---- */

#define A_ZH "content/articles/2024/a.zh.md"

/* Always there: what links can lead to. */
#define TARGETS                                                               \
    {"content/articles/2024/b.zh.md", ARTICLE("2023", "## 学校 {#schools}\n")}, \
    {"content/articles/2024/b.en.md",                                         \
     "---\ntitle: b\nsummary: c\n---\n\n## Schools\n"},                       \
    {"content/articles/2024/gate.gif", "GIF89a"},                             \
    {"content/articles/2024/t.csv", "a,b\n1,2\n"},                            \
    {"content/articles/2024/t.zh.csv", "甲,乙\n1,2\n"},                        \
    {"content/pages/only.zh.md", "---\ntitle: o\n---\n"}

static const struct {
    const char *body;
    enum link_kind kind;
    const char *target; /* href, or anchor of the cell; "": none */
} good[] = {
    {"[4万多名](stat:990101/pupils/2023)", LINK_STAT,
     "pupils.2023"},
    {"[2万名](stat:990101/pupils/2023?group=public)", LINK_STAT,
     "pupils.2023.public"},
    {"[5万名](stat:990101/pupils/2025?status=plan)", LINK_STAT,
     "pupils.2025.plan"},
    {"[不断增加](stat:990101/pupils/2023)", LINK_STAT,
     "pupils.2023"},
    {"![学生](chart:990101,990102/pupils)", LINK_CHART, ""},
    {"![学生](table:990101/pupils,award/2023)", LINK_TABLE, ""},
    {"![表](table:t.csv)", LINK_CSV, ""},
    {"```csv 表\na,b\n1,2\n```", LINK_CSV, ""},
    {"[东区](district:990101)", LINK_PAGE, "/zh/districts/990101/"},
    {"[学区](term:学区)", LINK_PAGE, "/zh/glossary/#学区"},
    {"[规划](doc:plan)", LINK_PAGE, "/zh/documents/#plan"},
    {"[开学](event:opening)", LINK_PAGE, "/zh/districts/990101/#event-opening"},
    {"[学生](indicator:pupils)", LINK_PAGE, "/zh/indicators/pupils/"},
    {"[获奖](indicator:award)", LINK_PAGE, "/zh/indicators/"},
    {"[乙](b.zh.md)", LINK_PAGE, "/zh/articles/2024/b/"},
    {"[乙](b.zh.md#schools)", LINK_PAGE, "/zh/articles/2024/b/#schools"},
    {"[乙](./../2024/b.zh.md)", LINK_PAGE, "/zh/articles/2024/b/"},
    {"[页](../../pages/only.zh.md)", LINK_PAGE, "/zh/only/"},
    {"[图](gate.gif)", LINK_PAGE, "/media/articles/2024/gate.gif"},
    {"![图](gate.gif)", LINK_IMAGE, "/media/articles/2024/gate.gif"},
    {"[外](https://example.org/x)", LINK_EXTERNAL, "https://example.org/x"},
    {"[信](mailto:a@example.org)", LINK_EXTERNAL, "mailto:a@example.org"},
    {"[下](#x)\n\n## 标题 {#x}", LINK_PAGE, "#x"},
};

static void good_links(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        char text[512];
        struct site_run r;
        snprintf(text, sizeof text, ARTICLE("2024", "%s\n"), good[i].body);
        SITE_RUN(&r, {A_ZH, text}, TARGETS);
        struct version *v = site_entry(&r.site, STR("articles/2024/a"))->in[0];
        const struct link *link = site_links(&r, v);
        struct str target =
            link->kind == LINK_STAT
                ? cell_anchor(&r.site.arena, &r.site, link->cell)
                : link->href;
        if (link->kind != good[i].kind || !str_is(target, good[i].target) ||
            r.diag.messages.len != 0) {
            site_show(&r);
            fail_msg("%s: %d '" STR_FMT "'", good[i].body, (int)link->kind,
                     STR_ARG(target));
        }
        site_end(&r);
    }
}

/* ---- mistakes, each told once ---- */

static const struct {
    const char *body;
    enum diag_code code;
    unsigned line, col; /* in the body, from 1 */
    const char *part;
} bad[] = {
    {"[5](stat:990103/pupils/2023)", DIAG_STAT_UNKNOWN, 1, 5,
     "stat refers to unknown district '990103'; did you mean '99010"},
    {"[5](stat:990101/pupil/2023)", DIAG_STAT_UNKNOWN, 1, 5,
     "stat refers to unknown indicator 'pupil'; did you mean 'pupils'?"},
    {"[5](stat:990101/pupils/2023?group=publik)", DIAG_STAT_UNKNOWN, 1, 5,
     "unknown group 'publik'; did you mean 'public'?"},
    {"[5](stat:990101/pupils/2021)", DIAG_STAT_UNKNOWN, 1, 5,
     "there is stat:990101/pupils/2022, stat:990101/pupils/2023"},
    {"[5](stat:990102/award/2023)", DIAG_STAT_UNKNOWN, 1, 5,
     "no row of this indicator for the district"},
    {"[4万多名](stat:990101/pupils)", DIAG_STAT_PERIOD, 1, 8,
     "names its period"},
    {"[5万多名](stat:990101/pupils/2023)", DIAG_STAT_MISMATCH, 1, 2,
     "'5万多名' does not agree with data/statistics/a.csv:3: the cell has "
     "'more than 40000 pupils'"},
    {"有[4万名](stat:990101/pupils/2023)", DIAG_STAT_QUALIFIER, 1, 3,
     "'4万名'"},
    {"[5所](stat:990101/award/2023)", DIAG_STAT_UNIT, 1, 2, "'5所'"},
    {"[5名和6名](stat:990101/award/2023)", DIAG_STAT_MANY, 1, 2,
     "more than one number"},
    {"[](stat:990101/award/2023)", DIAG_STAT_EMPTY, 1, 4, "the text is empty"},
    {"[31000名](stat:990102/pupils/2023)", DIAG_STAT_REVISED, 1, 2,
     "was revised since"},
    {"[5](stat:990101/award/2023年)", DIAG_REF_MALFORMED, 1, 5,
     "expected a period such as"},
    {"文![图](chart:990101/pupils)", DIAG_REF_MALFORMED, 1, 7,
     "stands alone in its paragraph, as ![caption](chart:990101/pupils)"},
    {"![图](chart:990100/pupils)", DIAG_STAT_UNKNOWN, 1, 6,
     "there are no figures for 'chart:990100/pupils'"},
    {"![图](chart:990101/pupil)", DIAG_STAT_UNKNOWN, 1, 6,
     "chart refers to unknown indicator"},
    {"文![图](table:t.csv)", DIAG_REF_MALFORMED, 1, 7, "stands alone"},
    {"![图](table:none.csv)", DIAG_LINK_DEAD, 1, 6,
     "there is no table file 'none.csv'"},
    {"[区](district:990103)", DIAG_REF_UNKNOWN, 1, 5,
     "district refers to unknown district '990103'"},
    {"[词](term:学位)", DIAG_REF_UNKNOWN, 1, 5, "unknown term '学位'"},
    {"[文](doc:plans)", DIAG_REF_UNKNOWN, 1, 5, "did you mean 'plan'?"},
    {"[文](doc:xyz)", DIAG_REF_UNKNOWN, 1, 5,
     "expected one of data/documents.csv"},
    {"[事](event:x)", DIAG_REF_UNKNOWN, 1, 5, "unknown event 'x'"},
    {"[数](indicator:x)", DIAG_REF_UNKNOWN, 1, 5, "unknown indicator 'x'"},
    {"[乙](c.zh.md)", DIAG_LINK_DEAD, 1, 5,
     "no text 'c.zh.md', seen from this file's folder; did you mean "
     "'a.zh.md'"},
    {"[乙](b.md)", DIAG_LINK_DEAD, 1, 5, "did you mean 'b.zh.md'?"},
    {"[乙](b.fr.md)", DIAG_LINK_DEAD, 1, 5, "there is no text 'b.fr.md'"},
    {"[页](../../pages/only.en.md)", DIAG_LINK_DEAD, 1, 5, "no text"},
    {"[外](../../../secret.zh.md)", DIAG_LINK_DEAD, 1, 5, "leaves content/"},
    {"[外](../../../../../../etc/passwd)", DIAG_LINK_DEAD, 1, 5,
     "leaves content/"},
    {"[外](../../../content/pages/only.zh.md)", DIAG_LINK_DEAD, 1, 5,
     "leaves content/"},
    {"[外](/etc/passwd)", DIAG_LINK_DEAD, 1, 5, "there is no file"},
    {"[外](../../../data/units.csv)", DIAG_LINK_DEAD, 1, 5, "leaves content/"},
    {"[稿](draft.zh.md)", DIAG_LINK_DEAD, 1, 5, "a draft or not published"},
    {"[图](gate.png)", DIAG_LINK_DEAD, 1, 5,
     "did you mean 'gate.gif'?"},
    {"![图](gate.png)", DIAG_IMAGE_MISSING, 1, 6, "no file 'gate.png'"},
    {"![](gate.gif)", DIAG_IMAGE_ALT, 1, 5, "no alternative text"},
    {"![图](https://example.org/a.gif)", DIAG_LINK_SCHEME, 1, 6,
     "must lie beside the text"},
    {"[外](ftp://example.org)", DIAG_LINK_SCHEME, 1, 5, "not allowed"},
    {"[乙](b.zh.md#school)", DIAG_ANCHOR_DEAD, 1, 5,
     "did you mean 'schools'?"},
    {"[下](#none)", DIAG_ANCHOR_DEAD, 1, 5, "write {#none} behind the heading"},
    {"```csv 表\na,b\n1,[x](doc:x)\n```", DIAG_REF_UNKNOWN, 3, 7,
     "unknown document 'x'"},
    {"```csv 表\na,b\n1\n```", DIAG_CSV_RAGGED, 3, 1, "row has 1 field"},
};

static void bad_links(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[512];
        struct site_run r;
        snprintf(text, sizeof text, ARTICLE("2024", "%s\n"), bad[i].body);
        SITE_RUN(&r, {"content/articles/2024/b.zh.md",
                      ARTICLE("2023", "## 学校 {#schools}\n")},
                 {"content/articles/2024/gate.gif", "GIF89a"},
                 {"content/articles/2024/t.csv", "a,b\n1,2\n"},
                 {"content/articles/2024/draft.zh.md",
                  "---\ntitle: d\nsummary: d\ndate: 2023\n"
                  "districts: '990101'\ndraft: true\n---\n"},
                 {"content/pages/only.zh.md", "---\ntitle: o\n---\n"},
                 {A_ZH, text});
        site_expect(&r, bad[i].code, A_ZH, bad[i].line + BODY_LINE - 1,
                    bad[i].col, bad[i].part);
        struct version *v = site_entry(&r.site, STR("articles/2024/a"))->in[0];
        const struct link *link = site_links(&r, v);
        if (diag_kinds[bad[i].code].severity == SEVERITY_ERROR &&
            v->body->scan.references.at[0].node != REFERENCE_CSV_BLOCK)
            assert_true(link->kind == LINK_BROKEN || link->kind == LINK_PAGE ||
                        link->kind == LINK_STAT);
        site_end(&r);
    }
}

/* ---- texts of other kinds ---- */

static void pages_take_the_latest(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r, {"content/pages/a.zh.md",
                  "---\ntitle: a\n---\n[4万多名](stat:990101/pupils)\n"});
    site_expect_silence(&r);
    struct version *v = site_entry(&r.site, STR("pages/a"))->in[0];
    const struct link *link = site_links(&r, v);
    assert_true(link->checked);
    struct str latest = cell_anchor(&r.site.arena, &r.site, link->cell);
    assert_str(latest, "pupils.2023");
    assert_int_equal(v->n_cited, 1);
    site_end(&r);
}

static void other_languages_are_named(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r, {"content/articles/2024/a.zh.md", ARTICLE("2024", "文\n")},
             {"content/articles/2024/a.en.md",
              "---\ntitle: a\nsummary: b\n---\n\n[b](b.zh.md)\n"},
             {"content/articles/2024/b.zh.md", ARTICLE("2023", "文\n")});
    site_expect_silence(&r);
    const struct link *link =
        site_links(&r, site_entry(&r.site, STR("articles/2024/a"))->in[1]);
    assert_str(link->href, "/zh/articles/2024/b/");
    assert_int_equal(link->lang, 0);
    site_end(&r);
}

static void sheets_follow_the_language(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r,
             {"content/pages/a.zh.md",
              "---\ntitle: a\n---\n![表](table:t.csv)\n\n![坏](table:bad.csv)\n"},
             {"content/pages/a.en.md",
              "---\ntitle: a\n---\n![T](table:t.csv)\n\n![B](table:t.csv)\n"},
             {"content/pages/t.csv", "a,b\n1,2\n"},
             {"content/pages/t.zh.csv", "甲,乙\n1,\"[x](doc:none)\"\n"},
             {"content/pages/bad.csv", "a,b\n\"1\n"});
    assert_int_equal(r.diag.messages.len, 2);
    assert_int_equal(site_count(&r, DIAG_CSV_SYNTAX), 1);
    const struct message *m = &r.diag.messages.at[1];
    assert_int_equal(m->code, DIAG_REF_UNKNOWN);
    assert_str(m->loc.path, "content/pages/t.zh.csv");
    assert_int_equal(m->loc.line, 2);
    assert_int_equal(m->loc.col, 8);
    const struct entry *e = site_entry(&r.site, STR("pages/a"));
    assert_str(site_links(&r, e->in[0])->csv->head[0].source, "甲");
    assert_str(site_links(&r, e->in[1])->csv->head[0].source, "a");
    site_end(&r);
}

static void citations_and_media_are_noted(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r,
             {"content/articles/2024/a.zh.md",
              ARTICLE("2024", "[规划](doc:plan)[规划](doc:plan)[学区](term:学区)"
                              "[5名](stat:990101/award/2023)\n\n"
                              "![门](gate.gif)\n")},
             {"content/articles/2024/gate.gif", "GIF89a"},
             {"content/articles/2024/unused.gif", "GIF89a"});
    site_expect_silence(&r);
    assert_int_equal(r.site.paper[0]->n_citing, 1);
    assert_int_equal(r.site.term[0]->n_citing, 1);
    assert_int_equal(site_indicator(&r.site, STR("award"))->n_citing, 1);
    assert_int_equal(site_indicator(&r.site, STR("pupils"))->n_citing, 0);
    assert_non_null(
        plan_by_url(&r.plan, STR("/media/articles/2024/gate.gif")));
    assert_null(plan_by_url(&r.plan, STR("/media/articles/2024/unused.gif")));
    site_end(&r);
}

/* ---- one cause, one message ---- */

#define ROWS(row) "district,indicator,period,value\n" row "\n"

/* The body cites all that the site has; data with a mistake is reported where
 * it lies and nowhere else. */
static const struct {
    const char *path, *text;
    enum diag_code code;
    unsigned line, col;
} causes[] = {
    {"data/statistics/a.csv", ROWS("990101,pupils,2023,viele"),
     DIAG_DATA_VALUE, 2, 20},
    {"data/statistics/a.csv", ROWS("990101,pupils,2023年度,4万"),
     DIAG_DATA_VALUE, 2, 15},
    {"data/statistics/a.csv", ROWS("990101,pupil,2023,4万"),
     DIAG_DATA_UNKNOWN, 2, 8},
    {"data/statistics/a.csv", ROWS("990103,pupils,2023,4万"),
     DIAG_DATA_UNKNOWN, 2, 1},
    {"data/statistics/a.csv", ROWS("990101,pupils,2023"), DIAG_CSV_RAGGED, 2,
     1},
    {"data/statistics/a.csv", "district,period,value\n990101,2023,4万\n",
     DIAG_DATA_COLUMN, 1, 1},
    {"data/statistics/a.csv", "\xC4\xE3", DIAG_ENCODING, 1, 1},
    {"data/districts.csv", "code,name_zh\n99010,东区\n", DIAG_DISTRICT_CODE, 2,
     1},
    {"data/districts.csv", "code,name_zh\n990101\n", DIAG_CSV_RAGGED, 2, 1},
    {"data/districts.csv", "code\n990101\n", DIAG_DATA_COLUMN, 1, 1},
    {"data/indicators.csv", "id,name_zh,unit,measure\nPupils,学生,pupil,stock\n",
     DIAG_DATA_VALUE, 2, 1},
    {"data/indicators.csv",
     "id,name_zh,unit,measure\npupils,学生,pupil,all\n"
     "award,获奖,pupil,stock\n",
     DIAG_DATA_VALUE, 2, 17},
    {"data/units.csv", "id,kind\n\"pupil,count\n", DIAG_CSV_SYNTAX, 2, 1},
    {"data/documents.csv", "id,title_zh\nplan,\n", DIAG_DATA_VALUE, 2, 6},
    {"data/documents.csv", "id,title_zh\nplan\n", DIAG_CSV_RAGGED, 2, 1},
    {"data/topics.csv", "id,name_zh\ncare,\"保育\n", DIAG_CSV_SYNTAX, 2, 6},
    {"data/glossary.csv", "zh,en\n学区\n", DIAG_CSV_RAGGED, 2, 1},
    {"data/events.csv", "id,district,period,text_zh\nopening,990101,soon,x\n",
     DIAG_DATA_VALUE, 2, 16},
};

static void a_cause_is_told_once(void **state)
{
    (void)state;
    static const char body[] =
        "---\ntitle: a\nsummary: b\ndate: 2024\ndistricts: ['990101']\n"
        "topics: care\nkey_figures: [stat:990101/pupils/2023]\n---\n\n"
        "[多](stat:990101/pupils/2023)[区](district:990101)[规](doc:plan)"
        "[词](term:学区)[学](indicator:pupils)[事](event:opening)\n\n"
        "![图](chart:990101/pupils)\n";
    for (size_t i = 0; i < sizeof causes / sizeof *causes; i++) {
        struct site_run r;
        SITE_RUN(&r, {causes[i].path, causes[i].text},
                 {"content/articles/2024/a.zh.md", body});
        site_expect(&r, causes[i].code, causes[i].path, causes[i].line,
                    causes[i].col, "");
        site_end(&r);
    }
}

/* A refused row silences its own figure, not those of its neighbours. */
static void neighbours_are_still_checked(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r,
             {"data/statistics/a.csv", ROWS("990101,pupils,2023年度,4万")},
             {"content/pages/a.zh.md", "---\ntitle: a\n---\n"
                                       "[多](stat:990101/pupils/2023)\n"
                                       "[多](stat:990102/pupils/2023)\n"
                                       "[多](stat:990101/award/2023)\n"});
    assert_int_equal(site_count(&r, DIAG_DATA_VALUE), 1);
    assert_int_equal(site_count(&r, DIAG_STAT_UNKNOWN), 2);
    assert_int_equal(r.diag.messages.len, 3);
    site_end(&r);
}

static void the_configuration_is_linked(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        unsigned col;
        const char *part;
        enum diag_code code;
    } cases[] = {
        {"menu: [articles, a, status]\n", 0, NULL, 0},
        {"menu: [b]\n", 8, "unknown menu target 'b'", DIAG_ID_UNKNOWN},
        {"home: {lead: 2024/a}\n", 0, NULL, 0},
        {"home: {lead: 2024/b}\n", 14, "did you mean '2024/a'?",
         DIAG_ID_UNKNOWN},
        {"home: {key_figures: [stat:990101/pupils]}\n", 0, NULL, 0},
        {"home: {key_figures: [stat:990101/x]}\n", 22,
         "stat refers to unknown indicator 'x'", DIAG_STAT_UNKNOWN},
        {"home: {key_figures: [chart:990101/pupils]}\n", 22,
         "is no key figure; expected a reference such as stat:",
         DIAG_REF_MALFORMED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char config[256];
        struct site_run r;
        snprintf(config, sizeof config,
                 "title: a\nbase_url: https://e.org\nlanguages: [{id: zh}]\n%s",
                 cases[i].yaml);
        SITE_RUN(&r, {"site.yaml", config},
                 {"content/articles/2024/a.zh.md", ARTICLE("2024", "文\n")},
                 {"content/pages/a.zh.md", "---\ntitle: a\n---\n"});
        site_expect(&r, cases[i].code, "site.yaml", 4, cases[i].col,
                    cases[i].part);
        assert_ptr_equal(r.site.lead,
                         site_entry(&r.site, STR("articles/2024/a")));
        site_end(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_links),
        cmocka_unit_test(bad_links),
        cmocka_unit_test(pages_take_the_latest),
        cmocka_unit_test(other_languages_are_named),
        cmocka_unit_test(sheets_follow_the_language),
        cmocka_unit_test(citations_and_media_are_noted),
        cmocka_unit_test(a_cause_is_told_once),
        cmocka_unit_test(neighbours_are_still_checked),
        cmocka_unit_test(the_configuration_is_linked),
    };
    return cmocka_run_group_tests_name("link", tests, NULL, NULL);
}
