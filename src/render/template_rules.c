/* SPDX-License-Identifier: MIT */
#include "render/template_rules.h"

#include "base/unicode.h"

bool rules_complain(struct rules *r, struct unit *u, struct token *t,
                    enum diag_code code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct str text = speech_vsay(r->a, r->d->speech, format, args);
    va_end(args);
    t->reported = true;
    u->file.good = r->good = false;
    return lexed_report(&u->file.lexed, r->d, t->at, code, STR_FMT,
                        STR_ARG(text));
}

static struct str open_list(struct rules *r, const struct scopes *open)
{
    struct str list = {0};
    for (unsigned i = 1; i < N_SCOPES; i++)
        if (scopes_have(open, i))
            list = arena_printf(r->a, STR_FMT "%s%s", STR_ARG(list),
                                list.len ? ", " : "", scope_names[i]);
    return list.len > 0 ? list
                        : str_of(speech_word(r->d->speech, SPEECH("none")));
}

static bool check_scope(struct rules *r, struct unit *u, struct token *t,
                        enum marker m, const struct scopes *open)
{
    if (scopes_have(open, marker_scopes[m]))
        return true;
    struct str from = {0};
    if (u->from != NULL)
        from = u->from->file.lexed.shown;
    return rules_complain(r, u, t, DIAG_TEMPLATE_MARKER,
                          "'%s' is not available here: it belongs to scope "
                          STR_FMT "; open scopes: " STR_FMT "%s" STR_FMT,
                          marker_infos[m].name,
                          STR_ARG(str_of(marker_infos[m].scope)),
                          STR_ARG(open_list(r, open)),
                          from.len > 0 ? "; included from " : "",
                          STR_ARG(from));
}

static bool check_place(struct rules *r, struct unit *u, struct token *t,
                        enum marker_kind kind)
{
    const char *fault = NULL;
    if (kind == MARKER_HTML && t->state != MARKUP_TEXT)
        fault = "is markup and stands in a tag, comment or script; put it "
                "between tags";
    else if (kind == MARKER_LINK && t->state != MARKUP_QUOTED)
        fault = "is an address and stands outside quotes; put it into an "
                "attribute such as href=\"{{…}}\"";
    else if (kind == MARKER_JSON && t->state != MARKUP_RAW)
        fault = "is JSON and stands outside a script; put it into a script "
                "element";
    else if (t->state == MARKUP_TAG)
        fault = "stands in a tag outside quotes; write name=\"{{…}}\"";
    if (fault == NULL)
        return true;
    return rules_complain(r, u, t, DIAG_TEMPLATE_SYNTAX, "'" STR_FMT "' %s",
                          STR_ARG(t->name), fault);
}

static bool check_modifier(struct rules *r, struct unit *u, struct token *t,
                           enum marker_kind kind)
{
    struct str want = modifier_of(kind), name = t->name;
    if (want.len > 0 ? str_eq(t->modifiers, want)
                     : modifiers_standard(t->modifiers))
        return true;
    if (want.len > 0)
        return rules_complain(
            r, u, t, DIAG_TEMPLATE_MODIFIER,
            "'" STR_FMT "' is %s; write {{" STR_FMT ":" STR_FMT "}}",
            STR_ARG(name), kind_words[kind], STR_ARG(name), STR_ARG(want));
    return rules_complain(r, u, t, DIAG_TEMPLATE_MODIFIER,
                          "'" STR_FMT "' is %s and takes no ':" STR_FMT
                          "'; write {{" STR_FMT "}}",
                          STR_ARG(name), kind_words[kind],
                          STR_ARG(utf8_head(t->modifiers, 40)), STR_ARG(name));
}

static bool unknown(struct rules *r, struct unit *u, struct token *t,
                    const struct scopes *open)
{
    struct str near =
        names_near(&r->names, t->name, open, t->kind == TOKEN_OPEN);
    if (near.len == 0)
        return rules_complain(r, u, t, DIAG_TEMPLATE_MARKER,
                              "unknown marker '" STR_FMT
                              "'; layouts/README.md lists them",
                              STR_ARG(t->name));
    return rules_complain(r, u, t, DIAG_TEMPLATE_MARKER,
                          "unknown marker '" STR_FMT "'; did you mean '" STR_FMT
                          "'?",
                          STR_ARG(t->name), STR_ARG(near));
}

