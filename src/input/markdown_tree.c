/* SPDX-License-Identifier: MIT */
#include "input/markdown_tree.h"

#include "base/unicode.h"

bool markdown_csv_caption(struct str info, struct str *caption)
{
    if (info.len < 3 || (info.at[0] | 0x20) != 'c' ||
        (info.at[1] | 0x20) != 's' || (info.at[2] | 0x20) != 'v')
        return false;
    size_t at = 3;
    if (at < info.len && !unicode_is_space(utf8_next(info, &at)))
        return false;
    *caption = str_trim(str_from(info, at));
    return true;
}

/* On which side of the question "is it Chinese" a text's edge stands. */
enum edge { EDGE_OPEN, EDGE_CJK, EDGE_OTHER };

/* Quotation marks and dashes are used by Western text too: the character
 * beyond them tells. */
static enum edge edge_of(uint32_t c)
{
    if (unicode_is_han(c))
        return EDGE_CJK;
    if (!unicode_is_cjk_punct(c))
        return EDGE_OTHER;
    return c < 0x2E80 ? EDGE_OPEN : EDGE_CJK;
}

static enum edge first_edge(struct str s)
{
    enum edge edge = EDGE_OPEN;
    for (size_t at = 0; at < s.len && edge == EDGE_OPEN;)
        edge = edge_of(utf8_next(s, &at));
    return edge;
}

static enum edge last_edge(struct str s)
{
    enum edge edge = EDGE_OPEN;
    for (size_t end = s.len; end > 0 && edge == EDGE_OPEN;) {
        size_t at = end - 1;
        while (at > 0 && end - at < 4 &&
               ((unsigned char)s.at[at] & 0xC0) == 0x80)
            at--;
        end = at;
        edge = edge_of(utf8_next(s, &at));
    }
    return edge;
}

struct building {
    struct arena *a;
    const struct markdown_options *options;
    struct markdown_nodes nodes;
    size_t n_references, n_headings;
    size_t image_end; /* nodes before it lie in an image */
    enum edge before; /* the text before the node in its line */
};

/* The edge of the text behind the soft break at `i`. Tags and links without
 * text are looked through. */
static enum edge edge_behind(const struct markdown_nodes *nodes, size_t i)
{
    enum edge edge = EDGE_OPEN;
    for (i++; i < nodes->len && edge == EDGE_OPEN; i++) {
        const struct markdown_node *node = &nodes->at[i];
        if (node->kind < MARKDOWN_TEXT || node->kind == MARKDOWN_SOFT_BREAK ||
            node->kind == MARKDOWN_HARD_BREAK || node->kind == MARKDOWN_IMAGE)
            return EDGE_OTHER;
        if (node->kind == MARKDOWN_TEXT || node->kind == MARKDOWN_CODE)
            edge = first_edge(node->text);
    }
    return edge;
}

static void follow_line(struct building *b, size_t i)
{
    struct markdown_node *node = &b->nodes.at[i];
    switch (node->kind) {
    case MARKDOWN_TEXT:
    case MARKDOWN_CODE: {
        enum edge edge = last_edge(node->text);
        if (edge != EDGE_OPEN)
            b->before = edge;
        break;
    }
    case MARKDOWN_SOFT_BREAK:
        node->joined = b->before == EDGE_CJK &&
                       edge_behind(&b->nodes, i) == EDGE_CJK;
        b->before = EDGE_OPEN;
        break;
    case MARKDOWN_HTML:
    case MARKDOWN_EMPHASIS:
    case MARKDOWN_STRONG:
    case MARKDOWN_LINK: break;
    default: b->before = EDGE_OPEN; break;
    }
}

static bool is_blank(const struct markdown_node *node)
{
    struct str s = node->text;
    if (node->kind == MARKDOWN_SOFT_BREAK)
        return true;
    if (node->kind != MARKDOWN_TEXT)
        return false;
    for (size_t at = 0; at < s.len;)
        if (!unicode_is_space(utf8_next(s, &at)))
            return false;
    return true;
}

