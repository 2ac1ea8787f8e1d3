/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_FIELD_H
#define JB_MODEL_FIELD_H

/* Typed reading of YAML values: site.yaml and front matter.
 *
 * Each reader takes a value that is present and not null, fills its out
 * parameter, or reports what was expected at the value's place and leaves the
 * parameter untouched. */

#include "base/date.h"
#include "base/value.h"
#include "model/site.h"

struct fields {
    struct arena *a;
    struct diag *d;
    const struct config *config; /* for languages */
};

bool field_str(const struct fields *f, const struct value *v, struct str *out);
bool field_bool(const struct fields *f, const struct value *v, bool *out);
bool field_size(const struct fields *f, const struct value *v, size_t min,
                size_t max, size_t *out);
bool field_date(const struct fields *f, const struct value *v,
                struct date *out);

/* One of `names` (NULL-terminated); the index. */
bool field_enum(const struct fields *f, const struct value *v,
                const char *const *names, int *out);

/* A list of texts; one text is a list of one. `locs` may be NULL. */
bool field_strs(const struct fields *f, const struct value *v,
                struct strs *out, struct loc **locs);

/* A text in language `lang`, or {zh: …, en: …}. */
bool field_text(const struct fields *f, const struct value *v, size_t lang,
                struct text *out);

/* Must be a map, or a list; reports otherwise. */
bool field_is_map(const struct fields *f, const struct value *v);
bool field_is_list(const struct fields *f, const struct value *v);

/* Reports members whose key is not among `known` (NULL-terminated). */
void field_check_known(const struct fields *f, const struct value *map,
                       const char *const *known);

/* A field of the map looks like a misspelt `key`. */
bool field_misspelt(const struct value *map, const char *key);

/* The same tree of texts, wherever it stands. */
bool value_same(const struct value *a, const struct value *b);

/* "a, b or c", with "; did you mean 'b'?" where one is near. */
struct str field_expected(struct arena *a, enum speech speech, struct str found,
                    const char *const *names);

/* One more name of a list: "a, b or c". */
struct str field_and(struct arena *a, enum speech speech, struct str all,
                     struct str name, bool last);

/* "; did you mean 'x'?" or nothing. */
struct str did_you_mean(struct arena *a, enum speech speech,
                        struct str nearest);

#endif
