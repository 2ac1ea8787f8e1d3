/* SPDX-License-Identifier: MIT */
#include "base/map.h"
#include "base/packed.h"
#include "input/csv.h"
#include "model/statistics.h"
#include "model/statistics_pack.h"

enum { SCALE_STEP = 4, SCALE_MAX = 8 };
#define COEF_MAX INT64_C(999999999999999999) /* see base/decimal.h */

struct restoring {
    struct statistics_file *out;
    const struct site *s;
    struct unpacking u;
    vec_of(struct period) periods;
    struct arena arena; /* of them, and of names that were seen */
    struct map spelt;
    struct cell now;              /* the cell before, until it is changed */
    int64_t period, kind, places; /* of it, in the numbers of the file; -1:
                                     there was none */
};

/* Another index below `end`; the one before is `at`, or -1. */
static inline size_t take_index(struct restoring *r, int64_t at, size_t end)
{
    int64_t by =
        varint_unfolded(unpack_number(&r->u, (uint64_t)UINT32_MAX * 2));
    if (by != 0 && at + by >= 0 && (uint64_t)(at + by) < end)
        return (size_t)(at + by);
    r->u.bad = true;
    return 0;
}

static struct str take_str(struct restoring *r)
{
    struct str s = unpack_str(&r->u);
    return s.len > 0 ? arena_copy(&r->out->arena, s) : s;
}

/* ---- fields ---- */

/* Only the newest row of a code has figures. */
static void take_district(struct restoring *r)
{
    const struct site *s = r->s;
    const struct district *before = r->now.district;
    size_t i = take_index(r, before != NULL ? (int64_t)before->index : -1,
                          s->n_districts);
    r->u.bad =
        r->u.bad || (i + 1 < s->n_districts &&
                     str_eq(s->district[i]->code, s->district[i + 1]->code));
    r->now.district = r->u.bad ? NULL : s->district[i];
}

static void take_indicator(struct restoring *r)
{
    const struct indicator *before = r->now.indicator;
    size_t i = take_index(r, before != NULL ? (int64_t)before->index : -1,
                          r->s->n_indicators);
    r->u.bad = r->u.bad || r->s->indicator[i]->broken;
    r->now.indicator = r->u.bad ? NULL : r->s->indicator[i];
}

/* In the spelling that period_text has, and none twice. */
static void take_spelling(struct restoring *r)
{
    struct str text = unpack_str(&r->u);
    struct period p = {0};
    r->u.bad = r->u.bad || text.len == 0 || !period_parse(text, &p) ||
               map_get(&r->spelt, text) != NULL;
    if (r->u.bad)
        return;
    struct str plain = period_text(&r->arena, p);
    r->u.bad = !str_eq(plain, str_head(text, text.len - p.inferred));
    map_put(&r->spelt, &r->arena, text, r);
    *vec_push(&r->arena, &r->periods) = p;
}

static void take_period(struct restoring *r)
{
    size_t i = take_index(r, r->period, r->periods.len + 1);
    if (!r->u.bad && i == r->periods.len)
        take_spelling(r);
    if (r->u.bad)
        return;
    r->period = (int64_t)i;
    r->now.period = r->periods.at[i];
}

static unsigned bits(uint64_t kind, unsigned from, unsigned to)
{
    return (unsigned)(kind >> from) & ((1U << (to - from)) - 1);
}

/* A value has no symbol but u, what has none has another. */
static bool is_kind(const struct cell *c)
{
    bool beside = c->symbol == SYMBOL_NONE || c->symbol == SYMBOL_U;
    return c->status <= STATUS_PLAN && c->symbol <= SYMBOL_U &&
           c->qualifier <= QUALIFIER_ABOUT && c->has_value == beside &&
           (c->has_value || (!c->range && c->qualifier == QUALIFIER_EXACT));
}

static void take_kind(struct restoring *r)
{
    struct cell *c = &r->now;
    const int64_t kind = (int64_t)unpack_number(&r->u, (1U << KIND_BITS) - 1);
    const uint16_t group = (uint16_t)unpack_number(&r->u, r->s->n_groups);
    const uint16_t source = (uint16_t)unpack_number(&r->u, r->s->n_sources);
    const uint64_t n = (uint64_t)kind;
    bool same = kind == r->kind && group == c->group && source == c->source;
    c->status = (uint8_t)bits(n, KIND_STATUS, KIND_SYMBOL);
    c->symbol = (uint8_t)bits(n, KIND_SYMBOL, KIND_QUALIFIER);
    c->qualifier = (uint8_t)bits(n, KIND_QUALIFIER, KIND_RESTATED);
    c->restated = bits(n, KIND_RESTATED, KIND_VALUE);
    c->has_value = bits(n, KIND_VALUE, KIND_RANGE);
    c->range = bits(n, KIND_RANGE, KIND_BITS);
    c->group = group;
    c->source = source;
    r->kind = kind;
    r->u.bad = r->u.bad || same || !is_kind(c);
}

static void take_places(struct restoring *r)
{
    const int64_t n =
        (int64_t)unpack_number(&r->u, SCALE_MAX << 4 | DECIMAL_PLACES_MAX);
    r->u.bad = r->u.bad || !r->now.has_value || n == r->places ||
               (n & 15) > DECIMAL_PLACES_MAX || (n >> 4) % SCALE_STEP != 0;
    r->places = n;
}

static struct decimal take_decimal(struct restoring *r)
{
    int64_t coef = unpack_signed(&r->u);
    r->u.bad = r->u.bad || coef > COEF_MAX || coef < -COEF_MAX || r->places < 0;
    return (struct decimal){coef, (uint8_t)(r->places & 15)};
}

