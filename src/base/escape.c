/* SPDX-License-Identifier: MIT */
#include "base/escape.h"

#include "base/unicode.h"

static const char *entity(unsigned char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: break;
    }
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
        return "\xEF\xBF\xBD";
    return NULL;
}

void escape_html(struct buf *b, struct str s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.len; i++) {
        const char *e = entity((unsigned char)s.at[i]);
        if (e == NULL)
            continue;
        buf_bytes(b, s.at + from, i - from);
        buf_text(b, e);
        from = i + 1;
    }
    if (s.len > from)
        buf_bytes(b, s.at + from, s.len - from);
}

static bool json_byte(struct buf *b, struct str s, size_t *i)
{
    unsigned char c = (unsigned char)s.at[*i];
    if (c == '"' || c == '\\')
        buf_printf(b, "\\%c", c);
    else if (c == '\n')
        buf_text(b, "\\n");
    else if (c == '\t')
        buf_text(b, "\\t");
    else if (c == '\r')
        buf_text(b, "\\r");
    else if (c < 0x20 || c == '<')
        buf_printf(b, "\\u%04x", c);
    else if (c == 0xE2 && str_starts(str_from(s, *i), STR("\xE2\x80\xA8"))) {
        buf_text(b, "\\u2028");
        *i += 2;
    } else if (c == 0xE2 &&
               str_starts(str_from(s, *i), STR("\xE2\x80\xA9"))) {
        buf_text(b, "\\u2029");
        *i += 2;
    } else
        return false;
    return true;
}

void escape_json(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!json_byte(b, s, &i))
            buf_byte(b, s.at[i]);
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
           (c >= 'A' && c <= 'F');
}

static bool url_plain(struct str s, size_t i)
{
    unsigned char c = (unsigned char)s.at[i];
    if ((c >= '-' && c <= '9') || (c >= 'a' && c <= 'z') ||
        (c >= 'A' && c <= 'Z'))
        return true;
    if (c == '%')
        return i + 2 < s.len && is_hex(s.at[i + 1]) && is_hex(s.at[i + 2]);
    return c != 0 && c < 0x80 && strchr("-._~:/?#[]@!$&'()*+,;=", c) != NULL;
}

void escape_percent(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (!url_plain(s, i) || s.at[i] == '&' || s.at[i] == '\'')
            buf_printf(b, "%%%02X", (unsigned char)s.at[i]);
        else
            buf_byte(b, s.at[i]);
    }
}

void escape_url(struct buf *b, struct str s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (url_plain(s, i))
            continue;
        escape_html(b, (struct str){s.at + from, i - from});
        buf_printf(b, "%%%02X", (unsigned char)s.at[i]);
        from = i + 1;
    }
    if (s.len > from)
        escape_html(b, (struct str){s.at + from, s.len - from});
}

/* Spreadsheets for Chinese and Japanese take the full-width signs too. */
static bool begins_formula(struct str s)
{
    static const char *const signs[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B",
                                        "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(s, str_of(signs[i])))
            return true;
    return s.len > 0 && strchr("=+-@\t\r\n", s.at[0]) != NULL;
}

/* Ids, codes and numbers, which most fields are. */
static bool is_word(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        bool inside = i > 0 && (c == '-' || c == '.' || c == '_');
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
            !(c >= 'A' && c <= 'Z') && !inside)
            return false;
    }
    return true;
}

void escape_csv(struct buf *b, struct str s)
{
    if (is_word(s)) {
        buf_str(b, s);
        return;
    }
    bool guard = begins_formula(s);
    bool quote = guard || str_find_byte(s, '"') != SIZE_MAX ||
                 str_find_byte(s, ',') != SIZE_MAX ||
                 str_find_byte(s, '\n') != SIZE_MAX ||
                 str_find_byte(s, '\r') != SIZE_MAX ||
                 unicode_trim(s).len < s.len;
    if (!quote) {
        buf_str(b, s);
        return;
    }
    buf_byte(b, '"');
    if (guard)
        buf_byte(b, '\'');
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '"')
            buf_byte(b, '"');
        buf_byte(b, s.at[i]);
    }
    buf_byte(b, '"');
}
