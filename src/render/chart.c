/* SPDX-License-Identifier: MIT */
#include "render/chart.h"

#include "render/figures.h"
#include "render/reads.h"

enum { PLACES_NAMED = 3, TRENDS_MAX = 5, DOTS_FROM = 6 };

/* ---- words about a chart ---- */

static struct str indicators_of(struct render *r, const struct chart *c)
{
    struct str names[CHART_INDICATORS_MAX];
    size_t n = c->n[DIM_INDICATOR];
    for (size_t i = 0; i < n; i++)
        names[i] = render_text(r, &c->indicator[i]->name);
    if (n == 1 && c->n[DIM_GROUP] == 1)
        return cell_title(r, c->series[0].cell[0]);
    return render_list(r, names, n);
}

static struct str places_of(struct render *r, const struct chart *c)
{
    struct str names[PLACES_NAMED];
    size_t n = c->n[DIM_DISTRICT];
    if (n > PLACES_NAMED)
        return RENDER_FILL(r, "n_districts", {"n", render_number(r, n)});
    for (size_t i = 0; i < n; i++)
        names[i] = render_text(r, &c->district[i]->name);
    return render_list(r, names, n);
}

static struct str span_of(struct render *r, const struct chart *c)
{
    struct span span = {0};
    if (c->n[DIM_PERIOD] == 1)
        return period_words(&r->scratch, c->period[0], r->words);
    for (size_t i = 0; i < c->n[DIM_PERIOD]; i++)
        span_add(&span, c->period[i]);
    return span_words(r, &span);
}

static struct str title_of(struct render *r, const struct chart *c)
{
    struct str what =
        RENDER_FILL(r, "table_of", {"indicator", indicators_of(r, c)},
                    {"places", places_of(r, c)});
    return ARENA_JOIN(
        &r->scratch, what,
        RENDER_FILL(r, "parenthesis", {"text", span_of(r, c)}));
}

/* From the first to the last value of a series that can be compared. */
static struct str trend_of(struct render *r, const struct chart_series *s)
{
    const struct cell *first = NULL, *last = NULL;
    for (size_t i = s->n; i-- > 0;) {
        const struct cell *c = s->cell[i];
        if (!c->has_value || c->period.kind == PERIOD_UNDATED)
            continue;
        last = last == NULL ? c : last;
        if (c != last && period_comparable(c->period, last->period))
            first = c;
    }
    if (first == NULL)
        return (struct str){0};
    return RENDER_FILL(
        r, "chart_desc_trend", {"indicator", cell_title(r, last)},
        {"place", render_text(r, &s->district->name)},
        {"first", cell_words(r, first)}, {"a", cell_period(r, first)},
        {"last", cell_words(r, last)}, {"b", cell_period(r, last)});
}

/* The title says what is shown, this how it went; where nothing can be
 * compared, it is the title in words. */
static struct str describe(struct render *r, const struct chart *c)
{
    struct str parts[TRENDS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < c->n_series && n < TRENDS_MAX; i++) {
        parts[n] = trend_of(r, &c->series[i]);
        n += parts[n].len > 0;
    }
    if (n > 0)
        return joined_by(r, "sentence_join", parts, n);
    return RENDER_FILL(r, "chart_desc", {"indicator", indicators_of(r, c)},
                       {"places", places_of(r, c)}, {"span", span_of(r, c)});
}

static struct str notes_of(const struct drawing *g)
{
    struct render *r = g->r;
    struct str parts[5] = {drawn_unit(r, chart_common_unit(g->chart))};
    if (g->uncertain)
        parts[1] = render_word(r, "chart_hollow");
    if (g->planned)
        parts[2] = render_word(r, "chart_planned");
    if (g->derived)
        parts[3] = render_word(r, "chart_derived");
    if (g->n_left > 0)
        parts[4] =
            RENDER_FILL(r, "chart_more", {"n", render_number(r, g->n_left)});
    return joined_by(r, "clause_join", parts, 5);
}

