/* SPDX-License-Identifier: MIT */
#include "import/outline.h"

enum { TITLES_MAX = 5 };

/* The line above the row is empty: left out by the reader, or by the grid. */
static bool is_apart(const struct cells *s, size_t row)
{
    const struct csv_table *t = &s->table;
    size_t at = s->row[row], ends = 0;
    if (at > s->row[row - 1] + 1)
        return true;
    for (size_t i = t->row[at].offset; i > 0; i--) {
        char c = t->text.at[i - 1];
        if (c != '\n' && c != '\r' && c != ' ' && c != '\t')
            break;
        bool pair = c == '\r' && t->text.at[i] == '\n';
        ends += (c == '\n' || c == '\r') && !pair;
    }
    return ends > 1;
}

static size_t figures_in(struct outline *f, size_t row)
{
    size_t n = 0;
    for (size_t i = 1; i < f->cells->n_columns; i++)
        n += outline_is_figure(&f->labels->arena, cells_at(f->cells, row, i));
    return n;
}

/* It has the first cell of a header: the same, none, or a column's name. */
static bool begins_header(struct outline *f, size_t row)
{
    struct str first = cells_at(f->cells, row, 0);
    return first.len == 0 || str_eq(first, cells_at(f->cells, f->top, 0)) ||
           label_read(f->labels, first, false).role != ROLE_NONE;
}

static bool is_known_header(const struct outline *f, size_t row)
{
    for (size_t i = f->top; i < f->body; i++)
        if (outline_same_row(f->cells, i, row))
            return true;
    return false;
}

static bool is_header(struct outline *f, size_t row)
{
    return row + 1 < f->cells->n_rows && cells_count(f->cells, row) > 1 &&
           outline_is_heading(f, row) && begins_header(f, row) &&
           figures_in(f, row + 1) > 0;
}

/* Behind an empty line: titles, then a header, which may be the same. */
static bool begins_apart(struct outline *f, size_t row, size_t *header)
{
    size_t at = row;
    if (!is_apart(f->cells, row))
        return false;
    while (at + 1 < f->cells->n_rows && at - row < TITLES_MAX &&
           outline_is_remark(f, at))
        at++;
    *header = at;
    return is_header(f, at) && (at > row || !is_known_header(f, at));
}

/* Without one only where the header begins as the first one does. */
static bool begins_at_once(struct outline *f, size_t row)
{
    struct str first = cells_at(f->cells, row, 0);
    return first.len > 0 && str_eq(first, cells_at(f->cells, f->top, 0)) &&
           !is_known_header(f, row) && is_header(f, row);
}

static void report(struct outline *f, size_t header)
{
    for (size_t row = header + 1; row < f->cells->n_rows; row++)
        f->n_beyond += figures_in(f, row);
    note_cell(f->notes, f->cells, f->end, 0, DIAG_IMPORT_TABLE,
              "another table begins here; its %zu %s left out; save it as a "
              "file of its own",
              f->n_beyond, f->n_beyond == 1 ? "figure is" : "figures are");
}

void outline_next(struct outline *f)
{
    bool any = false;
    f->end = f->cells->n_rows;
    for (size_t row = f->body; row < f->cells->n_rows; row++) {
        size_t header = row;
        if (any && (begins_at_once(f, row) || begins_apart(f, row, &header))) {
            f->end = row;
            report(f, header);
            return;
        }
        any = any || figures_in(f, row) > 0;
    }
}
