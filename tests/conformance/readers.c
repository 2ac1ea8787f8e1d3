/* SPDX-License-Identifier: MIT */
/* readers csv|yaml FILE...: prints for each file a line of JSON, what our reader
 * makes of it: {"value": …} or {"codes": ["yaml-syntax", …]}. For the suites of
 * others, see suites.py. */
#include <fcntl.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/escape.h"
#include "base/fs.h"
#include "input/csv.h"
#include "input/encoding.h"
#include "input/yaml.h"

enum { FILE_MAX = 1024 * 1024 };

static void put_text(struct buf *b, struct str s)
{
    buf_byte(b, '"');
    escape_json(b, s);
    buf_byte(b, '"');
}

static void put_value(struct buf *b, const struct value *v)
{
    if (v->kind == VALUE_NULL) {
        buf_text(b, "null");
        return;
    }
    if (v->kind == VALUE_SCALAR) {
        put_text(b, v->text);
        return;
    }
    bool map = v->kind == VALUE_MAP;
    buf_byte(b, map ? '{' : '[');
    for (const struct value *m = v->first; m != NULL; m = m->next) {
        buf_text(b, m == v->first ? "" : ",");
        if (map) {
            put_text(b, m->key);
            buf_byte(b, ':');
        }
        put_value(b, m);
    }
    buf_byte(b, map ? '}' : ']');
}

static void put_rows(struct buf *b, const struct csv_table *t)
{
    buf_byte(b, '[');
    for (size_t i = 0; i < t->n_rows; i++) {
        buf_text(b, i > 0 ? ",{" : "{");
        for (size_t k = 0; k < t->n_columns; k++) {
            buf_text(b, k > 0 ? "," : "");
            put_text(b, t->column[k]);
            buf_byte(b, ':');
            put_text(b, t->row[i].field[k]);
        }
        buf_byte(b, '}');
    }
    buf_byte(b, ']');
}

static bool read_one(struct arena *a, bool yaml, struct str path,
                     struct str bytes, struct buf *b, struct diag *d)
{
    struct csv_table table;
    if (!encoding_check(path, &bytes, d))
        return false;
    if (yaml) {
        const struct value *v = yaml_parse(a, path, bytes, 1, d);
        if (v != NULL)
            put_value(b, v);
        return v != NULL;
    }
    if (!csv_read(a, path, bytes, &table, d))
        return false;
    put_rows(b, &table);
    return true;
}

static void put_codes(struct buf *b, const struct diag *d)
{
    for (size_t i = 0; i < d->messages.len; i++)
        buf_printf(b, "%s\"%s\"", i > 0 ? "," : "",
                   diag_kinds[d->messages.at[i].code].code);
}

static bool show(bool yaml, const char *file)
{
    struct arena a = {0};
    struct diag d = {0};
    struct buf value = {0}, codes = {0};
    struct str bytes;
    bool read = fs_read(&a, AT_FDCWD, file, FILE_MAX, &bytes);
    if (!read)
        perror(file);
    else if (read_one(&a, yaml, str_of(file), bytes, &value, &d))
        printf("{\"value\": " STR_FMT "}\n", STR_ARG(buf_view(&value)));
    else {
        put_codes(&codes, &d);
        printf("{\"codes\": [" STR_FMT "]}\n", STR_ARG(buf_view(&codes)));
    }
    buf_release(&value);
    buf_release(&codes);
    diag_release(&d);
    arena_release(&a);
    return read;
}

int main(int argc, char **argv)
{
    bool yaml = argc > 1 && str_is(str_of(argv[1]), "yaml");
    bool good = argc > 2;
    for (int i = 2; i < argc; i++)
        good = show(yaml, argv[i]) && good;
    return good ? 0 : 2;
}
