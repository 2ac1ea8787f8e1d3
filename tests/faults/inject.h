/* SPDX-License-Identifier: MIT */
#ifndef FAULTS_INJECT_H
#define FAULTS_INJECT_H

/* Loaded with LD_PRELOAD before a program: counts the calls that the program and
 * its libraries make of libc from main() on (calls.c), and lets one of them fail
 * (inject.c). README.md has the variables. Calls that libc makes within itself
 * are not seen, but those of malloc are. glibc on Linux only. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <stdbool.h>

/* No name of ours may take the place of one of the program's. */
#pragma GCC visibility push(hidden)

enum action { PASS, FAIL, SHORT };

/* Every call passes here; FAIL comes with errno. `fd` tells the file where `path`
 * is NULL; `memory`: it allocates. */
enum action meet(const char *name, int fd, const char *path, int flags,
                 bool memory);

/* Behind half of the work, where that is to be the end. */
void perhaps_die(void);

/* The function of this name that this library hides. */
void *next(const char *name);
#define NEXT(type, name) ((type)next(#name))

#pragma GCC visibility pop

#endif
