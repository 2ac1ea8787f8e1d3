/* SPDX-License-Identifier: MIT */
#include <stddef.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/hash.h"
#include "model/content.h"
#include "model/pair_parts.h"
#include "model/statistics.h"

static const struct str version_word = STR_INIT("v1");

/* ---- writing ---- */

void pair_hash(struct str text, char digits[PAIR_DIGITS])
{
    char hex[HASH_HEX + 1];
    hash_hex(hash_of(text), hex);
    memcpy(digits, hex, PAIR_DIGITS);
}

static void put_hash(struct buf *b, struct str text)
{
    char digits[PAIR_DIGITS];
    pair_hash(text, digits);
    buf_byte(b, ' ');
    buf_bytes(b, digits, PAIR_DIGITS);
}

static struct str cell_name(struct arena *a, const struct site *s,
                            const struct cell *c)
{
    return str_from(cell_reference(a, s, c), strlen("stat:"));
}

static struct str cell_value(struct arena *a, const struct cell *c)
{
    static const char *const qualifiers[] = {
        "", ":over", ":at_least", ":nearly", ":under", ":at_most", ":about"};
    static const char *const symbols[] = {"", "z", "x", "c", "low", "u"};
    if (!c->has_value)
        return str_of(symbols[c->symbol]);
    struct figure f = cell_figure(c);
    f.low = decimal_trim(f.low);
    f.high = decimal_trim(f.high);
    return ARENA_JOIN(a, figure_plain(a, &f), str_of(qualifiers[c->qualifier]),
                      str_of(c->symbol != SYMBOL_NONE ? ":" : ""),
                      str_of(symbols[c->symbol]));
}

/* The part up to the first slash. */
static struct str district_of(struct str name)
{
    return str_head(name, str_find_byte(name, '/'));
}

static void put_cells(struct buf *b, struct arena *a, const struct site *s,
                      const struct version *v)
{
    struct str before = {0};
    for (size_t i = 0; i < v->n_cited; i++) {
        struct str name = cell_name(a, s, v->cited[i]);
        struct str district = district_of(name);
        bool same = str_eq(district, before);
        buf_byte(b, ' ');
        buf_str(b, same ? str_from(name, district.len) : name);
        buf_byte(b, '=');
        buf_str(b, cell_value(a, v->cited[i]));
        before = district;
    }
}

static struct str record_of(struct arena *a, const struct site *s,
                            const struct version *v,
                            const struct pair_texts *texts)
{
    struct buf b = {0};
    buf_str(&b, version_word);
    put_hash(&b, texts->front);
    for (size_t i = 0; i < texts->n_blocks; i++)
        put_hash(&b, texts->block[i]);
    put_cells(&b, a, s, v);
    struct str record = arena_copy(a, buf_view(&b));
    buf_release(&b);
    return record;
}

struct str pair_record(struct arena *a, const struct site *s,
                       const struct version *original)
{
    struct pair_texts texts = pair_texts(a, original);
    return record_of(a, s, original, &texts);
}

/* ---- reading ---- */

struct record {
    struct strs hashes; /* front, then blocks */
    struct strs cells;  /* full names */
    struct strs values;
};

static bool next_word(struct str *rest, struct str *word)
{
    *rest = str_trim(*rest);
    size_t n = 0;
    while (n < rest->len && strchr(" \t\r\n", rest->at[n]) == NULL)
        n++;
    *word = str_head(*rest, n);
    *rest = str_from(*rest, n);
    return n > 0;
}

static bool is_hash(struct str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (!((word.at[i] >= '0' && word.at[i] <= '9') ||
              (word.at[i] >= 'a' && word.at[i] <= 'f')))
            return false;
    return word.len == PAIR_DIGITS;
}

static bool read_cell(struct arena *a, struct record *r, struct str word,
                      struct str *district)
{
    size_t sign = word.len;
    while (sign > 0 && word.at[sign - 1] != '=')
        sign--;
    if (sign < 2)
        return false;
    struct str name = str_head(word, sign - 1);
    if (name.at[0] == '/' && district->len == 0)
        return false;
    if (name.at[0] == '/')
        name =
            arena_printf(a, STR_FMT STR_FMT, STR_ARG(*district), STR_ARG(name));
    *district = district_of(name);
    *vec_push(a, &r->cells) = name;
    *vec_push(a, &r->values) = str_from(word, sign);
    return true;
}

static bool read_record(struct arena *a, struct str text, struct record *r)
{
    struct str word, district = {0};
    if (!next_word(&text, &word) || !str_eq(word, version_word))
        return false;
    while (next_word(&text, &word)) {
        if (is_hash(word) && r->cells.len == 0)
            *vec_push(a, &r->hashes) = word;
        else if (!read_cell(a, r, word, &district))
            return false;
    }
    return r->hashes.len > 0;
}

/* ---- comparing ---- */

struct comparing {
    struct arena *a;
    const struct site *s;
    const struct version *o;
    const struct record *record;
    struct pair_changes *out;
};

static struct pair_change *add(struct comparing *c, enum pair_change_kind kind)
{
    struct pair_change *change = vec_push(c->a, c->out);
    change->kind = kind;
    change->loc = (struct loc){c->o->path, 0, 0};
    return change;
}

struct place {
    struct str hash;
    size_t at;
};

static int by_hash(const void *x, const void *y)
{
    const struct place *a = x, *b = y;
    int order = memcmp(a->hash.at, b->hash.at, PAIR_DIGITS);
    return order != 0 ? order : (a->at > b->at) - (a->at < b->at);
}

