/* SPDX-License-Identifier: MIT */
#include "list.h"

#include <stdlib.h>

#include "build.h"
#include "list_revised.h"
#include "list_stale.h"
#include "list_unused.h"
#include "model/pair.h"
#include "model/statistics.h"
#include "table.h"

struct listing {
    struct site *s;
    const struct plan *p;
    struct diag *d;
    struct table *t;
};

typedef void list_fn(struct listing *l);

static const char *const folders[] = {"articles", "pages", "districts"};

static struct str day(struct table *t, struct date d)
{
    return d.precision != DATE_NONE ? date_iso(t->arena, d) : (struct str){0};
}

static struct str joined(struct table *t, struct str all, struct str next)
{
    if (all.len == 0)
        return next;
    return arena_printf(t->arena, STR_FMT " " STR_FMT, STR_ARG(all),
                        STR_ARG(next));
}

/* ---- articles, districts, indicators ---- */

static int newest_first(const void *x, const void *y)
{
    const struct entry *const *a = x, *const *b = y;
    if ((*a)->instant != (*b)->instant)
        return (*a)->instant > (*b)->instant ? -1 : 1;
    return str_compare((*a)->slug, (*b)->slug);
}

static const char *state_of(const struct entry *e)
{
    if (e->in[e->original]->draft)
        return SPEECH("draft");
    if (e->withdrawn.precision != DATE_NONE)
        return SPEECH("withdrawn");
    return e->published ? SPEECH("published") : SPEECH("waiting");
}

static void article(const struct site *s, const struct entry *e,
                    struct table *t)
{
    struct str districts = {0}, languages = {0};
    for (size_t i = 0; i < e->n_districts; i++)
        districts = joined(t, districts, e->district[i]->code);
    for (size_t i = 0; i < s->config.n_languages; i++)
        if (e->in[i] != NULL)
            languages = joined(t, languages, s->config.language[i].id);
    table_add(t, e->slug);
    table_add(t, day(t, e->date));
    table_add_word(t, state_of(e));
    table_add(t, districts);
    table_add(t, e->genre != NULL ? e->genre->id : (struct str){0});
    table_add(t, languages);
    table_add(t, e->in[e->original]->title);
}

static void list_articles(struct listing *l)
{
    struct site *s = l->s;
    struct table *t = l->t;
    size_t n = 0;
    struct entry **all =
        arena_array(t->arena, s->n_entries + 1, struct entry *);
    for (size_t i = 0; i < s->n_entries; i++)
        if (s->entry[i]->kind == ENTRY_ARTICLE)
            all[n++] = s->entry[i];
    qsort(all, n, sizeof *all, newest_first);
    table_init(t, t->arena,
               "article date state districts genre languages title");
    for (size_t i = 0; i < n; i++)
        article(s, all[i], t);
}

/* The kind as the site's own pages in the reader's language call it. */
static struct str kind_of(const struct site *s, const struct district *x,
                          struct table *t)
{
    char *key = arena_array(t->arena, x->kind.len + sizeof "level_", char);
    snprintf(key, x->kind.len + sizeof "level_", "level_" STR_FMT,
             STR_ARG(x->kind));
    for (char *at = key; *at != '\0'; at++)
        if (*at == '-')
            *at = '_';
    bool zh = t->speech == SPEECH_ZH && s->options->format == LIST_TABLE;
    for (size_t i = 0; zh && i < s->config.n_languages; i++)
        if (numerals_of(s->config.language[i].tag) == NUMERALS_ZH &&
            words_has(&s->words[i], key))
            return words_get(&s->words[i], key);
    return x->kind;
}

static void list_districts(struct listing *l)
{
    struct site *s = l->s;
    struct table *t = l->t;
    table_init(t, t->arena,
               "district kind parent state #figures #articles name");
    for (size_t i = 0; i < s->n_districts; i++) {
        const struct district *x = s->district[i];
        table_add(t, x->code);
        table_add(t, kind_of(s, x, t));
        table_add(t, x->parent != NULL ? x->parent->code : (struct str){0});
        table_add_word(t, x->current ? SPEECH("current") : SPEECH("ended"));
        table_add_number(t, x->n_cells);
        table_add_number(t, x->n_briefs);
        table_add(t, site_text(s, &x->name, 0));
    }
}

