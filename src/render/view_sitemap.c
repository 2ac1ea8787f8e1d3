/* SPDX-License-Identifier: MIT */
/* Sitemaps (sitemaps.org 0.9, with hreflang), robots.txt, and the two files of
 * static hosts: _headers and _redirects. */
#include "base/escape.h"
#include "model/dates.h"
#include "render/reads.h"

#include <stdio.h>

enum {
    NEWS_MAX = 1000,
    HOST_RULES = 2000 /* static redirects that hosts accept */
};

/* Engines are told the day. */
static struct str lastmod(struct render *r, struct date d)
{
    if (d.precision == DATE_MINUTE)
        d.precision = DATE_DAY;
    return date_iso(&r->scratch, d);
}

static const struct page *indexed_in(struct render *r, const struct page *p,
                                     size_t lang)
{
    const struct page *other = render_in_language(r, p, lang);
    return other != NULL && other->indexed ? other : NULL;
}

static void add_loc(struct render *r, const struct page *p)
{
    const struct config *c = &r->site->config;
    struct dict *d = dict_add(r->dict, M_SITEMAP_PAGES);
    size_t n = 0;
    set(r, d, M_LOC, render_absolute(r, p->url));
    set(r, d, M_LOC_LASTMOD, lastmod(r, page_date(p)));
    for (size_t i = 0; p->lang >= 0 && i < c->n_languages; i++)
        n += indexed_in(r, p, i) != NULL;
    for (size_t i = 0; n > 1 && i < c->n_languages; i++) {
        const struct page *other = indexed_in(r, p, i);
        if (other == NULL)
            continue;
        struct dict *l = dict_add(d, M_LOC_LANGUAGES);
        set(r, l, M_LOCLANG_TAG, c->language[i].tag);
        set(r, l, M_LOCLANG_PAGE, render_absolute(r, other->url));
    }
}

void view_sitemap(struct render *r)
{
    read_all(r, QUERY_PLAN);
    read_all(r, QUERY_TEXTS);
    read_all(r, QUERY_DATES);
    const struct plan *plan = r->plan;
    unsigned part = r->page->number;
    if (part > plan->n_parts)
        return;
    for (size_t i = plan->part[part - 1]; i < plan->part[part]; i++)
        if (plan->page[i].indexed)
            add_loc(r, &plan->page[i]);
}

void view_sitemap_index(struct render *r)
{
    read_all(r, QUERY_PLAN);
    read_all(r, QUERY_TEXTS);
    read_all(r, QUERY_DATES);
    for (size_t i = 0; i < r->plan->len; i++) {
        const struct page *p = &r->plan->page[i];
        if (p->kind != PAGE_SITEMAP)
            continue;
        struct dict *d = dict_add(r->dict, M_SITEMAP_PARTS);
        set(r, d, M_PART_LOC, render_absolute(r, p->url));
        set(r, d, M_PART_LASTMOD,
            lastmod(r, plan_date(r->plan, p->number)));
    }
}

/* News of the last two days before as-of, so that the clock is an input. */
void view_sitemap_news(struct render *r)
{
    const struct site *s = r->site;
    size_t shown = 0;
    read_all(r, QUERY_NEWS);
    for (size_t i = 0; i < s->n_articles && shown < NEWS_MAX; i++) {
        const struct entry *e = s->article[i];
        if (!site_is_news(s, e))
            break;
        for (size_t lang = 0; lang < s->config.n_languages; lang++) {
            const struct version *v = e->in[lang];
            const struct page *p =
                plan_find(r->plan, PAGE_ARTICLE, e, s->config.language[lang].id);
            if (v == NULL || p == NULL || shown == NEWS_MAX)
                continue;
            struct dict *d = dict_add(r->dict, M_NEWS_ITEMS);
            set(r, d, M_NEWS_LOC, render_absolute(r, p->url));
            set(r, d, M_NEWS_PUBLICATION, site_text(s, &s->config.title, lang));
            set(r, d, M_NEWS_LANGUAGE,
                numerals_of(s->config.language[lang].tag) == NUMERALS_ZH
                    ? STR("zh-cn")
                    : s->config.language[lang].id);
            set(r, d, M_NEWS_DATE,
                date_rfc3339(&r->scratch, e->date, s->config.zone));
            set(r, d, M_NEWS_TITLE, v->title);
            shown++;
        }
    }
}

