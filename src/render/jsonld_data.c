/* SPDX-License-Identifier: MIT */
/* Districts, indicators and the catalogue as data sets with their variables and
 * observations. */
#include <stdlib.h>

#include "render/cell_text.h"
#include "render/data_page.h"
#include "render/figures.h"
#include "render/jsonld.h"
#include "render/jsonld_node.h"
#include "render/reads.h"

enum {
    VARIABLES_MAX = 40,
    OBSERVATIONS_MAX = 6, /* all figures are on the page and in its files */
    SOURCES_MAX = 10, /* the page names all */
    DATASETS_MAX = 200
};

/* ---- data sets ---- */

struct dataset {
    struct str id, name, about;
    struct str place; /* id; empty: no single place */
    struct span span;
    struct date updated;
    struct source_use *use;
};

static void look_at(struct render *r, struct dataset *d, const struct cell *c)
{
    struct date date = cell_date(r->site, c);
    if (date_compare(date, d->updated) > 0)
        d->updated = date;
    span_add(&d->span, c->period);
    source_use_add(d->use, c);
}

static void cited(struct render *r, struct json *j, const struct dataset *d)
{
    struct source_list list = {0};
    source_use_list(d->use, &r->scratch, r->site, &list);
    if (list.len == 0)
        return;
    json_array(j, "citation");
    for (size_t i = 0; i < list.len && i < SOURCES_MAX; i++) {
        const struct source *s = list.at[i];
        struct str title = render_text(r, &s->title);
        title = title.len > 0 ? title : s->id;
        if (s->url.len == 0) {
            json_str(j, NULL, title);
            continue;
        }
        json_object(j, NULL);
        json_str(j, "@type", STR("CreativeWork"));
        json_str(j, "name", title);
        json_str(j, "url", s->url);
        json_end(j);
    }
    json_end(j);
}

static void file(struct render *r, struct json *j, enum page_kind kind,
                 const void *subject, const char *type)
{
    const struct page *page =
        plan_find(r->plan, kind, subject, (struct str){0});
    if (page == NULL)
        return;
    json_object(j, NULL);
    json_str(j, "@type", STR("DataDownload"));
    json_str(j, "contentUrl", render_absolute(r, page->url));
    json_str(j, "encodingFormat", str_of(type));
    json_end(j);
}

static void files(struct render *r, struct json *j)
{
    const void *subject = r->page->subject;
    json_array(j, "distribution");
    switch (r->page->kind) {
    case PAGE_DISTRICT:
        file(r, j, PAGE_DATA_DISTRICT_CSV, subject, "text/csv");
        file(r, j, PAGE_DATA_DISTRICT_WIDE, subject, "text/csv");
        file(r, j, PAGE_DATA_DISTRICT_JSON, subject, "application/json");
        break;
    case PAGE_INDICATOR:
        file(r, j, PAGE_DATA_INDICATOR_CSV, subject, "text/csv");
        file(r, j, PAGE_DATA_INDICATOR_WIDE, subject, "text/csv");
        break;
    default: file(r, j, PAGE_DATA_ALL_CSV, NULL, "text/csv"); break;
    }
    json_end(j);
}

/* Search engines want 50 to 5000 characters: how the figures are made is part
 * of what the data are. */
static struct str long_about(struct render *r, struct str about)
{
    return arena_printf(&r->scratch, STR_FMT STR_FMT STR_FMT, STR_ARG(about),
                        STR_ARG(render_word(r, "sentence_join")),
                        STR_ARG(render_word(r, "method_text")));
}

static void coverage(struct render *r, struct json *j, const struct span *s)
{
    int first = date_of_day(s->first).year, last = date_of_day(s->last).year;
    if (!s->any)
        return;
    json_str(j, "temporalCoverage",
             first == last
                 ? arena_printf(&r->scratch, "%04d", first)
                 : arena_printf(&r->scratch, "%04d/%04d", first, last));
}

