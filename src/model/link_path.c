/* SPDX-License-Identifier: MIT */
/* Paths as texts write them: relative to the file's folder. */
#include "model/field.h"
#include "model/file_name.h"
#include "model/linker.h"

static struct str folder_of(struct str path)
{
    while (path.len > 0 && path.at[path.len - 1] != '/')
        path.len--;
    return path;
}

/* Adds a part of a path to a folder; false where that leads out of the first
 * one. */
static bool enter(struct buf *path, struct str part)
{
    if (part.len == 0 || str_is(part, "."))
        return true;
    if (!str_is(part, "..")) {
        if (path->len > 0)
            buf_byte(path, '/');
        buf_str(path, part);
        return true;
    }
    while (path->len > 0 && path->at[path->len - 1] != '/')
        path->len--;
    if (path->len == 0)
        return false;
    path->len--;
    return true;
}

struct str link_path(struct linker *l, struct str relative)
{
    struct str part, rest = relative, folder = folder_of(l->path);
    struct buf path = {0};
    if (relative.len / 3 > FILE_PATH_MAX) /* no file can be meant */
        return (struct str){0};
    bool inside = enter(&path, str_head(folder, folder.len > 0
                                                    ? folder.len - 1
                                                    : 0));
    for (bool more = true; more && inside;) {
        more = str_cut(rest, '/', &part, &rest);
        inside = enter(&path, part);
    }
    struct str whole = {0};
    if (inside && str_starts(buf_view(&path), STR("content/")))
        whole = arena_copy(l->a, buf_view(&path));
    buf_release(&path);
    return whole;
}

/* How a text of this folder writes a path below the site. */
static struct str relative_to(struct linker *l, struct str path)
{
    struct str from = folder_of(l->path), text = {0};
    size_t same = 0;
    for (size_t i = 0; i < from.len && i < path.len; i++) {
        if (from.at[i] != path.at[i])
            break;
        if (from.at[i] == '/')
            same = i + 1;
    }
    for (size_t i = same; i < from.len; i++)
        if (from.at[i] == '/')
            text = arena_printf(l->a, STR_FMT "../", STR_ARG(text));
    return arena_printf(l->a, STR_FMT STR_FMT, STR_ARG(text),
                        STR_ARG(str_from(path, same)));
}

struct str link_similar(struct linker *l, struct str near)
{
    if (near.len == 0)
        return near;
    return did_you_mean(l->a, l->d->speech, relative_to(l, near));
}
