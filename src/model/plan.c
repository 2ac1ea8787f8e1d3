/* SPDX-License-Identifier: MIT */
#include "model/planner.h"

#include <stdlib.h>

#include "model/comparison.h"

static const char *const layouts[] = {
#define KIND(id, layout) layout,
    PAGE_KINDS(KIND)
#undef KIND
};

static const char *const names[] = {
#define KIND(id, layout) #id,
    PAGE_KINDS(KIND)
#undef KIND
};

const char *page_kind_name(enum page_kind kind)
{
    return names[kind];
}

const char *page_layout(enum page_kind kind)
{
    return layouts[kind];
}

struct loc page_origin(const struct page *p)
{
    const struct entry *e = p->subject;
    const struct district *d = p->subject;
    const struct indicator *n = p->subject;
    const struct redirect *r = p->subject;
    const struct layout_file *f = p->subject;
    const struct media *m = p->subject;
    switch (p->kind) {
    case PAGE_ARTICLE:
    case PAGE_PAGE:
    case PAGE_NOTICE: return e->in[p->lang]->loc;
    case PAGE_DISTRICT:
    case PAGE_DATA_DISTRICT_CSV:
    case PAGE_DATA_DISTRICT_JSON:
    case PAGE_DATA_DISTRICT_WIDE: return d->loc;
    case PAGE_INDICATOR:
    case PAGE_DATA_INDICATOR_CSV:
    case PAGE_DATA_INDICATOR_WIDE: return n->loc;
    case PAGE_REDIRECT: return r->loc;
    case PAGE_ASSET: return (struct loc){.path = f->shown};
    case PAGE_MEDIA: return (struct loc){.path = m->path};
    default: return (struct loc){0};
    }
}

/* ---- adding rows ---- */

struct page *plan_add(struct planning *g, enum page_kind kind, int lang,
                      const void *subject, struct str url)
{
    struct page *page = vec_push(&g->scratch, &g->pages);
    bool folder = str_ends(url, STR("/"));
    struct str file = url; /* one text for both */
    if (folder)
        file = ARENA_JOIN(&g->s->arena, url, STR(PAGE_INDEX));
    *page = (struct page){.kind = kind,
                          .lang = (signed char)lang,
                          .number = 1,
                          .of = 1,
                          .subject = subject,
                          .url = str_head(file, url.len),
                          .folder = folder,
                          .indexed = folder};
    return page;
}

struct page *plan_add_at(struct planning *g, enum page_kind kind, size_t lang,
                         const void *subject, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct str rest = arena_vprintf(&g->scratch, format, args);
    va_end(args);
    bool folder = str_ends(rest, STR("/"));
    struct str url =
        arena_printf(folder ? &g->scratch : &g->s->arena,
                     "/" STR_FMT "/" STR_FMT,
                     STR_ARG(g->s->config.language[lang].id), STR_ARG(rest));
    return plan_add(g, kind, (int)lang, subject, url);
}

void plan_add_redirect(struct planning *g, struct str from, struct str to,
                       struct loc loc)
{
    *vec_push(&g->s->arena, &g->redirects) =
        (struct redirect){.loc = loc, .from = from, .to = to};
}

/* ---- the finished list ---- */

static int by_path(const void *a, const void *b)
{
    const struct page *x = a, *y = b;
    int order = str_compare(page_path(x), page_path(y));
    if (order != 0)
        return order;
    order = str_compare(page_origin(x).path, page_origin(y).path);
    return order != 0 ? order : (int)x->kind - (int)y->kind;
}

static struct str origin_words(struct arena *a, enum speech speech,
                               const struct page *page)
{
    struct loc at = page_origin(page);
    if (at.path.len > 0 && at.line > 0)
        return arena_printf(a, STR_FMT ":%u", STR_ARG(at.path), at.line);
    if (at.path.len > 0)
        return at.path;
    return str_of(
        speech_word(speech, SPEECH("a page of the program's own")));
}

/* Two sources collide once, not in every language and on every page of a
 * list. */
static void collide(struct planning *g, const struct page *a,
                    const struct page *b, struct map *told)
{
    const struct page *page = page_origin(b).path.len > 0 ? b : a;
    const struct page *other = page == b ? a : b;
    struct str path = page_path(page), theirs = page_path(other);
    struct loc at = page_origin(page);
    struct str words = origin_words(&g->s->arena, g->d->speech, other);
    struct str key = arena_printf(&g->s->arena, STR_FMT ":%u:%u " STR_FMT,
                                  STR_ARG(at.path), at.line, at.col,
                                  STR_ARG(words));
    if (map_get(told, key) != NULL)
        return;
    map_put(told, &g->s->arena, key, g);
    if (!str_eq(path, theirs)) {
        diag_add(g->d, at, DIAG_OUTPUT_COLLISION,
                 "the paths of this and of " STR_FMT " differ only in capital "
                 "letters or accents, and some systems take them for one; "
                 "rename one of them: " STR_FMT ", " STR_FMT,
                 STR_ARG(words), STR_ARG(path), STR_ARG(theirs));
        return;
    }
    diag_add(g->d, at, DIAG_OUTPUT_COLLISION,
             "this and " STR_FMT " would both write " STR_FMT
             "; rename one of them",
             STR_ARG(words), STR_ARG(path));
}

/* Some disks and hosts take upper and lower case, or an accent and its letter
 * apart and together, for the same. */
static void check_collisions(struct planning *g)
{
    struct map lower = {0}, told = {0};
    struct arena scratch = {0};
    struct page *page = g->pages.at;
    for (size_t i = 0; i < g->pages.len; i++) {
        if (i > 0 && str_eq(page_path(&page[i - 1]), page_path(&page[i]))) {
            collide(g, &page[i - 1], &page[i], &told);
            continue;
        }
        struct str key = unicode_nfc(
            &scratch, unicode_lower(&scratch, page_path(&page[i])));
        const struct page *other = map_put(&lower, &scratch, key, &page[i]);
        if (other != &page[i])
            collide(g, other, &page[i], &told);
    }
    map_release(&lower);
    map_release(&told);
    arena_release(&scratch);
}

void plan_make(struct plan *p, struct site *s, struct diag *d)
{
    struct planning g = {.p = p, .s = s, .d = d};
    struct arena scratch = {0};
    *p = (struct plan){0};
    g.compared = comparison_counts(s, &scratch);
    for (size_t lang = 0; lang < s->config.n_languages; lang++)
        plan_language(&g, lang);
    arena_release(&scratch);
    plan_redirects(&g);
    plan_whole(&g);
    map_release(&g.schemas);
    qsort(g.pages.at, g.pages.len, sizeof *g.pages.at, by_path);
    check_collisions(&g);
    plan_keep(&g);
}

void plan_add_media(struct plan *p, struct site *s, struct diag *d)
{
    struct planning g = {.p = p, .s = s, .d = d};
    size_t n_used = 0;
    for (size_t i = 0; i < s->n_media; i++)
        n_used += s->media[i]->used;
    if (n_used == 0)
        return;
    for (size_t i = 0; i < s->n_media; i++)
        if (s->media[i]->used)
            plan_add(&g, PAGE_MEDIA, -1, s->media[i],
                     arena_printf(&s->arena, "/" STR_FMT,
                                  STR_ARG(s->media[i]->url_path)));
    check_collisions(&g);
    for (size_t i = 0; i < p->len; i++)
        *vec_push(&g.scratch, &g.pages) = p->page[i];
    qsort(g.pages.at, g.pages.len, sizeof *g.pages.at, by_path);
    plan_keep(&g);
}

void plan_release(struct plan *p)
{
    arena_release(&p->arena);
}
