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

/* What a list is made of: all items, or those that will be touched, or what a
 * killed build of another shard touched. */
enum listing { ALL, TOUCHED, OTHERS };

struct listing_out {
    struct publish *p;
    enum listing what;
    struct manifest_out *out; /* NULL: counts only */
    size_t n;
    struct hash hash;
};

static void add(struct listing_out *l, const struct listed *entry)
{
    l->n++;
    if (l->out != NULL)
        manifest_put(l->out, entry);
}

static bool is_listed(const struct listing_out *l, size_t i)
{
    return l->what == ALL ||
           (l->what == TOUCHED && l->p->item[i].state != ITEM_SAME);
}

/* Of each that is in `also` and not among the items; both by path. */
static void put_before(struct listing_out *l, const struct manifest *also,
                       size_t *at, const struct str *path)
{
    while (*at < also->len) {
        int order =
            path != NULL ? str_compare(also->at[*at].path, *path) : -1;
        if (order > 0)
            return;
        if (order < 0)
            add(l, &also->at[*at]);
        ++*at;
    }
}

/* What killed runs touched is in no manifest yet. */
static void put_items(struct listing_out *l)
{
    struct publish *p = l->p;
    const struct manifest none = {0};
    const struct manifest *also = l->what == ALL       ? &none
                                  : l->what == TOUCHED ? &p->tree.known
                                                       : &p->tree.touched;
    size_t at = 0;
    l->n = 0;
    for (size_t i = 0; i < p->len; i++) {
        if (!is_listed(l, i))
            continue;
        put_before(l, also, &at, &p->paths[i]);
        add(l, &(struct listed){p->paths[i], p->item[i].size,
                                p->item[i].hash});
    }
    put_before(l, also, &at, NULL);
}

static bool write_items(void *ctx, int fd)
{
    struct listing_out *l = ctx;
    struct manifest_out out;
    l->out = NULL;
    put_items(l);
    manifest_begin(&out, fd, l->n);
    l->out = &out;
    put_items(l);
    return manifest_end(&out, &l->hash);
}

/* In the stage. */
static bool write_list(struct publish *p, enum listing what, const char *name,
                       bool sync)
{
    struct listing_out l = {.p = p, .what = what};
    return fs_create_with(p->place.stage, name, sync, write_items, &l);
}

static struct hash hash_list(struct publish *p, enum listing what)
{
    struct listing_out l = {.p = p, .what = what};
    (void)write_items(&l, -1);
    return l.hash;
}

bool settle_fresh(struct publish *p, size_t *removed, struct diag *d)
{
    const struct list_name name = list_name(p->tree.shard);
    if (p->place.output >= 0 && !tree_carry(&p->tree, p->paths, p->len, d))
        return false;
    p->manifest = hash_list(p, ALL);
    if (!write_list(p, ALL, name.text, true))
        return place_fail(&p->place, str_of(name.text), "write it", d);
    if (p->tree.touched.len > 0 &&
        !write_list(p, OTHERS, MANIFEST_MARKER, false))
        return place_fail(&p->place, STR(MANIFEST_MARKER), "write it", d);
    for (size_t i = 0; i < p->tree.stale.len; i++)
        *removed += p->tree.stale.at[i].there;
    return !place_interrupted(&p->place) && place_swap(&p->place, d);
}

/* The bytes of a changed item; `buf` serves those that were spilled. */
static bool get_bytes(struct publish *p, struct item *it, struct buf *buf,
                      struct str *bytes)
{
    *bytes = (struct str){0};
    if (!it->spilled) {
        if (it->held != NULL)
            *bytes = (struct str){it->held, it->size};
        return true;
    }
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
static bool put_list(struct publish *p, enum listing what, const char *name,
                     bool sync, struct diag *d)
{
    return (write_list(p, what, name, sync) &&
            renameat(p->place.stage, name, p->place.output, name) == 0) ||
           place_fail(&p->place, str_of(name), "write it", d);
}

static bool make_folders(struct publish *p, struct diag *d)
{
    for (uint32_t i = 1; i < p->tree.n_folders; i++) {
        const struct folder *f = &p->tree.folder[i];
        struct path_text path;
        if (!f->planned || f->kind == FOLDER_THERE)
            continue;
        path_put(&path, folder_path(f));
        if (mkdirat(p->place.output, path.text, 0777) != 0)
            return place_fail(&p->place, folder_path(f), "make the folder", d);
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
    return put_list(p, TOUCHED, MANIFEST_MARKER, false, d) &&
           (!first || tree_sweep(&p->tree, removed, d)) && make_folders(p, d) &&
           put_all(p, put, threads, d) &&
           (first || tree_sweep(&p->tree, removed, d));
}

/* A whole build's list stands for all others. */
static bool put_manifest(struct publish *p, struct diag *d)
{
    const struct list_name name = list_name(p->tree.shard);
    p->manifest = hash_list(p, ALL);
    if (!hash_eq(p->manifest, p->tree.lists.own) &&
        !put_list(p, ALL, name.text, true, d))
        return false;
    const struct strs *others = &p->tree.lists.others;
    for (size_t i = 0; p->tree.shard.of == 0 && i < others->len; i++)
        if (unlinkat(p->place.output, others->at[i].at, 0) != 0 &&
            errno != ENOENT)
            return place_fail(&p->place, others->at[i], "remove it", d);
    return true;
}

static bool end_marker(struct publish *p, struct diag *d)
{
    if (p->tree.touched.len > 0)
        return put_list(p, OTHERS, MANIFEST_MARKER, false, d);
    return unlinkat(p->place.output, MANIFEST_MARKER, 0) == 0 ||
           place_fail(&p->place, STR(MANIFEST_MARKER), "remove it", d);
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
    return (n == 0 && !p->tree.marked) || end_marker(p, d);
}
