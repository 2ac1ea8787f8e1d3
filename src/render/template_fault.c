/* SPDX-License-Identifier: MIT */
#include "render/template_fault.h"

#include "base/unicode.h"

/* A part of a file: so many markers, so many bytes. */
struct part {
    const struct checked_file *f;
    template_parses *parses;
    size_t n_tokens;
};

static void put_closes(const struct checked_file *f, size_t n_tokens,
                       struct buf *out)
{
    struct str open[LEX_SECTIONS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < n_tokens; i++) {
        if (f->lexed.at[i].kind == TOKEN_OPEN)
            open[n++] = f->lexed.at[i].name;
        if (f->lexed.at[i].kind == TOKEN_CLOSE && n > 0)
            n--;
    }
    for (; n > 0; n--)
        buf_printf(out, "{{/" STR_FMT "}}", STR_ARG(open[n - 1]));
}

void template_prepare(const struct checked_file *f, size_t len, size_t n_tokens,
                      struct buf *out)
{
    struct str text = str_head(f->lexed.text, len), line;
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        text = str_from(text, 3);
    buf_printf(out, "{{%%AUTOESCAPE context=\"%s\"}}\n",
               f->ending == ENDING_XML ? "XML" : "HTML");
    while (str_cut(text, '\r', &line, &text))
        buf_str(out, line);
    buf_str(out, line);
    put_closes(f, n_tokens, out);
}

static bool fails(const struct part *p, size_t len)
{
    struct buf b = {0};
    template_prepare(p->f, len, p->n_tokens, &b);
    bool parsed = p->parses(buf_view(&b));
    buf_release(&b);
    return !parsed;
}

static size_t token_end(const struct lexed *l, size_t n_tokens)
{
    return n_tokens > 0 ? l->at[n_tokens - 1].end : 0;
}

/* The number of markers in the shortest failing part that ends behind one, or
 * 0 when all of them parse. */
static size_t count_tokens(const struct checked_file *f,
                           template_parses *parses)
{
    const struct lexed *l = &f->lexed;
    struct part all = {f, parses, l->len};
    if (l->len == 0 || !fails(&all, token_end(l, l->len)))
        return 0;
    size_t low = 0, high = l->len;
    while (high - low > 1) {
        struct part p = {f, parses, low + (high - low) / 2};
        if (fails(&p, token_end(l, p.n_tokens)))
            high = p.n_tokens;
        else
            low = p.n_tokens;
    }
    return high;
}

/* The last byte of the shortest failing part that ends in the text between
 * `low`, where it parses, and `high`. */
static size_t find_byte(const struct part *p, size_t low, size_t high)
{
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (fails(p, middle))
            high = middle;
        else
            low = middle;
    }
    return high > 0 ? high - 1 : 0;
}

bool template_fault(struct checked_file *f, template_parses *parses,
                    struct str complaint, struct diag *d)
{
    struct lexed *l = &f->lexed;
    size_t n = count_tokens(f, parses);
    struct part before = {f, parses, n > 0 ? n - 1 : l->len};
    size_t end = n > 0 ? l->at[n - 1].at : l->text.len;
    if (n > 0 && !fails(&before, end))
        return lexed_report(l, d, end, DIAG_TEMPLATE_SYNTAX,
                            "this marker cannot stand here: " STR_FMT,
                            STR_ARG(utf8_head(complaint, 200)));
    size_t at = find_byte(&before, token_end(l, before.n_tokens), end);
    return lexed_report(l, d, at, DIAG_TEMPLATE_SYNTAX,
                        "the markup does not parse here; look for a stray "
                        "quote, '<' or '=' in this tag or the one before");
}

bool template_weak(struct checked_file *f, struct str complaint, struct diag *d)
{
    struct lexed *l = &f->lexed;
    struct str head, name;
    str_cut(str_from(complaint, sizeof "Token: " - 1), ' ', &name, &head);
    size_t i = 0;
    while (i < l->len &&
           !(str_eq(l->at[i].name, name) && l->at[i].modifiers.len > 0))
        i++;
    return lexed_report(l, d, i < l->len ? l->at[i].at : 0,
                        DIAG_TEMPLATE_MODIFIER,
                        "the modifier of '" STR_FMT "' does not escape enough "
                        "here; leave it out",
                        STR_ARG(name));
}
