/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "render/compare.h"
#include "render/figures.h"
#include "render/grid.h"
#include "render/parts.h"
#include "render/reads.h"
#include "render/view_district.h"

enum {
    COMPARED_MAX = 6,
    COMPARED_ROWS_MAX = 12, /* of the table; more are on the comparison page */
    PERIODS_TRIED = 4, /* back from the latest, for one that others have, too */
    BRIEFS_MAX = 12,
    SUMMARIES_MAX = 6,
    PARENT_BRIEFS_MAX = 5
};

/* ---- one-off facts ---- */

static int newest_first(const void *a, const void *b)
{
    const struct cell *const *x = a, *const *y = b;
    int by = period_compare((*y)->period, (*x)->period);
    return by != 0 ? by : (*x > *y) - (*x < *y);
}

void district_facts(struct district_page *p)
{
    struct render *r = p->r;
    vec_of(const struct cell *) facts = {0};
    for (size_t i = 0; i < p->d->n_cells; i++)
        if (p->d->cell[i].indicator->is_fact)
            *vec_push(&r->scratch, &facts) = &p->d->cell[i];
    if (facts.len == 0)
        return;
    qsort(facts.at, facts.len, sizeof *facts.at, newest_first);
    add_figs(r, r->dict, M_FACTS, facts.at, facts.len);
    add_toc(r, render_word(r, "facts"), STR("facts"));
}

/* ---- comparison ---- */

struct comparison {
    struct figure_peers at[COMPARED_MAX];
    size_t len;
};

static bool find_peers(struct render *r, const struct cell *c,
                       struct figure_peers *out)
{
    *out = (struct figure_peers){.own = c};
    cell_peers(r->site, &r->scratch, c, &out->peers);
    return out->peers.len >= 2; /* its own is one of them */
}

static void try_track(struct district_page *p, const struct track *t,
                      struct comparison *out)
{
    const struct cell *c = t->latest;
    for (int i = 0; i < PERIODS_TRIED && c != NULL; i++) {
        if (find_peers(p->r, c, &out->at[out->len])) {
            out->len++;
            return;
        }
        c = cell_previous(c);
    }
}

/* What says most beside others comes first: shares, averages, levels. */
static void find_comparison(struct district_page *p, struct comparison *out)
{
    if (p->d->parent == NULL || !p->d->current)
        return;
    for (int counts = 0; counts < 2; counts++)
        for (size_t i = 0; i < p->n_tracks && out->len < COMPARED_MAX; i++) {
            const struct track *t = &p->track[i];
            if (t->latest != NULL && t->latest->group == 0 &&
                !t->indicator->is_fact &&
                is_comparable(t->indicator) == (counts == 0))
                try_track(p, t, out);
        }
}

static bool has_row(const struct comparison *all, const struct district *d)
{
    for (size_t k = 0; k < all->len; k++)
        for (size_t i = 0; i < all->at[k].peers.len; i++)
            if (all->at[k].peers.at[i]->district == d)
                return true;
    return false;
}

/* Peers come as parent, then siblings in their order: so do the rows. */
static void fill_table(struct render *r, struct grid *g,
                       const struct district *const *rows,
                       const struct comparison *all, const struct district *d)
{
    for (size_t i = 0; i < g->n_rows; i++)
        g->row[i] = (struct grid_head){
            .title = render_text(r, &rows[i]->name),
            .href = rows[i] != d ? render_link(r, PAGE_DISTRICT, rows[i])
                                 : (struct str){0},
            .kind = rows[i] == d           ? STR("self")
                    : rows[i] == d->parent ? STR("above")
                                           : (struct str){0}};
    for (size_t k = 0; k < all->len; k++) {
        const struct figure_peers *c = &all->at[k];
        g->col[k] = (struct grid_head){.title = cell_title(r, c->own),
                                       .href = indicator_href(
                                           r, c->own->indicator),
                                       .note = column_note(r, c->own)};
        size_t i = 0;
        for (size_t m = 0; m < c->peers.len; m++) {
            while (i < g->n_rows && rows[i] != c->peers.at[m]->district)
                i++;
            if (i < g->n_rows)
                g->at[i * g->n_cols + k] = c->peers.at[m];
        }
    }
}

/* Few places stand in a table beneath a chart, many on strips. */
static void show_comparison(struct district_page *p,
                            const struct comparison *all,
                            struct str compare_url)
{
    struct render *r = p->r;
    const struct district *parent = p->d->parent;
    const struct district **rows = arena_array(
        &r->scratch, parent->n_children + 1, const struct district *);
    size_t n = 0;
    if (has_row(all, parent))
        rows[n++] = parent;
    for (size_t i = 0; i < parent->n_children; i++)
        if (has_row(all, parent->child[i]))
            rows[n++] = parent->child[i];
    if (n > COMPARED_ROWS_MAX && compare_url.len > 0) {
        (void)add_chart_item(r->dict, M_COMPARISON_CHARTS,
                             strip_html(r, all->at, all->len));
        return;
    }
    (void)add_chart_item(
        r->dict, M_COMPARISON_CHARTS,
        compare_chart(r, all->at[0].peers.at, all->at[0].peers.len));
    struct grid g = grid_new(r, n, all->len);
    g.caption = RENDER_FILL(r, "cmp_caption",
                            {"name", render_text(r, &p->d->name)});
    g.corner = render_word(r, "place");
    fill_table(r, &g, rows, all, p->d);
    add_grid(r, r->dict, M_COMPARISON, &g);
}

