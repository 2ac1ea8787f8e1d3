/* SPDX-License-Identifier: MIT */
#include "data_fixture.h"

enum { NOTHING = -1 };

/* ---- statistics, one row each ---- */

#define HEADER "district,indicator,period,group,value,qualifier,status,"      \
               "symbol,source,quote,release,revised,revision_note_zh\n"

static const struct row_case {
    const char *row;
    int code; /* NOTHING: no message at all */
    unsigned col;
    const char *part; /* of the message */
} row_cases[] = {
    {"410305,pupils,2021,,5747,,,,news,,,,", NOTHING, 0, NULL},
    {"410305,pupils,2021,public,4万,over,plan,u,news,,,,", NOTHING, 0, NULL},
    {"410305,pupils,2021,,,,,x,,,,,", NOTHING, 0, NULL},
    {"410305,pupils,undated,,360,,plan,,news,,,,", NOTHING, 0, NULL},
    {"410305,growth,2021,,-3.5,,,,news,,,,", NOTHING, 0, NULL},
    {"410305,growth,2021,,321,,,,news,,,,", NOTHING, 0, NULL},
    /* key */
    {",pupils,2021,,1,,,,,,,,", DIAG_DATA_VALUE, 1, "column 'district': empty"},
    {"410306,pupils,2021,,1,,,,,,,,", DIAG_DATA_UNKNOWN, 1,
     "unknown district '410306'; did you mean '41030"},
    {"410305,pupil,2021,,1,,,,,,,,", DIAG_DATA_UNKNOWN, 8,
     "unknown indicator 'pupil'; did you mean 'pupils'?"},
    {"410305,zzzzzz,2021,,1,,,,,,,,", DIAG_DATA_UNKNOWN, 8,
     "'zzzzzz'; add it to data/indicators.csv"},
    {"410305,pupils,2021,publik,1,,,,,,,,", DIAG_DATA_UNKNOWN, 20,
     "unknown group 'publik'; did you mean 'public'?"},
    {"410305,pupils,2021,,1,,,,news2,,,,", DIAG_DATA_UNKNOWN, 26,
     "unknown source 'news2'; did you mean 'news'?"},
    {"410305,pupils,2021-13,,1,,,,,,,,", DIAG_DATA_VALUE, 15,
     "'2021-13' is no time; expected 2021, 2021-06"},
    {"410305,pupils,2016-2020,,1,,,,,,,,", DIAG_DATA_VALUE, 15, "2016..2020"},
    /* spreadsheets */
    {"410305,pupils,2021/6/18,,1,,,,,,,,", DIAG_DATA_FORM, 15,
     "'2021/6/18' is read as 2021-06-18"},
    {"410305,pupils,2021年6月,,1,,,,,,,,", DIAG_DATA_FORM, 15,
     "is read as 2021-06;"},
    {"410305,pupils,2016/1..2020/12,,1,,,,,,,,", DIAG_DATA_FORM, 15,
     "is read as 2016-01..2020-12;"},
    {"410305,pupils,２０２１～,,1,,,,,,,,", DIAG_DATA_FORM, 15,
     "is read as 2021~;"},
    {"410305,pupils,2021/13/1,,1,,,,,,,,", DIAG_DATA_VALUE, 15, "no time"},
    {"410305,pupils,2021/6-18,,1,,,,,,,,", DIAG_DATA_VALUE, 15, "no time"},
    {"410305,pupils,Jun-21,,1,,,,,,,,", DIAG_DATA_LOSSY, 15,
     "jianbao import"},
    {"410305,pupils,18-Jun,,1,,,,,,,,", DIAG_DATA_LOSSY, 15, "'18-Jun'"},
    {"410305,pupils,2月3日,,1,,,,,,,,", DIAG_DATA_LOSSY, 15, "'2月3日'"},
    {"410305,pupils,44365,,1,,,,,,,,", DIAG_DATA_LOSSY, 15, "'44365'"},
    {"410305,pupils,2021,,\"1,924,600\",,,,,,,,", DIAG_DATA_FORM, 22,
     "'1,924,600' is read as 1924600"},
    {"410305,pupils,2021,,\"1,92\",,,,,,,,", DIAG_DATA_VALUE, 22, "no value"},
    {"410305,pupils,2021,,５７４７,,,,,,,,", DIAG_DATA_FORM, 21,
     "is read as 5747;"},
    {"410305,pupils,2021,,4.1E+05,,,,,,,,", DIAG_DATA_LOSSY, 21,
     "'4.1E+05' is what a spreadsheet made of a number"},
    {"410305,pupils,2021,,2月3日,,,,,,,,", DIAG_DATA_LOSSY, 21, "'2月3日'"},
    {"410305,pupils,2021,,#REF!,,,,,,,,", DIAG_DATA_LOSSY, 21, "#REF!"},
    {"410305,share,2021,,54.02%,,,,,,,,", DIAG_DATA_FORM, 20,
     "is read as 54.02;"},
    {"410305,pupils,2021,,54.02%,,,,,,,,", DIAG_DATA_VALUE, 21,
     "has a percent sign, but the indicator's unit is 'pupil'"},
    /* value */
    {"410305,pupils,2021,,4万余,,,,,,,,", DIAG_DATA_VALUE, 21,
     "column 'qualifier'"},
    {"410305,pupils,2021,,,,,,,,,,", DIAG_DATA_VALUE, 21, "empty; write"},
    {"410305,pupils,2021,,5,,,x,,,,,", DIAG_DATA_VALUE, 25,
     "'x' stands instead of a value"},
    {"410305,pupils,2021,,,,,u,,,,,", DIAG_DATA_VALUE, 24, "write x"},
    {"410305,pupils,2021,,5,,,q,,,,,", DIAG_DATA_VALUE, 25,
     "expected z, x, c, low or u"},
    {"410305,pupils,2021,,5,余,,,,,,,", DIAG_DATA_VALUE, 23,
     "did you mean 'over'?"},
    {"410305,pupils,2021,,5,atleast,,,,,,,", DIAG_DATA_VALUE, 23,
     "did you mean 'at_least'?"},
    {"410305,pupils,2021,,5,,planned,,,,,,", DIAG_DATA_VALUE, 24,
     "expected actual, derived or plan; did you mean 'plan'?"},
    {"410305,share,2021,,100.01,,,,,,,,", DIAG_STAT_BOUNDS, 20,
     "'100.01' is no share"},
    {"410305,share,2021,,-1,,,,,,,,", DIAG_STAT_BOUNDS, 20, "0 to 100"},
    {"410305,share,2021,,99..101,,,,,,,,", DIAG_STAT_BOUNDS, 20, "0 to 100"},
    {"410305,share,2021,,100,,,,,,,,", NOTHING, 0, NULL},
    /* what few rows have */
    {"410305,pupils,2021,,5,,,,,,,2021/7/1,因故", DIAG_DATA_FORM, 29,
     "is read as 2021-07-01"},
    {"410305,pupils,2021,,5,,,,,,,,因故", DIAG_DATA_VALUE, 29,
     "needs the date of the revision"},
    {"410305,pupils,2021,,5,,,,,,soon,,", DIAG_DATA_VALUE, 28,
     "expected 2021, 2021-06 or 2021-06-18"},
    /* validity: Mengjin county became a district in March 2021 */
    {"410322,pupils,2020,,5,,,,,,,,", NOTHING, 0, NULL},
    {"410322,pupils,2021,,5,,,,,,,,", NOTHING, 0, NULL},
    {"410322,pupils,..2022-10-30,,5,,,,,,,,", NOTHING, 0, NULL},
    {"410322,pupils,undated,,5,,plan,,,,,,", NOTHING, 0, NULL},
    {"410322,pupils,2022,,5,,,,,,,,", DIAG_DISTRICT_VALIDITY, 1,
     "ended in 2021-03, the period lies after it; use 410312 (孟津区)"},
    {"410312,pupils,2020,,5,,,,,,,,", DIAG_DISTRICT_VALIDITY, 1,
     "begins in 2021-03, the period lies before it"},
    /* quotes */
    {"410305,pupils,2021,,4万,over,,,,受益学生4万多名,,,", NOTHING, 0, NULL},
    {"410305,share,2021,,54.02,,,,,占比54.02%,,,", NOTHING, 0, NULL},
    {"410305,share,2021,,54.02,,,,,占比54.2%,,,", DIAG_STAT_QUOTE, 30,
     "the cell has 54.02, the quote '占比54.2%' has 54.2"},
    {"410305,pupils,2021,,4万,,,,,受益学生4万多名,,,", DIAG_STAT_QUOTE, 28,
     "qualifier 'exact', the quote '受益学生4万多名' says 'over'"},
    {"410305,pupils,2021,,5,,,,,很多学生,,,", DIAG_STAT_QUOTE, 27,
     "has no number"},
    {"410305,aid,2021,,192.46万,,,,,资助192.46万元,,,", NOTHING, 0, NULL},
    {"410305,aid,2021,,192.46万,,,,,192.46,,,", NOTHING, 0, NULL},
    {"410305,aid,2021,,192.46万,,,,,1924600元,,,", NOTHING, 0, NULL},
    {"410305,pupils,2021,,1,,,,,一名,,,", NOTHING, 0, NULL},
    {"410305,pupils,2021,,1,over,,,,一名,,,", DIAG_STAT_QUOTE, 31, "no number"},
    {"410305,pupils,2021,,2,,,,,一名,,,", DIAG_STAT_QUOTE, 27, "no number"},
    {"410305,pupils,2021,,3..5,,,,,3—5人,,,", NOTHING, 0, NULL},
    {"410305,pupils,2021,,3..5,,,,,3人,,,", DIAG_STAT_QUOTE, 30, "3..5"},
    {"410305,pupils,2021,,22,,,,,二十二人,,,", NOTHING, 0, NULL},
    {"410305,pupils,2021,,50,over,,,,more than 50 pupils,,,", NOTHING, 0,
     NULL},
};

