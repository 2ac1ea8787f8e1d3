/* SPDX-License-Identifier: MIT */
#include "render/downloads_tables.h"

#include "render/reads.h"

struct text words_of(struct render *r, const char *key)
{
    struct text t = {0};
    for (size_t i = 0; i < r->site->config.n_languages; i++)
        t.in[i] = words_get(&r->site->words[i], key);
    return t;
}

static struct data_table *add(struct render *r, struct data_tables *out,
                              enum page_kind kind, const void *subject)
{
    const struct page *page =
        plan_find(r->plan, kind, subject, (struct str){0});
    if (page == NULL)
        return NULL;
    struct data_table *t = vec_push(&r->scratch, out);
    *t = (struct data_table){.page = page, .prefix = "", .suffix = ""};
    return t;
}

static void add_registers(struct render *r, struct data_tables *out)
{
    static const struct {
        enum page_kind kind;
        const char *name, *title;
    } registers[] = {
        {PAGE_DATA_DISTRICTS, "districts", "file_districts"},
        {PAGE_DATA_INDICATORS, "indicators", "file_indicators"},
        {PAGE_DATA_GROUPS, "groups", "file_groups"},
        {PAGE_DATA_SOURCES, "sources", "file_sources"},
    };
    for (size_t i = 0; i < sizeof registers / sizeof *registers; i++) {
        struct data_table *t = add(r, out, registers[i].kind, NULL);
        if (t == NULL)
            continue;
        t->prefix = registers[i].name;
        t->name = words_of(r, registers[i].title);
        t->is_register = true;
    }
}

static void add_pair(struct render *r, struct data_tables *out,
                     const enum page_kind kinds[2], const void *subject,
                     const struct data_table *as)
{
    for (size_t i = 0; i < 2; i++) {
        struct data_table *t = add(r, out, kinds[i], subject);
        if (t == NULL)
            continue;
        const struct page *page = t->page;
        *t = *as;
        t->page = page;
        if (i == 0)
            t->set = NULL;
        else
            t->suffix = "-wide";
    }
}

void data_tables_list(struct render *r, struct data_tables *out)
{
    static const enum page_kind of_district[] = {PAGE_DATA_DISTRICT_CSV,
                                                 PAGE_DATA_DISTRICT_WIDE};
    static const enum page_kind of_indicator[] = {PAGE_DATA_INDICATOR_CSV,
                                                  PAGE_DATA_INDICATOR_WIDE};
    const struct site *s = r->site;
    *out = (struct data_tables){0};
    read_all(r, QUERY_HOLDINGS);
    read_all(r, QUERY_PERIODS);
    struct data_table *all = add(r, out, PAGE_DATA_ALL_CSV, NULL);
    if (all != NULL) {
        all->prefix = "statistics";
        all->name = words_of(r, "file_statistics");
    }
    add_registers(r, out);
    for (size_t i = 0; i < s->n_districts; i++) {
        const struct district *d = s->district[i];
        if (d->n_cells > 0 && site_district(s, d->code) == d)
            add_pair(r, out, of_district, d,
                     &(struct data_table){.name = d->name,
                                          .prefix = "district-",
                                          .suffix = "",
                                          .id = d->code,
                                          .set = d->periods});
    }
    for (size_t i = 0; i < s->n_indicators; i++) {
        const struct indicator *n = s->indicator[i];
        if (n->n_cells > 0)
            add_pair(r, out, of_indicator, n,
                     &(struct data_table){.name = n->name,
                                          .prefix = "indicator-",
                                          .suffix = "",
                                          .id = n->id,
                                          .set = n->periods});
    }
}

void data_table_columns(struct render *r, const struct data_table *t,
                        struct columns *out)
{
    if (t->is_register)
        columns_register(r, t->page->kind, out);
    else if (t->set != NULL)
        columns_wide(r, t->set, out);
    else
        columns_list(r, out);
}

const char *const *data_table_key(const struct data_table *t)
{
    static const char *const code[] = {"code", NULL}, *const id[] = {"id",
                                                                     NULL};
    if (t->is_register)
        return t->page->kind == PAGE_DATA_DISTRICTS ? code : id;
    return t->set != NULL ? columns_wide_key : columns_key;
}

static bool has_column(const struct columns *columns, const char *name)
{
    for (size_t i = 0; i < columns->len; i++)
        if (str_is(columns->at[i].name, name))
            return true;
    return false;
}

void data_table_foreign(struct render *r, const struct columns *columns,
                        struct json *j, foreign_fn *fn)
{
    for (size_t i = 0; i < COLUMNS_FOREIGN; i++) {
        const struct column_foreign *f = &columns_foreign[i];
        const struct page *page =
            plan_find(r->plan, f->of, NULL, (struct str){0});
        if (page != NULL && has_column(columns, f->column))
            fn(j, f->column, f->code, str_from(page->url, strlen("/data/")));
    }
}
