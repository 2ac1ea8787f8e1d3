/* SPDX-License-Identifier: MIT */
#include "site_fixture.h"

/* An article of 2024 by date, districts and topics; more fields follow. */
#define ABOUT(date, districts, topics)                                        \
    "---\ntitle: t\nsummary: s\ndate: " date "\ndistricts: " districts        \
    "\ntopics: " topics "\n"
#define ABOUT_EAST(date) ABOUT(date, "['990101']", "[care]") "---\n"

static struct entry *article(const struct site_run *r, const char *slug)
{
    char key[64];
    snprintf(key, sizeof key, "articles/%s", slug);
    struct entry *e = site_entry(&r->site, str_of(key));
    assert_non_null(e);
    return e;
}

/* "2024/a 2024/b": the slugs of a list. */
static void assert_slugs(struct entry *const *list, size_t n,
                         const char *expected)
{
    char all[256] = "";
    for (size_t i = 0; i < n; i++)
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s" STR_FMT,
                 i > 0 ? " " : "", STR_ARG(list[i]->slug));
    if (strcmp(all, expected) != 0)
        fail_msg("'%s', expected '%s'", all, expected);
}

static void articles_come_newest_first(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r,
             {"content/articles/2023/old.zh.md", ABOUT_EAST("2023-05")},
             {"content/articles/2024/a.zh.md", ABOUT_EAST("2024-03-01")},
             {"content/articles/2024/b.zh.md", ABOUT_EAST("2024-03-01")},
             {"content/articles/2024/c.zh.md", ABOUT_EAST("2024-03-01T09:00")},
             {"content/articles/2024/future.zh.md", ABOUT_EAST("2026")},
             {"content/articles/2024/gone.zh.md",
              ABOUT("2024-04", "['990101']", "[]")
              "withdrawn: {date: 2024-05, reason: x}\n---\n"});
    site_expect_silence(&r);
    const struct site *s = &r.site;
    assert_slugs(s->article, s->n_articles, "2024/c 2024/a 2024/b 2023/old");
    assert_null(s->article[0]->newer);
    assert_ptr_equal(s->article[0]->older, s->article[1]);
    assert_ptr_equal(s->article[3]->newer, s->article[2]);
    assert_null(s->article[3]->older);
    assert_int_equal(s->n_years, 2);
    assert_int_equal(*s->year[0], 2024);
    assert_int_equal(*s->year[1], 2023);
    assert_int_equal(s->next_due, article(&r, "2024/future")->instant);
    site_end(&r);
}

static void records_know_their_articles(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r,
             {"content/articles/2024/a.zh.md",
              ABOUT("2024-01", "['990101', '990102']", "[care]") "---\n"},
             {"content/articles/2024/b.zh.md",
              ABOUT("2024-02", "['990101']", "[care, exam]") "---\n"},
             {"content/articles/2024/c.zh.md",
              ABOUT("2024-03", "['990100']", "[]") "---\n"},
             {"content/districts/990101.zh.md", "---\nsummary: x\n---\n"});
    site_expect_silence(&r);
    const struct district *east = site_district(&r.site, STR("990101"));
    const struct district *west = site_district(&r.site, STR("990102"));
    const struct district *city = site_district(&r.site, STR("990100"));
    assert_slugs(east->brief, east->n_briefs, "2024/b 2024/a");
    assert_slugs(west->brief, west->n_briefs, "2024/a");
    assert_slugs(city->brief, city->n_briefs, "2024/c");
    assert_int_equal(east->n_reached, 2);
    assert_int_equal(city->n_reached, 3); /* each once */
    assert_int_equal(east->n_events, 1);
    assert_str(east->event[0]->id, "opening");
    assert_non_null(east->intro);
    assert_null(west->intro);
    const struct topic *care = map_get(&r.site.by_topic, STR("care"));
    assert_slugs(care->brief, care->n_briefs, "2024/b 2024/a");
    assert_int_equal(care->n_indicators, 1); /* a fact is none */
    assert_str(care->indicator[0]->id, "pupils");
    site_end(&r);
}

static void drafts_and_successors(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r,
             {"data/districts.csv",
              "code,name_zh,valid_to,successor\n990101,东区,,\n990102,西区,,\n"
              "990103,旧区,2020,990101|990102\n"},
             {"content/districts/990101.zh.md",
              "---\nsummary: x\ndraft: true\n---\n"});
    site_expect_silence(&r);
    const struct district *east = site_district(&r.site, STR("990101"));
    const struct district *old = site_district(&r.site, STR("990103"));
    assert_null(east->intro);
    assert_int_equal(east->n_predecessors, 1);
    assert_ptr_equal(east->predecessor[0], old);
    assert_int_equal(old->n_successors, 2);
    assert_false(old->current);
    site_end(&r);
}

