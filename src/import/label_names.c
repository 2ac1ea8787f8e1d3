/* SPDX-License-Identifier: MIT */
#include "import/label_names.h"

#include "base/unicode.h"

/* Everything that has a name, by its key. */
struct named {
    vec_of(const struct district *) district;
    const struct indicator *indicator, *other_indicator;
    const struct group *group;
};

struct wording {
    vec_of(const struct unit *) unit;
};

/* ---- names ---- */

static struct named *named_at(struct labels *l, struct str text)
{
    struct str key = reading_key(&l->arena, text);
    struct named *found = map_get(&l->by_key, key);
    if (found == NULL) {
        found = arena_new(&l->arena, struct named);
        map_put(&l->by_key, &l->arena, key, found);
    }
    return found;
}

static void name_district(struct labels *l, const struct district *d,
                          struct str text)
{
    struct named *n = text.len > 0 ? named_at(l, text) : NULL;
    size_t len = n != NULL ? n->district.len : 0;
    if (n != NULL && (len == 0 || n->district.at[len - 1] != d))
        *vec_push(&l->arena, &n->district) = d;
}

static void name_indicator(struct labels *l, const struct indicator *i,
                           struct str text)
{
    struct named *n = text.len > 0 ? named_at(l, text) : NULL;
    if (n != NULL && n->indicator == NULL)
        n->indicator = i;
    else if (n != NULL && n->indicator != i)
        n->other_indicator = i;
}

static void name_unit(struct labels *l, const struct unit *u, struct str text)
{
    size_t at = str_find(text, STR("{n}"));
    if (at == 0)
        text = str_from(text, strlen("{n}"));
    else if (at != SIZE_MAX)
        text = str_head(text, at);
    struct str key = reading_key(&l->arena, text);
    struct wording *w = map_get(&l->units, key);
    if (key.len == 0)
        return;
    if (w == NULL) {
        w = arena_new(&l->arena, struct wording);
        map_put(&l->units, &l->arena, key, w);
    }
    *vec_push(&l->arena, &w->unit) = u;
}

static void name_units(struct labels *l)
{
    for (size_t i = 0; i < l->site->n_units; i++) {
        const struct unit *u = l->site->unit[i];
        const struct str lists[] = {u->zh, u->en_one, u->en_other, u->zh_alt,
                                    u->en_alt};
        name_unit(l, u, u->id);
        for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
            for (struct str rest = lists[k], word; rest.len > 0;) {
                str_cut(rest, '|', &word, &rest);
                name_unit(l, u, word);
            }
    }
}

void labels_open(struct labels *l, const struct site *s, size_t n_map)
{
    *l = (struct labels){.site = s};
    l->map = arena_array(&l->arena, n_map + 1, struct mapping);
    for (size_t i = 0; i < s->n_districts; i++) {
        name_district(l, s->district[i], s->district[i]->code);
        for (int k = 0; k < LANG_MAX; k++)
            name_district(l, s->district[i], s->district[i]->name.in[k]);
    }
    for (size_t i = 0; i < s->n_indicators; i++) {
        name_indicator(l, s->indicator[i], s->indicator[i]->id);
        for (int k = 0; k < LANG_MAX; k++)
            name_indicator(l, s->indicator[i], s->indicator[i]->name.in[k]);
    }
    for (size_t i = 0; i < s->n_groups; i++) {
        named_at(l, s->group[i]->id)->group = s->group[i];
        for (int k = 0; k < LANG_MAX; k++)
            if (s->group[i]->name.in[k].len > 0)
                named_at(l, s->group[i]->name.in[k])->group = s->group[i];
    }
    name_units(l);
}

void labels_close(struct labels *l)
{
    map_release(&l->by_key);
    map_release(&l->units);
    arena_release(&l->arena);
}

/* ---- districts ---- */

bool label_is_below(const struct district *d, const struct district *above)
{
    for (; d != NULL; d = d->parent)
        if (str_eq(d->code, above->code))
            return true;
    return false;
}

static void add_district(struct labels *l, struct label *out,
                         const struct district *d)
{
    if (l->within != NULL && !label_is_below(d, l->within))
        return;
    for (size_t i = 0; i < out->n_districts; i++)
        if (str_eq(out->district[i]->code, d->code))
            return;
    out->district[out->n_districts++] = d;
}

