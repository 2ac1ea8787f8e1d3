/* SPDX-License-Identifier: MIT */
#include "translated.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fs.h"
#include "build.h"
#include "model/body.h"
#include "model/pair.h"

struct recording {
    struct site site;
    struct plan plan;
    struct diag diag;
    struct arena arena;
    struct map by_path; /* of all versions */
    vec_of(const struct version *) chosen;
    struct map involved; /* paths of the chosen and of their originals */
};

static struct version *original_of(const struct version *v)
{
    return v->entry->in[v->entry->original];
}

static void choose(struct recording *r, const struct version *v)
{
    if (map_get(&r->involved, v->path) != NULL)
        return;
    *vec_push(&r->arena, &r->chosen) = v;
    map_put(&r->involved, &r->arena, v->path, r);
    map_put(&r->involved, &r->arena, original_of(v)->path, r);
}

static void list_versions(struct recording *r, bool all)
{
    for (size_t i = 0; i < r->site.n_entries; i++)
        for (int lang = 0; lang < LANG_MAX; lang++) {
            struct version *v = r->site.entry[i]->in[lang];
            if (v == NULL)
                continue;
            map_put(&r->by_path, &r->arena, v->path, v);
            if (all && !v->original)
                choose(r, v);
        }
}

/* The path from the site's folder, or as it is. */
static struct str path_in_site(struct recording *r, const char *file)
{
    char root[PATH_MAX], full[PATH_MAX];
    struct str path = str_of(file);
    while (str_starts(path, STR("./")))
        path = str_from(path, 2);
    if (map_get(&r->by_path, path) != NULL ||
        realpath(r->site.options->site, root) == NULL ||
        realpath(file, full) == NULL)
        return path;
    struct str inside = str_of(full);
    size_t n = strlen(root);
    if (!str_starts(inside, str_of(root)) || inside.at[n] != '/')
        return path;
    return arena_copy(&r->arena, str_from(inside, n + 1));
}

static bool choose_file(struct recording *r, const char *file)
{
    const struct version *v = map_get(&r->by_path, path_in_site(r, file));
    if (v != NULL && !v->original) {
        choose(r, v);
        return true;
    }
    speech_print(stderr, r->diag.speech, "jianbao: %s is %s\n", file,
                 v != NULL ? "an original; name its translation"
                           : "no text of this site; a translation is meant, "
                             "such as content/articles/2021/name.en.md");
    return false;
}

/* ---- writing ---- */

static bool system_failed(const struct recording *r, const struct version *v,
                          const char *what)
{
    speech_print(stderr, r->diag.speech,
                 "jianbao: cannot %s " STR_FMT ": %s\n", what,
                 STR_ARG(v->path), strerror(errno));
    return false;
}

static void tell(const struct recording *r, const struct version *v, bool same)
{
    const struct version *o = original_of(v);
    if (r->site.options->quiet)
        return;
    speech_print(stdout, r->diag.speech,
                 STR_FMT ": %s, %zu %s and %zu %s of " STR_FMT "\n",
                 STR_ARG(v->path), same ? "recorded already" : "recorded",
                 o->body->scan.blocks.len,
                 o->body->scan.blocks.len == 1 ? "block" : "blocks", o->n_cited,
                 o->n_cited == 1 ? "figure" : "figures", STR_ARG(o->path));
}

static bool record_open(struct recording *r, const struct version *v,
                        struct arena *a)
{
    struct str bytes, changed;
    const char *fault;
    int root = r->site.root;
    struct str text = pair_record(a, &r->site, original_of(v));
    bool same = v->has_record && hash_eq(hash_of(text), v->record);
    if (!same) {
        if (!fs_read(a, root, v->path.at, TEXT_MAX, &bytes))
            return system_failed(r, v, "read");
        if (!pair_write_record(a, bytes, text, &changed, &fault)) {
            speech_print(stderr, r->diag.speech,
                         "jianbao: cannot record " STR_FMT ": %s\n",
                         STR_ARG(v->path), fault);
            return false;
        }
        if (!fs_revise(root, v->path.at, changed))
            return system_failed(r, v, "write");
    }
    tell(r, v, same);
    return true;
}

static bool record(struct recording *r, const struct version *v,
                   struct arena *a)
{
    struct version *o = original_of(v);
    bool good = body_open(a, &r->site, &r->plan, o, &r->diag) &&
                record_open(r, v, a);
    body_close(o);
    return good;
}

static bool record_all(struct recording *r)
{
    struct arena work = {0};
    bool good = true;
    for (size_t i = 0; i < r->chosen.len; i++) {
        arena_reset(&work);
        good = record(r, r->chosen.at[i], &work) && good;
    }
    arena_release(&work);
    return good;
}

/* ---- mistakes ---- */

/* Prints the errors of the files that are involved, or all where the site could
 * not be read; true when there are any. */
static bool print_errors(struct recording *r, bool all)
{
    const struct options *o = r->site.options;
    struct diag some = {.speech = o->speech};
    struct severities severities;
    severities_init(&severities);
    if (!all)
        severities = r->site.config.severities;
    for (size_t i = 0; i < r->diag.messages.len; i++) {
        const struct message *m = &r->diag.messages.at[i];
        if (severities.of[m->code] == SEVERITY_ERROR &&
            (all || map_get(&r->involved, m->loc.path) != NULL))
            diag_add(&some, m->loc, m->code, STR_FMT, STR_ARG(m->text));
    }
    bool any = some.messages.len > 0;
    if (any) {
        diag_print(&some, &severities, stderr, o->site, DIAG_TEXT, o->quiet);
        speech_print(stderr, o->speech,
                     "nothing was recorded: mend these mistakes first\n");
    }
    diag_release(&some);
    return any;
}

static int run(struct recording *r, char *const *files, size_t n_files)
{
    bool good = true;
    list_versions(r, r->site.options->all);
    for (size_t i = 0; i < n_files; i++)
        good = choose_file(r, files[i]) && good;
    if (!good)
        return 2;
    if (print_errors(r, false))
        return 1;
    size_t before = r->diag.messages.len;
    good = record_all(r);
    if (r->diag.messages.len > before) /* a text could not be read again */
        print_errors(r, false);
    return good ? 0 : 2;
}

int record_translations(struct options *options, char *const *files,
                        size_t n_files)
{
    struct recording r = {.site.root = -1};
    options->drafts = true;
    int status;
    r.site.options = options;
    r.diag.speech = options->speech;
    if (prepare_site(&r.site, &r.plan, options, NULL, &r.diag))
        status = run(&r, files, n_files);
    else {
        print_errors(&r, true);
        status = diag_has_system(&r.diag) ? 2 : 1;
    }
    map_release(&r.by_path);
    map_release(&r.involved);
    arena_release(&r.arena);
    release_site(&r.site, &r.plan);
    diag_release(&r.diag);
    return status;
}
