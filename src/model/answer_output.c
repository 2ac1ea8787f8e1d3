/* SPDX-License-Identifier: MIT */
#include "model/answer_output.h"

#include "model/answer_text.h"

static void put_row(struct buf *b, const struct page *p)
{
    digest_str(b, p->url);
    digest_number(b, (uint64_t)p->kind << 32 | (uint64_t)p->indexed);
    digest_number(b, (uint64_t)p->number << 32 | p->of);
    digest_number(b, (uint64_t)(int64_t)p->lang);
    if (p->kind == PAGE_REDIRECT)
        digest_str(b, ((const struct redirect *)p->subject)->to);
}

static const struct layout_file *file_named(const struct layout_file *at,
                                            size_t n, struct str path)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(at[i].path, path))
            return &at[i];
    return NULL;
}

struct closure {
    const struct site *s;
    struct buf *b;
    struct arena arena;
    bool *seen; /* by index of site.layout */
};

/* The file of {{>NAME}} in a layout with this ending. */
static struct str partial_path(struct closure *c, struct str name,
                               struct str ending)
{
    char *at = arena_array(&c->arena, name.len + 1, char);
    for (size_t i = 0; i < name.len; i++) {
        char ch = name.at[i];
        at[i] = ch == '_'                ? '-'
                : ch >= 'A' && ch <= 'Z' ? (char)(ch - 'A' + 'a')
                                         : ch;
    }
    return arena_printf(&c->arena, "partials/%s" STR_FMT, at, STR_ARG(ending));
}

static void close_over(struct closure *c, struct str path)
{
    const struct layout_file *f =
        file_named(c->s->layout, c->s->n_layouts, path);
    if (f == NULL || c->seen[f - c->s->layout])
        return;
    c->seen[f - c->s->layout] = true;
    digest_str(c->b, f->path);
    digest_str(c->b, f->text);
    size_t dot = path.len;
    while (dot > 0 && path.at[dot - 1] != '.')
        dot--;
    struct str rest = f->text, ending = str_from(path, dot > 0 ? dot - 1 : 0);
    for (;;) {
        size_t at = str_find(rest, STR("{{>"));
        if (at == SIZE_MAX)
            return;
        rest = str_from(rest, at + strlen("{{>"));
        size_t len = 0;
        while (len < rest.len && rest.at[len] != '}' && rest.at[len] != ':')
            len++;
        close_over(c, partial_path(c, str_trim(str_head(rest, len)), ending));
    }
}

void answer_layout(struct buf *b, const struct site *s, struct str name)
{
    struct closure c = {.s = s, .b = b};
    c.seen = arena_array(&c.arena, s->n_layouts + 1, bool);
    close_over(&c, name);
    arena_release(&c.arena);
}

bool layout_includes(const struct site *s, struct str name, struct str path)
{
    struct buf b = {0};
    struct closure c = {.s = s, .b = &b};
    c.seen = arena_array(&c.arena, s->n_layouts + 1, bool);
    close_over(&c, name);
    const struct layout_file *f = file_named(s->layout, s->n_layouts, path);
    bool found = f != NULL && c.seen[f - s->layout];
    buf_release(&b);
    arena_release(&c.arena);
    return found;
}

void answer_words(struct buf *b, const struct site *s, struct str id)
{
    int lang = site_lang(s, id);
    if (lang < 0)
        return;
    for (const struct word *w = s->words[lang].first; w != NULL; w = w->next) {
        digest_str(b, w->key);
        digest_str(b, w->text);
    }
}

void answer_file(struct buf *b, const struct site *s, struct str path)
{
    const struct layout_file *f = file_named(s->asset, s->n_assets, path);
    const struct media *m = map_get(&s->by_media, path);
    if (f != NULL)
        digest_str(b, f->text);
    if (m != NULL)
        digest_str(b, m->sha256);
}

uint64_t answer_row(const struct page *page)
{
    struct buf b = {0};
    put_row(&b, page);
    uint64_t row = hash_key(buf_view(&b));
    buf_release(&b);
    return row;
}

void answer_output(struct buf *b, const struct answers *q,
                   const struct query *query)
{
    const struct plan *p = q->plan;
    const struct page *page =
        query->kind == QUERY_PAGE
            ? query->m < N_PAGE_KINDS
                  ? plan_named(p, (enum page_kind)query->m, query->a, query->b)
                  : NULL
        : query->kind == QUERY_SIZE ? plan_by_path(p, query->a)
                                    : plan_by_url(p, query->a);
    switch (query->kind) {
    case QUERY_PAGE:
    case QUERY_URL:
        if (page != NULL) {
            digest_str(b, page->url);
            digest_number(b, (uint64_t)page->kind << 1 | page->indexed);
        }
        break;
    case QUERY_SIZE:
        if (page != NULL && q->sizes != NULL)
            digest_number(b, q->sizes[page - p->page]);
        break;
    default:
        for (size_t i = 0; i < p->len; i++) {
            put_row(b, &p->page[i]);
            digest_fold(b);
        }
        for (size_t i = 0; i < p->n_redirects; i++) {
            digest_str(b, p->redirect[i].from);
            digest_str(b, p->redirect[i].to);
        }
        break;
    }
}
