/* SPDX-License-Identifier: MIT */
#include "render/template_lex.h"

#include "base/unicode.h"

/* The tags of what was read so far. */
struct markup {
    enum markup_state state;
    char quote;
    const char *until; /* what ends MARKUP_RAW */
    const char *raw;   /* what will end the content of the tag being read */
};

struct lexer {
    struct lexed *l;
    struct arena *a;
    struct diag *d;
    struct markup markup;
    size_t open[LEX_SECTIONS_MAX]; /* tokens */
    size_t n_open;
    bool good;
};

static struct loc locate(const struct lexed *l, size_t at)
{
    struct loc loc = {.path = l->shown, .line = 1};
    size_t line = 0;
    for (size_t i = 0; i < at && i < l->text.len; i++)
        if (l->text.at[i] == '\n') {
            loc.line++;
            line = i + 1;
        }
    if (line == 0 && str_starts(l->text, STR("\xEF\xBB\xBF")))
        line = 3;
    loc.col = utf8_column(str_from(l->text, line), at > line ? at - line : 0);
    return loc;
}

bool lexed_report(struct lexed *l, struct diag *d, size_t at,
                  enum diag_code code, const char *format, ...)
{
    if (l->n_reports++ >= LEX_REPORTS_MAX)
        return false;
    va_list args;
    va_start(args, format);
    struct str text = speech_vsay(&d->arena, d->speech, format, args);
    va_end(args);
    return diag_add(d, locate(l, at), code, STR_FMT, STR_ARG(text));
}

static bool starts_nocase(struct str s, const char *lower)
{
    size_t n = strlen(lower);
    if (s.len < n)
        return false;
    for (size_t i = 0; i < n; i++) {
        char c = s.at[i];
        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != lower[i])
            return false;
    }
    return true;
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* At `<`: what it begins (HTML 13.2.5.6 and 13.2.5.42, script and style). */
static size_t begin_tag(struct markup *m, struct str s)
{
    m->raw = NULL;
    if (starts_nocase(s, "<!--") || starts_nocase(s, "<![cdata[")) {
        m->state = MARKUP_RAW;
        m->until = s.at[2] == '-' ? "-->" : "]]>";
        return s.at[2] == '-' ? 4 : 9;
    }
    if (s.len > 1 && !is_letter(s.at[1]) && s.at[1] != '/' && s.at[1] != '!' &&
        s.at[1] != '?')
        return 1;
    m->state = MARKUP_TAG;
    if (starts_nocase(s, "<script") && (s.len == 7 || !is_letter(s.at[7])))
        m->raw = "</script";
    if (starts_nocase(s, "<style") && (s.len == 6 || !is_letter(s.at[6])))
        m->raw = "</style";
    return 2;
}

static void end_tag(struct markup *m, bool empty)
{
    m->state = m->raw != NULL && !empty ? MARKUP_RAW : MARKUP_TEXT;
    m->until = m->raw;
}

static void follow(struct markup *m, struct str s)
{
    for (size_t i = 0, step; i < s.len; i += step) {
        step = 1;
        char c = s.at[i];
        switch (m->state) {
        case MARKUP_TEXT:
            if (c == '<')
                step = begin_tag(m, str_from(s, i));
            break;
        case MARKUP_TAG:
            if (c == '>')
                end_tag(m, i > 0 && s.at[i - 1] == '/');
            else if (c == '"' || c == '\'') {
                m->state = MARKUP_QUOTED;
                m->quote = c;
            }
            break;
        case MARKUP_QUOTED:
            if (c == m->quote)
                m->state = MARKUP_TAG;
            break;
        case MARKUP_RAW:
            if (c == m->until[0] && starts_nocase(str_from(s, i), m->until)) {
                step = strlen(m->until);
                m->state = m->until[0] == '<' ? MARKUP_TAG : MARKUP_TEXT;
                m->raw = NULL;
            }
            break;
        }
    }
}

static bool is_name(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '_')
            return false;
    }
    return s.len > 0;
}

static bool is_blank(struct str s)
{
    return str_trim(s).len == 0;
}

