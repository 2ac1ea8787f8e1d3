/* SPDX-License-Identifier: MIT */
#include "model/data_statistics.h"


enum { ROW_MIN = 9 }; /* bytes; see statistics_bound */

/* Indexes of a file's columns, -1: absent. */
struct columns {
    int district, indicator, period, group, value, qualifier, status, symbol,
        source, quote, release, revised, restated;
    int note[LANG_MAX], revision_note[LANG_MAX];
    const int *extra;
};

struct reading {
    struct statistics_file *out;
    struct row_file *f;
    struct columns columns;
};

size_t statistics_bound(struct str text)
{
    size_t lines = 1, most = text.len / ROW_MIN + 1;
    for (struct str rest = text, line; str_cut(rest, '\n', &line, &rest);)
        lines++;
    return lines < most ? lines : most;
}

/* ---- columns ---- */

static void find_columns(struct reading *r)
{
    const struct csv_table *t = r->f->table;
    struct columns *c = &r->columns;
    c->district = csv_column(t, "district");
    c->indicator = csv_column(t, "indicator");
    c->period = csv_column(t, "period");
    c->group = csv_column(t, "group");
    c->value = csv_column(t, "value");
    c->qualifier = csv_column(t, "qualifier");
    c->status = csv_column(t, "status");
    c->symbol = csv_column(t, "symbol");
    c->source = csv_column(t, "source");
    c->quote = csv_column(t, "quote");
    c->release = csv_column(t, "release");
    c->revised = csv_column(t, "revised");
    c->restated = csv_column(t, "restated");
    for (size_t i = 0; i < r->f->site->config.n_languages; i++) {
        c->note[i] = row_file_text_column(r->f, "note", i);
        c->revision_note[i] = row_file_text_column(r->f, "revision_note", i);
    }
}

static bool is_extra(const struct reading *r, size_t column)
{
    return (int)column == r->columns.restated ||
           !row_file_knows(r->f, DATA_STATISTICS, r->f->table->column[column]);
}

static void find_extra(struct reading *r)
{
    const struct csv_table *t = r->f->table;
    struct arena *a = &r->out->arena;
    int *index = arena_array(a, t->n_columns, int);
    struct str *name = arena_array(a, t->n_columns, struct str);
    size_t n = 0;
    for (size_t i = 0; i < t->n_columns; i++)
        if (is_extra(r, i)) {
            index[n] = (int)i;
            name[n++] = arena_copy(a, t->column[i]);
        }
    r->columns.extra = index;
    r->out->extra = name;
    r->out->n_extra = n;
}

/* ---- key ---- */

static bool overlaps(const struct district *d, struct period p)
{
    bool open = d->valid_from.precision == DATE_NONE;
    bool unended = d->valid_to.precision == DATE_NONE;
    return (open || p.last >= date_first_day(d->valid_from)) &&
           (unended || p.first <= date_last_day(d->valid_to));
}

static struct str successors_of(struct arena *a, enum speech speech,
                                const struct district *d,
                                const struct site *s)
{
    struct str all = {0};
    for (size_t i = 0; i < d->n_successors; i++) {
        const struct district *next = d->successor[i];
        struct str name = site_text(s, &next->name, 0);
        all = i > 0 ? speech_say(a, speech,
                                 STR_FMT " or " STR_FMT " (" STR_FMT ")",
                                 STR_ARG(all), STR_ARG(next->code),
                                 STR_ARG(name))
                    : speech_say(a, speech, "use " STR_FMT " (" STR_FMT ")",
                                 STR_ARG(next->code), STR_ARG(name));
    }
    return all;
}

/* Reported once for each code and side; a period of its own would make every
 * row a new message. */
static void report_validity(struct row *r, int column,
                            const struct district *d, bool after)
{
    struct arena *a = r->file->scratch;
    enum speech speech = r->file->diag->speech;
    const struct site *s = r->file->site;
    const struct district *oldest = d;
    while (oldest->older != NULL)
        oldest = oldest->older;
    struct str key = arena_printf(a, "validity %d " STR_FMT, after,
                                  STR_ARG(d->code));
    struct str when = date_iso(a, after ? d->valid_to : oldest->valid_from);
    struct str next = after ? successors_of(a, speech, d, s) : STR("");
    if (next.len == 0)
        next = str_of(speech_word(speech, SPEECH("use the code of that time")));
    struct str text = speech_say(
        a, speech, "the code " STR_FMT " (" STR_FMT ") %s " STR_FMT
        ", the period lies %s; " STR_FMT ", or say yes in a column 'restated'",
        STR_ARG(d->code), STR_ARG(site_text(s, &d->name, 0)),
        after ? "ended in" : "begins in", STR_ARG(when),
        after ? "after it" : "before it", STR_ARG(next));
    row_report_once(r, column, DIAG_DISTRICT_VALIDITY, key, text);
}

