/* SPDX-License-Identifier: MIT */
#include "model/words_check.h"

#include <unistd.h>

/* q_over_scaled and the like: a language has them or does without. */
static bool is_variant(struct str key)
{
    return str_starts(key, STR("q_")) && (str_ends(key, STR("_scaled")) ||
                                          str_ends(key, STR("_amount")));
}

/* Words for ids that a site chooses: kinds of districts, roles of people. */
static bool is_of_site(struct str key)
{
    return str_starts(key, STR("level_")) || str_starts(key, STR("role_"));
}

/* Each hint looks through all words. */
enum { NEAR = 2, NEAR_LEN_MIN = 5, HINTS_MAX = 500 };

struct checking {
    struct site *s;
    struct diag *d;
    unsigned hints; /* that may still be looked for */
};

/* Of the default theme; empty: none is near. */
static struct str near_word(struct checking *c, const struct words *w,
                            struct str key)
{
    struct str near = {0};
    size_t best = NEAR + 1;
    if (c->hints == 0)
        return near;
    c->hints--;
    for (const struct word *x = w->first; x != NULL; x = x->next) {
        size_t distance =
            x->of_theme ? str_distance(x->key, key, NEAR) : NEAR + 1;
        if (distance < best) {
            best = distance;
            near = x->key;
        }
    }
    return near;
}

/* {{T_KEY}} in a layout */
static bool is_used(struct site *s, struct str key)
{
    struct str marker = arena_printf(&s->arena, "T_" STR_FMT, STR_ARG(key));
    char *at = arena_array(&s->arena, marker.len + 1, char);
    memcpy(at, marker.at, marker.len);
    for (size_t i = 0; i < marker.len; i++)
        if (at[i] >= 'a' && at[i] <= 'z')
            at[i] = (char)(at[i] - 'a' + 'A');
    marker.at = at;
    for (size_t i = 0; i < s->n_layouts; i++)
        if (str_find(s->layout[i].text, marker) != SIZE_MAX)
            return true;
    return false;
}

/* It is reported as missing, then. */
static bool is_lacked(const struct site *s, struct str key)
{
    for (size_t i = 0; i < s->config.n_languages; i++)
        if (s->words[i].first != NULL && words_lack(&s->words[i], key))
            return true;
    return false;
}

static void check_misspelt(struct checking *c, const struct words *w)
{
    for (const struct word *x = w->first; x != NULL; x = x->next) {
        if (x->of_theme || x->loc.path.len == 0 || is_of_site(x->key) ||
            is_variant(x->key) || x->key.len < NEAR_LEN_MIN ||
            is_lacked(c->s, x->key))
            continue;
        struct str near = near_word(c, w, x->key);
        if (near.len > 0 && !is_used(c->s, x->key))
            diag_add(c->d, x->loc, DIAG_WORD_UNKNOWN,
                     "nothing uses the word '" STR_FMT
                     "'; did you mean '" STR_FMT "'?",
                     STR_ARG(x->key), STR_ARG(near));
    }
}

static void report_missing(struct checking *c, const struct word *word,
                           size_t lang)
{
    struct site *s = c->s;
    const struct language *l = &s->config.language[lang];
    struct str near = near_word(c, &s->words[lang], word->key);
    struct str hint =
        near.len == 0 ? near
                      : speech_say(&s->arena, c->d->speech,
                                   ", or write '" STR_FMT "' here",
                                   STR_ARG(near));
    diag_add(c->d, word->loc, DIAG_WORD_MISSING,
             "the word '" STR_FMT "' is missing in language '" STR_FMT
             "'; add it to layouts/strings." STR_FMT ".yaml" STR_FMT,
             STR_ARG(word->key), STR_ARG(l->id), STR_ARG(l->id), STR_ARG(hint));
}

static void check_language(struct checking *c, size_t lang)
{
    struct site *s = c->s;
    struct str id = s->config.language[lang].id;
    struct str own = arena_printf(&s->arena, "layouts/strings." STR_FMT ".yaml",
                                  STR_ARG(id));
    if (s->words[lang].first == NULL) {
        if (faccessat(s->root, own.at, F_OK, 0) != 0)
            diag_add(c->d, (struct loc){STR("site.yaml"), 0, 0},
                     DIAG_WORD_MISSING,
                     "there are no words in language '" STR_FMT
                     "'; translate strings.en.yaml of the default theme as "
                     STR_FMT,
                     STR_ARG(id), STR_ARG(own));
        return;
    }
    for (size_t k = 0; k < s->config.n_languages; k++)
        for (const struct word *w = s->words[k].first; w != NULL; w = w->next) {
            size_t earlier = 0;
            while (earlier < k && words_lack(&s->words[earlier], w->key))
                earlier++;
            if (earlier == k && !is_variant(w->key) &&
                words_lack(&s->words[lang], w->key))
                report_missing(c, w, lang);
        }
}

void words_check(struct site *s, struct diag *d)
{
    struct checking c = {s, d, HINTS_MAX};
    for (size_t i = 0; i < s->config.n_languages; i++) {
        check_language(&c, i);
        check_misspelt(&c, &s->words[i]);
    }
}
