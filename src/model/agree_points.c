/* SPDX-License-Identifier: MIT */
#include "base/vec.h"
#include "model/agree_claim.h"

struct dates {
    struct arena *a;
    const struct agree_unit *units;
    size_t n;
    const struct agree_options *options;
    struct side *side;
    struct disagreements *out;
};

/* Dates of the other side that are looked at, around the same rank. */
enum { WINDOW = 256 };

/* A date may be said in a unit beside; a year anywhere in the section. */
static bool is_covered(const struct dates *m, const struct point *p, int side)
{
    const struct points *own = &m->side[side].points;
    const struct points *others = &m->side[!side].points;
    size_t rank = (size_t)(p - own->at) * others->len / own->len;
    size_t first = rank > WINDOW ? rank - WINDOW : 0;
    for (size_t i = first; i < others->len && i < rank + WINDOW; i++) {
        const struct point *o = &others->at[i];
        size_t d = o->unit < p->unit ? p->unit - o->unit : o->unit - p->unit;
        bool year = p->month < 0 && p->day < 0;
        if ((d <= 1 || year || m->options->loose) && point_covered(p, o))
            return true;
    }
    return false;
}

static void mark_covered(struct dates *m, int side)
{
    for (size_t i = 0; i < m->side[side].points.len; i++) {
        struct point *p = &m->side[side].points.at[i];
        bool year = p->month < 0 && p->day < 0 && p->hour < 0;
        p->done = p->bare_month || p->text->optional ||
                  is_covered(m, p, side) ||
                  (year && slack_year(&m->units[p->unit], !side));
    }
}

static struct agree_place place_of_point(const struct point *p)
{
    return p != NULL ? (struct agree_place){.text = p->text, .q = p->q}
                     : (struct agree_place){0};
}

static struct point *open_point(struct points *points, size_t unit, size_t *at)
{
    while (*at < points->len &&
           (points->at[*at].unit < unit ||
            (points->at[*at].unit == unit && points->at[*at].done)))
        ++*at;
    if (*at >= points->len || points->at[*at].unit != unit)
        return NULL;
    return &points->at[(*at)++];
}

static void report_points(struct dates *m)
{
    size_t at[2] = {0, 0};
    for (size_t unit = 0; unit < m->n; unit++)
        for (;;) {
            struct point *ours = open_point(&m->side[0].points, unit, &at[0]);
            struct point *theirs = open_point(&m->side[1].points, unit, &at[1]);
            if (ours == NULL && theirs == NULL)
                break;
            struct disagreement *d = vec_push(m->a, m->out);
            d->fault = ours == NULL     ? AGREE_EXTRA
                       : theirs == NULL ? AGREE_MISSING
                                        : AGREE_DIFFERS;
            d->unit = unit;
            d->in[0] = place_of_point(ours);
            d->in[1] = place_of_point(theirs);
        }
}

void points_compare(struct arena *a, const struct agree_unit *units, size_t n,
                    const struct agree_options *options, struct side side[2],
                    struct disagreements *out)
{
    struct dates m = {a, units, n, options, side, out};
    mark_covered(&m, 0);
    mark_covered(&m, 1);
    report_points(&m);
}
