/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_PLAN_H
#define JB_MODEL_PLAN_H

/* Every output of a build as a row of data, sorted by path. Plan is the only
 * place that decides which pages exist; link asks it whether a target exists,
 * render makes the rows one by one, publish writes them and removes what the
 * manifest lists and the plan no longer has. Two rows for one path are an error
 * that names both origins. */

#include "model/site.h"

/* KIND(id, layout or NULL) */
#define PAGE_KINDS(KIND)                                                      \
    KIND(CHOOSER, "chooser.html")                                             \
    KIND(HOME, "home.html")                                                   \
    KIND(ARTICLES, "list.html")                                               \
    KIND(YEAR, "list.html")       /* subject: const int *, the year */        \
    KIND(ARTICLE, "article.html") /* subject: struct entry */                 \
    KIND(NOTICE, "notice.html")   /* withdrawn; subject: struct entry */      \
    KIND(TOPICS, "topics.html")                                               \
    KIND(TOPIC, "list.html")      /* subject: struct topic */                 \
    KIND(GENRES, "topics.html")                                               \
    KIND(GENRE, "list.html")      /* subject: struct genre */                 \
    KIND(DISTRICTS, "districts.html")                                         \
    KIND(DISTRICT, "district.html") /* subject: struct district */            \
    KIND(COMPARE, "compare.html")   /* subject: the parent district */        \
    KIND(INDICATORS, "indicators.html")                                       \
    KIND(INDICATOR, "indicator.html") /* subject: struct indicator */         \
    KIND(DATA, "data.html")                                                   \
    KIND(GLOSSARY, "glossary.html")                                           \
    KIND(DOCUMENTS, "documents.html")                                         \
    KIND(PAGE, "page.html")     /* subject: struct entry */                   \
    KIND(STATUS, "status.html")                                               \
    KIND(REDIRECT, "redirect.html") /* subject: struct redirect */            \
    KIND(NOT_FOUND, "404.html")                                               \
    KIND(FEED, "feed.xml")      /* subject: NULL, district or topic: see feed */ \
    KIND(FEED_DISTRICT, "feed.xml")                                           \
    KIND(FEED_TOPIC, "feed.xml")                                              \
    KIND(FEED_JSON, NULL)                                                     \
    KIND(FEED_JSON_DISTRICT, NULL)                                            \
    KIND(FEED_JSON_TOPIC, NULL)                                               \
    KIND(SITEMAP_INDEX, "sitemap-index.xml")                                  \
    KIND(SITEMAP, "sitemap.xml") /* page.number: part, from 1 */              \
    KIND(SITEMAP_TEXT, NULL)                                                  \
    KIND(SITEMAP_NEWS, "sitemap-news.xml")                                    \
    KIND(ROBOTS, NULL)                                                        \
    KIND(HEADERS, NULL)                                                       \
    KIND(REDIRECTS, NULL)                                                     \
    KIND(DATA_ALL_CSV, NULL)                                                  \
    KIND(DATA_DISTRICT_CSV, NULL)  /* subject: struct district */             \
    KIND(DATA_DISTRICT_WIDE, NULL) /* subject: struct district */             \
    KIND(DATA_DISTRICT_JSON, NULL) /* subject: struct district */             \
    KIND(DATA_INDICATOR_CSV, NULL) /* subject: struct indicator */            \
    KIND(DATA_INDICATOR_WIDE, NULL) /* subject: struct indicator */           \
    KIND(DATA_DISTRICTS, NULL)     /* registers, whose codes the others use */ \
    KIND(DATA_INDICATORS, NULL)                                               \
    KIND(DATA_GROUPS, NULL)                                                   \
    KIND(DATA_SOURCES, NULL)                                                  \
    KIND(DATA_SCHEMA_CSVW, NULL)   /* subject: struct period_set, or NULL for */ \
    KIND(DATA_SCHEMA_PACKAGE, NULL) /* the tidy form */                       \
    KIND(DATA_CSVW, NULL)                                                     \
    KIND(DATA_PACKAGE, NULL)                                                  \
    KIND(ASSET, NULL)  /* subject: struct layout_file */                      \
    KIND(MEDIA, NULL)  /* subject: struct media */

