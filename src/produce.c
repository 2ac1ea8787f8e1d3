/* SPDX-License-Identifier: MIT */
#include "produce.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>

#include "base/fs.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "model/answer.h"
#include "model/load_fault.h"
#include "render/render.h"
#include "state/join.h"

#define NOT_OURS UINT32_MAX

struct worker {
    struct site site; /* the same site with this worker's trace */
    struct plan plan;
    struct trace trace;
    struct render render;
    struct production *in;
    size_t page;          /* index of the one being made */
    struct pieces pieces; /* of it */
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
    bool leaves_state;     /* for the next build */
    bool traced;           /* the last build's answers can be compared */
    struct hash *answer;   /* of the last state's queries, now */
    bool *changed;         /* likewise: it was another then */
    atomic_bool *used;     /* likewise: a page that was kept asks it */
    struct join join;
    bool downloads; /* this pass makes the downloads, whose sizes others show */
    struct worker *worker;
    size_t n_workers;
};

/* ---- traces of the last build ---- */

static void answer_one(void *ctx, size_t worker, size_t i)
{
    struct production *g = ctx;
    struct query q;
    (void)worker;
    /* Sizes are known once the downloads are made. */
    if (!query_at(&g->p->past->state.query, i, &q) ||
        (q.kind == QUERY_SIZE) == g->downloads)
        return;
    g->answer[i] = answer_of(&g->answers, &q);
    g->changed[i] = !hash_eq(g->answer[i], g->p->past->state.answer[i]);
}

static void answer_all(struct production *g)
{
    if (g->traced)
        parallel_for(g->p->past->state.query.len, g->n_workers, answer_one, g);
}

/* A query with another answer now, or REASON_OUTPUT: there is none. */
static uint32_t answers_hold(struct production *g, size_t i,
                             const struct state_page *page)
{
    struct steps steps = state_steps(&g->p->past->state, page);
    if (page->row != answer_row(&g->p->plan->page[i]))
        return REASON_ROW;
    for (uint32_t q; steps_next(&steps, &q);) {
        if (g->changed[q])
            return q;
        if (!atomic_load_explicit(&g->used[q], memory_order_relaxed))
            atomic_store_explicit(&g->used[q], true, memory_order_relaxed);
    }
    return steps.rest.len == 0 ? REASON_OUTPUT : REASON_FIRST;
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
    const struct state_page *page =
        state_page(old, page_path(&g->p->plan->page[i]));
    asked->reason = REASON_NEW;
    if (page == NULL)
        return false;
    asked->reason = answers_hold(g, i, page);
    if (asked->reason != REASON_OUTPUT ||
        !publish_keep(g->publish, g->slot[i], page->bytes, &size))
        return false;
    *asked = (struct asked){.steps = (size_t)(page - old->page),
                            .worker = ASKED_KEPT,
                            .reason = page->reason};
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
    return load_fault(m->path, &w->diag);
}

static bool page_bytes(struct worker *w, const struct page *page,
                       struct str *bytes)
{
    if (page->kind == PAGE_MEDIA)
        return media_bytes(w, page, bytes);
    if (!render_page(&w->render, page))
        return diag_add(&w->diag, page_origin(page), DIAG_TEMPLATE_SYNTAX,
                        "the layout of " STR_FMT " could not be expanded",
                        STR_ARG(page_path(page)));
    *bytes = buf_view(&w->render.out);
    return !w->render.failed;
}

/* A part of a long output; another shard's only counts. */
static bool take_piece(void *ctx, struct str bytes)
{
    struct worker *w = ctx;
    uint32_t slot = w->in->slot[w->page];
    return slot == NOT_OURS || publish_piece(w->in->publish, slot, &w->pieces,
                                             bytes, &w->diag);
}

static bool publish(struct worker *w, struct str bytes)
{
    struct production *g = w->in;
    uint32_t slot = g->slot[w->page];
    if (slot == NOT_OURS)
        return true;
    if (w->pieces.hasher == NULL)
        return publish_file(g->publish, slot, bytes, &w->diag);
    return publish_piece(g->publish, slot, &w->pieces, bytes, &w->diag) &&
           publish_end(g->publish, slot, &w->pieces, &w->diag);
}

static void make(void *ctx, size_t worker, size_t i)
{
    struct production *g = ctx;
    struct worker *w = &g->worker[worker];
    const struct page *page = &g->p->plan->page[i];
    struct str bytes = {0};
    bool ours = g->slot[i] != NOT_OURS;
    if (page_is_download(page->kind) != g->downloads || w->failed ||
        (!ours && !g->downloads) || keep(g, i))
        return;
    trace_begin(&w->trace);
    w->page = i;
    w->render.n_pieces = 0;
    if (!page_bytes(w, page, &bytes) || !publish(w, bytes)) {
        w->failed = true;
        return;
    }
    g->sizes[i] = (size_t)w->render.n_pieces + bytes.len;
    w->rendered++;
    join_note(&g->asked[i], &w->trace, worker);
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
        if (g->leaves_state)
            w->site.trace = w->plan.trace = &w->trace;
        w->render.site = &w->site;
        w->render.plan = &w->plan;
        w->render.templates = g->p->templates;
        w->render.sizes = g->sizes;
        w->render.diag = &w->diag;
        w->render.piece = take_piece;
        w->render.piece_ctx = w;
        w->in = g;
    }
    if (g->traced)
        join_seed(&g->worker[0].trace, &g->p->past->state);
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
        if (i > 0)
            trace_close(&w->trace);
    }
    memory_return();
    return good;
}

