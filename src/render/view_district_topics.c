/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "render/compare.h"
#include "render/figures.h"
#include "render/grid.h"
#include "render/view_district.h"

enum {
    CHARTS_PER_TOPIC = 3,
    CHARTS_PER_PAGE = 6,
    SENTENCE_FIGURES = 2,
    NOTES_PER_TOPIC = 10,
    KINDS_TRIED = 16 /* of periods in one series */
};

/* The figures of a topic that share a kind and length of period. */
struct table {
    vec_of(const struct track *) tracks;
    struct period like;
};

struct topic_page {
    struct district_page *p;
    struct dict *d;
    struct str title;
    vec_of(struct table) tables;
    vec_of(const struct cell *) singles, plans;
    size_t n_charts; /* that may still be drawn */
};

static bool belongs(const struct track *t, const struct topic *topic)
{
    return t->indicator->topic == topic && !t->indicator->is_fact;
}

/* ---- sorting figures into tables ---- */

static size_t count_like(struct series s, struct period like)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += period_comparable(s.first[i].period, like);
    return n;
}

/* The period that most cells of the series can be compared with; the latest
 * where several kinds are as frequent. */
static struct period usual_period(struct series s, size_t *n)
{
    struct period best = {0};
    size_t tried = 0;
    *n = 0;
    for (size_t i = s.len; i > 0 && tried < KINDS_TRIED; i--) {
        struct period p = s.first[i - 1].period;
        if (*n > 0 && period_comparable(p, best))
            continue;
        tried++;
        size_t like = count_like(s, p);
        if (like > *n) {
            *n = like;
            best = p;
        }
    }
    return best;
}

static void add_to_table(struct topic_page *t, const struct track *track,
                         struct period like)
{
    struct arena *a = &t->p->r->scratch;
    size_t i = 0;
    while (i < t->tables.len &&
           !period_comparable(t->tables.at[i].like, like))
        i++;
    if (i == t->tables.len)
        vec_push(a, &t->tables)->like = like;
    *vec_push(a, &t->tables.at[i].tracks) = track;
}

static void sort_track(struct topic_page *t, const struct track *track)
{
    struct arena *a = &t->p->r->scratch;
    size_t n;
    struct period like = usual_period(track->series, &n);
    if (n >= 2 && !track->plan)
        add_to_table(t, track, like);
    for (size_t i = 0; i < track->series.len; i++) {
        const struct cell *c = &track->series.first[i];
        if (track->plan)
            *vec_push(a, &t->plans) = c;
        else if (n < 2 || !period_comparable(c->period, like))
            *vec_push(a, &t->singles) = c;
    }
}

/* ---- tables ---- */

struct periods {
    struct period *at;
    size_t len, cap;
};

static int by_time(const void *a, const void *b)
{
    const struct period *x = a, *y = b;
    return period_compare(*x, *y);
}

/* A column is inferred when all its figures are. */
static struct periods columns_of(struct render *r, const struct table *t)
{
    struct periods all = {0};
    for (size_t i = 0; i < t->tracks.len; i++) {
        struct series s = t->tracks.at[i]->series;
        for (size_t k = 0; k < s.len; k++)
            if (period_comparable(s.first[k].period, t->like))
                *vec_push(&r->scratch, &all) = s.first[k].period;
    }
    if (all.len > 1)
        qsort(all.at, all.len, sizeof *all.at, by_time);
    size_t n = 0;
    for (size_t i = 0; i < all.len; i++) {
        if (n == 0 || !period_eq(all.at[n - 1], all.at[i]))
            all.at[n++] = all.at[i];
        else
            all.at[n - 1].inferred &= all.at[i].inferred;
    }
    all.len = n;
    return all;
}

static struct grid_head head_of(struct render *r, const struct track *t,
                                bool inferred)
{
    const struct figure f = cell_figure(t->series.first);
    const struct str notes[] = {
        figure_unit_word(&f, r->words),
        inferred ? render_word(r, "period_inferred") : (struct str){0}};
    return (struct grid_head){.title = cell_title(r, t->series.first),
                              .href = indicator_href(r, t->indicator),
                              .note = joined_by(r, "detail_join", notes, 2)};
}

/* Both the series and the columns are in order of time. */
static void fill_row(struct render *r, struct grid *g, size_t row,
                     const struct track *t, const struct periods *columns)
{
    bool inferred = false;
    size_t k = 0;
    for (size_t i = 0; i < t->series.len && k < columns->len; i++) {
        const struct cell *c = &t->series.first[i];
        if (!period_comparable(c->period, columns->at[k]))
            continue; /* it has a row of its own */
        while (k < columns->len && !period_eq(columns->at[k], c->period))
            k++;
        if (k == columns->len)
            break;
        g->at[row * g->n_cols + k] = c;
        inferred |= c->period.inferred && !columns->at[k].inferred;
    }
    g->row[row] = head_of(r, t, inferred);
}

static void show_table(struct topic_page *t, const struct table *table)
{
    struct render *r = t->p->r;
    struct periods columns = columns_of(r, table);
    struct grid g = grid_new(r, table->tracks.len, columns.len);
    g.caption = RENDER_FILL(r, "table_series", {"topic", t->title});
    g.corner = render_word(r, "indicator");
    g.anchors = true;
    for (size_t k = 0; k < columns.len; k++)
        g.col[k].title = period_short(r, columns.at[k]);
    for (size_t i = 0; i < table->tracks.len; i++)
        fill_row(r, &g, i, table->tracks.at[i], &columns);
    add_grid(r, t->d, M_DTOPIC_SERIES, &g);
}

