/* SPDX-License-Identifier: MIT */
#include "model/statistics.h"

enum { RANK_MIN = 5 };

struct figure cell_figure(const struct cell *c)
{
    struct decimal low = {c->coef, c->places};
    return (struct figure){
        .low = low,
        .high = c->range && c->rare != NULL ? c->rare->high : low,
        .range = c->range,
        .scale = c->scale,
        .qualifier = c->qualifier,
        .decimals = c->indicator->decimals,
        .unit = c->indicator->unit,
    };
}

struct loc cell_loc(const struct site *s, const struct cell *c)
{
    struct loc loc = {.line = c->line, .col = 1};
    if (c->file < s->n_statistics_files)
        loc.path = s->statistics_file[c->file];
    return loc;
}

static int order(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

/* Place of a cell's series relative to a key's, within one district. */
static int compare_series(const struct cell *c, const struct cell_key *key)
{
    int by = order(c->indicator->index, key->indicator->index);
    if (by == 0)
        by = order(c->group, key->group);
    if (by == 0)
        by = order(cell_is_plan(c), key->plan);
    return by;
}

/* First cell of the district that does not lie before the key; with `after`,
 * the first that lies behind its series. */
static const struct cell *bound(const struct cell_key *key, bool after)
{
    const struct cell *at = key->district->cell;
    size_t len = key->district->n_cells;
    while (len > 0) {
        size_t half = len / 2;
        int by = compare_series(&at[half], key);
        if (by == 0 && !after && key->period.kind != PERIOD_NONE)
            by = period_compare(at[half].period, key->period);
        if (by < 0 || (by == 0 && after)) {
            at += half + 1;
            len -= half + 1;
        } else
            len = half;
    }
    return at;
}

static const struct cell *latest(const struct cell *first,
                                 const struct cell *end)
{
    const struct cell *undated = NULL, *broken = NULL;
    for (const struct cell *c = end; c != first;) {
        c--;
        if (cell_is_broken(c))
            broken = c;
        else if (c->has_value && c->period.kind == PERIOD_UNDATED)
            undated = c;
        else if (c->has_value)
            return c;
    }
    return undated != NULL ? undated : broken;
}

void series_note(const struct site *s, const struct district *d,
                 const struct indicator *i)
{
    const struct district *p = d->parent;
    if (p == NULL || !p->current || !d->current ||
        !trace_noted(s->trace,
                     &(struct query){.kind = QUERY_FAMILY, .a = p->code}))
        trace_note(s->trace, &(struct query){.kind = QUERY_SERIES,
                                             .a = d->code,
                                             .b = i->id});
}

static const struct cell *find(const struct cell_key *key)
{
    if (key->district == NULL || key->indicator == NULL ||
        key->district->n_cells == 0)
        return NULL;
    const struct cell *c = bound(key, false);
    if (key->period.kind == PERIOD_NONE)
        return latest(c, bound(key, true));
    const struct cell *end = key->district->cell + key->district->n_cells;
    return c < end && compare_series(c, key) == 0 &&
                   period_eq(c->period, key->period)
               ? c
               : NULL;
}

const struct cell *cell_find(const struct site *s, const struct cell_key *key)
{
    if (key->district != NULL && key->indicator != NULL)
        series_note(s, key->district, key->indicator);
    return find(key);
}

static bool same_series(const struct cell *a, const struct cell *b)
{
    return a->indicator == b->indicator && a->group == b->group &&
           cell_is_plan(a) == cell_is_plan(b);
}

struct series series_of(const struct cell *c)
{
    const struct cell *first = c, *last = c;
    const struct cell *begin = c->district->cell;
    const struct cell *end = begin + c->district->n_cells;
    while (first > begin && same_series(first - 1, c))
        first--;
    while (last + 1 < end && same_series(last + 1, c))
        last++;
    return (struct series){first, (size_t)(last - first) + 1};
}

struct series series_find(const struct site *s, const struct district *d,
                          const struct indicator *i)
{
    const struct cell_key key = {.district = d, .indicator = i};
    struct series series = {0};
    series_note(s, d, i);
    if (d->n_cells == 0)
        return series;
    const struct cell *c = bound(&key, false);
    const struct cell *end = d->cell + d->n_cells;
    for (series.first = c; c < end && compare_series(c, &key) == 0; c++)
        series.len++;
    return series;
}

bool series_next(const struct district *d, struct series *it)
{
    const struct cell *next = it->first ? it->first + it->len : d->cell;
    if (d->n_cells == 0 || next == d->cell + d->n_cells)
        return false;
    const struct cell *end = next + 1;
    while (end < d->cell + d->n_cells && same_series(end, next))
        end++;
    *it = (struct series){next, (size_t)(end - next)};
    return true;
}

const struct cell *cell_previous(const struct cell *c)
{
    if (cell_is_plan(c))
        return NULL;
    const struct cell *begin = c->district->cell;
    for (const struct cell *p = c; p > begin && same_series(p - 1, c);) {
        p--;
        if (p->has_value && period_comparable(p->period, c->period))
            return p;
    }
    return NULL;
}

static bool is_certain(const struct cell *c)
{
    return c->has_value && !c->range && c->qualifier == QUALIFIER_EXACT &&
           c->symbol != SYMBOL_U;
}

static bool grows_in_percent(const struct unit *unit)
{
    return unit != NULL &&
           (unit->kind == UNIT_COUNT || unit->kind == UNIT_MONEY);
}

bool cell_change(const struct cell *c, struct change *out)
{
    const struct cell *before = is_certain(c) ? cell_previous(c) : NULL;
    if (before == NULL || !is_certain(before))
        return false;
    struct decimal now = {c->coef, c->places}, hundred;
    struct decimal then = {before->coef, before->places};
    struct change change = {.before = before,
                            .direction = decimal_compare(now, then)};
    if (!(change.direction < 0 ? decimal_sub(then, now, &change.by)
                               : decimal_sub(now, then, &change.by)))
        return false;
    change.has_percent =
        grows_in_percent(c->indicator->unit) && before->coef > 0 &&
        decimal_shift(change.by, 2, &hundred) &&
        decimal_div(hundred, then, 1, &change.percent);
    int wanted = c->indicator->polarity == POLARITY_HIGHER  ? 1
                 : c->indicator->polarity == POLARITY_LOWER ? -1
                                                            : 0;
    change.good = wanted != 0 && change.direction == wanted;
    change.bad = wanted != 0 && change.direction == -wanted;
    *out = change;
    return true;
}

static struct cell_key key_of(const struct cell *c)
{
    return (struct cell_key){.district = c->district,
                             .indicator = c->indicator,
                             .period = c->period,
                             .group = c->group,
                             .plan = cell_is_plan(c)};
}

static void note_peers(const struct site *s, const struct district *parent,
                       const struct indicator *i)
{
    trace_note(s->trace, &(struct query){.kind = QUERY_PEERS,
                                         .a = parent->code,
                                         .b = i->id});
}

static const struct cell *peer(const struct cell *c, const struct district *d)
{
    struct cell_key key = key_of(c);
    key.district = d;
    const struct cell *found = find(&key);
    return found != NULL && found->has_value ? found : NULL;
}

bool cell_rank(const struct site *s, const struct cell *c, struct rank *out)
{
    const struct indicator *i = c->indicator;
    const struct district *parent = c->district->parent;
    if (!c->has_value || c->range || parent == NULL || !c->district->current ||
        i->is_fact || i->unit == NULL || i->polarity == POLARITY_NONE)
        return false;
    note_peers(s, parent, i);
    struct rank rank = {.place = 1};
    struct decimal own = {c->coef, c->places};
    for (size_t n = 0; n < parent->n_children; n++) {
        const struct cell *other = peer(c, parent->child[n]);
        if (other == NULL || other->range)
            continue;
        rank.of++;
        int by = decimal_compare((struct decimal){other->coef, other->places},
                                 own);
        if (by == 0 && other->district != c->district)
            rank.tied = true;
        if (i->polarity == POLARITY_LOWER ? by < 0 : by > 0)
            rank.place++;
    }
    if (rank.of < RANK_MIN)
        return false;
    *out = rank;
    return true;
}

void cell_peers(const struct site *s, struct arena *a, const struct cell *c,
                struct cell_list *out)
{
    const struct district *parent = c->district->parent;
    if (parent == NULL)
        return;
    note_peers(s, parent, c->indicator);
    const struct cell *above = peer(c, parent);
    if (above != NULL)
        *vec_push(a, out) = above;
    for (size_t n = 0; n < parent->n_children; n++) {
        const struct cell *other = peer(c, parent->child[n]);
        if (other != NULL)
            *vec_push(a, out) = other;
    }
}

static struct str group_id(const struct site *s, const struct cell *c)
{
    if (c->group == 0 || c->group > s->n_groups)
        return (struct str){0};
    return s->group[c->group - 1]->id;
}

struct str cell_anchor(struct arena *a, const struct site *s,
                       const struct cell *c)
{
    struct str period = period_text(a, c->period), group = group_id(s, c);
    series_note(s, c->district, c->indicator);
    return ARENA_JOIN(a, c->indicator->id, STR("."), period,
                      group.len > 0 ? STR(".") : group, group,
                      cell_is_plan(c) ? STR(".plan") : (struct str){0});
}

struct str cell_reference(struct arena *a, const struct site *s,
                          const struct cell *c)
{
    struct str period = period_text(a, c->period), group = group_id(s, c);
    bool plan = cell_is_plan(c);
    return arena_printf(a, "stat:" STR_FMT "/" STR_FMT "/" STR_FMT
                        "%s" STR_FMT "%s",
                        STR_ARG(c->district->code),
                        STR_ARG(c->indicator->id), STR_ARG(period),
                        group.len > 0 ? "?group=" : "", STR_ARG(group),
                        !plan ? "" : group.len > 0 ? "&status=plan"
                                                   : "?status=plan");
}
