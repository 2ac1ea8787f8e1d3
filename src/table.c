/* SPDX-License-Identifier: MIT */
#include "table.h"

#include <assert.h>

#include "base/escape.h"
#include "base/unicode.h"

void table_init(struct table *t, struct arena *a, const char *names)
{
    struct str rest = str_of(names), name;
    *t = (struct table){.arena = a, .speech = t->speech};
    for (bool more = true; more && t->n_columns < TABLE_COLUMNS_MAX;) {
        more = str_cut(rest, ' ', &name, &rest);
        bool number = str_starts(name, STR("#"));
        bool below = str_starts(name, STR("-")) || str_starts(name, STR("+"));
        t->column[t->n_columns].number = number;
        t->column[t->n_columns].below = below ? name.at[0] : '\0';
        t->column[t->n_columns++].name =
            arena_copy(a, str_from(name, number || below)).at;
    }
}

/* Line breaks would end a row. */
void table_add(struct table *t, struct str text)
{
    struct str copy = arena_copy(t->arena, text);
    char *at = (char *)copy.at;
    for (size_t i = 0; i < copy.len; i++)
        if ((unsigned char)at[i] < ' ')
            at[i] = ' ';
    *vec_push(t->arena, &t->fields) = (struct table_field){copy, false};
}

void table_add_word(struct table *t, const char *word)
{
    table_add(t, str_of(word));
    t->fields.at[t->fields.len - 1].word = true;
}

void table_add_number(struct table *t, size_t n)
{
    table_add(t, arena_printf(t->arena, "%zu", n));
}

/* ---- a table on a terminal ---- */

static void put_field(const struct table *t, size_t column, struct str text,
                      size_t width, struct buf *b)
{
    size_t blanks = width - unicode_columns(text);
    bool number = t->column[column].number;
    bool last = column + 1 == t->n_columns || t->column[column + 1].below;
    for (size_t i = 0; number && i < blanks; i++)
        buf_byte(b, ' ');
    buf_str(b, text);
    for (size_t i = 0; !number && !last && i < blanks; i++)
        buf_byte(b, ' ');
    buf_text(b, last ? "\n" : "  ");
}

static void put_below(const struct table *t, size_t column, struct str text,
                      struct buf *b)
{
    if (text.len > 0)
        buf_printf(b, "    %c " STR_FMT "\n", t->column[column].below,
                   STR_ARG(text));
}

static struct str heading(const struct table *t, size_t column)
{
    return str_of(speech_word(t->speech, t->column[column].name));
}

static struct str shown(const struct table *t, size_t i)
{
    const struct table_field *f = &t->fields.at[i];
    return f->word ? str_of(speech_word(t->speech, f->text.at)) : f->text;
}

static void put_table(const struct table *t, struct buf *b)
{
    size_t width[TABLE_COLUMNS_MAX] = {0}, n = t->n_columns;
    assert(n > 0);
    for (size_t k = 0; k < n; k++)
        width[k] = unicode_columns(heading(t, k));
    for (size_t i = 0; i < t->fields.len; i++) {
        size_t w = unicode_columns(shown(t, i));
        if (w > width[i % n] && !t->column[i % n].below)
            width[i % n] = w;
    }
    if (t->fields.len == 0)
        return;
    for (size_t k = 0; k < n && !t->column[k].below; k++)
        put_field(t, k, heading(t, k), width[k], b);
    for (size_t i = 0; i < t->fields.len; i++)
        if (t->column[i % n].below)
            put_below(t, i % n, shown(t, i), b);
        else
            put_field(t, i % n, shown(t, i), width[i % n], b);
}

/* ---- for programs ---- */

static void put_csv(const struct table *t, struct buf *b)
{
    size_t n = t->n_columns;
    assert(n > 0);
    for (size_t k = 0; k < n; k++)
        buf_printf(b, "%s%s", t->column[k].name, k + 1 < n ? "," : "\r\n");
    for (size_t i = 0; i < t->fields.len; i++) {
        if (t->column[i % n].number)
            buf_str(b, t->fields.at[i].text);
        else
            escape_csv(b, t->fields.at[i].text);
        buf_text(b, i % n + 1 < n ? "," : "\r\n");
    }
}

static void put_json(const struct table *t, struct buf *b)
{
    size_t n = t->n_columns;
    assert(n > 0);
    buf_byte(b, '[');
    for (size_t i = 0; i < t->fields.len; i++) {
        struct str text = t->fields.at[i].text;
        bool number = t->column[i % n].number;
        if (i % n == 0)
            buf_text(b, i > 0 ? ",\n  {" : "\n  {");
        buf_printf(b, "%s\"%s\":", i % n > 0 ? "," : "", t->column[i % n].name);
        if (number) {
            buf_str(b, text.len > 0 ? text : STR("null"));
        } else {
            buf_byte(b, '"');
            escape_json(b, text);
            buf_byte(b, '"');
        }
        if (i % n + 1 == n)
            buf_byte(b, '}');
    }
    buf_text(b, t->fields.len > 0 ? "\n]\n" : "]\n");
}

void table_print(const struct table *t, enum list_format format, FILE *to)
{
    struct buf b = {0};
    switch (format) {
    case LIST_TABLE: put_table(t, &b); break;
    case LIST_CSV: put_csv(t, &b); break;
    case LIST_JSON: put_json(t, &b); break;
    }
    if (b.len > 0)
        fwrite(b.at, 1, b.len, to);
    buf_release(&b);
}
