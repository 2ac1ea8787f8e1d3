/* SPDX-License-Identifier: MIT */
#include "model/pair_parts.h"

/* The next heading at or behind `from`. */
static size_t section_end(const struct markdown_scan *scan, size_t from)
{
    size_t i = from;
    while (i < scan->blocks.len && scan->blocks.at[i].kind != BLOCK_HEADING)
        i++;
    return i;
}

static bool same_kinds(const struct markdown_scan *o, size_t o_from,
                       const struct markdown_scan *t, size_t t_from, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (o->blocks.at[o_from + i].kind != t->blocks.at[t_from + i].kind)
            return false;
    return true;
}

static bool same_headings(const struct markdown_scan *o,
                          const struct markdown_scan *t)
{
    if (o->headings.len != t->headings.len)
        return false;
    for (size_t i = 0; i < o->headings.len; i++)
        if (o->headings.at[i].level != t->headings.at[i].level)
            return false;
    return true;
}

/* A new group that begins at the translation's block `at`. */
static void open_group(struct pair *p, size_t at)
{
    struct alignment *g = &p->alignment;
    const struct markdown_scan *t = &p->t->body->scan;
    g->first[g->n_groups++] =
        at < t->blocks.len ? t->blocks.at[at].loc : pair_title(p->t);
}

static void put(struct pair *p, int side, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        p->alignment.group[side][i] = p->alignment.n_groups - 1;
}

/* One group for each block where both sections have the same kinds, else one
 * for both. */
static void put_section(struct pair *p, const size_t from[2],
                        const size_t to[2])
{
    size_t n = to[0] - from[0];
    if (n == to[1] - from[1] &&
        same_kinds(&p->o->body->scan, from[0], &p->t->body->scan, from[1], n)) {
        for (size_t i = 0; i < n; i++) {
            open_group(p, from[1] + i);
            put(p, 0, from[0] + i, from[0] + i + 1);
            put(p, 1, from[1] + i, from[1] + i + 1);
        }
        return;
    }
    open_group(p, from[1]);
    put(p, 0, from[0], to[0]);
    put(p, 1, from[1], to[1]);
}

void pair_align(struct pair *p)
{
    const struct markdown_scan *scan[2] = {&p->o->body->scan,
                                           &p->t->body->scan};
    struct alignment *g = &p->alignment;
    size_t from[2] = {0}, to[2];
    for (int side = 0; side < 2; side++)
        g->group[side] = arena_array(p->a, scan[side]->blocks.len + 1, size_t);
    g->first = arena_array(p->a, scan[0]->blocks.len + scan[1]->blocks.len + 2,
                           struct loc);
    g->same_headings = same_headings(scan[0], scan[1]);
    if (!g->same_headings) {
        open_group(p, 0);
        put(p, 0, 0, scan[0]->blocks.len);
        put(p, 1, 0, scan[1]->blocks.len);
        return;
    }
    for (;;) {
        for (int side = 0; side < 2; side++)
            to[side] = section_end(scan[side], from[side]);
        put_section(p, from, to);
        if (to[0] == scan[0]->blocks.len || to[1] == scan[1]->blocks.len)
            return;
        open_group(p, to[1]);
        for (int side = 0; side < 2; side++) {
            put(p, side, to[side], to[side] + 1);
            from[side] = to[side] + 1;
        }
    }
}

struct loc pair_place(const struct pair *p, size_t group)
{
    return group < p->alignment.n_groups ? p->alignment.first[group]
                                         : pair_title(p->t);
}
