/* SPDX-License-Identifier: MIT */
#include "misuse.h"

#include <stdio.h>
#include <stdlib.h>

enum { USAGE = 2 };

int misuse(enum speech speech, const char *format, ...)
{
    struct arena a = {0};
    va_list args;
    va_start(args, format);
    struct str text = speech_vsay(&a, speech, format, args);
    va_end(args);
    if (str_ends(text, STR("?")) || str_ends(text, STR("？")))
        speech_print(stderr, speech, "jianbao: " STR_FMT "\n", STR_ARG(text));
    else
        speech_print(stderr, speech,
                     "jianbao: " STR_FMT "; see jianbao --help\n",
                     STR_ARG(text));
    arena_release(&a);
    return USAGE;
}

int misuse_unknown(enum speech speech, const char *what, const char *word,
                   const char *const *names)
{
    struct str near = str_nearest(str_of(word), names);
    if (near.len > 0)
        return misuse(speech, "%s '%s' is not known; did you mean '" STR_FMT
                              "'?",
                      what, word, STR_ARG(near));
    return misuse(speech, "%s '%s' is not known", what, word);
}

int misuse_format(enum speech speech, const char *format,
                  const char *const *formats)
{
    struct arena a = {0};
    struct str all = {0};
    for (size_t i = 0; formats[i] != NULL; i++)
        all = arena_printf(&a, STR_FMT "%s%s", STR_ARG(all), i > 0 ? ", " : "",
                           formats[i]);
    int status = misuse(speech, "--format '%s' is none of " STR_FMT, format,
                        STR_ARG(all));
    arena_release(&a);
    return status;
}

const char *misuse_variable(const char *name)
{
    return getenv(name);
}
