/* SPDX-License-Identifier: MIT */
#include "fuzz_site.h"
#include "base/record.h"
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
    struct records kept;
    fuzz_site_load(&s, STR("district,indicator,period,value\n"), d);
    REQUIRE(records_open(&kept, a, input) <= input.len);
    for (size_t i = 0; i < kept.n; i++)
        if (records_find(&kept, kept.at[i].key) != NULL)
            check(a, &s.site, kept.at[i].payload);
    check(a, &s.site, input);
    site_release(&s.site);
}
