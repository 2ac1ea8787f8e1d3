/* SPDX-License-Identifier: MIT */
#include "state/figures.h"

#define FIGURES_PATH "build/figures"
#define FIGURES_SIZE_MAX ((size_t)1 << 30)

enum { FIGURES_VERSION = 1 };

static struct str head_of(const struct past *past, struct arena *a)
{
    char hex[HASH_HEX + 1];
    hash_hex(past->program, hex);
    return arena_printf(a, "jianbao-figures %d %s\n", FIGURES_VERSION, hex);
}

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
    struct writing w = {head_of(f->past, &f->arena), write, what};
    if (fs_make_parents(f->past->site, FIGURES_PATH))
        (void)!fs_replace_with(f->past->site, FIGURES_PATH, write_all, &w);
}

struct statistics_cache *figures_open(struct figures *f, struct past *past)
{
    struct str bytes;
    *f = (struct figures){.past = past};
    if (past == NULL || past->site < 0 || !past->scanned ||
        past->program.low == 0)
        return NULL;
    struct str head = head_of(past, &f->arena);
    if (past->options->state == STATE_USE &&
        fs_read(&f->arena, past->site, FIGURES_PATH, FIGURES_SIZE_MAX,
                &bytes) &&
        str_starts(bytes, head))
        statistics_cache_open(&f->cache, &f->arena, str_from(bytes, head.len));
    if (f->cache.n > 0)
        past_hash(past);
    f->cache.look = look;
    f->cache.replace = replace;
    f->cache.ctx = f;
    return &f->cache;
}

void figures_close(struct figures *f)
{
    statistics_cache_close(&f->cache);
    arena_release(&f->arena);
}
