/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "model/quantity.h"

/* First byte: bit 0 Chinese, bit 1 relaxed, bit 2 with names to skip. */

static bool at_character(struct str s, size_t at)
{
    return at == s.len ||
           (at < s.len && ((unsigned char)s.at[at] & 0xC0) != 0x80);
}

static void check(struct str text, const struct quantity *q)
{
    REQUIRE(q->len > 0 && q->at <= text.len && q->len <= text.len - q->at);
    REQUIRE(at_character(text, q->at));
    REQUIRE(at_character(text, q->at + q->len));
    REQUIRE(q->number_at <= text.len);
    REQUIRE(q->number_len <= text.len - q->number_at);
    REQUIRE(at_character(text, q->number_at));
    REQUIRE(at_character(text, q->number_at + q->number_len));
    REQUIRE(q->qualifier <= QUALIFIER_ABOUT);
    REQUIRE(q->kind <= QUANTITY_ORDINAL);
    REQUIRE_UTF8(q->unit);
    REQUIRE(q->low.places <= DECIMAL_PLACES_MAX);
    if (!q->range)
        REQUIRE(decimal_eq(q->low, q->high));
}

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    static const struct str names[] = {
        STR_INIT("十四五"), STR_INIT("双减"), STR_INIT("double reduction"),
        STR_INIT("一"), STR_INIT("1+4+N")};
    unsigned options = fuzz_byte(&input);
    struct quantities found = {0};
    size_t end = 0;
    (void)d;
    if (utf8_invalid_at(input) != SIZE_MAX)
        return;
    quantity_scan(a, input, options & 1 ? NUMERALS_ZH : NUMERALS_EN,
                  (options & 2) != 0, names,
                  options & 4 ? sizeof names / sizeof *names : 0, &found);
    for (size_t i = 0; i < found.len; i++) {
        check(input, &found.at[i]);
        REQUIRE(found.at[i].number_at + found.at[i].number_len >= end);
        end = found.at[i].number_at + found.at[i].number_len;
    }
}
