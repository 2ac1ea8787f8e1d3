/* SPDX-License-Identifier: MIT */
#include "render/cell_text.h"

#include <assert.h>
#include <stdlib.h>

#include "base/escape.h"

static const struct str qualifiers[] = {
    [QUALIFIER_EXACT] = STR_INIT("exact"),
    [QUALIFIER_OVER] = STR_INIT("over"),
    [QUALIFIER_AT_LEAST] = STR_INIT("at_least"),
    [QUALIFIER_NEARLY] = STR_INIT("nearly"),
    [QUALIFIER_UNDER] = STR_INIT("under"),
    [QUALIFIER_AT_MOST] = STR_INIT("at_most"),
    [QUALIFIER_ABOUT] = STR_INIT("about"),
};
static const struct str statuses[] = {
    [STATUS_ACTUAL] = STR_INIT("actual"),
    [STATUS_DERIVED] = STR_INIT("derived"),
    [STATUS_PLAN] = STR_INIT("plan"),
};
static const struct str symbols[] = {
    [SYMBOL_NONE] = {NULL, 0},      [SYMBOL_Z] = STR_INIT("z"),
    [SYMBOL_X] = STR_INIT("x"),     [SYMBOL_C] = STR_INIT("c"),
    [SYMBOL_LOW] = STR_INIT("low"), [SYMBOL_U] = STR_INIT("u"),
};

/* ---- numbers and times ---- */

void put_decimal(struct buf *b, struct decimal d)
{
    assert(d.places <= DECIMAL_PLACES_MAX);
    uint64_t n = d.coef < 0 ? 0 - (uint64_t)d.coef : (uint64_t)d.coef;
    if (d.coef < 0)
        buf_byte(b, '-');
    buf_digits(b, n, d.places + 1u, d.places);
}

static void put_day(struct buf *b, int32_t day, unsigned precision)
{
    struct date d = date_of_day(day);
    buf_digits(b, (uint64_t)d.year, 4, 0);
    if (precision >= DATE_MONTH) {
        buf_byte(b, '-');
        buf_digits(b, (uint64_t)d.month, 2, 0);
    }
    if (precision >= DATE_DAY) {
        buf_byte(b, '-');
        buf_digits(b, (uint64_t)d.day, 2, 0);
    }
}

void put_period(struct buf *b, struct period p)
{
    if (p.kind == PERIOD_NONE)
        return;
    if (p.kind == PERIOD_UNDATED) {
        buf_text(b, "undated");
        return;
    }
    if (p.kind == PERIOD_SCHOOL_YEAR)
        buf_text(b, "AY");
    if (p.kind != PERIOD_UNTIL)
        put_day(b, p.first, p.kind == PERIOD_SCHOOL_YEAR ? DATE_YEAR : p.from);
    if (p.kind >= PERIOD_RANGE)
        buf_text(b, "..");
    if (p.kind == PERIOD_RANGE || p.kind == PERIOD_UNTIL)
        put_day(b, p.last, p.to);
}

void put_first_day(struct buf *b, struct period p)
{
    if (period_has_start(p))
        put_day(b, p.first, DATE_DAY);
}

void put_last_day(struct buf *b, struct period p)
{
    if (period_has_end(p))
        put_day(b, p.last, DATE_DAY);
}

/* ---- ids ---- */

struct str qualifier_id(const struct cell *c)
{
    return c->has_value ? qualifiers[c->qualifier] : (struct str){0};
}

struct str status_id(const struct cell *c)
{
    return statuses[c->status];
}

struct str symbol_id(const struct cell *c)
{
    return symbols[c->symbol];
}

struct str group_id(const struct site *s, const struct cell *c)
{
    return c->group > 0 && c->group <= s->n_groups ? s->group[c->group - 1]->id
                                                   : (struct str){0};
}

struct str unit_id(const struct cell *c)
{
    return c->indicator->unit != NULL ? c->indicator->unit->id
                                      : (struct str){0};
}

static const struct source *source_of(const struct site *s,
                                      const struct cell *c)
{
    return c->source > 0 && c->source <= s->n_sources ? s->source[c->source - 1]
                                                      : NULL;
}

struct str source_id(const struct site *s, const struct cell *c)
{
    const struct source *source = source_of(s, c);
    return source != NULL ? source->id : (struct str){0};
}

/* ---- fields of CSV ---- */

void put_field(struct buf *b, struct str text)
{
    escape_csv(b, text);
    buf_byte(b, ',');
}

void put_texts(struct buf *b, const struct site *s, const struct text *t)
{
    for (size_t i = 0; i < s->config.n_languages; i++)
        put_field(b, t != NULL ? t->in[i] : (struct str){0});
}

/* ---- sources ---- */

struct source_use {
    size_t n;
    unsigned char used[]; /* by source.index */
};

struct source_use *source_use_new(struct arena *a, const struct site *s)
{
    struct source_use *u = arena_alloc(a, 1, sizeof *u + s->n_sources + 1);
    u->n = s->n_sources;
    return u;
}

void source_use_add(struct source_use *u, const struct cell *c)
{
    if (c->source <= u->n)
        u->used[c->source] = 1;
}

static int by_id(const void *a, const void *b)
{
    const struct source *const *x = a, *const *y = b;
    return str_compare((*x)->id, (*y)->id);
}

void source_use_list(const struct source_use *u, struct arena *a,
                     const struct site *s, struct source_list *out)
{
    for (size_t i = 1; i <= u->n; i++)
        if (u->used[i])
            *vec_push(a, out) = s->source[i - 1];
    if (out->len > 1)
        qsort(out->at, out->len, sizeof *out->at, by_id);
}

void languages_by_id(const struct config *c, size_t order[LANG_MAX])
{
    for (size_t i = 0; i < c->n_languages && i < LANG_MAX; i++) {
        size_t k = i;
        for (; k > 0 &&
               str_compare(c->language[order[k - 1]].id, c->language[i].id) > 0;
             k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
}
