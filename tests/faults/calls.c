/* SPDX-License-Identifier: MIT */
/* The calls of libc that are counted: each stands before that of libc, passes by
 * meet(), and fails, does half of its work, or calls the next of its name. */
#include "inject.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Types and parameter lists cannot stand in parentheses.
 * NOLINTBEGIN(bugprone-macro-parentheses) */

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

static size_t half(size_t len)
{
    return len > 1 ? len / 2 : len;
}

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
    return meet(name, -1, NULL, 0, true) == FAIL;
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

/* NOLINTEND(bugprone-macro-parentheses) */
