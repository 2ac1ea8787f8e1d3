/* SPDX-License-Identifier: MIT */
/* The data home: all files, what they hold and how old they are. */
#include "model/lists.h"
#include "render/cell_text.h"
#include "render/data_page.h"
#include "render/figures.h"
#include "render/frame.h"
#include "render/jsonld.h"
#include "render/parts.h"
#include "render/reads.h"

/* What a file holds: how many figures, of which years, how recent. */
struct holding {
    size_t n;
    struct span span;
    struct date updated;
    bool inferred; /* so is that date */
    int source;    /* of the last one that was asked, + 1; 0: none */
};

static void hold(struct render *r, struct holding *h, const struct cell *c)
{
    h->n++;
    span_add(&h->span, c->period);
    if (c->rare == NULL && h->source == c->source + 1)
        return;
    h->source = c->source + 1;
    struct date date = cell_date(r->site, c);
    if (date_compare(date, h->updated) <= 0)
        return;
    const struct source *source = cell_source(r->site, c);
    h->updated = date;
    h->inferred = source != NULL && source->date_inferred &&
                  date_compare(source->date, date) == 0;
}

static struct str holding_words(struct render *r, const struct holding *h)
{
    const struct str parts[] = {
        RENDER_FILL(r, "n_figures", {"n", render_number(r, h->n)}),
        h->span.first != 0 ? span_words(r, &h->span) : (struct str){0}};
    return joined_by(r, "detail_join", parts, 2);
}

static struct str updated_words(struct render *r, const struct holding *h)
{
    return render_date(r, h->updated, h->inferred);
}

struct offer {
    enum page_kind kind;
    const void *subject;
    struct str title, text;
    const struct holding *holding;
};

static void add_file(struct render *r, struct dict *d, enum marker list,
                     const struct offer *o)
{
    const struct page *page =
        plan_find(r->plan, o->kind, o->subject, (struct str){0});
    if (page == NULL)
        return;
    struct dict *item = dict_add(d, list);
    set(r, item, M_DOWNLOAD_TITLE, o->title);
    set(r, item, M_DOWNLOAD_URL, render_page_href(r, page));
    set(r, item, M_DOWNLOAD_TYPE,
        str_ends(page->url, STR(".csv")) ? STR("CSV") : STR("JSON"));
    read_about(r, QUERY_SIZE, page_path(page), (struct str){0});
    if (r->sizes != NULL)
        set(r, item, M_DOWNLOAD_SIZE,
            render_size(r, r->sizes[page - r->plan->page]));
    set(r, item, M_DOWNLOAD_DATE, updated_words(r, o->holding));
    set(r, item, M_DOWNLOAD_DATETIME,
        date_iso(&r->scratch, o->holding->updated));
    set(r, item, M_DOWNLOAD_TEXT, o->text);
}

static struct dict *group(struct render *r, const char *id, const char *key)
{
    struct dict *d = dict_add(r->dict, M_DOWNLOAD_GROUPS);
    set(r, d, M_DGROUP_ID, str_of(id));
    set(r, d, M_DGROUP_TITLE, render_word(r, key));
    return d;
}

/* ---- rows: indicators, then districts ---- */

struct row {
    enum page_kind page;
    const void *subject;
    const struct text *name;
    struct holding holding;
    enum page_kind file[3]; /* PAGE_CHOOSER: none */
};

static struct row row_of_indicator(struct render *r, const struct indicator *n)
{
    struct row row = {.page = PAGE_INDICATOR,
                      .subject = n,
                      .name = &n->name,
                      .file = {PAGE_DATA_INDICATOR_CSV,
                               PAGE_DATA_INDICATOR_WIDE}};
    read_indicator(r, n);
    for (size_t i = 0; i < n->n_cells; i++)
        hold(r, &row.holding, n->cell[i]);
    return row;
}

