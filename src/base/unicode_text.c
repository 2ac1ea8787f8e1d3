/* SPDX-License-Identifier: MIT */
#include "base/buf.h"
#include "base/unicode.h"
#include "base/unicode_cluster.h"

static bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               (c >= '0' && c <= '9');
    return unicode_is_alnum(c) && !unicode_is_han(c);
}

static uint32_t peek(struct str s, size_t at)
{
    return at < s.len ? utf8_next(s, &at) : 0;
}

/* The character before `*at` (> 0); moves there. Valid UTF-8 only. */
static uint32_t previous(struct str s, size_t *at)
{
    do
        (*at)--;
    while (*at > 0 && ((uint8_t)s.at[*at] & 0xC0) == 0x80);
    return peek(s, *at);
}

struct word_count unicode_words(struct str text)
{
    struct word_count count = {0};
    bool inside = false;
    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);
        if (c >= 0x80 && unicode_is_han(c)) {
            count.han++;
            inside = false;
        } else if (is_letter(c)) {
            count.words += inside ? 0 : 1;
            inside = true;
        } else if (inside)
            /* don't, 3.5, 40,000 and example.org are one word each */
            inside = (c == '\'' || c == '.' || c == ',' || c == 0x2019) &&
                     is_letter(peek(text, at));
    }
    return count;
}

struct str unicode_slug(struct arena *a, struct str text)
{
    struct str s = unicode_lower(a, unicode_nfc(a, text));
    struct buf out = {0};
    bool gap = false;
    for (size_t at = 0; at < s.len;) {
        size_t start = at;
        uint32_t c = utf8_next(s, &at);
        if (unicode_is_han(c) || (unicode_is_alnum(c) && c != 0xFFFD)) {
            if (gap && out.len > 0)
                buf_byte(&out, '-');
            buf_bytes(&out, s.at + start, at - start);
            gap = false;
        } else if ((c != '\'' && c != 0x2019) || !is_letter(peek(s, at)))
            gap = true;
    }
    struct str slug =
        out.len > 0 ? arena_copy(a, buf_view(&out)) : STR("section");
    buf_release(&out);
    return slug;
}

/* A space for a run of white space; none for the end of a block behind or
 * before Chinese punctuation. */
static bool needs_space(uint32_t before, uint32_t behind, bool newline)
{
    if (before == 0)
        return false;
    bool chinese = unicode_is_han(behind) || before >= 0x3001 ||
                   (behind >= 0x3001 && unicode_is_cjk_punct(behind));
    return !newline || !chinese || !unicode_is_cjk_punct(before);
}

/* Appends text with white space collapsed, about `max` characters of it;
 * false when some is left. */
static bool collapse(struct buf *out, struct str text, size_t max)
{
    uint32_t before = 0;
    bool space = false, newline = false;
    size_t n = 0;
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        uint32_t c = utf8_next(text, &at);
        if (unicode_is_space(c)) {
            space = true;
            newline = newline || c == '\n';
            continue;
        }
        if (n++ >= max)
            return false;
        if (space && needs_space(before, c, newline))
            buf_byte(out, ' ');
        if (c == 0xFFFD)
            buf_text(out, "\xEF\xBF\xBD");
        else
            buf_bytes(out, text.at + start, at - start);
        before = c;
        space = newline = false;
    }
    return true;
}

static bool is_one_of(uint32_t c, const char *set)
{
    struct str s = str_of(set);
    for (size_t at = 0; at < s.len;)
        if (utf8_next(s, &at) == c)
            return true;
    return false;
}

static bool is_closer(uint32_t c)
{
    return is_one_of(c, "\"')]”’）】》」』");
}

/* A Latin full stop ends a sentence only before a space: 3.5, example.org. */
static bool ends_sentence(struct str s, uint32_t c, size_t behind)
{
    if (is_one_of(c, "。！？"))
        return true;
    if (!is_one_of(c, ".!?"))
        return false;
    uint32_t next = peek(s, behind);
    return behind >= s.len || next == ' ' || is_closer(next);
}

/* The start of the word or number that ends at `at`. */
static size_t word_start(struct str s, size_t at)
{
    size_t start = at;
    for (size_t i = at; i > 0;) {
        uint32_t c = previous(s, &i);
        if (is_letter(c))
            start = i;
        else if (!is_one_of(c, ".,'’") || i == 0)
            break;
    }
    return start;
}

/* Steps back, by a third at most, where a word or a number with its unit
 * would be cut; then drops what should not stand before an ellipsis. */
static size_t word_end(struct str s, size_t at)
{
    uint32_t next = peek(s, at);
    size_t start = word_start(s, at), last = at;
    uint32_t before = at > 0 ? previous(s, &last) : 0;
    bool digit = before >= '0' && before <= '9';
    bool inside = is_letter(next) || is_one_of(next, ".,'’%％") ||
                  (digit && unicode_is_han(next));
    if (inside && start >= at - at / 3)
        at = start;
    for (size_t i = at; i > 0; at = i)
        if (!is_one_of(previous(s, &i), " .,;:-([“‘（《〈「『【，、；：—…·"))
            break;
    return at;
}

/* Where to cut: `sentence` behind a sentence in the last third of `max`
 * clusters, or 0; `limit` behind the first `keep` of them. */
struct cut {
    size_t sentence, limit;
    bool whole;
};

static struct cut find_cut(struct str s, size_t max, size_t keep)
{
    struct cut cut = {0};
    struct clusters c;
    size_t start = 0;
    cluster_start(&c, s);
    for (size_t n = 1; n <= max && cluster_next(&c); n++, start = c.at) {
        uint32_t first = peek(s, start);
        if (n > max - max / 3 &&
            (ends_sentence(s, first, c.at) ||
             (cut.sentence == start && start > 0 && is_closer(first))))
            cut.sentence = c.at;
        if (n <= keep)
            cut.limit = c.at;
    }
    cut.whole = c.at >= s.len;
    return cut;
}

static struct str shorten(struct arena *a, struct str s, size_t max, bool more)
{
    struct word_count count = unicode_words(s);
    bool han = count.han > 0 && count.han >= count.words && max >= 2;
    size_t dots = han ? 2 : 1;
    struct cut cut = find_cut(s, max, max > dots ? max - dots : 0);
    if (cut.whole && !more)
        return arena_copy(a, s);
    if (cut.sentence > 0)
        return arena_copy(a, str_head(s, cut.sentence));
    return arena_printf(a, STR_FMT "%s",
                        STR_ARG(str_head(s, word_end(s, cut.limit))),
                        han ? "……" : "…");
}

struct str unicode_excerpt(struct arena *a, struct str text, size_t max)
{
    /* A cluster may have any number of characters; eight are enough for all
     * that is written, and bound the work. */
    size_t enough = max < SIZE_MAX / 16 ? max * 8 + 64 : SIZE_MAX;
    struct buf plain = {0};
    struct str excerpt = {0};
    if (max > 0) {
        bool all = collapse(&plain, text, enough);
        excerpt = shorten(a, buf_view(&plain), max, !all);
    }
    buf_release(&plain);
    return excerpt;
}
