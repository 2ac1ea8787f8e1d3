/* SPDX-License-Identifier: MIT */
#include "input/markdown_tree.h"

#include <assert.h>

#include <cmark.h>

/* cmark's allocator has no context pointer: this is the arena of the parse
 * that the thread is in. It saves a third of the time against malloc. */
static _Thread_local struct arena *pool;

enum { HEADER = _Alignof(max_align_t) }; /* holds a piece's size */

static void *pool_calloc(size_t n, size_t size)
{
    assert(size == 0 || n < SIZE_MAX / 8 / size);
    size_t bytes = n * size;
    char *at = arena_alloc(pool, HEADER + bytes, 1);
    memcpy(at, &bytes, sizeof bytes);
    return at + HEADER;
}

static void *pool_realloc(void *old, size_t size)
{
    if (old == NULL)
        return pool_calloc(1, size);
    char *at = (char *)old - HEADER;
    size_t had;
    memcpy(&had, at, sizeof had);
    if (size <= had)
        return old;
    at = arena_grow(pool, at, HEADER + had, HEADER + size, 1);
    memcpy(at, &size, sizeof size);
    return at + HEADER;
}

static void pool_free(void *at)
{
    (void)at;
}

struct reading {
    struct arena *a;
    struct markdown_nodes nodes;
    vec_of(size_t) open;
    bool sentinels; /* to be removed */
};

static struct str without_sentinels(struct reading *r, struct str s)
{
    const struct str sentinel = MARKDOWN_SENTINEL;
    size_t hit = r->sentinels ? str_find(s, sentinel) : SIZE_MAX;
    if (hit == SIZE_MAX)
        return s;
    struct str clean = {arena_alloc(r->a, s.len, 1), 0};
    char *to = (char *)clean.at;
    for (; hit != SIZE_MAX; hit = str_find(s, sentinel)) {
        memcpy(to + clean.len, s.at, hit);
        clean.len += hit;
        s = str_from(s, hit + sentinel.len);
    }
    if (s.len > 0)
        memcpy(to + clean.len, s.at, s.len);
    clean.len += s.len;
    return clean;
}

static struct str text_of(struct reading *r, const char *c_string)
{
    return c_string != NULL ? without_sentinels(r, str_of(c_string))
                            : (struct str){0};
}

/* cmark makes several text nodes of one text, at every character that might
 * have been markup. Returns the last of them. */
static cmark_node *text_run(struct reading *r, cmark_node *first,
                            struct str *text)
{
    cmark_node *last = first, *next;
    struct str head = str_of(cmark_node_get_literal(first));
    size_t len = head.len;
    while ((next = cmark_node_next(last)) != NULL &&
           cmark_node_get_type(next) == CMARK_NODE_TEXT) {
        len += strlen(cmark_node_get_literal(next));
        last = next;
    }
    if (last != first) {
        char *to = arena_alloc(r->a, len, 1);
        head = (struct str){to, len};
        for (cmark_node *n = first;; n = cmark_node_next(n)) {
            struct str piece = str_of(cmark_node_get_literal(n));
            if (piece.len > 0)
                memcpy(to, piece.at, piece.len);
            to += piece.len;
            if (n == last)
                break;
        }
    }
    *text = without_sentinels(r, head);
    return last;
}

static bool in_tight_list(cmark_node *paragraph)
{
    cmark_node *list = cmark_node_parent(cmark_node_parent(paragraph));
    return list != NULL && cmark_node_get_type(list) == CMARK_NODE_LIST &&
           cmark_node_get_list_tight(list);
}

static void read_block(struct reading *r, cmark_node *from,
                       struct markdown_node *to)
{
    switch (to->kind) {
    case MARKDOWN_LIST:
        to->ordered = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
        to->level = cmark_node_get_list_start(from);
        break;
    case MARKDOWN_HEADING:
        to->level = cmark_node_get_heading_level(from);
        break;
    case MARKDOWN_PARAGRAPH: to->tight = in_tight_list(from); break;
    case MARKDOWN_CODE_BLOCK:
        to->title = text_of(r, cmark_node_get_fence_info(from));
        to->text = text_of(r, cmark_node_get_literal(from));
        break;
    case MARKDOWN_HTML_BLOCK:
        to->text = text_of(r, cmark_node_get_literal(from));
        break;
    default: break;
    }
    int line = cmark_node_get_start_line(from);
    int last = cmark_node_get_end_line(from);
    int column = cmark_node_get_start_column(from);
    to->line = line > 0 ? (unsigned)line : 1;
    to->last_line = last > line ? (unsigned)last : to->line;
    to->offset = column > 0 ? (unsigned)column - 1 : 0;
}

