/* SPDX-License-Identifier: MIT */
#include "base/parallel.h"
#include "model/period_sets.h"
#include "model/statistics.h"

/* What the cells of a district are sorted by, in few words: cells themselves
 * are too large to move about. */
struct key {
    uint64_t series; /* indicator, group, plan */
    struct period period;
    uint32_t at; /* in site.cell: file and row order among equals */
};

static struct key key_of(const struct site *s, size_t at)
{
    const struct cell *c = &s->cell[at];
    return (struct key){
        .series = (uint64_t)c->indicator->index << 17 |
                  (uint64_t)c->group << 1 | cell_is_plan(c),
        .period = c->period,
        .at = (uint32_t)at,
    };
}

static inline int compare(const struct key *x, const struct key *y)
{
    if (x->series != y->series)
        return x->series < y->series ? -1 : 1;
    int order = period_compare(x->period, y->period);
    return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

static bool is_sorted(const struct site *s)
{
    for (size_t i = 1; i < s->n_cells; i++) {
        uint32_t before = s->cell[i - 1].district->index;
        uint32_t now = s->cell[i].district->index;
        struct key x = key_of(s, i - 1), y = key_of(s, i);
        if (before > now || (before == now && compare(&x, &y) > 0))
            return false;
    }
    return true;
}

/* Moves every cell to its place along the cycles of the permutation, so that
 * no second array of cells is needed. They lie far apart: one is fetched while
 * the one before is moved. */
static void permute(struct cell *cell, uint32_t *from, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (from[i] == i)
            continue;
        struct cell first = cell[i];
        size_t to = i;
        while (from[to] != i) {
            size_t next = from[to];
            __builtin_prefetch(&cell[from[from[next]]]);
            cell[to] = cell[next];
            from[to] = (uint32_t)to;
            to = next;
        }
        cell[to] = first;
        from[to] = (uint32_t)to;
    }
}

/* ---- one district ---- */

/* What one worker sorts with. */
struct spare {
    struct arena arena;
    struct key *key;
    uint32_t *end; /* of runs of keys in order */
};

static size_t find_runs(const struct key *key, size_t n, uint32_t *end)
{
    size_t n_runs = 0;
    for (size_t i = 1; i <= n; i++)
        if (i == n || compare(&key[i - 1], &key[i]) > 0)
            end[n_runs++] = (uint32_t)i;
    return n_runs;
}

/* Two neighbouring runs, [from, middle) and [middle, end), into one. */
static void merge(const struct key *key, size_t from, size_t middle, size_t end,
                  struct key *to)
{
    size_t a = from, b = middle;
    for (size_t i = from; i < end; i++) {
        bool first = b == end ||
                     (a < middle && compare(&key[a], &key[b]) <= 0);
        to[i] = key[first ? a++ : b++];
    }
}

/* Merges runs as they lie: n times the logarithm of their number, which is that
 * of the files that the cells come from where each is in order. */
static void sort_keys(struct key *key, size_t n, struct spare *spare)
{
    struct key *now = key, *next = spare->key;
    uint32_t *end = spare->end;
    for (size_t runs = find_runs(key, n, end); runs > 1;
         runs = (runs + 1) / 2) {
        for (size_t i = 0, from = 0; i < runs; i += 2) {
            uint32_t last = end[i + 1 < runs ? i + 1 : i];
            merge(now, from, end[i], last, next);
            end[i / 2] = last;
            from = last;
        }
        struct key *other = now;
        now = next;
        next = other;
    }
    if (now != key)
        memcpy(key, now, n * sizeof *key);
}

/* ---- all ---- */

struct sorting {
    struct key *key;
    const size_t *end; /* of each district's keys */
    size_t most;       /* keys of one district */
    struct spare spare[PARALLEL_MAX];
};

static void sort_district(void *ctx, size_t worker, size_t i)
{
    struct sorting *g = ctx;
    struct spare *spare = &g->spare[worker];
    size_t from = i > 0 ? g->end[i - 1] : 0;
    if (spare->key == NULL) {
        spare->key = arena_array(&spare->arena, g->most, struct key);
        spare->end = arena_array(&spare->arena, g->most, uint32_t);
    }
    sort_keys(g->key + from, g->end[i] - from, spare);
}

static void sort_districts(const struct site *s, struct key *key,
                           const size_t *end)
{
    struct arena scratch = {0};
    struct sorting *g = arena_new(&scratch, struct sorting);
    *g = (struct sorting){.key = key, .end = end};
    for (size_t i = 0; i < s->n_districts; i++) {
        size_t n = end[i] - (i > 0 ? end[i - 1] : 0);
        g->most = n > g->most ? n : g->most;
    }
    parallel_for(s->n_districts, s->options->threads, sort_district, g);
    for (size_t i = 0; i < PARALLEL_MAX; i++)
        arena_release(&g->spare[i].arena);
    arena_release(&scratch);
}

