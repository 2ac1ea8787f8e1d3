/* SPDX-License-Identifier: MIT */
/* All districts: by province and city, then A to Z. */
#include "model/lists.h"
#include "render/data_page.h"
#include "render/frame.h"
#include "render/parts.h"
#include "render/reads.h"

enum { OPEN_MAX = 60 /* so few districts are all shown at once */ };

/* Of many districts the tree has only provinces and cities; the A to Z, on
 * pages of its own, has all. */
struct districts_page {
    struct render *r;
    const struct lists *lists;
    struct cut cut;
    bool all_places;
};

static bool is_shown(const struct districts_page *p, const struct district *d)
{
    return p->all_places || district_tier(d) <= TIER_CITY;
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
    if (p->lists->n_letters <= OPEN_MAX)
        dict_show(tree, M_TREE_OPEN);
    for (size_t i = 0; i < d->n_children; i++) {
        const struct district *c = d->child[i];
        if (p->all_places &&
            (c->n_children > 0 || district_tier(c) == TIER_CITY))
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

static struct str letter_id(struct render *r, char initial)
{
    return initial == '#'
               ? STR("letter-other")
               : arena_printf(&r->scratch, "letter-%c", initial);
}

/* To where each letter begins, on whatever page. */
static void link_letters(struct districts_page *p)
{
    struct render *r = p->r;
    char last = '\0';
    for (size_t i = 0; i < p->lists->n_letters; i++) {
        char initial = initial_of(p->lists->letter[i]);
        if (initial == last)
            continue;
        last = initial;
        unsigned page = cut_page(p->cut, i);
        struct str url = page != r->page->number ? list_page_url(r, page)
                                                 : (struct str){0};
        add_ref(r, r->dict, M_LETTER_LINKS,
                arena_printf(&r->scratch, "%c", initial),
                ARENA_JOIN(&r->scratch, url, STR("#"), letter_id(r, initial)),
                (struct str){0});
    }
}

static struct dict *add_letter(struct render *r, char initial)
{
    struct dict *letter = dict_add(r->dict, M_LETTERS);
    set(r, letter, M_LETTER_NAME, arena_printf(&r->scratch, "%c", initial));
    set(r, letter, M_LETTER_ID, letter_id(r, initial));
    return letter;
}

static void set_letters(struct districts_page *p)
{
    struct render *r = p->r;
    struct slice rows =
        cut_rows(p->cut, p->lists->n_letters, r->page->number);
    struct dict *letter = NULL;
    char last = '\0';
    for (size_t i = rows.from; i < rows.to; i++) {
        const struct district *d = p->lists->letter[i];
        char initial = initial_of(d);
        if (initial != last)
            letter = add_letter(r, initial);
        last = initial;
        bool unclear = d->parent != NULL &&
                       district_tier(d->parent) != TIER_NATION;
        add_district_ref(r, letter, M_LETTER_DISTRICTS, d,
                         unclear ? render_text(r, &d->parent->name)
                                 : (struct str){0});
    }
}

void view_districts(struct render *r)
{
    const struct lists *l = r->site->lists;
    struct districts_page p = {.r = r, .lists = l, .cut = cut_letters(l)};
    struct frame f = {.heading = render_word(r, "title_districts"),
                      .description = render_word(r, "desc_districts")};
    read_all(r, QUERY_HOLDINGS);
    p.all_places = p.cut.first > 0;
    if (r->page->number == 1) {
        dict_show(r->dict, M_DISTRICTS_TREE);
        set_tree(&p);
    }
    link_letters(&p);
    set_letters(&p);
    set_pages(r);
    set(r, r->dict, M_INTRO, f.description);
    frame_set(r, &f);
}
