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

#include "base/arena.h"
#include "base/hash.h"
#include "base/vec.h"

/* QUERY(id, name in messages): what a and b hold */
#define QUERIES(QUERY)                                                        \
    QUERY(ROW, "row")             /* a: url; the page's own row of the plan */ \
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

/* The queries of one worker: each once, and those of the page being made, each
 * once, as indexes. Owned by the worker until trace_release. */
struct trace {
    struct arena arena;
    vec_of(struct query) query;
    vec_of(uint32_t) seen;  /* serial of the page that last noted each query */
    uint32_t *slot;         /* open addressing: index + 1 into query */
    size_t n_slots;         /* a power of two, or 0 */
    vec_of(uint32_t) page;  /* of this page */
    uint32_t serial;
};

/* Forgets the last page. */
void trace_begin(struct trace *t);

/* Notes a query of this page. `t` may be NULL: nobody wants to know. Texts are
 * copied. */
void trace_note(struct trace *t, const struct query *q);

/* Index of the query, which is added where it is new. */
uint32_t trace_intern(struct trace *t, const struct query *q);

void trace_release(struct trace *t);

#endif
