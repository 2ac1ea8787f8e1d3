/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TABLE = 1 << 19, STEPS = 1 << 23 }; /* 2 MiB; some 50 ms */

/* measure LOG COMMAND...: runs the command with its output in LOG and prints
 *     wall seconds TAB user TAB system TAB peak memory in KiB TAB pace
 * The status is the command's. What its own children need counts as well. The
 * pace is how long the same little work took before and after it, on average:
 * on a machine that is shared, two measurements can only be compared where it
 * is the same. */

/* wait4 and the peak of a child are no POSIX, but every Unix has them. */
pid_t wait4(pid_t pid, int *status, int options, struct rusage *usage);

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Seconds for steps through a table, each to a place that the last one told. */
static double pace(void)
{
    static unsigned table[TABLE];
    unsigned at = 1;
    double start = now();
    for (int i = 0; i < STEPS; i++) {
        at = at * 1664525U + 1013904223U + table[at >> 13];
        table[at >> 13] = at;
    }
    return now() - start;
}

static void run(const char *log, char **command)
{
    int fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0666);
    if (fd < 0 || dup2(fd, 1) < 0 || dup2(fd, 2) < 0) {
        perror(log);
        _exit(126);
    }
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

int main(int argc, char **argv)
{
    struct rusage usage;
    int status;
    if (argc < 3) {
        fputs("usage: measure LOG COMMAND...\n", stderr);
        return 2;
    }
    (void)pace(); /* the table is new */
    double before = pace(), start = now();
    pid_t child = fork();
    if (child == 0)
        run(argv[1], argv + 2);
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        perror("measure");
        return 2;
    }
    double wall = now() - start;
    printf("%.4f\t%.4f\t%.4f\t%ld\t%.5f\n", wall, seconds(usage.ru_utime),
           seconds(usage.ru_stime), usage.ru_maxrss, (before + pace()) / 2);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