static const struct kind {
    enum markdown_kind kind;
    bool known, container;
} kinds[] = {
    [CMARK_NODE_BLOCK_QUOTE] = {MARKDOWN_QUOTE, true, true},
    [CMARK_NODE_LIST] = {MARKDOWN_LIST, true, true},
    [CMARK_NODE_ITEM] = {MARKDOWN_ITEM, true, true},
    [CMARK_NODE_CODE_BLOCK] = {MARKDOWN_CODE_BLOCK, true, false},
    [CMARK_NODE_HTML_BLOCK] = {MARKDOWN_HTML_BLOCK, true, false},
    [CMARK_NODE_PARAGRAPH] = {MARKDOWN_PARAGRAPH, true, true},
    [CMARK_NODE_HEADING] = {MARKDOWN_HEADING, true, true},
    [CMARK_NODE_THEMATIC_BREAK] = {MARKDOWN_RULE, true, false},
    [CMARK_NODE_TEXT] = {MARKDOWN_TEXT, true, false},
    [CMARK_NODE_SOFTBREAK] = {MARKDOWN_SOFT_BREAK, true, false},
    [CMARK_NODE_LINEBREAK] = {MARKDOWN_HARD_BREAK, true, false},
    [CMARK_NODE_CODE] = {MARKDOWN_CODE, true, false},
    [CMARK_NODE_HTML_INLINE] = {MARKDOWN_HTML, true, false},
    [CMARK_NODE_EMPH] = {MARKDOWN_EMPHASIS, true, true},
    [CMARK_NODE_STRONG] = {MARKDOWN_STRONG, true, true},
    [CMARK_NODE_LINK] = {MARKDOWN_LINK, true, true},
    [CMARK_NODE_IMAGE] = {MARKDOWN_IMAGE, true, true},
};

/* Appends what opens at `from`; returns the node that was read last, another
 * than `from` for a run of texts. */
static cmark_node *read_node(struct reading *r, cmark_node *from,
                             struct kind kind)
{
    struct markdown_node *to = vec_push(r->a, &r->nodes);
    to->kind = kind.kind;
    if (kind.container)
        *vec_push(r->a, &r->open) = r->nodes.len - 1;
    if (kind.kind < MARKDOWN_TEXT)
        read_block(r, from, to);
    else if (kind.kind == MARKDOWN_TEXT)
        return text_run(r, from, &to->text);
    else if (kind.kind == MARKDOWN_CODE || kind.kind == MARKDOWN_HTML)
        to->text = text_of(r, cmark_node_get_literal(from));
    else if (kind.kind == MARKDOWN_LINK || kind.kind == MARKDOWN_IMAGE) {
        to->text = text_of(r, cmark_node_get_url(from));
        to->title = text_of(r, cmark_node_get_title(from));
    }
    return from;
}

static void close_last(struct reading *r)
{
    assert(r->open.at != NULL && r->open.len > 0);
    size_t opening = r->open.at[--r->open.len];
    struct markdown_node node = r->nodes.at[opening];
    node.closes = true;
    node.other = opening;
    *vec_push(r->a, &r->nodes) = node;
    r->nodes.at[opening].other = r->nodes.len - 1;
}

/* Without recursion: nesting of inlines is only bounded by the text's size. */
static void read_tree(struct reading *r, cmark_node *root)
{
    cmark_node *node = cmark_node_first_child(root);
    while (node != NULL) {
        struct kind kind = kinds[cmark_node_get_type(node)];
        if (kind.known)
            node = read_node(r, node, kind);
        cmark_node *next =
            kind.container ? cmark_node_first_child(node) : NULL;
        if (next == NULL && kind.container)
            close_last(r);
        while (next == NULL && node != root) {
            next = cmark_node_next(node);
            if (next == NULL && (node = cmark_node_parent(node)) != root)
                close_last(r);
        }
        node = next;
    }
}

struct markdown_nodes markdown_cmark(struct arena *a, struct str body)
{
    cmark_mem mem = {pool_calloc, pool_realloc, pool_free};
    struct reading r = {.a = a};
    r.sentinels = str_find(body, MARKDOWN_SENTINEL) != SIZE_MAX;
    pool = a;
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &mem);
    if (body.len > 0)
        cmark_parser_feed(parser, body.at, body.len);
    read_tree(&r, cmark_parser_finish(parser));
    pool = NULL;
    return r.nodes;
}

const char *markdown_library(void)
{
    return cmark_version_string();
}