static bool holds(struct str text, const char *part)
{
    return str_find(text, str_of(part)) != SIZE_MAX;
}

static void rows_are_checked(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof row_cases / sizeof *row_cases; i++) {
        const struct row_case *c = &row_cases[i];
        char text[512];
        struct fixture f;
        snprintf(text, sizeof text, HEADER "%s\n", c->row);
        fixture_statistics(&f, text);
        size_t expected = c->code == NOTHING ? 0 : 1;
        bool good = f.diag.messages.len == expected;
        if (good && expected == 1) {
            const struct message *m = f.diag.messages.at;
            good = (int)m->code == c->code && m->loc.line == 2 &&
                   m->loc.col == c->col && holds(m->text, c->part) &&
                   str_is(m->loc.path, "data/statistics/a.csv");
        }
        if (!good) {
            fixture_show(&f);
            fail_msg("%s", c->row);
        }
        fixture_release(&f);
    }
}

static void cells_hold_what_rows_say(void **state)
{
    (void)state;
    struct fixture f;
    fixture_statistics(
        &f, "note_en,value,period,indicator,district,status,source,quote,"
            "revised,revision_note_zh,group,qualifier,note_fr\n"
            "\"a \"\"note\"\"\",192.46万,2016..2020,aid,410305,,news,,,,,,oui\n"
            ",2..3,2021~,pupils,410305,plan,paper,,,,public,about,\n"
            ",-1.50,2021,growth,410305,derived,,,2022-01,因故,,,\n");
    fixture_show(&f);
    assert_int_equal(f.diag.messages.len, 0);
    assert_int_equal(f.site.n_cells, 3);

    const struct cell *aid = fixture_cell(&f, "410305", "aid", "2016..2020");
    assert_non_null(aid);
    assert_int_equal(aid->coef, 1924600);
    assert_int_equal(aid->scale, 4);
    assert_int_equal(aid->line, 2);
    assert_str(f.site.source[aid->source - 1]->id, "news");
    assert_str(aid->rare->note.in[1], "a \"note\"");
    assert_str(f.site.extra_column[0], "note_fr");
    assert_str(aid->rare->extra[0], "oui");

    struct cell_key key = {.district = aid->district,
                           .indicator = site_indicator(&f.site, STR("pupils")),
                           .group = 1,
                           .plan = true};
    const struct cell *plan = cell_find(&f.site, &key);
    assert_non_null(plan);
    assert_true(plan->range && plan->period.inferred);
    assert_int_equal(plan->coef, 2);
    assert_int_equal(plan->rare->high.coef, 3);
    assert_int_equal(plan->qualifier, QUALIFIER_ABOUT);
    assert_null(plan->rare->extra);

    const struct cell *growth = fixture_cell(&f, "410305", "growth", "2021");
    assert_int_equal(growth->coef, -150);
    assert_int_equal(growth->places, 2);
    assert_int_equal(growth->status, STATUS_DERIVED);
    assert_int_equal(growth->rare->revised.precision, DATE_MONTH);
    assert_str(growth->rare->revision_note.in[0], "因故");
    fixture_release(&f);
}

