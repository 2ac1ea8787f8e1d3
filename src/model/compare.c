/* SPDX-License-Identifier: MIT */
#include "model/compare.h"

#include "base/parallel.h"
#include "model/agree.h"
#include "model/body.h"
#include "model/pair.h"

struct comparing {
    struct site *s;
    const struct plan *p;
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
    struct diag *d = &c->diag[worker];
    bool good = true;
    if (e->compared)
        return;
    arena_reset(a);
    for (size_t lang = 0; lang < LANG_MAX; lang++)
        if (e->in[lang] != NULL)
            good = body_open(a, c->s, c->p, e->in[lang], d) && good;
    if (good) {
        pair_entry(c->s, c->terms, e, a, d);
        agree_entry(c->s, c->names, e, a, d);
    }
    for (size_t lang = 0; lang < LANG_MAX; lang++)
        if (e->in[lang] != NULL)
            body_close(e->in[lang]);
}

void compare_texts(struct site *s, const struct plan *p, struct diag *d)
{
    struct comparing *c = arena_new(&s->arena, struct comparing);
    struct arena prepared = {0};
    c->s = s;
    c->p = p;
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
