/* SPDX-License-Identifier: MIT */
#include "render/chart_label.h"

#include "base/unicode.h"

enum { TEXT_MAX = 400 /* bytes looked at: no label is longer */ };

static const struct str ellipsis = STR_INIT("…");

/* Rather too wide than too narrow: fonts differ. */
static long char_width(uint32_t c)
{
    static const char narrow[] = "ijltf.,:;'| ", wide[] = "mwMW%@";
    if (unicode_is_wide(c))
        return LABEL_SIZE;
    if (c >= 0x300 && c <= 0x36F) /* combining marks */
        return 0;
    if (c < 0x80 && c != 0 && strchr(narrow, (int)c) != NULL)
        return LABEL_SIZE * 36 / 100;
    if (c < 0x80 && c != 0 && strchr(wide, (int)c) != NULL)
        return LABEL_SIZE * 95 / 100;
    if ((c >= 'A' && c <= 'Z') || c >= 0x2000)
        return LABEL_SIZE * 75 / 100;
    return LABEL_SIZE * 62 / 100;
}

long label_width(struct str text)
{
    long width = 0;
    for (size_t at = 0; at < text.len;)
        width += char_width(utf8_next(text, &at));
    return width;
}

/* True when no cluster of characters reaches across the offset. */
static bool is_boundary(struct str s, size_t at)
{
    return unicode_graphemes(str_head(s, at)) +
               unicode_graphemes(str_from(s, at)) ==
           unicode_graphemes(s);
}

/* Moves an offset back to where a text may be cut. */
static size_t boundary(struct str s, size_t at)
{
    while (at > 0 && at < s.len &&
           (((unsigned char)s.at[at] & 0xC0) == 0x80 || !is_boundary(s, at)))
        at--;
    return at;
}

/* The longest head that fits, cut anywhere between clusters. */
static size_t head_that_fits(struct str s, long width)
{
    size_t at = 0, end = 0;
    long w = 0;
    while (at < s.len) {
        w += char_width(utf8_next(s, &at));
        if (w > width)
            break;
        end = at;
    }
    end = boundary(s, end);
    if (end == 0 && s.len > 0)
        utf8_next(s, &end);
    return end;
}

static bool is_opening(uint32_t c)
{
    switch (c) {
    case 0x2018: /* ‘ */
    case 0x201C: /* “ */
    case 0x3008: /* 〈 */
    case 0x300A: /* 《 */
    case 0x300C: /* 「 */
    case 0x300E: /* 『 */
    case 0x3010: /* 【 */
    case 0xFF08: /* （ */ return true;
    default: return false;
    }
}

static bool may_break(uint32_t before, uint32_t after)
{
    if (unicode_is_space(before))
        return true;
    return (unicode_is_wide(before) || unicode_is_wide(after)) &&
           (!unicode_is_cjk_punct(after) || is_opening(after)) &&
           !is_opening(before) && !unicode_is_space(after);
}

/* The longest head that fits and ends where a line may. */
static size_t line_that_fits(struct str s, long width)
{
    size_t end = head_that_fits(s, width), best = 0;
    uint32_t before = 0;
    for (size_t at = 0; at < s.len && at <= end;) {
        size_t here = at;
        uint32_t c = utf8_next(s, &at);
        if (here > 0 && may_break(before, c))
            best = here;
        before = c;
    }
    if (end >= s.len)
        return s.len;
    return best > 0 && is_boundary(s, best) ? best : end;
}

static struct str shortened(struct arena *a, struct str s, long width)
{
    if (label_width(s) <= width)
        return s;
    size_t end = head_that_fits(s, width - label_width(ellipsis));
    if (end >= s.len)
        return s;
    return arena_printf(a, STR_FMT STR_FMT,
                        STR_ARG(unicode_trim(str_head(s, end))),
                        STR_ARG(ellipsis));
}

static struct str first_part(struct arena *a, struct str text)
{
    if (text.len <= TEXT_MAX)
        return text;
    size_t end = TEXT_MAX;
    while (end > 0 && ((unsigned char)text.at[end] & 0xC0) == 0x80)
        end--;
    return arena_printf(a, STR_FMT STR_FMT, STR_ARG(str_head(text, end)),
                        STR_ARG(ellipsis));
}

size_t label_wrap(struct arena *a, struct str text, long width, size_t max,
                  struct str lines[LABEL_LINES_MAX])
{
    struct str rest = unicode_trim(first_part(a, text));
    size_t n = 0;
    while (rest.len > 0 && n + 1 < max && label_width(rest) > width) {
        size_t end = line_that_fits(rest, width);
        lines[n++] = unicode_trim(str_head(rest, end));
        rest = unicode_trim(str_from(rest, end));
    }
    if (rest.len > 0)
        lines[n++] = shortened(a, rest, width);
    return n;
}
