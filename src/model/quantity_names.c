/* SPDX-License-Identifier: MIT */
#include "model/quantity.h"

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

struct names quantity_names(struct arena *a, const struct str *ignore, size_t n)
{
    struct names names = {.at = ignore};
    names.next = n > 0 ? arena_array(a, n, uint32_t) : NULL;
    for (size_t i = 0; i < n; i++) {
        if (ignore[i].len < 3)
            continue;
        unsigned b = quantity_bucket(ignore[i], 0);
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

size_t quantity_name_of(const struct names *names, uint32_t first, struct str s,
                        size_t at)
{
    size_t longest = 0;
    for (uint32_t i = first; i != 0; i = names->next[i - 1]) {
        struct str name = names->at[i - 1];
        if (name.len > longest && matches(s, at, name))
            longest = name.len;
    }
    return longest;
}
