/* SPDX-License-Identifier: MIT */
#include "model/pair.h"

#include "base/buf.h"
#include "model/pair_parts.h"

enum { NAMED_MAX = 8 }; /* changes that one message names */

struct loc pair_title(const struct version *v)
{
    return v->title_loc.path.len > 0 ? v->title_loc : v->loc;
}

/* ---- freshness ---- */

static struct str name_cell(struct arena *a, enum speech speech,
                            const struct pair_change *change)
{
    if (change->was.len == 0)
        return speech_say(a, speech, "stat:" STR_FMT ", which it did not cite",
                          STR_ARG(change->text));
    return speech_say(a, speech,
                      "stat:" STR_FMT ", which was " STR_FMT " and is " STR_FMT,
                      STR_ARG(change->text), STR_ARG(change->was),
                      STR_ARG(change->now));
}

static struct str name_change(struct arena *a, enum speech speech,
                              const struct pair_change *change)
{
    switch (change->kind) {
    case PAIR_FRONT:
        return speech_say(
            a, speech, "title, summary or another text of the front matter");
    case PAIR_BLOCK:
        if (change->text.len == 0)
            return speech_say(a, speech, "line %u", change->loc.line);
        return speech_say(a, speech, "line %u '" STR_FMT "'", change->loc.line,
                          STR_ARG(change->text));
    case PAIR_GONE: return speech_say(a, speech, "a block was taken out");
    case PAIR_MOVED: return speech_say(a, speech, "the order of its blocks");
    case PAIR_CELL: break;
    }
    return name_cell(a, speech, change);
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
            blocks++;
    }
    return (unsigned)(blocks > 0 ? blocks : cells);
}

static void report_stale(struct pair *p, const struct pair_changes *changes)
{
    struct buf b = {0};
    for (size_t i = 0; i < changes->len && i < NAMED_MAX; i++) {
        buf_text(&b, i > 0 ? speech_word(p->d->speech, "; ") : "");
        buf_str(&b, name_change(p->a, p->d->speech, &changes->at[i]));
    }
    if (changes->len > NAMED_MAX)
        buf_str(&b, speech_say(p->a, p->d->speech, "; and %zu more",
                               changes->len - NAMED_MAX));
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
                 !p->t->has_record
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

void pair_entry(const struct site *s, const struct terms *terms,
                struct entry *e, struct arena *a, struct diag *d)
{
    const struct version *o = e->in[e->original];
    struct pair_texts texts = {0};
    if (o == NULL || o->broken || e->compared)
        return;
    for (int lang = 0; lang < LANG_MAX; lang++) {
        struct version *t = e->in[lang];
        if (t == NULL || t == o || t->broken)
            continue;
        if (texts.front.at == NULL)
            texts = pair_texts(a, o);
        struct pair p = {
            .s = s, .o = o, .t = t, .a = a, .d = d, .texts = {texts}};
        check_pair(&p, terms);
    }
}
