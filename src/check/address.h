/* SPDX-License-Identifier: MIT */
#ifndef JB_CHECK_ADDRESS_H
#define JB_CHECK_ADDRESS_H

/* What an address in a page means (RFC 3986, section 5): a path of this site,
 * another host, or something else such as mailto: and data:. */

#include "model/plan.h"

enum address_kind {
    ADDRESS_OURS,
    ADDRESS_OUTSIDE, /* http or https */
    ADDRESS_OTHER,   /* another scheme */
    ADDRESS_ABOVE,   /* a path of our host, but not below the base path */
    ADDRESS_BAD      /* empty, or with a character that no address has */
};

struct address {
    enum address_kind kind;
    struct str path;     /* ours: site path, decoded; empty: the page itself */
    struct str fragment; /* decoded, without # */
};

/* `from` is the site path of the page that holds the address. */
struct address address_parse(struct arena *scratch, const struct config *c,
                             struct str from, struct str text);

/* The planned output at a site path; /x/index.html is /x/. */
const struct page *address_page(const struct plan *p, struct str path);

#endif
