/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_RENDER_H
#define JB_RENDER_RENDER_H

/* One planned page to bytes.
 *
 * A struct render belongs to one worker. It sees the frozen site and plan; all
 * it makes for a page lies on its scratch arena and in its buffer, and is gone
 * with the next page. The views (view_*.c) fill a dictionary from a subject;
 * parts (parts.h, figures.h, text.h) fill what several views share. Nothing
 * here reports mistakes: they are known before freeze; a file that cannot be
 * read a second time is a failure of the system. */

#include "base/buf.h"
#include "model/plan.h"
#include "render/template.h"

typedef bool render_piece_fn(void *ctx, struct str bytes);

struct render {
    const struct site *site;
    const struct plan *plan;
    const struct templates *templates;
    const size_t *sizes; /* bytes of each output by index in plan.page, where
                            made already: downloads are made first */
    struct arena scratch; /* this page's; reset by render_page */
    struct buf out;       /* the page, or the rest of it */
    render_piece_fn *piece; /* takes the parts of a long output before its end;
                               NULL: all of it stays in `out` */
    void *piece_ctx;
    uint64_t n_pieces;      /* bytes of this page that were given away */
    bool failed;            /* a piece was not taken, or a text not read */
    struct diag *diag;      /* says why, of texts; NULL: nobody wants to know */

    /* set for the page being made */
    const struct page *page;
    size_t lang; /* language index; 0 for pages of no language */
    const struct words *words;
    struct dict *dict; /* scope of the page */
    struct marks *marks; /* numbered sources of the page, see figures.h */
    unsigned serial;   /* for ids that must be unique on the page */
    const struct version *opened; /* whose body is open, see text_open */
    const struct body *body;
};

/* Makes r->out hold the bytes of the page, behind those that went to r->piece.
 * Media have no bytes here: they are copied. False when the layout cannot be expanded (a fault of the program). */
bool render_page(struct render *r, const struct page *page) JB_MUST_USE;
void render_release(struct render *r);

/* ---- for views ---- */

/* Between the rows of a download, which may have a million: gives away what is
 * there once it is long. */
enum { RENDER_PIECE = 256 * 1024 };
void render_give(struct render *r);
static inline void render_more(struct render *r)
{
    if (r->out.len >= RENDER_PIECE && r->piece != NULL)
        render_give(r);
}

/* Base path + url. */
struct str render_href(struct render *r, struct str url);
/* https://host + base path + url */
struct str render_absolute(struct render *r, struct str url);
/* href of the page of this kind and subject for the page's language, else of
 * another language that has it; empty when no page exists. */
struct str render_link(struct render *r, enum page_kind kind,
                       const void *subject);
/* The same page in another language, the same address behind the prefix, or
 * NULL. */
const struct page *render_in_language(struct render *r,
                                      const struct page *page, size_t lang);
struct str render_page_href(struct render *r, const struct page *page);

/* The text in the page's language, else in another one. */
struct str render_text(struct render *r, const struct text *t);

struct str render_word(struct render *r, const char *key);
/* words_fill with the page's words on scratch: RENDER_FILL(r, "key", {"n", x}) */
#define RENDER_FILL(r, key, ...)                                              \
    words_fill((r)->words, &(r)->scratch, key, WORDS(__VA_ARGS__))
struct str render_number(struct render *r, size_t n); /* plain digits */

/* Texts joined as the language does: middle between, last before the last. */
struct str render_list(struct render *r, const struct str *items, size_t n);

/* Dates for readers by the patterns of strings files. */
struct str render_date(struct render *r, struct date d, bool inferred);
struct str render_day(struct render *r, struct date d); /* at most to the day */

/* "12.3 KB" */
struct str render_size(struct render *r, uint64_t bytes);

/* A dictionary value that may be empty: nothing is set then, so that HAS_ and
 * NO_ sections follow. */
static inline void set(struct render *r, struct dict *d, enum marker m,
                       struct str text)
{
    (void)r;
    if (text.len > 0)
        dict_set(d, m, text);
}

static inline void set_markup(struct dict *d, enum marker m, struct str markup)
{
    if (markup.len > 0)
        dict_markup(d, m, markup);
}

/* Adds a REF item (a link with title and note). */
struct dict *add_ref(struct render *r, struct dict *d, enum marker list,
                     struct str title, struct str href, struct str note);
/* The same for an article, in the page's language or else marked. */
void add_article_ref(struct render *r, struct dict *d, enum marker list,
                     const struct entry *e);

/* ---- views: each fills r->dict for r->page ---- */

typedef void view_fn(struct render *r);
view_fn view_chooser, view_home, view_articles, view_year, view_article,
    view_notice, view_topics, view_topic, view_genres, view_genre,
    view_districts, view_district, view_compare, view_indicators,
    view_indicator, view_data, view_glossary, view_documents, view_page,
    view_status, view_redirect, view_not_found, view_feed,
    view_sitemap, view_sitemap_index, view_sitemap_news;

/* Kinds without a layout: each appends to r->out. */
view_fn write_feed_json, write_sitemap_text, write_robots, write_headers,
    write_redirects, write_data_all, write_data_district_csv,
    write_data_district_wide, write_data_district_json, write_data_indicator,
    write_data_indicator_wide, write_data_districts, write_data_indicators,
    write_data_groups, write_data_sources, write_data_schema_csvw,
    write_data_schema_package, write_data_csvw, write_data_package,
    write_asset;

#endif
