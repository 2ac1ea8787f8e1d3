/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "model/field.h"
#include "model/linker.h"
#include "model/statistics.h"

struct named {
    const struct district *district;
    const struct indicator *indicator;
    uint16_t group;
};

/* True when all names exist; false after a report, or silently for broken
 * records. */
static bool find_district(struct linker *l, const struct reference *r,
                          struct str code, const struct district **out)
{
    *out = site_district(l->s, code);
    if (*out == NULL)
        return link_unknown(l, r, DIAG_STAT_UNKNOWN, DATA_DISTRICTS, code);
    return !(*out)->broken;
}

static bool find_indicator(struct linker *l, const struct reference *r,
                           struct str id, const struct indicator **out)
{
    *out = site_indicator(l->s, id);
    if (*out == NULL)
        return link_unknown(l, r, DIAG_STAT_UNKNOWN, DATA_INDICATORS, id);
    return !(*out)->broken;
}

static bool find_group(struct linker *l, const struct reference *r,
                       struct str id, uint16_t *out)
{
    *out = 0;
    if (id.len == 0)
        return true;
    const struct group *g = map_get(&l->s->by_group, id);
    if (g == NULL)
        return link_unknown(l, r, DIAG_STAT_UNKNOWN, DATA_GROUPS, id);
    *out = g->index;
    return true;
}

/* "it has 2016 and 2020" for a cell that is not there. */
static struct str what_exists(struct linker *l, const struct cell_key *key)
{
    struct arena *a = l->a;
    struct str all = {0};
    size_t n = 0;
    const struct district *d = key->district;
    for (size_t i = 0; i < d->n_cells && n < 6; i++) {
        const struct cell *c = &d->cell[i];
        if (c->indicator != key->indicator)
            continue;
        struct str ref = cell_reference(a, l->s, c);
        all = arena_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(all),
                           n == 0 ? "" : speech_word(l->d->speech, SPEECH(", ")),
                           STR_ARG(ref));
        n++;
    }
    if (n == 0)
        return speech_say(a, l->d->speech,
                          "; data/statistics has no row of this indicator for "
                          "the district");
    return speech_say(a, l->d->speech, "; there is " STR_FMT, STR_ARG(all));
}

static void note_cited(struct linker *l, const struct cell *c)
{
    for (size_t i = 0; i < l->cited.len; i++)
        if (l->cited.at[i] == c)
            return;
    *vec_push(l->work, &l->cited) = c;
}

static bool was_revised(const struct linker *l, const struct cell *c)
{
    return c->rare != NULL && c->rare->revised.precision != DATE_NONE &&
           (l->written.precision == DATE_NONE ||
            date_compare(c->rare->revised, l->written) > 0);
}

static void check_text(struct linker *l, const struct reference *r,
                       const struct cell *c, struct link *out)
{
    static const enum diag_code codes[] = {
        [FIGURE_MANY] = DIAG_STAT_MANY,
        [FIGURE_VALUE_DIFFERS] = DIAG_STAT_MISMATCH,
        [FIGURE_QUALIFIER_DIFFERS] = DIAG_STAT_QUALIFIER,
        [FIGURE_UNIT_DIFFERS] = DIAG_STAT_UNIT,
    };
    if (l->check != NULL) {
        out->checked = *l->check & TEXT_CHECKED;
        out->revised = *l->check & TEXT_REVISED;
        return;
    }
    const struct figure f = cell_figure(c);
    struct str why = {0};
    arena_reset(l->scratch);
    enum figure_match match = figure_check_named(
        l->scratch, l->d->speech, &f, r->text,
        numerals_of(l->s->config.language[l->lang].tag), l->s->names, &why);
    out->checked = match == FIGURE_SAME;
    if (match == FIGURE_SAME || match == FIGURE_NO_NUMBER)
        return;
    struct loc at = cell_loc(l->s, c);
    if (match == FIGURE_VALUE_DIFFERS && was_revised(l, c)) {
        out->revised = true;
        diag_add(l->d, r->text_loc, DIAG_STAT_REVISED,
                 "'" STR_FMT "' cites a figure that was revised since: " STR_FMT
                 "; a correction line is shown until the text is mended and "
                 "has a new 'updated'",
                 STR_ARG(r->text), STR_ARG(why));
        return;
    }
    if (match == FIGURE_MANY)
        diag_add(l->d, r->text_loc, DIAG_STAT_MANY,
                 "'" STR_FMT "' holds more than one number; link each number "
                 "by itself",
                 STR_ARG(r->text));
    else
        diag_add(l->d, r->text_loc, codes[match],
                 "'" STR_FMT "' does not agree with " STR_FMT ":%u: " STR_FMT,
                 STR_ARG(r->text), STR_ARG(at.path), at.line, STR_ARG(why));
}

/* `[](` becomes `[shown](`, where that passes the check of its number and is
 * plain in Markdown and YAML. */
