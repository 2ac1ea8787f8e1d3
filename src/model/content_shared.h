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

/* Takes the texts of a translation over; what it repeats must agree, extra
 * fields that site.yaml declares as shared too. */
void shared_compare(struct joining *j, const struct version *v);

/* Reports a value of a translation that is not the original's, with both
 * places. `key`: the field of the front matter, `member`: of its value, or NULL.
 * Returns false. */
bool shared_differs(struct joining *j, const struct value *v, const char *key,
                    const char *member);

/* content_merged.c: fields with texts, read from the original first, then from
 * each translation. A text may be repeated; the keys must agree. */
typedef void shared_fn(struct joining *j, const struct value *v);
shared_fn merged_editor, merged_byline, merged_image, merged_attachments,
    merged_withdrawn;

#endif
