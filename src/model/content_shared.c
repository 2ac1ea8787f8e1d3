/* SPDX-License-Identifier: MIT */
#include "model/content_shared.h"

#include "model/data_row.h"

/* ---- shared fields, from the original ---- */

static void shared_date(struct joining *j, const struct value *v)
{
    (void)field_date(&j->f, v, &j->e->date);
}

static void shared_inferred(struct joining *j, const struct value *v)
{
    (void)field_bool(&j->f, v, &j->e->date_inferred);
}

static void shared_publish_at(struct joining *j, const struct value *v)
{
    (void)field_date(&j->f, v, &j->e->publish_at);
}

/* Silent where the record may be among those that could not be read. */
static void unknown(struct joining *j, struct loc loc, enum data_kind kind,
                    struct str id)
{
    const char *path = data_columns[kind].path;
    struct str near = map_nearest(data_records(j->s, kind), id);
    struct str hint = did_you_mean(j->f.a, j->f.d->speech, near);
    if (near.len == 0)
        hint = speech_say(j->f.a, j->f.d->speech, "; expected one of %s", path);
    j->e->broken = true;
    if (!site_refused(j->s, str_of(path)))
        diag_add(j->f.d, loc, DIAG_ID_UNKNOWN,
                 "unknown %s '" STR_FMT "'" STR_FMT, data_noun(kind),
                 STR_ARG(id), STR_ARG(hint));
}

static void shared_districts(struct joining *j, const struct value *v)
{
    struct strs codes = {0};
    struct loc *locs;
    if (!field_strs(&j->f, v, &codes, &locs))
        return;
    j->e->district = arena_array(j->f.a, codes.len, struct district *);
    for (size_t i = 0; i < codes.len; i++) {
        struct district *d = site_district(j->s, codes.at[i]);
        if (d == NULL)
            unknown(j, locs[i], DATA_DISTRICTS, codes.at[i]);
        else
            j->e->district[j->e->n_districts++] = d;
    }
}

static void shared_topics(struct joining *j, const struct value *v)
{
    struct strs ids = {0};
    struct loc *locs;
    if (!field_strs(&j->f, v, &ids, &locs))
        return;
    j->e->topic = arena_array(j->f.a, ids.len, struct topic *);
    for (size_t i = 0; i < ids.len; i++) {
        struct topic *t = map_get(&j->s->by_topic, ids.at[i]);
        if (t == NULL)
            unknown(j, locs[i], DATA_TOPICS, ids.at[i]);
        else
            j->e->topic[j->e->n_topics++] = t;
    }
}

static void shared_genre(struct joining *j, const struct value *v)
{
    const struct config *c = &j->s->config;
    struct str id;
    if (!field_str(&j->f, v, &id))
        return;
    for (size_t i = 0; i < c->n_genres; i++)
        if (str_eq(c->genre[i].id, id)) {
            j->e->genre = &c->genre[i];
            return;
        }
    const char **names = arena_array(j->f.a, c->n_genres + 1, const char *);
    for (size_t i = 0; i < c->n_genres; i++)
        names[i] = arena_copy(j->f.a, c->genre[i].id).at;
    struct str all = field_expected(j->f.a, j->f.d->speech, id, names);
    if (c->n_genres == 0)
        diag_add(j->f.d, v->loc, DIAG_ID_UNKNOWN,
                 "unknown genre '" STR_FMT "'; site.yaml lists no genres",
                 STR_ARG(id));
    else
        diag_add(j->f.d, v->loc, DIAG_ID_UNKNOWN,
                 "unknown genre '" STR_FMT "'; expected " STR_FMT, STR_ARG(id),
                 STR_ARG(all));
    j->e->broken = true;
}

static void shared_source(struct joining *j, const struct value *v)
{
    struct str id;
    if (!field_str(&j->f, v, &id))
        return;
    j->e->source = map_get(&j->s->by_source, id);
    if (j->e->source == NULL)
        unknown(j, v->loc, DATA_SOURCES, id);
}

