/* SPDX-License-Identifier: MIT */
#include "model/text_cache.h"

#include "input/yaml.h"
#include "model/figure.h"
#include "model/packing.h"

/* ---- writing ---- */

static void put_value(struct buf *b, const struct value *v)
{
    varint_put(b, (uint64_t)v->kind << 2 | (uint64_t)v->quoted << 1 | v->block);
    pack_loc(b, v->loc);
    pack_text(b, v->key);
    pack_loc(b, v->key_loc);
    pack_text(b, v->text);
    varint_put(b, v->len);
    for (const struct value *m = v->first; m != NULL; m = m->next)
        put_value(b, m);
}

void text_cache_put(struct buf *out, struct hash key, const struct version *v)
{
    struct buf b = {0};
    put_value(&b, v->front);
    pack_text(&b, v->packed);
    pack_text(&b, v->plain);
    varint_put(&b, v->words.han);
    varint_put(&b, v->words.words);
    pack_text(&b, v->teaser);
    record_put(out, key, buf_view(&b));
    buf_release(&b);
}

/* ---- reading ---- */

struct restoring {
    struct str path;
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
    v->loc = unpack_loc(u, r->path);
    v->key = unpack_text(u);
    v->key_loc = unpack_loc(u, r->path);
    v->text = unpack_text(u);
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
    struct str packed = unpack_text(u), plain = unpack_text(u);
    struct word_count words = {(size_t)unpack_number(u, MARKDOWN_BYTES_MAX),
                               (size_t)unpack_number(u, MARKDOWN_BYTES_MAX)};
    struct str teaser = unpack_text(u);
    if (u->bad || u->rest.len > 0 || front->kind != VALUE_MAP ||
        !unpack_scan(r->front, r->path, packed, scan))
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
    const struct record *found = records_find(&t->records, key);
    struct restoring r = {.path = v->path, .front = front};
    if (found == NULL)
        return false;
    r.u.rest = found->payload;
    return restore(&r, v);
}
