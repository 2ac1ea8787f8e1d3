/* SPDX-License-Identifier: MIT */
/* Loaded with LD_PRELOAD before a program: counts the calls that the program and
 * its libraries make of libc from main() on, and lets one of them fail. README.md
 * has the variables. Calls that libc makes within itself are not seen, but those
 * of malloc are. glibc on Linux only. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum action { PASS, FAIL, SHORT };

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

/* The call stacks that led to allocations, and the
 * first and the last allocation of each: what can be refused are these places,
 * however often a site makes the program come by. Kept while counting. */
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

/* Every call passes here. `fd` tells the file where `path` is NULL. */
static enum action meet(const char *name, int fd, const char *path, int flags,
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

/* Half of what was asked for, then perhaps death. */
static size_t half(size_t len)
{
    return len > 1 ? len / 2 : len;
}

static void perhaps_die(void)
{
    if (strcmp(fault.act, "torn") == 0)
        syscall(SYS_kill, getpid(), SIGKILL);
}

/* Types and parameter lists cannot stand in parentheses.
 * NOLINTBEGIN(bugprone-macro-parentheses) */
#define NEXT(type, name) ((type)next(#name))
static void *next(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

/* ---- calls that fail with -1, or with NULL ---- */

#define CALL(type, bad, name, parameters, arguments, fd, path, flags)         \
    type name parameters                                                      \
    {                                                                         \
        static type(*real) parameters;                                        \
        if (real == NULL)                                                     \
            *(void **)&real = next(#name);                                    \
        return meet(#name, fd, path, flags, false) == FAIL ? bad              \
                                                          : real arguments;   \
    }

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-prototypes"
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wnonnull-compare"
#endif
CALL(int, -1, fsync, (int fd), (fd), fd, NULL, 0)
CALL(int, -1, fdatasync, (int fd), (fd), fd, NULL, 0)
CALL(int, -1, ftruncate, (int fd, off_t n), (fd, n), fd, NULL, 0)
CALL(off_t, -1, lseek, (int fd, off_t n, int from), (fd, n, from), fd, NULL, 0)
CALL(int, -1, fstat, (int fd, struct stat *st), (fd, st), fd, NULL, 0)
CALL(int, -1, stat, (const char *p, struct stat *st), (p, st), -1, p, 0)
CALL(int, -1, lstat, (const char *p, struct stat *st), (p, st), -1, p, 0)
CALL(int, -1, fstatat, (int d, const char *p, struct stat *st, int f),
     (d, p, st, f), -1, p, f)
CALL(int, -1, access, (const char *p, int m), (p, m), -1, p, 0)
CALL(int, -1, faccessat, (int d, const char *p, int m, int f), (d, p, m, f),
     -1, p, f)
CALL(ssize_t, -1, readlink, (const char *p, char *b, size_t n), (p, b, n), -1,
     p, 0)
CALL(ssize_t, -1, readlinkat, (int d, const char *p, char *b, size_t n),
     (d, p, b, n), -1, p, 0)
CALL(int, -1, unlink, (const char *p), (p), -1, p, 0)
CALL(int, -1, unlinkat, (int d, const char *p, int f), (d, p, f), -1, p, f)
CALL(int, -1, mkdir, (const char *p, mode_t m), (p, m), -1, p, 0)
CALL(int, -1, mkdirat, (int d, const char *p, mode_t m), (d, p, m), -1, p, 0)
CALL(int, -1, rename, (const char *p, const char *q), (p, q), -1, q, 0)
CALL(int, -1, renameat, (int d, const char *p, int e, const char *q),
     (d, p, e, q), -1, q, 0)
CALL(int, -1, linkat, (int d, const char *p, int e, const char *q, int f),
     (d, p, e, q, f), -1, q, f)
CALL(int, -1, symlinkat, (const char *p, int e, const char *q), (p, e, q), -1,
     q, 0)
CALL(int, -1, fchmod, (int fd, mode_t m), (fd, m), fd, NULL, 0)
CALL(int, -1, fchmodat, (int d, const char *p, mode_t m, int f), (d, p, m, f),
     -1, p, f)
CALL(int, -1, futimens, (int fd, const struct timespec t[2]), (fd, t), fd,
     NULL, 0)
CALL(int, -1, flock, (int fd, int how), (fd, how), fd, NULL, how)
CALL(int, -1, pipe, (int ends[2]), (ends), -1, NULL, 0)
CALL(int, -1, fflush, (FILE * f), (f), f ? fileno(f) : 1, NULL, 0)
CALL(DIR *, NULL, opendir, (const char *p), (p), -1, p, 0)
CALL(DIR *, NULL, fdopendir, (int fd), (fd), fd, NULL, 0)
CALL(struct dirent *, NULL, readdir, (DIR * d), (d), dirfd(d), NULL, 0)
CALL(FILE *, NULL, fopen, (const char *p, const char *m), (p, m), -1, p, 0)
CALL(FILE *, NULL, fopen64, (const char *p, const char *m), (p, m), -1, p, 0)
CALL(char *, NULL, realpath, (const char *p, char *b), (p, b), -1, p, 0)
CALL(char *, NULL, __realpath_chk, (const char *p, char *b, size_t n),
     (p, b, n), -1, p, 0)
CALL(void *, MAP_FAILED, mmap,
     (void *at, size_t n, int p, int f, int fd, off_t o), (at, n, p, f, fd, o),
     fd, NULL, 0)
CALL(size_t, 0, fwrite, (const void *b, size_t s, size_t n, FILE *f),
     (b, s, n, f), fileno(f), NULL, 0)

/* ---- calls that return their error ---- */

int pthread_create(pthread_t *t, const pthread_attr_t *a, void *(*f)(void *),
                   void *arg)
{
    typedef int fn(pthread_t *, const pthread_attr_t *, void *(*)(void *),
                   void *);
    return meet("pthread_create", -1, NULL, 0, false) == FAIL
               ? errno
               : NEXT(fn *, pthread_create)(t, a, f, arg);
}

/* ---- calls with a mode behind the last parameter ---- */

#define OPEN(name, parameters, arguments, path, flags)                        \
    int name parameters                                                       \
    {                                                                         \
        static int(*real)(int, ...);                                          \
        va_list args;                                                         \
        va_start(args, flags);                                                \
        mode_t mode =                                                         \
            ((flags) & (O_CREAT | O_TMPFILE)) ? va_arg(args, mode_t) : 0;     \
        va_end(args);                                                         \
        if (real == NULL)                                                     \
            *(void **)&real = next(#name);                                    \
        return meet(#name, -1, path, flags, false) == FAIL                    \
                   ? -1                                                       \
                   : ((int(*) arguments)(void *)real)

OPEN(open, (const char *p, int f, ...), (const char *, int, mode_t), p, f)
(p, f, mode);
}
OPEN(open64, (const char *p, int f, ...), (const char *, int, mode_t), p, f)
(p, f, mode);
}
OPEN(openat, (int d, const char *p, int f, ...),
     (int, const char *, int, mode_t), p, f)
(d, p, f, mode);
}

/* What the headers make of an openat() without a mode. */
int __openat_2(int d, const char *p, int f)
{
    typedef int fn(int, const char *, int);
    return meet("openat", -1, p, f, false) == FAIL
               ? -1
               : NEXT(fn *, __openat_2)(d, p, f);
}

/* The file is closed all the same: so does Linux. */
int close(int fd)
{
    typedef int fn(int);
    enum action a = meet("close", fd, NULL, 0, false);
    int error = errno, result = NEXT(fn *, close)(fd);
    if (a != FAIL)
        return result;
    errno = error;
    return -1;
}

int closedir(DIR *d)
{
    typedef int fn(DIR *);
    enum action a = meet("closedir", dirfd(d), NULL, 0, false);
    int error = errno, result = NEXT(fn *, closedir)(d);
    if (a != FAIL)
        return result;
    errno = error;
    return -1;
}

/* ---- calls that may do half of their work ---- */

#define PART(name, buffer, offset, pass)                                      \
    ssize_t name(int fd, buffer b, size_t n offset)                           \
    {                                                                         \
        typedef ssize_t fn(int, buffer, size_t offset);                       \
        enum action a = meet(#name, fd, NULL, 0, false);                      \
        if (a == FAIL)                                                        \
            return -1;                                                        \
        ssize_t got = NEXT(fn *, name)(fd, b, a == SHORT ? half(n) : n pass); \
        if (a == SHORT)                                                       \
            perhaps_die();                                                    \
        return got;                                                           \
    }
#define AT , off_t at
PART(read, void *, , )
PART(write, const void *, , )
#define PASS_AT , at
PART(pread, void *, AT, PASS_AT)
PART(pwrite, const void *, AT, PASS_AT)

/* ---- memory; libc's own calls come here too ---- */

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *at, size_t n);

static bool is_refused(const char *name)
{
    return fault.armed && fault.memory &&
           meet(name, -1, NULL, 0, true) == FAIL;
}

void *malloc(size_t n)
{
    return is_refused("malloc") ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    return is_refused("calloc") ? NULL : __libc_calloc(n, size);
}

void *realloc(void *at, size_t n)
{
    return is_refused("realloc") ? NULL : __libc_realloc(at, n);
}
#pragma GCC diagnostic pop

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

/* NOLINTEND(bugprone-macro-parentheses) */

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
