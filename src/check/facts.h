/* SPDX-License-Identifier: MIT */
#ifndef JB_CHECK_FACTS_H
#define JB_CHECK_FACTS_H

/* What is kept of the rendered pages: see check.h. A worker writes only its own
 * struct worker and the struct page_facts of the pages that it looks at.
 *
 * Texts are compared by 64 bits of their hash: two different ones with the same
 * bits hide a fault, and never make one. */

#include "base/buf.h"
#include "check/address.h"
#include "check/check.h"
#include "input/markup.h"

/* A mistake in one page. Texts are kept once for each worker. */
struct fault {
    uint32_t page;
    uint32_t order; /* in the page */
    enum diag_code code;
    struct str text;    /* of the message, without the pages */
    struct str literal; /* what to look for in the layouts, may be empty */
    struct str target;  /* the address as texts of the site have it: site path
                           with fragment, or URL; may be empty */
};

/* An address that can only be judged later, once for each text of it. */
struct want {
    struct str href, literal, target;
    struct str fragment;
    uint64_t id;   /* hash of the fragment */
    uint32_t page; /* that it leads to */
    bool outside, asked, missing;
};

struct use {
    struct want *want;
    uint32_t page, order;
};

struct alternate {
    uint32_t page; /* that it leads to */
    uint64_t tag;
};

struct page_facts {
    uint64_t *id; /* sorted */
    uint32_t n_ids;
    uint16_t n_alternates;
    struct alternate *alternate;
    uint64_t lang, title, description; /* hashes, 0: none, empty */
};

struct worker {
    struct arena arena;   /* what is kept */
    struct arena scratch; /* for the page at hand */
    struct map texts;     /* each text that is kept, by itself */
    struct map wants;     /* by href */
    vec_of(struct fault) faults;
    vec_of(struct use) uses;
    bool *linked; /* by index in the plan: another page links to it */
    struct buf title, caption, json;
};

struct check {
    struct arena arena;
    const struct site *s;
    const struct plan *p;
    struct check_options options;
    struct page_facts *page; /* by index in the plan */
    struct worker *worker;
    struct map places; /* of literals in layouts, see place.c */
    const struct version *searched; /* whose body is open for place.c and */
    unsigned n_searches;            /*   how often it was gone through */
    struct body body;               /* on `text` */
    struct arena text;
};

uint64_t facts_hash(struct str text);
/* Whether the page has the id with this hash. */
bool facts_has(const struct page_facts *f, uint64_t id);

static inline bool facts_is_html(enum page_kind kind)
{
    const char *layout = page_layout(kind);
    return layout != NULL && str_ends(str_of(layout), STR(".html"));
}

/* ---- one page, while it is read ---- */

struct named_id {
    uint64_t hash;
    struct str id;
    const char *attribute; /* of asks: where it stands, */
    struct str value;      /*   and all that stands there */
    uint32_t order;
};

/* What the words of a page are about, see scan_prose.c. */
struct prose {
    struct buf *title, *caption, *json; /* of the worker */
    unsigned in_svg, in_figure, n_h1, level, first;
    bool in_title, in_caption, in_json, in_link, named;
    struct str link;     /* href of the open link */
    struct str alt, src; /* of the figure's image */
};

struct scan {
    struct check *c;
    struct worker *w;
    const struct page *page;
    uint32_t index, order;
    struct page_facts *facts;
    vec_of(struct named_id) ids;  /* of the page */
    vec_of(struct named_id) asks; /* fragments and id lists that lead into it */
    vec_of(struct alternate) alternates;
    struct prose prose;
};

/* Notes a mistake of this page; texts are copied. */
void scan_fault(struct scan *x, enum diag_code code, struct str literal,
                struct str target, struct str text);

/* Follows an address of the page, written in this attribute; NULL: it is text
 * between tags. Returns the page of ours that it leads to, or NULL. */
const struct page *scan_address(struct scan *x, const char *attribute,
                                struct str href);

/* attribute="value", on scratch; without an attribute the value. */
struct str scan_literal(struct scan *x, const char *attribute,
                        struct str value);
/* An address as texts of the site have it: see fault.target. */
struct str scan_target(struct scan *x, struct str href);

/* Formats on scratch. */
#define SCAN_TEXT(x, ...) arena_printf(&(x)->w->scratch, __VA_ARGS__)
/* The same of a message. */
#define SCAN_SAY(x, ...)                                                       \
    speech_say(&(x)->w->scratch, (x)->c->options.speech, __VA_ARGS__)

/* The addresses of all strings of a JSON text that begin with base_url, and
 * json-syntax. `literal` finds the place. */
void scan_json(struct scan *x, struct str text, struct str literal);

void scan_html(struct scan *x, struct str bytes);
void scan_xml(struct scan *x, struct str bytes);
/* Addresses in plain text, set apart by white space. */
void scan_lines(struct scan *x, struct str bytes);
/* url(...) of a style sheet. */
void scan_css(struct scan *x, struct str bytes);

void prose_open(struct scan *x, const struct markup_tag *tag);
void prose_close(struct scan *x, const char *name);
void prose_text(struct scan *x, struct str text);
void prose_end(struct scan *x);

/* ---- when all pages are read ---- */

/* Where a fault of plan.page[index] comes from. */
struct loc place_find(struct check *c, uint32_t index, struct str literal,
                      struct str target);

/* Mistakes by cause, in the order in which they came. */
struct cause {
    struct loc loc;
    enum diag_code code;
    struct str text;
    struct str target; /* of a dead link, for a hint */
    const struct page *first, *last;
    size_t n_pages;
};

struct causes {
    struct arena *arena;
    struct map by_key;
    vec_of(struct cause *) list;
};

/* One more page with this cause; pages come in order. */
void causes_add(struct causes *k, struct loc loc, enum diag_code code,
                struct str text, struct str target, const struct page *page);

/* What only shows when the facts of all pages are put together. */
void join_wants(struct check *c);     /* fragments: marks what is missing */
void join_pages(struct check *c, struct causes *k);

#endif
