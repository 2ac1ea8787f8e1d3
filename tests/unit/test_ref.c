/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/ref.h"

static const char *const schemes[] = {
    [REF_STAT] = "stat",         [REF_CHART] = "chart",
    [REF_TABLE] = "table",       [REF_TABLE_FILE] = "table-file",
    [REF_DISTRICT] = "district", [REF_TERM] = "term",
    [REF_DOC] = "doc",           [REF_EVENT] = "event",
    [REF_INDICATOR] = "indicator", [REF_TEXT_FILE] = "text",
    [REF_FILE] = "file",         [REF_ANCHOR] = "anchor",
    [REF_EXTERNAL] = "external"};

/* Everything that a reference says, in one line. */
static struct str told(struct arena *a, const struct ref *r)
{
    struct str all = str_of(schemes[r->scheme]);
#define MORE(...) all = arena_printf(a, STR_FMT __VA_ARGS__)
    for (size_t i = 0; i < r->n_districts; i++)
        MORE("%s" STR_FMT, STR_ARG(all), i == 0 ? " " : ",",
             STR_ARG(r->district[i]));
    for (size_t i = 0; i < r->n_indicators; i++)
        MORE("%s" STR_FMT, STR_ARG(all), i == 0 ? " " : ",",
             STR_ARG(r->indicator[i]));
    if (r->period.kind != PERIOD_NONE)
        MORE(" @" STR_FMT, STR_ARG(all), STR_ARG(r->period_text));
    if (r->group.len > 0)
        MORE(" group=" STR_FMT, STR_ARG(all), STR_ARG(r->group));
    if (r->plan)
        MORE(" plan", STR_ARG(all));
    if (r->form != FIGURE_FULL)
        MORE(" form=%d", STR_ARG(all), (int)r->form);
    if (r->type != 0)
        MORE(" type=%d", STR_ARG(all), r->type);
    if (r->n_districts == 0 && r->target.len > 0)
        MORE(" " STR_FMT, STR_ARG(all), STR_ARG(r->target));
    if (r->fragment.len > 0)
        MORE(" #" STR_FMT, STR_ARG(all), STR_ARG(r->fragment));
#undef MORE
    return all;
}

#define TWELVE "1,2,3,4,5,6,7,8,9,10,11,12"

static const struct {
    const char *url, *told;
} good[] = {
    {"stat:410305/kg", "stat 410305 kg"},
    {"stat:410305/kg/2021", "stat 410305 kg @2021"},
    {"stat:410305/kg/2021-06-18", "stat 410305 kg @2021-06-18"},
    {"stat:410305/kg/AY2021", "stat 410305 kg @AY2021"},
    {"stat:410305/kg/2016..2020", "stat 410305 kg @2016..2020"},
    {"stat:410305/kg/2016..", "stat 410305 kg @2016.."},
    {"stat:410305/kg/..2021-10-30", "stat 410305 kg @..2021-10-30"},
    {"stat:410305/kg/2021~", "stat 410305 kg @2021~"},
    {"stat:410305/kg/undated?status=plan", "stat 410305 kg @undated plan"},
    {"stat:410305/kg?status=plan", "stat 410305 kg plan"},
    {"stat:410305/kg/2021?group=public", "stat 410305 kg @2021 group=public"},
    {"stat:410305/kg/2021?group=a&status=plan",
     "stat 410305 kg @2021 group=a plan"},
    {"stat:410305/kg/2021?form=full", "stat 410305 kg @2021"},
    {"stat:410305/kg/2021?form=number", "stat 410305 kg @2021 form=1"},
    {"stat:410305/kg/2021?form=value", "stat 410305 kg @2021 form=2"},
    {"stat:410300-gaoxin/kg_a-b/2021", "stat 410300-gaoxin kg_a-b @2021"},
    {"chart:410305/kg", "chart 410305 kg"},
    {"chart:410305,410300/a,b/2021", "chart 410305,410300 a,b @2021"},
    {"chart:410305/kg?type=bar", "chart 410305 kg type=1"},
    {"chart:410305/kg?type=line", "chart 410305 kg type=2"},
    {"chart:410305/kg/2021?type=dot&group=a",
     "chart 410305 kg @2021 group=a type=3"},
    {"chart:" TWELVE "/kg", "chart " TWELVE " kg"},
    {"table:410305/a,b,c,d,e", "table 410305 a,b,c,d,e"},
    {"table:contacts.csv", "table-file contacts.csv"},
    {"table:../x/contacts.csv", "table-file ../x/contacts.csv"},
    {"district:410305", "district 410305"},
    {"district:410300-gaoxin", "district 410300-gaoxin"},
    {"term:课后服务", "term 课后服务"},
    {"term:“双减”", "term “双减”"},
    {"term:%E5%8F%8C%E5%87%8F", "term 双减"},
    {"term:100%", "term 100%"},
    {"term:%zz%4", "term %zz%4"},
    {"doc:yangquan-measures", "doc yangquan-measures"},
    {"event:e1", "event e1"},
    {"indicator:kg", "indicator kg"},
    {"a.zh.md", "text a.zh.md"},
    {"../2021/a.zh.md#teachers", "text ../2021/a.zh.md #teachers"},
    {"photo.jpg", "file photo.jpg"},
    {"a.md.pdf", "file a.md.pdf"},
    {"/absolute.pdf", "file /absolute.pdf"},
    {"#teachers", "anchor #teachers"},
    {"https://example.org/a?b#c", "external https://example.org/a?b#c"},
    {"http://example.org", "external http://example.org"},
    {"mailto:a@example.org", "external mailto:a@example.org"},
    {"tel:+8637912345", "external tel:+8637912345"},
};

