/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "model/ref.h"

static void print_list(struct buf *b, const struct str *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        REQUIRE(ref_id_ok(at[i]));
        buf_text(b, i > 0 ? "," : "");
        buf_str(b, at[i]);
    }
}

static void print_params(struct buf *b, const struct ref *r)
{
    static const char *const forms[] = {"", "number", "value"};
    static const char *const types[] = {"", "bar", "line", "dot"};
    const char *between = "?";
    if (r->plan)
        buf_printf(b, "%sstatus=plan", between), between = "&";
    if (r->group.len > 0)
        buf_printf(b, "%sgroup=" STR_FMT, between, STR_ARG(r->group)),
            between = "&";
    if (r->form > 0)
        buf_printf(b, "%sform=%s", between, forms[r->form]), between = "&";
    if (r->type > 0)
        buf_printf(b, "%stype=%s", between, types[r->type]);
}

/* What was understood, written out and read, is understood the same. */
static void again(struct arena *a, const struct ref *r)
{
    static const char *const names[] = {"stat:", "chart:", "table:"};
    struct buf b = {0}, c = {0};
    struct ref s;
    const char *fault;
    buf_text(&b, names[r->scheme]);
    print_list(&b, r->district, r->n_districts);
    buf_byte(&b, '/');
    print_list(&b, r->indicator, r->n_indicators);
    if (r->period.kind != PERIOD_NONE) {
        buf_byte(&b, '/');
        buf_str(&b, period_text(a, r->period));
    }
    print_params(&b, r);
    REQUIRE(ref_parse(a, buf_view(&b), &s, &fault));
    REQUIRE(s.scheme == r->scheme && s.plan == r->plan && s.form == r->form);
    REQUIRE(s.type == r->type && period_eq(s.period, r->period));
    REQUIRE_SAME(s.group, r->group);
    print_list(&c, s.district, s.n_districts);
    print_list(&c, r->district, r->n_districts);
    REQUIRE(s.n_indicators == r->n_indicators);
    buf_release(&b);
    buf_release(&c);
}

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    struct ref r;
    const char *fault;
    (void)d;
    if (utf8_invalid_at(input) != SIZE_MAX)
        return;
    bool good = ref_parse(a, input, &r, &fault);
    if (!good)
        return;
    REQUIRE_UTF8(r.target);
    REQUIRE_UTF8(r.fragment);
    if (r.scheme <= REF_TABLE)
        again(a, &r);
}
