/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_MEMORY_H
#define JB_BASE_MEMORY_H

/* Memory for those that hand it on: arena, buf, map, and libraries that take
 * functions to allocate with. Nothing here returns NULL: running out of memory
 * ends the program with a message and exit status 2, like a kill, so that what
 * was being written is found and repaired by the next run. A library that took
 * a refusal for something else would make other bytes. */

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif
void out_of_memory(void) __attribute__((noreturn));
#ifdef __cplusplus
}
#endif

/* As malloc, calloc, realloc and strdup. */
void *memory_take(size_t size) __attribute__((malloc));
void *memory_zeroed(size_t n, size_t size) __attribute__((malloc));
void *memory_resize(void *at, size_t size);
char *memory_text(const char *text);

/* Where much was released that will not be needed again: gives it back to the
 * system, if the C library can (malloc_trim of glibc). */
void memory_return(void);

#endif
