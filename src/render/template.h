/* SPDX-License-Identifier: MIT */
#ifndef JB_RENDER_TEMPLATE_H
#define JB_RENDER_TEMPLATE_H

/* The layouts, by ctemplate with contextual auto-escape always on.
 *
 * Markers are known to the program: markers.def lists every one with its kind
 * and the scope in which it may stand. templates_new parses all layouts of a
 * site and reports, with file, line and column, what ctemplate itself keeps
 * silent about: unknown markers (with the nearest known one), markers outside
 * their scope, with the wrong modifier or at a place where they would not be
 * escaped rightly, missing includes, include cycles, unbalanced sections,
 * interface words that a language lacks. Afterwards the set is frozen and may
 * be rendered from by any number of threads.
 *
 * `{{>NAME}}` includes partials/name.<same ending> in the scope where it
 * stands. `{{T_KEY}}` is the interface word `key` of the page's language.
 * `{{#X_separator}}`, directly in the list X, shows between two items. The
 * escaping context follows the file's ending: .html and .svg HTML, .xml XML.
 *
 * In a layout foo-bar.html are open the scopes PAGE (.html only) and FOO_BAR,
 * in chart-x.svg CHART and CHART_X, inside a list also that of its items. A
 * value is looked for in the innermost item first, then outwards, but never
 * beyond an item of the marker's own scope. A SHOW named HAS_X or NO_X, where
 * X is a marker of the same scope, follows from X being empty or not. */

#include "base/buf.h"
#include "base/diag.h"

enum marker {
#define SCOPE(name, doc)
#define M(name, kind, scope, item, doc) M_##name,
#include "render/markers.def"
#undef M
#undef SCOPE
    N_MARKERS
};

enum marker_kind {
    MARKER_TEXT, /* escaped by its context */
    MARKER_URL,  /* escaped; ctemplate checks the scheme: http, https, none */
    MARKER_HTML, /* trusted markup, `:x-html` */
    MARKER_LINK, /* checked tel: or mailto: url, `:x-url` */
    MARKER_JSON, /* trusted JSON, `:x-json` */
    MARKER_SHOW, /* a section shown or not */
    MARKER_LIST  /* a section repeated */
};

struct marker_info {
    const char *name;
    enum marker_kind kind;
    const char *scope; /* PAGE, a layout's or an item's scope */
    const char *item;  /* LIST: scope of its items, else "NONE" */
    const char *doc;
};

extern const struct marker_info marker_infos[N_MARKERS];

/* A scope's values while a page is made. Lives on the arena given to dict_new;
 * values are borrowed until the page is rendered. */
struct dict;

struct dict *dict_new(struct arena *a);
void dict_set(struct dict *d, enum marker m, struct str text); /* TEXT, URL */
/* HTML, LINK and JSON: the caller vouches that `markup` is safe as it is. */
void dict_markup(struct dict *d, enum marker m, struct str markup);
void dict_show(struct dict *d, enum marker show); /* not for HAS_X, NO_X */
struct dict *dict_add(struct dict *d, enum marker list); /* one more item */

/* One template file; `path` from the layouts folder, e.g. "partials/head.html",
 * `shown` the path for messages. */
struct template_file {
    struct str path, shown, text;
};

/* Interface words of one language: looked up by lower-case key. */
struct template_words {
    struct str lang;
    struct str (*get)(const void *words, struct str key, bool *found);
    const void *words;
    /* A key that is nearly this one, or empty; NULL: no suggestions. */
    struct str (*near)(const void *words, struct str key);
};

struct templates;

/* NULL after a report. Of two files with one path the first counts; texts and
 * words are copied. Call from one thread: std::cerr is captured meanwhile. */
struct templates *templates_new(const struct template_file *files,
                                size_t n_files,
                                const struct template_words *words,
                                size_t n_words, struct diag *d) JB_MUST_USE;

/* Appends layout `name` ("article.html"). `lang` indexes the words given to
 * templates_new. False for an unknown layout. */
bool templates_render(const struct templates *t, const char *name, size_t lang,
                      const struct dict *d, struct buf *out) JB_MUST_USE;

/* True when a layout of that name exists. */
bool templates_has(const struct templates *t, const char *name);

void templates_free(struct templates *t);

#endif
