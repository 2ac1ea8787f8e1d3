/* SPDX-License-Identifier: MIT */
#include "base/buf.h"
#include "input/encoding.h"
#include "input/frontmatter.h"
#include "input/yaml.h"
#include "model/field.h"
#include "model/pair.h"

/* Where the record goes, and what stands around it there. */
struct edit {
    size_t at, len; /* bytes that are replaced */
    const char *before, *after;
    struct str indent; /* behind `before` */
};

struct editing {
    struct arena *a;
    struct str text; /* the file, without a byte order mark */
    struct frontmatter parts;
    struct value *front;
    const char *line_end;
    struct edit edit;
};

static const struct str path = STR_INIT("the file");

static bool parse(struct editing *e, struct str text)
{
    struct diag ignored = {0};
    e->text = text;
    bool good = encoding_check(path, &e->text, &ignored) &&
                frontmatter_split(path, e->text, &e->parts, &ignored);
    if (good)
        e->front =
            yaml_parse(e->a, path, e->parts.meta, e->parts.meta_line, &ignored);
    diag_release(&ignored);
    return good && e->front != NULL;
}

static size_t line_start(const struct editing *e, unsigned line)
{
    struct str rest = e->text, head;
    for (unsigned i = 1; i < line; i++)
        if (!str_line(&rest, &head))
            return e->text.len;
    return rest.len > 0 ? (size_t)(rest.at - e->text.at) : e->text.len;
}

static size_t offset_of(const struct editing *e, struct loc loc)
{
    size_t at = line_start(e, loc.line);
    for (unsigned i = 1; i < loc.col && at < e->text.len; i++)
        utf8_next(e->text, &at);
    return at;
}

/* Bytes of a scalar as it is written, or 0 where that cannot be told. */
static size_t written_length(const struct editing *e, const struct value *v)
{
    struct str s = str_from(e->text, offset_of(e, v->loc));
    if (s.len == 0 || v->block)
        return 0;
    if (!v->quoted)
        return str_starts(s, v->text) ? v->text.len : 0;
    char mark = s.at[0];
    for (size_t i = 1; i < s.len; i++) {
        bool escaped = mark == '"' ? s.at[i] == '\\'
                                   : s.at[i] == mark && i + 1 < s.len &&
                                         s.at[i + 1] == mark;
        if (escaped)
            i++;
        else if (s.at[i] == mark)
            return i + 1;
    }
    return 0;
}

static bool is_plain_scalar(const struct value *v)
{
    return v->kind == VALUE_SCALAR ||
           (v->kind == VALUE_NULL && v->text.len > 0);
}

/* `of` is there: only its scalar changes. */
static bool replace_scalar(struct editing *e, const struct value *of)
{
    if (!is_plain_scalar(of))
        return false;
    e->edit.at = offset_of(e, of->loc);
    e->edit.len = written_length(e, of);
    return e->edit.len > 0;
}

static const struct value *last_of(const struct value *map)
{
    const struct value *last = map->first;
    while (last != NULL && last->next != NULL)
        last = last->next;
    return last;
}

/* Behind the last member where its end can be told, else before the first. */
static void insert_in_braces(struct editing *e, const struct value *map)
{
    const struct value *last = last_of(map);
    size_t open = offset_of(e, map->loc) + 1, len = 0;
    if (last != NULL && is_plain_scalar(last))
        len = written_length(e, last);
    if (len > 0)
        e->edit = (struct edit){.at = offset_of(e, last->loc) + len,
                                .before = ", of: "};
    else
        e->edit = (struct edit){
            .at = open, .before = "of: ", .after = last != NULL ? ", " : ""};
}

static size_t line_end_at(const struct editing *e, size_t at)
{
    while (at < e->text.len && e->text.at[at] != '\n' && e->text.at[at] != '\r')
        at++;
    return at;
}

static void insert_line(struct editing *e, const struct value *map)
{
    const struct value *last = last_of(map);
    size_t from = line_start(e, map->first->key_loc.line), len = 0;
    struct str indent = {e->text.at + from, map->first->key_loc.col - 1};
    if (is_plain_scalar(last))
        len = written_length(e, last);
    if (len > 0)
        e->edit = (struct edit){
            .at = line_end_at(e, offset_of(e, last->loc) + len),
            .before = arena_printf(e->a, "%s" STR_FMT "of: ", e->line_end,
                                   STR_ARG(indent))
                          .at};
    else
        e->edit = (struct edit){
            .at = from,
            .before = arena_printf(e->a, STR_FMT "of: ", STR_ARG(indent)).at,
            .after = e->line_end};
}

