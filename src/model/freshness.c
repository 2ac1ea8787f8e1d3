/* SPDX-License-Identifier: MIT */
#include "model/freshness.h"

static int32_t day_of(const struct site *s, const struct cell *c)
{
    if (c->rare != NULL && c->rare->revised.precision != DATE_NONE)
        return date_last_day(c->rare->revised);
    const struct source *source =
        c->source > 0 ? s->source[c->source - 1] : NULL;
    if (source != NULL && source->date.precision != DATE_NONE)
        return date_last_day(source->date);
    return c->period.last == INT32_MAX ? c->period.first : c->period.last;
}

/* INT32_MIN: no cell counts. */
static int32_t newest_day(const struct site *s, const struct indicator *i)
{
    int32_t newest = INT32_MIN;
    for (size_t k = 0; k < i->n_cells; k++) {
        const struct cell *c = i->cell[k];
        if (!c->has_value || c->status == STATUS_PLAN)
            continue;
        int32_t day = day_of(s, c);
        newest = day > newest ? day : newest;
    }
    return newest;
}

void freshness_check(const struct site *s, struct diag *d)
{
    struct arena scratch = {0};
    int32_t today =
        date_first_day(date_in_zone(s->options->as_of, s->config.zone));
    for (size_t i = 0; i < s->n_indicators; i++) {
        const struct indicator *x = s->indicator[i];
        int32_t day = x->broken || x->is_fact ? INT32_MIN : newest_day(s, x);
        if (day == INT32_MIN || today - day <= s->options->freshness)
            continue;
        struct str date = date_iso(&scratch, date_of_day(day));
        diag_add(d, x->loc, DIAG_DATA_OLD,
                 "the newest figure of '" STR_FMT "' is of " STR_FMT
                 ", %d days "
                 "ago; look for a newer source",
                 STR_ARG(x->id), STR_ARG(date), today - day);
    }
    arena_release(&scratch);
}
