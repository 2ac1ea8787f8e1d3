/* SPDX-License-Identifier: MIT */
#include "model/answer.h"

#include <stdint.h>

#include "base/parallel.h"
#include "model/answer_output.h"
#include "model/answer_text.h"
#include "model/listing.h"
#include "model/period_sets.h"
#include "model/statistics.h"

/* ---- texts ---- */

struct hashing {
    struct answers *q;
    struct buf buf[PARALLEL_MAX];
};

static void hash_text(void *ctx, size_t worker, size_t i)
{
    struct hashing *h = ctx;
    struct buf *b = &h->buf[worker];
    const struct site *s = h->q->site;
    buf_reset(b);
    digest_title(b, s->entry[i]);
    h->q->title[i] = hash_of(buf_view(b));
    buf_reset(b);
    digest_card(b, s, s->entry[i]);
    h->q->card[i] = hash_of(buf_view(b));
    digest_body(b, s->entry[i]);
    h->q->text[i] = hash_of(buf_view(b));
}

/* ---- figures ---- */

/* A district's cells are sorted by indicator. */
static void series(struct buf *b, const struct site *s,
                   const struct district *d, const struct indicator *n)
{
    size_t from = 0, to = d->n_cells;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (d->cell[middle].indicator->index < n->index)
            from = middle + 1;
        else
            to = middle;
    }
    for (size_t i = from; i < d->n_cells && d->cell[i].indicator == n; i++)
        digest_cell(b, s, &d->cell[i]);
}

static void hash_district(void *ctx, size_t worker, size_t i)
{
    struct hashing *h = ctx;
    struct buf *b = &h->buf[worker];
    const struct site *s = h->q->site;
    const struct district *d = s->district[i];
    buf_reset(b);
    digest_str(b, d->code);
    for (size_t k = 0; k < d->n_cells; k++) {
        if (k == 0 || d->cell[k].indicator != d->cell[k - 1].indicator)
            digest_str(b, d->cell[k].indicator->id);
        digest_cell(b, s, &d->cell[k]);
    }
    h->q->district[i] = hash_of(buf_view(b));
}

static void cells_of(struct buf *b, const struct answers *q,
                     const struct district *d)
{
    digest_number(b, q->district[d->index].low);
    digest_number(b, q->district[d->index].high);
}

static void figures(struct buf *b, const struct answers *q,
                    const struct query *query)
{
    const struct site *s = q->site;
    const struct district *d = site_district(s, query->a);
    const struct indicator *n = site_indicator(
        s, query->kind == QUERY_INDICATOR ? query->a : query->b);
    switch (query->kind) {
    case QUERY_SERIES:
        if (d != NULL && n != NULL)
            series(b, s, d, n);
        break;
    case QUERY_PEERS:
        if (d == NULL || n == NULL)
            break;
        series(b, s, d, n);
        for (size_t i = 0; i < d->n_children; i++) {
            digest_str(b, d->child[i]->code);
            series(b, s, d->child[i], n);
        }
        break;
    case QUERY_DISTRICT:
    case QUERY_FAMILY:
        if (d == NULL)
            break;
        cells_of(b, q, d);
        for (size_t i = 0; query->kind == QUERY_FAMILY && i < d->n_children;
             i++)
            cells_of(b, q, d->child[i]);
        break;
    case QUERY_INDICATOR:
        for (size_t i = 0; n != NULL && i < n->n_cells; i++) {
            digest_str(b, n->cell[i]->district->code);
            digest_cell(b, s, n->cell[i]);
            digest_fold(b);
        }
        break;
    default:
        for (size_t i = 0; i < s->n_districts; i++)
            cells_of(b, q, s->district[i]);
        for (size_t i = 0; i < s->n_extra_columns; i++)
            digest_str(b, s->extra_column[i]);
        break;
    }
}

static void holdings(struct buf *b, const struct site *s)
{
    digest_number(b, s->n_cells);
    for (size_t i = 0; i < s->n_districts; i++)
        digest_number(b, (uint64_t)(s->district[i]->n_cells > 0) << 1 |
                             (s->district[i]->n_reached > 0));
    for (size_t i = 0; i < s->n_indicators; i++)
        digest_number(b, s->indicator[i]->n_cells > 0);
}

