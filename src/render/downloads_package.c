/* SPDX-License-Identifier: MIT */
/* All downloads in CSV as a Data Package (Frictionless v1, profile
 * tabular-data-package). A schema that several files share is a file. */
#include "render/cell_text.h"
#include "render/downloads_tables.h"
#include "render/json.h"
#include "render/reads.h"

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

static const char *const package_types[] = {
    [COLUMN_TEXT] = "string",
    [COLUMN_NUMBER] = "number",
    [COLUMN_DATE] = "date",
    [COLUMN_BOOL] = "boolean",
};

static void constraints(struct json *j, const struct column *c)
{
    if (!c->required && c->choices == NULL)
        return;
    json_object(j, "constraints");
    if (c->choices != NULL) {
        struct str one, rest = str_of(c->choices);
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

/* Resources are named as data_tables_list names them; the file's name without
 * its ending is that of a register. */
static void package_foreign(struct json *j, const char *column,
                            const char *code, struct str file)
{
    json_object(j, NULL);
    json_str(j, "fields", str_of(column));
    json_object(j, "reference");
    json_str(j, "fields", str_of(code));
    json_str(j, "resource", str_head(file, file.len - strlen(".csv")));
    json_end(j);
    json_end(j);
}

/* No value of a key may be missing in this format, and an empty group is one:
 * only the registers have keys. */
static void package_schema(struct render *r, struct json *j,
                           const struct data_table *t)
{
    struct columns columns;
    data_table_columns(r, t, &columns);
    json_array(j, "fields");
    for (size_t i = 0; i < columns.len; i++)
        package_field(r, j, &columns.at[i]);
    json_end(j);
    if (!t->is_register) {
        json_array(j, "foreignKeys");
        data_table_foreign(r, &columns, j, package_foreign);
        json_end(j);
    }
    json_array(j, "missingValues");
    json_str(j, NULL, STR(""));
    json_end(j);
    if (t->is_register)
        json_str(j, "primaryKey", str_of(*data_table_key(t)));
}

/* The figures as a whole describe themselves; of the others, those of one form
 * share a file. */
static const struct page *shared_schema(struct render *r,
                                        const struct data_table *t)
{
    if (t->is_register || t->page->kind == PAGE_DATA_ALL_CSV)
        return NULL;
    return plan_find(r->plan, PAGE_DATA_SCHEMA_PACKAGE, t->set,
                     (struct str){0});
}

static void package_resource(struct render *r, struct json *j,
                             const struct data_table *t)
{
    const struct page *shared = shared_schema(r, t);
    json_object(j, NULL);
    json_str(j, "encoding", STR("utf-8"));
    json_str(j, "format", STR("csv"));
    json_str(j, "mediatype", STR("text/csv"));
    json_str(j, "name",
             arena_printf(&r->scratch, "%s" STR_FMT "%s", t->prefix,
                          STR_ARG(t->id), t->suffix));
    json_str(j, "path", str_from(t->page->url, strlen("/data/")));
    json_str(j, "profile", STR("tabular-data-resource"));
    if (shared != NULL)
        json_str(j, "schema", str_from(shared->url, strlen("/data/")));
    else {
        json_object(j, "schema");
        package_schema(r, j, t);
        json_end(j);
    }
    json_opt(j, "title", joined(r, &t->name));
    json_end(j);
}

static void package_resources(struct render *r, struct json *j)
{
    struct data_tables tables;
    data_tables_list(r, &tables);
    json_array(j, "resources");
    for (size_t i = 0; i < tables.len; i++)
        package_resource(r, j, &tables.at[i]);
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
    package_resources(r, &j);
    package_sources(r, &j);
    json_opt(&j, "title", joined(r, &c->title));
    json_end(&j);
    buf_byte(&r->out, '\n');
}

void write_data_schema_package(struct render *r)
{
    const struct data_table form = {.set = r->page->subject};
    struct json j = {.out = &r->out, .lines = 2};
    json_object(&j, NULL);
    package_schema(r, &j, &form);
    json_end(&j);
    buf_byte(&r->out, '\n');
}
