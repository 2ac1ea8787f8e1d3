/* SPDX-License-Identifier: MIT */
/* The catalogue of indicators, and the page of one. */
#include "render/view_indicator.h"

#include "model/lists.h"
#include "render/figures.h"
#include "render/frame.h"
#include "render/jsonld.h"
#include "render/parts.h"
#include "render/reads.h"

enum { PUBLISHERS_MAX = 6, PLANS_MAX = 60, CITING_MAX = 12 };

/* ---- words about an indicator ---- */

static struct str unit_word(struct render *r, const struct indicator *n)
{
    const struct figure f = {.unit = n->unit};
    return figure_unit_word(&f, r->words);
}

static struct str measure_word(struct render *r, const struct indicator *n)
{
    static const char *const keys[] = {
        [MEASURE_STOCK] = "measure_stock",
        [MEASURE_FLOW] = "measure_flow",
        [MEASURE_SHARE] = "measure_share",
        [MEASURE_GROWTH] = "measure_growth",
        [MEASURE_AVERAGE] = "measure_average",
        [MEASURE_LEVEL] = "measure_level",
    };
    return render_word(r, keys[n->measure]);
}

static struct str polarity_word(struct render *r, const struct indicator *n)
{
    return render_word(r, n->polarity == POLARITY_HIGHER  ? "polarity_higher"
                          : n->polarity == POLARITY_LOWER ? "polarity_lower"
                                                          : "polarity_none");
}

static struct str base_words(struct render *r, const struct indicator *n)
{
    if (n->base.len == 0)
        return n->base;
    const struct indicator *of = site_indicator(r->site, n->base);
    struct str base = of != NULL ? render_text(r, &of->name) : n->base;
    return n->measure == MEASURE_SHARE
               ? RENDER_FILL(r, "base_of", {"base", base})
               : base;
}

/* "12 districts, 2016–2022"; empty without figures. */
static struct str coverage(struct render *r, const struct indicator *n)
{
    struct span span = {0};
    const struct district *last = NULL;
    size_t districts = 0;
    read_indicator(r, n);
    for (size_t i = 0; i < n->n_cells; i++) {
        const struct cell *c = n->cell[i];
        if (cell_is_plan(c) || !c->has_value)
            continue;
        districts += c->district != last;
        last = c->district;
        span_add(&span, c->period);
    }
    if (districts == 0)
        return (struct str){0};
    return RENDER_FILL(r, "coverage_indicator",
                       {"n", render_number(r, districts)},
                       {"span", span_words(r, &span)});
}

/* ---- the catalogue ---- */

static void add_indicator(struct render *r, struct dict *group,
                          const struct indicator *n)
{
    struct dict *d = dict_add(group, M_IGROUP_INDICATORS);
    struct str reach = coverage(r, n);
    set(r, d, M_IND_TITLE, render_text(r, &n->name));
    set(r, d, M_IND_URL, indicator_href(r, n));
    set(r, d, M_IND_DEFINITION, render_text(r, &n->definition));
    set(r, d, M_IND_UNIT, unit_word(r, n));
    set(r, d, M_IND_MEASURE, measure_word(r, n));
    set(r, d, M_IND_COVERAGE,
        reach.len > 0 ? reach : render_word(r, "symbol_none"));
}

static struct dict *add_group(struct render *r, const struct topic *topic)
{
    struct dict *d = dict_add(r->dict, M_INDICATOR_GROUPS);
    struct str id = topic != NULL ? arena_printf(&r->scratch, "topic-" STR_FMT,
                                                 STR_ARG(topic->id))
                                  : STR("topic-other");
    struct str title = topic != NULL ? render_text(r, &topic->name)
                                     : render_word(r, "indicators");
    set(r, d, M_IGROUP_ID, id);
    set(r, d, M_IGROUP_TITLE, title);
    add_toc(r, title, id);
    return d;
}

void view_indicators(struct render *r)
{
    const struct lists *l = r->site->lists;
    struct slice rows =
        cut_rows(cut_indicators, l->n_indicators, r->page->number);
    struct frame f = {.heading = render_word(r, "title_indicators"),
                      .description = render_word(r, "desc_indicators")};
    struct dict *group = NULL;
    for (size_t i = rows.from; i < rows.to; i++) {
        const struct indicator *n = l->indicator[i];
        if (group == NULL || n->topic != l->indicator[i - 1]->topic)
            group = add_group(r, n->topic);
        add_indicator(r, group, n);
    }
    set(r, r->dict, M_INTRO, f.description);
    set_pages(r);
    frame_set(r, &f);
}

/* ---- one indicator ---- */

static void set_publishers(struct indicator_page *p)
{
    struct render *r = p->r;
    const struct source *seen = NULL;
    struct str names[PUBLISHERS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < p->n->n_cells && n < PUBLISHERS_MAX; i++) {
        const struct source *s = cell_source(r->site, p->n->cell[i]);
        if (s == NULL || s == seen)
            continue;
        seen = s;
        struct str name = render_text(r, &s->publisher);
        size_t k = 0;
        while (k < n && !str_eq(names[k], name))
            k++;
        if (k == n && name.len > 0)
            names[n++] = name;
    }
    set(r, r->dict, M_PUBLISHERS, render_list(r, names, n));
}

