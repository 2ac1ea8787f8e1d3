/* SPDX-License-Identifier: MIT */
#include "fuzz_site.h"
#include "input/encoding.h"
#include "model/ref.h"

/* A statistics file: each cell that is read has an address of its own, and the
 * reference to it finds it again. */

static void check(struct arena *a, const struct site *s, const struct cell *c)
{
    struct ref r;
    const char *fault;
    struct str reference = cell_reference(a, s, c);
    REQUIRE(c->district != NULL && c->indicator != NULL);
    REQUIRE(ref_parse(a, reference, &r, &fault));
    struct cell_key key = {.district = site_district(s, r.district[0]),
                           .indicator = site_indicator(s, r.indicator[0]),
                           .period = r.period, .group = c->group,
                           .plan = r.plan};
    REQUIRE((r.group.len > 0) == (c->group != 0));
    if (key.district == c->district)
        REQUIRE(cell_find(s, &key) == c);
    REQUIRE(cell_anchor(a, s, c).len > 0);
    if (c->has_value) {
        struct figure f = cell_figure(c), g = {0};
        REQUIRE(figure_parse_value(figure_plain(a, &f), &g));
        REQUIRE(decimal_eq(f.low, g.low));
    }
    struct change change;
    cell_change(c, &change);
    struct rank rank;
    cell_rank(s, c, &rank);
}

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    struct fuzz_site s;
    if (!encoding_check(STR("a.csv"), &input, d))
        return;
    fuzz_site_load(&s, input, d);
    statistics_index(&s.site, d);
    for (size_t i = 0; i < s.site.n_cells; i++)
        check(a, &s.site, &s.site.cell[i]);
    site_release(&s.site);
}
