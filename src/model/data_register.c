/* SPDX-License-Identifier: MIT */
#include "model/data_register.h"

#include <stdlib.h>

enum { PRIORITY_MAX = 999, PRIORITY_NONE = 1000 };

bool register_is_new(struct row *r, struct map *map, struct str key,
                     struct str shown, void *record)
{
    void *found = map_put(map, r->file->kept, key, record);
    if (found == record)
        return true;
    const struct loc *first = found;
    row_report(r, 0, DIAG_RECORD_DUPLICATE,
               "'" STR_FMT "' stands on line %u already; remove one of the "
               "two rows or change its id",
               STR_ARG(shown), first->line);
    return false;
}

/* Takes a record that begins with its loc into a map of the site. */
static bool add(struct row *r, struct map *map, struct str id, void *record)
{
    return id.len > 0 && register_is_new(r, map, id, id, record);
}

/* Indexes of groups and sources have 16 bits in a cell. */
static bool has_room(struct row *r, size_t n)
{
    if (n < UINT16_MAX)
        return true;
    row_report(r, -1, DIAG_CSV_LIMIT, "more than %u rows; remove those that no "
               "figure needs", UINT16_MAX);
    return false;
}

static void read_unit(struct row *r, struct site *s)
{
    static const struct choice kinds[] = {
        {"count", UNIT_COUNT},     {"money", UNIT_MONEY},
        {"percent", UNIT_PERCENT}, {"points", UNIT_POINTS},
        {"ratio", UNIT_RATIO},     {"duration", UNIT_DURATION},
        {NULL, 0}};
    struct unit *u = arena_new(&s->arena, struct unit);
    int id = row_column(r, "id");
    u->loc = row_loc(r, id);
    u->id = row_id(r, id);
    u->kind =
        (enum unit_kind)row_choice(r, row_column(r, "kind"), kinds, -1);
    u->zh = row_str(r, row_column(r, "zh"));
    u->en_one = row_str(r, row_column(r, "en_one"));
    u->en_other = row_str(r, row_column(r, "en_other"));
    u->zh_alt = row_str(r, row_column(r, "zh_alt"));
    u->en_alt = row_str(r, row_column(r, "en_alt"));
    if (u->en_other.len == 0)
        u->en_other = u->en_one;
    if (u->en_one.len == 0)
        u->en_one = u->en_other;
    if (add(r, &s->by_unit, u->id, u))
        s->unit[s->n_units++] = u;
}

static void read_topic(struct row *r, struct site *s)
{
    struct topic *t = arena_new(&s->arena, struct topic);
    int id = row_column(r, "id");
    t->loc = row_loc(r, id);
    t->id = row_id(r, id);
    t->name = row_text_required(r, "name");
    t->description = row_text(r, "description");
    t->broken = r->broken;
    if (add(r, &s->by_topic, t->id, t))
        s->topic[s->n_topics++] = t;
}

static void read_group(struct row *r, struct site *s)
{
    struct group *g = arena_new(&s->arena, struct group);
    int id = row_column(r, "id");
    g->loc = row_loc(r, id);
    g->id = row_id(r, id);
    g->name = row_text_required(r, "name");
    if (!has_room(r, s->n_groups) ||
        !add(r, &s->by_group, g->id, g))
        return;
    s->group[s->n_groups++] = g;
    g->index = (uint16_t)s->n_groups;
    struct str split = row_str(r, row_column(r, "split"));
    if (split.len == 0)
        return;
    struct group *first = map_put(&r->file->keys, &r->file->arena,
                                  arena_copy(&r->file->arena, split), g);
    g->split = first->index;
    first->n_split++;
}

static void read_source(struct row *r, struct site *s)
{
    struct source *x = arena_new(&s->arena, struct source);
    int id = row_column(r, "id");
    x->loc = row_loc(r, id);
    x->id = row_id(r, id);
    x->title = row_text_required(r, "title");
    x->publisher = row_text(r, "publisher");
    x->author = row_str(r, row_column(r, "author"));
    x->editor = row_str(r, row_column(r, "editor"));
    x->url = row_url(r, row_column(r, "url"));
    x->date = row_date(r, row_column(r, "date"), &x->date_inferred);
    x->broken = r->broken;
    if (!has_room(r, s->n_sources) ||
        !add(r, &s->by_source, x->id, x))
        return;
    s->source[s->n_sources++] = x;
    x->index = (uint16_t)s->n_sources;
}

static const struct choice measures[] = {
    {"stock", MEASURE_STOCK},     {"flow", MEASURE_FLOW},
    {"share", MEASURE_SHARE},     {"growth", MEASURE_GROWTH},
    {"average", MEASURE_AVERAGE}, {"level", MEASURE_LEVEL},
    {NULL, 0}};
