/* SPDX-License-Identifier: MIT */
#include "model/data_row.h"

#include <assert.h>
#include <stdio.h>

enum { NAME_MAX = 64 };

const struct data_columns data_columns[N_DATA_KINDS] = {
    [DATA_DISTRICTS] =
        {"data/districts.csv",
         (const char *const[]){"!code", "!name_*", "parent", "kind",
                               "valid_from", "valid_to", "successor",
                               "sort_zh", "pinyin", NULL}},
    [DATA_UNITS] = {"data/units.csv",
                    (const char *const[]){"!id", "!kind", "zh", "en_one",
                                          "en_other", "zh_alt", "en_alt",
                                          NULL}},
    [DATA_TOPICS] = {"data/topics.csv",
                     (const char *const[]){"!id", "!name_*", "description_*",
                                           NULL}},
    [DATA_GROUPS] = {"data/groups.csv",
                     (const char *const[]){"!id", "!name_*", "split", NULL}},
    [DATA_SOURCES] =
        {"data/sources.csv",
         (const char *const[]){"!id", "!title_*", "publisher_*", "author",
                               "editor", "date", "url", NULL}},
    [DATA_INDICATORS] =
        {"data/indicators.csv",
         (const char *const[]){"!id", "!name_*", "!unit", "!measure", "base",
                               "numerator", "parts", "scope", "polarity",
                               "topic", "priority", "decimals",
                               "definition_*", NULL}},
    [DATA_DOCUMENTS] =
        {"data/documents.csv",
         (const char *const[]){"!id", "!title_*", "number", "issuer_*",
                               "date", "url", NULL}},
    [DATA_EVENTS] =
        {"data/events.csv",
         (const char *const[]){"!id", "!district", "!period", "!text_*",
                               "source", "status", NULL}},
    [DATA_GLOSSARY] =
        {"data/glossary.csv",
         (const char *const[]){"!zh", "en", "kind", "scope", "definition_*",
                               "note", NULL}},
    [DATA_STATISTICS] =
        {"data/statistics/",
         (const char *const[]){"!district", "!indicator", "!period", "group",
                               "!value", "qualifier", "status", "symbol",
                               "source", "quote", "note_*", "release",
                               "revised", "revision_note_*", "restated",
                               NULL}},
};

/* ---- columns ---- */

struct column {
    struct str base; /* without "!" and "_*" */
    bool required, text;
};

static struct column column_of(const char *name)
{
    assert(name != NULL); /* no kind of file is without columns */
    struct column c = {.base = str_of(name)};
    c.required = str_starts(c.base, STR("!"));
    c.base = str_from(c.base, c.required);
    c.text = str_ends(c.base, STR("_*"));
    c.base.len -= c.text ? 2 : 0;
    return c;
}

/* The part behind `base`_, or empty. */
static struct str language_of(const struct column *c, struct str name)
{
    if (!c->text || !str_starts(name, c->base) || name.len <= c->base.len ||
        name.at[c->base.len] != '_')
        return (struct str){0};
    return str_from(name, c->base.len + 1);
}

/* Primary subtag of two or three letters, BCP 47 section 2.1. */
static bool is_language(struct str s)
{
    struct str primary, rest;
    str_cut(s, '-', &primary, &rest);
    if (primary.len < 2 || primary.len > 3)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (!(s.at[i] >= 'a' && s.at[i] <= 'z') &&
            !(i >= primary.len && (s.at[i] == '-' ||
                                   (s.at[i] >= 'A' && s.at[i] <= 'Z') ||
                                   (s.at[i] >= '0' && s.at[i] <= '9'))))
            return false;
    return true;
}

static bool is_column(const struct row_file *f, const struct column *c,
                      struct str name)
{
    struct str lang = language_of(c, name);
    return c->text ? lang.len > 0 && site_lang(f->site, lang) >= 0
                   : str_eq(c->base, name);
}

bool row_file_knows(const struct row_file *f, enum data_kind kind,
                    struct str column)
{
    for (const char *const *n = data_columns[kind].name; *n != NULL; n++) {
        struct column c = column_of(*n);
        if (is_column(f, &c, column))
            return true;
    }
    return false;
}

