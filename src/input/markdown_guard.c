/* SPDX-License-Identifier: MIT */
#include "base/unicode.h"
#include "input/markdown_tree.h"

/* The limits keep cmark 0.30 linear: its cost grows with the product of open
 * containers and lines, and of brackets in a block. */

/* The first LF or CR, or the length. Searched in windows: a file may have only
 * one of the two, and looking for the other to its end would cost a square. */
static size_t line_end(struct str s)
{
    enum { WINDOW = 256 };
    for (size_t at = 0; at < s.len; at += WINDOW) {
        struct str window = str_head(str_from(s, at), WINDOW);
        window = str_head(window, str_find_byte(window, '\n'));
        size_t cr = str_find_byte(window, '\r');
        if (cr != SIZE_MAX || window.len < WINDOW)
            return at + (cr != SIZE_MAX ? cr : window.len);
    }
    return s.len;
}

bool markdown_line(struct str *rest, struct str *line)
{
    if (rest->len == 0)
        return false;
    size_t end = line_end(*rest);
    *line = str_head(*rest, end);
    bool two = end + 1 < rest->len && rest->at[end] == '\r' &&
               rest->at[end + 1] == '\n';
    *rest = str_from(*rest, end + (two ? 2 : 1));
    return true;
}

/* What stands before the text of a line. */
struct prefix {
    unsigned markers; /* `>`, bullets, numbers */
    unsigned columns; /* of white space, at most; a space behind a marker
                         belongs to it */
    bool bullet;      /* the first marker is a bullet, indented by 0 to 3 */
    bool blank;       /* nothing follows */
};

/* The end of the list marker at `i`, with a space or the line's end behind it
 * (CommonMark 5.2), or `i`. */
static size_t marker_end(struct str line, size_t i)
{
    size_t at = i;
    if (line.at[at] == '-' || line.at[at] == '+' || line.at[at] == '*')
        at++;
    else {
        while (at < line.len && line.at[at] >= '0' && line.at[at] <= '9')
            at++;
        if (at == i || at - i > 9 || at == line.len ||
            (line.at[at] != '.' && line.at[at] != ')'))
            return i;
        at++;
    }
    return at == line.len || line.at[at] == ' ' || line.at[at] == '\t' ? at : i;
}

/* A thematic break (CommonMark 4.1) looks like bullets in bullets. */
static bool is_rule(struct str line, size_t i)
{
    char mark = line.at[i];
    size_t n = 0;
    for (; i < line.len; i++) {
        if (line.at[i] == mark)
            n++;
        else if (line.at[i] != ' ' && line.at[i] != '\t')
            return false;
    }
    return n >= 3 && (mark == '-' || mark == '*');
}

static struct prefix prefix_of(struct str line)
{
    struct prefix p = {0};
    for (size_t i = 0; p.markers <= MARKDOWN_DEPTH_MAX;) {
        for (; i < line.len && (line.at[i] == ' ' || line.at[i] == '\t'); i++)
            p.columns += line.at[i] == '\t' ? 4 : 1;
        if ((p.blank = i == line.len))
            break;
        size_t end = line.at[i] == '>' ? i + 1 : marker_end(line, i);
        if (end == i || is_rule(line, i))
            break;
        if (p.markers == 0)
            p.bullet = line.at[i] != '>' && end == i + 1 && p.columns < 4;
        p.markers++;
        i = end < line.len && line.at[end] == ' ' ? end + 1 : end;
    }
    return p;
}

/* Sum over the lines of the containers that may be open: a text that reaches it
 * takes cmark a quarter of a second. */
enum { WORK_MAX = 4 * 1000 * 1000 };

struct limits {
    unsigned depth; /* containers that may be open: an upper bound */
    bool blank;     /* the line before was blank */
    size_t brackets;
    size_t work;
};

/* Only the containers that a line's indentation (two columns for a list item
 * at least) and markers reach stay open, but for lazy continuation lines and
 * blank ones (CommonMark 5.1, 5.2). */
static void count_containers(struct limits *l, struct prefix p)
{
    unsigned reached = p.columns / 2 < l->depth ? p.columns / 2 : l->depth;
    reached += p.markers;
    bool keeps = p.blank || (p.markers == 0 && !l->blank);
    if (!keeps || reached > l->depth)
        l->depth = reached;
    l->blank = p.blank;
    l->work += l->depth;
}

