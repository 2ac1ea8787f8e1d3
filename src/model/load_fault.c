/* SPDX-License-Identifier: MIT */
#include "model/load_fault.h"

#include <errno.h>
#include <string.h>

bool load_is_link(int dir, const char *path)
{
    struct fs_entry e;
    return fs_look(dir, path, &e) && e.kind == FS_LINK;
}

struct loc load_whole(struct str path)
{
    return (struct loc){path, 0, 0};
}

bool load_fault(struct str path, struct diag *d)
{
    int error = errno;
    diag_add(d, load_whole(path), DIAG_READ, "cannot read this: %s",
             strerror(error));
    if (fs_is_fault(error))
        diag_system(d);
    return false;
}

void load_refuse_kind(struct str path, enum fs_kind kind, struct diag *d)
{
    diag_add(d, load_whole(path), DIAG_FILE_KIND,
             "this is %s; put the file itself here",
             kind == FS_LINK ? "a link, and links are not followed"
                             : "a device or the like, no plain file");
}

void load_refuse_unread(struct str path, size_t max, struct diag *d)
{
    if (errno == ELOOP)
        load_refuse_kind(path, FS_LINK, d);
    else if (errno == EFBIG)
        diag_add(d, load_whole(path), DIAG_FILE_SIZE,
                 "the file is larger than %zu KiB; split it", max / 1024);
    else
        load_fault(path, d);
}

void load_refuse_walk(const char *shown, const struct fs_entries *entries,
                      struct diag *d)
{
    struct str at = entries->failed;
    struct str path =
        at.len > 0
            ? arena_printf(&d->arena, "%s/" STR_FMT, shown, STR_ARG(at))
            : str_of(shown);
    if (errno == ELOOP)
        diag_add(d, load_whole(path), DIAG_READ,
                 "more than %d folders inside each other; move what lies "
                 "deepest up",
                 FS_DEPTH_MAX);
    else
        load_refuse_unread(path, 0, d);
}
