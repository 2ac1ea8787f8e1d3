/* SPDX-License-Identifier: MIT */
#include "input/markdown.h"

/* Texts one behind the other, each with a NUL behind it. */
struct packing {
    char *at;
};

static size_t room(struct str s)
{
    return s.len > 0 ? s.len + 1 : 0;
}

static void pack(struct packing *p, struct str *s)
{
    if (s->len == 0) {
        *s = (struct str){0};
        return;
    }
    memcpy(p->at, s->at, s->len);
    s->at = p->at;
    p->at += s->len + 1;
}

static size_t room_of(const struct markdown_scan *s)
{
    size_t n = room(s->plain);
    for (size_t i = 0; i < s->references.len; i++) {
        const struct reference *r = &s->references.at[i];
        n += room(r->url) + room(r->title) + room(r->text) + room(r->body);
    }
    for (size_t i = 0; i < s->headings.len; i++)
        n += room(s->headings.at[i].text) + room(s->headings.at[i].id);
    for (size_t i = 0; i < s->blocks.len; i++)
        n += room(s->blocks.at[i].text);
    return n;
}

static void *copied(struct arena *a, const void *from, size_t n, size_t size)
{
    void *to = arena_alloc(a, n, size);
    if (n > 0)
        memcpy(to, from, n * size);
    return n > 0 ? to : NULL;
}

#define PACK_ARRAY(a, v)                                                      \
    ((v)->at = copied((a), (v)->at, (v)->len, sizeof *(v)->at),               \
     (v)->cap = (v)->len)

void markdown_scan_pack(struct arena *a, struct markdown_scan *s)
{
    struct packing p = {arena_alloc(a, room_of(s), 1)};
    PACK_ARRAY(a, &s->references);
    PACK_ARRAY(a, &s->headings);
    PACK_ARRAY(a, &s->blocks);
    PACK_ARRAY(a, &s->raw_html);
    struct str plain = s->plain;
    pack(&p, &s->plain);
    for (size_t i = 0; i < s->references.len; i++) {
        struct reference *r = &s->references.at[i];
        pack(&p, &r->url);
        pack(&p, &r->title);
        pack(&p, &r->text);
        pack(&p, &r->body);
    }
    for (size_t i = 0; i < s->headings.len; i++) {
        pack(&p, &s->headings.at[i].text);
        pack(&p, &s->headings.at[i].id);
    }
    for (size_t i = 0; i < s->blocks.len; i++) {
        struct block *b = &s->blocks.at[i];
        if (str_eq(b->text, plain))
            b->text = s->plain;
        else
            pack(&p, &b->text);
    }
}
