/* SPDX-License-Identifier: MIT */
/* Feeds: Atom (RFC 4287) through feed.xml, JSON Feed 1.1 written here. */
#include "base/escape.h"
#include "render/frame.h"
#include "render/parts.h"
#include "render/reads.h"
#include "render/text.h"

enum { FEED_ENTRIES = 30 };

struct feed {
    const struct entry *entry[FEED_ENTRIES]; /* newest first */
    size_t n;
    struct str title, subtitle;
    struct str page; /* site path of the page that the feed belongs to */
    bool whole; /* entries have their full text: only in the site's own feed,
                   or every text would be made once for each feed it is in */
};

static void of_subject(struct render *r, struct feed *f, enum page_kind kind,
                       const void *subject, const struct text *name)
{
    struct str n = render_text(r, name);
    struct str site = render_text(r, &r->site->config.title);
    const struct page *page = plan_find(
        r->plan, kind, subject, r->site->config.language[r->lang].id);
    f->title =
        RENDER_FILL(r, "feed_title_of", {"name", n}, {"site", site});
    f->subtitle = RENDER_FILL(r, "feed_subtitle_of", {"name", n});
    if (page != NULL)
        f->page = page->url;
}

static void feed_of(struct render *r, struct feed *f)
{
    const struct site *s = r->site;
    const struct district *d = r->page->subject;
    const struct topic *t = r->page->subject;
    struct str site = render_text(r, &s->config.title);
    struct listing l = listing_all(s);
    *f = (struct feed){.n = 0};
    f->page = arena_printf(&r->scratch, "/" STR_FMT "/",
                           STR_ARG(s->config.language[r->lang].id));
    switch (r->page->kind) {
    case PAGE_FEED_DISTRICT:
    case PAGE_FEED_JSON_DISTRICT:
        l = listing_district(r->site, &r->scratch, d);
        of_subject(r, f, PAGE_DISTRICT, d, &d->name);
        break;
    case PAGE_FEED_TOPIC:
    case PAGE_FEED_JSON_TOPIC:
        l = listing_topic(r->site, &r->scratch, t);
        of_subject(r, f, PAGE_TOPIC, t, &t->name);
        break;
    default:
        f->whole = true;
        f->title = RENDER_FILL(r, "feed_title", {"site", site});
        f->subtitle = RENDER_FILL(r, "feed_subtitle", {"site", site});
        break;
    }
    read_slice(r, &l, 0, FEED_ENTRIES);
    f->n = listing_slice(&l, r->lang, 0, FEED_ENTRIES, f->entry);
}

/* ---- what both forms say of an article ---- */

static const struct page *article_page(struct render *r,
                                       const struct version *v)
{
    return plan_find(r->plan, PAGE_ARTICLE, v->entry,
                     r->site->config.language[v->lang].id);
}

static struct date changed(const struct version *v)
{
    return v->updated.precision != DATE_NONE &&
                   date_compare(v->updated, v->entry->date) > 0
               ? v->updated
               : v->entry->date;
}

static struct str rfc3339(struct render *r, struct date d)
{
    return date_rfc3339(&r->scratch, d, r->site->config.zone);
}

static struct str full_title(struct render *r, const struct version *v)
{
    if (v->subtitle.len == 0)
        return v->title;
    return RENDER_FILL(r, "feed_join", {"title", v->title},
                       {"subtitle", v->subtitle});
}

/* Feed readers show a text away from the site: addresses become absolute. Our
 * markup writes attributes as name="value", and no text holds a plain quote. */
static struct str absolute_links(struct render *r, struct str html,
                                 struct str page)
{
    static const struct str starts[] = {STR_INIT(" href=\""),
                                        STR_INIT(" src=\"")};
    const struct config *c = &r->site->config;
    struct str host = str_head(c->base_url, c->base_url.len - c->base_path.len);
    struct buf b = {0};
    for (size_t i = 0; i < html.len;) {
        struct str rest = str_from(html, i);
        size_t k = 0;
        while (k < 2 && !str_starts(rest, starts[k]))
            k++;
        if (k == 2) {
            buf_byte(&b, html.at[i++]);
            continue;
        }
        buf_str(&b, starts[k]);
        i += starts[k].len;
        if (i < html.len && html.at[i] == '/')
            buf_str(&b, host);
        else if (i < html.len && html.at[i] == '#')
            buf_str(&b, page);
    }
    struct str all = arena_copy(&r->scratch, buf_view(&b));
    buf_release(&b);
    return all;
}