static struct row row_of_district(struct render *r, const struct district *d)
{
    struct row row = {.page = PAGE_DISTRICT,
                      .subject = d,
                      .name = &d->name,
                      .file = {PAGE_DATA_DISTRICT_CSV, PAGE_DATA_DISTRICT_WIDE,
                               PAGE_DATA_DISTRICT_JSON}};
    read_district(r, d);
    for (size_t i = 0; i < d->n_cells; i++)
        hold(r, &row.holding, &d->cell[i]);
    return row;
}

static void add_short(struct render *r, struct dict *d, enum page_kind kind,
                      const void *subject)
{
    const struct page *page =
        plan_find(r->plan, kind, subject, (struct str){0});
    if (page == NULL)
        return;
    bool wide = kind == PAGE_DATA_INDICATOR_WIDE ||
                kind == PAGE_DATA_DISTRICT_WIDE;
    struct dict *item = dict_add(d, M_FROW_FILES);
    set(r, item, M_DOWNLOAD_TITLE,
        wide                            ? render_word(r, "wide_csv")
        : kind == PAGE_DATA_DISTRICT_JSON ? STR("JSON")
                                          : STR("CSV"));
    set(r, item, M_DOWNLOAD_URL, render_page_href(r, page));
    read_about(r, QUERY_SIZE, page_path(page), (struct str){0});
    if (r->sizes != NULL)
        set(r, item, M_DOWNLOAD_SIZE,
            render_size(r, r->sizes[page - r->plan->page]));
}

static void add_row(struct render *r, struct dict *group,
                    const struct row *row)
{
    struct dict *d = dict_add(group, M_DGROUP_ROWS);
    set(r, d, M_FROW_TITLE, render_text(r, row->name));
    set(r, d, M_FROW_URL, render_link(r, row->page, row->subject));
    set(r, d, M_FROW_TEXT, holding_words(r, &row->holding));
    set(r, d, M_FROW_DATE, updated_words(r, &row->holding));
    set(r, d, M_FROW_DATETIME, date_iso(&r->scratch, row->holding.updated));
    for (size_t i = 0; i < sizeof row->file / sizeof *row->file; i++)
        if (row->file[i] != PAGE_CHOOSER)
            add_short(r, d, row->file[i], row->subject);
}

/* Its province, or itself above. */
static const struct district *province_of(const struct district *d)
{
    while (d->parent != NULL && district_tier(d->parent) != TIER_NATION)
        d = d->parent;
    return d;
}

static struct str province_id(struct render *r, const struct district *d)
{
    return arena_printf(&r->scratch, "of-" STR_FMT, STR_ARG(d->code));
}

/* One list of all, or where there are many, one for each province. */
static struct dict *group_of(struct render *r, const struct district *d)
{
    if (r->page->of == 1)
        return group(r, "by-district", "group_districts");
    struct dict *group = dict_add(r->dict, M_DOWNLOAD_GROUPS);
    set(r, group, M_DGROUP_ID, province_id(r, d));
    set(r, group, M_DGROUP_TITLE,
        RENDER_FILL(r, "group_districts_of",
                    {"name", render_text(r, &d->name)}));
    return group;
}

static void add_rows(struct render *r)
{
    const struct lists *l = r->site->lists;
    struct slice rows =
        cut_rows(cut_files, l->n_series + l->n_files, r->page->number);
    struct dict *d = NULL;
    const struct district *last = NULL;
    for (size_t i = rows.from; i < rows.to && i < l->n_series; i++) {
        struct row row = row_of_indicator(r, l->series[i]);
        if (d == NULL)
            d = group(r, "by-indicator", "group_indicators");
        add_row(r, d, &row);
    }
    for (size_t i = rows.from; i < rows.to; i++) {
        if (i < l->n_series)
            continue;
        const struct district *district = l->file[i - l->n_series];
        const struct district *province = province_of(district);
        struct row row = row_of_district(r, district);
        if (last == NULL || (r->page->of > 1 && province != last))
            d = group_of(r, province);
        last = province;
        add_row(r, d, &row);
    }
}

