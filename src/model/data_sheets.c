/* SPDX-License-Identifier: MIT */
#include "model/data_sheets.h"

#include <stdlib.h>

#include "base/parallel.h"
#include "model/statistics_cache.h"
#include "model/statistics_pack.h"

struct sheet_work {
    struct sheets *l;
    struct statistics_file *out; /* of each file */
    const struct record **kept;  /* likewise; NULL: it is read */
    struct hash rules;
    size_t room; /* cells */
    bool apart;  /* some have room of their own */
};

/* ---- what the last build kept ---- */

static void find_kept(struct sheet_work *w)
{
    const struct sheets *l = w->l;
    const struct statistics_cache *cache = l->s->statistics;
    struct hash bytes;
    if (cache == NULL)
        return;
    w->rules = statistics_rules(l->s, l->registers, l->n_registers);
    for (size_t i = 0; i < l->n; i++)
        if (cache->records.n > 0 &&
            cache->look(cache->ctx, l->file[i]->path, &bytes))
            w->kept[i] =
                records_find(&cache->records, statistics_key(w->rules, bytes));
}

static bool may_keep(const struct data_file *f, const struct statistics_file *o)
{
    return f->diag.messages.len == 0 && !f->broken && !f->incomplete &&
           o->refused.len == 0 && !hash_is_zero(f->hash);
}

static bool write_kept(void *ctx, int fd)
{
    struct sheet_work *w = ctx;
    const struct sheets *l = w->l;
    struct buf record = {0};
    bool good = true;
    for (size_t i = 0; i < l->n && good; i++) {
        buf_reset(&record);
        if (w->kept[i] != NULL)
            good = fs_write(fd, record_bytes(w->kept[i]));
        else if (may_keep(l->file[i], &w->out[i]) &&
                 statistics_cache_put(
                     &record, statistics_key(w->rules, l->file[i]->hash), l->s,
                     &w->out[i]))
            good = fs_write(fd, buf_view(&record));
    }
    buf_release(&record);
    return good;
}

/* Written again where a file was read anew, or one that was kept is gone. */
static void keep(struct sheet_work *w)
{
    struct statistics_cache *cache = w->l->s->statistics;
    size_t kept = 0, new = 0;
    for (size_t i = 0; i < w->l->n; i++) {
        kept += w->kept[i] != NULL;
        new += w->kept[i] == NULL &&may_keep(w->l->file[i], &w->out[i]);
    }
    if (cache != NULL && (new > 0 || kept < cache->records.n))
        cache->replace(cache->ctx, write_kept, w);
}

/* ---- reading ---- */

static void read_file(void *ctx, size_t worker, size_t i)
{
    struct sheet_work *w = ctx;
    struct data_file *f = w->l->file[i];
    (void)worker;
    if (w->kept[i] == NULL && f->text.at == NULL && !f->broken &&
        w->l->read != NULL)
        w->l->read(w->l->s, f);
}

static void read_rows(struct sheet_work *w, size_t i)
{
    struct data_file *f = w->l->file[i];
    struct statistics_file *out = &w->out[i];
    struct arena scratch = {0};
    data_parse_any(f);
    bool refused = f->broken || f->incomplete;
    if (!f->broken) {
        struct row_file rows = {.site = w->l->s,
                                .table = &f->table,
                                .diag = &f->diag,
                                .kept = &out->arena,
                                .scratch = &scratch,
                                .incomplete = w->l->incomplete};
        if (row_file_check(&rows, DATA_STATISTICS))
            statistics_read(out, &rows);
        else
            refused = true;
        row_file_close(&rows);
    }
    if (refused)
        *vec_push(&out->arena, &out->refused) = STR("*/*");
    arena_release(&scratch);
    arena_release(&f->arena);
    f->table = (struct csv_table){0};
    f->text = (struct str){0};
}

static void load_sheet(void *ctx, size_t worker, size_t i)
{
    struct sheet_work *w = ctx;
    (void)worker;
    if (w->kept[i] == NULL)
        read_rows(w, i);
    else if (!statistics_unpack(&w->out[i], w->l->s, w->kept[i]->payload))
        w->kept[i] = NULL;
}

static size_t bound(const struct data_file *f)
{
    return f->broken ? 0 : statistics_bound(f->text);
}