/* Stands in the language of the version, also on a fallback entry. */
static struct str content_of(struct render *r, const struct version *v,
                             struct str page)
{
    return absolute_links(r, text_body(r, v), page);
}

static struct str date_updated(struct render *r, const struct feed *f)
{
    struct date latest = {0};
    for (size_t i = 0; i < f->n; i++) {
        const struct version *v = entry_version(r->site, f->entry[i], r->lang);
        if (v != NULL && date_compare(changed(v), latest) > 0)
            latest = changed(v);
    }
    return latest.precision == DATE_NONE ? STR("1970-01-01T00:00:00Z")
                                         : rfc3339(r, latest);
}

/* ---- Atom ---- */

static void add_translations(struct render *r, struct dict *item,
                             const struct version *v)
{
    const struct config *c = &r->site->config;
    for (size_t i = 0; i < c->n_languages; i++) {
        const struct page *page =
            plan_find(r->plan, PAGE_ARTICLE, v->entry, c->language[i].id);
        if (page == NULL || (int)i == v->lang)
            continue;
        struct dict *d = dict_add(item, M_ENTRY_TRANSLATIONS);
        set(r, d, M_TRANSLATION_TAG, c->language[i].tag);
        set(r, d, M_TRANSLATION_PAGE, render_absolute(r, page->url));
    }
}

static void category(struct render *r, struct dict *item, struct str id,
                     struct str name, const char *list)
{
    struct dict *d = dict_add(item, M_ENTRY_CATEGORIES);
    set(r, d, M_CATEGORY_TERM, id);
    set(r, d, M_CATEGORY_LABEL, name);
    set(r, d, M_CATEGORY_SCHEME,
        render_absolute(
            r, arena_printf(&r->scratch, "/" STR_FMT "/%s/",
                            STR_ARG(r->site->config.language[r->lang].id),
                            list)));
}

static void add_categories(struct render *r, struct dict *item,
                           const struct entry *e)
{
    for (size_t i = 0; i < e->n_topics; i++)
        category(r, item, e->topic[i]->id, render_text(r, &e->topic[i]->name),
                 "topics");
    for (size_t i = 0; i < e->n_districts; i++)
        category(r, item, e->district[i]->code,
                 render_text(r, &e->district[i]->name), "districts");
    if (e->genre != NULL)
        category(r, item, e->genre->id, render_text(r, &e->genre->name),
                 "genres");
}

/* The few media types that attachments have; others are plain bytes. */
static struct str media_type(struct str path)
{
    static const struct {
        struct str ending, type;
    } types[] = {
        {STR_INIT(".pdf"), STR_INIT("application/pdf")},
        {STR_INIT(".csv"), STR_INIT("text/csv")},
        {STR_INIT(".txt"), STR_INIT("text/plain")},
        {STR_INIT(".zip"), STR_INIT("application/zip")},
        {STR_INIT(".png"), STR_INIT("image/png")},
        {STR_INIT(".jpg"), STR_INIT("image/jpeg")},
        {STR_INIT(".docx"),
         STR_INIT("application/"
                  "vnd.openxmlformats-officedocument.wordprocessingml."
                  "document")},
        {STR_INIT(".xlsx"),
         STR_INIT("application/"
                  "vnd.openxmlformats-officedocument.spreadsheetml.sheet")},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_ends(path, types[i].ending))
            return types[i].type;
    return STR("application/octet-stream");
}

static void add_enclosures(struct render *r, struct dict *item,
                           const struct entry *e)
{
    for (size_t i = 0; i < e->n_attachments; i++) {
        const struct attachment *a = &e->attachment[i];
        if (a->media == NULL)
            continue;
        struct dict *d = dict_add(item, M_ENTRY_ENCLOSURES);
        struct str title = render_text(r, &a->title);
        set(r, d, M_ENCLOSURE_TYPE, media_type(a->file));
        set(r, d, M_ENCLOSURE_LENGTH, render_number(r, a->media->size));
        set(r, d, M_ENCLOSURE_TITLE, title.len > 0 ? title : a->file);
        set(r, d, M_ENCLOSURE_FILE,
            render_absolute(r, a->media->url));
    }
}

