/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "output/tree.h"

struct carry {
    const struct tree *t;
    const struct str *paths;
    size_t n_paths;
    struct arena arena; /* of one entry */
};

static bool copy_bytes(int from, int to)
{
    char part[65536];
    for (;;) {
        ssize_t n = read(from, part, sizeof part);
        if (n == 0)
            return true;
        if (n < 0 && errno != EINTR)
            return false;
        for (ssize_t done = 0; done < n;) {
            ssize_t put = write(to, part + done, (size_t)(n - done));
            if (put < 0 && errno != EINTR)
                return false;
            done += put > 0 ? put : 0;
        }
    }
}

static bool copy_file(int from_dir, int to_dir, const char *path)
{
    struct stat st;
    int from = openat(from_dir, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (from < 0)
        return false;
    int to = openat(to_dir, path,
                    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool good = to >= 0 && fstat(from, &st) == 0 && copy_bytes(from, to) &&
                fchmod(to, st.st_mode & 07777) == 0 &&
                futimens(to, (struct timespec[]){st.st_atim, st.st_mtim}) == 0;
    int kept = errno;
    close(from);
    if (to >= 0 && close(to) != 0 && good)
        return false;
    errno = kept;
    return good;
}

static bool copy_link(int from, int to, const char *path)
{
    char target[4096];
    ssize_t n = readlinkat(from, path, target, sizeof target - 1);
    if (n < 0)
        return false;
    target[n] = '\0';
    return symlinkat(target, to, path) == 0;
}

/* A hard link leaves inode, owner and times as they are, and the old tree whole
 * until the swap; a copy where the system refuses one (another owner's file
 * under protected_hardlinks, a mount inside the folder). */
static bool carry_one(const struct place *p, const char *path,
                      enum fs_kind kind)
{
    if (linkat(p->output, path, p->stage, path, 0) == 0)
        return true;
    if (kind == FS_FILE)
        return copy_file(p->output, p->stage, path);
    return kind == FS_LINK && copy_link(p->output, p->stage, path);
}

/* Makes a folder and those above it with the permissions of the old ones. */
static bool make_like(struct carry *c, struct str path)
{
    const struct place *p = c->t->place;
    struct stat st;
    for (size_t len = 1; len <= path.len; len++) {
        if (len < path.len && path.at[len] != '/')
            continue;
        const char *part = arena_copy(&c->arena, str_head(path, len)).at;
        if (mkdirat(p->stage, part, 0777) != 0) {
            if (errno != EEXIST)
                return false;
            continue;
        }
        if (fstatat(p->output, part, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
            fchmodat(p->stage, part, st.st_mode & 07777, 0) != 0)
            return false;
    }
    return true;
}

/* The lists of other shards' files, which stay as well. */
static bool is_others(const struct tree *t, struct str name)
{
    const struct strs *others = &t->lists.others;
    return t->shard.of > 0 && str_in(others->at, others->len, name);
}

static bool is_ours(const struct carry *c, struct str path, enum fs_kind kind)
{
    if (str_starts(path, STR(MANIFEST_PREFIX)))
        return !is_others(c->t, path);
    if (kind == FS_FOLDER)
        return tree_folder(c->t, path) != NO_FOLDER;
    return kind == FS_FILE && (manifest_find(&c->t->listed, path) != NULL ||
                               str_in(c->paths, c->n_paths, path));
}

static bool carry(void *ctx, struct str path, enum fs_kind kind)
{
    struct carry *c = ctx;
    arena_reset(&c->arena);
    path = arena_copy(&c->arena, path);
    if (is_ours(c, path, kind))
        return true;
    size_t above = path.len;
    while (above > 0 && path.at[above - 1] != '/')
        above--;
    bool empty;
    if (kind == FS_FOLDER)
        return fs_is_empty(c->t->place->output, path.at, &empty) &&
               (!empty || make_like(c, path));
    return make_like(c, str_head(path, above ? above - 1 : 0)) &&
           carry_one(c->t->place, path.at, kind);
}

bool tree_carry(struct tree *t, const struct str *paths, size_t n_paths,
                struct diag *d)
{
    struct carry c = {.t = t, .paths = paths, .n_paths = n_paths};
    struct buf at = {0};
    bool good = fs_visit(t->place->output, ".", carry, &c, &at) ||
                place_fail(t->place, buf_view(&at),
                           "take over what is not jianbao's", d);
    buf_release(&at);
    arena_release(&c.arena);
    return good;
}
