/* SPDX-License-Identifier: MIT */
#include "produce.h"

#include <errno.h>
#include <stdio.h>

#include "base/fs.h"
#include "base/parallel.h"
#include "model/answer.h"
#include "render/render.h"

#define NOT_RENDERED UINT32_MAX
#define NOT_OURS UINT32_MAX

/* What one output asked: queries of the worker that rendered it, or of the last
 * build where it was kept. */
struct asked {
    const uint32_t *query;
    size_t n;
    uint32_t worker; /* NOT_RENDERED: kept */
    uint32_t reason;
};

struct worker {
    struct site site; /* the same site with this worker's trace */
    struct plan plan;
    struct trace trace;
    struct render render;
    struct diag diag;
    size_t rendered;
    bool failed;
};

struct production {
    struct produce *p;
    struct arena arena;
    struct publish *publish;
    uint32_t *slot;      /* of each output in the publish, by index in the
                            plan; NOT_OURS: another shard writes it */
    size_t *sizes;       /* of each output, likewise */
    struct asked *asked; /* likewise */
    struct answers answers;
    bool traced;           /* the last build's answers can be compared */
    struct hash *answer;   /* of the last state's queries, now */
    bool *answered;
    bool downloads; /* this pass makes the downloads, whose sizes others show */
    struct worker *worker;
    size_t n_workers;
};

static bool is_download(enum page_kind kind)
{
    return kind >= PAGE_DATA_ALL_CSV && kind <= PAGE_DATA_PACKAGE;
}

/* ---- traces of the last build ---- */

static void answer_one(void *ctx, size_t worker, size_t i)
{
    struct production *g = ctx;
    const struct query *q = &g->p->past->state.query[i];
    (void)worker;
    /* Sizes are known once the downloads are made. */
    if (g->answered[i] || (q->kind == QUERY_SIZE && g->downloads))
        return;
    g->answer[i] = answer_of(&g->answers, q);
    g->answered[i] = true;
}

static void answer_all(struct production *g)
{
    if (g->traced)
        parallel_for(g->p->past->state.n_queries, g->n_workers, answer_one, g);
}

/* Keeps what the last build made when it would be made again. */
static bool keep(struct production *g, size_t i)
{
    const struct state *old = &g->p->past->state;
    struct asked *asked = &g->asked[i];
    uint64_t size;
    asked->reason = REASON_FIRST;
    if (!g->traced) {
        if (g->p->past->known)
            asked->reason = REASON_RULES;
        return false;
    }
    const struct state_page *page = state_page(old, g->p->plan->page[i].path);
    asked->reason = REASON_NEW;
    if (page == NULL)
        return false;
    for (size_t k = 0; k < page->n_queries; k++) {
        uint32_t q = page->query[k];
        if (!hash_eq(g->answer[q], old->answer[q])) {
            asked->reason = q;
            return false;
        }
    }
    asked->reason = REASON_OUTPUT;
    if (!publish_keep(g->publish, g->slot[i], page->bytes, &size))
        return false;
    *asked = (struct asked){page->query, page->n_queries, NOT_RENDERED,
                            page->reason};
    g->sizes[i] = (size_t)size;
    return true;
}

/* ---- rendering ---- */

static bool media_bytes(struct worker *w, const struct page *page,
                        struct str *bytes)
{
    const struct media *m = page->subject;
    struct arena *a = &w->render.scratch;
    arena_reset(a);
    trace_note(&w->trace, &(struct query){.kind = QUERY_FILE, .a = m->path});
    if (fs_read(a, w->site.root, m->path.at, SIZE_MAX / 4, bytes))
        return true;
    return diag_add(&w->diag, (struct loc){m->path, 0, 0}, DIAG_READ,
                    "cannot read this: %s", strerror(errno));
}

static bool page_bytes(struct worker *w, const struct page *page,
                       struct str *bytes)
{
    if (page->kind == PAGE_MEDIA)
        return media_bytes(w, page, bytes);
    if (!render_page(&w->render, page))
        return diag_add(&w->diag, page->origin, DIAG_TEMPLATE_SYNTAX,
                        "the layout of " STR_FMT " could not be expanded",
                        STR_ARG(page->path));
    *bytes = buf_view(&w->render.out);
    return true;
}

static void remember(struct production *g, size_t worker, size_t i)
{
    struct trace *t = &g->worker[worker].trace;
    uint32_t *own = arena_array(&t->arena, t->page.len + 1, uint32_t);
    if (t->page.len > 0)
        memcpy(own, t->page.at, t->page.len * sizeof *own);
    g->asked[i].query = own;
    g->asked[i].n = t->page.len;
    g->asked[i].worker = (uint32_t)worker;
}

