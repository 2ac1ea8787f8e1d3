/* SPDX-License-Identifier: MIT */
/* What the columns of the downloads mean, as CSV on the Web (W3C, Metadata
 * Vocabulary for Tabular Data). The figures' tidy form is the schema of the
 * group; wide tables and registers have their own, and one that several files
 * share is a file. */
#include "render/downloads_tables.h"
#include "render/json.h"
#include "render/jsonld_node.h"

/* Tags sort as their languages' ids do not: {"en-GB": …, "und": …}. The name
 * itself is the title without a language, which a header must match. */
static void titles(struct render *r, struct json *j,
                   const struct column *column)
{
    const struct config *c = &r->site->config;
    struct {
        struct str tag, text;
    } title[LANG_MAX + 1], swap;
    size_t n = 0;
    bool words = column->key != NULL || column->period != NULL;
    title[n].tag = STR("und");
    title[n++].text = column->name;
    for (size_t i = 0; words && i < c->n_languages; i++) {
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

static const char *const types[] = {
    [COLUMN_TEXT] = "string",
    [COLUMN_NUMBER] = "decimal",
    [COLUMN_DATE] = "date",
    [COLUMN_BOOL] = "boolean",
};

static void datatype(struct render *r, struct json *j, const struct column *c)
{
    if (c->choices == NULL) {
        json_str(j, "datatype", str_of(types[c->type]));
        return;
    }
    json_object(j, "datatype");
    json_str(j, "base", STR("string"));
    json_str(j, "format", arena_printf(&r->scratch, "^(%s)$", c->choices));
    json_end(j);
}

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

static void column(struct render *r, struct json *j, const struct column *c)
{
    const struct config *config = &r->site->config;
    struct text about = {0};
    for (size_t i = 0; i < config->n_languages; i++)
        about.in[i] = column_text(r, c, i);
    json_object(j, NULL);
    datatype(r, j, c);
    json_names(j, "dc:description", r->site, &about);
    if (c->lang >= 0)
        json_str(j, "lang", config->language[c->lang].tag);
    if (is_variable(c->name))
        json_str(j, "name", c->name);
    json_str(j, "null", STR(""));
    if (c->required)
        json_bool(j, "required", true);
    if (c->is_list)
        json_str(j, "separator", STR(" "));
    titles(r, j, c);
    json_end(j);
}

static void foreign_at(struct json *j, const char *name, const char *code,
                       const char *folder, struct str file)
{
    struct arena scratch = {0};
    json_object(j, NULL);
    json_str(j, "columnReference", str_of(name));
    json_object(j, "reference");
    json_str(j, "columnReference", str_of(code));
    json_str(j, "resource",
             arena_printf(&scratch, "%s" STR_FMT, folder, STR_ARG(file)));
    json_end(j);
    json_end(j);
    arena_release(&scratch);
}

static void foreign_here(struct json *j, const char *name, const char *code,
                         struct str file)
{
    foreign_at(j, name, code, "", file);
}

/* From a file of its own: addresses are relative to that. */
static void foreign_above(struct json *j, const char *name, const char *code,
                          struct str file)
{
    foreign_at(j, name, code, "../", file);
}

/* The members of a schema. */
static void schema(struct render *r, struct json *j, const struct data_table *t,
                   foreign_fn *foreign)
{
    struct columns columns;
    data_table_columns(r, t, &columns);
    json_array(j, "columns");
    for (size_t i = 0; i < columns.len; i++)
        column(r, j, &columns.at[i]);
    json_end(j);
    if (!t->is_register) {
        json_array(j, "foreignKeys");
        data_table_foreign(r, &columns, j, foreign);
        json_end(j);
    }
    json_array(j, "primaryKey");
    for (const char *const *key = data_table_key(t); *key != NULL; key++)
        json_str(j, NULL, str_of(*key));
    json_end(j);
}

static void table(struct render *r, struct json *j, const struct data_table *t)
{
    json_object(j, NULL);
    json_names(j, "dc:title", r->site, &t->name);
    const struct page *shared = NULL;
    if (t->set != NULL)
        shared = plan_find(r->plan, PAGE_DATA_SCHEMA_CSVW, t->set,
                           (struct str){0});
    if (shared != NULL)
        json_str(j, "tableSchema", str_from(shared->url, strlen("/data/")));
    else if (t->set != NULL || t->is_register) {
        json_object(j, "tableSchema");
        schema(r, j, t, foreign_here);
        json_end(j);
    }
    json_str(j, "url", str_from(t->page->url, strlen("/data/")));
    json_end(j);
}

static void context(struct render *r, struct json *j)
{
    json_array(j, "@context");
    json_str(j, NULL, STR("http://www.w3.org/ns/csvw"));
    json_object(j, NULL);
    json_str(j, "@language", r->site->config.language[0].tag);
    json_end(j);
    json_end(j);
}

void write_data_csvw(struct render *r)
{
    const struct config *config = &r->site->config;
    const struct data_table tidy = {0};
    struct json j = {.out = &r->out, .lines = 4};
    struct data_tables tables;
    data_tables_list(r, &tables);
    json_object(&j, NULL);
    context(r, &j);
    json_str(&j, "@type", STR("TableGroup"));
    if (config->license_url.len > 0) {
        json_object(&j, "dc:license");
        json_str(&j, "@id", config->license_url);
        json_end(&j);
    }
    json_names(&j, "dc:publisher", r->site, &config->publisher);
    json_names(&j, "dc:title", r->site, &config->title);
    json_object(&j, "tableSchema");
    schema(r, &j, &tidy, foreign_here);
    json_end(&j);
    json_array(&j, "tables");
    for (size_t i = 0; i < tables.len; i++)
        table(r, &j, &tables.at[i]);
    json_end(&j);
    json_end(&j);
    buf_byte(&r->out, '\n');
}

void write_data_schema_csvw(struct render *r)
{
    const struct data_table wide = {.set = r->page->subject};
    struct json j = {.out = &r->out, .lines = 2};
    json_object(&j, NULL);
    context(r, &j);
    json_str(&j, "@type", STR("Schema"));
    schema(r, &j, &wide, foreign_above);
    json_end(&j);
    buf_byte(&r->out, '\n');
}
