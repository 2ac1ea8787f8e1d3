/* SPDX-License-Identifier: MIT */
#include "render/frame.h"

#include "base/sha256.h"
#include "base/unicode.h"
#include "render/frame_menu.h"
#include "render/jsonld.h"

enum { DESCRIPTION_MAX = 120 };

void frame_crumb(struct frame *f, struct str title, struct str href)
{
    if (f->n_crumbs < CRUMBS_MAX)
        f->crumb[f->n_crumbs++] = (struct crumb){title, href};
}

/* zh-Hans → zh_CN, en-GB → en_GB, en → en_GB: Open Graph wants a territory. */
static struct str locale_of(struct render *r, struct str tag)
{
    struct str lang, rest;
    str_cut(tag, '-', &lang, &rest);
    if (str_is(rest, "Hans"))
        rest = STR("CN");
    else if (str_is(rest, "Hant"))
        rest = STR("TW");
    if (rest.len == 0)
        rest = str_is(lang, "zh") ? STR("CN") : STR("GB");
    return arena_printf(&r->scratch, STR_FMT "_" STR_FMT, STR_ARG(lang),
                        STR_ARG(rest));
}

static struct str host_of(struct str url)
{
    size_t at = str_find(url, STR("://"));
    struct str host, path;
    str_cut(str_from(url, at == SIZE_MAX ? 0 : at + 3), '/', &host, &path);
    return host;
}

static void alternate(struct render *r, struct str tag, struct str url,
                      bool other)
{
    struct dict *d = dict_add(r->dict, M_ALTERNATES);
    set(r, d, M_ALT_TAG, tag);
    set(r, d, M_ALT_URL, render_absolute(r, url));
    if (other)
        set(r, d, M_ALT_LOCALE, locale_of(r, tag));
}

static const struct page *indexed_in(struct render *r, size_t lang)
{
    const struct page *page = render_in_language(r, r->page, lang);
    return page != NULL && page->indexed ? page : NULL;
}

/* hreflang is reciprocal and names only pages that exist and may be found; the
 * home pages also have the language chooser as x-default. */
static void set_alternates(struct render *r)
{
    const struct config *c = &r->site->config;
    size_t n = 0;
    for (size_t i = 0; i < c->n_languages; i++)
        n += indexed_in(r, i) != NULL;
    if (n < 2 || !r->page->indexed)
        return;
    for (size_t i = 0; i < c->n_languages; i++) {
        const struct page *page = indexed_in(r, i);
        if (page != NULL)
            alternate(r, c->language[i].tag, page->url, i != r->lang);
    }
    if (r->page->kind == PAGE_HOME)
        alternate(r, STR("x-default"), STR("/"), false);
    else if (indexed_in(r, 0) != NULL)
        alternate(r, STR("x-default"), indexed_in(r, 0)->url, false);
}

static struct str home_url(struct render *r, size_t lang)
{
    return render_href(
        r, arena_printf(&r->scratch, "/" STR_FMT "/",
                        STR_ARG(r->site->config.language[lang].id)));
}

/* Where to go on from 404.html. */
static void set_language_links(struct render *r, struct dict *d, size_t lang)
{
    static const struct {
        enum page_kind kind;
        const char *word;
    } ways[] = {{PAGE_ARTICLES, "articles"},
                {PAGE_DISTRICTS, "districts"},
                {PAGE_TOPICS, "topics"}};
    struct str id = r->site->config.language[lang].id;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const struct page *page = plan_find(r->plan, ways[i].kind, NULL, id);
        if (page != NULL)
            add_ref(r, d, M_LANGUAGE_LINKS,
                    words_get(&r->site->words[lang], ways[i].word),
                    render_href(r, page->url), (struct str){0});
    }
}

/* The languages that this text is not in. */
static bool leaves_out(const struct render *r)
{
    const struct entry *e = r->page->subject;
    bool text = r->page->kind == PAGE_ARTICLE || r->page->kind == PAGE_PAGE;
    return text && r->site->config.missing[e->kind] == MISSING_OMIT;
}

