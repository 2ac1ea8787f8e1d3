/* SPDX-License-Identifier: MIT */
#include "output/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/memory.h"

/* What is there but no text of ours counts as empty text. A text that cannot be
 * read now is no reason to forget for good what it lists. */
static bool read_marker(struct tree *t, struct str *text, struct diag *d)
{
    struct stat st;
    int dir = t->place->output;
    const char *name = MANIFEST_MARKER;
    t->marked = fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
    if (!t->marked && errno == ENOENT)
        return true;
    if (t->marked &&
        (!S_ISREG(st.st_mode) || (uint64_t)st.st_size > MANIFEST_SIZE_MAX))
        return true;
    return (t->marked &&
            fs_read(&t->arena, dir, name, MANIFEST_SIZE_MAX, text)) ||
           place_fail(t->place, str_of(name), "read it", d);
}

/* The marker may be that of another shard's build in the same folder. */
static void take_touched(struct tree *t, const struct manifest *touched)
{
    struct manifest ours = {
        arena_array(&t->arena, touched->len + 1, struct listed), 0};
    t->touched.at = arena_array(&t->arena, touched->len + 1, struct listed);
    for (size_t i = 0; i < touched->len; i++) {
        struct manifest *to =
            shard_has(t->shard, touched->at[i].path) ? &ours : &t->touched;
        to->at[to->len++] = touched->at[i];
    }
    t->listed = manifest_union(&t->arena, &t->listed, &ours);
    t->known = manifest_union(&t->arena, &t->listed, &t->touched);
}

bool tree_load(struct tree *t, const struct place *place, struct shard shard,
               struct diag *d)
{
    struct manifest touched = {0};
    struct str marker = {0}, failed;
    t->place = place;
    t->shard = shard;
    if (place->output < 0)
        return true;
    if (!lists_read(&t->arena, place->output, shard, &t->lists, &failed))
        return place_fail(place, failed,
                          failed.len > 0 ? "read it" : "read the folder", d);
    t->listed = t->lists.all;
    if (!read_marker(t, &marker, d))
        return false;
    if (t->marked) {
        if (!manifest_parse(&t->arena, marker, &touched))
            touched.len = 0;
        take_touched(t, &touched);
    }
    return true;
}

bool tree_report_foreign(const struct tree *t, struct str path,
                         const char *what, struct diag *d)
{
    return diag_add(d, (struct loc){0}, DIAG_OUTPUT_FOREIGN,
                    "%s/" STR_FMT ": %s that jianbao did not write lies in the "
                    "way of an output: move it away",
                    t->place->shown, STR_ARG(path), what);
}

static bool find_kind(struct tree *t, struct folder *f, struct diag *d)
{
    struct stat st;
    struct path_text path;
    unsigned char above = t->folder[f->parent].kind;
    if (above != FOLDER_THERE) {
        f->kind = above == FOLDER_FOREIGN ? FOLDER_FOREIGN : FOLDER_ABSENT;
        return true;
    }
    path_put(&path, folder_path(f));
    if (fstatat(t->place->output, path.text, &st, AT_SYMLINK_NOFOLLOW) != 0) {
        f->kind = FOLDER_ABSENT;
        return errno == ENOENT ||
               place_fail(t->place, folder_path(f), "look at it", d);
    }
    f->kind = S_ISDIR(st.st_mode) ? FOLDER_THERE
              : S_ISREG(st.st_mode) &&
                      manifest_find(&t->listed, folder_path(f))
                  ? FOLDER_FILE
                  : FOLDER_FOREIGN;
    return true;
}

/* The part before the last slash, empty: none. */
static struct str folder_of(struct str path)
{
    size_t len = path.len;
    while (len > 0 && path.at[len - 1] != '/')
        len--;
    return str_head(path, len ? len - 1 : 0);
}

/* ---- the table of folders ---- */

static uint32_t *slot_of(const struct tree *t, struct str path)
{
    for (size_t at = (size_t)hash_key(path);; at++) {
        uint32_t *slot = &t->slot[at & (t->n_slots - 1)];
        if (*slot == 0 || str_eq(folder_path(&t->folder[*slot - 1]), path))
            return slot;
    }
}

static void grow(struct tree *t)
{
    t->folder_room = t->folder_room > 0 ? t->folder_room * 2 : 64;
    t->folder =
        memory_resize(t->folder, t->folder_room * sizeof *t->folder);
    free(t->slot);
    t->n_slots = t->folder_room * 2;
    t->slot = memory_zeroed(t->n_slots, sizeof *t->slot);
    for (uint32_t i = 0; i < t->n_folders; i++)
        *slot_of(t, folder_path(&t->folder[i])) = i + 1;
}

static uint32_t push(struct tree *t, struct folder f)
{
    if (t->n_folders == t->folder_room)
        grow(t);
    t->folder[t->n_folders] = f;
    *slot_of(t, folder_path(&f)) = t->n_folders + 1;
    return t->n_folders++;
}

uint32_t tree_folder(const struct tree *t, struct str path)
{
    return *slot_of(t, path) - 1;
}

/* The folder and those above it, made known; NO_FOLDER after a report. */
static uint32_t add_folder(struct tree *t, struct str path, struct diag *d)
{
    uint32_t known = tree_folder(t, path);
    if (known != NO_FOLDER)
        return known;
    uint32_t parent = add_folder(t, folder_of(path), d);
    if (parent == NO_FOLDER)
        return NO_FOLDER;
    uint32_t n = push(t, (struct folder){.at = path.at,
                                         .len = (uint32_t)path.len,
                                         .parent = parent});
    return find_kind(t, &t->folder[n], d) ? n : NO_FOLDER;
}

