/* SPDX-License-Identifier: MIT */
#include "input/csv.h"

#include <csv.h>

#include "base/unicode.h"

enum { OPTIONS = CSV_STRICT | CSV_STRICT_FINI, GROWTH = 4096 };

/* libcsv is fed pieces that end at a comma or a line feed, so that a field's
 * bytes are known when it arrives: from `field_at` to the end of the piece. */
struct reader {
    struct arena *arena;
    struct diag *diag;
    struct csv_table *table;
    struct csv_parser parser;
    struct str text;
    size_t at, end;  /* the present piece */
    unsigned line;   /* of `at` */
    size_t field_at; /* first byte of the present field */
    unsigned field_line;
    size_t row_at;
    unsigned row_line;
    size_t n_fields;
    size_t excess_at; /* first byte of the first field too many */
    unsigned excess_line;
    size_t max_rows;
    size_t reports;
    bool bad_row, stop;
    struct str field[CSV_COLUMNS_MAX];
};

/* True while there is room for a report; the last one says that it is. */
static bool may_report(struct reader *r, struct loc loc)
{
    if (++r->reports == CSV_REPORTS_MAX)
        diag_add(r->diag, loc, DIAG_CSV_SYNTAX,
                 "more than %d faults up to here; mend those above first",
                 CSV_REPORTS_MAX - 1);
    return r->reports < CSV_REPORTS_MAX;
}

/* What libcsv read, as a slice of the text where the bytes are the same. */
static struct str settle(struct reader *r, struct str raw, struct str read)
{
    struct str outer = str_trim(raw);
    if (outer.len == 0 || outer.at[0] != '"')
        return unicode_trim(raw);
    if (outer.len == read.len + 2)
        return (struct str){outer.at + 1, read.len};
    return arena_copy(r->arena, read);
}

/* The present field ends before `end`, where the next one begins. */
static void add_field(struct reader *r, struct str field, size_t end)
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
        if (may_report(r, loc))
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

static void on_field(void *bytes, size_t len, void *ctx)
{
    struct reader *r = ctx;
    size_t end = r->end;
    if (end > r->field_at &&
        (r->text.at[end - 1] == ',' || r->text.at[end - 1] == '\n'))
        end--;
    struct str raw = {r->text.at + r->field_at, end - r->field_at};
    add_field(r, settle(r, raw, (struct str){bytes, len}), r->end);
}