static void set_languages(struct render *r)
{
    const struct site *s = r->site;
    const struct config *c = &s->config;
    for (size_t i = 0; i < c->n_languages; i++) {
        const struct page *page = render_in_language(r, r->page, i);
        if (page == NULL && leaves_out(r))
            continue;
        struct dict *d = dict_add(r->dict, M_LANGUAGES);
        const struct words *w = &s->words[i];
        set(r, d, M_LANGUAGE_NAME, c->language[i].name);
        set(r, d, M_LANGUAGE_TAG, c->language[i].tag);
        set(r, d, M_LANGUAGE_HOME_URL, home_url(r, i));
        set(r, d, M_LANGUAGE_SITE_NAME, site_text(s, &c->title, i));
        set(r, d, M_LANGUAGE_TAGLINE, site_text(s, &c->tagline, i));
        set(r, d, M_LANGUAGE_URL, page != NULL ? render_href(r, page->url)
                                               : home_url(r, i));
        set(r, d, M_LANGUAGE_NOT_FOUND, words_get(w, "title_not_found"));
        set(r, d, M_LANGUAGE_NOT_FOUND_TEXT, words_get(w, "not_found_text"));
        if (r->page->kind == PAGE_NOT_FOUND)
            set_language_links(r, d, i);
        if (r->page->lang == (int)i)
            dict_show(d, M_LANGUAGE_CURRENT);
        else if (page != NULL)
            dict_show(d, M_LANGUAGE_OTHER);
        else {
            dict_show(d, M_LANGUAGE_ABSENT);
            set(r, d, M_LANGUAGE_NOTE, words_get(w, "language_missing"));
        }
    }
}

/* ---- head ---- */

static void feed_link(struct render *r, enum page_kind kind,
                      const void *subject, struct str title)
{
    const struct page *xml = plan_find(
        r->plan, kind, subject, r->site->config.language[r->lang].id);
    if (xml == NULL)
        return;
    struct str json = arena_printf(&r->scratch, STR_FMT "json",
                                   STR_ARG(str_head(xml->url,
                                                    xml->url.len - 3)));
    const struct {
        const char *type, *name;
        struct str url;
    } forms[] = {{"application/atom+xml", "Atom", xml->url},
                 {"application/feed+json", "JSON Feed", json}};
    for (size_t i = 0; i < 2; i++) {
        struct dict *d = dict_add(r->dict, M_FEEDS);
        set(r, d, M_FEEDLINK_TYPE, str_of(forms[i].type));
        set(r, d, M_FEEDLINK_NAME, str_of(forms[i].name));
        set(r, d, M_FEEDLINK_TITLE, title);
        set(r, d, M_FEEDLINK_URL, render_href(r, forms[i].url));
    }
}

static void set_feeds(struct render *r, const struct frame *f)
{
    struct str site = render_text(r, &r->site->config.title);
    struct str name = {0};
    if (f->feed == PAGE_FEED_DISTRICT)
        name = render_text(r, &((const struct district *)f->feed_subject)->name);
    if (f->feed == PAGE_FEED_TOPIC)
        name = render_text(r, &((const struct topic *)f->feed_subject)->name);
    if (name.len > 0)
        feed_link(r, f->feed, f->feed_subject,
                  RENDER_FILL(r, "feed_title_of", {"name", name},
                              {"site", site}));
    else
        feed_link(r, PAGE_FEED, NULL,
                  RENDER_FILL(r, "feed_title", {"site", site}));
}

/* WEB conventions of Chinese public-sector sites: PubDate in local time. */
static void set_content_tags(struct render *r, const struct frame *f)
{
    struct dict *d = r->dict;
    if (f->column_type.len > 0) {
        set(r, d, M_COLUMN_NAME, f->heading);
        set(r, d, M_COLUMN_DESCRIPTION, f->description);
        set(r, d, M_COLUMN_KEYWORDS,
            f->keywords.len > 0 ? f->keywords : f->heading);
        set(r, d, M_COLUMN_TYPE, f->column_type);
    }
    if (f->published == NULL || f->published->precision == DATE_NONE)
        return;
    const struct date *p = f->published;
    set(r, d, M_PUB_DATE,
        arena_printf(&r->scratch, "%04d-%02d-%02d %02d:%02d", p->year, p->month,
                     p->day, p->hour, p->minute));
    set(r, d, M_DATETIME, date_iso(&r->scratch, *p));
    set(r, d, M_KEYWORDS, f->keywords);
    set(r, d, M_AUTHOR, f->author);
    set(r, d, M_CONTENT_SOURCE,
        f->content_source.len > 0
            ? f->content_source
            : render_text(r, &r->site->config.publisher));
}

