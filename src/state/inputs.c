/* SPDX-License-Identifier: MIT */
#include "state/inputs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "base/parallel.h"

enum { YOUNG_SECONDS = 2 }; /* the coarsest clock of a file system */

#define SHARE "//share/"

static int by_path(const void *a, const void *b)
{
    const struct input *x = a, *y = b;
    return str_compare(x->path, y->path);
}

struct scanning {
    struct arena *a;      /* of what stays: paths and the list */
    struct arena scratch; /* of the walk, and of the list while it grows */
    int64_t young;
    struct inputs found;
};

static void add(struct scanning *g, struct str path, const struct fs_entry *e)
{
    *vec_push(&g->scratch, &g->found) =
        (struct input){.path = path,
                       .kind = (uint8_t)e->kind,
                       .size = e->size,
                       .mtime = e->mtime < g->young ? e->mtime : 0,
                       .inode = e->inode};
}

static bool scan(struct scanning *g, int dir, const char *folder,
                 const char *shown)
{
    struct fs_entries entries = {0};
    if (!fs_walk(&g->scratch, dir, folder, &entries))
        return false;
    for (size_t i = 0; i < entries.len; i++)
        if (entries.at[i].kind != FS_FOLDER)
            add(g,
                arena_printf(g->a, "%s" STR_FMT, shown,
                             STR_ARG(entries.at[i].path)),
                &entries.at[i]);
    return true;
}

static bool scan_all(struct scanning *g, int site, const char *share)
{
    static const char *const folders[][2] = {
        {"content", "content/"}, {"data", "data/"}, {"layouts", "layouts/"}};
    struct fs_entry config;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (!scan(g, site, folders[i][0], folders[i][1]))
            return false;
    if (share != NULL && !scan(g, AT_FDCWD, share, SHARE))
        return false;
    if (!fs_look(site, "site.yaml", &config))
        return false;
    add(g, STR("site.yaml"), &config);
    return true;
}

bool inputs_scan(struct arena *a, int site, const char *share,
                 struct inputs *out)
{
    struct scanning g = {.a = a};
    g.young = ((int64_t)time(NULL) - YOUNG_SECONDS) * 1000000000;
    bool good = scan_all(&g, site, share);
    size_t n = good ? g.found.len : 0;
    *out = (struct inputs){arena_array(a, n + 1, struct input), n, n};
    if (good) {
        memcpy(out->at, g.found.at, n * sizeof *out->at);
        qsort(out->at, n, sizeof *out->at, by_path);
    }
    int kept = errno;
    arena_release(&g.scratch);
    errno = kept;
    return good;
}

static bool same_stamp(const struct input *x, const struct input *y)
{
    return x->kind == y->kind && x->size == y->size && x->mtime == y->mtime &&
           x->inode == y->inode && x->mtime != 0;
}

static const struct input *find(const struct inputs *in, struct str path)
{
    const struct input key = {.path = path};
    return in->len == 0
               ? NULL
               : bsearch(&key, in->at, in->len, sizeof *in->at, by_path);
}

bool inputs_known(const struct inputs *in, struct str path, struct hash *out)
{
    const struct input *x = find(in, path);
    if (x == NULL || hash_is_zero(x->hash))
        return false;
    *out = x->hash;
    return true;
}

void inputs_learn(struct inputs *in, struct str path, struct hash bytes)
{
    const struct input *x = find(in, path);
    if (x != NULL && x->kind == FS_FILE)
        in->at[x - in->at].hash = bytes;
}

struct hashing {
    struct inputs *now;
    const struct inputs *old;
    int site;
    const char *share;
    struct arena scratch[PARALLEL_MAX];
};

static void hash_one(void *ctx, size_t worker, size_t i)
{
    struct hashing *h = ctx;
    struct arena *a = &h->scratch[worker];
    struct input *in = &h->now->at[i];
    const struct input *known = find(h->old, in->path);
    struct fs_entry after;
    struct str bytes;
    arena_reset(a);
    if (in->kind != FS_FILE || !hash_is_zero(in->hash))
        return;
    if (known != NULL && same_stamp(in, known) && !hash_is_zero(known->hash)) {
        in->hash = known->hash;
        return;
    }
    bool shared = str_starts(in->path, STR(SHARE));
    int dir = shared ? AT_FDCWD : h->site;
    struct str path =
        shared ? arena_printf(a, "%s/" STR_FMT, h->share,
                              STR_ARG(str_from(in->path, strlen(SHARE))))
               : in->path;
    if (fs_read(a, dir, path.at, SIZE_MAX / 4, &bytes) &&
        fs_look(dir, path.at, &after) && after.size == in->size &&
        (in->mtime == 0 || after.mtime == in->mtime))
        in->hash = hash_of(bytes);
}

void inputs_hash(struct inputs *now, const struct inputs *old, int site,
                 const char *share, size_t threads)
{
    struct arena a = {0};
    struct hashing *h = arena_new(&a, struct hashing);
    *h = (struct hashing){.now = now, .old = old, .site = site, .share = share};
    parallel_for(now->len, threads, hash_one, h);
    for (size_t i = 0; i < PARALLEL_MAX; i++)
        arena_release(&h->scratch[i]);
    arena_release(&a);
}

bool inputs_same(const struct inputs *a, const struct inputs *b)
{
    if (a->len != b->len)
        return false;
    for (size_t i = 0; i < a->len; i++) {
        const struct input *x = &a->at[i], *y = &b->at[i];
        if (!str_eq(x->path, y->path) || x->kind != y->kind ||
            !hash_eq(x->hash, y->hash) ||
            (x->kind == FS_FILE && hash_is_zero(x->hash)))
            return false;
    }
    return true;
}

static bool is_rule(struct str path)
{
    return str_is(path, "site.yaml") ||
           (str_starts(path, STR("data/")) &&
            !str_starts(path, STR("data/statistics/")));
}

struct hash inputs_rules(const struct inputs *in)
{
    struct buf b = {0};
    bool known = true;
    for (size_t i = 0; i < in->len; i++) {
        const struct input *x = &in->at[i];
        /* Of statistics, which files there are: their names are shown. */
        bool named = str_starts(x->path, STR("data/statistics/"));
        if (!is_rule(x->path) && !named)
            continue;
        char hex[HASH_HEX + 1] = "";
        if (!named)
            hash_hex(x->hash, hex);
        known = known && (named || !hash_is_zero(x->hash));
        buf_printf(&b, "%s %d " STR_FMT "\n", hex, x->kind, STR_ARG(x->path));
    }
    struct hash all = known ? hash_of(buf_view(&b)) : (struct hash){0};
    buf_release(&b);
    return all;
}
