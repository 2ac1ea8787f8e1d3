/* SPDX-License-Identifier: MIT */
#include "render/jsonld.h"

#include "base/escape.h"
#include "model/lists.h"
#include "render/frame.h"
#include "render/jsonld_node.h"
#include "render/text.h"

enum { CITED_MAX = 20 };

/* ---- articles ---- */

static const struct page *article_page(struct render *r, const struct entry *e,
                                       size_t lang)
{
    return plan_find(r->plan, PAGE_ARTICLE, e,
                     r->site->config.language[lang].id);
}

static struct str article_id(struct render *r, const struct page *page)
{
    return ARENA_JOIN(&r->scratch, render_absolute(r, page->url),
                      STR("#article"));
}

static void about(struct render *r, struct json *j, const struct entry *e)
{
    if (e->n_districts == 0)
        return;
    json_array(j, "about");
    for (size_t i = 0; i < e->n_districts && i < CITED_MAX; i++) {
        json_object(j, NULL);
        json_opt(j, "@id", place_id(r, e->district[i]));
        json_str(j, "@type", STR("AdministrativeArea"));
        json_str(j, "name", render_text(r, &e->district[i]->name));
        json_end(j);
    }
    json_end(j);
}

static void person(struct json *j, const char *key, struct str name,
                   struct str org)
{
    json_object(j, key);
    json_str(j, "@type", STR("Person"));
    if (org.len > 0)
        json_thing(j, "affiliation", "Organization", org);
    json_str(j, "name", name);
    json_end(j);
}

/* The writers, of a repost without byline those of the original, else us. */
static void authors(struct render *r, struct json *j, const struct entry *e)
{
    json_array(j, "author");
    for (size_t i = 0; i < e->n_byline; i++)
        person(j, NULL, render_text(r, &e->byline[i].name),
               render_text(r, &e->byline[i].org));
    if (e->n_byline == 0 && e->repost && e->source != NULL &&
        e->source->author.len > 0)
        person(j, NULL, e->source->author, (struct str){0});
    else if (e->n_byline == 0)
        json_ref(j, NULL, publisher_id(r));
    json_end(j);
}

static void citations(struct render *r, struct json *j,
                      const struct version *v)
{
    const struct paper *seen[CITED_MAX];
    size_t n = 0;
    const struct body *body = text_open(r, v);
    for (size_t i = 0; i < body->scan.references.len && n < CITED_MAX; i++) {
        const struct paper *p = body->link[i].paper;
        size_t k = 0;
        while (k < n && seen[k] != p)
            k++;
        if (p != NULL && k == n)
            seen[n++] = p;
    }
    if (n == 0)
        return;
    json_array(j, "citation");
    for (size_t i = 0; i < n; i++) {
        json_object(j, NULL);
        json_str(j, "@type", STR("CreativeWork"));
        json_date(j, "datePublished", r, seen[i]->date);
        json_str(j, "name", render_text(r, &seen[i]->title));
        json_opt(j, "url", seen[i]->url);
        json_end(j);
    }
    json_end(j);
}

static void corrections(struct render *r, struct json *j,
                        const struct version *v)
{
    if (v->n_corrections == 0)
        return;
    json_array(j, "correction");
    for (size_t i = 0; i < v->n_corrections; i++) {
        json_object(j, NULL);
        json_str(j, "@type", STR("CorrectionComment"));
        json_date(j, "datePublished", r, v->correction[i].date);
        json_str(j, "text", text_plain(r, &v->correction[i].text));
        json_end(j);
    }
    json_end(j);
}

static void image(struct render *r, struct json *j, const struct entry *e)
{
    const struct media *m = e->image != NULL ? e->image->media : NULL;
    if (m == NULL)
        return;
    json_object(j, "image");
    json_str(j, "@type", STR("ImageObject"));
    if (m->height > 0)
        json_uint(j, "height", m->height);
    json_str(j, "url", render_absolute(r, m->url));
    if (m->width > 0)
        json_uint(j, "width", m->width);
    json_end(j);
}

static void origin(struct render *r, struct json *j, const struct entry *e)
{
    const struct source *s = e->source;
    if (s == NULL)
        return;
    struct str publisher = render_text(r, &s->publisher);
    struct str title = site_text(r->site, &s->title, 0);
    json_object(j, "isBasedOn");
    json_str(j, "@type", STR("CreativeWork"));
    json_date(j, "datePublished", r, s->date);
    json_str(j, "name", title.len > 0 ? title : s->id);
    if (publisher.len > 0)
        json_thing(j, "publisher", "Organization", publisher);
    json_opt(j, "url", s->url);
    json_end(j);
}

