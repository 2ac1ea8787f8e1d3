/* SPDX-License-Identifier: MIT */
#include "render/render.h"

#include "render/figures.h"
#include "render/reads.h"

/* A download of the whole country does not stay with its worker. */
#define BUFFER_KEPT ((size_t)4 * 1024 * 1024)

static const struct {
    view_fn *view;  /* fills the dictionary for the kind's layout */
    view_fn *write; /* or writes the bytes itself */
} kinds[N_PAGE_KINDS] = {
    [PAGE_CHOOSER] = {view_chooser, NULL},
    [PAGE_HOME] = {view_home, NULL},
    [PAGE_ARTICLES] = {view_articles, NULL},
    [PAGE_YEAR] = {view_year, NULL},
    [PAGE_ARTICLE] = {view_article, NULL},
    [PAGE_NOTICE] = {view_notice, NULL},
    [PAGE_TOPICS] = {view_topics, NULL},
    [PAGE_TOPIC] = {view_topic, NULL},
    [PAGE_GENRES] = {view_genres, NULL},
    [PAGE_GENRE] = {view_genre, NULL},
    [PAGE_DISTRICTS] = {view_districts, NULL},
    [PAGE_DISTRICT] = {view_district, NULL},
    [PAGE_COMPARE] = {view_compare, NULL},
    [PAGE_INDICATORS] = {view_indicators, NULL},
    [PAGE_INDICATOR] = {view_indicator, NULL},
    [PAGE_DATA] = {view_data, NULL},
    [PAGE_GLOSSARY] = {view_glossary, NULL},
    [PAGE_DOCUMENTS] = {view_documents, NULL},
    [PAGE_PAGE] = {view_page, NULL},
    [PAGE_STATUS] = {view_status, NULL},
    [PAGE_REDIRECT] = {view_redirect, NULL},
    [PAGE_NOT_FOUND] = {view_not_found, NULL},
    [PAGE_FEED] = {view_feed, NULL},
    [PAGE_FEED_DISTRICT] = {view_feed, NULL},
    [PAGE_FEED_TOPIC] = {view_feed, NULL},
    [PAGE_FEED_JSON] = {NULL, write_feed_json},
    [PAGE_FEED_JSON_DISTRICT] = {NULL, write_feed_json},
    [PAGE_FEED_JSON_TOPIC] = {NULL, write_feed_json},
    [PAGE_SITEMAP_INDEX] = {view_sitemap_index, NULL},
    [PAGE_SITEMAP] = {view_sitemap, NULL},
    [PAGE_SITEMAP_TEXT] = {NULL, write_sitemap_text},
    [PAGE_SITEMAP_NEWS] = {view_sitemap_news, NULL},
    [PAGE_ROBOTS] = {NULL, write_robots},
    [PAGE_HEADERS] = {NULL, write_headers},
    [PAGE_REDIRECTS] = {NULL, write_redirects},
    [PAGE_DATA_ALL_CSV] = {NULL, write_data_all},
    [PAGE_DATA_DISTRICT_CSV] = {NULL, write_data_district_csv},
    [PAGE_DATA_DISTRICT_JSON] = {NULL, write_data_district_json},
    [PAGE_DATA_INDICATOR_CSV] = {NULL, write_data_indicator},
    [PAGE_DATA_DISTRICT_WIDE] = {NULL, write_data_district_wide},
    [PAGE_DATA_INDICATOR_WIDE] = {NULL, write_data_indicator_wide},
    [PAGE_DATA_DISTRICTS] = {NULL, write_data_districts},
    [PAGE_DATA_INDICATORS] = {NULL, write_data_indicators},
    [PAGE_DATA_GROUPS] = {NULL, write_data_groups},
    [PAGE_DATA_SOURCES] = {NULL, write_data_sources},
    [PAGE_DATA_SCHEMA_CSVW] = {NULL, write_data_schema_csvw},
    [PAGE_DATA_SCHEMA_PACKAGE] = {NULL, write_data_schema_package},
    [PAGE_DATA_CSVW] = {NULL, write_data_csvw},
    [PAGE_DATA_PACKAGE] = {NULL, write_data_package},
    [PAGE_ASSET] = {NULL, write_asset},
};

bool render_page(struct render *r, const struct page *page)
{
    arena_reset(&r->scratch);
    if (r->out.cap > BUFFER_KEPT)
        buf_release(&r->out);
    buf_reset(&r->out);
    r->page = page;
    r->lang = page->lang >= 0 ? (size_t)page->lang : 0;
    r->words = &r->site->words[r->lang];
    r->dict = dict_new(&r->scratch);
    r->marks = arena_new(&r->scratch, struct marks);
    r->serial = 0;
    r->opened = NULL;
    r->n_pieces = 0;
    r->failed = false;
    for (size_t i = 0; i < r->site->config.n_languages; i++)
        if (page->lang < 0 || i == r->lang)
            read_words(r, i);
    if (kinds[page->kind].write != NULL) {
        kinds[page->kind].write(r);
        return true;
    }
    if (kinds[page->kind].view == NULL)
        return false;
    read_layout(r, page_layout(page->kind));
    kinds[page->kind].view(r);
    return templates_render(r->templates, page_layout(page->kind), r->lang,
                            r->dict, &r->out);
}