static const struct choice scopes[] = {
    {"series", false}, {"fact", true}, {NULL, 0}};
static const struct choice polarities[] = {{"higher", POLARITY_HIGHER},
                                           {"lower", POLARITY_LOWER},
                                           {"none", POLARITY_NONE},
                                           {NULL, 0}};

static void check_share(struct row *r, const struct indicator *i)
{
    if (i->unit != NULL && i->measure == MEASURE_SHARE &&
        i->unit->kind != UNIT_PERCENT)
        row_report(r, row_column(r, "unit"), DIAG_DATA_VALUE,
                   "a share needs a unit of the kind percent, '" STR_FMT
                   "' is another; or take another measure",
                   STR_ARG(i->unit->id));
}

static void read_indicator(struct row *r, struct site *s)
{
    struct indicator *i = arena_new(&s->arena, struct indicator);
    int id = row_column(r, "id"), unit = row_column(r, "unit");
    i->loc = row_loc(r, id);
    i->id = row_id(r, id);
    i->name = row_text_required(r, "name");
    i->definition = row_text(r, "definition");
    if (row_required(r, unit).len > 0)
        i->unit = row_ref(r, unit, DATA_UNITS);
    i->measure =
        (enum measure)row_choice(r, row_column(r, "measure"), measures, -1);
    i->base = row_str(r, row_column(r, "base"));
    i->is_fact = row_choice(r, row_column(r, "scope"), scopes, false);
    i->polarity = (enum polarity)row_choice(r, row_column(r, "polarity"),
                                            polarities, POLARITY_NONE);
    i->topic = row_ref(r, row_column(r, "topic"), DATA_TOPICS);
    i->priority = row_int(r, row_column(r, "priority"), 1, PRIORITY_MAX,
                          PRIORITY_NONE);
    i->decimals = (uint8_t)row_int(r, row_column(r, "decimals"), 0,
                                   DECIMAL_PLACES_MAX, 0);
    check_share(r, i);
    i->broken = r->broken || i->unit == NULL;
    if (add(r, &s->by_indicator, i->id, i))
        s->indicator[s->n_indicators++] = i;
}

/* ---- indicators that refer to others ---- */

static struct indicator *indicator_ref(struct row *r, const char *name,
                                       struct str id, const struct indicator *of)
{
    int column = row_column(r, name);
    struct indicator *found = map_get(&r->file->site->by_indicator, id);
    if (found == NULL && r->file->bad_key)
        return NULL; /* it may be the row whose id was reported */
    if (found == NULL)
        return row_ref_to(r, column, DATA_INDICATORS, id);
    if (found != of)
        return found;
    row_report(r, column, DIAG_DATA_VALUE,
               "'" STR_FMT "' is the indicator itself; name another",
               STR_ARG(id));
    return NULL;
}

static void join_numerator(struct row *r, struct indicator *i)
{
    int column = row_column(r, "numerator");
    struct str id = row_str(r, column);
    if (id.len == 0)
        return;
    i->numerator = indicator_ref(r, "numerator", id, i);
    if (i->measure != MEASURE_SHARE && i->measure != MEASURE_AVERAGE)
        row_report(r, column, DIAG_DATA_VALUE,
                   "only a share or an average has a numerator; remove it, or "
                   "correct the measure");
    else if (i->of == NULL)
        row_report(r, column, DIAG_DATA_VALUE,
                   "a numerator needs the indicator that it is divided by in "
                   "the column 'base'");
}

static void join_parts(struct row *r, struct site *s, struct indicator *i)
{
    int column = row_column(r, "parts");
    struct strs ids = row_list(r, column);
    i->part = arena_array(&s->arena, ids.len, struct indicator *);
    for (size_t k = 0; k < ids.len; k++) {
        struct indicator *part = indicator_ref(r, "parts", ids.at[k], i);
        if (part == NULL)
            continue;
        i->part[i->n_parts++] = part;
        if (i->unit != NULL && part->unit != NULL &&
            i->unit->kind != part->unit->kind)
            row_report(r, column, DIAG_DATA_VALUE,
                       "'" STR_FMT "' is counted in '" STR_FMT "', the sum in "
                       "'" STR_FMT "'; only what has one kind of unit can be "
                       "added",
                       STR_ARG(part->id), STR_ARG(part->unit->id),
                       STR_ARG(i->unit->id));
    }
}

static void join_indicators(struct site *s, struct row_file *f)
{
    for (size_t n = 0; n < f->table->n_rows; n++) {
        struct row r = {.file = f, .at = n};
        int id = row_column(&r, "id");
        struct indicator *i = map_get(&s->by_indicator, row_str(&r, id));
        if (i == NULL || i->loc.line != row_loc(&r, id).line)
            continue;
        struct indicator *of = map_get(&s->by_indicator, i->base);
        i->of = of != i ? of : NULL;
        join_numerator(&r, i);
        join_parts(&r, s, i);
        i->broken = i->broken || r.broken;
        arena_reset(f->scratch);
    }
}

