/* SPDX-License-Identifier: MIT */
/* What only shows when the facts of all pages are put together. */
#include <stdlib.h>

#include "check/facts.h"

/* ---- fragments in other pages ---- */

void join_wants(struct check *c)
{
    for (size_t i = 0; i < c->options.threads; i++) {
        struct worker *w = &c->worker[i];
        for (size_t k = 0; k < w->uses.len; k++) {
            struct want *wanted = w->uses.at[k].want;
            if (wanted->outside || wanted->asked)
                continue;
            wanted->asked = true;
            wanted->missing = !facts_has(&c->page[wanted->page], wanted->id);
        }
    }
}

/* ---- languages ---- */

static const struct alternate *alternate_of(const struct page_facts *f,
                                            uint64_t tag)
{
    for (size_t i = 0; i < f->n_alternates; i++)
        if (f->alternate[i].tag == tag)
            return &f->alternate[i];
    return NULL;
}

static const char *fault_of_alternate(const struct check *c, uint32_t index,
                                      const struct alternate *a)
{
    const struct page_facts *own = &c->page[index], *other = &c->page[a->page];
    const struct alternate *back = alternate_of(other, own->lang);
    if (!facts_is_html(c->p->page[a->page].kind))
        return "hreflang names what is no page";
    if (!c->p->page[a->page].indexed)
        return "hreflang names a page that search engines must not find";
    if (other->lang != a->tag)
        return "hreflang names a page that is in another language";
    if (back == NULL || back->page != index)
        return "hreflang names a page that does not name this one in return";
    return NULL;
}

static void check_alternates(struct check *c, struct causes *k, uint32_t index)
{
    const struct page_facts *f = &c->page[index];
    struct str literal = STR("rel=\"alternate\" hreflang=");
    const char *what = f->n_alternates > 0 && alternate_of(f, f->lang) == NULL
                           ? "hreflang leaves out the page itself"
                           : NULL;
    for (size_t i = 0; what == NULL && i < f->n_alternates; i++)
        what = fault_of_alternate(c, index, &f->alternate[i]);
    if (what == NULL || f->lang == 0) /* page-language says so */
        return;
    causes_add(k, place_find(c, index, literal, (struct str){0}),
               DIAG_PAGE_HREFLANG,
               speech_say(&c->arena, c->options.speech,
                          "%s; write the list {{#ALTERNATES}} as the default "
                          "theme does",
                          what),
               (struct str){0}, &c->p->page[index]);
}

/* ---- titles and descriptions ---- */

struct same {
    uint64_t hash;
    int lang;
    uint32_t page;
};

static int by_text(const void *a, const void *b)
{
    const struct same *x = a, *y = b;
    if (x->lang != y->lang)
        return x->lang - y->lang;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->page < y->page ? -1 : x->page > y->page;
}

/* Title and summary of a text stand in its file. */
static struct loc place_of(const struct page *page, bool title)
{
    const struct entry *e = page->subject;
    if (page->kind != PAGE_ARTICLE && page->kind != PAGE_PAGE)
        return page_origin(page);
    const struct version *v = e->in[page->lang];
    struct loc loc = title ? v->title_loc : v->summary.loc;
    return loc.path.len > 0 ? loc : v->loc;
}

/* One message for each text that stands `n` times. */
static void report_same(struct check *c, struct causes *k,
                        const struct same *all, size_t n, bool title)
{
    const struct page *first = &c->p->page[all[0].page];
    const struct page *second = &c->p->page[all[1].page];
    if (page_origin(second).path.len == 0 && page_origin(first).path.len > 0) {
        const struct page *other = first;
        first = second;
        second = other;
    }
    struct loc loc = place_of(second, title);
    if (loc.path.len == 0)
        loc = place_find(c, (uint32_t)(second - c->p->page), (struct str){0},
                         (struct str){0});
    struct str more =
        n > 2 ? speech_say(&c->arena, c->options.speech,
                           " and of %zu more pages", n - 2)
              : (struct str){0};
    causes_add(k, loc,
               title ? DIAG_PAGE_TITLE : DIAG_PAGE_DESCRIPTION,
               speech_say(&c->arena, c->options.speech,
                          "the %s is also that of " STR_FMT STR_FMT
                          "; readers of search results cannot tell them apart",
                          title ? "title" : "description",
                          STR_ARG(first->url), STR_ARG(more)),
               (struct str){0}, second);
}

/* Only the first page of a list: the others say their number in the title and
 * share its description. */
static void check_same(struct check *c, struct causes *k, bool title)
{
    struct same *all = arena_array(&c->arena, c->p->len + 1, struct same);
    size_t n = 0;
    for (uint32_t i = 0; i < c->p->len; i++) {
        const struct page *page = &c->p->page[i];
        uint64_t hash = title ? c->page[i].title : c->page[i].description;
        if (hash != 0 && page->indexed && page->number == 1)
            all[n++] = (struct same){hash, page->lang, i};
    }
    qsort(all, n, sizeof *all, by_text);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && all[end].hash == all[i].hash &&
                          all[end].lang == all[i].lang;)
            end++;
        if (end - i > 1)
            report_same(c, k, all + i, end - i, title);
    }
}

/* ---- pages that nothing leads to ---- */

static void check_orphan(struct check *c, struct causes *k, uint32_t index)
{
    const struct page *page = &c->p->page[index];
    bool linked = page->kind == PAGE_HOME || page->kind == PAGE_CHOOSER;
    for (size_t i = 0; i < c->options.threads; i++)
        linked = linked || c->worker[i].linked[index];
    if (linked)
        return;
    struct loc loc = page_origin(page);
    if (loc.path.len == 0)
        loc = place_find(c, index, (struct str){0}, (struct str){0});
    causes_add(k, loc, DIAG_PAGE_ORPHAN,
               speech_say(&c->arena, c->options.speech,
                          "no other page links to this page; readers will not "
                          "find it"),
               (struct str){0}, page);
}

void join_pages(struct check *c, struct causes *k)
{
    for (uint32_t i = 0; i < c->p->len; i++) {
        if (!facts_is_html(c->p->page[i].kind))
            continue;
        check_alternates(c, k, i);
        if (c->p->page[i].indexed)
            check_orphan(c, k, i);
    }
    check_same(c, k, true);
    check_same(c, k, false);
}
