/* SPDX-License-Identifier: MIT */
#include "model/data.h"

#include <stdlib.h>

#include "base/parallel.h"
#include "model/data_register.h"
#include "model/data_statistics.h"
#include "model/field.h"

static bool is_statistics(struct str path)
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

static void parse(struct data_file *f)
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
    if (!is_statistics(f->path))
        parse(f);
}

/* ---- files ---- */

struct loading {
    struct site *s;
    struct data_file *file[N_DATA_KINDS]; /* registers */
    bool incomplete[N_DATA_KINDS];
    struct data_file **sheet; /* statistics */
    struct statistics_file *out; /* of each */
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
        else if (!is_statistics(files[i].path))
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
    parse(f);
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

static void load_sheet(void *ctx, size_t worker, size_t i)
{
    struct loading *l = ctx;
    struct data_file *f = l->sheet[i];
    struct arena scratch = {0};
    (void)worker;
    parse(f);
    bool refused = f->broken || f->incomplete;
    if (!f->broken) {
        struct row_file rows = {.site = l->s,
                                .table = &f->table,
                                .diag = &f->diag,
                                .kept = &l->out[i].arena,
                                .scratch = &scratch,
                                .incomplete = l->incomplete};
        if (row_file_check(&rows, DATA_STATISTICS))
            statistics_read(&l->out[i], &rows);
        else
            refused = true;
        row_file_close(&rows);
    }
    if (refused)
        *vec_push(&l->out[i].arena, &l->out[i].refused) = STR("*/*");
    arena_release(&scratch);
    arena_release(&f->arena);
    f->table = (struct csv_table){0};
    f->text = (struct str){0};
}

/* Each file fills its own part of the cells; the gaps are closed below. */
static void make_room(struct loading *l)
{
    struct arena *a = &l->s->arena;
    size_t all = 0;
    l->out = arena_array(a, l->n_sheets + 1, struct statistics_file);
    l->s->statistics_file = arena_array(a, l->n_sheets + 1, struct str);
    l->s->n_statistics_files = l->n_sheets;
    for (size_t i = 0; i < l->n_sheets; i++) {
        const struct data_file *f = l->sheet[i];
        struct str path = arena_copy(a, f->path);
        l->s->statistics_file[i] = path;
        l->out[i] = (struct statistics_file){.path = path,
                                             .index = (uint16_t)i,
                                             .next_due = INT64_MAX};
        l->out[i].cap = f->broken ? 0 : statistics_bound(f->text);
        all += l->out[i].cap;
    }
    struct cell *cell = arena_array(a, all + 1, struct cell);
    l->s->cell = cell;
    for (size_t i = 0; i < l->n_sheets; i++) {
        l->out[i].cell = cell;
        cell += l->out[i].cap;
    }
}

static int by_name(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* Unknown columns of all files, sorted, each once. */
static void join_extra(struct loading *l)
{
    struct strs all = {0};
    for (size_t i = 0; i < l->n_sheets; i++)
        for (size_t j = 0; j < l->out[i].n_extra; j++)
            *vec_push(&l->s->arena, &all) = l->out[i].extra[j];
    if (all.len > 0)
        qsort(all.at, all.len, sizeof *all.at, by_name);
    size_t n = 0;
    for (size_t i = 0; i < all.len; i++)
        if (n == 0 || !str_eq(all.at[n - 1], all.at[i]))
            all.at[n++] = all.at[i];
    l->s->extra_column = all.at;
    l->s->n_extra_columns = n;
}

/* From the file's own order of unknown columns to the site's. */
static void place_extra(struct site *s, struct statistics_file *f)
{
    size_t *to = arena_array(&f->arena, f->n_extra + 1, size_t);
    bool same = f->n_extra == s->n_extra_columns;
    for (size_t i = 0; i < f->n_extra; i++) {
        const struct str *found = bsearch(&f->extra[i], s->extra_column,
                                          s->n_extra_columns,
                                          sizeof *s->extra_column, by_name);
        to[i] = (size_t)(found - s->extra_column);
        same = same && to[i] == i;
    }
    for (size_t i = 0; i < f->n_cells && !same; i++) {
        struct cell_rare *rare = f->cell[i].rare;
        if (rare == NULL || rare->extra == NULL)
            continue;
        struct str *placed =
            arena_array(&f->arena, s->n_extra_columns, struct str);
        for (size_t j = 0; j < f->n_extra; j++)
            placed[to[j]] = rare->extra[j];
        rare->extra = placed;
    }
}

static void close_gaps(struct loading *l)
{
    struct site *s = l->s;
    for (size_t i = 0; i < l->n_sheets; i++) {
        struct statistics_file *f = &l->out[i];
        place_extra(s, f);
        if (f->n_cells > 0)
            memmove(s->cell + s->n_cells, f->cell,
                    f->n_cells * sizeof *f->cell);
        s->n_cells += f->n_cells;
        if (f->next_due < s->next_due)
            s->next_due = f->next_due;
        for (size_t j = 0; j < f->refused.len; j++)
            site_refuse(s, f->refused.at[j]);
        arena_adopt(&s->arena, &f->arena);
    }
}

void data_load(struct site *s, struct data_file *files, size_t n_files,
               struct diag *d)
{
    struct loading l = {.s = s};
    sort_out(&l, files, n_files, d);
    for (int kind = 0; kind < DATA_STATISTICS; kind++)
        load_register(&l, (enum data_kind)kind);
    glossary_join(s);
    make_room(&l);
    parallel_for(l.n_sheets, s->options->threads, load_sheet, &l);
    join_extra(&l);
    close_gaps(&l);
    take_over(&l, files, n_files, d);
}