static void list_indicators(struct listing *l)
{
    struct site *s = l->s;
    struct table *t = l->t;
    static const char *const measures[] = {
        SPEECH("stock"),  SPEECH("flow"),    SPEECH("share"),
        SPEECH("growth"), SPEECH("average"), SPEECH("level")};
    table_init(t, t->arena,
               "indicator measure unit topic scope #figures #citing name");
    for (size_t i = 0; i < s->n_indicators; i++) {
        const struct indicator *x = s->indicator[i];
        if (x->broken)
            continue;
        table_add(t, x->id);
        table_add_word(t, measures[x->measure]);
        table_add(t, x->unit->id);
        table_add(t, x->topic != NULL ? x->topic->id : (struct str){0});
        table_add_word(t, x->is_fact ? SPEECH("fact") : SPEECH("series"));
        table_add_number(t, x->n_cells);
        table_add_number(t, x->n_citing);
        table_add(t, site_text(s, &x->name, 0));
    }
}

/* ---- translations ---- */

static void list_untranslated(struct listing *l)
{
    struct site *s = l->s;
    struct table *t = l->t;
    table_init(t, t->arena, "language date file title");
    for (size_t lang = 0; lang < s->config.n_languages; lang++)
        for (size_t i = 0; i < s->n_entries; i++) {
            const struct entry *e = s->entry[i];
            const struct version *o = e->in[e->original];
            if (e->in[lang] != NULL)
                continue;
            table_add(t, s->config.language[lang].id);
            table_add(t, day(t, e->date));
            table_add(t, o->path);
            table_add(t, o->title);
        }
}

static int by_place(const void *x, const void *y)
{
    const struct message *a = x, *b = y;
    int order = str_compare(a->loc.path, b->loc.path);
    if (order == 0)
        order = (a->loc.line > b->loc.line) - (a->loc.line < b->loc.line);
    if (order == 0)
        order = (a->loc.col > b->loc.col) - (a->loc.col < b->loc.col);
    return order != 0 ? order : str_compare(a->text, b->text);
}

/* The messages that compare two languages. */
static bool is_about_pairs(enum diag_code code)
{
    return code == DIAG_PARITY || code == DIAG_TERM_MISSING ||
           code == DIAG_SHARED_DIFFERS || code == DIAG_NUMBER_MISSING ||
           code == DIAG_NUMBER_DIFFERS || code == DIAG_NUMBER_UNIT ||
           code == DIAG_NUMBER_QUALIFIER;
}

static void list_parity(struct listing *l)
{
    struct site *s = l->s;
    const struct diag *d = l->d;
    struct table *t = l->t;
    size_t n = 0;
    struct message *all =
        arena_array(t->arena, d->messages.len + 1, struct message);
    for (size_t i = 0; i < d->messages.len; i++)
        if (is_about_pairs(d->messages.at[i].code) &&
            s->config.severities.of[d->messages.at[i].code] != SEVERITY_OFF)
            all[n++] = d->messages.at[i];
    qsort(all, n, sizeof *all, by_place);
    table_init(t, t->arena, "file #line #column code text");
    for (size_t i = 0; i < n; i++) {
        table_add(t, all[i].loc.path);
        table_add_number(t, all[i].loc.line);
        table_add_number(t, all[i].loc.col);
        table_add(t, str_of(diag_kinds[all[i].code].code));
        table_add(t, all[i].text);
    }
}

/* ---- what is still to come ---- */

struct due {
    int64_t at;
    const char *kind;
    struct str id, title;
};

static int soonest_first(const void *x, const void *y)
{
    const struct due *a = x, *b = y;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    int order = strcmp(a->kind, b->kind);
    return order != 0 ? order : str_compare(a->id, b->id);
}

static struct due entry_due(struct site *s, const struct entry *e,
                            struct table *t)
{
    struct date when =
        e->publish_at.precision != DATE_NONE ? e->publish_at : e->date;
    return (struct due){.at = date_instant(when, s->config.zone),
                        .kind = SPEECH("text"),
                        .id = arena_printf(t->arena, "%s/" STR_FMT,
                                           folders[e->kind], STR_ARG(e->slug)),
                        .title = e->in[e->original]->title};
}

