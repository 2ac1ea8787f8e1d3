/* SPDX-License-Identifier: MIT */
#include "state/texts.h"

#include <fcntl.h>
#include <unistd.h>

#define TEXTS_PATH "build/texts"

enum { TEXTS_VERSION = 1, SPARE = 64 };
#define TEXTS_SIZE_MAX ((size_t)1 << 30)

static struct str head_of(const struct past *past, struct arena *a)
{
    char hex[HASH_HEX + 1];
    hash_hex(past->program, hex);
    return arena_printf(a, "jianbao-texts %d %s\n", TEXTS_VERSION, hex);
}

/* True when most of the records are of no text that there is now. */
static bool is_stale(const struct past *past, size_t records)
{
    size_t texts = 0;
    for (size_t i = 0; i < past->inputs.len; i++)
        texts += str_ends(past->inputs.at[i].path, STR(".md")) ? 1 : 0;
    return records > 2 * texts + SPARE;
}

static void read_records(struct texts *t, struct str head)
{
    struct past *past = t->past;
    struct str bytes;
    if (past->options->state != STATE_USE ||
        !fs_read(&past->arena, past->site, TEXTS_PATH, TEXTS_SIZE_MAX,
                 &bytes) ||
        !str_starts(bytes, head))
        return;
    t->known = head.len + text_cache_open(&t->cache, &past->arena,
                                          str_from(bytes, head.len));
    if (is_stale(past, t->cache.n)) {
        t->cache.n = 0;
        t->known = 0;
    }
}

/* At the first record that is new. */
static bool open_file(struct texts *t)
{
    const struct past *past = t->past;
    const int flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC;
    if (!fs_make_parents(past->site, TEXTS_PATH))
        return false;
    t->file = openat(past->site, TEXTS_PATH, flags, 0666);
    return t->file >= 0 && ftruncate(t->file, (off_t)t->known) == 0 &&
           lseek(t->file, 0, SEEK_END) >= 0 &&
           (t->known > 0 || fs_write(t->file, head_of(past, &t->past->arena)));
}

static void give_up(struct texts *t)
{
    if (t->file >= 0)
        close(t->file);
    t->file = -1;
    t->cache.keep = NULL;
}

static void keep(void *ctx, struct str records)
{
    struct texts *t = ctx;
    if ((t->file < 0 && !open_file(t)) || !fs_write(t->file, records))
        give_up(t);
}

struct text_cache *texts_open(struct texts *t, struct past *past)
{
    *t = (struct texts){.past = past, .file = -1};
    if (past == NULL || past->site < 0 || !past->scanned ||
        past->program.low == 0)
        return NULL;
    read_records(t, head_of(past, &past->arena));
    t->cache.keep = keep;
    t->cache.ctx = t;
    return &t->cache;
}

void texts_close(struct texts *t)
{
    if (t->file >= 0)
        close(t->file);
    t->file = -1;
}