static bool is_foreign(enum data_kind kind, struct str column)
{
    for (const char *const *n = data_columns[kind].name; *n != NULL; n++) {
        struct column c = column_of(*n);
        if (is_language(language_of(&c, column)))
            return true;
    }
    return false;
}

static struct str lower(struct str s, char out[NAME_MAX])
{
    s = str_head(s, NAME_MAX);
    for (size_t i = 0; i < s.len; i++)
        out[i] = s.at[i] >= 'A' && s.at[i] <= 'Z' ? (char)(s.at[i] | 0x20)
                                                  : s.at[i];
    return (struct str){out, s.len};
}

struct nearest {
    struct str column; /* as given, in lower case */
    size_t distance;
    char name[NAME_MAX];
};

static void consider(struct nearest *best, struct str base, struct str lang)
{
    char name[NAME_MAX];
    int len = snprintf(name, sizeof name, STR_FMT "%s" STR_FMT, STR_ARG(base),
                       lang.len > 0 ? "_" : "", STR_ARG(lang));
    if (len < 0 || (size_t)len >= sizeof name)
        return;
    size_t limit = len <= 4 ? 1 : 2;
    size_t distance =
        str_distance(best->column, str_of(name), limit);
    if (lang.len > 0 && str_eq(best->column, base))
        distance = 1;
    if (distance > limit || distance >= best->distance)
        return;
    best->distance = distance;
    memcpy(best->name, name, (size_t)len + 1);
}

/* Place of a column's name; empty lines may stand above the header. */
static struct loc header_loc(const struct row_file *f, size_t column)
{
    struct csv_row header = {.line = 1};
    struct csv_table probe = *f->table;
    struct str rest = probe.text, line;
    while (str_line(&rest, &line) && str_trim(line).len == 0) {
        header.line++;
        header.offset = (unsigned)(rest.at - probe.text.at);
    }
    probe.row = &header;
    return csv_loc(&probe, 0, column);
}

static void check_unknown(struct row_file *f, enum data_kind kind, size_t at)
{
    const struct csv_table *t = f->table;
    const struct config *config = &f->site->config;
    char low[NAME_MAX];
    struct nearest best = {.column = lower(t->column[at], low),
                           .distance = SIZE_MAX};
    if (row_file_knows(f, kind, t->column[at]) ||
        is_foreign(kind, t->column[at]))
        return;
    for (const char *const *n = data_columns[kind].name; *n != NULL; n++) {
        struct column c = column_of(*n);
        if (!c.text)
            consider(&best, c.base, (struct str){0});
        for (size_t i = 0; c.text && i < config->n_languages; i++)
            consider(&best, c.base, config->language[i].id);
    }
    if (best.distance != SIZE_MAX)
        diag_add(f->diag, header_loc(f, at), DIAG_COLUMN_UNKNOWN,
                 "unknown column '" STR_FMT "'; did you mean '%s'? it is %s",
                 STR_ARG(t->column[at]), best.name,
                 kind == DATA_STATISTICS ? "kept for downloads only"
                                         : "ignored");
}

static bool has_column(const struct row_file *f, const struct column *c)
{
    for (size_t i = 0; i < f->table->n_columns; i++)
        if (is_column(f, c, f->table->column[i]))
            return true;
    return false;
}

bool row_file_check(struct row_file *f, enum data_kind kind)
{
    char missing[256] = "";
    size_t len = 0;
    for (const char *const *n = data_columns[kind].name; *n != NULL; n++) {
        struct column c = column_of(*n);
        if (!c.required || has_column(f, &c))
            continue;
        struct str lang = f->site->config.n_languages > 0
                              ? f->site->config.language[0].id
                              : STR("zh");
        int more = snprintf(missing + len, sizeof missing - len,
                            "%s" STR_FMT "%s" STR_FMT, len > 0 ? ", " : "",
                            STR_ARG(c.base), c.text ? "_" : "",
                            STR_ARG(c.text ? lang : STR("")));
        if (more > 0 && (size_t)more < sizeof missing - len)
            len += (size_t)more;
    }
    f->key_column =
        csv_column(f->table, column_of(*data_columns[kind].name).base.at);
    for (size_t i = 0; i < f->table->n_columns; i++)
        check_unknown(f, kind, i);
    if (len == 0)
        return true;
    return diag_add(f->diag, header_loc(f, 0), DIAG_DATA_COLUMN,
                    "columns missing: " STR_FMT
                    "; no row of this file was read",
                    STR_ARG(str_of(missing)));
}

