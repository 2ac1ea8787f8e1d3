/* SPDX-License-Identifier: MIT */
#include "input/image.h"

static unsigned byte(struct str s, size_t at)
{
    return at < s.len ? (unsigned char)s.at[at] : 0;
}

static unsigned big16(struct str s, size_t at)
{
    return byte(s, at) << 8 | byte(s, at + 1);
}

static unsigned little16(struct str s, size_t at)
{
    return byte(s, at) | byte(s, at + 1) << 8;
}

static unsigned little24(struct str s, size_t at)
{
    return little16(s, at) | byte(s, at + 2) << 16;
}

static bool png(struct str s, struct image_size *out)
{
    if (!str_starts(s, STR("\x89PNG\r\n\x1a\n")) ||
        !str_starts(str_from(s, 12), STR("IHDR")))
        return false;
    *out = (struct image_size){big16(s, 16) << 16 | big16(s, 18),
                               big16(s, 20) << 16 | big16(s, 22)};
    return true;
}

static bool gif(struct str s, struct image_size *out)
{
    if (!str_starts(s, STR("GIF8")))
        return false;
    *out = (struct image_size){little16(s, 6), little16(s, 8)};
    return true;
}

/* SOF0..SOF15 but DHT, JPG and DAC hold the size; other segments are skipped
 * by their length. */
static bool jpeg(struct str s, struct image_size *out)
{
    if (!str_starts(s, STR("\xff\xd8")))
        return false;
    for (size_t at = 2; at + 9 < s.len;) {
        unsigned marker = byte(s, at + 1);
        if (byte(s, at) != 0xff)
            return false;
        if (marker == 0xff) {
            at++;
            continue;
        }
        if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 &&
            marker != 0xc8 && marker != 0xcc) {
            *out = (struct image_size){big16(s, at + 7), big16(s, at + 5)};
            return true;
        }
        if (marker == 0xda || marker == 0xd9)
            return false;
        at += 2 + (marker >= 0xd0 && marker <= 0xd8 ? 0 : big16(s, at + 2));
    }
    return false;
}

static bool webp(struct str s, struct image_size *out)
{
    struct str chunk = str_from(s, 12);
    if (!str_starts(s, STR("RIFF")) ||
        !str_starts(str_from(s, 8), STR("WEBP")))
        return false;
    if (str_starts(chunk, STR("VP8 ")))
        *out = (struct image_size){little16(s, 26) & 0x3fff,
                                   little16(s, 28) & 0x3fff};
    else if (str_starts(chunk, STR("VP8L"))) {
        unsigned bits = little16(s, 21) | little16(s, 23) << 16;
        *out = (struct image_size){(bits & 0x3fff) + 1,
                                   (bits >> 14 & 0x3fff) + 1};
    } else if (str_starts(chunk, STR("VP8X")))
        *out = (struct image_size){little24(s, 24) + 1, little24(s, 27) + 1};
    else
        return false;
    return true;
}

bool image_size(struct str bytes, struct image_size *out)
{
    struct image_size size = {0};
    if (!png(bytes, &size) && !gif(bytes, &size) && !jpeg(bytes, &size) &&
        !webp(bytes, &size))
        return false;
    if (size.width == 0 || size.height == 0 || size.width > 65535 ||
        size.height > 65535)
        return false;
    *out = size;
    return true;
}
