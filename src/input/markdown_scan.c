/* SPDX-License-Identifier: MIT */
#include "input/markdown.h"

#include "input/markdown_check.h"
#include "input/markdown_place.h"

struct scanning {
    struct arena *a; /* of the results */
    const struct markdown_options *options;
    struct markdown_scan *out;
    struct places places;
    struct checks checks;
    struct buf text;  /* of the block, without markup */
    struct buf plain; /* of the paragraphs */
    struct buf lines; /* of the block, line breaks kept */
    struct buf prose; /* of the block, for the search for malformed references:
                         code is masked */
    size_t start[2];  /* in `text`, of the open link and image */
    size_t n_open;
    size_t n_before;  /* references before the block */
    unsigned n_items; /* open list items */
    bool in_image, in_paragraph;
    bool numbers_ok; /* said in the block */
    bool bang; /* a full-width exclamation mark stands before the open link */
};

static struct loc file_loc(const struct scanning *s, unsigned line)
{
    const struct places *p = &s->places;
    return (struct loc){p->path, p->first_line + line - 1, 1};
}

static void open_block(struct scanning *s, const struct markdown_node *node)
{
    places_block(&s->places, node);
    buf_reset(&s->text);
    buf_reset(&s->prose);
    buf_reset(&s->lines);
    s->n_before = s->out->references.len;
    s->in_paragraph = node->kind == MARKDOWN_PARAGRAPH && !node->block_image;
    if (node->kind == MARKDOWN_PARAGRAPH)
        check_pipe_table(&s->checks, &s->places, node);
}

/* White space at its start is cut off, so the places of texts move. */
static void add_block(struct scanning *s, enum block_kind kind,
                      struct str text, struct loc loc)
{
    struct str shown = str_trim(text);
    size_t cut = shown.len > 0 ? (size_t)(shown.at - text.at) : 0;
    size_t n = s->out->references.len - s->n_before;
    for (size_t i = 0; i < n; i++) {
        struct reference *r = &s->out->references.at[s->n_before + i];
        r->offset -= cut < r->offset ? cut : r->offset;
        r->offset = r->offset < shown.len ? r->offset : shown.len;
    }
    *vec_push(s->a, &s->out->blocks) =
        (struct block){.kind = kind,
                       .text = arena_copy(s->a, shown),
                       .loc = loc,
                       .reference = s->n_before,
                       .n_references = n,
                       .numbers_ok = s->numbers_ok};
    s->numbers_ok = false;
}

/* A paragraph or heading. */
static enum block_kind kind_of(const struct scanning *s,
                               const struct markdown_node *node)
{
    if (node->kind == MARKDOWN_HEADING)
        return BLOCK_HEADING;
    if (!node->block_image)
        return s->n_items > 0 ? BLOCK_ITEM : BLOCK_PARAGRAPH;
    const struct reference *r = &s->out->references.at[s->n_before];
    return str_starts(r->url, STR("table:")) ? BLOCK_TABLE : BLOCK_IMAGE;
}

static void close_block(struct scanning *s, const struct markdown_node *node)
{
    add_block(s, kind_of(s, node), buf_view(&s->lines), s->places.block);
    check_prose(&s->checks, &s->places, buf_view(&s->prose));
    if (node->kind == MARKDOWN_HEADING) {
        struct heading *h = vec_push(s->a, &s->out->headings);
        h->text = arena_copy(s->a, str_trim(buf_view(&s->text)));
        h->id = arena_copy(s->a, node->text);
        h->level = node->level;
        h->loc = s->places.block;
    } else if (s->plain.len > 0 && s->plain.at[s->plain.len - 1] != '\n') {
        buf_byte(&s->plain, '\n');
    }
    s->in_paragraph = false;
}

static void add_text(struct scanning *s, struct str text, bool code)
{
    buf_str(&s->text, text);
    buf_str(&s->lines, text);
    if (s->in_paragraph && !s->in_image)
        buf_str(&s->plain, text);
    if (code)
        buf_byte(&s->prose, '`');
    else
        buf_str(&s->prose, text);
}

