/* SPDX-License-Identifier: MIT */
#include "model/load_fault.h"

#include <errno.h>
#include <string.h>

struct loc load_whole(struct str path)
{
    return (struct loc){path, 0, 0};
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
        diag_add(d, load_whole(path), DIAG_READ, "cannot read this: %s",
                 strerror(errno));
}

struct deepest {
    struct arena arena;
    struct str path;
};

/* Ends the visit at the first folder that lies too deep. */
static bool note_deep(void *ctx, struct str path, enum fs_kind kind)
{
    struct deepest *x = ctx;
    size_t depth = 1;
    for (size_t i = 0; i < path.len; i++)
        depth += path.at[i] == '/';
    if (kind != FS_FOLDER || depth <= FS_DEPTH_MAX)
        return true;
    x->path = arena_copy(&x->arena, path);
    return false;
}

void load_refuse_walk(int dir, const char *path, const char *shown,
                        struct diag *d)
{
    struct deepest x = {0};
    if (errno != ELOOP) {
        load_refuse_unread(str_of(shown), 0, d);
        return;
    }
    (void)fs_visit(dir, path, note_deep, &x);
    struct str deep = x.path.len > 0
                          ? arena_printf(&d->arena, "%s/" STR_FMT, shown,
                                         STR_ARG(x.path))
                          : str_of(shown);
    diag_add(d, load_whole(deep), DIAG_READ,
             "more than %d folders inside each other; move what lies deepest "
             "up",
             FS_DEPTH_MAX);
    arena_release(&x.arena);
}
