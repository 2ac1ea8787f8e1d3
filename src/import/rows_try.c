/* SPDX-License-Identifier: MIT */
#include "import/rows.h"

#include "model/data_statistics.h"
#include "model/statistics.h"

enum { BATCH = 256 };

/* ---- as the strict reader has it ---- */

/* The reader's words for a row of the file that is made, told of the figure
 * where it stands in the spreadsheet. */
static void tell(struct melt *m, struct import_row *row,
                 const struct message *message)
{
    enum severity severity =
        m->outline->labels->site->config.severities.of[message->code];
    struct str text = message->text;
    if (severity == SEVERITY_ERROR && !row->out)
        melt_refuse(m, row, message->code, STR_FMT, STR_ARG(text));
    else if (severity != SEVERITY_OFF && severity != SEVERITY_ERROR)
        note_cell(MELT_SPOT(m, row), message->code, STR_FMT, STR_ARG(text));
}

/* Messages about rows [from, to) of the file that is made. */
static void read_rows(struct melt *m, const struct csv_table *table,
                      size_t from, size_t to, struct diag *d)
{
    static const bool incomplete[N_DATA_KINDS];
    struct csv_table some = *table;
    struct arena scratch = {0};
    struct cell cells[BATCH];
    struct statistics_file out = {.cell = cells, .cap = BATCH};
    some.row = &table->row[from];
    some.n_rows = to - from;
    struct row_file rows = {.site = m->outline->labels->site,
                            .table = &some,
                            .diag = d,
                            .kept = &out.arena,
                            .scratch = &scratch,
                            .nameless = true,
                            .incomplete = incomplete};
    statistics_read(&out, &rows);
    row_file_close(&rows);
    arena_release(&out.arena);
    arena_release(&scratch);
}

/* Rows of a batch that has messages are read again one by one: a message may
 * stand for several of them. */
static void try_batch(struct melt *m, const struct csv_table *table,
                      size_t from, size_t to, struct import_row **place)
{
    struct diag all = {.speech = MELT_SPEECH(m)};
    read_rows(m, table, from, to, &all);
    for (size_t i = from; all.messages.len > 0 && i < to; i++) {
        struct diag one = {.speech = MELT_SPEECH(m)};
        read_rows(m, table, i, i + 1, &one);
        for (size_t k = 0; k < one.messages.len; k++)
            tell(m, place[i], &one.messages.at[k]);
        diag_release(&one);
    }
    diag_release(&all);
}

static void try_strictly(struct melt *m)
{
    struct csv_table table;
    struct import_row **place =
        arena_array(m->arena, m->rows.len + 1, struct import_row *);
    struct str text = rows_write(m, place);
    if (text.len == 0 ||
        !csv_read(m->arena, STR("rows"), text, &table, m->outline->notes->diag))
        return;
    for (size_t i = 0; i < table.n_rows; i += BATCH)
        try_batch(m, &table, i,
                  i + BATCH < table.n_rows ? i + BATCH : table.n_rows, place);
}

/* ---- as the others and the site have it ---- */

static struct str key_of(struct melt *m, const struct district *d,
                         const struct indicator *i, struct period p,
                         struct str group_and_plan)
{
    return arena_printf(m->arena, STR_FMT "/" STR_FMT "/" STR_FMT "/" STR_FMT,
                        STR_ARG(d->code), STR_ARG(i->id),
                        STR_ARG(period_text(m->arena, p)),
                        STR_ARG(group_and_plan));
}

static bool is_plan(const struct melt *m, const struct import_row *row)
{
    return str_is(rows_field(m, row, STR("status")), "plan");
}

static struct str row_key(struct melt *m, const struct import_row *row,
                          struct period p)
{
    struct str rest = arena_printf(m->arena, "%u%s",
                                   row->group != NULL ? row->group->index : 0u,
                                   is_plan(m, row) ? "p" : "");
    return key_of(m, row->district, row->indicator, p, rest);
}

/* By key, the cells that wait for their release. */
static void map_waiting(struct melt *m, struct map *waiting)
{
    const struct site *s = m->outline->labels->site;
    for (size_t i = 0; i < s->n_waiting; i++) {
        struct cell *c = &s->waiting[i];
        struct str rest = arena_printf(m->arena, "%u%s", (unsigned)c->group,
                                       cell_is_plan(c) ? "p" : "");
        map_put(waiting, m->arena,
                key_of(m, c->district, c->indicator, c->period, rest), c);
    }
}

