/* SPDX-License-Identifier: MIT */
#include "output/lists.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

bool shard_has(struct shard s, struct str path)
{
    return s.of == 0 || hash_key(path) % s.of == s.number - 1;
}

struct list_name list_name(struct shard s)
{
    struct list_name name = {MANIFEST_NAME};
    if (s.of > 0)
        snprintf(name.text, sizeof name.text, MANIFEST_NAME ".%u-%u", s.number,
                 s.of);
    return name;
}

/* One spelling each: others are no lists of ours. */
static bool is_list(struct str name)
{
    struct str before = STR(MANIFEST_NAME "."), number, of;
    int64_t i, n;
    if (str_is(name, MANIFEST_NAME))
        return true;
    if (!str_starts(name, before) ||
        !str_cut(str_from(name, before.len), '-', &number, &of) ||
        !str_to_int(number, &i) || !str_to_int(of, &n) || i < 1 || i > n ||
        n > SHARDS_MAX)
        return false;
    struct list_name spelt =
        list_name((struct shard){(uint32_t)i, (uint32_t)n});
    return str_is(name, spelt.text);
}

bool lists_names(struct arena *a, int dir, const char *path, struct strs *out)
{
    struct strs all = {0};
    int fd = openat(dir, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 || !fs_names(a, fd, true, &all))
        return false;
    for (size_t i = 0; i < all.len; i++)
        if (is_list(all.at[i]))
            *vec_push(a, out) = all.at[i];
    return true;
}

/* What is no plain file counts as a list that cannot be trusted. */
static bool read_text(struct arena *a, int dir, const char *name,
                      struct str *text)
{
    struct fs_entry e;
    *text = (struct str){0};
    if (!fs_look(dir, name, &e))
        return errno == ENOENT;
    return e.kind != FS_FILE || e.size > MANIFEST_SIZE_MAX ||
           fs_read(a, dir, name, MANIFEST_SIZE_MAX, text);
}

struct gathering {
    struct shard shard;
    struct manifest *list; /* of each name */
    size_t n, len;
};

static bool read_list(struct arena *a, int dir, struct str name,
                      struct gathering *g, struct lists *out)
{
    struct str text;
    struct manifest *list = &g->list[g->n];
    struct list_name own = list_name(g->shard);
    if (!read_text(a, dir, name.at, &text))
        return false;
    if (!manifest_parse(a, text, list)) {
        if (!out->bad)
            out->bad_name = name;
        out->bad = true;
    } else {
        g->len += list->len;
        g->n++;
    }
    if (!str_is(name, own.text))
        *vec_push(a, &out->others) = name;
    else if (text.len > 0)
        out->own = hash_of(text);
    return true;
}

static int by_path(const void *a, const void *b)
{
    const struct listed *x = a, *y = b;
    return str_compare(x->path, y->path);
}

static void merge(struct arena *a, const struct gathering *g,
                  struct manifest *out)
{
    if (g->n == 1 && g->shard.of == 0) {
        *out = g->list[0];
        return;
    }
    struct listed *at = arena_array(a, g->len + 1, struct listed);
    size_t n = 0, len = 0;
    for (size_t k = 0; k < g->n; k++)
        for (size_t i = 0; i < g->list[k].len; i++)
            if (shard_has(g->shard, g->list[k].at[i].path))
                at[n++] = g->list[k].at[i];
    if (n > 1)
        qsort(at, n, sizeof *at, by_path);
    for (size_t i = 0; i < n; i++) {
        struct listed *last = len > 0 ? &at[len - 1] : NULL;
        if (last == NULL || !str_eq(last->path, at[i].path))
            at[len++] = at[i];
        else if (!hash_eq(last->hash, at[i].hash) || last->size != at[i].size)
            last->hash = (struct hash){0};
    }
    *out = (struct manifest){at, len};
}

bool lists_read(struct arena *a, int dir, struct shard shard, struct lists *out,
                struct str *failed)
{
    struct strs names = {0};
    struct gathering g = {.shard = shard};
    *out = (struct lists){0};
    *failed = (struct str){0};
    if (!lists_names(a, dir, ".", &names))
        return false;
    g.list = arena_array(a, names.len + 1, struct manifest);
    for (size_t i = 0; i < names.len; i++)
        if (!read_list(a, dir, names.at[i], &g, out)) {
            *failed = names.at[i];
            return false;
        }
    merge(a, &g, &out->all);
    return true;
}
