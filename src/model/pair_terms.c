/* SPDX-License-Identifier: MIT */
#include "base/buf.h"
#include "model/pair_parts.h"

/* ---- is it a word of the original? ---- */

enum { AROUND = 60, OCCURRENCES_MAX = 64, ASKED_MAX = 200 };

static size_t character_start(struct str s, size_t at)
{
    while (at > 0 && at < s.len && ((unsigned char)s.at[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* Some letters before and behind are enough to tell words apart. */
static bool is_word(struct str text, size_t at, size_t len)
{
    size_t from = character_start(text, at > AROUND ? at - AROUND : 0);
    size_t end = at + len + AROUND;
    end = end < text.len ? character_start(text, end) : text.len;
    return unicode_is_whole((struct str){text.at + from, end - from}, at - from,
                            len);
}

/* A term inside longer words is none: asked only where its form is missing. */
static bool stands_in(const struct pair *p, const struct term_table *table,
                      struct str text, const struct term_key *key)
{
    for (size_t at = 0, n = 0; n < OCCURRENCES_MAX; n++) {
        size_t hit = str_find(str_from(text, at), key->text);
        if (hit == SIZE_MAX)
            return false;
        at += hit;
        if (terms_at(table, text, at, p->o->entry) == key &&
            is_word(text, at, key->text.len))
            return true;
        at += key->text.len;
    }
    return true;
}

/* Moves the hit to the first place where the term is a word. */
static bool is_meant(struct pair *p, const struct term_table *table,
                     struct term_hit *hit)
{
    if (table->words || stands_in(p, table, hit->text, hit->key))
        return true;
    for (size_t i = 0; i < p->texts[0].n_blocks; i++)
        if (stands_in(p, table, p->texts[0].block[i], hit->key)) {
            hit->group = p->alignment.group[0][i];
            hit->loc = p->o->body->scan.blocks.at[i].loc;
            return true;
        }
    return false;
}

/* ---- are its forms in the translation? ---- */

static struct str whole_text(struct arena *a, const struct pair_texts *t)
{
    struct buf b = {0};
    buf_str(&b, t->front);
    for (size_t i = 0; i < t->n_blocks; i++) {
        buf_str(&b, t->block[i]);
        buf_byte(&b, '\n');
    }
    struct str all = arena_copy(a, buf_view(&b));
    buf_release(&b);
    return all;
}

static bool has_english(struct arena *a, struct str text, const struct term *t)
{
    for (size_t i = 0; i < t->en.len; i++)
        if (terms_has_form(a, text, t->en.at[i]))
            return true;
    return false;
}

/* Of the terms that share their English form, any. */
static bool has_chinese(struct arena *a, struct str text,
                        const struct term_table *table,
                        const struct term_key *key)
{
    const struct term_key *first = key, *end = table->at + table->len;
    while (first > table->at && str_eq(first[-1].text, key->text))
        first--;
    for (; first < end && str_eq(first->text, key->text); first++)
        if (str_find(text, pair_normal(a, first->term->zh)) != SIZE_MAX)
            return true;
    return false;
}

static void report(struct pair *p, const struct term_table *table,
                   const struct term_hit *hit)
{
    const struct term *t = hit->key->term;
    struct buf forms = {0};
    for (size_t i = 0; !table->words && i < t->en.len && i < 4; i++)
        buf_printf(&forms, "%s'" STR_FMT "'",
                   i > 0 ? speech_word(p->d->speech, SPEECH(" or ")) : "",
                   STR_ARG(t->en.at[i]));
    if (table->words)
        buf_printf(&forms, "'" STR_FMT "'", STR_ARG(t->zh));
    struct str text = buf_view(&forms);
    struct str term = table->words ? t->en.at[0] : t->zh;
    diag_add(p->d, pair_place(p, hit->group), DIAG_TERM_MISSING,
             "the original has '" STR_FMT "', " STR_FMT ":%u, but this text "
             "has nowhere " STR_FMT,
             STR_ARG(term), STR_ARG(hit->loc.path), hit->loc.line,
             STR_ARG(text));
    buf_release(&forms);
}

/* The glossary has Chinese and English. */
static const struct term_table *table_for(const struct pair *p,
                                          const struct terms *terms)
{
    const struct language *languages = p->s->config.language;
    struct str from = languages[p->o->lang].tag, to = languages[p->t->lang].tag;
    bool zh_to_en =
        numerals_of(from) == NUMERALS_ZH && str_starts(to, STR("en"));
    bool en_to_zh =
        str_starts(from, STR("en")) && numerals_of(to) == NUMERALS_ZH;
    return zh_to_en ? &terms->zh : en_to_zh ? &terms->en : NULL;
}

void pair_terms(struct pair *p, const struct terms *terms)
{
    const struct term_table *table = table_for(p, terms);
    struct term_hits hits = {0};
    if (table == NULL || table->len == 0)
        return;
    terms_find(p, table, &hits);
    if (hits.len == 0)
        return;
    struct str text = whole_text(p->a, &p->texts[1]);
    if (!table->words)
        text = terms_folded(p->a, text);
    size_t n = 0, asked = 0;
    for (size_t i = 0; i < hits.len && n < PAIR_MESSAGES_MAX; i++) {
        struct term_hit *hit = &hits.at[i];
        bool found = table->words
                         ? has_chinese(p->a, text, table, hit->key)
                         : has_english(p->a, text, hit->key->term);
        if (found ||
            (asked++ < ASKED_MAX && !is_meant(p, table, hit)))
            continue;
        report(p, table, hit);
        n++;
    }
}
