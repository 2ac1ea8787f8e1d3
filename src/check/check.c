/* SPDX-License-Identifier: MIT */
#include "check/check.h"

#include <stdlib.h>

#include "check/facts.h"
#include "input/json_read.h"

enum { HINTS_MAX = 50 }; /* each looks through the whole plan */

struct check *check_new(const struct site *s, const struct plan *p,
                        const struct check_options *options)
{
    struct arena arena = {0};
    struct check *c = arena_new(&arena, struct check);
    *c = (struct check){.s = s, .p = p, .options = *options};
    c->page = arena_array(&arena, p->len + 1, struct page_facts);
    c->worker = arena_array(&arena, options->threads, struct worker);
    for (size_t i = 0; i < options->threads; i++)
        c->worker[i].linked = arena_array(&arena, p->len + 1, bool);
    c->arena = arena;
    markup_start();
    json_start();
    return c;
}

void check_free(struct check *c)
{
    if (c == NULL)
        return;
    for (size_t i = 0; i < c->options.threads; i++) {
        struct worker *w = &c->worker[i];
        map_release(&w->texts);
        map_release(&w->wants);
        arena_release(&w->arena);
        arena_release(&w->scratch);
        buf_release(&w->title);
        buf_release(&w->caption);
        buf_release(&w->json);
    }
    map_release(&c->places);
    arena_release(&c->text);
    markup_end();
    struct arena arena = c->arena;
    arena_release(&arena);
}

/* ---- one page ---- */

static bool is_layout(enum page_kind kind, struct str ending)
{
    const char *layout = page_layout(kind);
    return layout != NULL && str_ends(str_of(layout), ending);
}

static bool is_feed_json(enum page_kind kind)
{
    return kind == PAGE_FEED_JSON || kind == PAGE_FEED_JSON_DISTRICT ||
           kind == PAGE_FEED_JSON_TOPIC;
}

bool check_wants(enum page_kind kind)
{
    return page_layout(kind) != NULL || is_feed_json(kind) ||
           kind == PAGE_SITEMAP_TEXT || kind == PAGE_ROBOTS ||
           kind == PAGE_REDIRECTS || kind == PAGE_ASSET;
}

static void look(struct scan *x, struct str bytes)
{
    enum page_kind kind = x->page->kind;
    if (facts_is_html(kind))
        scan_html(x, bytes);
    else if (is_layout(kind, STR(".xml")))
        scan_xml(x, bytes);
    else if (is_feed_json(kind))
        scan_json(x, bytes, (struct str){0});
    else if (kind != PAGE_ASSET)
        scan_lines(x, bytes);
    else if (str_ends(page_path(x->page), STR(".css")))
        scan_css(x, bytes);
}

void check_page(struct check *c, size_t worker, size_t index, struct str bytes)
{
    struct worker *w = &c->worker[worker];
    arena_reset(&w->scratch);
    buf_reset(&w->title);
    buf_reset(&w->caption);
    buf_reset(&w->json);
    struct scan x = {.c = c,
                     .w = w,
                     .page = &c->p->page[index],
                     .index = (uint32_t)index,
                     .facts = &c->page[index],
                     .prose = {.title = &w->title,
                               .caption = &w->caption,
                               .json = &w->json}};
    look(&x, bytes);
}

/* ---- all pages ---- */

