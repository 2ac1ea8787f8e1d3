/* SPDX-License-Identifier: MIT */
#include "model/lists.h"

#include <stdlib.h>

#include "base/unicode.h"

/* ---- pages ---- */

/* About 50 KB each. */
const struct cut cut_terms = {190, 190}, cut_papers = {100, 100},
                 cut_indicators = {120, 150}, cut_files = {80, 110},
                 cut_ranking = {40, 120};
enum { LETTERS_WHOLE = 250, LETTERS_REST = 400 };

struct cut cut_letters(const struct lists *l)
{
    return l->n_letters <= LETTERS_WHOLE
               ? (struct cut){LETTERS_WHOLE, LETTERS_REST}
               : (struct cut){0, LETTERS_REST};
}

unsigned cut_pages(struct cut cut, size_t n)
{
    return n <= cut.first
               ? 1
               : 1 + (unsigned)((n - cut.first + cut.rest - 1) / cut.rest);
}

unsigned cut_page(struct cut cut, size_t row)
{
    return row < cut.first ? 1
                           : 2 + (unsigned)((row - cut.first) / cut.rest);
}

struct slice cut_rows(struct cut cut, size_t n, unsigned page)
{
    size_t from = page == 1 ? 0 : cut.first + (page - 2) * cut.rest;
    size_t to = page == 1 ? cut.first : from + cut.rest;
    return (struct slice){from < n ? from : n, to < n ? to : n};
}

/* ---- sorting by a key ---- */

struct keyed {
    void *record;
    int first; /* before the key */
    struct str key, last; /* behind it */
};

static int by_key(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    int order = str_compare(x->key, y->key);
    return order != 0 ? order : str_compare(x->last, y->last);
}

static void sort_keyed(struct keyed *at, size_t n)
{
    if (n > 1)
        qsort(at, n, sizeof *at, by_key);
}

static bool is_chinese(const struct site *s, size_t lang)
{
    return numerals_of(s->config.language[lang].tag) == NUMERALS_ZH;
}

/* ---- districts ---- */

static struct str spelling(const struct district *d)
{
    return d->sort_zh.len > 0 ? d->sort_zh : d->pinyin;
}

char district_initial(const struct site *s, const struct district *d,
                      size_t lang)
{
    struct str name = is_chinese(s, lang) ? spelling(d)
                                          : site_text(s, &d->name, lang);
    char c = name.len > 0 ? name.at[0] : '#';
    if (c >= 'a' && c <= 'z')
        c = (char)(c - 'a' + 'A');
    return c >= 'A' && c <= 'Z' ? c : '#';
}

static struct keyed district_key(const struct site *s, struct arena *scratch,
                                 struct district *d, size_t lang)
{
    bool zh = is_chinese(s, lang);
    char initial = district_initial(s, d, lang);
    struct keyed key = {d, initial == '#' ? 'Z' + 1 : initial, {0}, d->code};
    if (zh && initial != '#')
        key.key = spelling(d);
    else
        key.key = unicode_sort_key(scratch, zh ? "zh" : "en",
                                   site_text(s, &d->name, lang));
    return key;
}

static void order_names(struct site *s, size_t lang, struct keyed *at,
                        struct arena *scratch)
{
    for (size_t i = 0; i < s->n_districts; i++)
        at[i] = district_key(s, scratch, s->district[i], lang);
    sort_keyed(at, s->n_districts);
    for (size_t i = 0; i < s->n_districts; i++) {
        struct district *d = at[i].record;
        d->name_order[lang] = (uint32_t)i;
    }
}

static void order_letters(struct site *s, struct lists *l, struct keyed *at,
                          struct arena *scratch)
{
    l->letter = arena_array(&s->arena, s->n_districts, const struct district *);
    size_t n = 0;
    for (size_t i = 0; i < s->n_districts; i++) {
        struct district *d = s->district[i];
        if (!d->current)
            continue;
        struct str name = spelling(d);
        unsigned char c = name.len > 0 ? (unsigned char)name.at[0] | 0x20 : 0;
        bool known = c >= 'a' && c <= 'z';
        at[n++] = (struct keyed){
            d, known ? c : 'z' + 1,
            known ? name : unicode_sort_key(scratch, "zh", d->name.in[0]),
            d->code};
    }
    sort_keyed(at, n);
    for (size_t i = 0; i < n; i++)
        l->letter[l->n_letters++] = at[i].record;
}

static bool has_files(const struct site *s, const struct district *d)
{
    return d->n_cells > 0 && site_district(s, d->code) == d;
}

static void add_tree(const struct site *s, struct lists *l,
                     const struct district *d)
{
    if (has_files(s, d))
        l->file[l->n_files++] = d;
    for (size_t i = 0; i < d->n_children; i++)
        add_tree(s, l, d->child[i]);
}

