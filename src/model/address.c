/* SPDX-License-Identifier: MIT */
#include "model/address.h"

#include "base/unicode.h"

static struct str behind_scheme(struct str url)
{
    if (str_starts(url, STR("https://")))
        return str_from(url, 8);
    return str_starts(url, STR("http://")) ? str_from(url, 7)
                                           : (struct str){0};
}

static bool url_character(uint32_t c)
{
    if (c < 0x80)
        return c > ' ' && c != 0x7F && strchr("\"'<>\\^`{|}", (int)c) == NULL;
    return c >= 0xA0 && !unicode_is_space(c) && c != 0x2028 && c != 0x2029;
}

bool address_ok(struct str url)
{
    for (size_t at = 0; at < url.len;)
        if (!url_character(utf8_next(url, &at)))
            return false;
    return behind_scheme(url).len > 0;
}

bool address_is_base(struct str url)
{
    struct str rest = behind_scheme(url);
    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.at[i] >= 0x80)
            return false;
    return address_ok(url) && !str_starts(rest, STR("/")) &&
           str_find_byte(rest, '?') == SIZE_MAX &&
           str_find_byte(rest, '#') == SIZE_MAX;
}

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

static bool all_of(struct str s, const char *signs)
{
    for (size_t i = 0; i < s.len; i++)
        if (!is_alnum(s.at[i]) &&
            (s.at[i] == '\0' || strchr(signs, s.at[i]) == NULL))
            return false;
    return s.len > 0;
}

bool address_is_email(struct str text)
{
    struct str local, domain;
    return str_cut(text, '@', &local, &domain) && all_of(local, "._+-=") &&
           all_of(domain, ".-");
}

bool address_is_language_tag(struct str tag)
{
    return all_of(tag, "-") && is_alnum(tag.at[0]) && tag.len <= 35;
}
