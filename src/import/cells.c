/* SPDX-License-Identifier: MIT */
#include "import/cells.h"

#include "base/unicode.h"
#include "input/encoding.h"

enum { PROBE_LINES = 200 };

/* ---- kinds of files ---- */

static const struct {
    struct str start;
    const char *name, *advice;
} others[] = {
    {STR_INIT("PK\x03\x04"), SPEECH("a workbook (.xlsx or .ods)"),
     SPEECH("open it and save each sheet as CSV UTF-8")},
    {STR_INIT("\xD0\xCF\x11\xE0"), SPEECH("a workbook (.xls)"),
     SPEECH("open it and save each sheet as CSV UTF-8")},
    {STR_INIT("%PDF"), SPEECH("a PDF file"),
     SPEECH("copy its table into a spreadsheet and save that as CSV UTF-8")},
    {STR_INIT("<html"), SPEECH("an HTML page"),
     SPEECH("open it in a spreadsheet and save it as CSV UTF-8")},
    {STR_INIT("<table"), SPEECH("an HTML table"),
     SPEECH("open it in a spreadsheet and save it as CSV UTF-8")},
    {STR_INIT("<!DOC"), SPEECH("an HTML page"),
     SPEECH("open it in a spreadsheet and save it as CSV UTF-8")},
    {STR_INIT("<?xml"), SPEECH("an XML file"),
     SPEECH("open it in a spreadsheet and save it as CSV UTF-8")},
};

static bool refuse_kind(struct str path, struct str bytes, struct diag *d)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_starts(str_trim(str_head(bytes, 64)), others[i].start)) {
            diag_add(d, (struct loc){path, 0, 0}, DIAG_IMPORT_TABLE,
                     "this is %s; %s", others[i].name, others[i].advice);
            return true;
        }
    return false;
}

/* ---- encoding ---- */

/* Without a mark: every other byte of what is ASCII is zero. */
static const char *utf16_of(struct str s)
{
    size_t zeros[2] = {0}, n = s.len < 512 ? s.len : 512;
    if (str_starts(s, STR("\xFF\xFE")))
        return "UTF-16LE";
    if (str_starts(s, STR("\xFE\xFF")))
        return "UTF-16BE";
    for (size_t i = 0; i < n; i++)
        zeros[i % 2] += s.at[i] == '\0' ? 1 : 0;
    if ((zeros[0] == 0) == (zeros[1] == 0))
        return NULL;
    return zeros[1] > 0 ? "UTF-16LE" : "UTF-16BE";
}

static bool recode(struct arena *a, struct str path, const char *charset,
                   struct str *text, struct notes *n)
{
    size_t fault;
    struct str plain;
    struct loc whole = {path, 0, 0};
    bool good = unicode_convert(a, charset, *text, &plain, &fault);
    if (!good)
        return diag_add(n->diag, whole, DIAG_ENCODING,
                        "neither UTF-8 nor %s: byte 0x%02X at offset %zu; save "
                        "the file as CSV UTF-8",
                        charset, (unsigned char)text->at[fault], fault);
    note_add(n, whole, DIAG_IMPORT_READ, "read as %s", charset);
    *text = str_starts(plain, STR("\xEF\xBB\xBF")) ? str_from(plain, 3) : plain;
    return true;
}

/* A lone CR ends a line; behind it and before LF all is as it was. */
static struct str with_line_feeds(struct arena *a, struct str s)
{
    if (str_find_byte(s, '\r') == SIZE_MAX)
        return s;
    char *at = arena_alloc(a, s.len + 1, 1);
    memcpy(at, s.at, s.len);
    for (size_t i = 0; i < s.len; i++)
        if (at[i] == '\r' && (i + 1 == s.len || at[i + 1] != '\n'))
            at[i] = '\n';
    return (struct str){at, s.len};
}

static bool decode(struct arena *a, struct cells *s, struct str *text,
                   struct notes *n)
{
    const char *charset = utf16_of(*text);
    if (charset == NULL && utf8_invalid_at(*text) != SIZE_MAX)
        charset = "GB18030";
    if (charset != NULL && !recode(a, s->path, charset, text, n))
        return false;
    *text = with_line_feeds(a, *text);
    return encoding_check(s->path, text, n->diag);
}

/* ---- delimiter ---- */

static const struct delimiter {
    char byte;
    const char *name;
} delimiters[] = {
    {'\t', SPEECH("tabs")}, {';', SPEECH("semicolons")},
    {'|', SPEECH("bars")}, {',', SPEECH("commas")}};
enum { N_DELIMITERS = sizeof delimiters / sizeof *delimiters };

/* How many lines have the commonest number of delimiters outside quotes, and
 * that number. */