/* A mistake in a value keeps the cell, so that what cites it stays silent. */
static void broken_values_keep_their_cell(void **state)
{
    (void)state;
    struct fixture f;
    fixture_statistics(&f, "district,indicator,period,value\n"
                           "410305,pupils,2021,many\n"
                           "410305,nothing,2021,5\n");
    const struct cell *c = fixture_cell(&f, "410305", "pupils", "2021");
    assert_non_null(c);
    assert_true(cell_is_broken(c));
    assert_ptr_equal(fixture_cell(&f, "410305", "pupils", ""), c);
    assert_int_equal(f.site.n_cells, 1);
    assert_int_equal(f.diag.messages.len, 2);
    fixture_release(&f);
}

static void unknown_names_are_told_once(void **state)
{
    (void)state;
    struct fixture f;
    fixture_statistics(&f, "district,indicator,period,value\n"
                           "410305,pupil,2021,1\n"
                           "410305,pupil,2022,1\n"
                           "999999,pupil,2022,1\n"
                           "999999,pupils,2022,1\n"
                           "410322,pupils,2022,1\n"
                           "410322,pupils,2023,1\n");
    assert_int_equal(f.diag.messages.len, 3);
    assert_int_equal(f.diag.messages.at[0].loc.line, 2);
    assert_true(holds(f.diag.messages.at[0].text, "(and 2 more rows)"));
    assert_int_equal(f.diag.messages.at[1].loc.line, 4);
    assert_true(holds(f.diag.messages.at[1].text, "(and 1 more row)"));
    assert_int_equal(f.diag.messages.at[2].code, DIAG_DISTRICT_VALIDITY);
    assert_true(holds(f.diag.messages.at[2].text, "(and 1 more row)"));
    fixture_release(&f);
}

