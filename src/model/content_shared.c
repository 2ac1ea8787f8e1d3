/* SPDX-License-Identifier: MIT */
#include "model/content_shared.h"

#include "model/data_row.h"

typedef void shared_fn(struct joining *j, const struct value *v);

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
    struct str hint = did_you_mean(j->f.a, near);
    if (near.len == 0)
        hint = arena_printf(j->f.a, "; expected one of %s", path);
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
    struct str hint = field_expected(j->f.a, id, names);
    diag_add(j->f.d, v->loc, DIAG_ID_UNKNOWN,
             "unknown genre '" STR_FMT "'; %s" STR_FMT, STR_ARG(id),
             c->n_genres == 0 ? "site.yaml lists no genres" : "expected ",
             STR_ARG(hint));
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

/* ---- fields with texts, from every version ---- */

static void text_member(struct joining *j, const struct value *map,
                        const char *key, struct text *out)
{
    const struct value *v = value_get(map, key);
    if (v != NULL && v->kind != VALUE_NULL)
        (void)field_text(&j->f, v, j->lang, out);
}

static bool differs(struct joining *j, const struct value *v, const char *what)
{
    return diag_add(j->f.d, v->loc, DIAG_SHARED_DIFFERS,
                    "'%s' differs from the original in " STR_FMT
                    "; leave it out here, or make the two agree",
                    what, STR_ARG(j->origin->path));
}

static void merged_editor(struct joining *j, const struct value *v)
{
    (void)field_text(&j->f, v, j->lang, &j->e->editor);
}

static void merged_byline(struct joining *j, const struct value *v)
{
    static const char *const keys[] = {"role", "name", "org", NULL};
    if (!field_is_list(&j->f, v))
        return;
    if (j->e->byline == NULL) {
        j->e->byline = arena_array(j->f.a, v->len, struct person);
        j->e->n_byline = v->len;
    } else if (j->e->n_byline != v->len) {
        differs(j, v, "byline");
        return;
    }
    size_t i = 0;
    for (const struct value *m = v->first; m != NULL; m = m->next, i++) {
        if (!field_is_map(&j->f, m))
            continue;
        field_check_known(&j->f, m, keys);
        text_member(j, m, "role", &j->e->byline[i].role);
        text_member(j, m, "name", &j->e->byline[i].name);
        text_member(j, m, "org", &j->e->byline[i].org);
    }
}

static void caption(struct joining *j, const struct value *v,
                    struct inline_text **out)
{
    struct inline_text *t = arena_new(j->f.a, struct inline_text);
    if (content_inline(&j->f, v, t))
        *out = t;
}

static void merged_image(struct joining *j, const struct value *v)
{
    static const char *const keys[] = {"src", "alt", "caption", "credit",
                                       NULL};
    const struct value *m;
    struct str src = {0};
    if (!field_is_map(&j->f, v))
        return;
    field_check_known(&j->f, v, keys);
    if ((m = value_get(v, "src")) != NULL && !field_str(&j->f, m, &src))
        return;
    if (j->e->image == NULL) {
        j->e->image = arena_new(j->f.a, struct figure_image);
        j->e->image->loc = m != NULL ? m->loc : v->loc;
        j->e->image->src = src;
        if (src.len == 0)
            diag_add(j->f.d, v->loc, DIAG_FIELD_MISSING,
                     "'image' needs 'src': a file beside the text");
    } else if (src.len > 0 && !str_eq(src, j->e->image->src))
        differs(j, m, "image.src");
    text_member(j, v, "alt", &j->e->image->alt);
    text_member(j, v, "credit", &j->e->image->credit);
    if ((m = value_get(v, "caption")) != NULL && m->kind == VALUE_SCALAR)
        caption(j, m, &j->e->image->caption[j->lang]);
    else if (m != NULL && m->kind == VALUE_MAP)
        for (const struct value *t = m->first; t != NULL; t = t->next) {
            int lang = site_lang(j->s, t->key);
            if (lang >= 0)
                caption(j, t, &j->e->image->caption[lang]);
        }
}

static struct attachment *attachment_of(struct entry *e, struct str file)
{
    for (size_t i = 0; i < e->n_attachments; i++)
        if (str_eq(e->attachment[i].file, file))
            return &e->attachment[i];
    return NULL;
}

static void merged_attachments(struct joining *j, const struct value *v)
{
    static const char *const keys[] = {"file", "title", NULL};
    bool first = j->e->attachment == NULL;
    if (!field_is_list(&j->f, v))
        return;
    if (first)
        j->e->attachment = arena_array(j->f.a, v->len, struct attachment);
    for (const struct value *m = v->first; m != NULL; m = m->next) {
        struct str file;
        const struct value *name = NULL;
        if (!field_is_map(&j->f, m))
            continue;
        field_check_known(&j->f, m, keys);
        name = value_get(m, "file");
        if (name == NULL) {
            diag_add(j->f.d, m->loc, DIAG_FIELD_MISSING,
                     "an attachment needs 'file': a file beside the text");
            continue;
        }
        if (!field_str(&j->f, name, &file))
            continue;
        struct attachment *a = attachment_of(j->e, file);
        if (a == NULL && !first) {
            differs(j, name, "attachments");
            continue;
        }
        if (a == NULL) {
            a = &j->e->attachment[j->e->n_attachments++];
            *a = (struct attachment){.loc = name->loc, .file = file};
        }
        text_member(j, m, "title", &a->title);
    }
}

static void merged_withdrawn(struct joining *j, const struct value *v)
{
    static const char *const keys[] = {"date", "reason", NULL};
    struct date date = {0};
    if (!field_is_map(&j->f, v))
        return;
    field_check_known(&j->f, v, keys);
    const struct value *m = value_get(v, "date");
    if (m != NULL && !field_date(&j->f, m, &date))
        return;
    if (j->e->withdrawn.precision == DATE_NONE) {
        j->e->withdrawn = date;
        if (m == NULL)
            diag_add(j->f.d, v->loc, DIAG_FIELD_MISSING,
                     "'withdrawn' needs 'date' and 'reason'");
    } else if (m != NULL && date_compare(date, j->e->withdrawn) != 0)
        differs(j, m, "withdrawn.date");
    text_member(j, v, "reason", &j->e->withdrawn_reason);
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
            diag_add(j->f.d, mine->key_loc, DIAG_SHARED_DIFFERS,
                     "'%s' is shared and stands only in the translation; "
                     "write it in the original, " STR_FMT,
                     shared[i].key, STR_ARG(j->origin->path));
        else if (shared[i].merged)
            shared[i].read(j, mine);
        else if (!value_same(mine, theirs))
            differs(j, mine, shared[i].key);
    }
}
