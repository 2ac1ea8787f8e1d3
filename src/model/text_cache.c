/* SPDX-License-Identifier: MIT */
#include "model/text_cache.h"

#include <stdlib.h>

#include "base/varint.h"
#include "input/yaml.h"
#include "model/figure.h"

enum {
    HASH_BYTES = 2 * FIXED_BYTES,
    SUM_BYTES = FIXED_BYTES,
    PLACE_MAX = 1 << 30
};

/* ---- writing ---- */

static void put_str(struct buf *b, struct str s)
{
    varint_put(b, s.len);
    if (s.len == 0)
        return;
    buf_str(b, s);
    buf_byte(b, '\0');
}

static void put_loc(struct buf *b, struct loc loc)
{
    varint_put(b, loc.line);
    varint_put(b, loc.col);
}

static void put_value(struct buf *b, const struct value *v)
{
    varint_put(b, (uint64_t)v->kind << 2 | (uint64_t)v->quoted << 1 | v->block);
    put_loc(b, v->loc);
    put_str(b, v->key);
    put_loc(b, v->key_loc);
    put_str(b, v->text);
    varint_put(b, v->len);
    for (const struct value *m = v->first; m != NULL; m = m->next)
        put_value(b, m);
}

static void put_scan(struct buf *b, const struct markdown_scan *s)
{
    varint_put(b, s->headings.len);
    for (size_t i = 0; i < s->headings.len; i++) {
        const struct heading *h = &s->headings.at[i];
        varint_put(b, (uint64_t)h->level);
        put_loc(b, h->loc);
        put_str(b, h->text);
        put_str(b, h->id);
    }
    varint_put(b, s->references.len);
    for (size_t i = 0; i < s->references.len; i++) {
        const struct reference *r = &s->references.at[i];
        varint_put(b, r->node);
        put_loc(b, r->loc);
        put_loc(b, r->text_loc);
        varint_put(b, r->offset);
        put_str(b, r->url);
        put_str(b, r->title);
        put_str(b, r->text);
        put_str(b, r->body);
    }
    put_str(b, s->plain);
}

void text_cache_put(struct buf *out, struct hash key, const struct version *v)
{
    struct buf b = {0};
    put_value(&b, v->front);
    put_scan(&b, &v->scan);
    varint_put(&b, v->words.han);
    varint_put(&b, v->words.words);
    put_str(&b, v->teaser);
    fixed_put(out, key.low);
    fixed_put(out, key.high);
    varint_put(out, b.len);
    fixed_put(out, hash_key(buf_view(&b)));
    buf_str(out, buf_view(&b));
    buf_release(&b);
}

/* ---- reading ---- */

struct restoring {
    struct arena *kept, *front;
    struct str path, rest;
    size_t n_values;
    bool bad;
};

static uint64_t take(struct restoring *r, uint64_t max)
{
    uint64_t n;
    if (!r->bad && varint_take(&r->rest, &n) && n <= max)
        return n;
    r->bad = true;
    return 0;
}

/* A number of things that take `least` bytes each. */
static size_t take_count(struct restoring *r, size_t least)
{
    return (size_t)take(r, r->rest.len / least);
}

static struct str take_str(struct restoring *r)
{
    size_t len = (size_t)take(r, r->rest.len);
    struct str s = {r->rest.at, len};
    if (len == 0)
        return (struct str){0};
    if (len >= r->rest.len || r->rest.at[len] != '\0') {
        r->bad = true;
        return (struct str){0};
    }
    r->rest = str_from(r->rest, len + 1);
    return s;
}

static struct loc take_loc(struct restoring *r)
{
    struct loc loc = {.path = r->path};
    loc.line = (unsigned)take(r, PLACE_MAX);
    loc.col = (unsigned)take(r, PLACE_MAX);
    return loc;
}

static void take_value(struct restoring *r, struct value *v, unsigned depth)
{
    uint64_t kind = take(r, (uint64_t)VALUE_MAP << 2 | 3);
    v->kind = (enum value_kind)(kind >> 2);
    v->quoted = kind & 2;
    v->block = kind & 1;
    v->loc = take_loc(r);
    v->key = take_str(r);
    v->key_loc = take_loc(r);
    v->text = take_str(r);
    v->len = take_count(r, 8);
    r->n_values += v->len;
    bool leaf = v->kind < VALUE_LIST;
    if (r->bad || (v->len > 0 && (leaf || depth == 0)) ||
        r->n_values > YAML_NODES_MAX) {
        r->bad = true;
        return;
    }
    struct value **end = &v->first;
    for (size_t i = 0; i < v->len && !r->bad; i++, end = &(*end)->next) {
        *end = arena_new(r->front, struct value);
        take_value(r, *end, depth - 1);
    }
}