enum page_kind {
#define KIND(id, layout) PAGE_##id,
    PAGE_KINDS(KIND)
#undef KIND
    N_PAGE_KINDS
};

/* A file of open data, whose size other pages show. */
static inline bool page_is_download(enum page_kind kind)
{
    return kind >= PAGE_DATA_ALL_CSV && kind <= PAGE_DATA_PACKAGE;
}

struct redirect {
    struct loc loc;
    struct str from; /* site path /zh/old/ */
    struct str to;   /* site path */
};

/* URLs in a part of the sitemap; sitemaps.org allows 50,000, but a part is
 * rendered as a whole. */
enum { SITEMAP_URLS = 10000 };

/* There are hundreds of thousands; page_path and page_origin give the rest. */
struct page {
    struct str url; /* site path without base path: /zh/districts/410305/ */
    const void *subject;
    unsigned number; /* list pages: 1 …; else 1 */
    unsigned of;     /* list pages: how many there are */
    enum page_kind kind : 8;
    signed char lang; /* -1: belongs to no language */
    bool folder;      /* the url ends with a slash, the path with index.html */
    bool indexed; /* may be found by search engines; in the sitemap */
};

#define PAGE_INDEX "index.html"

/* Below the output: zh/districts/410305/index.html. The same bytes as the url,
 * behind which the name of the file stands. */
static inline struct str page_path(const struct page *p)
{
    return (struct str){p->url.at + 1, p->url.len - 1 +
                                           (p->folder ? strlen(PAGE_INDEX)
                                                      : 0)};
}

/* The file it comes from, for messages; empty: none. */
struct loc page_origin(const struct page *p);

struct plan {
    struct page *page; /* by path */
    size_t len;
    struct redirect *redirect; /* by `from`, every language */
    size_t n_redirects;
    /* Tables with open addressing of indexes in `page` + 1: */
    uint32_t *by_url;
    uint32_t *by_subject; /* first pages by kind, subject and language */
    size_t slot_mask; /* slots of each - 1, a power of two */
    uint32_t *part; /* where each part of the sitemap begins in `page`, and behind
                       the last the end */
    uint32_t n_parts; /* one at least */
    const struct site *site;
    struct trace *trace; /* as in struct site */
    struct arena arena;  /* of the pages and what finds them */
    struct str css_url, icon_url; /* of assets/site.css and assets/icon.svg */
};

/* Lists all outputs of the indexed site; reports collisions and paths that
 * differ only in case. Sorts them; all else is linear in the outputs and in the
 * lists of the site. plan_find and plan_by_url then take time linear in what
 * they are given. */
void plan_make(struct plan *p, struct site *s, struct diag *d);

/* After link: adds the media files that some page uses. */
void plan_add_media(struct plan *p, struct site *s, struct diag *d);

/* The page of this kind, subject and language id (its first list page), or
 * NULL. Kinds without a language ignore `lang`; a district's is that of
 * district_shown. */
const struct page *plan_find(const struct plan *p, enum page_kind kind,
                             const void *subject, struct str lang);
/* Whether plan_find notes no query of its own for such a page: that it is there
 * follows from site.yaml and the registers, or from its text's title. */
bool plan_is_implied(enum page_kind kind);

/* The page at this path below the output, or NULL. Takes logarithmic time. */
const struct page *plan_by_path(const struct plan *p, struct str path);
const struct page *plan_by_url(const struct plan *p, struct str url);

/* The url nearest to one that is none, or empty, as map_nearest; linear. */
struct str plan_nearest(const struct plan *p, struct str url);

/* The same as plan_find by the id of the subject (code, slug, year; empty:
 * none). */
const struct page *plan_named(const struct plan *p, enum page_kind kind,
                              struct str id, struct str lang);

const char *page_kind_name(enum page_kind kind); /* "DISTRICT" */
const char *page_layout(enum page_kind kind); /* NULL: written by the program */

void plan_release(struct plan *p);

#endif
