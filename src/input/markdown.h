/* SPDX-License-Identifier: MIT */
#ifndef JB_INPUT_MARKDOWN_H
#define JB_INPUT_MARKDOWN_H

/* CommonMark 0.30 by cmark, with what Chinese text needs, in two passes.
 *
 * The scan (at load) tells what a body contains: headings, references (links,
 * images, fenced `csv` blocks), raw HTML. The render pass turns the same bytes
 * into HTML and asks its caller about the n-th reference and the n-th heading
 * of the scan, in the same order.
 *
 * Deviations from CommonMark, each only where it applies:
 *  - `{#id}` at the end of a heading is its id and not shown;
 *  - a `*` run between a Han letter and punctuation, or between CJK punctuation
 *    and any letter or digit, may open and close emphasis (the flanking rules
 *    of CommonMark 6.2 expect a space there);
 *  - a soft line break between two Han characters or CJK punctuation makes no
 *    space; of quotation marks and dashes that Western text has too, the
 *    character beyond them decides;
 *  - raw HTML is left out with a warning unless options.raw_html (comments
 *    without one), and then javascript: and the like make no url either.
 * Refused with a message: more than MARKDOWN_BYTES_MAX bytes, more than
 * MARKDOWN_DEPTH_MAX containers inside each other, more than
 * MARKDOWN_BRACKETS_MAX `[` in a block, MARKDOWN_REFERENCES_MAX references, U+2E40 (used inside). The bytes must be
 * UTF-8; LF, CR LF and CR end a line. */

#include "base/buf.h"
#include "base/diag.h"

enum {
    MARKDOWN_BYTES_MAX = 1024 * 1024,
    MARKDOWN_DEPTH_MAX = 64,
    MARKDOWN_BRACKETS_MAX = 2000,
    MARKDOWN_REFERENCES_MAX = 5000
};

struct markdown_nodes;

struct markdown_options {
    bool raw_html;    /* keep raw HTML */
    bool inline_only; /* one paragraph, written without <p>: summaries, cells */
    bool keep;        /* of a scan: its tree, for markdown_html of these bytes */
    const struct markdown_nodes *tree; /* for markdown_html: scan.tree, or NULL */
};

struct heading {
    struct str text; /* plain, without {#id} */
    struct str id;   /* explicit id, or empty */
    struct loc loc;
    int level; /* 1..6 */
};

enum reference_node {
    REFERENCE_LINK,
    REFERENCE_IMAGE,
    REFERENCE_BLOCK_IMAGE, /* alone in its paragraph */
    REFERENCE_CSV_BLOCK    /* fenced block with info "csv caption" */
};

struct reference {
    enum reference_node node;
    struct str url;   /* as in the AST: unescaped, not percent-decoded */
    struct str title; /* of an image or link */
    struct str text;  /* plain text inside; CSV block: the caption */
    struct str body;  /* CSV block: its content */
    struct loc loc;   /* link, image: of the url in the file where it is found,
                         else of the block; CSV block: of its first content line */
    struct loc text_loc; /* of the text, likewise */
    size_t offset;       /* of the text in its block's text */
    bool malformed;      /* the scan reported it */
};

/* The leaf blocks of a text, as two languages are compared by them. */
enum block_kind {
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_ITEM,  /* a paragraph of a list item */
    BLOCK_TABLE, /* csv block, or a block image with a table: url; its text is
                    the caption */
    BLOCK_CODE,  /* other code block, raw HTML that is kept */
    BLOCK_IMAGE  /* any other block image; its text is the caption */
};

struct block {
    enum block_kind kind;
    struct str text; /* without markup, references give their text; line breaks
                        are "\n" */
    struct loc loc;
    size_t reference, n_references; /* those inside it: a slice of references */
    bool numbers_ok; /* <!-- numbers: ok --> stands in it or behind it */
};

struct markdown_scan {
    vec_of(struct block) blocks; /* in order */
    vec_of(struct heading) headings;
    vec_of(struct reference) references;
    vec_of(struct loc) raw_html; /* places of dropped raw HTML: blocks and
                                    opening tags */
    const struct markdown_nodes *tree; /* options.keep; else NULL */
    struct str plain; /* text of all paragraphs, for excerpts and counts,
                         without images; blocks separated by "\n" */
};

/* `first_line` is the file's line of the body's first line; the results do not
 * refer to `body`. Links inside an image's description are no references,
 * autolinks and reference-style links are; with inline_only no image is a
 * block image. One body gets some hundred messages at most. False when
 * something refused was reported (raw HTML and pipe tables are only warnings).
 * Also reports: text that looks like a reference but did not parse (full-width
 * ：（）［］ around a known scheme) as ref-malformed with the mended text; pipe
 * tables as a warning that shows the csv block to write. */
bool markdown_scan(struct arena *a, struct str path, struct str body,
                   unsigned first_line, const struct markdown_options *options,
                   struct markdown_scan *out, struct diag *d) JB_MUST_USE;

/* Moves what a scan holds to another arena, where it takes as little room as it
 * can: the arena of the scan is not needed any more. */
void markdown_scan_pack(struct arena *a, struct markdown_scan *scan);

/* What to write for a reference. All empty: as cmark does. For a block image
 * and a csv block, before, after and instead take the place of the block. */
struct markdown_answer {
    struct str url;     /* not empty: this url instead */
    struct str before;  /* markup instead of the opening and closing tags; the */
    struct str after;   /*   text between them is rendered as usual (an image's
                           and a csv block's as escaped plain text) */
    struct str instead; /* markup instead of the whole element; references
                           inside it are not asked for */
};

struct markdown_hooks {
    void *ctx;
    struct markdown_answer (*reference)(void *ctx, size_t index);
    struct str (*heading_id)(void *ctx, size_t index); /* empty: no id */
    int heading_shift; /* added to heading levels */
};

/* Appends HTML for bytes that were scanned without an error, with the same
 * options. The numbers of references and headings are those of the scan; they
 * are asked for in that order. Answers are copied at once, `after` when the
 * link closes. Options, hooks and each hook may be NULL. */
void markdown_html(struct arena *scratch, struct str body,
                   const struct markdown_options *options,
                   const struct markdown_hooks *hooks, struct buf *out);

/* The version of the library that is running. */
const char *markdown_library(void);

#endif
