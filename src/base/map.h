/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_MAP_H
#define JB_BASE_MAP_H

/* Text to pointer, over uthash. Keys are borrowed and must outlive the map;
 * nodes live on the arena given at insertion, the table itself is uthash's and
 * is freed by map_release. Lookups by several threads at once are safe while
 * nobody inserts. Iterate over your own array, never over a map. */

#include <stdbool.h>

#include "base/arena.h"

struct map_node;

struct map {
    struct map_node *head;
};

/* Stores value unless the key is there; returns the value that is stored. */
void *map_put(struct map *m, struct arena *a, struct str key, void *value);
void *map_get(const struct map *m, struct str key); /* NULL: absent */
size_t map_len(const struct map *m);
void map_release(struct map *m);

/* The key nearest to `key` by edit distance (at most a third of its length),
 * or empty; for "did you mean". */
struct str map_nearest(const struct map *m, struct str key);

#endif
