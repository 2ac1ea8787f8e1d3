/* SPDX-License-Identifier: MIT */
#ifndef JB_MODEL_WORDS_H
#define JB_MODEL_WORDS_H

/* Interface words and patterns of one language (strings.<lang>.yaml).
 *
 * Patterns are a subset of ICU MessageFormat: `{name}` takes an argument;
 * `{name, plural, =0 {none} one {# article} other {# articles}}` chooses by the
 * ICU plural category of the language, `#` being the number; `{name, select,
 * a {…} other {…}}` chooses by text. Patterns nest; `'{'` and `''` quote.
 * Immutable after loading, shared by threads. */

#include "base/map.h"
#include "base/plural.h"
#include "base/value.h"

struct word {
    struct str key, text;
    struct loc loc; /* no path: what was written does not parse */
    struct word *next; /* in order of the file */
    bool of_theme; /* the default theme has it */
};

struct words {
    struct str lang;       /* id from site.yaml: zh, en */
    struct str tag;        /* BCP 47, for plural rules */
    struct map byname;     /* key -> struct word */
    struct word *first, *last;
    struct plural *plural; /* opened by words_load, of `tag` or else `lang` */
};

struct word_arg {
    const char *name;
    struct str text;
};

/* Takes the scalars of a strings file; a key that is there is replaced. `lang`
 * and `tag` are set before. Reports values that are no text, patterns that do
 * not parse, and plurals without a form that the language has; those keep
 * what was there. Texts are copied. */
bool words_load(struct words *w, struct arena *a, const struct value *file,
                struct diag *d) JB_MUST_USE;

/* The word as written, or an empty string. */
struct str words_get(const struct words *w, const char *key);
bool words_has(const struct words *w, const char *key);

/* True where the language does not even try: nothing was reported for the key. */
bool words_lack(const struct words *w, struct str key);

/* The pattern with its arguments put in. A missing argument stays visible as
 * {name}; a missing key gives an empty string. */
struct str words_fill(const struct words *w, struct arena *a, const char *key,
                      const struct word_arg *args, size_t n_args);
#define WORDS(...)                                                             \
    (const struct word_arg[]){__VA_ARGS__},                                    \
        sizeof((const struct word_arg[]){__VA_ARGS__}) /                       \
            sizeof(struct word_arg)

void words_release(struct words *w);

#endif
