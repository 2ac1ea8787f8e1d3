/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "model/agree.h"

/* A Chinese and an English block, one behind the other's line end. */
void fuzz(struct arena *a, struct str input, struct diag *d)
{
    static const struct str names[] = {STR_INIT("十三五"), STR_INIT("双减"),
                                       STR_INIT("double reduction")};
    struct agree_text texts[2] = {{.numerals = NUMERALS_ZH},
                                  {.numerals = NUMERALS_EN}};
    const struct agree_unit unit = {.text = {&texts[0], &texts[1]},
                                    .n = {1, 1}};
    struct disagreements found = {0};
    (void)d;
    if (utf8_invalid_at(input) != SIZE_MAX)
        return;
    str_cut(input, '\n', &texts[0].text, &texts[1].text);
    const struct agree_options options = {
        .names = agree_names(a, names, sizeof names / sizeof *names)};
    agree_section(a, &unit, 1, &options, &found);
    for (size_t i = 0; i < found.len; i++) {
        const struct disagreement *x = &found.at[i];
        REQUIRE(x->fault <= AGREE_QUALIFIER);
        REQUIRE(x->in[0].text != NULL || x->in[1].text != NULL);
        for (int side = 0; side < 2; side++)
            if (x->in[side].text != NULL)
                REQUIRE(x->in[side].q.at + x->in[side].q.len <=
                        texts[side].text.len);
    }
}
