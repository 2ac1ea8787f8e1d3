/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_DATA_PAGE_H
#define JB_RENDER_DATA_PAGE_H

/* What the pages of districts and indicators have in common: generated
 * sentences with markup in them, spans of years, levels of districts, contents
 * list, files. */

#include "model/statistics.h"
#include "model/tier.h"
#include "render/render.h"

/* An argument of a pattern that is text, or markup to be put in as it is. */
struct html_arg {
    const char *name;
    struct str text;
    bool is_markup;
};

/* The pattern as markup: its words and texts are escaped, markup is not. */
struct str html_fill(struct render *r, const char *key,
                     const struct html_arg *args, size_t n_args);
#define HTML_FILL(r, key, ...)                                                \
    html_fill((r), key, (const struct html_arg[]){__VA_ARGS__},               \
              sizeof((const struct html_arg[]){__VA_ARGS__}) /                \
                  sizeof(struct html_arg))
struct str html_escaped(struct render *r, struct str text);
/* <a href="…">words</a>, or the words alone where `href` is empty. */
struct str html_link(struct render *r, struct str href, struct str words);

/* Texts joined by the word `key`; empty parts are left out. */
struct str joined_by(struct render *r, const char *key,
                     const struct str *parts, size_t n);
/* The same for parts that are markup: the word is escaped. */
struct str html_joined_by(struct render *r, const char *key,
                          const struct str *parts, size_t n);

/* Clauses as one sentence by the pattern `key` with {figures}. */
struct str figure_sentence(struct render *r, const char *key,
                           const struct cell *const *cells, size_t n);

/* Years that figures are about; zeroed is empty. */
struct span {
    int32_t first, last; /* days; years matter only when it is written */
    bool any;
};
void span_add(struct span *s, struct period p);
struct str span_words(struct render *r, const struct span *s);

/* As short as a column head needs it: 2021, 2021/22, 06/2021. */
struct str period_short(struct render *r, struct period p);

struct str tier_word(struct render *r, enum tier tier);
struct str level_word(struct render *r, const struct district *d);

/* OTHER_NAMES of a district or indicator. */
void set_other_names(struct render *r, const struct text *name);

/* One line of the contents list; `id` without "#". */
void add_toc(struct render *r, struct str title, struct str id);

/* Adds the DOWNLOAD of a data file; nothing when it is not planned. */
void add_data_file(struct render *r, enum page_kind kind, const void *subject,
                   const char *title_key, struct str name, struct date date);

/* PREV or NEXT. */
void add_neighbour(struct render *r, enum marker list, struct str title,
                   struct str href);

/* CITATION with the date of the data; nothing without one. */
void cite_data(struct render *r, struct str title, struct date date);

/* The later of two dates. */
struct date later(struct date a, struct date b);

#endif