static void good_references(void **state)
{
    (void)state;
    struct arena a = {0};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct ref ref;
        const char *fault = NULL;
        if (!ref_parse(&a, str_of(good[i].url), &ref, &fault))
            fail_msg("%s: %s", good[i].url, fault != NULL ? fault : "scheme");
        struct str got = told(&a, &ref);
        if (!str_is(got, good[i].told))
            fail_msg("%s: '" STR_FMT "', expected '%s'", good[i].url,
                     STR_ARG(got), good[i].told);
    }
    arena_release(&a);
}

/* fault NULL: the scheme is not allowed. */
static const struct {
    const char *url, *fault;
} bad[] = {
    {"stat:", "a district code, a slash"},
    {"stat:410305", "a district code, a slash"},
    {"stat:/kg", "one district code"},
    {"stat:410305,410300/kg", "one district code"},
    {"stat:410305/a,b", "one indicator id"},
    {"stat:410305/", "one indicator id"},
    {"stat:410305//2021", "one indicator id"},
    {"stat:410305/2021", "an indicator between"},
    {"stat:410305/kg/", "a period behind the last slash"},
    {"stat:410305/kg/?group=a", "a period behind the last slash"},
    {"stat:410305/kg/2021年", "a period such as"},
    {"stat:410305/kg/2021-13", "a period such as"},
    {"stat:410305/kg/2021/06", "a period such as"},
    {"stat:410305/KG/2021", "one indicator id"},
    {"stat:410305/-kg/2021", "one indicator id"},
    {"stat: 410305/kg", "one district code"},
    {"stat:410305/kg/2021?status=actual", "status=plan"},
    {"stat:410305/kg/2021?plan", "status=plan, group= or form="},
    {"stat:410305/kg/2021?group=", "the id of a group"},
    {"stat:410305/kg/2021?form=short", "form=full"},
    {"stat:410305/kg/2021?type=bar", "status=plan, group= or form="},
    {"stat:410305/kg/2021?group=a&&status=plan", "status=plan, group="},
    {"chart:410305/kg?type=pie", "type=bar, type=line or type=dot"},
    {"chart:410305/kg?type=auto", "type=bar, type=line or type=dot"},
    {"chart:410305/kg?form=full&color=red", "type=, group= or status=plan"},
    {"chart:" TWELVE ",13/kg", "up to 12"},
    {"chart:410305/a,b,c,d,e,f", "up to 5"},
    {"chart:410305,/kg", "up to 12"},
    {"table:410305/a,,b", "up to 5"},
    {"table:contacts.xlsx", "a district code, a slash"},
    {"district:", "a district code"},
    {"district:涧西区", "a district code"},
    {"district:410305/kg", "a district code"},
    {"term:", "a term of the glossary"},
    {"doc:", "an id"},
    {"doc:a b", "an id"},
    {"event:Ab", "an id"},
    {"indicator:kg/2021", "an id"},
    {"#", "an id behind the #"},
    {"ftp://example.org", NULL},
    {"javascript:alert(1)", NULL},
    {"data:text/html,x", NULL},
    {"//example.org/x", NULL},
    {"HTTP://example.org", NULL},
    {"vbscript:x.md", NULL},
};

static void bad_references(void **state)
{
    (void)state;
    struct arena a = {0};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct ref ref;
        const char *fault = "";
        if (ref_parse(&a, str_of(bad[i].url), &ref, &fault))
            fail_msg("%s: taken for a reference", bad[i].url);
        if ((fault == NULL) != (bad[i].fault == NULL))
            fail_msg("%s: %s", bad[i].url, fault != NULL ? fault : "scheme");
        if (fault != NULL &&
            str_find(str_of(fault), str_of(bad[i].fault)) == SIZE_MAX)
            fail_msg("%s: '%s', expected '%s'", bad[i].url, fault,
                     bad[i].fault);
    }
    arena_release(&a);
}

static void ids(void **state)
{
    (void)state;
    static const char *const yes[] = {"a", "0", "410305", "a_b", "a-b", "a0-"};
    static const char *const no[] = {"",  "-a", "_a", "A", "a b",
                                     "a.", "é",  "甲", "a/b"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_true(ref_id_ok(str_of(yes[i])));
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_false(ref_id_ok(str_of(no[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_references),
        cmocka_unit_test(bad_references),
        cmocka_unit_test(ids),
    };
    return cmocka_run_group_tests_name("ref", tests, NULL, NULL);
}
