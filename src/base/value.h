/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_VALUE_H
#define JB_BASE_VALUE_H

/* A tree of scalars, lists and maps with their places: what a YAML file says.
 * Owned by the arena it was read into; immutable afterwards. */

#include <stdbool.h>

#include "base/diag.h"

enum value_kind { VALUE_NULL, VALUE_SCALAR, VALUE_LIST, VALUE_MAP };

struct value {
    enum value_kind kind;
    bool quoted;       /* scalar: was written in quotes, so never a bool */
    bool block;        /* scalar: its text begins below, behind | or > */
    struct loc loc;    /* first character */
    struct str key;    /* in a map: the key */
    struct loc key_loc;
    struct str text;   /* scalar: the text; null: as written, or empty */
    struct value *first, *next; /* children, in order; next sibling */
    size_t len;        /* number of children */
};

/* The member of a map, or NULL. */
const struct value *value_get(const struct value *map, const char *key);

#endif
