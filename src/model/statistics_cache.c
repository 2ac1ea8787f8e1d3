/* SPDX-License-Identifier: MIT */
#include "model/statistics_cache.h"

#include "model/statistics_pack.h"

struct hash statistics_rules(const struct site *s, const struct str *registers,
                             size_t n)
{
    struct buf b = {0};
    varint_put(&b, s->config.n_languages);
    for (size_t i = 0; i < s->config.n_languages; i++)
        packed_str(&b, s->config.language[i].id);
    varint_put(&b, s->config.n_ignore);
    for (size_t i = 0; i < s->config.n_ignore; i++)
        packed_str(&b, s->config.ignore[i]);
    for (size_t i = 0; i < n; i++)
        packed_hash(&b, hash_of(registers[i]));
    struct hash all = hash_of(buf_view(&b));
    buf_release(&b);
    return all;
}

struct hash statistics_key(struct hash rules, struct hash bytes)
{
    return (struct hash){rules.low ^ bytes.low, rules.high ^ bytes.high};
}

bool statistics_cache_put(struct buf *out, struct hash key,
                          const struct site *s, const struct statistics_file *f)
{
    struct buf payload = {0};
    bool good = statistics_pack(&payload, s, f);
    if (good)
        record_put(out, key, buf_view(&payload));
    buf_release(&payload);
    return good;
}
