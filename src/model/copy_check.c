/* SPDX-License-Identifier: MIT */
#include "model/copy_check.h"

#include "model/copy_mask.h"

struct checking {
    struct diag *d;
    struct loc first; /* of the block */
    struct str s;     /* the block */
    const unsigned char *mask;
    size_t n_messages;
    size_t quote_end; /* of the pair that is being passed, or 0 */
    bool quotes_pair; /* the block has an even number of straight ones */
    size_t line_at; /* offset of the line that was asked for last */
    unsigned line;  /* its number in the block, from 0 */
};

/* ---- places ---- */

/* Places are asked for in order, but for brackets, which come last. */
static struct loc place(struct checking *c, size_t at)
{
    if (at < c->line_at)
        c->line_at = c->line = 0;
    for (size_t end; (end = str_find_byte(str_from(c->s, c->line_at), '\n')) <
                     at - c->line_at;
         c->line++)
        c->line_at += end + 1;
    struct loc loc = c->first;
    struct str line = str_from(c->s, c->line_at);
    unsigned col = utf8_column(line, at - c->line_at);
    loc.col = c->line == 0 ? loc.col + col - 1 : col;
    loc.line += c->line;
    return loc;
}

static bool may_report(struct checking *c)
{
    return c->n_messages++ < COPY_MESSAGES_MAX;
}

static struct str part(const struct checking *c, size_t from, size_t to)
{
    return (struct str){c->s.at + from, to - from};
}

static void replace(struct checking *c, size_t from, size_t to, struct str now)
{
    if (!may_report(c))
        return;
    struct str was = part(c, from, to);
    struct loc loc = place(c, from);
    diag_add(c->d, loc, DIAG_COPY_PUNCTUATION,
             "'" STR_FMT "' in Chinese text; write " STR_FMT, STR_ARG(was),
             STR_ARG(now));
    diag_mend(c->d, loc, was, now);
}

static void remove_space(struct checking *c, size_t from, size_t to,
                         const char *where)
{
    if (!may_report(c))
        return;
    struct loc loc = place(c, from);
    diag_add(c->d, loc, DIAG_COPY_SPACE, "typed space %s; leave it out", where);
    diag_mend(c->d, loc, part(c, from, to), (struct str){0});
}

/* ---- what stands beside ---- */

static bool is_cjk(uint32_t c)
{
    return c >= 0x2E80 && (unicode_is_han(c) || unicode_is_cjk_punct(c));
}

static bool is_ascii_alnum(uint32_t c)
{
    return c < 0x80 && unicode_is_alnum(c);
}

/* The next character that readers see; 0 at the end of the line and where
 * something begins that is none of our business. */
static uint32_t seen_from(const struct checking *c, size_t at)
{
    while (at < c->s.len && c->mask[at] == COPY_UNSEEN)
        at++;
    if (at >= c->s.len || c->mask[at] != COPY_TEXT)
        return 0;
    return utf8_next(c->s, &at);
}

static size_t run_of(struct str s, size_t at, char byte)
{
    size_t n = 0;
    while (at + n < s.len && s.at[at + n] == byte)
        n++;
    return n;
}

/* ---- marks ---- */

static struct str chinese_mark(char c)
{
    switch (c) {
    case ',': return STR("，");
    case ';': return STR("；");
    case ':': return STR("：");
    case '!': return STR("！");
    case '?': return STR("？");
    default: return STR("。");
    }
}

static bool ends_line(const struct checking *c, size_t at)
{
    return at >= c->s.len || c->s.at[at] == '\n' || c->s.at[at] == '\r';
}

/* One mark, with the space that was typed behind it. Returns where to go on. */
static size_t mark(struct checking *c, size_t at, uint32_t before)
{
    size_t next = at + 1 + run_of(c->s, at + 1, ' ');
    uint32_t after = seen_from(c, next);
    if (is_cjk(before) &&
        (is_cjk(after) || after == 0x201C || ends_line(c, next)))
        replace(c, at, ends_line(c, next) ? at + 1 : next,
                chinese_mark(c->s.at[at]));
    return at + 1;
}