static void take_districts(struct labels *l, const struct named *n,
                           struct label *out)
{
    out->district =
        arena_array(&l->arena, n->district.len + 1, const struct district *);
    for (size_t i = 0; i < n->district.len; i++)
        add_district(l, out, n->district.at[i]);
}

/* True when `front` is names of places above `d`, the outermost first. */
static bool leads_to(struct labels *l, struct str front,
                     const struct district *d)
{
    for (const struct district *up = d->parent; up != NULL; up = up->parent)
        for (int k = 0; k < LANG_MAX; k++) {
            struct str name = reading_key(&l->arena, up->name.in[k]);
            if (name.len > 0 && str_ends(front, name)) {
                front = str_head(front, front.len - name.len);
                if (front.len == 0)
                    return true;
                break;
            }
        }
    return false;
}

/* 410305.0 and 410305000000, as tables of the statistics offices have it. */
static struct str plain_code(struct str key)
{
    struct str rest = str_from(key, 6);
    bool point = str_starts(rest, STR("."));
    size_t zeros = point ? 1 : 0;
    while (zeros < rest.len && rest.at[zeros] == '0')
        zeros++;
    bool all = rest.len > 1 && zeros == rest.len && (point || rest.len == 6);
    return all ? str_head(key, 6) : key;
}

static void read_district(struct labels *l, struct str key, struct label *out)
{
    const struct named *n = map_get(&l->by_key, key);
    if (n != NULL && n->district.len > 0) {
        take_districts(l, n, out);
        return;
    }
    struct str code = plain_code(key);
    n = code.len < key.len ? map_get(&l->by_key, code) : NULL;
    if (n != NULL && n->district.len > 0) {
        take_districts(l, n, out);
        out->partly = true;
        return;
    }
    for (size_t at = 0; at < key.len;) {
        utf8_next(key, &at);
        n = map_get(&l->by_key, str_from(key, at));
        if (n == NULL || n->district.len == 0)
            continue;
        take_districts(l, n, out);
        size_t kept = 0;
        for (size_t i = 0; i < out->n_districts; i++)
            if (leads_to(l, str_head(key, at), out->district[i]))
                out->district[kept++] = out->district[i];
        out->n_districts = kept;
        if (kept > 0)
            return;
    }
}

void label_named(struct labels *l, struct str key, struct label *out)
{
    const struct named *n = map_get(&l->by_key, key);
    if (n != NULL) {
        out->indicator = n->indicator;
        out->other_indicator = n->other_indicator;
        out->group = n->indicator == NULL ? n->group : NULL;
    }
    if (out->indicator == NULL && out->group == NULL)
        read_district(l, key, out);
}

/* ---- units ---- */

static bool take_scale(struct str *s, struct said_unit *out)
{
    static const struct {
        const char *word;
        uint8_t scale, shift;
    } scales[] = {{"百万", 4, 2}, {"千万", 4, 3}, {"十万", 4, 1},
                  {"十亿", 8, 1}, {"百亿", 8, 2}, {"万", 4, 0},
                  {"亿", 8, 0},   {"千", 0, 3},   {"百", 0, 2}};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (str_starts(*s, str_of(scales[i].word))) {
            *s = str_from(*s, strlen(scales[i].word));
            out->scale = scales[i].scale;
            out->shift = scales[i].shift;
            return true;
        }
    return false;
}

bool label_unit(struct labels *l, struct str text, struct said_unit *out)
{
    struct said_unit unit = {.text = text};
    struct str key = reading_key(&l->arena, text);
    if (key.len > 2 && key.at[0] == '(' && key.at[key.len - 1] == ')')
        key = str_head(str_from(key, 1), key.len - 2);
    const struct wording *w = map_get(&l->units, key);
    if (w == NULL && take_scale(&key, &unit)) {
        w = map_get(&l->units, key);
        if (w == NULL && key.len > 0)
            return false;
    } else if (w == NULL)
        return false;
    if (w != NULL) {
        unit.unit = w->unit.at;
        unit.n_units = w->unit.len;
    }
    *out = unit;
    return true;
}

bool unit_fits(const struct said_unit *said, const struct unit *unit)
{
    for (size_t i = 0; i < said->n_units; i++)
        if (said->unit[i] == unit)
            return true;
    return said->n_units == 0 && !said->unknown;
}
