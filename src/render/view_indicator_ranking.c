/* SPDX-License-Identifier: MIT */
#include "model/lists.h"
#include "render/figures.h"
#include "render/parts.h"
#include "render/view_indicator.h"

static void add_ranked(struct indicator_page *p, enum marker list,
                       const struct ranked *x, bool one_source)
{
    struct render *r = p->r;
    const struct cell *c = x->cell;
    const struct figure_words w = figure_words_full(r, c);
    struct dict *d = dict_add(r->dict, list);
    if (x->rank > 0)
        set(r, d, M_RROW_RANK, render_number(r, x->rank));
    set(r, d, M_RROW_NAME, cell_place(r, c));
    set(r, d, M_RROW_URL, cell_href(r, c));
    if (c->district->parent != NULL)
        set(r, d, M_RROW_PARENT, render_text(r, &c->district->parent->name));
    set(r, d, M_RROW_BEFORE, w.before);
    set(r, d, M_RROW_NUMBER, w.number);
    set(r, d, M_RROW_AFTER, w.after);
    if (p->ranking->period.kind == PERIOD_NONE)
        set(r, d, M_RROW_PERIOD, cell_period(r, c));
    if (!one_source)
        add_mark(r, d, M_RROW_MARKS, cell_source(r->site, c));
}

/* The source of all ranked figures, or NULL. */
static const struct source *common_source(const struct indicator_page *p)
{
    const struct ranking *all = p->ranking;
    const struct source *first = cell_source(p->r->site, all->at[0].cell);
    for (size_t i = 1; i < all->len; i++)
        if (cell_source(p->r->site, all->at[i].cell) != first)
            return NULL;
    return first;
}

static struct str source_note(struct render *r, const struct source *s)
{
    if (s == NULL)
        return (struct str){0};
    struct str name = render_text(r, &s->publisher);
    if (name.len == 0)
        name = render_text(r, &s->title);
    name = arena_printf(&r->scratch, STR_FMT " [%zu]", STR_ARG(name),
                        mark_number(r, s));
    return RENDER_FILL(r, "ranking_source", {"source", name});
}

static struct str note_of_ranking(struct indicator_page *p,
                                  const struct source *source)
{
    struct render *r = p->r;
    const struct ranking *all = p->ranking;
    bool low = p->n->polarity == POLARITY_LOWER;
    const char *key = all->period.kind == PERIOD_NONE
                          ? (low ? "rank_note_latest_low" : "rank_note_latest")
                          : (low ? "rank_note_low" : "rank_note");
    const struct str parts[] = {
        all->group > 0 ? RENDER_FILL(r, "group_only",
                                     {"group",
                                      cell_group(r, all->at[0].cell)})
                       : (struct str){0},
        RENDER_FILL(r, key, {"level", tier_word(r, all->tier)},
                    {"period", period_words(&r->scratch, all->period,
                                            r->words)},
                    {"m", render_number(r, all->len)}),
        r->page->of > 1
            ? RENDER_FILL(r, "ranking_pages", {"m", render_number(r, all->len)},
                          {"pages", render_number(r, r->page->of)})
            : (struct str){0},
        source_note(r, source)};
    return joined_by(r, "sentence_join", parts,
                     sizeof parts / sizeof *parts);
}

/* Where the names with each letter begin. */
static void set_letters(struct indicator_page *p)
{
    struct render *r = p->r;
    const struct ranking *all = p->ranking;
    char last = '\0';
    for (size_t i = 0; r->page->of > 1 && i < all->len; i++) {
        const struct ranked *x = &all->at[all->by_name[r->lang][i]];
        char initial = district_initial(r->site, x->cell->district, r->lang);
        if (initial == last)
            continue;
        last = initial;
        add_ref(r, r->dict, M_RANKING_LETTERS,
                arena_printf(&r->scratch, "%c", initial),
                ARENA_JOIN(&r->scratch,
                           list_page_url(r, cut_page(cut_ranking, i)),
                           STR("#by-name")),
                (struct str){0});
    }
}

void indicator_ranking(struct indicator_page *p)
{
    struct render *r = p->r;
    const struct ranking *all = p->ranking;
    add_toc(r, render_word(r, "ranking"), STR("ranking"));
    if (all->len < 2)
        return;
    const struct source *source = common_source(p);
    struct slice rows = cut_rows(cut_ranking, all->len, r->page->number);
    if (all->period.kind == PERIOD_NONE)
        dict_show(r->dict, M_RANKING_LATEST);
    set(r, r->dict, M_RANKING_NOTE, note_of_ranking(p, source));
    for (size_t i = rows.from; i < rows.to; i++)
        add_ranked(p, M_RANKING, &all->at[i], source != NULL);
    for (size_t i = rows.from; i < rows.to; i++)
        add_ranked(p, M_RANKING_BY_NAME, &all->at[all->by_name[r->lang][i]],
                   source != NULL);
    set_letters(p);
    set_pages(r);
}