/* Dealt out to the districts first: many short sorts stay in the cache. */
static void sort_cells(struct site *s)
{
    struct arena scratch = {0};
    if (is_sorted(s))
        return;
    struct key *key = arena_array(&scratch, s->n_cells, struct key);
    size_t *end = arena_array(&scratch, s->n_districts + 1, size_t);
    for (size_t i = 0; i < s->n_cells; i++)
        end[s->cell[i].district->index + 1]++;
    for (size_t i = 0; i < s->n_districts; i++)
        end[i + 1] += end[i];
    for (size_t i = 0; i < s->n_cells; i++)
        key[end[s->cell[i].district->index]++] = key_of(s, i);
    sort_districts(s, key, end);
    uint32_t *from = arena_array(&scratch, s->n_cells, uint32_t);
    for (size_t i = 0; i < s->n_cells; i++)
        from[i] = key[i].at;
    permute(s->cell, from, s->n_cells);
    arena_release(&scratch);
}

/* The same cell; equal times may be spelled apart (2021 and 2021~). */
static bool is_same(const struct cell *a, const struct cell *b)
{
    return a->district == b->district && a->indicator == b->indicator &&
           a->group == b->group && cell_is_plan(a) == cell_is_plan(b) &&
           period_compare(a->period, b->period) == 0;
}

static void report_twice(struct site *s, const struct cell *first,
                         const struct cell *c, struct diag *d)
{
    struct arena scratch = {0};
    struct str name = str_from(cell_reference(&scratch, s, c), 5);
    struct loc loc = cell_loc(s, first);
    diag_add(d, cell_loc(s, c), DIAG_STAT_DUPLICATE,
             "the cell " STR_FMT " stands in " STR_FMT ":%u already; keep one "
             "row, or tell them apart by period or group",
             STR_ARG(name), STR_ARG(loc.path), loc.line);
    arena_release(&scratch);
}

/* Cells under embargo count as duplicates, so that a mistake is known before
 * they fall due; then they are taken out. */
static bool is_due(const struct site *s, const struct cell *c)
{
    return c->rare == NULL || c->rare->release.precision == DATE_NONE ||
           date_instant(c->rare->release, s->config.zone) <= s->options->as_of;
}

static void keep_waiting(struct site *s, const struct cell *c)
{
    int64_t due = date_instant(c->rare->release, s->config.zone);
    if (due < s->next_due)
        s->next_due = due;
    if ((s->n_waiting & (s->n_waiting - 1)) == 0) /* full at powers of two */
        s->waiting = arena_grow(&s->arena, s->waiting, s->n_waiting,
                                s->n_waiting == 0 ? 1 : s->n_waiting * 2,
                                sizeof *s->waiting);
    s->waiting[s->n_waiting++] = *c;
}

static void drop(struct site *s, struct diag *d)
{
    const struct cell *first = NULL; /* nothing is moved to it or behind it */
    size_t kept = 0;
    for (size_t i = 0; i < s->n_cells; i++) {
        const struct cell *c = &s->cell[i];
        if (first != NULL && is_same(first, c)) {
            report_twice(s, first, c, d);
            continue;
        }
        first = c;
        if (!is_due(s, c)) {
            keep_waiting(s, c);
            continue;
        }
        if (kept != i)
            s->cell[kept] = *c;
        kept++;
    }
    s->n_cells = kept;
}

static void slice_districts(struct site *s)
{
    for (size_t i = 0, end; i < s->n_cells; i = end) {
        struct district *d = s->cell[i].district;
        for (end = i; end < s->n_cells && s->cell[end].district == d;)
            end++;
        d->cell = &s->cell[i];
        d->n_cells = end - i;
    }
}

/* Taken in the order of all cells, an indicator's are in order, too. */
static void slice_indicators(struct site *s)
{
    const struct cell **all =
        arena_array(&s->arena, s->n_cells, const struct cell *);
    for (size_t i = 0; i < s->n_cells; i++)
        s->cell[i].indicator->n_cells++;
    for (size_t i = 0; i < s->n_indicators; i++) {
        struct indicator *x = s->indicator[i];
        x->cell = all;
        all += x->n_cells;
        x->n_cells = 0;
    }
    for (size_t i = 0; i < s->n_cells; i++) {
        struct indicator *x = s->cell[i].indicator;
        x->cell[x->n_cells++] = &s->cell[i];
    }
}

void statistics_index(struct site *s, struct diag *d)
{
    sort_cells(s);
    drop(s, d);
    slice_districts(s);
    slice_indicators(s);
    period_sets_index(s);
}
