/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_LISTING_H
#define JB_MODEL_LISTING_H

/* Lists of published texts, newest first, by name:
 *
 *     ""                all articles        "year:2021"    of a folder
 *     "topic:ID"        of a topic          "genre:ID"     of a genre
 *     "district:CODE"   of a district itself
 *
 * A language shows the texts that entry_shown says it has: what each shows of
 * each list is put together once, in time linear in the lists and languages. A
 * part of a list then takes time linear in that part, its length none, so that
 * all pages of a list take time linear in the list. */

#include "model/site.h"

/* What a language shows of a list; shared by languages that show all of it. */
struct shelf {
    struct entry *const *entry;
    size_t n;
};

struct listing {
    const struct shelf *in; /* by language */
    struct str name;
};

/* Index stage, after the lists of topics and districts: fills site.shelves. */
void listings_index(struct site *s);

/* False for a name that is none, or whose subject does not exist. */
bool listing_named(const struct site *s, struct str name, struct listing *out);

struct listing listing_all(const struct site *s);
struct listing listing_year(const struct site *s, struct arena *a,
                            const int *year);
struct listing listing_topic(const struct site *s, struct arena *a,
                             const struct topic *t);
struct listing listing_genre(const struct site *s, struct arena *a,
                             const struct genre *g);
struct listing listing_district(const struct site *s, struct arena *a,
                                const struct district *d);

/* Puts up to `max` texts that the language shows, from number `from` (0: the
 * newest), into `out`; returns how many. */
size_t listing_slice(const struct listing *l, size_t lang, size_t from,
                     size_t max, const struct entry **out);

/* How many texts of the list the language shows. */
size_t listing_length(const struct listing *l, size_t lang);

#endif