static struct str near_word(struct rules *r, struct str key, size_t lang)
{
    const struct template_words *w = &r->names.langs[lang];
    struct str near = w->near != NULL ? w->near(w->words, key)
                                      : (struct str){0};
    if (near.len == 0)
        return near;
    near = upper_name(r->a, near);
    return speech_say(r->a, r->d->speech, ", or write {{T_" STR_FMT "}} here",
                      STR_ARG(near));
}

static bool check_word(struct rules *r, struct unit *u, struct token *t)
{
    bool good = true;
    size_t n = names_add_word(&r->names, t->name);
    for (size_t i = 0; i < n; i++) {
        const struct str *lang = names_word_lacks(&r->names, t->name, i);
        if (lang == NULL)
            continue;
        struct str key = word_key(r->a, t->name);
        struct str near = near_word(r, key, i);
        good = rules_complain(
            r, u, t, DIAG_WORD_MISSING,
            "{{" STR_FMT "}} has no word in language '" STR_FMT
            "'; add '" STR_FMT "' to strings." STR_FMT ".yaml" STR_FMT,
            STR_ARG(t->name), STR_ARG(*lang), STR_ARG(key), STR_ARG(*lang),
            STR_ARG(near));
    }
    return good;
}

void rules_value(struct rules *r, struct unit *u, struct token *t,
                 const struct scopes *open)
{
    enum marker m = N_MARKERS;
    enum marker_kind kind = MARKER_TEXT;
    if (is_word(t->name)) {
        if (!check_word(r, u, t))
            return;
    } else if (!names_find(&r->names, t->name, &m)) {
        unknown(r, u, t, open);
        return;
    } else {
        kind = marker_infos[m].kind;
        names_add_marker(&r->names, t->name, m);
        if (!check_scope(r, u, t, m, open))
            return;
    }
    if (kind == MARKER_SHOW || kind == MARKER_LIST)
        rules_complain(r, u, t, DIAG_TEMPLATE_MARKER,
                       "'" STR_FMT "' is %s; write {{#" STR_FMT
                       "}} … {{/" STR_FMT "}}",
                       STR_ARG(t->name), kind_words[kind], STR_ARG(t->name),
                       STR_ARG(t->name));
    else if (check_modifier(r, u, t, kind))
        check_place(r, u, t, kind);
}

void rules_section(struct rules *r, struct unit *u, struct token *t,
                   const struct scopes *open, struct scopes *inner)
{
    enum marker m;
    *inner = *open;
    if (!names_find(&r->names, t->name, &m)) {
        memset(inner, 0xFF, sizeof *inner);
        if (!t->reported)
            unknown(r, u, t, open);
        return;
    }
    enum marker_kind kind = marker_infos[m].kind;
    if (kind == MARKER_LIST) {
        scopes_open(inner, marker_items[m]);
        r->n_open[m]++;
    }
    names_add_marker(&r->names, t->name, m);
    if (t->reported || !check_scope(r, u, t, m, open))
        return;
    if (r->n_open[m] > RULES_NESTED_MAX)
        rules_complain(r, u, t, DIAG_TEMPLATE_SECTION,
                       "'" STR_FMT "' stands in itself more than %d times, and "
                       "each time multiplies what is shown; take one away",
                       STR_ARG(t->name), RULES_NESTED_MAX);
    if (kind != MARKER_SHOW && kind != MARKER_LIST)
        rules_complain(r, u, t, DIAG_TEMPLATE_MARKER,
                       "'" STR_FMT "' is %s and no section; write {{" STR_FMT
                       "}}",
                       STR_ARG(t->name), kind_words[kind], STR_ARG(t->name));
}

void rules_section_end(struct rules *r, const struct token *t)
{
    enum marker m;
    if (names_find(&r->names, t->name, &m) && r->n_open[m] > 0)
        r->n_open[m]--;
}
