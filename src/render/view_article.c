/* SPDX-License-Identifier: MIT */
/* Articles, pages, and the notice that a withdrawn text leaves. */
#include "base/unicode.h"
#include "render/data_page.h"
#include "render/figures.h"
#include "render/frame.h"
#include "render/jsonld.h"
#include "render/parts.h"
#include "render/reads.h"
#include "render/text.h"

enum {
    HAN_PER_MINUTE = 400,
    WORDS_PER_MINUTE = 220,
    TOC_FROM = 3,
    LATEST_SHOWN = 5
};

static const struct version *version_of(struct render *r)
{
    const struct entry *e = r->page->subject;
    read_text(r, e->kind, e->slug);
    return e->in[r->lang];
}

/* ---- the line under the heading ---- */

static struct str role_word(struct render *r, struct str role)
{
    if (role.len == 0)
        return render_word(r, "role_author");
    struct str key =
        arena_printf(&r->scratch, "role_" STR_FMT, STR_ARG(role));
    struct str word = words_get(r->words, key.at);
    return word.len > 0 ? word : role;
}

/* Neighbours of one role and organisation stand in one group. */
static void set_byline(struct render *r, const struct entry *e)
{
    for (size_t i = 0; i < e->n_byline;) {
        struct str role = render_text(r, &e->byline[i].role);
        struct str org = render_text(r, &e->byline[i].org);
        struct strs names = {0};
        for (; i < e->n_byline &&
               str_eq(role, render_text(r, &e->byline[i].role)) &&
               str_eq(org, render_text(r, &e->byline[i].org));
             i++)
            *vec_push(&r->scratch, &names) =
                render_text(r, &e->byline[i].name);
        struct dict *d = dict_add(r->dict, M_BYLINES);
        set(r, d, M_BYLINE_ROLE, role_word(r, role));
        set(r, d, M_BYLINE_NAMES, render_list(r, names.at, names.len));
        set(r, d, M_BYLINE_ORG, org);
    }
    set(r, r->dict, M_EDITOR, render_text(r, e->editor));
}

static void set_origin(struct render *r, const struct entry *e)
{
    const struct source *s = e->source;
    if (s == NULL)
        return;
    struct dict *d = r->dict;
    struct str publisher = render_text(r, &s->publisher);
    set(r, d, M_ORIGIN,
        publisher.len > 0 ? publisher : render_text(r, &s->title));
    set(r, d, M_ORIGIN_URL, s->url);
    dict_show(d, e->repost ? M_IS_REPOST : M_NOT_REPOST);
    if (!e->repost)
        return;
    int lang = site_text_lang(r->site, &s->title, 0);
    set(r, d, M_ORIGIN_TITLE, site_text(r->site, &s->title, 0));
    if (lang >= 0)
        set(r, d, M_ORIGIN_TAG, r->site->config.language[lang].tag);
    set(r, d, M_ORIGIN_AUTHOR, s->author);
}

static void set_reading_time(struct render *r, const struct version *v)
{
    size_t minutes = (v->words.han * WORDS_PER_MINUTE +
                      v->words.words * HAN_PER_MINUTE) /
                     ((size_t)HAN_PER_MINUTE * WORDS_PER_MINUTE);
    if (minutes > 0)
        set(r, r->dict, M_READING_TIME,
            RENDER_FILL(r, "reading_minutes",
                        {"n", render_number(r, minutes)}));
}

static void set_dates(struct render *r, const struct version *v)
{
    const struct entry *e = v->entry;
    set(r, r->dict, M_DATE, render_date(r, e->date, e->date_inferred));
    if (e->date.precision != DATE_NONE)
        dict_set(r->dict, M_DATETIME, date_iso(&r->scratch, e->date));
    set(r, r->dict, M_UPDATED, render_date(r, v->updated, false));
    if (v->updated.precision != DATE_NONE)
        dict_set(r->dict, M_UPDATED_DATETIME,
                 date_iso(&r->scratch, v->updated));
}

