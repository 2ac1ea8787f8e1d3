/* SPDX-License-Identifier: MIT */
#include "import/reading.h"

#include "base/unicode.h"

static uint32_t narrow_char(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFF01 + '!';
    if (c == 0x2212)
        return '-';
    return unicode_is_space(c) ? ' ' : c;
}

struct str reading_narrow(struct arena *a, struct str text)
{
    char *out = arena_alloc(a, text.len * 3 + 1, 1); /* U+FFFD for a byte */
    size_t n = 0;
    for (size_t at = 0; at < text.len;)
        n += utf8_put(narrow_char(utf8_next(text, &at)), out + n);
    return str_trim((struct str){out, n});
}

struct str reading_key(struct arena *a, struct str text)
{
    struct str s = reading_narrow(a, text);
    char *out = arena_alloc(a, s.len + 1, 1);
    size_t n = 0;
    bool blank = false, wide = true;
    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);
        if (c == ' ') {
            blank = true;
            continue;
        }
        if (blank && !wide && c < 0x80)
            out[n++] = ' ';
        blank = false;
        wide = c >= 0x80;
        n += utf8_put(c >= 'A' && c <= 'Z' ? c | 0x20 : c, out + n);
    }
    return (struct str){out, n};
}
