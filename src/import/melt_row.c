/* SPDX-License-Identifier: MIT */
#include "import/melt_row.h"

#include "model/data_mend.h"
#include "model/field.h"

static bool is_stub(const struct column *c)
{
    return c->role == ROLE_DISTRICT || c->role == ROLE_INDICATOR ||
           c->role == ROLE_PERIOD || c->role == ROLE_GROUP;
}

/* ---- the texts of a row ---- */

static bool is_missing_sign(struct melt *m, struct str text)
{
    struct reading_number n;
    return reading_number(m->arena, MELT_SPEECH(m), text, false, &n) == NUMBER_MISSING;
}

static bool is_right(enum role role, const struct label *x)
{
    return x->ignored || (role == ROLE_DISTRICT    ? x->n_districts > 0
                          : role == ROLE_INDICATOR ? x->indicator != NULL
                          : role == ROLE_PERIOD    ? x->period.len > 0
                                                : x->group != NULL || x->whole);
}

static struct str why_wrong(struct melt *m, enum role role,
                            const struct label *x)
{
    static const char *const words[] = {[ROLE_DISTRICT] = SPEECH("district"),
                                        [ROLE_INDICATOR] = SPEECH("indicator"),
                                        [ROLE_PERIOD] = SPEECH("time"),
                                        [ROLE_GROUP] = SPEECH("group")};
    struct str hint = {0};
    if (mend_is_lossy(x->text))
        return speech_say(m->arena, MELT_SPEECH(m),
                            "'" STR_FMT "' is what a spreadsheet made of a %s; "
                            "export it as text",
                            STR_ARG(x->text),
                            role == ROLE_DISTRICT ? "code" : "date");
    if (x->why.len > 0)
        return x->why;
    if (role == ROLE_DISTRICT && x->whole)
        return speech_say(m->arena, MELT_SPEECH(m),
                            "'" STR_FMT
                            "' is a total; say of what: --map '" STR_FMT
                            "=CODE', or =- to leave it out",
                            STR_ARG(x->text), STR_ARG(x->text));
    hint = label_hint(m->outline->labels, x->text, role);
    if (role == ROLE_DISTRICT && m->options->within.len > 0)
        hint = speech_say(m->arena, MELT_SPEECH(m), " below " STR_FMT STR_FMT,
                            STR_ARG(m->options->within), STR_ARG(hint));
    return speech_say(m->arena, MELT_SPEECH(m), "'" STR_FMT "' is no %s" STR_FMT,
                        STR_ARG(x->text), words[role], STR_ARG(hint));
}

/* 其中：女 below an indicator is a part of it. */
static void take_part(struct melt *m, const struct above *up,
                      const struct import_row *at, struct label *label)
{
    if (label->group == NULL || label->indicator != NULL ||
        up->indicator == NULL)
        return;
    label->indicator = up->indicator;
    note_cell(MELT_SPOT(m, at), DIAG_IMPORT_READ,
              "'" STR_FMT "' is read as a part of " STR_FMT " above it",
              STR_ARG(label->text), STR_ARG(up->indicator->id));
}

/* What a text of the row's own says; false with `why` where that is nothing
 * certain. */
static bool read_text(struct melt *m, struct above *up, enum role role,
                      struct label label, const struct import_row *at,
                      struct label *into, struct str *why)
{
    if (role == ROLE_GROUP && is_missing_sign(m, label.text))
        return true;
    if (role == ROLE_INDICATOR)
        take_part(m, up, at, &label);
    if (!is_right(role, &label)) {
        *why = why_wrong(m, role, &label);
        return false;
    }
    if (role == ROLE_INDICATOR && label.group == NULL)
        up->indicator = label.indicator;
    return label_join(m->outline->labels, into, &label, why);
}

static bool has_text_behind(const struct outline *f, size_t row, size_t column)
{
    for (size_t i = column + 1; i < f->cells->n_columns; i++)
        if (is_stub(&f->column[i]) && cells_at(f->cells, row, i).len > 0)
            return true;
    return false;
}

/* A cell that a merge left empty takes the text above it, where the row has a
 * text of its own behind it: merged cells stand left of what they hold. */
