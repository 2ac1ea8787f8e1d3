/* SPDX-License-Identifier: MIT */
#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <unistd.h>

#include "base/unicode.h"

struct job {
    size_t n, batch;
    parallel_fn *fn;
    void *ctx;
    atomic_size_t next;
};

struct worker {
    struct job *job;
    size_t number;
    pthread_t thread;
    bool started;
};

static void work(struct worker *w)
{
    struct job *job = w->job;
    for (;;) {
        size_t from = atomic_fetch_add(&job->next, job->batch);
        if (from >= job->n)
            return;
        size_t to = from + job->batch < job->n ? from + job->batch : job->n;
        for (size_t i = from; i < to; i++)
            job->fn(job->ctx, w->number, i);
    }
}

static void *run(void *arg)
{
    work(arg);
    unicode_release();
    return NULL;
}

void parallel_for(size_t n, size_t threads, parallel_fn *fn, void *ctx)
{
    struct worker workers[PARALLEL_MAX] = {0};
    if (threads > PARALLEL_MAX)
        threads = PARALLEL_MAX;
    struct job job = {.n = n, .fn = fn, .ctx = ctx};
    job.batch = n / (threads * 16 + 1) + 1;
    if (job.batch > 32)
        job.batch = 32;
    for (size_t i = 1; i < threads && i < n; i++) {
        workers[i] = (struct worker){.job = &job, .number = i};
        workers[i].started =
            pthread_create(&workers[i].thread, NULL, run, &workers[i]) == 0;
    }
    workers[0] = (struct worker){.job = &job};
    work(&workers[0]);
    for (size_t i = 1; i < threads && i < PARALLEL_MAX; i++)
        if (workers[i].started)
            pthread_join(workers[i].thread, NULL);
}

size_t parallel_default(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    if (n < 1)
        return 1;
    return n > PARALLEL_MAX ? PARALLEL_MAX : (size_t)n;
}
