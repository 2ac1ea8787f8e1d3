/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_PARALLEL_H
#define JB_BASE_PARALLEL_H

/* The one way to use several threads: run fn(ctx, worker, i) once for every i
 * below n. Workers take the next indexes from a counter, in batches; fn writes
 * only slot i and what belongs to its worker (0 .. threads-1), so there are no
 * locks. Returns when all are done; what ICU kept for the threads is released
 * then. Where a thread cannot be started the others do its share. */

#include <stddef.h>

enum { PARALLEL_MAX = 64 };

typedef void parallel_fn(void *ctx, size_t worker, size_t i);

void parallel_for(size_t n, size_t threads, parallel_fn *fn, void *ctx);

/* Number of processors in use, at least 1, at most PARALLEL_MAX. */
size_t parallel_default(void);

#endif
