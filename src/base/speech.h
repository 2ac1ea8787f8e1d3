/* SPDX-License-Identifier: MIT */
#ifndef JB_BASE_SPEECH_H
#define JB_BASE_SPEECH_H

/* The languages in which the program speaks to people.
 *
 * Texts stand in English where they are used; speech.zh.def has the Chinese
 * for each. A Chinese text names the values of the English format by their
 * order, {1} for the first: it may use them in any order, and it cannot ask
 * for a value in a wrong type, since only the English format is formatted.
 * A text without Chinese is said in English; tests/lint/speech.sh reports it,
 * and what to add.
 *
 *   message        a format: diag_add, speech_say, speech_print
 *   word           a text that is the value of a `%s` of a message, such as
 *                  "a link" or "district"; looked up by itself where the
 *                  `%s` does not stand in quotes, which hold people's own
 *                  words. In tables it is marked as SPEECH("...").
 *   lines          a help text, looked up line by line: speech_lines
 *
 * Formats may have the conversions %s %.*s %d %u %zu %c %%, and %d, %u and %zu
 * with flags and a width, and %X; no others. */

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"

enum speech { SPEECH_EN, SPEECH_ZH, N_SPEECHES };

#define SPEECH(text) text

/* A language's name, such as zh, zh-Hans or en_GB.UTF-8; false for others. */
bool speech_find(struct str name, enum speech *out);
/* By LC_ALL, else LC_MESSAGES, else LANG (POSIX, 8.2); "" counts as unset. */
enum speech speech_of_locale(const char *(*variable)(const char *name));

/* The text in that language, or itself. */
const char *speech_word(enum speech speech, const char *english);
struct str speech_say(struct arena *a, enum speech speech, const char *format,
                      ...) __attribute__((format(printf, 3, 4)));
struct str speech_vsay(struct arena *a, enum speech speech, const char *format,
                va_list args) __attribute__((format(printf, 3, 0)));
void speech_print(FILE *to, enum speech speech, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void speech_lines(FILE *to, enum speech speech, const char *lines);

/* At the end of a run: false after a message when some of standard output could
 * not be written. */
bool speech_flush(enum speech speech);

#endif
