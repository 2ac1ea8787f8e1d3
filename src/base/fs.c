/* SPDX-License-Identifier: MIT */
#include "base/fs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

static bool close_keeping_errno(int fd)
{
    int kept = errno;
    close(fd);
    errno = kept;
    return false;
}

bool fs_is_fault(int error)
{
    return error != ENOENT && error != ENOTDIR && error != EISDIR &&
           error != ELOOP && error != EINVAL && error != EFBIG &&
           error != ENAMETOOLONG;
}

static bool read_all(int fd, char *at, size_t size, size_t *got)
{
    *got = 0;
    while (*got < size) {
        ssize_t n = read(fd, at + *got, size - *got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        if (n == 0)
            break;
        *got += (size_t)n;
    }
    return true;
}

bool fs_read(struct arena *a, int dir, const char *path, size_t max,
             struct str *out)
{
    int fd =
        openat(dir, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (fd < 0)
        return false;
    struct stat st;
    if (fstat(fd, &st) != 0)
        return close_keeping_errno(fd);
    if (!S_ISREG(st.st_mode) || (uint64_t)st.st_size > max) {
        errno = S_ISDIR(st.st_mode)    ? EISDIR
                : !S_ISREG(st.st_mode) ? EINVAL
                                       : EFBIG;
        return close_keeping_errno(fd);
    }
    size_t size = (size_t)st.st_size, got = 0;
    char *at = arena_alloc(a, size + 1, 1);
    if (!read_all(fd, at, size, &got))
        return close_keeping_errno(fd);
    close(fd);
    *out = (struct str){at, got};
    return true;
}

static int by_name(const void *a, const void *b)
{
    const struct str *x = a, *y = b;
    return str_compare(*x, *y);
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

bool fs_names(struct arena *a, int fd, bool dotted, struct strs *names)
{
    DIR *folder = fdopendir(fd);
    if (folder == NULL)
        return close_keeping_errno(fd);
    errno = 0;
    for (struct dirent *e; (e = readdir(folder)) != NULL; errno = 0)
        if (e->d_name[0] != '.' || (dotted && !is_dots(e->d_name)))
            *vec_push(a, names) = arena_copy(a, str_of(e->d_name));
    int failed = errno;
    closedir(folder);
    errno = failed;
    if (names->len > 1)
        qsort(names->at, names->len, sizeof *names->at, by_name);
    return failed == 0;
}

static enum fs_kind kind_of(mode_t mode)
{
    if (S_ISREG(mode))
        return FS_FILE;
    if (S_ISDIR(mode))
        return FS_FOLDER;
    return S_ISLNK(mode) ? FS_LINK : FS_OTHER;
}

bool fs_look(int dir, const char *path, struct fs_entry *out)
{
    struct stat st;
    if (fstatat(dir, path, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    *out = (struct fs_entry){
        .path = str_of(path),
        .kind = kind_of(st.st_mode),
        .size = (uint64_t)st.st_size,
        .mtime = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec,
        .inode = st.st_ino};
    return true;
}

static bool walk(struct arena *a, int root, const char *base, struct str under,
                 int depth, struct fs_entries *out)
{
    out->failed = under;
    if (depth > FS_DEPTH_MAX) {
        errno = ELOOP;
        return false;
    }
    struct str path = arena_printf(a, "%s%s" STR_FMT, base,
                                   under.len ? "/" : "", STR_ARG(under));
    int fd = openat(root, path.at,
                    O_RDONLY | O_DIRECTORY | O_CLOEXEC |
                        (depth > 0 ? O_NOFOLLOW : 0));
    if (fd < 0)
        return errno == ENOENT;
    struct strs names = {0};
    if (!fs_names(a, fd, false, &names))
        return false;
    for (size_t i = 0; i < names.len; i++) {
        struct str rel =
            under.len ? arena_printf(a, STR_FMT "/" STR_FMT, STR_ARG(under),
                                     STR_ARG(names.at[i]))
                      : names.at[i];
        struct str full = arena_printf(a, "%s/" STR_FMT, base, STR_ARG(rel));
        struct fs_entry e;
        if (!fs_look(root, full.at, &e)) {
            out->failed = rel;
            if (errno == ENOENT)
                continue;
            return false;
        }
        e.path = rel;
        *vec_push(a, out) = e;
        if (e.kind == FS_FOLDER && !walk(a, root, base, rel, depth + 1, out))
            return false;
    }
    return true;
}

bool fs_walk(struct arena *a, int dir, const char *path,
             struct fs_entries *out)
{
    return walk(a, dir, path, (struct str){0}, 0, out);
}

struct visit {
    fs_visit_fn *fn;
    void *ctx;
    struct buf *path;
};

static bool visit(struct visit *v, int dir, const char *name, int depth);

static bool visit_entry(struct visit *v, int dir, const char *name, int depth)
{
    struct stat st;
    size_t above = v->path->len;
    if (is_dots(name))
        return true;
    buf_printf(v->path, "%s%s", above ? "/" : "", name);
    bool good = fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
                v->fn(v->ctx, buf_view(v->path), kind_of(st.st_mode)) &&
                (!S_ISDIR(st.st_mode) || visit(v, dir, name, depth + 1));
    if (good)
        v->path->len = above;
    return good;
}

static bool visit(struct visit *v, int dir, const char *name, int depth)
{
    if (depth > FS_VISIT_MAX) {
        errno = ELOOP;
        return false;
    }
    int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *folder = fd < 0 ? NULL : fdopendir(fd);
    if (folder == NULL)
        return fd < 0 ? false : close_keeping_errno(fd);
    bool good = true;
    while (good) {
        errno = 0;
        struct dirent *e = readdir(folder);
        if (e == NULL)
            break;
        good = visit_entry(v, fd, e->d_name, depth);
    }
    int kept = errno;
    closedir(folder);
    errno = kept;
    return good && kept == 0;
}

bool fs_visit(int dir, const char *path, fs_visit_fn *fn, void *ctx,
              struct buf *ended)
{
    struct visit v = {.fn = fn, .ctx = ctx, .path = ended};
    return visit(&v, dir, path, 0);
}

bool fs_is_empty(int dir, const char *path, bool *empty)
{
    int fd = openat(dir, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *folder = fd < 0 ? NULL : fdopendir(fd);
    if (folder == NULL)
        return fd < 0 ? false : close_keeping_errno(fd);
    errno = 0;
    struct dirent *e = readdir(folder);
    while (e != NULL && is_dots(e->d_name))
        e = readdir(folder);
    *empty = e == NULL;
    int kept = errno;
    closedir(folder);
    errno = kept;
    return e != NULL || kept == 0;
}

bool fs_same(int dir, const char *path, struct str bytes)
{
    int fd = openat(dir, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return false;
    errno = 0;
    struct stat st;
    bool same = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
                (uint64_t)st.st_size == bytes.len;
    char part[16384];
    size_t done = 0, got = 0;
    while (same && done < bytes.len) {
        size_t want = bytes.len - done < sizeof part ? bytes.len - done
                                                     : sizeof part;
        same = read_all(fd, part, want, &got) && got == want &&
               memcmp(part, bytes.at + done, want) == 0;
        done += want;
    }
    close_keeping_errno(fd);
    return same;
}

static bool same_bytes(int a, int b)
{
    char x[16384], y[16384];
    size_t n = 0, m = 0;
    do {
        if (!read_all(a, x, sizeof x, &n) || !read_all(b, y, sizeof y, &m) ||
            n != m || memcmp(x, y, n) != 0)
            return false;
    } while (n == sizeof x);
    return true;
}

bool fs_same_files(int dir, const char *path, int other, const char *as)
{
    int flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
    int a = openat(dir, path, flags), b = openat(other, as, flags);
    bool same = a >= 0 && b >= 0 && same_bytes(a, b);
    if (a >= 0)
        close(a);
    if (b >= 0)
        close(b);
    return same;
}

bool fs_remove_tree(int dir, const char *path)
{
    struct stat st;
    if (fstatat(dir, path, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT;
    if (!S_ISDIR(st.st_mode))
        return unlinkat(dir, path, 0) == 0;
    int fd = openat(dir, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *folder = fd < 0 ? NULL : fdopendir(fd);
    if (folder == NULL)
        return fd < 0 ? false : close_keeping_errno(fd);
    bool good = true;
    for (struct dirent *e; good && (e = readdir(folder)) != NULL;)
        if (!is_dots(e->d_name))
            good = fs_remove_tree(dirfd(folder), e->d_name);
    closedir(folder);
    return good && unlinkat(dir, path, AT_REMOVEDIR) == 0;
}