static void add_break(struct scanning *s, struct str shown)
{
    size_t end = s->lines.len;
    add_text(s, shown, false);
    s->lines.len = end;
    buf_byte(&s->lines, '\n');
}

/* A code span may hold the text of a link that comes behind it. */
static void add_code(struct scanning *s, struct str text)
{
    add_text(s, text, true);
    places_piece(&s->places, text);
}

/* The slot is taken when the node opens, so that slots are in the order of the
 * openings; its place is found when it closes, in the order of the urls. */
static void open_reference(struct scanning *s, const struct markdown_node *node)
{
    s->in_image = s->in_image || node->kind == MARKDOWN_IMAGE;
    if (node->number == 0)
        return;
    if (node->kind == MARKDOWN_LINK)
        s->bang = str_ends(buf_view(&s->prose), STR("！"));
    s->start[s->n_open++] = s->text.len;
    struct reference *r = vec_push(s->a, &s->out->references);
    r->node = node->role;
    r->url = arena_copy(s->a, node->text);
    r->title = arena_copy(s->a, node->title);
    r->offset = s->lines.len;
}

static void close_reference(struct scanning *s,
                            const struct markdown_node *node)
{
    if (node->number == 0)
        return;
    if (node->kind == MARKDOWN_IMAGE)
        s->in_image = false;
    struct reference *r = &s->out->references.at[node->number - 1];
    struct str text = str_from(buf_view(&s->text), s->start[--s->n_open]);
    r->text = arena_copy(s->a, text);
    places_reference(&s->places, node, r->text, &r->loc, &r->text_loc);
    check_reference(&s->checks, r, s->bang);
}

static void add_code_block(struct scanning *s, const struct markdown_node *node)
{
    struct str caption;
    s->n_before = s->out->references.len;
    if (node->number == 0 || !markdown_csv_caption(node->title, &caption)) {
        add_block(s, BLOCK_CODE, node->text, places_block(&s->places, node));
        return;
    }
    struct reference *r = vec_push(s->a, &s->out->references);
    r->node = REFERENCE_CSV_BLOCK;
    r->text = arena_copy(s->a, caption);
    r->body = arena_copy(s->a, node->text);
    r->loc = places_block(&s->places, node);
    r->text_loc = places_piece(&s->places, caption);
    add_block(s, BLOCK_TABLE, caption, r->loc);
    r->loc.line++;
}

static bool is_comment(struct str html)
{
    html = str_trim(html);
    return str_starts(html, STR("<!--")) &&
           str_find(html, STR("-->")) == html.len - 3;
}

/* Behind a block of its own, the comment is about the block before. */
static void add_comment(struct scanning *s, struct str html, bool is_block)
{
    if (!is_comment(html) ||
        !str_is(str_trim(str_head(str_from(html, 4), html.len - 7)),
                "numbers: ok"))
        return;
    if (!is_block)
        s->numbers_ok = true;
    else if (s->out->blocks.len > 0)
        s->out->blocks.at[s->out->blocks.len - 1].numbers_ok = true;
}

static void add_html(struct scanning *s, const struct markdown_node *node)
{
    struct str html = str_trim(node->text);
    add_comment(s, html, node->kind == MARKDOWN_HTML_BLOCK);
    struct loc loc = node->kind == MARKDOWN_HTML_BLOCK
                         ? places_block(&s->places, node)
                         : places_piece(&s->places, node->text);
    if (node->kind == MARKDOWN_HTML_BLOCK && s->options->raw_html) {
        s->n_before = s->out->references.len;
        add_block(s, BLOCK_CODE, html, loc);
    }
    if (s->options->raw_html || is_comment(html) ||
        str_starts(html, STR("</")))
        return;
    *vec_push(s->a, &s->out->raw_html) = loc;
    check_html(&s->checks, loc, html);
}

