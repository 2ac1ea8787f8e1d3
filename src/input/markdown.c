/* SPDX-License-Identifier: MIT */
#include "input/markdown.h"

#include "input/markdown_tree.h"

struct rendering {
    const struct markdown_nodes *nodes;
    const struct markdown_options *options;
    const struct markdown_hooks *hooks;
    struct buf *out;
    size_t start;     /* where our bytes begin in out */
    bool link_marked; /* the open link was answered with markup */
    struct str link_after;
};

/* A bit for each zero byte (and perhaps for one above it). */
static uint64_t zero_bytes(uint64_t x)
{
    return (x - UINT64_C(0x0101010101010101)) & ~x &
           UINT64_C(0x8080808080808080);
}

/* The first of `" & < >` at or behind `i`, or the length; eight bytes at a
 * time: `"` and `&` differ in one bit, so do `<` and `>`. */
static size_t skip_plain(struct str s, size_t i)
{
    uint64_t x;
    for (; i + sizeof x <= s.len; i += sizeof x) {
        memcpy(&x, s.at + i, sizeof x);
        if (zero_bytes((x & UINT64_C(0xFBFBFBFBFBFBFBFB)) ^
                       UINT64_C(0x2222222222222222)) |
            zero_bytes((x & UINT64_C(0xFDFDFDFDFDFDFDFD)) ^
                       UINT64_C(0x3C3C3C3C3C3C3C3C)))
            break;
    }
    while (i < s.len && s.at[i] != '&' && s.at[i] != '<' && s.at[i] != '>' &&
           s.at[i] != '"')
        i++;
    return i;
}

/* Entities and percent-encoding as cmark writes them, so that the examples of
 * the specification come out byte for byte. */
static void text(struct buf *out, struct str s)
{
    for (size_t i = 0, end; i < s.len; i = end + 1) {
        end = skip_plain(s, i);
        buf_bytes(out, s.at + i, end - i);
        if (end == s.len)
            return;
        switch (s.at[end]) {
        case '&': buf_text(out, "&amp;"); break;
        case '<': buf_text(out, "&lt;"); break;
        case '>': buf_text(out, "&gt;"); break;
        default: buf_text(out, "&quot;"); break;
        }
    }
}

static bool is_href_safe(unsigned char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
           (c != 0 && strchr("-_.+!*(),%#@?=;:/$~", c) != NULL);
}

static void href(struct buf *out, struct str url)
{
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < url.len; i++) {
        unsigned char c = (unsigned char)url.at[i];
        if (is_href_safe(c))
            buf_byte(out, url.at[i]);
        else if (c == '&')
            buf_text(out, "&amp;");
        else if (c == '\'')
            buf_text(out, "&#x27;");
        else
            buf_bytes(out, (char[]){'%', hex[c >> 4], hex[c & 15]}, 3);
    }
}

static bool starts_lower(struct str s, struct str prefix)
{
    for (size_t i = 0; i < prefix.len; i++) {
        char c = i < s.len ? s.at[i] : '\0';
        if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != prefix.at[i])
            return false;
    }
    return true;
}

/* Urls that run something. */
static bool is_dangerous(struct str url)
{
    static const struct str images[] = {
        STR_INIT("data:image/png"), STR_INIT("data:image/gif"),
        STR_INIT("data:image/jpeg"), STR_INIT("data:image/webp")};
    static const struct str schemes[] = {
        STR_INIT("javascript:"), STR_INIT("vbscript:"), STR_INIT("file:"),
        STR_INIT("data:")};
    for (size_t i = 0; i < sizeof images / sizeof *images; i++)
        if (starts_lower(url, images[i]))
            return false;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (starts_lower(url, schemes[i]))
            return true;
    return false;
}

static void url_of(struct rendering *r, const struct markdown_node *node,
                   struct str instead)
{
    if (instead.len > 0)
        href(r->out, instead);
    else if (r->options->raw_html || !is_dangerous(node->text))
        href(r->out, node->text);
}

/* Blocks begin on a line of their own. */
static void fresh_line(struct rendering *r)
{
    struct buf *out = r->out;
    if (out->len > r->start && out->at[out->len - 1] != '\n')
        buf_byte(out, '\n');
}

static struct markdown_answer ask(struct rendering *r,
                                  const struct markdown_node *node)
{
    if (node->number == 0 || r->hooks->reference == NULL)
        return (struct markdown_answer){0};
    return r->hooks->reference(r->hooks->ctx, node->number - 1);
}