/* ctemplate prefixes every line of an included file with the white space in
 * front of the marker, where only that stands between it and the beginning of
 * the line, the section or the file; but for markers alone on their line, from
 * which STRIP_BLANK_LINES takes it away. */
static bool is_indented(const struct lexed *l, size_t before, size_t at,
                        size_t end)
{
    size_t line = at;
    while (line > before && l->text.at[line - 1] != '\n')
        line--;
    struct str lead = {l->text.at + line, at - line};
    bool after_open = before == 0;
    if (l->len > 0 && l->at[l->len - 1].end == before)
        after_open = l->at[l->len - 1].kind == TOKEN_OPEN;
    bool at_line = line > before || before == 0;
    if (lead.len == 0 || !is_blank(lead) || (!at_line && !after_open))
        return false;
    if (!at_line)
        return true;
    struct str head, tail;
    str_cut(str_from(l->text, end), '\n', &head, &tail);
    return !is_blank(head);
}

static bool open_section(struct lexer *x, struct token *t)
{
    if (x->n_open == LEX_SECTIONS_MAX)
        return lexed_report(x->l, x->d, t->at, DIAG_TEMPLATE_SECTION,
                            "sections are nested more than %d deep; put the "
                            "inner ones into a file of layouts/partials",
                            LEX_SECTIONS_MAX);
    x->open[x->n_open++] = x->l->len;
    *vec_push(x->a, x->l) = *t;
    return true;
}

static void push_close(struct lexer *x, size_t at, size_t end)
{
    struct token t = {.kind = TOKEN_CLOSE, .at = at, .end = end};
    t.name = x->l->at[x->open[--x->n_open]].name;
    *vec_push(x->a, x->l) = t;
}

static bool unclosed(struct lexer *x, const char *why)
{
    const struct token *open = &x->l->at[x->open[x->n_open - 1]];
    return lexed_report(x->l, x->d, open->at, DIAG_TEMPLATE_SECTION,
                        "{{#" STR_FMT "}} is never closed%s; expected "
                        "{{/" STR_FMT "}}",
                        STR_ARG(open->name), why, STR_ARG(open->name));
}

static bool close_section(struct lexer *x, const struct token *t)
{
    size_t n = x->n_open;
    while (n > 0 && !str_eq(x->l->at[x->open[n - 1]].name, t->name))
        n--;
    if (n == 0 && x->n_open > 0)
        return lexed_report(
            x->l, x->d, t->at, DIAG_TEMPLATE_SECTION,
            "{{/" STR_FMT "}} closes nothing; the open section is {{#" STR_FMT
            "}}",
            STR_ARG(t->name), STR_ARG(x->l->at[x->open[x->n_open - 1]].name));
    if (n == 0)
        return lexed_report(x->l, x->d, t->at, DIAG_TEMPLATE_SECTION,
                            "{{/" STR_FMT "}} closes nothing; no section is "
                            "open here",
                            STR_ARG(t->name));
    bool good = true;
    while (x->n_open > n) {
        good = unclosed(x, " inside its section");
        push_close(x, t->at, t->at);
    }
    push_close(x, t->at, t->end);
    return good;
}

static bool refuse(struct lexer *x, size_t at, char sign)
{
    if (sign == '=')
        return lexed_report(x->l, x->d, at, DIAG_TEMPLATE_SYNTAX,
                            "{{= changes the delimiters, which is not "
                            "supported; write {{ and }}");
    return lexed_report(x->l, x->d, at, DIAG_TEMPLATE_SYNTAX,
                        "{{%% is a pragma; the file's ending decides how "
                        "values are escaped, remove it");
}

