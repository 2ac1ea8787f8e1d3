/* SPDX-License-Identifier: MIT */
#include "model/load_theme.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

#include "base/fs.h"
#include "input/encoding.h"
#include "input/yaml.h"
#include "model/file_name.h"
#include "model/load_fault.h"

enum { LAYOUT_MAX = 1024 * 1024 };

static struct layout_file *layout_named(struct layout_file *at, size_t n,
                                        struct str path)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(at[i].path, path))
            return &at[i];
    return NULL;
}

struct layouts {
    struct layout_file *at;
    size_t len, cap;
};

static bool is_template(struct str path)
{
    return str_ends(path, STR(".html")) || str_ends(path, STR(".xml")) ||
           str_ends(path, STR(".svg"));
}

/* Where layouts lie: the site's folder, then the default theme's. */
struct theme_folder {
    int dir;
    const char *path, *shown;
};

static void add_layout(struct site *s, const struct theme_folder *t,
                       const struct fs_entry *e, struct layouts *into,
                       struct diag *d)
{
    struct layout_file file = {.path = e->path};
    file.shown =
        arena_printf(&s->arena, "%s/" STR_FMT, t->shown, STR_ARG(e->path));
    struct str full =
        arena_printf(&s->arena, "%s/" STR_FMT, t->path, STR_ARG(e->path));
    if (!file_name_check(&s->arena, file.shown, d))
        return;
    if (e->kind != FS_FILE)
        load_refuse_kind(file.shown, e->kind, d);
    else if (!fs_read(&s->arena, t->dir, full.at, LAYOUT_MAX, &file.text))
        load_refuse_unread(file.shown, LAYOUT_MAX, d);
    else if (!is_template(e->path) || encoding_check(file.shown, &file.text, d))
        *vec_push(&s->arena, into) = file;
}

struct strays {
    struct str *at;
    size_t len, cap;
};

struct str words_language(struct str path)
{
    struct str end = STR(".yaml"), begin = STR("strings.");
    if (!str_starts(path, begin) || !str_ends(path, end) ||
        path.len <= begin.len + end.len)
        return (struct str){0};
    return str_head(str_from(path, begin.len),
                    path.len - begin.len - end.len);
}

static bool is_read(const struct site *s, struct str path)
{
    struct str language = words_language(path);
    for (size_t i = 0; i < s->config.n_languages; i++)
        if (str_eq(s->config.language[i].id, language))
            return true;
    return is_template(path) || str_starts(path, STR("assets/")) ||
           file_is_readme(path);
}

static void note_strays(struct site *s, const struct fs_entries *entries,
                        struct diag *d)
{
    struct strays strays = {0};
    for (size_t i = 0; i < entries->len; i++) {
        const struct fs_entry *e = &entries->at[i];
        struct str shown =
            arena_printf(&s->arena, "layouts/" STR_FMT, STR_ARG(e->path));
        if (e->kind != FS_FOLDER && !is_read(s, e->path) &&
            file_name_check(&s->arena, shown, d))
            *vec_push(&s->arena, &strays) = e->path;
    }
    s->stray = strays.at;
    s->n_strays = strays.len;
}

/* What is there already, from a nearer folder, wins. */
static bool load_layouts(struct site *s, const struct theme_folder *t,
                         struct layouts *templates, struct layouts *assets,
                         struct diag *d)
{
    struct fs_entries entries = {0};
    if (t->dir == s->root && load_is_link(t->dir, t->path)) {
        load_refuse_kind(str_of(t->shown), FS_LINK, d);
        return false;
    }
    if (!fs_walk(&s->arena, t->dir, t->path, &entries)) {
        load_refuse_walk(t->shown, &entries, d);
        return false;
    }
    for (size_t i = 0; i < entries.len; i++) {
        const struct fs_entry *e = &entries.at[i];
        bool asset = str_starts(e->path, STR("assets/"));
        struct layouts *into = asset ? assets : templates;
        if (e->kind != FS_FOLDER && (asset || is_template(e->path)) &&
            layout_named(into->at, into->len, e->path) == NULL)
            add_layout(s, t, e, into, d);
    }
    if (t->dir == s->root)
        note_strays(s, &entries, d);
    return true;
}

static int by_path(const void *a, const void *b)
{
    const struct layout_file *x = a, *y = b;
    return str_compare(x->path, y->path);
}

static void load_words_of(struct site *s, const struct theme_folder *t,
                          size_t lang, struct diag *d)
{
    struct str id = s->config.language[lang].id, text;
    struct str path = arena_printf(&s->arena, "%s/strings." STR_FMT ".yaml",
                                   t->path, STR_ARG(id));
    struct str show = arena_printf(&s->arena, "%s/strings." STR_FMT ".yaml",
                                   t->shown, STR_ARG(id));
    if (!fs_read(&s->arena, t->dir, path.at, YAML_BYTES_MAX, &text)) {
        if (errno != ENOENT)
            load_refuse_unread(show, YAML_BYTES_MAX, d);
        return;
    }
    if (!encoding_check(show, &text, d))
        return;
    struct value *file = yaml_parse(&s->arena, show, text, 1, d);
    if (file == NULL || !words_load(&s->words[lang], &s->arena, file, d))
        return;
}

void load_theme(struct site *s, struct diag *d)
{
    const struct theme_folder own = {s->root, "layouts", "layouts"};
    const struct theme_folder share = {AT_FDCWD, s->options->share,
                                       s->options->share};
    struct layouts templates = {0}, assets = {0};
    bool has_own = load_layouts(s, &own, &templates, &assets, d);
    bool has_share = share.path != NULL &&
                     load_layouts(s, &share, &templates, &assets, d);
    s->layout = templates.at;
    s->n_layouts = templates.len;
    s->asset = assets.at;
    s->n_assets = assets.len;
    if (s->n_layouts > 0)
        qsort(s->layout, s->n_layouts, sizeof *s->layout, by_path);
    if (s->n_assets > 0)
        qsort(s->asset, s->n_assets, sizeof *s->asset, by_path);
    s->words = arena_array(&s->arena, s->config.n_languages, struct words);
    for (size_t i = 0; i < s->config.n_languages; i++) {
        s->words[i].lang = s->config.language[i].id;
        s->words[i].tag = s->config.language[i].tag;
        if (has_share)
            load_words_of(s, &share, i, d);
        for (struct word *w = s->words[i].first; w != NULL; w = w->next)
            w->of_theme = true;
        if (has_own)
            load_words_of(s, &own, i, d);
    }
}
