/* SPDX-License-Identifier: MIT */
#include "model/pair_parts.h"

bool pair_may_report(struct parity *c)
{
    return c->n_messages++ < PAIR_MESSAGES_MAX;
}

/* ---- headings, lists, tables, images ---- */

static void compare_headings(struct parity *c)
{
    const struct markdown_scan *o = &c->p->o->body->scan;
    const struct markdown_scan *t = &c->p->t->body->scan;
    size_t i = 0;
    while (i < o->headings.len && i < t->headings.len &&
           o->headings.at[i].level == t->headings.at[i].level)
        i++;
    const struct heading *a = i < o->headings.len ? &o->headings.at[i] : NULL;
    const struct heading *b = i < t->headings.len ? &t->headings.at[i] : NULL;
    if (!pair_may_report(c))
        return;
    if (a != NULL && b != NULL)
        diag_add(c->p->d, b->loc, DIAG_PARITY,
                 "this heading has level %d and stands for '" STR_FMT "' of "
                 "level %d, " STR_FMT ":%u; the headings of both texts should "
                 "be alike",
                 b->level, STR_ARG(a->text), a->level, PAIR_PLACE(a->loc));
    else if (b != NULL)
        diag_add(c->p->d, b->loc, DIAG_PARITY,
                 "nothing in the original, " STR_FMT ", stands for this "
                 "heading; headings: %zu there, %zu here",
                 STR_ARG(c->p->o->path), o->headings.len, t->headings.len);
    else if (a != NULL)
        diag_add(c->p->d, pair_title(c->p->t), DIAG_PARITY,
                 "no heading here stands for '" STR_FMT "', " STR_FMT
                 ":%u; headings: %zu there, %zu here",
                 STR_ARG(a->text), PAIR_PLACE(a->loc), o->headings.len,
                 t->headings.len);
}

static const struct {
    enum block_kind kind;
    const char *one, *many;
} counted[] = {
    {BLOCK_ITEM, SPEECH("list item"), SPEECH("list items")},
    {BLOCK_TABLE, SPEECH("table"), SPEECH("tables")},
    {BLOCK_CODE, SPEECH("code block"), SPEECH("code blocks")},
    {BLOCK_IMAGE, SPEECH("picture or chart"), SPEECH("pictures or charts")}};
enum { N_COUNTED = sizeof counted / sizeof *counted };

/* Of one kind in one section: how many, and where the first stands. */
struct tally {
    size_t n[2];
    struct loc loc[2];
};

/* Sections are counted by their headings where these agree. */
static void tally_blocks(const struct version *v, int side, bool sections,
                         struct tally (*all)[N_COUNTED])
{
    size_t section = 0;
    for (size_t i = 0; i < v->body->scan.blocks.len; i++) {
        const struct block *b = &v->body->scan.blocks.at[i];
        if (b->kind == BLOCK_HEADING && sections) {
            section++;
            for (size_t k = 0; k < N_COUNTED; k++)
                all[section][k].loc[side] = b->loc;
        }
        for (size_t k = 0; k < N_COUNTED; k++) {
            struct tally *tally = &all[section][k];
            if (b->kind == counted[k].kind && tally->n[side]++ == 0)
                tally->loc[side] = b->loc;
        }
    }
}

static void compare_blocks(struct parity *c)
{
    struct pair *p = c->p;
    bool sections = p->alignment.same_headings;
    size_t n = sections ? p->o->body->scan.headings.len + 1 : 1;
    struct tally(*all)[N_COUNTED] =
        arena_alloc(p->a, n, sizeof(struct tally[N_COUNTED]));
    for (size_t k = 0; k < N_COUNTED; k++) {
        all[0][k].loc[0] = pair_title(p->o);
        all[0][k].loc[1] = pair_title(p->t);
    }
    tally_blocks(p->o, 0, sections, all);
    tally_blocks(p->t, 1, sections, all);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < N_COUNTED; k++) {
            const struct tally *tally = &all[i][k];
            if (tally->n[0] != tally->n[1] && pair_may_report(c))
                diag_add(p->d, tally->loc[1], DIAG_PARITY,
                         "%zu %s in this part, %zu in the original, " STR_FMT
                         ":%u",
                         tally->n[1],
                         tally->n[1] == 1 ? counted[k].one : counted[k].many,
                         tally->n[0], PAIR_PLACE(tally->loc[0]));
        }
}

/* ---- tables ---- */

static const struct csv_block *next_csv(const struct version *v, size_t *at,
                                        struct loc *loc)
{
    for (; *at < v->body->scan.references.len; (*at)++)
        if (v->body->link[*at].csv != NULL) {
            *loc = v->body->scan.references.at[*at].loc;
            return v->body->link[(*at)++].csv;
        }
    return NULL;
}

static void compare_tables(struct parity *c)
{
    struct loc o_loc, t_loc;
    const struct csv_block *o, *t;
    for (size_t i = 0, k = 0; (o = next_csv(c->p->o, &i, &o_loc)) != NULL &&
                              (t = next_csv(c->p->t, &k, &t_loc)) != NULL;)
        if ((o->table.n_rows != t->table.n_rows ||
             o->table.n_columns != t->table.n_columns) &&
            pair_may_report(c))
            diag_add(c->p->d, t_loc, DIAG_PARITY,
                     "this table has %zu rows and %zu columns, that of the "
                     "original, " STR_FMT ":%u, %zu and %zu",
                     t->table.n_rows, t->table.n_columns, PAIR_PLACE(o_loc),
                     o->table.n_rows, o->table.n_columns);
}

void pair_parity(struct pair *p)
{
    struct parity c = {.p = p};
    if (!p->alignment.same_headings)
        compare_headings(&c);
    compare_blocks(&c);
    pair_references(&c);
    compare_tables(&c);
}
