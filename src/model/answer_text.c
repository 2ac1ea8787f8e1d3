/* SPDX-License-Identifier: MIT */
#include "model/answer_text.h"

#include "base/hash.h"
#include "base/varint.h"

#define FOLDED ((size_t)64 * 1024)

void digest_number(struct buf *b, uint64_t n)
{
    fixed_put(b, n);
}

void digest_str(struct buf *b, struct str s)
{
    digest_number(b, s.len);
    buf_str(b, s);
}

void digest_fold(struct buf *b)
{
    if (b->len < FOLDED)
        return;
    struct hash h = hash_of(buf_view(b));
    buf_reset(b);
    digest_number(b, h.low);
    digest_number(b, h.high);
}

static void digest_text(struct buf *b, const struct text *t)
{
    for (int i = 0; i < LANG_MAX; i++)
        digest_str(b, t->in[i]);
}

static void digest_date(struct buf *b, struct date d)
{
    digest_number(b, (uint64_t)(uint16_t)d.year << 32 |
                         (uint64_t)(uint8_t)d.month << 24 |
                         (uint64_t)(uint8_t)d.day << 16 |
                         (uint64_t)(uint8_t)d.hour << 8 | (uint8_t)d.minute);
    digest_number(b, (uint64_t)d.precision << 40 |
                         (uint64_t)d.has_offset << 32 | (uint16_t)d.offset);
}

static void digest_period(struct buf *b, struct period p)
{
    digest_number(b, (uint64_t)(uint32_t)p.first << 32 | (uint32_t)p.last);
    digest_number(b, (uint64_t)p.kind << 24 | (uint64_t)p.from << 16 |
                         (uint64_t)p.to << 8 | p.inferred);
}

static void digest_rare(struct buf *b, const struct site *s,
                        const struct cell_rare *rare)
{
    digest_number(b, (uint64_t)rare->high.coef);
    digest_number(b, rare->high.places);
    digest_str(b, rare->quote);
    digest_text(b, &rare->note);
    digest_text(b, &rare->revision_note);
    digest_date(b, rare->release);
    digest_date(b, rare->revised);
    for (size_t i = 0; rare->extra != NULL && i < s->n_extra_columns; i++)
        digest_str(b, rare->extra[i]);
}

void digest_cell(struct buf *b, const struct site *s, const struct cell *c)
{
    digest_period(b, c->period);
    digest_number(b, (uint64_t)c->coef);
    digest_number(b, (uint64_t)c->places << 56 | (uint64_t)c->scale << 48 |
                         (uint64_t)c->qualifier << 40 |
                         (uint64_t)c->status << 32 |
                         (uint64_t)c->symbol << 24 |
                         (uint64_t)c->restated << 2 |
                         (uint64_t)c->range << 1 | c->has_value);
    digest_number(b, (uint64_t)c->group << 16 | c->source);
    digest_number(b, c->rare != NULL);
    if (c->rare != NULL)
        digest_rare(b, s, c->rare);
}

/* ---- links ---- */

/* What a file of content/ is like is known once all links are: until then a
 * digest can do without. */
enum details { WITHOUT_DETAILS, WITH_DETAILS };

void digest_media(struct buf *b, const struct media *m)
{
    digest_str(b, m != NULL ? m->url_path : (struct str){0});
    if (m == NULL)
        return;
    digest_number(b, m->size);
    digest_str(b, m->sha256);
    digest_number(b, (uint64_t)m->width << 32 | m->height);
}

static void digest_short(struct buf *b, const struct site *s,
                         const struct inline_text *t, enum details details);

static void digest_csv(struct buf *b, const struct site *s,
                       const struct csv_block *csv, enum details details)
{
    digest_str(b, csv->table.text);
    for (size_t i = 0; csv->head != NULL && i < csv->table.n_columns; i++)
        digest_short(b, s, &csv->head[i], details);
    size_t n = csv->table.n_columns * csv->table.n_rows;
    for (size_t i = 0; csv->cell != NULL && i < n; i++)
        digest_short(b, s, &csv->cell[i], details);
}

static void digest_selection(struct buf *b, const struct selection *x)
{
    for (size_t i = 0; i < x->n_districts; i++)
        digest_str(b, x->district[i]->code);
    for (size_t i = 0; i < x->n_indicators; i++)
        digest_str(b, x->indicator[i]->id);
    digest_period(b, x->period);
    digest_number(b, (uint64_t)x->group << 16 | (uint64_t)x->plan << 8 |
                         (uint64_t)x->type);
}

