/* SPDX-License-Identifier: MIT */
#include "render/figures.h"

struct figure_words figure_words(struct render *r, const struct cell *c)
{
    if (!c->has_value)
        return (struct figure_words){.number = cell_symbol(r, c)};
    const struct figure f = cell_figure(c);
    struct arena *a = &r->scratch;
    struct str all = figure_prose(a, &f, r->words, FIGURE_FULL);
    struct str number = figure_prose(a, &f, r->words, FIGURE_VALUE);
    struct figure_words w = {.number = all, .plain = figure_plain(a, &f)};
    size_t at = str_find(all, number);
    if (at != SIZE_MAX) {
        w.before = str_head(all, at);
        w.number = number;
        w.after = str_from(all, at + number.len);
    }
    return w;
}

/* Ranges of shares keep the form of running text, where the sign may stand
 * twice. */
struct figure_words figure_words_full(struct render *r, const struct cell *c)
{
    struct figure_words w = figure_words(r, c);
    if (c->has_value && c->symbol != SYMBOL_NONE)
        w.after = ARENA_JOIN(&r->scratch, w.after, STR(" "),
                             cell_symbol(r, c));
    if (!c->has_value || c->range)
        return w;
    struct figure f = cell_figure(c);
    f.qualifier = QUALIFIER_EXACT;
    w.number = figure_cell(&r->scratch, &f, r->words);
    return w;
}

struct str cell_words(struct render *r, const struct cell *c)
{
    if (!c->has_value)
        return cell_symbol(r, c);
    const struct figure f = cell_figure(c);
    return figure_prose(&r->scratch, &f, r->words, FIGURE_FULL);
}

struct str cell_group(struct render *r, const struct cell *c)
{
    const struct site *s = r->site;
    if (c->group == 0 || c->group > s->n_groups)
        return (struct str){0};
    return render_text(r, &s->group[c->group - 1]->name);
}

struct str cell_title(struct render *r, const struct cell *c)
{
    struct str name = render_text(r, &c->indicator->name);
    struct str group = cell_group(r, c);
    if (group.len == 0)
        return name;
    struct str note = RENDER_FILL(r, "parenthesis", {"text", group});
    return arena_printf(&r->scratch, STR_FMT STR_FMT, STR_ARG(name),
                        STR_ARG(note));
}

struct str cell_period(struct render *r, const struct cell *c)
{
    return period_words(&r->scratch, c->period, r->words);
}

/* ---- change ---- */

static struct str plain_number(struct render *r, struct decimal d)
{
    const struct figure f = {.low = d, .high = d};
    return figure_prose(&r->scratch, &f, r->words, FIGURE_VALUE);
}

static bool is_rate(const struct unit *unit)
{
    return unit != NULL &&
           (unit->kind == UNIT_PERCENT || unit->kind == UNIT_POINTS);
}

static struct str difference(struct render *r, const struct change *change,
                             const struct cell *c)
{
    struct arena *a = &r->scratch;
    struct figure by = cell_figure(c);
    by.low = by.high = decimal_trim(change->by);
    if (is_rate(by.unit))
        return RENDER_FILL(r, "points", {"n", decimal_text(a, by.low)},
                           {"text", plain_number(r, by.low)});
    struct str text = figure_prose(a, &by, r->words, FIGURE_FULL);
    if (!change->has_percent || c->coef == 0)
        return text; /* all of it is gone: 100% says no more */
    struct str percent = ARENA_JOIN(
        a, plain_number(r, decimal_trim(change->percent)), STR("%"));
    return ARENA_JOIN(a, text,
                      RENDER_FILL(r, "parenthesis", {"text", percent}));
}

struct str change_words(struct render *r, const struct change *change,
                        const struct cell *c)
{
    struct str period = cell_period(r, change->before);
    if (change->direction == 0)
        return RENDER_FILL(r, "change_same", {"period", period});
    bool up = change->direction > 0;
    const char *key = is_rate(c->indicator->unit)
                          ? (up ? "change_up_rate" : "change_down_rate")
                          : (up ? "change_up" : "change_down");
    return RENDER_FILL(r, key, {"period", period},
                       {"change", difference(r, change, c)});
}

/* ---- addresses ---- */

struct str cell_href(struct render *r, const struct cell *c)
{
    struct str anchor = cell_anchor(&r->scratch, r->site, c);
    struct str page = {0};
    if (r->page->kind != PAGE_DISTRICT || r->page->subject != c->district) {
        page = render_link(r, PAGE_DISTRICT, c->district);
        if (page.len == 0)
            return page;
    }
    return ARENA_JOIN(&r->scratch, page, STR("#"), anchor);
}

struct str indicator_href(struct render *r, const struct indicator *n)
{
    if (n->is_fact)
        return (struct str){0};
    return render_link(r, PAGE_INDICATOR, n);
}
