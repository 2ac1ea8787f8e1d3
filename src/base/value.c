/* SPDX-License-Identifier: MIT */
#include "base/value.h"

const struct value *value_get(const struct value *map, const char *key)
{
    if (map == NULL || map->kind != VALUE_MAP)
        return NULL;
    for (const struct value *v = map->first; v != NULL; v = v->next)
        if (str_is(v->key, key))
            return v;
    return NULL;
}
