/* SPDX-License-Identifier: MIT */
#include "render/data_page.h"

#include <stdio.h>

#include "base/escape.h"
#include "render/figures.h"
#include "render/parts.h"
#include "render/reads.h"
#include "render/text.h"

static struct str finish(struct render *r, struct buf *b)
{
    struct str s = arena_copy(&r->scratch, buf_view(b));
    buf_release(b);
    return s;
}

/* ---- markup in sentences ---- */

struct str html_escaped(struct render *r, struct str text)
{
    struct buf b = {0};
    escape_html(&b, text);
    return finish(r, &b);
}

struct str html_link(struct render *r, struct str href, struct str words)
{
    struct buf b = {0};
    if (href.len > 0) {
        buf_text(&b, "<a href=\"");
        escape_url(&b, href);
        buf_text(&b, "\">");
    }
    escape_html(&b, words);
    if (href.len > 0)
        buf_text(&b, "</a>");
    return finish(r, &b);
}

/* While the pattern is filled in, a control character and the number of the
 * argument stand for its markup. */
enum { STAND_IN = '\x01', ARGS_MAX = 8 };

static struct str put_in(struct render *r, struct str filled,
                         const struct html_arg *args, size_t n_args)
{
    struct buf b = {0};
    struct str rest = filled, words, tail;
    while (str_cut(rest, STAND_IN, &words, &tail)) {
        escape_html(&b, words);
        size_t i = tail.len > 0 ? (size_t)(unsigned char)tail.at[0] - 'a'
                                : n_args;
        if (i < n_args && args[i].is_markup)
            buf_str(&b, args[i].text);
        rest = str_from(tail, 1);
    }
    escape_html(&b, rest);
    return finish(r, &b);
}

struct str html_fill(struct render *r, const char *key,
                     const struct html_arg *args, size_t n_args)
{
    struct word_arg words[ARGS_MAX];
    if (n_args > ARGS_MAX)
        n_args = ARGS_MAX;
    for (size_t i = 0; i < n_args; i++) {
        words[i].name = args[i].name;
        words[i].text = args[i].is_markup
                            ? arena_printf(&r->scratch, "%c%c", STAND_IN,
                                           (char)('a' + i))
                            : args[i].text;
    }
    return put_in(r, words_fill(r->words, &r->scratch, key, words, n_args),
                  args, n_args);
}

static struct str joined(struct render *r, struct str between,
                         const struct str *parts, size_t n)
{
    struct buf b = {0};
    for (size_t i = 0; i < n; i++) {
        if (parts[i].len == 0)
            continue;
        if (b.len > 0)
            buf_str(&b, between);
        buf_str(&b, parts[i]);
    }
    return finish(r, &b);
}

struct str joined_by(struct render *r, const char *key,
                     const struct str *parts, size_t n)
{
    return joined(r, render_word(r, key), parts, n);
}

struct str html_joined_by(struct render *r, const char *key,
                          const struct str *parts, size_t n)
{
    return joined(r, html_escaped(r, render_word(r, key)), parts, n);
}

/* "2020: Oversized classes: 0, down 123 since 2016", the value linked to its
 * cell; without the full stop. */
static struct str clause_of(struct render *r, const struct cell *c)
{
    struct change change;
    bool changed = cell_change(c, &change);
    struct str link = text_figure_link(r, c, cell_words(r, c));
    return HTML_FILL(
        r, changed ? "dsum_figure_change" : "dsum_figure",
        {"period", cell_period(r, c), false},
        {"indicator", cell_title(r, c), false}, {"value", link, true},
        {"change", changed ? change_words(r, &change, c) : (struct str){0},
         false});
}

struct str figure_sentence(struct render *r, const char *key,
                           const struct cell *const *cells, size_t n)
{
    if (n == 0)
        return (struct str){0};
    struct str *clauses = arena_array(&r->scratch, n, struct str);
    for (size_t i = 0; i < n; i++)
        clauses[i] = clause_of(r, cells[i]);
    return HTML_FILL(r, key,
                     {"figures", html_joined_by(r, "figure_join", clauses, n),
                      true});
}

/* ---- time ---- */

void span_add(struct span *s, struct period p)
{
    if (p.kind == PERIOD_NONE || p.kind == PERIOD_UNDATED)
        return;
    int32_t first = p.first != INT32_MIN ? p.first : p.last;
    int32_t last = p.last != INT32_MAX ? p.last : p.first;
    if (!s->any || first < s->first)
        s->first = first;
    if (!s->any || last > s->last)
        s->last = last;
    s->any = true;
}

static struct date year_of(int32_t day)
{
    struct date d = date_of_day(day);
    d.month = d.day = 1;
    d.precision = DATE_YEAR;
    return d;
}

struct str span_words(struct render *r, const struct span *s)
{
    struct period p = {.kind = PERIOD_UNDATED};
    if (s->any) {
        const struct date first = year_of(s->first), last = year_of(s->last);
        p = (struct period){.first = date_first_day(first),
                            .last = date_last_day(last),
                            .kind = first.year == last.year ? PERIOD_YEAR
                                                            : PERIOD_RANGE,
                            .from = DATE_YEAR,
                            .to = DATE_YEAR};
    }
    return period_words(&r->scratch, p, r->words);
}

