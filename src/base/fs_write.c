/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"

static bool close_keeping_errno(int fd)
{
    int kept = errno;
    close(fd);
    errno = kept;
    return false;
}

bool fs_make_parents(int dir, const char *path)
{
    char part[4096];
    size_t len = strlen(path);
    if (len >= sizeof part) {
        errno = ENAMETOOLONG;
        return false;
    }
    memcpy(part, path, len + 1);
    for (char *slash = strchr(part + 1, '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdirat(dir, part, 0777) != 0 && errno != EEXIST)
            return false;
        *slash = '/';
    }
    return true;
}

bool fs_write(int fd, struct str bytes)
{
    size_t done = 0;
    while (done < bytes.len) {
        ssize_t n = write(fd, bytes.at + done, bytes.len - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        done += (size_t)n;
    }
    return true;
}

int fs_begin(int dir, const char *path)
{
    return openat(dir, path,
                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
}

bool fs_end(int fd)
{
    return close(fd) == 0;
}

bool fs_create_with(int dir, const char *path, bool sync, fs_write_fn *write,
                    void *ctx)
{
    int fd = fs_begin(dir, path);
    if (fd < 0)
        return false;
    bool good = write(ctx, fd) && (!sync || fsync(fd) == 0);
    if (good)
        good = close(fd) == 0;
    else
        close_keeping_errno(fd);
    if (good)
        return true;
    int kept = errno;
    unlinkat(dir, path, 0);
    errno = kept;
    return false;
}

static bool write_bytes(void *ctx, int fd)
{
    const struct str *bytes = ctx;
    return fs_write(fd, *bytes);
}

bool fs_create(int dir, const char *path, struct str bytes)
{
    return fs_create_with(dir, path, false, write_bytes, &bytes);
}

bool fs_overwrite(int dir, const char *path, struct str bytes)
{
    int fd = openat(dir, path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return false;
    if (!fs_write(fd, bytes) || ftruncate(fd, (off_t)bytes.len) != 0)
        return close_keeping_errno(fd);
    return close(fd) == 0;
}
