/* SPDX-License-Identifier: MIT */
#include "input/markdown_place.h"

enum {
    MISSES_MAX = 20,  /* searches in vain in a block */
    NEEDLE_MAX = 64,  /* bytes of a piece that are compared */
    TEXT_MAX = 2048   /* bytes of a text that are walked back over */
};

void places_init(struct places *p, struct arena *a, struct str path,
                 struct str body, unsigned first_line)
{
    *p = (struct places){.path = path, .body = body, .first_line = first_line};
    struct str rest = body, line;
    while (markdown_line(&rest, &line))
        *vec_push(a, &p->starts) = (size_t)(line.at - body.at);
}

static size_t line_start(const struct places *p, unsigned line)
{
    return line - 1 < p->starts.len ? p->starts.at[line - 1] : p->body.len;
}

struct str places_line(const struct places *p, unsigned line)
{
    struct str rest = str_from(p->body, line_start(p, line)), found = {0};
    return markdown_line(&rest, &found) ? found : (struct str){0};
}

/* The text was checked to be UTF-8. */
static unsigned count_chars(struct str s)
{
    unsigned n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.at[i] & 0xC0) != 0x80;
    return n;
}

/* Goes on from the last place, so that the places of one long line do not cost
 * its square. At or behind the block's start. */
static struct loc place_at(struct places *p, size_t offset)
{
    if (offset > p->body.len)
        offset = p->body.len;
    if (offset < p->known.offset) {
        p->known.line = p->line;
        p->known.offset = p->from;
        p->known.col = 1;
    }
    while (line_start(p, p->known.line + 1) <= offset &&
           p->known.line < p->starts.len) {
        p->known.line++;
        p->known.offset = line_start(p, p->known.line);
        p->known.col = 1;
    }
    p->known.col += count_chars(str_head(str_from(p->body, p->known.offset),
                                         offset - p->known.offset));
    p->known.offset = offset;
    return (struct loc){p->path, p->first_line + p->known.line - 1,
                        p->known.col};
}

struct loc places_block(struct places *p, const struct markdown_node *block)
{
    p->from = line_start(p, block->line);
    p->end = line_start(p, block->last_line + 1);
    p->cursor = p->from;
    p->misses = 0;
    p->line = block->line;
    p->known.offset = p->from;
    p->known.line = block->line;
    p->known.col = 1;
    p->block = place_at(p, p->from + block->offset);
    return p->block;
}

static size_t search(struct places *p, struct str piece, size_t from)
{
    if (piece.len == 0 || p->misses > MISSES_MAX || from > p->end)
        return SIZE_MAX;
    struct str rest = {p->body.at + from, p->end - from};
    size_t hit = str_find(rest, str_head(piece, NEEDLE_MAX));
    if (hit != SIZE_MAX)
        return from + hit;
    p->misses++;
    return SIZE_MAX;
}

struct loc places_piece(struct places *p, struct str piece)
{
    size_t at = search(p, piece, p->cursor);
    if (at == SIZE_MAX)
        return p->block;
    struct loc loc = place_at(p, at);
    p->cursor = at + piece.len < p->end ? at + piece.len : p->end;
    return loc;
}

static size_t skip_space_back(struct places *p, size_t at)
{
    while (at > p->from && strchr(" \t\r\n", p->body.at[at - 1]) != NULL)
        at--;
    return at;
}

/* The offset of the `]` when a link destination starts at `at`, `at` itself
 * for an autolink, else SIZE_MAX. */
static size_t text_end(struct places *p, size_t at)
{
    if (at > p->from && p->body.at[at - 1] == '<') {
        size_t paren = skip_space_back(p, at - 1);
        if (paren < p->from + 2 || p->body.at[paren - 1] != '(' ||
            p->body.at[paren - 2] != ']')
            return at;
        return paren - 2;
    }
    size_t paren = skip_space_back(p, at);
    if (paren < p->from + 2 || p->body.at[paren - 1] != '(' ||
        p->body.at[paren - 2] != ']')
        return SIZE_MAX;
    return paren - 2;
}

static bool is_escaped(struct places *p, size_t at)
{
    size_t slashes = 0;
    while (at - slashes > p->from && p->body.at[at - slashes - 1] == '\\')
        slashes++;
    return slashes % 2 == 1;
}

/* Behind the `[` that the `]` at `end` closes, or SIZE_MAX. */
static size_t text_start(struct places *p, size_t end)
{
    size_t depth = 0;
    for (size_t at = end; at > p->from && end - at < TEXT_MAX; at--) {
        char c = p->body.at[at - 1];
        if ((c != '[' && c != ']') || is_escaped(p, at - 1))
            continue;
        if (c == '[' && depth-- == 0)
            return at;
        if (c == ']')
            depth++;
    }
    return SIZE_MAX;
}

/* What of the url stands in the source as it is: the part before the first
 * entity or character that an escape may precede. */
static struct str plain_part(struct str url, struct str text)
{
    if (str_starts(url, STR("mailto:")) && str_eq(str_from(url, 7), text))
        return text;
    size_t amp = str_find_byte(url, '&');
    return amp == SIZE_MAX ? url : str_head(url, amp + 1);
}

void places_reference(struct places *p, const struct markdown_node *node,
                      struct str text, struct loc *url_loc,
                      struct loc *text_loc)
{
    struct str needle = plain_part(node->text, text);
    size_t from = p->cursor, at, end = SIZE_MAX;
    while ((at = search(p, needle, from)) != SIZE_MAX &&
           (end = text_end(p, at)) == SIZE_MAX)
        from = at + 1;
    if (at == SIZE_MAX) {
        struct loc loc = places_piece(p, text);
        *url_loc = *text_loc = loc;
        return;
    }
    size_t start = end == at ? at : text_start(p, end);
    *text_loc = place_at(p, start != SIZE_MAX ? start : at);
    *url_loc = place_at(p, at);
    p->cursor = at + needle.len < p->end ? at + needle.len : p->end;
}
