/* SPDX-License-Identifier: MIT */
/* What the downloads mean, for machines: CSV on the Web (W3C, tabular metadata)
 * and a Data Package (Frictionless v1, profile tabular-data-package). */
#include "render/cell_text.h"
#include "render/columns.h"
#include "render/json.h"
#include "render/jsonld_node.h"
#include "render/reads.h"

/* ---- texts in several languages ---- */

/* Each different text once, joined by " / ": for formats with one language. */
static struct str joined(struct render *r, const struct text *t)
{
    struct str all = {0};
    for (size_t i = 0; i < r->site->config.n_languages; i++) {
        struct str one = t->in[i];
        if (one.len == 0 || str_eq(one, all))
            continue;
        all = all.len == 0 ? one
                           : arena_printf(&r->scratch, STR_FMT " / " STR_FMT,
                                          STR_ARG(all), STR_ARG(one));
    }
    return all;
}

static struct text words_of(struct render *r, const char *key)
{
    struct text t = {0};
    for (size_t i = 0; i < r->site->config.n_languages; i++)
        t.in[i] = words_get(&r->site->words[i], key);
    return t;
}

/* ---- CSV on the Web ---- */

/* Tags sort as their languages' ids do not: {"en-GB": …, "und": …}. The name
 * itself is the title without a language, which a header must match. */
static void csvw_titles(struct render *r, struct json *j,
                        const struct column *column)
{
    const struct config *c = &r->site->config;
    struct {
        struct str tag, text;
    } title[LANG_MAX + 1], swap;
    size_t n = 0;
    title[n].tag = STR("und");
    title[n++].text = column->name;
    for (size_t i = 0; column->key != NULL && i < c->n_languages; i++) {
        title[n].tag = c->language[i].tag;
        title[n].text = column_title(r, column, i);
        for (size_t k = n++;
             k > 0 && str_compare(title[k - 1].tag, title[k].tag) > 0; k--) {
            swap = title[k];
            title[k] = title[k - 1];
            title[k - 1] = swap;
        }
    }
    json_object(j, "titles");
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && str_eq(title[i].tag, title[i - 1].tag))
            continue;
        json_name(j, title[i].tag);
        json_str(j, NULL, title[i].text);
    }
    json_end(j);
}

static const char *const csvw_types[] = {
    [COLUMN_TEXT] = "string",
    [COLUMN_NUMBER] = "decimal",
    [COLUMN_DATE] = "date",
    [COLUMN_BOOL] = "boolean",
};

/* A variable of URI templates (RFC 6570 section 2.3); other columns are known by
 * their titles. */
static bool is_variable(struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9') || (c == '_' && i > 0)))
            return false;
    }
    return name.len > 0;
}

static void csvw_column(struct render *r, struct json *j,
                        const struct column *c)
{
    const struct config *config = &r->site->config;
    struct text about = {0};
    for (size_t i = 0; i < config->n_languages; i++)
        about.in[i] = column_text(r, c, i);
    json_object(j, NULL);
    if (c->choices != NULL) {
        json_object(j, "datatype");
        json_str(j, "base", STR("string"));
        json_str(j, "format",
                 arena_printf(&r->scratch, "^(%s)$", c->choices));
        json_end(j);
    } else
        json_str(j, "datatype", str_of(csvw_types[c->type]));
    json_names(j, "dc:description", r->site, &about);
    if (c->lang >= 0)
        json_str(j, "lang", config->language[c->lang].tag);
    if (is_variable(c->name))
        json_str(j, "name", c->name);
    json_str(j, "null", STR(""));
    if (c->required)
        json_bool(j, "required", true);
    csvw_titles(r, j, c);
    json_end(j);
}

static void primary_key(struct json *j)
{
    json_array(j, "primaryKey");
    for (size_t i = 0; i < COLUMNS_KEY; i++)
        json_str(j, NULL, str_of(columns_key[i]));
    json_end(j);
}