static void digest_link(struct buf *b, const struct site *s,
                        const struct link *l, enum details details)
{
    digest_number(b, (uint64_t)l->kind << 32 | (uint64_t)l->checked << 1 |
                         l->revised);
    digest_number(b, (uint64_t)(int64_t)l->lang);
    digest_str(b, l->href);
    digest_str(b, l->shown);
    if (l->cell != NULL) {
        digest_str(b, l->cell->district->code);
        digest_str(b, l->cell->indicator->id);
        digest_cell(b, s, l->cell);
    }
    if (details == WITH_DETAILS)
        digest_media(b, l->media);
    if (l->selection != NULL)
        digest_selection(b, l->selection);
    if (l->csv != NULL)
        digest_csv(b, s, l->csv, details);
    digest_str(b, l->term != NULL ? l->term->zh : (struct str){0});
    digest_str(b, l->paper != NULL ? l->paper->id : (struct str){0});
    digest_str(b, l->district != NULL ? l->district->code : (struct str){0});
}

static void digest_links(struct buf *b, const struct site *s,
                         const struct markdown_scan *scan,
                         const struct link *link, enum details details)
{
    for (size_t i = 0; link != NULL && i < scan->references.len; i++)
        digest_link(b, s, &link[i], details);
}

static void digest_short(struct buf *b, const struct site *s,
                         const struct inline_text *t, enum details details)
{
    digest_str(b, t != NULL ? t->source : (struct str){0});
    if (t != NULL)
        digest_links(b, s, &t->scan, t->link, details);
}

static void digest_inline(struct buf *b, const struct site *s,
                          const struct inline_text *t)
{
    digest_short(b, s, t, WITH_DETAILS);
}

/* ---- texts ---- */

static void digest_version(struct buf *b, const struct site *s,
                           const struct version *v)
{
    digest_str(b, v->path);
    digest_number(b, v->meta.low);
    digest_number(b, v->meta.high);
    digest_inline(b, s, &v->summary);
    for (size_t i = 0; i < v->n_corrections; i++) {
        digest_date(b, v->correction[i].date);
        digest_inline(b, s, &v->correction[i].text);
    }
    digest_number(b, (uint64_t)v->original << 2 | (uint64_t)v->recorded << 1 |
                         v->draft);
    digest_number(b, v->n_stale);
    if (v->summary.source.len == 0)
        digest_str(b, v->plain);
}

static void digest_entry(struct buf *b, const struct entry *e)
{
    digest_number(b, (uint64_t)e->kind << 32 | (uint64_t)e->published << 1 |
                         e->date_inferred);
    digest_str(b, e->slug);
    digest_number(b, (uint64_t)e->instant);
    digest_number(b, (uint64_t)(int64_t)e->original);
    digest_date(b, e->date);
    digest_date(b, e->withdrawn);
    for (size_t i = 0; i < e->n_districts; i++)
        digest_str(b, e->district[i]->code);
    for (size_t i = 0; i < e->n_topics; i++)
        digest_str(b, e->topic[i]->id);
    digest_str(b, e->genre != NULL ? e->genre->id : (struct str){0});
}

void digest_title(struct buf *b, const struct entry *e)
{
    digest_entry(b, e);
    for (int lang = 0; lang < LANG_MAX; lang++) {
        const struct version *v = e->in[lang];
        digest_number(b, v != NULL);
        if (v == NULL)
            continue;
        digest_str(b, v->title);
        digest_str(b, v->subtitle);
        digest_str(b, v->kicker);
    }
}

void digest_card(struct buf *b, const struct site *s, const struct entry *e)
{
    digest_entry(b, e);
    if (e->image != NULL) {
        digest_media(b, e->image->media);
        for (int i = 0; i < LANG_MAX; i++)
            digest_inline(b, s, e->image->caption[i]);
    }
    for (size_t i = 0; i < e->n_attachments; i++)
        digest_media(b, e->attachment[i].media);
    for (size_t i = 0; i < e->n_key_figures; i++)
        if (e->key_figure[i] != NULL)
            digest_cell(b, s, e->key_figure[i]);
    for (int lang = 0; lang < LANG_MAX; lang++) {
        digest_number(b, e->in[lang] != NULL);
        if (e->in[lang] != NULL)
            digest_version(b, s, e->in[lang]);
    }
}

void digest_body(struct buf *b, const struct entry *e)
{
    for (size_t i = 0; i < e->n_related; i++)
        digest_str(b, e->related[i]->slug);
    for (int lang = 0; lang < LANG_MAX; lang++) {
        const struct version *v = e->in[lang];
        if (v == NULL)
            continue;
        digest_number(b, v->shown.low);
        digest_number(b, v->shown.high);
    }
}

void digest_opened(struct buf *b, const struct site *s,
                   const struct version *v, const struct body *body)
{
    digest_number(b, v->bytes.low);
    digest_number(b, v->bytes.high);
    digest_number(b, v->words.words);
    digest_number(b, v->words.han);
    digest_links(b, s, &body->scan, body->link, WITHOUT_DETAILS);
    for (size_t i = 0; i < v->n_headings; i++)
        digest_str(b, v->heading_id[i]);
}