/* ---- what few cells have ---- */

static struct text take_texts(struct restoring *r)
{
    struct text text = {0};
    size_t all = 0;
    for (size_t i = 0; i < r->s->config.n_languages; i++) {
        text.in[i] = take_str(r);
        all += text.in[i].len;
    }
    r->u.bad = r->u.bad || all == 0;
    return text;
}

static struct date take_date(struct restoring *r)
{
    struct arena scratch = {0};
    struct date date = {0};
    struct str text = unpack_str(&r->u);
    r->u.bad = r->u.bad || !date_parse(text, &date) ||
               !str_eq(date_iso(&scratch, date), text);
    arena_release(&scratch);
    return date;
}

static const struct str *take_extra(struct restoring *r)
{
    size_t n = r->out->n_extra, all = 0;
    struct str *value = arena_array(&r->out->arena, n + 1, struct str);
    for (size_t i = 0; i < n; i++) {
        value[i] = take_str(r);
        all += value[i].len;
    }
    r->u.bad = r->u.bad || all == 0;
    return value;
}

static struct decimal take_high(struct restoring *r, const struct cell *c)
{
    const struct decimal low = {c->coef, c->places};
    struct decimal high = {.coef = unpack_signed(&r->u)};
    high.places = (uint8_t)unpack_number(&r->u, DECIMAL_PLACES_MAX);
    r->u.bad = r->u.bad || high.coef > COEF_MAX || high.coef < -COEF_MAX ||
               decimal_compare(low, high) >= 0;
    return high;
}

static struct cell_rare *take_rare(struct restoring *r, const struct cell *c)
{
    struct cell_rare *rare = arena_new(&r->out->arena, struct cell_rare);
    const uint64_t parts = unpack_number(&r->u, RARE_EXTRA * 2 - 1);
    bool quote = parts & RARE_QUOTE;
    r->u.bad = r->u.bad || parts == 0;
    if (parts & RARE_HIGH)
        rare->high = take_high(r, c);
    if (quote)
        rare->quote = take_str(r);
    if (parts & RARE_NOTE)
        rare->note = take_texts(r);
    if (parts & RARE_REVISION)
        rare->revision_note = take_texts(r);
    if (parts & RARE_RELEASE)
        rare->release = take_date(r);
    if (parts & RARE_REVISED)
        rare->revised = take_date(r);
    if (parts & RARE_EXTRA)
        rare->extra = take_extra(r);
    r->u.bad = r->u.bad || quote != (rare->quote.len > 0) ||
               (parts & RARE_HIGH) != (c->range ? RARE_HIGH : 0);
    if (!r->u.bad && (parts & RARE_RELEASE))
        statistics_release(r->out, r->s, rare->release);
    return rare;
}

/* ---- cells ---- */

static void take_value(struct restoring *r, struct cell *c)
{
    const struct decimal value = take_decimal(r);
    c->coef = value.coef;
    c->places = value.places;
    c->scale = (uint8_t)(r->places >> 4);
}

static void take_cell(struct restoring *r, struct cell *out)
{
    const uint64_t flags = unpack_number(&r->u, PACKED_RARE * 2 - 1);
    struct cell *c = &r->now;
    if (flags & PACKED_DISTRICT)
        take_district(r);
    if (flags & PACKED_INDICATOR)
        take_indicator(r);
    if (flags & PACKED_PERIOD)
        take_period(r);
    if (flags & PACKED_KIND)
        take_kind(r);
    if (flags & PACKED_PLACES)
        take_places(r);
    uint64_t line = (uint64_t)c->line + 1;
    if (flags & PACKED_LINE)
        line += 1 + unpack_number(&r->u, UINT32_MAX);
    r->u.bad = r->u.bad || line > UINT32_MAX || c->district == NULL ||
               c->indicator == NULL || r->period < 0 || r->kind < 0;
    c->line = (uint32_t)line;
    *out = *c;
    if (c->has_value)
        take_value(r, out);
    if (flags & PACKED_RARE)
        out->rare = take_rare(r, out);
    r->u.bad = r->u.bad || (out->range && out->rare == NULL) ||
               (out->has_value && !statistics_possible(out));
}

static void take_extra_names(struct restoring *r)
{
    size_t n = (size_t)unpack_number(&r->u, CSV_COLUMNS_MAX);
    struct str *name = arena_array(&r->out->arena, n + 1, struct str);
    for (size_t i = 0; i < n && !r->u.bad; i++)
        name[i] = take_str(r);
    r->out->extra = name;
    r->out->n_extra = n;
}

size_t statistics_packed(struct str bytes)
{
    uint64_t n;
    return varint_take(&bytes, &n) && n <= bytes.len ? (size_t)n : 0;
}

static void forget(struct statistics_file *out)
{
    arena_release(&out->arena);
    out->n_cells = out->n_extra = 0;
    out->next_due = INT64_MAX;
}

bool statistics_unpack(struct statistics_file *out, const struct site *s,
                       struct str bytes)
{
    struct restoring r = {.out = out,
                          .s = s,
                          .u.rest = bytes,
                          .now.file = out->index,
                          .period = -1,
                          .kind = -1,
                          .places = -1};
    size_t n = (size_t)unpack_number(&r.u, out->cap);
    take_extra_names(&r);
    for (; out->n_cells < n && !r.u.bad; out->n_cells++)
        take_cell(&r, &out->cell[out->n_cells]);
    bool good = !r.u.bad && r.u.rest.len == 0;
    map_release(&r.spelt);
    arena_release(&r.arena);
    if (!good)
        forget(out);
    return good;
}
