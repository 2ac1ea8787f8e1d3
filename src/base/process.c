/* SPDX-License-Identifier: MIT */
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"

extern char **environ;

static size_t count(char *const *list)
{
    size_t n = 0;
    while (list[n] != NULL)
        n++;
    return n;
}

/* posix_spawn changes none of the texts, though its types do not say so. */
static char *writable(const char *text)
{
    return (char *)text;
}

static bool is_set(const char *const *settings, const char *variable)
{
    size_t n = strcspn(variable, "=");
    for (; *settings != NULL; settings++)
        if (strncmp(*settings, variable, n) == 0 && (*settings)[n] == '=')
            return true;
    return false;
}

static char **environment(struct arena *a, const char *const *settings)
{
    size_t n = 0, k = count(environ);
    while (settings[n] != NULL)
        n++;
    char **all = arena_array(a, k + n + 1, char *);
    for (size_t i = 0; i < n; i++)
        all[i] = writable(settings[i]);
    for (size_t i = 0; i < k; i++)
        if (!is_set(settings, environ[i]))
            all[n++] = environ[i];
    return all;
}

static bool start(struct arena *a, const char *const *arguments,
                  const char *const *settings, int to, pid_t *child)
{
    posix_spawn_file_actions_t files;
    size_t n = 0;
    while (arguments[n] != NULL)
        n++;
    char **own = arena_array(a, n + 1, char *);
    for (size_t i = 0; i < n; i++)
        own[i] = writable(arguments[i]);
    if (posix_spawn_file_actions_init(&files) != 0)
        return false;
    bool good =
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY,
                                         0) == 0 &&
        posix_spawn_file_actions_adddup2(&files, to, 1) == 0 &&
        posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY,
                                         0) == 0 &&
        posix_spawnp(child, own[0], &files, NULL, own,
                     environment(a, settings)) == 0;
    posix_spawn_file_actions_destroy(&files);
    return good;
}

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Up to the end of the output; false above `max` or when time is up. */
static bool take(int from, size_t max, struct buf *b)
{
    int64_t end = milliseconds() + 1000 * PROCESS_SECONDS;
    for (;;) {
        int64_t left = end - milliseconds();
        struct pollfd ready = {.fd = from, .events = POLLIN};
        int n = left > 0 ? poll(&ready, 1, (int)left) : 0;
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0 || b->len > max)
            return false;
        buf_reserve(b, 65536);
        ssize_t got = read(from, b->at + b->len, 65536);
        if (got == 0)
            return true;
        if (got < 0 && errno != EINTR)
            return false;
        b->len += got > 0 ? (size_t)got : 0;
    }
}

bool process_output(struct arena *a, const char *const *arguments,
                    const char *const *settings, size_t max, struct str *out)
{
    int ends[2], status = -1;
    pid_t child;
    struct buf b = {0};
    if (pipe(ends) != 0)
        return false;
    bool started = fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0 &&
                   fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0 &&
                   start(a, arguments, settings, ends[1], &child);
    close(ends[1]);
    bool good = started && take(ends[0], max, &b) && b.len <= max;
    close(ends[0]);
    if (started && !good)
        kill(child, SIGKILL);
    while (started && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    good = good && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (good)
        *out = arena_copy(a, buf_view(&b));
    buf_release(&b);
    return good;
}
