/* SPDX-License-Identifier: MIT */
#include "output/publish.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/memory.h"
#include "output/run.h"

static bool check_paths(const struct str *paths, size_t n, struct diag *d)
{
    bool good = true;
    for (size_t i = 0; i < n; i++) {
        assert(i == 0 || str_compare(paths[i - 1], paths[i]) < 0);
        if (!manifest_path_good(paths[i]))
            good = diag_add(d, (struct loc){0}, DIAG_OUTPUT_PATH,
                            "`" STR_FMT "` cannot be the path of an output",
                            STR_ARG(paths[i]));
    }
    return good;
}

static void report_state(const struct publish *p, bool quiet, struct diag *d)
{
    if (p->tree.lists.bad)
        diag_add(d, (struct loc){0}, DIAG_OUTPUT_MANIFEST,
                 "%s/" STR_FMT " was changed or cut off: taking every file "
                 "there for foreign, keeping those that are the same",
                 p->place.shown, STR_ARG(p->tree.lists.bad_name));
    if (!quiet && (p->tree.marked || p->place.repaired))
        diag_add(d, (struct loc){0}, DIAG_OUTPUT_REPAIRED,
                 "a run was killed while it wrote %s: comparing every file",
                 p->place.shown);
}

/* Changed bytes that memory should not hold. The file has no name, so that
 * nothing is left of it when we are killed. */