static bool add_marker(struct lexer *x, size_t before, size_t at, size_t end)
{
    struct lexed *l = x->l;
    struct str body = {l->text.at + at + 2, end - at - 4};
    char sign = body.len > 0 ? body.at[0] : 0;
    if (sign == '!') {
        *vec_push(x->a, l) =
            (struct token){.kind = TOKEN_COMMENT, .at = at, .end = end};
        return true;
    }
    if (sign == '=' || sign == '%')
        return refuse(x, at, sign);
    struct token t = {.at = at, .end = end, .state = x->markup.state};
    t.kind = sign == '#'   ? TOKEN_OPEN
             : sign == '/' ? TOKEN_CLOSE
             : sign == '>' ? TOKEN_INCLUDE
                           : TOKEN_VALUE;
    bool modified = str_cut(str_from(body, t.kind != TOKEN_VALUE), ':', &t.name,
                            &t.modifiers);
    if (!is_name(t.name))
        return lexed_report(l, x->d, at, DIAG_TEMPLATE_SYNTAX,
                            "'" STR_FMT "' is no name of a marker; expected "
                            "letters, digits and '_', without spaces",
                            STR_ARG(utf8_head(t.name, 40)));
    if (modified && t.kind != TOKEN_VALUE)
        return lexed_report(l, x->d, at, DIAG_TEMPLATE_MODIFIER,
                            "'" STR_FMT "' has a modifier; only values take "
                            "one, remove it",
                            STR_ARG(t.name));
    if (modified && (t.modifiers.len == 0 || str_ends(t.modifiers, STR(":"))))
        return lexed_report(l, x->d, at, DIAG_TEMPLATE_MODIFIER,
                            "'" STR_FMT ":' names no modifier; remove the "
                            "colon",
                            STR_ARG(t.name));
    if (t.kind == TOKEN_OPEN)
        return open_section(x, &t);
    if (t.kind == TOKEN_CLOSE)
        return close_section(x, &t);
    t.indented = t.kind == TOKEN_INCLUDE && is_indented(l, before, at, end);
    *vec_push(x->a, l) = t;
    return true;
}

static size_t find_from(struct str text, size_t from, const char *needle)
{
    size_t at = str_find(str_from(text, from), str_of(needle));
    return at == SIZE_MAX ? SIZE_MAX : from + at;
}

/* The end of the marker at `at`, or SIZE_MAX. Only comments may go on over the
 * end of a line. */
static size_t marker_end(struct str text, size_t at)
{
    bool comment = at + 2 < text.len && text.at[at + 2] == '!';
    for (size_t i = at + 2; i + 1 < text.len; i++) {
        if (text.at[i] == '}' && text.at[i + 1] == '}')
            return i + 2;
        if (text.at[i] == '\n' && !comment)
            break;
    }
    return SIZE_MAX;
}

static void read_markers(struct lexer *x)
{
    struct str text = x->l->text;
    size_t from = 0, at;
    while ((at = find_from(text, from, "{{")) != SIZE_MAX) {
        while (at + 2 < text.len && text.at[at + 2] == '{')
            at++;
        follow(&x->markup, (struct str){text.at + from, at - from});
        size_t end = marker_end(text, at);
        if (end == SIZE_MAX) {
            bool comment = at + 2 < text.len && text.at[at + 2] == '!';
            x->good = lexed_report(x->l, x->d, at, DIAG_TEMPLATE_SYNTAX,
                                   "%s is never closed; expected }}%s",
                                   comment ? "{{!" : "{{",
                                   comment ? "" : " on the same line");
            end = find_from(text, at, "\n");
            if (comment || end == SIZE_MAX)
                return;
        } else if (!add_marker(x, from, at, end))
            x->good = false;
        from = end;
    }
}

bool template_lex(struct lexed *l, struct arena *a, struct diag *d)
{
    struct lexer x = {.l = l, .a = a, .d = d, .good = true};
    struct loc whole = {.path = l->shown};
    if (l->text.len > LEX_BYTES_MAX) {
        l->text.len = 0;
        return diag_add(d, whole, DIAG_FILE_SIZE,
                        "template of more than %d bytes; split it",
                        LEX_BYTES_MAX);
    }
    size_t bad = utf8_invalid_at(l->text);
    if (bad != SIZE_MAX) {
        lexed_report(l, d, bad, DIAG_ENCODING,
                     "byte %zu is not UTF-8; save the file as UTF-8", bad + 1);
        l->text.len = 0;
        return false;
    }
    read_markers(&x);
    while (x.n_open > 0) {
        x.good = unclosed(&x, "");
        push_close(&x, l->text.len, l->text.len);
    }
    return x.good;
}
