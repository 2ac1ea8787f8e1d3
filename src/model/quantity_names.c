/* SPDX-License-Identifier: MIT */
#include "model/quantity.h"

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static unsigned bucket(struct str s, size_t at)
{
    unsigned a = (unsigned char)lower(s.at[at]);
    unsigned b = at + 1 < s.len ? (unsigned char)lower(s.at[at + 1]) : 0;
    unsigned c = at + 2 < s.len ? (unsigned char)lower(s.at[at + 2]) : 0;
    return (a * 31 + b * 131 + c * 7) % QUANTITY_BUCKETS;
}

struct names quantity_names(struct arena *a, const struct str *ignore, size_t n)
{
    struct names names = {.at = ignore};
    names.next = n > 0 ? arena_array(a, n, uint32_t) : NULL;
    for (size_t i = 0; i < n; i++) {
        if (ignore[i].len < 3)
            continue;
        unsigned b = bucket(ignore[i], 0);
        names.next[i] = names.first[b];
        names.first[b] = (uint32_t)i + 1;
    }
    return names;
}

static bool matches(struct str s, size_t at, struct str name)
{
    if (s.len - at < name.len)
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (lower(s.at[at + i]) != lower(name.at[i]))
            return false;
    size_t end = at + name.len;
    bool letters = quantity_is_letter((unsigned char)s.at[end - 1]) &&
                   end < s.len && quantity_is_letter((unsigned char)s.at[end]);
    bool digits = quantity_is_digit((unsigned char)s.at[end - 1]) &&
                  end < s.len && quantity_is_digit((unsigned char)s.at[end]);
    return !letters && !digits;
}

size_t quantity_name_at(const struct names *names, struct str s, size_t at)
{
    size_t longest = 0;
    for (uint32_t i = names->first[bucket(s, at)]; i != 0;
         i = names->next[i - 1]) {
        struct str name = names->at[i - 1];
        if (name.len > longest && matches(s, at, name))
            longest = name.len;
    }
    return longest;
}
