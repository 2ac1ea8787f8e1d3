/* SPDX-License-Identifier: MIT */
#include "import/outline_columns.h"

enum { SAMPLE = 200 };

/* ---- headers ---- */

static bool is_headed_below(const struct outline *f, size_t row, size_t column)
{
    for (size_t below = row + 1; below < f->body; below++)
        if (cells_at(f->cells, below, column).len > 0)
            return true;
    return false;
}

/* The text above a column in one header row: its own, or that of the merged
 * cell at its left. */
static struct str header_at(struct outline *f, size_t row, size_t column,
                            size_t *from)
{
    *from = column;
    struct str text = cells_at(f->cells, row, column);
    for (size_t at = column; text.len == 0; at = *from) {
        if (at == 0 || !is_headed_below(f, row, at))
            return (struct str){0};
        *from = at - 1;
        text = cells_at(f->cells, row, *from);
    }
    return is_headed_below(f, row, *from) || *from == column ? text
                                                             : (struct str){0};
}

static void name_column(struct outline *f, struct column *c, struct str text)
{
    if (c->name.len == 0)
        c->name = text;
    else if (!str_ends(c->name, text))
        c->name = arena_printf(&f->labels->arena, STR_FMT " " STR_FMT,
                               STR_ARG(c->name), STR_ARG(text));
}

static void lose(struct column *c, struct str why)
{
    c->lost = true;
    if (c->why.len == 0)
        c->why = why;
}

static void add_header(struct outline *f, struct column *c, struct str text)
{
    struct label label = label_read(f->labels, text, true);
    struct str why = {0};
    name_column(f, c, text);
    if (label.role != ROLE_NONE) {
        c->role = label.role;
        c->carry = label.carry;
        c->label.unit = label.unit;
    } else if (label.known) {
        if (!label_join(f->labels, &c->label, &label, &why))
            lose(c, why);
    } else if (label.why.len > 0) {
        lose(c, label.why);
    } else {
        struct str hint = label_hint(f->labels, text, ROLE_INDICATOR);
        lose(c, speech_say(&f->labels->arena, f->labels->speech,
                           "'" STR_FMT "' is not known" STR_FMT,
                           STR_ARG(text), STR_ARG(hint)));
    }
}

static void read_header(struct outline *f, size_t column)
{
    struct column *c = &f->column[column];
    size_t from;
    for (size_t row = f->top; row < f->body; row++) {
        struct str text = header_at(f, row, column, &from);
        if (text.len == 0)
            continue;
        c->header = row;
        if (from != column)
            note_cell(f->notes, f->cells, row, from, DIAG_IMPORT_READ,
                      "'" STR_FMT "' is read as the heading of the empty cells "
                      "at its right too",
                      STR_ARG(text));
        add_header(f, c, text);
    }
}

/* ---- contents ---- */

struct tally {
    size_t texts, figures, times, of[ROLE_REMARK + 1];
};

static void tally_cell(struct outline *f, struct str text, struct tally *t)
{
    struct label label = label_read(f->labels, text, false);
    struct str period, why;
    bool figure = outline_is_figure(&f->labels->arena, text);
    t->texts++;
    t->figures += figure ? 1 : 0;
    t->times += reading_time(&f->labels->arena, f->labels->speech, text, true,
                             &period, &why) == READING_YES
                    ? 1
                    : 0;
    t->of[ROLE_DISTRICT] += label.n_districts > 0 ? 1 : 0;
    t->of[ROLE_INDICATOR] += label.indicator != NULL ? 1 : 0;
    t->of[ROLE_PERIOD] += label.period.len > 0 && !figure ? 1 : 0;
    t->of[ROLE_GROUP] += label.group != NULL ? 1 : 0;
    t->of[ROLE_UNIT] += label.unit.text.len > 0 ? 1 : 0;
}

static struct tally tally_column(struct outline *f, size_t column)
{
    struct tally t = {0};
    for (size_t row = f->body; row < f->foot && t.texts < SAMPLE; row++) {
        struct str text = cells_at(f->cells, row, column);
        if (text.len > 0)
            tally_cell(f, text, &t);
    }
    return t;
}

/* By what most of its texts are; bare years only where nothing heads them. */
static enum role role_by_content(const struct tally *t, bool headed)
{
    static const enum role order[] = {ROLE_DISTRICT, ROLE_INDICATOR,
                                      ROLE_PERIOD, ROLE_GROUP, ROLE_UNIT};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (t->texts > 0 && t->of[order[i]] * 2 >= t->texts)
            return order[i];
    if (!headed && t->times == t->texts && t->texts > 0)
        return ROLE_PERIOD;
    if (t->figures * 2 > t->texts)
        return ROLE_VALUE;
    return ROLE_NONE;
}

static const char *const role_words[] = {
    [ROLE_DISTRICT] = SPEECH("districts"),
    [ROLE_INDICATOR] = SPEECH("indicators"),
    [ROLE_PERIOD] = SPEECH("times"),
    [ROLE_GROUP] = SPEECH("groups"),
    [ROLE_UNIT] = SPEECH("units"),
    [ROLE_VALUE] = SPEECH("figures")};

