/* SPDX-License-Identifier: MIT */
#include "base/escape.h"
#include "fuzz.h"
#include "input/csv.h"

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') ||
           (c >= 'a' && c <= 'f');
}

/* RFC 8259 section 7. */
static void check_json(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        REQUIRE((unsigned char)s.at[i] >= 0x20);
        REQUIRE(s.at[i] != '"' && s.at[i] != '<');
        if (s.at[i] != '\\')
            continue;
        REQUIRE(++i < s.len && strchr("\"\\/bfnrtu", s.at[i]) != NULL);
        for (int k = 0; s.at[i - (size_t)k] == 'u' && k < 1; k++)
            REQUIRE(i + 4 < s.len && is_hex(s.at[i + 1]) &&
                    is_hex(s.at[i + 2]) && is_hex(s.at[i + 3]) &&
                    is_hex(s.at[i + 4]));
    }
}

static void check_none(struct str s, const char *bytes)
{
    for (; *bytes != '\0'; bytes++)
        REQUIRE(str_find_byte(s, *bytes) == SIZE_MAX);
}

/* A field reads back as it was, but for the apostrophe before what a
 * spreadsheet would run. */
static void check_csv(struct arena *a, struct str field, struct str text)
{
    struct diag d = {0};
    struct csv_table t;
    struct str file =
        arena_printf(a, "\"a\",b\r\n\"x\"," STR_FMT "\r\n", STR_ARG(field));
    if (!csv_read(a, STR("a.csv"), file, &t, &d)) {
        REQUIRE(str_find_byte(text, '\r') != SIZE_MAX ||
                text.len > CSV_FIELD_MAX);
        diag_release(&d);
        return;
    }
    REQUIRE(t.n_rows == 1);
    struct str got = t.row[0].field[1];
    if (got.len > 0)
        REQUIRE(strchr("=+-@\t\r", got.at[0]) == NULL);
    if (str_starts(got, STR("'")) && !str_starts(text, STR("'")))
        got = str_from(got, 1);
    REQUIRE_SAME(got, text);
    diag_release(&d);
}

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    struct buf b = {0};
    (void)d;
    if (utf8_invalid_at(input) != SIZE_MAX ||
        str_find_byte(input, '\0') != SIZE_MAX)
        return;
    escape_html(&b, input);
    check_none(buf_view(&b), "<>\"'");
    REQUIRE_UTF8(buf_view(&b));
    buf_reset(&b);
    escape_json(&b, input);
    check_json(buf_view(&b));
    REQUIRE_UTF8(buf_view(&b));
    buf_reset(&b);
    escape_percent(&b, input);
    check_none(buf_view(&b), "<>\"'& \n\r\t\\");
    buf_reset(&b);
    escape_url(&b, input);
    check_none(buf_view(&b), "<>\"' \n\r\t\\");
    buf_reset(&b);
    escape_csv(&b, input);
    check_csv(a, buf_view(&b), input);
    buf_release(&b);
}
