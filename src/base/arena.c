/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/memory.h"

#ifndef ARENA_BLOCK
#define ARENA_BLOCK ((size_t)64 * 1024)
#endif

struct arena_block {
    struct arena_block *next;
    size_t used, size;
    _Alignas(max_align_t) char bytes[];
};

static size_t rounded(size_t n)
{
    const size_t align = _Alignof(max_align_t);
    return (n + align - 1) / align * align;
}

static struct arena_block *add_block(struct arena *a, size_t need)
{
    size_t size = need > (size_t)ARENA_BLOCK ? need : (size_t)ARENA_BLOCK;
    struct arena_block *block = memory_take(sizeof *block + size);
    block->next = a->head;
    block->used = 0;
    block->size = size;
    a->head = block;
    a->total += size;
    return block;
}

/* Texts need no alignment: they stand close together, and what follows them is
 * aligned first. */
static char *take(struct arena *a, size_t need)
{
    struct arena_block *block = a->head;
    if (block == NULL || block->size - block->used < need || ARENA_BLOCK == 0)
        block = add_block(a, need);
    char *at = block->bytes + block->used;
    block->used += need;
    return at;
}

/* A block's size may be any number, where one piece is larger than others. */
static void align(struct arena *a)
{
    struct arena_block *block = a->head;
    if (block == NULL || ARENA_BLOCK == 0)
        return;
    size_t used = rounded(block->used);
    block->used = used < block->size ? used : block->size;
}

void *arena_alloc(struct arena *a, size_t n, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes) || bytes > SIZE_MAX / 4)
        out_of_memory();
    align(a);
    size_t need = ARENA_BLOCK == 0 ? bytes : rounded(bytes);
    return memset(take(a, need), 0, bytes);
}

void *arena_grow(struct arena *a, void *old, size_t n_old, size_t n_new,
                 size_t size)
{
    struct arena_block *block = a->head;
    size_t bytes, had = rounded(n_old * size), want = rounded(n_new * size);
    if (ARENA_BLOCK != 0 && old != NULL && block != NULL &&
        block->used >= had && !__builtin_mul_overflow(n_new, size, &bytes) &&
        bytes < SIZE_MAX / 4 &&
        (char *)old == block->bytes + block->used - had &&
        block->size - block->used >= want - had) {
        memset((char *)old + n_old * size, 0, (n_new - n_old) * size);
        block->used += want - had;
        return old;
    }
    void *fresh = arena_alloc(a, n_new, size);
    if (old != NULL)
        memcpy(fresh, old, n_old * size);
    return fresh;
}

struct str arena_copy(struct arena *a, struct str s)
{
    char *at = take(a, s.len + 1);
    if (s.len > 0)
        memcpy(at, s.at, s.len);
    at[s.len] = '\0';
    return (struct str){at, s.len};
}

struct str arena_join(struct arena *a, const struct str *parts, size_t n)
{
    size_t len = 0;
    for (size_t i = 0; i < n; i++)
        len += parts[i].len;
    char *at = take(a, len + 1);
    struct str all = {at, len};
    for (size_t i = 0; i < n; i++) {
        if (parts[i].len > 0)
            memcpy(at, parts[i].at, parts[i].len);
        at += parts[i].len;
    }
    *at = '\0';
    return all;
}

struct str arena_vprintf(struct arena *a, const char *format, va_list args)
{
    struct arena_block *block = a->head;
    size_t room = ARENA_BLOCK == 0 || block == NULL ? 0
                                                    : block->size - block->used;
    char *free_bytes = room > 0 ? block->bytes + block->used : NULL;
    va_list again;
    va_copy(again, args);
    int len = format_text(free_bytes, room, format, args);
    if (len < 0)
        len = 0;
    if ((size_t)len < room) {
        block->used += (size_t)len + 1;
        va_end(again);
        return (struct str){free_bytes, (size_t)len};
    }
    char *at = take(a, (size_t)len + 1);
    format_text(at, (size_t)len + 1, format, again);
    va_end(again);
    return (struct str){at, (size_t)len};
}

struct str arena_printf(struct arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct str s = arena_vprintf(a, format, args);
    va_end(args);
    return s;
}

void arena_reset(struct arena *a)
{
    if (a->head == NULL)
        return;
    struct arena_block *keep = a->head;
    struct arena rest = {.head = keep->next};
    arena_release(&rest);
    keep->next = NULL;
    keep->used = 0;
    a->total = keep->size;
    if (ARENA_BLOCK == 0)
        arena_release(a);
}

void arena_release(struct arena *a)
{
    struct arena_block *block = a->head;
    while (block != NULL) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
    *a = (struct arena){0};
}

void arena_adopt(struct arena *to, struct arena *from)
{
    if (from->head == NULL)
        return;
    struct arena_block *last = from->head;
    while (last->next != NULL)
        last = last->next;
    last->next = to->head;
    to->head = from->head;
    to->total += from->total;
    *from = (struct arena){0};
}