/* `...`, `--`: any number of them beside a Han character. */
static size_t run(struct checking *c, size_t at, uint32_t before)
{
    char byte = c->s.at[at];
    size_t n = run_of(c->s, at, byte);
    size_t least = byte == '.' ? 3 : 2;
    if (n < least && byte == '.')
        return mark(c, at, before);
    if (n >= least && (is_cjk(before) || is_cjk(seen_from(c, at + n))))
        replace(c, at, at + n, byte == '.' ? STR("……") : STR("——"));
    return at + n;
}

static size_t closing(const struct checking *c, size_t at)
{
    unsigned depth = 0;
    for (size_t i = at; i < c->s.len && i < at + 400; i++) {
        if (c->mask[i] != COPY_TEXT)
            continue;
        depth += c->s.at[i] == '(';
        depth -= c->s.at[i] == ')';
        if (depth == 0)
            return i;
    }
    return SIZE_MAX;
}

/* Both halves, where Han characters touch the first. */
static size_t bracket(struct checking *c, size_t at, uint32_t before)
{
    size_t end = closing(c, at);
    if (!is_cjk(before) || !is_cjk(seen_from(c, at + 1)) || end == SIZE_MAX)
        return at + 1;
    replace(c, at, at + 1, STR("（"));
    replace(c, end, end + 1, STR("）"));
    return at + 1;
}

static size_t count_quotes(const struct checking *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->s.len; i++)
        n += c->mask[i] == COPY_TEXT && c->s.at[i] == '"';
    return n;
}

static size_t next_quote(const struct checking *c, size_t at)
{
    while (at < c->s.len && (c->mask[at] != COPY_TEXT || c->s.at[at] != '"'))
        at++;
    return at;
}

/* Both marks of a pair, where Han characters touch one of them. */
static size_t quote(struct checking *c, size_t at, uint32_t before)
{
    if (at == c->quote_end && at > 0)
        return at + 1;
    size_t end = c->quotes_pair ? next_quote(c, at + 1) : c->s.len;
    bool chinese = is_cjk(before) || is_cjk(seen_from(c, at + 1));
    if (end < c->s.len) {
        c->quote_end = end;
        chinese = chinese || is_cjk(seen_from(c, end + 1));
    }
    if (chinese && end < c->s.len) {
        replace(c, at, at + 1, STR("“"));
        replace(c, end, end + 1, STR("”"));
    } else if (chinese && may_report(c)) {
        diag_add(c->d, place(c, at), DIAG_COPY_PUNCTUATION,
                 "a straight quotation mark in Chinese text; write “ or ”");
    }
    return at + 1;
}

static size_t space(struct checking *c, size_t at, uint32_t before)
{
    size_t end = at + run_of(c->s, at, ' ');
    uint32_t after = seen_from(c, end);
    bool typed = (unicode_is_han(before) && is_ascii_alnum(after)) ||
                 (is_ascii_alnum(before) && unicode_is_han(after));
    if (typed)
        remove_space(c, at, end, "between Chinese and Western characters");
    return end;
}

static void check_characters(struct checking *c)
{
    uint32_t before = 0;
    for (size_t at = 0; at < c->s.len;) {
        if (c->mask[at] != COPY_TEXT) {
            before = c->mask[at] == COPY_UNSEEN ? before : 0;
            at++;
            continue;
        }
        size_t next = at;
        uint32_t character = utf8_next(c->s, &next);
        switch (character) {
        case ',':
        case ';':
        case ':':
        case '!':
        case '?': at = mark(c, at, before); break;
        case '.':
        case '-': at = run(c, at, before); break;
        case '(': at = bracket(c, at, before); break;
        case '"': at = quote(c, at, before); break;
        case ' ': at = space(c, at, before); continue;
        default: at = next; break;
        }
        before = character;
    }
}

/* ---- lines ---- */

