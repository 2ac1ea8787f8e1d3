/* SPDX-License-Identifier: MIT */
#include "render/view_district.h"

#include "render/parts.h"
#include "render/reads.h"

enum { FORMER_MAX = 64 };

static void set_validity(struct render *r, const struct district *d)
{
    const struct district *first = d;
    while (first->older != NULL)
        first = first->older;
    struct str from = render_day(r, first->valid_from);
    struct str to = render_day(r, d->valid_to);
    if (from.len + to.len == 0)
        return;
    set(r, r->dict, M_VALIDITY,
        RENDER_FILL(r,
                    to.len == 0     ? "validity_since"
                    : from.len == 0 ? "validity_until"
                                    : "validity_range",
                    {"a", from}, {"b", to}));
}

/* Figures of the page that are from the time of an older name. */
static size_t count_of_row(const struct district *d,
                           const struct district *older)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n_cells; i++)
        n += district_at(d, d->cell[i].period) == older;
    return n;
}

static void add_former(struct render *r, const struct district *d, size_t n)
{
    struct dict *item = dict_add(r->dict, M_FORMER);
    struct str name = render_text(r, &d->name);
    struct str to = render_day(r, d->valid_to);
    set(r, item, M_FORMER_CODE, d->code);
    set(r, item, M_FORMER_TEXT,
        to.len > 0 ? RENDER_FILL(r, n > 0 ? "former_until_n" : "former_until",
                                 {"name", name}, {"date", to},
                                 {"n", render_number(r, n)})
                   : name);
    struct str page = render_link(r, PAGE_DISTRICT, d);
    if (site_district(r->site, d->code) == d && district_shown(d) == d)
        set(r, item, M_FORMER_URL, page);
}

/* The codes that came together in this one, and theirs; FORMER_MAX at most. */
static void add_predecessors(struct render *r, const struct district *d)
{
    const struct district *seen[FORMER_MAX] = {d};
    size_t n = 1;
    for (size_t at = 0; at < n; at++)
        for (size_t i = 0; i < seen[at]->n_predecessors; i++) {
            const struct district *p = seen[at]->predecessor[i];
            bool known = str_eq(p->code, d->code) || n == FORMER_MAX;
            for (size_t k = 0; k < n && !known; k++)
                known = seen[k] == p;
            if (known)
                continue;
            seen[n++] = p;
            add_former(r, p, 0);
        }
}

void district_names(struct district_page *p)
{
    struct render *r = p->r;
    const struct district *d = p->d;
    struct dict *page = r->dict;
    set_other_names(r, &d->name);
    set(r, page, M_PINYIN, d->pinyin);
    set(r, page, M_CODE, d->code);
    set(r, page, M_LEVEL, level_word(r, d));
    set_validity(r, d);
    for (const struct district *o = d->older; o != NULL; o = o->older)
        add_former(r, o, count_of_row(d, o));
    add_predecessors(r, d);
    for (size_t i = 0; i < d->n_successors; i++)
        add_district_ref(r, page, M_SUCCESSORS, d->successor[i],
                         (struct str){0});
}

void district_family(struct district_page *p)
{
    struct render *r = p->r;
    const struct district *d = p->d;
    const struct site *s = r->site;
    for (size_t i = 0; i < d->n_children; i++) {
        const struct district *c = d->child[i];
        read_counts(r, c);
        add_district_ref(r, r->dict, M_CHILDREN, c,
                         c->n_cells > 0
                             ? RENDER_FILL(r, "n_figures",
                                           {"n", render_number(r, c->n_cells)})
                             : (struct str){0});
    }
    set(r, r->dict, M_CHILDREN_LABEL,
        RENDER_FILL(r, "children_label", {"n", render_number(r, d->n_children)},
                    {"name", render_text(r, &d->name)}));
    struct district *const *kin = d->parent ? d->parent->child : s->top;
    size_t n = d->parent ? d->parent->n_children : s->n_top;
    for (size_t i = 0; i < n && d->current; i++) {
        if (kin[i] == d && i > 0)
            add_neighbour(r, M_PREV, render_text(r, &kin[i - 1]->name),
                          render_link(r, PAGE_DISTRICT, kin[i - 1]));
        if (kin[i] == d && i + 1 < n)
            add_neighbour(r, M_NEXT, render_text(r, &kin[i + 1]->name),
                          render_link(r, PAGE_DISTRICT, kin[i + 1]));
        if (n < 2 || d->parent == NULL)
            continue;
        add_district_ref(r, r->dict, M_SIBLINGS, kin[i], (struct str){0});
    }
    if (d->parent != NULL)
        set(r, r->dict, M_SIBLINGS_LABEL,
            RENDER_FILL(r, "siblings_label", {"n", render_number(r, n)},
                        {"parent", render_text(r, &d->parent->name)}));
}

void district_ancestors(struct render *r, const struct district *d,
                        struct frame *f)
{
    if (d == NULL)
        return;
    district_ancestors(r, d->parent, f);
    add_district_ref(r, r->dict, M_ANCESTORS, d, (struct str){0});
    frame_crumb(f, render_text(r, &d->name), render_link(r, PAGE_DISTRICT, d));
}
