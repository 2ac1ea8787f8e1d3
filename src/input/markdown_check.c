/* SPDX-License-Identifier: MIT */
#include "input/markdown_check.h"

#include "base/unicode.h"

enum {
    URL_MAX = 200,   /* bytes of a url, a label in a message */
    LABEL_MAX = 200,
    HTML_MAX = 60,
    SPACES_MAX = 4   /* between the parts of a reference */
};

static const char *const schemes[] = {"stat", "chart", "table", "district",
                                      "term", "doc",   "event", "indicator"};

static bool find_scheme(struct str word, struct str *scheme)
{
    char lower[16];
    if (word.len >= sizeof lower)
        return false;
    for (size_t i = 0; i < word.len; i++)
        lower[i] = (char)(word.at[i] >= 'A' && word.at[i] <= 'Z'
                              ? word.at[i] | 0x20 : word.at[i]);
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (str_eq((struct str){lower, word.len}, str_of(schemes[i]))) {
            *scheme = str_of(schemes[i]);
            return true;
        }
    return false;
}

static bool may_report(struct checks *c)
{
    return c->n_messages++ < CHECK_MESSAGES_MAX;
}

/* At most `max` bytes, cut between characters. */
static struct str cut(struct str s, size_t max)
{
    if (s.len <= max)
        return s;
    while (max > 0 && ((unsigned char)s.at[max] & 0xC0) == 0x80)
        max--;
    return str_head(s, max);
}

/* Text as a writer finds it in the file: one line. */
static struct str first_line(struct str s)
{
    struct str line;
    return markdown_line(&s, &line) ? line : s;
}

static uint32_t half_width(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFEE0;
    return c == 0x3001 ? ',' : c; /* 、 */
}

/* The part of a url behind its scheme as it should have been written: names
 * are ASCII, but for terms and file names. */
static struct str mend_rest(struct checks *c, struct str scheme,
                            struct str rest)
{
    bool plain = !str_is(scheme, "term") &&
                 !(str_is(scheme, "table") && str_ends(rest, STR(".csv")));
    rest = str_trim(rest);
    char *to = arena_alloc(c->arena, rest.len + 1, 1);
    size_t len = 0;
    for (size_t at = 0; at < rest.len;) {
        uint32_t character = utf8_next(rest, &at);
        if (plain && unicode_is_space(character))
            continue;
        char bytes[4];
        size_t n = utf8_put(plain ? half_width(character) : character, bytes);
        if (len + n <= rest.len) {
            memcpy(to + len, bytes, n);
            len += n;
        }
    }
    return (struct str){to, len};
}

/* A piece of text that ends at `*at`: moves before it. */
static bool back_over(struct str s, size_t *at, const char *piece)
{
    struct str p = str_of(piece);
    if (!str_ends(str_head(s, *at), p))
        return false;
    *at -= p.len;
    return true;
}

static bool back_over_any(struct str s, size_t *at, const char *const pieces[])
{
    for (; *pieces != NULL; pieces++)
        if (back_over(s, at, *pieces))
            return true;
    return false;
}

static void back_over_spaces(struct str s, size_t *at)
{
    static const char *const spaces[] = {" ", "\t", "\xE3\x80\x80", NULL};
    for (int i = 0; i < SPACES_MAX && back_over_any(s, at, spaces); i++)
        ;
}

/* Something like `[text](scheme:` in plain text. */
struct suspect {
    struct str scheme;
    struct str label;
    struct str piece; /* from the closing bracket to the colon */
    bool image;
};

static const char *const closing[] = {"]", "］", "】", NULL};
static const char *const opening[] = {"[", "［", "【", NULL};
static const char *const open_paren[] = {"(", "（", NULL};
static const char *const bangs[] = {"!", "！", NULL};

static void find_label(struct str prose, size_t from, size_t end,
                       struct suspect *out)
{
    for (size_t at = end; at > from && end - at < LABEL_MAX; at--) {
        size_t open = at;
        if (!back_over_any(prose, &open, opening))
            continue;
        out->label = (struct str){prose.at + at, end - at};
        out->image = back_over_any(prose, &open, bangs);
        return;
    }
}

/* Reads backwards from the colon at `colon`, not before `from`. */
static bool find_suspect(struct str prose, size_t from, size_t colon,
                         struct suspect *out)
{
    size_t at = colon;
    back_over_spaces(prose, &at);
    size_t word_end = at;
    while (at > from && ((prose.at[at - 1] | 0x20) >= 'a' &&
                         (prose.at[at - 1] | 0x20) <= 'z'))
        at--;
    struct str word = {prose.at + at, word_end - at};
    if (!find_scheme(word, &out->scheme))
        return false;
    back_over_spaces(prose, &at);
    if (!back_over_any(prose, &at, open_paren))
        return false;
    back_over_spaces(prose, &at);
    if (!back_over_any(prose, &at, closing) || at < from)
        return false;
    out->piece = (struct str){prose.at + at, colon - at};
    out->label = STR("…");
    find_label(prose, from, at, out);
    return true;
}

