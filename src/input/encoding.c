/* SPDX-License-Identifier: MIT */
#include "input/encoding.h"

#include "base/unicode.h"

static struct loc place(struct str path, struct str bytes, size_t offset)
{
    struct str rest = str_head(bytes, offset), line;
    unsigned number = 1;
    while (str_cut(rest, '\n', &line, &rest))
        number++;
    return (struct loc){path, number, utf8_column(line, line.len)};
}

/* A text in UTF-16 has a mark, or every other byte of ASCII in it is zero. */
static bool looks_like_utf16(struct str s)
{
    if (str_starts(s, STR("\xFF\xFE")) || str_starts(s, STR("\xFE\xFF")))
        return true;
    size_t zeros[2] = {0}, n = s.len < 512 ? s.len : 512;
    for (size_t i = 0; i < n; i++)
        zeros[i % 2] += s.at[i] == '\0' ? 1 : 0;
    return (zeros[0] == 0) != (zeros[1] == 0) && zeros[0] + zeros[1] > n / 8;
}

static bool report_invalid(struct str path, struct str s, size_t at,
                           size_t shift, struct diag *d)
{
    struct loc loc = place(path, s, at);
    bool table = str_ends(path, STR(".csv"));
    if (looks_like_utf16(s))
        return diag_add(d, loc, DIAG_ENCODING,
                        table ? "looks like UTF-16; save the file as UTF-8 (a "
                                "spreadsheet: jianbao import FILE)"
                              : "looks like UTF-16; save the file as UTF-8");
    const char *advice = "save the file as UTF-8";
    if (unicode_looks_like_gb18030(s))
        advice = table ? "looks like GB18030: save the file as UTF-8 (a "
                         "spreadsheet: jianbao import FILE)"
                       : "looks like GB18030: save the file as UTF-8";
    return diag_add(d, loc, DIAG_ENCODING,
                    "byte 0x%02X at offset %zu is not UTF-8; %s",
                    (unsigned char)s.at[at], at + shift, advice);
}

enum { STEP = 8 };

/* Eight times the same byte; and whether one of eight bytes is zero, or below
 * a space (borrows may also flag bytes above, never miss one). */
static uint64_t each(uint8_t byte)
{
    return UINT64_C(0x0101010101010101) * byte;
}

static bool any_below(uint64_t eight, uint8_t limit)
{
    return ((eight - each(limit)) & ~eight & each(0x80)) != 0;
}

static bool may_hold_control(const char *at)
{
    uint64_t eight;
    memcpy(&eight, at, STEP);
    return any_below(eight, 0x20) || any_below(eight ^ each(0x7F), 1) ||
           any_below(eight ^ each(0xC2), 1);
}

/* C0 but tab, LF, CR; DEL; C1, which is C2 80 to C2 9F. */
static bool is_control(struct str s, size_t at)
{
    unsigned char c = (unsigned char)s.at[at];
    if (c == 0xC2)
        return at + 1 < s.len && (unsigned char)s.at[at + 1] < 0xA0;
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

static size_t control_at(struct str s)
{
    for (size_t i = 0; i < s.len; i += STEP) {
        size_t end = s.len - i < STEP ? s.len : i + STEP;
        if (end == i + STEP && !may_hold_control(s.at + i))
            continue;
        for (size_t at = i; at < end; at++)
            if (is_control(s, at))
                return at;
    }
    return SIZE_MAX;
}

bool encoding_check(struct str path, struct str *bytes, struct diag *d)
{
    struct str s = *bytes;
    size_t shift = str_starts(s, STR("\xEF\xBB\xBF")) ? 3 : 0;
    s = shift > 0 ? str_from(s, shift) : s;
    size_t invalid = utf8_invalid_at(s);
    if (invalid != SIZE_MAX)
        return report_invalid(path, s, invalid, shift, d);
    size_t control = control_at(s);
    if (control == SIZE_MAX) {
        *bytes = s;
        return true;
    }
    if (looks_like_utf16(s))
        return report_invalid(path, s, control, shift, d);
    size_t behind = control;
    return diag_add(d, place(path, s, control), DIAG_ENCODING,
                    "control character U+%04X at offset %zu; remove it",
                    (unsigned)utf8_next(s, &behind), control + shift);
}
