/* SPDX-License-Identifier: MIT */
#include "model/agree.h"

#include <stdlib.h>

#include "base/vec.h"
#include "model/agree_claim.h"

/* Bounds of the searches, so that all is linear in the number of claims. */
enum { CHAIN_MAX = 64, WINDOW_MAX = 64, SLACK_MAX = 64 };

struct matching {
    struct arena *a;
    const struct agree_unit *units;
    size_t n;
    const struct agree_options *options;
    struct side side[2];
    struct disagreements *out;
};

struct slice {
    size_t first[2], last[2]; /* the claims of some units, by side */
};

/* ---- claims by value ---- */

struct chains {
    struct claims *claims;
    uint32_t *head, *next; /* position + 1 */
    size_t mask;
    size_t first; /* claim of position 0 */
    bool raw;     /* by the number as written, else in its base unit */
};

static size_t hash(const struct chains *c, const struct claim *claim)
{
    struct decimal d = decimal_trim(c->raw ? claim->q.low : claim->low);
    uint64_t h = ((uint64_t)d.coef ^ d.places) * 0x9E3779B97F4A7C15u;
    return (size_t)(h >> 32) & c->mask;
}

static struct chains chains_of(struct arena *a, struct claims *claims,
                               size_t first, size_t last, bool raw)
{
    struct chains c = {.claims = claims, .mask = 1, .first = first, .raw = raw};
    while (c.mask < last - first)
        c.mask *= 2;
    c.head = arena_array(a, c.mask, uint32_t);
    c.next = arena_array(a, last - first + 1, uint32_t);
    c.mask--;
    for (size_t i = last - first; i-- > 0;) {
        size_t b = hash(&c, &claims->at[first + i]);
        c.next[i] = c.head[b];
        c.head[b] = (uint32_t)i + 1;
    }
    return c;
}

/* The first open claim that passes; done ones leave their chain. */
static struct claim *find(struct chains *c, const struct claim *a,
                          bool (*passes)(const struct claim *,
                                         const struct claim *))
{
    uint32_t *link = &c->head[hash(c, a)];
    for (int steps = 0; *link != 0 && steps < CHAIN_MAX;) {
        struct claim *b = &c->claims->at[c->first + *link - 1];
        if (b->done) {
            *link = c->next[*link - 1];
            continue;
        }
        if (passes(a, b))
            return b;
        link = &c->next[*link - 1];
        steps++;
    }
    return NULL;
}

static bool is_same(const struct claim *a, const struct claim *b)
{
    return claim_units_fit(a, b) == 2 && claim_relation(a, b) == RELATION_SAME;
}

static bool may_be_same(const struct claim *a, const struct claim *b)
{
    return claim_relation(a, b) == RELATION_SAME;
}

static bool is_near(const struct claim *a, const struct claim *b)
{
    size_t d = a->unit < b->unit ? b->unit - a->unit : a->unit - b->unit;
    return d <= 1 && may_be_same(a, b);
}

static bool is_bent(const struct claim *a, const struct claim *b)
{
    enum relation r = claim_relation(a, b);
    return r == RELATION_QUALIFIER || r == RELATION_UNIT;
}

/* ---- reports ---- */

static struct agree_place place_of(const struct claim *c)
{
    return c != NULL ? (struct agree_place){.text = c->text, .q = c->q}
                     : (struct agree_place){0};
}

static void report(struct matching *m, enum agree_fault fault,
                   struct claim *ours, struct claim *theirs)
{
    if (ours != NULL)
        ours->done = true;
    if (theirs != NULL)
        theirs->done = true;
    if ((ours != NULL && ours->text->optional) ||
        (theirs != NULL && theirs->text->optional))
        return;
    struct disagreement *d = vec_push(m->a, m->out);
    d->fault = fault;
    d->unit = ours != NULL ? ours->unit : theirs->unit;
    d->in[0] = place_of(ours);
    d->in[1] = place_of(theirs);
    if (fault == AGREE_DIFFERS)
        d->slip = slip_of(m->a, m->options->speech, ours, theirs);
}

/* ---- numbers that agree ---- */

static int compare_pointers(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t) * (const void *const *)a;
    uintptr_t y = (uintptr_t) * (const void *const *)b;
    return (x > y) - (x < y);
}

