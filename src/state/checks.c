/* SPDX-License-Identifier: MIT */
#include "state/checks.h"

#include <stdlib.h>

#include "base/parallel.h"
#include "model/answer_text.h"

struct hashing {
    struct checks *c;
    const struct site *s;
    struct buf buf[PARALLEL_MAX];
};

static void hash_entry(void *ctx, size_t worker, size_t i)
{
    struct hashing *h = ctx;
    struct buf *b = &h->buf[worker];
    buf_reset(b);
    digest_card(b, h->s, h->s->entry[i]);
    digest_body(b, h->s->entry[i]);
    h->c->key[i] = hash_of(buf_view(b));
}

static void hash_all(struct checks *c, const struct site *s)
{
    struct hashing *h = arena_new(&c->arena, struct hashing);
    c->key = arena_array(&c->arena, s->n_entries + 1, struct hash);
    h->c = c;
    h->s = s;
    parallel_for(s->n_entries, s->options->threads, hash_entry, h);
    for (size_t i = 0; i < PARALLEL_MAX; i++)
        buf_release(&h->buf[i]);
}

static void repeat(struct entry *e, const struct state_check *known,
                   const struct state *state, struct diag *d)
{
    e->compared = true;
    for (int lang = 0; lang < LANG_MAX; lang++)
        if (e->in[lang] != NULL) {
            e->in[lang]->n_stale = known->stale[lang] >> 1;
            e->in[lang]->recorded = known->stale[lang] & 1;
        }
    for (size_t i = 0; i < known->n_messages; i++)
        *vec_push(&d->arena, &d->messages) = state->found[known->first + i];
}

void checks_begin(struct checks *c, struct site *s, struct past *past,
                  struct diag *d)
{
    *c = (struct checks){.past = past};
    if (past == NULL)
        return;
    hash_all(c, s);
    c->n_before = d->messages.len;
    bool rules = past->state.speech == past->options->speech &&
                 past_rules_hold(past);
    for (size_t i = 0; i < s->n_entries; i++) {
        struct entry *e = s->entry[i];
        struct str name = site_entry_key(&c->arena, e);
        for (int lang = 0; lang < LANG_MAX; lang++)
            if (e->in[lang] != NULL)
                map_put(&c->by_path, &c->arena, e->in[lang]->path, &c->key[i]);
        const struct state_check *known =
            rules ? state_check(&past->state, name) : NULL;
        if (known != NULL && hash_eq(known->key, c->key[i]))
            repeat(e, known, &past->state, d);
    }
}

/* ---- for the next state ---- */

struct found {
    size_t entry; /* index in site.entry */
    const struct message *message;
};

static int by_entry(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    if (x->entry != y->entry)
        return x->entry < y->entry ? -1 : 1;
    return (x->message > y->message) - (x->message < y->message);
}

/* False when a message belongs to no text: then nothing can be kept. */
static bool assign(struct checks *c, const struct diag *d, struct found *out)
{
    for (size_t i = c->n_before; i < d->messages.len; i++) {
        const struct message *m = &d->messages.at[i];
        const struct hash *key = map_get(&c->by_path, m->loc.path);
        if (key == NULL)
            return false;
        out[i - c->n_before] =
            (struct found){(size_t)(key - c->key), m};
    }
    return true;
}

static int by_name(const void *a, const void *b)
{
    const struct state_check *x = a, *y = b;
    return str_compare(x->name, y->name);
}

static void keep(struct checks *c, const struct site *s,
                 const struct found *found, size_t n_found)
{
    struct past *p = c->past;
    struct arena *a = &p->arena;
    size_t at = 0;
    p->check = arena_array(a, s->n_entries + 1, struct state_check);
    p->n_checks = s->n_entries;
    p->found = arena_array(a, n_found + 1, struct message);
    p->n_found = n_found;
    for (size_t i = 0; i < s->n_entries; i++) {
        const struct entry *e = s->entry[i];
        struct state_check *check = &p->check[i];
        check->name = site_entry_key(a, e);
        check->key = c->key[i];
        check->first = at;
        for (; at < n_found && found[at].entry == i; at++)
            p->found[at] = *found[at].message;
        check->n_messages = at - check->first;
        for (int lang = 0; lang < LANG_MAX; lang++)
            if (e->in[lang] != NULL)
                check->stale[lang] =
                    e->in[lang]->n_stale << 1 | e->in[lang]->recorded;
    }
    qsort(p->check, p->n_checks, sizeof *p->check, by_name);
}

void checks_end(struct checks *c, const struct site *s, const struct diag *d)
{
    if (c->past == NULL)
        return;
    size_t n = d->messages.len - c->n_before;
    struct found *found = arena_array(&c->arena, n + 1, struct found);
    if (assign(c, d, found)) {
        if (n > 1)
            qsort(found, n, sizeof *found, by_entry);
        keep(c, s, found, n);
    }
    map_release(&c->by_path);
    arena_release(&c->arena);
}