static size_t agreement(struct str text, char byte, size_t *commonest)
{
    size_t lines[CSV_COLUMNS_MAX] = {0}, count = 0, n_lines = 0;
    bool quoted = false;
    for (size_t i = 0; i <= text.len && n_lines < PROBE_LINES; i++) {
        char c = i < text.len ? text.at[i] : '\n';
        quoted = c == '"' ? !quoted : quoted;
        count += !quoted && c == byte ? 1 : 0;
        if (quoted || c != '\n')
            continue;
        lines[count < CSV_COLUMNS_MAX ? count : 0]++;
        n_lines += count > 0 ? 1 : 0;
        count = 0;
    }
    *commonest = 1;
    for (size_t i = 2; i < CSV_COLUMNS_MAX; i++)
        if (lines[i] > lines[*commonest])
            *commonest = i;
    return lines[*commonest];
}

/* Commas come last: they stand in numbers too. */
static char find_delimiter(struct str text)
{
    size_t best = 0, best_lines = 0, best_count = 0;
    for (size_t i = 0; i < N_DELIMITERS; i++) {
        size_t count, n = agreement(text, delimiters[i].byte, &count);
        if (n > best_lines || (n == best_lines && count > best_count)) {
            best = i;
            best_lines = n;
            best_count = count;
        }
    }
    return best_lines == 0 ? ',' : delimiters[best].byte;
}

/* Excel's own first line, sep=; which then reads as a title. */
static char told_delimiter(struct str text)
{
    struct str rest = text, line;
    if (!str_line(&rest, &line) || line.len != 5 ||
        !(str_starts(line, STR("sep=")) || str_starts(line, STR("SEP="))))
        return '\0';
    return line.at[4];
}

static void say_delimiter(const struct cells *s, struct notes *n)
{
    for (size_t i = 0; i + 1 < N_DELIMITERS; i++)
        if (delimiters[i].byte == s->table.delimiter)
            note_add(n, (struct loc){s->path, 0, 0}, DIAG_IMPORT_READ,
                     "columns are separated by %s", delimiters[i].name);
}

/* ---- the grid ---- */

static struct str cell(const struct csv_table *t, size_t row, size_t column)
{
    return column < t->width[row] ? unicode_trim(t->row[row].field[column])
                                  : (struct str){0};
}

static size_t row_end(const struct csv_table *t, size_t row)
{
    size_t end = t->width[row];
    while (end > 0 && cell(t, row, end - 1).len == 0)
        end--;
    return end;
}

static void lay_out(struct arena *a, struct cells *s, struct notes *n)
{
    const struct csv_table *t = &s->table;
    s->row = arena_array(a, t->n_rows + 1, size_t);
    for (size_t i = 0; i < t->n_rows; i++) {
        size_t end = row_end(t, i);
        if (end > 0)
            s->row[s->n_rows++] = i;
        if (end > s->n_columns)
            s->n_columns = end;
    }
    if (t->n_rows > s->n_rows || t->n_columns > s->n_columns)
        note_add(n, (struct loc){s->path, 0, 0}, DIAG_IMPORT_READ,
                 "%zu empty %s and %zu empty %s at the right are left out",
                 t->n_rows - s->n_rows,
                 t->n_rows - s->n_rows == 1 ? "row" : "rows",
                 t->n_columns - s->n_columns,
                 t->n_columns - s->n_columns == 1 ? "column" : "columns");
}

bool cells_read(struct arena *a, struct str path, struct str bytes,
                char delimiter, struct cells *out, struct notes *n)
{
    *out = (struct cells){.path = path};
    if (refuse_kind(path, bytes, n->diag))
        return false;
    struct str text = bytes;
    if (!decode(a, out, &text, n))
        return false;
    n->diag->source_path = path;
    n->diag->source = text;
    char told = told_delimiter(text);
    if (delimiter == '\0')
        delimiter = told != '\0' ? told : find_delimiter(text);
    if (!csv_read_loose(a, path, text, delimiter, &out->table, n->diag) &&
        out->table.n_rows == 0)
        return false;
    say_delimiter(out, n);
    lay_out(a, out, n);
    if (out->n_rows == 0)
        return diag_add(n->diag, (struct loc){path, 0, 0}, DIAG_FILE_EMPTY,
                        "the file has no values");
    return true;
}

struct str cells_at(const struct cells *s, size_t row, size_t column)
{
    return cell(&s->table, s->row[row], column);
}

struct loc cells_loc(const struct cells *s, size_t row, size_t column)
{
    size_t at = s->row[row];
    if (column >= s->table.width[at])
        column = s->table.width[at] - 1u;
    return csv_loc(&s->table, at, column);
}

size_t cells_count(const struct cells *s, size_t row)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_columns; i++)
        n += cells_at(s, row, i).len > 0 ? 1 : 0;
    return n;
}
