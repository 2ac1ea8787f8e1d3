/* SPDX-License-Identifier: MIT */
#include "base/unicode.h"
#include "import/melt_row.h"

void melt_refuse(struct melt *m, struct import_row *row, enum diag_code code,
                 const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct str text = speech_vsay(m->arena, MELT_SPEECH(m), format, args);
    va_end(args);
    struct str name = m->outline->column[row->column].name;
    note_cell(MELT_SPOT(m, row), code,
              "column '" STR_FMT "': " STR_FMT "; left out", STR_ARG(name),
              STR_ARG(text));
    row->out = true;
    m->result->n_left++;
}

static bool all_said(struct melt *m, const struct label *x,
                     struct import_row *row)
{
    struct labels *l = m->outline->labels;
    const char *lacks = x->n_districts == 0    ? SPEECH("district")
                        : x->indicator == NULL ? SPEECH("indicator")
                        : x->period.len == 0   ? SPEECH("period")
                                               : NULL;
    if (lacks != NULL) {
        struct str title = m->outline->title;
        struct str option = str_of(lacks);
        if (title.len > 0)
            melt_refuse(m, row, DIAG_IMPORT_LABEL,
                        "nothing says its %s (the title is '" STR_FMT
                        "'); say it with --" STR_FMT,
                        lacks, STR_ARG(utf8_head(title, 90)), STR_ARG(option));
        else
            melt_refuse(m, row, DIAG_IMPORT_LABEL,
                        "nothing says its %s; say it with --" STR_FMT, lacks,
                        STR_ARG(option));
    } else if (x->n_districts > 1) {
        melt_refuse(m, row, DIAG_IMPORT_LABEL,
                    "'" STR_FMT "' may be " STR_FMT "; say which with --map, "
                    "or --within",
                    STR_ARG(x->district[0]->name.in[0]),
                    STR_ARG(label_candidates(l, x)));
    } else if (x->indicator->broken || x->indicator->unit == NULL) {
        melt_refuse(m, row, DIAG_IMPORT_LABEL,
                    "the indicator " STR_FMT " has a mistake; see jianbao "
                    "check",
                    STR_ARG(x->indicator->id));
    } else {
        return true;
    }
    return false;
}

/* The column's own words, else the heading's, else the options'. */
static bool collect(struct melt *m, const struct label *line,
                    const struct above *up, const struct column *c,
                    struct label *out, struct str *why)
{
    struct labels *l = m->outline->labels;
    const struct label *given = &m->given;
    *out = *line;
    struct said_unit row_unit = line->unit;
    if (row_unit.text.len > 0 && c->label.unit.text.len > 0)
        out->unit = (struct said_unit){0}; /* the column's stands nearer */
    if (!label_join(l, out, &c->label, why))
        return false;
    for (size_t i = 0; i < up->n_headings; i++)
        if (!label_join(l, out, &up->heading[i], why))
            return false;
    if (out->n_districts == 0) {
        out->district = given->district;
        out->n_districts = given->n_districts;
    }
    out->indicator = out->indicator != NULL ? out->indicator : given->indicator;
    out->group = out->group != NULL || out->whole ? out->group : given->group;
    out->period = out->period.len > 0 ? out->period : given->period;
    return true;
}

static void carry(struct melt *m, struct import_row *row)
{
    struct str *texts = arena_array(m->arena, m->carry.len + 1, struct str);
    for (size_t i = 0; i < m->carry.len; i++)
        texts[i] = cells_at(m->outline->cells, row->row, m->carried_from[i]);
    row->carried = texts;
}

static void add_figure(struct melt *m, const struct label *said,
                       struct str text, struct import_row *row)
{
    if (said->ignored) {
        m->result->n_told++;
        return;
    }
    row->indicator = said->indicator;
    row->group = said->group;
    row->period = said->period;
    if (!all_said(m, said, row))
        return;
    row->district = said->district[0];
    if (!melt_value(m, said, text, row))
        return;
    carry(m, row);
    *vec_push(m->arena, &m->rows) = *row;
}

