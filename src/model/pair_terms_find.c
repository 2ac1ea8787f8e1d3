/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/buf.h"
#include "model/pair_parts.h"

/* ---- English forms ---- */

static char plain_mark(uint32_t c)
{
    if (c == 0x2018 || c == 0x2019)
        return '\'';
    if (c == 0x201C || c == 0x201D)
        return '"';
    return c >= 0x2010 && c <= 0x2015 ? '-' : ' ';
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Curly marks straight, dashes hyphens, other marks beyond ASCII spaces, so
 * that all bytes beyond ASCII belong to words; then lower case. */
struct str terms_folded(struct arena *a, struct str s)
{
    char *to = arena_alloc(a, s.len + 1, 1);
    size_t len = 0;
    for (size_t at = 0; at < s.len;) {
        size_t from = at;
        uint32_t c = (unsigned char)s.at[at];
        if (c < 0x80) {
            to[len++] = small(s.at[at++]);
            continue;
        }
        c = utf8_next(s, &at);
        if (unicode_is_alnum(c)) {
            memcpy(to + len, s.at + from, at - from);
            len += at - from;
        } else {
            to[len++] = plain_mark(c);
        }
    }
    return unicode_lower(a, (struct str){to, len});
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

static bool ends_word(struct str s, size_t at)
{
    return at >= s.len || !is_word_byte(s.at[at]);
}

/* The end of a word or of its plural: -s, -es, -y as -ies. */
static bool ends_form(struct str text, size_t at)
{
    struct str rest = str_from(text, at);
    if (ends_word(rest, 0) || !is_word_byte(text.at[at - 1]))
        return true;
    return (rest.at[0] == 's' && ends_word(rest, 1)) ||
           (str_starts(rest, STR("es")) && ends_word(rest, 2));
}

static bool has_word(struct str text, struct str form, bool plural_of_y)
{
    struct str stem = form;
    if (plural_of_y)
        stem.len--;
    for (size_t from = 0, hit;
         (hit = str_find(str_from(text, from), stem)) != SIZE_MAX;
         from += hit + 1) {
        size_t at = from + hit, end = at + stem.len;
        bool begins = at == 0 || !is_word_byte(text.at[at - 1]) ||
                      !is_word_byte(stem.at[0]);
        if (begins &&
            (plural_of_y ? str_starts(str_from(text, end), STR("ies")) &&
                               ends_word(text, end + 3)
                         : ends_form(text, end)))
            return true;
    }
    return false;
}

bool terms_has_form(struct arena *a, struct str text, struct str approved)
{
    struct str form = terms_folded(a, pair_normal(a, approved));
    if (form.len == 0)
        return true;
    return has_word(text, form, false) ||
           (form.len > 1 && str_ends(form, STR("y")) &&
            has_word(text, form, true));
}

/* ---- tables ---- */

static int by_text(const void *x, const void *y)
{
    const struct term_key *a = x, *b = y;
    int order = str_compare(a->text, b->text);
    if (order == 0) /* those with a scope before the one for everywhere */
        order = (a->term->scope.len == 0) - (b->term->scope.len == 0);
    if (order == 0)
        order = str_compare(a->term->scope, b->term->scope);
    return order != 0 ? order : str_compare(a->term->zh, b->term->zh);
}

static size_t bit_of(uint32_t c)
{
    return (c * UINT32_C(2654435761)) >> 20;
}

static bool begins_term(const struct term_table *table, uint32_t c)
{
    size_t bit = bit_of(c);
    return (table->first[bit / 64] >> bit % 64 & 1) != 0;
}

static void add_key(struct term_table *table, struct str text,
                    const struct term *term)
{
    size_t at = 0;
    if (text.len == 0)
        return;
    table->at[table->len++] = (struct term_key){text, term};
    size_t bit = bit_of(utf8_next(text, &at));
    table->first[bit / 64] |= UINT64_C(1) << bit % 64;
}

const struct terms *pair_terms_new(struct arena *a, const struct site *s)
{
    struct terms *terms = arena_new(a, struct terms);
    terms->zh.at = arena_array(a, s->n_terms + 1, struct term_key);
    terms->en.at = arena_array(a, s->n_terms + 1, struct term_key);
    terms->en.words = true;
    for (size_t i = 0; i < s->n_terms; i++) {
        const struct term *t = s->term[i];
        if (t->broken)
            continue;
        add_key(&terms->zh, pair_normal(a, t->zh), t);
        if (t->en.len > 0)
            add_key(&terms->en,
                    terms_folded(a, pair_normal(a, t->en.at[0])), t);
    }
    qsort(terms->zh.at, terms->zh.len, sizeof *terms->zh.at, by_text);
    qsort(terms->en.at, terms->en.len, sizeof *terms->en.at, by_text);
    return terms;
}

/* ---- search ---- */

static bool lies_in(const struct district *d, struct str code)
{
    for (; d != NULL; d = d->parent)
        if (str_eq(d->code, code))
            return true;
    return false;
}

static bool applies(const struct term *t, const struct entry *e)
{
    if (t->scope.len == 0)
        return true;
    if (e->source != NULL && str_eq(e->source->id, t->scope))
        return true;
    for (size_t i = 0; i < e->n_districts; i++)
        if (lies_in(e->district[i], t->scope))
            return true;
    return e->kind == ENTRY_DISTRICT && str_eq(e->slug, t->scope);
}

static int byte_at(const struct term_key *key, size_t i)
{
    return i < key->text.len ? (unsigned char)key->text.at[i] : -1;
}

/* The first key in [from, to) whose byte `i` is not below `byte`. */
static size_t lower(const struct term_table *table, size_t from, size_t to, size_t i,
                    int byte)
{
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        if (byte_at(&table->at[mid], i) < byte)
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}

const struct term_key *terms_at(const struct term_table *table, struct str s,
                                size_t at, const struct entry *e)
{
    const struct term_key *best = NULL;
    size_t from = 0, to = table->len;
    struct str text = str_from(s, at);
    if (table->words && at > 0 && is_word_byte(s.at[at - 1]) &&
        is_word_byte(s.at[at]))
        return NULL;
    for (size_t i = 0; i < text.len && from < to; i++) {
        int byte = (unsigned char)text.at[i];
        from = lower(table, from, to, i, byte);
        to = lower(table, from, to, i, byte + 1);
        bool whole = !table->words || ends_form(s, at + i + 1);
        for (size_t k = from;
             whole && k < to && table->at[k].text.len == i + 1; k++)
            if (applies(table->at[k].term, e)) {
                best = &table->at[k];
                break;
            }
    }
    return best;
}

struct search {
    struct pair *p;
    const struct term_table *table;
    bool *seen; /* by index in the table */
    struct term_hits *out;
};

static bool is_checked(const struct term *t)
{
    return t->en.len > 0 && !str_is(t->kind, "ignore");
}

static void find_in(struct search *s, struct str text, size_t group,
                    struct loc loc)
{
    const struct term_table *table = s->table;
    if (table->words)
        text = terms_folded(s->p->a, text);
    for (size_t at = 0; at < text.len;) {
        size_t next = at;
        if (!begins_term(table, utf8_next(text, &next))) {
            at = next;
            continue;
        }
        const struct term_key *key = terms_at(table, text, at, s->p->o->entry);
        at = key != NULL ? at + key->text.len : next;
        if (key == NULL || !is_checked(key->term) || s->seen[key - table->at])
            continue;
        s->seen[key - table->at] = true;
        *vec_push(s->p->a, s->out) = (struct term_hit){key, group, loc, text};
    }
}

void terms_find(struct pair *p, const struct term_table *table,
                struct term_hits *out)
{
    struct search s = {.p = p, .table = table, .out = out};
    s.seen = arena_array(p->a, table->len + 1, bool);
    find_in(&s, p->texts[0].front, p->alignment.n_groups, pair_title(p->o));
    for (size_t i = 0; i < p->texts[0].n_blocks; i++)
        find_in(&s, p->texts[0].block[i], p->alignment.group[0][i],
                p->o->body->scan.blocks.at[i].loc);
}
