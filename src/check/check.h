/* SPDX-License-Identifier: MIT */
#ifndef JB_CHECK_CHECK_H
#define JB_CHECK_CHECK_H

/* The rendered site, as a reader or a crawler would find it.
 *
 * Takes the bytes of every page, feed and sitemap as they are rendered, keeps
 * of each only facts (hashes of ids, links into other pages, title), and at the
 * end compares these with the plan and with each other. Nothing is written.
 *
 * A link is looked up in the plan, a fragment among the ids of the rendered
 * page that it leads to. What is found is told once for each cause: at the
 * place in a text or record where the address is written, else at the place in
 * the layouts, else at the layout of the page, with the number of pages and the
 * first of them. Links that the sources themselves write are checked earlier
 * (model/link.h); here is what layouts, raw HTML and the program add.
 *
 * Time is linear in the bytes of the pages and their links (sorting apart);
 * memory is 8 bytes for an id, 16 for a link with a fragment, some 60 for a
 * page, and the text of every different address with a fragment. */

#include "model/plan.h"

struct check;

struct check_options {
    size_t threads;
    enum speech speech; /* of the messages */
    bool outside; /* keep the addresses outside the site, for check_outside */
};

/* `s` and `p` are borrowed until check_free. */
struct check *check_new(const struct site *s, const struct plan *p,
                        const struct check_options *options);

/* True for kinds of outputs that check_page has something to look at. */
bool check_wants(enum page_kind kind);

/* Looks at the bytes of plan.page[index]; different workers at once. */
void check_page(struct check *c, size_t worker, size_t index, struct str bytes);

/* After all pages: what only shows when they are put together, then all
 * messages. */
void check_report(struct check *c, struct diag *d);

/* An address outside the site, at one of the places where it is written. */
struct outside {
    struct str url; /* http or https, without fragment */
    struct loc loc;
    const struct page *page; /* the first */
    size_t n_pages;
};

/* Each address at each place, sorted; after all pages, with options.outside.
 * The array and its texts live as long as the check. */
struct outside *check_outside(struct check *c, size_t *n);

void check_free(struct check *c);

#endif