static void set_toc(struct render *r, const struct version *v)
{
    const struct body *body = text_open(r, v);
    const struct heading *heading = body->scan.headings.at;
    if (body->scan.headings.len < TOC_FROM)
        return;
    int first = 6;
    for (size_t i = 0; i < body->scan.headings.len; i++)
        if (heading[i].level < first)
            first = heading[i].level;
    for (size_t i = 0; i < body->scan.headings.len && i < v->n_headings; i++) {
        int depth = heading[i].level - first;
        if (depth > 1)
            continue;
        struct dict *d = dict_add(r->dict, M_TOC);
        set(r, d, M_TOCITEM_TITLE, heading[i].text);
        set(r, d, M_TOCITEM_URL,
            arena_printf(&r->scratch, "#" STR_FMT,
                         STR_ARG(v->heading_id[i])));
        set(r, d, M_TOCITEM_LEVEL, depth == 0 ? STR("l2") : STR("l3"));
    }
}

static void set_text(struct render *r, const struct version *v)
{
    set(r, r->dict, M_KICKER, v->kicker);
    set(r, r->dict, M_SUBTITLE, v->subtitle);
    set_dates(r, v);
    set_toc(r, v);
    set_language_notes(r, v);
    text_image(r, r->dict, M_LEAD_IMAGE, v->entry->image);
    set_markup(r->dict, M_SUMMARY, text_inline(r, &v->summary));
    set_markup(r->dict, M_BODY, text_body(r, v));
    set_attachments(r, v);
    (void)set_corrections(r, v);
}

/* ---- around the text ---- */

static void set_chips(struct render *r, const struct entry *e)
{
    for (size_t i = 0; i < e->n_districts; i++)
        add_district_ref(r, r->dict, M_DISTRICT_CHIPS, e->district[i],
                         (struct str){0});
    for (size_t i = 0; i < e->n_topics; i++)
        add_ref(r, r->dict, M_TOPIC_CHIPS, render_text(r, &e->topic[i]->name),
                render_link(r, PAGE_TOPIC, e->topic[i]), (struct str){0});
    if (e->genre != NULL) {
        set(r, r->dict, M_GENRE, render_text(r, &e->genre->name));
        set(r, r->dict, M_GENRE_URL, render_link(r, PAGE_GENRE, e->genre));
    }
}

static bool seen_before(const struct link *link, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if ((link[i].term != NULL && link[k].term == link[i].term) ||
            (link[i].paper != NULL && link[k].paper == link[i].paper))
            return true;
    return false;
}

static void set_records(struct render *r, const struct version *v)
{
    const struct body *body = text_open(r, v);
    for (size_t i = 0; i < body->scan.references.len; i++) {
        const struct link *link = &body->link[i];
        if ((link->term == NULL && link->paper == NULL) ||
            seen_before(body->link, i))
            continue;
        if (link->paper != NULL)
            add_paper(r, r->dict, M_DOCUMENTS_CITED, link->paper, false);
        else
            add_term(r, r->dict, M_TERMS_CITED, link->term, false);
    }
}

static void set_figures(struct render *r, const struct version *v)
{
    const struct entry *e = v->entry;
    for (size_t i = 0; i < e->n_key_figures; i++)
        add_tile(r, r->dict, M_TILES, e->key_figure[i], true);
    for (size_t i = 0; i < v->n_cited; i++)
        add_fig(r, r->dict, M_ARTICLE_FIGURES, v->cited[i],
                FIG_WITH_PLACE | FIG_LINK_CELL);
}

/* The neighbour in time that readers of this language have. */
static const struct entry *neighbour(struct render *r, const struct entry *e,
                                     bool newer)
{
    const struct entry *n = newer ? e->newer : e->older;
    while (n != NULL && !entry_shown(r->site, n, r->lang))
        n = newer ? n->newer : n->older;
    return n;
}

static void set_neighbours(struct render *r, const struct entry *e)
{
    read_about(r, QUERY_NEIGHBOURS, e->slug,
               r->site->config.language[r->lang].id);
    const struct entry *prev = neighbour(r, e, true);
    const struct entry *next = neighbour(r, e, false);
    if (prev != NULL)
        add_article_ref(r, r->dict, M_PREV, prev);
    if (next != NULL)
        add_article_ref(r, r->dict, M_NEXT, next);
    if (prev != NULL || next != NULL)
        dict_show(r->dict, M_NEIGHBOURS);
}

