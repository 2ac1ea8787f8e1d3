/* SPDX-License-Identifier: MIT */
/* Glossary, documents, and the editors' view of the state of all texts. */
#include <stdio.h>
#include <stdlib.h>

#include "model/lists.h"
#include "render/frame.h"
#include "render/jsonld.h"
#include "render/parts.h"
#include "render/reads.h"

/* ---- glossary ---- */

static struct dict *term_group(struct render *r, struct str kind)
{
    struct dict *d = dict_add(r->dict, M_TERM_GROUPS);
    char key[64];
    snprintf(key, sizeof key, "glossary_group_" STR_FMT, STR_ARG(kind));
    set(r, d, M_TERMGROUP_ID, kind);
    set(r, d, M_TERMGROUP_TITLE, render_word(r, key));
    return d;
}

/* The terms of this page, by kind. */
static void set_terms(struct render *r, struct slice rows)
{
    const struct term *const *term = r->site->lists->term[r->lang];
    struct dict *group = NULL;
    struct str last = {0};
    for (size_t i = rows.from; i < rows.to; i++) {
        struct str kind = term[i]->kind;
        if (kind.len == 0)
            kind = STR("term");
        if (!str_eq(kind, last))
            group = term_group(r, kind);
        last = kind;
        add_term(r, group, M_TERMGROUP_TERMS, term[i], true);
    }
}

void view_glossary(struct render *r)
{
    struct frame f = {.heading = render_word(r, "title_glossary"),
                      .description = render_word(r, "desc_glossary"),
                      .column_type = STR("政策解读")};
    f.json_ld = jsonld_glossary(r);
    set(r, r->dict, M_INTRO, f.description);
    set_terms(r, cut_rows(cut_terms, r->site->lists->n_terms,
                          r->page->number));
    set_pages(r);
    frame_set(r, &f);
}

/* ---- documents ---- */

void view_documents(struct render *r)
{
    const struct lists *l = r->site->lists;
    struct frame f = {.heading = render_word(r, "title_documents"),
                      .description = render_word(r, "desc_documents"),
                      .column_type = STR("政策文件")};
    struct slice rows = cut_rows(cut_papers, l->n_papers, r->page->number);
    set(r, r->dict, M_INTRO, f.description);
    for (size_t i = rows.from; i < rows.to; i++)
        add_paper(r, r->dict, M_DOCUMENTS, l->paper[i], true);
    set_pages(r);
    frame_set(r, &f);
}

/* ---- status ---- */

enum state {
    STATE_MISSING,
    STATE_STALE,
    STATE_UNRECORDED,
    STATE_MACHINE,
    STATE_DRAFT,
    STATE_EMBARGO,
    STATE_REVIEWED,
    STATE_HUMAN,
    STATE_ORIGINAL,
    STATE_WITHDRAWN,
    N_STATES
};
static const char *const state_names[N_STATES] = {
    "missing", "stale",    "unrecorded", "machine",  "draft",
    "embargo", "reviewed", "human",      "original", "withdrawn"};

static enum state state_of(const struct entry *e, size_t lang)
{
    const struct version *v = e->in[lang];
    if (v == NULL)
        return STATE_MISSING;
    if (e->withdrawn.precision != DATE_NONE)
        return STATE_WITHDRAWN;
    if (v->draft)
        return STATE_DRAFT;
    if (!e->published)
        return STATE_EMBARGO;
    if (v->original)
        return STATE_ORIGINAL;
    if (v->n_stale > 0)
        return STATE_STALE;
    if (!v->recorded)
        return STATE_UNRECORDED;
    switch (v->translation) {
    case TRANSLATION_MACHINE: return STATE_MACHINE;
    case TRANSLATION_REVIEWED: return STATE_REVIEWED;
    case TRANSLATION_HUMAN:
    case TRANSLATION_NONE: break;
    }
    return STATE_HUMAN;
}