/* The url ends at a parenthesis of either kind. */
static struct str url_rest(struct str s)
{
    size_t end = s.len;
    size_t half = str_find_byte(s, ')'), full = str_find(s, STR("）"));
    end = half < end ? half : end;
    end = full < end ? full : end;
    return str_head(s, end);
}

/* Takes a title off the url: a space, then a quotation mark of any kind. */
static struct str take_title(struct str *url)
{
    static const char *const quotes[] = {"\"", "'", "“", "”", "＂", NULL};
    for (size_t i = 0; i + 1 < url->len; i++) {
        struct str title = str_trim(str_from(*url, i));
        if (url->at[i] != ' ' && url->at[i] != '\t')
            continue;
        for (const char *const *q = quotes; *q != NULL; q++) {
            if (!str_starts(title, str_of(*q)))
                continue;
            title = str_from(title, strlen(*q));
            size_t end = title.len;
            back_over_any(title, &end, quotes);
            *url = str_head(*url, i);
            return str_head(title, end);
        }
    }
    return (struct str){0};
}

static void report_suspect(struct checks *c, struct loc loc,
                           const struct suspect *s, struct str behind)
{
    struct str rest = url_rest(cut(behind, URL_MAX));
    struct str title = take_title(&rest);
    rest = mend_rest(c, s->scheme, rest);
    bool spaced = str_find_byte(rest, ' ') != SIZE_MAX;
    diag_add(c->diag, loc, DIAG_REF_MALFORMED,
             "\"" STR_FMT "\" looks like a reference but does not parse; "
             "write %s[" STR_FMT "](%s" STR_FMT ":" STR_FMT "%s%s" STR_FMT
             "%s)",
             STR_ARG(cut(s->piece, URL_MAX)), s->image ? "!" : "",
             STR_ARG(s->label), spaced ? "<" : "", STR_ARG(s->scheme),
             STR_ARG(rest), spaced ? ">" : "", title.len > 0 ? " \"" : "",
             STR_ARG(title), title.len > 0 ? "\"" : "");
}

/* The next colon of either width: its end is in *end. */
static size_t next_colon(struct str s, size_t from, size_t *end)
{
    for (size_t i = from; i < s.len; i++) {
        if (s.at[i] == ':') {
            *end = i + 1;
            return i;
        }
        if (s.at[i] == '\xEF' && str_starts(str_from(s, i), STR("："))) {
            *end = i + 3;
            return i;
        }
    }
    return SIZE_MAX;
}

static bool has_bracket(struct str prose)
{
    for (size_t i = 0; closing[i] != NULL; i++)
        if (str_find(prose, str_of(closing[i])) != SIZE_MAX)
            return true;
    return false;
}

void check_prose(struct checks *c, struct places *p, struct str prose)
{
    size_t done = 0, end = 0, colon;
    if (!has_bracket(prose))
        return;
    p->cursor = p->from;
    while ((colon = next_colon(prose, end, &end)) != SIZE_MAX) {
        struct suspect s = {0};
        if (!find_suspect(prose, done, colon, &s))
            continue;
        s.piece.len = end - (size_t)(s.piece.at - prose.at);
        c->good = false;
        if (!may_report(c))
            return;
        report_suspect(c, places_piece(p, s.piece), &s,
                       str_from(prose, end));
        done = end;
    }
}

void check_reference(struct checks *c, struct reference *r, bool bang)
{
    size_t end = 0, colon = next_colon(r->url, 0, &end);
    struct str scheme;
    if (colon == SIZE_MAX ||
        !find_scheme(str_trim(str_head(r->url, colon)), &scheme))
        return;
    struct str rest = str_from(r->url, end);
    struct str mended = mend_rest(c, scheme, rest);
    bool figure = str_is(scheme, "chart") || str_is(scheme, "table");
    bool meant_image = bang && figure && r->node == REFERENCE_LINK;
    if (!meant_image && str_eq(rest, mended) && end == colon + 1 &&
        str_eq(str_head(r->url, colon), scheme))
        return;
    c->good = false;
    r->malformed = true;
    if (!may_report(c))
        return;
    bool image = meant_image || r->node != REFERENCE_LINK;
    diag_add(c->diag, r->loc, DIAG_REF_MALFORMED,
             "\"%s" STR_FMT "\" is not a reference; write %s[" STR_FMT
             "](" STR_FMT ":" STR_FMT ")",
             meant_image ? "！[…](" : "", STR_ARG(cut(r->url, URL_MAX)),
             image ? "!" : "", STR_ARG(cut(r->text, LABEL_MAX)),
             STR_ARG(scheme), STR_ARG(cut(mended, URL_MAX)));
}

void check_html(struct checks *c, struct loc loc, struct str html)
{
    if (may_report(c))
        diag_add(c->diag, loc, DIAG_RAW_HTML,
                 "raw HTML is left out: \"" STR_FMT "\"; write Markdown, or "
                 "set raw_html in site.yaml",
                 STR_ARG(cut(first_line(html), HTML_MAX)));
}
