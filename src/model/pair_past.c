/* SPDX-License-Identifier: MIT */
#include "model/content_shared.h"
#include "model/link.h"
#include "model/pair_parts.h"

/* The shared fields that hold texts come from the file itself. */
static void read_shared(struct site *s, struct arena *a, struct version *v,
                        struct entry *e, struct diag *d)
{
    struct joining j = {.s = s,
                        .e = e,
                        .f = {.a = a, .d = d, .config = &s->config},
                        .origin = v};
    shared_read(&j);
    v->entry = e;
}

bool pair_past(struct site *s, const struct plan *p, struct arena *a,
               const struct version *original, struct str bytes,
               struct pair_texts *out)
{
    const struct entry *now = original->entry;
    struct content_file file = {.path = original->path,
                                .text = bytes,
                                .kind = now->kind,
                                .slug = now->slug,
                                .year = now->year,
                                .lang = original->lang};
    struct entry *then = arena_new(a, struct entry);
    struct diag d = {0};
    *then = (struct entry){.kind = now->kind,
                           .slug = now->slug,
                           .year = now->year,
                           .original = now->original};
    const struct content_memory memory = {a, a, a};
    content_parse(&file, &memory, &s->config);
    struct version *v = file.version;
    v->body = arena_new(a, struct body);
    bool good = !v->unread && content_body(a, &s->config, v->path, file.text,
                                           v->body);
    if (good) {
        read_shared(s, a, v, then, &d);
        link_apart(a, s, p, v);
        *out = pair_texts(a, v);
    }
    diag_release(&file.diag);
    diag_release(&d);
    return good;
}

static bool has_hash(struct str text, struct str hash)
{
    char digits[PAIR_DIGITS];
    pair_hash(text, digits);
    return str_eq(hash, (struct str){digits, PAIR_DIGITS});
}

const struct str *pair_recorded_text(const struct pair_texts *texts,
                                     enum pair_change_kind kind,
                                     struct str hash)
{
    if (kind == PAIR_FRONT)
        return has_hash(texts->front, hash) ? &texts->front : NULL;
    for (size_t i = 0; i < texts->n_blocks; i++)
        if (has_hash(texts->block[i], hash))
            return &texts->block[i];
    return NULL;
}