/* Left open for what the kinds of sets do not share: end it with json_end. */
static void open_dataset(struct render *r, struct json *j,
                         const struct dataset *d)
{
    const struct config *c = &r->site->config;
    json_object(j, NULL);
    json_opt(j, "@id", d->id);
    json_str(j, "@type", STR("Dataset"));
    cited(r, j, d);
    json_ref(j, "creator", publisher_id(r));
    json_date(j, "dateModified", r, d->updated);
    json_str(j, "description", long_about(r, d->about));
    files(r, j);
    json_str(j, "inLanguage", c->language[r->lang].tag);
    json_ref(j, "includedInDataCatalog", catalog_id(r));
    json_bool(j, "isAccessibleForFree", true);
    json_opt(j, "license", c->license_url);
    json_str(j, "name", d->name);
    json_ref(j, "spatialCoverage", d->place);
    coverage(r, j, &d->span);
    json_str(j, "url", page_url(r));
}

/* ---- what a district's set describes ---- */

static int by_priority(const void *a, const void *b)
{
    const struct cell *x = *(const struct cell *const *)a;
    const struct cell *y = *(const struct cell *const *)b;
    if (x->indicator->is_fact != y->indicator->is_fact)
        return x->indicator->is_fact ? 1 : -1;
    if (x->indicator->priority != y->indicator->priority)
        return x->indicator->priority < y->indicator->priority ? -1 : 1;
    return (x > y) - (x < y); /* as they are sorted */
}

/* The latest figure of each indicator, the most important first; of an
 * indicator that has groups too, that of the whole. */
static void observable(struct render *r, const struct district *d,
                       struct cell_list *out)
{
    struct series it = {0};
    const struct indicator *last = NULL;
    while (series_next(d, &it)) {
        const struct cell *c = it.first + it.len - 1;
        while (c > it.first && !c->has_value)
            c--;
        if (!c->has_value || cell_is_plan(c) || c->indicator == last)
            continue;
        last = c->indicator;
        *vec_push(&r->scratch, out) = c;
    }
    if (out->len > 1)
        qsort(out->at, out->len, sizeof *out->at, by_priority);
}

/* By their names: the observations describe the first of them. */
static void variables(struct render *r, struct json *j,
                      const struct cell_list *list)
{
    json_array(j, "variableMeasured");
    for (size_t i = 0; i < list->len && i < VARIABLES_MAX; i++)
        json_str(j, NULL, render_text(r, &list->at[i]->indicator->name));
    json_end(j);
}

/* ---- districts ---- */

static void place(struct render *r, struct json *j, const struct district *d)
{
    bool national = d->code.len == 6;
    for (size_t i = 0; i < d->code.len; i++)
        national = national && d->code.at[i] >= '0' && d->code.at[i] <= '9';
    json_object(j, NULL);
    json_opt(j, "@id", place_id(r, d));
    json_str(j, "@type", str_is(d->kind, "nation") ? STR("Country")
                                                   : STR("AdministrativeArea"));
    if (d->parent != NULL) {
        json_object(j, "containedInPlace");
        json_opt(j, "@id", place_id(r, d->parent));
        json_str(j, "@type", STR("AdministrativeArea"));
        json_str(j, "name", render_text(r, &d->parent->name));
        json_end(j);
    }
    json_object(j, "identifier");
    json_str(j, "@type", STR("PropertyValue"));
    if (national)
        json_str(j, "propertyID", STR("GB/T 2260"));
    json_str(j, "value", d->code);
    json_end(j);
    json_names(j, "name", r->site, &d->name);
    json_str(j, "url", page_url(r));
    json_end(j);
}

