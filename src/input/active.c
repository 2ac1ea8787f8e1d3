/* SPDX-License-Identifier: MIT */
#include "input/active.h"

#include "input/markup.h"

static const char *const endings[] = {
    "html", "htm", "xhtml", "xht", "shtml", "mht",  "mhtml",
    "js",   "mjs", "xml",   "xsl", "xslt",  "svgz",
};
static const char *const elements[] = {"script", "foreignobject", "iframe",
                                       "object", "embed"};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_one_of(struct str word, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < word.len && names[i][k] != '\0' &&
               lower(word.at[k]) == names[i][k])
            k++;
        if (k == word.len && names[i][k] == '\0')
            return true;
    }
    return false;
}

#define IS_ONE_OF(word, names)                                                 \
    is_one_of((word), (names), sizeof(names) / sizeof *(names))

static struct str ending_of(struct str path)
{
    size_t dot = path.len;
    while (dot > 0 && path.at[dot - 1] != '.' && path.at[dot - 1] != '/')
        dot--;
    bool any = dot > 0 && path.at[dot - 1] == '.';
    return any ? str_from(path, dot) : (struct str){0};
}

/* ---- pictures ---- */

struct look {
    struct arena *a;
    struct active found;
};

static void note(struct look *l, enum active_what what, struct str name,
                 unsigned line)
{
    if (l->found.what == ACTIVE_NOTHING)
        l->found = (struct active){what, arena_copy(l->a, name), line};
}

static struct str local_name(struct str name)
{
    size_t colon = str_find_byte(name, ':');
    return colon == SIZE_MAX ? name : str_from(name, colon + 1);
}

/* Browsers leave out white space and control characters within a scheme. */
static bool has_javascript(struct str value)
{
    static const char scheme[] = "javascript:";
    size_t at = 0;
    for (size_t i = 0; i < value.len && scheme[at] != '\0'; i++) {
        char c = lower(value.at[i]);
        if ((unsigned char)c <= ' ')
            continue;
        at = c == scheme[at] ? at + 1 : c == scheme[0];
    }
    return scheme[at] == '\0';
}

static void look_at(void *ctx, const struct markup_tag *tag)
{
    struct look *l = ctx;
    struct str name = str_of(tag->name);
    if (IS_ONE_OF(local_name(name), elements))
        note(l, ACTIVE_ELEMENT, name, tag->line);
    for (const char **a = tag->attribute; a != NULL && *a != NULL; a += 2) {
        struct str attribute = str_of(*a), local = local_name(attribute);
        if (local.len > 2 && lower(local.at[0]) == 'o' &&
            lower(local.at[1]) == 'n')
            note(l, ACTIVE_ATTRIBUTE, attribute, tag->line);
        else if (a[1] != NULL && has_javascript(str_of(a[1])))
            note(l, ACTIVE_ADDRESS, attribute, tag->line);
    }
}

static unsigned line_at(struct str bytes, size_t at)
{
    unsigned line = 1;
    for (size_t i = 0; i < at; i++)
        line += bytes.at[i] == '\n';
    return line;
}

/* A tag lies between two `<`, since no attribute may have one (XML 1.0, section
 * 3.1); libxml2 compares each attribute of a tag with those before it. */
static bool has_too_many(struct str bytes)
{
    size_t n = 0;
    for (size_t i = 0; i < bytes.len && n <= ACTIVE_ATTRIBUTES_MAX; i++)
        n = bytes.at[i] == '<' ? 0 : n + (bytes.at[i] == '=');
    return n > ACTIVE_ATTRIBUTES_MAX;
}

static struct active look_through(struct arena *a, struct str bytes)
{
    static const struct {
        struct str text;
        enum active_what what;
    } marks[] = {{STR_INIT("<!ENTITY"), ACTIVE_ENTITY},
                 {STR_INIT("<?xml-stylesheet"), ACTIVE_SHEET}};
    struct look l = {.a = a};
    struct markup_fault fault = {.line = 1};
    const struct markup_handler handler = {.ctx = &l, .open = look_at};
    if (has_too_many(bytes))
        return (struct active){ACTIVE_UNREADABLE, {0}, 0};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = str_find(bytes, marks[i].text);
        if (at != SIZE_MAX)
            return (struct active){marks[i].what, {0}, line_at(bytes, at)};
    }
    markup_start();
    if (!markup_xml(bytes, &handler, &fault))
        note(&l, ACTIVE_UNREADABLE, (struct str){0}, fault.line);
    markup_end();
    return l.found;
}

struct active active_find(struct arena *a, struct str path, struct str bytes)
{
    static const char *const pictures[] = {"svg"};
    struct str ending = ending_of(path);
    if (IS_ONE_OF(ending, endings))
        return (struct active){ACTIVE_KIND, arena_copy(a, ending), 0};
    if (IS_ONE_OF(ending, pictures))
        return look_through(a, bytes);
    return (struct active){0};
}
