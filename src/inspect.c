/* SPDX-License-Identifier: MIT */
#include "inspect.h"

#include "base/parallel.h"
#include "check/external.h"
#include "list_unused.h"
#include "render/render.h"

struct inspection {
    struct check *check;
    struct render *render; /* of each worker */
    struct diag *diag;
    bool *failed;
};

static void look(void *ctx, size_t worker, size_t i)
{
    struct inspection *g = ctx;
    struct render *r = &g->render[worker];
    const struct page *page = &r->plan->page[i];
    if (!check_wants(page->kind))
        return;
    if (render_page(r, page) && !r->failed) {
        check_page(g->check, worker, i, buf_view(&r->out));
        return;
    }
    if (r->failed) { /* told */
        g->failed[worker] = true;
        return;
    }
    diag_add(&g->diag[worker], page_origin(page), DIAG_TEMPLATE_SYNTAX,
             "the layout of " STR_FMT " could not be expanded",
             STR_ARG(page_path(page)));
    g->failed[worker] = true;
}

/* Downloads are not made, so that pages show a size of 0 for them. */
static void open_workers(struct inspection *g, struct arena *a,
                         const struct render *like, size_t n)
{
    g->render = arena_array(a, n, struct render);
    g->diag = arena_array(a, n, struct diag);
    g->failed = arena_array(a, n, bool);
    for (size_t i = 0; i < n; i++) {
        g->render[i] = *like;
        g->render[i].diag = &g->diag[i];
    }
}

static bool close_workers(struct inspection *g, size_t n, struct diag *d)
{
    bool good = true;
    for (size_t i = 0; i < n; i++) {
        good = good && !g->failed[i];
        diag_merge(d, &g->diag[i]);
        render_release(&g->render[i]);
    }
    return good;
}

bool inspect_site(const struct site *s, const struct plan *p,
                  const struct templates *templates, struct diag *d)
{
    struct arena arena = {0};
    size_t n = s->options->threads;
    const struct check_options options = {.threads = n,
                                          .speech = s->options->speech,
                                          .outside = s->options->external};
    const struct render like = {
        .site = s,
        .plan = p,
        .templates = templates,
        .sizes = arena_array(&arena, p->len + 1, size_t)};
    struct inspection g = {.check = check_new(s, p, &options)};
    open_workers(&g, &arena, &like, n);
    parallel_for(p->len, n, look, &g);
    bool good = close_workers(&g, n, d);
    if (good)
        check_report(g.check, d);
    if (good && s->options->external)
        check_external(g.check, s, d);
    report_unused(s, d);
    check_free(g.check);
    arena_release(&arena);
    return good;
}
