/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/format.h"
#include "base/memory.h"

void buf_reserve(struct buf *b, size_t more)
{
    if (b->cap - b->len >= more)
        return;
    size_t want = b->len + more;
    size_t cap = b->cap ? b->cap : 4096;
    while (cap < want && cap < SIZE_MAX / 2)
        cap *= 2;
    if (more >= SIZE_MAX / 4)
        out_of_memory();
    b->at = memory_resize(b->at, cap);
    b->cap = cap;
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    size_t room = b->cap - b->len;
    int len = format_text(room > 0 ? b->at + b->len : NULL, room, format, args);
    va_end(args);
    if (len > 0 && (size_t)len >= room) {
        buf_reserve(b, (size_t)len + 1);
        format_text(b->at + b->len, (size_t)len + 1, format, again);
    }
    b->len += len > 0 ? (size_t)len : 0;
    va_end(again);
}

void buf_release(struct buf *b)
{
    free(b->at);
    *b = (struct buf){0};
}

void buf_digits(struct buf *b, uint64_t n, unsigned least, unsigned places)
{
    char room[32];
    size_t at = sizeof room;
    for (unsigned i = 0; n > 0 || i < least; i++) {
        if (places > 0 && i == places)
            room[--at] = '.';
        room[--at] = (char)('0' + n % 10);
        n /= 10;
    }
    buf_bytes(b, room + at, sizeof room - at);
}
