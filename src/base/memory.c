/* SPDX-License-Identifier: MIT */
#include "base/memory.h"

#include <stdio.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdlib.h>
#include <string.h>

void out_of_memory(void)
{
    fputs("jianbao: out of memory\n", stderr);
    _Exit(2);
}

static void *given(void *at, size_t size)
{
    if (at == NULL && size > 0)
        out_of_memory();
    return at;
}

void *memory_take(size_t size)
{
    return given(malloc(size), size);
}

void *memory_zeroed(size_t n, size_t size)
{
    return given(calloc(n, size), size);
}

void *memory_resize(void *at, size_t size)
{
    return given(realloc(at, size), size);
}

char *memory_text(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(memory_take(size), text, size);
}

void memory_return(void)
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}
