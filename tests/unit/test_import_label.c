/* SPDX-License-Identifier: MIT */
#include "site_fixture.h"

#include "base/buf.h"
#include "import/label.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define DISTRICTS                                                             \
    {"data/districts.csv",                                                    \
     "code,name_zh,name_en,kind\n"                                            \
     "410000,河南省,Henan Province,province\n"                                 \
     "410200,开封市,Kaifeng,city\n"                                           \
     "410204,鼓楼区,Gulou District,district\n"                                \
     "410300,洛阳市,Luoyang,city\n"                                           \
     "410305,涧西区,Jianxi District,district\n"                               \
     "320000,江苏省,Jiangsu Province,province\n"                               \
     "320100,南京市,Nanjing,city\n"                                           \
     "320106,鼓楼区,Gulou District,district\n"                                \
     "990101,东区,East,district\n"                                            \
     "990102,西区,West,district\n"}
#define UNITS                                                                 \
    {"data/units.csv", "id,kind,zh,en_one,en_other,zh_alt\n"                  \
                       "pupil,count,{n}名,{n} pupil,{n} pupils,人|位\n"       \
                       "cny,money,{n}元,CNY {n},CNY {n},\n"}

/* What a label says, in one line. */
static struct str said(struct arena *a, const struct label *x)
{
    struct buf b = {0};
    static const char *const roles[] = {
        "", "district", "indicator", "period", "group",
        "unit", "value", "carry", "remark"};
    for (size_t i = 0; i < x->n_districts; i++)
        buf_printf(&b, " d:" STR_FMT, STR_ARG(x->district[i]->code));
    if (x->indicator != NULL)
        buf_printf(&b, " i:" STR_FMT, STR_ARG(x->indicator->id));
    if (x->group != NULL)
        buf_printf(&b, " g:" STR_FMT, STR_ARG(x->group->id));
    if (x->period.len > 0)
        buf_printf(&b, " p:" STR_FMT, STR_ARG(x->period));
    if (x->unit.text.len > 0)
        buf_printf(&b, " u:%zu:%d:%d", x->unit.n_units, x->unit.scale,
                   x->unit.shift);
    if (x->role != ROLE_NONE)
        buf_printf(&b, " r:%s" STR_FMT, roles[x->role], STR_ARG(x->carry));
    buf_printf(&b, "%s%s%s%s", x->whole ? " whole" : "",
               x->ignored ? " ignored" : "", x->why.len > 0 ? " why" : "",
               x->symbol.len > 0 ? " symbol" : "");
    struct str s = arena_copy(a, str_from(buf_view(&b), 1));
    buf_release(&b);
    return s;
}

struct pair {
    const char *text, *says;
};

static void check(struct labels *l, const struct pair *rows, size_t n)
{
    struct arena a = {0};
    for (size_t i = 0; i < n; i++) {
        struct label label = label_read(l, str_of(rows[i].text), true);
        struct str got = said(&a, &label);
        if (!str_is(got, rows[i].says))
            fail_msg("'%s' says '" STR_FMT "', not '%s'", rows[i].text,
                     STR_ARG(got), rows[i].says);
    }
    arena_release(&a);
}

