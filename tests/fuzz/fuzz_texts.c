/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "base/varint.h"
#include "model/packing.h"
#include "model/text_cache.h"

/* The input as a file of records, and as the payload of one whose hash is
 * right. What is restored is written again as it was. */

static void put_fixed(struct buf *b, uint64_t n)
{
    for (int i = 0; i < 8; i++)
        buf_byte(b, (char)(n >> 8 * i));
}

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    const struct hash key = {1, 2};
    struct text_cache cache = {0};
    struct version v = {.path = STR("content/a.md")};
    struct buf file = {0}, again = {0};
    (void)d;
    REQUIRE(text_cache_open(&cache, a, input) <= input.len);
    for (size_t i = 0; i < cache.n; i++)
        (void)text_cache_find(&cache, cache.record[i].key, a, &v);
    put_fixed(&file, key.low);
    put_fixed(&file, key.high);
    varint_put(&file, input.len);
    put_fixed(&file, hash_key(input));
    buf_str(&file, input);
    REQUIRE(text_cache_open(&cache, a, buf_view(&file)) == file.len);
    if (text_cache_find(&cache, key, a, &v)) {
        text_cache_put(&again, key, &v);
        REQUIRE_SAME(buf_view(&again), buf_view(&file));
        buf_reset(&again);
        pack_scan(&again, v.scan);
        REQUIRE_SAME(buf_view(&again), v.packed);
    }
    buf_release(&file);
    buf_release(&again);
}
