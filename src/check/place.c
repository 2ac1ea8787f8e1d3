/* SPDX-License-Identifier: MIT */
/* Where what is wrong in a page was written: a text, a record, a layout. */
#include "base/unicode.h"
#include "check/facts.h"
#include "model/body.h"
#include "model/link.h"
#include "model/statistics.h"

enum { SEARCHES_MAX = 200 };

/* ---- texts ---- */

/* What is looked for: as in struct fault. */
struct search {
    struct check *c;
    struct str literal, target;
    struct str path, fragment; /* of the target */
};

/* A figure lies on the page of its district. */
static bool is_figure(const struct cell *cell, size_t lang,
                      const struct search *x)
{
    struct str id = cell->indicator->id;
    int other;
    return str_starts(x->fragment, id) &&
           str_eq(link_to(x->c->s, x->c->p, PAGE_DISTRICT, cell->district,
                          lang, &other),
                  x->path) &&
           str_eq(cell_anchor(&x->c->arena, x->c->s, cell), x->fragment);
}

/* An address of our own may be written whole, too. */
static bool means(struct str href, const struct search *x)
{
    struct str open = STR("href=\"");
    return str_eq(href, x->target) ||
           (str_starts(x->literal, open) &&
            x->literal.len == open.len + href.len + 1 &&
            str_starts(str_from(x->literal, open.len), href));
}

static struct loc in_links(const struct link *link,
                           const struct markdown_scan *scan, size_t lang,
                           const struct search *x)
{
    for (size_t i = 0; link != NULL && i < scan->references.len; i++)
        if (link[i].kind == LINK_STAT ? is_figure(link[i].cell, lang, x)
                                      : means(link[i].href, x))
            return scan->references.at[i].loc;
    return (struct loc){0};
}

static struct loc in_inline(const struct inline_text *t, size_t lang,
                            const struct search *x)
{
    return t != NULL ? in_links(t->link, &t->scan, lang, x)
                     : (struct loc){0};
}

static struct loc in_cells(const struct version *v, const struct body *b,
                           const struct search *x)
{
    struct loc loc = {0};
    for (size_t i = 0; b->link != NULL && i < b->scan.references.len; i++) {
        const struct csv_block *t = b->link[i].csv;
        size_t n = t == NULL ? 0 : t->table.n_rows * t->table.n_columns;
        for (size_t k = 0; k < n && loc.path.len == 0; k++)
            loc = in_inline(&t->cell[k], (size_t)v->lang, x);
    }
    return loc;
}

/* Raw HTML stands in a text as it stands in the page. Each search goes through
 * the text; after SEARCHES_MAX in one page its file alone must do. */
static struct loc in_body(struct check *c, const struct version *v,
                          struct str literal)
{
    struct str text = c->body.text;
    if (++c->n_searches > SEARCHES_MAX)
        return (struct loc){v->path, 0, 0};
    size_t at = literal.len == 0 ? SIZE_MAX : str_find(text, literal);
    if (at == SIZE_MAX)
        return (struct loc){0};
    struct loc loc = {v->path, c->body.text_line, 1};
    for (size_t i = 0; i < at; utf8_next(text, &i), loc.col++)
        if (text.at[i] == '\n') {
            loc.line++;
            loc.col = 0;
        }
    return loc;
}

static struct loc in_headings(const struct version *v, const struct body *b,
                              struct str id)
{
    for (size_t i = 0; i < b->scan.headings.len && i < v->n_headings; i++)
        if (str_eq(v->heading_id[i], id))
            return b->scan.headings.at[i].loc;
    return (struct loc){0};
}

static bool is_media(const struct media *m, struct str target)
{
    return m != NULL && str_starts(target, STR("/")) &&
           str_eq(m->url_path, str_from(target, 1));
}

static struct loc in_front(const struct version *v, const struct search *x)
{
    const struct entry *e = v->entry;
    size_t lang = (size_t)v->lang;
    struct loc loc = in_inline(&v->summary, lang, x);
    for (size_t i = 0; i < v->n_corrections && loc.path.len == 0; i++)
        loc = in_inline(&v->correction[i].text, lang, x);
    for (size_t i = 0; i < e->n_key_figures && loc.path.len == 0; i++)
        if (e->n_key_figures == e->key_figure_refs.len &&
            is_figure(e->key_figure[i], lang, x))
            loc = e->key_figure_loc[i];
    if (loc.path.len > 0)
        return loc;
    if (e->image != NULL && is_media(e->image->media, x->target))
        return e->image->loc;
    if (e->image != NULL)
        loc = in_inline(e->image->caption[v->lang], lang, x);
    for (size_t i = 0; i < e->n_attachments && loc.path.len == 0; i++)
        if (is_media(e->attachment[i].media, x->target))
            loc = e->attachment[i].loc;
    return loc;
}

static const struct version *version_of(const struct page *page)
{
    const struct entry *e = NULL;
    if (page->kind == PAGE_ARTICLE || page->kind == PAGE_PAGE)
        e = page->subject;
    else if (page->kind == PAGE_DISTRICT)
        e = ((const struct district *)page->subject)->intro;
    return e == NULL || page->lang < 0 ? NULL : e->in[page->lang];
}

