/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "output/manifest.h"

/* What is accepted is, byte for byte, what would be written. */
void fuzz(struct arena *a, struct str input, struct diag *d)
{
    struct manifest m = {0};
    (void)d;
    if (!manifest_parse(a, input, &m))
        return;
    struct buf b = {0};
    manifest_write(&b, &m);
    REQUIRE_SAME(buf_view(&b), input);
    buf_release(&b);
    for (size_t i = 0; i < m.len; i++) {
        REQUIRE(manifest_path_good(m.at[i].path));
        REQUIRE(manifest_find(&m, m.at[i].path) == &m.at[i]);
    }
    REQUIRE(manifest_union(a, &m, &m).len == m.len);
}
