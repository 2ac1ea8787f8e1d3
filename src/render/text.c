/* SPDX-License-Identifier: MIT */
#include "render/text.h"

#include <stdlib.h>

#include "base/escape.h"
#include "model/body.h"
#include "model/statistics.h"
#include "render/figures.h"
#include "render/reads.h"

const struct body *text_open(struct render *r, const struct version *v)
{
    struct diag none = {0};
    if (r->opened == v)
        return r->body;
    struct body *body = arena_new(&r->scratch, struct body);
    if (!body_read(&r->scratch, r->site, r->plan, v, body,
                   r->diag != NULL ? r->diag : &none)) {
        *body = (struct body){0};
        r->failed = true;
    }
    diag_release(&none);
    r->opened = v;
    r->body = body;
    return body;
}

struct rendering {
    struct render *r;
    const struct markdown_scan *scan;
    const struct link *link;
    const struct version *version; /* for heading ids; may be NULL */
};

/* Markup under construction that ends on the page's arena. */
static struct str finish(struct render *r, struct buf *b)
{
    struct str s = arena_copy(&r->scratch, buf_view(b));
    buf_release(b);
    return s;
}

static void attribute(struct buf *b, const char *name, struct str value)
{
    buf_printf(b, " %s=\"", name);
    escape_html(b, value);
    buf_byte(b, '"');
}

static void url_attribute(struct buf *b, const char *name, struct str url)
{
    buf_printf(b, " %s=\"", name);
    escape_url(b, url);
    buf_byte(b, '"');
}

/* ---- links ---- */

/* The meaning of a term at its first place, in the language of the text. */
static struct str gloss_of(const struct rendering *t, const struct link *link)
{
    if (link->term == NULL || !link->first || t->version == NULL)
        return (struct str){0};
    return link->term->definition.in[t->version->lang];
}

static struct markdown_answer answer_page(const struct rendering *t,
                                          const struct reference *ref,
                                          const struct link *link)
{
    struct render *r = t->r;
    struct buf b = {0};
    const struct config *c = &r->site->config;
    struct str gloss = gloss_of(t, link);
    buf_text(&b, gloss.len > 0 ? "<dfn><a" : "<a");
    url_attribute(&b, "href", render_href(r, link->href));
    if (link->lang >= 0)
        attribute(&b, "hreflang", c->language[link->lang].tag);
    if (link->term != NULL)
        buf_text(&b, " class=\"term\"");
    if (ref->title.len > 0 || gloss.len > 0)
        attribute(&b, "title", ref->title.len > 0 ? ref->title : gloss);
    buf_byte(&b, '>');
    return (struct markdown_answer){
        .before = finish(r, &b),
        .after = gloss.len > 0 ? STR("</a></dfn>") : STR("</a>")};
}

static struct markdown_answer answer_external(struct render *r,
                                              const struct reference *ref,
                                              const struct link *link)
{
    struct buf b = {0};
    buf_text(&b, "<a");
    url_attribute(&b, "href", link->href);
    if (str_starts(link->href, STR("http")))
        buf_text(&b, " rel=\"noopener external\"");
    if (ref->title.len > 0)
        attribute(&b, "title", ref->title);
    buf_byte(&b, '>');
    return (struct markdown_answer){.before = finish(r, &b),
                                    .after = STR("</a>")};
}

static struct str plain_of(struct render *r, const struct cell *c)
{
    const struct figure f = cell_figure(c);
    return figure_plain(&r->scratch, &f);
}

/* A cell's words: marked as data with the plain value, linked to the cell. */
static void open_figure(struct render *r, struct buf *b, const struct cell *c,
                        bool data)
{
    if (data) {
        buf_text(b, "<data");
        attribute(b, "value", plain_of(r, c));
        buf_byte(b, '>');
    }
    buf_text(b, "<a class=\"stat\"");
    url_attribute(b, "href", cell_href(r, c));
    buf_byte(b, '>');
}

struct str text_figure_link(struct render *r, const struct cell *c,
                            struct str words)
{
    struct buf b = {0};
    open_figure(r, &b, c, c->has_value);
    escape_html(&b, words);
    buf_text(&b, c->has_value ? "</a></data>" : "</a>");
    return finish(r, &b);
}

