/* SPDX-License-Identifier: MIT */
#include "render/figures.h"

#include <stdio.h>

#include "base/unicode.h"
#include "render/data_page.h"
#include "render/parts.h"
#include "render/reads.h"

static const char *const qualifier_names[] = {
    [QUALIFIER_EXACT] = "",       [QUALIFIER_OVER] = "over",
    [QUALIFIER_AT_LEAST] = "at_least", [QUALIFIER_NEARLY] = "nearly",
    [QUALIFIER_UNDER] = "under",  [QUALIFIER_AT_MOST] = "at_most",
    [QUALIFIER_ABOUT] = "about",
};
enum { N_QUALIFIERS = sizeof qualifier_names / sizeof *qualifier_names };

static const char *const symbol_names[] = {
    [SYMBOL_NONE] = "none", [SYMBOL_Z] = "z",     [SYMBOL_X] = "x",
    [SYMBOL_C] = "c",       [SYMBOL_LOW] = "low", [SYMBOL_U] = "u",
};
enum { N_SYMBOLS = sizeof symbol_names / sizeof *symbol_names };

/* The word <kind>_<name>, or <kind>_<name>_<end>. */
static struct str kind_word(struct render *r, const char *kind,
                            const char *name, const char *end)
{
    char key[64];
    snprintf(key, sizeof key, "%s_%s%s%s", kind, name, *end ? "_" : "", end);
    return render_word(r, key);
}

struct str cell_symbol(struct render *r, const struct cell *c)
{
    size_t symbol = c != NULL && c->symbol < N_SYMBOLS ? c->symbol : 0;
    r->marks->symbols |= 1u << symbol;
    return kind_word(r, "symbol", symbol_names[symbol], "");
}

/* ---- sources ---- */

const struct source *cell_source(const struct site *s, const struct cell *c)
{
    return c->source > 0 && c->source <= s->n_sources
               ? s->source[c->source - 1]
               : NULL;
}

size_t mark_number(struct render *r, const struct source *s)
{
    struct marks *m = r->marks;
    for (size_t i = 0; i < m->len; i++)
        if (m->source[i] == s)
            return i + 1;
    if (m->len == m->cap) {
        size_t cap = m->cap > 0 ? m->cap * 2 : 8;
        m->source = arena_grow(&r->scratch, m->source, m->cap, cap,
                               sizeof *m->source);
        m->cap = cap;
    }
    m->source[m->len++] = s;
    return m->len;
}

void add_mark(struct render *r, struct dict *d, enum marker list,
              const struct source *s)
{
    if (s == NULL)
        return;
    size_t n = mark_number(r, s);
    struct dict *item = dict_add(d, list);
    dict_set(item, M_MARK_NUMBER, render_number(r, n));
    dict_set(item, M_MARK_URL, arena_printf(&r->scratch, "#s%zu", n));
}

void set_sources(struct render *r)
{
    const struct config *config = &r->site->config;
    for (size_t i = 0; i < r->marks->len; i++) {
        const struct source *s = r->marks->source[i];
        struct dict *item = dict_add(r->dict, M_SOURCES);
        struct str title = render_text(r, &s->title);
        int lang = site_text_lang(r->site, &s->title, r->lang);
        set(r, item, M_SOURCE_ID, arena_printf(&r->scratch, "s%zu", i + 1));
        set(r, item, M_SOURCE_TITLE, title.len > 0 ? title : s->id);
        set(r, item, M_SOURCE_URL, s->url);
        if (lang >= 0 && (size_t)lang != r->lang)
            set(r, item, M_SOURCE_TAG, config->language[lang].tag);
        set(r, item, M_SOURCE_DETAIL, source_detail(r, s));
    }
}

/* ---- tiles ---- */

static void tile_change(struct render *r, struct dict *d, const struct cell *c)
{
    struct change change;
    if (!cell_change(c, &change))
        return;
    set(r, d, M_TILE_CHANGE, change_words(r, &change, c));
    set(r, d, M_TILE_DIRECTION,
        change.direction > 0   ? STR("up")
        : change.direction < 0 ? STR("down")
                               : STR("flat"));
    set(r, d, M_TILE_POLARITY,
        change.good  ? STR("good")
        : change.bad ? STR("bad")
                     : STR("neutral"));
}

static struct str kind_of(const struct cell *c)
{
    switch (c->status) {
    case STATUS_PLAN: return STR("plan");
    case STATUS_DERIVED: return STR("derived");
    default: return (struct str){0};
    }
}

static struct str status_of(struct render *r, const struct cell *c)
{
    if (c->status == STATUS_PLAN)
        return render_word(r, "status_plan");
    if (c->status == STATUS_DERIVED)
        return render_word(r, "status_derived");
    return (struct str){0};
}

