/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_TEMPLATE_NAMES_H
#define JB_RENDER_TEMPLATE_NAMES_H

/* The names that layouts may use and those that they do use: markers of
 * markers.def, interface words T_KEY, includes. */

#include "base/map.h"
#include "render/template_check.h"

struct scopes {
    uint64_t bits[(N_SCOPES + 63) / 64];
};

static inline bool scopes_have(const struct scopes *s, unsigned scope)
{
    return s->bits[scope / 64] >> scope % 64 & 1;
}

static inline void scopes_open(struct scopes *s, unsigned scope)
{
    s->bits[scope / 64] |= (uint64_t)1 << scope % 64;
}

struct names {
    struct arena *a;
    const struct template_words *langs;
    size_t n_langs;
    struct map known; /* marker name -> struct marker_info */
    struct map used;  /* name -> struct checked_name */
    vec_of(struct checked_name *) list;
    vec_of(struct str) words; /* n_langs for each word */
    vec_of(bool) has;         /* beside words: the language has it */
};

void names_init(struct names *n, struct arena *a,
                const struct template_words *langs, size_t n_langs);
/* Moves what is in use to `out` and releases the rest. */
void names_finish(struct names *n, struct checked *out);

bool names_find(const struct names *n, struct str name, enum marker *out);

/* The known marker nearest to an unknown name, or empty. Where there is a
 * choice, one in an open scope, then a section or value as is asked for. */
struct str names_near(const struct names *n, struct str name,
                      const struct scopes *open, bool section);

/* The entry of a name in use. */
struct checked_name *names_add(struct names *n, struct str name);
void names_add_marker(struct names *n, struct str name, enum marker m);

bool is_word(struct str name);
struct str word_key(struct arena *a, struct str name); /* T_NO_DATA: no_data */

/* Looks a new word up in every language. Returns how many there are to ask
 * names_word_lacks about: 0 for a word that was there before. */
size_t names_add_word(struct names *n, struct str name);
/* The language when it lacks the word, else NULL. */
const struct str *names_word_lacks(const struct names *n, struct str name,
                                   size_t lang);

struct str file_stem(struct arena *a, struct str name); /* A_B: a-b */
struct str upper_name(struct arena *a, struct str name);

/* The modifier that markers of this kind must have, or empty. */
struct str modifier_of(enum marker_kind kind);
/* True for none, or a chain of ctemplate's own that make values safer. */
bool modifiers_standard(struct str modifiers);

/* Names by ctemplate's 64-bit ids: open-addressed, at most half full, and not
 * written any more while pages are rendered. */
struct name_table {
    uint64_t *ids;
    const struct checked_name **names; /* NULL: free */
    size_t mask;
};
void name_table_init(struct name_table *t, struct arena *a, size_t n_names);
void name_table_put(struct name_table *t, uint64_t id,
                    const struct checked_name *name);

/* ctemplate sets the lowest bit of every id. */
static inline const struct checked_name *
name_table_get(const struct name_table *t, uint64_t id)
{
    size_t i = id >> 1 & t->mask;
    while (t->ids[i] != id && t->names[i] != NULL)
        i = (i + 1) & t->mask;
    return t->names[i];
}

extern const char *const kind_words[]; /* "plain text", ... by marker_kind */

#endif
