/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_CONTENT_SHARED_H
#define JB_MODEL_CONTENT_SHARED_H

/* Inside of content_join: the fields that the languages of a set share, and
 * those whose texts are merged from all of them. */

#include "model/content.h"
#include "model/field.h"

struct joining {
    struct site *s;
    struct entry *e;
    struct fields f;
    const struct version *origin; /* whose fields are read */
    size_t lang;                  /* of the text being read */
};

/* A member of the front matter that is not empty, or NULL. */
const struct value *shared_get(const struct version *v, const char *key);

/* The fields of the original. */
void shared_read(struct joining *j);

/* Takes the texts of a translation over; what it repeats must agree. */
void shared_compare(struct joining *j, const struct version *v);

#endif
