/* SPDX-License-Identifier: MIT */
#include "import/spreadsheet.h"

#include "import/rows.h"
#include "model/field.h"
#include "model/period.h"

/* An option is a value for all rows, or the name of a column. */
static bool take_option(struct labels *l, struct str text, const char *role,
                        bool is_value, struct str *why)
{
    if (text.len == 0 || is_value)
        return true;
    return labels_map(
        l, arena_printf(&l->arena, STR_FMT "=%s", STR_ARG(text), role), why);
}

static bool take_dimensions(struct labels *l, const struct import_options *o,
                            struct label *given, struct str *why)
{
    const struct site *s = l->site;
    struct period p;
    const struct district *d = site_district(s, o->district);
    if (d != NULL) {
        given->district = arena_array(&l->arena, 1, const struct district *);
        given->district[0] = d;
        given->n_districts = 1;
    }
    given->indicator = site_indicator(s, o->indicator);
    given->group = map_get(&s->by_group, o->group);
    bool is_period = period_parse(o->period, &p);
    given->period = is_period ? o->period : (struct str){0};
    return take_option(l, o->district, "district", d != NULL, why) &&
           take_option(l, o->indicator, "indicator", given->indicator != NULL,
                       why) &&
           take_option(l, o->group, "group", given->group != NULL, why) &&
           take_option(l, o->period, "period", is_period, why);
}

static bool fail(struct arena *a, enum speech speech, struct str *why,
                 const char *option, struct str text, const char *file,
                 struct str near)
{
    struct str hint = did_you_mean(a, speech, near);
    *why = speech_say(a, speech, "%s " STR_FMT " is not in %s" STR_FMT, option,
                      STR_ARG(text), file, STR_ARG(hint));
    return false;
}

static bool take_options(struct labels *l, const struct import_options *o,
                         struct label *given, struct arena *a, struct str *why)
{
    const struct site *s = l->site;
    struct str fault;
    if (o->source.len > 0 && map_get(&s->by_source, o->source) == NULL)
        return fail(a, l->speech, why, "--source", o->source,
                    "data/sources.csv",
                    map_nearest(&s->by_source, o->source));
    if (o->within.len > 0) {
        l->within = site_district(s, o->within);
        if (l->within == NULL)
            return fail(a, l->speech, why, "--within", o->within,
                        "data/districts.csv",
                        map_nearest(&s->by_code, o->within));
    }
    for (size_t i = 0; i < o->n_map; i++)
        if (!labels_map(l, o->map[i], &fault)) {
            *why = speech_say(a, l->speech, "--map " STR_FMT " " STR_FMT,
                              STR_ARG(o->map[i]), STR_ARG(fault));
            return false;
        }
    if (take_dimensions(l, o, given, &fault))
        return true;
    *why = arena_copy(a, fault);
    return false;
}

/* A mapping that met nothing is a mistake in it. */
static void report_unused(const struct labels *l, const struct cells *s,
                          struct notes *n)
{
    for (size_t i = 0; i < l->n_map; i++)
        if (!l->map[i].used)
            note_add(n, (struct loc){s->path, 0, 0}, DIAG_IMPORT_LABEL,
                     "'" STR_FMT "' stands nowhere in the file as a heading or "
                     "label, as --map or another option says",
                     STR_ARG(l->map[i].meaning.text));
}

static void report_source(struct melt *m)
{
    bool any = m->options->source.len > 0 || m->result->n_rows == 0;
    for (size_t i = 0; i < m->carry.len; i++)
        any = any || str_is(m->carry.at[i], "source");
    if (!any)
        note_add(m->outline->notes, (struct loc){m->outline->cells->path, 0, 0},
                 DIAG_IMPORT_READ,
                 "the rows name no source; --source ID would");
}

/* Whether the rows of one table may be of the time that its title says. */
static bool agrees(const struct melt *m, const struct period *title)
{
    size_t n = 0;
    for (size_t i = 0; i < m->rows.len; i++) {
        struct period p;
        if (m->rows.at[i].out || !period_parse(m->rows.at[i].period, &p))
            continue;
        if (p.kind == PERIOD_UNDATED ||
            (p.first <= title->last && title->first <= p.last))
            return true;
        n++;
    }
    return n == 0;
}

static void check_title(struct melt *m)
{
    struct outline *f = m->outline;
    struct period title;
    size_t n = 0;
    if (f->timed.n != 1 || !period_parse(f->timed.period, &title) ||
        agrees(m, &title))
        return;
    struct str other = {0};
    for (size_t i = 0; i < m->rows.len; i++) {
        struct import_row *row = &m->rows.at[i];
        if (row->out)
            continue;
        other = other.len > 0 ? other : row->period;
        row->out = true;
        n++;
    }
    m->result->n_left += n;
    note_add(f->notes, f->timed.loc, DIAG_IMPORT_DOUBT,
             "the title says " STR_FMT ", but all %zu figures are read as of "
             "other times, such as " STR_FMT "; they are left out; correct "
             "the time, or say --map '" STR_FMT "=-' if the title means "
             "another one",
             STR_ARG(f->timed.period), n, STR_ARG(other),
             STR_ARG(f->timed.text));
}

static void make_rows(struct melt *m)
{
    struct import_row **place;
    melt_table(m);
    check_title(m);
    m->result->n_figures += m->outline->n_beyond;
    m->result->n_left += m->outline->n_beyond;
    rows_try(m);
    place = arena_array(m->arena, m->rows.len + 1, struct import_row *);
    m->result->csv = rows_write(m, place);
    for (size_t i = 0; i < m->rows.len; i++)
        m->result->n_rows += m->rows.at[i].out ? 0 : 1;
    report_source(m);
    if (m->result->n_figures == 0)
        diag_add(m->outline->notes->diag,
                 cells_loc(m->outline->cells, m->outline->top, 0),
                 DIAG_IMPORT_TABLE,
                 "no figures stand below this row of headings");
}

bool import_sheet(struct arena *a, const struct site *s,
                  const struct import_options *o, struct str bytes,
                  struct import_result *out, struct diag *d, struct str *why)
{
    struct labels labels;
    struct cells cells;
    struct notes notes = {.diag = d};
    struct outline outline = {
        .cells = &cells, .labels = &labels, .notes = &notes};
    struct melt melt = {
        .arena = a, .outline = &outline, .options = o, .result = out};
    *out = (struct import_result){0};
    labels_open(&labels, s, o->n_map + 4);
    labels.speech = d->speech;
    bool good = take_options(&labels, o, &melt.given, a, why);
    if (good && cells_read(a, o->path, bytes, o->delimiter, &cells, &notes) &&
        outline_find(&outline, a)) {
        make_rows(&melt);
        report_unused(&labels, &cells, &notes);
    }
    notes_close(&notes);
    labels_close(&labels);
    return good;
}