/* Each file fills its own part of the cells; the gaps are closed below. */
static void make_room(struct sheet_work *w)
{
    const struct sheets *l = w->l;
    struct arena *a = &l->s->arena;
    l->s->statistics_file = arena_array(a, l->n + 1, struct str);
    l->s->statistics_hash = arena_array(a, l->n + 1, struct hash);
    l->s->n_statistics_files = l->n;
    for (size_t i = 0; i < l->n; i++) {
        struct str path = arena_copy(a, l->file[i]->path);
        l->s->statistics_file[i] = path;
        w->out[i] = (struct statistics_file){
            .path = path, .index = (uint16_t)i, .next_due = INT64_MAX};
        w->out[i].cap = w->kept[i] != NULL
                            ? statistics_packed(w->kept[i]->payload)
                            : bound(l->file[i]);
        w->room += w->out[i].cap;
    }
    struct cell *cell = arena_array(a, w->room + 1, struct cell);
    l->s->cell = cell;
    for (size_t i = 0; i < l->n; i++) {
        w->out[i].cell = cell;
        cell += w->out[i].cap;
    }
}

/* A record with a right hash and wrong content: nobody's accident. */
static void read_apart(struct sheet_work *w, size_t i)
{
    struct statistics_file *out = &w->out[i];
    read_file(w, 0, i);
    out->cap = bound(w->l->file[i]);
    out->cell = arena_array(&out->arena, out->cap + 1, struct cell);
    read_rows(w, i);
    w->apart = true;
}

static void load_all(struct sheet_work *w)
{
    const struct sheets *l = w->l;
    const size_t threads = l->s->options->threads;
    bool *kept = arena_array(&l->s->arena, l->n + 1, bool);
    find_kept(w);
    for (size_t i = 0; i < l->n; i++)
        kept[i] = w->kept[i] != NULL;
    parallel_for(l->n, threads, read_file, w);
    make_room(w);
    parallel_for(l->n, threads, load_sheet, w);
    for (size_t i = 0; i < l->n; i++)
        if (kept[i] && w->kept[i] == NULL)
            read_apart(w, i);
}

/* ---- joining ---- */

static int by_name(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* Unknown columns of all files, sorted, each once. */
static void join_extra(struct sheet_work *w)
{
    struct site *s = w->l->s;
    struct strs all = {0};
    for (size_t i = 0; i < w->l->n; i++)
        for (size_t j = 0; j < w->out[i].n_extra; j++)
            *vec_push(&s->arena, &all) = w->out[i].extra[j];
    if (all.len > 0)
        qsort(all.at, all.len, sizeof *all.at, by_name);
    size_t n = 0;
    for (size_t i = 0; i < all.len; i++)
        if (n == 0 || !str_eq(all.at[n - 1], all.at[i]))
            all.at[n++] = all.at[i];
    s->extra_column = all.at;
    s->n_extra_columns = n;
}

/* From the file's own order of unknown columns to the site's. */
static void place_extra(struct site *s, struct statistics_file *f)
{
    size_t *to = arena_array(&f->arena, f->n_extra + 1, size_t);
    bool same = f->n_extra == s->n_extra_columns;
    for (size_t i = 0; i < f->n_extra; i++) {
        const struct str *found =
            bsearch(&f->extra[i], s->extra_column, s->n_extra_columns,
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

/* Room for all where what was planned does not hold. */
static struct cell *room_for_all(struct sheet_work *w)
{
    struct site *s = w->l->s;
    size_t all = 0;
    for (size_t i = 0; i < w->l->n; i++)
        all += w->out[i].n_cells;
    return w->apart ? arena_array(&s->arena, all + 1, struct cell) : s->cell;
}

static void close_gaps(struct sheet_work *w)
{
    struct site *s = w->l->s;
    s->cell = room_for_all(w);
    for (size_t i = 0; i < w->l->n; i++) {
        struct statistics_file *f = &w->out[i];
        s->statistics_hash[i] = w->l->file[i]->hash;
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

void sheets_load(struct sheets *l)
{
    struct arena *a = &l->s->arena;
    struct sheet_work w = {.l = l};
    w.out = arena_array(a, l->n + 1, struct statistics_file);
    w.kept = arena_array(a, l->n + 1, const struct record *);
    load_all(&w);
    keep(&w);
    join_extra(&w);
    close_gaps(&w);
}
