/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/signals.h"

enum { PATH_ROOM = 4096, TRIES = 100 };

static bool name_beside(const char *path, char out[PATH_ROOM])
{
    const char *slash = strrchr(path, '/');
    size_t above = slash != NULL ? (size_t)(slash + 1 - path) : 0;
    int n = snprintf(out, PATH_ROOM, "%.*s.%s.jianbao-new", (int)above, path,
                     path + above);
    if (n >= 0 && n < PATH_ROOM)
        return true;
    errno = ENAMETOOLONG;
    return false;
}

/* Waits for whoever writes it; where a file system has no locks, for nobody. */
static void lock(int fd)
{
    while (flock(fd, LOCK_EX) != 0 && errno == EINTR)
        continue;
}

enum beside { BESIDE_OURS, BESIDE_GONE, BESIDE_FOREIGN, BESIDE_FAILED };

/* Whether what was opened still has the name, and no other one. */
static enum beside look(int fd, int dir, const char *name)
{
    struct stat ours, named;
    if (fstat(fd, &ours) != 0)
        return BESIDE_FAILED;
    if (fstatat(dir, name, &named, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? BESIDE_GONE : BESIDE_FAILED;
    if (ours.st_ino != named.st_ino || ours.st_dev != named.st_dev)
        return BESIDE_GONE;
    return S_ISREG(ours.st_mode) && ours.st_nlink == 1 ? BESIDE_OURS
                                                       : BESIDE_FOREIGN;
}

static int give_up(int fd, int dir, const char *name)
{
    int kept = errno;
    unlinkat(dir, name, 0);
    close(fd);
    errno = kept;
    return -1;
}

/* The file beside, locked and empty, or -1. A link or a file with other names
 * that lies there is removed; where another process has renamed the file while
 * this one waited, a new one is made. */
static int open_beside(int dir, const char *name)
{
    for (int i = 0; i < TRIES; i++) {
        int fd = openat(dir, name,
                        O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK |
                            O_CLOEXEC,
                        0666);
        if (fd < 0 && errno != ELOOP)
            return -1;
        enum beside what = BESIDE_FOREIGN;
        if (fd >= 0) {
            lock(fd);
            what = look(fd, dir, name);
        }
        if (what == BESIDE_OURS && ftruncate(fd, 0) == 0)
            return fd;
        if (what == BESIDE_OURS || what == BESIDE_FAILED)
            return give_up(fd, dir, name);
        if (fd >= 0)
            close(fd);
        if (what == BESIDE_FOREIGN && unlinkat(dir, name, 0) != 0)
            return -1;
    }
    errno = EBUSY;
    return -1;
}

static bool like_the_old(int fd, int dir, const char *path)
{
    struct stat st;
    if (fstatat(dir, path, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT;
    return !S_ISREG(st.st_mode) || fchmod(fd, st.st_mode & 07777) == 0;
}

struct writing {
    fs_write_fn *write;
    void *ctx;
    bool revise;
};

/* The lock is given back when the name is taken. */
static bool replace(int dir, const char *path, const struct writing *w)
{
    char beside[PATH_ROOM];
    int fd = name_beside(path, beside) ? open_beside(dir, beside) : -1;
    if (fd < 0)
        return false;
    bool good = w->write(w->ctx, fd) &&
                (!w->revise ||
                 (like_the_old(fd, dir, path) && fsync(fd) == 0)) &&
                renameat(dir, beside, dir, path) == 0;
    int kept = errno;
    if (!good)
        unlinkat(dir, beside, 0);
    if (close(fd) != 0 && good)
        return false;
    errno = kept;
    return good;
}

static bool replace_held(int dir, const char *path, struct writing w)
{
    struct held_signals held;
    signals_hold(&held);
    bool good = replace(dir, path, &w);
    int kept = errno;
    signals_release(&held);
    errno = kept;
    return good;
}

static bool write_text(void *ctx, int fd)
{
    return fs_write(fd, *(const struct str *)ctx);
}

bool fs_replace(int dir, const char *path, struct str bytes)
{
    return replace_held(dir, path, (struct writing){write_text, &bytes, false});
}

bool fs_replace_with(int dir, const char *path, fs_write_fn *write, void *ctx)
{
    return replace_held(dir, path, (struct writing){write, ctx, false});
}

bool fs_revise(int dir, const char *path, struct str bytes)
{
    return replace_held(dir, path, (struct writing){write_text, &bytes, true});
}
