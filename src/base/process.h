/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_PROCESS_H
#define JB_BASE_PROCESS_H

/* Another program, run without a shell, and what it prints.
 *
 * The program is looked for in PATH; its input and its messages are /dev/null.
 * One that prints more than `max` bytes or takes longer than PROCESS_SECONDS
 * is ended. */

#include <stdbool.h>

#include "base/arena.h"

enum { PROCESS_SECONDS = 20 };

/* `arguments` end with NULL and begin with the program's name; `settings`,
 * likewise ended, are set in its environment as NAME=VALUE. True where it
 * ended with status 0: *out then has its output. */
bool process_output(struct arena *a, const char *const *arguments,
                    const char *const *settings, size_t max, struct str *out);

#endif