static struct str stub_text(struct melt *m, struct above *up, size_t row,
                            size_t column)
{
    const struct outline *f = m->outline;
    struct str text = cells_at(f->cells, row, column);
    if (text.len > 0)
        memset(up->text + column, 0,
               (f->cells->n_columns - column) * sizeof *up->text);
    if (text.len > 0 || up->text[column].len == 0 ||
        f->column[column].role == ROLE_GROUP ||
        !has_text_behind(f, row, column))
        return text;
    note_cell(f->notes, f->cells, row, column, DIAG_IMPORT_READ,
              "column '" STR_FMT "': empty, read as '" STR_FMT "' above it",
              STR_ARG(f->column[column].name), STR_ARG(up->text[column]));
    return up->text[column];
}

static bool read_unit(struct melt *m, struct str text, struct label *out,
                      struct str *why)
{
    if (text.len == 0 || label_unit(m->outline->labels, text, &out->unit))
        return true;
    struct str near = map_nearest(&m->outline->labels->site->by_unit, text);
    struct str hint = did_you_mean(m->arena, MELT_SPEECH(m), near);
    *why = speech_say(m->arena, MELT_SPEECH(m),
                      "'" STR_FMT "' is no unit of the site" STR_FMT,
                      STR_ARG(text), STR_ARG(hint));
    return false;
}

bool melt_read_row(struct melt *m, struct above *up, size_t row,
                   struct label *out, size_t *fault, struct str *why)
{
    const struct outline *f = m->outline;
    bool good = true;
    for (size_t i = 0; i < f->cells->n_columns; i++) {
        const struct column *c = &f->column[i];
        struct str text = cells_at(f->cells, row, i);
        if (is_stub(c))
            text = stub_text(m, up, row, i);
        if (is_stub(c) && text.len > 0)
            up->text[i] = text;
        if (!good || text.len == 0)
            continue;
        *fault = i;
        if (c->role == ROLE_UNIT)
            good = read_unit(m, text, out, why);
        else if (is_stub(c))
            good = read_text(
                m, up, c->role,
                label_read(f->labels, text, c->role == ROLE_PERIOD),
                &(struct import_row){.row = row, .column = i}, out, why);
    }
    return good;
}

/* ---- headings within the table ---- */

/* What a label is about, to tell which headings replace each other. */
static unsigned kinds_of(const struct label *x)
{
    return (x->n_districts > 0 ? 1u : 0) | (x->indicator != NULL ? 2u : 0) |
           (x->period.len > 0 ? 4u : 0) |
           (x->group != NULL || x->whole ? 8u : 0) | (x->ignored ? 16u : 0);
}

/* A heading right below another one is a part of it; below figures it takes
 * the place of the last one of its kind. Which of the others still hold when
 * there was none of its kind, nobody can tell. */
static bool place_heading(struct above *up, const struct label *label)
{
    size_t n = up->n_headings;
    while (n > 0 && kinds_of(&up->heading[n - 1]) != kinds_of(label))
        n--;
    if (n == 0 && up->n_headings > 0 && up->figures)
        return false;
    n = n == 0 ? up->n_headings : n - 1;
    if (n == HEADINGS_MAX)
        return false;
    up->heading[n] = *label;
    up->n_headings = n + 1;
    return true;
}

static bool is_row_label(enum role role, const struct label *x)
{
    return (role == ROLE_DISTRICT && x->n_districts > 0) ||
           (role == ROLE_INDICATOR && x->indicator != NULL) ||
           (role == ROLE_PERIOD && x->period.len > 0) ||
           (role == ROLE_GROUP && x->group != NULL);
}

bool melt_take_heading(struct melt *m, struct above *up, size_t row)
{
    const struct outline *f = m->outline;
    struct str text = cells_at(f->cells, row, 0);
    struct label label = label_read(f->labels, text, true);
    if (is_row_label(f->column[0].role, &label))
        return false;
    bool known = kinds_of(&label) != 0;
    up->lost = !known || !place_heading(up, &label);
    up->why = speech_say(
        m->arena, MELT_SPEECH(m),
        known ? "the heading '" STR_FMT "' above it may hold beside or instead "
                "of those before; split the table, or say: --map '" STR_FMT
                "=…'"
              : "the heading '" STR_FMT "' above it is not known; say what it "
                "means: --map '" STR_FMT "=…'",
        STR_ARG(text), STR_ARG(text));
    up->figures = false;
    up->indicator = NULL;
    memset(up->text, 0, f->cells->n_columns * sizeof *up->text);
    if (!up->lost)
        note_cell(f->notes, f->cells, row, 0, DIAG_IMPORT_READ,
                  "'" STR_FMT "' is read as a heading of the rows below",
                  STR_ARG(text));
    return true;
}
