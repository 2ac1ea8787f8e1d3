/* SPDX-License-Identifier: MIT */
#include "model/media.h"

#include <errno.h>

#include "base/fs.h"
#include "base/sha256.h"
#include "input/image.h"

enum { MEDIA_READ_MAX = 64 * 1024 * 1024 };

bool media_use(struct site *s, struct media *m, struct diag *d)
{
    struct arena scratch = {0};
    struct str bytes;
    struct image_size size;
    if (m->used)
        return true;
    m->used = true;
    if (!fs_read(&scratch, s->root, m->path.at, MEDIA_READ_MAX, &bytes))
        return diag_add(d, (struct loc){m->path, 0, 0}, DIAG_READ,
                        "cannot read this: %s", strerror(errno));
    m->size = bytes.len;
    m->sha256 = sha256_hex(&s->arena, bytes);
    if (image_size(bytes, &size)) {
        m->width = size.width;
        m->height = size.height;
    }
    arena_release(&scratch);
    return true;
}
