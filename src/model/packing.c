/* SPDX-License-Identifier: MIT */
#include "model/packing.h"

enum {
    PLACE_MAX = 1 << 30,
    NODE_BITS = 3,
    HEADING_BYTES = 5, /* that the shortest takes */
    REFERENCE_BYTES = 10
};

void pack_text(struct buf *b, struct str s)
{
    varint_put(b, s.len);
    if (s.len == 0)
        return;
    buf_str(b, s);
    buf_byte(b, '\0');
}

void pack_loc(struct buf *b, struct loc loc)
{
    varint_put(b, loc.line);
    varint_put(b, loc.col);
}

struct str unpack_text(struct unpacking *u)
{
    size_t len = (size_t)unpack_number(u, u->rest.len);
    struct str s = {u->rest.at, len};
    if (len == 0)
        return (struct str){0};
    if (len >= u->rest.len || u->rest.at[len] != '\0') {
        u->bad = true;
        return (struct str){0};
    }
    u->rest = str_from(u->rest, len + 1);
    return s;
}

struct loc unpack_loc(struct unpacking *u, struct str path)
{
    struct loc loc = {.path = path};
    loc.line = (unsigned)unpack_number(u, PLACE_MAX);
    loc.col = (unsigned)unpack_number(u, PLACE_MAX);
    return loc;
}

void pack_scan(struct buf *b, const struct markdown_scan *s)
{
    varint_put(b, s->headings.len);
    for (size_t i = 0; i < s->headings.len; i++) {
        const struct heading *h = &s->headings.at[i];
        varint_put(b, (uint64_t)h->level);
        pack_loc(b, h->loc);
        pack_text(b, h->text);
        pack_text(b, h->id);
    }
    varint_put(b, s->references.len);
    for (size_t i = 0; i < s->references.len; i++) {
        const struct reference *r = &s->references.at[i];
        varint_put(b, (uint64_t)r->malformed << NODE_BITS | r->node);
        pack_loc(b, r->loc);
        pack_loc(b, r->text_loc);
        varint_put(b, r->offset);
        pack_text(b, r->url);
        pack_text(b, r->title);
        pack_text(b, r->text);
        pack_text(b, r->body);
    }
}

static void take_headings(struct arena *a, struct unpacking *u, struct str path,
                          struct markdown_scan *s)
{
    size_t n = unpack_count(u, HEADING_BYTES);
    s->headings.at = arena_array(a, n + 1, struct heading);
    s->headings.len = s->headings.cap = n;
    for (size_t i = 0; i < n && !u->bad; i++) {
        struct heading *h = &s->headings.at[i];
        h->level = (int)unpack_number(u, 6);
        h->loc = unpack_loc(u, path);
        h->text = unpack_text(u);
        h->id = unpack_text(u);
        u->bad = u->bad || h->level == 0;
    }
}

static void take_reference(struct unpacking *u, struct str path,
                           struct reference *r)
{
    uint64_t node = unpack_number(u, 1 << NODE_BITS | REFERENCE_CSV_BLOCK);
    r->malformed = node >> NODE_BITS;
    r->node = (enum reference_node)(node & ((1 << NODE_BITS) - 1));
    u->bad = u->bad || r->node > REFERENCE_CSV_BLOCK;
    r->loc = unpack_loc(u, path);
    r->text_loc = unpack_loc(u, path);
    r->offset = (size_t)unpack_number(u, MARKDOWN_BYTES_MAX);
    r->url = unpack_text(u);
    r->title = unpack_text(u);
    r->text = unpack_text(u);
    r->body = unpack_text(u);
}

static void take_references(struct arena *a, struct unpacking *u,
                            struct str path, struct markdown_scan *s)
{
    size_t n = unpack_count(u, REFERENCE_BYTES);
    u->bad = u->bad || n > MARKDOWN_REFERENCES_MAX;
    s->references.at = arena_array(a, u->bad ? 1 : n + 1, struct reference);
    s->references.len = s->references.cap = n;
    for (size_t i = 0; i < n && !u->bad; i++)
        take_reference(u, path, &s->references.at[i]);
}

bool unpack_scan(struct arena *a, struct str path, struct str bytes,
                 struct markdown_scan *out)
{
    struct unpacking u = {.rest = bytes};
    *out = (struct markdown_scan){0};
    take_headings(a, &u, path, out);
    take_references(a, &u, path, out);
    return !u.bad && u.rest.len == 0;
}
