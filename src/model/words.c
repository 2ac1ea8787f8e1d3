/* SPDX-License-Identifier: MIT */
#include "model/words.h"

enum { DEPTH_MAX = 8, ROOM = 48 };

struct fill {
    const struct words *words;
    struct str pattern;
    size_t at;
    const struct word_arg *args;
    size_t n_args;
    struct arena *a; /* of the text; NULL: only checked */
    char *out;
    size_t len, room;
    const char *fault;   /* NULL: none so far */
    const char *missing; /* the form that the fault is about */
};

static bool message(struct fill *f, bool emit, int depth,
                    const struct str *number);

static bool fail(struct fill *f, const char *fault)
{
    f->fault = fault;
    return false;
}

static void put(struct fill *f, struct str s)
{
    if (f->len + s.len >= f->room) {
        size_t room = f->room + s.len + ROOM;
        f->out = arena_grow(f->a, f->out, f->room, room, 1);
        f->room = room;
    }
    if (s.len > 0)
        memcpy(f->out + f->len, s.at, s.len);
    f->len += s.len;
}

static void put_byte(struct fill *f, char c)
{
    put(f, (struct str){&c, 1});
}

static char peek(const struct fill *f)
{
    return f->at < f->pattern.len ? f->pattern.at[f->at] : '\0';
}

static bool done(const struct fill *f)
{
    return f->at >= f->pattern.len;
}

static void skip_space(struct fill *f)
{
    while (!done(f) && (peek(f) == ' ' || peek(f) == '\n'))
        f->at++;
}

static bool is_one_of(char c, const char *set)
{
    while (*set != '\0' && *set != c)
        set++;
    return *set != '\0';
}

static struct str until(struct fill *f, const char *stops)
{
    size_t from = f->at;
    while (!done(f) && !is_one_of(peek(f), stops))
        f->at++;
    return str_trim((struct str){f->pattern.at + from, f->at - from});
}

static const struct str *arg(const struct fill *f, struct str name)
{
    for (size_t i = 0; i < f->n_args; i++) {
        const char *own = f->args[i].name;
        if (name.len > 0 && own[0] == name.at[0] && str_is(name, own))
            return &f->args[i].text;
    }
    return NULL;
}

/* MessageFormat: '' is an apostrophe, and one before a syntax character quotes
 * up to the next. Any other apostrophe is itself. */
static bool quoted(struct fill *f, bool emit, bool in_plural)
{
    f->at++;
    char c = peek(f);
    if (c != '{' && c != '}' && !(in_plural && c == '#')) {
        f->at += c == '\'' ? 1 : 0;
        if (emit)
            put_byte(f, '\'');
        return true;
    }
    for (; !done(f); f->at++) {
        c = peek(f);
        if (c == '\'') {
            f->at++;
            if (peek(f) != '\'')
                return true;
        }
        if (emit)
            put_byte(f, c);
    }
    return fail(f, "a quote is not closed; write '' for an apostrophe");
}

static bool is_name(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!(s.at[i] >= 'a' && s.at[i] <= 'z') && s.at[i] != '_' &&
            !(s.at[i] >= '0' && s.at[i] <= '9'))
            return false;
    return s.len > 0;
}

struct choice {
    bool plural;
    struct str exact;                    /* the argument */
    const char *form;                    /* its plural form */
    int rank;                            /* of the best case so far */
    size_t best;                         /* where its text begins */
    const char *forms[PLURAL_FORMS_MAX]; /* those that must be there */
    size_t n_forms;
    unsigned seen; /* bit i: forms[i] is there */
};

/* How well a case fits: an exact number before a form before `other`. */
static int rank(struct str selector, const struct choice *c)
{
    if (c->plural ? selector.len > 1 && selector.at[0] == '=' &&
                        str_eq(str_from(selector, 1), c->exact)
                  : str_eq(selector, c->exact))
        return 3;
    if (c->plural && str_is(selector, c->form))
        return 2;
    return str_is(selector, "other") ? 1 : 0;
}

static void note(struct choice *c, struct str selector, size_t at)
{
    int fit = rank(selector, c);
    if (fit > c->rank) {
        c->rank = fit;
        c->best = at;
    }
    for (size_t i = 0; i < c->n_forms; i++)
        if (str_is(selector, c->forms[i]))
            c->seen |= 1U << i;
}

static bool is_complete(struct fill *f, const struct choice *c)
{
    for (size_t i = 0; i < c->n_forms; i++)
        if ((c->seen & 1U << i) == 0) {
            f->missing = c->forms[i];
            return fail(f, "no form");
        }
    return true;
}

static bool read_case(struct fill *f, int depth, struct choice *c,
                      const struct str *number)
{
    struct str selector = until(f, " \n{}");
    skip_space(f);
    if (selector.len == 0 || peek(f) != '{')
        return fail(f, "a form is not followed by its text in braces");
    f->at++;
    note(c, selector, f->at);
    if (!message(f, false, depth + 1, number))
        return false;
    f->at++;
    skip_space(f);
    return true;
}

