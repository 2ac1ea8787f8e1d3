/* SPDX-License-Identifier: MIT */
/* The data home: all files, what they hold and how old they are. */
#include "render/cell_text.h"
#include "render/data_page.h"
#include "render/figures.h"
#include "render/frame.h"
#include "render/jsonld.h"
#include "render/reads.h"

enum {
    LINKS_MAX = 300,
    INDICATORS_MAX = 150,
    BOTH_FORMS = 60 /* so many districts are offered as JSON, too */
};

/* What a file holds: how many figures, of which years, how recent. */
struct holding {
    size_t n;
    struct span span;
    struct date updated;
    bool inferred; /* so is that date */
};

static void hold(struct render *r, struct holding *h, const struct cell *c)
{
    h->n++;
    span_add(&h->span, c->period);
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
    read_about(r, QUERY_SIZE, page->path, (struct str){0});
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

/* ---- by indicator ---- */

static const struct page *indicator_file(struct render *r,
                                         const struct indicator *n)
{
    return plan_find(r->plan, PAGE_DATA_INDICATOR_CSV, n, (struct str){0});
}

static void add_indicator(struct render *r, struct dict *d,
                          const struct indicator *n)
{
    struct holding h = {0};
    for (size_t k = 0; k < n->n_cells; k++)
        hold(r, &h, n->cell[k]);
    add_file(r, d, M_DGROUP_FILES,
             &(struct offer){.kind = PAGE_DATA_INDICATOR_CSV,
                             .subject = n,
                             .title = render_text(r, &n->name),
                             .text = holding_words(r, &h),
                             .holding = &h});
}

/* By topic, as they stand on the indicators' page; those of none last. */
static size_t list_indicators(struct render *r, const struct indicator **out)
{
    const struct site *s = r->site;
    size_t n = 0;
    for (size_t i = 0; i < s->n_topics; i++)
        for (size_t k = 0; k < s->topic[i]->n_indicators; k++)
            if (indicator_file(r, s->topic[i]->indicator[k]) != NULL)
                out[n++] = s->topic[i]->indicator[k];
    for (size_t i = 0; i < s->n_indicators; i++)
        if (s->indicator[i]->topic == NULL &&
            indicator_file(r, s->indicator[i]) != NULL)
            out[n++] = s->indicator[i];
    return n;
}

static void add_indicators(struct render *r, const struct indicator **list,
                           size_t n)
{
    struct dict *d =
        n > 0 ? group(r, "by-indicator", "group_indicators") : NULL;
    for (size_t i = 0; i < n; i++)
        add_indicator(r, d, list[i]);
}

/* ---- by district ---- */

static bool has_file(struct render *r, const struct district *d)
{
    return plan_find(r->plan, PAGE_DATA_DISTRICT_CSV, d, (struct str){0}) !=
           NULL;
}

static void add_district(struct render *r, struct dict *d,
                         const struct district *district, bool json)
{
    struct holding h = {0};
    struct str name = render_text(r, &district->name);
    for (size_t i = 0; i < district->n_cells; i++)
        hold(r, &h, &district->cell[i]);
    struct offer o = {.kind = PAGE_DATA_DISTRICT_CSV,
                      .subject = district,
                      .title = RENDER_FILL(r, "file_district_csv",
                                           {"name", name}),
                      .text = holding_words(r, &h),
                      .holding = &h};
    add_file(r, d, M_DGROUP_FILES, &o);
    if (!json)
        return;
    o.kind = PAGE_DATA_DISTRICT_JSON;
    o.title = RENDER_FILL(r, "file_district_json", {"name", name});
    add_file(r, d, M_DGROUP_FILES, &o);
}

enum { LEVELS = 8 };

/* The deepest level of the tree whose districts, and all above it, have no more
 * files than `max`; levels from the nation or the provinces. */
static unsigned deepest(const size_t counts[LEVELS], size_t max)
{
    size_t n = 0;
    unsigned level = 0;
    while (level < LEVELS && n + counts[level] <= max)
        n += counts[level++];
    return level;
}

static unsigned level_of(const struct district *d)
{
    return d->depth < LEVELS ? d->depth : LEVELS - 1;
}

/* False when some were left out. */
static bool add_districts(struct render *r, size_t max)
{
    const struct site *s = r->site;
    size_t counts[LEVELS] = {0}, all = 0, shown = 0;
    for (size_t i = 0; i < s->n_districts; i++)
        if (s->district[i]->n_cells > 0 && has_file(r, s->district[i])) {
            counts[level_of(s->district[i])]++;
            all++;
        }
    unsigned below = deepest(counts, max);
    struct dict *d = all > 0 ? group(r, "by-district", "group_districts")
                             : NULL;
    for (size_t i = 0; i < s->n_districts && shown < max; i++) {
        const struct district *district = s->district[i];
        if (district->n_cells == 0 || !has_file(r, district) ||
            (below > 0 && level_of(district) >= below))
            continue;
        add_district(r, d, district, all <= BOTH_FORMS);
        shown++;
    }
    return shown == all;
}

/* ---- the page ---- */

static void add_metadata(struct render *r, const struct holding *h)
{
    struct dict *d = group(r, "metadata", "group_metadata");
    add_file(r, d, M_DGROUP_FILES,
             &(struct offer){.kind = PAGE_DATA_CSVW,
                             .title = render_word(r, "file_metadata"),
                             .holding = h});
    add_file(r, d, M_DGROUP_FILES,
             &(struct offer){.kind = PAGE_DATA_PACKAGE,
                             .title = render_word(r, "file_package"),
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

void view_data(struct render *r)
{
    const struct site *s = r->site;
    struct holding h = {0};
    struct frame f = {.heading = render_word(r, "title_data"),
                      .description = render_word(r, "desc_data"),
                      .column_type = STR("数据发布"),
                      .json_ld = jsonld_catalog(r)};
    read_all(r, QUERY_CELLS);
    for (size_t i = 0; i < s->n_cells; i++)
        hold(r, &h, &s->cell[i]);
    add_file(r, r->dict, M_DOWNLOADS,
             &(struct offer){.kind = PAGE_DATA_ALL_CSV,
                             .title = render_word(r, "file_statistics"),
                             .text = render_word(r, "file_statistics_text"),
                             .holding = &h});
    const struct indicator **list = arena_array(
        &r->scratch, s->n_indicators + 1, const struct indicator *);
    size_t n = list_indicators(r, list);
    size_t shown = n < INDICATORS_MAX ? n : INDICATORS_MAX;
    bool all = add_districts(r, LINKS_MAX - 3 - shown) && shown == n;
    add_indicators(r, list, shown);
    add_metadata(r, &h);
    const struct str intro[] = {f.description,
                                all ? (struct str){0}
                                    : render_word(r, "data_rest")};
    set(r, r->dict, M_INTRO, joined_by(r, "sentence_join", intro, 2));
    set_counts(r, &h);
    set(r, r->dict, M_UPDATED, updated_words(r, &h));
    set(r, r->dict, M_UPDATED_DATETIME, date_iso(&r->scratch, h.updated));
    set_symbols(r, true);
    cite_data(r, f.heading, h.updated);
    frame_set(r, &f);
}