static void title(struct buf *out, struct str s)
{
    if (s.len == 0)
        return;
    buf_text(out, "\" title=\"");
    text(out, s);
}

static size_t link(struct rendering *r, size_t i)
{
    const struct markdown_node *node = &r->nodes->at[i];
    if (node->closes) {
        buf_str(r->out, r->link_marked ? r->link_after : STR("</a>"));
        return i;
    }
    struct markdown_answer answer = ask(r, node);
    if (answer.instead.len > 0) {
        buf_str(r->out, answer.instead);
        return node->other;
    }
    r->link_marked = answer.before.len > 0 || answer.after.len > 0;
    r->link_after = answer.after;
    buf_str(r->out, answer.before);
    if (!r->link_marked) {
        buf_text(r->out, "<a href=\"");
        url_of(r, node, answer.url);
        title(r->out, node->title);
        buf_text(r->out, "\">");
    }
    return i;
}

/* The description of an image is its text without markup. */
static void description(struct rendering *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct markdown_node *node = &r->nodes->at[i];
        if (node->kind == MARKDOWN_TEXT || node->kind == MARKDOWN_CODE ||
            (node->kind == MARKDOWN_HTML && r->options->raw_html))
            text(r->out, node->text);
        else if (node->kind == MARKDOWN_HARD_BREAK ||
                 (node->kind == MARKDOWN_SOFT_BREAK && !node->joined))
            buf_byte(r->out, ' ');
    }
}

static size_t image(struct rendering *r, size_t i,
                    const struct markdown_answer *answer)
{
    const struct markdown_node *node = &r->nodes->at[i];
    if (answer->instead.len > 0) {
        buf_str(r->out, answer->instead);
    } else if (answer->before.len > 0 || answer->after.len > 0) {
        buf_str(r->out, answer->before);
        description(r, i + 1, node->other);
        buf_str(r->out, answer->after);
    } else {
        buf_text(r->out, "<img src=\"");
        url_of(r, node, answer->url);
        buf_text(r->out, "\" alt=\"");
        description(r, i + 1, node->other);
        title(r->out, node->title);
        buf_text(r->out, "\" />");
    }
    return node->other;
}

static bool is_marked(const struct markdown_answer *answer)
{
    return answer->instead.len > 0 || answer->before.len > 0 ||
           answer->after.len > 0;
}

/* A paragraph that holds one image: markup for it takes the paragraph's
 * place. */
static size_t block_image(struct rendering *r, size_t i)
{
    const struct markdown_node *paragraph = &r->nodes->at[i];
    size_t at = i + 1;
    while (r->nodes->at[at].kind != MARKDOWN_IMAGE)
        at++;
    struct markdown_answer answer = ask(r, &r->nodes->at[at]);
    bool bare = is_marked(&answer) || paragraph->tight;
    if (!paragraph->tight || is_marked(&answer))
        fresh_line(r);
    buf_text(r->out, bare ? "" : "<p>");
    image(r, at, &answer);
    buf_text(r->out, bare ? "" : "</p>");
    if (!paragraph->tight || is_marked(&answer))
        fresh_line(r);
    return paragraph->other;
}

static size_t paragraph(struct rendering *r, size_t i)
{
    const struct markdown_node *node = &r->nodes->at[i];
    if (node->block_image)
        return block_image(r, i);
    if (node->tight || r->options->inline_only)
        return i;
    if (node->closes) {
        buf_text(r->out, "</p>\n");
    } else {
        fresh_line(r);
        buf_text(r->out, "<p>");
    }
    return i;
}

static void heading(struct rendering *r, const struct markdown_node *node)
{
    int level = node->level + r->hooks->heading_shift;
    level = level < 1 ? 1 : level > 6 ? 6 : level;
    char digit = (char)('0' + level);
    if (node->closes) {
        buf_bytes(r->out, (char[]){'<', '/', 'h', digit, '>', '\n'}, 6);
        return;
    }
    struct str id = {0};
    if (r->hooks->heading_id != NULL)
        id = r->hooks->heading_id(r->hooks->ctx, node->number - 1);
    fresh_line(r);
    buf_bytes(r->out, (char[]){'<', 'h', digit}, 3);
    if (id.len > 0) {
        buf_text(r->out, " id=\"");
        text(r->out, id);
        buf_byte(r->out, '"');
    }
    buf_byte(r->out, '>');
}

