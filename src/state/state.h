/* SPDX-License-Identifier: MIT */
#ifndef JB_STATE_STATE_H
#define JB_STATE_STATE_H

/* What one build leaves for the next: build/state below the site.
 *
 * It may be removed at any time, and any doubt about it (another version, a
 * byte that is wrong, another program) makes the next build a full one. It
 * holds the inputs as they were, the messages they gave, and for every output
 * the queries it asked (model/query.h) with their answers.
 *
 * The file: one line "jianbao-state N", then the parts below, numbers as in
 * base/varint.h, texts and arrays with their length before them, and at the end
 * 16 bytes of hash (XXH3-128) of all before. The bytes are untrusted:
 * state_parse refuses whatever state_write would not have written. On a large
 * site queries and traces are most of it, so they are kept in the form that
 * they have in the file, and the file is written in pieces. */

#include "base/buf.h"
#include "base/diag.h"
#include "model/query.h"
#include "model/settings.h"
#include "state/inputs.h"

enum { STATE_VERSION = 5 };
#define STATE_HEAD "jianbao-state %d\n"
#define STATE_PATH "build/state"
#define STATE_SIZE_MAX ((size_t)1 << 30)

struct state_page {
    struct str path;   /* below the output */
    struct hash bytes; /* of the output */
    uint64_t size;
    uint64_t row;      /* see answer_row */
    struct str steps;  /* its queries, see state_steps */
    const uint32_t *number; /* in state.query, of each number of the steps; NULL:
                               they are those numbers */
    uint32_t reason; /* why it was rendered last: a query + 1, or a value of
                        enum state_reason behind STATE_REASONS */
};

/* Reasons that are no query. */
enum state_reason {
    STATE_REASONS = 0x7fffff00,
    REASON_FIRST = STATE_REASONS, /* there was no state to compare with */
    REASON_RULES,                 /* site.yaml, a register or an option */
    REASON_NEW,                   /* the page is new */
    REASON_OUTPUT,                /* what lies in the output is not it */
    REASON_ROW                    /* its place in the site is another */
};

/* What comparing the languages of a text found. */
struct state_check {
    struct str name; /* "articles/2021/x" */
    struct hash key; /* of all that was compared */
    uint32_t stale[LANG_MAX]; /* n_stale * 2 + recorded, by language */
    size_t first, n_messages; /* of state.found */
};

/* Pages and answers that are made up when they are written: as arrays they
 * would be much of the memory of a large build. */
struct state_source {
    void *ctx;
    void (*page)(void *ctx, size_t i, struct state_page *out); /* zeroed */
    /* of `n` queries from number `from` on; `out` is zeroed */
    void (*answers)(void *ctx, size_t from, size_t n, struct hash *out);
};

struct state {
    struct hash program; /* the program and the libraries it runs with */
    struct hash options; /* those that decide what is built */
    struct hash rules;   /* see inputs_rules */
    struct hash manifest; /* of the output's manifest, as text */
    struct hash output;   /* of the output's path */
    int64_t from, until; /* seconds since 1970: as-of times with this result */
    int64_t next_due;    /* INT64_MAX: nothing */
    struct str timezone;
    uint32_t n_languages;
    struct inputs inputs;
    struct message *message; /* without their mends */
    size_t n_messages;
    enum speech speech; /* of the messages */
    struct severities severities; /* of the codes of these messages */
    struct state_check *check; /* by name */
    size_t n_checks;
    struct message *found; /* without their mends */
    size_t n_found;
    struct query_list query;
    struct hash *answer; /* of each query */
    struct state_page *page; /* by path */
    size_t n_pages;
    const struct state_source *source; /* to write: instead of `answer` and
                                          `page`; or NULL */
};

/* Texts are slices of `bytes`. False: not ours, cut off, or of another version;
 * *out is then of no use. Time is linear in the bytes, but for the steps of the
 * pages, which are most of them: those are not read. */
bool state_parse(struct arena *a, struct str bytes, struct state *out);

/* state_write.c; the same bytes as state_save leaves in the file */
void state_write(struct buf *out, const struct state *s);

/* Reads build/state below the site; false where there is none to trust. */
bool state_load(struct arena *a, int site, struct state *out);

/* Replaces it; false with errno. */
bool state_save(int site, const struct state *s);

const struct state_check *state_check(const struct state *s, struct str name);
/* The queries of a page of a parsed state: for (struct steps at =
 * state_steps(s, p); steps_next(&at, &number);) … Bytes that are no steps end
 * it early, with some left in `rest`; every number is one of s->query. */
static inline struct steps state_steps(const struct state *s,
                                       const struct state_page *p)
{
    return (struct steps){p->steps, 0, (uint32_t)s->query.len};
}

const struct state_page *state_page(const struct state *s, struct str path);

#endif
