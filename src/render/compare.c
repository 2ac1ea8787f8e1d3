/* SPDX-License-Identifier: MIT */
#include "render/compare.h"

#include "render/data_page.h"
#include "render/figures.h"
#include "render/phrase.h"
#include "render/text.h"

bool is_comparable(const struct indicator *n)
{
    return n->measure == MEASURE_SHARE || n->measure == MEASURE_AVERAGE ||
           n->measure == MEASURE_LEVEL || n->measure == MEASURE_GROWTH;
}

static bool is_certain(const struct cell *c)
{
    return c->has_value && !c->range && c->qualifier == QUALIFIER_EXACT;
}

static struct decimal value_of(const struct cell *c)
{
    return (struct decimal){c->coef, c->places};
}

/* ---- distance to another place ---- */

static struct str points_phrase(struct render *r, struct decimal value,
                                struct decimal other, struct str place)
{
    int direction = decimal_compare(value, other);
    struct decimal by;
    if (!(direction < 0 ? decimal_sub(other, value, &by)
                        : decimal_sub(value, other, &by)))
        return (struct str){0};
    by = decimal_trim(by);
    const struct figure f = {.low = by, .high = by};
    struct str text =
        figure_prose(&r->scratch, &f, r->words, FIGURE_VALUE);
    struct str points = RENDER_FILL(
        r, "points", {"n", decimal_text(&r->scratch, by)}, {"text", text});
    return RENDER_FILL(r,
                       direction > 0   ? "cmp_points_above"
                       : direction < 0 ? "cmp_points_below"
                                       : "cmp_points_same",
                       {"points", points}, {"other", place});
}

static struct str phrase(struct render *r, const struct cell *c,
                         const struct cell *other)
{
    struct decimal a = value_of(c), b = value_of(other);
    const struct unit *unit = c->indicator->unit;
    struct str place =
        RENDER_FILL(r, "cmp_other_value",
                    {"place", render_text(r, &other->district->name)});
    if (decimal_eq(a, b) || (unit != NULL && (unit->kind == UNIT_PERCENT ||
                                              unit->kind == UNIT_POINTS)))
        return points_phrase(r, a, b, place);
    const char *key = phrase_of_ratio(a, b);
    return key != NULL ? RENDER_FILL(r, key, {"other", place})
                       : (struct str){0};
}

static struct str distance(struct render *r, const struct cell *c,
                           const struct cell *above)
{
    if (above == NULL || !is_certain(c) || !is_certain(above) ||
        !is_comparable(c->indicator))
        return (struct str){0};
    return phrase(r, c, above);
}

struct str compare_sentence(struct render *r, const struct cell *c,
                            const struct cell *above)
{
    struct str words = distance(r, c, above);
    struct rank rank = {0};
    bool ranked = cell_rank(r->site, c, &rank);
    if (words.len == 0 && !ranked)
        return words;
    const char *key = !ranked          ? "cmp_sentence"
                      : words.len == 0 ? (rank.tied ? "rank_tied"
                                                    : "rank_sentence")
                      : rank.tied      ? "cmp_ranked_tied"
                                       : "cmp_ranked";
    struct str name =
        html_link(r, indicator_href(r, c->indicator), cell_title(r, c));
    return HTML_FILL(
        r, key, {"indicator", name, true},
        {"period", cell_period(r, c), false},
        {"value", text_figure_link(r, c, cell_words(r, c)), true},
        {"phrase", words, false}, {"n", render_number(r, rank.place), false},
        {"m", render_number(r, rank.of), false});
}

/* ---- extremes ---- */

/* The cell with the greatest (or least) value; NULL when several have it. */
static const struct cell *extreme(const struct cell *const *cells, size_t n,
                                  int direction)
{
    const struct cell *best = NULL;
    bool shared = false;
    for (size_t i = 0; i < n; i++) {
        if (cells[i]->range)
            continue;
        int by = best == NULL ? direction
                              : decimal_compare(value_of(cells[i]),
                                                value_of(best));
        if (by == 0)
            shared = true;
        if (by != direction)
            continue;
        best = cells[i];
        shared = false;
    }
    return shared ? NULL : best;
}

struct str extremes_sentence(struct render *r, const struct cell *const *cells,
                             size_t n)
{
    const struct cell *high = extreme(cells, n, 1);
    const struct cell *low = extreme(cells, n, -1);
    if (high == NULL || low == NULL || high == low)
        return (struct str){0};
    struct str name =
        html_link(r, indicator_href(r, high->indicator), cell_title(r, high));
    return HTML_FILL(
        r, "cmp_extremes", {"indicator", name, true},
        {"period", cell_period(r, high), false},
        {"high", render_text(r, &high->district->name), false},
        {"high_value", text_figure_link(r, high, cell_words(r, high)), true},
        {"low", render_text(r, &low->district->name), false},
        {"low_value", text_figure_link(r, low, cell_words(r, low)), true});
}

/* ---- items ---- */

struct str compare_chart(struct render *r, const struct cell *const *cells,
                         size_t n)
{
    if (n < 2 || n > CHART_DISTRICTS_MAX)
        return (struct str){0};
    struct selection s = {.n_districts = n,
                          .indicator = {cells[0]->indicator},
                          .n_indicators = 1,
                          .period = cells[0]->period,
                          .group = cells[0]->group,
                          .type = CHART_DOT};
    for (size_t i = 0; i < n; i++)
        s.district[i] = cells[i]->district;
    return chart_alone_html(r, &s);
}

void add_rank_item(struct dict *d, enum marker list, struct str sentence)
{
    if (sentence.len > 0)
        dict_markup(dict_add(d, list), M_RANK, sentence);
}

bool add_chart_item(struct dict *d, enum marker list, struct str chart)
{
    if (chart.len == 0)
        return false;
    dict_markup(dict_add(d, list), M_CHART, chart);
    return true;
}

struct str column_note(struct render *r, const struct cell *c)
{
    const struct figure f = cell_figure(c);
    const struct str parts[] = {figure_unit_word(&f, r->words),
                                period_short(r, c->period)};
    return joined_by(r, "detail_join", parts, 2);
}