static void make(void *ctx, size_t worker, size_t i)
{
    struct production *g = ctx;
    struct worker *w = &g->worker[worker];
    const struct page *page = &g->p->plan->page[i];
    struct str bytes = {0};
    bool ours = g->slot[i] != NOT_OURS;
    if (is_download(page->kind) != g->downloads || w->failed ||
        (!ours && !g->downloads) || keep(g, i))
        return;
    trace_begin(&w->trace);
    if (!page_bytes(w, page, &bytes) ||
        (ours && !publish_file(g->publish, g->slot[i], bytes, &w->diag))) {
        w->failed = true;
        return;
    }
    g->sizes[i] = bytes.len;
    w->rendered++;
    remember(g, worker, i);
}

static void open_workers(struct production *g)
{
    g->n_workers = g->p->options->threads;
    g->worker = arena_array(&g->arena, g->n_workers, struct worker);
    for (size_t i = 0; i < g->n_workers; i++) {
        struct worker *w = &g->worker[i];
        diag_like(&w->diag, 1, g->p->diag);
        w->site = *g->p->site;
        w->plan = *g->p->plan;
        w->site.trace = w->plan.trace = &w->trace;
        w->render.site = &w->site;
        w->render.plan = &w->plan;
        w->render.templates = g->p->templates;
        w->render.sizes = g->sizes;
    }
}

static bool render_all(struct production *g)
{
    size_t n = g->p->plan->len;
    bool good = true;
    for (int pass = 0; pass < 2; pass++) {
        g->downloads = pass == 0;
        answer_all(g);
        parallel_for(n, g->n_workers, make, g);
    }
    for (size_t i = 0; i < g->n_workers; i++) {
        struct worker *w = &g->worker[i];
        good = good && !w->failed;
        g->p->rendered += w->rendered;
        diag_merge(g->p->diag, &w->diag);
        render_release(&w->render);
    }
    return good;
}

/* ---- the next state ---- */

struct joining {
    struct production *g;
    struct trace all;
    uint32_t **number; /* of each worker's queries, and the last build's, + 1 */
};

static uint32_t number_of(struct joining *j, size_t of, uint32_t query)
{
    const struct production *g = j->g;
    uint32_t *number = &j->number[of][query];
    if (*number == 0) {
        const struct query *q = of < g->n_workers
                                    ? &g->worker[of].trace.query.at[query]
                                    : &g->p->past->state.query[query];
        *number = trace_intern(&j->all, q) + 1;
    }
    return *number - 1;
}

static void join_page(struct joining *j, size_t i, struct state_page *out)
{
    const struct production *g = j->g;
    const struct asked *asked = &g->asked[i];
    size_t of = asked->worker == NOT_RENDERED ? g->n_workers : asked->worker;
    uint32_t *query = arena_array(&j->all.arena, asked->n + 1, uint32_t);
    for (size_t k = 0; k < asked->n; k++)
        query[k] = number_of(j, of, asked->query[k]);
    *out = (struct state_page){.path = g->p->plan->page[i].path,
                               .bytes = publish_hash(g->publish, g->slot[i]),
                               .size = g->sizes[i],
                               .query = query,
                               .n_queries = asked->n,
                               .reason = asked->reason};
    if (asked->reason < STATE_REASONS)
        out->reason = number_of(j, g->n_workers, asked->reason);
}

struct answering {
    const struct answers *answers;
    const struct query *query;
    struct hash *answer;
    bool *answered; /* it was a query of the last build, too */
};

static void answer_new(void *ctx, size_t worker, size_t i)
{
    struct answering *a = ctx;
    (void)worker;
    if (!a->answered[i])
        a->answer[i] = answer_of(a->answers, &a->query[i]);
}