static void check_validity(const struct reading *g, struct row *r,
                           const struct cell *c)
{
    const struct period p = c->period;
    if (p.kind == PERIOD_UNDATED || c->restated)
        return;
    for (const struct district *d = c->district; d != NULL; d = d->older)
        if (overlaps(d, p))
            return;
    const struct district *d = c->district;
    bool after = d->valid_to.precision != DATE_NONE &&
                 p.first > date_last_day(d->valid_to);
    report_validity(r, g->columns.district, d, after);
}

static bool read_key(const struct reading *g, struct row *r, struct cell *c)
{
    const struct columns *at = &g->columns;
    if (row_required(r, at->district).len > 0)
        c->district = row_ref(r, at->district, DATA_DISTRICTS);
    if (row_required(r, at->indicator).len > 0)
        c->indicator = row_ref(r, at->indicator, DATA_INDICATORS);
    c->period = row_period(r, at->period);
    const struct group *group = row_ref(r, at->group, DATA_GROUPS);
    c->group = group != NULL ? group->index : 0;
    return !r->broken;
}

/* ---- value ---- */

static const struct choice states[] = {{"actual", STATUS_ACTUAL},
                                       {"derived", STATUS_DERIVED},
                                       {"plan", STATUS_PLAN},
                                       {NULL, 0}};
static const struct choice symbols[] = {
    {"z", SYMBOL_Z},     {"x", SYMBOL_X}, {"c", SYMBOL_C},
    {"low", SYMBOL_LOW}, {"u", SYMBOL_U}, {NULL, 0}};

static struct cell_rare *rare_of(const struct reading *g, struct cell *c)
{
    if (c->rare == NULL)
        c->rare = arena_new(&g->out->arena, struct cell_rare);
    return c->rare;
}

static void read_value(const struct reading *g, struct row *r, struct cell *c)
{
    struct figure f = {0};
    c->qualifier = row_qualifier(r, g->columns.qualifier);
    if (!row_value(r, g->columns.value, c->indicator, &f))
        return;
    c->has_value = true;
    c->coef = f.low.coef;
    c->places = f.low.places;
    c->scale = f.scale;
    c->range = f.range;
    if (f.range)
        rare_of(g, c)->high = f.high;
}

/* A symbol stands instead of a value, only `u` beside one. */
static void read_symbol(const struct reading *g, struct row *r, struct cell *c)
{
    int column = g->columns.symbol;
    bool empty = row_str(r, g->columns.value).len == 0;
    c->symbol = (uint8_t)row_choice(r, column, symbols, SYMBOL_NONE);
    if (r->broken)
        return;
    if (empty && c->symbol == SYMBOL_NONE)
        row_report(r, g->columns.value, DIAG_DATA_VALUE,
                   "empty; write the value, or say in the column 'symbol' why "
                   "there is none, or remove the row");
    else if (empty && c->symbol == SYMBOL_U)
        row_report(r, column, DIAG_DATA_VALUE,
                   "'u' stands beside a value of low reliability, but there "
                   "is none; without a value write x");
    else if (!empty && c->symbol != SYMBOL_NONE && c->symbol != SYMBOL_U)
        row_report(r, column, DIAG_DATA_VALUE,
                   "'" STR_FMT "' stands instead of a value, but there is one; "
                   "remove one of the two",
                   STR_ARG(row_str(r, column)));
    if (!empty)
        read_value(g, r, c);
}

/* ---- what few rows have ---- */

static bool any_text(const struct row *r, const int *columns)
{
    size_t n = r->file->site->config.n_languages;
    for (size_t i = 0; i < n; i++)
        if (row_str(r, columns[i]).len > 0)
            return true;
    return false;
}

/* The table is released when its rows are read. */
static struct text keep_text(const struct reading *g, const struct row *r,
                             const int *columns)
{
    struct text text = {0};
    for (size_t i = 0; i < r->file->site->config.n_languages; i++) {
        struct str s = row_str(r, columns[i]);
        if (s.len > 0)
            text.in[i] = arena_copy(&g->out->arena, s);
    }
    return text;
}

