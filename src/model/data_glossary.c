/* SPDX-License-Identifier: MIT */
#include "model/data_register.h"

enum { TERM_TERM, TERM_PERSON, TERM_SCHOOL, TERM_ORGANISATION, TERM_IGNORE };

static const struct choice term_kinds[] = {
    {"term", TERM_TERM},     {"person", TERM_PERSON},
    {"school", TERM_SCHOOL}, {"organisation", TERM_ORGANISATION},
    {"ignore", TERM_IGNORE}, {NULL, 0}};

static void check_scope(struct row *r, int column, const struct term *t)
{
    const struct site *s = r->file->site;
    bool is_code = t->scope.len > 0 && t->scope.at[0] >= '0' &&
                   t->scope.at[0] <= '9';
    if (map_get(&s->by_code, t->scope) == NULL &&
        map_get(&s->by_source, t->scope) == NULL)
        (void)row_ref_to(r, column, is_code ? DATA_DISTRICTS : DATA_SOURCES,
                         t->scope);
}

void glossary_read(struct row *r, struct site *s)
{
    struct term *t = arena_new(&s->arena, struct term);
    int zh = row_column(r, "zh"), en = row_column(r, "en");
    int scope = row_column(r, "scope");
    t->loc = row_loc(r, zh);
    t->zh = row_required(r, zh);
    t->en = row_list(r, en);
    int kind = row_choice(r, row_column(r, "kind"), term_kinds, TERM_TERM);
    t->kind = str_of(term_kinds[kind].name);
    t->scope = row_str(r, scope);
    t->definition = row_text(r, "definition");
    t->note = row_str(r, row_column(r, "note"));
    check_scope(r, scope, t);
    if (t->en.len == 0 && kind != TERM_IGNORE && site_lang(s, STR("en")) >= 0)
        row_report(r, en, DIAG_DATA_VALUE,
                   "empty, but a term needs its English form");
    t->broken = r->broken;
    struct str key = arena_printf(&s->arena, STR_FMT "\n" STR_FMT,
                                  STR_ARG(t->zh), STR_ARG(t->scope));
    if (t->zh.len > 0 && register_is_new(r, &r->file->keys, key, t->zh, t))
        s->term[s->n_terms++] = t;
}

/* A reference takes the term for everywhere, else the first with its text. */
static void join_terms(struct site *s)
{
    for (int scoped = 0; scoped < 2; scoped++)
        for (size_t i = 0; i < s->n_terms; i++)
            if ((s->term[i]->scope.len > 0) == scoped)
                map_put(&s->by_term, &s->arena, s->term[i]->zh, s->term[i]);
}

struct anchor {
    size_t n; /* of the last suffix given */
};

static void name_anchors(struct site *s)
{
    struct map taken = {0};
    struct arena scratch = {0};
    for (size_t i = 0; i < s->n_terms; i++) {
        struct str slug = unicode_slug(&s->arena, s->term[i]->zh), id = slug;
        struct anchor *fresh = arena_new(&scratch, struct anchor);
        struct anchor *first = map_put(&taken, &scratch, slug, fresh);
        for (struct anchor *at = first; at != fresh;) {
            id = arena_printf(&s->arena, STR_FMT "-%zu", STR_ARG(slug),
                              ++first->n + 1);
            at = map_put(&taken, &scratch, id, fresh);
        }
        s->term[i]->anchor = id;
    }
    map_release(&taken);
    arena_release(&scratch);
}

static void join_ignore(struct site *s)
{
    struct strs all = {0};
    for (size_t i = 0; i < s->config.n_ignore; i++)
        *vec_push(&s->arena, &all) = s->config.ignore[i];
    for (size_t i = 0; i < s->n_terms; i++) {
        const struct term *t = s->term[i];
        if (!str_is(t->kind, "ignore"))
            continue;
        *vec_push(&s->arena, &all) = t->zh;
        for (size_t j = 0; j < t->en.len; j++)
            *vec_push(&s->arena, &all) = t->en.at[j];
    }
    s->ignore = all.at;
    s->n_ignore = all.len;
}

void glossary_join(struct site *s)
{
    join_terms(s);
    name_anchors(s);
    join_ignore(s);
}
