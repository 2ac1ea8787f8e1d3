/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_TEMPLATE_LEX_H
#define JB_RENDER_TEMPLATE_LEX_H

/* The markers of one template file, in order.
 *
 * The grammar is ctemplate's: a marker begins at the last `{{` of a run of
 * braces and ends at the first `}}`; `{{!` is a comment. Other delimiters and
 * pragmas are refused. Sections are balanced in what is returned: stray ends
 * are reported and left out, missing ones reported and put in. */

#include "base/diag.h"

enum token_kind {
    TOKEN_VALUE,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_INCLUDE,
    TOKEN_COMMENT /* has no name */
};

/* Where a marker stands, by the tags around it. */
enum markup_state {
    MARKUP_TEXT,
    MARKUP_TAG,    /* inside < >, outside quotes */
    MARKUP_QUOTED, /* an attribute's value in quotes */
    MARKUP_RAW     /* script, style, comment, CDATA */
};

struct token {
    enum token_kind kind;
    enum markup_state state;
    bool indented; /* ctemplate would indent every line of this include */
    bool reported; /* for later checks: one fault of a marker is enough */
    struct str name, modifiers; /* modifiers: behind the first colon */
    size_t at, end;             /* bytes of the marker in the file */
};

enum {
    LEX_BYTES_MAX = 1 << 20,
    LEX_SECTIONS_MAX = 64, /* one inside another */
    LEX_REPORTS_MAX = 50   /* for each file */
};

struct lexed {
    struct str shown; /* path for messages */
    struct str text;
    struct token *at;
    size_t len, cap;
    unsigned n_reports;
};

/* False after a report; the tokens are good for further checks even then. */
bool template_lex(struct lexed *l, struct arena *a, struct diag *d) JB_MUST_USE;

/* Reports at a byte of the file and returns false. */
bool lexed_report(struct lexed *l, struct diag *d, size_t at,
                  enum diag_code code, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
