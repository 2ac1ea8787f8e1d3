/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/fs.h"
#include "output/run.h"

struct piece_name piece_name(size_t index)
{
    struct piece_name n;
    snprintf(n.text, sizeof n.text, MANIFEST_PREFIX "piece-%zu", index);
    return n;
}

static bool fail(struct publish *p, size_t index, struct pieces *s,
                 struct diag *d)
{
    int kept = errno;
    if (s->hasher != NULL)
        hasher_end(s->hasher);
    if (s->fd >= 0)
        close(s->fd);
    *s = (struct pieces){.fd = -1};
    errno = kept;
    atomic_store(&p->failed, true);
    return place_fail(&p->place, p->paths[index], "write it", d);
}

bool publish_piece(struct publish *p, size_t index, struct pieces *s,
                   struct str bytes, struct diag *d)
{
    if (s->hasher == NULL) {
        *s = (struct pieces){.hasher = hasher_new()};
        s->fd = fs_begin(p->place.stage, piece_name(index).text);
    }
    if (s->fd < 0 || !fs_write(s->fd, bytes))
        return fail(p, index, s, d);
    hasher_add(s->hasher, bytes);
    s->size += bytes.len;
    return true;
}

/* Into its place in a whole new tree, where what stays the same keeps its inode
 * and time. */
static bool place_fresh(struct publish *p, const struct item *it,
                        const char *name, const char *path)
{
    int stage = p->place.stage;
    if (!tree_make(&p->tree, it->folder, stage))
        return false;
    if (it->state == ITEM_SAME &&
        linkat(p->place.output, path, stage, path, 0) == 0)
        return unlinkat(stage, name, 0) == 0;
    return renameat(stage, name, stage, path) == 0;
}

bool publish_end(struct publish *p, size_t index, struct pieces *s,
                 struct diag *d)
{
    struct item *it = &p->item[index];
    struct piece_name name = piece_name(index);
    char path[MANIFEST_PATH_MAX + 1];
    int fd = s->fd;
    s->fd = -1;
    if (!fs_end(fd))
        return fail(p, index, s, d);
    memcpy(path, p->paths[index].at, p->paths[index].len);
    path[p->paths[index].len] = '\0';
    it->size = s->size;
    it->hash = hasher_end(s->hasher);
    *s = (struct pieces){.fd = -1};
    if (place_interrupted(&p->place) ||
        !publish_classify(p, it, path, NULL, name.text, d)) {
        atomic_store(&p->failed, true);
        return false;
    }
    it->staged = !p->fresh && it->state != ITEM_SAME;
    if (it->staged || (p->fresh ? place_fresh(p, it, name.text, path)
                                : unlinkat(p->place.stage, name.text, 0) == 0))
        return true;
    return fail(p, index, s, d);
}
