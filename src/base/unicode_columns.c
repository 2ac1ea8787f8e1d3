/* SPDX-License-Identifier: MIT */
#include "base/unicode_cluster.h"

static size_t columns_of(struct str cluster)
{
    size_t columns = 0, flags = 0;
    for (size_t at = 0; at < cluster.len;) {
        uint32_t c = utf8_next(cluster, &at);
        flags += c >= 0x1F1E6 && c <= 0x1F1FF; /* two make a flag */
        if (unicode_is_wide(c) || c == 0xFE0F || flags == 2)
            columns = 2;
        else if (columns == 0 && !unicode_is_unseen(c))
            columns = 1;
    }
    return columns;
}

static struct str present(const struct clusters *c, size_t start)
{
    return (struct str){c->text.at + start, c->at - start};
}

size_t unicode_columns(struct str s)
{
    struct clusters c;
    size_t columns = 0, start = 0;
    for (cluster_start(&c, s); cluster_next(&c); start = c.at)
        columns += columns_of(present(&c, start));
    return columns;
}

struct str unicode_fit_head(struct str s, size_t columns)
{
    struct clusters c;
    size_t start = 0, taken = 0;
    for (cluster_start(&c, s); cluster_next(&c); start = c.at) {
        taken += columns_of(present(&c, start));
        if (taken > columns)
            break;
    }
    return str_head(s, start);
}

struct str unicode_fit_tail(struct str s, size_t columns)
{
    struct clusters c;
    size_t start = 0, left = unicode_columns(s);
    for (cluster_start(&c, s); left > columns && cluster_next(&c); start = c.at)
        left -= columns_of(present(&c, start));
    return str_from(s, start);
}

size_t unicode_cluster_at(struct str s, size_t offset)
{
    struct clusters c;
    size_t start = 0;
    for (cluster_start(&c, s); cluster_next(&c) && c.at <= offset;)
        start = c.at;
    return start;
}