static void count_brackets(struct limits *l, struct prefix p, struct str line)
{
    if (p.blank || p.bullet)
        l->brackets = 0;
    for (size_t at; (at = str_find_byte(line, '[')) != SIZE_MAX;
         line = str_from(line, at + 1))
        l->brackets++;
}

bool markdown_guard(struct str path, struct str body, unsigned first_line,
                    struct diag *d)
{
    struct loc loc = {path, first_line, 1};
    if (body.len > MARKDOWN_BYTES_MAX)
        return diag_add(d, loc, DIAG_MARKDOWN_LIMIT,
                        "the text has %zu bytes, more than %d; split it",
                        body.len, MARKDOWN_BYTES_MAX);
    struct limits l = {0};
    struct str line;
    for (; markdown_line(&body, &line); loc.line++) {
        struct prefix p = prefix_of(line);
        count_containers(&l, p);
        count_brackets(&l, p, line);
        if (l.depth > MARKDOWN_DEPTH_MAX || l.work > WORK_MAX)
            return diag_add(d, loc, DIAG_MARKDOWN_LIMIT,
                            "more than %d block quotes and lists inside each "
                            "other; nest less deeply",
                            MARKDOWN_DEPTH_MAX);
        if (l.brackets > MARKDOWN_BRACKETS_MAX)
            return diag_add(d, loc, DIAG_MARKDOWN_LIMIT,
                            "more than %d \"[\" in one block; split it by "
                            "blank lines",
                            MARKDOWN_BRACKETS_MAX);
        size_t at = str_find(line, MARKDOWN_SENTINEL);
        if (at != SIZE_MAX) {
            loc.col = utf8_column(line, at);
            return diag_add(d, loc, DIAG_MARKDOWN_LIMIT,
                            "the character U+2E40 is kept for the program's "
                            "own use; write another dash");
        }
    }
    return true;
}

/* The character before offset `at`, a space at the start. */
static uint32_t char_before(struct str s, size_t at)
{
    size_t from = at;
    while (from > 0 && at - from < 4) {
        from--;
        if (((unsigned char)s.at[from] & 0xC0) != 0x80)
            break;
    }
    return from < at ? utf8_next(s, &from) : ' ';
}

static uint32_t char_behind(struct str s, size_t at)
{
    return at < s.len ? utf8_next(s, &at) : ' ';
}

/* CommonMark 6.2 tells from white space and punctuation whether a run opens or
 * closes: in Chinese there is no space beyond the punctuation. Quotation marks
 * and dashes that Western text has too count as CJK only beside Han. */
static bool fails_flanking(uint32_t before, uint32_t behind)
{
    if (unicode_is_space(before) || unicode_is_space(behind))
        return false;
    bool left = unicode_is_punct(before), right = unicode_is_punct(behind);
    if (left == right)
        return false;
    uint32_t punct = left ? before : behind, letter = left ? behind : before;
    return unicode_is_han(letter) ||
           (punct > 0x2E80 && unicode_is_cjk_punct(punct));
}

/* The first `*` at or behind `at` that no backslash escapes, SIZE_MAX: none. */
static size_t next_run(struct str s, size_t at)
{
    for (;; at++) {
        size_t star = str_find_byte(str_from(s, at), '*');
        if (star == SIZE_MAX)
            return SIZE_MAX;
        at += star;
        size_t slashes = 0;
        while (slashes < at && s.at[at - slashes - 1] == '\\')
            slashes++;
        if (slashes % 2 == 0)
            return at;
    }
}

struct str markdown_emphasis(struct arena *a, struct str body)
{
    const struct str sentinel = MARKDOWN_SENTINEL;
    vec_of(size_t) places = {0}; /* start and end of each run */
    for (size_t at = 0; (at = next_run(body, at)) != SIZE_MAX;) {
        size_t start = at;
        while (at < body.len && body.at[at] == '*')
            at++;
        if (fails_flanking(char_before(body, start), char_behind(body, at))) {
            *vec_push(a, &places) = start;
            *vec_push(a, &places) = at;
        }
    }
    if (places.len == 0)
        return body;
    char *to = arena_alloc(a, body.len + places.len * sentinel.len, 1);
    struct str out = {to, body.len + places.len * sentinel.len};
    size_t done = 0;
    for (size_t i = 0; i < places.len; i++) {
        memcpy(to, body.at + done, places.at[i] - done);
        to += places.at[i] - done;
        memcpy(to, sentinel.at, sentinel.len);
        to += sentinel.len;
        done = places.at[i];
    }
    memcpy(to, body.at + done, body.len - done);
    return out;
}