static bool same_value(struct melt *m, const struct import_row *row,
                       const struct cell *c)
{
    static const char *const symbols[] = {"", "z", "x", "c", "low", "u"};
    struct figure f = {0}, has;
    struct str symbol = rows_field(m, row, STR("symbol"));
    if (!str_is(symbol, symbols[c->symbol]) ||
        c->has_value != (row->value.len > 0))
        return false;
    if (!c->has_value)
        return true;
    has = cell_figure(c);
    return figure_parse_value(row->value, &f) && decimal_eq(f.low, has.low) &&
           decimal_eq(f.high, has.high) && f.range == has.range &&
           str_is(rows_field(m, row, STR("qualifier")),
                  melt_qualifier(has.qualifier));
}

static void compare_site(struct melt *m, struct import_row *row,
                         const struct cell *c)
{
    const struct site *s = m->outline->labels->site;

    struct loc at = cell_loc(s, c);
    if (str_eq(at.path, m->options->replaces) || cell_is_broken(c))
        return;
    if (!same_value(m, row, c)) {
        struct figure f = cell_figure(c);
        melt_refuse(
            m, row, DIAG_IMPORT_DOUBT,
            STR_FMT ":%u has this cell with another value, " STR_FMT,
            STR_ARG(at.path), at.line,
            STR_ARG(c->has_value
                        ? figure_plain(m->arena, &f)
                        : str_of(speech_word(MELT_SPEECH(m), "none"))));
        return;
    }
    row->out = true;
    m->result->n_known++;
    note_cell(MELT_SPOT(m, row), DIAG_IMPORT_READ,
              STR_FMT " has cells of this file with the same values; not "
                      "written again",
              STR_ARG(at.path));
}

/* The first of two that differ goes too: nobody knows which is right. */
static void compare_rows(struct melt *m, struct import_row *first,
                         struct import_row *row)
{
    struct loc at = {0}, here = {0};
    bool same = str_eq(first->value, row->value) &&
                first->qualifier == row->qualifier &&
                str_eq(first->symbol, row->symbol);
    if (!notes_full(m->outline->notes)) {
        at = cells_loc(m->outline->cells, first->row, first->column);
        here = cells_loc(m->outline->cells, row->row, row->column);
    }
    if (same) {
        row->out = true;
        m->result->n_known++;
        note_add(m->outline->notes, here, DIAG_IMPORT_READ,
                 "the same cell as in line %u column %u, with the same value; "
                 "written once",
                 at.line, at.col);
        return;
    }
    if (!first->out)
        melt_refuse(m, first, DIAG_IMPORT_DOUBT,
                    "line %u column %u gives the same cell another value",
                    here.line, here.col);
    melt_refuse(m, row, DIAG_IMPORT_DOUBT,
                "line %u column %u gives the same cell another value", at.line,
                at.col);
}

static void try_against_others(struct melt *m)
{
    const struct site *s = m->outline->labels->site;
    struct map rows = {0}, waiting = {0};
    map_waiting(m, &waiting);
    for (size_t i = 0; i < m->rows.len; i++) {
        struct import_row *row = &m->rows.at[i], *first;
        struct cell_key key = {.district = row->district,
                               .indicator = row->indicator};
        if (row->out || !period_parse(row->period, &key.period))
            continue;
        key.group = row->group != NULL ? row->group->index : 0;
        key.plan = is_plan(m, row);
        struct str text = row_key(m, row, key.period);
        first = map_put(&rows, m->arena, text, row);
        const struct cell *cell = cell_find(s, &key);
        if (cell == NULL)
            cell = map_get(&waiting, text);
        if (first != row)
            compare_rows(m, first, row);
        else if (cell != NULL)
            compare_site(m, row, cell);
    }
    map_release(&rows);
    map_release(&waiting);
}

/* A qualifier in a column of its own and another in the figure's words. */
static void try_qualifiers(struct melt *m)
{
    for (size_t i = 0; i < m->rows.len; i++) {
        struct import_row *row = &m->rows.at[i];
        for (size_t k = 0; k < m->carry.len && !row->out; k++)
            if (str_is(m->carry.at[k], "qualifier") &&
                row->carried[k].len > 0 && row->qualifier > 0 &&
                !str_is(row->carried[k], melt_qualifier(row->qualifier)))
                melt_refuse(m, row, DIAG_IMPORT_DOUBT,
                            "the words say '%s', the column 'qualifier' says "
                            "'" STR_FMT "'",
                            melt_qualifier(row->qualifier),
                            STR_ARG(row->carried[k]));
    }
}

void rows_try(struct melt *m)
{
    try_qualifiers(m);
    try_strictly(m);
    try_against_others(m);
}
