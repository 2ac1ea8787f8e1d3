/* SPDX-License-Identifier: MIT */
#include "import/label.h"

#include "model/field.h"

enum { HINTS_MAX = 200 };

static const struct {
    const char *name;
    enum role role;
} role_names[] = {{"district", ROLE_DISTRICT}, {"indicator", ROLE_INDICATOR},
                  {"period", ROLE_PERIOD},     {"group", ROLE_GROUP},
                  {"unit", ROLE_UNIT},         {"value", ROLE_VALUE}};

static bool take_group(struct labels *l, struct str id, struct label *out)
{
    out->group = map_get(&l->site->by_group, id);
    return out->group != NULL;
}

/* An indicator, with /group or without, or /group alone. */
static bool take_indicator(struct labels *l, struct str id, struct label *out)
{
    struct str indicator, group;
    bool more = str_cut(id, '/', &indicator, &group);
    if (indicator.len > 0)
        out->indicator = site_indicator(l->site, indicator);
    return (indicator.len == 0 || out->indicator != NULL) &&
           (!more || take_group(l, group, out)) && id.len > 0;
}

static bool take_district(struct labels *l, struct str code, struct label *out)
{
    const struct district *d = site_district(l->site, code);
    if (d == NULL)
        return false;
    out->district = arena_array(&l->arena, 1, const struct district *);
    out->district[0] = d;
    out->n_districts = 1;
    return true;
}

static bool take_period(struct str text, struct label *out)
{
    struct period p;
    out->period = text;
    return period_parse(text, &p);
}

static bool take_symbol(struct str text, struct label *out)
{
    out->symbol = text;
    return str_is(text, "z") || str_is(text, "x") || str_is(text, "c") ||
           str_is(text, "low");
}

static bool take_role(struct str text, struct label *out)
{
    for (size_t i = 0; i < sizeof role_names / sizeof *role_names; i++)
        if (str_is(text, role_names[i].name))
            out->role = role_names[i].role;
    if (out->role == ROLE_NONE && role_of(text, &out->carry) == ROLE_CARRY)
        out->role = ROLE_CARRY;
    return out->role != ROLE_NONE;
}

static bool starts_with(struct str *s, const char *prefix)
{
    if (!str_starts(*s, str_of(prefix)))
        return false;
    *s = str_from(*s, strlen(prefix));
    return true;
}

static bool take_meaning(struct labels *l, struct str s, struct label *out)
{
    if (str_is(s, "-"))
        return out->ignored = true;
    if (starts_with(&s, "symbol:"))
        return take_symbol(s, out);
    if (starts_with(&s, "keep:")) {
        out->role = ROLE_CARRY;
        out->carry = s;
        return s.len > 0;
    }
    if (starts_with(&s, "period:"))
        return take_period(s, out);
    if (starts_with(&s, "district:"))
        return take_district(l, s, out);
    if (starts_with(&s, "group:"))
        return take_group(l, s, out);
    if (starts_with(&s, "indicator:"))
        return take_indicator(l, s, out);
    if (take_role(s, out) || take_district(l, s, out))
        return true;
    *out = (struct label){0};
    if (take_period(s, out))
        return true;
    *out = (struct label){0};
    return take_indicator(l, s, out);
}

bool labels_map(struct labels *l, struct str text, struct str *why)
{
    struct str label, meaning;
    struct mapping *m = &l->map[l->n_map];
    if (!str_cut(text, '=', &label, &meaning) || str_trim(label).len == 0) {
        *why = speech_say(&l->arena, l->speech,
                          "is not of the form LABEL=MEANING");
        return false;
    }
    *m = (struct mapping){.key = reading_key(&l->arena, label)};
    meaning = arena_copy(&l->arena, str_trim(meaning));
    if (!take_meaning(l, meaning, &m->meaning)) {
        struct str id, group;
        str_cut(meaning, '/', &id, &group);
        struct str near = id.len > 0
                              ? map_nearest(&l->site->by_indicator, id)
                              : map_nearest(&l->site->by_group, group);
        *why = speech_say(
            &l->arena, l->speech,
            "gives '" STR_FMT "', which is no indicator, /group, district, "
            "period, column or -" STR_FMT,
            STR_ARG(meaning), STR_ARG(did_you_mean(&l->arena, l->speech, near)));
        return false;
    }
    m->meaning.text = label;
    m->meaning.known = true;
    l->n_map++;
    return true;
}

/* ---- did you mean ---- */

struct nearest {
    struct str key;
    size_t distance;
    struct str id, name;
};

static void consider(struct labels *l, struct nearest *best, struct str id,
                     const struct text *name)
{
    for (int k = -1; k < LANG_MAX; k++) {
        struct str text = k < 0 ? id : name->in[k];
        if (text.len == 0)
            continue;
        struct str key = reading_key(&l->arena, text);
        size_t distance = str_distance(best->key, key, best->distance);
        bool part = best->key.len >= 6 && k >= 0 &&
                    (str_starts(key, best->key) || str_starts(best->key, key));
        distance = part && distance > 3 ? 3 : distance;
        if (distance >= best->distance)
            continue;
        best->distance = distance;
        best->id = id;
        best->name = text;
    }
}

struct str label_hint(struct labels *l, struct str text, enum role role)
{
    struct nearest best = {.key = reading_key(&l->arena, text)};
    const struct site *s = l->site;
    best.distance = best.key.len / 3 + 2;
    if (l->n_hints++ >= HINTS_MAX || best.key.len > 60)
        return (struct str){0};
    for (size_t i = 0; role == ROLE_DISTRICT && i < s->n_districts; i++)
        consider(l, &best, s->district[i]->code, &s->district[i]->name);
    for (size_t i = 0; role == ROLE_INDICATOR && i < s->n_indicators; i++)
        consider(l, &best, s->indicator[i]->id, &s->indicator[i]->name);
    for (size_t i = 0; role == ROLE_GROUP && i < s->n_groups; i++)
        consider(l, &best, s->group[i]->id, &s->group[i]->name);
    if (best.id.len == 0)
        return best.id;
    return speech_say(&l->arena, l->speech,
                      "; did you mean " STR_FMT " (" STR_FMT ")?",
                      STR_ARG(best.id), STR_ARG(best.name));
}
