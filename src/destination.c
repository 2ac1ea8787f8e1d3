/* SPDX-License-Identifier: MIT */
#include "destination.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fs.h"
#include "output/lists.h"

/* The path, or what is there of it, without links. */
static bool resolve(struct arena *a, struct str path, char out[PATH_MAX])
{
    path = arena_copy(a, path);
    while (realpath(path.len > 0 ? path.at : ".", out) == NULL) {
        if (path.len == 0)
            return false;
        while (path.len > 0 && path.at[path.len - 1] != '/')
            path.len--;
        while (path.len > 1 && path.at[path.len - 1] == '/')
            path.len--;
        path = arena_copy(a, path);
    }
    return true;
}

/* One of the site's folders that the output is or lies in, or NULL. */
static const char *folder_around(const char *site, const char *output)
{
    static const char *const folders[] = {"content", "data", "layouts"};
    struct arena scratch = {0};
    char source[PATH_MAX];
    const char *found = NULL;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        struct str folder =
            ARENA_JOIN(&scratch, str_of(site), STR("/"), str_of(folders[i]));
        if (realpath(folder.at, source) == NULL ||
            !str_starts(str_of(output), str_of(source)))
            continue;
        char next = output[strlen(source)];
        if (next == '/' || next == '\0') {
            found = folders[i];
            break;
        }
    }
    arena_release(&scratch);
    return found;
}

bool destination_apart(const char *site, struct str output, struct diag *d)
{
    struct arena scratch = {0};
    char resolved[PATH_MAX];
    const char *folder = resolve(&scratch, output, resolved)
                             ? folder_around(site, resolved)
                             : NULL;
    arena_release(&scratch);
    return folder == NULL ||
           diag_add(d, (struct loc){0}, DIAG_OUTPUT_PATH,
                    "the output `" STR_FMT "` lies in the site's own %s; name "
                    "another folder",
                    STR_ARG(output), folder);
}

/* A page that readers have bookmarked and that is gone without a word. */
static void report_vanished(const struct plan *p, const struct manifest *old,
                            struct diag *d)
{
    struct arena scratch = {0};
    for (size_t i = 0; i < old->len; i++) {
        struct str path = old->at[i].path;
        if (!str_ends(path, STR("/" PAGE_INDEX)) ||
            str_find(path, STR("/page/")) != SIZE_MAX)
            continue;
        arena_reset(&scratch);
        struct str url = ARENA_JOIN(
            &scratch, STR("/"), str_head(path, path.len - strlen(PAGE_INDEX)));
        if (plan_by_url(p, url) == NULL)
            diag_add(d, (struct loc){0}, DIAG_URL_VANISHED,
                     STR_FMT " was published and is no longer produced; "
                     "add it to 'aliases' of what replaces it, or withdraw "
                     "the text instead of deleting it",
                     STR_ARG(url));
    }
    arena_release(&scratch);
}

void destination_vanished(const char *output, const struct plan *p,
                          struct diag *d)
{
    struct arena scratch = {0};
    struct lists old;
    struct str failed = {0};
    int dir = open(output, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir >= 0 &&
        lists_read(&scratch, dir, (struct shard){0}, &old, &failed))
        report_vanished(p, &old.all, d);
    else if (fs_is_fault(errno)) {
        int error = errno;
        struct str path =
            ARENA_JOIN(&scratch, str_of(output), STR("/"), failed);
        diag_add(d, (struct loc){0}, DIAG_OUTPUT_WRITE,
                 "%s: cannot read it: %s", path.at, strerror(error));
        diag_system(d);
    }
    if (dir >= 0)
        close(dir);
    arena_release(&scratch);
}