static void show_ranks(struct district_page *p, const struct comparison *all)
{
    struct render *r = p->r;
    for (size_t k = 0; k < all->len; k++) {
        const struct cell *first = all->at[k].peers.at[0];
        add_rank_item(r->dict, M_RANKS,
                      compare_sentence(r, all->at[k].own,
                                       first->district == p->d->parent
                                           ? first
                                           : NULL));
    }
}

void district_comparison(struct district_page *p)
{
    struct render *r = p->r;
    struct comparison all = {0};
    find_comparison(p, &all);
    dict_show(r->dict, all.len > 0 ? M_COMPARED : M_NOT_COMPARED);
    if (all.len == 0)
        return;
    show_ranks(p, &all);
    struct str url = render_link(r, PAGE_COMPARE, p->d->parent);
    show_comparison(p, &all, url);
    set(r, r->dict, M_COMPARE_URL, url);
    add_toc(r, render_word(r, "comparison"), STR("comparison"));
}

/* ---- events ---- */

void district_events(struct district_page *p)
{
    struct render *r = p->r;
    for (size_t i = p->d->n_events; i > 0; i--) {
        const struct event *e = p->d->event[i - 1];
        struct dict *d = dict_add(r->dict, M_EVENTS);
        set(r, d, M_EVENT_ID,
            arena_printf(&r->scratch, "event-" STR_FMT, STR_ARG(e->id)));
        set(r, d, M_EVENT_PERIOD,
            period_words(&r->scratch, e->period, r->words));
        set(r, d, M_EVENT_TEXT, render_text(r, &e->text));
        if (e->status == STATUS_PLAN) {
            set(r, d, M_EVENT_KIND, STR("plan"));
            set(r, d, M_EVENT_STATUS, render_word(r, "status_plan"));
        }
        add_mark(r, d, M_EVENT_MARKS, e->source);
    }
    if (p->d->n_events > 0)
        add_toc(r, render_word(r, "events"), STR("events"));
}

/* ---- briefs ---- */

struct newest {
    const struct entry *at[BRIEFS_MAX];
    size_t len;
    size_t total; /* how many there are */
};

static bool lies_within(const struct district *d, const struct district *above)
{
    while (d != NULL && d != above)
        d = d->parent;
    return d != NULL;
}

/* An article about several places of the district counts at the first. */
static bool counts_here(const struct entry *e, const struct district *here,
                        const struct district *root)
{
    for (size_t i = 0; i < e->n_districts; i++)
        if (lies_within(e->district[i], root))
            return e->district[i] == here;
    return false;
}

static bool is_newer(const struct entry *a, const struct entry *b)
{
    return a->instant != b->instant ? a->instant > b->instant
                                    : str_compare(a->slug, b->slug) < 0;
}

static void put_newest(struct newest *n, const struct entry *e)
{
    n->total++;
    if (n->len == BRIEFS_MAX && !is_newer(e, n->at[n->len - 1]))
        return;
    size_t i = n->len < BRIEFS_MAX ? n->len++ : n->len - 1;
    for (; i > 0 && is_newer(e, n->at[i - 1]); i--)
        n->at[i] = n->at[i - 1];
    n->at[i] = e;
}

static void collect(struct render *r, const struct district *d,
                    const struct district *root, struct newest *out)
{
    for (size_t i = 0; i < d->n_briefs; i++)
        if (entry_shown(r->site, d->brief[i], r->lang) &&
            counts_here(d->brief[i], d, root))
            put_newest(out, d->brief[i]);
    for (size_t i = 0; i < d->n_children; i++)
        if (d->child[i]->n_reached > 0)
            collect(r, d->child[i], root, out);
}

static bool is_about(const struct entry *e, const struct district *d)
{
    for (size_t i = 0; i < e->n_districts; i++)
        if (e->district[i] == d)
            return true;
    return false;
}

static void parent_briefs(struct district_page *p)
{
    struct render *r = p->r;
    const struct district *above = p->d->parent;
    for (; above != NULL; above = above->parent) {
        const struct listing l = listing_district(r->site, &r->scratch, above);
        read_slice(r, &l, 0, UINT32_MAX);
        if (above->n_briefs > 0)
            break;
    }
    if (above == NULL)
        return;
    size_t n = 0;
    for (size_t i = 0; i < above->n_briefs && n < PARENT_BRIEFS_MAX; i++)
        if (!is_about(above->brief[i], p->d))
            n += add_card(r, r->dict, M_PARENT_BRIEFS, above->brief[i],
                          CARD_SHORT, (struct str){0});
    if (n == 0)
        return;
    struct str label = RENDER_FILL(r, "parent_briefs_label",
                                   {"name", render_text(r, &above->name)});
    set(r, r->dict, M_PARENT_BRIEFS_LABEL, label);
    add_toc(r, label, STR("parent-briefs"));
}

void district_briefs(struct district_page *p)
{
    struct render *r = p->r;
    struct newest newest = {.len = 0};
    read_briefs(r, p->d);
    collect(r, p->d, p->d, &newest);
    for (size_t i = 0; i < newest.len; i++)
        add_card(r, r->dict, M_BRIEFS, newest.at[i],
                 i < SUMMARIES_MAX ? 0 : CARD_SHORT,
                 !is_about(newest.at[i], p->d) ? render_word(r, "card_below")
                                               : (struct str){0});
    set(r, r->dict, M_BRIEFS_NOTE,
        newest.total > newest.len
            ? RENDER_FILL(r, "n_briefs_shown",
                          {"n", render_number(r, newest.total)},
                          {"shown", render_number(r, newest.len)})
            : RENDER_FILL(r, "n_briefs",
                          {"n", render_number(r, newest.total)}));
    add_toc(r, render_word(r, "briefs"), STR("briefs"));
    parent_briefs(p);
}
