/* SPDX-License-Identifier: MIT */
#include "list_unused.h"

#include "model/field.h"
#include "model/load_theme.h"
#include "model/plan.h"

struct use {
    struct arena arena;
    struct map used; /* by address of the record, as text */
};

static struct str key_of(const void *const *record)
{
    return (struct str){(const char *)record, sizeof *record};
}

static void use(struct use *u, const void *record)
{
    if (record == NULL)
        return;
    if (map_get(&u->used, key_of(&record)) == NULL)
        map_put(&u->used, &u->arena, arena_copy(&u->arena, key_of(&record)), u);
}

static bool is_used(const struct use *u, const void *record)
{
    return map_get(&u->used, key_of(&record)) != NULL;
}

static void use_entry(struct use *u, const struct entry *e)
{
    use(u, e->source);
    use(u, e->genre);
    for (size_t i = 0; i < e->n_topics; i++)
        use(u, e->topic[i]);
}

static void use_cells(struct use *u, const struct site *s,
                      const struct cell *cells, size_t n)
{
    bool *source = arena_array(&u->arena, s->n_sources + 1, bool);
    bool *group = arena_array(&u->arena, s->n_groups + 1, bool);
    for (size_t i = 0; i < n; i++) {
        const struct cell *c = &cells[i];
        source[c->source] = group[c->group] = true;
    }
    for (size_t i = 0; i < s->n_sources; i++)
        use(u, source[i + 1] ? s->source[i] : NULL);
    for (size_t i = 0; i < s->n_groups; i++)
        use(u, group[i + 1] ? s->group[i] : NULL);
}

static void use_all(struct use *u, const struct site *s)
{
    for (size_t i = 0; i < s->n_entries; i++)
        use_entry(u, s->entry[i]);
    use_cells(u, s, s->cell, s->n_cells);
    use_cells(u, s, s->waiting, s->n_waiting);
    for (size_t i = 0; i < s->n_waiting; i++)
        use(u, s->waiting[i].indicator);
    for (size_t i = 0; i < s->n_events; i++)
        use(u, s->event[i]->source);
    for (size_t i = 0; i < s->n_indicators; i++) {
        use(u, s->indicator[i]->unit);
        use(u, s->indicator[i]->topic);
        if (s->indicator[i]->n_cells > 0)
            use(u, s->indicator[i]);
    }
}

static void row(struct table *t, const char *kind, struct str id,
                struct loc loc)
{
    table_add_word(t, kind);
    table_add(t, id);
    table_add(t, loc.path);
    if (loc.line > 0)
        table_add_number(t, loc.line);
    else
        table_add(t, (struct str){0});
}

static bool is_shown(const struct site *s, const struct media *m)
{
    const struct sheet *sheet = map_get(&s->by_sheet, m->path);
    return m->used || (sheet != NULL && sheet->used);
}

static void list_files(const struct site *s, struct table *t)
{
    for (size_t i = 0; i < s->n_media; i++) {
        const struct media *m = s->media[i];
        if (!is_shown(s, m))
            row(t, SPEECH("file"), m->path, (struct loc){m->path, 0, 0});
    }
}

/* ---- layouts ---- */

static const char *const charts[] = {"chart-bar.svg", "chart-line.svg",
                                     "chart-dot.svg", "chart-spark.svg",
                                     "chart-figure.html"};
enum { N_CHARTS = sizeof charts / sizeof *charts };

/* What the program asks for, each once or more; ends with NULL. */
static void known_layouts(const char *names[N_CHARTS + N_PAGE_KINDS + 1])
{
    size_t n = 0;
    for (size_t i = 0; i < N_CHARTS; i++)
        names[n++] = charts[i];
    for (int kind = 0; kind < N_PAGE_KINDS; kind++)
        if (page_layout((enum page_kind)kind) != NULL)
            names[n++] = page_layout((enum page_kind)kind);
    names[n] = NULL;
}

/* partials/next-prev.html is {{>NEXT_PREV}}. */
static struct str include_of(struct arena *a, struct str path)
{
    struct str name = str_from(path, strlen("partials/"));
    name = str_head(name, str_find_byte(name, '.'));
    struct str text = arena_printf(a, "{{>" STR_FMT, STR_ARG(name));
    char *at = arena_array(a, text.len + 1, char);
    memcpy(at, text.at, text.len);
    for (size_t i = 0; i < text.len; i++)
        at[i] = at[i] == '-'                      ? '_'
                : at[i] >= 'a' && at[i] <= 'z' ? (char)(at[i] - 'a' + 'A')
                                                  : at[i];
    return (struct str){at, text.len};
}

