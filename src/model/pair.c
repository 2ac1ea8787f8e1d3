/* SPDX-License-Identifier: MIT */
#include "model/pair.h"

#include "base/buf.h"
#include "base/parallel.h"
#include "model/pair_parts.h"

enum { NAMED_MAX = 8 }; /* changes that one message names */

struct checking {
    struct site *site;
    struct terms terms;
    struct arena arena[PARALLEL_MAX];
    struct diag diag[PARALLEL_MAX];
};

struct loc pair_title(const struct version *v)
{
    return v->title_loc.path.len > 0 ? v->title_loc : v->loc;
}

/* ---- freshness ---- */

static void name_cell(struct buf *b, const struct pair_change *change)
{
    buf_printf(b, "stat:" STR_FMT, STR_ARG(change->text));
    if (change->was.len == 0)
        buf_text(b, ", which it did not cite");
    else
        buf_printf(b, ", which was " STR_FMT " and is " STR_FMT,
                   STR_ARG(change->was), STR_ARG(change->now));
}

static void name_change(struct buf *b, const struct pair_change *change)
{
    switch (change->kind) {
    case PAIR_FRONT:
        buf_text(b, "title, summary or another text of the front matter");
        break;
    case PAIR_BLOCK:
        buf_printf(b, "line %u", change->loc.line);
        if (change->text.len > 0)
            buf_printf(b, " '" STR_FMT "'", STR_ARG(change->text));
        break;
    case PAIR_GONE:
        buf_printf(b, "%zu block%s taken out", change->n,
                   change->n == 1 ? "" : "s");
        break;
    case PAIR_MOVED: buf_text(b, "the order of its blocks"); break;
    case PAIR_CELL: name_cell(b, change); break;
    }
}

/* What readers are told: blocks, else figures. */
static unsigned count_stale(const struct pair_changes *changes)
{
    size_t blocks = 0, cells = 0;
    for (size_t i = 0; i < changes->len; i++) {
        const struct pair_change *change = &changes->at[i];
        if (change->kind == PAIR_CELL)
            cells++;
        else
            blocks += change->kind == PAIR_GONE ? change->n : 1;
    }
    return (unsigned)(blocks > 0 ? blocks : cells);
}

static void report_stale(struct pair *p, const struct pair_changes *changes)
{
    struct buf b = {0};
    for (size_t i = 0; i < changes->len && i < NAMED_MAX; i++) {
        buf_text(&b, i > 0 ? "; " : "");
        name_change(&b, &changes->at[i]);
    }
    if (changes->len > NAMED_MAX)
        buf_printf(&b, "; and %zu more", changes->len - NAMED_MAX);
    struct str all = buf_view(&b);
    diag_add(p->d, pair_title(p->t), DIAG_TRANSLATION_STALE,
             "changed in the original, " STR_FMT ", since this translation was "
             "recorded: " STR_FMT "; bring it up to date, then run "
             "jianbao translated " STR_FMT,
             STR_ARG(p->o->path), STR_ARG(all), STR_ARG(p->t->path));
    buf_release(&b);
}

static void check_freshness(struct pair *p)
{
    struct pair_changes changes;
    p->t->recorded = pair_compare(p->a, p->s, p->t, &p->texts[0], &changes);
    p->t->n_stale = count_stale(&changes);
    if (!p->t->recorded)
        diag_add(p->d, pair_title(p->t), DIAG_TRANSLATION_UNRECORDED,
                 "%s; see that it says what its original, " STR_FMT
                 ", says, then run jianbao translated " STR_FMT,
                 p->t->translation_of.len == 0
                     ? "this translation has no record"
                     : "this version of jianbao cannot read the record, 'of'",
                 STR_ARG(p->o->path), STR_ARG(p->t->path));
    else if (changes.len > 0)
        report_stale(p, &changes);
}

/* ---- all pairs ---- */

static void check_pair(struct pair *p, const struct terms *terms)
{
    check_freshness(p);
    p->texts[1] = pair_texts(p->a, p->t);
    pair_align(p);
    pair_parity(p);
    pair_terms(p, terms);
}

static void check_entry(void *ctx, size_t worker, size_t i)
{
    struct checking *c = ctx;
    const struct entry *e = c->site->entry[i];
    const struct version *o = e->in[e->original];
    struct arena *a = &c->arena[worker];
    struct pair_texts texts = {0};
    if (o == NULL || o->broken || e->compared)
        return;
    arena_reset(a);
    for (int lang = 0; lang < LANG_MAX; lang++) {
        struct version *t = e->in[lang];
        if (t == NULL || t == o || t->broken)
            continue;
        if (texts.front.at == NULL)
            texts = pair_texts(a, o);
        struct pair p = {.s = c->site,
                         .o = o,
                         .t = t,
                         .a = a,
                         .d = &c->diag[worker],
                         .texts = {texts}};
        check_pair(&p, &c->terms);
    }
}

void pair_check(struct site *s, struct diag *d)
{
    struct checking *c = arena_new(&s->arena, struct checking);
    struct arena sorted = {0};
    size_t threads =
        s->options->threads < PARALLEL_MAX ? s->options->threads : PARALLEL_MAX;
    c->site = s;
    pair_terms_init(&c->terms, &sorted, s);
    parallel_for(s->n_entries, threads, check_entry, c);
    for (size_t i = 0; i < threads; i++) {
        diag_merge(d, &c->diag[i]);
        arena_release(&c->arena[i]);
    }
    arena_release(&sorted);
}