static void set_index(struct render *r)
{
    const struct lists *l = r->site->lists;
    const struct district *last = NULL;
    for (size_t i = 0; r->page->of > 1 && i < l->n_files; i++) {
        const struct district *province = province_of(l->file[i]);
        if (province == last)
            continue;
        last = province;
        unsigned page = cut_page(cut_files, l->n_series + i);
        struct str url =
            page != 1 ? list_page_url(r, page) : (struct str){0};
        add_ref(r, r->dict, M_DATA_INDEX, render_text(r, &province->name),
                ARENA_JOIN(&r->scratch, url, STR("#"),
                           province_id(r, province)),
                (struct str){0});
    }
}

/* ---- the page ---- */

static void add_metadata(struct render *r, const struct holding *h)
{
    static const struct {
        enum page_kind kind;
        const char *title;
    } files[] = {
        {PAGE_DATA_DISTRICTS, "file_districts"},
        {PAGE_DATA_INDICATORS, "file_indicators"},
        {PAGE_DATA_GROUPS, "file_groups"},
        {PAGE_DATA_SOURCES, "file_sources"},
        {PAGE_DATA_CSVW, "file_metadata"},
        {PAGE_DATA_PACKAGE, "file_package"},
    };
    struct dict *d = group(r, "metadata", "group_metadata");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        add_file(r, d, M_DGROUP_FILES,
                 &(struct offer){.kind = files[i].kind,
                                 .title = render_word(r, files[i].title),
                                 .holding = h});
}

static void set_counts(struct render *r, const struct holding *h)
{
    const struct site *s = r->site;
    size_t districts = 0, indicators = 0;
    for (size_t i = 0; i < s->n_districts; i++)
        districts += s->district[i]->n_cells > 0;
    for (size_t i = 0; i < s->n_indicators; i++)
        indicators += s->indicator[i]->n_cells > 0;
    set(r, r->dict, M_DATA_COUNTS,
        RENDER_FILL(r, "data_counts", {"figures", render_number(r, h->n)},
                    {"districts", render_number(r, districts)},
                    {"indicators", render_number(r, indicators)}));
    set(r, r->dict, M_COVERAGE,
        RENDER_FILL(r, "coverage_indicator",
                    {"n", render_number(r, districts)},
                    {"span", span_words(r, &h->span)}));
}

/* What only the first page has. */
static void set_whole(struct render *r, struct frame *f,
                      const struct holding *h)
{
    f->json_ld = jsonld_catalog(r);
    dict_show(r->dict, M_DATA_WHOLE);
    add_file(r, r->dict, M_DOWNLOADS,
             &(struct offer){.kind = PAGE_DATA_ALL_CSV,
                             .title = render_word(r, "file_statistics"),
                             .text = render_word(r, "file_statistics_text"),
                             .holding = h});
    set(r, r->dict, M_INTRO, f->description);
    set_counts(r, h);
    set(r, r->dict, M_UPDATED, updated_words(r, h));
    set(r, r->dict, M_UPDATED_DATETIME, date_iso(&r->scratch, h->updated));
    set_index(r);
    add_rows(r);
    add_metadata(r, h);
    set_symbols(r, true);
    cite_data(r, f->heading, h->updated);
}

void view_data(struct render *r)
{
    struct frame f = {.heading = render_word(r, "title_data"),
                      .description = render_word(r, "desc_data"),
                      .column_type = STR("数据发布")};
    struct holding h = {0};
    read_all(r, QUERY_HOLDINGS);
    if (r->page->number == 1)
        read_all(r, QUERY_CELLS);
    for (size_t i = 0; r->page->number == 1 && i < r->site->n_cells; i++)
        hold(r, &h, &r->site->cell[i]);
    if (r->page->number == 1)
        set_whole(r, &f, &h);
    else
        add_rows(r);
    set_pages(r);
    frame_set(r, &f);
}
