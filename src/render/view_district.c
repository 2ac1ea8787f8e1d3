/* SPDX-License-Identifier: MIT */
#include "render/view_district.h"

#include <stdlib.h>

#include "render/figures.h"
#include "render/jsonld.h"
#include "render/parts.h"
#include "render/reads.h"
#include "render/text.h"

enum { TILES_MAX = 6, TILES_WANTED = 3, SUMMARY_FIGURES = 3 };

/* ---- the series of the district ---- */

static int by_priority(const void *a, const void *b)
{
    const struct track *x = a, *y = b;
    const struct indicator *m = x->indicator, *n = y->indicator;
    if (m->priority != n->priority)
        return m->priority < n->priority ? -1 : 1;
    /* cells lie by indicator, group and plan */
    return (x->series.first > y->series.first) -
           (x->series.first < y->series.first);
}

static const struct cell *latest_of(struct series s)
{
    for (size_t i = s.len; i > 0; i--)
        if (s.first[i - 1].has_value && !cell_is_plan(&s.first[i - 1]))
            return &s.first[i - 1];
    return NULL;
}

static void find_tracks(struct district_page *p)
{
    struct series it = {0};
    vec_of(struct track) tracks = {0};
    while (series_next(p->d, &it))
        *vec_push(&p->r->scratch, &tracks) =
            (struct track){.series = it,
                           .indicator = it.first->indicator,
                           .plan = cell_is_plan(it.first),
                           .latest = latest_of(it)};
    p->track = tracks.at;
    p->n_tracks = tracks.len;
    if (p->n_tracks > 1)
        qsort(p->track, p->n_tracks, sizeof *p->track, by_priority);
}

/* ---- tiles ---- */

static void add_key_figure(struct district_page *p, const struct cell *c)
{
    for (size_t i = 0; i < p->n_tiles; i++)
        if (p->tile[i] == c)
            return;
    if (p->n_tiles < TILES_MAX)
        p->tile[p->n_tiles++] = c;
}

/* Derived figures only fill up where hardly any was published. */
static void find_tiles(struct district_page *p)
{
    const struct entry *intro = p->d->intro;
    p->tile = arena_array(&p->r->scratch, TILES_MAX, const struct cell *);
    for (size_t i = 0; intro != NULL && i < intro->n_key_figures; i++)
        add_key_figure(p, intro->key_figure[i]);
    for (int derived = 0; derived < 2; derived++) {
        size_t wanted = derived ? TILES_WANTED : TILES_MAX;
        for (size_t i = 0; i < p->n_tracks && p->n_tiles < wanted; i++) {
            const struct cell *c = p->track[i].latest;
            if (c != NULL && c->group == 0 && !c->indicator->is_fact &&
                (c->status == STATUS_DERIVED) == (derived == 1))
                add_key_figure(p, c);
        }
    }
}

static void set_tiles(struct district_page *p)
{
    struct render *r = p->r;
    for (size_t i = 0; i < p->n_tiles; i++)
        add_tile(r, r->dict, M_TILES, p->tile[i],
                 p->tile[i]->district != p->d);
    if (p->n_tiles > 0)
        add_toc(r, render_word(r, "key_figures"), STR("key-figures"));
}

/* ---- what it is ---- */

static struct str in_sentence(struct render *r, const struct district *d)
{
    struct str key =
        arena_printf(&r->scratch, "level_a_" STR_FMT, STR_ARG(d->kind));
    for (size_t i = 0; i < key.len; i++)
        if (key.at[i] == '-')
            ((char *)key.at)[i] = '_';
    struct str word = render_word(r, key.at);
    return word.len > 0 ? word : level_word(r, d);
}

