/* SPDX-License-Identifier: MIT */
#include "model/field.h"
#include "model/linker.h"

enum { TABLE_CELLS_MAX = 20000, PLACED_MAX = 32 };

/* Columns of a scan count in the cell; finding the cell's own column takes a
 * look at the whole row. */
static void shift(struct loc *loc, struct loc cell)
{
    if (loc->line == cell.line && loc->col > 0 && cell.col > 0)
        loc->col += cell.col - 1;
}

static struct loc place(const struct csv_table *table, size_t row, size_t k)
{
    if (table->n_columns > PLACED_MAX)
        return (struct loc){table->path, table->row[row].line, 0};
    return csv_loc(table, row, k);
}

/* The header has a line, but is no row. */
static struct loc head_place(const struct csv_table *table, unsigned line,
                             struct str name)
{
    const char *from = table->text.at, *to = from + table->text.len;
    if (name.len == 0 || name.at < from || name.at >= to)
        return (struct loc){table->path, line, 0};
    return csv_place(table, (size_t)(name.at - from), line);
}

/* True where something in the text has a place: it is to be moved. */
static bool scan_cell(struct linker *l, unsigned line, struct inline_text *out,
                      bool *good)
{
    const struct markdown_options options = {.inline_only = true};
    size_t before = l->d->messages.len;
    out->loc = (struct loc){l->path, line, 1};
    *good = markdown_scan(l->a, l->path, out->source, line, &options,
                          &out->scan, l->d);
    return out->scan.references.len > 0 || l->d->messages.len > before;
}

static void move_cell(struct linker *l, size_t before, struct inline_text *out)
{
    for (; before < l->d->messages.len; before++)
        shift(&l->d->messages.at[before].loc, out->loc);
    for (size_t i = 0; i < out->scan.references.len; i++) {
        shift(&out->scan.references.at[i].loc, out->loc);
        shift(&out->scan.references.at[i].text_loc, out->loc);
    }
}

static void read_cell(struct linker *l, const struct csv_table *table,
                      size_t row, size_t k, struct inline_text *out)
{
    bool good;
    size_t before = l->d->messages.len;
    out->source = table->row[row].field[k];
    if (!scan_cell(l, table->row[row].line, out, &good))
        return;
    out->loc = place(table, row, k);
    move_cell(l, before, out);
    if (good)
        out->link = link_scan(l, &out->scan);
}

static void read_head(struct linker *l, const struct csv_table *table,
                      unsigned line, size_t k, struct inline_text *out)
{
    bool good;
    size_t before = l->d->messages.len;
    out->source = table->column[k];
    if (!scan_cell(l, line, out, &good))
        return;
    out->loc = head_place(table, line, out->source);
    move_cell(l, before, out);
    if (good)
        out->link = link_scan(l, &out->scan);
}

/* Every cell is a text of its own. `line`: the header's. */
static void fill(struct linker *l, const struct reference *r,
                 const struct csv_table *table, unsigned line,
                 struct link *out)
{
    size_t n = table->n_rows * table->n_columns;
    if (n > TABLE_CELLS_MAX || l->depth > 0) {
        diag_add(l->d, r->loc, DIAG_CSV_LIMIT,
                 "a table in a text has at most %d cells and no table inside",
                 TABLE_CELLS_MAX);
        return;
    }
    struct csv_block *b = arena_new(l->a, struct csv_block);
    b->table = *table;
    b->head = arena_array(l->a, table->n_columns, struct inline_text);
    b->cell = arena_array(l->a, n + 1, struct inline_text);
    l->depth++;
    for (size_t k = 0; k < table->n_columns; k++)
        read_head(l, table, line, k, &b->head[k]);
    for (size_t i = 0; i < table->n_rows; i++)
        for (size_t k = 0; k < table->n_columns; k++)
            read_cell(l, table, i, k, &b->cell[i * table->n_columns + k]);
    l->depth--;
    out->kind = LINK_CSV;
    out->csv = b;
}

/* x.csv → x.<lang>.csv */
static struct str in_language(struct linker *l, struct str path)
{
    return arena_printf(l->a, STR_FMT "." STR_FMT ".csv",
                        STR_ARG(str_head(path, path.len - 4)),
                        STR_ARG(l->s->config.language[l->lang].id));
}

void link_sheet(struct linker *l, const struct reference *r,
                const struct ref *ref, struct link *out)
{
    struct str path = link_path(l, ref->target);
    struct sheet *sheet =
        path.len > 4 ? map_get(&l->s->by_sheet, in_language(l, path)) : NULL;
    if (sheet == NULL && path.len > 0)
        sheet = map_get(&l->s->by_sheet, path);
    if (sheet == NULL && path.len > 0 && site_refused(l->s, path))
        return;
    if (sheet == NULL) {
        struct str near = map_nearest(&l->s->by_sheet, path);
        struct str hint = link_similar(l, near);
        diag_add(l->d, r->loc, DIAG_LINK_DEAD,
                 "there is no table file '" STR_FMT
                 "', seen from this file's folder" STR_FMT,
                 STR_ARG(ref->target), STR_ARG(hint));
        diag_alike(l->d);
        return;
    }
    if (r->node != REFERENCE_BLOCK_IMAGE) {
        diag_add(l->d, r->loc, DIAG_REF_MALFORMED,
                 "a table stands alone in its paragraph, as ![caption](" STR_FMT
                 ")",
                 STR_ARG(r->url));
        return;
    }
    link_note(l, USES_SHEET, sheet);
    if (sheet->broken)
        return;
    struct str own = l->path;
    l->path = sheet->path;
    fill(l, r, &sheet->table, 1, out);
    l->path = own;
}

void link_csv_block(struct linker *l, const struct reference *r,
                    struct link *out)
{
    struct csv_table table = {0};
    if (csv_read_at(l->a, r->loc, r->body, &table, l->d))
        fill(l, r, &table, r->loc.line, out);
}
