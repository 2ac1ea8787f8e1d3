/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "model/packing.h"
#include "model/text_cache.h"

/* The input as a file of records, and as the payload of one whose hash is
 * right. What is restored is written again as it was. */

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    const struct hash key = {1, 2};
    struct text_cache cache = {0};
    struct version v = {.path = STR("content/a.md")};
    struct buf file = {0}, again = {0};
    (void)d;
    REQUIRE(records_open(&cache.records, a, input) <= input.len);
    for (size_t i = 0; i < cache.records.n; i++)
        (void)text_cache_find(&cache, cache.records.at[i].key, a, &v);
    record_put(&file, key, input);
    REQUIRE(records_open(&cache.records, a, buf_view(&file)) == file.len);
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
