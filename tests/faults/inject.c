/* SPDX-License-Identifier: MIT */
/* Which call fails, and how; what is told of the calls; and the start, from which
 * they count. */
#include "inject.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct {
    bool armed, memory, always;
    long at;         /* the number of the call that fails; 0: none */
    const char *act; /* an errno's name, short, torn, kill, stop, int, term */
    const char *calls; /* only these: " open openat ", or NULL */
    int error, log;
    atomic_long n;
} fault = {.log = -1};

static const struct {
    const char *name;
    int number;
} errors[] = {{"EIO", EIO},       {"ENOSPC", ENOSPC}, {"EACCES", EACCES},
              {"EMFILE", EMFILE}, {"ENOMEM", ENOMEM}, {"EINTR", EINTR},
              {"EPERM", EPERM},   {"EROFS", EROFS},   {"ENOLCK", ENOLCK},
              {"EAGAIN", EAGAIN}, {"EXDEV", EXDEV},   {"EDQUOT", EDQUOT}};

static void say(const char *what, long n, const char *name, const char *path,
                int flags)
{
    char line[4608];
    int len = snprintf(line, sizeof line, "%s %ld %s %d %s\n", what, n, name,
                       flags, path);
    if (len > (int)sizeof line)
        len = (int)sizeof line;
    syscall(SYS_write, fault.log, line, (size_t)len);
}

/* What a descriptor stands for. */
static const char *name_of(int fd, char *room, size_t size)
{
    char link[32];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    long n = syscall(SYS_readlink, link, room, size - 1);
    room[n > 0 ? n : 0] = '\0';
    return room;
}

static bool is_wanted(const char *name, int flags)
{
    char word[32];
    if (fault.calls == NULL)
        return true;
    if (strncmp(name, "open", 4) == 0 &&
        (flags & (O_CREAT | O_WRONLY | O_RDWR)) != 0 &&
        strstr(fault.calls, " creat ") != NULL)
        return true;
    snprintf(word, sizeof word, " %s ", name);
    return strstr(fault.calls, word) != NULL;
}

static enum action act(void)
{
    if (strcmp(fault.act, "kill") == 0)
        syscall(SYS_kill, getpid(), SIGKILL);
    if (strcmp(fault.act, "stop") == 0) {
        syscall(SYS_kill, getpid(), SIGSTOP);
        return PASS;
    }
    if (strcmp(fault.act, "int") == 0 || strcmp(fault.act, "term") == 0) {
        /* To the process, as from a terminal, not to this thread. */
        syscall(SYS_kill, getpid(), fault.act[0] == 'i' ? SIGINT : SIGTERM);
        return PASS;
    }
    if (fault.error == 0)
        return SHORT;
    errno = fault.error;
    return FAIL;
}

/* ---- where memory is asked for ---- */

/* The call stacks that led to allocations, and the first and the last allocation
 * of each: what can be refused are these places, however often a site makes the
 * program come by. Kept while counting. */
enum { DEPTH = 32, STACKS = 1 << 16 };
static struct {
    uint64_t hash;
    long first, last;
} stacks[STACKS];
static pthread_mutex_t stacks_lock = PTHREAD_MUTEX_INITIALIZER;
static _Thread_local bool is_walking;

static void note_stack(long n)
{
    void *at[DEPTH];
    uint64_t hash = 0xcbf29ce484222325;
    if (is_walking)
        return;
    is_walking = true;
    int count = backtrace(at, DEPTH);
    for (int i = 0; i < count; i++)
        hash = (hash ^ (uint64_t)(uintptr_t)at[i]) * 0x9e3779b97f4a7c15;
    is_walking = false;
    pthread_mutex_lock(&stacks_lock);
    size_t i = hash >> 48;
    while (stacks[i].first != 0 && stacks[i].hash != hash)
        i = (i + 1) % STACKS;
    if (stacks[i].first == 0)
        stacks[i].hash = hash, stacks[i].first = n;
    stacks[i].last = n;
    pthread_mutex_unlock(&stacks_lock);
}

static void tell_stacks(void)
{
    for (size_t i = 0; i < STACKS; i++)
        if (stacks[i].first != 0) {
            char last[24];
            snprintf(last, sizeof last, "%ld", stacks[i].last);
            say("stack", stacks[i].first, "-", last, 0);
        }
}

enum action meet(const char *name, int fd, const char *path, int flags,
                 bool memory)
{
    if (!fault.armed || memory != fault.memory || !is_wanted(name, flags))
        return PASS;
    int before = errno;
    long n = atomic_fetch_add(&fault.n, 1) + 1;
    bool hit = n == fault.at || (fault.always && fault.at > 0 && n > fault.at);
    if (fault.log >= 0 && (fault.at == 0 ? !memory : n == fault.at)) {
        /* cppcheck-suppress variableScope ; `path` may point into it */
        char room[4096] = "";
        if (path == NULL && fd >= 0)
            path = name_of(fd, room, sizeof room);
        say(fault.at == 0 ? "call" : "hit", n, name, path ? path : "-", flags);
    }
    if (memory && fault.at == 0)
        note_stack(n);
    errno = before;
    return hit ? act() : PASS;
}

void perhaps_die(void)
{
    if (strcmp(fault.act, "torn") == 0)
        syscall(SYS_kill, getpid(), SIGKILL);
}

void *next(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

/* ---- from main() on ---- */

typedef int main_fn(int, char **, char **);
static main_fn *program;

static void tell_count(void)
{
    if (fault.armed && fault.log >= 0 && fault.at == 0)
        say("calls", atomic_load(&fault.n), "-", "-", 0);
    if (fault.armed && fault.log >= 0 && fault.at == 0 && fault.memory)
        tell_stacks();
}

static const char *take(const char *name)
{
    const char *value = getenv(name);
    value = value != NULL ? strdup(value) : NULL;
    unsetenv(name); /* programs that this one starts are left alone */
    return value;
}

static int counted(int argc, char **argv, char **environment)
{
    const char *at = take("FAULT_AT"), *log = take("FAULT_LOG");
    fault.act = take("FAULT_DO");
    fault.calls = take("FAULT_CALLS");
    fault.memory = take("FAULT_MEMORY") != NULL;
    fault.always = take("FAULT_ALWAYS") != NULL;
    take("LD_PRELOAD");
    if (fault.act == NULL)
        fault.act = "";
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strcmp(fault.act, errors[i].name) == 0)
            fault.error = errors[i].number;
    fault.at = at != NULL ? strtol(at, NULL, 10) : 0;
    if (log != NULL)
        fault.log = (int)syscall(SYS_openat, AT_FDCWD, log,
                                 O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
                                 0600);
    if (fault.log >= 0) /* out of the way of the program's descriptors */
        fault.log = (int)syscall(SYS_fcntl, fault.log, F_DUPFD_CLOEXEC, 200);
    atexit(tell_count);
    void *here[1];
    backtrace(here, 1); /* loads what it needs */
    fault.armed = true;
    return program(argc, argv, environment);
}

/* Declared in no header: the start-up code calls it. */
int __libc_start_main(main_fn *main, int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*rtld)(void), void *stack);
int __libc_start_main(main_fn *main, int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*rtld)(void), void *stack)
{
    typedef int fn(main_fn *, int, char **, void (*)(void), void (*)(void),
                   void (*)(void), void *);
    program = main;
    return NEXT(fn *, __libc_start_main)(counted, argc, argv, init, fini, rtld,
                                         stack);
}
