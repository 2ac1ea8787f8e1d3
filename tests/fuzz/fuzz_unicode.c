/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "input/image.h"
#include "model/copy_check.h"

/* Characters, excerpts, ids and keys of any text, and images of any bytes. */

static bool id_safe(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] <= ' ' ||
            strchr("\"'<>&#/?%", s.at[i]) != NULL)
            return false;
    return s.len > 0;
}

static void check_text(struct arena *a, struct str s)
{
    struct str nfc = unicode_nfc(a, s), lower = unicode_lower(a, s);
    REQUIRE_UTF8(nfc);
    REQUIRE_UTF8(lower);
    REQUIRE_SAME(unicode_nfc(a, nfc), nfc);
    REQUIRE(id_safe(unicode_slug(a, s)));
    REQUIRE_UTF8(unicode_slug(a, s));
    for (size_t max = 1; max < 40; max += 13) {
        struct str cut = unicode_excerpt(a, s, max);
        REQUIRE_UTF8(cut);
        REQUIRE(unicode_graphemes(cut) <= max + 2);
    }
    REQUIRE(unicode_graphemes(s) <= utf8_count(s));
    REQUIRE(unicode_words(s).han <= utf8_count(s));
    REQUIRE_SAME(unicode_sort_key(a, "zh", s), unicode_sort_key(a, "zh", s));
    REQUIRE(fuzz_within(unicode_trim(s), s));
}

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    struct image_size size;
    if (image_size(input, &size))
        REQUIRE(size.width > 0 && size.width <= 65535 && size.height > 0 &&
                size.height <= 65535);
    unicode_looks_like_gb18030(input);
    size_t at = 0, n = 0;
    for (; at < input.len; n++) {
        size_t before = at;
        uint32_t c = utf8_next(input, &at);
        REQUIRE(at > before && at <= input.len && c <= 0x10FFFF);
    }
    if (utf8_invalid_at(input) != SIZE_MAX)
        return;
    REQUIRE(n == utf8_count(input));
    check_text(a, input);
    copy_check_text((struct loc){STR("a.md"), 1, 1}, input, true, d);
    copy_check_text((struct loc){STR("a.md"), 1, 1}, input, false, d);
}
