/* SPDX-License-Identifier: MIT */
#include "list_stale.h"

#include "history.h"
#include "model/body.h"
#include "model/pair.h"
#include "word_diff.h"

struct past { /* of a change */
    bool known;
    struct str text; /* front: as pair_texts has it */
};

struct staleness {
    struct site *s;
    const struct plan *p;
    struct table *t;
    struct arena *a; /* of one translation */
    const struct version *translation;
    struct version *original;
    struct pair_changes changes;
    struct pair_texts now;
    struct past *past; /* one for each change */
    size_t n_read;     /* older states, in this run */
};

/* ---- older texts ---- */

static size_t look(struct staleness *st, const struct pair_texts *texts)
{
    size_t found = 0;
    for (size_t i = 0; i < st->changes.len; i++) {
        const struct pair_change *change = &st->changes.at[i];
        if (change->hash.len == 0 || st->past[i].known)
            continue;
        const struct str *text =
            pair_recorded_text(texts, change->kind, change->hash);
        if (text != NULL)
            st->past[i] = (struct past){true, *text};
        found += text != NULL;
    }
    return found;
}

static void find_past(struct staleness *st)
{
    struct history h;
    size_t wanted = 0;
    for (size_t i = 0; i < st->changes.len; i++)
        wanted += st->changes.at[i].hash.len > 0;
    if (wanted == 0 || st->n_read >= STALE_READ_MAX)
        return;
    history_open(st->a, st->s->options->site, st->original->path, &h);
    for (size_t i = 0; i < h.revisions.len && wanted > 0 &&
                       st->n_read < STALE_READ_MAX;
         i++) {
        struct str bytes;
        struct pair_texts texts;
        st->n_read++;
        if (history_read(st->a, &h, i, &bytes) &&
            pair_past(st->s, st->p, st->a, st->original, bytes, &texts))
            wanted -= look(st, &texts);
    }
}

/* ---- rows ---- */

static void row(struct staleness *st, unsigned line, const char *change,
                struct str text, struct str was, struct str now)
{
    struct table *t = st->t;
    table_add(t, st->translation->path);
    table_add(t, st->original->path);
    if (line > 0)
        table_add_number(t, line);
    else
        table_add(t, (struct str){0});
    table_add_word(t, change);
    table_add(t, text);
    table_add(t, was);
    table_add(t, now);
}

static struct str said(const struct staleness *st, const char *word)
{
    return str_of(st->s->options->format == LIST_TABLE
                      ? speech_word(st->t->speech, word)
                      : word);
}

/* People see what differs, programs the texts. */
static void text_row(struct staleness *st, unsigned line, const char *change,
                     struct str text, const struct past *past, struct str now)
{
    struct str was = past->text;
    if (st->s->options->format == LIST_TABLE && past->known) {
        struct word_diff d = word_diff(st->a, was, now);
        was = d.was;
        now = d.now;
    } else if (st->s->options->format == LIST_TABLE) {
        was = said(st, SPEECH("(old text not available)"));
    }
    row(st, line, change, text, was, now);
}

/* The parts of a front text, as many as there are; the last one has the rest. */
enum { N_PARTS = 5 };
static void split(struct str front, struct str part[N_PARTS])
{
    for (size_t i = 0; i < N_PARTS - 1; i++)
        str_cut(front, '\x1f', &part[i], &front);
    part[N_PARTS - 1] = front;
}

static void front_rows(struct staleness *st, const struct pair_change *change,
                       const struct past *past)
{
    static const char *const names[] = {
        SPEECH("title"), SPEECH("subtitle"), SPEECH("kicker"),
        SPEECH("summary"), SPEECH("pictures, attachments, corrections")};
    struct str was[N_PARTS], now[N_PARTS];
    if (!past->known) {
        text_row(st, change->loc.line, SPEECH("front matter"),
                 (struct str){0}, past, (struct str){0});
        return;
    }
    split(past->text, was);
    split(st->now.front, now);
    for (size_t i = 0; i < N_PARTS; i++) {
        const struct past part = {true, was[i]};
        if (!str_eq(was[i], now[i]))
            text_row(st, change->loc.line, SPEECH("front matter"),
                     said(st, names[i]), &part, now[i]);
    }
}

static void change_row(struct staleness *st, const struct pair_change *change,
                       const struct past *past)
{
    const struct str none = {0};
    unsigned line = change->loc.line;
    switch (change->kind) {
    case PAIR_FRONT: front_rows(st, change, past); break;
    case PAIR_BLOCK:
        if (change->hash.len == 0)
            row(st, line, SPEECH("new"), change->text, none,
                st->now.block[change->block]);
        else
            text_row(st, line, SPEECH("changed"), change->text, past,
                     st->now.block[change->block]);
        break;
    case PAIR_GONE: text_row(st, 0, SPEECH("taken out"), none, past, none); break;
    case PAIR_MOVED: row(st, 0, SPEECH("moved"), none, none, none); break;
    case PAIR_CELL:
        row(st, 0, SPEECH("figure"),
            arena_printf(st->a, "stat:" STR_FMT, STR_ARG(change->text)),
            change->was, change->now);
        break;
    }
}

static void translation_rows(struct staleness *st)
{
    const struct str none = {0};
    if (!pair_changes(st->a, st->s, st->translation, &st->changes)) {
        row(st, 0, SPEECH("no record"), none, none, none);
        return;
    }
    st->now = pair_texts(st->a, st->original);
    st->past = arena_array(st->a, st->changes.len + 1, struct past);
    find_past(st);
    for (size_t i = 0; i < st->changes.len; i++)
        change_row(st, &st->changes.at[i], &st->past[i]);
}

void list_stale(struct site *s, const struct plan *p, struct table *t,
                struct diag *d)
{
    struct arena work = {0};
    struct staleness st = {.s = s, .p = p, .t = t, .a = &work};
    table_init(t, t->arena, "translation original #line change text -was +now");
    for (size_t i = 0; i < s->n_entries; i++) {
        const struct entry *e = s->entry[i];
        st.original = e->in[e->original];
        for (size_t lang = 0; lang < s->config.n_languages; lang++) {
            st.translation = e->in[lang];
            if (st.translation == NULL || st.translation == st.original ||
                st.translation->broken || st.original->broken ||
                (st.translation->recorded && st.translation->n_stale == 0))
                continue;
            arena_reset(&work);
            struct version *own = e->in[lang];
            if (body_open(&work, s, p, st.original, d) &&
                body_open(&work, s, p, own, d))
                translation_rows(&st);
            body_close(st.original);
            body_close(own);
        }
    }
    arena_release(&work);
}