static bool is_included(const struct site *s, struct arena *a, struct str path)
{
    struct str include = include_of(a, path);
    for (size_t i = 0; i < s->n_layouts; i++) {
        struct str rest = s->layout[i].text;
        for (size_t at; (at = str_find(rest, include)) != SIZE_MAX;) {
            rest = str_from(rest, at + include.len);
            if (str_starts(rest, STR("}")) || str_starts(rest, STR(":")))
                return true;
        }
    }
    return false;
}

static void report_layouts(struct use *u, const struct site *s, struct diag *d)
{
    const char *names[N_CHARTS + N_PAGE_KINDS + 1];
    known_layouts(names);
    for (size_t i = 0; i < s->n_layouts; i++) {
        const struct layout_file *f = &s->layout[i];
        struct loc loc = {f->shown, 0, 0};
        bool partial = str_starts(f->path, STR("partials/")), used = partial;
        if (!str_starts(f->shown, STR("layouts/")))
            continue;
        for (size_t k = 0; names[k] != NULL && !used; k++)
            used = str_is(f->path, names[k]);
        if (partial && !is_included(s, &u->arena, f->path))
            diag_add(d, loc, DIAG_UNUSED, "no layout includes this one");
        if (used)
            continue;
        struct str hint =
            did_you_mean(&u->arena, d->speech, str_nearest(f->path, names));
        diag_add(d, loc, DIAG_UNUSED, "no page uses this layout" STR_FMT,
                 STR_ARG(hint));
    }
}

static void report_stray(struct use *u, const struct site *s, struct str path,
                         struct diag *d)
{
    struct str language = words_language(path);
    struct str_near near = {.key = path};
    struct loc loc = {
        arena_printf(&u->arena, "layouts/" STR_FMT, STR_ARG(path)), 0, 0};
    if (language.len > 0) {
        diag_add(d, loc, DIAG_UNUSED,
                 "the site has no language '" STR_FMT
                 "', so nothing reads its words",
                 STR_ARG(language));
        return;
    }
    for (size_t i = 0; i < s->config.n_languages; i++)
        str_near_try(&near,
                     arena_printf(&u->arena, "strings." STR_FMT ".yaml",
                                  STR_ARG(s->config.language[i].id)));
    struct str hint = did_you_mean(&u->arena, d->speech, near.found);
    diag_add(d, loc, DIAG_UNUSED,
             "nothing reads this file: it is no template, no words of a "
             "language of the site, and not in assets/" STR_FMT,
             STR_ARG(hint));
}

void report_unused(const struct site *s, struct diag *d)
{
    struct use u = {0};
    use_all(&u, s);
    report_layouts(&u, s, d);
    for (size_t i = 0; i < s->n_strays; i++)
        report_stray(&u, s, s->stray[i], d);
    for (size_t i = 0; i < s->n_media; i++)
        if (!is_shown(s, s->media[i]))
            diag_add(d, (struct loc){s->media[i]->path, 0, 0}, DIAG_UNUSED,
                     "no text shows this file, so it is not published");
    for (size_t i = 0; i < s->n_sources; i++)
        if (!is_used(&u, s->source[i]))
            diag_add(d, s->source[i]->loc, DIAG_UNUSED,
                     "no text and no figure comes from the source '" STR_FMT
                     "'",
                     STR_ARG(s->source[i]->id));
    for (size_t i = 0; i < s->n_indicators; i++)
        if (!is_used(&u, s->indicator[i]))
            diag_add(d, s->indicator[i]->loc, DIAG_UNUSED,
                     "the indicator '" STR_FMT "' has no figures",
                     STR_ARG(s->indicator[i]->id));
    map_release(&u.used);
    arena_release(&u.arena);
}

/* Records have `id` and `loc` in common. */
#define LIST_RECORDS(kind, records, n)                                         \
    for (size_t i = 0; i < (n); i++)                                           \
        if (!is_used(&u, (records)[i]))                                        \
    row(t, (kind), (records)[i]->id, (records)[i]->loc)

void list_unused(struct site *s, struct table *t)
{
    struct use u = {0};
    use_all(&u, s);
    table_init(t, t->arena, "kind id file #line");
    list_files(s, t);
    LIST_RECORDS(SPEECH("source"), s->source, s->n_sources);
    LIST_RECORDS(SPEECH("document"), s->paper, s->n_papers);
    LIST_RECORDS(SPEECH("topic"), s->topic, s->n_topics);
    LIST_RECORDS(SPEECH("group"), s->group, s->n_groups);
    LIST_RECORDS(SPEECH("unit"), s->unit, s->n_units);
    LIST_RECORDS(SPEECH("indicator"), s->indicator, s->n_indicators);
    for (size_t i = 0; i < s->config.n_genres; i++)
        if (!is_used(&u, &s->config.genre[i]))
            row(t, SPEECH("genre"), s->config.genre[i].id, s->config.genre[i].loc);
    map_release(&u.used);
    arena_release(&u.arena);
}
