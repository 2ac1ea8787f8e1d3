/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "generate.h"

enum { PATH = 4096, YEAR_LAST = YEAR_FIRST + N_YEARS - 1 };

static const struct size {
    const char *name;
    size_t articles, divisions;
} sizes[] = {
    {"S", 1000, 100},
    {"M", 10000, SIZE_MAX},
    {"L", 50000, SIZE_MAX},
    {"N", 200, SIZE_MAX},
};
enum { N_SIZES = sizeof sizes / sizeof *sizes };

static const char usage[] =
    "usage: generate [-s SEED] [-d DIVISIONS] [-H] SIZE DIR\n"
    "SIZE: S 1,000 articles in two languages and 100 districts; M 10,000 and\n"
    "all districts; L 50,000; N 200 and all districts. DIVISIONS: a file made\n"
    "by the script divisions; without it names are invented. -H: only the\n"
    "articles, as other generators want them (shared fields repeated).\n";

/* ---- files ---- */

static void fail(const char *path)
{
    fprintf(stderr, "generate: %s: %s\n", path, strerror(errno));
    exit(2);
}

static void make_folders(char *path)
{
    for (char *at = path + 1; (at = strchr(at, '/')) != NULL; *at++ = '/') {
        *at = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            fail(path);
    }
}

FILE *file_open(const char *dir, const char *path)
{
    char full[PATH];
    int len = snprintf(full, sizeof full, "%s/%s", dir, path);
    if (len < 0 || len >= PATH) {
        errno = ENAMETOOLONG;
        fail(path);
    }
    FILE *f = fopen(full, "w");
    if (f == NULL && errno == ENOENT) {
        make_folders(full);
        f = fopen(full, "w");
    }
    if (f == NULL)
        fail(full);
    return f;
}

void file_close(FILE *f)
{
    if (ferror(f) || fclose(f) != 0)
        fail("cannot write");
}

static void write_text(const char *dir, const char *path, const char *text)
{
    FILE *f = file_open(dir, path);
    fputs(text, f);
    file_close(f);
}

/* ---- site.yaml and pages ---- */

static void write_config(const char *dir)
{
    FILE *f = file_open(dir, "site.yaml");
    fputs("title: {zh: 基准, en: Benchmark}\n"
          "tagline: {zh: 教育统计与简报, en: Education figures and briefs}\n"
          "base_url: https://bench.example\n"
          "languages:\n"
          "  - {id: zh, tag: zh-Hans, name: 中文}\n"
          "  - {id: en, tag: en-GB, name: English}\n"
          "timezone: Asia/Shanghai\n"
          "publisher: {name: {zh: 简报编辑部, en: Jianbao editors}}\n"
          "license: {name: CC BY 4.0, url: "
          "https://creativecommons.org/licenses/by/4.0/}\n"
          "genres:\n"
          "  summary: {zh: 综述, en: Summaries}\n"
          "  brief: {zh: 简讯, en: Briefs}\n"
          "menu: [articles, districts, indicators, data, about]\n"
          "home:\n"
          "  key_figures:\n",
          f);
    struct division nation = {.number = 100000, .level = NATION};
    for (size_t i = 0, n = 0; n < 4; i++)
        if (!cell_at(&nation, i, YEAR_LAST).missing && ++n > 0)
            fprintf(f, "    - stat:100000/%s/%d\n", indicators[i].id,
                    YEAR_LAST);
    file_close(f);
}

static void write_pages(const char *dir)
{
    write_text(dir, "content/pages/about.zh.md",
               "---\ntitle: 关于\nsummary: 本站用于测量。\n---\n\n"
               "本站的文章和数字都是**生成**的，只用于测量速度。\n");
    write_text(dir, "content/pages/about.en.md",
               "---\ntitle: About\nsummary: This site is for measuring.\n"
               "translation:\n  status: human\n---\n\n"
               "The articles and figures are **generated** and serve only to "
               "measure speed.\n");
}

