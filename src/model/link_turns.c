/* SPDX-License-Identifier: MIT */
#include "base/parallel.h"
#include "model/answer_text.h"
#include "model/linker.h"
#include "model/media.h"

/* ---- what texts do to other records ---- */

/* Adds an article to those that cite a record, once. */
static void note_citing(struct site *s, struct entry *e, struct entry ***list,
                        size_t *n)
{
    if (e->kind != ENTRY_ARTICLE || !e->published ||
        (*n > 0 && (*list)[*n - 1] == e))
        return;
    if ((*n & (*n - 1)) == 0) /* full at powers of two */
        *list = arena_grow(&s->arena, *list, *n, *n == 0 ? 1 : *n * 2,
                           sizeof **list);
    (*list)[(*n)++] = e;
}

/* Of a version's media the size and the like is known by now. */
static void end_version(struct site *s, struct version *v,
                        const struct link_effect *effects, size_t n)
{
    struct buf shown = {0};
    digest_number(&shown, v->shown.low);
    digest_number(&shown, v->shown.high);
    for (size_t i = 0; i < n; i++)
        if (effects[i].kind == USES_MEDIA)
            digest_media(&shown, effects[i].record);
    v->shown = hash_of(buf_view(&shown));
    buf_release(&shown);
    for (size_t i = 0; i < v->n_cited; i++) {
        struct indicator *x = v->cited[i]->indicator;
        note_citing(s, v->entry, &x->citing, &x->n_citing);
    }
}

static void apply(struct site *s, struct entry *e,
                  const struct link_effects *effects, struct diag *d)
{
    size_t first = 0; /* of the version */
    for (size_t i = 0; i < effects->len; i++) {
        void *record = effects->at[i].record;
        switch (effects->at[i].kind) {
        case CITES_TERM: {
            struct term *t = record;
            note_citing(s, e, &t->citing, &t->n_citing);
            break;
        }
        case CITES_PAPER: {
            struct paper *x = record;
            x->used = true;
            note_citing(s, e, &x->citing, &x->n_citing);
            break;
        }
        case USES_MEDIA: (void)media_use(s, record, d); break;
        case USES_SHEET: ((struct sheet *)record)->used = true; break;
        case ENDS_VERSION:
            end_version(s, record, effects->at + first, i - first);
            first = i + 1;
            break;
        case ENDS_FRONT: first = i + 1; break;
        }
    }
}

/* ---- entries ---- */

enum { ENTRIES_AT_ONCE = 512 };

struct linking {
    struct site *s;
    const struct plan *p;
    struct diag *d;
    size_t from; /* first of the entries whose turn it is */
    struct link_effects effects[ENTRIES_AT_ONCE];
    struct arena kept[PARALLEL_MAX], work[PARALLEL_MAX],
        scratch[PARALLEL_MAX];
    struct diag diag[PARALLEL_MAX];
};

static void link_one_entry(void *ctx, size_t worker, size_t i)
{
    struct linking *k = ctx;
    struct entry *e = k->s->entry[k->from + i];
    struct linker l = {.s = k->s,
                       .p = k->p,
                       .d = &k->diag[worker],
                       .a = &k->kept[worker],
                       .work = &k->work[worker],
                       .scratch = &k->scratch[worker],
                       .effects = &k->effects[i]};
    k->effects[i] = (struct link_effects){0};
    link_entry(&l, e);
    link_note(&l, ENDS_FRONT, e);
    for (int lang = 0; lang < LANG_MAX; lang++)
        if (e->in[lang] != NULL)
            link_version(&l, e->in[lang]);
}

static void link_turn(struct linking *k, size_t n)
{
    parallel_for(n, k->s->options->threads, link_one_entry, k);
    for (size_t i = 0; i < n; i++)
        apply(k->s, k->s->entry[k->from + i], &k->effects[i], k->d);
    for (size_t i = 0; i < PARALLEL_MAX; i++)
        arena_reset(&k->work[i]);
    k->from += n;
}

void link_entries(struct site *s, const struct plan *p, struct diag *d)
{
    struct arena arena = {0};
    struct linking *k = arena_new(&arena, struct linking);
    *k = (struct linking){.s = s, .p = p, .d = d};
    diag_like(k->diag, PARALLEL_MAX, d);
    while (k->from < s->n_entries) {
        size_t left = s->n_entries - k->from;
        link_turn(k, left < ENTRIES_AT_ONCE ? left : ENTRIES_AT_ONCE);
    }
    for (size_t i = 0; i < PARALLEL_MAX; i++) {
        diag_merge(d, &k->diag[i]);
        arena_adopt(&s->arena, &k->kept[i]);
        arena_release(&k->work[i]);
        arena_release(&k->scratch[i]);
    }
    arena_release(&arena);
}
