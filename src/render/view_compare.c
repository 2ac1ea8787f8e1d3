/* SPDX-License-Identifier: MIT */
/* The districts of one place side by side, topic by topic. */
#include <stdlib.h>

#include "render/compare.h"
#include "render/data_page.h"
#include "render/figures.h"
#include "render/frame.h"
#include "render/grid.h"
#include "render/parts.h"
#include "render/reads.h"

enum {
    COLUMNS_MAX = 6,    /* of one table */
    INDICATORS_MAX = 12, /* of one topic */
    SENTENCES_MAX = 3,
    CHARTS_MAX = 6 /* of the page, one for a topic */
};

/* An indicator at the latest period that most of the districts have. */
struct column {
    const struct indicator *indicator;
    const struct cell **at; /* by row: the parent, then the peers */
    const struct cell *first;
    size_t n; /* peers with a value */
};

struct compare_page {
    struct render *r;
    const struct district *parent;
    const struct district **row; /* the parent, then the peers */
    size_t n_rows, n_charts;
    struct date updated;
};

static int by_time(const void *a, const void *b)
{
    const struct period *x = a, *y = b;
    return period_compare(*x, *y);
}

/* PERIOD_NONE when no two peers have figures for one time. */
static struct period common_period(struct compare_page *p,
                                   const struct indicator *n)
{
    vec_of(struct period) all = {0};
    for (size_t i = 1; i < p->n_rows; i++) {
        const struct cell *latest =
            cell_find(p->r->site, &(struct cell_key){.district = p->row[i],
                                                     .indicator = n});
        if (latest == NULL)
            continue;
        struct series s = series_of(latest);
        for (size_t k = 0; k < s.len; k++)
            if (s.first[k].has_value)
                *vec_push(&p->r->scratch, &all) = s.first[k].period;
    }
    struct period best = {0};
    size_t most = 0;
    if (all.len > 1)
        qsort(all.at, all.len, sizeof *all.at, by_time);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0, end; i < all.len; i = end) {
            for (end = i; end < all.len && period_eq(all.at[end], all.at[i]);)
                end++;
            if (pass == 0 && end - i > most)
                most = end - i;
            if (pass == 1 && end - i >= 2 && (end - i) * 2 >= most)
                best = all.at[i];
        }
    return best;
}

static bool fill_column(struct compare_page *p, const struct indicator *n,
                        struct column *out)
{
    struct cell_key key = {.indicator = n, .period = common_period(p, n)};
    if (key.period.kind == PERIOD_NONE)
        return false;
    *out = (struct column){.indicator = n};
    out->at = arena_array(&p->r->scratch, p->n_rows, const struct cell *);
    for (size_t i = 0; i < p->n_rows; i++) {
        key.district = p->row[i];
        const struct cell *c = cell_find(p->r->site, &key);
        if (c == NULL || !c->has_value)
            continue;
        out->at[i] = c;
        out->n += i > 0;
        if (out->first == NULL)
            out->first = c;
    }
    return out->n >= 2;
}

/* ---- one topic ---- */

static void show_table(struct compare_page *p, struct dict *d,
                       struct str title, const struct column *column,
                       size_t n_columns)
{
    struct render *r = p->r;
    struct grid g = grid_new(r, p->n_rows, n_columns);
    g.caption =
        RENDER_FILL(r, "cmp_caption_topic", {"topic", title},
                    {"name", render_text(r, &p->parent->name)});
    g.corner = render_word(r, "place");
    size_t rows = 0;
    for (size_t i = 0; i < p->n_rows; i++) {
        bool any = false;
        for (size_t k = 0; k < n_columns; k++) {
            g.at[rows * n_columns + k] = column[k].at[i];
            any |= column[k].at[i] != NULL;
        }
        if (!any)
            continue;
        g.row[rows++] = (struct grid_head){
            .title = render_text(r, &p->row[i]->name),
            .href = render_link(r, PAGE_DISTRICT, p->row[i]),
            .kind = i == 0 ? STR("above") : (struct str){0}};
    }
    g.n_rows = rows;
    for (size_t k = 0; k < n_columns; k++)
        g.col[k] = (struct grid_head){
            .title = render_text(r, &column[k].indicator->name),
            .href = indicator_href(r, column[k].indicator),
            .note = column_note(r, column[k].first)};
    add_grid(r, d, M_CTOPIC_TABLES, &g);
}