/* Those that are no more come last. */
static void order_files(struct site *s, struct lists *l)
{
    l->file = arena_array(&s->arena, s->n_districts, const struct district *);
    for (size_t i = 0; i < s->n_top; i++)
        add_tree(s, l, s->top[i]);
    for (size_t i = 0; i < s->n_districts; i++)
        if (!s->district[i]->current && has_files(s, s->district[i]))
            l->file[l->n_files++] = s->district[i];
}

/* ---- glossary, documents, indicators ---- */

static int kind_of(const struct term *t)
{
    static const char *const kinds[] = {"term", "organisation", "school",
                                        "person"};
    if (t->kind.len == 0)
        return 0;
    for (int i = 0; i < (int)(sizeof kinds / sizeof *kinds); i++)
        if (str_is(t->kind, kinds[i]))
            return i;
    return -1;
}

static void order_terms(struct site *s, struct lists *l, size_t lang,
                        struct arena *scratch)
{
    struct keyed *at = arena_array(scratch, s->n_terms, struct keyed);
    bool zh = is_chinese(s, lang);
    size_t n = 0;
    for (size_t i = 0; i < s->n_terms; i++) {
        struct term *t = s->term[i];
        struct str name = zh || t->en.len == 0 ? t->zh : t->en.at[0];
        if (!t->broken && kind_of(t) >= 0)
            at[n++] = (struct keyed){
                t, kind_of(t),
                unicode_sort_key(scratch, zh ? "zh" : "en", name), t->zh};
    }
    sort_keyed(at, n);
    l->term[lang] = arena_array(&s->arena, n, const struct term *);
    l->n_terms = n;
    for (size_t i = 0; i < n; i++) {
        struct term *t = at[i].record;
        t->place[lang] = (uint32_t)i;
        l->term[lang][i] = t;
    }
}

static int newest_paper(const void *a, const void *b)
{
    const struct paper *const *x = a, *const *y = b;
    int order = date_compare((*y)->date, (*x)->date);
    return order != 0 ? order : str_compare((*x)->id, (*y)->id);
}

static void order_papers(struct site *s, struct lists *l)
{
    struct paper **all = arena_array(&s->arena, s->n_papers, struct paper *);
    size_t n = 0;
    for (size_t i = 0; i < s->n_papers; i++)
        if (!s->paper[i]->broken)
            all[n++] = s->paper[i];
    if (n > 1)
        qsort(all, n, sizeof *all, newest_paper);
    l->paper = arena_array(&s->arena, n, const struct paper *);
    l->n_papers = n;
    for (size_t i = 0; i < n; i++) {
        all[i]->place = (uint32_t)i;
        l->paper[i] = all[i];
    }
}

/* Of each topic the series by priority, then the facts; those without a topic
 * last. */
static int by_topic(const void *a, const void *b)
{
    const struct indicator *x = *(const struct indicator *const *)a;
    const struct indicator *y = *(const struct indicator *const *)b;
    uint32_t s = x->topic != NULL ? x->topic->index : UINT32_MAX;
    uint32_t t = y->topic != NULL ? y->topic->index : UINT32_MAX;
    if (s != t)
        return s < t ? -1 : 1;
    if (x->is_fact != y->is_fact)
        return x->is_fact ? 1 : -1;
    if (!x->is_fact && x->priority != y->priority)
        return x->priority < y->priority ? -1 : 1;
    return str_compare(x->id, y->id);
}

static void order_indicators(struct site *s, struct lists *l)
{
    for (size_t i = 0; i < s->n_topics; i++)
        s->topic[i]->index = (uint32_t)i;
    l->indicator =
        arena_array(&s->arena, s->n_indicators, const struct indicator *);
    for (size_t i = 0; i < s->n_indicators; i++)
        if (!s->indicator[i]->broken)
            l->indicator[l->n_indicators++] = s->indicator[i];
    if (l->n_indicators > 1)
        qsort(l->indicator, l->n_indicators, sizeof *l->indicator, by_topic);
    l->series =
        arena_array(&s->arena, s->n_indicators, const struct indicator *);
    for (size_t i = 0; i < l->n_indicators; i++)
        if (l->indicator[i]->n_cells > 0 && !l->indicator[i]->is_fact)
            l->series[l->n_series++] = l->indicator[i];
}

void lists_index(struct site *s)
{
    struct arena scratch = {0};
    struct lists *l = arena_new(&s->arena, struct lists);
    struct keyed *at = arena_array(&scratch, s->n_districts, struct keyed);
    for (size_t i = 0; i < s->config.n_languages; i++) {
        order_names(s, i, at, &scratch);
        order_terms(s, l, i, &scratch);
    }
    order_letters(s, l, at, &scratch);
    order_files(s, l);
    order_papers(s, l);
    order_indicators(s, l);
    s->lists = l;
    arena_release(&scratch);
}