static void restated_rows_may_use_old_codes(void **state)
{
    (void)state;
    struct fixture f;
    fixture_statistics(&f, "district,indicator,period,value,restated\n"
                           "410312,pupils,2019,1,yes\n"
                           "410312,pupils,2018,1,no\n");
    assert_int_equal(f.diag.messages.len, 1);
    assert_int_equal(f.diag.messages.at[0].loc.line, 3);
    assert_str(f.site.extra_column[0], "restated");
    fixture_release(&f);
}

/* ---- columns ---- */

static const struct column_case {
    const char *header;
    int code;
    unsigned col;
    const char *part;
} column_cases[] = {
    {"district,indicator,period,value,name,area", NOTHING, 0, NULL},
    {"district,indicator,period,value,note_fr,note_zh-Hant", NOTHING, 0, NULL},
    {"district,indicator,period,value,qualifer", DIAG_COLUMN_UNKNOWN, 33,
     "unknown column 'qualifer'; did you mean 'qualifier'? it is kept"},
    {"district,indicator,period,value,Source", DIAG_COLUMN_UNKNOWN, 33,
     "'source'"},
    {"district,indicator,period,value,note", DIAG_COLUMN_UNKNOWN, 33,
     "did you mean 'note_zh'?"},
    {"district,indicator,period,value,note_e", DIAG_COLUMN_UNKNOWN, 33,
     "did you mean 'note_en'?"},
    {"district,indicator", DIAG_DATA_COLUMN, 1, "missing: period, value;"},
    {"\n\nindicator,period,value", DIAG_DATA_COLUMN, 1, "missing: district;"},
};

static void columns_are_checked(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof column_cases / sizeof *column_cases; i++) {
        const struct column_case *c = &column_cases[i];
        char text[256];
        struct fixture f;
        snprintf(text, sizeof text, "%s\n", c->header);
        fixture_statistics(&f, text);
        size_t expected = c->code == NOTHING ? 0 : 1;
        const struct message *m = f.diag.messages.at;
        bool good = f.diag.messages.len == expected;
        if (good && expected > 0)
            good = (int)m->code == c->code && holds(m->text, c->part) &&
                   m->loc.col == c->col &&
                   m->loc.line == (c->header[0] == '\n' ? 3 : 1);
        if (!good) {
            fixture_show(&f);
            fail_msg("%s", c->header);
        }
        fixture_release(&f);
    }
}

static void unknown_columns_are_joined_over_files(void **state)
{
    (void)state;
    const struct csv_text csv[] = {
        {"data/districts.csv", fixture_districts},
        {"data/indicators.csv", fixture_indicators},
        {"data/statistics/a.csv",
         "zebra,district,indicator,period,value,apple\n"
         "z1,410305,pupils,2020,1,a1\n"},
        {"data/statistics/b.csv", "district,indicator,period,value,melon\n"
                                  "410305,pupils,2021,1,m1\n"
                                  "410305,pupils,2022,1,\n"},
        {"data/topics.csv", fixture_topics},
        {"data/units.csv", fixture_units},
    };
    struct fixture f;
    fixture_init(&f);
    fixture_load(&f, csv, sizeof csv / sizeof *csv);
    assert_int_equal(f.diag.messages.len, 0);
    assert_int_equal(f.site.n_extra_columns, 3);
    assert_str(f.site.extra_column[0], "apple");
    assert_str(f.site.extra_column[2], "zebra");
    const struct cell *a = fixture_cell(&f, "410305", "pupils", "2020");
    assert_str(a->rare->extra[0], "a1");
    assert_str(a->rare->extra[1], "");
    assert_str(a->rare->extra[2], "z1");
    const struct cell *b = fixture_cell(&f, "410305", "pupils", "2021");
    assert_str(b->rare->extra[1], "m1");
    assert_str(cell_loc(&f.site, b).path, "data/statistics/b.csv");
    assert_null(fixture_cell(&f, "410305", "pupils", "2022")->rare);
    fixture_release(&f);
}

