/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_TEMPLATE_CHECK_H
#define JB_RENDER_TEMPLATE_CHECK_H

/* Everything about a set of layouts that is known before rendering.
 *
 * Layouts are walked together with what they include, the open scopes in hand,
 * so that each marker of a partial is checked in every surrounding in which it
 * will stand; each fault is told once. Partials that nobody includes are only
 * read, not walked. What comes out is what an engine needs: the files in use
 * and a meaning for each name in them. */

#include "render/dict.h"
#include "render/template_lex.h"

enum ending { ENDING_HTML, ENDING_XML, ENDING_SVG, N_ENDINGS };

enum {
    CHECK_DEPTH_MAX = 32,         /* includes, one inside another */
    CHECK_STEPS_MAX = 4000000,    /* markers walked, in all surroundings */
    CHECK_EXPANDED_MAX = 16 << 20 /* bytes of a layout with its includes */
};

/* A file in use. */
struct checked_file {
    struct str key; /* "partials/head.html", NUL-terminated */
    enum ending ending;
    bool partial, good; /* good: nothing was reported against it */
    struct lexed lexed;
};

enum meaning {
    MEANING_NONE,
    MEANING_MARKER,
    MEANING_WORD,
    MEANING_HAS, /* a SHOW that follows from `marker` being set */
    MEANING_NO   /* or from its being empty */
};

/* What a name stands for as a value or section, and as an include. */
struct checked_name {
    struct str name;
    enum meaning meaning;
    enum marker marker; /* of MARKER, HAS and NO */
    enum marker show;   /* HAS, NO: the SHOW itself */
    size_t word;
    const char *include[N_ENDINGS]; /* key of the file, or NULL */
};

struct checked {
    struct checked_file *const *files;
    size_t n_files;
    struct checked_name *const *names;
    size_t n_names;
    const struct str *words; /* [word * n_langs + language] */
    size_t n_langs;
};

/* Fills `out`, on the arena, as far as possible even after a report (false). */
bool template_check(struct arena *a, const struct template_file *files,
                    size_t n_files, const struct template_words *words,
                    size_t n_words, struct checked *out,
                    struct diag *d) JB_MUST_USE;

/* What a name in use stands for at a place: text, whether its section is shown,
 * the first item of its list (NULL: none, or no list). */
static inline struct str checked_text(const struct checked *c,
                                      const struct checked_name *n,
                                      const struct dict_stack *s, size_t lang)
{
    const struct str nothing = {0};
    if (n->meaning == MEANING_WORD)
        return lang < c->n_langs ? c->words[n->word * c->n_langs + lang]
                                 : nothing;
    const struct dict_entry *e =
        n->meaning == MEANING_MARKER ? dict_find(s, n->marker) : NULL;
    return e != NULL ? e->value.text : nothing;
}
bool checked_shown(const struct checked_name *n, const struct dict_stack *s);
const struct dict *checked_items(const struct checked_name *n,
                                 const struct dict_stack *s);

#endif
