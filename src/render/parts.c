/* SPDX-License-Identifier: MIT */
#include "render/parts.h"

#include <ctype.h>
#include <stdio.h>

#include "base/escape.h"
#include "model/content.h"
#include "model/statistics.h"
#include "render/reads.h"
#include "render/text.h"

enum { CARD_DISTRICTS_SHOWN = 3 };

void add_district_ref(struct render *r, struct dict *d, enum marker list,
                      const struct district *district, struct str note)
{
    add_ref(r, d, list, render_text(r, &district->name),
            render_link(r, PAGE_DISTRICT, district), note);
}

/* ---- cards ---- */

static void card_head(struct render *r, struct dict *card,
                      const struct entry *e, const struct version *v)
{
    const struct config *c = &r->site->config;
    set(r, card, M_CARD_TITLE, v->title);
    set(r, card, M_CARD_URL, render_link(r, PAGE_ARTICLE, e));
    set(r, card, M_CARD_KICKER, v->kicker);
    struct date day = e->date;
    if (day.precision == DATE_MINUTE)
        day.precision = DATE_DAY;
    set(r, card, M_CARD_DATE, render_date(r, day, e->date_inferred));
    set(r, card, M_CARD_DATETIME, date_iso(&r->scratch, day));
    if (e->genre != NULL)
        set(r, card, M_CARD_GENRE, render_text(r, &e->genre->name));
    if ((size_t)v->lang != r->lang)
        set(r, card, M_CARD_TAG, c->language[v->lang].tag);
}

static void card_image(struct render *r, struct dict *card,
                       const struct entry *e)
{
    if (e->image == NULL || e->image->media == NULL ||
        e->image->media->width == 0)
        return;
    const struct media *m = e->image->media;
    set(r, card, M_CARD_IMAGE,
        render_href(r, m->url));
    set(r, card, M_CARD_IMAGE_ALT, render_text(r, &e->image->alt));
    set(r, card, M_CARD_IMAGE_WIDTH, render_number(r, m->width));
    set(r, card, M_CARD_IMAGE_HEIGHT, render_number(r, m->height));
}

static struct str card_summary(struct render *r, const struct version *v)
{
    return text_is_scanned(&v->summary)
               ? v->teaser
               : content_teaser(&r->scratch, &r->site->config, v->lang,
                                text_plain(r, &v->summary));
}

bool add_card(struct render *r, struct dict *d, enum marker list,
              const struct entry *e, unsigned flags, struct str note)
{
    const struct config *c = &r->site->config;
    const struct version *v = (flags & CARD_SHORT) != 0 && list != M_LEAD
                                  ? entry_title(r->site, e, r->lang)
                                  : entry_version(r->site, e, r->lang);
    if (v == NULL)
        return false;
    struct dict *card = dict_add(d, list);
    card_head(r, card, e, v);
    if (note.len == 0 && (size_t)v->lang != r->lang)
        note = RENDER_FILL(r, "card_language",
                           {"language", c->language[v->lang].name});
    set(r, card, M_CARD_NOTE, note);
    for (size_t i = 0; i < e->n_districts && i < CARD_DISTRICTS_SHOWN; i++)
        if (r->page->kind != PAGE_DISTRICT ||
            r->page->subject != e->district[i])
            add_district_ref(r, card, M_CARD_DISTRICTS, e->district[i],
                             (struct str){0});
    if (list == M_LEAD)
        card_image(r, card, e);
    if ((flags & CARD_SHORT) == 0)
        set(r, card, M_CARD_SUMMARY, card_summary(r, v));
    return true;
}

void add_cards(struct render *r, struct dict *d, enum marker list,
               const struct card_list *from, unsigned flags)
{
    size_t shown = 0;
    for (size_t i = 0; i < from->n && shown < from->most; i++)
        if (from->entry[i] != from->except)
            shown += add_card(r, d, list, from->entry[i], flags,
                              (struct str){0});
}

/* ---- lists ---- */

static size_t n_shown(struct render *r, struct listing l)
{
    read_length(r, &l);
    return listing_length(&l, r->lang);
}

/* Lists that are empty in this language have a page, but no link. */
static void topic_item(struct render *r, struct dict *d, enum page_kind kind,
                       const void *subject, const struct text *name)
{
    const struct site *s = r->site;
    const struct page *page = plan_find(
        r->plan, kind, subject, s->config.language[r->lang].id);
    if (page == NULL || !page->indexed)
        return;
    struct dict *item = dict_add(d, M_TOPICS);
    set(r, item, M_TOPIC_TITLE, render_text(r, name));
    set(r, item, M_TOPIC_URL, render_link(r, kind, subject));
    if (kind == PAGE_TOPIC) {
        const struct topic *t = subject;
        set(r, item, M_TOPIC_TEXT, render_text(r, &t->description));
        size_t n = n_shown(r, listing_topic(s, &r->scratch, t));
        set(r, item, M_TOPIC_COUNT,
            RENDER_FILL(r, "topic_count", {"articles", render_number(r, n)},
                        {"indicators", render_number(r, t->n_indicators)}));
        return;
    }
    size_t n = n_shown(r, listing_genre(s, &r->scratch, subject));
    set(r, item, M_TOPIC_COUNT,
        RENDER_FILL(r, "n_articles", {"n", render_number(r, n)}));
}

