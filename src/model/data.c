/* SPDX-License-Identifier: MIT */
#include "model/data.h"

#include <stdlib.h>

#include "model/data_register.h"
#include "model/data_sheets.h"
#include "model/field.h"

bool data_is_statistics(struct str path)
{
    return str_starts(path, str_of(data_columns[DATA_STATISTICS].path));
}

static bool is_empty(const struct csv_table *t, size_t row)
{
    for (size_t i = 0; i < t->n_columns; i++)
        if (str_trim(t->row[row].field[i]).len > 0)
            return false;
    return true;
}

/* Rows of commas alone, as spreadsheets leave them. */
static void report_empty(struct data_file *f, size_t from, size_t to)
{
    const struct csv_table *t = &f->table;
    size_t at = t->row[from].offset, last = t->row[to - 1].offset;
    size_t feed = str_find_byte(str_from(t->text, last), '\n');
    size_t end = feed == SIZE_MAX ? t->text.len : last + feed + 1;
    struct loc loc = {f->path, t->row[from].line, 1};
    diag_add(&f->diag, loc, DIAG_DATA_FORM,
             "%zu %s without a value from here on; remove %s", to - from,
             to - from == 1 ? "row" : "rows", to - from == 1 ? "it" : "them");
    diag_mend(&f->diag, loc, str_head(str_from(t->text, at), end - at),
              (struct str){0});
}

static void drop_empty(struct data_file *f)
{
    struct csv_table *t = &f->table;
    size_t kept = 0;
    for (size_t i = 0, end; i < t->n_rows; i = end) {
        for (end = i; end < t->n_rows && is_empty(t, end);)
            end++;
        if (end > i)
            report_empty(f, i, end);
        else
            t->row[kept++] = t->row[end++];
    }
    t->n_rows = kept;
}

void data_parse_any(struct data_file *f)
{
    if (f->broken || f->table.column != NULL)
        return;
    f->incomplete =
        !csv_read(&f->arena, f->path, f->text, &f->table, &f->diag);
    f->broken = f->incomplete && f->table.column == NULL;
    if (!f->broken && str_starts(f->path, STR("data/")))
        drop_empty(f);
}

void data_parse(struct data_file *f)
{
    if (!data_is_statistics(f->path))
        data_parse_any(f);
}

/* ---- files ---- */

struct loading {
    struct site *s;
    struct data_file *file[N_DATA_KINDS]; /* registers */
    bool incomplete[N_DATA_KINDS];
    struct data_file **sheet; /* statistics */
    size_t n_sheets;
};

/* Some rows of a register are not known. */
static void refuse(struct loading *l, enum data_kind kind)
{
    l->incomplete[kind] = true;
    site_refuse(l->s, str_of(data_columns[kind].path));
}

static void report_name(struct loading *l, const struct data_file *f,
                        struct diag *d)
{
    struct str nearest = {0};
    size_t best = 4;
    int kind = N_DATA_KINDS;
    for (int k = 0; k < DATA_STATISTICS; k++) {
        struct str path = str_of(data_columns[k].path);
        size_t distance = str_distance(f->path, path, best);
        if (distance < best) {
            best = distance;
            nearest = path;
            kind = k;
        }
    }
    if (kind < DATA_STATISTICS)
        refuse(l, (enum data_kind)kind);
    else
        site_refuse(l->s, STR("data/statistics"));
    struct arena scratch = {0};
    struct str hint = did_you_mean(&scratch, d->speech, nearest);
    diag_add(d, (struct loc){f->path, 0, 0}, DIAG_FILE_NAME,
             "no data file has this name%s" STR_FMT,
             nearest.len > 0 ? "" : "; figures belong into data/statistics/",
             STR_ARG(hint));
    arena_release(&scratch);
}

static void sort_out(struct loading *l, struct data_file *files, size_t n,
                     struct diag *d)
{
    struct arena *a = &l->s->arena;
    l->sheet = arena_array(a, n + 1, struct data_file *);
    for (size_t i = 0; i < n; i++) {
        int kind = 0;
        while (kind < DATA_STATISTICS &&
               !str_is(files[i].path, data_columns[kind].path))
            kind++;
        if (kind < DATA_STATISTICS)
            l->file[kind] = &files[i];
        else if (!data_is_statistics(files[i].path))
            report_name(l, &files[i], d);
        else if (l->n_sheets < UINT16_MAX)
            l->sheet[l->n_sheets++] = &files[i];
        else
            diag_add(d, (struct loc){files[i].path, 0, 0}, DIAG_CSV_LIMIT,
                     "more than %u files of statistics; join some",
                     UINT16_MAX);
    }
}

/* Statistics were let go of already. */
static void take_over(struct loading *l, struct data_file *files, size_t n,
                      struct diag *d)
{
    for (size_t i = 0; i < n; i++) {
        diag_merge(d, &files[i].diag);
        arena_adopt(&l->s->arena, &files[i].arena);
    }
}

/* ---- registers ---- */

static void load_register(struct loading *l, enum data_kind kind)
{
    struct data_file *f = l->file[kind];
    struct arena scratch = {0};
    if (f == NULL)
        return;
    data_parse_any(f);
    struct row_file rows = {.site = l->s,
                            .table = &f->table,
                            .diag = &f->diag,
                            .kept = &l->s->arena,
                            .scratch = &scratch,
                            .incomplete = l->incomplete};
    if (f->broken || f->incomplete)
        refuse(l, kind);
    if (f->broken)
        return;
    if (row_file_check(&rows, kind))
        register_read(l->s, &rows, kind);
    else
        rows.bad_key = true;
    if (rows.bad_key)
        refuse(l, kind);
    row_file_close(&rows);
    arena_release(&scratch);
}

/* ---- statistics ---- */

static void load_statistics(struct loading *l, data_read_fn *read)
{
    struct arena scratch = {0};
    struct str *registers = arena_array(&scratch, N_DATA_KINDS, struct str);
    for (int kind = 0; kind < DATA_STATISTICS; kind++)
        if (l->file[kind] != NULL)
            registers[kind] = l->file[kind]->text;
    struct sheets sheets = {.s = l->s,
                            .file = l->sheet,
                            .n = l->n_sheets,
                            .incomplete = l->incomplete,
                            .read = read,
                            .registers = registers,
                            .n_registers = DATA_STATISTICS};
    sheets_load(&sheets);
    arena_release(&scratch);
}

void data_load(struct site *s, struct data_file *files, size_t n_files,
               data_read_fn *read, struct diag *d)
{
    struct loading l = {.s = s};
    sort_out(&l, files, n_files, d);
    for (int kind = 0; kind < DATA_STATISTICS; kind++)
        load_register(&l, (enum data_kind)kind);
    glossary_join(s);
    load_statistics(&l, read);
    take_over(&l, files, n_files, d);
}
