/* SPDX-License-Identifier: MIT */
#include "history.h"

#include <stdbool.h>

#include "base/process.h"

/* Never the network, never a question. */
static const char *const settings[] = {"GIT_NO_LAZY_FETCH=1",
                                       "GIT_OPTIONAL_LOCKS=0",
                                       "GIT_TERMINAL_PROMPT=0", NULL};

void history_open(struct arena *a, const char *folder, struct str path,
                  struct history *out)
{
    struct str text, line;
    *out = (struct history){.folder = folder, .path = path};
    const char *most =
        arena_printf(a, "--max-count=%d", HISTORY_REVISIONS_MAX).at;
    const char *name = arena_copy(a, path).at;
    const char *const arguments[] = {"git",      "-C",   folder, "rev-list",
                                     most,       "HEAD", "--",   name,
                                     NULL};
    if (!process_output(a, arguments, settings, HISTORY_BYTES_MAX, &text))
        return;
    while (str_line(&text, &line))
        *vec_push(a, &out->revisions) = line;
}

bool history_read(struct arena *a, const struct history *h, size_t i,
                  struct str *bytes)
{
    const char *object = arena_printf(a, STR_FMT ":./" STR_FMT,
                                      STR_ARG(h->revisions.at[i]),
                                      STR_ARG(h->path)).at;
    const char *const arguments[] = {"git",  "-C",   h->folder, "cat-file",
                                     "blob", object, NULL};
    return process_output(a, arguments, settings, HISTORY_BYTES_MAX, bytes);
}
