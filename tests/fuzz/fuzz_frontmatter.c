/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "input/encoding.h"
#include "input/frontmatter.h"

static unsigned line_of(struct str text, const char *at)
{
    unsigned line = 1;
    for (const char *p = text.at; p < at; p++)
        line += *p == '\n';
    return line;
}

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    struct str path = STR("a.zh.md"), text = input;
    struct frontmatter f;
    (void)a;
    if (!encoding_check(path, &text, d)) {
        REQUIRE(d->messages.len == 1);
        return;
    }
    REQUIRE_UTF8(text);
    REQUIRE(str_find_byte(text, '\0') == SIZE_MAX);
    if (!frontmatter_split(path, text, &f, d)) {
        REQUIRE(d->messages.len == 1);
        return;
    }
    REQUIRE(d->messages.len == 0);
    REQUIRE(fuzz_within(f.meta, text) && fuzz_within(f.body, text));
    REQUIRE(f.body_line > f.meta_line);
    if (f.meta.len > 0)
        REQUIRE(f.meta_line == line_of(text, f.meta.at));
    if (f.body.len > 0) {
        REQUIRE(f.body_line == line_of(text, f.body.at));
        REQUIRE(f.body.at + f.body.len == text.at + text.len);
    }
}
