/* SPDX-License-Identifier: MIT */
#include "model/quantity.h"

#include "base/unicode.h"

enum { WORD_MAX = 32 };

uint32_t quantity_char(struct str s, size_t at, size_t *next)
{
    *next = at;
    if (at >= s.len)
        return 0;
    uint32_t c = utf8_next(s, next);
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

uint32_t quantity_before(struct str s, size_t from, size_t at, size_t *start)
{
    size_t i = at, next;
    do {
        if (i <= from) {
            *start = at;
            return 0;
        }
        i--;
    } while (((unsigned char)s.at[i] & 0xC0) == 0x80 && at - i < 4);
    *start = i;
    return quantity_char(s, i, &next);
}

/* At most one space, of any kind. */
size_t quantity_skip_spaces(struct str s, size_t at)
{
    size_t next;
    uint32_t c = quantity_char(s, at, &next);
    return c != 0 && unicode_is_space(c) ? next : at;
}

struct str quantity_word(struct str s, size_t at)
{
    size_t end = at;
    while (end < s.len && end - at < WORD_MAX &&
           quantity_is_letter((unsigned char)s.at[end]))
        end++;
    return (struct str){s.at + (at < s.len ? at : s.len), end - at};
}

struct str quantity_word_before(const struct reader *r, size_t at)
{
    size_t start;
    uint32_t c = quantity_before(r->text, r->done, at, &start);
    if (c != 0 && unicode_is_space(c))
        at = start;
    if (at > r->done && r->text.at[at - 1] == '.')
        at--;
    size_t begin = at;
    while (begin > r->done && at - begin < WORD_MAX &&
           quantity_is_letter((unsigned char)r->text.at[begin - 1]))
        begin--;
    return (struct str){r->text.at + begin, at - begin};
}

bool quantity_word_is(struct str word, const char *lower)
{
    size_t len = strlen(lower);
    if (word.len != len)
        return false;
    for (size_t i = 0; i < len; i++)
        if ((word.at[i] | 0x20) != lower[i])
            return false;
    return len > 0;
}

int quantity_word_in(struct str word, const char *words)
{
    char lower[WORD_MAX];
    if (word.len == 0 || word.len > WORD_MAX)
        return -1;
    for (size_t k = 0; k < word.len; k++)
        lower[k] = (char)(word.at[k] | 0x20);
    for (int i = 0; *words != '\0'; i++) {
        size_t k = 0;
        while (k < word.len && words[k] == lower[k])
            k++;
        if (k == word.len && (words[k] == ' ' || words[k] == '\0'))
            return i;
        while (words[k] != ' ' && words[k] != '\0')
            k++;
        words += k + (words[k] == ' ');
    }
    return -1;
}