static void reads_labels(void **state)
{
    static const struct pair rows[] = {
        {"410305", "d:410305"},
        {"410305.0", "d:410305"},
        {"410305000000", "d:410305"},
        {"410305000001", ""},
        {"涧西区", "d:410305"},
        {"　涧 西 区", "d:410305"},
        {"JIANXI DISTRICT", "d:410305"},
        {"鼓楼区", "d:320106 d:410204"},
        {"开封市鼓楼区", "d:410204"},
        {"河南省开封市鼓楼区", "d:410204"},
        {"河南省鼓楼区", "d:410204"},
        {"洛阳市鼓楼区", ""},
        {"北京市鼓楼区", ""},
        {"涧西", ""},
        {"pupils", "i:pupils"},
        {"学生", "i:pupils"},
        {"Pupils", "i:pupils"},
        {"学生（人）", "i:pupils u:1:0:0"},
        {"学生(万人)", "i:pupils u:1:4:0"},
        {"学生(千人)", "i:pupils u:1:0:3"},
        {"学生/人", "i:pupils u:1:0:0"},
        {"学生（公办）", "i:pupils g:public"},
        {"学生（寄宿）", ""},
        {"2021年学生", "i:pupils p:2021"},
        {"2021-2022学年学生（万人）", "i:pupils p:AY2021 u:1:4:0"},
        {"一、学生", "i:pupils"},
        {"（二）学生", "i:pupils"},
        {"3.学生", "i:pupils"},
        {"其中：公办", "g:public"},
        {"2021年", "p:2021"},
        {"Jun-21", "why"},
        {"合　计", "whole"},
        {"Total", "whole"},
        {"（亿元）", "u:1:8:0"},
        {"百万元", "u:1:4:2"},
        {"万", "u:0:4:0"},
        {"地区", "r:district"},
        {"行政区划代码", "r:district"},
        {"年份", "r:period"},
        {"数值（万人）", "u:1:4:0 r:value"},
        {"备注", "r:remark"},
        {"note_zh", "r:carrynote_zh"},
        {"", ""},
        {"(", ""},
        {"()", ""},
        {"/", ""},
        {"年", "r:period"},
    };
    (void)state;
    struct site_run r;
    struct labels l;
    SITE_RUN(&r, DISTRICTS, UNITS);
    labels_open(&l, &r.site, 0);
    check(&l, rows, COUNT(rows));
    labels_close(&l);
    site_end(&r);
}

static void reads_mappings(void **state)
{
    static const char *const good[] = {
        "城关=410305",  "人数=pupils",     "公办人数=pupils/public",
        "寄宿=/public", "五年=2016..2020", "…=symbol:x",
        "说明=note_zh", "面积=-",          "代号=district",
        "甲=keep:a",    "年底=period:2021"};
    static const char *const bad[] = {
        "", "人数", "=pupils", "人数=pupil", "人数=pupils/none", "…=symbol:q",
        "甲=keep:", "年底=period:x"};
    static const struct pair rows[] = {
        {"城　关", "d:410305"},          {"人数", "i:pupils"},
        {"公办人数", "i:pupils g:public"}, {"寄宿", "g:public"},
        {"五年", "p:2016..2020"},         {"…", "symbol"},
        {"说明", "r:carrynote_zh"},       {"面积", "ignored"},
        {"代号", "r:district"},           {"甲", "r:carrya"},
        {"年底", "p:2021"},
    };
    (void)state;
    struct site_run r;
    struct labels l;
    struct str why;
    SITE_RUN(&r, DISTRICTS, UNITS);
    labels_open(&l, &r.site, COUNT(good) + COUNT(bad));
    for (size_t i = 0; i < COUNT(good); i++)
        assert_true(labels_map(&l, str_of(good[i]), &why));
    for (size_t i = 0; i < COUNT(bad); i++) {
        why = (struct str){0};
        if (labels_map(&l, str_of(bad[i]), &why) || why.len == 0)
            fail_msg("--map %s", bad[i]);
    }
    check(&l, rows, COUNT(rows));
    labels_close(&l);
    site_end(&r);
}

static void joins(void **state)
{
    static const struct {
        const char *a, *b, *says; /* NULL: they say two things */
    } rows[] = {
        {"河南省", "鼓楼区", "d:410204"},
        {"鼓楼区", "南京市", "d:320106"},
        {"410204", "鼓楼区", "d:410204"},
        {"410305", "鼓楼区", NULL},
        {"学生（万人）", "2021年", "i:pupils p:2021 u:1:4:0"},
        {"2020年", "2021年", NULL},
        {"学生", "获奖", NULL},
        {"公办", "合计", "g:public whole"},
    };
    (void)state;
    struct site_run r;
    struct labels l;
    struct arena a = {0};
    SITE_RUN(&r, DISTRICTS, UNITS);
    labels_open(&l, &r.site, 0);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str why = {0};
        struct label x = label_read(&l, str_of(rows[i].a), true);
        struct label y = label_read(&l, str_of(rows[i].b), true);
        bool good = label_join(&l, &x, &y, &why);
        assert_int_equal(good, rows[i].says != NULL);
        if (good && !str_is(said(&a, &x), rows[i].says))
            fail_msg("%s and %s", rows[i].a, rows[i].b);
        assert_int_equal(good, why.len == 0);
    }
    arena_release(&a);
    labels_close(&l);
    site_end(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_labels),
        cmocka_unit_test(reads_mappings),
        cmocka_unit_test(joins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
