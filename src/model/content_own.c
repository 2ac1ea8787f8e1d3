/* SPDX-License-Identifier: MIT */
#include "model/content_own.h"

#include "model/field.h"

struct own {
    struct fields f;
    struct arena *work; /* gone behind content_join */
    struct version *v;
};

static void own_title(struct own *o, const struct value *v)
{
    if (field_str(&o->f, v, &o->v->title))
        o->v->title_loc = v->loc;
}

static void own_subtitle(struct own *o, const struct value *v)
{
    (void)field_str(&o->f, v, &o->v->subtitle);
}

static void own_kicker(struct own *o, const struct value *v)
{
    (void)field_str(&o->f, v, &o->v->kicker);
}

static void own_summary(struct own *o, const struct value *v)
{
    if (!content_inline(&o->f, v, &o->v->summary))
        o->v->broken = true;
}

static void own_updated(struct own *o, const struct value *v)
{
    (void)field_date(&o->f, v, &o->v->updated);
}

static void own_draft(struct own *o, const struct value *v)
{
    (void)field_bool(&o->f, v, &o->v->draft);
}

static void own_original(struct own *o, const struct value *v)
{
    (void)field_bool(&o->f, v, &o->v->original);
}

static void own_translation(struct own *o, const struct value *v)
{
    static const char *const keys[] = {"status", "by", "of", NULL};
    static const char *const names[] = {"human", "machine", "reviewed", NULL};
    int status;
    if (!field_is_map(&o->f, v))
        return;
    field_check_known(&o->f, v, keys);
    const struct value *m;
    if ((m = value_get(v, "status")) != NULL &&
        field_enum(&o->f, m, names, &status))
        o->v->translation =
            (enum translation_status)(status + TRANSLATION_HUMAN);
    if ((m = value_get(v, "by")) != NULL)
        (void)field_str(&o->f, m, &o->v->translation_by);
    struct fields passing = o->f;
    struct str record = {0};
    passing.a = o->work;
    if ((m = value_get(v, "of")) != NULL)
        (void)field_str(&passing, m, &record);
    o->v->has_record = record.len > 0;
    o->v->record = hash_of(record);
}

static void own_corrections(struct own *o, const struct value *v)
{
    static const char *const keys[] = {"date", "text", NULL};
    if (!field_is_list(&o->f, v))
        return;
    o->v->correction = arena_array(o->f.a, v->len, struct correction);
    for (const struct value *m = v->first; m != NULL; m = m->next) {
        struct correction *c = &o->v->correction[o->v->n_corrections];
        c->loc = m->loc;
        if (!field_is_map(&o->f, m))
            continue;
        field_check_known(&o->f, m, keys);
        const struct value *date = value_get(m, "date");
        const struct value *text = value_get(m, "text");
        if (date == NULL || text == NULL)
            diag_add(o->f.d, m->loc, DIAG_FIELD_MISSING,
                     "a correction needs 'date' and 'text'");
        else if (field_date(&o->f, date, &c->date) &&
                 content_inline(&o->f, text, &c->text))
            o->v->n_corrections++;
    }
}

static bool extra_fits(const struct fields *f, const struct value *v,
                       const struct extra_field *field)
{
    struct str text;
    struct strs list;
    struct date date;
    struct decimal number;
    bool flag;
    switch (field->type) {
    case EXTRA_TEXT: return field_str(f, v, &text);
    case EXTRA_DATE: return field_date(f, v, &date);
    case EXTRA_BOOL: return field_bool(f, v, &flag);
    case EXTRA_LIST: return field_strs(f, v, &list, NULL);
    case EXTRA_NUMBER: break;
    }
    if (!field_str(f, v, &text) || decimal_parse(text, &number))
        return true;
    return diag_add(f->d, v->loc, DIAG_FIELD_TYPE,
                    "'" STR_FMT "' is '" STR_FMT "', expected a number",
                    STR_ARG(v->key), STR_ARG(text));
}

static struct str near_extra(struct own *o, struct str key)
{
    const struct config *c = o->f.config;
    const char **names = arena_array(o->f.a, c->n_extra + 1, const char *);
    for (size_t i = 0; i < c->n_extra; i++)
        names[i] = arena_copy(o->f.a, c->extra[i].name).at;
    return did_you_mean(o->f.a, o->f.d->speech, str_nearest(key, names));
}

static void own_extra(struct own *o, const struct value *v)
{
    const struct config *c = o->f.config;
    if (!field_is_map(&o->f, v))
        return;
    for (const struct value *m = v->first; m != NULL; m = m->next) {
        size_t i = 0;
        while (i < c->n_extra && !str_eq(c->extra[i].name, m->key))
            i++;
        if (i == c->n_extra) {
            struct str hint = near_extra(o, m->key);
            diag_add(o->f.d, m->key_loc, DIAG_FIELD_UNKNOWN,
                     "'" STR_FMT "' is not declared under 'extra' in "
                     "site.yaml; declare it there or correct the name" STR_FMT,
                     STR_ARG(m->key), STR_ARG(hint));
        } else if (m->kind != VALUE_NULL)
            (void)extra_fits(&o->f, m, &c->extra[i]);
    }
}

