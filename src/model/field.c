/* SPDX-License-Identifier: MIT */
#include "model/field.h"

enum { LISTED_MAX = 6 }; /* names in a message */

static const char *const kind_names[] = {SPEECH("nothing"), SPEECH("a text"),
                                         SPEECH("a list"),
                                         SPEECH("a map of fields")};

static bool wrong(const struct fields *f, const struct value *v,
                  const char *expected)
{
    if (v->key.len > 0)
        return diag_add(f->d, v->loc, DIAG_FIELD_TYPE,
                        "'" STR_FMT "' is %s, expected %s", STR_ARG(v->key),
                        kind_names[v->kind], expected);
    return diag_add(f->d, v->loc, DIAG_FIELD_TYPE,
                    "%s stands here, expected %s", kind_names[v->kind],
                    expected);
}

bool field_str(const struct fields *f, const struct value *v, struct str *out)
{
    if (v->kind != VALUE_SCALAR)
        return wrong(f, v, "a text");
    *out = v->text.len > 0 ? arena_copy(f->a, v->text) : (struct str){0};
    return true;
}

bool field_bool(const struct fields *f, const struct value *v, bool *out)
{
    bool yes = v->kind == VALUE_SCALAR && !v->quoted && str_is(v->text, "true");
    bool no = v->kind == VALUE_SCALAR && !v->quoted && str_is(v->text, "false");
    if (!yes && !no)
        return v->kind == VALUE_SCALAR
                   ? diag_add(f->d, v->loc, DIAG_FIELD_TYPE,
                              "'" STR_FMT "' is '" STR_FMT
                              "', expected true or false",
                              STR_ARG(v->key), STR_ARG(v->text))
                   : wrong(f, v, "true or false");
    *out = yes;
    return true;
}

bool field_size(const struct fields *f, const struct value *v, size_t min,
                size_t max, size_t *out)
{
    int64_t n;
    if (v->kind != VALUE_SCALAR)
        return wrong(f, v, "a whole number");
    if (!str_to_int(v->text, &n) || n < 0 || (uint64_t)n < min ||
        (uint64_t)n > max)
        return diag_add(f->d, v->loc, DIAG_FIELD_TYPE,
                        "'" STR_FMT "' is '" STR_FMT
                        "', expected a whole number from %zu to %zu",
                        STR_ARG(v->key), STR_ARG(v->text), min, max);
    *out = (size_t)n;
    return true;
}

bool field_date(const struct fields *f, const struct value *v,
                struct date *out)
{
    if (v->kind != VALUE_SCALAR)
        return wrong(f, v, "a date such as 2021-06-18");
    if (!date_parse(v->text, out))
        return diag_add(f->d, v->loc, DIAG_FIELD_TYPE,
                        "'" STR_FMT "' is '" STR_FMT
                        "', expected a date such as 2021, 2021-06, 2021-06-18 "
                        "or 2021-06-18T16:20",
                        STR_ARG(v->key), STR_ARG(v->text));
    return true;
}

struct str field_and(struct arena *a, enum speech speech, struct str all,
                     struct str name, bool last)
{
    if (all.len == 0)
        return name;
    return last ? speech_say(a, speech, STR_FMT " or " STR_FMT, STR_ARG(all),
                             STR_ARG(name))
                : speech_say(a, speech, STR_FMT ", " STR_FMT, STR_ARG(all),
                             STR_ARG(name));
}

struct str did_you_mean(struct arena *a, enum speech speech,
                        struct str nearest)
{
    if (nearest.len == 0)
        return (struct str){0};
    return speech_say(a, speech, "; did you mean '" STR_FMT "'?",
                      STR_ARG(nearest));
}

static struct str joined(struct arena *a, enum speech speech,
                         const char *const *names)
{
    struct str all = {0};
    for (size_t i = 0; names[i] != NULL; i++)
        all = field_and(a, speech, all, str_of(names[i]), names[i + 1] == NULL);
    return all;
}

struct str field_expected(struct arena *a, enum speech speech, struct str found,
                          const char *const *names)
{
    struct str hint = did_you_mean(a, speech, str_nearest(found, names));
    struct str all = joined(a, speech, names);
    return arena_printf(a, STR_FMT STR_FMT, STR_ARG(all), STR_ARG(hint));
}

