/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_QUERY_H
#define JB_MODEL_QUERY_H

/* What a page asked the site, so that a later build can tell whether the
 * answers are still the same (verifying traces; Mokhov, Mitchell and Peyton
 * Jones, "Build systems à la carte", section 4.2.2).
 *
 * Views reach everything that editors change from day to day (cells, texts,
 * lists of texts, layouts, words) through functions that note a query here:
 * cell_find, entry_version, plan_find and the read_… functions of
 * render/reads.h. What changes seldom (site.yaml, the registers of data/, the
 * program) is no query: a change of it makes every page again.
 *
 * A query names its subject by its texts (codes, ids), never by an address or
 * an index, so that it outlives the run. answer.h computes answers. */

#include "base/hash.h"
#include "base/varint.h"

/* QUERY(id, name in messages): what a and b hold */
#define QUERIES(QUERY)                                                        \
    QUERY(PAGE, "page")           /* a: kind/subject, b: language */          \
    QUERY(URL, "address")         /* a: url */                                \
    QUERY(SIZE, "size")           /* a: path; bytes of an output */           \
    QUERY(FILE, "file")           /* a: path of an asset or of media */       \
    QUERY(WORDS, "words")         /* a: language */                           \
    QUERY(LAYOUT, "layout")       /* a: name; with all that it includes */    \
    QUERY(PLAN, "plan")           /* every row of the plan */                 \
    QUERY(SERIES, "figures")      /* a: district, b: indicator */             \
    QUERY(PEERS, "peers")         /* the same of a's children and itself */   \
    QUERY(DISTRICT, "district")   /* a: all cells of a district */            \
    QUERY(FAMILY, "family")       /* a: all cells of it and its children */   \
    QUERY(INDICATOR, "indicator") /* a: all cells of an indicator */          \
    QUERY(CELLS, "statistics")    /* all cells */                             \
    QUERY(HOLDINGS, "holdings")   /* which districts and indicators have any, \
                                     and how many cells there are */          \
    QUERY(PERIODS, "periods")     /* the times that the figures of each district \
                                     and indicator are about */               \
    QUERY(DATES, "dates")         /* the last day of each district and        \
                                     indicator */                             \
    QUERY(COUNTS, "counts")       /* a: district: how many cells and texts */ \
    QUERY(TITLE, "title")         /* a: text: what links show of it */        \
    QUERY(CARD, "card")           /* a: text: what lists show of it */        \
    QUERY(TEXT, "text")           /* a: text: everything */                   \
    QUERY(TEXTS, "texts")         /* the cards of all texts */                \
    QUERY(NEIGHBOURS, "neighbours") /* a: text, b: language */                \
    QUERY(SLICE, "list")          /* a: list, b: language; the `n` texts from \
                                     number `m` that the language shows */    \
    QUERY(LENGTH, "list length")  /* a: list, b: language */                  \
    QUERY(BRIEFS, "briefs")       /* a: district: texts about it and those    \
                                     below it */                              \
    QUERY(YEARS, "years")         /* the folders of articles, newest first */ \
    QUERY(PAGES, "pages")         /* the texts of content/pages */            \
    QUERY(LEAD, "lead")           /* the lead of the first page */            \
    QUERY(NEWS, "news")           /* the texts of the last days */            \
    QUERY(CITING, "citing")       /* a: indicator, term or doc; b: its id */

enum query_kind {
#define QUERY(id, name) QUERY_##id,
    QUERIES(QUERY)
#undef QUERY
    N_QUERY_KINDS
};

extern const char *const query_names[N_QUERY_KINDS];

struct query {
    enum query_kind kind;
    struct str a, b; /* up to QUERY_TEXT_MAX bytes each */
    uint32_t m, n;
};

enum { QUERY_TEXT_MAX = 4096 };

/* A query as bytes: kind, a, b, m, n, numbers as in base/varint.h and texts
 * with their length before them. One query has one spelling. */
void query_put(struct buf *b, const struct query *q);

/* Takes a query off the front; its texts are slices of *rest. False, and *rest
 * anywhere, where none is. */
bool query_take(struct str *rest, struct query *q);

/* The queries of a page as bytes: of each the step from the number of the one
 * before it. Zeroed, both walks are at the begin. */
struct steps {
    struct str rest;
    int64_t last;
    uint32_t limit; /* numbers lie below */
};
void steps_put(struct buf *b, int64_t *last, uint32_t number);

/* The next number; false at the end, which is that of the bytes, or where they
 * are no steps: then some are left in `rest`. */
static inline bool steps_next(struct steps *s, uint32_t *number)
{
    struct str rest = s->rest;
    uint64_t folded;
    if (rest.len > 0 && (signed char)rest.at[0] >= 0) {
        folded = (uint64_t)rest.at[0];
        rest = (struct str){rest.at + 1, rest.len - 1};
    } else if (!varint_take(&rest, &folded) ||
               folded > (uint64_t)UINT32_MAX * 2)
        return false;
    int64_t next = s->last + varint_unfolded(folded);
    if (next < 0 || next >= (int64_t)s->limit)
        return false;
    s->rest = rest;
    s->last = next;
    *number = (uint32_t)next;
    return true;
}

/* Queries as bytes, one behind the other, with numbers from 0: hundreds of
 * thousands of short texts, without a pointer for any of them. Borrowed. */
struct query_list {
    const char *text;
    const uint32_t *end; /* of each, in `text` */
    size_t len;
};
struct str query_text(const struct query_list *l, size_t number);
/* False where it is longer than QUERY_TEXT_MAX allows. */
bool query_at(const struct query_list *l, size_t number, struct query *q);

/* A list under construction that holds each query once; up to 4 GiB of them. */
struct numbered {
    struct buf text;
    struct buf end;   /* uint32_t */
    struct buf slot;  /* uint32_t: open addressing, number + 1 */
    size_t n_slots;   /* a power of two, or 0 */
    uint32_t len;
};

/* The number of the query whose bytes were appended to `text`; where it is
 * known, they are taken off again. */
uint32_t numbered_last(struct numbered *n);
/* Takes over the queries of a list, with their numbers, into an empty one. */
void numbered_copy(struct numbered *n, const struct query_list *l);
/* Valid until the next query is added. */
struct query_list numbered_list(const struct numbered *n);
void numbered_release(struct numbered *n);

/* The queries of one worker: each once, and those of the page being made, each
 * once, as numbers. Owned by the worker until trace_release.
 *
 * A query whose answer is part of another's that the page has noted before (the
 * title of a text of its card, a series of all cells of its district) is left
 * out: pages ask hundreds of things, and every one is memory and time in every
 * later build. */
struct trace {
    struct numbered query;
    struct buf seen; /* uint32_t: serial of the page that last noted each */
    struct buf steps; /* of all pages so far */
    size_t page;      /* where those of this page begin */
    int64_t last;
    uint32_t n;       /* queries of this page */
    uint32_t serial;
    uint64_t kinds;   /* bits: those of these queries */
};

/* Begins another page. */
void trace_begin(struct trace *t);

/* Notes a query of this page. `t` may be NULL: nobody wants to know. Texts are
 * copied. */
void trace_note(struct trace *t, const struct query *q);

/* Whether this page has noted it; false where nobody wants to know. */
bool trace_noted(struct trace *t, const struct query *q);

/* After the last page: gives back what only the noting needs. */
void trace_close(struct trace *t);
void trace_release(struct trace *t);

#endif
