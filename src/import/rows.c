/* SPDX-License-Identifier: MIT */
#include "import/rows.h"

#include "base/buf.h"

/* In this order, the first five always. */
static const char *const columns[] = {
    "district",  "indicator", "period", "group",  "value",
    "qualifier", "status",    "symbol", "source", "quote"};
enum { N_COLUMNS = sizeof columns / sizeof *columns };

static struct str carried(const struct melt *m, const struct import_row *row,
                          struct str column)
{
    for (size_t i = 0; i < m->carry.len; i++)
        if (str_eq(m->carry.at[i], column))
            return row->carried[i];
    return (struct str){0};
}

/* Of two texts, the one that there is. */
static struct str either(struct str first, struct str second)
{
    return first.len > 0 ? first : second;
}

struct str rows_field(const struct melt *m, const struct import_row *row,
                      struct str column)
{
    struct str more = carried(m, row, column);
    if (str_is(column, "district"))
        return row->district->code;
    if (str_is(column, "indicator"))
        return row->indicator->id;
    if (str_is(column, "period"))
        return row->period;
    if (str_is(column, "group"))
        return row->group != NULL ? row->group->id : (struct str){0};
    if (str_is(column, "value"))
        return row->value;
    if (str_is(column, "qualifier"))
        return either(str_of(melt_qualifier(row->qualifier)), more);
    if (str_is(column, "symbol"))
        return either(row->symbol, more);
    if (str_is(column, "quote"))
        return either(more, row->quote);
    if (str_is(column, "source"))
        return either(more, m->options->source);
    if (str_is(column, "status"))
        return either(more, m->options->status);
    return more;
}

static bool is_needed(const struct melt *m, struct str column)
{
    if (str_is(column, "district") || str_is(column, "indicator") ||
        str_is(column, "period") || str_is(column, "value"))
        return true;
    for (size_t i = 0; i < m->rows.len; i++)
        if (!m->rows.at[i].out && rows_field(m, &m->rows.at[i], column).len > 0)
            return true;
    return false;
}

static bool is_own(struct str column)
{
    for (size_t i = 0; i < N_COLUMNS; i++)
        if (str_is(column, columns[i]))
            return true;
    return false;
}

static struct strs needed_columns(struct melt *m)
{
    struct strs all = {0};
    for (size_t i = 0; i < N_COLUMNS; i++)
        if (is_needed(m, str_of(columns[i])))
            *vec_push(m->arena, &all) = str_of(columns[i]);
    for (size_t i = 0; i < m->carry.len; i++)
        if (!is_own(m->carry.at[i]) && is_needed(m, m->carry.at[i]))
            *vec_push(m->arena, &all) = m->carry.at[i];
    return all;
}

static void put_field(struct buf *b, struct str s, bool last)
{
    bool quoted = false;
    for (size_t i = 0; i < s.len; i++)
        quoted = quoted || s.at[i] == ',' || s.at[i] == '"' ||
                 s.at[i] == '\n' || s.at[i] == '\r';
    if (quoted)
        buf_byte(b, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '"')
            buf_byte(b, '"');
        buf_byte(b, s.at[i]);
    }
    if (quoted)
        buf_byte(b, '"');
    buf_byte(b, last ? '\n' : ',');
}

struct str rows_write(struct melt *m, struct import_row **place)
{
    struct buf b = {0};
    struct strs all = needed_columns(m);
    size_t n = 0;
    for (size_t k = 0; k < all.len; k++)
        put_field(&b, all.at[k], k + 1 == all.len);
    for (size_t i = 0; i < m->rows.len; i++) {
        struct import_row *row = &m->rows.at[i];
        if (row->out)
            continue;
        place[n++] = row;
        for (size_t k = 0; k < all.len; k++)
            put_field(&b, rows_field(m, row, all.at[k]), k + 1 == all.len);
    }
    struct str text =
        n > 0 ? arena_copy(m->arena, buf_view(&b)) : (struct str){0};
    buf_release(&b);
    return text;
}