/* A body that cannot be read any more has no places. */
static void open_body(struct check *c, const struct version *v)
{
    struct diag none = {0};
    if (c->searched == v)
        return;
    arena_reset(&c->text);
    (void)!body_read(&c->text, c->s, c->p, v, &c->body, &none);
    c->searched = v;
    c->n_searches = 0;
    diag_release(&none);
}

static struct loc in_text(struct check *c, const struct page *page,
                          const struct search *x)
{
    const struct version *v = version_of(page);
    struct loc loc = {0};
    if (v == NULL)
        return loc;
    open_body(c, v);
    if (str_starts(x->target, STR("#")))
        loc = in_headings(v, &c->body, str_from(x->target, 1));
    else if (x->target.len > 0) {
        loc = in_links(c->body.link, &c->body.scan, (size_t)v->lang, x);
        if (loc.path.len == 0)
            loc = in_cells(v, &c->body, x);
        if (loc.path.len == 0)
            loc = in_front(v, x);
    }
    if (loc.path.len == 0 && c->s->config.raw_html)
        loc = in_body(c, v, x->literal);
    return loc;
}

/* ---- records and layouts: the same for every page ---- */

static struct loc in_records(const struct site *s, struct str url)
{
    const struct config *c = &s->config;
    for (size_t i = 0; i < s->n_sources; i++)
        if (str_eq(s->source[i]->url, url))
            return s->source[i]->loc;
    for (size_t i = 0; i < s->n_papers; i++)
        if (str_eq(s->paper[i]->url, url))
            return s->paper[i]->loc;
    bool own = str_eq(c->license_url, url) || str_eq(c->publisher_url, url);
    for (size_t i = 0; i < c->n_footer; i++)
        own = own || str_eq(c->footer[i].url, url);
    return own ? c->loc : (struct loc){0};
}

static struct loc in_layout(const struct layout_file *f, struct str literal)
{
    size_t at = str_find(f->text, literal);
    if (at == SIZE_MAX)
        return (struct loc){0};
    struct loc loc = {f->shown, 1, 1};
    for (size_t i = 0; i < at; utf8_next(f->text, &i), loc.col++)
        if (f->text.at[i] == '\n') {
            loc.line++;
            loc.col = 0;
        }
    return loc;
}

static struct loc in_own_layout(const struct site *s, const struct page *page,
                                struct str literal)
{
    const char *layout = page_layout(page->kind);
    for (size_t i = 0; layout != NULL && i < s->n_layouts; i++)
        if (str_is(s->layout[i].path, layout))
            return in_layout(&s->layout[i], literal);
    return page->kind == PAGE_ASSET ? in_layout(page->subject, literal)
                                    : (struct loc){0};
}

static struct loc in_partials(const struct site *s, struct str literal)
{
    struct loc loc = {0};
    for (size_t i = 0; i < s->n_layouts && loc.path.len == 0; i++)
        if (str_starts(s->layout[i].path, STR("partials/")))
            loc = in_layout(&s->layout[i], literal);
    return loc;
}

/* An id that a layout and a partial have is one mistake of the partial. */
static struct loc find_common(const struct site *s, const struct page *page,
                              struct str literal, struct str target)
{
    struct loc loc = {0};
    if (target.len > 0)
        loc = in_records(s, target);
    if (literal.len == 0)
        return loc;
    if (loc.path.len == 0 && str_starts(literal, STR("id=")))
        loc = in_partials(s, literal);
    if (loc.path.len == 0)
        loc = in_own_layout(s, page, literal);
    return loc.path.len > 0 ? loc : in_partials(s, literal);
}

/* Looked for once in a layout, however many pages have it. */
static struct loc in_common(struct check *c, const struct page *page,
                            struct str literal, struct str target)
{
    if (literal.len == 0 && target.len == 0)
        return (struct loc){0};
    struct str key = arena_printf(&c->arena, "%d " STR_FMT "\n" STR_FMT,
                                  (int)page->kind, STR_ARG(literal),
                                  STR_ARG(target));
    struct loc *known = map_get(&c->places, key);
    if (known == NULL) {
        known = arena_new(&c->arena, struct loc);
        *known = find_common(c->s, page, literal, target);
        map_put(&c->places, &c->arena, key, known);
    }
    return *known;
}

static struct loc layout_of(const struct site *s, const struct page *page)
{
    const char *layout = page_layout(page->kind);
    for (size_t i = 0; layout != NULL && i < s->n_layouts; i++)
        if (str_is(s->layout[i].path, layout))
            return (struct loc){s->layout[i].shown, 0, 0};
    return page_origin(page);
}

struct loc place_find(struct check *c, uint32_t index, struct str literal,
                      struct str target)
{
    const struct page *page = &c->p->page[index];
    struct search x = {.c = c, .literal = literal, .target = target};
    str_cut(target, '#', &x.path, &x.fragment);
    struct loc loc = in_text(c, page, &x);
    if (loc.path.len == 0)
        loc = in_common(c, page, literal, target);
    return loc.path.len > 0 ? loc : layout_of(c->s, page);
}
