/* SPDX-License-Identifier: MIT */
#include "render/cell_text.h"
#include "render/figures.h"
#include "render/jsonld_node.h"

/* What is certain is a value; "more than" and its like bound it. */
static void observed(struct json *j, const struct cell *c)
{
    const struct decimal d = {c->coef, c->places};
    bool over = c->qualifier == QUALIFIER_OVER ||
                c->qualifier == QUALIFIER_AT_LEAST;
    bool under = c->qualifier == QUALIFIER_UNDER ||
                 c->qualifier == QUALIFIER_NEARLY ||
                 c->qualifier == QUALIFIER_AT_MOST;
    if (c->range ? c->rare != NULL : under) {
        json_here(j, "maxValue");
        put_decimal(j->out, c->range ? c->rare->high : d);
    }
    if (c->status == STATUS_DERIVED)
        json_str(j, "measurementMethod", status_id(c));
    if (c->qualifier != QUALIFIER_EXACT)
        json_str(j, "measurementQualifier", qualifier_id(c));
    if (c->range || over) {
        json_here(j, "minValue");
        put_decimal(j->out, d);
    }
}

/* A time is told by its last day and, where it is no calendar unit, its length
 * (ISO 8601 duration); an open one cannot be told. */
static void observed_when(struct json *j, struct period p)
{
    if (p.kind >= PERIOD_YEAR && p.kind <= PERIOD_DAY) {
        json_here(j, "observationDate");
        buf_byte(j->out, '"');
        put_period(j->out, p);
        buf_byte(j->out, '"');
    } else if (period_has_end(p)) {
        json_here(j, "observationDate");
        buf_byte(j->out, '"');
        put_last_day(j->out, p);
        buf_byte(j->out, '"');
    }
    if (p.kind == PERIOD_SCHOOL_YEAR)
        json_str(j, "observationPeriod", STR("P1Y"));
    if (p.kind == PERIOD_RANGE) {
        json_here(j, "observationPeriod");
        if (p.from == DATE_YEAR && p.to == DATE_YEAR)
            buf_printf(j->out, "\"P%dY\"",
                       date_of_day(p.last).year - date_of_day(p.first).year +
                           1);
        else
            buf_printf(j->out, "\"P%dD\"", (int)(p.last - p.first + 1));
    }
}

void json_variable(struct json *j, struct render *r, const char *name,
                   const struct indicator *n)
{
    json_object(j, name);
    json_opt(j, "@id", variable_id(r, n));
    json_str(j, "@type", STR("StatisticalVariable"));
    json_str(j, "name", render_text(r, &n->name));
    json_end(j);
}

/* "@id" is relative to the page, where the figure has its anchor. */
void json_observation(struct json *j, struct render *r, const struct cell *c)
{
    struct arena *a = &r->scratch;
    const struct figure f = cell_figure(c);
    json_object(j, NULL);
    json_str(j, "@id", ARENA_JOIN(a, STR("#"), cell_anchor(a, r->site, c)));
    json_str(j, "@type", STR("Observation"));
    observed(j, c);
    if (c->group > 0 || c->period.kind >= PERIOD_RANGE)
        json_str(j, "name",
                 ARENA_JOIN(a, cell_title(r, c),
                            RENDER_FILL(r, "parenthesis",
                                        {"text", cell_period(r, c)})));
    json_ref(j, "observationAbout", place_id(r, c->district));
    observed_when(j, c->period);
    if (f.unit != NULL && f.unit->kind == UNIT_PERCENT)
        json_str(j, "unitCode", STR("P1"));
    json_opt(j, "unitText", figure_unit_word(&f, r->words));
    if (!c->range && (c->qualifier == QUALIFIER_EXACT ||
                      c->qualifier == QUALIFIER_ABOUT)) {
        json_here(j, "value");
        put_decimal(j->out, (struct decimal){c->coef, c->places});
    }
    json_variable(j, r, "variableMeasured", c->indicator);
    json_end(j);
}
