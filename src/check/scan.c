/* SPDX-License-Identifier: MIT */
/* What all kinds of files have in common: addresses and mistakes. */
#include "base/hash.h"
#include "check/facts.h"

uint64_t facts_hash(struct str text)
{
    uint64_t low = hash_of(text).low;
    return low != 0 ? low : 1;
}

bool facts_has(const struct page_facts *f, uint64_t id)
{
    size_t from = 0, to = f->n_ids;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (f->id[middle] == id)
            return true;
        if (f->id[middle] < id)
            from = middle + 1;
        else
            to = middle;
    }
    return false;
}

/* The text as it is kept. */
static struct str keep(struct worker *w, struct str text)
{
    if (text.len == 0)
        return (struct str){0};
    struct str *kept = map_get(&w->texts, text);
    if (kept == NULL) {
        kept = arena_new(&w->arena, struct str);
        *kept = arena_copy(&w->arena, text);
        map_put(&w->texts, &w->arena, *kept, kept);
    }
    return *kept;
}

void scan_fault(struct scan *x, enum diag_code code, struct str literal,
                struct str target, struct str text)
{
    struct worker *w = x->w;
    *vec_push(&w->arena, &w->faults) =
        (struct fault){.page = x->index,
                       .order = x->order++,
                       .code = code,
                       .text = keep(w, text),
                       .literal = keep(w, literal),
                       .target = keep(w, target)};
}

struct str scan_literal(struct scan *x, const char *attribute, struct str value)
{
    if (attribute == NULL)
        return value;
    return SCAN_TEXT(x, "%s=\"" STR_FMT "\"", attribute, STR_ARG(value));
}

static struct str target_of(struct scan *x, const struct address *a,
                            struct str href)
{
    if (a->kind == ADDRESS_OUTSIDE && str_starts(href, STR("//")))
        href = SCAN_TEXT(x, "https:" STR_FMT, STR_ARG(href));
    if (a->kind == ADDRESS_OUTSIDE)
        return str_head(href, str_find_byte(href, '#'));
    if (a->kind != ADDRESS_OURS)
        return href;
    struct str path = a->path.len > 0 ? a->path : x->page->url;
    return SCAN_TEXT(x, STR_FMT "%s" STR_FMT, STR_ARG(path),
                     a->fragment.len > 0 ? "#" : "", STR_ARG(a->fragment));
}

struct str scan_target(struct scan *x, struct str href)
{
    struct address a = address_parse(&x->w->scratch, &x->c->s->config,
                                     x->page->url, href);
    return target_of(x, &a, href);
}

/* ---- what can only be judged later ---- */

static void want(struct scan *x, const char *attribute, struct str href,
                 const struct address *a, const struct page *to)
{
    struct worker *w = x->w;
    struct want *wanted = map_get(&w->wants, href);
    if (wanted == NULL) {
        wanted = arena_new(&w->arena, struct want);
        wanted->href = arena_copy(&w->arena, href);
        wanted->literal = arena_copy(&w->arena,
                                     scan_literal(x, attribute, href));
        wanted->target = arena_copy(&w->arena, target_of(x, a, href));
        wanted->outside = to == NULL;
        if (to != NULL) {
            wanted->fragment = arena_copy(&w->arena, a->fragment);
            wanted->id = facts_hash(a->fragment);
            wanted->page = (uint32_t)(to - x->c->p->page);
        }
        map_put(&w->wants, &w->arena, wanted->href, wanted);
    }
    *vec_push(&w->arena, &w->uses) =
        (struct use){wanted, x->index, x->order++};
}

static void ask(struct scan *x, const char *attribute, struct str id)
{
    *vec_push(&x->w->scratch, &x->asks) =
        (struct named_id){.hash = facts_hash(id),
                          .id = arena_copy(&x->w->scratch, id),
                          .attribute = attribute,
                          .value = SCAN_TEXT(x, "#" STR_FMT, STR_ARG(id))};
}

/* #top is the top of a page; #:~:text= asks for a piece of text. */
static bool is_id(const struct address *a)
{
    return a->fragment.len > 0 && !str_is(a->fragment, "top") &&
           !str_starts(a->fragment, STR(":~:"));
}

static void follow_fragment(struct scan *x, const char *attribute,
                            struct str href, const struct address *a,
                            const struct page *to)
{
    if (!is_id(a) || !facts_is_html(to->kind) || to->kind == PAGE_REDIRECT)
        return;
    if (to == x->page)
        ask(x, attribute, a->fragment);
    else
        want(x, attribute, href, a, to);
}

/* ---- addresses ---- */

static void report_dead(struct scan *x, const char *attribute, struct str href,
                        const struct address *a)
{
    struct str text;
    if (href.len == 0)
        text = SCAN_SAY(x, "the attribute %s is empty; give it an address",
                         attribute);
    else if (a->kind == ADDRESS_BAD)
        text = SCAN_SAY(x, "'" STR_FMT "' has a character that no address "
                            "has; write it as %%XX",
                         STR_ARG(href));
    else if (a->kind == ADDRESS_ABOVE)
        text = SCAN_SAY(x, "'" STR_FMT "' does not begin with " STR_FMT
                            "/, where this site lies; write the whole address "
                            "of what is not part of it",
                         STR_ARG(href), STR_ARG(x->c->s->config.base_path));
    else
        text = SCAN_SAY(x, "'" STR_FMT "' leads to nothing that the site has",
                         STR_ARG(href));
    scan_fault(x, DIAG_PAGE_LINK, scan_literal(x, attribute, href),
               target_of(x, a, href), text);
}

const struct page *scan_address(struct scan *x, const char *attribute,
                                struct str href)
{
    struct address a = address_parse(&x->w->scratch, &x->c->s->config,
                                     x->page->url, href);
    const struct page *to = NULL;
    if (a.kind == ADDRESS_OTHER)
        return NULL;
    if (a.kind == ADDRESS_OUTSIDE) {
        if (x->c->options.outside)
            want(x, attribute, href, &a, NULL);
        return NULL;
    }
    if (a.kind == ADDRESS_OURS)
        to = a.path.len == 0 ? x->page : address_page(x->c->p, a.path);
    if (to == NULL)
        report_dead(x, attribute, href, &a);
    else
        follow_fragment(x, attribute, href, &a, to);
    return to;
}
