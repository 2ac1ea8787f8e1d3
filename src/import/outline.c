/* SPDX-License-Identifier: MIT */
#include "import/outline.h"

#include "base/unicode.h"
#include "import/outline_columns.h"

enum { REMARK_MIN = 60 };

bool outline_is_figure(struct arena *scratch, struct str text)
{
    struct reading_number n;
    return text.len > 0 &&
           reading_number(scratch, SPEECH_EN, text, false, &n) != NUMBER_NO;
}

/* A heading: a time, or what a spreadsheet made of one; 38100 is a figure. */
static bool is_time(struct labels *l, struct str text)
{
    struct str period, why;
    int64_t n;
    enum reading r = reading_time(&l->arena, l->speech, text, true, &period, &why);
    return r == READING_YES || (r == READING_DOUBT && !str_to_int(text, &n));
}

/* ---- titles and notes ---- */

static bool has_colon(struct str s)
{
    return str_find_byte(s, ':') != SIZE_MAX ||
           str_find(s, STR("：")) != SIZE_MAX;
}

bool outline_is_remark(struct outline *f, size_t row)
{
    size_t n = 0, colons = 0;
    const struct cells *s = f->cells;
    for (size_t i = 0; i < s->n_columns; i++) {
        struct str text = cells_at(s, row, i);
        n += text.len > 0 ? 1 : 0;
        colons += has_colon(text) ? 1 : 0;
    }
    return n == colons || (n == 1 && cells_at(s, row, 0).len > 0);
}

/* A name alone above columns that are headed in the next row. */
static bool is_sparse_header(struct outline *f, size_t row)
{
    const struct cells *s = f->cells;
    if (row + 1 >= s->n_rows || cells_at(s, row, 0).len > 0 ||
        cells_count(s, row) != 1)
        return false;
    for (size_t i = 1; i < s->n_columns; i++) {
        struct label label = label_read(f->labels, cells_at(s, row, i), true);
        if (label.known && label.role == ROLE_NONE)
            return true;
    }
    return false;
}

static bool is_between(struct str s, size_t *len)
{
    static const char *const signs[] = {"、", "和", "，", ",", ";", " ", "/"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(s, str_of(signs[i]))) {
            *len = strlen(signs[i]);
            return true;
        }
    return false;
}

/* One unit, known or not: figures that have an unknown one are in doubt. */
static void add_unit(struct outline *f, struct str text)
{
    struct said_unit unit;
    text = str_trim(text);
    if (text.len == 0)
        return;
    if (!label_unit(f->labels, text, &unit))
        unit = (struct said_unit){.text = text, .unknown = true};
    *vec_push(&f->labels->arena, &f->units) = unit;
}

/* 元/人 is one unit, 人、% are two. */
static void add_units(struct outline *f, struct str text)
{
    struct said_unit unit;
    size_t start = 0, len;
    if (label_unit(f->labels, text, &unit)) {
        add_unit(f, text);
        return;
    }
    for (size_t at = 0; at < text.len;) {
        if (!is_between(str_from(text, at), &len)) {
            at++;
            continue;
        }
        add_unit(f, str_head(str_from(text, start), at - start));
        at = start = at + len;
    }
    add_unit(f, str_from(text, start));
}

/* 单位：万人、% or (单位:人); false where the text is none. */
static bool take_units(struct outline *f, struct str text)
{
    struct str key = reading_key(&f->labels->arena, text);
    static const char *const starts[] = {
        "单位:", "计量单位:", "数据单位:", "unit:", "units:"};
    if (key.len > 2 && key.at[0] == '(' && key.at[key.len - 1] == ')')
        key = str_head(str_from(key, 1), key.len - 2);
    if (label_read(f->labels, text, false).ignored)
        return false;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (str_starts(key, str_of(starts[i]))) {
            add_units(f, str_from(key, strlen(starts[i])));
            return true;
        }
    return false;
}

