/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <unistd.h>

#include "build.h"
#include "model/answer.h"
#include "model/body.h"
#include "model/data_row.h"
#include "model/field.h"
#include "model/statistics.h"
#include "table.h"
#include "why.h"

/* What was named: cells, a text, a layout, words, a file, or everything. */
struct target {
    bool *cell;            /* by index of site.cell; NULL: no cells */
    const struct entry *entry;
    struct str layout, words, file;
    bool all;
};

struct impact {
    const struct site *s;
    const struct plan *p;
    struct diag *d;
    struct arena arena, work;
    struct target t;
    struct table table;
    bool *district, *indicator; /* by index: one of the cells is of it */
};

/* The caller adds the last field. */
static void row(struct impact *im, const char *kind, struct str path,
                unsigned line)
{
    table_add_word(&im->table, kind);
    table_add(&im->table, path);
    if (line > 0)
        table_add_number(&im->table, line);
    else
        table_add(&im->table, (struct str){0});
}

/* ---- what was named ---- */

static void mark_cell(struct impact *im, const struct cell *c)
{
    im->t.cell[c - im->s->cell] = true;
    im->district[c->district->index] = true;
    im->indicator[c->indicator->index] = true;
}

static bool name_cells(struct impact *im, struct str path)
{
    const struct site *s = im->s;
    bool found = false;
    im->t.cell = arena_array(&im->arena, s->n_cells + 1, bool);
    for (size_t i = 0; i < s->n_cells; i++)
        if (s->cell[i].file < s->n_statistics_files &&
            str_eq(s->statistics_file[s->cell[i].file], path)) {
            mark_cell(im, &s->cell[i]);
            found = true;
        }
    return found;
}

static bool name_figure(struct impact *im, struct str text)
{
    const struct site *s = im->s;
    bool found = false;
    im->t.cell = arena_array(&im->arena, s->n_cells + 1, bool);
    for (size_t i = 0; i < s->n_cells; i++) {
        const struct cell *c = &s->cell[i];
        struct str full = cell_reference(&im->arena, s, c);
        struct str series = arena_printf(
            &im->arena, "stat:" STR_FMT "/" STR_FMT,
            STR_ARG(c->district->code), STR_ARG(c->indicator->id));
        if (str_eq(full, text) || str_eq(series, text)) {
            mark_cell(im, c);
            found = true;
        }
    }
    return found;
}

static bool name_text(struct impact *im, struct str path)
{
    for (size_t i = 0; i < im->s->n_entries; i++)
        for (int lang = 0; lang < LANG_MAX; lang++) {
            const struct version *v = im->s->entry[i]->in[lang];
            if (v != NULL && str_eq(v->path, path)) {
                im->t.entry = im->s->entry[i];
                return true;
            }
        }
    return false;
}

static bool name_layout(struct impact *im, struct str path)
{
    const struct site *s = im->s;
    struct str below = str_from(path, strlen("layouts/"));
    for (size_t i = 0; i < s->n_layouts; i++)
        if (str_eq(s->layout[i].path, below))
            im->t.layout = below;
    for (size_t i = 0; i < s->n_assets; i++)
        if (str_eq(s->asset[i].path, below))
            im->t.file = below;
    for (size_t i = 0; i < s->config.n_languages; i++) {
        struct str id = s->config.language[i].id;
        if (str_eq(path, arena_printf(&im->arena,
                                      "layouts/strings." STR_FMT ".yaml",
                                      STR_ARG(id))))
            im->t.words = id;
    }
    return im->t.layout.len + im->t.file.len + im->t.words.len > 0;
}

static bool name(struct impact *im, struct str what)
{
    while (str_starts(what, STR("./")))
        what = str_from(what, 2);
    if (str_starts(what, STR("stat:")))
        return name_figure(im, what);
    if (str_starts(what, STR("data/statistics/")))
        return name_cells(im, what);
    if (str_starts(what, STR("layouts/")))
        return name_layout(im, what);
    if (str_ends(what, STR(".md")))
        return name_text(im, what);
    if (map_get(&im->s->by_media, what) != NULL) {
        im->t.file = what;
        return true;
    }
    im->t.all =
        str_is(what, "site.yaml") ||
        (str_starts(what, STR("data/")) && str_ends(what, STR(".csv")) &&
         faccessat(im->s->root, what.at, F_OK, 0) == 0);
    return im->t.all;
}

/* A figure of the same district or the same indicator. */
static void try_figures(struct impact *im, struct str_near *near)
{
    struct str text = near->key, district, indicator, rest;
    str_cut(str_from(text, strlen("stat:")), '/', &district, &text);
    str_cut(text, '/', &indicator, &rest);
    for (size_t i = 0; i < im->s->n_cells; i++) {
        const struct cell *c = &im->s->cell[i];
        if (str_eq(c->district->code, district) ||
            str_eq(c->indicator->id, indicator))
            str_near_try(near, cell_reference(&im->arena, im->s, c));
    }
}

