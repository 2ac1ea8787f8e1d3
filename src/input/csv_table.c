/* SPDX-License-Identifier: MIT */
#include "base/unicode.h"
#include "input/csv.h"

struct loc csv_place(const struct csv_table *t, size_t offset, unsigned line)
{
    size_t start = offset;
    while (start > 0 && t->text.at[start - 1] != '\n')
        start--;
    return (struct loc){t->path, line,
                        utf8_column(str_from(t->text, start), offset - start)};
}

int csv_column(const struct csv_table *t, const char *name)
{
    for (size_t i = 0; i < t->n_columns; i++)
        if (str_is(t->column[i], name))
            return (int)i;
    return -1;
}

/* Behind the delimiter that ends the field at `at`; the row is well-formed. */
static size_t skip_field(const struct csv_table *t, size_t at, unsigned *line)
{
    struct str s = t->text;
    bool quoted = false;
    for (; at < s.len; at++) {
        if (s.at[at] == '"')
            quoted = !quoted;
        else if (!quoted && (s.at[at] == t->delimiter || s.at[at] == '\n'))
            break;
        else if (s.at[at] == '\n')
            (*line)++;
    }
    return at < s.len ? at + 1 : at;
}

struct loc csv_loc(const struct csv_table *t, size_t row, size_t column)
{
    struct str s = t->text;
    unsigned line = t->row[row].line;
    size_t at = t->row[row].offset;
    for (size_t i = 0; i < column; i++)
        at = skip_field(t, at, &line);
    unsigned below = line;
    size_t end = skip_field(t, at, &below);
    struct str field = unicode_trim((struct str){s.at + at, end - at});
    if (field.len > 0 && field.at[0] != t->delimiter)
        at = (size_t)(field.at - s.at) + (field.at[0] == '"' ? 1 : 0);
    return csv_place(t, at, line);
}
