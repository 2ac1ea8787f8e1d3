/* SPDX-License-Identifier: MIT */
#include "base/map.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/memory.h"

#define HASH_FUNCTION(key, len, hash)                                         \
    ((hash) = (unsigned)hash_key((struct str){(key), (len)}))
#define uthash_fatal(msg) out_of_memory()
#include <uthash.h>

struct map_node {
    struct str key;
    void *value;
    UT_hash_handle hh;
};

/* NOLINTNEXTLINE(readability-function-size): the macro is */
static struct map_node *find(const struct map *m, struct str key)
{
    struct map_node *node = NULL;
    if (key.len > 0)
        HASH_FIND(hh, m->head, key.at, key.len, node);
    return node;
}

/* NOLINTNEXTLINE(readability-function-size): the macro is */
void *map_put(struct map *m, struct arena *a, struct str key, void *value)
{
    struct map_node *node = find(m, key);
    if (node != NULL)
        return node->value;
    if (key.len == 0)
        return NULL;
    node = arena_new(a, struct map_node);
    node->key = key;
    node->value = value;
    HASH_ADD_KEYPTR(hh, m->head, node->key.at, node->key.len, node);
    return value;
}

void *map_get(const struct map *m, struct str key)
{
    struct map_node *node = find(m, key);
    return node != NULL ? node->value : NULL;
}

size_t map_len(const struct map *m)
{
    return HASH_COUNT(m->head);
}

void map_release(struct map *m)
{
    HASH_CLEAR(hh, m->head);
}

struct str map_nearest(const struct map *m, struct str key)
{
    size_t best = key.len / 3 + 1;
    struct str nearest = {0};
    for (const struct map_node *n = m->head; n != NULL; n = n->hh.next) {
        size_t distance = str_distance(n->key, key, best);
        if (distance < best ||
            (distance == best && nearest.len > 0 &&
             str_compare(n->key, nearest) < 0)) {
            best = distance;
            nearest = n->key;
        }
    }
    return nearest;
}
