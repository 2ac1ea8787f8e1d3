/* SPDX-License-Identifier: MIT */
#include "model/body.h"

#include <errno.h>

#include "base/fs.h"
#include "input/encoding.h"
#include "model/content.h"
#include "model/link.h"
#include "model/load_fault.h"

static bool has_changed(const struct version *v, struct diag *d)
{
    diag_add(d, load_whole(v->path), DIAG_READ,
             "this file has changed since the run began; run it again");
    diag_system(d);
    return false;
}

static bool read_bytes(struct arena *a, const struct site *s,
                       const struct version *v, struct str *text,
                       struct diag *d)
{
    *text = v->text;
    if (text->at != NULL)
        return true;
    if (fs_read(a, s->root, v->path.at, TEXT_MAX, text))
        return hash_eq(hash_of(*text), v->bytes) || has_changed(v, d);
    if (fs_is_fault(errno))
        return load_fault(v->path, d);
    return has_changed(v, d);
}

bool body_read(struct arena *a, const struct site *s, const struct plan *p,
               const struct version *v, struct body *out, struct diag *d)
{
    struct diag none = {0};
    struct str text;
    *out = (struct body){0};
    if (v->unread)
        return true;
    if (!read_bytes(a, s, v, &text, d))
        return false;
    if (encoding_check(v->path, &text, &none) &&
        content_body(a, &s->config, v->path, text, out))
        link_body(a, s, p, v, out);
    diag_release(&none);
    return true;
}

bool body_open(struct arena *a, const struct site *s, const struct plan *p,
               struct version *v, struct diag *d)
{
    struct body *body = arena_new(a, struct body);
    v->body = body;
    if (body_read(a, s, p, v, body, d))
        return true;
    *body = (struct body){0};
    return false;
}

void body_close(struct version *v)
{
    v->body = NULL;
}
