/* SPDX-License-Identifier: MIT */
#include "model/content_shared.h"

bool shared_differs(struct joining *j, const struct value *v, const char *key,
                    const char *member)
{
    const struct value *there = shared_get(j->origin, key);
    const struct value *inner =
        member != NULL && there != NULL ? value_get(there, member) : NULL;
    const struct loc loc = inner != NULL   ? inner->loc
                           : there != NULL ? there->loc
                                           : j->origin->loc;
    return diag_add(j->f.d, v->loc, DIAG_SHARED_DIFFERS,
                    "'%s%s%s' differs from the original, " STR_FMT
                    ":%u:%u; leave it out here, or make the two agree",
                    key, member != NULL ? "." : "",
                    member != NULL ? member : "", STR_ARG(loc.path), loc.line,
                    loc.col);
}

/* Texts of languages that none has given yet; what is repeated must agree. */
static void merge_text(struct joining *j, const struct value *v,
                       const char *key, const char *member, struct text *out)
{
    struct text own = {0};
    if (!field_text(&j->f, v, j->lang, &own))
        return;
    for (size_t i = 0; i < LANG_MAX; i++) {
        if (own.in[i].len == 0)
            continue;
        if (out->in[i].len > 0 && !str_eq(out->in[i], own.in[i])) {
            shared_differs(j, v, key, member);
            return;
        }
        out->in[i] = own.in[i];
    }
}

/* Most entries have none: theirs is text_nothing. */
static struct text *text_of_own(struct joining *j, const struct text **t)
{
    struct text *own = arena_new(j->f.a, struct text);
    if (*t != NULL)
        *own = **t;
    *t = own;
    return own;
}

static void text_member(struct joining *j, const struct value *map,
                        const char *key, const char *member, struct text *out)
{
    const struct value *v = value_get(map, member);
    if (v != NULL && v->kind != VALUE_NULL)
        merge_text(j, v, key, member, out);
}

void merged_editor(struct joining *j, const struct value *v)
{
    merge_text(j, v, "editor", NULL, text_of_own(j, &j->e->editor));
}

/* One of the known roles, such as reporter; others are words of a language. */
static bool is_role(struct joining *j, struct str role)
{
    struct str key =
        arena_printf(j->f.a, "role_" STR_FMT, STR_ARG(role));
    return role.len > 0 && j->s->words != NULL &&
           words_has(&j->s->words[j->origin->lang], key.at);
}

/* The same role in all languages, where it is a known one. */
static void check_role(struct joining *j, const struct value *person,
                       const struct text *role)
{
    struct str ours = role->in[j->origin->lang], theirs = role->in[j->lang];
    const struct value *v = value_get(person, "role");
    if (v != NULL && v->kind == VALUE_SCALAR && is_role(j, ours) &&
        is_role(j, theirs) && !str_eq(ours, theirs))
        shared_differs(j, v, "byline", NULL);
}

void merged_byline(struct joining *j, const struct value *v)
{
    static const char *const keys[] = {"role", "name", "org", NULL};
    if (!field_is_list(&j->f, v))
        return;
    if (j->e->byline == NULL) {
        j->e->byline = arena_array(j->f.a, v->len, struct person);
        j->e->n_byline = v->len;
    } else if (j->e->n_byline != v->len) {
        shared_differs(j, v, "byline", NULL);
        return;
    }
    size_t i = 0;
    for (const struct value *m = v->first; m != NULL; m = m->next, i++) {
        if (!field_is_map(&j->f, m))
            continue;
        field_check_known(&j->f, m, keys);
        text_member(j, m, "byline", "role", &j->e->byline[i].role);
        text_member(j, m, "byline", "name", &j->e->byline[i].name);
        text_member(j, m, "byline", "org", &j->e->byline[i].org);
        check_role(j, m, &j->e->byline[i].role);
    }
}

static void caption(struct joining *j, const struct value *v,
                    struct inline_text **out)
{
    struct inline_text *t = arena_new(j->f.a, struct inline_text);
    if (!content_inline(&j->f, v, t))
        return;
    if (*out != NULL && !str_eq((*out)->source, t->source))
        shared_differs(j, v, "image", "caption");
    else
        *out = t;
}

void merged_image(struct joining *j, const struct value *v)
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
        shared_differs(j, m, "image", "src");
    text_member(j, v, "image", "alt", &j->e->image->alt);
    text_member(j, v, "image", "credit", &j->e->image->credit);
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

void merged_attachments(struct joining *j, const struct value *v)
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
            shared_differs(j, name, "attachments", NULL);
            continue;
        }
        if (a == NULL) {
            a = &j->e->attachment[j->e->n_attachments++];
            *a = (struct attachment){.loc = name->loc, .file = file};
        }
        text_member(j, m, "attachments", "title", &a->title);
    }
}

void merged_withdrawn(struct joining *j, const struct value *v)
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
        shared_differs(j, m, "withdrawn", "date");
    text_member(j, v, "withdrawn", "reason", text_of_own(j, &j->e->withdrawn_reason));
}