/* ---- layouts ---- */

/* The chart layouts are the program's own: they are checked before freeze. */
static struct str expand(struct render *r, const char *layout, struct dict *d)
{
    struct buf b = {0};
    struct str out = {0};
    read_layout(r, layout);
    if (templates_render(r->templates, layout, r->lang, d, &b))
        out = arena_copy(&r->scratch, str_trim(buf_view(&b)));
    buf_release(&b);
    return out;
}

/* ---- which drawing ---- */

enum shape { SHAPE_BAR, SHAPE_LINE, SHAPE_DOT };

static bool has_time(const struct chart *c)
{
    for (size_t i = 0; i < c->n_series; i++)
        for (size_t k = 0; k < c->series[i].n; k++)
            if (c->series[i].cell[k]->has_value &&
                c->series[i].cell[k]->period.kind != PERIOD_UNDATED)
                return true;
    return false;
}

static bool has_value(const struct chart *c)
{
    for (size_t i = 0; i < c->n_series; i++)
        for (size_t k = 0; k < c->series[i].n; k++)
            if (c->series[i].cell[k]->has_value)
                return true;
    return false;
}

static enum shape shape_of(const struct chart *c, const struct selection *s)
{
    switch (s->type) {
    case CHART_BAR: return SHAPE_BAR;
    case CHART_DOT: return SHAPE_DOT;
    case CHART_LINE: return has_time(c) ? SHAPE_LINE : SHAPE_BAR;
    case CHART_AUTO: break;
    }
    if (chart_has_line(c))
        return SHAPE_LINE;
    return c->n[DIM_DISTRICT] >= DOTS_FROM ? SHAPE_DOT : SHAPE_BAR;
}

static struct str svg_of(struct drawing *g, enum shape shape, struct str title,
                         struct str text)
{
    static const char *const layouts[] = {[SHAPE_BAR] = "chart-bar.svg",
                                          [SHAPE_LINE] = "chart-line.svg",
                                          [SHAPE_DOT] = "chart-dot.svg"};
    struct render *r = g->r;
    draw_end(g);
    set(r, g->d, M_CHART_ID,
        arena_printf(&r->scratch, "chart-%u", ++r->serial));
    set(r, g->d, M_CHART_TITLE, title);
    set(r, g->d, M_CHART_TEXT, text);
    set(r, g->d, M_CHART_WIDTH, draw_length(r, CHART_WIDTH));
    set(r, g->d, M_CHART_HEIGHT, draw_length(r, g->y));
    return expand(r, layouts[shape], g->d);
}

static struct str draw(struct drawing *g, enum shape shape)
{
    if (shape == SHAPE_LINE)
        draw_series(g);
    else
        draw_rows(g, shape == SHAPE_DOT);
    return svg_of(g, shape, title_of(g->r, g->chart),
                  describe(g->r, g->chart));
}

/* ---- figures ---- */

/* A file that has all cells; NULL where only the one of the whole site has. */
static const struct page *csv_of(struct render *r, const struct chart *c,
                                 struct str *title)
{
    struct str none = {0};
    if (c->n[DIM_DISTRICT] == 1) {
        *title = RENDER_FILL(r, "file_district_csv",
                             {"name", render_text(r, &c->district[0]->name)});
        return plan_find(r->plan, PAGE_DATA_DISTRICT_CSV, c->district[0], none);
    }
    *title = RENDER_FILL(r, "file_indicator_csv",
                         {"name", render_text(r, &c->indicator[0]->name)});
    return c->n[DIM_INDICATOR] == 1 ? plan_find(r->plan,
                                                PAGE_DATA_INDICATOR_CSV,
                                                c->indicator[0], none)
                                    : NULL;
}