void add_tile(struct render *r, struct dict *d, enum marker list,
              const struct cell *c, bool with_place)
{
    struct dict *item = dict_add(d, list);
    read_series(r, c->district, c->indicator);
    const struct figure_words w = figure_words(r, c);
    set(r, item, M_TILE_LABEL, cell_title(r, c));
    set(r, item, M_TILE_URL, cell_href(r, c));
    set(r, item, M_TILE_KIND, kind_of(c));
    set(r, item, M_TILE_STATUS, status_of(r, c));
    if (with_place) {
        set(r, item, M_TILE_PLACE, cell_place(r, c));
        set(r, item, M_TILE_PLACE_URL,
            render_link(r, PAGE_DISTRICT, c->district));
    }
    set(r, item, M_TILE_DATA, w.plain);
    set(r, item, M_TILE_BEFORE, w.before);
    set(r, item, M_TILE_NUMBER, w.number);
    set(r, item, M_TILE_AFTER, w.after);
    add_mark(r, item, M_TILE_MARKS, cell_source(r->site, c));
    set(r, item, M_TILE_PERIOD, cell_period(r, c));
    tile_change(r, item, c);
    set_markup(item, M_TILE_SPARKLINE, sparkline_html(r, c));
}

/* ---- rows ---- */

/* Quotes are in the language of the source, which data do not name. */
static struct str tag_of(struct render *r, struct str quote)
{
    const struct config *c = &r->site->config;
    bool han = false;
    for (size_t at = 0; at < quote.len && !han;)
        han = unicode_is_han(utf8_next(quote, &at));
    for (size_t i = 0; i < c->n_languages; i++)
        if ((numerals_of(c->language[i].tag) == NUMERALS_ZH) == han)
            return c->language[i].tag;
    return han ? STR("zh") : STR("en");
}

static struct str revision_note(struct render *r, const struct cell *c)
{
    struct str why = render_text(r, &c->rare->revision_note);
    if (c->rare->revised.precision == DATE_NONE)
        return (struct str){0};
    return RENDER_FILL(r, why.len > 0 ? "revised_because" : "revised_on",
                       {"date", render_date(r, c->rare->revised, false)},
                       {"why", why});
}

static struct str notes_on(struct render *r, const struct cell *c,
                           bool tagged)
{
    struct str parts[3] = {{0}};
    if (c->restated)
        parts[1] = render_word(r, "restated");
    if (c->rare != NULL) {
        parts[0] = render_text(r, &c->rare->note);
        parts[2] = revision_note(r, c);
    }
    if (parts[0].len > 0 && c->status == STATUS_DERIVED && !tagged)
        parts[0] = RENDER_FILL(r, "status_derived_note", {"how", parts[0]});
    return joined_by(r, "sentence_join", parts, 3);
}

struct str cell_note(struct render *r, const struct cell *c)
{
    return notes_on(r, c, false);
}

struct str cell_place(struct render *r, const struct cell *c)
{
    const struct district *d = district_at(c->district, c->period);
    struct str now = render_text(r, &c->district->name);
    struct str then = d != NULL ? render_text(r, &d->name) : now;
    return str_eq(then, now)
               ? now
               : RENDER_FILL(r, "place_then", {"then", then}, {"now", now});
}

static void fig_rare(struct render *r, struct dict *item, const struct cell *c)
{
    struct str status = status_of(r, c);
    if (c->rare != NULL) {
        if (status.len == 0 && c->rare->revised.precision != DATE_NONE)
            status = render_word(r, "status_revised");
        set(r, item, M_FIG_QUOTE, c->rare->quote);
        struct str tag = tag_of(r, c->rare->quote);
        if (!str_eq(tag, r->site->config.language[r->lang].tag))
            set(r, item, M_FIG_QUOTE_TAG, tag);
    }
    set(r, item, M_FIG_NOTE, notes_on(r, c, true));
    set(r, item, M_FIG_STATUS, status);
}

