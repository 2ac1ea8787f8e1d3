/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_LINKER_H
#define JB_MODEL_LINKER_H

/* Inside of link: one text whose references are being resolved.
 *
 * link.c takes texts, entries and site.yaml apart into references;
 * link_turns.c does so for all entries on every thread, many at once, and then
 * applies what each of them does to other records, in order. */

#include "model/data_row.h"
#include "model/link.h"
#include "model/ref.h"

/* What a text does to other records, done once its turn comes
 * (link_turns.c). */
enum link_effect_kind {
    CITES_TERM,
    CITES_PAPER,
    USES_MEDIA,
    USES_SHEET,
    ENDS_FRONT,  /* what is before belongs to no version, */
    ENDS_VERSION /* to this version */
};

struct link_effect {
    enum link_effect_kind kind;
    void *record;
};

struct link_effects {
    struct link_effect *at;
    size_t len, cap;
};

struct linker {
    const struct site *s;
    const struct plan *p;
    struct diag *d;
    struct arena *a; /* of what the links are made of */
    struct str path; /* of the file, below the site */
    size_t lang;
    bool period_required; /* articles */
    struct date written;  /* date or update of the text, for revisions */
    struct entry *entry;  /* may be NULL: site.yaml */
    const struct version *version; /* for its headings; may be NULL */
    vec_of(const struct cell *) cited; /* on `work` */
    struct link_effects *effects; /* likewise; NULL: a text is linked again */
    const unsigned char *checks; /* version.checks, where a body is linked again;
                                    NULL: numbers are to be checked */
    const unsigned char *check; /* that of the reference at hand, or NULL */
    unsigned depth;        /* of tables in tables */
    struct arena *work;    /* of one entry */
    struct arena *scratch; /* of one check */
};

/* All references of an entry, but for those of its texts; and of one of these.
 * What they do to other records is noted in common->effects. */
void link_entry(const struct linker *common, struct entry *e);
void link_version(const struct linker *common, struct version *v);

/* Both for all entries of the site (link_turns.c). */
void link_entries(struct site *s, const struct plan *p, struct diag *d);

/* All references of a scan; NULL when there are none. */
struct link *link_scan(struct linker *l, const struct markdown_scan *scan);
void link_inline(struct linker *l, struct inline_text *t);

/* One reference whose URL was parsed (link_figures.c). */
void link_stat(struct linker *l, const struct reference *r,
               const struct ref *ref, struct link *out);
void link_selection(struct linker *l, const struct reference *r,
                    const struct ref *ref, struct link *out);

/* A table from a CSV file or block (link_table.c). */
void link_sheet(struct linker *l, const struct reference *r,
                const struct ref *ref, struct link *out);
void link_csv_block(struct linker *l, const struct reference *r,
                    struct link *out);

/* The file's folder joined with a relative path, `.` and `..` resolved; empty
 * when it leaves content/. */
struct str link_path(struct linker *l, struct str relative);
/* "; did you mean 'x'?" of a path below the site, or nothing. */
struct str link_similar(struct linker *l, struct str near);

/* "unknown district '410306'; did you mean …?" at the reference; silent where
 * the record may be among those that could not be read. Returns false. */
bool link_unknown(struct linker *l, const struct reference *r,
                  enum diag_code code, enum data_kind kind, struct str id);

/* A file of content/ that is no text: an image, an attachment. */
void link_media(struct linker *l, const struct reference *r,
                const struct ref *ref, struct link *out);

void link_note(struct linker *l, enum link_effect_kind kind, void *record);

#endif
