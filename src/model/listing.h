/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_LISTING_H
#define JB_MODEL_LISTING_H

/* Lists of published texts, newest first, by name:
 *
 *     ""                all articles        "year:2021"    of a folder
 *     "topic:ID"        of a topic          "genre:ID"     of a genre
 *     "district:CODE"   of a district itself
 *
 * A language shows the texts that entry_shown says it has. Every function takes
 * time proportional to the whole list it is given. */

#include "model/plan.h"

struct listing {
    struct entry *const *entry;
    size_t n;
    const int *year;           /* only of this year */
    const struct genre *genre; /* only of this genre */
    struct str name;
};

/* False for a name that is none, or whose subject does not exist. */
bool listing_named(const struct site *s, struct str name, struct listing *out);

struct listing listing_all(const struct site *s);
struct listing listing_year(const struct site *s, struct arena *a,
                            const int *year);
struct listing listing_topic(struct arena *a, const struct topic *t);
struct listing listing_genre(const struct site *s, struct arena *a,
                             const struct genre *g);
struct listing listing_district(struct arena *a, const struct district *d);

/* Puts up to `max` texts that the language shows, from number `from` (0: the
 * newest), into `out`; returns how many. */
size_t listing_slice(const struct site *s, const struct listing *l, size_t lang,
                     size_t from, size_t max, const struct entry **out);

/* How many texts of the list the language shows. */
size_t listing_length(const struct site *s, const struct listing *l,
                      size_t lang);

#endif