/* A new field above the closing line. */
static void insert_field(struct editing *e)
{
    size_t end = (size_t)(e->parts.meta.at - e->text.at) + e->parts.meta.len;
    bool open = end > 0 && e->text.at[end - 1] != '\n';
    e->edit = (struct edit){
        .at = end,
        .before =
            arena_printf(e->a, "%stranslation: {of: ", open ? e->line_end : "")
                .at,
        .after = arena_printf(e->a, "}%s", open ? "" : e->line_end).at};
}

static bool find_place(struct editing *e, const char **fault)
{
    const struct value *t = value_get(e->front, "translation");
    if (t == NULL) {
        insert_field(e);
        return true;
    }
    const struct value *of = t->kind == VALUE_MAP ? value_get(t, "of") : NULL;
    *fault = "'of' has a form that cannot be replaced; remove it";
    if (of != NULL)
        return replace_scalar(e, of);
    *fault = "'translation' is no list of fields; remove it";
    if (t->kind != VALUE_MAP)
        return false;
    size_t at = offset_of(e, t->loc);
    if (t->first == NULL || (at < e->text.len && e->text.at[at] == '{'))
        insert_in_braces(e, t);
    else
        insert_line(e, t);
    return true;
}

static struct str put_in(struct editing *e, struct str file, struct str record)
{
    struct buf b = {0};
    size_t at = e->edit.at + (file.len - e->text.len);
    buf_bytes(&b, file.at, at);
    buf_text(&b, e->edit.before != NULL ? e->edit.before : "");
    buf_byte(&b, '\'');
    buf_str(&b, record);
    buf_byte(&b, '\'');
    buf_text(&b, e->edit.after != NULL ? e->edit.after : "");
    buf_str(&b, str_from(file, at + e->edit.len));
    struct str all = arena_copy(e->a, buf_view(&b));
    buf_release(&b);
    return all;
}

/* ---- proof that nothing else has changed ---- */

static bool same_but(const struct value *a, const struct value *b,
                     const char *key)
{
    size_t n = value_get(a, key) != NULL;
    if (a->len - n != b->len - (value_get(b, key) != NULL))
        return false;
    for (const struct value *m = a->first; m != NULL; m = m->next) {
        char name[64];
        if (str_is(m->key, key))
            continue;
        if (m->key.len >= sizeof name)
            return false;
        memcpy(name, m->key.at, m->key.len);
        name[m->key.len] = '\0';
        const struct value *other = value_get(b, name);
        if (other == NULL || !value_same(m, other))
            return false;
    }
    return true;
}

static bool proved(struct editing *e, struct str out, struct str record)
{
    static const struct value nothing = {.kind = VALUE_MAP};
    struct editing after = {.a = e->a};
    if (!parse(&after, out) || !str_eq(e->parts.body, after.parts.body) ||
        !same_but(e->front, after.front, "translation"))
        return false;
    const struct value *was = value_get(e->front, "translation");
    const struct value *is = value_get(after.front, "translation");
    const struct value *of = is != NULL ? value_get(is, "of") : NULL;
    return of != NULL && str_eq(of->text, record) &&
           same_but(was != NULL ? was : &nothing, is, "of");
}

bool pair_write_record(struct arena *a, struct str file, struct str record,
                       struct str *out, const char **fault)
{
    struct editing e = {.a = a};
    *fault = "its front matter does not parse";
    if (!parse(&e, file))
        return false;
    struct str first;
    struct str rest = e.text;
    (void)str_line(&rest, &first);
    bool crlf = first.len < e.text.len && e.text.at[first.len] == '\r';
    e.line_end = crlf ? "\r\n" : "\n";
    if (!find_place(&e, fault))
        return false;
    *fault = "its field 'translation' is written in a way that cannot be "
             "changed safely; write it as translation: {status: human}";
    struct str bytes = put_in(&e, file, record);
    if (!proved(&e, bytes, record))
        return false;
    *out = bytes;
    return true;
}