void add_topics(struct render *r, struct dict *d)
{
    const struct site *s = r->site;
    if (r->page->kind == PAGE_GENRES) {
        for (size_t i = 0; i < s->config.n_genres; i++)
            topic_item(r, d, PAGE_GENRE, &s->config.genre[i],
                       &s->config.genre[i].name);
        return;
    }
    for (size_t i = 0; i < s->n_topics; i++)
        topic_item(r, d, PAGE_TOPIC, s->topic[i], &s->topic[i]->name);
}

struct str list_page_url(struct render *r, unsigned number)
{
    struct str url = r->page->url;
    if (r->page->number > 1)
        url.len -= arena_printf(&r->scratch, "page/%u/", r->page->number).len;
    if (number > 1)
        url = arena_printf(&r->scratch, STR_FMT "page/%u/", STR_ARG(url),
                           number);
    return render_href(r, url);
}

/* First, last, and two pages on each side of this one; gaps between. */
void set_pages(struct render *r)
{
    const struct page *p = r->page;
    if (p->of < 2)
        return;
    bool gap = false;
    for (unsigned i = 1; i <= p->of; i++) {
        bool near = i + 2 >= p->number && i <= p->number + 2;
        if (!near && i != 1 && i != p->of) {
            if (!gap)
                dict_show(dict_add(r->dict, M_PAGES), M_PAGELINK_GAP);
            gap = true;
            continue;
        }
        gap = false;
        struct dict *d = dict_add(r->dict, M_PAGES);
        set(r, d, M_PAGELINK_TEXT, render_number(r, i));
        if (i == p->number)
            dict_show(d, M_PAGELINK_CURRENT);
        else
            set(r, d, M_PAGELINK_URL, list_page_url(r, i));
    }
    set(r, r->dict, M_PAGES_STATUS,
        RENDER_FILL(r, "page_of", {"page", render_number(r, p->number)},
                    {"pages", render_number(r, p->of)}));
    if (p->number > 1)
        set(r, r->dict, M_PREV_PAGE_URL, list_page_url(r, p->number - 1));
    if (p->number < p->of)
        set(r, r->dict, M_NEXT_PAGE_URL, list_page_url(r, p->number + 1));
}

/* ---- what belongs to a text ---- */

static struct str upper_ending(struct render *r, struct str path)
{
    size_t dot = path.len;
    while (dot > 0 && path.at[dot - 1] != '.' && path.at[dot - 1] != '/')
        dot--;
    struct str ending = arena_copy(&r->scratch, str_from(path, dot));
    char *at = (char *)ending.at;
    for (size_t i = 0; i < ending.len; i++)
        at[i] = (char)toupper((unsigned char)at[i]);
    return ending;
}

void set_attachments(struct render *r, const struct version *v)
{
    const struct entry *e = v->entry;
    for (size_t i = 0; i < e->n_attachments; i++) {
        const struct attachment *a = &e->attachment[i];
        if (a->media == NULL)
            continue;
        struct dict *d = dict_add(r->dict, M_ATTACHMENTS);
        struct str title = render_text(r, &a->title);
        set(r, d, M_ATTACHMENT_TITLE, title.len > 0 ? title : a->file);
        set(r, d, M_ATTACHMENT_URL,
            render_href(r, a->media->url));
        set(r, d, M_ATTACHMENT_TYPE, upper_ending(r, a->file));
        set(r, d, M_ATTACHMENT_SIZE, render_size(r, a->media->size));
        set(r, d, M_ATTACHMENT_HASH, a->media->sha256);
    }
}

void set_citation(struct render *r, struct str text)
{
    const struct config *c = &r->site->config;
    set(r, r->dict, M_CITATION, text);
    if (c->publisher_email.len == 0)
        return;
    struct str subject = RENDER_FILL(r, "report_subject",
                                     {"site", render_text(r, &c->title)},
                                     {"page", r->page->url});
    struct buf b = {0};
    buf_text(&b, "mailto:");
    escape_url(&b, c->publisher_email);
    buf_text(&b, "?subject=");
    for (size_t i = 0; i < subject.len; i++) {
        unsigned char ch = (unsigned char)subject.at[i];
        if (isalnum(ch) || ch == '-' || ch == '.' || ch == '_' || ch == '/')
            buf_byte(&b, (char)ch);
        else
            buf_printf(&b, "%%%02X", ch);
    }
    set_markup(r->dict, M_REPORT_LINK, arena_copy(&r->scratch, buf_view(&b)));
    buf_release(&b);
}
