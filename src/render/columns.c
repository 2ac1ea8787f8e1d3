/* SPDX-License-Identifier: MIT */
#include "render/columns.h"

/* A name that ends in "_" stands for one column in each language. */
static const struct {
    const char *name, *key;
    enum column_type type;
    bool required;
    const char *choices;
} fixed[] = {
    {"district", "district", COLUMN_TEXT, true, NULL},
    {"district_name_", "district_name", COLUMN_TEXT, false, NULL},
    {"indicator", "indicator", COLUMN_TEXT, true, NULL},
    {"indicator_name_", "indicator_name", COLUMN_TEXT, false, NULL},
    {"period", "period", COLUMN_TEXT, true, NULL},
    {"period_start", "period_start", COLUMN_DATE, false, NULL},
    {"period_end", "period_end", COLUMN_DATE, false, NULL},
    {"period_inferred", "period_inferred", COLUMN_BOOL, true, NULL},
    {"group", "group", COLUMN_TEXT, false, NULL},
    {"value", "value", COLUMN_NUMBER, false, NULL},
    {"value_high", "value_high", COLUMN_NUMBER, false, NULL},
    {"unit", "unit", COLUMN_TEXT, true, NULL},
    {"qualifier", "qualifier", COLUMN_TEXT, false,
     "exact|over|at_least|nearly|under|at_most|about"},
    {"status", "status", COLUMN_TEXT, true, "actual|derived|plan"},
    {"symbol", "symbol", COLUMN_TEXT, false, "z|x|c|low|u"},
    {"source", "source", COLUMN_TEXT, false, NULL},
    {"quote", "quote", COLUMN_TEXT, false, NULL},
    {"note_", "note", COLUMN_TEXT, false, NULL},
    {"revised", "revised", COLUMN_TEXT, false, NULL},
    {"revision_note_", "revision_note", COLUMN_TEXT, false, NULL},
};
enum { N_FIXED = sizeof fixed / sizeof *fixed };

const char *const columns_key[] = {"district", "indicator", "period", "group",
                                   "status"};

static void add(struct render *r, struct columns *out, size_t i,
                struct str name, int lang)
{
    *vec_push(&r->scratch, out) = (struct column){.name = name,
                                                  .key = fixed[i].key,
                                                  .lang = lang,
                                                  .type = fixed[i].type,
                                                  .required = fixed[i].required,
                                                  .choices = fixed[i].choices};
}

static bool is_taken(const struct columns *columns, struct str name)
{
    for (size_t i = 0; i < columns->len; i++)
        if (str_eq(columns->at[i].name, name))
            return true;
    return false;
}

/* A steward's column may be called like one that only downloads have. */
static void add_extra(struct render *r, struct columns *out, struct str name)
{
    while (is_taken(out, name))
        name = arena_printf(&r->scratch, "extra_" STR_FMT, STR_ARG(name));
    *vec_push(&r->scratch, out) = (struct column){.name = name, .lang = -1};
}

void columns_list(struct render *r, struct columns *out)
{
    const struct site *s = r->site;
    const struct config *c = &s->config;
    *out = (struct columns){0};
    for (size_t i = 0; i < N_FIXED; i++) {
        struct str name = str_of(fixed[i].name);
        if (!str_ends(name, STR("_"))) {
            add(r, out, i, name, -1);
            continue;
        }
        for (size_t k = 0; k < c->n_languages; k++)
            add(r, out, i,
                arena_printf(&r->scratch, STR_FMT STR_FMT, STR_ARG(name),
                             STR_ARG(c->language[k].id)),
                (int)k);
    }
    for (size_t i = 0; i < s->n_extra_columns; i++)
        add_extra(r, out, s->extra_column[i]);
}

struct str column_title(struct render *r, const struct column *c, size_t lang)
{
    if (c->key == NULL)
        return c->name;
    struct str key = arena_printf(&r->scratch, "column_%s", c->key);
    const struct config *config = &r->site->config;
    struct str language = {0};
    if (c->lang >= 0)
        language = config->language[c->lang].name;
    return words_fill(&r->site->words[lang], &r->scratch, key.at,
                      WORDS({"language", language}));
}

struct str column_text(struct render *r, const struct column *c, size_t lang)
{
    if (c->key == NULL)
        return (struct str){0};
    struct str key = arena_printf(&r->scratch, "column_%s_text", c->key);
    return words_get(&r->site->words[lang], key.at);
}