static void read_notes(const struct reading *g, struct row *r, struct cell *c)
{
    const struct columns *at = &g->columns;
    struct date revised = row_date(r, at->revised, NULL);
    if (any_text(r, at->note))
        rare_of(g, c)->note = keep_text(g, r, at->note);
    if (revised.precision != DATE_NONE)
        rare_of(g, c)->revised = revised;
    if (!any_text(r, at->revision_note))
        return;
    rare_of(g, c)->revision_note = keep_text(g, r, at->revision_note);
    if (row_str(r, at->revised).len == 0)
        row_report(r, at->revised, DIAG_DATA_VALUE,
                   "a revision note needs the date of the revision in the "
                   "column 'revised'");
}

void statistics_release(struct statistics_file *out, const struct site *s,
                        struct date release)
{
    int64_t instant = date_instant(release, s->config.zone);
    if (instant > s->options->as_of && instant < out->next_due)
        out->next_due = instant;
}

static void read_release(const struct reading *g, struct row *r,
                         struct cell *c)
{
    struct date release = row_date(r, g->columns.release, NULL);
    if (release.precision == DATE_NONE)
        return;
    rare_of(g, c)->release = release;
    statistics_release(g->out, r->file->site, release);
}

static void read_extra(const struct reading *g, struct row *r, struct cell *c)
{
    size_t n = g->out->n_extra;
    struct str *values = NULL;
    for (size_t i = 0; i < n; i++) {
        struct str s = row_str(r, g->columns.extra[i]);
        if (s.len == 0)
            continue;
        if (values == NULL)
            values = arena_array(&g->out->arena, n, struct str);
        values[i] = arena_copy(&g->out->arena, s);
    }
    if (values != NULL)
        rare_of(g, c)->extra = values;
}

static void read_quote(const struct reading *g, struct row *r, struct cell *c)
{
    struct str quote = row_str(r, g->columns.quote);
    if (quote.len == 0)
        return;
    rare_of(g, c)->quote = arena_copy(&g->out->arena, quote);
    if (c->has_value)
        quote_check(r, g->columns.quote, c, quote);
}

/* ---- rows ---- */

/* The form that says "reported, be silent": no value and no symbol. */
static void blank(struct cell *c)
{
    c->has_value = c->range = false;
    c->symbol = SYMBOL_NONE;
    c->coef = 0;
    c->places = c->scale = 0;
    c->qualifier = QUALIFIER_EXACT;
}

/* Nobody needs to hear that the figures of a row that was reported are
 * missing. */
static void refuse(struct statistics_file *out, const struct cell *c)
{
    struct str any = STR("*");
    struct str district = c->district != NULL ? c->district->code : any;
    struct str indicator = c->indicator != NULL ? c->indicator->id : any;
    *vec_push(&out->arena, &out->refused) =
        arena_printf(&out->arena, STR_FMT "/" STR_FMT, STR_ARG(district),
                     STR_ARG(indicator));
}

static void read_cell(const struct reading *g, struct row *r)
{
    struct statistics_file *out = g->out;
    struct cell cell = {.file = out->index,
                        .line = r->file->table->row[r->at].line};
    if (!read_key(g, r, &cell) || out->n_cells == out->cap) {
        refuse(out, &cell);
        return;
    }
    struct cell *c = &out->cell[out->n_cells++];
    *c = cell;
    c->status = (uint8_t)row_choice(r, g->columns.status, states,
                                    STATUS_ACTUAL);
    c->restated = str_is(row_str(r, g->columns.restated), "yes");
    check_validity(g, r, c);
    const struct source *source =
        row_ref(r, g->columns.source, DATA_SOURCES);
    c->source = source != NULL ? source->index : 0;
    r->broken = false;
    read_symbol(g, r, c);
    if (r->broken || c->indicator->broken)
        blank(c);
    read_notes(g, r, c);
    read_release(g, r, c);
    read_quote(g, r, c);
    read_extra(g, r, c);
}

void statistics_read(struct statistics_file *out, struct row_file *f)
{
    struct reading g = {.out = out, .f = f};
    find_columns(&g);
    find_extra(&g);
    for (size_t i = 0; i < f->table->n_rows; i++) {
        struct row row = {.file = f, .at = i};
        read_cell(&g, &row);
        arena_reset(f->scratch);
    }
}
