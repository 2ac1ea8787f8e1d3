/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/parallel.h"
#include "output/run.h"

/* What stands in the stage under its number until it is renamed. */
struct number {
    char text[24];
};

static struct number number_of(size_t i)
{
    struct number n;
    snprintf(n.text, sizeof n.text, "%zu", i);
    return n;
}

static struct listed entry_of(const struct publish *p, size_t i)
{
    return (struct listed){p->paths[i], p->item[i].size, p->item[i].hash};
}

/* The text of a manifest of all items, or of those that will be touched. */
static void list_items(struct publish *p, bool all, struct buf *out)
{
    struct arena *a = &p->tree.arena;
    struct manifest m = {arena_array(a, p->len, struct listed), 0};
    for (size_t i = 0; i < p->len; i++)
        if (all || p->item[i].state != ITEM_SAME)
            m.at[m.len++] = entry_of(p, i);
    /* What the killed run touched is in no manifest yet. */
    if (!all && p->tree.marked)
        m = manifest_union(a, &m, &p->tree.listed);
    manifest_write(out, &m);
}

bool settle_fresh(struct publish *p, size_t *removed, struct diag *d)
{
    if (p->place.output >= 0 && !tree_carry(&p->tree, p->paths, p->len, d))
        return false;
    struct buf text = {0};
    list_items(p, true, &text);
    p->manifest = hash_of(buf_view(&text));
    bool good =
        fs_create_synced(p->place.stage, MANIFEST_NAME, buf_view(&text)) ||
        place_fail(&p->place, STR(MANIFEST_NAME), "write it", d);
    buf_release(&text);
    for (size_t i = 0; i < p->tree.stale.len; i++)
        *removed += p->tree.stale.at[i].there;
    return good && !place_interrupted(&p->place) && place_swap(&p->place, d);
}

/* The bytes of a changed item; `buf` serves those that were spilled. */
static bool get_bytes(struct publish *p, struct item *it, struct buf *buf,
                      struct str *bytes)
{
    *bytes = buf_view(&it->held);
    if (!it->spilled)
        return true;
    buf_reset(buf);
    buf_reserve(buf, it->size);
    while (buf->len < it->size) {
        ssize_t n = pread(p->spill, buf->at + buf->len, it->size - buf->len,
                          (off_t)(it->at + buf->len));
        if (n == 0)
            errno = EIO;
        if (n == 0 || (n < 0 && errno != EINTR))
            return false;
        buf->len += n > 0 ? (size_t)n : 0;
    }
    *bytes = buf_view(buf);
    return true;
}

static bool replace(struct publish *p, size_t i, const char *path,
                    struct str bytes)
{
    struct number n = number_of(i);
    return fs_create(p->place.stage, n.text, bytes) &&
           renameat(p->place.stage, n.text, p->place.output, path) == 0;
}

/* Over the old bytes: several times cheaper than a new file and a rename where
 * there are many (ext4 writes every renamed file to disk at once). */
static bool overwrite(struct publish *p, size_t i, const char *path,
                      struct str bytes)
{
    if (p->item[i].staged)
        return renameat(p->place.stage, piece_name(i).text, p->place.output,
                        path) == 0;
    if (p->item[i].state == ITEM_NEW)
        return fs_create(p->place.output, path, bytes);
    if (!p->item[i].shared && fs_overwrite(p->place.output, path, bytes))
        return true;
    if (!p->item[i].shared && errno != EACCES && errno != EPERM &&
        errno != ETXTBSY)
        return false;
    return replace(p, i, path, bytes);
}

typedef bool put_fn(struct publish *p, size_t i, const char *path,
                    struct str bytes);

static bool stage(struct publish *p, size_t i, const char *path,
                  struct str bytes)
{
    int dir = p->place.stage;
    (void)path;
    if (p->item[i].staged)
        return renameat(dir, piece_name(i).text, dir, number_of(i).text) == 0;
    return fs_create(dir, number_of(i).text, bytes);
}

static bool unstage(struct publish *p, size_t i, const char *path,
                    struct str bytes)
{
    (void)bytes;
    return renameat(p->place.stage, number_of(i).text, p->place.output, path) ==
           0;
}

struct putting {
    struct publish *p;
    put_fn *put;
    atomic_bool failed;
    struct worker {
        struct buf buf;
        struct arena scratch;
        struct diag d;
    } worker[PARALLEL_MAX];
};

