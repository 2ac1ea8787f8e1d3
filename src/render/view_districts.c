/* SPDX-License-Identifier: MIT */
/* All districts: by province and city, then A to Z. */
#include <stdio.h>
#include <stdlib.h>

#include "render/data_page.h"
#include "render/frame.h"
#include "render/parts.h"
#include "render/reads.h"

enum {
    OPEN_MAX = 60,  /* so few districts are all shown at once */
    LISTED_MAX = 600 /* more places below the city level are left to the page
                        of their city */
};

struct districts_page {
    struct render *r;
    bool all_places;      /* those without figures and briefs, too */
    bool places_with_data;
    size_t n_current;
};

static bool has_data(const struct district *d)
{
    return d->n_cells > 0 || d->n_reached > 0;
}

static bool is_shown(const struct districts_page *p, const struct district *d)
{
    if (district_tier(d) <= TIER_CITY || p->all_places)
        return true;
    return p->places_with_data && has_data(d);
}

static void measure(struct districts_page *p)
{
    const struct site *s = p->r->site;
    size_t places = 0, with_data = 0;
    for (size_t i = 0; i < s->n_districts; i++) {
        const struct district *d = s->district[i];
        if (!d->current)
            continue;
        p->n_current++;
        if (district_tier(d) > TIER_CITY) {
            places++;
            with_data += has_data(d);
        }
    }
    p->all_places = places <= LISTED_MAX;
    p->places_with_data = with_data <= LISTED_MAX;
}

/* ---- the tree ---- */

static size_t count_below(const struct district *d)
{
    size_t n = d->n_children;
    for (size_t i = 0; i < d->n_children; i++)
        n += count_below(d->child[i]);
    return n;
}

static void add_places(struct districts_page *p, struct dict *item,
                       enum marker list, const struct district *above)
{
    for (size_t i = 0; i < above->n_children; i++) {
        const struct district *d = above->child[i];
        if (is_shown(p, d))
            add_district_ref(p->r, item, list, d, (struct str){0});
        add_places(p, item, list, d);
    }
}

static void add_city(struct districts_page *p, struct dict *tree,
                     const struct district *d)
{
    struct dict *city = dict_add(tree, M_TREE_CITIES);
    set(p->r, city, M_CITY_TITLE, render_text(p->r, &d->name));
    set(p->r, city, M_CITY_URL, render_link(p->r, PAGE_DISTRICT, d));
    add_places(p, city, M_CITY_DISTRICTS, d);
}

static void add_province(struct districts_page *p, const struct district *d)
{
    struct render *r = p->r;
    struct dict *tree = dict_add(r->dict, M_TREE);
    struct str name = render_text(r, &d->name);
    set(r, tree, M_TREE_TITLE, name);
    set(r, tree, M_TREE_URL, render_link(r, PAGE_DISTRICT, d));
    set(r, tree, M_TREE_LINK, RENDER_FILL(r, "see_district", {"name", name}));
    set(r, tree, M_TREE_NOTE,
        RENDER_FILL(r, "n_districts", {"n", render_number(r, count_below(d))}));
    if (p->n_current <= OPEN_MAX)
        dict_show(tree, M_TREE_OPEN);
    for (size_t i = 0; i < d->n_children; i++) {
        const struct district *c = d->child[i];
        if (p->all_places ? c->n_children > 0 || district_tier(c) == TIER_CITY
                          : p->places_with_data && count_below(c) > 0 &&
                                has_data(c))
            add_city(p, tree, c);
        else if (is_shown(p, c))
            add_district_ref(r, tree, M_TREE_DISTRICTS, c, (struct str){0});
    }
}

static void set_tree(struct districts_page *p)
{
    const struct site *s = p->r->site;
    for (size_t i = 0; i < s->n_top; i++) {
        const struct district *d = s->top[i];
        if (district_tier(d) != TIER_NATION) {
            add_province(p, d);
            continue;
        }
        add_district_ref(p->r, p->r->dict, M_NATION, d, (struct str){0});
        for (size_t k = 0; k < d->n_children; k++)
            add_province(p, d->child[k]);
    }
}

/* ---- A to Z ---- */

static char initial_of(const struct district *d)
{
    struct str name = d->sort_zh.len > 0 ? d->sort_zh : d->pinyin;
    unsigned char c = name.len > 0 ? (unsigned char)name.at[0] : '#';
    if (c >= 'a' && c <= 'z')
        c = (unsigned char)(c - 'a' + 'A');
    return c >= 'A' && c <= 'Z' ? (char)c : '#';
}

static int by_pinyin(const void *a, const void *b)
{
    const struct district *const *x = a, *const *y = b;
    int by = (initial_of(*x) > initial_of(*y)) -
             (initial_of(*x) < initial_of(*y));
    if (by == 0)
        by = str_compare((*x)->sort_zh, (*y)->sort_zh);
    return by != 0 ? by : str_compare((*x)->code, (*y)->code);
}

static void set_letters(struct districts_page *p)
{
    struct render *r = p->r;
    const struct site *s = r->site;
    vec_of(const struct district *) all = {0};
    struct dict *letter = NULL;
    char last = '\0';
    for (size_t i = 0; i < s->n_districts; i++)
        if (s->district[i]->current && is_shown(p, s->district[i]))
            *vec_push(&r->scratch, &all) = s->district[i];
    if (all.len > 1)
        qsort(all.at, all.len, sizeof *all.at, by_pinyin);
    for (size_t i = 0; i < all.len; i++) {
        const struct district *d = all.at[i];
        char initial = initial_of(d);
        if (initial != last) {
            letter = dict_add(r->dict, M_LETTERS);
            set(r, letter, M_LETTER_NAME,
                arena_printf(&r->scratch, "%c", initial));
            set(r, letter, M_LETTER_ID,
                initial == '#' ? STR("letter-other")
                               : arena_printf(&r->scratch, "letter-%c",
                                              initial));
        }
        last = initial;
        bool known = d->parent == NULL ||
                     district_tier(d->parent) == TIER_NATION;
        add_district_ref(r, letter, M_LETTER_DISTRICTS, d,
                         known ? (struct str){0}
                               : render_text(r, &d->parent->name));
    }
}

void view_districts(struct render *r)
{
    struct districts_page p = {.r = r};
    struct frame f = {.heading = render_word(r, "title_districts"),
                      .description = render_word(r, "desc_districts")};
    read_all(r, QUERY_HOLDINGS);
    measure(&p);
    set_tree(&p);
    set_letters(&p);
    set(r, r->dict, M_INTRO, f.description);
    frame_set(r, &f);
}
