/* SPDX-License-Identifier: MIT */
#include "render/columns.h"

#include "base/escape.h"
#include "render/cell_text.h"

/* A name that ends in "_" stands for one column in each language. */
struct form {
    const char *name, *key;
    enum column_type type;
    bool required;
    const char *choices;
};

static const struct form tidy[] = {
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

static const struct form wide[] = {
    {"district", "district", COLUMN_TEXT, true, NULL},
    {"district_name_", "district_name", COLUMN_TEXT, false, NULL},
    {"indicator", "indicator", COLUMN_TEXT, true, NULL},
    {"indicator_name_", "indicator_name", COLUMN_TEXT, false, NULL},
    {"unit", "unit", COLUMN_TEXT, true, NULL},
    {"group", "group", COLUMN_TEXT, false, NULL},
    {"status", "status", COLUMN_TEXT, true, "actual|derived|plan"},
    {"qualifier", "qualifier", COLUMN_TEXT, false,
     "exact|over|at_least|nearly|under|at_most|about"},
    {"end", "end", COLUMN_TEXT, false, "low|high"},
    {"symbol", "symbol", COLUMN_TEXT, false, "z|x|c|low|u"},
    {"period_inferred", "period_inferred", COLUMN_BOOL, true, NULL},
    {"missing", "missing", COLUMN_TEXT, false, NULL},
};

static const struct form districts[] = {
    {"code", "district", COLUMN_TEXT, true, NULL},
    {"name_", "district_name", COLUMN_TEXT, false, NULL},
    {"parent", "parent", COLUMN_TEXT, false, NULL},
    {"kind", "kind", COLUMN_TEXT, false, NULL},
    {"valid_from", "valid_from", COLUMN_TEXT, false, NULL},
    {"valid_to", "valid_to", COLUMN_TEXT, false, NULL},
};
static const struct form indicators[] = {
    {"id", "indicator", COLUMN_TEXT, true, NULL},
    {"name_", "indicator_name", COLUMN_TEXT, false, NULL},
    {"unit", "unit", COLUMN_TEXT, true, NULL},
    {"measure", "measure", COLUMN_TEXT, true,
     "stock|flow|share|growth|average|level"},
    {"base", "base", COLUMN_TEXT, false, NULL},
    {"scope", "scope", COLUMN_TEXT, true, "series|fact"},
    {"polarity", "polarity", COLUMN_TEXT, true, "higher|lower|none"},
    {"topic", "topic", COLUMN_TEXT, false, NULL},
    {"definition_", "definition", COLUMN_TEXT, false, NULL},
};
static const struct form groups[] = {
    {"id", "group", COLUMN_TEXT, true, NULL},
    {"name_", "group_name", COLUMN_TEXT, false, NULL},
};
static const struct form sources[] = {
    {"id", "source", COLUMN_TEXT, true, NULL},
    {"title_", "source_title", COLUMN_TEXT, false, NULL},
    {"publisher_", "publisher", COLUMN_TEXT, false, NULL},
    {"author", "author", COLUMN_TEXT, false, NULL},
    {"date", "source_date", COLUMN_TEXT, false, NULL},
    {"url", "url", COLUMN_TEXT, false, NULL},
};

const char *const columns_key[] = {"district", "indicator", "period", "group",
                                   "status", NULL};
const char *const columns_wide_key[] = {
    "district", "indicator", "group",           "status", "qualifier",
    "end",      "symbol",    "period_inferred", NULL};

const struct column_foreign columns_foreign[COLUMNS_FOREIGN] = {
    {"district", "code", PAGE_DATA_DISTRICTS},
    {"indicator", "id", PAGE_DATA_INDICATORS},
    {"group", "id", PAGE_DATA_GROUPS},
    {"source", "id", PAGE_DATA_SOURCES},
};

/* ---- lists ---- */

static void add(struct render *r, struct columns *out, const struct form *f,
                struct str name, int lang)
{
    *vec_push(&r->scratch, out) =
        (struct column){.name = name,
                        .key = f->key,
                        .lang = lang,
                        .type = f->type,
                        .required = f->required,
                        .is_list = str_is(name, "missing"),
                        .choices = f->choices};
}

static void add_forms(struct render *r, struct columns *out,
                      const struct form *form, size_t n)
{
    const struct config *c = &r->site->config;
    for (size_t i = 0; i < n; i++) {
        struct str name = str_of(form[i].name);
        if (!str_ends(name, STR("_"))) {
            add(r, out, &form[i], name, -1);
            continue;
        }
        for (size_t k = 0; k < c->n_languages; k++)
            add(r, out, &form[i],
                arena_printf(&r->scratch, STR_FMT STR_FMT, STR_ARG(name),
                             STR_ARG(c->language[k].id)),
                (int)k);
    }
}
#define ADD_FORMS(r, out, forms)                                              \
    add_forms((r), (out), (forms), sizeof(forms) / sizeof *(forms))

static bool is_taken(const struct columns *columns, struct str name)
{
    for (size_t i = 0; i < columns->len; i++)
        if (str_eq(columns->at[i].name, name))
            return true;
    return false;
}

/* A header must read as its name: escape_csv would guard it. */
static bool is_formula(struct str name)
{
    return name.len > 0 && strchr("=+-@\t\r", name.at[0]) != NULL;
}

/* A steward's column may be called like one that only downloads have. */
static void add_extra(struct render *r, struct columns *out, struct str name)
{
    while (is_formula(name) || is_taken(out, name))
        name = arena_printf(&r->scratch, "extra_" STR_FMT, STR_ARG(name));
    *vec_push(&r->scratch, out) = (struct column){.name = name, .lang = -1};
}

void columns_list(struct render *r, struct columns *out)
{
    const struct site *s = r->site;
    *out = (struct columns){0};
    ADD_FORMS(r, out, tidy);
    for (size_t i = 0; i < s->n_extra_columns; i++)
        add_extra(r, out, s->extra_column[i]);
}

void columns_wide(struct render *r, const struct period_set *set,
                  struct columns *out)
{
    *out = (struct columns){0};
    ADD_FORMS(r, out, wide);
    for (size_t i = 0; i < set->len; i++)
        *vec_push(&r->scratch, out) =
            (struct column){.name = period_text(&r->scratch, set->at[i]),
                            .period = &set->at[i],
                            .lang = -1,
                            .type = COLUMN_NUMBER};
}

void columns_register(struct render *r, enum page_kind kind,
                      struct columns *out)
{
    *out = (struct columns){0};
    if (kind == PAGE_DATA_DISTRICTS)
        ADD_FORMS(r, out, districts);
    else if (kind == PAGE_DATA_INDICATORS)
        ADD_FORMS(r, out, indicators);
    else if (kind == PAGE_DATA_GROUPS)
        ADD_FORMS(r, out, groups);
    else
        ADD_FORMS(r, out, sources);
}

void columns_head(struct buf *b, const struct columns *columns)
{
    buf_text(b, "\xEF\xBB\xBF");
    for (size_t i = 0; i < columns->len; i++)
        put_field(b, columns->at[i].name);
    b->len--; /* the comma behind the last field */
    buf_text(b, "\r\n");
}

/* ---- words ---- */

struct str column_title(struct render *r, const struct column *c, size_t lang)
{
    const struct words *words = &r->site->words[lang];
    if (c->period != NULL)
        return period_words(&r->scratch, *c->period, words);
    if (c->key == NULL)
        return c->name;
    struct str key = arena_printf(&r->scratch, "column_%s", c->key);
    const struct config *config = &r->site->config;
    struct str language = {0};
    if (c->lang >= 0)
        language = config->language[c->lang].name;
    return words_fill(words, &r->scratch, key.at,
                      WORDS({"language", language}));
}

struct str column_text(struct render *r, const struct column *c, size_t lang)
{
    if (c->key == NULL)
        return (struct str){0};
    struct str key = arena_printf(&r->scratch, "column_%s_text", c->key);
    return words_get(&r->site->words[lang], key.at);
}