static struct loc place(const struct outline *f, size_t column)
{
    return cells_loc(f->cells, f->column[column].header, column);
}

/* Texts that are no names may tell the figures of a row apart all the same. */
static void block(struct outline *f, size_t column)
{
    struct column *c = &f->column[column];
    f->blocked = true;
    c->empty = true; /* said here */
    note_add(f->notes, place(f, column), DIAG_IMPORT_LABEL,
             "column '" STR_FMT "' holds texts that are not known, and they "
             "may say what the figures are of: all are left out; say --map '"
             STR_FMT "=-' if they do not matter, or =group and the like",
             STR_ARG(c->name), STR_ARG(c->name));
}

/* A column whose header does not tell. */
static void tell_by_content(struct outline *f, size_t column)
{
    struct column *c = &f->column[column];
    struct tally t = tally_column(f, column);
    enum role role = role_by_content(&t, c->headed);
    c->role = role;
    c->empty = t.texts == 0;
    if (t.texts == 0 ||
        (c->label.known && (t.figures > 0 || role == ROLE_NONE)))
        c->role = ROLE_VALUE;
    if (c->role == ROLE_VALUE)
        return;
    if (role != ROLE_NONE) {
        c->lost = false;
        note_add(f->notes, place(f, column), DIAG_IMPORT_READ,
                 "column '" STR_FMT "' holds %s, as what stands in it says",
                 STR_ARG(c->name), role_words[role]);
    } else if (t.figures > 0) {
        c->role = ROLE_VALUE;
    } else {
        c->role = ROLE_REMARK;
        block(f, column);
    }
}

static void append(struct outline *f, struct str *all, struct str text)
{
    if (text.len > 0)
        *all =
            arena_printf(&f->labels->arena, STR_FMT "%s" STR_FMT, STR_ARG(*all),
                         all->len > 0 ? ", " : "", STR_ARG(text));
}

static struct str said(struct outline *f, const struct label *x)
{
    struct str all = {0};
    struct arena *a = &f->labels->arena;
    if (x->n_districts == 1)
        append(f, &all, x->district[0]->code);
    if (x->indicator != NULL)
        append(f, &all, x->indicator->id);
    if (x->group != NULL)
        append(f, &all,
               speech_say(a, f->labels->speech, "group " STR_FMT,
                          STR_ARG(x->group->id)));
    if (x->whole)
        append(f, &all, speech_say(a, f->labels->speech, "all groups"));
    append(f, &all, x->period);
    if (x->unit.text.len > 0)
        append(f, &all,
               speech_say(a, f->labels->speech, "unit " STR_FMT,
                          STR_ARG(x->unit.text)));
    return all;
}

/* Says what was made of a column. */
static void say_column(struct outline *f, size_t column)
{
    const struct column *c = &f->column[column];
    struct loc loc = place(f, column);
    if (c->empty)
        return;
    if (c->role == ROLE_REMARK)
        note_add(f->notes, loc, DIAG_IMPORT_READ,
                 "column '" STR_FMT "' is not taken; --map '" STR_FMT
                 "=note_zh' would",
                 STR_ARG(c->name), STR_ARG(c->name));
    else if (c->role == ROLE_VALUE && c->label.ignored)
        note_add(f->notes, loc, DIAG_IMPORT_READ,
                 "column '" STR_FMT "' is left out, as --map says",
                 STR_ARG(c->name));
    else if (c->role == ROLE_VALUE && c->lost && c->headed)
        note_add(f->notes, loc, DIAG_IMPORT_LABEL,
                 "column '" STR_FMT "': " STR_FMT "; its figures are left out, "
                 "or say what it is: --map '" STR_FMT "=…'",
                 STR_ARG(c->name), STR_ARG(c->why), STR_ARG(c->name));
    else if (c->role == ROLE_VALUE && c->label.known)
        note_add(f->notes, loc, DIAG_IMPORT_READ,
                 "column '" STR_FMT "' is read as " STR_FMT, STR_ARG(c->name),
                 STR_ARG(said(f, &c->label)));
}

static void settle(struct outline *f, size_t column)
{
    struct column *c = &f->column[column];
    c->headed = c->name.len > 0;
    if (!c->headed) {
        c->why = speech_say(&f->labels->arena, f->labels->speech,
                            "its column has no heading");
        c->name = arena_printf(&f->labels->arena, "%zu", column + 1);
    }
    if (c->role == ROLE_NONE)
        tell_by_content(f, column);
    if (c->role == ROLE_VALUE && !c->headed)
        c->lost = true;
    else if (c->role != ROLE_VALUE)
        c->lost = false;
    if (c->label.other_indicator != NULL && !c->lost)
        lose(c, speech_say(&f->labels->arena, f->labels->speech,
                           "the name may be " STR_FMT " or " STR_FMT,
                           STR_ARG(c->label.indicator->id),
                           STR_ARG(c->label.other_indicator->id)));
    say_column(f, column);
}

void outline_columns(struct outline *f)
{
    for (size_t i = 0; i < f->cells->n_columns; i++) {
        f->column[i].header = f->top;
        read_header(f, i);
        settle(f, i);
    }
}
