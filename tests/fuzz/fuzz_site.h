/* SPDX-License-Identifier: MIT */
#ifndef JB_FUZZ_SITE_H
#define JB_FUZZ_SITE_H

/* A small site in memory for targets that need one: registers, two languages,
 * and one statistics file. */

#include "fuzz.h"
#include "model/data.h"
#include "model/index.h"
#include "model/statistics.h"

struct fuzz_site {
    struct site site;
    struct options options;
    struct language language[2];
};

static const char *const fuzz_registers[][2] = {
    {"data/districts.csv",
     "code,name_zh,name_en,valid_from,valid_to,successor\n"
     "410000,河南省,Henan,,,\n410300,洛阳市,Luoyang,,,\n"
     "410305,涧西区,Jianxi,,,\n410312,孟津区,Mengjin,2021-03,,\n"
     "410322,孟津县,Mengjin County,,2021-03,410312\n"},
    {"data/groups.csv", "id,name_zh\npublic,公办\n"},
    {"data/indicators.csv",
     "id,name_zh,name_en,unit,measure,scope,topic,decimals\n"
     "share,占比,Share,percent,share,,care,2\n"
     "pupils,学生,Pupils,pupil,stock,,care,\n"
     "growth,增长,Growth,percent,growth,,,\n"
     "aid,资助,Aid,cny,flow,fact,,\n"},
    {"data/sources.csv", "id,title_zh,date\nnews,新闻,2021-06-18\n"},
};
static const char *const fuzz_registers_behind[][2] = {
    {"data/topics.csv", "id,name_zh,name_en\ncare,保育,Care\n"},
    {"data/units.csv", "id,kind,zh,en_one,en_other\n"
                       "pupil,count,{n}名,{n} pupil,{n} pupils\n"
                       "percent,percent,{n}%,{n}%,{n}%\n"
                       "cny,money,{n}元,CNY {n},CNY {n}\n"},
};

static inline void fuzz_site_file(struct data_file *f, const char *path,
                                  struct str text)
{
    f->path = str_of(path);
    f->text = arena_copy(&f->arena, text);
    data_parse(f);
}

/* The texts are UTF-8. */
static inline void fuzz_site_load(struct fuzz_site *s, struct str statistics,
                                  struct diag *d)
{
    struct data_file files[7] = {0};
    size_t n = 0;
    *s = (struct fuzz_site){0};
    s->language[0] = (struct language){.id = STR("zh"), .tag = STR("zh-Hans")};
    s->language[1] = (struct language){.id = STR("en"), .tag = STR("en")};
    s->site.config.language = s->language;
    s->site.config.n_languages = 2;
    s->options = (struct options){.as_of = 1700000000, .threads = 1};
    s->site.options = &s->options;
    s->site.next_due = INT64_MAX;
    for (size_t i = 0; i < 4; i++)
        fuzz_site_file(&files[n++], fuzz_registers[i][0],
                       str_of(fuzz_registers[i][1]));
    fuzz_site_file(&files[n++], "data/statistics/a.csv", statistics);
    for (size_t i = 0; i < 2; i++)
        fuzz_site_file(&files[n++], fuzz_registers_behind[i][0],
                       str_of(fuzz_registers_behind[i][1]));
    data_load(&s->site, files, n, NULL, d);
}

#endif