static void check_names(struct reader *r)
{
    struct csv_table *t = r->table;
    struct csv_row header = {.line = r->row_line,
                             .offset = (unsigned)r->row_at};
    for (size_t i = 0; i < t->n_columns; i++) {
        size_t j = 0;
        while (j < i && !str_eq(t->column[j], t->column[i]))
            j++;
        if (t->column[i].len > 0 && j == i)
            continue;
        struct csv_table probe = *t;
        probe.row = &header;
        struct loc loc = csv_loc(&probe, 0, i);
        if (!may_report(r, loc))
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

static void take_header(struct reader *r)
{
    struct csv_table *t = r->table;
    struct loc loc = {t->path, r->row_line, 0};
    if (r->n_fields > CSV_COLUMNS_MAX || r->bad_row) {
        r->stop = true;
        if (r->n_fields > CSV_COLUMNS_MAX && may_report(r, loc))
            diag_add(r->diag, loc, DIAG_CSV_LIMIT,
                     "%zu columns; at most %d are allowed", r->n_fields,
                     CSV_COLUMNS_MAX);
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

static void report_ragged(struct reader *r)
{
    bool more = r->n_fields > r->table->n_columns;
    struct loc loc = more ? csv_place(r->table, r->excess_at, r->excess_line)
                          : (struct loc){r->table->path, r->row_line, 1};
    if (may_report(r, loc))
        diag_add(r->diag, loc, DIAG_CSV_RAGGED,
                 "row has %zu field%s, the header has %zu; %s", r->n_fields,
                 r->n_fields == 1 ? "" : "s", r->table->n_columns,
                 more ? "quote texts with commas, or remove a comma"
                      : "write a comma for every empty field");
}

static void take_row(struct reader *r)
{
    struct csv_table *t = r->table;
    if (r->n_fields != t->n_columns) {
        report_ragged(r);
        return;
    }
    if (r->bad_row)
        return;
    if (t->n_rows == r->max_rows) {
        struct loc loc = {t->path, r->row_line, 0};
        r->stop = true;
        if (may_report(r, loc))
            diag_add(r->diag, loc, DIAG_CSV_LIMIT,
                     "more than %d rows; split the file", CSV_ROWS_MAX);
        return;
    }
    struct str *field = arena_array(r->arena, r->n_fields, struct str);
    memcpy(field, r->field, r->n_fields * sizeof *field);
    t->row[t->n_rows++] =
        (struct csv_row){r->row_line, (unsigned)r->row_at, field};
}

static void on_row(int terminator, void *ctx)
{
    struct reader *r = ctx;
    (void)terminator;
    if (r->table->column == NULL)
        take_header(r);
    else
        take_row(r);
    r->n_fields = 0;
    r->bad_row = false;
}

static void restart(struct reader *r)
{
    csv_init(&r->parser, OPTIONS); /* fails for a null pointer only */
    csv_set_blk_size(&r->parser, GROWTH);
    r->n_fields = 0;
    r->bad_row = false;
}

/* Where reading can go on: the line below `offset`. */
static void resume_below(struct reader *r, size_t offset, unsigned line)
{
    size_t feed = str_find_byte(str_from(r->text, offset), '\n');
    r->end = feed == SIZE_MAX ? r->text.len : offset + feed + 1;
    r->field_at = r->at = r->end;
    r->field_line = r->line = line + 1;
    r->stop = r->stop || r->table->column == NULL;
    csv_free(&r->parser);
    restart(r);
}

/* A quote that was opened on a line above, or is open at the end: the opening
 * one is to blame, and the lines below it are likely to be sound. */
static void report_unclosed(struct reader *r)
{
    size_t at = r->field_at;
    while (at < r->text.len && r->text.at[at] != '"')
        at++;
    struct loc loc = csv_place(r->table, at, r->field_line);
    if (may_report(r, loc))
        diag_add(r->diag, loc, DIAG_CSV_SYNTAX,
                 "the quote that opens here is never properly closed; close "
                 "it, and double the quotes inside the field");
    resume_below(r, r->field_at, r->field_line);
}

static void report_stray(struct reader *r, size_t offset)
{
    struct str raw = str_trim(str_from(r->text, r->field_at));
    bool quoted = raw.len > 0 && raw.at[0] == '"';
    struct loc loc = csv_place(r->table, offset, r->line);
    if (may_report(r, loc))
        diag_add(r->diag, loc, DIAG_CSV_SYNTAX,
                 quoted ? "text behind the closing quote of a field; double "
                          "the quotes inside a quoted field"
                        : "quote inside a field without quotes; put the whole "
                          "field in quotes and double those inside");
    resume_below(r, offset, r->line);
}

static size_t piece_end(struct str text, size_t at)
{
    while (at < text.len && text.at[at] != ',' && text.at[at] != '\n')
        at++;
    return at < text.len ? at + 1 : at;
}

static void read_piece(struct reader *r)
{
    r->end = piece_end(r->text, r->at);
    bool line_end = r->text.at[r->end - 1] == '\n';
    unsigned here = r->line;
    size_t len = r->end - r->at, field_at = r->field_at;
    r->line += line_end ? 1 : 0;
    size_t done =
        csv_parse(&r->parser, r->text.at + r->at, len, on_field, on_row, r);
    if (done < len || r->end - r->field_at > 2 * CSV_FIELD_MAX + 64) {
        r->line = here;
        if (r->field_line < here || (done == len && line_end))
            report_unclosed(r);
        else if (done < len)
            report_stray(r, r->at + done);
    } else if (line_end && r->field_at == field_at &&
               str_trim((struct str){r->text.at + field_at, r->end - field_at})
                       .len == 0) {
        r->field_at = r->end;
        r->field_line = r->line;
    }
    r->at = r->end;
}

/* Each turn but the last begins below a quote that was open at the end. */
static void read_all(struct reader *r)
{
    for (restart(r); !r->stop; report_unclosed(r)) {
        while (!r->stop && r->at < r->text.len)
            read_piece(r);
        r->end = r->text.len;
        if (r->stop || csv_fini(&r->parser, on_field, on_row, r) == 0)
            break;
    }
    csv_free(&r->parser);
}

/* libcsv takes a lone CR for the end of a row; nobody else's line numbers
 * would agree. */
static bool has_lone_cr(struct reader *r)
{
    unsigned line = 1;
    struct str rest = r->text, head;
    for (size_t at; (at = str_find_byte(rest, '\r')) != SIZE_MAX;
         rest = str_from(rest, at + 1))
        if (at + 1 == rest.len || rest.at[at + 1] != '\n') {
            size_t offset = (size_t)(rest.at - r->text.at) + at;
            struct str before = str_head(r->text, offset);
            while (str_cut(before, '\n', &head, &before))
                line++;
            diag_add(r->diag, csv_place(r->table, offset, r->line + line - 1),
                     DIAG_CSV_SYNTAX,
                     "carriage return without a line feed; save the file with "
                     "Unix or Windows line ends");
            return true;
        }
    return false;
}

bool csv_read_at(struct arena *a, struct loc first, struct str bytes,
                 struct csv_table *out, struct diag *d)
{
    *out = (struct csv_table){.path = first.path, .text = bytes};
    struct reader *r = &(struct reader){.arena = a,
                                        .diag = d,
                                        .table = out,
                                        .text = bytes,
                                        .line = first.line,
                                        .field_line = first.line};
    if (has_lone_cr(r))
        return false;
    read_all(r);
    if (out->column == NULL && r->reports == 0)
        return diag_add(d, first, DIAG_FILE_EMPTY,
                        "no header row; begin with the names of the columns");
    return r->reports == 0;
}

bool csv_read(struct arena *a, struct str path, struct str bytes,
              struct csv_table *out, struct diag *d)
{
    return csv_read_at(a, (struct loc){path, 1, 0}, bytes, out, d);
}