bool field_enum(const struct fields *f, const struct value *v,
                const char *const *names, int *out)
{
    if (v->kind != VALUE_SCALAR)
        return wrong(f, v, "a text");
    for (int i = 0; names[i] != NULL; i++)
        if (str_is(v->text, names[i])) {
            *out = i;
            return true;
        }
    struct str all = field_expected(f->a, f->d->speech, v->text, names);
    return diag_add(f->d, v->loc, DIAG_FIELD_VALUE,
                    "'" STR_FMT "' is '" STR_FMT "', expected " STR_FMT,
                    STR_ARG(v->key), STR_ARG(v->text), STR_ARG(all));
}

bool field_strs(const struct fields *f, const struct value *v,
                struct strs *out, struct loc **locs)
{
    if (v->kind == VALUE_MAP || v->kind == VALUE_NULL)
        return wrong(f, v, "a text or a list of texts");
    size_t n = v->kind == VALUE_LIST ? v->len : 1;
    struct strs all = {.at = arena_array(f->a, n, struct str), .cap = n};
    struct loc *places = arena_array(f->a, n, struct loc);
    const struct value *item = v->kind == VALUE_LIST ? v->first : v;
    for (; all.len < n && item != NULL; item = item->next) {
        if (item->kind != VALUE_SCALAR || item->text.len == 0)
            return wrong(f, item, "a text");
        places[all.len] = item->loc;
        all.at[all.len++] = arena_copy(f->a, item->text);
    }
    *out = all;
    if (locs != NULL)
        *locs = places;
    return true;
}

static struct str languages(const struct fields *f)
{
    struct str all = {0};
    for (size_t i = 0; i < f->config->n_languages; i++)
        all = field_and(f->a, f->d->speech, all, f->config->language[i].id,
                        true);
    return all;
}

static bool text_map(const struct fields *f, const struct value *v,
                     struct text *out)
{
    for (const struct value *m = v->first; m != NULL; m = m->next) {
        size_t lang = 0;
        while (lang < f->config->n_languages &&
               !str_eq(f->config->language[lang].id, m->key))
            lang++;
        if (lang == f->config->n_languages) {
            struct str all = languages(f);
            return diag_add(f->d, m->key_loc, DIAG_FIELD_UNKNOWN,
                            "'" STR_FMT "' is no language of this site, "
                            "expected " STR_FMT,
                            STR_ARG(m->key), STR_ARG(all));
        }
        if (!field_str(f, m, &out->in[lang]))
            return false;
    }
    return true;
}

bool field_text(const struct fields *f, const struct value *v, size_t lang,
                struct text *out)
{
    if (v->kind == VALUE_MAP)
        return text_map(f, v, out);
    return field_str(f, v, &out->in[lang]);
}

bool field_is_map(const struct fields *f, const struct value *v)
{
    return v->kind == VALUE_MAP || wrong(f, v, "a map of fields");
}

bool field_is_list(const struct fields *f, const struct value *v)
{
    return v->kind == VALUE_LIST || wrong(f, v, "a list");
}

void field_check_known(const struct fields *f, const struct value *map,
                       const char *const *known)
{
    for (const struct value *m = map->first; m != NULL; m = m->next) {
        size_t i = 0;
        while (known[i] != NULL && !str_is(m->key, known[i]))
            i++;
        if (known[i] != NULL)
            continue;
        size_t n = i;
        enum speech speech = f->d->speech;
        struct str hint =
            did_you_mean(f->a, speech, str_nearest(m->key, known));
        struct str all = joined(f->a, speech, known);
        if (hint.len == 0 && n <= LISTED_MAX)
            hint = speech_say(f->a, speech, ", expected " STR_FMT,
                              STR_ARG(all));
        diag_add(f->d, m->key_loc, DIAG_FIELD_UNKNOWN,
                 "unknown field '" STR_FMT "'" STR_FMT, STR_ARG(m->key),
                 STR_ARG(hint));
    }
}

bool field_misspelt(const struct value *map, const char *key)
{
    const char *const name[] = {key, NULL};
    for (const struct value *m = map->first; m != NULL; m = m->next)
        if (!str_is(m->key, key) && str_nearest(m->key, name).len > 0)
            return true;
    return false;
}

bool value_same(const struct value *a, const struct value *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    if (a->kind == VALUE_SCALAR && b->kind == VALUE_LIST && b->len == 1)
        return value_same(a, b->first);
    if (a->kind == VALUE_LIST && b->kind == VALUE_SCALAR && a->len == 1)
        return value_same(a->first, b);
    if (a->kind != b->kind || a->len != b->len)
        return false;
    if (a->kind == VALUE_SCALAR)
        return str_eq(a->text, b->text);
    const struct value *x = a->first, *y = b->first;
    for (; x != NULL && y != NULL; x = x->next, y = y->next)
        if (!str_eq(x->key, y->key) || !value_same(x, y))
            return false;
    return true;
}
