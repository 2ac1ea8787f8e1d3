/* SPDX-License-Identifier: MIT */
#include "state/texts.h"

#include <fcntl.h>
#include <unistd.h>

#include "state/kept.h"

#define TEXTS_PATH KEPT_FOLDER "texts"

enum { SPARE = 64 };

/* True when most of the records are of no text that there is now. */
static bool is_stale(const struct past *past, size_t records)
{
    size_t texts = 0;
    for (size_t i = 0; i < past->inputs.len; i++)
        texts += str_ends(past->inputs.at[i].path, STR(".md")) ? 1 : 0;
    return records > 2 * texts + SPARE;
}

static void read_records(struct texts *t)
{
    struct past *past = t->past;
    t->known = kept_open(past, &past->arena, TEXTS_PATH, &t->cache.records);
    if (is_stale(past, t->cache.records.n)) {
        t->cache.records.n = 0;
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
           (t->known > 0 ||
            fs_write(t->file, kept_head(past, &t->past->arena, TEXTS_PATH)));
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
    if (!kept_possible(past))
        return NULL;
    read_records(t);
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
