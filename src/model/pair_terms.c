/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/buf.h"
#include "model/pair_parts.h"

static int by_text(const void *x, const void *y)
{
    const struct term_key *a = x, *b = y;
    int order = str_compare(a->text, b->text);
    if (order == 0) /* those with a scope before the one for everywhere */
        order = (a->term->scope.len == 0) - (b->term->scope.len == 0);
    return order != 0 ? order : str_compare(a->term->scope, b->term->scope);
}

static size_t bit_of(uint32_t c)
{
    return (c * UINT32_C(2654435761)) >> 20;
}

static bool begins_term(const struct terms *terms, uint32_t c)
{
    size_t bit = bit_of(c);
    return (terms->first[bit / 64] >> bit % 64 & 1) != 0;
}

const struct terms *pair_terms_new(struct arena *a, const struct site *s)
{
    struct terms *terms = arena_new(a, struct terms);
    terms->at = arena_array(a, s->n_terms + 1, struct term_key);
    for (size_t i = 0; i < s->n_terms; i++) {
        struct str text = pair_normal(a, s->term[i]->zh);
        if (s->term[i]->broken || text.len == 0)
            continue;
        terms->at[terms->len++] = (struct term_key){text, s->term[i]};
        size_t at = 0, bit = bit_of(utf8_next(text, &at));
        terms->first[bit / 64] |= UINT64_C(1) << bit % 64;
    }
    qsort(terms->at, terms->len, sizeof *terms->at, by_text);
    return terms;
}

/* ---- finding terms in the original ---- */

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
static size_t lower(const struct terms *terms, size_t from, size_t to, size_t i,
                    int byte)
{
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        if (byte_at(&terms->at[mid], i) < byte)
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}

/* The longest term that the text begins with, of those that apply. */
static const struct term_key *longest(const struct terms *terms,
                                      struct str text, const struct entry *e)
{
    const struct term_key *best = NULL;
    size_t from = 0, to = terms->len;
    for (size_t i = 0; i < text.len && from < to; i++) {
        int byte = (unsigned char)text.at[i];
        from = lower(terms, from, to, i, byte);
        to = lower(terms, from, to, i, byte + 1);
        for (size_t k = from; k < to && terms->at[k].text.len == i + 1; k++)
            if (applies(terms->at[k].term, e)) {
                best = &terms->at[k];
                break;
            }
    }
    return best;
}

struct hit {
    const struct term_key *key;
    size_t group; /* where it stands first */
    struct loc loc;
};

struct search {
    struct pair *p;
    const struct terms *terms;
    bool *seen; /* by index in terms */
    vec_of(struct hit) hits;
};

static bool is_checked(const struct term *t)
{
    return t->en.len > 0 && !str_is(t->kind, "ignore");
}

static void find_in(struct search *s, struct str text, size_t group,
                    struct loc loc)
{
    for (size_t at = 0; at < text.len;) {
        size_t next = at;
        if (!begins_term(s->terms, utf8_next(text, &next))) {
            at = next;
            continue;
        }
        const struct term_key *key =
            longest(s->terms, str_from(text, at), s->p->o->entry);
        at = key != NULL ? at + key->text.len : next;
        if (key == NULL || !is_checked(key->term) ||
            s->seen[key - s->terms->at])
            continue;
        s->seen[key - s->terms->at] = true;
        *vec_push(s->p->a, &s->hits) = (struct hit){key, group, loc};
    }
}

/* ---- finding their forms in the translation ---- */

static char plain_mark(uint32_t c)
{
    if (c == 0x2018 || c == 0x2019)
        return '\'';
    if (c == 0x201C || c == 0x201D)
        return '"';
    return c >= 0x2010 && c <= 0x2015 ? '-' : ' ';
}

/* Curly marks straight, dashes hyphens, other marks beyond ASCII spaces, so
 * that all bytes beyond ASCII belong to words; then lower case. */
static struct str folded(struct arena *a, struct str s)
{
    char *to = arena_alloc(a, s.len + 1, 1);
    size_t len = 0;
    for (size_t at = 0; at < s.len;) {
        size_t from = at;
        uint32_t c = (unsigned char)s.at[at];
        if (c < 0x80) {
            to[len++] = s.at[at++];
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

static bool has_form(struct arena *a, struct str text, struct str approved)
{
    struct str form = folded(a, pair_normal(a, approved));
    if (form.len == 0)
        return true;
    return has_word(text, form, false) ||
           (form.len > 1 && str_ends(form, STR("y")) &&
            has_word(text, form, true));
}

static bool has_any_form(struct arena *a, struct str text, const struct term *t)
{
    for (size_t i = 0; i < t->en.len; i++)
        if (has_form(a, text, t->en.at[i]))
            return true;
    return false;
}

static struct str whole_text(struct arena *a, const struct pair_texts *t)
{
    struct buf b = {0};
    buf_str(&b, t->front);
    for (size_t i = 0; i < t->n_blocks; i++) {
        buf_str(&b, t->block[i]);
        buf_byte(&b, '\n');
    }
    struct str all = folded(a, buf_view(&b));
    buf_release(&b);
    return all;
}

static void report(struct pair *p, const struct hit *hit)
{
    const struct term *t = hit->key->term;
    struct buf forms = {0};
    for (size_t i = 0; i < t->en.len && i < 4; i++)
        buf_printf(&forms, "%s'" STR_FMT "'", i > 0 ? " or " : "",
                   STR_ARG(t->en.at[i]));
    struct str text = buf_view(&forms);
    diag_add(p->d, pair_place(p, hit->group), DIAG_TERM_MISSING,
             "the original has '" STR_FMT "', " STR_FMT ":%u, but this text "
             "has nowhere " STR_FMT,
             STR_ARG(t->zh), STR_ARG(hit->loc.path), hit->loc.line,
             STR_ARG(text));
    buf_release(&forms);
}

/* The glossary goes from Chinese to English. */
static bool in_languages(const struct pair *p)
{
    const struct config *c = &p->s->config;
    return numerals_of(c->language[p->o->lang].tag) == NUMERALS_ZH &&
           str_starts(c->language[p->t->lang].tag, STR("en"));
}

void pair_terms(struct pair *p, const struct terms *terms)
{
    if (terms->len == 0 || !in_languages(p))
        return;
    struct search s = {.p = p, .terms = terms};
    s.seen = arena_array(p->a, terms->len, bool);
    find_in(&s, p->texts[0].front, p->alignment.n_groups, pair_title(p->o));
    for (size_t i = 0; i < p->texts[0].n_blocks; i++)
        find_in(&s, p->texts[0].block[i], p->alignment.group[0][i],
                p->o->scan.blocks.at[i].loc);
    if (s.hits.len == 0)
        return;
    struct str text = whole_text(p->a, &p->texts[1]);
    size_t n = 0;
    for (size_t i = 0; i < s.hits.len && n < PAIR_MESSAGES_MAX; i++)
        if (!has_any_form(p->a, text, s.hits.at[i].key->term)) {
            report(p, &s.hits.at[i]);
            n++;
        }
}