/* ---- tables ---- */

static const char topics[] =
    "id,name_zh,name_en,description_zh,description_en\n"
    "pre-school,学前教育,Pre-school education,幼儿园。,Kindergartens.\n"
    "compulsory,义务教育,Compulsory education,小学和初中。,"
    "Primary and junior secondary schools.\n"
    "senior-secondary,高中,Senior secondary,高中学校。,"
    "Senior secondary schools.\n"
    "teachers,教师队伍,Teachers,教师。,Teachers.\n"
    "after-school,课后服务,After-school services,放学以后。,After lessons.\n"
    "funding,经费与资助,Funding and aid,投入。,Spending.\n"
    "quality,教育质量,Quality,课堂与评价。,Teaching and appraisal.\n";

static bool has_numeral(const char *name)
{
    static const char *const numerals[] = {"一", "二", "两", "三", "四",
                                           "五", "六", "七", "八", "九",
                                           "十", "百", "千", "万", "半",
                                           "双", "零"};
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
        if (strstr(name, numerals[i]) != NULL)
            return true;
    return false;
}

/* Names of districts with numbers in them are no figures. */
static void write_glossary(const char *dir, const struct world *w)
{
    FILE *f = file_open(dir, "data/glossary.csv");
    fputs("zh,en,kind,scope,definition_zh,definition_en,note\n", f);
#define TITLE(zh, en)
#define HEAD(zh, en)
#define SAY(zh, en)
#define ITEM(zh, en)
#define TERM(zh, en, define_zh, define_en)                                    \
    fputs(zh ",\"" en "\",term,,\"" define_zh "\",\"" define_en "\",\n", f);
#define PAPER(id, zh, en)
#include "phrases.def"
#undef TERM
#undef PAPER
    for (size_t i = 0; i < w->len; i++) {
        bool twice = false;
        for (size_t k = 0; k < i && !twice; k++)
            twice = strcmp(w->at[k].name[ZH], w->at[i].name[ZH]) == 0;
        if (!twice && has_numeral(w->at[i].name[ZH]))
            fprintf(f, "%s,%s,ignore,,,,\n", w->at[i].name[ZH],
                    w->at[i].name[EN]);
    }
    file_close(f);
}

static void write_documents(const char *dir)
{
    FILE *f = file_open(dir, "data/documents.csv");
    fputs("id,title_zh,title_en,number,issuer_zh,issuer_en,date,url\n", f);
#define TERM(zh, en, define_zh, define_en)
#define PAPER(id, zh, en)                                                     \
    fputs(id "," zh "," en ",,教育部门,The education department,2016,\n", f);
#include "phrases.def"
    file_close(f);
}

static void write_sources(const char *dir)
{
    FILE *f = file_open(dir, "data/sources.csv");
    fputs("id,title_zh,title_en,publisher_zh,publisher_en,date\n", f);
    for (int year = YEAR_FIRST; year <= YEAR_LAST + 1; year++) {
        fprintf(f, "yearbook-%d,%d年教育统计年鉴,Education Yearbook %d,"
                   "教育出版社,Education Press,%d-10\n",
                year, year, year, year);
        fprintf(f, "news-%d,%d年教育新闻,Education News %d,教育新闻社,"
                   "Education News Agency,%d\n",
                year, year, year, year);
    }
    file_close(f);
}

static void write_districts(const char *dir, const struct world *w)
{
    FILE *f = file_open(dir, "data/districts.csv");
    fputs("code,name_zh,name_en,sort_zh,pinyin\n", f);
    for (size_t i = 0; i < w->len; i++) {
        const struct division *d = &w->at[i];
        fprintf(f, "%s,%s,%s,%s,%s\n", d->code, d->name[ZH], d->name[EN],
                d->sort, d->pinyin);
    }
    file_close(f);
}