/* Everything but the hash of the manifest, before the publish ends. */
static void join_traces(struct joining *j, struct state *next)
{
    struct production *g = j->g;
    struct arena *a = &j->all.arena;
    size_t n = g->p->plan->len;
    j->number = arena_array(a, g->n_workers + 1, uint32_t *);
    for (size_t i = 0; i < g->n_workers; i++)
        j->number[i] =
            arena_array(a, g->worker[i].trace.query.len + 1, uint32_t);
    j->number[g->n_workers] =
        arena_array(a, g->p->past->state.n_queries + 1, uint32_t);
    next->page = arena_array(a, n + 1, struct state_page);
    next->n_pages = n;
    for (size_t i = 0; i < n; i++)
        join_page(j, i, &next->page[i]);
    next->query = j->all.query.at;
    next->n_queries = j->all.query.len;
    next->answer = arena_array(a, next->n_queries + 1, struct hash);
    struct answering asking = {&g->answers, next->query, next->answer,
                               arena_array(a, next->n_queries + 1, bool)};
    for (size_t i = 0; g->traced && i < g->p->past->state.n_queries; i++) {
        uint32_t number = j->number[g->n_workers][i];
        if (number > 0 && g->answered[i]) {
            next->answer[number - 1] = g->answer[i];
            asking.answered[number - 1] = true;
        }
    }
    parallel_for(next->n_queries, g->n_workers, answer_new, &asking);
}

static void set_state(struct production *g, struct state *next)
{
    const struct produce *p = g->p;
    const struct site *s = p->site;
    past_hash(p->past);
    next->program = p->past->program;
    next->options = p->past->options_hash;
    next->rules = inputs_rules(&p->past->inputs);
    next->inputs = p->past->inputs;
    next->from = p->options->as_of;
    next->until = s->next_due < s->next_old ? s->next_due : s->next_old;
    next->next_due = s->next_due;
    next->timezone = s->config.timezone;
    next->n_languages = (uint32_t)s->config.n_languages;
    next->check = p->past->check;
    next->n_checks = p->past->n_checks;
    next->found = p->past->found;
    next->n_found = p->past->n_found;
    next->message = p->diag->messages.at;
    next->n_messages = p->n_said;
    next->speech = p->options->speech;
    next->severities = *p->severities;
}

/* A state that cannot be written is an inconvenience, not a failure. */
static void save(struct production *g, struct state *next)
{
    const struct past *past = g->p->past;
    next->manifest = g->p->counts.manifest;
    next->output = past_path(g->p->output);
    if (past->scanned && past->program.low != 0 &&
        !state_save(past->site, next) && g->p->options->verbose)
        speech_print(stderr, g->p->options->speech,
                     "jianbao: cannot write build/state: %s\n",
                     strerror(errno));
}

/* ---- the whole ---- */

static bool open_publish(struct production *g)
{
    const struct produce *p = g->p;
    const struct publish_options options = {.changes = p->changes,
                                            .output = p->output,
                                            .atomic = p->options->atomic,
                                            .quiet = p->options->quiet,
                                            .threads = p->options->threads};
    struct str *paths = arena_array(&g->arena, p->plan->len + 1, struct str);
    size_t shards = p->options->shards, n = 0;
    for (size_t i = 0; i < p->plan->len; i++) {
        bool ours = shards == 0 || i % shards == p->options->shard - 1;
        g->slot[i] = ours ? (uint32_t)n : NOT_OURS;
        if (ours)
            paths[n++] = p->plan->page[i].path;
    }
    g->p->n_files = n;
    g->publish = publish_open(&options, paths, n, p->diag);
    return g->publish != NULL;
}

static bool finish(struct production *g)
{
    struct joining j = {.g = g};
    struct state next = {0};
    bool kept = g->p->options->state != STATE_IGNORE;
    if (kept) {
        join_traces(&j, &next);
        set_state(g, &next);
    }
    bool good = publish_finish(g->publish, &g->p->counts, g->p->diag);
    if (good && kept)
        save(g, &next);
    trace_release(&j.all);
    return good;
}

static bool produce(struct production *g)
{
    if (!open_publish(g))
        return false;
    open_workers(g);
    answers_open(&g->answers, g->p->site, g->p->plan, g->n_workers);
    g->answers.sizes = g->sizes;
    if (render_all(g))
        return finish(g);
    publish_abandon(g->publish);
    return false;
}

bool produce_site(struct produce *p)
{
    struct production g = {.p = p, .traced = past_rules_hold(p->past)};
    size_t n = p->plan->len, n_old = p->past->state.n_queries;
    g.slot = arena_array(&g.arena, n + 1, uint32_t);
    g.sizes = arena_array(&g.arena, n + 1, size_t);
    g.asked = arena_array(&g.arena, n + 1, struct asked);
    g.answer = arena_array(&g.arena, n_old + 1, struct hash);
    g.answered = arena_array(&g.arena, n_old + 1, bool);
    bool good = produce(&g);
    for (size_t i = 0; i < g.n_workers; i++)
        trace_release(&g.worker[i].trace);
    answers_close(&g.answers);
    arena_release(&g.arena);
    return good;
}
