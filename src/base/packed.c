/* SPDX-License-Identifier: MIT */
#include "base/packed.h"

void packed_str(struct buf *b, struct str s)
{
    varint_put(b, s.len);
    buf_str(b, s);
}

void packed_hash(struct buf *b, struct hash h)
{
    fixed_put(b, h.low);
    fixed_put(b, h.high);
}

uint64_t unpack_long(struct unpacking *u)
{
    uint64_t n;
    if (!u->bad && varint_take(&u->rest, &n))
        return n;
    u->bad = true;
    return 0;
}

size_t unpack_count(struct unpacking *u, size_t least)
{
    uint64_t n = unpack_number(u, UINT64_MAX);
    if (n <= u->rest.len / least)
        return (size_t)n;
    u->bad = true;
    return 0;
}

struct str unpack_str(struct unpacking *u)
{
    size_t len = unpack_count(u, 1);
    struct str s = str_head(u->rest, len);
    u->rest = str_from(u->rest, len);
    return s;
}

uint64_t unpack_fixed(struct unpacking *u)
{
    if (u->rest.len < FIXED_BYTES) {
        u->bad = true;
        return 0;
    }
    uint64_t n = fixed_at(u->rest.at);
    u->rest = str_from(u->rest, FIXED_BYTES);
    return n;
}

struct hash unpack_hash(struct unpacking *u)
{
    struct hash h = {.low = unpack_fixed(u)};
    h.high = unpack_fixed(u);
    return h;
}