/* Addresses are relative to the metadata file, which lies in /data/. */
static void csvw_table(struct render *r, struct json *j, enum page_kind kind,
                       const void *subject, const struct text *name)
{
    const struct page *page =
        plan_find(r->plan, kind, subject, (struct str){0});
    if (page == NULL)
        return;
    json_object(j, NULL);
    json_names(j, "dc:title", r->site, name);
    json_str(j, "url", str_from(page->url, strlen("/data/")));
    json_end(j);
}

static void csvw_tables(struct render *r, struct json *j)
{
    const struct site *s = r->site;
    const struct text all = words_of(r, "file_statistics");
    read_all(r, QUERY_HOLDINGS);
    json_array(j, "tables");
    csvw_table(r, j, PAGE_DATA_ALL_CSV, NULL, &all);
    for (size_t i = 0; i < s->n_districts; i++)
        if (s->district[i]->n_cells > 0 &&
            site_district(s, s->district[i]->code) == s->district[i])
            csvw_table(r, j, PAGE_DATA_DISTRICT_CSV, s->district[i],
                       &s->district[i]->name);
    for (size_t i = 0; i < s->n_indicators; i++)
        if (s->indicator[i]->n_cells > 0)
            csvw_table(r, j, PAGE_DATA_INDICATOR_CSV, s->indicator[i],
                       &s->indicator[i]->name);
    json_end(j);
}

void write_data_csvw(struct render *r)
{
    const struct config *config = &r->site->config;
    struct json j = {.out = &r->out, .lines = 4};
    struct columns columns;
    columns_list(r, &columns);
    json_object(&j, NULL);
    json_array(&j, "@context");
    json_str(&j, NULL, STR("http://www.w3.org/ns/csvw"));
    json_object(&j, NULL);
    json_str(&j, "@language", config->language[0].tag);
    json_end(&j);
    json_end(&j);
    json_str(&j, "@type", STR("TableGroup"));
    if (config->license_url.len > 0) {
        json_object(&j, "dc:license");
        json_str(&j, "@id", config->license_url);
        json_end(&j);
    }
    json_names(&j, "dc:publisher", r->site, &config->publisher);
    json_names(&j, "dc:title", r->site, &config->title);
    json_object(&j, "tableSchema");
    json_array(&j, "columns");
    for (size_t i = 0; i < columns.len; i++)
        csvw_column(r, &j, &columns.at[i]);
    json_end(&j);
    primary_key(&j);
    json_end(&j);
    csvw_tables(r, &j);
    json_end(&j);
    buf_byte(&r->out, '\n');
}

/* ---- Data Package ---- */

static const char *const package_types[] = {
    [COLUMN_TEXT] = "string",
    [COLUMN_NUMBER] = "number",
    [COLUMN_DATE] = "date",
    [COLUMN_BOOL] = "boolean",
};

static void constraints(struct json *j, const struct column *c)
{
    struct str rest = {0}, one;
    if (!c->required && c->choices == NULL)
        return;
    json_object(j, "constraints");
    if (c->choices != NULL) {
        rest = str_of(c->choices);
        json_array(j, "enum");
        for (bool more = true; more;) {
            more = str_cut(rest, '|', &one, &rest);
            json_str(j, NULL, one);
        }
        json_end(j);
    }
    if (c->required)
        json_bool(j, "required", true);
    json_end(j);
}

static void package_field(struct render *r, struct json *j,
                          const struct column *c)
{
    struct text title = {0}, about = {0};
    for (size_t i = 0; i < r->site->config.n_languages; i++) {
        title.in[i] = column_title(r, c, i);
        about.in[i] = column_text(r, c, i);
    }
    json_object(j, NULL);
    constraints(j, c);
    json_opt(j, "description", joined(r, &about));
    json_str(j, "name", c->name);
    json_opt(j, "title", joined(r, &title));
    json_str(j, "type", str_of(package_types[c->type]));
    json_end(j);
}

static void package_schema(struct render *r, struct json *j)
{
    struct columns columns;
    columns_list(r, &columns);
    json_object(j, "schema");
    json_array(j, "fields");
    for (size_t i = 0; i < columns.len; i++)
        package_field(r, j, &columns.at[i]);
    json_end(j);
    json_array(j, "missingValues");
    json_str(j, NULL, STR(""));
    json_end(j);
    primary_key(j);
    json_end(j);
}

