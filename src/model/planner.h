/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_PLANNER_H
#define JB_MODEL_PLANNER_H

/* A plan in the making: plan.c puts the list together from plan_language.c,
 * what each language has, and plan_whole.c, redirects and the files of the
 * whole site. */

#include "model/plan.h"

struct planning {
    struct plan *p;
    struct site *s;
    struct diag *d;
    vec_of(struct page) pages; /* on `scratch`, until plan_keep */
    struct arena scratch;
    vec_of(struct redirect) redirects;
    struct map schemas; /* of downloads, planned already */
    const unsigned *compared; /* pages of comparisons, by district */
};

/* A row; the path follows from the url, which is borrowed where it names a file
 * and copied where it names a folder. */
struct page *plan_add(struct planning *g, enum page_kind kind, int lang,
                      const void *subject, struct str url);

/* A page of one language; the format is behind /L/. */
struct page *plan_add_at(struct planning *g, enum page_kind kind, size_t lang,
                         const void *subject, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

void plan_add_redirect(struct planning *g, struct str from, struct str to,
                       struct loc loc);

void plan_language(struct planning *g, size_t lang);
void plan_redirects(struct planning *g);
void plan_whole(struct planning *g);

/* The finished list goes into the plan, in place of the one before, with what
 * plan_find and plan_by_url ask; gives `scratch` back. */
void plan_keep(struct planning *g);

#endif
