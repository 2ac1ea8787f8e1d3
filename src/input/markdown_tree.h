/* SPDX-License-Identifier: MIT */
#ifndef JB_INPUT_MARKDOWN_TREE_H
#define JB_INPUT_MARKDOWN_TREE_H

/* What the parts of the markdown module share; nobody else includes it.
 *
 * A text passes markdown_guard (limits), markdown_emphasis (sentinels), then
 * cmark (markdown_cmark.c, the only place that knows cmark.h), and becomes an
 * array of nodes in document order, where a container stands twice: opening
 * and closing. markdown_tree (markdown_tree.c) then decides, for the scan and
 * the render pass alike, what is a reference, a heading id, a line break
 * without space, and numbers the references and headings. */

#include "base/diag.h"
#include "input/markdown.h"

/* U+2E40 DOUBLE HYPHEN: punctuation to cmark, so that a `*` run beside it is
 * flanked by punctuation on both sides and may open and close. */
#define MARKDOWN_SENTINEL STR("\xE2\xB9\x80")

enum markdown_kind {
    MARKDOWN_QUOTE,
    MARKDOWN_LIST,
    MARKDOWN_ITEM,
    MARKDOWN_HEADING,
    MARKDOWN_PARAGRAPH,
    MARKDOWN_CODE_BLOCK,
    MARKDOWN_HTML_BLOCK,
    MARKDOWN_RULE,
    MARKDOWN_TEXT, /* never two beside each other */
    MARKDOWN_SOFT_BREAK,
    MARKDOWN_HARD_BREAK,
    MARKDOWN_CODE,
    MARKDOWN_HTML,
    MARKDOWN_EMPHASIS,
    MARKDOWN_STRONG,
    MARKDOWN_LINK,
    MARKDOWN_IMAGE
};

struct markdown_node {
    enum markdown_kind kind;
    bool closes;      /* the second of a container's two nodes */
    bool tight;       /* paragraph of a tight list: written without <p> */
    bool ordered;     /* list */
    bool joined;      /* soft break: between CJK characters, makes no space */
    bool block_image; /* paragraph: holds one image and nothing else */
    enum reference_node role; /* where `number` is set, but for headings */
    size_t number; /* link, image, csv block: 1 + index of the reference;
                      heading: 1 + index of the heading; 0: neither */
    size_t other;  /* container: index of its other node */
    int level;     /* heading: 1..6; ordered list: first number */
    unsigned line, last_line; /* block: lines of the body, from 1 */
    unsigned offset;          /* block: first byte within its line */
    struct str text;  /* literal; link, image: url; heading: {#id}; csv block:
                         content */
    struct str title; /* link, image: title; code block: info string */
};

struct markdown_nodes {
    struct markdown_node *at;
    size_t len, cap;
};

/* True where nothing is refused; reports otherwise. */
bool markdown_guard(struct str path, struct str body, unsigned first_line,
                    struct diag *d) JB_MUST_USE;

/* The text with sentinels around the `*` runs that need them; the same bytes
 * where none does. */
struct str markdown_emphasis(struct arena *a, struct str body);

/* Takes the first line off `rest`; LF, CR LF and CR end a line (CommonMark
 * 2.1). False at the end. */
bool markdown_line(struct str *rest, struct str *line);

/* Nodes as cmark parsed them, sentinels removed: kind, lines, texts, order. */
struct markdown_nodes markdown_cmark(struct arena *a, struct str body);

/* markdown_emphasis, markdown_cmark and everything else that a node tells. */
struct markdown_nodes markdown_tree(struct arena *a, struct str body,
                                    const struct markdown_options *options);

/* The caption of a fenced block with info "csv caption": false where the block
 * is none. */
bool markdown_csv_caption(struct str info, struct str *caption);

#endif
