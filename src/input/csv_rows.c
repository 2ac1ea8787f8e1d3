/* SPDX-License-Identifier: MIT */
#include "base/unicode.h"
#include "input/csv_reader.h"

bool csv_may_report(struct csv_reader *r, struct loc loc)
{
    if (++r->reports == CSV_REPORTS_MAX)
        diag_add(r->diag, loc, DIAG_CSV_SYNTAX,
                 "more than %d faults up to here; mend those above first",
                 CSV_REPORTS_MAX - 1);
    return r->reports < CSV_REPORTS_MAX;
}

void csv_add_field(struct csv_reader *r, struct str field, size_t end)
{
    if (r->n_fields == 0) {
        r->row_at = r->field_at;
        r->row_line = r->field_line;
    }
    if (r->n_fields == r->table->n_columns) {
        r->excess_at = r->field_at;
        r->excess_line = r->field_line;
    }
    struct loc loc = {r->table->path, r->field_line, 0};
    if (field.len > CSV_FIELD_MAX) {
        r->bad_row = true;
        if (csv_may_report(r, loc))
            diag_add(r->diag, csv_place(r->table, r->field_at, r->field_line),
                     DIAG_CSV_LIMIT,
                     "field of %zu bytes; at most %d are allowed, put long "
                     "texts into an article",
                     field.len, CSV_FIELD_MAX);
    } else if (r->n_fields < CSV_COLUMNS_MAX)
        r->field[r->n_fields] = field;
    r->n_fields++;
    r->field_at = end;
    r->field_line = r->line;
}

/* ---- the header ---- */

static struct loc header_loc(const struct csv_reader *r, size_t column)
{
    struct csv_row header = {.line = r->row_line,
                             .offset = (unsigned)r->row_at};
    struct csv_table probe = *r->table;
    probe.row = &header;
    return csv_loc(&probe, 0, column);
}

/* Names behind the last one that a spreadsheet left empty: one message. */
static size_t check_tail(struct csv_reader *r)
{
    const struct csv_table *t = r->table;
    size_t n = t->n_columns;
    while (n > 0 && t->column[n - 1].len == 0)
        n--;
    if (n == 0 || t->n_columns - n < 2)
        return t->n_columns;
    struct loc loc = header_loc(r, n);
    if (csv_may_report(r, loc))
        diag_add(r->diag, loc, DIAG_CSV_HEADER,
                 "columns %zu to %zu have no name; delete these empty columns "
                 "in the spreadsheet",
                 n + 1, t->n_columns);
    return n;
}

static void check_names(struct csv_reader *r)
{
    struct csv_table *t = r->table;
    size_t n = check_tail(r);
    for (size_t i = 0; i < n; i++) {
        size_t j = 0;
        while (j < i && !str_eq(t->column[j], t->column[i]))
            j++;
        if (t->column[i].len > 0 && j == i)
            continue;
        struct loc loc = header_loc(r, i);
        if (!csv_may_report(r, loc))
            return;
        if (t->column[i].len == 0)
            diag_add(r->diag, loc, DIAG_CSV_HEADER,
                     "column %zu has no name; name it or remove it", i + 1);
        else
            diag_add(r->diag, loc, DIAG_CSV_HEADER,
                     "column '" STR_FMT "' stands twice, as columns %zu and "
                     "%zu; rename or remove one",
                     STR_ARG(t->column[i]), j + 1, i + 1);
    }
}

/* Rows that the text can hold at most: a row has a line end and all but one of
 * its commas, so memory is bounded by the text. */
static size_t most_rows(struct str text, size_t n_columns)
{
    size_t lines = 1, least = n_columns > 2 ? n_columns : 2;
    for (struct str rest = text, line; str_cut(rest, '\n', &line, &rest);)
        lines++;
    size_t most = text.len / least + 1;
    most = lines < most ? lines : most;
    return most < CSV_ROWS_MAX ? most : CSV_ROWS_MAX;
}

static bool too_wide(struct csv_reader *r)
{
    struct loc loc = {r->table->path, r->row_line, 0};
    if (r->n_fields > CSV_COLUMNS_MAX && csv_may_report(r, loc))
        diag_add(r->diag, loc, DIAG_CSV_LIMIT,
                 "%zu columns; at most %d are allowed", r->n_fields,
                 CSV_COLUMNS_MAX);
    return r->n_fields > CSV_COLUMNS_MAX;
}

static void take_header(struct csv_reader *r)
{
    struct csv_table *t = r->table;
    if (too_wide(r) || r->bad_row) {
        r->stop = true;
        return;
    }
    struct str *column = arena_array(r->arena, r->n_fields, struct str);
    memcpy(column, r->field, r->n_fields * sizeof *column);
    for (size_t i = 0; i < r->n_fields; i++)
        column[i] = unicode_trim(column[i]);
    t->column = column;
    t->n_columns = r->n_fields;
    r->max_rows = most_rows(r->text, t->n_columns);
    t->row = arena_array(r->arena, r->max_rows, struct csv_row);
    check_names(r);
}

/* ---- rows ---- */

static void report_ragged(struct csv_reader *r)
{
    bool more = r->n_fields > r->table->n_columns;
    struct loc loc = more ? csv_place(r->table, r->excess_at, r->excess_line)
                          : (struct loc){r->table->path, r->row_line, 1};
    if (csv_may_report(r, loc))
        diag_add(r->diag, loc, DIAG_CSV_RAGGED,
                 "row has %zu %s, the header has %zu; %s", r->n_fields,
                 r->n_fields == 1 ? "field" : "fields", r->table->n_columns,
                 more ? "quote texts with commas, or remove a comma"
                      : "write a comma for every empty field");
}

static void add_row(struct csv_reader *r)
{
    struct csv_table *t = r->table;
    if (t->n_rows == r->max_rows) {
        struct loc loc = {t->path, r->row_line, 0};
        r->stop = true;
        if (csv_may_report(r, loc))
            diag_add(r->diag, loc, DIAG_CSV_LIMIT,
                     "more than %d rows; split the file", CSV_ROWS_MAX);
        return;
    }
    struct str *field = arena_array(r->arena, r->n_fields, struct str);
    memcpy(field, r->field, r->n_fields * sizeof *field);
    t->row[t->n_rows++] =
        (struct csv_row){r->row_line, (unsigned)r->row_at, field};
}

static void take_row(struct csv_reader *r)
{
    if (r->n_fields != r->table->n_columns)
        report_ragged(r);
    else if (!r->bad_row)
        add_row(r);
}

static void take_any_row(struct csv_reader *r)
{
    struct csv_table *t = r->table;
    if (t->row == NULL) {
        r->max_rows = most_rows(r->text, 1);
        t->row = arena_array(r->arena, r->max_rows, struct csv_row);
        t->width = arena_array(r->arena, r->max_rows, uint16_t);
    }
    if (too_wide(r) || r->bad_row)
        return;
    add_row(r);
    if (r->stop)
        return;
    t->width[t->n_rows - 1] = (uint16_t)r->n_fields;
    if (r->n_fields > t->n_columns)
        t->n_columns = r->n_fields;
}

void csv_end_row(struct csv_reader *r)
{
    if (r->loose)
        take_any_row(r);
    else if (r->table->column == NULL)
        take_header(r);
    else
        take_row(r);
    r->n_fields = 0;
    r->bad_row = false;
}