static void put_one(void *ctx, size_t worker, size_t i)
{
    struct putting *job = ctx;
    struct publish *p = job->p;
    struct worker *w = &job->worker[worker];
    struct str bytes;
    if (p->item[i].state == ITEM_SAME || atomic_load(&job->failed))
        return;
    arena_reset(&w->scratch);
    const char *path = arena_copy(&w->scratch, p->paths[i]).at;
    if (get_bytes(p, &p->item[i], &w->buf, &bytes) &&
        job->put(p, i, path, bytes))
        return;
    place_fail(&p->place, p->paths[i], "write it", &w->d);
    atomic_store(&job->failed, true);
}

/* Stops at the first failure: with no room left thousands would follow. */
static bool put_all(struct publish *p, put_fn *put, size_t threads,
                    struct diag *d)
{
    struct putting *job = arena_new(&p->arena, struct putting);
    job->p = p;
    job->put = put;
    for (size_t i = 0; i < PARALLEL_MAX; i++)
        diag_like(&job->worker[i].d, 1, d);
    parallel_for(p->len, threads, put_one, job);
    for (size_t i = 0; i < PARALLEL_MAX; i++) {
        buf_release(&job->worker[i].buf);
        arena_release(&job->worker[i].scratch);
        diag_merge(d, &job->worker[i].d);
    }
    return !atomic_load(&job->failed);
}

/* A list that is put in place by rename: whole or not at all. */
static bool put_list(struct publish *p, const char *name, struct str text,
                     bool sync)
{
    int dir = p->place.stage;
    return (sync ? fs_create_synced(dir, name, text)
                 : fs_create(dir, name, text)) &&
           renameat(dir, name, p->place.output, name) == 0;
}

static bool put_marker(struct publish *p, struct diag *d)
{
    struct buf text = {0};
    list_items(p, false, &text);
    bool good = put_list(p, MANIFEST_MARKER, buf_view(&text), false) ||
                place_fail(&p->place, STR(MANIFEST_MARKER), "write it", d);
    buf_release(&text);
    return good;
}

static bool make_folders(struct publish *p, struct diag *d)
{
    for (size_t i = 1; i < p->tree.folders.len; i++) {
        struct folder *f = p->tree.folders.at[i];
        if (f->planned && f->kind != FOLDER_THERE &&
            mkdirat(p->place.output, f->path.at, 0777) != 0)
            return place_fail(&p->place, f->path, "make the folder", d);
    }
    return true;
}

/* From the marker on; an error leaves it for the next run. What is stale goes
 * last, unless it is in the way. */
static bool change(struct publish *p, bool few, size_t *removed, struct diag *d)
{
    put_fn *put = few ? unstage : overwrite;
    size_t threads = few ? 1 : p->threads;
    bool first = atomic_load(&p->tree.clash);
    return put_marker(p, d) && (!first || tree_sweep(&p->tree, removed, d)) &&
           make_folders(p, d) && put_all(p, put, threads, d) &&
           (first || tree_sweep(&p->tree, removed, d));
}

static bool put_manifest(struct publish *p, struct diag *d)
{
    struct buf text = {0};
    list_items(p, true, &text);
    p->manifest = hash_of(buf_view(&text));
    bool good = str_eq(buf_view(&text), p->tree.manifest) ||
                put_list(p, MANIFEST_NAME, buf_view(&text), true) ||
                place_fail(&p->place, STR(MANIFEST_NAME), "write it", d);
    buf_release(&text);
    return good;
}

bool settle_existing(struct publish *p, size_t *removed, struct diag *d)
{
    size_t n = 0;
    for (size_t i = 0; i < p->len; i++)
        n += p->item[i].state != ITEM_SAME;
    bool few = n <= PUBLISH_FEW;
    if ((few && !put_all(p, stage, 1, d)) || place_interrupted(&p->place))
        return false;
    if (n > 0 ? !change(p, few, removed, d) : !tree_sweep(&p->tree, removed, d))
        return false;
    if (!put_manifest(p, d))
        return false;
    return (n == 0 && !p->tree.marked) ||
           unlinkat(p->place.output, MANIFEST_MARKER, 0) == 0 ||
           place_fail(&p->place, STR(MANIFEST_MARKER), "remove it", d);
}