static bool open_spill(struct publish *p, struct diag *d)
{
    p->spill = openat(p->place.stage, "spill",
                      O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    return (p->spill >= 0 && unlinkat(p->place.stage, "spill", 0) == 0) ||
           place_fail(&p->place, (struct str){0}, "make a file beside it", d);
}

static void link_listed(struct publish *p)
{
    const struct manifest *m = &p->tree.listed;
    for (size_t i = 0, j = 0; i < p->len && j < m->len; i++) {
        while (j < m->len && str_compare(m->at[j].path, p->paths[i]) < 0)
            j++;
        if (j < m->len && str_eq(m->at[j].path, p->paths[i]))
            p->item[i].listed = (uint32_t)j + 1;
    }
}

static void put_folder(void *ctx, size_t index, uint32_t folder)
{
    struct publish *p = ctx;
    p->item[index].folder = folder;
}

static bool start(struct publish *p, const struct publish_options *options,
                  struct diag *d)
{
    struct place *place = &p->place;
    if (!place_open(place, options->output, true, d))
        return false;
    if (options->atomic && place->inside)
        return diag_add(d, (struct loc){0}, DIAG_OUTPUT_PATH,
                        "%s is a mount point, or the folder above it may not "
                        "be written: it cannot be replaced as a whole, build "
                        "without --atomic",
                        place->shown);
    p->fresh = options->atomic || place->output < 0;
    if (!tree_load(&p->tree, place, options->shard, d))
        return false;
    report_state(p, options->quiet, d);
    if (!tree_survey(&p->tree, p->paths, p->len, put_folder, p, d))
        return false;
    link_listed(p);
    return place_stage(place, d) && (p->fresh || open_spill(p, d));
}

struct publish *publish_open(const struct publish_options *options,
                             const struct str *paths, size_t n_paths,
                             struct diag *d)
{
    if (!check_paths(paths, n_paths, d))
        return NULL;
    struct arena arena = {0};
    struct publish *p = arena_new(&arena, struct publish);
    p->paths = paths;
    p->len = n_paths;
    p->item = arena_array(&arena, n_paths, struct item);
    p->spill = -1;
    p->threads = options->threads;
    p->changes = options->changes;
    p->arena = arena;
    if (start(p, options, d))
        return p;
    publish_abandon(p);
    return NULL;
}

bool publish_classify(struct publish *p, struct item *it, const char *path,
                      const struct str *bytes, const char *piece,
                      struct diag *d)
{
    struct stat st;
    struct str name = str_of(path);
    int dir = p->place.output;
    const struct listed *listed = item_listed(p, it);
    it->state = ITEM_NEW;
    if (item_folder(p, it)->kind != FOLDER_THERE)
        return true;
    if (fstatat(dir, path, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT || place_fail(&p->place, name, "look at it", d);
    if (S_ISDIR(st.st_mode))
        return tree_displace(&p->tree, name, d);
    bool plain = S_ISREG(st.st_mode), ours = plain && listed != NULL;
    bool same = plain && (uint64_t)st.st_size == it->size;
    errno = 0;
    if (same && ours && !p->tree.marked)
        same = hash_eq(listed->hash, it->hash) && listed->size == it->size;
    else if (same)
        same = piece != NULL
                   ? fs_same_files(dir, path, p->place.stage, piece)
                   : fs_same(dir, path, *bytes);
    if (!same && !ours && plain && errno != 0)
        return place_fail(&p->place, name, "read it", d);
    if (!same && !ours)
        return tree_report_foreign(&p->tree, name,
                                   plain ? "a file" : "a link or device", d);
    it->state = same ? ITEM_SAME : ITEM_CHANGED;
    it->shared = st.st_nlink > 1;
    return true;
}

/* A file that stays the same keeps its inode and time in the new tree too. */
static bool write_fresh(struct publish *p, struct item *it, const char *path,
                        struct str bytes, struct diag *d)
{
    int to = p->place.stage;
    if (!tree_make(&p->tree, it->folder, to))
        return place_fail(&p->place, folder_path(item_folder(p, it)),
                          "make the folder", d);
    return (it->state == ITEM_SAME &&
            linkat(p->place.output, path, to, path, 0) == 0) ||
           fs_create(to, path, bytes) ||
           place_fail(&p->place, str_of(path), "write it", d);
}

static bool spill(struct publish *p, struct item *it, struct str bytes,
                  struct diag *d)
{
    it->spilled = true;
    it->at = atomic_fetch_add(&p->n_spilled, bytes.len);
    for (size_t done = 0; done < bytes.len;) {
        ssize_t n = pwrite(p->spill, bytes.at + done, bytes.len - done,
                           (off_t)(it->at + done));
        if (n < 0 && errno != EINTR)
            return place_fail(&p->place, (struct str){0},
                              "write a file beside it", d);
        done += n > 0 ? (size_t)n : 0;
    }
    return true;
}

static bool hold(struct publish *p, struct item *it, struct str bytes,
                 struct diag *d)
{
    if (it->state == ITEM_SAME)
        return true;
    if (atomic_fetch_add(&p->n_held, bytes.len) + bytes.len >
        PUBLISH_HELD_MAX) {
        atomic_fetch_sub(&p->n_held, bytes.len);
        return spill(p, it, bytes, d);
    }
    it->held = memory_take(bytes.len + 1);
    memcpy(it->held, bytes.at, bytes.len);
    return true;
}

bool publish_file(struct publish *p, size_t index, struct str bytes,
                  struct diag *d)
{
    assert(index < p->len && p->item[index].state == ITEM_NONE);
    struct item *it = &p->item[index];
    struct str name = p->paths[index];
    struct path_text path;
    path_put(&path, name);
    it->hash = hash_of(bytes);
    it->size = bytes.len;
    if (!place_interrupted(&p->place) &&
        publish_classify(p, it, path.text, &bytes, NULL, d) &&
        (p->fresh ? write_fresh(p, it, path.text, bytes, d)
                  : hold(p, it, bytes, d)))
        return true;
    atomic_store(&p->failed, true);
    return false;
}

bool publish_keep(struct publish *p, size_t index, struct hash hash,
                  uint64_t *size)
{
    struct item *it = &p->item[index];
    struct fs_entry e;
    struct path_text path;
    const struct listed *listed = item_listed(p, it);
    if (p->fresh || p->tree.marked || listed == NULL ||
        !hash_eq(listed->hash, hash) ||
        item_folder(p, it)->kind != FOLDER_THERE)
        return false;
    path_put(&path, p->paths[index]);
    if (!fs_look(p->place.output, path.text, &e) || e.kind != FS_FILE ||
        e.size != listed->size)
        return false;
    it->hash = hash;
    *size = it->size = e.size;
    it->state = ITEM_SAME;
    return true;
}

struct hash publish_hash(const struct publish *p, size_t index)
{
    return p->item[index].hash;
}

bool publish_intact(const char *output, struct hash *manifest)
{
    struct arena a = {0};
    struct fs_entry e;
    struct str failed;
    struct lists lists;
    struct path_text path;
    int dir = open(output, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = dir >= 0 && !place_is_untidy(output) &&
                !fs_look(dir, MANIFEST_MARKER, &e) && errno == ENOENT &&
                lists_read(&a, dir, (struct shard){0}, &lists, &failed) &&
                !lists.bad && lists.others.len == 0;
    for (size_t i = 0; good && i < lists.all.len; i++) {
        path_put(&path, lists.all.at[i].path);
        good = fs_look(dir, path.text, &e) && e.kind == FS_FILE &&
               e.size == lists.all.at[i].size;
    }
    if (good)
        *manifest = lists.own;
    if (dir >= 0)
        close(dir);
    arena_release(&a);
    return good;
}

static void list_changes(const struct publish *p)
{
    struct publish_changes *c = p->changes;
    for (size_t i = 0; c != NULL && i < p->len; i++)
        if (p->item[i].state > ITEM_SAME)
            *vec_push(&c->arena, &c->written) =
                arena_copy(&c->arena, p->paths[i]);
    for (size_t i = 0; c != NULL && i < p->tree.stale.len; i++)
        *vec_push(&c->arena, &c->removed) =
            arena_copy(&c->arena, str_of(p->tree.stale.at[i].path));
}

bool publish_finish(struct publish *p, struct publish_counts *counts,
                    struct diag *d)
{
    struct publish_counts c = {0};
    bool good = !atomic_load(&p->failed);
    for (size_t i = 0; i < p->len; i++) {
        assert(!good || p->item[i].state != ITEM_NONE);
        c.bytes += p->item[i].size;
        c.unchanged += p->item[i].state == ITEM_SAME;
        c.written += p->item[i].state > ITEM_SAME;
    }
    good = good && (p->fresh ? settle_fresh(p, &c.removed, d)
                             : settle_existing(p, &c.removed, d));
    c.manifest = p->manifest;
    if (good) {
        *counts = c;
        list_changes(p);
    }
    publish_abandon(p);
    return good;
}

void publish_abandon(struct publish *p)
{
    if (p == NULL)
        return;
    for (size_t i = 0; i < p->len; i++)
        if (!p->item[i].spilled)
            free(p->item[i].held);
    if (p->spill >= 0)
        close(p->spill);
    place_close(&p->place);
    tree_release(&p->tree);
    struct arena arena = p->arena;
    arena_release(&arena);
}

static bool clean_list(struct place *place, const char *name, struct diag *d)
{
    return unlinkat(place->output, name, 0) == 0 || errno == ENOENT ||
           place_fail(place, str_of(name), "remove it", d);
}

static bool clean(struct place *place, struct tree *t, struct diag *d)
{
    size_t removed = 0;
    if (!tree_load(t, place, (struct shard){0}, d))
        return false;
    if (t->lists.bad)
        return diag_add(d, (struct loc){0}, DIAG_OUTPUT_PATH,
                        "%s/" STR_FMT " was changed or cut off, so it is "
                        "unknown what jianbao wrote: remove the folder "
                        "yourself",
                        place->shown, STR_ARG(t->lists.bad_name));
    if (!tree_survey(t, NULL, 0, NULL, NULL, d) || !tree_sweep(t, &removed, d))
        return false;
    if (!clean_list(place, MANIFEST_MARKER, d))
        return false;
    for (size_t i = 0; i < t->lists.others.len; i++)
        if (!clean_list(place, t->lists.others.at[i].at, d))
            return false;
    if (!clean_list(place, MANIFEST_NAME, d))
        return false;
    /* Only when nothing foreign is in it. */
    if (!place->inside && !place->linked)
        unlinkat(place->parent, place->name, AT_REMOVEDIR);
    return true;
}

bool publish_clean(const char *output, struct diag *d)
{
    struct place place;
    struct tree t = {0};
    bool good = place_open(&place, output, false, d) &&
                (place.output < 0 || clean(&place, &t, d));
    place_close(&place);
    tree_release(&t);
    return good;
}