/* ---- registers, one file each ---- */

static const struct file_case {
    const char *path, *text;
    int code;
    unsigned line, col;
    const char *part;
} file_cases[] = {
    {"data/districts.csv", "code,name_zh\n41305,x\n", DIAG_DISTRICT_CODE, 2, 1,
     "'41305' is no code"},
    {"data/districts.csv", "code,name_zh\n4.10E+05,x\n", DIAG_DATA_LOSSY, 2, 1,
     "spreadsheet made of a code"},
    {"data/districts.csv", "code,name_zh\n410300-Gao,x\n", DIAG_DISTRICT_CODE,
     2, 1, "'410300-Gao'"},
    {"data/districts.csv", "code,name_zh,kind\n410300-gao,x,zone\n", NOTHING, 0,
     0, NULL},
    {"data/districts.csv", "code,name_zh\n410300-gao,x\n", DIAG_DATA_VALUE, 2,
     1, "does not say the kind"},
    {"data/districts.csv", "code,name_zh\n410300,\n", DIAG_DATA_VALUE, 2, 8,
     "needs a name"},
    {"data/districts.csv", "code,name_en\n410300,Luoyang\n", NOTHING, 0, 0,
     NULL},
    {"data/districts.csv", "code,name_zh\n410300,a\n410300,b\n",
     DIAG_RECORD_DUPLICATE, 3, 1, "'410300' stands on line 2 already"},
    {"data/districts.csv",
     "code,name_zh,parent\n410300,a,410305\n410305,b,410300\n",
     DIAG_DISTRICT_CYCLE, 3, 1, "lead back to it"},
    {"data/districts.csv", "code,name_zh,parent\n410300,a,410300\n",
     DIAG_DISTRICT_CYCLE, 2, 1, "lead back to it"},
    {"data/districts.csv", "code,name_zh,parent\n410300,a,410000\n",
     DIAG_DATA_UNKNOWN, 2, 10, "unknown district '410000'"},
    {"data/districts.csv",
     "code,name_zh,valid_to,successor,parent\n410322,a,2021,410312|410313,\n"
     "410312,b,,,\n",
     DIAG_DATA_UNKNOWN, 2, 15, "'410313'"},
    {"data/districts.csv",
     "code,name_zh,valid_to,successor,parent\n410322,a,2021,410312,\n"
     "410312,b,,,410322\n",
     DIAG_DISTRICT_VALIDITY, 3, 12, "followed by 410312"},
    {"data/districts.csv",
     "code,name_zh,valid_from,valid_to\n410300,a,2021,2020\n", DIAG_DATA_VALUE,
     2, 15, "lies before valid_from"},
    {"data/districts.csv", "code,name_zh,valid_from\n410300,a,Jun-21\n",
     DIAG_DATA_LOSSY, 2, 10, "'Jun-21'"},
    {"data/districts.csv", "code,nmae_zh\n410300,a\n", DIAG_DATA_COLUMN, 1, 1,
     "missing: name_zh"},
    {"data/units.csv", "id,kind\npercent,percnt\n", DIAG_DATA_VALUE, 2, 9,
     "did you mean 'percent'?"},
    {"data/units.csv", "id,kind\nBig,count\n", DIAG_DATA_VALUE, 2, 1,
     "'Big' is no id"},
    {"data/units.csv", "id,kind\n,count\n", DIAG_DATA_VALUE, 2, 1, "empty"},
    {"data/topics.csv", "id,name_zh\na,x\nb,y\na,z\n", DIAG_RECORD_DUPLICATE, 4,
     1, "'a' stands on line 2 already"},
    {"data/sources.csv", "id,title_zh,url\na,x,javascript:1\n", DIAG_DATA_VALUE,
     2, 5, "expected https://"},
    {"data/sources.csv", "id,title_zh,date\na,x,2021/6/18\n", DIAG_DATA_FORM, 2,
     5, "is read as 2021-06-18"},
    {"data/documents.csv", "id,title_zh,date\na,x,2021~\n", DIAG_DATA_VALUE, 2,
     5, "'2021~' is no time"},
    {"data/documents.csv", "id,title_zh,date,extra\na,x,2021,1\n", NOTHING, 0,
     0, NULL},
    {"data/documents.csv", "id,title_zh,numbr\na,x,2021\n", DIAG_COLUMN_UNKNOWN,
     1, 13, "did you mean 'number'? it is ignored"},
    {"data/glossary.csv", "zh,en\n双减,\n", DIAG_DATA_VALUE, 2, 4,
     "needs its English form"},
    {"data/glossary.csv", "zh,en,kind\n十四五,,ignore\n", NOTHING, 0, 0, NULL},
    {"data/glossary.csv", "zh,en,kind\n双减,x,word\n", DIAG_DATA_VALUE, 2, 6,
     "expected term, person, school, organisation or ignore"},
    {"data/glossary.csv", "zh,en,scope\n双减,x,410305\n", DIAG_DATA_UNKNOWN, 2,
     6, "unknown district '410305'"},
    {"data/glossary.csv", "zh,en,scope\n双减,x,news\n", DIAG_DATA_UNKNOWN, 2, 6,
     "unknown source 'news'"},
    {"data/glossary.csv", "zh,en\n双减,x\n双减,y\n", DIAG_RECORD_DUPLICATE, 3,
     1, "'双减' stands on line 2"},
    {"data/distrcts.csv", "code\n", DIAG_FILE_NAME, 0, 0,
     "did you mean 'data/districts.csv'?"},
    {"data/2021.csv", "code\n", DIAG_FILE_NAME, 0, 0, "data/statistics/"},
};

