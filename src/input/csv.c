/* SPDX-License-Identifier: MIT */
#include "input/csv_reader.h"

#include <csv.h>

#include "base/memory.h"
#include "base/unicode.h"

enum { OPTIONS = CSV_STRICT | CSV_STRICT_FINI, GROWTH = 4096 };

/* What libcsv read, as a slice of the text where the bytes are the same. */
static struct str settle(struct csv_reader *r, struct str raw, struct str read)
{
    struct str outer = str_trim(raw);
    if (outer.len == 0 || outer.at[0] != '"')
        return unicode_trim(raw);
    if (outer.len == read.len + 2)
        return (struct str){outer.at + 1, read.len};
    return arena_copy(r->arena, read);
}

/* libcsv is fed pieces that end at a delimiter or a line feed, so that a
 * field's bytes are known when it arrives: from `field_at` to the end of the
 * piece. */
static void on_field(void *bytes, size_t len, void *ctx)
{
    struct csv_reader *r = ctx;
    size_t end = r->end;
    if (end > r->field_at && (r->text.at[end - 1] == r->table->delimiter ||
                              r->text.at[end - 1] == '\n'))
        end--;
    struct str raw = {r->text.at + r->field_at, end - r->field_at};
    csv_add_field(r, settle(r, raw, (struct str){bytes, len}), r->end);
}

static void on_row(int terminator, void *ctx)
{
    struct csv_reader *r = ctx;
    (void)terminator;
    csv_end_row(r);
}

static void restart(struct csv_reader *r)
{
    csv_init(r->parser, OPTIONS); /* fails for a null pointer only */
    csv_set_realloc_func(r->parser, memory_resize);
    csv_set_blk_size(r->parser, GROWTH);
    csv_set_delim(r->parser, (unsigned char)r->table->delimiter);
    r->n_fields = 0;
    r->bad_row = false;
}

/* Where reading can go on: the line below `offset`. */
static void resume_below(struct csv_reader *r, size_t offset, unsigned line)
{
    size_t feed = str_find_byte(str_from(r->text, offset), '\n');
    r->end = feed == SIZE_MAX ? r->text.len : offset + feed + 1;
    r->field_at = r->at = r->end;
    r->field_line = r->line = line + 1;
    r->stop = r->stop || (!r->loose && r->table->column == NULL);
    csv_free(r->parser);
    restart(r);
}

/* A quote that was opened on a line above, or is open at the end: the opening
 * one is to blame, and the lines below it are likely to be sound. */
static void report_unclosed(struct csv_reader *r)
{
    size_t at = r->field_at;
    while (at < r->text.len && r->text.at[at] != '"')
        at++;
    struct loc loc = csv_place(r->table, at, r->field_line);
    if (csv_may_report(r, loc))
        diag_add(r->diag, loc, DIAG_CSV_SYNTAX,
                 "the quote that opens here is never properly closed; close "
                 "it, and double the quotes inside the field");
    resume_below(r, r->field_at, r->field_line);
}

static void report_stray(struct csv_reader *r, size_t offset)
{
    struct str raw = str_trim(str_from(r->text, r->field_at));
    bool quoted = raw.len > 0 && raw.at[0] == '"';
    struct loc loc = csv_place(r->table, offset, r->line);
    if (csv_may_report(r, loc))
        diag_add(r->diag, loc, DIAG_CSV_SYNTAX,
                 quoted ? "text behind the closing quote of a field; double "
                          "the quotes inside a quoted field"
                        : "quote inside a field without quotes; put the whole "
                          "field in quotes and double those inside");
    resume_below(r, offset, r->line);
}

static size_t piece_end(struct str text, size_t at, char delimiter)
{
    while (at < text.len && text.at[at] != delimiter && text.at[at] != '\n')
        at++;
    return at < text.len ? at + 1 : at;
}

static void read_piece(struct csv_reader *r)
{
    r->end = piece_end(r->text, r->at, r->table->delimiter);
    bool line_end = r->text.at[r->end - 1] == '\n';
    unsigned here = r->line;
    size_t len = r->end - r->at, field_at = r->field_at;
    r->line += line_end ? 1 : 0;
    size_t done =
        csv_parse(r->parser, r->text.at + r->at, len, on_field, on_row, r);
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
static void read_all(struct csv_reader *r)
{
    for (restart(r); !r->stop; report_unclosed(r)) {
        while (!r->stop && r->at < r->text.len)
            read_piece(r);
        r->end = r->text.len;
        if (r->stop || csv_fini(r->parser, on_field, on_row, r) == 0)
            break;
    }
    csv_free(r->parser);
}

/* libcsv takes a lone CR for the end of a row; nobody else's line numbers
 * would agree. */
static bool has_lone_cr(struct csv_reader *r)
{
    unsigned line = 1;
    struct str rest = r->text, head;
    for (size_t at; (at = str_find_byte(rest, '\r')) != SIZE_MAX;
         rest = str_from(rest, at + 1))
        if (!str_starts(str_from(rest, at + 1), STR("\n"))) {
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
    struct csv_parser parser;
    *out =
        (struct csv_table){.path = first.path, .text = bytes, .delimiter = ','};
    struct csv_reader *r = &(struct csv_reader){.arena = a,
                                                .diag = d,
                                                .table = out,
                                                .parser = &parser,
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

static size_t find_unquoted(struct str line, char byte)
{
    bool quoted = false;
    for (size_t i = 0; i < line.len; i++) {
        if (line.at[i] == '"')
            quoted = !quoted;
        else if (line.at[i] == byte && !quoted)
            return i;
    }
    return SIZE_MAX;
}

/* A header in one piece that has another delimiter in it: one message, not one
 * for each row that has a comma somewhere. */
static bool has_other_delimiter(struct str path, struct str bytes,
                                struct diag *d)
{
    static const struct {
        char byte;
        const char *name;
    } others[] = {{';', SPEECH("semicolons")}, {'\t', "tabs"}, {'|', "bars"}};
    struct str rest = bytes, line = {0};
    struct loc loc = {path, 0, 0};
    do
        loc.line++;
    while (str_line(&rest, &line) && str_trim(line).len == 0);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        size_t at = find_unquoted(line, others[i].byte);
        if (at == SIZE_MAX || find_unquoted(line, ',') != SIZE_MAX)
            continue;
        loc.col = utf8_column(line, at);
        diag_add(d, loc, DIAG_CSV_SYNTAX,
                 "the columns are separated by %s; write commas, or let "
                 "`jianbao import` read the file",
                 others[i].name);
        return true;
    }
    return false;
}

bool csv_read(struct arena *a, struct str path, struct str bytes,
              struct csv_table *out, struct diag *d)
{
    *out = (struct csv_table){.path = path, .text = bytes, .delimiter = ','};
    return !has_other_delimiter(path, bytes, d) &&
           csv_read_at(a, (struct loc){path, 1, 0}, bytes, out, d);
}

bool csv_read_loose(struct arena *a, struct str path, struct str bytes,
                    char delimiter, struct csv_table *out, struct diag *d)
{
    struct csv_parser parser;
    *out =
        (struct csv_table){.path = path, .text = bytes, .delimiter = delimiter};
    struct csv_reader *r = &(struct csv_reader){.arena = a,
                                                .diag = d,
                                                .table = out,
                                                .parser = &parser,
                                                .text = bytes,
                                                .line = 1,
                                                .field_line = 1,
                                                .loose = true};
    if (has_lone_cr(r))
        return false;
    read_all(r);
    return r->reports == 0;
}