static void related_articles(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r,
             {"content/articles/2024/me.zh.md",
              ABOUT("2024-01", "['990101', '990102']", "[care]")
              "related: [2024/far, 2024/far, 2024/me, 2024/gone]\n---\n"},
             /* score 3 + 2: main district and topic */
             {"content/articles/2024/both.zh.md",
              ABOUT("2024-02", "['990101']", "[care]") "---\n"},
             /* 3 */
             {"content/articles/2024/place.zh.md",
              ABOUT("2023-06", "['990101']", "[exam]") "---\n"},
             /* 2, the newer first */
             {"content/articles/2024/second.zh.md",
              ABOUT("2024-03", "['990102']", "[]") "---\n"},
             {"content/articles/2024/topic.zh.md",
              ABOUT("2024-04", "['990000']", "[care]") "---\n"},
             /* one more than there is room for */
             {"content/articles/2023/late.zh.md",
              ABOUT("2023-04", "['990000']", "[care]") "---\n"},
             /* only named */
             {"content/articles/2024/far.zh.md",
              ABOUT("2024-05", "['990000']", "[]") "---\n"},
             {"content/articles/2024/gone.zh.md",
              ABOUT("2024-05", "['990101']", "[care]")
              "withdrawn: {date: 2024-06, reason: x}\n---\n"});
    site_expect_silence(&r);
    const struct entry *me = article(&r, "2024/me");
    assert_slugs(me->related, me->n_related,
                 "2024/far 2024/both 2024/place 2024/topic 2024/second");
    assert_int_equal(me->n_related, RELATED_MAX);
    site_end(&r);
}

/* Only the newest are looked at, whatever their number. */
static void related_articles_are_bounded(void **state)
{
    (void)state;
    struct site_run r;
    site_start(&r, NULL, 0);
    for (int i = 0; i < RELATED_LOOKED + 20; i++) {
        char path[64], text[256];
        snprintf(path, sizeof path, "content/articles/2024/a%03d.zh.md", i);
        snprintf(text, sizeof text, ABOUT("2024-%02d-%02d", "['990101']",
                                          "[care]") "---\n",
                 i / 28 + 1, i % 28 + 1);
        site_write(&r, path, str_of(text));
    }
    site_load(&r);
    site_expect_silence(&r);
    const struct entry *oldest = article(&r, "2024/a000");
    assert_slugs(oldest->related, oldest->n_related,
                 "2024/a059 2024/a058 2024/a057 2024/a056 2024/a055");
    const struct entry *newest = article(&r, "2024/a059");
    assert_slugs(newest->related, newest->n_related,
                 "2024/a058 2024/a057 2024/a056 2024/a055 2024/a054");
    site_end(&r);
}

static const char changes[] =
    "code,name_zh,name_en,kind,valid_from,valid_to,successor\n"
    "990000,示例省,Province,province,,,\n"
    "990101,东区,East,district,,,\n"
    "990102,西区,West,district,,2020,990103\n"
    "990103,新区,New,district,,2021,990104\n"
    "990104,大区,Great,district,2021-06,,\n"
    "990104,老区,Old,district,,2021-06,\n"
    "990105,多区,Many,district,,2010,990101|990104\n"
    "990106,旧区,Former,district,,2020,990101\n";

static const struct district *row_in(const struct site *s, const char *period)
{
    struct period p;
    assert_true(period_parse(str_of(period), &p));
    return district_at(site_district(s, STR("990104")), p);
}

static void places_over_time(void **state)
{
    (void)state;
    struct site_run r;
    SITE_RUN(&r, {"data/districts.csv", changes},
             {"data/events.csv", "id,district,period,text_zh\n"
                                 "end,990106,2019,完\n"},
             {"data/statistics/a.csv", "district,indicator,period,value\n"
                                       "990101,pupils,2021,1\n"});
    site_expect_silence(&r);
    const struct site *s = &r.site;
    const struct district *great = site_district(s, STR("990104"));
    assert_str(great->name.in[1], "Great");
    assert_ptr_equal(district_shown(great), great);
    /* over a code that has itself been followed */
    assert_ptr_equal(district_shown(site_district(s, STR("990102"))), great);
    /* several followed, or something is left there */
    const struct district *many = site_district(s, STR("990105"));
    const struct district *kept = site_district(s, STR("990106"));
    assert_ptr_equal(district_shown(many), many);
    assert_ptr_equal(district_shown(kept), kept);
    assert_str(plan_find(&r.plan, PAGE_DISTRICT,
                         site_district(s, STR("990102")), STR("en"))->url,
               "/en/districts/990104/");
    assert_ptr_equal(row_in(s, "2022"), great);
    assert_str(row_in(s, "2020")->name.in[1], "Old");
    assert_null(row_in(s, "2021"));
    assert_ptr_equal(row_in(s, "2021-07"), great);
    site_end(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(articles_come_newest_first),
        cmocka_unit_test(records_know_their_articles),
        cmocka_unit_test(drafts_and_successors),
        cmocka_unit_test(places_over_time),
        cmocka_unit_test(related_articles),
        cmocka_unit_test(related_articles_are_bounded),
    };
    return cmocka_run_group_tests_name("index", tests, NULL, NULL);
}