static struct str what_it_is(struct render *r, const struct district *d)
{
    enum tier tier = district_tier(d);
    const struct district *above = d->parent;
    bool below_nation = above == NULL || district_tier(above) == TIER_NATION;
    bool gone = !d->current && d->valid_to.precision != DATE_NONE;
    const char *key = tier == TIER_NATION    ? "dsum_nation"
                      : gone && above != NULL ? "dsum_dissolved"
                      : below_nation          ? "dsum_top"
                                              : "dsum_place";
    return HTML_FILL(
        r, key, {"name", render_text(r, &d->name), false},
        {"code", d->code, false}, {"level", in_sentence(r, d), false},
        {"parent",
         above != NULL ? render_text(r, &above->name) : (struct str){0},
         false},
        {"date", render_day(r, d->valid_to), false});
}

/* What a code that has ended became. */
static struct str what_followed(struct render *r, const struct district *d)
{
    struct str *places =
        arena_array(&r->scratch, d->n_successors + 1, struct str);
    for (size_t i = 0; i < d->n_successors; i++)
        places[i] = html_link(r, render_link(r, PAGE_DISTRICT, d->successor[i]),
                              render_text(r, &d->successor[i]->name));
    if (d->current || d->n_successors == 0)
        return (struct str){0};
    return HTML_FILL(r, "dsum_followed",
                     {"places", render_list(r, places, d->n_successors), true});
}

static size_t count_indicators(const struct district_page *p, bool facts,
                               struct span *span)
{
    size_t n = 0;
    const struct indicator *last = NULL;
    for (size_t i = 0; i < p->n_tracks; i++) {
        const struct track *t = &p->track[i];
        if (t->latest == NULL || (t->indicator->is_fact && !facts))
            continue;
        n += t->indicator != last;
        last = t->indicator;
        for (size_t k = 0; k < t->series.len; k++)
            span_add(span, t->series.first[k].period);
    }
    return n;
}

static struct str coverage_sentence(struct district_page *p)
{
    struct render *r = p->r;
    struct span span = {0};
    size_t n = count_indicators(p, true, &span);
    if (n == 0)
        return (struct str){0};
    return HTML_FILL(r, "dsum_coverage",
                     {"figures", render_number(r, p->d->n_cells), false},
                     {"indicators", render_number(r, n), false},
                     {"span", span_words(r, &span), false});
}

static void set_coverage(struct district_page *p)
{
    struct render *r = p->r;
    struct span span = {0};
    size_t n = count_indicators(p, false, &span), all = 0;
    for (size_t i = 0; i < r->site->n_indicators; i++)
        all += !r->site->indicator[i]->is_fact;
    if (n > 0)
        set(r, r->dict, M_COVERAGE,
            RENDER_FILL(r, "coverage_district", {"n", render_number(r, n)},
                        {"all", render_number(r, all)},
                        {"span", span_words(r, &span)}));
    if (p->updated.precision == DATE_NONE)
        return;
    set(r, r->dict, M_UPDATED, render_day(r, p->updated));
    set(r, r->dict, M_UPDATED_DATETIME, date_iso(&r->scratch, p->updated));
}

/* Sets DISTRICT_SUMMARY; gives it back as plain text. */
static struct str set_summary(struct district_page *p)
{
    struct render *r = p->r;
    const struct district *d = p->d;
    const struct cell *own[SUMMARY_FIGURES];
    size_t n = 0;
    for (size_t i = 0; i < p->n_tiles && n < SUMMARY_FIGURES; i++)
        if (p->tile[i]->district == d)
            own[n++] = p->tile[i];
    const struct str parts[] = {
        what_it_is(r, d),
        what_followed(r, d),
        figure_sentence(r, "dsum_figures", own, n),
        coverage_sentence(p),
        d->n_reached > 0
            ? HTML_FILL(r, "dsum_briefs",
                        {"n", render_number(r, d->n_reached), false})
            : (struct str){0},
        d->n_cells + d->n_reached == 0 && d->n_successors == 0
            ? html_escaped(r, render_word(r, "dsum_nothing"))
            : (struct str){0}};
    struct str all = html_joined_by(r, "sentence_join", parts,
                                    sizeof parts / sizeof *parts);
    set_markup(r->dict, M_DISTRICT_SUMMARY, all);
    return text_of_markup(r, all);
}