static void set_of_periods(struct buf *b, const struct period_set *set)
{
    digest_str(b, set != NULL ? set->name : (struct str){0});
}

static void periods(struct buf *b, const struct site *s)
{
    for (size_t i = 0; i < s->n_districts; i++)
        set_of_periods(b, s->district[i]->periods);
    for (size_t i = 0; i < s->n_indicators; i++)
        set_of_periods(b, s->indicator[i]->periods);
}

static void digest_date(struct buf *b, struct date d)
{
    digest_number(b, (uint64_t)(uint16_t)d.year << 32 |
                         (uint64_t)(uint8_t)d.month << 24 |
                         (uint64_t)(uint8_t)d.day << 16 | d.precision);
}

static void dates(struct buf *b, const struct site *s)
{
    for (size_t i = 0; i < s->n_districts; i++)
        digest_date(b, s->district[i]->updated);
    for (size_t i = 0; i < s->n_indicators; i++)
        digest_date(b, s->indicator[i]->updated);
}

/* ---- lists ---- */

static void slugs(struct buf *b, struct entry *const *e, size_t n)
{
    digest_number(b, n);
    for (size_t i = 0; i < n; i++) {
        digest_str(b, e[i]->slug);
        digest_number(b, (uint64_t)e[i]->instant);
        digest_number(b, e[i]->withdrawn.precision != DATE_NONE);
    }
}

static void slice(struct buf *b, const struct site *s,
                  const struct query *query)
{
    struct listing l;
    int lang = site_lang(s, query->b);
    if (lang < 0 || !listing_named(s, query->a, &l))
        return;
    if (query->kind == QUERY_LENGTH) {
        digest_number(b, listing_length(&l, (size_t)lang));
        return;
    }
    const struct shelf *shelf = &l.in[lang];
    for (size_t i = query->m; i < shelf->n && i - query->m < query->n; i++)
        digest_str(b, shelf->entry[i]->slug);
}

static uint64_t languages_of(const struct site *s, const struct entry *e)
{
    uint64_t shown = 0;
    for (size_t i = 0; i < s->config.n_languages; i++)
        shown |= (uint64_t)entry_shown(s, e, i) << i;
    return shown;
}

static void briefs(struct buf *b, const struct site *s,
                   const struct district *d)
{
    digest_str(b, d->code);
    slugs(b, d->brief, d->n_briefs);
    for (size_t i = 0; i < d->n_briefs; i++)
        digest_number(b, languages_of(s, d->brief[i]));
    for (size_t i = 0; i < d->n_children; i++)
        if (d->child[i]->n_reached > 0)
            briefs(b, s, d->child[i]);
}

static void neighbours(struct buf *b, const struct answers *q,
                       const struct query *query)
{
    size_t index = site_entry_index(q->site, ENTRY_ARTICLE, query->a);
    const struct entry *e =
        index < q->site->n_entries ? q->site->entry[index] : NULL;
    int lang = site_lang(q->site, query->b);
    for (int side = 0; e != NULL && lang >= 0 && side < 2; side++) {
        const struct entry *n = side == 0 ? e->newer : e->older;
        while (n != NULL && !entry_shown(q->site, n, (size_t)lang))
            n = side == 0 ? n->newer : n->older;
        digest_str(b, n != NULL ? n->slug : (struct str){0});
    }
}

static void citing(struct buf *b, const struct site *s,
                   const struct query *query)
{
    if (str_is(query->a, "indicator")) {
        const struct indicator *n = site_indicator(s, query->b);
        if (n != NULL)
            slugs(b, n->citing, n->n_citing);
    } else if (str_is(query->a, "doc")) {
        const struct paper *p = map_get(&s->by_paper, query->b);
        if (p == NULL)
            return;
        slugs(b, p->citing, p->n_citing);
        for (size_t i = 0; i < p->n_citing; i++)
            digest_number(b, languages_of(s, p->citing[i]));
    } else {
        const struct term *t = map_get(&s->by_term, query->b);
        if (t != NULL)
            slugs(b, t->citing, t->n_citing);
    }
}