static void registers_are_checked(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof file_cases / sizeof *file_cases; i++) {
        const struct file_case *c = &file_cases[i];
        const struct csv_text csv = {c->path, c->text};
        struct fixture f;
        fixture_init(&f);
        fixture_load(&f, &csv, 1);
        const struct message *m =
            c->code == NOTHING
                ? NULL
                : fixture_message(&f, (enum diag_code)c->code);
        bool good = c->code == NOTHING
                        ? f.diag.messages.len == 0
                        : m != NULL && m->loc.line == c->line &&
                              m->loc.col == c->col && holds(m->text, c->part);
        if (!good) {
            fixture_show(&f);
            fail_msg("%s: %s", c->path, c->text);
        }
        fixture_release(&f);
    }
}

static void indicators_are_checked(void **state)
{
    (void)state;
    static const struct {
        const char *row;
        enum diag_code code;
        unsigned col;
        const char *part;
    } cases[] = {
        {"a,甲,pupil,share,,,,,", DIAG_DATA_VALUE, 5, "a share needs a unit"},
        {"a,甲,pupils,stock,,,,,", DIAG_DATA_UNKNOWN, 5,
         "did you mean 'pupil'?"},
        {"a,甲,,stock,,,,,", DIAG_DATA_VALUE, 5, "empty"},
        {"a,甲,pupil,,,,,,", DIAG_DATA_VALUE, 11, "empty, expected stock"},
        {"a,甲,pupil,stock,serie,,,,", DIAG_DATA_VALUE, 17, "'series'"},
        {"a,甲,pupil,stock,,high,,,", DIAG_DATA_VALUE, 18, "'higher'"},
        {"a,甲,pupil,stock,,,cares,,", DIAG_DATA_UNKNOWN, 19, "'care'"},
        {"a,甲,pupil,stock,,,,0,", DIAG_DATA_VALUE, 20, "from 1 to 999"},
        {"a,甲,pupil,stock,,,,,13", DIAG_DATA_VALUE, 21, "from 0 to 12"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[256];
        snprintf(text, sizeof text,
                 "id,name_zh,unit,measure,scope,polarity,topic,priority,"
                 "decimals\n%s\n",
                 cases[i].row);
        const struct csv_text csv[] = {
            {"data/districts.csv", fixture_districts},
            {"data/indicators.csv", text},
            {"data/statistics/a.csv",
             "district,indicator,period,value\n410305,a,2021,5\n"},
            {"data/topics.csv", fixture_topics},
            {"data/units.csv", fixture_units}};
        struct fixture f;
        fixture_init(&f);
        fixture_load(&f, csv, sizeof csv / sizeof *csv);
        const struct message *m = f.diag.messages.at;
        /* what refers to the broken indicator is silent */
        if (f.diag.messages.len != 1 || m->code != cases[i].code ||
            m->loc.line != 2 || m->loc.col != cases[i].col ||
            !holds(m->text, cases[i].part)) {
            fixture_show(&f);
            fail_msg("%s", cases[i].row);
        }
        assert_true(site_indicator(&f.site, STR("a"))->broken);
        assert_int_equal(f.site.n_cells, 1);
        assert_true(cell_is_broken(&f.site.cell[0]));
        fixture_release(&f);
    }
}

/* Rows that CSV lost may hold the names that others use. */
static void lost_rows_silence_unknown_names(void **state)
{
    (void)state;
    const struct csv_text csv[] = {
        {"data/indicators.csv", "id,name_zh,unit,measure\na,甲,pupil,stock\n"},
        {"data/units.csv", "id,kind,zh\npupil,count\n"}};
    struct fixture f;
    fixture_init(&f);
    fixture_load(&f, csv, 2);
    assert_int_equal(f.diag.messages.len, 1);
    assert_int_equal(f.diag.messages.at[0].code, DIAG_CSV_RAGGED);
    assert_true(site_indicator(&f.site, STR("a"))->broken);
    fixture_release(&f);
}

/* ---- joins ---- */

static void districts_form_a_tree(void **state)
{
    (void)state;
    struct fixture f;
    const struct csv_text csv = {
        "data/districts.csv",
        "code,name_zh,kind,valid_from,valid_to,successor,parent\n"
        "410305,涧西区,,,,,\n"
        "410300-gaoxin,高新区,zone,,,,\n"
        "410300,洛阳市,,,,,\n"
        "110101,东城区,,,,,\n"
        "100000,全国,,,,,\n"
        "410322,孟津县,,2000,2021-03,410312,\n"
        "410322,旧孟津,,,2000,410322,\n"
        "410312,孟津区,,2021-03,,,\n"
        "500000,重庆市,,,,,\n"
        "500154,开州区,,,,,410300\n"};
    fixture_init(&f);
    fixture_load(&f, &csv, 1);
    fixture_show(&f);
    assert_int_equal(f.diag.messages.len, 0);
    const struct site *s = &f.site;
    assert_int_equal(s->n_districts, 10);
    for (size_t i = 0; i < s->n_districts; i++)
        assert_int_equal(s->district[i]->index, i);
    assert_str(s->district[0]->code, "100000");

    const struct district *city = site_district(s, STR("410300"));
    const struct district *nation = site_district(s, STR("100000"));
    assert_ptr_equal(city->parent, nation); /* no province in between */
    assert_ptr_equal(site_district(s, STR("110101"))->parent, nation);
    assert_int_equal(s->n_top, 1);
    assert_int_equal(nation->n_children, 3);
    assert_str(nation->child[0]->code, "110101");
    assert_str(nation->child[2]->code, "500000");
    assert_int_equal(city->n_children, 4);
    assert_str(city->child[0]->code, "410300-gaoxin");
    assert_str(city->child[3]->code, "500154");
    assert_int_equal(city->child[0]->depth, 2);
    assert_int_equal(nation->depth, 0);

    const struct district *county = site_district(s, STR("410322"));
    assert_str(county->name.in[0], "孟津县");
    assert_false(county->current);
    assert_ptr_equal(county->parent, city);
    assert_str(county->older->name.in[0], "旧孟津");
    assert_null(county->older->older);
    assert_int_equal(county->n_successors, 1);
    assert_ptr_equal(county->successor[0], site_district(s, STR("410312")));

    assert_str(nation->kind, "nation");
    assert_str(city->kind, "city");
    assert_str(county->kind, "county");
    assert_str(city->child[2]->kind, "district");
    assert_str(site_district(s, STR("500000"))->kind, "municipality");
    fixture_release(&f);
}

/* 20,000 districts, each within the next: no walk may be repeated. */
static void long_chains_are_measured_once(void **state)
{
    (void)state;
    enum { N = 20000, LINE = 40 };
    char *text = malloc((N + 1) * LINE);
    assert_non_null(text);
    size_t len = (size_t)snprintf(text, LINE, "code,name_zh,parent\n");
    for (int i = 0; i < N; i++)
        len += (size_t)snprintf(text + len, LINE, "%06d,x,%06d\n", 200000 + i,
                                i + 1 < N ? 200000 + i + 1 : 200000);
    struct fixture f;
    const struct csv_text csv = {"data/districts.csv", text};
    fixture_init(&f);
    fixture_load(&f, &csv, 1);
    assert_int_equal(f.diag.messages.len, 1);
    assert_int_equal(f.diag.messages.at[0].code, DIAG_DISTRICT_CYCLE);
    assert_int_equal(site_district(&f.site, STR("200000"))->depth, N - 1);
    fixture_release(&f);
    free(text);
}

static void glossary_names_are_joined(void **state)
{
    (void)state;
    struct fixture f;
    struct str from_config[] = {STR("365工程")};
    const struct csv_text csv[] = {
        {"data/districts.csv", fixture_districts},
        {"data/glossary.csv",
         "zh,en,kind,scope\n"
         "“三名”工程,“three masters” project|three masters,,410305\n"
         "“三名”工程,\"three masters, everywhere\",,\n"
         "十四五,14th Five-Year | the 14th,ignore,\n"
         "三名工程,x,,\n"}};
    fixture_init(&f);
    f.site.config.ignore = from_config;
    f.site.config.n_ignore = 1;
    fixture_load(&f, csv, 2);
    assert_int_equal(f.diag.messages.len, 0);
    assert_int_equal(f.site.n_terms, 4);
    const struct term *t = map_get(&f.site.by_term, STR("“三名”工程"));
    assert_ptr_equal(t, f.site.term[1]); /* the one for everywhere */
    assert_int_equal(f.site.term[0]->en.len, 2);
    assert_str(f.site.term[0]->en.at[1], "three masters");
    assert_int_equal(f.site.n_ignore, 4);
    assert_str(f.site.ignore[0], "365工程");
    assert_str(f.site.ignore[3], "the 14th");
    for (size_t i = 0; i < f.site.n_terms; i++) {
        assert_true(f.site.term[i]->anchor.len > 0);
        for (size_t j = 0; j < i; j++)
            assert_false(str_eq(f.site.term[i]->anchor,
                                f.site.term[j]->anchor));
    }
    fixture_release(&f);
}

static void events_are_sorted(void **state)
{
    (void)state;
    struct fixture f;
    const struct csv_text csv[] = {
        {"data/districts.csv", fixture_districts},
        {"data/events.csv", "id,district,period,text_zh,source,status\n"
                            "c,410305,2022,丙,,plan\n"
                            "b,410305,2021,乙,news,\n"
                            "a,410300,2021,甲,,\n"},
        {"data/sources.csv", fixture_sources}};
    fixture_init(&f);
    fixture_load(&f, csv, 3);
    assert_int_equal(f.diag.messages.len, 0);
    assert_str(f.site.event[0]->id, "a");
    assert_str(f.site.event[1]->id, "b");
    assert_int_equal(f.site.event[2]->status, STATUS_PLAN);
    assert_str(f.site.event[1]->source->id, "news");
    assert_true(f.site.source[1]->date_inferred);
    assert_int_equal(f.site.source[1]->index, 2);
    fixture_release(&f);
}

static void embargo_leaves_cells_out(void **state)
{
    (void)state;
    struct fixture f;
    fixture_statistics(&f, "district,indicator,period,value,release\n"
                           "410305,pupils,2020,1,2023-11-14\n"
                           "410305,pupils,2021,2,2024-02-01\n"
                           "410305,pupils,2022,3,2023-12-01\n"
                           "410305,pupils,2022,3,\n");
    /* 2022 twice: told before the embargo ends */
    assert_int_equal(f.diag.messages.len, 1);
    assert_int_equal(f.diag.messages.at[0].code, DIAG_STAT_DUPLICATE);
    assert_int_equal(f.diag.messages.at[0].loc.line, 5);
    assert_int_equal(f.site.n_cells, 1);
    assert_int_equal(f.site.next_due, 1701388800); /* 2023-12-01T00:00Z */
    fixture_release(&f);
}

static void damaged_files_do_no_harm(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "", "\n\n", "district", "district,indicator,period,value\n,,,\n,,,",
        "district,indicator,period,value\n\"410305,pupils,2021,5\n",
        "district,indicator,period,value\n410305\n",
        "district,district,period,value\n410305,1,2021,5\n",
        ",,,\n1,2,3,4\n", "district,indicator,period,value\n1,a,2021,\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct fixture f;
        fixture_statistics(&f, texts[i]);
        assert_true(f.diag.messages.len > 0);
        assert_int_equal(f.site.n_cells, 0);
        fixture_release(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_checked),
        cmocka_unit_test(cells_hold_what_rows_say),
        cmocka_unit_test(broken_values_keep_their_cell),
        cmocka_unit_test(unknown_names_are_told_once),
        cmocka_unit_test(restated_rows_may_use_old_codes),
        cmocka_unit_test(columns_are_checked),
        cmocka_unit_test(unknown_columns_are_joined_over_files),
        cmocka_unit_test(registers_are_checked),
        cmocka_unit_test(indicators_are_checked),
        cmocka_unit_test(lost_rows_silence_unknown_names),
        cmocka_unit_test(districts_form_a_tree),
        cmocka_unit_test(long_chains_are_measured_once),
        cmocka_unit_test(glossary_names_are_joined),
        cmocka_unit_test(events_are_sorted),
        cmocka_unit_test(embargo_leaves_cells_out),
        cmocka_unit_test(damaged_files_do_no_harm),
    };
    return cmocka_run_group_tests_name("data", tests, NULL, NULL);
}