int row_file_text_column(const struct row_file *f, const char *base,
                         size_t lang)
{
    char name[NAME_MAX];
    struct str id = f->site->config.language[lang].id;
    int len = snprintf(name, sizeof name, "%s_" STR_FMT, base, STR_ARG(id));
    if (len < 0 || (size_t)len >= sizeof name)
        return -1;
    return csv_column(f->table, name);
}

int row_column(const struct row *r, const char *name)
{
    return csv_column(r->file->table, name);
}

/* ---- reports ---- */

struct loc row_loc(const struct row *r, int column)
{
    const struct csv_table *t = r->file->table;
    if (column < 0)
        return (struct loc){t->path, t->row[r->at].line, 1};
    return csv_loc(t, r->at, (size_t)column);
}

static void break_row(struct row *r, enum diag_code code)
{
    if (diag_kinds[code].severity == SEVERITY_ERROR)
        r->broken = true;
}

static struct str column_name(const struct row *r, int column)
{
    if (column < 0 || r->file->nameless)
        return (struct str){0};
    return r->file->table->column[(size_t)column];
}

void row_report(struct row *r, int column, enum diag_code code,
                const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct diag *d = r->file->diag;
    struct str text = speech_vsay(&d->arena, d->speech, format, args);
    va_end(args);
    struct str name = column_name(r, column);
    if (name.len > 0)
        diag_add(d, row_loc(r, column), code, "column '" STR_FMT "': " STR_FMT,
                 STR_ARG(name), STR_ARG(text));
    else
        diag_add(d, row_loc(r, column), code, STR_FMT, STR_ARG(text));
    break_row(r, code);
    r->file->bad_key = r->file->bad_key ||
                       (r->broken && column >= 0 &&
                        column == r->file->key_column &&
                        code != DIAG_RECORD_DUPLICATE);
}

void row_report_form(struct row *r, int column, struct str was,
                     struct str mended)
{
    row_report(r, column, DIAG_DATA_FORM,
               "'" STR_FMT "' is read as " STR_FMT "; write it so",
               STR_ARG(was), STR_ARG(mended));
    diag_mend(r->file->diag, row_loc(r, column), was, mended);
}

void row_report_once(struct row *r, int column, enum diag_code code,
                     struct str key, struct str text)
{
    struct row_file *f = r->file;
    struct repeated *found = map_get(&f->repeated_by_key, key);
    break_row(r, code);
    if (found == NULL) {
        found = arena_new(&f->arena, struct repeated);
        *found = (struct repeated){.code = code};
        found->loc = row_loc(r, column);
        struct str name = column_name(r, column);
        found->text = speech_say(&f->arena, f->diag->speech,
                                 name.len > 0 ? "column '" STR_FMT "': " STR_FMT
                                              : STR_FMT STR_FMT,
                                 STR_ARG(name), STR_ARG(text));
        map_put(&f->repeated_by_key, &f->arena, arena_copy(&f->arena, key),
                found);
        *vec_push(&f->arena, &f->repeated) = found;
    }
    found->n_rows++;
}

void row_file_close(struct row_file *f)
{
    for (size_t i = 0; i < f->repeated.len; i++) {
        const struct repeated *m = f->repeated.at[i];
        if (m->n_rows == 1)
            diag_add(f->diag, m->loc, m->code, STR_FMT, STR_ARG(m->text));
        else
            diag_add(f->diag, m->loc, m->code, STR_FMT " (and %zu more %s)",
                     STR_ARG(m->text), m->n_rows - 1,
                     m->n_rows == 2 ? "row" : "rows");
    }
    map_release(&f->keys);
    map_release(&f->repeated_by_key);
    arena_release(&f->arena);
    f->repeated.at = NULL;
    f->repeated.len = f->repeated.cap = 0;
}