static void add_cell(struct melt *m, const struct label *line,
                     const struct above *up, struct import_row *row)
{
    const struct column *c = &m->outline->column[row->column];
    struct str text = cells_at(m->outline->cells, row->row, row->column);
    struct str why = {0};
    struct label said;
    m->result->n_figures++;
    if (c->label.ignored || line->ignored)
        m->result->n_told++;
    else if (m->outline->blocked || (c->lost && c->headed))
        m->result->n_left++; /* a column was reported */
    else if (c->lost)
        melt_refuse(m, row, DIAG_IMPORT_LABEL, "'" STR_FMT "': " STR_FMT,
                    STR_ARG(text), STR_ARG(c->why));
    else if (up->lost)
        melt_refuse(m, row, DIAG_IMPORT_LABEL, STR_FMT, STR_ARG(up->why));
    else if (!collect(m, line, up, c, &said, &why))
        melt_refuse(m, row, DIAG_IMPORT_LABEL, STR_FMT, STR_ARG(why));
    else
        add_figure(m, &said, text, row);
}

static bool is_figure_column(const struct column *c)
{
    return c->role == ROLE_VALUE;
}

/* A row that is not understood is told once, at its text. */
static void lose_row(struct melt *m, size_t row, size_t column, size_t n,
                     struct str why)
{
    const struct outline *f = m->outline;
    note_cell(
        f->notes, f->cells, row, column, DIAG_IMPORT_LABEL,
        "column '" STR_FMT "': " STR_FMT "; %zu %s of this row left out",
        STR_ARG(f->column[column].name), STR_ARG(why), n,
        n == 1 ? "figure" : "figures");
    m->result->n_left += n;
    m->result->n_figures += n;
}

static bool repeats_header(const struct outline *f, size_t row)
{
    for (size_t h = f->top; h < f->body; h++) {
        size_t i = 0;
        while (i < f->cells->n_columns &&
               str_eq(cells_at(f->cells, row, i), cells_at(f->cells, h, i)))
            i++;
        if (i < f->cells->n_columns)
            continue;
        note_cell(f->notes, f->cells, row, 0, DIAG_IMPORT_READ,
                  "the header stands here again; left out");
        return true;
    }
    return false;
}

static void melt_row(struct melt *m, struct above *up, size_t row)
{
    const struct outline *f = m->outline;
    struct label line = {0};
    struct str why = {0};
    size_t n = 0, fault = 0;
    bool single = cells_count(f->cells, row) == 1;
    for (size_t i = 0; i < f->cells->n_columns; i++)
        n += is_figure_column(&f->column[i]) &&
                     cells_at(f->cells, row, i).len > 0
                 ? 1
                 : 0;
    if (repeats_header(f, row) ||
        (n == 0 && single && cells_at(f->cells, row, 0).len > 0 &&
         melt_take_heading(m, up, row)))
        return;
    up->figures = up->figures || n > 0;
    bool good = melt_read_row(m, up, row, &line, &fault, &why);
    if (!good && n > 0)
        lose_row(m, row, fault, n, why);
    for (size_t i = 0; good && i < f->cells->n_columns; i++) {
        struct import_row r = {.row = row, .column = i};
        if (is_figure_column(&f->column[i]) &&
            cells_at(f->cells, row, i).len > 0)
            add_cell(m, &line, up, &r);
    }
}

static void add_carried(struct melt *m, size_t column, size_t *from)
{
    const struct outline *f = m->outline;
    struct str name = f->column[column].carry;
    for (size_t i = 0; i < m->carry.len; i++)
        if (str_eq(m->carry.at[i], name)) {
            note_cell(f->notes, f->cells, f->top, column, DIAG_IMPORT_LABEL,
                      "a second column is to be '" STR_FMT "'; left out",
                      STR_ARG(name));
            return;
        }
    from[m->carry.len] = column;
    *vec_push(m->arena, &m->carry) = name;
}

static void find_carried(struct melt *m)
{
    const struct outline *f = m->outline;
    size_t *from = arena_array(m->arena, f->cells->n_columns + 1, size_t);
    for (size_t i = 0; i < f->cells->n_columns; i++)
        if (f->column[i].role == ROLE_CARRY)
            add_carried(m, i, from);
    m->carried_from = from;
}

void melt_table(struct melt *m)
{
    const struct outline *f = m->outline;
    struct above up = {0};
    up.text = arena_array(m->arena, f->cells->n_columns + 1, struct str);
    find_carried(m);
    for (size_t row = f->body; row < f->foot; row++)
        melt_row(m, &up, row);
}
