/* SPDX-License-Identifier: MIT */
/* The figures of a district or an indicator as a table with a column for each
 * time; columns.h has the rule of its rows. */
#include <stdlib.h>
#include <string.h>

#include "render/cell_text.h"
#include "render/columns.h"
#include "render/reads.h"

enum end { END_NONE, END_LOW, END_HIGH };
enum { NO_QUALIFIER = 15 };

/* What the figures of a row have in common, as a number that sorts: with
 * figures before without, actual before derived. */
static uint32_t kind_of(const struct cell *c, enum end end)
{
    uint32_t qualifier = c->has_value ? c->qualifier : NO_QUALIFIER;
    return (uint32_t)!c->has_value << 16 | (uint32_t)c->status << 12 |
           qualifier << 8 | (uint32_t)c->symbol << 4 |
           (uint32_t)c->period.inferred << 2 | (uint32_t)end;
}

static bool is_range(const struct cell *c)
{
    return c->has_value && c->range && c->rare != NULL;
}

/* Every kind that there can be: a run holds plans or none. */
enum { KINDS_MAX = 3 * 8 * 6 * 2 * 3 };

struct wide {
    struct render *r;
    const struct period_set *set;
    const struct cell *const *run; /* one district, indicator, group */
    size_t n_run;
    const struct cell **at; /* its figures by column; NULL: none */
    uint32_t kind[KINDS_MAX];
    size_t n_kinds;
};

static void add_kind(struct wide *w, uint32_t kind)
{
    size_t i = w->n_kinds;
    while (i > 0 && w->kind[i - 1] > kind)
        i--;
    if (i > 0 && w->kind[i - 1] == kind)
        return;
    memmove(&w->kind[i + 1], &w->kind[i],
            (w->n_kinds - i) * sizeof *w->kind);
    w->kind[i] = kind;
    w->n_kinds++;
}

static void look_at(struct wide *w)
{
    w->n_kinds = 0;
    memset(w->at, 0, w->set->len * sizeof *w->at);
    for (size_t i = 0; i < w->n_run; i++) {
        const struct cell *c = w->run[i];
        if (cell_is_broken(c))
            continue;
        w->at[period_set_find(w->set, c->period)] = c;
        add_kind(w, kind_of(c, is_range(c) ? END_LOW : END_NONE));
        if (is_range(c))
            add_kind(w, kind_of(c, END_HIGH));
    }
}

static bool is_of(const struct cell *c, uint32_t kind)
{
    enum end end = (enum end)(kind & 3);
    return c != NULL && is_range(c) == (end != END_NONE) &&
           kind_of(c, end) == kind;
}

/* The times without a figure. */
static void missing(struct wide *w, uint32_t kind)
{
    struct buf *b = &w->r->out;
    bool more = false;
    for (size_t i = 0; i < w->set->len; i++) {
        if (!is_of(w->at[i], kind) || w->at[i]->has_value)
            continue;
        if (more)
            buf_byte(b, ' ');
        put_period(b, w->set->at[i]);
        more = true;
    }
    buf_byte(b, ',');
}

static void lead(struct wide *w, const struct cell *c, uint32_t kind)
{
    static const struct str ends[] = {{NULL, 0}, STR_INIT("low"),
                                      STR_INIT("high")};
    const struct site *s = w->r->site;
    struct buf *b = &w->r->out;
    put_field(b, c->district->code);
    put_texts(b, s, &c->district->name);
    put_field(b, c->indicator->id);
    put_texts(b, s, &c->indicator->name);
    put_field(b, unit_id(c));
    put_field(b, group_id(s, c));
    put_field(b, status_id(c));
    put_field(b, qualifier_id(c));
    put_field(b, ends[kind & 3]);
    put_field(b, symbol_id(c));
    buf_text(b, c->period.inferred ? "true," : "false,");
}

/* Numbers are not guarded: a minus sign must stay one. */
static void row(struct wide *w, uint32_t kind)
{
    struct buf *b = &w->r->out;
    size_t i = 0;
    while (!is_of(w->at[i], kind))
        i++;
    lead(w, w->at[i], kind);
    missing(w, kind);
    for (i = 0; i < w->set->len; i++) {
        const struct cell *c = w->at[i];
        if (is_of(c, kind) && c->has_value)
            put_decimal(b, (kind & 3) == END_HIGH
                               ? c->rare->high
                               : (struct decimal){c->coef, c->places});
        buf_byte(b, ',');
    }
    b->len--; /* the comma behind the last field */
    buf_text(b, "\r\n");
}

static size_t end_of_run(const struct cell *const *at, size_t n)
{
    size_t i = 1;
    while (i < n && at[i]->district == at[0]->district &&
           at[i]->indicator == at[0]->indicator &&
           at[i]->group == at[0]->group &&
           cell_is_plan(at[i]) == cell_is_plan(at[0]))
        i++;
    return i;
}

static void write_wide(struct render *r, const struct period_set *set,
                       const struct cell *const *cells, size_t n)
{
    struct columns columns;
    struct wide w = {.r = r, .set = set};
    columns_wide(r, set, &columns);
    columns_head(&r->out, &columns);
    w.at = arena_array(&r->scratch, set->len, const struct cell *);
    for (size_t i = 0; i < n; i += w.n_run) {
        w.run = &cells[i];
        w.n_run = end_of_run(w.run, n - i);
        look_at(&w);
        for (size_t k = 0; k < w.n_kinds; k++)
            row(&w, w.kind[k]);
        render_more(r);
    }
}

void write_data_district_wide(struct render *r)
{
    const struct district *d = r->page->subject;
    read_district(r, d);
    const struct cell **cells =
        arena_array(&r->scratch, d->n_cells, const struct cell *);
    for (size_t i = 0; i < d->n_cells; i++)
        cells[i] = &d->cell[i];
    write_wide(r, d->periods, cells, d->n_cells);
}

void write_data_indicator_wide(struct render *r)
{
    const struct indicator *n = r->page->subject;
    read_indicator(r, n);
    write_wide(r, n->periods, n->cell, n->n_cells);
}