/* Shared and merged fields wait for content_join. */
static void own_nothing(struct own *o, const struct value *v)
{
    (void)o, (void)v;
}

enum { IN_ARTICLE = 1, IN_PAGE = 2, IN_DISTRICT = 4, IN_ALL = 7 };
enum share { OWN, SHARED, MERGED };

static const struct front_field {
    const char *key;
    unsigned where;
    enum share share;
    void (*read)(struct own *o, const struct value *v);
} front_fields[] = {
    {"title", IN_ARTICLE | IN_PAGE, OWN, own_title},
    {"subtitle", IN_ARTICLE | IN_PAGE, OWN, own_subtitle},
    {"kicker", IN_ARTICLE | IN_PAGE, OWN, own_kicker},
    {"summary", IN_ALL, OWN, own_summary},
    {"date", IN_ALL, SHARED, own_nothing},
    {"date_inferred", IN_ALL, SHARED, own_nothing},
    {"updated", IN_ALL, OWN, own_updated},
    {"publish_at", IN_ARTICLE | IN_PAGE, SHARED, own_nothing},
    {"districts", IN_ARTICLE, SHARED, own_nothing},
    {"topics", IN_ARTICLE, SHARED, own_nothing},
    {"genre", IN_ARTICLE, SHARED, own_nothing},
    {"source", IN_ARTICLE, SHARED, own_nothing},
    {"repost", IN_ARTICLE, SHARED, own_nothing},
    {"byline", IN_ARTICLE, MERGED, own_nothing},
    {"editor", IN_ARTICLE, MERGED, own_nothing},
    {"image", IN_ALL, MERGED, own_nothing},
    {"attachments", IN_ALL, MERGED, own_nothing},
    {"key_figures", IN_ARTICLE | IN_DISTRICT, SHARED, own_nothing},
    {"translation", IN_ALL, OWN, own_translation},
    {"corrections", IN_ALL, OWN, own_corrections},
    {"aliases", IN_ARTICLE | IN_PAGE, SHARED, own_nothing},
    {"withdrawn", IN_ARTICLE | IN_PAGE, MERGED, own_nothing},
    {"draft", IN_ALL, OWN, own_draft},
    {"original", IN_ALL, OWN, own_original},
    {"related", IN_ARTICLE, SHARED, own_nothing},
    {"extra", IN_ALL, OWN, own_extra},
};
enum { N_FRONT_FIELDS = sizeof front_fields / sizeof *front_fields };

static const char *const kind_names[] = {SPEECH("articles"), SPEECH("pages"),
                                         SPEECH("districts")};

static void read_own(struct own *o, enum entry_kind kind,
                     const struct value *front)
{
    unsigned where = 1u << kind;
    const char *known[N_FRONT_FIELDS + 1] = {0};
    for (size_t i = 0; i < N_FRONT_FIELDS; i++) {
        const struct front_field *field = &front_fields[i];
        known[i] = field->key;
        const struct value *v = value_get(front, field->key);
        if (v == NULL || v->kind == VALUE_NULL)
            continue;
        if ((field->where & where) == 0)
            diag_add(o->f.d, v->key_loc, DIAG_FIELD_UNKNOWN,
                     "'%s' is no field of %s; remove it here", field->key,
                     kind_names[kind]);
        else
            field->read(o, v);
    }
    field_check_known(&o->f, front, known);
}

static void require(struct own *o, const struct value *front, const char *key,
                    const char *what)
{
    const struct value *v = value_get(front, key);
    if (v == NULL && !field_misspelt(front, key))
        diag_add(o->f.d, o->v->loc, DIAG_FIELD_MISSING,
                 "'%s' is missing; add %s", key, what);
    else if (v == NULL)
        o->v->broken = true;
    else if (v->kind == VALUE_NULL ||
             (v->kind == VALUE_SCALAR && str_trim(v->text).len == 0))
        diag_add(o->f.d, v->key_loc, DIAG_FIELD_MISSING,
                 "'%s' is empty; write %s", key, what);
}

void content_own(const struct content_memory *m, const struct config *c,
                 enum entry_kind kind, struct version *v, struct diag *d)
{
    const struct value *front = v->front;
    struct own o = {.f = {.a = m->kept, .d = d, .config = c},
                    .work = m->front,
                    .v = v};
    read_own(&o, kind, front);
    if (kind != ENTRY_DISTRICT)
        require(&o, front, "title", "a line of plain text");
    if (kind == ENTRY_ARTICLE)
        require(&o, front, "summary", "one or two sentences");
}
