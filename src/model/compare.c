/* SPDX-License-Identifier: MIT */
#include "model/compare.h"

#include "base/parallel.h"
#include "model/agree.h"
#include "model/content.h"
#include "model/pair.h"

struct comparing {
    struct site *s;
    const struct terms *terms;
    const struct names *names;
    struct arena arena[PARALLEL_MAX];
    struct diag diag[PARALLEL_MAX];
};

static void compare_entry(void *ctx, size_t worker, size_t i)
{
    struct comparing *c = ctx;
    struct entry *e = c->s->entry[i];
    struct arena *a = &c->arena[worker];
    bool opened[LANG_MAX] = {false};
    if (e->compared)
        return;
    arena_reset(a);
    for (size_t lang = 0; lang < LANG_MAX; lang++)
        if (e->in[lang] != NULL)
            opened[lang] = content_open(a, &c->s->config, e->in[lang]);
    pair_entry(c->s, c->terms, e, a, &c->diag[worker]);
    agree_entry(c->s, c->names, e, a, &c->diag[worker]);
    for (size_t lang = 0; lang < LANG_MAX; lang++)
        if (opened[lang])
            content_close(e->in[lang]);
}

void compare_texts(struct site *s, struct diag *d)
{
    struct comparing *c = arena_new(&s->arena, struct comparing);
    struct arena prepared = {0};
    c->s = s;
    diag_like(c->diag, PARALLEL_MAX, d);
    c->terms = pair_terms_new(&prepared, s);
    c->names = agree_names(&prepared, s->ignore, s->n_ignore);
    parallel_for(s->n_entries, s->options->threads, compare_entry, c);
    for (size_t i = 0; i < PARALLEL_MAX; i++) {
        diag_merge(d, &c->diag[i]);
        arena_release(&c->arena[i]);
    }
    arena_release(&prepared);
}