/* A caption is made of plain words; a table's own one is a text. */
static struct str plain_caption(struct render *r, struct str html)
{
    static const struct {
        struct str entity;
        char byte;
    } entities[] = {{STR_INIT("&lt;"), '<'},
                    {STR_INIT("&gt;"), '>'},
                    {STR_INIT("&quot;"), '"'},
                    {STR_INIT("&#39;"), '\''},
                    {STR_INIT("&amp;"), '&'}};
    enum { N = sizeof entities / sizeof *entities };
    char *at = arena_alloc(&r->scratch, html.len + 1, 1);
    size_t n = 0;
    while (html.len > 0) {
        size_t k = 0, skip = 1;
        while (k < N && !str_starts(html, entities[k].entity))
            k++;
        if (html.at[0] == '<')
            skip = str_find_byte(html, '>') + 1;
        else if (k < N) {
            at[n++] = entities[k].byte;
            skip = entities[k].entity.len;
        } else
            at[n++] = html.at[0];
        html = skip > 0 ? str_from(html, skip) : (struct str){0};
    }
    return (struct str){at, n};
}

/* The file is named beside a drawing, and below a table that stands alone. */
static void add_table(struct render *r, struct dict *d, const struct chart *c,
                      struct str caption, bool alone)
{
    struct grid grid = chart_grid(r, c, caption);
    struct str title;
    const struct page *csv = csv_of(r, c, &title);
    if (csv != NULL && alone)
        grid.csv = render_page_href(r, csv);
    add_grid(r, d, M_FIGURE_TABLE, &grid);
    if (csv == NULL || alone)
        return;
    set(r, d, M_FIGURE_CSV_URL, render_page_href(r, csv));
    set(r, d, M_FIGURE_CSV_TITLE, title);
}

/* Caption and drawing. */
static struct dict *figure_of(struct render *r, const struct chart *c,
                              const struct selection *s, struct str caption)
{
    struct drawing g = {.r = r, .chart = c, .d = dict_new(&r->scratch)};
    struct dict *d = dict_new(&r->scratch);
    set_markup(d, M_FIGURE_DRAWING, draw(&g, shape_of(c, s)));
    set_markup(d, M_FIGURE_CAPTION,
               caption.len > 0 ? caption : html_escaped(r, title_of(r, c)));
    set(r, d, M_FIGURE_NOTE, notes_of(&g));
    return d;
}

struct str chart_alone_html(struct render *r, const struct selection *s)
{
    struct chart c;
    if (!chart_collect(r, s, &c) || !has_value(&c))
        return (struct str){0};
    return expand(r, "chart-figure.html",
                  figure_of(r, &c, s, (struct str){0}));
}

struct str chart_figure(struct drawing *g, bool bars, struct str title,
                        struct str text, struct str note)
{
    struct render *r = g->r;
    struct dict *d = dict_new(&r->scratch);
    set_markup(d, M_FIGURE_DRAWING,
               svg_of(g, bars ? SHAPE_BAR : SHAPE_DOT, title, text));
    set_markup(d, M_FIGURE_CAPTION, html_escaped(r, title));
    set(r, d, M_FIGURE_NOTE, note);
    return expand(r, "chart-figure.html", d);
}

struct str chart_html(struct render *r, const struct selection *s,
                      struct str caption_html)
{
    struct chart c;
    if (!chart_collect(r, s, &c))
        return (struct str){0};
    if (!has_value(&c))
        return table_html(r, s, caption_html);
    struct dict *d = figure_of(r, &c, s, caption_html);
    add_table(r, d, &c, title_of(r, &c), false);
    return expand(r, "chart-figure.html", d);
}

struct str table_html(struct render *r, const struct selection *s,
                      struct str caption_html)
{
    struct chart c;
    if (!chart_collect(r, s, &c))
        return (struct str){0};
    struct dict *d = dict_new(&r->scratch);
    add_table(r, d, &c,
              caption_html.len > 0 ? plain_caption(r, caption_html)
                                   : title_of(r, &c),
              true);
    return expand(r, "chart-figure.html", d);
}
