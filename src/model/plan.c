/* SPDX-License-Identifier: MIT */
#include "model/planner.h"

#include <stdlib.h>

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

/* ---- adding rows ---- */

struct page *plan_add(struct planning *g, enum page_kind kind, int lang,
                      const void *subject, struct str url)
{
    struct page *page = vec_push(&g->scratch, &g->pages);
    bool folder = str_ends(url, STR("/"));
    struct str file = url; /* one text for both */
    if (folder)
        file = arena_printf(&g->s->arena, STR_FMT "index.html", STR_ARG(url));
    *page = (struct page){.kind = kind,
                          .lang = lang,
                          .number = 1,
                          .of = 1,
                          .subject = subject,
                          .url = str_head(file, url.len),
                          .path = str_from(file, 1),
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
    int order = str_compare(x->path, y->path);
    if (order != 0)
        return order;
    order = str_compare(x->origin.path, y->origin.path);
    return order != 0 ? order : (int)x->kind - (int)y->kind;
}

static struct str origin_words(struct arena *a, enum speech speech,
                               const struct page *page)
{
    if (page->origin.path.len > 0 && page->origin.line > 0)
        return arena_printf(a, STR_FMT ":%u", STR_ARG(page->origin.path),
                            page->origin.line);
    if (page->origin.path.len > 0)
        return page->origin.path;
    return str_of(
        speech_word(speech, SPEECH("a page of the program's own")));
}

/* Two sources collide once, not in every language and on every page of a
 * list. */
static void collide(struct planning *g, const struct page *a,
                    const struct page *b, struct map *told)
{
    const struct page *at = b->origin.path.len > 0 ? b : a;
    const struct page *other = at == b ? a : b;
    struct str words = origin_words(&g->s->arena, g->d->speech, other);
    struct str key = arena_printf(&g->s->arena, STR_FMT ":%u:%u " STR_FMT,
                                  STR_ARG(at->origin.path), at->origin.line,
                                  at->origin.col, STR_ARG(words));
    if (map_get(told, key) != NULL)
        return;
    map_put(told, &g->s->arena, key, g);
    if (!str_eq(a->path, b->path)) {
        diag_add(g->d, at->origin, DIAG_OUTPUT_COLLISION,
                 "the paths of this and of " STR_FMT " differ only in capital "
                 "letters or accents, and some systems take them for one; "
                 "rename one of them: " STR_FMT ", " STR_FMT,
                 STR_ARG(words), STR_ARG(at->path), STR_ARG(other->path));
        return;
    }
    diag_add(g->d, at->origin, DIAG_OUTPUT_COLLISION,
             "this and " STR_FMT " would both write " STR_FMT
             "; rename one of them",
             STR_ARG(words), STR_ARG(at->path));
}

/* Some disks and hosts take upper and lower case, or an accent and its letter
 * apart and together, for the same. */
static void check_collisions(struct planning *g)
{
    struct map lower = {0}, told = {0};
    struct arena scratch = {0};
    struct page *page = g->pages.at;
    for (size_t i = 0; i < g->pages.len; i++) {
        if (i > 0 && str_eq(page[i - 1].path, page[i].path)) {
            collide(g, &page[i - 1], &page[i], &told);
            continue;
        }
        struct str key = unicode_nfc(
            &scratch, unicode_lower(&scratch, page[i].path));
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
    *p = (struct plan){0};
    for (size_t lang = 0; lang < s->config.n_languages; lang++)
        plan_language(&g, lang);
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
                                  STR_ARG(s->media[i]->url_path)))
                ->origin.path = s->media[i]->path;
    check_collisions(&g);
    for (size_t i = 0; i < p->len; i++)
        *vec_push(&g.scratch, &g.pages) = p->page[i];
    qsort(g.pages.at, g.pages.len, sizeof *g.pages.at, by_path);
    plan_keep(&g);
}

void plan_release(struct plan *p)
{
    map_release(&p->by_url);
    arena_release(&p->arena);
}
