/* SPDX-License-Identifier: MIT */
#include "state/past.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/parallel.h"
#include "input/markdown.h"
#include "input/yaml.h"

enum { PROGRAM_MAX = 256 * 1024 * 1024 };

/* The bytes of the program, and the versions of the libraries that it finds at
 * run time and that can change a page. Zero: unknown. */
static struct hash program_hash(void)
{
    char path[PATH_MAX];
    struct arena scratch = {0};
    struct str bytes;
    struct hash hash = {0};
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    if (n <= 0)
        return hash;
    path[n] = '\0';
    if (fs_read(&scratch, AT_FDCWD, path, PROGRAM_MAX, &bytes)) {
        char hex[HASH_HEX + 1];
        hash_hex(hash_of(bytes), hex);
        hash = hash_of(arena_printf(&scratch, "%s cmark %s yaml %s", hex,
                                    markdown_library(), yaml_library()));
    }
    arena_release(&scratch);
    return hash;
}

static struct hash options_hash(struct arena *a, const struct options *o)
{
    return hash_of(arena_printf(a, "%d %d " STR_FMT, o->drafts, o->strict,
                                STR_ARG(o->base_url)));
}

struct hash past_path(const char *path)
{
    char resolved[PATH_MAX];
    return realpath(path, resolved) != NULL ? hash_of(str_of(resolved))
                                            : (struct hash){0};
}

struct opening {
    struct past *p;
    struct arena arena; /* of the state */
    bool loaded;
};

static void open_half(void *ctx, size_t worker, size_t i)
{
    struct opening *o = ctx;
    struct past *p = o->p;
    (void)worker;
    if (i == 0)
        p->scanned =
            inputs_scan(&p->arena, p->site, p->options->share, &p->inputs);
    else {
        p->program = program_hash();
        o->loaded = p->options->state == STATE_USE &&
                    state_load(&o->arena, p->site, &p->state);
    }
}

void past_open(struct past *p, const struct options *options)
{
    *p = (struct past){.options = options};
    p->site = -1;
    if (options->state == STATE_IGNORE)
        return;
    p->site = open(options->site, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (p->site < 0)
        return;
    p->options_hash = options_hash(&p->arena, options);
    struct opening o = {.p = p};
    parallel_for(2, options->threads, open_half, &o);
    arena_adopt(&p->arena, &o.arena);
    p->known = p->scanned && !hash_is_zero(p->program) && o.loaded &&
               hash_eq(p->state.program, p->program);
    if (!p->known)
        p->state = (struct state){0};
}

void past_hash(struct past *p)
{
    if (!p->scanned || p->hashed)
        return;
    const struct inputs none = {0};
    inputs_hash(&p->inputs, p->known ? &p->state.inputs : &none, p->site,
                p->options->share, p->options->threads);
    p->hashed = true;
}

void past_learn(struct past *p, const struct site *s)
{
    if (p == NULL || !p->scanned || p->hashed)
        return;
    for (size_t i = 0; i < s->n_entries; i++)
        for (int lang = 0; lang < LANG_MAX; lang++) {
            const struct version *v = s->entry[i]->in[lang];
            if (v != NULL && !v->unread)
                inputs_learn(&p->inputs, v->path, v->bytes);
        }
    for (size_t i = 0; i < s->n_statistics_files; i++)
        if (!hash_is_zero(s->statistics_hash[i]))
            inputs_learn(&p->inputs, s->statistics_file[i],
                         s->statistics_hash[i]);
}

bool past_holds(struct past *p, const char *output, int64_t as_of)
{
    if (!p->known || as_of < p->state.from || as_of >= p->state.until ||
        (p->state.n_messages > 0 && p->state.speech != p->options->speech) ||
        !hash_eq(p->state.options, p->options_hash) ||
        !hash_eq(p->state.output, past_path(output)))
        return false;
    past_hash(p);
    return inputs_same(&p->inputs, &p->state.inputs);
}

void past_refresh(struct past *p)
{
    bool same = true;
    for (size_t i = 0; same && i < p->inputs.len; i++)
        same = p->inputs.at[i].mtime == p->state.inputs.at[i].mtime &&
               p->inputs.at[i].inode == p->state.inputs.at[i].inode;
    if (same)
        return;
    p->state.inputs = p->inputs;
    /* Where it cannot be written, hashes decide again next time. */
    (void)!state_save(p->site, &p->state);
}

bool past_rules_hold(struct past *p)
{
    if (!p->known || !hash_eq(p->state.options, p->options_hash))
        return false;
    past_hash(p);
    struct hash rules = inputs_rules(&p->inputs);
    return !hash_is_zero(rules) && hash_eq(rules, p->state.rules);
}

void past_close(struct past *p)
{
    if (p->site >= 0)
        close(p->site);
    arena_release(&p->arena);
    *p = (struct past){.site = -1};
}
