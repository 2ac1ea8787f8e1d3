/* SPDX-License-Identifier: MIT */
#include "model/text_cache.h"

#include <stdlib.h>

#include "base/varint.h"
#include "input/yaml.h"
#include "model/figure.h"
#include "model/packing.h"

enum { HASH_BYTES = 2 * FIXED_BYTES, SUM_BYTES = FIXED_BYTES };

/* ---- writing ---- */

static void put_value(struct buf *b, const struct value *v)
{
    varint_put(b, (uint64_t)v->kind << 2 | (uint64_t)v->quoted << 1 | v->block);
    pack_loc(b, v->loc);
    pack_str(b, v->key);
    pack_loc(b, v->key_loc);
    pack_str(b, v->text);
    varint_put(b, v->len);
    for (const struct value *m = v->first; m != NULL; m = m->next)
        put_value(b, m);
}

void text_cache_put(struct buf *out, struct hash key, const struct version *v)
{
    struct buf b = {0};
    put_value(&b, v->front);
    pack_str(&b, v->packed);
    pack_str(&b, v->plain);
    varint_put(&b, v->words.han);
    varint_put(&b, v->words.words);
    pack_str(&b, v->teaser);
    fixed_put(out, key.low);
    fixed_put(out, key.high);
    varint_put(out, b.len);
    fixed_put(out, hash_key(buf_view(&b)));
    buf_str(out, buf_view(&b));
    buf_release(&b);
}

/* ---- reading ---- */

struct restoring {
    struct unpacking u;
    struct arena *front;
    size_t n_values;
};

static void take_value(struct restoring *r, struct value *v, unsigned depth)
{
    struct unpacking *u = &r->u;
    uint64_t kind = unpack_number(u, (uint64_t)VALUE_MAP << 2 | 3);
    v->kind = (enum value_kind)(kind >> 2);
    v->quoted = kind & 2;
    v->block = kind & 1;
    v->loc = unpack_loc(u);
    v->key = unpack_str(u);
    v->key_loc = unpack_loc(u);
    v->text = unpack_str(u);
    v->len = unpack_count(u, 8);
    r->n_values += v->len;
    bool leaf = v->kind < VALUE_LIST;
    if (u->bad || (v->len > 0 && (leaf || depth == 0)) ||
        r->n_values > YAML_NODES_MAX) {
        u->bad = true;
        return;
    }
    struct value **end = &v->first;
    for (size_t i = 0; i < v->len && !u->bad; i++, end = &(*end)->next) {
        *end = arena_new(r->front, struct value);
        take_value(r, *end, depth - 1);
    }
}

static bool restore(struct restoring *r, struct version *v)
{
    struct unpacking *u = &r->u;
    struct value *front = arena_new(r->front, struct value);
    struct markdown_scan *scan = arena_new(r->front, struct markdown_scan);
    take_value(r, front, YAML_DEPTH_MAX);
    struct str packed = unpack_str(u), plain = unpack_str(u);
    struct word_count words = {(size_t)unpack_number(u, MARKDOWN_BYTES_MAX),
                               (size_t)unpack_number(u, MARKDOWN_BYTES_MAX)};
    struct str teaser = unpack_str(u);
    if (u->bad || u->rest.len > 0 || front->kind != VALUE_MAP ||
        !unpack_scan(r->front, u->path, packed, scan))
        return false;
    v->front = front;
    v->scan = scan;
    v->packed = packed;
    v->plain = plain;
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

struct hash text_cache_key(const struct config *c, int lang, struct hash text)
{
    struct hash key = text;
    key.high ^= (uint64_t)c->raw_html << 1 |
                (numerals_of(c->language[lang].tag) == NUMERALS_ZH);
    return key;
}

bool text_cache_find(const struct text_cache *t, struct hash key,
                     struct arena *front, struct version *v)
{
    const struct text_record wanted = {.key = key};
    const struct text_record *found =
        t->n == 0 ? NULL
                  : bsearch(&wanted, t->record, t->n, sizeof wanted, by_key);
    if (found == NULL || hash_key(found->payload) != found->sum)
        return false;
    struct restoring r = {.u = {.path = v->path, .rest = found->payload},
                          .front = front};
    return restore(&r, v);
}