static void read_paper(struct row *r, struct site *s)
{
    struct paper *p = arena_new(&s->arena, struct paper);
    int id = row_column(r, "id");
    p->loc = row_loc(r, id);
    p->id = row_id(r, id);
    p->title = row_text_required(r, "title");
    p->issuer = row_text(r, "issuer");
    p->number = row_str(r, row_column(r, "number"));
    p->url = row_url(r, row_column(r, "url"));
    p->date = row_date(r, row_column(r, "date"), NULL);
    p->broken = r->broken;
    if (add(r, &s->by_paper, p->id, p))
        s->paper[s->n_papers++] = p;
}

static void read_event(struct row *r, struct site *s)
{
    static const struct choice states[] = {{"actual", STATUS_ACTUAL},
                                           {"derived", STATUS_DERIVED},
                                           {"plan", STATUS_PLAN},
                                           {NULL, 0}};
    struct event *e = arena_new(&s->arena, struct event);
    int id = row_column(r, "id"), district = row_column(r, "district");
    e->loc = row_loc(r, id);
    e->id = row_id(r, id);
    if (row_required(r, district).len > 0)
        e->district = row_ref(r, district, DATA_DISTRICTS);
    e->period = row_period(r, row_column(r, "period"));
    e->text = row_text_required(r, "text");
    e->source = row_ref(r, row_column(r, "source"), DATA_SOURCES);
    e->status = (enum status)row_choice(r, row_column(r, "status"), states,
                                        STATUS_ACTUAL);
    e->broken = r->broken || e->district == NULL;
    if (add(r, &s->by_event, e->id, e))
        s->event[s->n_events++] = e;
}

/* ---- all registers ---- */

typedef void read_fn(struct row *, struct site *);

static void read_rows(struct site *s, struct row_file *f, read_fn *read)
{
    for (size_t i = 0; i < f->table->n_rows; i++) {
        struct row row = {.file = f, .at = i};
        read(&row, s);
        arena_reset(f->scratch);
    }
}

static int by_id(const void *a, const void *b)
{
    const struct indicator *const *x = a, *const *y = b;
    return str_compare((*x)->id, (*y)->id);
}

static void sort_indicators(struct site *s)
{
    if (s->n_indicators > 0)
        qsort(s->indicator, s->n_indicators, sizeof(struct indicator *), by_id);
    for (size_t i = 0; i < s->n_indicators; i++)
        s->indicator[i]->index = (uint32_t)i;
}

static int by_period(const void *a, const void *b)
{
    const struct event *x = *(struct event *const *)a;
    const struct event *y = *(struct event *const *)b;
    int order = period_compare(x->period, y->period);
    if (order == 0 && x->district != NULL && y->district != NULL)
        order = str_compare(x->district->code, y->district->code);
    else if (order == 0)
        order = (x->district != NULL) - (y->district != NULL);
    return order != 0 ? order : str_compare(x->id, y->id);
}

void register_read(struct site *s, struct row_file *f, enum data_kind kind)
{
    size_t n = f->table->n_rows + 1;
    struct arena *a = &s->arena;
    switch (kind) {
    case DATA_DISTRICTS: districts_read(s, f); break;
    case DATA_UNITS:
        s->unit = arena_array(a, n, struct unit *);
        read_rows(s, f, read_unit);
        break;
    case DATA_TOPICS:
        s->topic = arena_array(a, n, struct topic *);
        read_rows(s, f, read_topic);
        break;
    case DATA_GROUPS:
        s->group = arena_array(a, n, struct group *);
        read_rows(s, f, read_group);
        break;
    case DATA_SOURCES:
        s->source = arena_array(a, n, struct source *);
        read_rows(s, f, read_source);
        break;
    case DATA_INDICATORS:
        s->indicator = arena_array(a, n, struct indicator *);
        read_rows(s, f, read_indicator);
        sort_indicators(s);
        join_indicators(s, f);
        break;
    case DATA_DOCUMENTS:
        s->paper = arena_array(a, n, struct paper *);
        read_rows(s, f, read_paper);
        break;
    case DATA_EVENTS:
        s->event = arena_array(a, n, struct event *);
        read_rows(s, f, read_event);
        if (s->n_events > 0)
            qsort(s->event, s->n_events, sizeof(struct event *), by_period);
        break;
    case DATA_GLOSSARY:
        s->term = arena_array(a, n, struct term *);
        read_rows(s, f, glossary_read);
        break;
    case DATA_STATISTICS:
    case N_DATA_KINDS: break;
    }
}
