/* SPDX-License-Identifier: MIT */
#include "base/str.h"

int str_compare(struct str a, struct str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n > 0 ? memcmp(a.at, b.at, n) : 0;
    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

size_t str_find(struct str s, struct str needle)
{
    if (needle.len == 0)
        return 0;
    for (size_t i = 0; i + needle.len <= s.len; i++) {
        const char *hit =
            memchr(s.at + i, needle.at[0], s.len - needle.len - i + 1);
        if (hit == NULL)
            return SIZE_MAX;
        i = (size_t)(hit - s.at);
        if (memcmp(hit, needle.at, needle.len) == 0)
            return i;
    }
    return SIZE_MAX;
}

size_t str_find_byte(struct str s, char byte)
{
    const char *hit = s.len ? memchr(s.at, byte, s.len) : NULL;
    return hit ? (size_t)(hit - s.at) : SIZE_MAX;
}

bool str_cut(struct str s, char separator, struct str *head, struct str *tail)
{
    size_t at = str_find_byte(s, separator);
    if (at == SIZE_MAX) {
        *head = s;
        *tail = (struct str){0};
        return false;
    }
    *head = str_head(s, at);
    *tail = str_from(s, at + 1);
    return true;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
    while (s.len > 0 && is_space(s.at[0]))
        s = (struct str){s.at + 1, s.len - 1};
    while (s.len > 0 && is_space(s.at[s.len - 1]))
        s.len--;
    return s;
}

bool str_line(struct str *rest, struct str *line)
{
    if (rest->len == 0)
        return false;
    str_cut(*rest, '\n', line, rest);
    if (line->len > 0 && line->at[line->len - 1] == '\r')
        line->len--;
    return true;
}

bool str_to_int(struct str s, int64_t *out)
{
    if (s.len == 0 || s.len > 18)
        return false;
    int64_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
        n = n * 10 + (s.at[i] - '0');
    }
    *out = n;
    return true;
}

enum { DISTANCE_MAX_LEN = 64 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* What both begin or end with does not matter, and paths share much of that. */
static void trim_common(struct str *a, struct str *b)
{
    while (a->len > 0 && b->len > 0 && a->at[0] == b->at[0]) {
        *a = str_from(*a, 1);
        *b = str_from(*b, 1);
    }
    while (a->len > 0 && b->len > 0 &&
           a->at[a->len - 1] == b->at[b->len - 1]) {
        a->len--;
        b->len--;
    }
}

size_t str_distance(struct str a, struct str b, size_t limit)
{
    trim_common(&a, &b);
    if (a.len > DISTANCE_MAX_LEN || b.len > DISTANCE_MAX_LEN)
        return str_eq(a, b) ? 0 : limit + 1;
    if ((a.len > b.len ? a.len - b.len : b.len - a.len) > limit)
        return limit + 1;
    size_t before[DISTANCE_MAX_LEN + 1] = {0};
    size_t last[DISTANCE_MAX_LEN + 1];
    size_t row[DISTANCE_MAX_LEN + 1];
    for (size_t j = 0; j <= b.len; j++)
        last[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t change = a.at[i - 1] == b.at[j - 1] ? 0 : 1;
            row[j] = least(least(last[j] + 1, row[j - 1] + 1),
                           last[j - 1] + change);
            if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] &&
                a.at[i - 2] == b.at[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        memcpy(before, last, sizeof before);
        memcpy(last, row, sizeof last);
    }
    return last[b.len] <= limit ? last[b.len] : limit + 1;
}

void str_near_try(struct str_near *n, struct str candidate)
{
    size_t limit = n->found.len > 0 ? n->distance : n->key.len / 3 + 1;
    size_t distance = str_distance(candidate, n->key, limit);
    if (distance < limit && candidate.len > 0) {
        n->distance = distance;
        n->found = candidate;
    }
}

struct str str_nearest(struct str key, const char *const *names)
{
    struct str_near near = {.key = key};
    for (; *names != NULL; names++)
        str_near_try(&near, str_of(*names));
    return near.found;
}

const void *str_search(const void *at, size_t n, size_t size, size_t offset,
                       struct str key)
{
    const char *low = at;
    while (n > 0) {
        const char *middle = low + n / 2 * size;
        struct str own;
        memcpy(&own, middle + offset, sizeof own);
        int by = str_compare(own, key);
        if (by == 0)
            return middle;
        if (by < 0) {
            low = middle + size;
            n -= n / 2 + 1;
        } else
            n /= 2;
    }
    return NULL;
}