void render_give(struct render *r)
{
    r->failed = r->failed || !r->piece(r->piece_ctx, buf_view(&r->out));
    r->n_pieces += r->out.len;
    buf_reset(&r->out);
}

void render_release(struct render *r)
{
    arena_release(&r->scratch);
    buf_release(&r->out);
}

struct str render_href(struct render *r, struct str url)
{
    struct str base = r->site->config.base_path;
    if (base.len == 0 || !str_starts(url, STR("/")))
        return url;
    return ARENA_JOIN(&r->scratch, base, url);
}

struct str render_absolute(struct render *r, struct str url)
{
    return ARENA_JOIN(&r->scratch, r->site->config.base_url, url);
}

struct str render_link(struct render *r, enum page_kind kind,
                       const void *subject)
{
    const struct config *c = &r->site->config;
    const struct page *page =
        plan_find(r->plan, kind, subject, c->language[r->lang].id);
    for (size_t i = 0; page == NULL && i < c->n_languages; i++)
        page = plan_find(r->plan, kind, subject, c->language[i].id);
    return page != NULL ? render_href(r, page->url) : (struct str){0};
}

const struct page *render_in_language(struct render *r,
                                      const struct page *page, size_t lang)
{
    const struct config *c = &r->site->config;
    if (page->lang < 0)
        return NULL;
    if (page->number == 1 && plan_is_implied(page->kind))
        return plan_find(r->plan, page->kind, page->subject,
                         c->language[lang].id);
    size_t prefix = 1 + c->language[page->lang].id.len;
    struct str url = arena_printf(&r->scratch, "/" STR_FMT STR_FMT,
                                  STR_ARG(c->language[lang].id),
                                  STR_ARG(str_from(page->url, prefix)));
    const struct page *other = plan_by_url(r->plan, url);
    return other != NULL && other->kind == page->kind ? other : NULL;
}

struct str render_page_href(struct render *r, const struct page *page)
{
    return page != NULL ? render_href(r, page->url) : (struct str){0};
}

struct str render_text(struct render *r, const struct text *t)
{
    return site_text(r->site, t, r->lang);
}

struct str render_word(struct render *r, const char *key)
{
    return words_get(r->words, key);
}

struct str render_number(struct render *r, size_t n)
{
    return arena_printf(&r->scratch, "%zu", n);
}

struct str render_list(struct render *r, const struct str *items, size_t n)
{
    struct buf b = {0};
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_str(&b, render_word(r, i + 1 == n ? "list_last"
                                                  : "list_middle"));
        buf_str(&b, items[i]);
    }
    struct str all = arena_copy(&r->scratch, buf_view(&b));
    buf_release(&b);
    return all;
}

struct str render_date(struct render *r, struct date d, bool inferred)
{
    struct str text = period_date_words(&r->scratch, d, r->words);
    return inferred && text.len > 0 ? RENDER_FILL(r, "inferred", {"date", text})
                                    : text;
}

struct str render_day(struct render *r, struct date d)
{
    if (d.precision == DATE_MINUTE)
        d.precision = DATE_DAY;
    return render_date(r, d, false);
}

struct str render_size(struct render *r, uint64_t bytes)
{
    struct arena *a = &r->scratch;
    if (bytes < 1024)
        return RENDER_FILL(r, "size_bytes",
                           {"n", arena_printf(a, "%u", (unsigned)bytes)});
    bool mega = bytes >= 1UL << 20;
    uint64_t unit = mega ? 1UL << 20 : 1024;
    uint64_t tenths = (bytes * 10 + unit / 2) / unit;
    struct str n = tenths < 100 ? arena_printf(a, "%u.%u", (unsigned)tenths / 10,
                                               (unsigned)tenths % 10)
                                : arena_printf(a, "%u", (unsigned)tenths / 10);
    return RENDER_FILL(r, mega ? "size_mb" : "size_kb", {"n", n});
}

struct dict *add_ref(struct render *r, struct dict *d, enum marker list,
                     struct str title, struct str href, struct str note)
{
    struct dict *item = dict_add(d, list);
    set(r, item, M_REF_TITLE, title);
    set(r, item, M_REF_URL, href);
    set(r, item, M_REF_NOTE, note);
    return item;
}

void add_article_ref(struct render *r, struct dict *d, enum marker list,
                     const struct entry *e)
{
    const struct version *v = entry_title(r->site, e, r->lang);
    if (v == NULL)
        return;
    struct dict *item = add_ref(r, d, list, v->title,
                                render_link(r, PAGE_ARTICLE, e),
                                (struct str){0});
    if ((size_t)v->lang != r->lang)
        set(r, item, M_REF_TAG, r->site->config.language[v->lang].tag);
}