static int by_page(const void *a, const void *b)
{
    const struct fault *x = a, *y = b;
    if (x->page != y->page)
        return x->page < y->page ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static struct fault missing_id(struct check *c, const struct use *u)
{
    const struct want *w = u->want;
    return (struct fault){
        .page = u->page,
        .order = u->order,
        .code = DIAG_PAGE_ANCHOR,
        .text = speech_say(&c->arena, c->options.speech,
                             "'" STR_FMT "': " STR_FMT " has no id '" STR_FMT
                             "'",
                             STR_ARG(w->href), STR_ARG(c->p->page[w->page].url),
                             STR_ARG(w->fragment)),
        .literal = w->literal,
        .target = w->target};
}

/* Every fault of one page, in order: independent of the workers. */
static struct fault *gather(struct check *c, size_t *n)
{
    vec_of(struct fault) all = {0};
    for (size_t i = 0; i < c->options.threads; i++) {
        struct worker *w = &c->worker[i];
        for (size_t k = 0; k < w->faults.len; k++)
            *vec_push(&c->arena, &all) = w->faults.at[k];
        for (size_t k = 0; k < w->uses.len; k++)
            if (w->uses.at[k].want->missing)
                *vec_push(&c->arena, &all) = missing_id(c, &w->uses.at[k]);
    }
    *n = all.len;
    if (all.len > 0)
        qsort(all.at, all.len, sizeof *all.at, by_page);
    return all.at;
}

static struct str hint_of(struct check *c, const struct cause *cause,
                          unsigned *hints)
{
    if (cause->code != DIAG_PAGE_LINK || cause->target.len == 0 ||
        !str_starts(cause->target, STR("/")) || *hints == 0)
        return (struct str){0};
    --*hints;
    struct str path, near;
    str_cut(cause->target, '#', &path, &(struct str){0});
    near = plan_nearest(c->p, path);
    return near.len == 0 ? near
                         : speech_say(&c->arena, c->options.speech,
                                        "; did you mean '" STR_FMT STR_FMT "'?",
                                        STR_ARG(c->s->config.base_path),
                                        STR_ARG(near));
}

static void print_causes(struct check *c, const struct causes *k,
                         struct diag *d)
{
    unsigned hints = HINTS_MAX;
    for (size_t i = 0; i < k->list.len; i++) {
        const struct cause *cause = k->list.at[i];
        struct str hint = hint_of(c, cause, &hints);
        struct str url = cause->first->url;
        if (cause->n_pages == 1)
            diag_add(d, cause->loc, cause->code, STR_FMT STR_FMT " (" STR_FMT
                     ")",
                     STR_ARG(cause->text), STR_ARG(hint), STR_ARG(url));
        else
            diag_add(d, cause->loc, cause->code,
                     STR_FMT STR_FMT " (on %zu pages, first " STR_FMT ")",
                     STR_ARG(cause->text), STR_ARG(hint), cause->n_pages,
                     STR_ARG(url));
    }
}

void check_report(struct check *c, struct diag *d)
{
    size_t n;
    struct causes k = {.arena = &c->arena};
    join_wants(c);
    struct fault *faults = gather(c, &n);
    for (size_t i = 0; i < n; i++) {
        const struct fault *f = &faults[i];
        const struct page *page = &c->p->page[f->page];
        bool of_text = f->code == DIAG_PAGE_NESTING &&
                       page_origin(page).path.len > 0;
        causes_add(&k,
                   of_text ? page_origin(page)
                           : place_find(c, f->page, f->literal, f->target),
                   f->code, f->text, f->target, page);
    }
    join_pages(c, &k);
    print_causes(c, &k, d);
    map_release(&k.by_key);
}

/* ---- outside ---- */

static int by_use(const void *a, const void *b)
{
    const struct use *x = a, *y = b;
    if (x->page != y->page)
        return x->page < y->page ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static int by_url(const void *a, const void *b)
{
    const struct outside *x = a, *y = b;
    int order = str_compare(x->url, y->url);
    if (order != 0)
        return order;
    order = str_compare(x->loc.path, y->loc.path);
    if (order != 0)
        return order;
    return x->loc.line != y->loc.line ? (x->loc.line < y->loc.line ? -1 : 1)
           : x->loc.col != y->loc.col ? (x->loc.col < y->loc.col ? -1 : 1)
                                      : 0;
}

/* The uses of outside addresses by all workers, in the order of the pages. */
static struct use *gather_uses(struct check *c, size_t *n)
{
    vec_of(struct use) all = {0};
    for (size_t i = 0; i < c->options.threads; i++) {
        const struct worker *w = &c->worker[i];
        for (size_t k = 0; k < w->uses.len; k++)
            if (w->uses.at[k].want->outside)
                *vec_push(&c->arena, &all) = w->uses.at[k];
    }
    *n = all.len;
    if (all.len > 0)
        qsort(all.at, all.len, sizeof *all.at, by_use);
    return all.at;
}

struct outside *check_outside(struct check *c, size_t *n)
{
    size_t n_uses;
    struct causes k = {.arena = &c->arena};
    const struct use *uses = gather_uses(c, &n_uses);
    for (size_t i = 0; i < n_uses; i++) {
        const struct want *w = uses[i].want;
        causes_add(&k, place_find(c, uses[i].page, w->literal, w->target),
                   DIAG_LINK_EXTERNAL, w->target, w->target,
                   &c->p->page[uses[i].page]);
    }
    *n = k.list.len;
    struct outside *all = arena_array(&c->arena, *n + 1, struct outside);
    for (size_t i = 0; i < *n; i++) {
        const struct cause *cause = k.list.at[i];
        all[i] = (struct outside){cause->target, cause->loc, cause->first,
                                  cause->n_pages};
    }
    qsort(all, *n, sizeof *all, by_url);
    map_release(&k.by_key);
    return all;
}
