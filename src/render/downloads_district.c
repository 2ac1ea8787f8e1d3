/* SPDX-License-Identifier: MIT */
/* The figures of a district as JSON: ids as in the CSV files, and beside them
 * what the ids mean. */
#include "render/cell_text.h"
#include "render/json.h"
#include "render/reads.h"
#include "render/render.h"


/* {"en": …, "zh": …}; nothing where there is no text. */
static void texts(struct json *j, const struct site *s, const char *name,
                  const struct text *t)
{
    size_t order[LANG_MAX];
    if (site_text_lang(s, t, 0) < 0)
        return;
    languages_by_id(&s->config, order);
    json_object(j, name);
    for (size_t i = 0; i < s->config.n_languages; i++) {
        if (t->in[order[i]].len == 0)
            continue;
        json_name(j, s->config.language[order[i]].id);
        json_str(j, NULL, t->in[order[i]]);
    }
    json_end(j);
}


static void put_string(struct json *j, const char *name,
                       void (*put)(struct buf *b, struct period p),
                       struct period p)
{
    json_here(j, name);
    buf_byte(j->out, '"');
    put(j->out, p);
    buf_byte(j->out, '"');
}

/* Text, so that no reader makes a binary fraction of it. */
static void number(struct json *j, const char *name, struct decimal d)
{
    json_here(j, name);
    buf_byte(j->out, '"');
    put_decimal(j->out, d);
    buf_byte(j->out, '"');
}

static void extra(struct json *j, const struct site *s,
                  const struct cell_rare *rare)
{
    if (rare == NULL || rare->extra == NULL)
        return;
    json_object(j, "extra");
    for (size_t i = 0; i < s->n_extra_columns; i++) {
        if (rare->extra[i].len == 0)
            continue;
        json_name(j, s->extra_column[i]);
        json_str(j, NULL, rare->extra[i]);
    }
    json_end(j);
}

static void revision(struct json *j, const struct site *s,
                     const struct cell_rare *rare)
{
    struct arena scratch = {0};
    if (rare == NULL || rare->revised.precision == DATE_NONE)
        return;
    json_str(j, "revised", date_iso(&scratch, rare->revised));
    texts(j, s, "revision_note", &rare->revision_note);
    arena_release(&scratch);
}

static void figure(struct json *j, const struct site *s, const struct cell *c)
{
    const struct cell_rare *rare = c->rare;
    json_object(j, NULL);
    if (period_has_end(c->period))
        put_string(j, "end", put_last_day, c->period);
    extra(j, s, rare);
    json_opt(j, "group", group_id(s, c));
    json_str(j, "indicator", c->indicator->id);
    if (c->period.inferred)
        json_bool(j, "inferred", true);
    if (rare != NULL)
        texts(j, s, "note", &rare->note);
    put_string(j, "period", put_period, c->period);
    json_opt(j, "qualifier", qualifier_id(c));
    if (rare != NULL)
        json_opt(j, "quote", rare->quote);
    revision(j, s, rare);
    json_opt(j, "source", source_id(s, c));
    if (period_has_start(c->period))
        put_string(j, "start", put_first_day, c->period);
    json_str(j, "status", status_id(c));
    json_opt(j, "symbol", symbol_id(c));
    json_opt(j, "unit", unit_id(c));
    if (c->has_value)
        number(j, "value", (struct decimal){c->coef, c->places});
    if (c->has_value && c->range && rare != NULL)
        number(j, "value_high", rare->high);
    json_end(j);
}

/* What the ids in the figures are called; cells are sorted by indicator. */
static void indicators(struct json *j, const struct site *s,
                       const struct district *d)
{
    const struct indicator *last = NULL;
    json_object(j, "indicators");
    for (size_t i = 0; i < d->n_cells; i++) {
        const struct indicator *n = d->cell[i].indicator;
        if (n == last)
            continue;
        last = n;
        json_name(j, n->id);
        json_object(j, NULL);
        texts(j, s, "names", &n->name);
        json_opt(j, "unit", unit_id(&d->cell[i]));
        json_end(j);
    }
    json_end(j);
}

static void sources(struct render *r, struct json *j,
                    const struct source_use *use)
{
    struct source_list list = {0};
    source_use_list(use, &r->scratch, r->site, &list);
    json_object(j, "sources");
    for (size_t i = 0; i < list.len; i++) {
        const struct source *source = list.at[i];
        json_name(j, source->id);
        json_object(j, NULL);
        json_opt(j, "author", source->author);
        json_opt(j, "date", date_iso(&r->scratch, source->date));
        texts(j, r->site, "publisher", &source->publisher);
        texts(j, r->site, "title", &source->title);
        json_opt(j, "url", source->url);
        json_end(j);
    }
    json_end(j);
}

static void pages(struct render *r, struct json *j, const struct district *d)
{
    const struct config *c = &r->site->config;
    size_t order[LANG_MAX];
    languages_by_id(c, order);
    json_object(j, "urls");
    for (size_t i = 0; i < c->n_languages; i++) {
        struct str id = c->language[order[i]].id;
        const struct page *page = plan_find(r->plan, PAGE_DISTRICT, d, id);
        if (page == NULL)
            continue;
        json_name(j, id);
        json_str(j, NULL, render_absolute(r, page->url));
    }
    json_end(j);
}

void write_data_district_json(struct render *r)
{
    const struct site *s = r->site;
    const struct district *d = r->page->subject;
    struct json j = {.out = &r->out, .lines = 2};
    struct source_use *use = source_use_new(&r->scratch, s);
    struct date updated = {0};
    read_district(r, d);
    json_object(&j, NULL);
    json_str(&j, "code", d->code);
    json_array(&j, "figures");
    for (size_t i = 0; i < d->n_cells; i++) {
        const struct cell *c = &d->cell[i];
        if (cell_is_broken(c))
            continue;
        figure(&j, s, c);
        source_use_add(use, c);
        struct date date = cell_date(s, c);
        if (date_compare(date, updated) > 0)
            updated = date;
    }
    json_end(&j);
    indicators(&j, s, d);
    json_opt(&j, "level", d->kind);
    json_opt(&j, "license", s->config.license_url);
    texts(&j, s, "names", &d->name);
    if (d->parent != NULL)
        json_str(&j, "parent", d->parent->code);
    sources(r, &j, use);
    json_opt(&j, "updated", date_iso(&r->scratch, updated));
    pages(r, &j, d);
    json_end(&j);
    buf_byte(&r->out, '\n');
}
