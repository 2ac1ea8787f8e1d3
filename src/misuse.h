/* SPDX-License-Identifier: MIT */
#ifndef JB_MISUSE_H
#define JB_MISUSE_H

/* What is said about a command line that cannot be run. All return the exit
 * status, 2. `names` and `formats` end with NULL. */

#include "base/speech.h"

int misuse(enum speech speech, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A word that is none of those known, and the one that may be meant; `what` is
 * a word of the catalogue, such as "command". */
int misuse_unknown(enum speech speech, const char *what, const char *word,
                   const char *const *names);

int misuse_format(enum speech speech, const char *format,
                  const char *const *formats);

/* getenv, for speech_of_locale. */
const char *misuse_variable(const char *name);

#endif
