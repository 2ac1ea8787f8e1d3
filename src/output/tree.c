/* SPDX-License-Identifier: MIT */
#include "output/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"

/* What is there but no text of ours counts as empty text. A text that cannot be
 * read now is no reason to forget for good what it lists. */
static bool read_own(struct tree *t, const char *name, bool *there,
                     struct str *text, struct diag *d)
{
    struct stat st;
    int dir = t->place->output;
    *there = dir >= 0 && fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
    if (!*there && (dir < 0 || errno == ENOENT))
        return true;
    *text = (struct str){0};
    if (*there &&
        (!S_ISREG(st.st_mode) || (uint64_t)st.st_size > MANIFEST_SIZE_MAX))
        return true;
    return (*there && fs_read(&t->arena, dir, name, MANIFEST_SIZE_MAX, text)) ||
           place_fail(t->place, str_of(name), "read it", d);
}

bool tree_load(struct tree *t, const struct place *place, struct diag *d)
{
    bool listed;
    struct manifest touched = {0};
    struct str marker = {0};
    t->place = place;
    if (!read_own(t, MANIFEST_NAME, &listed, &t->manifest, d) ||
        !read_own(t, MANIFEST_MARKER, &t->marked, &marker, d))
        return false;
    t->bad = listed && !manifest_parse(&t->arena, t->manifest, &t->listed);
    if (t->bad)
        t->manifest = (struct str){0};
    if (t->marked && manifest_parse(&t->arena, marker, &touched))
        t->listed = manifest_union(&t->arena, &t->listed, &touched);
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
    enum folder_kind above = f->parent->kind;
    if (above != FOLDER_THERE) {
        f->kind = above == FOLDER_FOREIGN ? above : FOLDER_ABSENT;
        return true;
    }
    if (fstatat(t->place->output, f->path.at, &st, AT_SYMLINK_NOFOLLOW) != 0) {
        f->kind = FOLDER_ABSENT;
        return errno == ENOENT ||
               place_fail(t->place, f->path, "look at it", d);
    }
    f->kind = S_ISDIR(st.st_mode) ? FOLDER_THERE
              : S_ISREG(st.st_mode) && manifest_find(&t->listed, f->path)
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

static struct folder *find_folder(const struct tree *t, struct str path)
{
    return path.len ? map_get(&t->by_path, path) : t->folders.at[0];
}

/* The folder and those above it, made known; NULL after a report. */
static struct folder *add_folder(struct tree *t, struct str path,
                                 struct diag *d)
{
    struct folder *f = find_folder(t, path);
    if (f != NULL)
        return f;
    struct folder *parent = add_folder(t, folder_of(path), d);
    if (parent == NULL)
        return NULL;
    f = arena_new(&t->arena, struct folder);
    f->path = arena_copy(&t->arena, path);
    f->parent = parent;
    map_put(&t->by_path, &t->arena, f->path, f);
    *vec_push(&t->arena, &t->folders) = f;
    return find_kind(t, f, d) ? f : NULL;
}

/* What stands in the way of the planned folders. */
static bool check_folders(struct tree *t, const struct str *paths, size_t n,
                          struct diag *d)
{
    bool good = true;
    for (size_t i = 1; i < t->folders.len; i++) {
        struct folder *f = t->folders.at[i];
        f->planned = true;
        if (manifest_in(paths, n, f->path))
            good = diag_add(d, (struct loc){0}, DIAG_OUTPUT_PATH,
                            STR_FMT " is planned as a file and as a folder",
                            STR_ARG(f->path));
        else if (f->kind == FOLDER_FOREIGN && f->parent->kind != FOLDER_FOREIGN)
            good = tree_report_foreign(t, f->path, "something", d);
        if (f->kind == FOLDER_FILE)
            t->clash = true;
    }
    return good;
}

static bool add_stale(struct tree *t, struct str path, struct diag *d)
{
    struct stat st;
    struct folder *f = add_folder(t, folder_of(path), d);
    if (f == NULL)
        return false;
    struct stale *s = vec_push(&t->arena, &t->stale);
    *s = (struct stale){arena_copy(&t->arena, path).at, f, false};
    if (f->kind == FOLDER_THERE) {
        if (fstatat(t->place->output, s->path, &st, AT_SYMLINK_NOFOLLOW) == 0)
            s->there = S_ISREG(st.st_mode);
        else if (errno != ENOENT)
            return place_fail(t->place, path, "look at it", d);
    }
    for (; f != NULL && !f->emptied; f = f->parent)
        f->emptied = true;
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
                 struct folder **of, struct diag *d)
{
    struct folder *top = arena_new(&t->arena, struct folder);
    top->path = STR("");
    top->kind = t->place->output < 0 ? FOLDER_ABSENT : FOLDER_THERE;
    top->made = true;
    *vec_push(&t->arena, &t->folders) = top;
    struct folder *last = top;
    for (size_t i = 0; i < n_paths; i++) {
        struct str path = folder_of(paths[i]);
        if (!str_eq(path, last->path))
            last = add_folder(t, path, d);
        if (last == NULL)
            return false;
        of[i] = last;
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
                        : kind == FS_FOLDER && find_folder(v->t, full) != NULL)
        return true;
    v->foreign = full;
    return false;
}

bool tree_displace(struct tree *t, struct str path, struct diag *d)
{
    if (find_folder(t, path) == NULL)
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
    for (size_t i = t->folders.len; i-- > 1;) {
        struct folder *f = t->folders.at[i];
        if (!f->emptied || f->kind != FOLDER_THERE)
            continue;
        if (unlinkat(dir, f->path.at, AT_REMOVEDIR) == 0 || errno == ENOENT)
            f->kind = FOLDER_ABSENT;
        else if (errno != ENOTEMPTY && errno != EEXIST && errno != EBUSY)
            return place_fail(t->place, f->path, "remove it", d);
    }
    return true;
}

bool tree_make(struct folder *folder, int dir)
{
    if (atomic_load(&folder->made))
        return true;
    if (!tree_make(folder->parent, dir))
        return false;
    if (mkdirat(dir, folder->path.at, 0777) != 0 && errno != EEXIST)
        return false;
    atomic_store(&folder->made, true);
    return true;
}

void tree_release(struct tree *t)
{
    map_release(&t->by_path);
    arena_release(&t->arena);
}
