/* SPDX-License-Identifier: MIT */
/* The districts of one place side by side, topic by topic. */
#include "model/comparison.h"
#include "render/compare.h"
#include "render/data_page.h"
#include "render/figures.h"
#include "render/frame.h"
#include "render/grid.h"
#include "render/parts.h"
#include "render/reads.h"

enum {
    COLUMNS_MAX = 6,    /* of one table */
    SENTENCES_MAX = 3,
    CHARTS_MAX = 6 /* of the page, one for a topic */
};

struct compare_page {
    struct render *r;
    const struct district *parent;
    struct comparison all;
    size_t n_charts;
    struct date updated;
};

/* ---- one topic ---- */

static void show_table(struct compare_page *p, struct dict *d,
                       struct str title, const struct compared *column,
                       size_t n_columns)
{
    struct render *r = p->r;
    struct grid g = grid_new(r, p->all.n_rows, n_columns);
    g.caption =
        RENDER_FILL(r, "cmp_caption_topic", {"topic", title},
                    {"name", render_text(r, &p->parent->name)});
    g.corner = render_word(r, "place");
    size_t rows = 0;
    for (size_t i = 0; i < p->all.n_rows; i++) {
        bool any = false;
        for (size_t k = 0; k < n_columns; k++) {
            g.at[rows * n_columns + k] = column[k].at[i];
            any |= column[k].at[i] != NULL;
        }
        if (!any)
            continue;
        g.row[rows++] = (struct grid_head){
            .title = render_text(r, &p->all.row[i]->name),
            .href = render_link(r, PAGE_DISTRICT, p->all.row[i]),
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
                                    const struct compared *c, bool parent,
                                    size_t *n)
{
    const struct cell **cells =
        arena_array(&p->r->scratch, p->all.n_rows, const struct cell *);
    *n = 0;
    for (size_t i = parent ? 0 : 1; i < p->all.n_rows; i++)
        if (c->at[i] != NULL)
            cells[(*n)++] = c->at[i];
    return cells;
}

/* Shares, averages and levels beside the parent; else the first count, without
 * the parent, which would dwarf the rest. */
static struct str chart_of(struct compare_page *p, const struct compared *column,
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
                       const struct compared *column, size_t n_columns)
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
    struct compared column[COMPARED_MAX];
    size_t n =
        comparison_topic(r->site, &r->scratch, &p->all, topic, column);
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
    read_family(p->r, p->parent);
    comparison_rows(&p->r->scratch, p->parent, &p->all);
    for (size_t i = 1; i < p->all.n_rows; i++)
        add_district_ref(p->r, p->r->dict, M_PEERS, p->all.row[i],
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
    struct slice topics = comparison_topics(r->site, &r->scratch, &p.all,
                                            r->page->number);
    for (size_t i = topics.from; i < topics.to; i++)
        add_topic(&p, r->site->topic[i]);
    set_pages(r);
    set_symbols(r, false);
    set_sources(r);
    if (r->marks->len > 0)
        add_toc(r, render_word(r, "sources"), STR("sources"));
    cite_data(r, title, updated_of(r));
    frame_set(r, &f);
}