static bool choose(struct fill *f, bool emit, int depth, struct str name,
                   const struct str *number)
{
    const struct str *text = arg(f, name);
    f->at++;
    struct str type = until(f, ",}");
    struct choice c = {.plural = str_is(type, "plural"),
                       .exact = text ? *text : (struct str){0}};
    if ((!c.plural && !str_is(type, "select")) || peek(f) != ',')
        return fail(f, "only `plural` and `select` can follow a name");
    if (c.plural) {
        c.form = plural_form(f->words->plural, c.exact);
        c.n_forms = plural_forms(f->words->plural, c.forms);
    } else {
        c.forms[c.n_forms++] = "other";
    }
    const struct str *inner = c.plural ? &c.exact : number;
    f->at++;
    skip_space(f);
    while (!done(f) && peek(f) != '}')
        if (!read_case(f, depth, &c, inner))
            return false;
    if (done(f))
        return fail(f, "a brace is not closed");
    if (!is_complete(f, &c))
        return false;
    size_t end = f->at + 1;
    if (emit && text == NULL) {
        put_byte(f, '{');
        put(f, name);
        put_byte(f, '}');
    } else if (emit) {
        f->at = c.best;
        if (!message(f, true, depth + 1, inner))
            return false;
    }
    f->at = end;
    return true;
}

static bool argument(struct fill *f, bool emit, int depth,
                     const struct str *number)
{
    f->at++;
    struct str name = until(f, ",{}");
    if (!is_name(name))
        return fail(f, "an argument has no name of a-z, 0-9 and _; write '{' "
                       "for a brace");
    if (peek(f) == ',')
        return choose(f, emit, depth, name, number);
    if (peek(f) != '}')
        return fail(f, "a brace is not closed");
    f->at++;
    const struct str *text = arg(f, name);
    if (emit && text != NULL) {
        put(f, *text);
    } else if (emit) {
        put_byte(f, '{');
        put(f, name);
        put_byte(f, '}');
    }
    return true;
}

/* The text up to what may be syntax; one character at least. */
static struct str plain(struct fill *f)
{
    size_t from = f->at++;
    for (; !done(f); f->at++) {
        char c = peek(f);
        if (c == '\'' || c == '{' || c == '}' || c == '#')
            break;
    }
    return (struct str){f->pattern.at + from, f->at - from};
}

/* Up to the end, or to the `}` that closes a case. */
static bool message(struct fill *f, bool emit, int depth,
                    const struct str *number)
{
    if (depth > DEPTH_MAX)
        return fail(f, "forms are nested too deeply");
    while (!done(f)) {
        char c = peek(f);
        if (c == '\'') {
            if (!quoted(f, emit, number != NULL))
                return false;
        } else if (c == '{') {
            if (!argument(f, emit, depth, number))
                return false;
        } else if (c == '}') {
            return depth > 0 ? true : fail(f, "a closing brace too many");
        } else if (c == '#' && number != NULL) {
            if (emit)
                put(f, *number);
            f->at++;
        } else {
            struct str run = plain(f);
            if (emit)
                put(f, run);
        }
    }
    return depth == 0 ? true : fail(f, "a brace is not closed");
}

static struct word *word_slot(struct words *w, struct arena *a, struct str key)
{
    struct word *word = map_get(&w->byname, key);
    if (word != NULL)
        return word;
    word = arena_new(a, struct word);
    word->key = arena_copy(a, key);
    map_put(&w->byname, a, word->key, word);
    if (w->last != NULL)
        w->last->next = word;
    else
        w->first = word;
    w->last = word;
    return word;
}

static bool load_word(struct words *w, struct arena *a, const struct value *v,
                      struct diag *d)
{
    struct word *word = word_slot(w, a, v->key);
    if (v->kind != VALUE_SCALAR)
        return diag_add(d, v->loc, DIAG_WORD_PATTERN,
                        "'" STR_FMT "' is not a text; write one line",
                        STR_ARG(v->key));
    struct fill f = {.words = w, .pattern = v->text};
    if (!message(&f, false, 0, NULL))
        return f.missing != NULL
                   ? diag_add(d, v->loc, DIAG_WORD_PATTERN,
                              "pattern of '" STR_FMT "' does not parse: %s "
                              "'%s' in a choice; add it",
                              STR_ARG(v->key), f.fault, f.missing)
                   : diag_add(d, v->loc, DIAG_WORD_PATTERN,
                              "pattern of '" STR_FMT "' does not parse: %s",
                              STR_ARG(v->key), f.fault);
    word->text = arena_copy(a, v->text);
    word->loc = v->loc;
    return true;
}

bool words_load(struct words *w, struct arena *a, const struct value *file,
                struct diag *d)
{
    struct str tag = w->tag.len > 0 ? w->tag : w->lang;
    if (w->plural == NULL)
        w->plural = plural_open(arena_copy(a, tag).at);
    bool good = true;
    for (const struct value *v = file ? file->first : NULL; v != NULL;
         v = v->next)
        good &= load_word(w, a, v, d);
    return good;
}

struct str words_get(const struct words *w, const char *key)
{
    const struct word *word = map_get(&w->byname, str_of(key));
    return word != NULL ? word->text : (struct str){0};
}

bool words_has(const struct words *w, const char *key)
{
    const struct word *word = map_get(&w->byname, str_of(key));
    return word != NULL && word->loc.path.len > 0;
}

bool words_lack(const struct words *w, struct str key)
{
    return map_get(&w->byname, key) == NULL;
}

struct str words_fill(const struct words *w, struct arena *a, const char *key,
                      const struct word_arg *args, size_t n_args)
{
    struct str pattern = words_get(w, key);
    if (str_find_byte(pattern, '{') == SIZE_MAX &&
        str_find_byte(pattern, '\'') == SIZE_MAX)
        return pattern;
    struct fill f = {.words = w,
                     .pattern = pattern,
                     .args = args,
                     .n_args = n_args,
                     .a = a};
    put(&f, (struct str){0}); /* so that there is a text, however short */
    message(&f, true, 0, NULL);
    return (struct str){f.out, f.len};
}

void words_release(struct words *w)
{
    map_release(&w->byname);
    plural_close(w->plural);
    w->plural = NULL;
}
