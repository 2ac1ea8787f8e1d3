/* SPDX-License-Identifier: MIT */
/* The first page of each language, the language chooser, 404 and redirects. */
#include "render/figures.h"
#include "render/frame.h"
#include "render/parts.h"
#include "render/reads.h"

enum { LATEST_SHOWN = 8, HOME_TILES = 6 };

static struct str site_title(struct render *r)
{
    return render_text(r, &r->site->config.title);
}

static void set_provinces(struct render *r)
{
    const struct site *s = r->site;
    for (size_t i = 0; i < s->n_top; i++) {
        const struct district *top = s->top[i];
        bool nation = str_is(top->kind, "nation");
        size_t n = nation ? top->n_children : 1;
        for (size_t k = 0; k < n; k++) {
            const struct district *d = nation ? top->child[k] : top;
            struct str note = {0};
            if (d->n_children > 0)
                note = RENDER_FILL(r, "n_districts",
                                   {"n", render_number(r, d->n_children)});
            add_district_ref(r, r->dict, M_PROVINCES, d, note);
        }
    }
}

static void set_counts(struct render *r)
{
    const struct site *s = r->site;
    size_t districts = 0, indicators = 0;
    read_all(r, QUERY_HOLDINGS);
    for (size_t i = 0; i < s->n_districts; i++)
        districts += s->district[i]->n_cells > 0;
    for (size_t i = 0; i < s->n_indicators; i++)
        indicators += s->indicator[i]->n_cells > 0;
    if (s->n_cells > 0)
        set(r, r->dict, M_DATA_COUNTS,
            RENDER_FILL(r, "data_counts",
                        {"figures", render_number(r, s->n_cells)},
                        {"districts", render_number(r, districts)},
                        {"indicators", render_number(r, indicators)}));
}

void view_home(struct render *r)
{
    const struct site *s = r->site;
    struct frame f = {.heading = site_title(r),
                      .description = render_text(r, &s->config.tagline)};
    const struct listing all = listing_all(s);
    read_all(r, QUERY_LEAD);
    read_slice(r, &all, 0, LATEST_SHOWN + 1);
    if (s->lead != NULL)
        add_card(r, r->dict, M_LEAD, s->lead, 0, (struct str){0});
    const struct card_list latest = {s->article, s->n_articles, LATEST_SHOWN,
                                     s->lead};
    add_cards(r, r->dict, M_LATEST, &latest, CARD_SHORT);
    for (size_t i = 0; i < s->n_home_figures && i < HOME_TILES; i++)
        add_tile(r, r->dict, M_TILES, s->home_figure[i], true);
    set_provinces(r);
    add_topics(r, r->dict);
    set_counts(r);
    set_sources(r);
    frame_set(r, &f);
}

void view_chooser(struct render *r)
{
    struct frame f = {.heading = site_title(r),
                      .description =
                          render_text(r, &r->site->config.tagline)};
    frame_set(r, &f);
}

void view_not_found(struct render *r)
{
    struct frame f = {.heading = render_word(r, "title_not_found"),
                      .description = render_word(r, "not_found_text")};
    frame_set(r, &f);
}

void view_redirect(struct render *r)
{
    const struct redirect *to = r->page->subject;
    struct frame f = {.heading = render_word(r, "moved")};
    set(r, r->dict, M_REDIRECT_URL, render_href(r, to->to));
    frame_set(r, &f);
}