static void add_entry(struct render *r, const struct version *v, bool whole)
{
    const struct entry *e = v->entry;
    const struct page *page = article_page(r, v);
    if (page == NULL)
        return;
    struct str url = render_absolute(r, page->url);
    struct dict *d = dict_add(r->dict, M_ENTRIES);
    if ((size_t)v->lang != r->lang)
        set(r, d, M_ENTRY_TAG, r->site->config.language[v->lang].tag);
    set(r, d, M_ENTRY_ID, url);
    set(r, d, M_ENTRY_PAGE, url);
    set(r, d, M_ENTRY_TITLE, full_title(r, v));
    set(r, d, M_ENTRY_PUBLISHED, rfc3339(r, e->date));
    set(r, d, M_ENTRY_UPDATED, rfc3339(r, changed(v)));
    set(r, d, M_ENTRY_SUMMARY, text_plain(r, &v->summary));
    if (whole)
        set(r, d, M_ENTRY_CONTENT, content_of(r, v, url));
    for (size_t i = 0; i < e->n_byline; i++)
        set(r, dict_add(d, M_ENTRY_AUTHORS), M_AUTHOR_NAME,
            render_text(r, &e->byline[i].name));
    add_translations(r, d, v);
    add_enclosures(r, d, e);
    add_categories(r, d, e);
}

static struct str publisher(struct render *r)
{
    struct str name = render_text(r, &r->site->config.publisher);
    return name.len > 0 ? name : render_text(r, &r->site->config.title);
}

void view_feed(struct render *r)
{
    struct feed f;
    struct dict *d = r->dict;
    struct str self = render_absolute(r, r->page->url);
    feed_of(r, &f);
    set(r, d, M_FEED_TAG, r->site->config.language[r->lang].tag);
    set(r, d, M_FEED_ID, self);
    set(r, d, M_FEED_SELF, self);
    set(r, d, M_FEED_TITLE, f.title);
    set(r, d, M_FEED_SUBTITLE, f.subtitle);
    set(r, d, M_FEED_PAGE, render_absolute(r, f.page));
    set(r, d, M_FEED_AUTHOR, publisher(r));
    set(r, d, M_FEED_RIGHTS, render_text(r, &r->site->config.license));
    set(r, d, M_FEED_UPDATED, date_updated(r, &f));
    for (size_t i = 0; i < f.n; i++)
        add_entry(r, entry_version(r->site, f.entry[i], r->lang), f.whole);
}

/* ---- JSON Feed 1.1 ---- */

static void member(struct buf *b, const char *name, struct str value)
{
    buf_printf(b, "\"%s\":\"", name);
    escape_json(b, value);
    buf_text(b, "\"");
}

static void json_item(struct render *r, const struct feed *f,
                      const struct version *v, bool first)
{
    const struct entry *e = v->entry;
    const struct page *page = article_page(r, v);
    struct buf *b = &r->out;
    if (page == NULL)
        return;
    struct str url = render_absolute(r, page->url);
    buf_text(b, first ? "\n{" : ",\n{");
    member(b, "id", url);
    buf_byte(b, ',');
    member(b, "url", url);
    buf_byte(b, ',');
    member(b, "title", full_title(r, v));
    buf_byte(b, ',');
    member(b, "summary", text_plain(r, &v->summary));
    buf_byte(b, ',');
    if (f->whole)
        member(b, "content_html", content_of(r, v, url));
    else
        member(b, "content_text", text_plain(r, &v->summary));
    buf_byte(b, ',');
    member(b, "date_published", rfc3339(r, e->date));
    buf_byte(b, ',');
    member(b, "date_modified", rfc3339(r, changed(v)));
    buf_byte(b, ',');
    member(b, "language", r->site->config.language[v->lang].tag);
    buf_text(b, ",\"tags\":[");
    for (size_t i = 0; i < e->n_topics; i++) {
        buf_text(b, i > 0 ? ",\"" : "\"");
        escape_json(b, render_text(r, &e->topic[i]->name));
        buf_byte(b, '"');
    }
    buf_text(b, "]}");
}

void write_feed_json(struct render *r)
{
    struct feed f;
    struct buf *b = &r->out;
    feed_of(r, &f);
    buf_text(b, "{\"version\":\"https://jsonfeed.org/version/1.1\",\n");
    member(b, "title", f.title);
    buf_text(b, ",\n");
    member(b, "description", f.subtitle);
    buf_text(b, ",\n");
    member(b, "home_page_url", render_absolute(r, f.page));
    buf_text(b, ",\n");
    member(b, "feed_url", render_absolute(r, r->page->url));
    buf_text(b, ",\n");
    member(b, "language", r->site->config.language[r->lang].tag);
    buf_text(b, ",\n\"authors\":[{");
    member(b, "name", publisher(r));
    buf_text(b, "}],\n\"items\":[");
    for (size_t i = 0; i < f.n; i++)
        json_item(r, &f, entry_version(r->site, f.entry[i], r->lang), i == 0);
    buf_text(b, "\n]}\n");
}
