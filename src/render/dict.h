/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_DICT_H
#define JB_RENDER_DICT_H

/* What a scope's values look like inside, and how a marker finds its value.
 *
 * A dict is a small open-addressed table from marker to value. While
 * sections are repeated their items stand on a stack, one for each loop around
 * the present place; a marker is looked up from its top downwards. It is not
 * looked up beyond the nearest item of its own scope: what an item leaves unset
 * is empty, even inside another item of the same kind. */

#include "render/template.h"

enum scope {
    SCOPE_NONE,
#define SCOPE(name, doc) SCOPE_##name,
#define M(name, kind, scope, item, doc)
#include "render/markers.def"
#undef M
#undef SCOPE
    N_SCOPES
};

extern const char *const scope_names[N_SCOPES];
/* enum scope of each marker, and of a LIST's items. */
extern const unsigned char marker_scopes[N_MARKERS];
extern const unsigned char marker_items[N_MARKERS];

struct dict_entry {
    unsigned key; /* marker + 1; 0 = free */
    union {
        struct str text;
        struct {
            struct dict *first, *last;
        } items;
    } value;
};

enum { DICT_FIRST = 8 };

struct dict {
    struct dict_entry *slots;
    unsigned mask, n_used; /* number of slots - 1 */
    enum scope scope;      /* SCOPE_NONE: a page, which has several */
    struct arena *arena;
    struct dict *next; /* item of the same list */
    struct dict_entry first_slots[DICT_FIRST];
};

struct dict_stack {
    const struct dict *top;
    const struct dict_stack *outer; /* NULL below the page */
};

/* The markers of one scope stand together in markers.def, so their numbers
 * themselves spread well over the slots. */
static inline struct dict_entry *dict_slot(const struct dict *d, unsigned key)
{
    unsigned i = key & d->mask;
    while (d->slots[i].key != key && d->slots[i].key != 0)
        i = (i + 1) & d->mask;
    return &d->slots[i];
}

/* NULL when the marker is not set. */
static inline const struct dict_entry *dict_find(const struct dict_stack *s,
                                                 enum marker m)
{
    unsigned key = (unsigned)m + 1;
    for (; s != NULL; s = s->outer) {
        const struct dict_entry *e = dict_slot(s->top, key);
        if (e->key == key)
            return e;
        if (s->top->scope == (enum scope)marker_scopes[m])
            return NULL;
    }
    return NULL;
}

/* True when the marker is a non-empty text, a list with items, or a section
 * that is shown. */
bool dict_has(const struct dict_stack *s, enum marker m);

#endif