void add_fig(struct render *r, struct dict *d, enum marker list,
             const struct cell *c, unsigned flags)
{
    struct dict *item = dict_add(d, list);
    read_series(r, c->district, c->indicator);
    const struct figure_words w = figure_words_full(r, c);
    if ((flags & FIG_WITH_ANCHOR) != 0)
        set(r, item, M_FIG_ID, cell_anchor(&r->scratch, r->site, c));
    set(r, item, M_FIG_KIND, kind_of(c));
    if ((flags & FIG_PART) == 0) {
        set(r, item, M_FIG_INDICATOR, render_text(r, &c->indicator->name));
        set(r, item, M_FIG_URL,
            (flags & FIG_LINK_CELL) != 0 ? cell_href(r, c)
                                         : indicator_href(r, c->indicator));
    }
    set(r, item, M_FIG_GROUP, cell_group(r, c));
    fig_rare(r, item, c);
    if ((flags & FIG_WITH_PLACE) != 0) {
        set(r, item, M_FIG_PLACE, cell_place(r, c));
        set(r, item, M_FIG_PLACE_URL,
            render_link(r, PAGE_DISTRICT, c->district));
    }
    if (!str_eq(w.plain, w.number))
        set(r, item, M_FIG_DATA, w.plain);
    set(r, item, M_FIG_BEFORE, w.before);
    set(r, item, M_FIG_NUMBER, w.number);
    set(r, item, M_FIG_AFTER, w.after);
    set(r, item, M_FIG_PERIOD, cell_period(r, c));
    add_mark(r, item, M_FIG_MARKS, cell_source(r->site, c));
}

void add_figs(struct render *r, struct dict *d, enum marker list,
              const struct cell *const *at, size_t n)
{
    const struct indicator *whole = NULL; /* of which the rows above are */
    for (size_t i = 0; i < n; i++) {
        const struct cell *c = at[i];
        if (c->group == 0)
            whole = c->indicator;
        else if (whole != NULL && c->indicator != whole)
            whole = NULL;
        bool part = c->group > 0 && whole != NULL;
        add_fig(r, d, list, c, FIG_WITH_ANCHOR | (part ? FIG_PART : 0u));
    }
}

/* ---- cells of tables ---- */

/* The text in a table, and what to say about it where it needs saying. */
static struct str tcell_text(struct render *r, const struct cell *c,
                             struct str *hint)
{
    struct figure f = cell_figure(c);
    const char *qualifier = qualifier_names[f.qualifier];
    f.qualifier = QUALIFIER_EXACT;
    struct str text = figure_cell(&r->scratch, &f, r->words);
    if (c->status == STATUS_DERIVED)
        *hint = render_word(r, "status_derived");
    else if (c->rare != NULL && c->rare->revised.precision != DATE_NONE)
        *hint = render_word(r, "status_revised");
    if (*qualifier != '\0') {
        char key[64];
        snprintf(key, sizeof key, "mark_%s", qualifier);
        text = RENDER_FILL(r, key, {"n", text});
        *hint = kind_word(r, "mark", qualifier, "means");
        r->marks->qualifiers |= 1u << c->qualifier;
    }
    if (c->symbol == SYMBOL_NONE)
        return text;
    *hint = kind_word(r, "symbol", symbol_names[c->symbol], "means");
    return ARENA_JOIN(&r->scratch, text, STR(" "), cell_symbol(r, c));
}

struct dict *add_tcell(struct render *r, struct dict *d, const struct cell *c,
                       bool with_anchor)
{
    struct dict *item = dict_add(d, M_TROW_CELLS);
    struct str hint = {0};
    if (c == NULL || cell_is_broken(c)) {
        set(r, item, M_TCELL_TEXT, cell_symbol(r, NULL));
        set(r, item, M_TCELL_KIND, STR("none"));
        return item;
    }
    if (c->has_value) {
        set(r, item, M_TCELL_TEXT, tcell_text(r, c, &hint));
        if (c->status == STATUS_DERIVED)
            set(r, item, M_TCELL_KIND, STR("derived"));
    } else {
        set(r, item, M_TCELL_TEXT, cell_symbol(r, c));
        set(r, item, M_TCELL_KIND, STR("symbol"));
        hint = kind_word(r, "symbol", symbol_names[c->symbol], "means");
    }
    set(r, item, M_TCELL_HINT, hint);
    if (with_anchor)
        set(r, item, M_TCELL_ID, cell_anchor(&r->scratch, r->site, c));
    return item;
}

/* ---- the key to the marks ---- */

static void add_symbol(struct render *r, const char *kind, const char *name,
                       const char *mark)
{
    struct dict *item = dict_add(r->dict, M_SYMBOLS);
    set(r, item, M_SYMBOL_MARK, kind_word(r, kind, name, mark));
    set(r, item, M_SYMBOL_TEXT, kind_word(r, kind, name, "means"));
}

void set_symbols(struct render *r, bool all)
{
    for (unsigned i = QUALIFIER_OVER; i < N_QUALIFIERS; i++)
        if (all || (r->marks->qualifiers >> i & 1) != 0)
            add_symbol(r, "mark", qualifier_names[i], "sign");
    for (unsigned i = 0; i < N_SYMBOLS; i++)
        if (all || (r->marks->symbols >> i & 1) != 0)
            add_symbol(r, "symbol", symbol_names[i], "");
}
