/* SPDX-License-Identifier: MIT */
#ifndef JB_CHECK_TRIED_H
#define JB_CHECK_TRIED_H

/* What became of outside addresses, as text in the site's folder, in
 * build/links.txt, so that each is tried at most once in TRIED_DAYS:
 *
 *     jianbao-links 1
 *     2026-11-22 200 https://www.example.org/
 *     2026-11-20 host https://gone.example.org/
 *
 * that is day, status of HTTP or what went wrong, and address. The file may be
 * removed at any time; what is not of this form is left out. Lines that are too
 * old, or of a day that is still to come, count for nothing and go away. */

#include "base/map.h"
#include "base/vec.h"
#include "check/fetch.h"
#include "model/site.h"

#define TRIED_PATH "build/links.txt"

enum { TRIED_DAYS = 7, TRIED_SIZE_MAX = 64 * 1024 * 1024 };

struct tried {
    struct str url;
    struct str day; /* 2026-11-22, in the site's zone */
    struct fetch_result result;
};

struct tries {
    struct arena arena;
    struct map by_url; /* struct tried */
    vec_of(struct tried *) list;
};

/* An absent file is an empty one. */
void tries_read(struct tries *t, const struct site *s);
/* NULL: not tried lately. */
const struct tried *tries_find(const struct tries *t, struct str url);
/* Notes a result of today. */
void tries_add(struct tries *t, const struct site *s, struct str url,
               struct fetch_result result);
/* False with errno. */
bool tries_write(struct tries *t, const struct site *s);
void tries_release(struct tries *t);

#endif