static void take_headings(struct restoring *r, struct markdown_scan *s)
{
    size_t n = take_count(r, 5);
    s->headings.at = arena_array(r->kept, n + 1, struct heading);
    s->headings.len = s->headings.cap = n;
    for (size_t i = 0; i < n && !r->bad; i++) {
        struct heading *h = &s->headings.at[i];
        h->level = (int)take(r, 6);
        h->loc = take_loc(r);
        h->text = take_str(r);
        h->id = take_str(r);
        r->bad = r->bad || h->level == 0;
    }
}

static void take_references(struct restoring *r, struct markdown_scan *s)
{
    size_t n = take_count(r, 10);
    r->bad = r->bad || n > MARKDOWN_REFERENCES_MAX;
    s->references.at =
        arena_array(r->kept, r->bad ? 1 : n + 1, struct reference);
    s->references.len = s->references.cap = n;
    for (size_t i = 0; i < n && !r->bad; i++) {
        struct reference *x = &s->references.at[i];
        x->node = (enum reference_node)take(r, REFERENCE_CSV_BLOCK);
        x->loc = take_loc(r);
        x->text_loc = take_loc(r);
        x->offset = (size_t)take(r, MARKDOWN_BYTES_MAX);
        x->url = take_str(r);
        x->title = take_str(r);
        x->text = take_str(r);
        x->body = take_str(r);
    }
}

static bool restore(struct restoring *r, struct version *v)
{
    struct value *front = arena_new(r->front, struct value);
    take_value(r, front, YAML_DEPTH_MAX);
    struct markdown_scan scan = {0};
    take_headings(r, &scan);
    take_references(r, &scan);
    scan.plain = take_str(r);
    struct word_count words = {(size_t)take(r, MARKDOWN_BYTES_MAX),
                               (size_t)take(r, MARKDOWN_BYTES_MAX)};
    struct str teaser = take_str(r);
    if (r->bad || r->rest.len > 0 || front->kind != VALUE_MAP)
        return false;
    v->front = front;
    v->scan = scan;
    v->words = words;
    v->teaser = teaser;
    return true;
}

/* ---- records ---- */

static bool take_record(struct str *rest, struct text_record *out)
{
    uint64_t len;
    if (rest->len < HASH_BYTES)
        return false;
    out->key = (struct hash){fixed_at(rest->at), fixed_at(rest->at + FIXED_BYTES)};
    struct str behind = str_from(*rest, HASH_BYTES);
    if (!varint_take(&behind, &len) || behind.len < SUM_BYTES ||
        len > behind.len - SUM_BYTES)
        return false;
    out->sum = fixed_at(behind.at);
    out->payload = (struct str){behind.at + SUM_BYTES, (size_t)len};
    *rest = (struct str){out->payload.at + len,
                         behind.len - SUM_BYTES - (size_t)len};
    return true;
}

static int by_key(const void *a, const void *b)
{
    const struct hash *x = &((const struct text_record *)a)->key;
    const struct hash *y = &((const struct text_record *)b)->key;
    if (x->low != y->low)
        return x->low < y->low ? -1 : 1;
    return (x->high > y->high) - (x->high < y->high);
}

size_t text_cache_open(struct text_cache *t, struct arena *a, struct str bytes)
{
    struct text_record record;
    struct str rest = bytes;
    for (t->n = 0; take_record(&rest, &record); t->n++) {
    }
    rest = bytes;
    t->record = arena_array(a, t->n + 1, struct text_record);
    for (size_t i = 0; i < t->n; i++)
        (void)take_record(&rest, &t->record[i]);
    qsort(t->record, t->n, sizeof *t->record, by_key);
    return bytes.len - rest.len;
}

struct hash text_cache_key(const struct config *c, int lang, struct str text)
{
    struct hash key = hash_of(text);
    key.high ^= (uint64_t)c->raw_html << 1 |
                (numerals_of(c->language[lang].tag) == NUMERALS_ZH);
    return key;
}

bool text_cache_find(const struct text_cache *t, struct hash key,
                     struct arena *kept, struct arena *front, struct version *v)
{
    const struct text_record wanted = {.key = key};
    const struct text_record *found =
        t->n == 0 ? NULL
                  : bsearch(&wanted, t->record, t->n, sizeof wanted, by_key);
    if (found == NULL || hash_key(found->payload) != found->sum)
        return false;
    struct restoring r = {
        .kept = kept, .front = front, .path = v->path, .rest = found->payload};
    return restore(&r, v);
}