static void set_head(struct render *r, const struct frame *f)
{
    const struct config *c = &r->site->config;
    struct dict *d = r->dict;
    struct str site = render_text(r, &c->title);
    struct str title = f->title.len > 0 ? f->title : f->heading;
    set(r, d, M_LANG_TAG, c->language[r->lang].tag);
    set(r, d, M_PAGE_HEADING, f->heading);
    if (r->page->number > 1)
        title = RENDER_FILL(r, "title_page_n", {"title", title},
                            {"page", render_number(r, r->page->number)});
    set(r, d, M_PAGE_TITLE,
        str_eq(title, site)
            ? site
            : RENDER_FILL(r, "title_page", {"title", title}, {"site", site}));
    set(r, d, M_DESCRIPTION,
        unicode_excerpt(&r->scratch, f->description, DESCRIPTION_MAX));
    if (!r->page->indexed)
        dict_show(d, M_NOINDEX);
    const struct redirect *moved = r->page->subject;
    if (r->page->kind != PAGE_NOT_FOUND)
        set(r, d, M_CANONICAL,
            render_absolute(r, r->page->kind == PAGE_REDIRECT ? moved->to
                                                              : r->page->url));
    set(r, d, M_OG_TYPE, f->is_article ? STR("article") : STR("website"));
    set(r, d, M_OG_LOCALE, locale_of(r, c->language[r->lang].tag));
    set(r, d, M_OG_IMAGE, f->og_image);
    set(r, d, M_SITE_DOMAIN, host_of(c->base_url));
    set(r, d, M_SITE_ID, c->site_id_code);
    set_content_tags(r, f);
    struct str graph = jsonld_graph(r, f);
    if (graph.len > 0) {
        set_markup(d, M_JSON_LD, graph);
        set(r, d, M_JSON_LD_HASH, sha256_base64(&r->scratch, graph));
    }
}

static void set_breadcrumb(struct render *r, const struct frame *f)
{
    if (r->page->lang < 0 || r->page->kind == PAGE_HOME)
        return;
    struct dict *d = dict_add(r->dict, M_BREADCRUMB);
    set(r, d, M_CRUMB_TITLE, render_word(r, "home"));
    set(r, d, M_CRUMB_URL, home_url(r, r->lang));
    for (size_t i = 0; i < f->n_crumbs; i++) {
        d = dict_add(r->dict, M_BREADCRUMB);
        set(r, d, M_CRUMB_TITLE, f->crumb[i].title);
        set(r, d, M_CRUMB_URL, f->crumb[i].href);
    }
    set(r, dict_add(r->dict, M_BREADCRUMB), M_CRUMB_TITLE, f->heading);
}

void frame_set(struct render *r, const struct frame *f)
{
    const struct config *c = &r->site->config;
    struct dict *d = r->dict;
    set_head(r, f);
    plan_by_url(r->plan, r->plan->css_url);
    plan_by_url(r->plan, r->plan->icon_url);
    set(r, d, M_ASSET_CSS, render_href(r, r->plan->css_url));
    set(r, d, M_ASSET_ICON, render_href(r, r->plan->icon_url));
    set_alternates(r);
    set_feeds(r, f);
    set(r, d, M_SITE_NAME, render_text(r, &c->title));
    set(r, d, M_SITE_TAGLINE, render_text(r, &c->tagline));
    set(r, d, M_HOME_URL, home_url(r, r->lang));
    set(r, d, M_ARTICLES_URL, render_link(r, PAGE_ARTICLES, NULL));
    set(r, d, M_DISTRICTS_URL, render_link(r, PAGE_DISTRICTS, NULL));
    set(r, d, M_DATA_URL, render_link(r, PAGE_DATA, NULL));
    set_languages(r);
    frame_menus(r);
    set_breadcrumb(r, f);
    frame_footer(r);
}