static void keywords(struct render *r, struct json *j, const struct entry *e)
{
    if (e->n_topics == 0)
        return;
    json_array(j, "keywords");
    for (size_t i = 0; i < e->n_topics; i++)
        json_str(j, NULL, render_text(r, &e->topic[i]->name));
    json_end(j);
}

static void original(struct render *r, struct json *j, const struct version *v)
{
    const struct entry *e = v->entry;
    if (v->original || e->original < 0)
        return;
    const struct page *page = article_page(r, e, (size_t)e->original);
    if (page != NULL)
        json_ref(j, "translationOfWork", article_id(r, page));
}

static void translations(struct render *r, struct json *j,
                         const struct version *v)
{
    size_t n = 0;
    for (size_t i = 0; v->original && i < r->site->config.n_languages; i++) {
        const struct page *page = article_page(r, v->entry, i);
        if (page == NULL || (int)i == v->lang)
            continue;
        if (n++ == 0)
            json_array(j, "workTranslation");
        json_ref(j, NULL, article_id(r, page));
    }
    if (n > 0)
        json_end(j);
}

struct str jsonld_article(struct render *r, const struct version *v)
{
    const struct entry *e = v->entry;
    const struct config *c = &r->site->config;
    struct str editor = render_text(r, e->editor);
    struct node n;
    struct json *j = &n.j;
    nodes_begin(&n);
    json_object(j, NULL);
    json_str(j, "@id", article_id(r, r->page));
    json_str(j, "@type", STR("NewsArticle"));
    about(r, j, e);
    json_opt(j, "alternativeHeadline", v->subtitle);
    authors(r, j, e);
    citations(r, j, v);
    corrections(r, j, v);
    json_date(j, "dateModified", r,
              v->updated.precision != DATE_NONE ? v->updated : e->date);
    json_date(j, "datePublished", r, e->date);
    json_opt(j, "description", text_plain(r, &v->summary));
    if (editor.len > 0)
        person(j, "editor", editor, (struct str){0});
    if (e->genre != NULL)
        json_opt(j, "genre", render_text(r, &e->genre->name));
    json_str(j, "headline", v->title);
    image(r, j, e);
    json_str(j, "inLanguage", c->language[v->lang].tag);
    json_bool(j, "isAccessibleForFree", true);
    origin(r, j, e);
    json_ref(j, "isPartOf", site_id(r));
    keywords(r, j, e);
    if (!e->repost)
        json_opt(j, "license", c->license_url);
    json_str(j, "mainEntityOfPage", page_url(r));
    json_ref(j, "publisher", publisher_id(r));
    original(r, j, v);
    if (v->translation_by.len > 0 && !v->original)
        json_thing(j, "translator", "Person", v->translation_by);
    json_str(j, "url", page_url(r));
    json_uint(j, "wordCount", v->words.han + v->words.words);
    translations(r, j, v);
    json_end(j);
    return nodes_end(&n, r);
}

/* ---- glossary ---- */

/* Terms are named as the page names them. */
static void term(struct render *r, struct json *j, const struct term *t,
                 bool zh)
{
    struct str en = t->en.len > 0 ? t->en.at[0] : (struct str){0};
    bool first_zh = zh || en.len == 0;
    json_object(j, NULL);
    json_str(j, "@id",
             ARENA_JOIN(&r->scratch, page_url(r), STR("#"), t->anchor));
    json_str(j, "@type", STR("DefinedTerm"));
    json_opt(j, "alternateName", first_zh ? en : t->zh);
    json_opt(j, "description", render_text(r, &t->definition));
    json_str(j, "name", first_zh ? t->zh : en);
    json_end(j);
}

