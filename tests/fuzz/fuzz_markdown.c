/* SPDX-License-Identifier: MIT */
#include <strings.h>

#include "fuzz.h"
#include "input/encoding.h"
#include "input/markdown.h"

/* First byte: bit 0 raw HTML, bit 1 one paragraph only, bit 2 hooks that answer
 * with markup. Without raw HTML the result has only cmark's own elements with
 * their own attributes, closed in order. */

struct asked {
    size_t references, headings;
    bool answers;
};

static struct markdown_answer answer(void *ctx, size_t index)
{
    struct asked *asked = ctx;
    REQUIRE(index >= asked->references);
    asked->references = index + 1;
    if (!asked->answers)
        return (struct markdown_answer){0};
    switch (index % 3) {
    case 0: return (struct markdown_answer){.url = STR("/zh/")};
    case 1:
        return (struct markdown_answer){.before = STR("<data>"),
                                        .after = STR("</data>")};
    default: return (struct markdown_answer){.instead = STR("<hr />")};
    }
}

static struct str heading_id(void *ctx, size_t index)
{
    struct asked *asked = ctx;
    REQUIRE(index == asked->headings);
    asked->headings++;
    return STR("id");
}

static bool is_one_of(struct str word, const char *words)
{
    char wanted[32];
    if (word.len > sizeof wanted - 3)
        return false;
    snprintf(wanted, sizeof wanted, " " STR_FMT " ", STR_ARG(word));
    return strstr(words, wanted) != NULL;
}

static struct str name_at(struct str s)
{
    size_t n = 0;
    while (n < s.len && strchr(" />=", s.at[n]) == NULL)
        n++;
    return str_head(s, n);
}

static void check_url(struct str url)
{
    static const char *const bad[] = {"javascript:", "vbscript:", "file:"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        size_t n = strlen(bad[i]);
        REQUIRE(url.len < n || strncasecmp(url.at, bad[i], n) != 0);
    }
    REQUIRE(url.len == 0 || (unsigned char)url.at[0] > ' ');
}

/* name="value" … up to `>`; returns what stands behind it. */
static struct str attributes(struct str s)
{
    static const char known[] = " href src alt title class start id ";
    while (s.len > 0 && s.at[0] == ' ' && !str_starts(s, STR(" />"))) {
        s = str_from(s, 1);
        struct str name = name_at(s), value;
        REQUIRE(is_one_of(name, known));
        s = str_from(s, name.len);
        REQUIRE(str_starts(s, STR("=\"")));
        REQUIRE(str_cut(str_from(s, 2), '"', &value, &s));
        REQUIRE(str_find_byte(value, '<') == SIZE_MAX);
        if (str_is(name, "href") || str_is(name, "src"))
            check_url(value);
    }
    s = str_starts(s, STR(" />")) ? str_from(s, 2) : s;
    REQUIRE(str_starts(s, STR(">")));
    return str_from(s, 1);
}

static void check_elements(struct arena *a, struct str html)
{
    static const char voids[] = " hr br img ";
    static const char known[] =
        " p h1 h2 h3 h4 h5 h6 em strong a img code pre ul ol li blockquote hr "
        "br data ";
    struct strs open = {0};
    struct str text, omitted = STR("!-- raw HTML omitted -->");
    while (str_cut(html, '<', &text, &html)) {
        REQUIRE(str_find_byte(text, '"') == SIZE_MAX);
        if (str_starts(html, omitted)) {
            html = str_from(html, omitted.len);
            continue;
        }
        bool closes = str_starts(html, STR("/"));
        struct str name = name_at(str_from(html, closes));
        REQUIRE(is_one_of(name, known));
        html = attributes(str_from(html, name.len + closes));
        if (closes) {
            REQUIRE(open.len > 0);
            REQUIRE_SAME(open.at[--open.len], name);
        } else if (!is_one_of(name, voids))
            *vec_push(a, &open) = name;
    }
    REQUIRE(open.len == 0);
}

static void check_scan(const struct markdown_scan *scan)
{
    size_t next = 0;
    REQUIRE_UTF8(scan->plain);
    for (size_t i = 0; i < scan->blocks.len; i++) {
        const struct block *b = &scan->blocks.at[i];
        REQUIRE(b->reference >= next);
        next = b->reference + b->n_references;
        REQUIRE_UTF8(b->text);
    }
    REQUIRE(next <= scan->references.len);
    for (size_t i = 0; i < scan->references.len; i++) {
        REQUIRE_UTF8(scan->references.at[i].url);
        REQUIRE_UTF8(scan->references.at[i].text);
        REQUIRE(scan->references.at[i].loc.line >= 1);
    }
    for (size_t i = 0; i < scan->headings.len; i++)
        REQUIRE_UTF8(scan->headings.at[i].text);
}

void fuzz(struct arena *a, struct str input, struct diag *d)
{
    unsigned bits = fuzz_byte(&input);
    const struct markdown_options options = {.raw_html = bits & 1,
                                             .inline_only = bits & 2};
    struct asked asked = {.answers = bits & 4};
    const struct markdown_hooks hooks = {&asked, answer, heading_id, 1};
    struct markdown_scan scan = {0};
    struct buf out = {0};
    if (!encoding_check(STR("a.md"), &input, d) ||
        !markdown_scan(a, STR("a.md"), input, 1, &options, &scan, d))
        return;
    check_scan(&scan);
    markdown_html(a, input, &options, &hooks, &out);
    REQUIRE_UTF8(buf_view(&out));
    REQUIRE(asked.references <= scan.references.len);
    REQUIRE(asked.answers || asked.references == scan.references.len);
    REQUIRE(asked.headings <= scan.headings.len);
    if (!options.raw_html)
        check_elements(a, buf_view(&out));
    buf_release(&out);
}
