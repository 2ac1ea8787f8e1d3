/* SPDX-License-Identifier: MIT */
#include "why.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "model/field.h"
#include "model/plan.h"
#include "table.h"

bool why_state(struct arena *a, const struct options *options,
               struct state *out)
{
    int dir = open(options->site, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = dir >= 0 && state_load(a, dir, out);
    if (dir >= 0)
        close(dir);
    if (!good)
        speech_print(stderr, options->speech,
                     "jianbao: there is no build to ask: run jianbao build "
                     "first\n");
    return good;
}

/* The path below the output of an address or a path. */
static struct str below_output(struct str path)
{
    size_t at = str_find(path, STR("://"));
    if (at != SIZE_MAX) {
        struct str host;
        str_cut(str_from(path, at + 3), '/', &host, &path);
    }
    while (str_starts(path, STR("/")))
        path = str_from(path, 1);
    return path;
}

/* "zh/" is "zh/index.html". */
static const struct state_page *find(struct arena *a, const struct state *s,
                                     struct str path)
{
    const struct state_page *page = state_page(s, path);
    if (page == NULL && (path.len == 0 || str_ends(path, STR("/"))))
        page = state_page(s, arena_printf(a, STR_FMT "index.html",
                                          STR_ARG(path)));
    if (page == NULL)
        page = state_page(s, arena_printf(a, STR_FMT "/index.html",
                                          STR_ARG(path)));
    return page;
}

/* Without what every page has: "zh/articles/2021/a". */
static struct str bare(struct str path)
{
    if (str_ends(path, STR("/index.html")))
        path.len -= strlen("/index.html");
    else if (str_ends(path, STR("/")))
        path.len--;
    return path;
}

static void say_unknown(struct arena *a, const struct options *options,
                        const struct state *s, const char *path)
{
    struct str_near near = {.key = bare(below_output(str_of(path)))};
    for (size_t i = 0; i < s->n_pages; i++)
        str_near_try(&near, bare(s->page[i].path));
    struct str hint = did_you_mean(a, options->speech, near.found);
    speech_print(stderr, options->speech,
                 "jianbao: the last build made no '%s'; give a path "
                 "below the output or an address" STR_FMT "\n",
                 path, STR_ARG(hint));
}

static struct str query_words(struct arena *a, const struct query *q)
{
    static const char *const folders[] = {"articles/", "pages/", "districts/"};
    const char *before =
        (q->kind == QUERY_CARD || q->kind == QUERY_TEXT ||
         q->kind == QUERY_TITLE) &&
                q->m < 3
            ? folders[q->m]
            : "";
    struct str text = arena_printf(a, "%s" STR_FMT "%s" STR_FMT, before,
                                   STR_ARG(q->a), q->b.len > 0 ? " " : "",
                                   STR_ARG(q->b));
    if (q->kind == QUERY_PAGE && q->m < N_PAGE_KINDS)
        text = arena_printf(a, "%s " STR_FMT,
                            page_kind_name((enum page_kind)q->m),
                            STR_ARG(text));
    if (q->kind == QUERY_SLICE && q->n < UINT32_MAX)
        text = arena_printf(a, STR_FMT " %u–%u", STR_ARG(text), q->m + 1,
                            q->m + q->n);
    return text;
}

static struct str reason(struct arena *a, enum speech speech,
                         const struct state *s,
                         const struct state_page *page)
{
    switch (page->reason) {
    case REASON_FIRST: return speech_say(a, speech, "it was a full build");
    case REASON_RULES:
        return speech_say(
            a, speech,
            "the program, an option, site.yaml or a register changed");
    case REASON_NEW: return speech_say(a, speech, "the output is new");
    case REASON_OUTPUT:
        return speech_say(a, speech, "the output folder had something else");
    case REASON_ROW:
        return speech_say(a, speech, "its place in the site is another");
    default: break;
    }
    struct query q;
    if (page->reason >= s->query.len || !query_at(&s->query, page->reason, &q))
        return speech_say(a, speech, "unknown");
    return speech_say(a, speech, "this changed: %s " STR_FMT,
                      query_names[q.kind], STR_ARG(query_words(a, &q)));
}

struct sorted {
    const char *kind;
    struct str words;
};

static int by_kind(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    int order = strcmp(x->kind, y->kind);
    return order != 0 ? order : str_compare(x->words, y->words);
}

int why_output(const struct options *options, const char *path)
{
    struct arena a = {0};
    struct state s;
    int status = 2;
    const struct state_page *page = NULL;
    if (why_state(&a, options, &s)) {
        page = find(&a, &s, below_output(str_of(path)));
        status = page != NULL ? 0 : 1;
        if (page == NULL)
            say_unknown(&a, options, &s, path);
    }
    if (page != NULL) {
        struct table table = {.arena = &a, .speech = options->speech};
        struct sorted *rows = arena_array(&a, page->steps.len + 1,
                                          struct sorted);
        struct steps steps = state_steps(&s, page);
        size_t n = 0;
        struct query q;
        for (uint32_t at; steps_next(&steps, &at);)
            if (query_at(&s.query, at, &q))
                rows[n++] = (struct sorted){query_names[q.kind],
                                            query_words(&a, &q)};
        qsort(rows, n, sizeof *rows, by_kind);
        table_init(&table, &a, "kind what");
        for (size_t i = 0; i < n; i++) {
            table_add_word(&table, rows[i].kind);
            table_add(&table, rows[i].words);
        }
        if (options->format == LIST_TABLE) {
            struct str words = reason(&a, options->speech, &s, page);
            speech_print(stdout, options->speech,
                   STR_FMT ": %zu bytes; made last because " STR_FMT "\n\n",
                   STR_ARG(page->path), (size_t)page->size, STR_ARG(words));
        }
        table_print(&table, (enum list_format)options->format, stdout);
    }
    arena_release(&a);
    return status;
}