/* ---- charts, sentence, notes ---- */

static size_t values_of(struct series s)
{
    size_t n, values = 0;
    struct period like = usual_period(s, &n);
    for (size_t i = 0; i < s.len; i++)
        values += s.first[i].has_value &&
                  period_comparable(s.first[i].period, like);
    return values;
}

/* One chart for an indicator, with its groups as series: the tracks of one
 * stand side by side, and the first of them speaks for all. */
static void show_chart(struct topic_page *t, const struct table *table,
                       size_t at)
{
    struct render *r = t->p->r;
    const struct indicator *n = table->tracks.at[at]->indicator;
    size_t most = 0;
    if (t->n_charts == 0 ||
        (at > 0 && table->tracks.at[at - 1]->indicator == n))
        return;
    for (; at < table->tracks.len && table->tracks.at[at]->indicator == n;
         at++) {
        size_t values = values_of(table->tracks.at[at]->series);
        most = values > most ? values : most;
    }
    if (most < 2)
        return;
    const struct selection s = {.district = {t->p->d},
                                .n_districts = 1,
                                .indicator = {n},
                                .n_indicators = 1,
                                .type = most > 2 ? CHART_LINE : CHART_BAR};
    t->n_charts -= add_chart_item(t->d, M_DTOPIC_CHARTS,
                                  chart_alone_html(r, &s));
}

/* Single figures stand as they are: only series are put into a sentence. */
static void show_sentence(struct topic_page *t)
{
    const struct cell *cells[SENTENCE_FIGURES];
    size_t n = 0;
    for (size_t i = 0; i < t->tables.len; i++)
        for (size_t k = 0; k < t->tables.at[i].tracks.len; k++) {
            const struct cell *c = t->tables.at[i].tracks.at[k]->latest;
            if (c != NULL && n < SENTENCE_FIGURES)
                cells[n++] = c;
        }
    set_markup(t->d, M_DTOPIC_SENTENCE,
               figure_sentence(t->p->r, "topic_sentence", cells, n));
}

/* Notes to the cells of tables, each once; single figures hold their own. */
static void show_notes(struct topic_page *t, const struct track *track,
                       struct period like, struct strs *seen)
{
    struct render *r = t->p->r;
    for (size_t i = 0; i < track->series.len; i++) {
        const struct cell *c = &track->series.first[i];
        if (!period_comparable(c->period, like))
            continue;
        struct str note = cell_note(r, c);
        bool known = note.len == 0 || seen->len == NOTES_PER_TOPIC;
        for (size_t k = 0; k < seen->len && !known; k++)
            known = str_eq(seen->at[k], note);
        if (known)
            continue;
        *vec_push(&r->scratch, seen) = note;
        set_markup(dict_add(t->d, M_DTOPIC_NOTES), M_NOTE,
                   HTML_FILL(r, "figure_note",
                             {"indicator", cell_title(r, c), false},
                             {"period", cell_period(r, c), false},
                             {"note", note, false}));
    }
}

/* ---- topics ---- */

static void show_topic(struct topic_page *t)
{
    struct render *r = t->p->r;
    struct strs seen = {0};
    show_sentence(t);
    for (size_t i = 0; i < t->tables.len; i++) {
        const struct table *table = &t->tables.at[i];
        for (size_t k = 0; k < table->tracks.len; k++) {
            show_chart(t, table, k);
            show_notes(t, table->tracks.at[k], table->like, &seen);
        }
        show_table(t, table);
    }
    add_figs(r, t->d, M_DTOPIC_FIGURES, t->singles.at, t->singles.len);
    add_figs(r, t->d, M_DTOPIC_PLANS, t->plans.at, t->plans.len);
}

static bool has_topic(const struct district_page *p, const struct topic *topic)
{
    for (size_t i = 0; i < p->n_tracks; i++)
        if (belongs(&p->track[i], topic))
            return true;
    return false;
}

/* Gives back how many charts were drawn. */
static size_t add_topic(struct district_page *p, const struct topic *topic,
                        size_t n_charts)
{
    struct render *r = p->r;
    struct topic_page t = {.p = p, .n_charts = n_charts};
    if (!has_topic(p, topic))
        return 0;
    struct str id = topic == NULL ? STR("topic-other")
                                  : arena_printf(&r->scratch, "topic-" STR_FMT,
                                                 STR_ARG(topic->id));
    t.title = topic == NULL ? render_word(r, "figures")
                            : render_text(r, &topic->name);
    t.d = dict_add(r->dict, M_DISTRICT_TOPICS);
    set(r, t.d, M_DTOPIC_ID, id);
    set(r, t.d, M_DTOPIC_TITLE, t.title);
    for (size_t i = 0; i < p->n_tracks; i++)
        if (belongs(&p->track[i], topic))
            sort_track(&t, &p->track[i]);
    show_topic(&t);
    add_toc(r, t.title, id);
    return n_charts - t.n_charts;
}

void district_topics(struct district_page *p)
{
    const struct site *s = p->r->site;
    size_t n_topics = 0, left = CHARTS_PER_PAGE;
    for (size_t i = 0; i < s->n_topics; i++)
        n_topics += has_topic(p, s->topic[i]);
    size_t each = n_topics > 0 ? CHARTS_PER_PAGE / n_topics : 1;
    each = each < 1 ? 1 : each > CHARTS_PER_TOPIC ? CHARTS_PER_TOPIC : each;
    for (size_t i = 0; i < s->n_topics; i++)
        left -= add_topic(p, s->topic[i], each < left ? each : left);
    add_topic(p, NULL, each < left ? each : left);
}
