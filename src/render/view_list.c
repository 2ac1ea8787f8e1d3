/* SPDX-License-Identifier: MIT */
/* Lists of cards: all articles, a year, a topic, a genre; topics and genres. */
#include "render/frame.h"
#include "render/parts.h"
#include "render/reads.h"

/* The cards of this page of the list, and the count of the whole. */
static void set_cards(struct render *r, const struct listing *l)
{
    size_t size = r->site->config.page_size;
    size_t from = (r->page->number - 1) * size;
    const struct entry **shown =
        arena_array(&r->scratch, size, const struct entry *);
    read_slice(r, l, from, size);
    read_length(r, l);
    size_t n = listing_slice(l, r->lang, from, size, shown);
    for (size_t i = 0; i < n; i++)
        add_card(r, r->dict, M_CARDS, shown[i], 0, (struct str){0});
    n = listing_length(l, r->lang);
    set(r, r->dict, M_LIST_COUNT,
        RENDER_FILL(r, "n_articles", {"n", render_number(r, n)}));
    set_pages(r);
}

/* A sister list, unless this language has nothing in it. */
static void filter(struct render *r, struct str title, enum page_kind kind,
                   const void *subject)
{
    bool current = r->page->kind == kind && r->page->subject == subject;
    const struct page *page =
        plan_find(r->plan, kind, subject,
                  r->site->config.language[r->lang].id);
    if (page == NULL || (!page->indexed && !current))
        return;
    struct dict *d = add_ref(r, r->dict, M_LIST_FILTERS, title,
                             render_href(r, page->url), (struct str){0});
    if (current)
        dict_show(d, M_REF_CURRENT);
}

/* Years are folders; the articles are sorted by date, nearly by year. */
static void set_year_filters(struct render *r)
{
    const struct site *s = r->site;
    read_all(r, QUERY_YEARS);
    for (size_t i = 0; i < s->n_years; i++)
        filter(r, RENDER_FILL(r, "date_year",
                              {"y", arena_printf(&r->scratch, "%d",
                                                 *s->year[i])}),
               PAGE_YEAR, s->year[i]);
}

static struct str site_title(struct render *r)
{
    return render_text(r, &r->site->config.title);
}

void view_articles(struct render *r)
{
    struct frame f = {.heading = render_word(r, "title_articles"),
                      .column_type = STR("工作动态"),
                      .description = RENDER_FILL(r, "desc_articles",
                                                 {"site", site_title(r)})};
    const struct listing l = listing_all(r->site);
    set(r, r->dict, M_INTRO, f.description);
    set_cards(r, &l);
    set_year_filters(r);
    frame_set(r, &f);
}

void view_year(struct render *r)
{
    const int *year = r->page->subject;
    struct str name = arena_printf(&r->scratch, "%d", *year);
    struct frame f = {.heading = RENDER_FILL(r, "title_year", {"year", name}),
                      .column_type = STR("工作动态"),
                      .description =
                          RENDER_FILL(r, "desc_year", {"year", name},
                                      {"site", site_title(r)})};
    const struct listing l = listing_year(r->site, &r->scratch, year);
    frame_crumb(&f, render_word(r, "articles"),
                render_link(r, PAGE_ARTICLES, NULL));
    set_cards(r, &l);
    set_year_filters(r);
    frame_set(r, &f);
}

void view_topic(struct render *r)
{
    const struct topic *t = r->page->subject;
    struct str name = render_text(r, &t->name);
    struct str about = render_text(r, &t->description);
    struct frame f = {.heading = RENDER_FILL(r, "title_topic", {"name", name}),
                      .column_type = STR("工作动态"),
                      .feed = PAGE_FEED_TOPIC,
                      .feed_subject = t};
    f.description =
        about.len > 0 ? about : RENDER_FILL(r, "desc_topic", {"name", name});
    const struct listing l = listing_topic(r->site, &r->scratch, t);
    frame_crumb(&f, render_word(r, "topics"),
                render_link(r, PAGE_TOPICS, NULL));
    set(r, r->dict, M_INTRO, about);
    set_cards(r, &l);
    for (size_t i = 0; i < r->site->n_topics; i++)
        filter(r, render_text(r, &r->site->topic[i]->name),
               PAGE_TOPIC, r->site->topic[i]);
    for (size_t i = 0; i < t->n_indicators; i++)
        add_ref(r, r->dict, M_LIST_INDICATORS,
                render_text(r, &t->indicator[i]->name),
                render_link(r, PAGE_INDICATOR, t->indicator[i]),
                (struct str){0});
    frame_set(r, &f);
}

void view_genre(struct render *r)
{
    const struct config *c = &r->site->config;
    const struct genre *g = r->page->subject;
    struct str name = render_text(r, &g->name);
    struct frame f = {.heading = RENDER_FILL(r, "title_genre", {"name", name}),
                      .column_type = STR("工作动态"),
                      .description =
                          RENDER_FILL(r, "desc_genre", {"name", name})};
    const struct listing l = listing_genre(r->site, &r->scratch, g);
    frame_crumb(&f, render_word(r, "genres"),
                render_link(r, PAGE_GENRES, NULL));
    set_cards(r, &l);
    for (size_t i = 0; i < c->n_genres; i++)
        filter(r, render_text(r, &c->genre[i].name),
               PAGE_GENRE, &c->genre[i]);
    frame_set(r, &f);
}

void view_topics(struct render *r)
{
    struct frame f = {.heading = render_word(r, "title_topics"),
                      .column_type = STR("工作动态"),
                      .description = render_word(r, "desc_topics")};
    set(r, r->dict, M_INTRO, f.description);
    add_topics(r, r->dict);
    frame_set(r, &f);
}

void view_genres(struct render *r)
{
    struct frame f = {.heading = render_word(r, "title_genres"),
                      .column_type = STR("工作动态"),
                      .description = render_word(r, "desc_genres")};
    set(r, r->dict, M_INTRO, f.description);
    add_topics(r, r->dict);
    frame_set(r, &f);
}
