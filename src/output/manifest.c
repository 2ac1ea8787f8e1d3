/* SPDX-License-Identifier: MIT */
#include "output/manifest.h"

#include <errno.h>
#include <stddef.h>

#include "base/fs.h"

#define HEAD "jianbao-manifest 1 "

enum {
    SHORTEST_LINE = HASH_HEX + 5, /* blank, digit, blank, byte, LF */
    PIECE = 64 * 1024             /* bytes written at once */
};

static bool part_good(struct str part)
{
    return part.len > 0 && !str_is(part, ".") && !str_is(part, "..");
}

bool manifest_path_good(struct str path)
{
    if (path.len > MANIFEST_PATH_MAX || str_starts(path, STR(MANIFEST_PREFIX)))
        return false;
    for (size_t i = 0; i < path.len; i++)
        if ((unsigned char)path.at[i] < 0x20 || path.at[i] == 0x7F)
            return false;
    struct str part, rest = path;
    while (str_cut(rest, '/', &part, &rest))
        if (!part_good(part))
            return false;
    return part_good(part);
}

/* Decimal without leading zeros, so that every number has one spelling. */
static bool parse_count(struct str digits, uint64_t *out)
{
    int64_t n;
    if (digits.len == 0 || (digits.len > 1 && digits.at[0] == '0') ||
        !str_to_int(digits, &n) || n < 0)
        return false;
    *out = (uint64_t)n;
    return true;
}

/* Takes the bytes up to LF; a last line without one is cut off text. */
static bool take_line(struct str *rest, struct str *line)
{
    return str_cut(*rest, '\n', line, rest);
}

static bool parse_head(struct str *rest, uint64_t *count)
{
    struct str line, head = STR(HEAD);
    return take_line(rest, &line) && str_starts(line, head) &&
           parse_count(str_from(line, head.len), count) &&
           *count <= rest->len / SHORTEST_LINE;
}

static bool parse_entry(struct str line, struct listed *out)
{
    struct str hex, size;
    return str_cut(line, ' ', &hex, &line) && hash_from_hex(hex, &out->hash) &&
           str_cut(line, ' ', &size, &out->path) &&
           parse_count(size, &out->size) && manifest_path_good(out->path);
}

bool manifest_parse(struct arena *a, struct str text, struct manifest *out)
{
    uint64_t count;
    if (text.len > MANIFEST_SIZE_MAX || !parse_head(&text, &count))
        return false;
    struct manifest m = {arena_array(a, (size_t)count, struct listed),
                         (size_t)count};
    for (size_t i = 0; i < m.len; i++) {
        struct str line;
        if (!take_line(&text, &line) || !parse_entry(line, &m.at[i]) ||
            (i > 0 && str_compare(m.at[i - 1].path, m.at[i].path) >= 0))
            return false;
    }
    if (text.len > 0)
        return false;
    *out = m;
    return true;
}

/* Once or twice for every output, so without printf. */
static void put_line(struct buf *out, const struct listed *l)
{
    char hex[HASH_HEX + 1];
    hash_hex(l->hash, hex);
    buf_bytes(out, hex, HASH_HEX);
    buf_byte(out, ' ');
    buf_digits(out, l->size, 1, 0);
    buf_byte(out, ' ');
    buf_str(out, l->path);
    buf_byte(out, '\n');
}

void manifest_write(struct buf *out, const struct manifest *m)
{
    buf_printf(out, HEAD "%zu\n", m->len);
    for (size_t i = 0; i < m->len; i++)
        put_line(out, &m->at[i]);
}

static void drain(struct manifest_out *o)
{
    hasher_add(o->hasher, buf_view(&o->piece));
    if (o->fd >= 0 && o->error == 0 && !fs_write(o->fd, buf_view(&o->piece)))
        o->error = errno;
    buf_reset(&o->piece);
}

void manifest_begin(struct manifest_out *o, int fd, size_t n)
{
    *o = (struct manifest_out){.fd = fd, .hasher = hasher_new()};
    buf_printf(&o->piece, HEAD "%zu\n", n);
}

void manifest_put(struct manifest_out *o, const struct listed *l)
{
    put_line(&o->piece, l);
    if (o->piece.len > PIECE)
        drain(o);
}

bool manifest_end(struct manifest_out *o, struct hash *hash)
{
    drain(o);
    *hash = hasher_end(o->hasher);
    buf_release(&o->piece);
    errno = o->error;
    return o->error == 0;
}

const struct listed *manifest_find(const struct manifest *m, struct str path)
{
    return str_search(m->at, m->len, sizeof *m->at,
                      offsetof(struct listed, path), path);
}

struct manifest manifest_union(struct arena *arena, const struct manifest *a,
                               const struct manifest *b)
{
    struct manifest all = {arena_array(arena, a->len + b->len, struct listed),
                           0};
    size_t i = 0, j = 0;
    while (i < a->len || j < b->len) {
        int order = i == a->len   ? 1
                    : j == b->len ? -1
                                  : str_compare(a->at[i].path, b->at[j].path);
        all.at[all.len++] = order <= 0 ? a->at[i] : b->at[j];
        i += order <= 0;
        j += order >= 0;
    }
    return all;
}
