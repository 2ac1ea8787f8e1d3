/* SPDX-License-Identifier: MIT */
/* Feeds, sitemaps, JSON, style sheets and plain lists of addresses. */
#include "check/facts.h"
#include "input/json_read.h"

/* ---- XML ---- */

struct reading {
    struct scan *x;
    bool address; /* the text of the open element is one */
    struct buf *text;
};

/* loc of a sitemap, link and url of RSS. */
static bool holds_address(const char *name)
{
    return strcmp(name, "loc") == 0 || strcmp(name, "link") == 0 ||
           strcmp(name, "url") == 0;
}

static void open_tag(void *ctx, const struct markup_tag *tag)
{
    static const char *const names[] = {"href", "src", "url"};
    struct reading *r = ctx;
    struct str value;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (markup_get(tag, names[i], &value))
            scan_address(r->x, names[i], value);
    r->address = holds_address(tag->name);
    buf_reset(r->text);
}

static void close_tag(void *ctx, const char *name)
{
    struct reading *r = ctx;
    struct str text = str_trim(buf_view(r->text));
    if (r->address && holds_address(name) && text.len > 0)
        scan_address(r->x, NULL, text);
    r->address = false;
}

static void take_text(void *ctx, struct str text)
{
    struct reading *r = ctx;
    if (r->address)
        buf_str(r->text, text);
}

void scan_xml(struct scan *x, struct str bytes)
{
    struct reading r = {.x = x, .text = &x->w->caption};
    const struct markup_handler handler = {&r, open_tag, close_tag, take_text};
    struct markup_fault fault;
    if (!markup_xml(bytes, &handler, &fault))
        scan_fault(x, DIAG_XML_SYNTAX, (struct str){0}, (struct str){0},
                   SCAN_SAY(x, "what it makes is no well-formed XML: %s, in "
                                "line %u of the file",
                             fault.text, fault.line));
}

/* ---- JSON ---- */

/* Addresses of ours; their fragments name things, not places in pages. */
static void take_string(void *ctx, struct str value)
{
    struct scan *x = ctx;
    struct str base = x->c->s->config.base_url;
    if (!str_starts(value, base) || value.len == base.len ||
        value.at[base.len] != '/' || str_find_byte(value, ' ') != SIZE_MAX ||
        str_find_byte(value, '{') != SIZE_MAX)
        return;
    size_t hash = str_find_byte(value, '#');
    scan_address(x, NULL, hash == SIZE_MAX ? value : str_head(value, hash));
}

void scan_json(struct scan *x, struct str text, struct str literal)
{
    struct json_fault fault;
    if (!json_read(text, take_string, x, &fault))
        scan_fault(x, DIAG_JSON_SYNTAX, literal, (struct str){0},
                   SCAN_SAY(x, "this is no JSON: %s, in line %u, column %u of "
                                "it",
                             fault.text, fault.line, fault.col));
}

/* ---- text ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void scan_lines(struct scan *x, struct str bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        size_t from = i;
        while (i < bytes.len && !is_blank(bytes.at[i]))
            i++;
        struct str word = str_head(str_from(bytes, from), i - from);
        if (str_starts(word, STR("http")) ||
            (str_starts(word, STR("/")) && word.len > 1))
            scan_address(x, NULL, word);
    }
}

static struct str without_quotes(struct str s)
{
    s = str_trim(s);
    if (s.len >= 2 && (s.at[0] == '"' || s.at[0] == '\'') &&
        s.at[s.len - 1] == s.at[0])
        return str_head(str_from(s, 1), s.len - 2);
    return s;
}

void scan_css(struct scan *x, struct str bytes)
{
    struct str open = STR("url(");
    for (size_t at; (at = str_find(bytes, open)) != SIZE_MAX;) {
        bytes = str_from(bytes, at + open.len);
        size_t end = str_find_byte(bytes, ')');
        struct str href = without_quotes(str_head(bytes, end));
        if (!str_starts(href, STR("#")) && !str_starts(href, STR("data:")))
            scan_address(x, NULL, href);
    }
}
