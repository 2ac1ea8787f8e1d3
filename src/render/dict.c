/* SPDX-License-Identifier: MIT */
#include "render/dict.h"

#include <assert.h>

const struct marker_info marker_infos[N_MARKERS] = {
#define SCOPE(name, doc)
#define M(name, kind, scope, item, doc)                                        \
    {#name, MARKER_##kind, #scope, #item, doc},
#include "render/markers.def"
#undef M
#undef SCOPE
};

const char *const scope_names[N_SCOPES] = {
    "NONE",
#define SCOPE(name, doc) #name,
#define M(name, kind, scope, item, doc)
#include "render/markers.def"
#undef M
#undef SCOPE
};

static_assert(N_SCOPES <= 256, "scopes are kept in bytes");

const unsigned char marker_scopes[N_MARKERS] = {
#define SCOPE(name, doc)
#define M(name, kind, scope, item, doc) SCOPE_##scope,
#include "render/markers.def"
#undef M
#undef SCOPE
};

const unsigned char marker_items[N_MARKERS] = {
#define SCOPE(name, doc)
#define M(name, kind, scope, item, doc) SCOPE_##item,
#include "render/markers.def"
#undef M
#undef SCOPE
};

struct dict *dict_new(struct arena *a)
{
    struct dict *d = arena_new(a, struct dict);
    d->arena = a;
    d->slots = d->first_slots;
    d->mask = DICT_FIRST - 1;
    return d;
}

static void grow(struct dict *d)
{
    struct dict_entry *old = d->slots;
    size_t n_old = (size_t)d->mask + 1;
    d->slots = arena_array(d->arena, n_old * 2, struct dict_entry);
    d->mask = d->mask * 2 + 1;
    for (size_t i = 0; i < n_old; i++)
        if (old[i].key != 0)
            *dict_slot(d, old[i].key) = old[i];
}

static struct dict_entry *put(struct dict *d, enum marker m)
{
    unsigned key = (unsigned)m + 1;
    struct dict_entry *e = dict_slot(d, key);
    if (e->key == key)
        return e;
    if (d->n_used + 1 > d->mask - d->mask / 4) {
        grow(d);
        e = dict_slot(d, key);
    }
    d->n_used++;
    e->key = key;
    return e;
}

void dict_set(struct dict *d, enum marker m, struct str text)
{
    assert(marker_infos[m].kind == MARKER_TEXT ||
           marker_infos[m].kind == MARKER_URL);
    put(d, m)->value.text = text;
}

void dict_markup(struct dict *d, enum marker m, struct str markup)
{
    assert(marker_infos[m].kind == MARKER_HTML ||
           marker_infos[m].kind == MARKER_LINK ||
           marker_infos[m].kind == MARKER_JSON);
    put(d, m)->value.text = markup;
}

void dict_show(struct dict *d, enum marker show)
{
    assert(marker_infos[show].kind == MARKER_SHOW);
    put(d, show);
}

struct dict *dict_add(struct dict *d, enum marker list)
{
    assert(marker_infos[list].kind == MARKER_LIST);
    struct dict *item = dict_new(d->arena);
    item->scope = (enum scope)marker_items[list];
    struct dict_entry *e = put(d, list);
    if (e->value.items.first == NULL)
        e->value.items.first = item;
    else
        e->value.items.last->next = item;
    e->value.items.last = item;
    return item;
}

bool dict_has(const struct dict_stack *s, enum marker m)
{
    const struct dict_entry *e = dict_find(s, m);
    if (e == NULL)
        return false;
    switch (marker_infos[m].kind) {
    case MARKER_SHOW:
    case MARKER_LIST: return true;
    case MARKER_TEXT:
    case MARKER_URL:
    case MARKER_HTML:
    case MARKER_LINK:
    case MARKER_JSON: break;
    }
    return e->value.text.len > 0;
}