static struct markdown_answer answer_stat(struct render *r,
                                          const struct link *link)
{
    bool data = link->checked && link->cell->has_value;
    if (link->shown.len > 0)
        return (struct markdown_answer){
            .instead = text_figure_link(r, link->cell, link->shown)};
    struct buf b = {0};
    open_figure(r, &b, link->cell, data);
    return (struct markdown_answer){
        .before = finish(r, &b),
        .after = data ? STR("</a></data>") : STR("</a>")};
}

/* ---- blocks ---- */

/* Captions are the image's alternative text: plain words. */
static struct str caption_of(struct render *r, const struct reference *ref)
{
    struct buf b = {0};
    escape_html(&b, ref->text);
    return finish(r, &b);
}

static void csv_row(struct render *r, struct buf *b,
                    const struct inline_text *cell, size_t n, bool head)
{
    buf_text(b, "<tr>");
    for (size_t k = 0; k < n; k++) {
        buf_text(b, head     ? "<th scope=\"col\">"
                    : k == 0 ? "<th scope=\"row\">"
                             : "<td class=\"t\">");
        buf_str(b, text_inline(r, &cell[k]));
        buf_text(b, head || k == 0 ? "</th>" : "</td>");
    }
    buf_text(b, "</tr>\n");
}

static struct str csv_html(struct render *r, const struct csv_block *t,
                           struct str caption)
{
    struct buf b = {0};
    unsigned id = ++r->serial;
    buf_printf(&b, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                   "aria-labelledby=\"csv-%u\">\n<table>\n<caption "
                   "id=\"csv-%u\">",
               id, id);
    buf_str(&b, caption);
    buf_text(&b, "</caption>\n<thead>\n");
    csv_row(r, &b, t->head, t->table.n_columns, true);
    buf_text(&b, "</thead>\n<tbody>\n");
    for (size_t i = 0; i < t->table.n_rows; i++)
        csv_row(r, &b, &t->cell[i * t->table.n_columns], t->table.n_columns,
                false);
    buf_text(&b, "</tbody>\n</table>\n</div>\n");
    return finish(r, &b);
}

static void image_tag(struct render *r, struct buf *b, const struct media *m,
                      struct str alt)
{
    buf_text(b, "<img");
    url_attribute(b, "src", render_href(r, m->url));
    attribute(b, "alt", alt);
    if (m->width > 0)
        buf_printf(b, " width=\"%u\" height=\"%u\"", m->width, m->height);
    buf_text(b, " loading=\"lazy\" decoding=\"async\">");
}

static struct markdown_answer answer_image(struct render *r,
                                           const struct reference *ref,
                                           const struct link *link)
{
    struct buf b = {0};
    bool block = ref->node == REFERENCE_BLOCK_IMAGE;
    if (block)
        buf_text(&b, "<figure>");
    image_tag(r, &b, link->media, ref->text);
    if (block && ref->title.len > 0) {
        buf_text(&b, "<figcaption>");
        escape_html(&b, ref->title);
        buf_text(&b, "</figcaption>");
    }
    if (block)
        buf_text(&b, "</figure>\n");
    return (struct markdown_answer){.instead = finish(r, &b)};
}

static struct markdown_answer answer(void *ctx, size_t i)
{
    struct rendering *t = ctx;
    struct render *r = t->r;
    const struct reference *ref = &t->scan->references.at[i];
    const struct link *link = &t->link[i];
    switch (link->kind) {
    case LINK_PAGE: return answer_page(t, ref, link);
    case LINK_EXTERNAL: return answer_external(r, ref, link);
    case LINK_STAT: return answer_stat(r, link);
    case LINK_IMAGE: return answer_image(r, ref, link);
    case LINK_CHART:
        return (struct markdown_answer){
            .instead = chart_html(r, link->selection, caption_of(r, ref))};
    case LINK_TABLE:
        return (struct markdown_answer){
            .instead = table_html(r, link->selection, caption_of(r, ref))};
    case LINK_CSV:
        return (struct markdown_answer){
            .instead = csv_html(r, link->csv, caption_of(r, ref))};
    case LINK_BROKEN: break;
    }
    return (struct markdown_answer){0};
}

static struct str heading_id(void *ctx, size_t i)
{
    const struct rendering *t = ctx;
    return t->version != NULL && i < t->version->n_headings
               ? t->version->heading_id[i]
               : (struct str){0};
}

