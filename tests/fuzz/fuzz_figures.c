/* SPDX-License-Identifier: MIT */
#include "fuzz_site.h"
#include "base/varint.h"
#include "model/statistics_cache.h"
#include "model/statistics_pack.h"

/* The input as a file of records, and as the payload of one whose hash is
 * right. What is taken over is written again as it was. */

static void check(struct arena *a, const struct site *s, struct str payload)
{
    struct buf again = {0};
    struct statistics_file out = {.next_due = INT64_MAX};
    out.cap = statistics_packed(payload);
    REQUIRE(out.cap <= payload.len);
    out.cell = arena_array(a, out.cap + 1, struct cell);
    if (statistics_unpack(&out, s, payload)) {
        REQUIRE(statistics_pack(&again, s, &out));
        REQUIRE_SAME(buf_view(&again), payload);
    } else
        REQUIRE(out.n_cells == 0);
    buf_release(&again);
    arena_release(&out.arena);
}

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    struct fuzz_site s;
    struct statistics_cache cache = {0};
    fuzz_site_load(&s, STR("district,indicator,period,value\n"), d);
    statistics_cache_open(&cache, a, input);
    REQUIRE(cache.n <= input.len);
    if (input.len >= 16) {
        const struct hash key = {fixed_at(input.at), fixed_at(input.at + 8)};
        const struct statistics_kept *kept = statistics_cache_find(&cache, key);
        if (kept != NULL)
            check(a, &s.site, kept->payload);
    }
    statistics_cache_close(&cache);
    check(a, &s.site, input);
    site_release(&s.site);
}