/* ---- the text of the editors ---- */

static const struct version *introduction(const struct district_page *p)
{
    const struct entry *e = p->d->intro;
    return e != NULL ? entry_version(p->r->site, e, p->r->lang) : NULL;
}

static void set_intro(struct district_page *p)
{
    struct render *r = p->r;
    const struct version *v = introduction(p);
    if (v == NULL)
        return;
    if ((size_t)v->lang != r->lang)
        set(r, r->dict, M_INTRO_TAG, r->site->config.language[v->lang].tag);
    set_markup(r->dict, M_SUMMARY, text_inline(r, &v->summary));
    set_markup(r->dict, M_BODY, text_body(r, v));
    set_attachments(r, v);
    p->corrected = set_corrections(r, v);
    set_language_notes(r, v);
}

static void toc_of_intro(struct district_page *p)
{
    struct render *r = p->r;
    const struct version *v = introduction(p);
    if (v == NULL)
        return;
    if (v->entry->n_attachments > 0)
        add_toc(r, render_word(r, "attachments"), STR("attachments"));
    if (p->corrected)
        add_toc(r, render_word(r, "corrections"), STR("corrections"));
}

/* ---- the end of the page ---- */

static void set_end(struct district_page *p)
{
    struct render *r = p->r;
    struct str name = render_text(r, &p->d->name);
    const struct date none = {0}; /* the page has one for all */
    add_data_file(r, PAGE_DATA_DISTRICT_CSV, p->d, "file_district_csv", name,
                  none);
    add_data_file(r, PAGE_DATA_DISTRICT_WIDE, p->d, "file_district_wide", name,
                  none);
    add_data_file(r, PAGE_DATA_DISTRICT_JSON, p->d, "file_district_json", name,
                  none);
    if (p->d->n_cells > 0)
        add_toc(r, render_word(r, "downloads"), STR("downloads"));
    set_symbols(r, false);
    set_sources(r);
    if (r->marks->len > 0)
        add_toc(r, render_word(r, "sources"), STR("sources"));
    cite_data(r, RENDER_FILL(r, "title_district", {"name", name}), p->updated);
    if (p->updated.precision != DATE_NONE)
        add_toc(r, render_word(r, "cite"), STR("cite"));
}

/* Many districts share a name: the one above tells them apart. */
static struct str head_title(struct render *r, const struct district *d)
{
    const struct district *in = d->parent;
    struct str name = render_text(r, &d->name);
    if (in == NULL || str_is(in->kind, "nation"))
        return RENDER_FILL(r, "title_district", {"name", name});
    return RENDER_FILL(r, "title_district_in", {"name", name},
                       {"parent", render_text(r, &in->name)});
}

void view_district(struct render *r)
{
    const struct district *d = r->page->subject;
    struct district_page p = {.r = r, .d = d};
    struct str name = render_text(r, &d->name);
    read_district(r, d);
    read_counts(r, d);
    read_briefs(r, d);
    read_text(r, ENTRY_DISTRICT, d->code);
    struct frame f = {
        .heading = name,
        .title = head_title(r, d),
        .json_ld = jsonld_district(r, d)};
    frame_crumb(&f, render_word(r, "districts"),
                render_link(r, PAGE_DISTRICTS, NULL));
    district_ancestors(r, d->parent, &f);
    if (d->n_briefs > 0) {
        f.feed = PAGE_FEED_DISTRICT;
        f.feed_subject = d;
    }
    find_tracks(&p);
    if (d->n_briefs > 0) /* its date may be the page's */
        entry_title(r->site, d->brief[0], r->lang);
    p.updated = d->updated;
    find_tiles(&p);
    district_names(&p);
    f.description = set_summary(&p);
    set_tiles(&p);
    district_family(&p);
    set_intro(&p);
    district_topics(&p);
    district_facts(&p);
    district_comparison(&p);
    district_events(&p);
    district_briefs(&p);
    toc_of_intro(&p);
    set_coverage(&p);
    set_end(&p);
    frame_set(r, &f);
}
