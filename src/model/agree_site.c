/* SPDX-License-Identifier: MIT */
#include "model/agree_site.h"

/* ---- two versions ---- */

struct pairing {
    struct arena *a;
    const struct names *names;
    const struct site *s;
    struct agree_side side[2];
    struct diag *diag;
};

struct extent {
    size_t first, last; /* sources of one section */
};

static void set_texts(const struct agree_side *side, struct extent e,
                      struct agree_unit *unit, int which)
{
    unit->text[which] = side->texts;
    unit->n[which] = 0;
    if (e.first == e.last)
        return;
    const struct agree_source *first = &side->sources.at[e.first];
    const struct agree_source *last = &side->sources.at[e.last - 1];
    unit->text[which] = side->texts + first->first;
    unit->n[which] = last->first + last->n - first->first;
}

static bool same_kinds(const struct pairing *p, const struct extent e[2])
{
    size_t n = e[0].last - e[0].first;
    if (n != e[1].last - e[1].first)
        return false;
    for (size_t i = 0; i < n; i++)
        if (p->side[0].sources.at[e[0].first + i].kind !=
            p->side[1].sources.at[e[1].first + i].kind)
            return false;
    return true;
}

/* What one of a pair says about its numbers goes for both. */
static void share_comment(struct pairing *p, const struct agree_unit *unit)
{
    bool optional = false;
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < unit->n[side]; i++)
            optional = optional || unit->text[side][i].optional;
    for (int side = 0; side < 2 && optional; side++) {
        size_t first = (size_t)(unit->text[side] - p->side[side].texts);
        for (size_t i = 0; i < unit->n[side]; i++)
            p->side[side].texts[first + i].optional = true;
    }
}

/* Block by block where the two have the same kinds of blocks, else as one. */
static void compare(struct pairing *p, const struct extent e[2], bool loose)
{
    bool same = same_kinds(p, e);
    size_t n = same ? e[0].last - e[0].first : 1;
    struct agree_unit *units = arena_array(p->a, n + 1, struct agree_unit);
    for (size_t i = 0; i < n; i++) {
        for (int side = 0; side < 2; side++) {
            struct extent one = {e[side].first + i, e[side].first + i + 1};
            set_texts(&p->side[side], same ? one : e[side], &units[i], side);
        }
        if (same)
            share_comment(p, &units[i]);
    }
    const struct agree_options options = {
        .names = p->names, .loose = loose, .speech = p->diag->speech};
    struct disagreements found = {0};
    agree_section(p->a, units, n, &options, &found);
    for (size_t i = 0; i < found.len; i++)
        agree_report(p->a, p->side, units, &found.at[i], p->diag);
}

static size_t n_headings(const struct agree_side *side)
{
    size_t n = 0;
    for (size_t i = 0; i < side->sources.len; i++)
        n += side->sources.at[i].kind == BLOCK_HEADING;
    return n;
}

static size_t section_end(const struct agree_sources *s, size_t at,
                          bool headings)
{
    bool front = at < s->len && s->at[at].front;
    size_t end = at;
    while (end < s->len && s->at[end].front == front &&
           !(end > at && headings && s->at[end].kind == BLOCK_HEADING))
        end++;
    return end;
}

static void compare_versions(struct pairing *p)
{
    bool headings = n_headings(&p->side[0]) == n_headings(&p->side[1]);
    struct extent e[2] = {{0, 0}, {0, 0}};
    for (bool front = true;; front = false) {
        for (int side = 0; side < 2; side++) {
            e[side].first = e[side].last;
            e[side].last =
                section_end(&p->side[side].sources, e[side].first, headings);
        }
        if (e[0].first == e[0].last && e[1].first == e[1].last)
            return;
        compare(p, e, front);
    }
}

/* Other languages have number words that are not known. */
static bool is_read(const struct site *s, const struct version *v)
{
    struct str tag = s->config.language[v->lang].tag;
    return !v->broken &&
           (str_starts(tag, STR("zh")) || str_starts(tag, STR("en")));
}

void agree_entry(const struct site *s, const struct names *names,
                 const struct entry *e, struct arena *a, struct diag *d)
{
    const struct version *original =
        e->broken || e->original < 0 ? NULL : e->in[e->original];
    if (original == NULL || !is_read(s, original))
        return;
    struct pairing p = {.a = a, .s = s, .names = names, .diag = d};
    for (size_t lang = 0; lang < s->config.n_languages; lang++) {
        const struct version *v = e->in[lang];
        if (v == NULL || v == original || !is_read(s, v))
            continue;
        agree_side_read(p.a, p.s, original, v, &p.side[0]);
        agree_side_read(p.a, p.s, v, original, &p.side[1]);
        compare_versions(&p);
    }
}
