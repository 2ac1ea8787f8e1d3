/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "model/pair_parts.h"

enum mark_kind {
    MARK_STAT,
    MARK_RECORD, /* term:, doc:, district:, event:, indicator: */
    MARK_FIGURE, /* chart:, table: */
    MARK_TEXT,   /* another text, in whatever language */
    MARK_SHEET,  /* from here on only counted */
    MARK_CSV,
    MARK_IMAGE,
    MARK_FILE,
    MARK_EXTERNAL,
    MARK_ANCHOR
};

struct mark {
    enum mark_kind kind;
    const void *what; /* the record, or NULL: */
    struct str url;   /* compared, where it is not only counted */
    struct str shown; /* for messages */
    struct loc loc;
    size_t group;
    bool taken;
};

struct marks {
    struct mark *at;
    size_t len, cap;
};

/* A path of a text without its language and heading: ../2021/a */
static struct str text_stem(struct str url)
{
    struct str path = str_head(url, str_find_byte(url, '#'));
    path = str_head(path, path.len - 3);
    size_t dot = path.len;
    while (dot > 0 && path.at[dot - 1] != '.' && path.at[dot - 1] != '/')
        dot--;
    return dot > 1 && path.at[dot - 1] == '.' ? str_head(path, dot - 1) : path;
}

static bool is_text(struct str url)
{
    return str_ends(str_head(url, str_find_byte(url, '#')), STR(".md"));
}

static void classify(const struct reference *r, const struct link *l,
                     struct mark *m)
{
    m->url = m->shown = r->url;
    m->loc = r->loc;
    if (r->node == REFERENCE_CSV_BLOCK) {
        m->kind = MARK_CSV;
        m->shown = STR("a csv block");
    } else if (l->kind == LINK_STAT) {
        m->kind = MARK_STAT;
        m->what = l->cell;
    } else if (l->kind == LINK_CHART || l->kind == LINK_TABLE) {
        m->kind = MARK_FIGURE;
    } else if (l->kind == LINK_CSV) {
        m->kind = MARK_SHEET;
    } else if (l->kind == LINK_IMAGE) {
        m->kind = MARK_IMAGE;
    } else if (l->kind == LINK_EXTERNAL) {
        m->kind = MARK_EXTERNAL;
    } else if (str_starts(r->url, STR("#"))) {
        m->kind = MARK_ANCHOR;
    } else if (l->media != NULL) {
        m->kind = MARK_FILE;
    } else if (is_text(r->url)) {
        m->kind = MARK_TEXT;
        m->url = text_stem(r->url);
    } else {
        m->kind = MARK_RECORD;
        m->what = l->term != NULL       ? (const void *)l->term
                  : l->paper != NULL    ? (const void *)l->paper
                  : l->district != NULL ? (const void *)l->district
                                        : NULL;
    }
}

struct gathering {
    struct pair *p;
    struct marks marks[2];
    bool *silent; /* groups with a reference that was reported */
};

static void gather(struct gathering *g, int side, size_t group,
                   const struct reference *r, const struct link *l, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (l[i].kind == LINK_BROKEN) {
            g->silent[group] = true;
            continue;
        }
        struct mark *m = vec_push(g->p->a, &g->marks[side]);
        m->group = group;
        classify(&r[i], &l[i], m);
    }
}

static void gather_inline(struct gathering *g, int side, size_t group,
                          const struct inline_text *t)
{
    if (t != NULL && t->link != NULL)
        gather(g, side, group, t->scan.references.at, t->link,
               t->scan.references.len);
}

/* Behind the groups of blocks come the summary and the image's caption. */
static void gather_version(struct gathering *g, int side,
                           const struct version *v)
{
    const struct alignment *al = &g->p->alignment;
    const struct markdown_scan *scan = &v->body->scan;
    for (size_t i = 0; i < scan->blocks.len; i++) {
        const struct block *b = &scan->blocks.at[i];
        if (b->n_references > 0)
            gather(g, side, al->group[side][i],
                   &scan->references.at[b->reference],
                   &v->body->link[b->reference], b->n_references);
    }
    gather_inline(g, side, al->n_groups, &v->summary);
    if (v->entry->image != NULL)
        gather_inline(g, side, al->n_groups + 1,
                      v->entry->image->caption[v->lang]);
}

static int compare_what(const struct mark *a, const struct mark *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->kind >= MARK_SHEET)
        return 0;
    if (a->what != NULL || b->what != NULL)
        return (a->what > b->what) - (a->what < b->what);
    return str_compare(a->url, b->url);
}

static int by_what(const void *x, const void *y)
{
    const struct mark *a = x, *b = y;
    int order = compare_what(a, b);
    if (order == 0)
        order = (a->group > b->group) - (a->group < b->group);
    if (order == 0)
        order = (a->loc.line > b->loc.line) - (a->loc.line < b->loc.line);
    if (order == 0)
        order = (a->loc.col > b->loc.col) - (a->loc.col < b->loc.col);
    return order;
}

