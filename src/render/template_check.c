/* SPDX-License-Identifier: MIT */
#include "render/template_check.h"

#include "render/template_rules.h"

struct check {
    struct arena *a;
    struct rules rules;
    vec_of(struct unit *) units;
    struct map partials[N_ENDINGS];
    size_t n_steps;
};

static const struct str endings[N_ENDINGS] = {
    [ENDING_HTML] = STR_INIT(".html"),
    [ENDING_XML] = STR_INIT(".xml"),
    [ENDING_SVG] = STR_INIT(".svg"),
};

static bool split_path(struct unit *u, struct str path, struct str *stem)
{
    const struct str folder = STR("partials/");
    u->file.partial = str_starts(path, folder);
    *stem = u->file.partial ? str_from(path, folder.len) : path;
    for (unsigned i = 0; i < N_ENDINGS; i++)
        if (str_ends(*stem, endings[i])) {
            u->file.ending = (enum ending)i;
            stem->len -= endings[i].len;
            return stem->len > 0;
        }
    return false;
}

/* figure-table -> FIGURE_TABLE; false for other characters. */
static bool marker_name(struct arena *a, struct str stem, struct str *out)
{
    char *at = arena_alloc(a, stem.len + 1, 1);
    for (size_t i = 0; i < stem.len; i++) {
        char c = stem.at[i];
        bool small = c >= 'a' && c <= 'z';
        if (!small && c != '-' && !(c >= '0' && c <= '9'))
            return false;
        at[i] = small ? (char)(c - 'a' + 'A') : c == '-' ? '_' : c;
    }
    *out = (struct str){at, stem.len};
    return true;
}

static bool add_file(struct check *c, const struct template_file *f)
{
    struct unit *u = arena_new(c->a, struct unit);
    struct str stem;
    if (!split_path(u, f->path, &stem) || !marker_name(c->a, stem, &u->name))
        return diag_add(c->rules.d, (struct loc){.path = f->shown},
                        DIAG_FILE_NAME,
                        "'" STR_FMT "' is no name of a template; expected "
                        "small letters, digits and '-', then .html, .xml or "
                        ".svg, in layouts or layouts/partials",
                        STR_ARG(f->path));
    u->file.key = arena_copy(c->a, f->path);
    u->file.lexed = (struct lexed){.shown = f->shown, .text = f->text};
    for (size_t i = 0; i < c->units.len; i++)
        if (str_eq(c->units.at[i]->file.key, u->file.key))
            return true;
    *vec_push(c->a, &c->units) = u;
    if (u->file.partial)
        map_put(&c->partials[u->file.ending], c->a, u->name, u);
    u->file.good = template_lex(&u->file.lexed, c->a, c->rules.d);
    return u->file.good;
}

static bool missing(struct check *c, struct unit *u, struct token *t)
{
    struct str near =
        map_nearest(&c->partials[u->file.ending], upper_name(c->a, t->name));
    if (near.len > 0)
        return rules_complain(&c->rules, u, t, DIAG_TEMPLATE_INCLUDE,
                              "{{>" STR_FMT "}} finds no file; did you mean "
                              "{{>" STR_FMT "}}?",
                              STR_ARG(t->name), STR_ARG(near));
    return rules_complain(&c->rules, u, t, DIAG_TEMPLATE_INCLUDE,
                          "{{>" STR_FMT "}} finds no file; expected "
                          "layouts/partials/" STR_FMT STR_FMT,
                          STR_ARG(t->name), STR_ARG(file_stem(c->a, t->name)),
                          STR_ARG(endings[u->file.ending]));
}

static bool cycle(struct check *c, struct unit *u, struct token *t,
                  const struct unit *to)
{
    struct str way = to->file.key;
    for (const struct unit *i = u; i != to; i = i->from)
        way = arena_printf(c->a, STR_FMT " > " STR_FMT, STR_ARG(i->file.key),
                           STR_ARG(way));
    return rules_complain(
        &c->rules, u, t, DIAG_TEMPLATE_INCLUDE,
        "{{>" STR_FMT "}} includes itself: " STR_FMT " > " STR_FMT,
        STR_ARG(t->name), STR_ARG(to->file.key), STR_ARG(way));
}

static bool check_include(struct check *c, struct unit *u, struct token *t,
                          struct unit *to)
{
    const char *fault = NULL;
    if (to == NULL)
        return missing(c, u, t);
    if (to->active)
        return cycle(c, u, t, to);
    if (t->indented)
        fault = "is indented, and so would be every line of its file; put it "
                "alone on its line or at the beginning of the line";
    else if (t->state != MARKUP_TEXT)
        fault = "stands in a tag, comment or script, but its file is escaped "
                "as text; put it between tags";
    if (fault == NULL)
        return true;
    return rules_complain(&c->rules, u, t, DIAG_TEMPLATE_INCLUDE,
                          "{{>" STR_FMT "}} %s", STR_ARG(t->name), fault);
}

/* True when the file was walked with these scopes before. */
static bool was_seen(struct check *c, struct unit *u, const struct scopes *open)
{
    for (size_t i = 0; i < u->seen.len; i++, c->n_steps++)
        if (memcmp(&u->seen.at[i], open, sizeof *open) == 0)
            return true;
    *vec_push(c->a, &u->seen) = *open;
    return false;
}