static bool is_wide_blank(struct str s, size_t at)
{
    return str_starts(str_from(s, at), STR("　"));
}

static void check_line(struct checking *c, size_t from, size_t to)
{
    size_t at = from, end = to;
    while (is_wide_blank(c->s, at))
        at += 3;
    if (at > from)
        remove_space(c, from, at, "at the start of the line");
    while (end > at && (c->s.at[end - 1] == ' ' || c->s.at[end - 1] == '\t' ||
                        (end >= at + 3 && is_wide_blank(c->s, end - 3))))
        end -= c->s.at[end - 1] == ' ' || c->s.at[end - 1] == '\t' ? 1 : 3;
    bool hard_break =
        to - end >= 2 && c->s.at[to - 1] == ' ' && c->s.at[to - 2] == ' ';
    if (end < to && end > at && !hard_break)
        remove_space(c, end, to, "at the end of the line");
}

static void check_lines(struct checking *c)
{
    for (size_t from = 0; from < c->s.len;) {
        size_t n = str_find_byte(str_from(c->s, from), '\n');
        size_t end = n == SIZE_MAX ? c->s.len : from + n;
        size_t shown = end > from && c->s.at[end - 1] == '\r' ? end - 1 : end;
        check_line(c, from, shown);
        from = end + 1;
    }
}

/* ---- pairs ---- */

enum { DEPTH_MAX = 32 };

static void report_unbalanced(struct checking *c, size_t at, const char *what)
{
    size_t end = at;
    utf8_next(c->s, &end);
    if (may_report(c))
        diag_add(c->d, place(c, at), DIAG_COPY_UNBALANCED,
                 "'" STR_FMT "' is %s in this paragraph",
                 STR_ARG(part(c, at, end)), what);
}

static void check_pairs(struct checking *c)
{
    static const uint32_t opening[] = {0x300A, 0x201C, 0xFF08, 0x3008,
                                       0x300C, 0x300E, 0x3010};
    static const uint32_t closing[] = {0x300B, 0x201D, 0xFF09, 0x3009,
                                       0x300D, 0x300F, 0x3011};
    struct {
        size_t kind, at;
    } open[DEPTH_MAX];
    size_t depth = 0;
    for (size_t at = 0; at < c->s.len && depth < DEPTH_MAX;) {
        size_t from = at, k = 0, n = sizeof opening / sizeof *opening;
        if (c->mask[at] != COPY_TEXT) {
            at++;
            continue;
        }
        uint32_t character = utf8_next(c->s, &at);
        while (k < n && character != opening[k] && character != closing[k])
            k++;
        if (k == n)
            continue;
        if (character == opening[k]) {
            open[depth].kind = k;
            open[depth++].at = from;
        } else if (depth > 0 && open[depth - 1].kind == k) {
            depth--;
        } else {
            report_unbalanced(c, from, "not opened");
            return;
        }
    }
    if (depth > 0 && depth < DEPTH_MAX)
        report_unbalanced(c, open[depth - 1].at, "not closed");
}

/* ---- texts ---- */

static void check_block(struct checking *c, struct arena *scratch, bool lines)
{
    c->line = 0;
    c->line_at = 0;
    c->mask = copy_mask(scratch, c->s);
    c->quote_end = 0;
    c->quotes_pair = count_quotes(c) % 2 == 0;
    check_characters(c);
    if (lines)
        check_lines(c);
    check_pairs(c);
}

void copy_check_text(struct loc first, struct str text, bool lines,
                     struct diag *d)
{
    struct checking c = {.d = d};
    struct arena scratch = {0};
    struct copy_blocks blocks = {.rest = text, .line = first.line};
    struct str block;
    unsigned line;
    if (!lines) {
        c.first = first;
        c.s = text;
        check_block(&c, &scratch, false);
    }
    while (lines && copy_next_block(&blocks, &block, &line)) {
        arena_reset(&scratch);
        c.first = (struct loc){first.path, line, 1};
        c.s = block;
        check_block(&c, &scratch, true);
    }
    arena_release(&scratch);
}