/* Plain addresses: some engines read nothing else. */
void write_sitemap_text(struct render *r)
{
    read_all(r, QUERY_PLAN);
    for (size_t i = 0; i < r->plan->len; i++) {
        const struct page *p = &r->plan->page[i];
        if (!p->indexed || p->lang != r->page->lang)
            continue;
        buf_str(&r->out, render_absolute(r, p->url));
        buf_byte(&r->out, '\n');
    }
}

void write_robots(struct render *r)
{
    const struct config *c = &r->site->config;
    struct buf *b = &r->out;
    buf_text(b, "User-agent: *\nAllow: /\n\nSitemap: ");
    buf_str(b, render_absolute(r, STR("/sitemap.xml")));
    buf_text(b, "\nSitemap: ");
    buf_str(b, render_absolute(r, STR("/sitemap-news.xml")));
    for (size_t i = 0; i < c->n_languages; i++)
        buf_printf(b, "\nSitemap: " STR_FMT "/sitemap-" STR_FMT ".txt",
                   STR_ARG(c->base_url), STR_ARG(c->language[i].id));
    buf_byte(b, '\n');
}

void write_headers(struct render *r)
{
    read_all(r, QUERY_PLAN);
    const struct config *c = &r->site->config;
    struct buf *b = &r->out;
    struct str base = c->base_path;
    buf_printf(b, STR_FMT "/*\n", STR_ARG(base));
    buf_text(b, "  X-Content-Type-Options: nosniff\n"
                "  Referrer-Policy: strict-origin-when-cross-origin\n"
                "  Permissions-Policy: camera=(), geolocation=(), "
                "microphone=(), browsing-topics=()\n"
                "  Cross-Origin-Opener-Policy: same-origin\n"
                "  X-Frame-Options: DENY\n"
                "  Strict-Transport-Security: max-age=31536000; "
                "includeSubDomains\n");
    for (size_t i = 0; i < c->n_languages; i++)
        buf_printf(b, STR_FMT "/" STR_FMT "/*\n  Content-Language: " STR_FMT
                      "\n",
                   STR_ARG(base), STR_ARG(c->language[i].id),
                   STR_ARG(c->language[i].tag));
    buf_printf(b, STR_FMT "/assets/*\n  Cache-Control: public, "
                  "max-age=31536000, immutable\n",
               STR_ARG(base));
    buf_printf(b, STR_FMT "/data/*\n  Access-Control-Allow-Origin: *\n"
                  "  Cross-Origin-Resource-Policy: cross-origin\n",
               STR_ARG(base));
    buf_printf(b, STR_FMT "/media/*\n  Content-Security-Policy: "
                  "script-src 'none'; base-uri 'none'; form-action 'none'\n",
               STR_ARG(base));
}

/* A stub page stands at every former address too; hosts that read this file
 * answer with a real redirect. */
void write_redirects(struct render *r)
{
    read_all(r, QUERY_PLAN);
    struct str base = r->site->config.base_path;
    for (size_t i = 0; i < r->plan->n_redirects && i < HOST_RULES; i++) {
        buf_str(&r->out, base);
        escape_percent(&r->out, r->plan->redirect[i].from);
        buf_byte(&r->out, ' ');
        buf_str(&r->out, base);
        escape_percent(&r->out, r->plan->redirect[i].to);
        buf_text(&r->out, " 301\n");
    }
}

void write_asset(struct render *r)
{
    const struct layout_file *f = r->page->subject;
    read_about(r, QUERY_FILE, f->path, (struct str){0});
    buf_str(&r->out, f->text);
}
