/* SPDX-License-Identifier: MIT */
#include "state/kept.h"

#define SIZE_LIMIT ((size_t)1 << 30)

bool kept_possible(const struct past *past)
{
    return past != NULL && past->site >= 0 && past->scanned &&
           !hash_is_zero(past->program);
}

struct str kept_head(const struct past *past, struct arena *a, const char *path)
{
    const char *name = path + strlen(KEPT_FOLDER);
    char hex[HASH_HEX + 1];
    hash_hex(past->program, hex);
    return arena_printf(a, "jianbao-%s %d %s\n", name, KEPT_VERSION, hex);
}

size_t kept_open(const struct past *past, struct arena *a, const char *path,
                 struct records *out)
{
    struct str head = kept_head(past, a, path), bytes;
    *out = (struct records){0};
    if (past->options->state != STATE_USE ||
        !fs_read(a, past->site, path, SIZE_LIMIT, &bytes) ||
        !str_starts(bytes, head))
        return 0;
    return head.len + records_open(out, a, str_from(bytes, head.len));
}