static void mend_empty(struct linker *l, const struct reference *r,
                       const struct figure *f, struct str shown)
{
    struct arena *a = &l->d->arena;
    struct str why;
    for (size_t i = 0; i < shown.len; i++)
        if (strchr("'\"\\[]", shown.at[i]) != NULL)
            return;
    if (figure_check(a, f, shown,
                     numerals_of(l->s->config.language[l->lang].tag),
                     l->s->ignore, l->s->n_ignore, &why) == FIGURE_SAME)
        diag_mend(l->d, r->text_loc, STR("]("),
                  arena_printf(a, STR_FMT "](", STR_ARG(shown)));
}

void link_stat(struct linker *l, const struct reference *r,
               const struct ref *ref, struct link *out)
{
    struct cell_key key = {.period = ref->period, .plan = ref->plan};
    if (!find_district(l, r, ref->district[0], &key.district) ||
        !find_indicator(l, r, ref->indicator[0], &key.indicator) ||
        !find_group(l, r, ref->group, &key.group))
        return;
    if (l->period_required && ref->period.kind == PERIOD_NONE) {
        struct str hint = what_exists(l, &key);
        diag_add(l->d, r->loc, DIAG_STAT_PERIOD,
                 "a reference in an article names its period, so that a new "
                 "row does not change old news" STR_FMT,
                 STR_ARG(hint));
        return;
    }
    const struct cell *c = cell_find(l->s, &key);
    if (c == NULL &&
        site_refused_figure(l->s, ref->district[0], ref->indicator[0]))
        return;
    if (c == NULL) {
        struct str hint = what_exists(l, &key);
        diag_add(l->d, r->loc, DIAG_STAT_UNKNOWN,
                 "there is no figure '" STR_FMT "'" STR_FMT, STR_ARG(r->url),
                 STR_ARG(hint));
        diag_alike(l->d);
        return;
    }
    out->kind = LINK_STAT;
    out->cell = c;
    note_cited(l, c);
    if (!c->has_value)
        return;
    const struct figure f = cell_figure(c);
    if (r->text.len > 0) {
        check_text(l, r, c, out);
        return;
    }
    out->shown =
        figure_prose(l->a, &f, &l->s->words[l->lang], ref->form);
    out->checked = true;
    out->revised =
        l->written.precision != DATE_NONE && was_revised(l, c);
    diag_add(l->d, r->loc, DIAG_STAT_EMPTY,
             "the text is empty: '" STR_FMT "' is shown; a preview shows "
             "nothing",
             STR_ARG(out->shown));
    mend_empty(l, r, &f, out->shown);
}

static bool selected(const struct selection *s, const struct cell *c)
{
    bool indicator = false;
    for (size_t i = 0; i < s->n_indicators; i++)
        indicator = indicator || s->indicator[i] == c->indicator;
    return indicator && cell_is_plan(c) == s->plan &&
           (s->group == 0 || c->group == s->group) &&
           (s->period.kind == PERIOD_NONE || period_eq(s->period, c->period));
}

static bool has_cells(const struct selection *s)
{
    for (size_t i = 0; i < s->n_districts; i++)
        for (size_t k = 0; k < s->district[i]->n_cells; k++)
            if (selected(s, &s->district[i]->cell[k]))
                return true;
    return false;
}

static bool any_refused(const struct site *s, const struct ref *ref)
{
    for (size_t i = 0; i < ref->n_districts; i++)
        for (size_t k = 0; k < ref->n_indicators; k++)
            if (site_refused_figure(s, ref->district[i], ref->indicator[k]))
                return true;
    return false;
}

void link_selection(struct linker *l, const struct reference *r,
                    const struct ref *ref, struct link *out)
{
    struct selection *s = arena_new(l->a, struct selection);
    s->period = ref->period;
    s->plan = ref->plan;
    s->type = (unsigned)ref->type;
    for (; s->n_districts < ref->n_districts; s->n_districts++)
        if (!find_district(l, r, ref->district[s->n_districts],
                           &s->district[s->n_districts]))
            return;
    for (; s->n_indicators < ref->n_indicators; s->n_indicators++)
        if (!find_indicator(l, r, ref->indicator[s->n_indicators],
                            &s->indicator[s->n_indicators]))
            return;
    if (!find_group(l, r, ref->group, &s->group))
        return;
    if (r->node != REFERENCE_BLOCK_IMAGE) {
        diag_add(l->d, r->loc, DIAG_REF_MALFORMED,
                 "a chart or table stands alone in its paragraph, as "
                 "![caption](" STR_FMT ")",
                 STR_ARG(r->url));
        return;
    }
    if (!has_cells(s)) {
        if (!any_refused(l->s, ref))
            diag_add(l->d, r->loc, DIAG_STAT_UNKNOWN,
                     "there are no figures for '" STR_FMT
                     "'; data/statistics has no row of these districts, "
                     "indicators and period",
                     STR_ARG(r->url));
        return;
    }
    out->kind = ref->scheme == REF_CHART ? LINK_CHART : LINK_TABLE;
    out->selection = s;
}