static void mark_block_image(struct building *b, size_t i)
{
    struct markdown_node *paragraph = &b->nodes.at[i];
    size_t image = i + 1;
    while (is_blank(&b->nodes.at[image]))
        image++;
    if (b->nodes.at[image].kind != MARKDOWN_IMAGE)
        return;
    size_t behind = b->nodes.at[image].other + 1;
    while (is_blank(&b->nodes.at[behind]))
        behind++;
    if (behind != paragraph->other)
        return;
    paragraph->block_image = true;
    b->nodes.at[paragraph->other].block_image = true;
    b->nodes.at[image].role = REFERENCE_BLOCK_IMAGE;
}

/* Ids may hold any character that needs no escape in HTML or a URL fragment:
 * letters of any script, digits, - _ . : */
static bool is_id(struct str s)
{
    for (size_t i = 0; i < s.len;) {
        uint32_t c = utf8_next(s, &i);
        bool mark = c == '-' || c == '_' || c == '.' || c == ':';
        if (!mark && (unicode_is_space(c) || unicode_is_punct(c)))
            return false;
    }
    return s.len > 0;
}

/* Takes `{#id}` off the end of the heading's text. */
static void take_id(struct building *b, size_t i)
{
    struct markdown_node *heading = &b->nodes.at[i];
    struct markdown_node *last = &b->nodes.at[heading->other - 1];
    struct str s = str_trim(last->text);
    if (last->kind != MARKDOWN_TEXT || !str_ends(s, STR("}")))
        return;
    size_t open = s.len;
    while (open > 0 && s.at[open - 1] != '{')
        open--;
    struct str id = str_from(s, open);
    if (open == 0 || id.len < 3 || id.at[0] != '#')
        return;
    id = (struct str){id.at + 1, id.len - 2};
    if (!is_id(id))
        return;
    heading->text = id;
    last->text.len = (size_t)(s.at - last->text.at) + open - 1;
    while (last->text.len > 0 &&
           strchr(" \t", last->text.at[last->text.len - 1]) != NULL)
        last->text.len--;
}

static void number(struct building *b, size_t i)
{
    struct markdown_node *node = &b->nodes.at[i];
    struct str caption;
    if (node->kind == MARKDOWN_LINK)
        node->role = REFERENCE_LINK;
    else if (node->kind == MARKDOWN_CODE_BLOCK)
        node->role = REFERENCE_CSV_BLOCK;
    else if (node->role != REFERENCE_BLOCK_IMAGE)
        node->role = REFERENCE_IMAGE;
    if (node->kind == MARKDOWN_CODE_BLOCK &&
        !markdown_csv_caption(node->title, &caption))
        return;
    node->number = ++b->n_references;
    if (node->kind != MARKDOWN_CODE_BLOCK) {
        b->nodes.at[node->other].number = node->number;
        b->nodes.at[node->other].role = node->role;
    }
}

static void open_node(struct building *b, size_t i)
{
    struct markdown_node *node = &b->nodes.at[i];
    switch (node->kind) {
    case MARKDOWN_HEADING:
        node->number = ++b->n_headings;
        take_id(b, i);
        b->nodes.at[node->other].number = node->number;
        b->nodes.at[node->other].text = node->text;
        break;
    case MARKDOWN_PARAGRAPH:
        if (!b->options->inline_only)
            mark_block_image(b, i);
        break;
    case MARKDOWN_CODE_BLOCK:
    case MARKDOWN_LINK:
    case MARKDOWN_IMAGE:
        if (i < b->image_end)
            break;
        number(b, i);
        if (node->kind == MARKDOWN_IMAGE)
            b->image_end = node->other;
        break;
    default: break;
    }
}

struct markdown_nodes markdown_tree(struct arena *a, struct str body,
                                    const struct markdown_options *options)
{
    struct building b = {.a = a, .options = options};
    b.nodes = markdown_cmark(a, markdown_emphasis(a, body));
    for (size_t i = 0; i < b.nodes.len; i++) {
        if (!b.nodes.at[i].closes)
            open_node(&b, i);
        follow_line(&b, i);
    }
    return b.nodes;
}
