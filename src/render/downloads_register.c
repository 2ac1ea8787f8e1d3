/* SPDX-License-Identifier: MIT */
/* What the codes in the figures mean: districts, indicators, groups and sources
 * as CSV, a row for each code. */
#include "render/cell_text.h"
#include "render/columns.h"

static void date_field(struct render *r, struct date d)
{
    put_field(&r->out, date_iso(&r->scratch, d));
}

static void end_row(struct buf *b)
{
    b->len--; /* the comma behind the last field */
    buf_text(b, "\r\n");
}

static void begin(struct render *r)
{
    struct columns columns;
    columns_register(r, r->page->kind, &columns);
    columns_head(&r->out, &columns);
}

/* A code that was given twice is named as it is now. */
void write_data_districts(struct render *r)
{
    const struct site *s = r->site;
    struct buf *b = &r->out;
    begin(r);
    for (size_t i = 0; i < s->n_districts; i++) {
        const struct district *d = s->district[i];
        if (site_district(s, d->code) != d)
            continue;
        put_field(b, d->code);
        put_texts(b, s, &d->name);
        put_field(b, d->parent != NULL ? d->parent->code : (struct str){0});
        put_field(b, d->kind);
        date_field(r, d->valid_from);
        date_field(r, d->valid_to);
        end_row(b);
    }
}

void write_data_indicators(struct render *r)
{
    static const struct str measures[] = {
        [MEASURE_STOCK] = STR_INIT("stock"),
        [MEASURE_FLOW] = STR_INIT("flow"),
        [MEASURE_SHARE] = STR_INIT("share"),
        [MEASURE_GROWTH] = STR_INIT("growth"),
        [MEASURE_AVERAGE] = STR_INIT("average"),
        [MEASURE_LEVEL] = STR_INIT("level"),
    };
    static const struct str polarities[] = {
        [POLARITY_NONE] = STR_INIT("none"),
        [POLARITY_HIGHER] = STR_INIT("higher"),
        [POLARITY_LOWER] = STR_INIT("lower"),
    };
    const struct site *s = r->site;
    struct buf *b = &r->out;
    begin(r);
    for (size_t i = 0; i < s->n_indicators; i++) {
        const struct indicator *n = s->indicator[i];
        put_field(b, n->id);
        put_texts(b, s, &n->name);
        put_field(b, n->unit != NULL ? n->unit->id : (struct str){0});
        put_field(b, measures[n->measure]);
        put_field(b, n->base);
        put_field(b, n->is_fact ? STR("fact") : STR("series"));
        put_field(b, polarities[n->polarity]);
        put_field(b, n->topic != NULL ? n->topic->id : (struct str){0});
        put_texts(b, s, &n->definition);
        end_row(b);
    }
}

void write_data_groups(struct render *r)
{
    begin(r);
    for (size_t i = 0; i < r->site->n_groups; i++) {
        put_field(&r->out, r->site->group[i]->id);
        put_texts(&r->out, r->site, &r->site->group[i]->name);
        end_row(&r->out);
    }
}

void write_data_sources(struct render *r)
{
    struct buf *b = &r->out;
    begin(r);
    for (size_t i = 0; i < r->site->n_sources; i++) {
        const struct source *source = r->site->source[i];
        put_field(b, source->id);
        put_texts(b, r->site, &source->title);
        put_texts(b, r->site, &source->publisher);
        put_field(b, source->author);
        date_field(r, source->date);
        put_field(b, source->url);
        end_row(b);
    }
}
