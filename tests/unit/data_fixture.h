/* SPDX-License-Identifier: MIT */
#ifndef JB_DATA_FIXTURE_H
#define JB_DATA_FIXTURE_H

/* Small sites from CSV text, for tests. Includes cmocka. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "model/data.h"
#include "model/statistics.h"

struct fixture {
    struct site site;
    struct options options;
    struct language language[2];
    struct diag diag;
};

struct csv_text {
    const char *path, *text;
};

/* 2023-11-14T22:13:20Z */
static const int64_t fixture_now = 1700000000;

static const char fixture_districts[] =
    "code,name_zh,name_en,parent,kind,valid_from,valid_to,successor\n"
    "100000,全国,China,,,,,\n"
    "410000,河南省,Henan,,,,,\n"
    "410300,洛阳市,Luoyang,,,,,\n"
    "410305,涧西区,Jianxi,,,,,\n"
    "410311,洛龙区,Luolong,,,,,\n"
    "410312,孟津区,Mengjin,,,2021-03,,\n"
    "410322,孟津县,Mengjin County,,,,2021-03,410312\n"
    "410302,老城区,Laocheng,,,,,\n"
    "410303,西工区,Xigong,,,,,\n"
    "410304,瀍河区,Chanhe,,,,,\n";

static const char fixture_units[] = "id,kind,zh,en_one,en_other\n"
                                    "pupil,count,{n}名,{n} pupil,{n} pupils\n"
                                    "percent,percent,{n}%,{n}%,{n}%\n"
                                    "cny,money,{n}元,CNY {n},CNY {n}\n";

static const char fixture_indicators[] =
    "id,name_zh,name_en,unit,measure,scope,polarity,topic,priority,decimals\n"
    "share,占比,Share,percent,share,,higher,care,10,2\n"
    "pupils,学生,Pupils,pupil,stock,,higher,care,5,\n"
    "large,大班额,Large classes,pupil,stock,series,lower,,,\n"
    "growth,增长,Growth,percent,growth,,none,,,\n"
    "aid,资助,Aid,cny,flow,fact,,,,\n";

static const char fixture_topics[] = "id,name_zh,name_en\ncare,保育,Care\n";
static const char fixture_groups[] = "id,name_zh\npublic,公办\nother,其他\n";
static const char fixture_sources[] =
    "id,title_zh,date\nnews,新闻,2021-06-18\npaper,报,2022~\n";

static inline void fixture_init(struct fixture *f)
{
    *f = (struct fixture){0};
    f->language[0] = (struct language){.id = STR("zh"), .tag = STR("zh-Hans")};
    f->language[1] = (struct language){.id = STR("en"), .tag = STR("en")};
    f->site.config.language = f->language;
    f->site.config.n_languages = 2;
    f->options.as_of = fixture_now;
    f->options.threads = 2;
    f->site.options = &f->options;
    f->site.next_due = INT64_MAX;
}

/* Files sorted by path, as they would be found in a folder. */
static inline void fixture_load(struct fixture *f, const struct csv_text *csv,
                                size_t n)
{
    struct data_file *files = calloc(n + 1, sizeof *files);
    assert_non_null(files);
    for (size_t i = 0; i < n; i++) {
        files[i].path = str_of(csv[i].path);
        /* freed when read, as the program's are */
        files[i].text = arena_copy(&files[i].arena, str_of(csv[i].text));
        data_parse(&files[i]);
    }
    data_load(&f->site, files, n, NULL, &f->diag);
    statistics_index(&f->site, &f->diag);
    free(files);
}

/* The registers above and one file of statistics. */
static inline void fixture_statistics(struct fixture *f, const char *text)
{
    const struct csv_text csv[] = {
        {"data/districts.csv", fixture_districts},
        {"data/groups.csv", fixture_groups},
        {"data/indicators.csv", fixture_indicators},
        {"data/sources.csv", fixture_sources},
        {"data/statistics/a.csv", text},
        {"data/topics.csv", fixture_topics},
        {"data/units.csv", fixture_units},
    };
    fixture_init(f);
    fixture_load(f, csv, sizeof csv / sizeof csv[0]);
}

static inline void fixture_release(struct fixture *f)
{
    site_release(&f->site);
    diag_release(&f->diag);
}

static inline void fixture_show(const struct fixture *f)
{
    for (size_t i = 0; i < f->diag.messages.len; i++) {
        const struct message *m = &f->diag.messages.at[i];
        fprintf(stderr, STR_FMT ":%u:%u: " STR_FMT " [%s]\n",
                STR_ARG(m->loc.path), m->loc.line, m->loc.col,
                STR_ARG(m->text), diag_kinds[m->code].code);
    }
}

static inline const struct message *
fixture_message(const struct fixture *f, enum diag_code code)
{
    for (size_t i = 0; i < f->diag.messages.len; i++)
        if (f->diag.messages.at[i].code == code)
            return &f->diag.messages.at[i];
    return NULL;
}

static inline const struct cell *
fixture_cell(const struct fixture *f, const char *district,
             const char *indicator, const char *period)
{
    struct cell_key key = {
        .district = site_district(&f->site, str_of(district)),
        .indicator = site_indicator(&f->site, str_of(indicator))};
    if (*period != '\0')
        assert_true(period_parse(str_of(period), &key.period));
    return cell_find(&f->site, &key);
}

static inline void assert_str(struct str got, const char *expected)
{
    if (!str_is(got, expected))
        fail_msg("'" STR_FMT "', expected '%s'", STR_ARG(got), expected);
}

#endif