/* What was checked against a cell that the other side cites too. */
static void match_cells(struct matching *m, int side)
{
    vec_of(const void *) cited = {0};
    for (size_t i = 0; i < m->n; i++)
        for (size_t k = 0; k < m->units[i].n[!side]; k++) {
            const struct agree_text *t = &m->units[i].text[!side][k];
            for (size_t j = 0; j < t->n_cited; j++)
                *vec_push(m->a, &cited) = t->cited[j].cell;
        }
    if (cited.len == 0)
        return;
    qsort(cited.at, cited.len, sizeof *cited.at, compare_pointers);
    struct claims *own = &m->side[side].claims;
    for (size_t i = 0; i < own->len; i++) {
        struct claim *c = &own->at[i];
        if (c->cell != NULL && bsearch(&c->cell, cited.at, cited.len,
                                       sizeof *cited.at, compare_pointers))
            c->done = c->paired = true;
    }
}

static void match_values(struct matching *m, const struct slice *s, bool raw,
                         bool (*passes)(const struct claim *,
                                        const struct claim *))
{
    struct chains c =
        chains_of(m->a, &m->side[1].claims, s->first[1], s->last[1], raw);
    for (size_t i = s->first[0]; i < s->last[0]; i++) {
        struct claim *a = &m->side[0].claims.at[i];
        struct claim *b = a->done ? NULL : find(&c, a, passes);
        if (b != NULL)
            a->done = b->done = a->paired = b->paired = true;
    }
}

struct open {
    struct claim **at;
    size_t len, cap;
};

static struct open open_claims(struct matching *m, const struct slice *s,
                               int side)
{
    struct open open = {0};
    for (size_t i = s->first[side]; i < s->last[side]; i++)
        if (!m->side[side].claims.at[i].done)
            *vec_push(m->a, &open) = &m->side[side].claims.at[i];
    return open;
}

static void match_rounded(struct matching *m, const struct slice *s)
{
    struct open ours = open_claims(m, s, 0), theirs = open_claims(m, s, 1);
    for (size_t i = 0; i < ours.len; i++)
        for (size_t k = 0; k < theirs.len && k < WINDOW_MAX; k++) {
            struct claim *a = ours.at[i], *b = theirs.at[k];
            if (a->done || b->done ||
                (claim_relation(a, b) != RELATION_SAME && !claim_rounds(a, b)))
                continue;
            a->done = b->done = a->paired = b->paired = true;
        }
}

static struct claim *find_end(const struct open *open,
                              const struct claim *range, struct decimal value)
{
    for (size_t i = 0; i < open->len && i < WINDOW_MAX; i++) {
        struct claim *c = open->at[i];
        if (!c->done && !c->q.range && decimal_eq(c->q.low, value) &&
            claim_units_fit(c, range) > 0)
            return c;
    }
    return NULL;
}

/* "Between zero and 100 per cent" for 零与百分之百: two numbers and a range. */
static void match_ends(struct matching *m, const struct slice *s, int side)
{
    struct open ranges = open_claims(m, s, side), ends = {0};
    for (size_t i = 0; i < ranges.len; i++) {
        struct claim *range = ranges.at[i];
        if (!range->q.range)
            continue;
        if (ends.at == NULL)
            ends = open_claims(m, s, !side);
        struct claim *high = find_end(&ends, range, range->q.high);
        struct claim *low = find_end(&ends, range, range->q.low);
        if (high == NULL || (low == NULL && range->q.low.coef > 1))
            continue;
        range->done = high->done = true;
        if (low != NULL)
            low->done = true;
    }
}

/* ---- numbers that do not ---- */

static void report_bent(struct matching *m, const struct slice *s)
{
    struct chains c =
        chains_of(m->a, &m->side[1].claims, s->first[1], s->last[1], true);
    for (size_t i = s->first[0]; i < s->last[0]; i++) {
        struct claim *a = &m->side[0].claims.at[i];
        struct claim *b = a->done ? NULL : find(&c, a, is_bent);
        if (b == NULL)
            continue;
        bool unit = claim_relation(a, b) == RELATION_UNIT;
        report(m, unit ? AGREE_UNIT : AGREE_QUALIFIER, a, b);
        a->paired = b->paired = true;
    }
}

static void allow_slack(struct matching *m, const struct slice *s, int side)
{
    struct open open = open_claims(m, s, side);
    struct quantities passing = {0};
    if (open.len == 0)
        return;
    const struct agree_unit *unit = &m->units[open.at[0]->unit];
    slack_passing(m->a, unit, !side, &m->side[!side].claims, s->first[!side],
                  &passing);
    for (size_t i = 0; i < open.len && i < SLACK_MAX; i++)
        if (slack_allows(open.at[i], &m->side[side].claims, unit, !side,
                         &passing))
            open.at[i]->done = true;
}