static struct due cell_due(struct site *s, const struct cell *c,
                           struct table *t)
{
    return (struct due){.at = date_instant(c->rare->release, s->config.zone),
                        .kind = SPEECH("figure"),
                        .id = cell_reference(t->arena, s, c),
                        .title = site_text(s, &c->indicator->name, 0)};
}

static void list_due(struct listing *l)
{
    struct site *s = l->s;
    struct table *t = l->t;
    size_t n = 0;
    struct due *all =
        arena_array(t->arena, s->n_entries + s->n_waiting + 1, struct due);
    for (size_t i = 0; i < s->n_entries; i++)
        if (!s->entry[i]->published &&
            !s->entry[i]->in[s->entry[i]->original]->draft)
            all[n++] = entry_due(s, s->entry[i], t);
    for (size_t i = 0; i < s->n_waiting; i++)
        all[n++] = cell_due(s, &s->waiting[i], t);
    qsort(all, n, sizeof *all, soonest_first);
    table_init(t, t->arena, "when kind id title");
    for (size_t i = 0; i < n; i++) {
        table_add(t,
                  date_iso(t->arena, date_in_zone(all[i].at, s->config.zone)));
        table_add_word(t, all[i].kind);
        table_add(t, all[i].id);
        table_add(t, all[i].title);
    }
}

/* ---- lists of their own files ---- */

static void stale(struct listing *l)
{
    list_stale(l->s, l->p, l->t, l->d);
}

static void revised(struct listing *l)
{
    list_revised(l->s, l->p, l->t, l->d);
}

static void unused(struct listing *l)
{
    list_unused(l->s, l->t);
}

/* ---- the command ---- */

const char *const list_kind_names[] = {
    [LIST_ARTICLES] = "articles",     [LIST_DISTRICTS] = "districts",
    [LIST_INDICATORS] = "indicators", [LIST_UNTRANSLATED] = "untranslated",
    [LIST_STALE] = "stale",           [LIST_REVISED] = "revised",
    [LIST_PARITY] = "parity",         [LIST_UNUSED] = "unused",
    [LIST_DUE] = "due",               [N_LIST_KINDS] = NULL};

static list_fn *const lists[N_LIST_KINDS] = {
    [LIST_ARTICLES] = list_articles,
    [LIST_DISTRICTS] = list_districts,
    [LIST_INDICATORS] = list_indicators,
    [LIST_UNTRANSLATED] = list_untranslated,
    [LIST_STALE] = stale,
    [LIST_REVISED] = revised,
    [LIST_PARITY] = list_parity,
    [LIST_UNUSED] = unused,
    [LIST_DUE] = list_due,
};

bool list_kind_find(const char *word, enum list_kind *out)
{
    for (int i = 0; i < N_LIST_KINDS; i++)
        if (strcmp(word, list_kind_names[i]) == 0) {
            *out = (enum list_kind)i;
            return true;
        }
    return false;
}

/* Rows may be missing where the site has mistakes. */
static void warn(const struct diag *d, const struct severities *severities)
{
    struct diag_counts n = diag_count(d, severities);
    if (n.errors > 0)
        speech_print(stderr, d->speech,
                     "the site has %zu %s, see jianbao check\n", n.errors,
                     n.errors == 1 ? "error" : "errors");
}

int list_site(struct options *options, enum list_kind kind)
{
    struct site site = {.root = -1};
    struct plan plan = {0};
    struct diag diag = {.speech = options->speech};
    struct arena arena = {0};
    struct table table = {.arena = &arena, .speech = options->speech};
    struct severities severities;
    severities_init(&severities);
    bool good = prepare_site(&site, &plan, options, NULL, &diag);
    int status = good ? 0 : diag_has_system(&diag) ? 2 : 1;
    if (good) {
        warn(&diag, &site.config.severities);
        struct listing l = {&site, &plan, &diag, &table};
        lists[kind](&l);
        status = diag_has_system(&diag) ? 2 : 0;
    }
    if (status == 0)
        table_print(&table, (enum list_format)options->format, stdout);
    else {
        diag_print(&diag, &severities, stderr, options->site, DIAG_TEXT,
                   options->quiet);
    }
    arena_release(&arena);
    release_site(&site, &plan);
    diag_release(&diag);
    return status;
}