static struct str state_word(struct render *r, enum state state)
{
    char key[64];
    snprintf(key, sizeof key, "state_%s", state_names[state]);
    return render_word(r, key);
}

struct status_row {
    const struct entry *entry;
    enum state worst;
};

static int worst_first(const void *a, const void *b)
{
    const struct status_row *x = a, *y = b;
    if (x->worst != y->worst)
        return x->worst < y->worst ? -1 : 1;
    if (x->entry->kind != y->entry->kind)
        return x->entry->kind < y->entry->kind ? -1 : 1;
    return str_compare(x->entry->slug, y->entry->slug);
}

static struct str entry_path(struct render *r, const struct entry *e)
{
    static const char *const folders[] = {"articles", "pages", "districts"};
    return arena_printf(&r->scratch, "%s/" STR_FMT, folders[e->kind],
                        STR_ARG(e->slug));
}

static void status_row(struct render *r, const struct entry *e, size_t *counts)
{
    static const enum page_kind pages[] = {PAGE_ARTICLE, PAGE_PAGE,
                                           PAGE_DISTRICT};
    const struct config *c = &r->site->config;
    struct dict *row = dict_add(r->dict, M_STATUS_ROWS);
    struct str path = entry_path(r, e);
    struct str title = e->in[e->original]->title;
    set(r, row, M_SROW_TITLE, title.len > 0 ? title : e->slug);
    set(r, row, M_SROW_PATH, path);
    set(r, row, M_SROW_DATE, render_day(r, e->date));
    const void *subject = e;
    if (e->kind == ENTRY_DISTRICT)
        subject = site_district(r->site, e->slug);
    for (size_t i = 0; i < c->n_languages; i++) {
        enum state state = state_of(e, i);
        counts[state]++;
        struct dict *cell = dict_add(row, M_SROW_CELLS);
        set(r, cell, M_SCELL_STATE, str_of(state_names[state]));
        set(r, cell, M_SCELL_TEXT, state_word(r, state));
        if (state == STATE_STALE)
            set(r, cell, M_SCELL_DETAIL,
                RENDER_FILL(r, "n_blocks",
                            {"n", render_number(r, e->in[i]->n_stale)}));
        if (e->in[i] != NULL && subject != NULL)
            set(r, cell, M_SCELL_URL,
                render_page_href(r, plan_find(r->plan, pages[e->kind], subject,
                                              c->language[i].id)));
    }
}

void view_status(struct render *r)
{
    const struct site *s = r->site;
    struct frame f = {.heading = render_word(r, "title_status"),
                      .description = render_word(r, "desc_status")};
    size_t counts[N_STATES] = {0};
    read_all(r, QUERY_TEXTS);
    struct status_row *rows =
        arena_array(&r->scratch, s->n_entries + 1, struct status_row);
    for (size_t i = 0; i < s->n_entries; i++) {
        rows[i] = (struct status_row){s->entry[i], N_STATES};
        for (size_t lang = 0; lang < s->config.n_languages; lang++) {
            enum state state = state_of(s->entry[i], lang);
            if (state < rows[i].worst)
                rows[i].worst = state;
        }
    }
    qsort(rows, s->n_entries, sizeof *rows, worst_first);
    for (size_t i = 0; i < s->config.n_languages; i++)
        set(r, dict_add(r->dict, M_STATUS_COLUMNS), M_SCOL_TITLE,
            s->config.language[i].name);
    for (size_t i = 0; i < s->n_entries; i++)
        status_row(r, rows[i].entry, counts);
    for (size_t i = 0; i < N_STATES; i++) {
        if (counts[i] == 0)
            continue;
        struct dict *d = dict_add(r->dict, M_STATUS_COUNTS);
        set(r, d, M_SCOUNT_STATE, str_of(state_names[i]));
        set(r, d, M_SCOUNT_TEXT,
            arena_printf(&r->scratch, "%zu " STR_FMT, counts[i],
                         STR_ARG(state_word(r, (enum state)i))));
    }
    frame_set(r, &f);
}