static struct str author_of(struct render *r, const struct entry *e)
{
    struct strs names = {0};
    for (size_t i = 0; i < e->n_byline; i++)
        *vec_push(&r->scratch, &names) = render_text(r, &e->byline[i].name);
    return names.len > 0 ? render_list(r, names.at, names.len)
                         : render_text(r, e->editor);
}

static struct str keywords_of(struct render *r, const struct entry *e)
{
    size_t n = e->n_topics + e->n_districts;
    struct str *names = arena_array(&r->scratch, n + 1, struct str);
    for (size_t i = 0; i < n; i++)
        names[i] = render_text(r, i < e->n_topics
                                      ? &e->topic[i]->name
                                      : &e->district[i - e->n_topics]->name);
    return joined_by(r, "keyword_join", names, n);
}

static struct str citation(struct render *r, const struct version *v,
                           struct str author)
{
    return RENDER_FILL(
        r, author.len > 0 ? "cite_article" : "cite_article_anonymous",
        {"author", author}, {"title", v->title},
        {"site", render_text(r, &r->site->config.title)},
        {"date", render_date(r, v->entry->date, v->entry->date_inferred)},
        {"url", render_absolute(r, r->page->url)});
}

static struct str image_url(struct render *r, const struct entry *e)
{
    if (e->image == NULL || e->image->media == NULL)
        return (struct str){0};
    return render_absolute(r, e->image->media->url);
}

static void text_frame(struct render *r, struct frame *f,
                       const struct version *v)
{
    f->heading = v->title;
    f->description =
        v->summary.source.len > 0 ? text_plain(r, &v->summary) : v->plain;
    f->published = &v->entry->date;
    f->author = author_of(r, v->entry);
    f->og_image = image_url(r, v->entry);
}

void view_article(struct render *r)
{
    const struct version *v = version_of(r);
    const struct entry *e = v->entry;
    struct frame f = {.is_article = true};
    text_frame(r, &f, v);
    f.keywords = keywords_of(r, e);
    if (e->source != NULL)
        f.content_source = render_text(r, &e->source->publisher);
    frame_crumb(&f, render_word(r, "articles"),
                render_link(r, PAGE_ARTICLES, NULL));
    frame_crumb(&f,
                RENDER_FILL(r, "date_year",
                            {"y", arena_printf(&r->scratch, "%d", e->year)}),
                render_link(r, PAGE_YEAR, &e->year));
    if (e->n_districts > 0) {
        f.feed = PAGE_FEED_DISTRICT;
        f.feed_subject = e->district[0];
    }
    f.json_ld = jsonld_article(r, v);
    set_text(r, v);
    set_byline(r, e);
    set_origin(r, e);
    set_reading_time(r, v);
    set_chips(r, e);
    set_figures(r, v);
    set_records(r, v);
    set_neighbours(r, e);
    const struct card_list related = {e->related, e->n_related, e->n_related,
                                      e};
    add_cards(r, r->dict, M_RELATED, &related, 0);
    const struct listing all = listing_all(r->site);
    read_slice(r, &all, 0, LATEST_SHOWN + 1);
    const struct card_list latest = {r->site->article, r->site->n_articles,
                                     LATEST_SHOWN, e};
    add_cards(r, r->dict, M_LATEST, &latest, CARD_SHORT);
    set_citation(r, citation(r, v, f.author));
    set_sources(r);
    set_symbols(r, false);
    frame_set(r, &f);
}

void view_page(struct render *r)
{
    const struct version *v = version_of(r);
    struct frame f = {0};
    text_frame(r, &f, v);
    set_text(r, v);
    frame_set(r, &f);
}

void view_notice(struct render *r)
{
    const struct version *v = version_of(r);
    const struct entry *e = v->entry;
    struct frame f = {.heading = render_word(r, "title_withdrawn"),
                      .title = v->title};
    struct dict *d = r->dict;
    set(r, d, M_WITHDRAWN_DATE, render_date(r, e->withdrawn, false));
    set(r, d, M_WITHDRAWN_DATETIME, date_iso(&r->scratch, e->withdrawn));
    set(r, d, M_WITHDRAWN_REASON, render_text(r, e->withdrawn_reason));
    set(r, d, M_SUBTITLE, v->title);
    frame_set(r, &f);
}