static void lists(struct buf *b, const struct answers *q,
                  const struct query *query)
{
    const struct site *s = q->site;
    const struct district *d = site_district(s, query->a);
    switch (query->kind) {
    case QUERY_BRIEFS:
        if (d != NULL)
            briefs(b, s, d);
        break;
    case QUERY_COUNTS:
        digest_number(b, d != NULL ? d->n_cells : 0);
        digest_number(b, d != NULL ? d->n_reached : 0);
        break;
    case QUERY_YEARS:
        for (size_t i = 0; i < s->n_years; i++)
            digest_number(b, (uint64_t)*s->year[i]);
        break;
    case QUERY_PAGES: slugs(b, s->page_entry, s->n_page_entries); break;
    case QUERY_LEAD:
        digest_str(b, s->lead != NULL ? s->lead->slug : (struct str){0});
        break;
    case QUERY_NEWS:
        for (size_t i = 0; i < s->n_articles && site_is_news(s, s->article[i]);
             i++)
            digest_card(b, s, s->article[i]);
        break;
    case QUERY_CITING: citing(b, s, query); break;
    case QUERY_NEIGHBOURS: neighbours(b, q, query); break;
    default: slice(b, s, query); break;
    }
}

/* ---- all of them ---- */

static void *each(struct answers *q, size_t n)
{
    return arena_array(&q->arena, n + 1, struct hash);
}

void answers_open(struct answers *q, const struct site *s,
                  const struct plan *p, size_t threads)
{
    *q = (struct answers){.site = s, .plan = p};
    struct arena scratch = {0};
    struct hashing *h = arena_new(&scratch, struct hashing);
    h->q = q;
    q->title = each(q, s->n_entries);
    q->card = each(q, s->n_entries);
    q->text = each(q, s->n_entries);
    q->district = each(q, s->n_districts);
    parallel_for(s->n_entries, threads, hash_text, h);
    parallel_for(s->n_districts, threads, hash_district, h);
    for (size_t i = 0; i < PARALLEL_MAX; i++)
        buf_release(&h->buf[i]);
    arena_release(&scratch);
    q->cards = hash_of((struct str){(const char *)q->card,
                                    s->n_entries * sizeof *q->card});
}

void answers_close(struct answers *q)
{
    arena_release(&q->arena);
    *q = (struct answers){0};
}

struct hash answer_of(const struct answers *q, const struct query *query)
{
    struct buf b = {0};
    size_t index;
    switch (query->kind) {
    case QUERY_TITLE:
    case QUERY_CARD:
    case QUERY_TEXT:
        index = site_entry_index(q->site, query->m, query->a);
        if (index == q->site->n_entries)
            return (struct hash){0};
        return query->kind == QUERY_TITLE  ? q->title[index]
               : query->kind == QUERY_CARD ? q->card[index]
                                           : q->text[index];
    case QUERY_TEXTS: return q->cards;
    case QUERY_SERIES:
    case QUERY_PEERS:
    case QUERY_DISTRICT:
    case QUERY_FAMILY:
    case QUERY_INDICATOR:
    case QUERY_CELLS: figures(&b, q, query); break;
    case QUERY_HOLDINGS: holdings(&b, q->site); break;
    case QUERY_PERIODS: periods(&b, q->site); break;
    case QUERY_DATES: dates(&b, q->site); break;
    case QUERY_PAGE:
    case QUERY_URL:
    case QUERY_SIZE:
    case QUERY_PLAN: answer_output(&b, q, query); break;
    case QUERY_LAYOUT: answer_layout(&b, q->site, query->a); break;
    case QUERY_WORDS: answer_words(&b, q->site, query->a); break;
    case QUERY_FILE: answer_file(&b, q->site, query->a); break;
    default: lists(&b, q, query); break;
    }
    struct hash answer = hash_of(buf_view(&b));
    buf_release(&b);
    return answer;
}
