/* SPDX-License-Identifier: MIT */
#include "model/dates.h"

static struct date later(struct date a, struct date b)
{
    return date_compare(a, b) >= 0 ? a : b;
}

struct date cell_date(const struct site *s, const struct cell *c)
{
    const struct source *source = c->source > 0 && c->source <= s->n_sources
                                      ? s->source[c->source - 1]
                                      : NULL;
    struct date d = source != NULL ? source->date : (struct date){0};
    return c->rare != NULL ? later(c->rare->revised, d) : d;
}

/* The latest of some cells, whose sources are few. */
struct latest {
    struct date date;
    uint32_t *seen; /* by source: the subject for which it was asked last */
    uint32_t subject;
};

static inline void take(struct latest *l, const struct site *s,
                        const struct cell *c)
{
    if (c->rare == NULL && l->seen[c->source] == l->subject)
        return;
    l->date = later(l->date, cell_date(s, c));
    l->seen[c->source] = l->subject;
}

static void begin(struct latest *l)
{
    l->date = (struct date){0};
    l->subject++;
}

void dates_index(struct site *s)
{
    struct arena scratch = {0};
    struct latest l = {
        .seen = arena_array(&scratch, (size_t)UINT16_MAX + 1, uint32_t)};
    for (size_t i = 0; i < s->n_districts; i++) {
        struct district *d = s->district[i];
        begin(&l);
        for (size_t k = 0; k < d->n_cells; k++)
            take(&l, s, &d->cell[k]);
        d->updated = l.date;
        if (d->n_briefs > 0)
            d->updated = later(d->updated, d->brief[0]->date);
    }
    for (size_t i = 0; i < s->n_indicators; i++) {
        struct indicator *n = s->indicator[i];
        begin(&l);
        for (size_t k = 0; k < n->n_cells; k++)
            take(&l, s, n->cell[k]);
        n->updated = l.date;
    }
    arena_release(&scratch);
}

static struct date text_date(const struct page *p)
{
    const struct entry *e = p->subject;
    const struct version *v = e->in[p->lang];
    return v->updated.precision != DATE_NONE ? v->updated : e->date;
}

static struct date family_date(const struct district *d)
{
    struct date date = d->updated;
    for (size_t i = 0; i < d->n_children; i++)
        date = later(date, d->child[i]->updated);
    return date;
}

struct date page_date(const struct page *p)
{
    switch (p->kind) {
    case PAGE_ARTICLE:
    case PAGE_PAGE: return text_date(p);
    case PAGE_DISTRICT: return ((const struct district *)p->subject)->updated;
    case PAGE_COMPARE: return family_date(p->subject);
    case PAGE_INDICATOR:
        return ((const struct indicator *)p->subject)->updated;
    default: return (struct date){0};
    }
}

struct date plan_date(const struct plan *plan, unsigned part)
{
    struct date last = {0};
    if (part < 1 || part > plan->n_parts)
        return last;
    for (size_t i = plan->part[part - 1]; i < plan->part[part]; i++)
        if (plan->page[i].indexed)
            last = later(last, page_date(&plan->page[i]));
    return last;
}