static int shift_of(const struct markdown_scan *scan)
{
    int first = 6;
    for (size_t i = 0; i < scan->headings.len; i++)
        if (scan->headings.at[i].level < first)
            first = scan->headings.at[i].level;
    return scan->headings.len > 0 ? 2 - first : 0;
}

struct str text_body(struct render *r, const struct version *v)
{
    const struct body *body = text_open(r, v);
    const struct markdown_options options = {
        .raw_html = r->site->config.raw_html, .tree = body->scan.tree};
    struct rendering t = {
        .r = r, .scan = &body->scan, .link = body->link, .version = v};
    const struct markdown_hooks hooks = {
        .ctx = &t,
        .reference = answer,
        .heading_id = heading_id,
        .heading_shift = shift_of(&body->scan)};
    struct buf b = {0};
    read_text(r, v->entry->kind, v->entry->slug);
    markdown_html(&r->scratch, body->text, &options, &hooks, &b);
    return finish(r, &b);
}

struct str text_inline(struct render *r, const struct inline_text *text)
{
    const struct markdown_options options = {.inline_only = true};
    if (text == NULL || text->source.len == 0)
        return (struct str){0};
    struct rendering t = {.r = r, .scan = &text->scan, .link = text->link};
    const struct markdown_hooks hooks = {
        .ctx = &t, .reference = answer, .heading_id = heading_id};
    struct buf b = {0};
    markdown_html(&r->scratch, text->source, &options, &hooks, &b);
    return finish(r, &b);
}

/* Tags off, entities back: the markup is our own, so `<` only opens tags. */
static struct str without_markup(struct render *r, struct str html)
{
    static const struct {
        struct str entity;
        char byte;
    } entities[] = {{STR_INIT("&amp;"), '&'},
                    {STR_INIT("&lt;"), '<'},
                    {STR_INIT("&gt;"), '>'},
                    {STR_INIT("&quot;"), '"'},
                    {STR_INIT("&#39;"), '\''}};
    char *at = arena_alloc(&r->scratch, html.len + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < html.len; i++) {
        if (html.at[i] == '<') {
            size_t end = str_find_byte(str_from(html, i), '>');
            i = end == SIZE_MAX ? html.len : i + end;
            continue;
        }
        size_t n_entities = sizeof entities / sizeof *entities;
        size_t k = html.at[i] == '&' ? 0 : n_entities;
        while (k < n_entities &&
               !str_starts(str_from(html, i), entities[k].entity))
            k++;
        at[n++] = k < n_entities ? entities[k].byte
                  : html.at[i] == '\n' ? ' '
                                       : html.at[i];
        if (k < n_entities)
            i += entities[k].entity.len - 1;
    }
    return (struct str){at, n};
}

struct str text_of_markup(struct render *r, struct str html)
{
    return str_trim(without_markup(r, html));
}

bool text_is_scanned(const struct inline_text *t)
{
    for (size_t i = 0; i < t->scan.references.len; i++) {
        enum link_kind kind = t->link[i].kind;
        if (t->link[i].shown.len > 0 ||
            (kind != LINK_PAGE && kind != LINK_EXTERNAL && kind != LINK_STAT))
            return false;
    }
    return true;
}

struct str text_plain(struct render *r, const struct inline_text *t)
{
    return text_is_scanned(t) ? t->scan.plain
                              : text_of_markup(r, text_inline(r, t));
}

void text_image(struct render *r, struct dict *d, enum marker list,
                const struct figure_image *image)
{
    if (image == NULL || image->media == NULL)
        return;
    const struct media *m = image->media;
    struct dict *item = dict_add(d, list);
    set(r, item, M_IMAGE_URL, render_href(r, m->url));
    dict_set(item, M_IMAGE_ALT, render_text(r, &image->alt));
    if (m->width > 0) {
        set(r, item, M_IMAGE_WIDTH, render_number(r, m->width));
        set(r, item, M_IMAGE_HEIGHT, render_number(r, m->height));
    }
    const struct inline_text *caption = image->caption[r->lang];
    for (size_t i = 0; caption == NULL && i < LANG_MAX; i++)
        caption = image->caption[i];
    set_markup(item, M_IMAGE_CAPTION, text_inline(r, caption));
    struct str credit = render_text(r, &image->credit);
    if (credit.len > 0)
        set(r, item, M_IMAGE_CREDIT,
            RENDER_FILL(r, "image_credit", {"name", credit}));
}