/* The open claim most like `a` near its own place in the list, or NULL. */
static struct claim *likest(const struct claim *a, const struct open *theirs,
                            size_t place, int least)
{
    struct claim *best = NULL;
    int score = least - 1;
    size_t from = place > WINDOW_MAX / 2 ? place - WINDOW_MAX / 2 : 0;
    for (size_t k = from; k < theirs->len && k < from + WINDOW_MAX; k++) {
        struct claim *b = theirs->at[k];
        int likeness = b->done ? 0 : slip_score(a, b);
        if (likeness > score) {
            score = likeness;
            best = b;
        }
    }
    return best;
}

/* Pairs what is left by likeness, then reports the rest as missing. */
static void report_open(struct matching *m, const struct slice *s)
{
    struct open ours = open_claims(m, s, 0), theirs = open_claims(m, s, 1);
    for (int least = 6; least > 0; least -= 4)
        for (size_t i = 0; i < ours.len; i++) {
            struct claim *a = ours.at[i];
            struct claim *best =
                a->done ? NULL : likest(a, &theirs, i, least);
            if (best != NULL)
                report(m, AGREE_DIFFERS, a, best);
        }
    for (size_t i = 0; i < ours.len; i++)
        if (!ours.at[i]->done && !slack_is_weak(ours.at[i]))
            report(m, AGREE_MISSING, ours.at[i], NULL);
    for (size_t i = 0; i < theirs.len; i++)
        if (!theirs.at[i]->done && !slack_is_weak(theirs.at[i]))
            report(m, AGREE_EXTRA, NULL, theirs.at[i]);
}

/* ---- a section ---- */

const struct names *agree_names(struct arena *a, const struct str *ignore,
                                size_t n)
{
    if (n == 0)
        return NULL;
    struct names *names = arena_new(a, struct names);
    *names = quantity_names(a, ignore, n);
    return names;
}

static void read_side(struct matching *m, int side)
{
    for (size_t i = 0; i < m->n; i++)
        for (size_t k = 0; k < m->units[i].n[side]; k++)
            claims_read(m->a, &m->units[i].text[side][k], i, m->options,
                        &m->side[side]);
}

/* The claims of the next unit, behind those of the slice. */
static void advance(const struct matching *m, struct slice *s, size_t unit)
{
    for (int side = 0; side < 2; side++) {
        const struct claims *c = &m->side[side].claims;
        s->first[side] = s->last[side];
        while (s->last[side] < c->len && c->at[s->last[side]].unit == unit)
            s->last[side]++;
    }
}

static void for_units(struct matching *m,
                      void (*work)(struct matching *, const struct slice *))
{
    struct slice s = {0};
    for (size_t i = 0; i < m->n; i++) {
        advance(m, &s, i);
        work(m, &s);
    }
}

static void match_unit(struct matching *m, const struct slice *s)
{
    match_values(m, s, false, is_same);
    match_values(m, s, false, may_be_same);
    match_values(m, s, true, may_be_same);
    match_rounded(m, s);
}

static void report_unit(struct matching *m, const struct slice *s)
{
    match_ends(m, s, 0);
    match_ends(m, s, 1);
    report_bent(m, s);
    allow_slack(m, s, 0);
    allow_slack(m, s, 1);
    report_open(m, s);
}

/* A headline may leave out what the summary says. */
static void forgive(struct matching *m, const struct slice *all, int side)
{
    struct side *other = &m->side[!side];
    struct open open = open_claims(m, all, side);
    for (size_t i = 0; i < open.len && i < WINDOW_MAX; i++)
        for (size_t k = 0; k < other->claims.len && k < WINDOW_MAX; k++)
            if (claim_relation(open.at[i], &other->claims.at[k]) ==
                RELATION_SAME)
                open.at[i]->done = true;
}

void agree_section(struct arena *a, const struct agree_unit *units, size_t n,
                   const struct agree_options *options,
                   struct disagreements *out)
{
    struct matching m = {
        .a = a, .units = units, .n = n, .options = options, .out = out};
    read_side(&m, 0);
    read_side(&m, 1);
    match_cells(&m, 0);
    match_cells(&m, 1);
    for_units(&m, match_unit);
    struct slice all = {.last = {m.side[0].claims.len, m.side[1].claims.len}};
    match_values(&m, &all, false, options->loose ? may_be_same : is_near);
    if (options->loose) {
        forgive(&m, &all, 0);
        forgive(&m, &all, 1);
    }
    for_units(&m, report_unit);
    points_compare(a, units, n, options, m.side, out);
}