/* The cells of the column that there are; the parent's is the first. */
static const struct cell **cells_of(struct compare_page *p,
                                    const struct column *c, bool parent,
                                    size_t *n)
{
    const struct cell **cells =
        arena_array(&p->r->scratch, p->n_rows, const struct cell *);
    *n = 0;
    for (size_t i = parent ? 0 : 1; i < p->n_rows; i++)
        if (c->at[i] != NULL)
            cells[(*n)++] = c->at[i];
    return cells;
}

/* Shares, averages and levels beside the parent; else the first count, without
 * the parent, which would dwarf the rest. */
static struct str chart_of(struct compare_page *p, const struct column *column,
                           size_t n_columns)
{
    size_t k = 0, n;
    while (k < n_columns && !is_comparable(column[k].indicator))
        k++;
    bool found = k < n_columns;
    const struct cell **cells = cells_of(p, &column[found ? k : 0], found, &n);
    return compare_chart(p->r, cells, n);
}

static void show_words(struct compare_page *p, struct dict *d,
                       const struct column *column, size_t n_columns)
{
    size_t sentences = 0, n;
    if (p->n_charts < CHARTS_MAX &&
        add_chart_item(d, M_CTOPIC_CHARTS, chart_of(p, column, n_columns)))
        p->n_charts++;
    for (size_t k = 0; k < n_columns && sentences < SENTENCES_MAX; k++) {
        const struct cell **cells = cells_of(p, &column[k], false, &n);
        struct str sentence = extremes_sentence(p->r, cells, n);
        add_rank_item(d, M_CTOPIC_RANKS, sentence);
        sentences += sentence.len > 0;
    }
}

static void add_topic(struct compare_page *p, const struct topic *topic)
{
    struct render *r = p->r;
    struct column column[INDICATORS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < topic->n_indicators && n < INDICATORS_MAX; i++)
        n += fill_column(p, topic->indicator[i], &column[n]);
    if (n == 0)
        return;
    struct dict *d = dict_add(r->dict, M_COMPARE_TOPICS);
    struct str title = render_text(r, &topic->name);
    struct str id =
        arena_printf(&r->scratch, "topic-" STR_FMT, STR_ARG(topic->id));
    set(r, d, M_CTOPIC_ID, id);
    set(r, d, M_CTOPIC_TITLE, title);
    show_words(p, d, column, n);
    for (size_t k = 0; k < n; k += COLUMNS_MAX)
        show_table(p, d, title, &column[k],
                   n - k < COLUMNS_MAX ? n - k : COLUMNS_MAX);
    add_toc(r, title, id);
}

/* ---- the page ---- */

static void find_rows(struct compare_page *p)
{
    const struct district *parent = p->parent;
    read_family(p->r, parent);
    p->row = arena_array(&p->r->scratch, parent->n_children + 1,
                         const struct district *);
    p->row[p->n_rows++] = parent;
    for (size_t i = 0; i < parent->n_children; i++)
        if (parent->child[i]->n_cells > 0)
            p->row[p->n_rows++] = parent->child[i];
    for (size_t i = 1; i < p->n_rows; i++)
        add_district_ref(p->r, p->r->dict, M_PEERS, p->row[i],
                         (struct str){0});
}

static void crumbs(struct render *r, struct frame *f, const struct district *d)
{
    if (d == NULL)
        return;
    crumbs(r, f, d->parent);
    frame_crumb(f, render_text(r, &d->name), render_link(r, PAGE_DISTRICT, d));
}

static struct date updated_of(struct render *r)
{
    struct date latest = {0};
    for (size_t i = 0; i < r->marks->len; i++)
        latest = later(latest, r->marks->source[i]->date);
    return latest;
}

void view_compare(struct render *r)
{
    struct compare_page p = {.r = r, .parent = r->page->subject};
    struct str name = render_text(r, &p.parent->name);
    struct str title = RENDER_FILL(r, "title_compare", {"name", name});
    struct frame f = {
        .heading = title,
        .description = RENDER_FILL(r, "desc_compare", {"name", name})};
    frame_crumb(&f, render_word(r, "districts"),
                render_link(r, PAGE_DISTRICTS, NULL));
    crumbs(r, &f, p.parent);
    set(r, r->dict, M_INTRO, f.description);
    find_rows(&p);
    for (size_t i = 0; i < r->site->n_topics; i++)
        add_topic(&p, r->site->topic[i]);
    set_symbols(r, false);
    set_sources(r);
    if (r->marks->len > 0)
        add_toc(r, render_word(r, "sources"), STR("sources"));
    cite_data(r, title, updated_of(r));
    frame_set(r, &f);
}