/* Takes out of both what stands in the same group. Sorted by what, then group,
 * so that one pass does. */
static void take_equal(struct mark *a, size_t n_a, struct mark *b, size_t n_b)
{
    for (size_t i = 0, k = 0; i < n_a && k < n_b;) {
        if (a[i].group == b[k].group)
            a[i++].taken = b[k++].taken = true;
        else if (a[i].group < b[k].group)
            i++;
        else
            k++;
    }
}

static struct mark *next_left(struct mark *at, const struct mark *end)
{
    while (at < end && at->taken)
        at++;
    return at;
}

static struct str name_of(struct pair *p, const struct mark *m)
{
    static const char *const names[] = {
        [MARK_SHEET] = SPEECH("a table from a file"),
        [MARK_CSV] = SPEECH("a csv block"),
        [MARK_IMAGE] = SPEECH("a picture"),
        [MARK_FILE] = SPEECH("a link to a file"),
        [MARK_EXTERNAL] = SPEECH("a link to another site"),
        [MARK_ANCHOR] = SPEECH("a link within the page")};
    if (m->kind < MARK_SHEET)
        return speech_say(p->a, p->d->speech, "'" STR_FMT "'", STR_ARG(m->shown));
    return speech_say(p->a, p->d->speech, "%s, '" STR_FMT "'", names[m->kind],
                      STR_ARG(m->shown));
}

static void report_moved(struct parity *c, const struct mark *o,
                         const struct mark *t)
{
    if (pair_may_report(c))
        diag_add(c->p->d, t->loc, DIAG_PARITY,
                 "'" STR_FMT "' stands in another paragraph than in the "
                 "original, " STR_FMT ":%u",
                 STR_ARG(t->shown), PAIR_PLACE(o->loc));
}

static void report_missing(struct parity *c, const struct mark *o)
{
    if (pair_may_report(c))
        diag_add(c->p->d, pair_place(c->p, o->group), DIAG_PARITY,
                 "the original has " STR_FMT " at this place, " STR_FMT
                 ":%u, this text has not",
                 STR_ARG(name_of(c->p, o)), PAIR_PLACE(o->loc));
}

static void report_extra(struct parity *c, const struct mark *t)
{
    if (pair_may_report(c))
        diag_add(c->p->d, t->loc, DIAG_PARITY,
                 STR_FMT " stands here, but not in the original, " STR_FMT,
                 STR_ARG(name_of(c->p, t)), STR_ARG(c->p->o->path));
}

/* All marks of one kind and target: what is left is moved, missing or more. */
static void compare_run(struct parity *c, struct mark *o, size_t n_o,
                        struct mark *t, size_t n_t)
{
    const struct mark *o_end = o + n_o, *t_end = t + n_t;
    take_equal(o, n_o, t, n_t);
    for (;;) {
        o = next_left(o, o_end);
        t = next_left(t, t_end);
        if (o == o_end && t == t_end)
            return;
        if (o < o_end && t < t_end)
            report_moved(c, o++, t++);
        else if (o < o_end)
            report_missing(c, o++);
        else
            report_extra(c, t++);
    }
}

static size_t run_length(const struct marks *m, size_t from)
{
    size_t n = 1;
    while (from + n < m->len &&
           compare_what(&m->at[from], &m->at[from + n]) == 0)
        n++;
    return n;
}

/* A reported reference may stand for any of the others in its group. */
static void leave_out_silent(struct gathering *g, struct marks *m)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->len; i++)
        if (!g->silent[m->at[i].group])
            m->at[kept++] = m->at[i];
    m->len = kept;
}

void pair_references(struct parity *c)
{
    struct gathering g = {.p = c->p};
    struct marks *o = &g.marks[0], *t = &g.marks[1];
    g.silent = arena_array(c->p->a, c->p->alignment.n_groups + 2, bool);
    gather_version(&g, 0, c->p->o);
    gather_version(&g, 1, c->p->t);
    for (int side = 0; side < 2; side++) {
        struct marks *m = &g.marks[side];
        leave_out_silent(&g, m);
        if (m->len > 0)
            qsort(m->at, m->len, sizeof *m->at, by_what);
    }
    for (size_t i = 0, k = 0; i < o->len || k < t->len;) {
        int order = i == o->len   ? 1
                    : k == t->len ? -1
                                  : compare_what(&o->at[i], &t->at[k]);
        size_t n_o = order <= 0 ? run_length(o, i) : 0;
        size_t n_t = order >= 0 ? run_length(t, k) : 0;
        compare_run(c, o->at + i, n_o, t->at + k, n_t);
        i += n_o;
        k += n_t;
    }
}