static void package_resource(struct render *r, struct json *j)
{
    const struct text title = words_of(r, "file_statistics");
    const struct text about = words_of(r, "file_statistics_text");
    json_array(j, "resources");
    json_object(j, NULL);
    json_opt(j, "description", joined(r, &about));
    json_str(j, "encoding", STR("utf-8"));
    json_str(j, "format", STR("csv"));
    json_str(j, "mediatype", STR("text/csv"));
    json_str(j, "name", STR("statistics"));
    json_str(j, "path", STR("statistics.csv"));
    json_str(j, "profile", STR("tabular-data-resource"));
    package_schema(r, j);
    json_opt(j, "title", joined(r, &title));
    json_end(j);
    json_end(j);
}

static void package_licenses(struct render *r, struct json *j)
{
    const struct config *c = &r->site->config;
    if (c->license_url.len == 0)
        return;
    json_array(j, "licenses");
    json_object(j, NULL);
    json_str(j, "path", c->license_url);
    json_opt(j, "title", joined(r, &c->license));
    json_end(j);
    json_end(j);
}

static void package_contributors(struct render *r, struct json *j)
{
    const struct config *c = &r->site->config;
    struct str name = joined(r, &c->publisher);
    if (name.len == 0)
        return;
    json_array(j, "contributors");
    json_object(j, NULL);
    json_opt(j, "email", c->publisher_email);
    json_opt(j, "path", c->publisher_url);
    json_str(j, "role", STR("publisher"));
    json_str(j, "title", name);
    json_end(j);
    json_end(j);
}

/* `id` is what the column source holds. */
static void package_sources(struct render *r, struct json *j)
{
    const struct site *s = r->site;
    struct source_use *use = source_use_new(&r->scratch, s);
    struct source_list list = {0};
    read_all(r, QUERY_CELLS);
    for (size_t i = 0; i < s->n_cells; i++)
        source_use_add(use, &s->cell[i]);
    source_use_list(use, &r->scratch, s, &list);
    json_array(j, "sources");
    for (size_t i = 0; i < list.len; i++) {
        const struct source *source = list.at[i];
        struct str title = joined(r, &source->title);
        json_object(j, NULL);
        json_opt(j, "date", date_iso(&r->scratch, source->date));
        json_str(j, "id", source->id);
        json_opt(j, "path", source->url);
        json_opt(j, "publisher", joined(r, &source->publisher));
        json_str(j, "title", title.len > 0 ? title : source->id);
        json_end(j);
    }
    json_end(j);
}

/* Lower case letters, digits and ".", "-", "_": the host has no others. */
static struct str package_name(struct render *r)
{
    struct str url = r->site->config.base_url, host, path;
    size_t at = str_find(url, STR("://"));
    str_cut(str_from(url, at == SIZE_MAX ? 0 : at + 3), '/', &host, &path);
    char *name = arena_alloc(&r->scratch, host.len + 1, 1);
    for (size_t i = 0; i < host.len; i++) {
        char c = host.at[i];
        bool upper = c >= 'A' && c <= 'Z';
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                     c == '.' || c == '-' || c == '_';
        name[i] = upper ? (char)(c - 'A' + 'a') : plain ? c : '-';
    }
    return host.len > 0 ? (struct str){name, host.len} : STR("data");
}

void write_data_package(struct render *r)
{
    const struct config *c = &r->site->config;
    const struct text about = words_of(r, "method_text");
    struct json j = {.out = &r->out, .lines = 5};
    json_object(&j, NULL);
    package_contributors(r, &j);
    json_opt(&j, "description", joined(r, &about));
    json_str(&j, "homepage", render_absolute(r, STR("/")));
    package_licenses(r, &j);
    json_str(&j, "name", package_name(r));
    json_str(&j, "profile", STR("tabular-data-package"));
    package_resource(r, &j);
    package_sources(r, &j);
    json_opt(&j, "title", joined(r, &c->title));
    json_end(&j);
    buf_byte(&r->out, '\n');
}