/* ---- the next state ---- */

/* Before the publish ends: its hashes, and the queries of all pages. */
static void join_traces(struct production *g)
{
    size_t n = g->p->plan->len;
    struct trace **trace = arena_array(&g->arena, g->n_workers, struct trace *);
    for (size_t i = 0; i < g->n_workers; i++)
        trace[i] = &g->worker[i].trace;
    join_open(&g->join, trace, g->n_workers,
              g->traced ? &g->p->past->state : NULL);
    join_prune(&g->join, g->asked, n, g->used, g->answer);
    for (size_t i = 0; i < n; i++)
        g->asked[i].bytes = publish_hash(g->publish, g->slot[i]);
}

static void source_page(void *ctx, size_t i, struct state_page *page)
{
    const struct production *g = ctx;
    page->path = page_path(&g->p->plan->page[i]);
    page->bytes = g->asked[i].bytes;
    page->size = g->sizes[i];
    page->row = answer_row(&g->p->plan->page[i]);
    join_page(&g->join, &g->asked[i], page);
}

struct asking {
    struct production *g;
    struct query_list query;
    size_t from;
    struct hash *out;
};

static void ask(void *ctx, size_t worker, size_t i)
{
    const struct asking *a = ctx;
    struct query q;
    (void)worker;
    if (a->from + i < a->g->join.n_known)
        a->out[i] = a->g->answer[a->from + i];
    else if (query_at(&a->query, a->from + i, &q))
        a->out[i] = answer_of(&a->g->answers, &q);
}

static void source_answers(void *ctx, size_t from, size_t n, struct hash *out)
{
    struct production *g = ctx;
    struct asking asking = {g, join_queries(&g->join), from, out};
    parallel_for(n, g->n_workers, ask, &asking);
}

static void set_state(struct production *g, struct state *next)
{
    const struct produce *p = g->p;
    const struct site *s = p->site;
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
    next->query = join_queries(&g->join);
    next->n_pages = p->plan->len;
}

/* A state that cannot be written is an inconvenience, not a failure. */
static void save(struct production *g, const struct state *made)
{
    struct state next = *made;
    const struct past *past = g->p->past;
    const struct state_source source = {g, source_page, source_answers};
    next.source = &source;
    next.manifest = g->p->counts.manifest;
    next.output = past_path(g->p->output);
    if (past->scanned && !hash_is_zero(past->program) &&
        !state_save(past->site, &next) && g->p->options->verbose)
        speech_print(stderr, g->p->options->speech,
                     "jianbao: cannot write build/state: %s\n",
                     strerror(errno));
}

/* ---- the whole ---- */

static bool open_publish(struct production *g)
{
    const struct produce *p = g->p;
    const struct shard shard = {(uint32_t)p->options->shard,
                                (uint32_t)p->options->shards};
    const struct publish_options options = {.changes = p->changes,
                                            .output = p->output,
                                            .atomic = p->options->atomic,
                                            .quiet = p->options->quiet,
                                            .shard = shard,
                                            .threads = p->options->threads};
    struct str *paths = arena_array(&g->arena, p->plan->len + 1, struct str);
    size_t n = 0;
    for (size_t i = 0; i < p->plan->len; i++) {
        struct str path = page_path(&p->plan->page[i]);
        bool ours = shard_has(shard, path);
        g->slot[i] = ours ? (uint32_t)n : NOT_OURS;
        if (ours)
            paths[n++] = path;
    }
    g->p->n_files = n;
    g->publish = publish_open(&options, paths, n, p->diag);
    return g->publish != NULL;
}

static bool finish(struct production *g)
{
    struct state next = {0};
    if (g->leaves_state) {
        join_traces(g);
        set_state(g, &next);
    }
    bool good = publish_finish(g->publish, &g->p->counts, g->p->diag);
    if (good && g->leaves_state)
        save(g, &next);
    join_close(&g->join);
    return good;
}

static bool produce(struct production *g)
{
    if (!open_publish(g))
        return false;
    open_workers(g);
    if (g->leaves_state)
        answers_open(&g->answers, g->p->site, g->p->plan, g->n_workers);
    g->answers.sizes = g->sizes;
    if (render_all(g))
        return finish(g);
    publish_abandon(g->publish);
    return false;
}

bool produce_site(struct produce *p)
{
    struct production g = {.p = p,
                           .leaves_state = p->options->state != STATE_IGNORE,
                           .traced = past_rules_hold(p->past)};
    if (g.leaves_state)
        past_hash(p->past); /* not when most memory is in use */
    size_t n = p->plan->len, n_old = p->past->state.query.len;
    g.slot = arena_array(&g.arena, n + 1, uint32_t);
    g.sizes = arena_array(&g.arena, n + 1, size_t);
    g.asked = arena_array(&g.arena, n + 1, struct asked);
    g.answer = arena_array(&g.arena, n_old + 1, struct hash);
    g.changed = arena_array(&g.arena, n_old + 1, bool);
    g.used = arena_array(&g.arena, n_old + 1, atomic_bool);
    bool good = produce(&g);
    for (size_t i = 0; i < g.n_workers; i++)
        trace_release(&g.worker[i].trace);
    answers_close(&g.answers);
    arena_release(&g.arena);
    return good;
}