static void set_about(struct indicator_page *p)
{
    struct render *r = p->r;
    const struct indicator *n = p->n;
    set_other_names(r, &n->name);
    set(r, r->dict, M_DEFINITION, render_text(r, &n->definition));
    set(r, r->dict, M_UNIT, unit_word(r, n));
    set(r, r->dict, M_MEASURE, measure_word(r, n));
    set(r, r->dict, M_BASE, base_words(r, n));
    set(r, r->dict, M_POLARITY, polarity_word(r, n));
    set(r, r->dict, M_COVERAGE, coverage(r, n));
    set_publishers(p);
    if (n->topic != NULL)
        add_ref(r, r->dict, M_TOPIC_CHIPS, render_text(r, &n->topic->name),
                render_link(r, PAGE_TOPIC, n->topic), (struct str){0});
}

static void set_plans(struct indicator_page *p)
{
    struct render *r = p->r;
    size_t n = 0;
    for (size_t i = 0; i < p->n->n_cells && n < PLANS_MAX; i++)
        if (cell_is_plan(p->n->cell[i])) {
            add_fig(r, r->dict, M_INDICATOR_PLANS, p->n->cell[i],
                    FIG_WITH_PLACE | FIG_LINK_CELL);
            n++;
        }
    if (n > 0)
        add_toc(r, render_word(r, "plans"), STR("plans"));
}

/* The newest of the articles that cite one of its figures. */
static void set_citing(struct indicator_page *p)
{
    struct render *r = p->r;
    const struct entry *newest[CITING_MAX];
    size_t n = 0, shown = 0;
    read_citing(r, "indicator", p->n->id);
    for (size_t i = 0; i < p->n->n_citing; i++) {
        const struct entry *e = p->n->citing[i];
        if (e->withdrawn.precision != DATE_NONE ||
            (n == CITING_MAX && e->instant <= newest[n - 1]->instant))
            continue;
        size_t k = n < CITING_MAX ? n++ : n - 1;
        for (; k > 0 && newest[k - 1]->instant < e->instant; k--)
            newest[k] = newest[k - 1];
        newest[k] = e;
    }
    for (size_t i = 0; i < n; i++)
        shown += add_card(r, r->dict, M_BRIEFS, newest[i], CARD_SHORT,
                          (struct str){0});
    if (shown > 0)
        add_toc(r, render_word(r, "briefs_citing"), STR("briefs"));
}

static void set_neighbours(struct indicator_page *p)
{
    struct render *r = p->r;
    const struct topic *t = p->n->topic;
    for (size_t i = 0; t != NULL && i < t->n_indicators; i++) {
        if (t->indicator[i] != p->n)
            continue;
        if (i > 0)
            add_neighbour(r, M_PREV, render_text(r, &t->indicator[i - 1]->name),
                          indicator_href(r, t->indicator[i - 1]));
        if (i + 1 < t->n_indicators)
            add_neighbour(r, M_NEXT, render_text(r, &t->indicator[i + 1]->name),
                          indicator_href(r, t->indicator[i + 1]));
    }
}

static void set_end(struct indicator_page *p, struct str title)
{
    struct render *r = p->r;
    struct date updated = p->n->updated;
    add_data_file(r, PAGE_DATA_INDICATOR_CSV, p->n, "file_indicator_csv", title,
                  updated);
    add_data_file(r, PAGE_DATA_INDICATOR_WIDE, p->n, "file_indicator_wide",
                  title, updated);
    if (p->n->n_cells > 0)
        add_toc(r, render_word(r, "downloads"), STR("downloads"));
    set_symbols(r, false);
    set_sources(r);
    if (r->marks->len > 0)
        add_toc(r, render_word(r, "sources"), STR("sources"));
    cite_data(r, title, updated);
}

/* The first page has everything, the others only go on with the ranking. */
static void set_first_page(struct indicator_page *p, struct frame *f,
                           struct str title)
{
    f->json_ld = jsonld_indicator(p->r, p->n);
    dict_show(p->r->dict, M_INDICATOR_WHOLE);
    places_find(p->n, &p->r->scratch, &p->places);
    set_about(p);
    indicator_charts(p);
    indicator_ranking(p);
    indicator_series(p);
    set_plans(p);
    set_citing(p);
    set_neighbours(p);
    set_end(p, title);
}

void view_indicator(struct render *r)
{
    const struct indicator *n = r->page->subject;
    struct indicator_page p = {.r = r, .n = n, .ranking = n->ranking};
    struct str name = render_text(r, &n->name);
    struct str title = RENDER_FILL(r, "title_indicator", {"name", name});
    read_indicator(r, n);
    struct frame f = {
        .heading = title,
        .title = RENDER_FILL(r, "title_indicator_figures", {"name", title}),
        .description = RENDER_FILL(r, "desc_indicator", {"name", name})};
    frame_crumb(&f, render_word(r, "indicators"),
                render_link(r, PAGE_INDICATORS, NULL));
    if (r->page->number == 1) {
        set_first_page(&p, &f, title);
    } else {
        set_other_names(r, &n->name);
        indicator_ranking(&p);
        set_sources(r);
    }
    frame_set(r, &f);
}
