/* SPDX-License-Identifier: MIT */
#include "base/varint.h"

void varint_put(struct buf *b, uint64_t n)
{
    buf_reserve(b, VARINT_MAX);
    b->len = (size_t)(varint_write(b->at + b->len, n) - b->at);
}

bool varint_take(struct str *rest, uint64_t *n)
{
    *n = 0;
    for (unsigned shift = 0; shift < 64 && rest->len > 0; shift += 7) {
        unsigned char c = (unsigned char)rest->at[0];
        *rest = str_from(*rest, 1);
        /* The last of ten bytes has one bit left; no leading zeros. */
        if ((shift == 63 && c > 1) || (c == 0 && shift > 0))
            return false;
        *n |= (uint64_t)(c & 0x7F) << shift;
        if (c < 0x80)
            return true;
    }
    return false;
}
