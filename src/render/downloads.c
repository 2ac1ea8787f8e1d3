/* SPDX-License-Identifier: MIT */
/* The figures as CSV (RFC 4180) with BOM, one row for each cell. Up to a
 * million rows: what stays the same from row to row is escaped once, the rest
 * goes into the page's buffer without passing through the arena, and the buffer
 * is given away piece by piece. */
#include <string.h>

#include "render/cell_text.h"
#include "render/columns.h"
#include "render/reads.h"

enum { ROW_TYPICAL = 192, PERIODS_KEPT = 32, PERIOD_ROOM = 64 };

/* The fields of a period. Those of a series come again in the next. */
struct period_fields {
    struct period period;
    size_t len; /* 0: nothing is kept */
    char text[PERIOD_ROOM];
};

struct table {
    struct buf *out;
    const struct site *site;
    const struct district *district;   /* whose columns `place` holds */
    const struct indicator *indicator; /* whose columns `measure` holds */
    struct buf place, measure;
    struct period_fields kept[PERIODS_KEPT];
};

/* ---- head ---- */

static void open_table(struct render *r, struct table *t, size_t rows)
{
    struct columns columns;
    *t = (struct table){.out = &r->out, .site = r->site};
    size_t room = (rows + 4) * ROW_TYPICAL;
    if (r->piece != NULL && room > RENDER_PIECE)
        room = RENDER_PIECE + 4 * ROW_TYPICAL;
    buf_reserve(t->out, room);
    columns_list(r, &columns);
    columns_head(t->out, &columns);
}

static void close_table(struct table *t)
{
    buf_release(&t->place);
    buf_release(&t->measure);
}

/* ---- rows ---- */

static void set_place(struct table *t, const struct district *d)
{
    if (t->district == d)
        return;
    t->district = d;
    buf_reset(&t->place);
    put_field(&t->place, d->code);
    put_texts(&t->place, t->site, &d->name);
}

static void set_measure(struct table *t, const struct indicator *n)
{
    if (t->indicator == n)
        return;
    t->indicator = n;
    buf_reset(&t->measure);
    put_field(&t->measure, n->id);
    put_texts(&t->measure, t->site, &n->name);
}

static void put_period_fields(struct buf *b, struct period p)
{
    put_period(b, p);
    buf_byte(b, ',');
    put_first_day(b, p);
    buf_byte(b, ',');
    put_last_day(b, p);
    buf_text(b, p.inferred ? ",true," : ",false,");
}

static void period_fields(struct table *t, struct period p)
{
    uint32_t mixed = ((uint32_t)p.last * 31 + (uint32_t)p.first) * 2654435761;
    struct period_fields *kept = &t->kept[(mixed >> 16) % PERIODS_KEPT];
    if (period_eq(kept->period, p) && kept->period.inferred == p.inferred &&
        kept->len > 0) {
        buf_bytes(t->out, kept->text, kept->len);
        return;
    }
    size_t from = t->out->len;
    put_period_fields(t->out, p);
    size_t len = t->out->len - from;
    kept->len = len <= PERIOD_ROOM ? len : 0;
    kept->period = p;
    memcpy(kept->text, t->out->at + from, kept->len);
}

/* Numbers are not guarded: a minus sign must stay one. */
static void value_fields(struct buf *b, const struct cell *c)
{
    if (c->has_value)
        put_decimal(b, (struct decimal){c->coef, c->places});
    buf_byte(b, ',');
    if (c->has_value && c->range && c->rare != NULL)
        put_decimal(b, c->rare->high);
    buf_byte(b, ',');
}

static void put_date(struct buf *b, struct date d)
{
    struct arena scratch = {0};
    if (d.precision != DATE_NONE)
        buf_str(b, date_iso(&scratch, d));
    arena_release(&scratch);
}

/* quote, note_…, revised, revision_note_…, the site's own columns */
static void rare_fields(const struct table *t, const struct cell_rare *rare)
{
    struct buf *b = t->out;
    put_field(b, rare->quote);
    put_texts(b, t->site, &rare->note);
    put_date(b, rare->revised);
    buf_byte(b, ',');
    put_texts(b, t->site, &rare->revision_note);
    for (size_t i = 0; i < t->site->n_extra_columns; i++)
        put_field(b, rare->extra != NULL ? rare->extra[i] : (struct str){0});
}

static void no_rare_fields(const struct table *t)
{
    size_t n = 2 + 2 * t->site->config.n_languages + t->site->n_extra_columns;
    for (size_t i = 0; i < n; i++)
        buf_byte(t->out, ',');
}

static void row(struct table *t, const struct cell *c)
{
    struct buf *b = t->out;
    if (cell_is_broken(c))
        return;
    set_place(t, c->district);
    set_measure(t, c->indicator);
    buf_str(b, buf_view(&t->place));
    buf_str(b, buf_view(&t->measure));
    period_fields(t, c->period);
    put_field(b, group_id(t->site, c));
    value_fields(b, c);
    put_field(b, unit_id(c));
    put_field(b, qualifier_id(c));
    put_field(b, status_id(c));
    put_field(b, symbol_id(c));
    put_field(b, source_id(t->site, c));
    if (c->rare != NULL)
        rare_fields(t, c->rare);
    else
        no_rare_fields(t);
    b->len--; /* the comma behind the last field */
    buf_text(b, "\r\n");
}

static void next(struct render *r, struct table *t, const struct cell *c)
{
    row(t, c);
    render_more(r);
}

/* ---- files ---- */

void write_data_all(struct render *r)
{
    struct table t;
    read_all(r, QUERY_CELLS);
    open_table(r, &t, r->site->n_cells);
    for (size_t i = 0; i < r->site->n_cells; i++)
        next(r, &t, &r->site->cell[i]);
    close_table(&t);
}

void write_data_district_csv(struct render *r)
{
    const struct district *d = r->page->subject;
    struct table t;
    read_district(r, d);
    open_table(r, &t, d->n_cells);
    for (size_t i = 0; i < d->n_cells; i++)
        next(r, &t, &d->cell[i]);
    close_table(&t);
}

void write_data_indicator(struct render *r)
{
    const struct indicator *n = r->page->subject;
    struct table t;
    read_indicator(r, n);
    open_table(r, &t, n->n_cells);
    for (size_t i = 0; i < n->n_cells; i++)
        next(r, &t, n->cell[i]);
    close_table(&t);
}
