/* SPDX-License-Identifier: MIT */
#include "render/grid.h"

#include "render/data_page.h"
#include "render/figures.h"

enum marks_at { MARKS_TABLE, MARKS_COLUMNS, MARKS_ROWS, MARKS_CELLS };

struct grid grid_new(struct render *r, size_t n_rows, size_t n_cols)
{
    struct arena *a = &r->scratch;
    return (struct grid){
        .row = arena_array(a, n_rows, struct grid_head),
        .col = arena_array(a, n_cols, struct grid_head),
        .n_rows = n_rows,
        .n_cols = n_cols,
        .at = arena_array(a, n_rows * n_cols, const struct cell *),
    };
}

/* The one source of n cells that lie `step` apart, or NULL: none. False when
 * there are several. */
static bool one_source(const struct site *s, const struct cell *const *at,
                       size_t n, size_t step, const struct source **out)
{
    *out = NULL;
    for (size_t i = 0; i < n; i++) {
        const struct cell *c = at[i * step];
        const struct source *source = c != NULL ? cell_source(s, c) : NULL;
        if (source == NULL || source == *out)
            continue;
        if (*out != NULL)
            return false;
        *out = source;
    }
    return true;
}

static enum marks_at place_marks(const struct site *s, const struct grid *g)
{
    const struct source *found;
    bool rows = true, columns = true;
    if (one_source(s, g->at, g->n_rows * g->n_cols, 1, &found))
        return MARKS_TABLE;
    for (size_t k = 0; k < g->n_cols && columns; k++)
        columns = one_source(s, &g->at[k], g->n_rows, g->n_cols, &found);
    if (columns)
        return MARKS_COLUMNS;
    for (size_t i = 0; i < g->n_rows && rows; i++)
        rows = one_source(s, &g->at[i * g->n_cols], g->n_cols, 1, &found);
    return rows ? MARKS_ROWS : MARKS_CELLS;
}

static struct str with_mark(struct render *r, struct str note,
                            const struct source *s)
{
    if (s == NULL)
        return note;
    return arena_printf(&r->scratch, STR_FMT "%s[%zu]", STR_ARG(note),
                        note.len > 0 ? " " : "", mark_number(r, s));
}

static struct str table_note(struct render *r, const struct grid *g,
                             enum marks_at marks)
{
    const struct source *s;
    if (marks != MARKS_TABLE ||
        !one_source(r->site, g->at, g->n_rows * g->n_cols, 1, &s) || s == NULL)
        return g->note;
    struct str name = render_text(r, &s->publisher);
    if (name.len == 0)
        name = render_text(r, &s->title);
    const struct str parts[] = {
        g->note,
        RENDER_FILL(r, "table_source", {"source", with_mark(r, name, s)})};
    return joined_by(r, "clause_join", parts, 2);
}

static void add_columns(struct render *r, struct dict *table,
                        const struct grid *g, enum marks_at marks)
{
    for (size_t k = 0; k < g->n_cols; k++) {
        struct dict *d = dict_add(table, M_TABLE_COLS);
        const struct source *s = NULL;
        if (marks == MARKS_COLUMNS)
            (void)one_source(r->site, &g->at[k], g->n_rows, g->n_cols, &s);
        set(r, d, M_TCOL_TITLE, g->col[k].title);
        set(r, d, M_TCOL_URL, g->col[k].href);
        set(r, d, M_TCOL_NOTE, with_mark(r, g->col[k].note, s));
    }
}

static void add_row(struct render *r, struct dict *table, const struct grid *g,
                    size_t i, enum marks_at marks)
{
    struct dict *row = dict_add(table, M_TABLE_ROWS);
    const struct cell *const *at = &g->at[i * g->n_cols];
    const struct source *s = NULL;
    if (marks == MARKS_ROWS)
        (void)one_source(r->site, at, g->n_cols, 1, &s);
    set(r, row, M_TROW_TITLE, g->row[i].title);
    set(r, row, M_TROW_URL, g->row[i].href);
    set(r, row, M_TROW_KIND, g->row[i].kind);
    set(r, row, M_TROW_NOTE, with_mark(r, g->row[i].note, s));
    for (size_t k = 0; k < g->n_cols; k++) {
        struct dict *cell = add_tcell(r, row, at[k], g->anchors);
        if (marks == MARKS_CELLS && at[k] != NULL)
            add_mark(r, cell, M_TCELL_MARKS, cell_source(r->site, at[k]));
    }
}

void add_grid(struct render *r, struct dict *d, enum marker list,
              const struct grid *g)
{
    struct dict *table = dict_add(d, list);
    enum marks_at marks = place_marks(r->site, g);
    set(r, table, M_TABLE_ID,
        arena_printf(&r->scratch, "table-%u", ++r->serial));
    set(r, table, M_TABLE_CAPTION, g->caption);
    set(r, table, M_TABLE_NOTE, table_note(r, g, marks));
    set(r, table, M_TABLE_CORNER, g->corner);
    set(r, table, M_TABLE_CSV_URL, g->csv);
    set(r, table, M_TABLE_CUT, g->cut);
    add_columns(r, table, g, marks);
    for (size_t i = 0; i < g->n_rows; i++)
        add_row(r, table, g, i, marks);
}
