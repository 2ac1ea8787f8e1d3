/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "input/csv.h"
#include "input/encoding.h"

static void write_row(struct buf *b, const struct str *field, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_text(b, i > 0 ? ",\"" : "\"");
        for (size_t k = 0; k < field[i].len; k++) {
            if (field[i].at[k] == '"')
                buf_byte(b, '"');
            buf_byte(b, field[i].at[k]);
        }
        buf_byte(b, '"');
    }
    buf_text(b, "\r\n");
}

/* What was read, written with quotes, reads the same. */
static void again(struct arena *a, const struct csv_table *t, struct diag *d)
{
    struct buf b = {0};
    struct csv_table u = {0};
    write_row(&b, t->column, t->n_columns);
    for (size_t i = 0; i < t->n_rows; i++)
        write_row(&b, t->row[i].field, t->n_columns);
    REQUIRE(csv_read(a, STR("b.csv"), buf_view(&b), &u, d));
    REQUIRE(u.n_rows == t->n_rows && u.n_columns == t->n_columns);
    for (size_t i = 0; i < t->n_rows; i++)
        for (size_t k = 0; k < t->n_columns; k++)
            REQUIRE_SAME(u.row[i].field[k], t->row[i].field[k]);
    buf_release(&b);
}

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    struct csv_table t = {0};
    struct str text = input;
    if (!encoding_check(STR("a.csv"), &text, d))
        return;
    bool good = csv_read(a, STR("a.csv"), text, &t, d);
    REQUIRE(good == (d->messages.len == 0));
    unsigned line = 0;
    for (size_t i = 0; i < t.n_rows; i++) {
        REQUIRE(t.row[i].line > line && t.row[i].offset <= text.len);
        line = t.row[i].line;
        for (size_t k = 0; k < t.n_columns; k++) {
            struct loc loc = csv_loc(&t, i, k);
            REQUIRE_UTF8(t.row[i].field[k]);
            REQUIRE(t.row[i].field[k].len <= CSV_FIELD_MAX);
            REQUIRE(loc.line >= line && loc.col >= 1);
        }
    }
    if (good)
        again(a, &t, d);
}
