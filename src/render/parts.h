/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_PARTS_H
#define JB_RENDER_PARTS_H

/* What several views show: cards, lists, notes, attachments. */

#include "render/render.h"

enum card_flags { CARD_SHORT = 1 /* no summary */ };

/* Adds a CARD item for readers of the page's language; nothing when the site's
 * policy leaves the entry out. `note` may be empty. False: left out. */
bool add_card(struct render *r, struct dict *d, enum marker list,
              const struct entry *e, unsigned flags, struct str note);

/* The first entries of a list, the newest, leaving one out. */
struct card_list {
    struct entry *const *entry;
    size_t n, most; /* so many are there, so many are shown */
    const struct entry *except;
};
void add_cards(struct render *r, struct dict *d, enum marker list,
               const struct card_list *from, unsigned flags);

/* district of a cell or article as a link; the parent as note when wanted */
void add_district_ref(struct render *r, struct dict *d, enum marker list,
                      const struct district *district, struct str note);

/* Topics (or all genres) as TOPIC items with their counts. */
void add_topics(struct render *r, struct dict *d);

/* Pagination of r->page over its list. */
void set_pages(struct render *r);
/* Another page of the same list. */
struct str list_page_url(struct render *r, unsigned number);

/* ATTACHMENTS, CORRECTIONS, LANGUAGE_NOTES of a version. Corrections are those
 * of the editors and one line for each cited figure that was revised after the
 * text was written, newest first; false: there are none. */
void set_attachments(struct render *r, const struct version *v);
bool set_corrections(struct render *r, const struct version *v);
void set_language_notes(struct render *r, const struct version *v);

/* CITATION and REPORT_LINK of the page. */
void set_citation(struct render *r, struct str text);

/* A DOC or TERM item. */
void add_paper(struct render *r, struct dict *d, enum marker list,
               const struct paper *p, bool on_documents_page);
void add_term(struct render *r, struct dict *d, enum marker list,
              const struct term *t, bool on_glossary);

/* "publisher, author, date" of a source. */
struct str source_detail(struct render *r, const struct source *s);

#endif