static void shared_repost(struct joining *j, const struct value *v)
{
    (void)field_bool(&j->f, v, &j->e->repost);
}

static void shared_key_figures(struct joining *j, const struct value *v)
{
    (void)field_strs(&j->f, v, &j->e->key_figure_refs, &j->e->key_figure_loc);
}

static void shared_aliases(struct joining *j, const struct value *v)
{
    (void)field_strs(&j->f, v, &j->e->aliases, &j->e->alias_loc);
}

static void shared_related(struct joining *j, const struct value *v)
{
    (void)field_strs(&j->f, v, &j->e->related_slugs, &j->e->related_loc);
}

static const struct {
    const char *key;
    bool merged;
    shared_fn *read;
} shared[] = {
    {"date", false, shared_date},
    {"date_inferred", false, shared_inferred},
    {"publish_at", false, shared_publish_at},
    {"districts", false, shared_districts},
    {"topics", false, shared_topics},
    {"genre", false, shared_genre},
    {"source", false, shared_source},
    {"repost", false, shared_repost},
    {"key_figures", false, shared_key_figures},
    {"aliases", false, shared_aliases},
    {"related", false, shared_related},
    {"editor", true, merged_editor},
    {"byline", true, merged_byline},
    {"image", true, merged_image},
    {"attachments", true, merged_attachments},
    {"withdrawn", true, merged_withdrawn},
};
enum { N_SHARED = sizeof shared / sizeof *shared };

const struct value *shared_get(const struct version *v, const char *key)
{
    const struct value *m = value_get(v->front, key);
    return m != NULL && m->kind != VALUE_NULL ? m : NULL;
}

void shared_read(struct joining *j)
{
    j->lang = (size_t)j->origin->lang;
    for (size_t i = 0; i < N_SHARED; i++) {
        const struct value *v = shared_get(j->origin, shared[i].key);
        if (v != NULL)
            shared[i].read(j, v);
    }
}

static void only_here(struct joining *j, const struct value *mine,
                      const char *prefix, struct str key)
{
    diag_add(j->f.d, mine->key_loc, DIAG_SHARED_DIFFERS,
             "'%s" STR_FMT "' is shared and stands only in the translation; "
             "write it in the original, " STR_FMT,
             prefix, STR_ARG(key), STR_ARG(j->origin->path));
}

/* Extra fields that site.yaml declares as shared. */
static void compare_extra(struct joining *j, const struct version *v)
{
    const struct config *c = &j->s->config;
    const struct value *mine = shared_get(v, "extra");
    const struct value *theirs = shared_get(j->origin, "extra");
    if (mine == NULL || mine->kind != VALUE_MAP || j->origin->unread)
        return;
    for (size_t i = 0; i < c->n_extra; i++) {
        const char *name = arena_copy(j->f.a, c->extra[i].name).at;
        const struct value *here = value_get(mine, name);
        const struct value *there =
            theirs != NULL && theirs->kind == VALUE_MAP
                ? value_get(theirs, name)
                : NULL;
        if (!c->extra[i].shared || here == NULL || here->kind == VALUE_NULL)
            continue;
        if (there == NULL || there->kind == VALUE_NULL)
            only_here(j, here, "extra.", c->extra[i].name);
        else if (!value_same(here, there))
            shared_differs(j, here, "extra", name);
    }
}

void shared_compare(struct joining *j, const struct version *v)
{
    j->lang = (size_t)v->lang;
    for (size_t i = 0; i < N_SHARED; i++) {
        const struct value *mine = shared_get(v, shared[i].key);
        const struct value *theirs = shared_get(j->origin, shared[i].key);
        if (mine == NULL)
            continue;
        if (theirs == NULL && j->origin->unread)
            continue;
        if (theirs == NULL)
            only_here(j, mine, "", str_of(shared[i].key));
        else if (shared[i].merged)
            shared[i].read(j, mine);
        else if (!value_same(mine, theirs))
            shared_differs(j, mine, shared[i].key, NULL);
    }
    compare_extra(j, v);
}
