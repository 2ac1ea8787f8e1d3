/* SPDX-License-Identifier: MIT */
#include "input/yaml_fault.h"

#include "base/speech.h"
#include "base/unicode.h"

static struct str line_of(const struct yaml_fault *f, size_t number)
{
    struct str rest = f->bytes, line = {0};
    for (size_t i = 0; i <= number; i++)
        if (!str_line(&rest, &line))
            return (struct str){0};
    return line;
}

static size_t offset_of(struct str line, size_t col)
{
    size_t at = 0;
    for (size_t i = 0; i < col && at < line.len; i++)
        utf8_next(line, &at);
    return at;
}

static bool has(struct str s, const char *part)
{
    return str_find(s, str_of(part)) != SIZE_MAX;
}

/* `title: Reform: a start` against a line that is merely indented too far. */
static const char *explain_colon(const struct yaml_fault *f)
{
    struct str line = line_of(f, f->at.line);
    struct str before = str_head(line, offset_of(line, f->at.col));
    if (has(before, ": "))
        return "a colon followed by a space in a text without quotes; put "
               "the text in quotes";
    return "the line is indented as if it continued the text above; begin it "
           "at the same column as its neighbours";
}

static const char *explain_start(const struct yaml_fault *f)
{
    struct str line = line_of(f, f->at.line);
    struct str rest = str_from(line, offset_of(line, f->at.col));
    if (rest.len > 0 && rest.at[0] == '\t')
        return "a tab; indent with spaces";
    return "a text must not begin with this character; put it in quotes";
}

static const char *explain_key(const struct yaml_fault *f)
{
    struct str line = str_trim(line_of(f, f->context_at.line));
    if (has(line, "："))
        return "a full-width colon; write a plain colon and a space, "
               "'key: value'";
    if (has(line, ":"))
        return "no space behind the colon; write 'key: value'";
    return "a line without a colon; write 'key: value', or indent the line "
           "when it continues the text above";
}

static const char *explain_mapping(const struct yaml_fault *f)
{
    struct str line = line_of(f, f->at.line);
    struct str before = str_trim(str_head(line, offset_of(line, f->at.col)));
    if (str_ends(before, STR("\"")))
        return "text behind the closing quote; write \\\" for a quote inside "
               "the text, or put the whole text in single quotes";
    if (str_ends(before, STR("'")))
        return "text behind the closing quote; double a single quote inside "
               "the text";
    return "wrong indentation; begin the line at the same column as its "
           "neighbours";
}

static const char *explain_list(const struct yaml_fault *f)
{
    struct str line = line_of(f, f->at.line);
    struct str before = str_trim(str_head(line, offset_of(line, f->at.col)));
    return str_ends(before, STR(":"))
               ? "a list beside its key; begin it on the next line, or write "
                 "it as [a, b]"
               : "a list item at the wrong column; begin all items of a list "
                 "at the same column";
}

/* Parts of libyaml's messages (scanner.c, parser.c of 0.2.5). */
static const struct rule {
    const char *context, *problem; /* "" fits all */
    const char *text;
    const char *(*explain)(const struct yaml_fault *f);
    bool at_context;
} rules[] = {
    {"quoted scalar", "unexpected end of stream",
     SPEECH("a quote that is never closed; close it at the end of the text"),
     NULL, true},
    {"quoted scalar", "unexpected document indicator",
     SPEECH("a quote that is never closed; close it at the end of the text"),
     NULL, true},
    {"quoted scalar", "escape character",
     SPEECH(
         "a backslash in double quotes begins an escape; double it, or put the "
         "text in single quotes"),
     NULL, false},
    {"flow sequence", "expected ',' or ']'",
     SPEECH("a bracket '[' that is never closed, or a missing comma; put texts "
            "that "
            "begin with a bracket in quotes"),
     NULL, true},
    {"flow mapping", "expected ',' or '}'",
     SPEECH(
         "a brace '{' that is never closed, or a missing comma; put texts that "
         "begin with a brace in quotes"),
     NULL, true},
    {"flow", "did not find expected node content",
     SPEECH(
         "a missing text between comma and bracket; quote texts with brackets"),
     NULL, false},
    {"", "mapping values are not allowed", NULL, explain_colon, false},
    {"", "tab character", SPEECH("a tab; indent with spaces"), NULL, false},
    {"", "cannot start any token", NULL, explain_start, false},
    {"", "could not find expected ':'", NULL, explain_key, true},
    {"", "sequence entries are not allowed", NULL, explain_list, false},
    {"", "expected '-' indicator", NULL, explain_mapping, false},
    {"", "did not find expected key", NULL, explain_mapping, false},
    {"alias", "alphabetic or numeric",
     SPEECH("a text must not begin with '*'; put it in quotes"), NULL, true},
    {"anchor", "alphabetic or numeric",
     SPEECH("a text must not begin with '&'; put it in quotes"), NULL, true},
    {"tag", "", SPEECH("a text must not begin with '!'; put it in quotes"),
     NULL, true},
    {"directive", "",
     SPEECH("a line must not begin with '%'; put the text in quotes"), NULL,
     true},
    {"block scalar", "",
     SPEECH("nothing but a line break may stand behind '|' or '>'; put a text "
            "that "
            "begins so in quotes"),
     NULL, true},
    {"", "<document start>",
     SPEECH("text that belongs to no key; write 'key: value'"), NULL, false},
};

const char *yaml_fault_explain(const struct yaml_fault *f, bool *at_context)
{
    struct str problem = str_of(f->problem != NULL ? f->problem : "");
    struct str context = str_of(f->context != NULL ? f->context : "");
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        const struct rule *rule = &rules[i];
        if (!has(problem, rule->problem) || !has(context, rule->context))
            continue;
        *at_context = rule->at_context && f->context != NULL;
        return rule->explain != NULL ? rule->explain(f) : rule->text;
    }
    *at_context = false;
    return NULL;
}
