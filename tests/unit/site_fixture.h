/* SPDX-License-Identifier: MIT */
#ifndef JB_SITE_FIXTURE_H
#define JB_SITE_FIXTURE_H

/* Whole sites in a folder of their own, loaded, indexed, planned and linked,
 * for tests. Includes cmocka. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <fcntl.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/fs.h"
#include "model/body.h"
#include "model/index.h"
#include "model/link.h"
#include "model/load.h"
#include "model/plan.h"

struct site_file {
    const char *path, *text; /* text NULL: the file is not there */
};

struct site_run {
    char root[32];
    struct options options;
    struct site site;
    struct plan plan;
    struct diag diag;
    bool loaded;
};

/* What every site has, unless a test brings its own file of the name. */
static const struct site_file site_base[] = {
    {"site.yaml",
     "title: {zh: 示例, en: Example}\n"
     "base_url: https://example.org\n"
     "languages: [{id: zh, tag: zh-Hans}, {id: en, tag: en}]\n"
     "genres: {brief: {zh: 简讯, en: Briefs}}\n"},
    {"data/districts.csv",
     "code,name_zh,name_en,kind\n"
     "990000,示例省,Province,province\n"
     "990100,示例市,City,city\n"
     "990101,东区,East,district\n"
     "990102,西区,West,district\n"},
    {"data/units.csv", "id,kind,zh,en_one,en_other\n"
                       "pupil,count,{n}名,{n} pupil,{n} pupils\n"},
    {"data/topics.csv", "id,name_zh,name_en\ncare,保育,Care\nexam,考试,Exams\n"},
    {"data/groups.csv", "id,name_zh,name_en\npublic,公办,Public\n"},
    {"data/indicators.csv",
     "id,name_zh,name_en,unit,measure,scope,topic\n"
     "pupils,学生,Pupils,pupil,stock,series,care\n"
     "award,获奖,Award,pupil,stock,fact,care\n"},
    {"data/sources.csv", "id,title_zh,author\nnews,新闻,张三\nold,旧闻,\n"},
    {"data/documents.csv", "id,title_zh,title_en\nplan,规划,Plan\n"},
    {"data/events.csv", "id,district,period,text_zh,source\n"
                        "opening,990101,2023-09,开学,news\n"},
    {"data/glossary.csv", "zh,en,kind\n学区,school zone,term\n"},
    {"data/statistics/a.csv",
     "district,indicator,period,group,value,qualifier,status,revised\n"
     "990101,pupils,2022,,38000,,,\n"
     "990101,pupils,2023,,4万,over,,\n"
     "990101,pupils,2023,public,20000,,,\n"
     "990101,pupils,2025,,5万,,plan,\n"
     "990101,award,2023,,5,,,\n"
     "990102,pupils,2023,,31500,,,2024-06-01\n"},
};

/* The links of a body. */
static inline const struct link *site_links(struct site_run *r,
                                            struct version *v)
{
    assert_true(v->body != NULL || body_open(&r->site.arena, &r->site,
                                             &r->plan, v, &r->diag));
    return v->body->link;
}

static inline bool site_has(const struct site_file *files, size_t n,
                            const char *path)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(files[i].path, path) == 0)
            return true;
    return false;
}

static inline void site_write(struct site_run *r, const char *path,
                              struct str bytes)
{
    int dir = open(r->root, O_RDONLY | O_DIRECTORY);
    assert_true(dir >= 0);
    if (!fs_make_parents(dir, path) || !fs_create(dir, path, bytes))
        fail_msg("cannot write %s", path);
    close(dir);
}

/* Makes the folder; options may be set before site_load. */
static inline void site_start(struct site_run *r, const struct site_file *files,
                              size_t n)
{
    *r = (struct site_run){.root = "/tmp/jianbao-XXXXXX"};
    assert_non_null(mkdtemp(r->root));
    for (size_t i = 0; i < sizeof site_base / sizeof *site_base; i++)
        if (!site_has(files, n, site_base[i].path))
            site_write(r, site_base[i].path, str_of(site_base[i].text));
    for (size_t i = 0; i < n; i++)
        if (files[i].text != NULL)
            site_write(r, files[i].path, str_of(files[i].text));
    r->options = (struct options){.site = r->root, .threads = 2};
    assert_true(date_parse(STR("2025-01-01"), &r->options.as_of_date));
}

static inline void site_load(struct site_run *r)
{
    r->loaded = load_site(&r->site, &r->options, &r->diag);
    if (!r->loaded)
        return;
    index_site(&r->site, &r->diag);
    plan_make(&r->plan, &r->site, &r->diag);
    link_site(&r->site, &r->plan, &r->diag);
    plan_add_media(&r->plan, &r->site, &r->diag);
}

#define SITE_RUN(r, ...)                                                      \
    do {                                                                      \
        const struct site_file files_[] = {__VA_ARGS__};                      \
        site_start(r, files_, sizeof files_ / sizeof *files_);                \
        site_load(r);                                                         \
    } while (0)

static inline void site_end(struct site_run *r)
{
    plan_release(&r->plan);
    site_release(&r->site);
    diag_release(&r->diag);
    assert_true(fs_remove_tree(AT_FDCWD, r->root));
}

static inline void site_show(const struct site_run *r)
{
    for (size_t i = 0; i < r->diag.messages.len; i++) {
        const struct message *m = &r->diag.messages.at[i];
        fprintf(stderr, STR_FMT ":%u:%u: " STR_FMT " [%s]\n",
                STR_ARG(m->loc.path), m->loc.line, m->loc.col,
                STR_ARG(m->text), diag_kinds[m->code].code);
    }
}

/* The site has this one message and no other; part NULL: no message at all. */
static inline void site_expect(const struct site_run *r, enum diag_code code,
                               const char *path, unsigned line, unsigned col,
                               const char *part)
{
    size_t n = r->diag.messages.len;
    const struct message *m = n > 0 ? &r->diag.messages.at[0] : NULL;
    bool right = part == NULL ? n == 0
                              : n == 1 && m->code == code &&
                                    str_is(m->loc.path, path) &&
                                    m->loc.line == line &&
                                    m->loc.col == col &&
                                    str_find(m->text, str_of(part)) != SIZE_MAX;
    if (right)
        return;
    site_show(r);
    fail_msg("%zu messages, expected %s:%u:%u: %s [%s]", n, path, line, col,
             part != NULL ? part : "none", diag_kinds[code].code);
}

static inline void site_expect_silence(const struct site_run *r)
{
    site_expect(r, DIAG_READ, "", 0, 0, NULL);
}

static inline size_t site_count(const struct site_run *r, enum diag_code code)
{
    size_t n = 0;
    for (size_t i = 0; i < r->diag.messages.len; i++)
        n += r->diag.messages.at[i].code == code;
    return n;
}

static inline void assert_str(struct str got, const char *expected)
{
    if (!str_is(got, expected))
        fail_msg("'" STR_FMT "', expected '%s'", STR_ARG(got), expected);
}

/* An article without anything special; the date makes the order. */
#define ARTICLE(date, body)                                                   \
    "---\ntitle: 标题\nsummary: 摘要\ndate: " date                            \
    "\ndistricts: ['990101']\n---\n\n" body
#define BODY_LINE 8 /* of such an article */

#endif
