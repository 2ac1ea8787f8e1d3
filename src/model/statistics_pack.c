/* SPDX-License-Identifier: MIT */
#include "model/statistics_pack.h"

#include "base/map.h"
#include "base/packed.h"
#include "model/statistics.h"

/* A period is a key by its bytes. */
_Static_assert(sizeof(struct period) == 12, "a period has no padding");

struct packed_period {
    struct period period;
    int64_t index;
};

struct packing {
    struct buf *out;
    const struct site *s;
    const struct statistics_file *f;
    struct arena arena; /* of the periods */
    struct map by_period;
    struct packed_period *last; /* of the cell before */
    int64_t n_periods;
};

/* ---- periods ---- */

static void put_spelling(struct packing *g, struct period p)
{
    struct arena scratch = {0};
    struct str text = period_text(&scratch, p);
    varint_put(g->out, text.len + p.inferred);
    buf_str(g->out, text);
    if (p.inferred)
        buf_byte(g->out, '~');
    arena_release(&scratch);
}

static struct packed_period *number(struct packing *g, struct period p,
                                    bool *is_new)
{
    const struct str key = {(const char *)&p, sizeof p};
    struct packed_period *found = map_get(&g->by_period, key);
    *is_new = found == NULL;
    if (found != NULL)
        return found;
    found = arena_new(&g->arena, struct packed_period);
    *found = (struct packed_period){p, g->n_periods++};
    return map_put(&g->by_period, &g->arena,
                   (struct str){(const char *)&found->period, sizeof p}, found);
}

static void put_period(struct packing *g, struct period p)
{
    bool is_new;
    int64_t before = g->last != NULL ? g->last->index : -1;
    g->last = number(g, p, &is_new);
    packed_signed(g->out, g->last->index - before);
    if (is_new)
        put_spelling(g, p);
}

/* ---- what few cells have ---- */

static bool any_text(const struct text *t)
{
    for (size_t i = 0; i < LANG_MAX; i++)
        if (t->in[i].len > 0)
            return true;
    return false;
}

static void put_texts(struct packing *g, const struct text *t)
{
    for (size_t i = 0; i < g->s->config.n_languages; i++)
        packed_str(g->out, t->in[i]);
}

static void put_date(struct packing *g, struct date d)
{
    struct arena scratch = {0};
    packed_str(g->out, date_iso(&scratch, d));
    arena_release(&scratch);
}

static unsigned parts_of(const struct cell *c)
{
    const struct cell_rare *r = c->rare;
    return (c->range ? RARE_HIGH : 0) | (r->quote.len > 0 ? RARE_QUOTE : 0) |
           (any_text(&r->note) ? RARE_NOTE : 0) |
           (any_text(&r->revision_note) ? RARE_REVISION : 0) |
           (r->release.precision != DATE_NONE ? RARE_RELEASE : 0) |
           (r->revised.precision != DATE_NONE ? RARE_REVISED : 0) |
           (r->extra != NULL ? RARE_EXTRA : 0);
}

static void put_rare(struct packing *g, const struct cell *c)
{
    const struct cell_rare *r = c->rare;
    const unsigned parts = parts_of(c);
    varint_put(g->out, parts);
    if (parts & RARE_HIGH) {
        packed_signed(g->out, r->high.coef);
        varint_put(g->out, r->high.places);
    }
    if (parts & RARE_QUOTE)
        packed_str(g->out, r->quote);
    if (parts & RARE_NOTE)
        put_texts(g, &r->note);
    if (parts & RARE_REVISION)
        put_texts(g, &r->revision_note);
    if (parts & RARE_RELEASE)
        put_date(g, r->release);
    if (parts & RARE_REVISED)
        put_date(g, r->revised);
    for (size_t i = 0; (parts & RARE_EXTRA) && i < g->f->n_extra; i++)
        packed_str(g->out, r->extra[i]);
}

/* ---- cells ---- */

static unsigned kind_of(const struct cell *c)
{
    return (unsigned)c->status << KIND_STATUS |
           (unsigned)c->symbol << KIND_SYMBOL |
           (unsigned)c->qualifier << KIND_QUALIFIER |
           (unsigned)c->restated << KIND_RESTATED |
           (unsigned)c->has_value << KIND_VALUE |
           (unsigned)c->range << KIND_RANGE;
}

static unsigned places_of(const struct cell *c)
{
    return (unsigned)c->scale << 4 | c->places;
}

struct before {
    int64_t district, indicator, kind, group, source, places;
    uint32_t line;
};

static unsigned differences(const struct packing *g, const struct before *b,
                            const struct cell *c)
{
    bool kind =
        b->kind != kind_of(c) || b->group != c->group || b->source != c->source;
    bool period = g->last == NULL ||
                  memcmp(&g->last->period, &c->period, sizeof c->period) != 0;
    return (b->district != c->district->index ? PACKED_DISTRICT : 0) |
           (b->indicator != c->indicator->index ? PACKED_INDICATOR : 0) |
           (period ? PACKED_PERIOD : 0) | (kind ? PACKED_KIND : 0) |
           (c->has_value && b->places != places_of(c) ? PACKED_PLACES : 0) |
           (c->line != b->line + 1 ? PACKED_LINE : 0) |
           (c->rare != NULL ? PACKED_RARE : 0);
}

static void put_kind(struct packing *g, struct before *b, const struct cell *c)
{
    b->kind = kind_of(c);
    b->group = c->group;
    b->source = c->source;
    varint_put(g->out, kind_of(c));
    varint_put(g->out, c->group);
    varint_put(g->out, c->source);
}

static void put_cell(struct packing *g, struct before *b, const struct cell *c)
{
    const unsigned flags = differences(g, b, c);
    struct buf *out = g->out;
    varint_put(out, flags);
    if (flags & PACKED_DISTRICT)
        packed_signed(out, (int64_t)c->district->index - b->district);
    if (flags & PACKED_INDICATOR)
        packed_signed(out, (int64_t)c->indicator->index - b->indicator);
    if (flags & PACKED_PERIOD)
        put_period(g, c->period);
    if (flags & PACKED_KIND)
        put_kind(g, b, c);
    if (flags & PACKED_PLACES)
        varint_put(out, places_of(c));
    if (flags & PACKED_LINE)
        varint_put(out, c->line - b->line - 2);
    if (c->has_value)
        packed_signed(out, c->coef);
    if (flags & PACKED_RARE)
        put_rare(g, c);
    b->district = c->district->index;
    b->indicator = c->indicator->index;
    b->places = c->has_value ? places_of(c) : b->places;
    b->line = c->line;
}

bool statistics_pack(struct buf *out, const struct site *s,
                     const struct statistics_file *f)
{
    struct packing g = {.out = out, .s = s, .f = f};
    struct before before = {-1, -1, -1, -1, -1, -1, 0};
    for (size_t i = 0; i < f->n_cells; i++)
        if (cell_is_broken(&f->cell[i]))
            return false;
    varint_put(out, f->n_cells);
    varint_put(out, f->n_extra);
    for (size_t i = 0; i < f->n_extra; i++)
        packed_str(out, f->extra[i]);
    for (size_t i = 0; i < f->n_cells; i++)
        put_cell(&g, &before, &f->cell[i]);
    map_release(&g.by_period);
    arena_release(&g.arena);
    return true;
}