static void try_files(struct impact *im, struct str_near *near)
{
    const struct site *s = im->s;
    for (size_t i = 0; i < s->n_statistics_files; i++)
        str_near_try(near, s->statistics_file[i]);
    for (size_t i = 0; i < s->n_entries; i++)
        for (int lang = 0; lang < LANG_MAX; lang++)
            if (s->entry[i]->in[lang] != NULL)
                str_near_try(near, s->entry[i]->in[lang]->path);
    for (size_t i = 0; i < s->n_layouts; i++)
        str_near_try(near, arena_printf(&im->arena, "layouts/" STR_FMT,
                                        STR_ARG(s->layout[i].path)));
    for (size_t i = 0; i < s->n_media; i++)
        str_near_try(near, s->media[i]->path);
    for (int i = 0; i < DATA_STATISTICS; i++)
        if (faccessat(s->root, data_columns[i].path, F_OK, 0) == 0)
            str_near_try(near, str_of(data_columns[i].path));
    str_near_try(near, STR("site.yaml"));
}

static void say_unknown(struct impact *im, const char *what)
{
    enum speech speech = im->s->options->speech;
    struct str_near near = {.key = str_of(what)};
    if (str_starts(near.key, STR("stat:")))
        try_figures(im, &near);
    else
        try_files(im, &near);
    struct str hint = did_you_mean(&im->arena, speech, near.found);
    speech_print(stderr, speech,
                 "jianbao: '%s' is no file or figure of the site that "
                 "anything is made from; give a path below the site, or "
                 "stat:DISTRICT/INDICATOR/PERIOD" STR_FMT "\n",
                 what, STR_ARG(hint));
}

/* ---- sentences and charts ---- */

static bool draws(const struct impact *im, const struct selection *x)
{
    for (size_t i = 0; i < x->n_districts; i++)
        for (size_t k = 0; k < x->n_indicators; k++)
            for (size_t n = 0; n < x->district[i]->n_cells; n++) {
                const struct cell *c = &x->district[i]->cell[n];
                if (c->indicator == x->indicator[k] &&
                    im->t.cell[c - im->s->cell])
                    return true;
            }
    return false;
}

static bool is_reached(const struct impact *im, const struct link *l)
{
    if (im->t.cell != NULL)
        return (l->cell != NULL && im->t.cell[l->cell - im->s->cell]) ||
               (l->selection != NULL && draws(im, l->selection));
    return im->t.file.len > 0 && l->media != NULL &&
           str_eq(l->media->path, im->t.file);
}

static bool list_links(struct impact *im, const struct version *v,
                       const struct markdown_scan *scan,
                       const struct link *link)
{
    bool any = false;
    for (size_t i = 0; link != NULL && i < scan->references.len; i++) {
        const struct link *l = &link[i];
        if (!is_reached(im, l))
            continue;
        any = true;
        row(im, l->selection != NULL ? SPEECH("chart") : SPEECH("sentence"),
            v->path, scan->references.at[i].loc.line);
        table_add(&im->table, scan->references.at[i].text);
    }
    return any;
}

static bool list_version(struct impact *im, const struct version *v)
{
    bool any = list_links(im, v, &v->summary.scan, v->summary.link);
    for (size_t i = 0; i < v->n_corrections; i++)
        any |= list_links(im, v, &v->correction[i].text.scan,
                          v->correction[i].text.link);
    struct body body;
    arena_reset(&im->work);
    return (body_read(&im->work, im->s, im->p, v, &body, im->d) &&
            list_links(im, v, &body.scan, body.link)) ||
           any;
}

/* `reached` by index of site.entry. */
static void list_sentences(struct impact *im, bool *reached)
{
    for (size_t i = 0; i < im->s->n_entries; i++) {
        const struct entry *e = im->s->entry[i];
        for (int lang = 0; lang < LANG_MAX; lang++)
            if (e->in[lang] != NULL && list_version(im, e->in[lang]))
                reached[i] = true;
        reached[i] |= e == im->t.entry;
    }
}

/* ---- outputs ---- */

static bool has_child_marked(const struct impact *im, const struct district *d)
{
    bool any = im->district[d->index];
    for (size_t i = 0; i < d->n_children; i++)
        any |= im->district[d->child[i]->index];
    return any;
}

/* One of the cells is of this district and indicator. */
static bool has_series(const struct impact *im, const struct district *d,
                       const struct indicator *n)
{
    for (size_t i = 0; i < d->n_cells; i++)
        if (d->cell[i].indicator == n &&
            im->t.cell[&d->cell[i] - im->s->cell])
            return true;
    return false;
}

