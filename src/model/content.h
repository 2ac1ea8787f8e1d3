/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_CONTENT_H
#define JB_MODEL_CONTENT_H

/* Content files to versions and entries.
 *
 * content_parse reads one file by itself (front matter, the fields that each
 * language has of its own, a scan of the body); workers run it in parallel.
 * content_join then groups the versions of a set, finds its original, reads
 * the shared fields from there, checks that translations repeat them rightly,
 * and merges the texts of lists that hold some. Names of districts, topics,
 * genres and sources are resolved there, so the data must be loaded. */

#include "base/buf.h"
#include "model/site.h"

struct fields;
struct text_cache;

struct content_file {
    struct str path, text; /* below the site */
    enum entry_kind kind;
    struct str slug; /* as struct entry */
    int year, lang;
    struct version *version;
    bool unread; /* reported: there is no text to parse */
    const struct text_cache *cache; /* what is known already, or NULL */
    struct buf *records; /* for what the cache did not know, or NULL */
    struct diag diag;
};

/* From "content/articles/2021/x.zh.md" to kind, slug, year and language;
 * reports names that do not fit. */
bool content_name(struct content_file *f, struct arena *a,
                  const struct config *c, struct diag *d) JB_MUST_USE;

/* Always makes a version, on `kept`; one of a file that cannot be read is
 * `unread`. The tree of the front matter lies on `front`, for content_join. What
 * f->cache knows of the same bytes is not read again. */
void content_parse(struct content_file *f, struct arena *kept,
                   struct arena *front, const struct config *c);

/* The blocks of a body take more room than all else that is known of a text,
 * and are needed only where texts are compared: content_open reads them again
 * (they lie on `a`), content_close forgets them. True when there is something
 * to close. */
bool content_open(struct arena *a, const struct config *c, struct version *v);
void content_close(struct version *v);

/* The front matter, read again; NULL where it does not parse. */
const struct value *content_front(struct arena *a, const struct version *v);

/* A short text in Markdown; false after a report. */
bool content_inline(const struct fields *f, const struct value *v,
                    struct inline_text *out) JB_MUST_USE;

/* The beginning of a plain text in the language, for lists. */
struct str content_teaser(struct arena *a, const struct config *c, int lang,
                          struct str plain);

/* Takes over files sorted by path, all of a set at once; several calls, each
 * with files behind those before, then content_finish. Nothing points into the
 * trees of the front matter afterwards. */
void content_join(struct site *s, struct content_file *files, size_t n_files,
                  struct diag *d);
/* Sorts the entries. */
void content_finish(struct site *s);

#endif