struct str period_short(struct render *r, struct period p)
{
    static const char *const keys[] = {
        [PERIOD_YEAR] = "period_year_short",
        [PERIOD_MONTH] = "period_month_short",
        [PERIOD_DAY] = "period_day_short",
        [PERIOD_SCHOOL_YEAR] = "period_school_year_short",
    };
    if (p.kind == PERIOD_NONE || p.kind > PERIOD_SCHOOL_YEAR)
        return period_words(&r->scratch, p, r->words);
    struct arena *a = &r->scratch;
    struct date d = date_of_day(p.first);
    struct str text =
        RENDER_FILL(r, keys[p.kind], {"y", arena_printf(a, "%d", d.year)},
                    {"yy2", date_two_digits((d.year + 1) % 100)},
                    {"y2", arena_printf(a, "%d", d.year + 1)},
                    {"m", date_digits(d.month)},
                    {"mm", date_two_digits(d.month)},
                    {"d", date_digits(d.day)}, {"dd", date_two_digits(d.day)});
    return p.inferred ? RENDER_FILL(r, "inferred", {"date", text}) : text;
}

struct date later(struct date a, struct date b)
{
    return date_compare(a, b) >= 0 ? a : b;
}

/* ---- levels ---- */

static struct str key_of_kind(struct render *r, const char *prefix,
                              struct str kind)
{
    struct str key =
        arena_printf(&r->scratch, "%s" STR_FMT, prefix, STR_ARG(kind));
    for (size_t i = 0; i < key.len; i++)
        if (key.at[i] == '-')
            ((char *)key.at)[i] = '_';
    return key;
}

struct str tier_word(struct render *r, enum tier tier)
{
    static const char *const keys[] = {
        [TIER_NATION] = "tier_nation", [TIER_PROVINCE] = "tier_province",
        [TIER_CITY] = "tier_city",     [TIER_COUNTY] = "tier_county",
        [TIER_OTHER] = "tier_other",
    };
    return render_word(r, keys[tier]);
}

struct str level_word(struct render *r, const struct district *d)
{
    struct str word = render_word(r, key_of_kind(r, "level_", d->kind).at);
    return word.len > 0 ? word : d->kind;
}

/* ---- parts of the page ---- */

void set_other_names(struct render *r, const struct text *name)
{
    const struct config *c = &r->site->config;
    struct str own = render_text(r, name);
    for (size_t i = 0; i < c->n_languages; i++) {
        if (i == r->lang || name->in[i].len == 0 || str_eq(name->in[i], own))
            continue;
        struct dict *d = dict_add(r->dict, M_OTHER_NAMES);
        set(r, d, M_ONAME_TEXT, name->in[i]);
        set(r, d, M_ONAME_TAG, c->language[i].tag);
    }
}

void add_toc(struct render *r, struct str title, struct str id)
{
    struct dict *d = dict_add(r->dict, M_TOC);
    set(r, d, M_TOCITEM_TITLE, title);
    set(r, d, M_TOCITEM_URL,
        arena_printf(&r->scratch, "#" STR_FMT, STR_ARG(id)));
    set(r, d, M_TOCITEM_LEVEL, STR("l2"));
}

void add_data_file(struct render *r, enum page_kind kind, const void *subject,
                   const char *title_key, struct str name, struct date date)
{
    const struct page *page =
        plan_find(r->plan, kind, subject, (struct str){0});
    if (page == NULL)
        return;
    struct dict *d = dict_add(r->dict, M_DOWNLOADS);
    set(r, d, M_DOWNLOAD_TITLE, RENDER_FILL(r, title_key, {"name", name}));
    set(r, d, M_DOWNLOAD_URL, render_page_href(r, page));
    set(r, d, M_DOWNLOAD_TYPE,
        kind == PAGE_DATA_DISTRICT_JSON ? STR("JSON") : STR("CSV"));
    read_about(r, QUERY_SIZE, page_path(page), (struct str){0});
    if (r->sizes != NULL)
        set(r, d, M_DOWNLOAD_SIZE,
            render_size(r, r->sizes[page - r->plan->page]));
    if (date.precision == DATE_NONE)
        return;
    set(r, d, M_DOWNLOAD_DATE, render_day(r, date));
    set(r, d, M_DOWNLOAD_DATETIME, date_iso(&r->scratch, date));
}

void add_neighbour(struct render *r, enum marker list, struct str title,
                   struct str href)
{
    if (href.len == 0)
        return;
    add_ref(r, r->dict, list, title, href, (struct str){0});
    dict_show(r->dict, M_NEIGHBOURS);
}

void cite_data(struct render *r, struct str title, struct date date)
{
    if (date.precision == DATE_NONE)
        return;
    set_citation(r, RENDER_FILL(
                        r, "cite_data",
                        {"site", render_text(r, &r->site->config.title)},
                        {"title", title}, {"date", render_day(r, date)},
                        {"url", render_absolute(r, r->page->url)}));
}