static void say_remark(struct outline *f, size_t row, const char *what)
{
    for (size_t i = 0; i < f->cells->n_columns; i++) {
        struct str text = cells_at(f->cells, row, i);
        struct loc loc = cells_loc(f->cells, row, i);
        if (text.len == 0 || str_starts(text, STR("sep=")))
            continue;
        if (take_units(f, text))
            note_add(f->notes, loc, DIAG_IMPORT_READ,
                     "'" STR_FMT "' is read as the unit of figures without one",
                     STR_ARG(text));
        else
            note_add(f->notes, loc, DIAG_IMPORT_READ,
                     "'" STR_FMT "' is taken as a %s; nothing of it is read",
                     STR_ARG(utf8_head(text, REMARK_MIN)), what);
        if (f->title.len == 0)
            f->title = text;
        if (row < f->top + 1)
            outline_time(f, text, loc);
    }
}

static bool has_figure(struct outline *f, size_t row)
{
    for (size_t i = 1; i < f->cells->n_columns; i++)
        if (outline_is_figure(&f->labels->arena, cells_at(f->cells, row, i)))
            return true;
    return false;
}

/* A name that the rows above have too, only without figures, is no note. */
static bool is_note(struct outline *f, size_t row)
{
    if (!outline_is_remark(f, row) || has_figure(f, row))
        return false;
    struct label label =
        label_read(f->labels, cells_at(f->cells, row, 0), false);
    return !label.known;
}

/* ---- header ---- */

bool outline_same_row(const struct cells *s, size_t a, size_t b)
{
    for (size_t i = 0; i < s->n_columns; i++)
        if (!str_eq(cells_at(s, a, i), cells_at(s, b, i)))
            return false;
    return true;
}

bool outline_is_heading(struct outline *f, size_t row)
{
    struct arena *a = &f->labels->arena;
    for (size_t i = 0; i < f->cells->n_columns; i++) {
        struct str text = cells_at(f->cells, row, i);
        if (outline_is_figure(a, text) && !is_time(f->labels, text))
            return false;
    }
    return true;
}

/* Below the first header row: years count as headings while no row above has
 * them; a first cell must be empty, repeat the one above or head a column. */
static bool is_header(struct outline *f, size_t row)
{
    const struct cells *s = f->cells;
    struct arena *a = &f->labels->arena;
    struct str first = cells_at(s, row, 0);
    size_t n = 0;
    if (first.len > 0 && !str_eq(first, cells_at(s, f->top, 0)) &&
        label_read(f->labels, first, false).role == ROLE_NONE)
        return false;
    for (size_t i = 1; i < s->n_columns; i++) {
        struct str text = cells_at(s, row, i);
        bool timed = false;
        for (size_t k = f->top; k < row; k++)
            timed = timed || is_time(f->labels, cells_at(s, k, i));
        n += text.len > 0 ? 1 : 0;
        if (outline_is_figure(a, text) && (timed || !is_time(f->labels, text)))
            return false;
    }
    return n > 0;
}

static bool check_header(struct outline *f)
{
    const struct cells *s = f->cells;
    for (size_t i = 0; i < s->n_columns; i++) {
        struct str text = cells_at(s, f->top, i);
        if (outline_is_figure(&f->labels->arena, text) &&
            !is_time(f->labels, text))
            return diag_add(
                f->notes->diag, cells_loc(s, f->top, i), DIAG_IMPORT_TABLE,
                "the first row of the table has the figure '" STR_FMT
                "'; write a row of headings above it",
                STR_ARG(text));
    }
    return true;
}

bool outline_find(struct outline *f, struct arena *a)
{
    const struct cells *s = f->cells;
    while (f->top < s->n_rows && outline_is_remark(f, f->top) &&
           !is_sparse_header(f, f->top))
        say_remark(f, f->top++, "title");
    if (f->top + 1 >= s->n_rows || s->n_columns < 2)
        return diag_add(f->notes->diag, (struct loc){s->path, 0, 0},
                        DIAG_IMPORT_TABLE,
                        "there is no table: no row of headings with figures "
                        "below it");
    if (!check_header(f))
        return false;
    f->body = f->top + 1;
    while (f->body < s->n_rows && f->body - f->top < OUTLINE_HEADERS_MAX &&
           !outline_same_row(s, f->top, f->body) && is_header(f, f->body))
        f->body++;
    outline_next(f);
    f->foot = f->end;
    while (f->foot > f->body && is_note(f, f->foot - 1))
        f->foot--;
    for (size_t i = f->foot; i < f->end; i++)
        say_remark(f, i, "note");
    f->decimal_comma = s->table.delimiter == ';';
    f->column = arena_array(a, s->n_columns + 1, struct column);
    outline_columns(f);
    return true;
}