static struct place *sorted(struct comparing *c, const struct str *hashes,
                            size_t n)
{
    struct place *all = arena_array(c->a, n + 1, struct place);
    for (size_t i = 0; i < n; i++)
        all[i] = (struct place){hashes[i], i};
    qsort(all, n, sizeof *all, by_hash);
    return all;
}

/* For each block of either state its partner in the other one, each once, or
 * NONE. */
enum { NONE = -1 };
struct partners {
    ptrdiff_t *was, *now;
};

static struct partners match(struct comparing *c, struct strs was,
                             struct strs now)
{
    struct place *x = sorted(c, was.at, was.len);
    struct place *y = sorted(c, now.at, now.len);
    struct partners p = {arena_array(c->a, was.len + 1, ptrdiff_t),
                         arena_array(c->a, now.len + 1, ptrdiff_t)};
    for (size_t i = 0; i < was.len; i++)
        p.was[i] = NONE;
    for (size_t i = 0, k = 0; k < now.len; k++) {
        while (i < was.len && memcmp(x[i].hash.at, y[k].hash.at, PAIR_DIGITS) < 0)
            i++;
        p.now[y[k].at] = NONE;
        if (i == was.len || memcmp(x[i].hash.at, y[k].hash.at, PAIR_DIGITS) != 0)
            continue;
        p.now[y[k].at] = (ptrdiff_t)x[i].at;
        p.was[x[i++].at] = (ptrdiff_t)y[k].at;
    }
    return p;
}

static bool same_order(struct strs was, struct strs now)
{
    for (size_t i = 0; i < was.len && i < now.len; i++)
        if (!str_eq(was.at[i], now.at[i]))
            return false;
    return true;
}

static struct pair_change *block_change(struct comparing *c, size_t i)
{
    const struct block *b = &c->o->body->scan.blocks.at[i];
    struct pair_change *change = add(c, PAIR_BLOCK);
    change->loc = b->loc;
    change->block = i;
    change->text = unicode_excerpt(c->a, pair_normal(c->a, b->text), 24);
    return change;
}

/* A block that has changed stands behind the same block as before. */
static void compare_blocks(struct comparing *c, struct strs was,
                           struct strs now)
{
    struct partners p = match(c, was, now);
    size_t first = c->out->len, next = 0;
    bool *named = arena_array(c->a, was.len + 1, bool);
    for (size_t i = 0; i < now.len; i++) {
        if (p.now[i] != NONE) {
            next = (size_t)p.now[i] + 1;
            continue;
        }
        struct pair_change *change = block_change(c, i);
        if (next < was.len && p.was[next] == NONE && !named[next]) {
            named[next] = true;
            change->hash = was.at[next++];
        }
    }
    for (size_t i = 0; i < was.len; i++)
        if (p.was[i] == NONE && !named[i])
            add(c, PAIR_GONE)->hash = was.at[i];
    if (c->out->len == first && !same_order(was, now))
        add(c, PAIR_MOVED);
}

static void compare_cells(struct comparing *c)
{
    const struct record *r = c->record;
    struct map was = {0};
    for (size_t i = 0; i < r->cells.len; i++)
        map_put(&was, c->a, r->cells.at[i], &r->values.at[i]);
    for (size_t i = 0; i < c->o->n_cited; i++) {
        struct str name = cell_name(c->a, c->s, c->o->cited[i]);
        struct str now = cell_value(c->a, c->o->cited[i]);
        const struct str *then = map_get(&was, name);
        if (then != NULL && str_eq(*then, now))
            continue;
        struct pair_change *change = add(c, PAIR_CELL);
        change->text = name;
        change->was = then != NULL ? *then : (struct str){0};
        change->now = now;
    }
    map_release(&was);
}

/* What follows the first hash. */
static struct strs blocks_of(const struct record *r)
{
    return (struct strs){r->hashes.at + 1, r->hashes.len - 1, 0};
}

/* As it stands in the open file. */
static struct str recorded(struct arena *a, const struct version *v)
{
    const struct value *front = content_front(a, v->path, v->body);
    const struct value *of =
        front == NULL ? NULL : value_get(front, "translation");
    if (of != NULL)
        of = value_get(of, "of");
    return of != NULL && of->kind == VALUE_SCALAR ? of->text : (struct str){0};
}

bool pair_compare(struct arena *a, const struct site *s,
                  const struct version *translation,
                  const struct pair_texts *texts, struct pair_changes *out)
{
    const struct entry *e = translation->entry;
    struct comparing c = {.a = a, .s = s, .o = e->in[e->original], .out = out};
    struct record was = {0}, now = {0};
    *out = (struct pair_changes){0};
    if (!translation->has_record)
        return false;
    struct str current = record_of(a, s, c.o, texts);
    if (hash_eq(hash_of(current), translation->record))
        return true;
    c.record = &was;
    if (!read_record(a, recorded(a, translation), &was) || !read_record(a, current, &now))
        return false;
    if (!str_eq(was.hashes.at[0], now.hashes.at[0])) {
        struct pair_change *change = add(&c, PAIR_FRONT);
        change->loc = pair_title(c.o);
        change->hash = was.hashes.at[0];
    }
    compare_blocks(&c, blocks_of(&was), blocks_of(&now));
    compare_cells(&c);
    return true;
}

bool pair_changes(struct arena *a, const struct site *s,
                  const struct version *translation, struct pair_changes *out)
{
    const struct entry *e = translation->entry;
    struct pair_texts texts = pair_texts(a, e->in[e->original]);
    return pair_compare(a, s, translation, &texts, out);
}