static bool figures_reach(const struct impact *im, const struct query *q)
{
    const struct district *d = site_district(im->s, q->a);
    const struct indicator *n = site_indicator(
        im->s, q->kind == QUERY_INDICATOR ? q->a : q->b);
    switch (q->kind) {
    case QUERY_SERIES: return d != NULL && n != NULL && has_series(im, d, n);
    case QUERY_PEERS:
        if (d == NULL || n == NULL || !im->indicator[n->index])
            return false;
        for (size_t i = 0; i < d->n_children; i++)
            if (has_series(im, d->child[i], n))
                return true;
        return has_series(im, d, n);
    case QUERY_DISTRICT: return d != NULL && im->district[d->index];
    case QUERY_FAMILY: return d != NULL && has_child_marked(im, d);
    case QUERY_INDICATOR: return n != NULL && im->indicator[n->index];
    default: return q->kind == QUERY_CELLS;
    }
}

/* Texts are sorted by kind, then slug. */
static bool text_reached(const struct impact *im, const bool *reached,
                         const struct query *q)
{
    size_t index = site_entry_index(im->s, q->m, q->a);
    return index < im->s->n_entries && reached[index];
}

static bool reaches(struct impact *im, const bool *reached,
                    const struct query *q)
{
    if (im->t.all)
        return true;
    if (q->kind == QUERY_TITLE && im->t.cell != NULL)
        return false;
    if (q->kind == QUERY_TEXT || q->kind == QUERY_CARD ||
        q->kind == QUERY_TITLE)
        return text_reached(im, reached, q);
    if (im->t.cell != NULL)
        return figures_reach(im, q);
    if (im->t.layout.len > 0)
        return q->kind == QUERY_LAYOUT &&
               layout_includes(im->s, q->a, im->t.layout);
    if (im->t.words.len > 0)
        return q->kind == QUERY_WORDS && str_eq(q->a, im->t.words);
    if (q->kind == QUERY_URL && im->t.file.len > 0) {
        /* /assets/site.<hash>.css is layouts/assets/site.css */
        size_t dot = str_find_byte(im->t.file, '.');
        struct str stem = str_head(im->t.file,
                                   dot == SIZE_MAX ? im->t.file.len : dot);
        return str_starts(str_from(q->a, 1),
                          arena_printf(&im->arena, STR_FMT ".", STR_ARG(stem)));
    }
    return q->kind == QUERY_FILE && str_eq(q->a, im->t.file);
}

static void list_outputs(struct impact *im, const bool *reached,
                         const struct state *state)
{
    struct query q;
    bool *hit = arena_array(&im->arena, state->query.len + 1, bool);
    for (size_t i = 0; i < state->query.len; i++)
        hit[i] = query_at(&state->query, i, &q) && reaches(im, reached, &q);
    for (size_t i = 0; i < state->n_pages; i++) {
        const struct state_page *page = &state->page[i];
        struct steps steps = state_steps(state, page);
        for (uint32_t at; steps_next(&steps, &at);)
            if (hit[at] && query_at(&state->query, at, &q)) {
                row(im, SPEECH("output"), page->path, 0);
                table_add_word(&im->table, query_names[q.kind]);
                break;
            }
    }
}

static bool run(struct impact *im, const struct state *state, const char *what)
{
    const struct site *s = im->s;
    im->district = arena_array(&im->arena, s->n_districts + 1, bool);
    im->indicator = arena_array(&im->arena, s->n_indicators + 1, bool);
    bool *reached = arena_array(&im->arena, s->n_entries + 1, bool);
    im->table.speech = s->options->speech;
    table_init(&im->table, &im->arena, "kind path #line what");
    if (!name(im, str_of(what))) {
        say_unknown(im, what);
        return false;
    }
    list_sentences(im, reached);
    list_outputs(im, reached, state);
    return true;
}

int impact_of(struct options *options, const char *what)
{
    struct site site = {.root = -1};
    struct plan plan = {0};
    struct diag diag = {.speech = options->speech};
    struct impact im = {.s = &site, .p = &plan, .d = &diag};
    struct severities severities;
    struct state state;
    int status = 2;
    severities_init(&severities);
    if (why_state(&im.arena, options, &state) &&
        prepare_site(&site, &plan, options, NULL, &diag)) {
        status = run(&im, &state, what) ? 0 : 1;
        if (diag_has_system(&diag))
            status = 2;
        if (status == 0)
            table_print(&im.table, (enum list_format)options->format, stdout);
    }
    if (status == 2)
        diag_print(&diag, &severities, stderr, options->site, DIAG_TEXT,
                   options->quiet);
    arena_release(&im.arena);
    arena_release(&im.work);
    release_site(&site, &plan);
    diag_release(&diag);
    return status;
}
