/* SPDX-License-Identifier: MIT */
#include "model/statistics_cache.h"

#include "base/varint.h"
#include "model/statistics_pack.h"

enum { KEY_BYTES = 2 * FIXED_BYTES };

/* ---- keys ---- */

static void add(struct buf *b, struct str s)
{
    varint_put(b, s.len);
    buf_str(b, s);
}

struct hash statistics_rules(const struct site *s, const struct str *registers,
                             size_t n)
{
    struct buf b = {0};
    varint_put(&b, s->config.n_languages);
    for (size_t i = 0; i < s->config.n_languages; i++)
        add(&b, s->config.language[i].id);
    varint_put(&b, s->config.n_ignore);
    for (size_t i = 0; i < s->config.n_ignore; i++)
        add(&b, s->config.ignore[i]);
    for (size_t i = 0; i < n; i++) {
        struct hash h = hash_of(registers[i]);
        fixed_put(&b, h.low);
        fixed_put(&b, h.high);
    }
    struct hash all = hash_of(buf_view(&b));
    buf_release(&b);
    return all;
}

struct hash statistics_key(struct hash rules, struct hash bytes)
{
    return (struct hash){rules.low ^ bytes.low, rules.high ^ bytes.high};
}

/* ---- records ---- */

static bool take_record(struct str *rest, struct statistics_kept *out)
{
    struct str behind = str_from(*rest, KEY_BYTES);
    uint64_t len;
    if (rest->len < KEY_BYTES || !varint_take(&behind, &len) ||
        behind.len < FIXED_BYTES || len > behind.len - FIXED_BYTES)
        return false;
    out->payload = str_head(str_from(behind, FIXED_BYTES), (size_t)len);
    size_t all = (size_t)(out->payload.at - rest->at) + out->payload.len;
    out->record = str_head(*rest, all);
    *rest = str_from(*rest, all);
    return true;
}

void statistics_cache_open(struct statistics_cache *t, struct arena *a,
                           struct str bytes)
{
    struct statistics_kept next = {0};
    while (take_record(&bytes, &next)) {
        struct statistics_kept *kept = arena_new(a, struct statistics_kept);
        *kept = next;
        struct str key = str_head(next.record, KEY_BYTES);
        t->n += map_put(&t->by_key, a, key, kept) == kept;
    }
}

void statistics_cache_close(struct statistics_cache *t)
{
    map_release(&t->by_key);
    t->n = 0;
}

static void put_key(struct buf *b, struct hash key)
{
    fixed_put(b, key.low);
    fixed_put(b, key.high);
}

const struct statistics_kept *
statistics_cache_find(const struct statistics_cache *t, struct hash key)
{
    struct buf b = {0};
    put_key(&b, key);
    const struct statistics_kept *kept = map_get(&t->by_key, buf_view(&b));
    buf_release(&b);
    return kept != NULL && fixed_at(kept->payload.at - FIXED_BYTES) ==
                               hash_key(kept->payload)
               ? kept
               : NULL;
}

bool statistics_cache_put(struct buf *out, struct hash key,
                          const struct site *s,
                          const struct statistics_file *f)
{
    struct buf payload = {0};
    bool good = statistics_pack(&payload, s, f);
    if (good) {
        put_key(out, key);
        varint_put(out, payload.len);
        fixed_put(out, hash_key(buf_view(&payload)));
        buf_str(out, buf_view(&payload));
    }
    buf_release(&payload);
    return good;
}