/* What stands in the way of the planned folders. */
static bool check_folders(struct tree *t, const struct str *paths, size_t n,
                          struct diag *d)
{
    bool good = true;
    for (uint32_t i = 1; i < t->n_folders; i++) {
        struct folder *f = &t->folder[i];
        f->planned = true;
        if (str_in(paths, n, folder_path(f)))
            good = diag_add(d, (struct loc){0}, DIAG_OUTPUT_PATH,
                            STR_FMT " is planned as a file and as a folder",
                            STR_ARG(folder_path(f)));
        else if (f->kind == FOLDER_FOREIGN &&
                 t->folder[f->parent].kind != FOLDER_FOREIGN)
            good = tree_report_foreign(t, folder_path(f), "something", d);
        if (f->kind == FOLDER_FILE)
            t->clash = true;
    }
    return good;
}

static bool add_stale(struct tree *t, struct str path, struct diag *d)
{
    struct stat st;
    uint32_t n = add_folder(t, folder_of(path), d);
    if (n == NO_FOLDER)
        return false;
    struct stale *s = vec_push(&t->arena, &t->stale);
    *s = (struct stale){arena_copy(&t->arena, path).at, false};
    if (t->folder[n].kind == FOLDER_THERE) {
        if (fstatat(t->place->output, s->path, &st, AT_SYMLINK_NOFOLLOW) == 0)
            s->there = S_ISREG(st.st_mode);
        else if (errno != ENOENT)
            return place_fail(t->place, path, "look at it", d);
    }
    for (; !t->folder[n].emptied; n = t->folder[n].parent)
        t->folder[n].emptied = true;
    return true;
}

static bool find_stale(struct tree *t, const struct str *paths, size_t n,
                       struct diag *d)
{
    size_t next = 0;
    for (size_t i = 0; i < t->listed.len; i++) {
        struct str path = t->listed.at[i].path;
        while (next < n && str_compare(paths[next], path) < 0)
            next++;
        if ((next == n || !str_eq(paths[next], path)) && !add_stale(t, path, d))
            return false;
    }
    return true;
}

bool tree_survey(struct tree *t, const struct str *paths, size_t n_paths,
                 folder_fn *put, void *ctx, struct diag *d)
{
    bool there = t->place->output >= 0;
    push(t, (struct folder){.at = "",
                            .kind = there ? FOLDER_THERE : FOLDER_ABSENT,
                            .made = true});
    uint32_t last = 0;
    for (size_t i = 0; i < n_paths; i++) {
        struct str path = folder_of(paths[i]);
        if (!str_eq(path, folder_path(&t->folder[last])))
            last = add_folder(t, path, d);
        if (last == NO_FOLDER)
            return false;
        put(ctx, i, last);
    }
    return check_folders(t, paths, n_paths, d) &&
           find_stale(t, paths, n_paths, d);
}

struct displaced {
    const struct tree *t;
    struct str above;
    struct arena arena;
    struct str foreign; /* the first that was met */
};

static bool goes_away(void *ctx, struct str path, enum fs_kind kind)
{
    struct displaced *v = ctx;
    struct str full = arena_printf(&v->arena, STR_FMT "/" STR_FMT,
                                   STR_ARG(v->above), STR_ARG(path));
    if (kind == FS_FILE ? manifest_find(&v->t->listed, full) != NULL
                        : kind == FS_FOLDER &&
                              tree_folder(v->t, full) != NO_FOLDER)
        return true;
    v->foreign = full;
    return false;
}

bool tree_displace(struct tree *t, struct str path, struct diag *d)
{
    if (tree_folder(t, path) == NO_FOLDER)
        return tree_report_foreign(t, path, "a folder", d);
    struct displaced v = {.t = t, .above = path};
    struct buf ended = {0};
    bool good = fs_visit(t->place->output, arena_copy(&v.arena, path).at,
                         goes_away, &v, &ended);
    int kept = errno;
    buf_release(&ended);
    errno = kept;
    if (good)
        t->clash = true;
    else if (v.foreign.len > 0)
        tree_report_foreign(t, v.foreign, "something", d);
    else
        place_fail(t->place, path, "read the folder", d);
    arena_release(&v.arena);
    return good;
}

bool tree_sweep(struct tree *t, size_t *removed, struct diag *d)
{
    int dir = t->place->output;
    for (size_t i = 0; i < t->stale.len; i++) {
        const struct stale *s = &t->stale.at[i];
        if (!s->there)
            continue;
        if (unlinkat(dir, s->path, 0) == 0)
            ++*removed;
        else if (errno != ENOENT)
            return place_fail(t->place, str_of(s->path), "remove it", d);
    }
    for (uint32_t i = t->n_folders; i-- > 1;) {
        struct folder *f = &t->folder[i];
        struct path_text path;
        if (!f->emptied || f->kind != FOLDER_THERE)
            continue;
        path_put(&path, folder_path(f));
        if (unlinkat(dir, path.text, AT_REMOVEDIR) == 0 || errno == ENOENT)
            f->kind = FOLDER_ABSENT;
        else if (errno != ENOTEMPTY && errno != EEXIST && errno != EBUSY)
            return place_fail(t->place, folder_path(f), "remove it", d);
    }
    return true;
}

bool tree_make(struct tree *t, uint32_t folder, int dir)
{
    struct folder *f = &t->folder[folder];
    struct path_text path;
    if (atomic_load(&f->made))
        return true;
    if (!tree_make(t, f->parent, dir))
        return false;
    path_put(&path, folder_path(f));
    if (mkdirat(dir, path.text, 0777) != 0 && errno != EEXIST)
        return false;
    atomic_store(&f->made, true);
    return true;
}

void tree_release(struct tree *t)
{
    free(t->folder);
    free(t->slot);
    arena_release(&t->arena);
}
