/* SPDX-License-Identifier: MIT */
#include "base/unicode.h"

#include <unicode/uchar.h>

static bool is_tail(struct str s, size_t at, uint8_t low, uint8_t high)
{
    return at < s.len && (uint8_t)s.at[at] >= low && (uint8_t)s.at[at] <= high;
}

static uint32_t tail_bits(struct str s, size_t at)
{
    return (uint32_t)((uint8_t)s.at[at] & 0x3F);
}

/* Bytes of the well-formed sequence at `at`, 0 if there is none: table 3-7 of
 * the Unicode standard. */
static size_t sequence(struct str s, size_t at)
{
    uint8_t lead = (uint8_t)s.at[at];
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    if (lead < 0xE0)
        return is_tail(s, at + 1, 0x80, 0xBF) ? 2 : 0;
    uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (!is_tail(s, at + 1, low, high) || !is_tail(s, at + 2, 0x80, 0xBF))
        return 0;
    if (lead < 0xF0)
        return 3;
    return is_tail(s, at + 3, 0x80, 0xBF) ? 4 : 0;
}

static bool is_tail_byte(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* Most of what is not ASCII is Chinese: three bytes, and no lead byte that
 * limits the second. */
uint32_t utf8_next_long(struct str s, size_t *at)
{
    const unsigned char *b = (const unsigned char *)s.at + *at;
    if (s.len - *at >= 3 && b[0] > 0xE0 && b[0] < 0xED && is_tail_byte(b[1]) &&
        is_tail_byte(b[2])) {
        *at += 3;
        return (b[0] & 0x0FU) << 12 | (b[1] & 0x3FU) << 6 | (b[2] & 0x3FU);
    }
    size_t i = *at, len = sequence(s, i);
    uint32_t lead = (uint8_t)s.at[i];
    *at = i + (len > 0 ? len : 1);
    switch (len) {
    case 1: return lead;
    case 2: return (lead & 0x1F) << 6 | tail_bits(s, i + 1);
    case 3:
        return (lead & 0x0F) << 12 | tail_bits(s, i + 1) << 6 |
               tail_bits(s, i + 2);
    case 4:
        return (lead & 0x07) << 18 | tail_bits(s, i + 1) << 12 |
               tail_bits(s, i + 2) << 6 | tail_bits(s, i + 3);
    default: return 0xFFFD;
    }
}

size_t utf8_put(uint32_t c, char out[4])
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = 0xFFFD;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* The first byte at or behind `at` that is not ASCII, or the length. */
static size_t skip_ascii(struct str s, size_t at)
{
    uint64_t eight;
    for (; at + sizeof eight <= s.len; at += sizeof eight) {
        memcpy(&eight, s.at + at, sizeof eight);
        if (eight & UINT64_C(0x8080808080808080))
            break;
    }
    while (at < s.len && (uint8_t)s.at[at] < 0x80)
        at++;
    return at;
}

size_t utf8_invalid_at(struct str s)
{
    for (size_t at = skip_ascii(s, 0), len; at < s.len;) {
        if ((len = sequence(s, at)) == 0)
            return at;
        at += len;
        if (len == 1)
            at = skip_ascii(s, at);
    }
    return SIZE_MAX;
}

struct str utf8_head(struct str s, size_t most)
{
    size_t end = most < s.len ? most : s.len;
    while (end > 0 && end < s.len && ((uint8_t)s.at[end] & 0xC0) == 0x80)
        end--;
    return str_head(s, end);
}

size_t utf8_count(struct str s)
{
    size_t n = 0, at = 0;
    while (at < s.len) {
        size_t behind = skip_ascii(s, at);
        n += behind - at;
        for (at = behind; at < s.len && (uint8_t)s.at[at] >= 0x80; n++) {
            size_t len = sequence(s, at);
            at += len > 0 ? len : 1;
        }
    }
    return n;
}

unsigned utf8_column(struct str line, size_t offset)
{
    if (offset > line.len)
        offset = line.len;
    size_t start = offset;
    while (start > 0 && offset - start < 3 && start < line.len &&
           is_tail(line, start, 0x80, 0xBF))
        start--;
    if (start < offset && start + sequence(line, start) > offset)
        offset = start;
    return (unsigned)utf8_count(str_head(line, offset)) + 1;
}

struct range {
    uint32_t first, last;
};

static bool in_ranges(uint32_t c, const struct range *range, size_t n)
{
    for (size_t i = 0; i < n && range[i].first <= c; i++)
        if (c <= range[i].last)
            return true;
    return false;
}

bool unicode_is_han(uint32_t c)
{
    static const struct range han[] = {
        {0x2E80, 0x2FDF}, /* radicals */
        {0x3005, 0x3007}, /* 々 〆 〇 */
        {0x3021, 0x3029}, /* Hangzhou numerals */
        {0x3031, 0x3035},   {0x3038, 0x303B},
        {0x3041, 0x30FA},                     /* kana */
        {0x30FC, 0x30FF},   {0x3105, 0x312F}, /* bopomofo */
        {0x31A0, 0x31BF},   {0x31F0, 0x31FF},
        {0x3400, 0x4DBF}, /* extension A */
        {0x4E00, 0x9FFF},   {0xF900, 0xFAFF},
        {0xFF66, 0xFF9F},   /* half-width kana */
        {0x1AFF0, 0x1B16F}, /* kana supplements */
        {0x20000, 0x2FA1F}, /* extensions B to F, compatibility */
        {0x30000, 0x3FFFD}, /* extensions G and later */
    };
    if (c >= 0x4E00 && c <= 0x9FFF)
        return true;
    return c >= 0x2E80 && in_ranges(c, han, sizeof han / sizeof *han);
}

bool unicode_is_cjk_punct(uint32_t c)
{
    static const struct range punct[] = {
        {0x00B7, 0x00B7}, /* · */
        {0x2014, 0x2015}, /* — */
        {0x2018, 0x2019}, /* ‘’ */
        {0x201C, 0x201D}, /* “” */
        {0x2026, 0x2027}, /* … */
        {0x2E3A, 0x2E3B}, /* ⸺ */
        {0x3001, 0x3003}, {0x3008, 0x3011}, {0x3014, 0x301F},
        {0x3030, 0x3030}, {0x30A0, 0x30A0}, {0x30FB, 0x30FB},
        {0xFE10, 0xFE19}, {0xFE30, 0xFE4F}, /* vertical forms */
        {0xFF01, 0xFF0F}, {0xFF1A, 0xFF20}, /* full-width ASCII */
        {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFE0, 0xFFE6},
    };
    return c >= 0xB7 && in_ranges(c, punct, sizeof punct / sizeof *punct);
}

bool unicode_is_wide(uint32_t c)
{
    if (c < 0x1100)
        return false;
    int width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

bool unicode_is_unseen(uint32_t c)
{
    const uint32_t unseen = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK;
    return c > 0xAD && /* a soft hyphen is seen in a terminal */
           (U_GET_GC_MASK((UChar32)c) & unseen) != 0;
}

bool unicode_is_punct(uint32_t c)
{
    if (c < 0x80)
        return c > ' ' && c < 0x7F && !unicode_is_alnum(c);
    return (U_GET_GC_MASK((UChar32)c) & (U_GC_P_MASK | U_GC_S_MASK)) != 0;
}

bool unicode_is_space(uint32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    return u_isUWhiteSpace((UChar32)c);
}

bool unicode_is_alnum(uint32_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') ||
               ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    return (U_GET_GC_MASK((UChar32)c) &
            (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0;
}

static bool is_visible_ascii(char c)
{
    return c > ' ' && c < 0x7F;
}

struct str unicode_trim(struct str s)
{
    if (s.len > 0 && is_visible_ascii(s.at[0]) &&
        is_visible_ascii(s.at[s.len - 1]))
        return s;
    for (size_t at = 0; s.len > 0; at = 0) {
        if (!unicode_is_space(utf8_next(s, &at)))
            break;
        s = (struct str){s.at + at, s.len - at};
    }
    while (s.len > 0) {
        size_t start = s.len - 1, at;
        while (start > 0 && ((uint8_t)s.at[start] & 0xC0) == 0x80)
            start--;
        at = start;
        if (!unicode_is_space(utf8_next(s, &at)) || at != s.len)
            break;
        s.len = start;
    }
    return s;
}