static bool too_much(struct check *c, struct unit *u, struct token *t,
                     unsigned depth)
{
    const char *why = NULL;
    if (depth >= CHECK_DEPTH_MAX)
        why = "lies too deep; at most 32 files may include one another";
    else if (c->n_steps > CHECK_STEPS_MAX)
        why = "is one include too many: files include each other in too many "
              "different sections; simplify them";
    else if (u->expanded > CHECK_EXPANDED_MAX)
        why = "is one include too many: together they make more than 16 MiB; "
              "simplify them";
    if (why == NULL)
        return false;
    if (!t->reported)
        rules_complain(&c->rules, u, t, DIAG_TEMPLATE_INCLUDE,
                       "{{>" STR_FMT "}} %s", STR_ARG(t->name), why);
    return true;
}

static void walk(struct check *c, struct unit *u, struct scopes open,
                 unsigned depth);

static void include(struct check *c, struct unit *u, struct token *t,
                    const struct scopes *open, unsigned depth)
{
    enum ending ending = u->file.ending;
    struct unit *to = map_get(&c->partials[ending], t->name);
    if (!t->reported)
        check_include(c, u, t, to);
    if (to == NULL || to->active || too_much(c, u, t, depth))
        return;
    names_add(&c->rules.names, t->name)->include[ending] = to->file.key.at;
    to->from = u;
    walk(c, to, *open, depth + 1);
    to->from = NULL;
    u->expanded += to->expanded;
    if (too_much(c, u, t, depth))
        u->expanded = 0;
}

/* ctemplate shows {{#X_separator}}, directly in {{#X}}, between two items. */
static bool is_separator(const struct token *t, const struct token *outer)
{
    return outer != NULL && str_starts(t->name, outer->name) &&
           str_is(str_from(t->name, outer->name.len), "_separator");
}

static void walk(struct check *c, struct unit *u, struct scopes open,
                 unsigned depth)
{
    struct scopes stack[LEX_SECTIONS_MAX + 1] = {open};
    const struct token *outer[LEX_SECTIONS_MAX + 1] = {NULL};
    size_t n = 0;
    u->used = true;
    if (was_seen(c, u, &open))
        return;
    u->active = true;
    u->expanded = u->file.lexed.text.len;
    for (size_t i = 0; i < u->file.lexed.len; i++, c->n_steps++) {
        struct token *t = &u->file.lexed.at[i];
        t->reported |= u->file.lexed.n_reports >= LEX_REPORTS_MAX;
        switch (t->kind) {
        case TOKEN_OPEN:
            stack[n + 1] = stack[n];
            if (!is_separator(t, outer[n]))
                rules_section(&c->rules, u, t, &stack[n], &stack[n + 1]);
            outer[++n] = t;
            break;
        case TOKEN_CLOSE:
            if (!is_separator(outer[n], outer[n - 1]))
                rules_section_end(&c->rules, outer[n]);
            n--;
            break;
        case TOKEN_VALUE:
            if (!t->reported)
                rules_value(&c->rules, u, t, &stack[n]);
            break;
        case TOKEN_COMMENT: break;
        case TOKEN_INCLUDE: include(c, u, t, &stack[n], depth); break;
        }
    }
    u->active = false;
}

static bool is_item(unsigned scope)
{
    for (size_t i = 0; i < N_MARKERS; i++)
        if (marker_items[i] == scope)
            return true;
    return false;
}

static struct scopes layout_scopes(const struct unit *u)
{
    struct scopes open = {{0}};
    bool chart =
        u->file.ending == ENDING_SVG && str_starts(u->name, STR("CHART_"));
    for (unsigned i = 1; i < N_SCOPES; i++) {
        struct str name = str_of(scope_names[i]);
        if ((u->file.ending == ENDING_HTML && str_is(name, "PAGE")) ||
            (chart && str_is(name, "CHART")) ||
            (str_eq(name, u->name) && !is_item(i)))
            scopes_open(&open, i);
    }
    return open;
}

static void list_files(struct check *c, struct checked *out)
{
    struct checked_file **files =
        arena_array(c->a, c->units.len + 1, struct checked_file *);
    for (size_t i = 0; i < c->units.len; i++)
        if (c->units.at[i]->used)
            files[out->n_files++] = &c->units.at[i]->file;
    out->files = files;
}

bool template_check(struct arena *a, const struct template_file *files,
                    size_t n_files, const struct template_words *words,
                    size_t n_words, struct checked *out, struct diag *d)
{
    struct check c = {.a = a, .rules = {.a = a, .d = d, .good = true}};
    names_init(&c.rules.names, a, words, n_words);
    for (size_t i = 0; i < n_files; i++)
        c.rules.good &= add_file(&c, &files[i]);
    for (size_t i = 0; i < c.units.len; i++)
        if (!c.units.at[i]->file.partial)
            walk(&c, c.units.at[i], layout_scopes(c.units.at[i]), 0);
    *out = (struct checked){0};
    list_files(&c, out);
    names_finish(&c.rules.names, out);
    for (size_t i = 0; i < N_ENDINGS; i++)
        map_release(&c.partials[i]);
    return c.rules.good;
}
