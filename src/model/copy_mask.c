/* SPDX-License-Identifier: MIT */
#include "model/copy_mask.h"

#include "base/unicode.h"

struct masking {
    struct str s;
    unsigned char *mask;
};

static size_t cover(struct masking *m, size_t from, size_t to,
                    enum copy_mask with)
{
    memset(m->mask + from, (int)with, to - from);
    return to;
}

static size_t run_of(struct str s, size_t at, char byte)
{
    size_t n = 0;
    while (at + n < s.len && s.at[at + n] == byte)
        n++;
    return n;
}

/* CommonMark 6.1: a code span ends at a run of as many backticks. Runs that
 * found no end are not searched for again (`none`: a bit for each length). */
static size_t code(struct masking *m, size_t at, uint64_t *none)
{
    size_t n = run_of(m->s, at, '`');
    uint64_t bit = UINT64_C(1) << (n < 63 ? n : 63);
    if ((*none & bit) == 0)
        for (size_t i = at + n; i < m->s.len;) {
            size_t k = run_of(m->s, i, '`');
            if (k == n)
                return cover(m, at, i + k, COPY_OTHER);
            i += k > 0 ? k : 1;
        }
    *none |= bit;
    return cover(m, at, at + n, COPY_OTHER);
}

enum { TARGET_MAX = 1000 };

/* The end of what begins at a bracket, or 0. */
static size_t closing(struct str s, size_t at, char open, char close)
{
    size_t depth = 0;
    for (size_t i = at; i < s.len && i < at + TARGET_MAX; i++) {
        if (s.at[i] == '\\') {
            i++;
            continue;
        }
        depth += s.at[i] == open;
        depth -= s.at[i] == close;
        if (depth == 0)
            return i + 1;
    }
    return 0;
}

/* `](target)` and `][label]` */
static size_t target(struct masking *m, size_t at)
{
    char next = at + 1 < m->s.len ? m->s.at[at + 1] : '\0';
    size_t end = next == '('   ? closing(m->s, at + 1, '(', ')')
                 : next == '[' ? closing(m->s, at + 1, '[', ']')
                               : 0;
    return cover(m, at, end > 0 ? end : at + 1, COPY_UNSEEN);
}

static bool begins_tag(struct str s, size_t at)
{
    char c = at + 1 < s.len ? s.at[at + 1] : '\0';
    return c == '/' || c == '!' || c == '?' ||
           ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static size_t tag(struct masking *m, size_t at)
{
    size_t end = begins_tag(m->s, at) ? closing(m->s, at, '<', '>') : 0;
    return cover(m, at, end > 0 ? end : at + 1, COPY_OTHER);
}

static size_t heading_id(struct masking *m, size_t at)
{
    size_t end = closing(m->s, at, '{', '}');
    return cover(m, at, end > 0 ? end : at + 2, COPY_OTHER);
}

static size_t address(struct masking *m, size_t at)
{
    size_t end = at;
    while (end < m->s.len && m->s.at[end] > ' ' && m->s.at[end] != ')')
        end++;
    return cover(m, at, end, COPY_OTHER);
}

/* Behind `- ` or `12. ` at an offset, else the offset. */
static size_t behind_marker(struct str s, size_t at)
{
    size_t i = at;
    if (i < s.len && strchr("-*+", s.at[i]) != NULL)
        i++;
    else {
        while (i < s.len && s.at[i] >= '0' && s.at[i] <= '9')
            i++;
        if (i == at || i >= s.len || (s.at[i] != '.' && s.at[i] != ')'))
            return at;
        i++;
    }
    return i < s.len && s.at[i] == ' ' ? i + 1 : at;
}

/* What Markdown reads at the start of a line: indent, >, #, list markers, the
 * underline of a heading, rules, definitions of links. */
static size_t line_start(struct masking *m, size_t at)
{
    struct str s = m->s;
    size_t i = at;
    while (i < s.len && strchr(" \t>", s.at[i]) != NULL)
        i++;
    size_t n = run_of(s, i, '#');
    size_t marks = i;
    while (marks < s.len && strchr("-=*_ \t", s.at[marks]) != NULL)
        marks++;
    if (marks > i &&
        (marks == s.len || s.at[marks] == '\n' || s.at[marks] == '\r'))
        return cover(m, at, marks, COPY_OTHER);
    i = n > 0 ? i + n : behind_marker(s, i);
    if (i < s.len && s.at[i] == '[') {
        size_t end = closing(s, i, '[', ']');
        size_t line = str_find_byte(str_from(s, i), '\n');
        if (end > 0 && end < s.len && s.at[end] == ':')
            i = line == SIZE_MAX ? s.len : i + line;
    }
    return i > at ? cover(m, at, i, COPY_OTHER) : at;
}

static size_t one(struct masking *m, size_t at, uint64_t *none)
{
    struct str rest = str_from(m->s, at);
    switch (m->s.at[at]) {
    case '`': return code(m, at, none);
    case '\\':
        return cover(m, at, at + 2 < m->s.len ? at + 2 : m->s.len, COPY_OTHER);
    case '[':
    case '*':
    case '_': return cover(m, at, at + 1, COPY_UNSEEN);
    case ']': return target(m, at);
    case '<': return tag(m, at);
    case '{':
        if (str_starts(rest, STR("{#")))
            return heading_id(m, at);
        return at + 1;
    case 'h':
        if (str_starts(rest, STR("http://")) ||
            str_starts(rest, STR("https://")))
            return address(m, at);
        return at + 1;
    default: return at + 1;
    }
}

const unsigned char *copy_mask(struct arena *a, struct str block)
{
    struct masking m = {block, arena_array(a, block.len + 1, unsigned char)};
    uint64_t none = 0;
    for (size_t at = line_start(&m, 0); at < block.len;) {
        bool ends = block.at[at] == '\n';
        at = one(&m, at, &none);
        if (ends && at < block.len)
            at = line_start(&m, at);
    }
    return m.mask;
}

/* ---- blocks ---- */

/* Bytes of the fence that a line begins with, or 0. */
static size_t fence(struct str line, char *mark)
{
    struct str s = str_trim(line);
    size_t n = s.len > 0 ? run_of(s, 0, s.at[0]) : 0;
    if (n < 3 || (s.at[0] != '`' && s.at[0] != '~'))
        return 0;
    *mark = s.at[0];
    return n;
}

static void skip_fenced(struct copy_blocks *b, size_t n, char mark)
{
    struct str line;
    while (str_line(&b->rest, &line)) {
        b->line++;
        struct str s = str_trim(line);
        size_t k = run_of(s, 0, mark);
        if (k >= n && k == s.len)
            return;
    }
}

static bool is_indented(struct str line)
{
    return str_starts(line, STR("    ")) || str_starts(line, STR("\t"));
}

bool copy_next_block(struct copy_blocks *b, struct str *block, unsigned *line)
{
    struct str text, before;
    const char *start = NULL, *end = NULL;
    char mark = '`';
    while (before = b->rest, str_line(&b->rest, &text)) {
        size_t n = fence(text, &mark);
        bool blank = str_trim(text).len == 0;
        bool skipped = blank || n > 0 || (start == NULL && is_indented(text));
        if (start != NULL && skipped) {
            *block = (struct str){start, (size_t)(before.at - start)};
            b->rest = before;
            return true;
        }
        b->line++;
        if (n > 0)
            skip_fenced(b, n, mark);
        else if (!skipped && start == NULL) {
            start = before.at;
            *line = b->line - 1;
        }
        end = text.at + text.len;
    }
    if (start == NULL)
        return false;
    *block = (struct str){start, (size_t)(end - start)};
    return true;
}
