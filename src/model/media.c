/* SPDX-License-Identifier: MIT */
#include "model/media.h"

#include <errno.h>

#include "base/buf.h"
#include "base/fs.h"
#include "base/sha256.h"
#include "input/image.h"

enum { MEDIA_READ_MAX = 64 * 1024 * 1024 };

struct str media_url(struct arena *a, struct str path)
{
    static const char plain[] = "-._~/";
    struct buf b = {0};
    buf_byte(&b, '/');
    for (size_t i = 0; i < path.len; i++) {
        char c = path.at[i];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            (c >= '0' && c <= '9') || strchr(plain, c) != NULL)
            buf_byte(&b, c);
        else
            buf_printf(&b, "%%%02X", (unsigned char)c);
    }
    struct str url = arena_copy(a, buf_view(&b));
    buf_release(&b);
    return url;
}

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