static void scan_inline(struct scanning *s, const struct markdown_node *node)
{
    switch (node->kind) {
    case MARKDOWN_TEXT: add_text(s, node->text, false); break;
    case MARKDOWN_CODE: add_code(s, node->text); break;
    case MARKDOWN_SOFT_BREAK:
        add_break(s, !node->joined ? STR(" ") : (struct str){0});
        break;
    case MARKDOWN_HARD_BREAK: add_break(s, STR(" ")); break;
    case MARKDOWN_HTML: add_html(s, node); break;
    case MARKDOWN_LINK:
    case MARKDOWN_IMAGE:
        if (node->closes)
            close_reference(s, node);
        else
            open_reference(s, node);
        break;
    default: break;
    }
}

static void scan_node(struct scanning *s, const struct markdown_node *node)
{
    switch (node->kind) {
    case MARKDOWN_PARAGRAPH:
    case MARKDOWN_HEADING:
        if (node->closes)
            close_block(s, node);
        else
            open_block(s, node);
        break;
    case MARKDOWN_ITEM: s->n_items += node->closes ? -1u : 1u; break;
    case MARKDOWN_CODE_BLOCK: add_code_block(s, node); break;
    case MARKDOWN_HTML_BLOCK: add_html(s, node); break;
    default: scan_inline(s, node); break;
    }
}

/* A text of one paragraph: anything else is reported where it begins. */
static bool check_single(struct scanning *s, const struct markdown_nodes *nodes)
{
    if (!s->options->inline_only || nodes->len == 0)
        return true;
    size_t wrong = 0;
    if (nodes->at[0].kind == MARKDOWN_PARAGRAPH)
        wrong = nodes->at[0].other + 1;
    if (wrong == nodes->len)
        return true;
    return diag_add(s->checks.diag, file_loc(s, nodes->at[wrong].line),
                    DIAG_MARKDOWN_INLINE,
                    wrong > 0 ? "a second block begins here, but this text is "
                                "one paragraph; join them"
                              : "this text is one plain paragraph; leave out "
                                "lists, headings, quotes and code blocks");
}

/* Each is looked up, and looked for among all names where it is unknown. */
static bool check_number(struct scanning *s)
{
    const struct markdown_scan *out = s->out;
    if (out->references.len <= MARKDOWN_REFERENCES_MAX)
        return true;
    return diag_add(s->checks.diag,
                    out->references.at[MARKDOWN_REFERENCES_MAX].loc,
                    DIAG_MARKDOWN_LIMIT,
                    "more than %d links, images and tables in one text; split "
                    "it",
                    MARKDOWN_REFERENCES_MAX);
}

bool markdown_scan(struct arena *a, struct str path, struct str body,
                   unsigned first_line, const struct markdown_options *options,
                   struct markdown_scan *out, struct diag *d)
{
    static const struct markdown_options no_options = {0};
    *out = (struct markdown_scan){0};
    if (!markdown_guard(path, body, first_line, d))
        return false;
    struct arena work = {0};
    struct scanning s = {.a = a,
                         .options = options != NULL ? options : &no_options,
                         .out = out,
                         .checks = {.diag = d, .arena = &work, .good = true}};
    places_init(&s.places, &work, path, body, first_line);
    bool keep = s.options->keep;
    struct arena *of_tree = keep ? a : &work;
    struct markdown_nodes *nodes = arena_new(of_tree, struct markdown_nodes);
    *nodes = markdown_tree(of_tree, body, s.options);
    out->tree = keep ? nodes : NULL;
    bool single = check_single(&s, nodes);
    for (size_t i = 0; i < nodes->len; i++)
        scan_node(&s, &nodes->at[i]);
    bool few = check_number(&s);
    out->plain = arena_copy(a, str_trim(buf_view(&s.plain)));
    buf_release(&s.text);
    buf_release(&s.plain);
    buf_release(&s.prose);
    buf_release(&s.lines);
    arena_release(&work);
    return single && few && s.checks.good;
}
