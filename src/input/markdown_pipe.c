/* SPDX-License-Identifier: MIT */
#include "base/buf.h"
#include "input/markdown_check.h"

enum { ROWS_MAX = 3, LINE_MAX_SHOWN = 500 };

/* A line of a paragraph without what its containers put before it. */
static struct str row_line(const struct places *p, unsigned line,
                           const struct markdown_node *paragraph)
{
    struct str s = places_line(p, line);
    if (line == paragraph->line)
        s = str_from(s, paragraph->offset);
    while (s.len > 0 && strchr(" \t>", s.at[0]) != NULL)
        s = str_from(s, 1);
    return str_trim(s);
}

/* Takes the first cell off a row; `\|` does not end it. */
static bool next_cell(struct str *row, struct str *cell)
{
    if (row->at == NULL)
        return false;
    size_t end = 0;
    while (end < row->len && row->at[end] != '|')
        end += row->at[end] == '\\' && end + 1 < row->len ? 2 : 1;
    *cell = str_trim(str_head(*row, end));
    *row = end < row->len
               ? (struct str){row->at + end + 1, row->len - end - 1}
               : (struct str){0};
    return true;
}

/* Without the bars at both ends. */
static struct str inside(struct str row)
{
    if (str_starts(row, STR("|")))
        row = str_from(row, 1);
    if (str_ends(row, STR("|")) && !str_ends(row, STR("\\|")))
        row.len--;
    return row;
}

static size_t count_cells(struct str row)
{
    size_t n = 0;
    struct str cell;
    for (row = inside(row); next_cell(&row, &cell);)
        n++;
    return n;
}

/* |---|:-:| as in GitHub's tables. */
static bool is_delimiter(struct str row)
{
    for (size_t i = 0; i < row.len; i++)
        if (strchr("|-: \t", row.at[i]) == NULL)
            return false;
    return str_find_byte(row, '|') != SIZE_MAX &&
           str_find_byte(row, '-') != SIZE_MAX;
}

static void add_cell(struct buf *b, struct str cell)
{
    bool quote = str_find_byte(cell, ',') != SIZE_MAX ||
                 str_find_byte(cell, '"') != SIZE_MAX;
    if (quote)
        buf_byte(b, '"');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.at[i] == '\\' && i + 1 < cell.len && cell.at[i + 1] == '|')
            continue;
        if (cell.at[i] == '"')
            buf_byte(b, '"');
        buf_byte(b, cell.at[i]);
    }
    if (quote)
        buf_byte(b, '"');
}

static void add_row(struct buf *b, struct str row)
{
    struct str cell;
    bool first = true;
    for (row = inside(row); next_cell(&row, &cell); first = false) {
        if (!first)
            buf_byte(b, ',');
        add_cell(b, cell);
    }
    buf_byte(b, '\n');
}

/* The table whose delimiter row is `line`, as CSV: its first rows. */
static struct buf as_csv(const struct places *p, unsigned line,
                         const struct markdown_node *paragraph)
{
    struct buf csv = {0};
    add_row(&csv, row_line(p, line - 1, paragraph));
    for (unsigned i = line + 1; i <= paragraph->last_line; i++) {
        struct str row = row_line(p, i, paragraph);
        if (str_find_byte(row, '|') == SIZE_MAX)
            break;
        if (i > line + ROWS_MAX || row.len > LINE_MAX_SHOWN) {
            buf_text(&csv, "…\n");
            break;
        }
        add_row(&csv, row);
    }
    return csv;
}

void check_pipe_table(struct checks *c, const struct places *p,
                      const struct markdown_node *paragraph)
{
    for (unsigned i = paragraph->line + 1; i <= paragraph->last_line; i++) {
        struct str row = row_line(p, i, paragraph);
        if (!is_delimiter(row))
            continue;
        struct str head = row_line(p, i - 1, paragraph);
        if (head.len > LINE_MAX_SHOWN || count_cells(head) != count_cells(row))
            continue;
        if (c->n_messages++ >= CHECK_MESSAGES_MAX)
            return;
        struct buf csv = as_csv(p, i, paragraph);
        struct loc loc = {p->path, p->first_line + i - 2,
                          i - 1 == paragraph->line ? paragraph->offset + 1 : 1};
        diag_add(c->diag, loc, DIAG_PIPE_TABLE,
                 "a pipe table is shown as text; write a fenced block "
                 "instead:\n```csv\n" STR_FMT "```",
                 STR_ARG(buf_view(&csv)));
        buf_release(&csv);
        return;
    }
}