static void write_events(const char *dir, const struct world *w)
{
    FILE *f = file_open(dir, "data/events.csv");
    fputs("id,district,period,text_zh,text_en,source,status\n", f);
    for (size_t i = 0; i < w->len; i += 5)
        fprintf(f, "plan-%s,%s,%d-09,%s公布学校布局方案。,"
                   "%s publishes its plan for schools.,yearbook-%d,\n",
                w->at[i].code, w->at[i].code, YEAR_LAST, w->at[i].name[ZH],
                w->at[i].name[EN], YEAR_LAST);
    file_close(f);
}

static void write_data(const char *dir, const struct world *w)
{
    char path[64];
    write_districts(dir, w);
    write_events(dir, w);
    write_glossary(dir, w);
    write_documents(dir);
    write_sources(dir);
    write_text(dir, "data/topics.csv", topics);
    FILE *f = file_open(dir, "data/units.csv");
    write_units(f);
    file_close(f);
    f = file_open(dir, "data/indicators.csv");
    write_indicators(f);
    file_close(f);
    for (int year = YEAR_FIRST; year <= YEAR_LAST; year++) {
        snprintf(path, sizeof path, "data/statistics/yearbook-%d.csv", year);
        f = file_open(dir, path);
        write_statistics(f, w, year);
        file_close(f);
    }
}

/* ---- content ---- */

static void write_articles(const char *dir, const struct corpus *c)
{
    static const char *const lang[] = {"zh", "en"};
    char slug[64], path[128];
    for (size_t i = 0; i < c->n_articles; i++)
        for (int l = 0; l < N_LANGS; l++) {
            article_slug(c, i, slug, sizeof slug);
            snprintf(path, sizeof path, "content/articles/%d/%s.%s.md",
                     article_year(i), slug, lang[l]);
            FILE *f = file_open(dir, path);
            write_article(f, c, i, l);
            file_close(f);
        }
}

/* Every twentieth district has an introduction. */
static void write_introductions(const char *dir, const struct world *w)
{
    char path[64];
    for (size_t i = 0; i < w->len; i += 20) {
        const struct division *d = &w->at[i];
        snprintf(path, sizeof path, "content/districts/%s.zh.md", d->code);
        FILE *f = file_open(dir, path);
        fprintf(f, "---\nsummary: %s的教育数字。\n---\n\n%s的数字来自统计年鉴。\n",
                d->name[ZH], d->name[ZH]);
        file_close(f);
        snprintf(path, sizeof path, "content/districts/%s.en.md", d->code);
        f = file_open(dir, path);
        fprintf(f, "---\nsummary: Education in %s in figures.\n"
                   "translation:\n  status: human\n---\n\n"
                   "The figures for %s come from the yearbook.\n",
                d->name[EN], d->name[EN]);
        file_close(f);
    }
}

int main(int argc, char **argv)
{
    struct corpus corpus = {.seed = 1};
    const char *divisions = NULL;
    int option;
    while ((option = getopt(argc, argv, "s:d:H")) != -1)
        switch (option) {
        case 's': corpus.seed = strtoull(optarg, NULL, 10); break;
        case 'd': divisions = optarg; break;
        case 'H': corpus.whole = true; break;
        default: fputs(usage, stderr); return 2;
        }
    size_t k = 0;
    while (argc - optind == 2 && k < N_SIZES &&
           strcmp(sizes[k].name, argv[optind]) != 0)
        k++;
    if (argc - optind != 2 || k == N_SIZES) {
        fputs(usage, stderr);
        return 2;
    }
    const char *dir = argv[optind + 1];
    struct world world;
    world_make(&world, divisions, sizes[k].divisions);
    corpus.world = &world;
    corpus.n_articles = sizes[k].articles;
    write_articles(dir, &corpus);
    if (corpus.whole)
        return 0;
    write_config(dir);
    write_pages(dir);
    write_data(dir, &world);
    write_introductions(dir, &world);
    return 0;
}