struct str jsonld_district(struct render *r, const struct district *d)
{
    struct str name = render_text(r, &d->name);
    struct dataset set = {
        .id = dataset_id(r, PAGE_DISTRICT, d),
        .name = RENDER_FILL(r, "title_district", {"name", name}),
        .about = RENDER_FILL(r, "desc_district", {"name", name},
                             {"code", d->code}),
        .place = place_id(r, d),
        .use = source_use_new(&r->scratch, r->site)};
    struct node n;
    read_district(r, d);
    nodes_begin(&n);
    place(r, &n.j, d);
    if (d->n_cells == 0)
        return nodes_end(&n, r);
    for (size_t i = 0; i < d->n_cells; i++)
        look_at(r, &set, &d->cell[i]);
    struct cell_list list = {0};
    observable(r, d, &list);
    open_dataset(r, &n.j, &set);
    variables(r, &n.j, &list);
    json_end(&n.j);
    for (size_t i = 0; i < list.len && i < OBSERVATIONS_MAX; i++)
        json_observation(&n.j, r, list.at[i]);
    return nodes_end(&n, r);
}

/* ---- indicators ---- */

struct str jsonld_indicator(struct render *r, const struct indicator *i)
{
    struct str name = render_text(r, &i->name);
    struct str about = render_text(r, &i->definition);
    struct dataset set = {
        .id = dataset_id(r, PAGE_INDICATOR, i),
        .name = name,
        .about = about.len > 0
                     ? about
                     : RENDER_FILL(r, "desc_indicator", {"name", name}),
        .use = source_use_new(&r->scratch, r->site)};
    struct node n;
    read_indicator(r, i);
    nodes_begin(&n);
    json_object(&n.j, NULL);
    json_opt(&n.j, "@id", variable_id(r, i));
    json_str(&n.j, "@type", STR("StatisticalVariable"));
    json_opt(&n.j, "description", about);
    json_names(&n.j, "name", r->site, &i->name);
    json_str(&n.j, "url", page_url(r));
    json_end(&n.j);
    if (i->n_cells == 0)
        return nodes_end(&n, r);
    for (size_t k = 0; k < i->n_cells; k++)
        look_at(r, &set, i->cell[k]);
    open_dataset(r, &n.j, &set);
    json_array(&n.j, "variableMeasured");
    json_variable(&n.j, r, NULL, i);
    json_end(&n.j);
    json_end(&n.j);
    return nodes_end(&n, r);
}

/* ---- all data ---- */

static void whole(struct render *r, struct json *j)
{
    const struct site *s = r->site;
    struct dataset set = {
        .id = dataset_id(r, PAGE_DATA, NULL),
        .name = render_word(r, "file_statistics"),
        .about = render_word(r, "file_statistics_text"),
        .use = source_use_new(&r->scratch, s)};
    read_all(r, QUERY_CELLS);
    for (size_t i = 0; i < s->n_cells; i++)
        look_at(r, &set, &s->cell[i]);
    open_dataset(r, j, &set);
    json_end(j);
}

struct str jsonld_catalog(struct render *r)
{
    const struct site *s = r->site;
    struct node n;
    struct json *j = &n.j;
    size_t shown = 0;
    nodes_begin(&n);
    json_object(j, NULL);
    json_opt(j, "@id", catalog_id(r));
    json_str(j, "@type", STR("DataCatalog"));
    json_array(j, "dataset");
    json_ref(j, NULL, dataset_id(r, PAGE_DATA, NULL));
    for (size_t i = 0; i < s->n_indicators && shown < DATASETS_MAX; i++) {
        struct str id = {0};
        if (s->indicator[i]->n_cells > 0)
            id = dataset_id(r, PAGE_INDICATOR, s->indicator[i]);
        json_ref(j, NULL, id);
        shown += id.len > 0;
    }
    json_end(j);
    json_str(j, "description",
             long_about(r, render_word(r, "desc_data")));
    json_str(j, "inLanguage", s->config.language[r->lang].tag);
    json_opt(j, "license", s->config.license_url);
    json_str(j, "name", render_word(r, "title_data"));
    json_ref(j, "publisher", publisher_id(r));
    json_str(j, "url", page_url(r));
    json_end(j);
    whole(r, j);
    return nodes_end(&n, r);
}