struct str jsonld_glossary(struct render *r)
{
    const struct site *s = r->site;
    struct str tag = s->config.language[r->lang].tag;
    bool zh = numerals_of(tag) == NUMERALS_ZH;
    struct node n;
    struct json *j = &n.j;
    struct slice rows = cut_rows(cut_terms, s->lists->n_terms,
                                 r->page->number);
    nodes_begin(&n);
    json_object(j, NULL);
    json_str(j, "@id", ARENA_JOIN(&r->scratch, page_url(r), STR("#terms")));
    json_str(j, "@type", STR("DefinedTermSet"));
    json_opt(j, "description", render_word(r, "desc_glossary"));
    json_array(j, "hasDefinedTerm");
    for (size_t i = rows.from; i < rows.to; i++)
        term(r, j, s->lists->term[r->lang][i], zh);
    json_end(j);
    json_str(j, "inLanguage", tag);
    json_opt(j, "license", s->config.license_url);
    json_opt(j, "name", render_word(r, "title_glossary"));
    json_ref(j, "publisher", publisher_id(r));
    json_str(j, "url", page_url(r));
    json_end(j);
    return nodes_end(&n, r);
}

/* ---- the graph of every page ---- */

/* hrefs hold the base path already. */
static struct str absolute_href(struct render *r, struct str href)
{
    const struct config *c = &r->site->config;
    if (!str_starts(href, STR("/")))
        return href;
    struct str host = c->base_url;
    if (str_ends(host, c->base_path))
        host.len -= c->base_path.len;
    return arena_printf(&r->scratch, STR_FMT STR_FMT, STR_ARG(host),
                        STR_ARG(href));
}

static void step(struct json *j, size_t position, struct str title,
                 struct str url)
{
    json_object(j, NULL);
    json_str(j, "@type", STR("ListItem"));
    json_opt(j, "item", url);
    json_str(j, "name", title);
    json_uint(j, "position", position);
    json_end(j);
}

static void breadcrumb(struct render *r, struct json *j, const struct frame *f)
{
    if (r->page->lang < 0 || r->page->kind == PAGE_HOME)
        return;
    struct str lang = r->site->config.language[r->lang].id;
    struct str home = arena_printf(&r->scratch, "/" STR_FMT "/",
                                   STR_ARG(lang));
    size_t n = 0;
    json_object(j, NULL);
    json_str(j, "@type", STR("BreadcrumbList"));
    json_array(j, "itemListElement");
    step(j, ++n, render_word(r, "home"), render_absolute(r, home));
    for (size_t i = 0; i < f->n_crumbs; i++)
        if (f->crumb[i].title.len > 0)
            step(j, ++n, f->crumb[i].title,
                 absolute_href(r, f->crumb[i].href));
    step(j, ++n, f->heading, page_url(r));
    json_end(j);
    json_end(j);
}

static void publisher(struct render *r, struct json *j)
{
    const struct config *c = &r->site->config;
    const struct text *name = site_text_lang(r->site, &c->publisher, 0) >= 0
                                  ? &c->publisher
                                  : &c->title;
    json_object(j, NULL);
    json_str(j, "@id", publisher_id(r));
    json_str(j, "@type", STR("Organization"));
    json_opt(j, "email", c->publisher_email);
    json_str(j, "name", render_text(r, name));
    json_str(j, "url", c->publisher_url.len > 0
                           ? c->publisher_url
                           : render_absolute(r, STR("/")));
    json_end(j);
}

/* Other pages say which site they belong to, its home page what it is. */
static void website(struct render *r, struct json *j)
{
    const struct config *c = &r->site->config;
    bool home = r->page->kind == PAGE_HOME;
    json_object(j, NULL);
    json_str(j, "@id", site_id(r));
    json_str(j, "@type", STR("WebSite"));
    if (home) {
        json_opt(j, "description", render_text(r, &c->tagline));
        json_array(j, "inLanguage");
        for (size_t i = 0; i < c->n_languages; i++)
            json_str(j, NULL, c->language[i].tag);
        json_end(j);
        json_opt(j, "license", c->license_url);
    }
    json_str(j, "name", render_text(r, &c->title));
    if (home)
        json_ref(j, "publisher", publisher_id(r));
    json_str(j, "url", render_absolute(r, STR("/")));
    json_end(j);
}

struct str jsonld_graph(struct render *r, const struct frame *f)
{
    struct node n;
    struct json *j = &n.j;
    if (!r->page->indexed)
        return (struct str){0};
    nodes_begin(&n);
    json_object(j, NULL);
    json_str(j, "@context", STR("https://schema.org"));
    json_array(j, "@graph");
    if (f->json_ld.len > 0)
        json_raw(j, NULL, f->json_ld);
    breadcrumb(r, j, f);
    publisher(r, j);
    website(r, j);
    json_end(j);
    json_end(j);
    return nodes_end(&n, r);
}
