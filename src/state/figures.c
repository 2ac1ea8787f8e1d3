/* SPDX-License-Identifier: MIT */
#include "state/figures.h"

#include "state/kept.h"

#define FIGURES_PATH KEPT_FOLDER "figures"

static bool look(void *ctx, struct str path, struct hash *out)
{
    const struct figures *f = ctx;
    return inputs_known(&f->past->inputs, path, out);
}

struct writing {
    struct str head;
    fs_write_fn *write;
    void *what;
};

static bool write_all(void *ctx, int fd)
{
    const struct writing *w = ctx;
    return fs_write(fd, w->head) && w->write(w->what, fd);
}

static void replace(void *ctx, fs_write_fn *write, void *what)
{
    struct figures *f = ctx;
    struct str head = kept_head(f->past, &f->arena, FIGURES_PATH);
    struct writing w = {head, write, what};
    if (fs_make_parents(f->past->site, FIGURES_PATH))
        (void)!fs_replace_with(f->past->site, FIGURES_PATH, write_all, &w);
}

struct statistics_cache *figures_open(struct figures *f, struct past *past)
{
    *f = (struct figures){.past = past};
    if (!kept_possible(past))
        return NULL;
    (void)kept_open(past, &f->arena, FIGURES_PATH, &f->cache.records);
    if (f->cache.records.n > 0)
        past_hash(past);
    f->cache.look = look;
    f->cache.replace = replace;
    f->cache.ctx = f;
    return &f->cache;
}

void figures_close(struct figures *f)
{
    f->cache.records.n = 0;
    arena_release(&f->arena);
}