static void code_block(struct rendering *r, const struct markdown_node *node)
{
    struct markdown_answer answer = ask(r, node);
    fresh_line(r);
    if (is_marked(&answer)) {
        bool whole = answer.instead.len > 0;
        buf_str(r->out, whole ? answer.instead : answer.before);
        if (!whole) {
            text(r->out, node->text);
            buf_str(r->out, answer.after);
        }
        fresh_line(r);
        return;
    }
    size_t word = 0;
    while (word < node->title.len &&
           strchr(" \t\n\v\f\r", node->title.at[word]) == NULL)
        word++;
    buf_text(r->out, node->title.len > 0 ? "<pre><code class=\"language-"
                                         : "<pre><code");
    text(r->out, str_head(node->title, word));
    buf_text(r->out, node->title.len > 0 ? "\">" : ">");
    text(r->out, node->text);
    buf_text(r->out, "</code></pre>\n");
}

static void list(struct rendering *r, const struct markdown_node *node)
{
    if (node->closes) {
        buf_text(r->out, node->ordered ? "</ol>\n" : "</ul>\n");
        return;
    }
    fresh_line(r);
    if (!node->ordered)
        buf_text(r->out, "<ul>\n");
    else if (node->level == 1)
        buf_text(r->out, "<ol>\n");
    else
        buf_printf(r->out, "<ol start=\"%d\">\n", node->level);
}

static void raw_html(struct rendering *r, const struct markdown_node *node)
{
    if (!r->options->raw_html)
        return;
    if (node->kind == MARKDOWN_HTML_BLOCK)
        fresh_line(r);
    buf_str(r->out, node->text);
    if (node->kind == MARKDOWN_HTML_BLOCK)
        fresh_line(r);
}

static void tags(struct rendering *r, const struct markdown_node *node,
                 const char *open, const char *close)
{
    if (node->kind == MARKDOWN_QUOTE ||
        (node->kind <= MARKDOWN_RULE && !node->closes))
        fresh_line(r);
    buf_text(r->out, node->closes ? close : open);
}

/* Returns the index of the last node that was written. */
static size_t write_node(struct rendering *r, size_t i)
{
    const struct markdown_node *node = &r->nodes->at[i];
    switch (node->kind) {
    case MARKDOWN_QUOTE:
        tags(r, node, "<blockquote>\n", "</blockquote>\n");
        break;
    case MARKDOWN_LIST: list(r, node); break;
    case MARKDOWN_ITEM: tags(r, node, "<li>", "</li>\n"); break;
    case MARKDOWN_HEADING: heading(r, node); break;
    case MARKDOWN_PARAGRAPH: return paragraph(r, i);
    case MARKDOWN_CODE_BLOCK: code_block(r, node); break;
    case MARKDOWN_RULE: tags(r, node, "<hr />\n", ""); break;
    case MARKDOWN_TEXT: text(r->out, node->text); break;
    case MARKDOWN_SOFT_BREAK:
        buf_text(r->out, node->joined ? "" : "\n");
        break;
    case MARKDOWN_HARD_BREAK: buf_text(r->out, "<br />\n"); break;
    case MARKDOWN_CODE:
        buf_text(r->out, "<code>");
        text(r->out, node->text);
        buf_text(r->out, "</code>");
        break;
    case MARKDOWN_HTML_BLOCK:
    case MARKDOWN_HTML: raw_html(r, node); break;
    case MARKDOWN_EMPHASIS: tags(r, node, "<em>", "</em>"); break;
    case MARKDOWN_STRONG: tags(r, node, "<strong>", "</strong>"); break;
    case MARKDOWN_LINK: return link(r, i);
    case MARKDOWN_IMAGE: {
        struct markdown_answer answer = ask(r, node);
        return image(r, i, &answer);
    }
    }
    return i;
}

void markdown_html(struct arena *scratch, struct str body,
                   const struct markdown_options *options,
                   const struct markdown_hooks *hooks, struct buf *out)
{
    static const struct markdown_options no_options = {0};
    static const struct markdown_hooks no_hooks = {0};
    if (options == NULL)
        options = &no_options;
    struct markdown_nodes own = {0};
    if (options->tree == NULL)
        own = markdown_tree(scratch, body, options);
    const struct markdown_nodes *nodes =
        options->tree != NULL ? options->tree : &own;
    struct rendering r = {.nodes = nodes,
                          .options = options,
                          .hooks = hooks != NULL ? hooks : &no_hooks,
                          .out = out,
                          .start = out->len};
    for (size_t i = 0; i < nodes->len; i++)
        i = write_node(&r, i);
}
