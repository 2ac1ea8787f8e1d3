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

/* Where what is read of a text lies. */
struct content_memory {
    struct arena *kept;   /* to the end of the run */
    struct arena *front;  /* the tree of the front matter and the scan: until
                             content_join */
    struct arena *packed; /* version.packed: until link */
};

/* Always makes a version; one of a file that cannot be read is `unread`. What
 * f->cache knows of the same bytes is not read again. Nothing kept points into
 * f->text. */
void content_parse(struct content_file *f, const struct content_memory *m,
                   const struct config *c);

/* The parts of a file's bytes, which encoding_check has passed, and the scan of
 * its body with blocks, on `a`. False where there is no body. */
bool content_body(struct arena *a, const struct config *c, struct str path,
                  struct str text, struct body *out);

/* The front matter, read again; NULL where it does not parse. */
const struct value *content_front(struct arena *a, struct str path,
                                  const struct body *b);

/* A short text in Markdown; false after a report. */
bool content_inline(const struct fields *f, const struct value *v,
                    struct inline_text *out) JB_MUST_USE;

/* The beginning of a plain text in the language, for lists. */
struct str content_teaser(struct arena *a, const struct config *c, int lang,
                          struct str plain);

/* Takes over files sorted by path, all of a set at once; several calls, each
 * with files behind those before, then content_finish. Nothing points into the
 * trees of the front matter or the scans afterwards. */
void content_join(struct site *s, struct content_file *files, size_t n_files,
                  struct diag *d);
/* Sorts the entries. */
void content_finish(struct site *s);

#endif
