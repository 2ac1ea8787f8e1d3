/* SPDX-License-Identifier: MIT */
#include "model/media.h"

#include "base/buf.h"
#include "base/fs.h"
#include "base/sha256.h"
#include "input/active.h"
#include "input/image.h"
#include "model/load_fault.h"

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

static struct str words_of(struct arena *a, enum speech speech,
                           const struct active *x)
{
    switch (x->what) {
    case ACTIVE_ELEMENT:
        return speech_say(a, speech, "the picture has the element <" STR_FMT
                                     ">", STR_ARG(x->name));
    case ACTIVE_ATTRIBUTE:
        return speech_say(a, speech, "the picture has the attribute '" STR_FMT
                                     "', which runs a script",
                          STR_ARG(x->name));
    case ACTIVE_ADDRESS:
        return speech_say(a, speech, "'" STR_FMT
                                     "' of the picture has an address with "
                                     "'javascript:'", STR_ARG(x->name));
    case ACTIVE_ENTITY:
        return speech_say(a, speech, "the picture declares an entity, which "
                                     "may hide a script");
    case ACTIVE_SHEET:
        return speech_say(a, speech, "the picture has a style sheet for XML, "
                                     "which may hide a script");
    default:
        return speech_say(a, speech, "the picture cannot be read as XML to its "
                                     "end, so that a script may hide in it");
    }
}

/* What may run is published all the same: _headers forbids it to. */
static void report_active(struct site *s, const struct media *m,
                          struct str bytes, struct diag *d)
{
    struct arena *a = &s->arena;
    struct active x = active_find(a, m->path, bytes);
    struct loc loc = {m->path, x.line, x.line > 0};
    if (x.what == ACTIVE_KIND)
        diag_add(d, loc, DIAG_MEDIA_ACTIVE,
                 "a browser runs what is in a '." STR_FMT "' file, with the "
                 "rights of this site where the host does not heed _headers; "
                 "publish it as PDF or packed as ZIP",
                 STR_ARG(x.name));
    else if (x.what != ACTIVE_NOTHING)
        diag_add(d, loc, DIAG_MEDIA_ACTIVE,
                 STR_FMT "; opened by itself it has the rights of this site "
                         "where the host does not heed _headers; remove that, "
                         "or save the picture as PNG",
                 STR_ARG(words_of(a, d->speech, &x)));
}

bool media_use(struct site *s, struct media *m, struct diag *d)
{
    struct arena scratch = {0};
    struct str bytes;
    struct image_size size;
    if (m->used)
        return true;
    m->used = true;
    if (!fs_read(&scratch, s->root, m->path.at, MEDIA_READ_MAX, &bytes)) {
        load_fault(m->path, d);
        arena_release(&scratch);
        return false;
    }
    report_active(s, m, bytes, d);
    m->size = bytes.len;
    m->sha256 = sha256_hex(&s->arena, bytes);
    if (image_size(bytes, &size)) {
        m->width = size.width;
        m->height = size.height;
    }
    arena_release(&scratch);
    return true;
}
